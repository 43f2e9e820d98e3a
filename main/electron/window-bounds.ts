import * as v from 'valibot';

export interface Rectangle {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

const pixels = v.pipe(v.number(), v.integer(), v.minValue(-100_000), v.maxValue(100_000));

const schema = v.object({ x: pixels, y: pixels, width: pixels, height: pixels, maximised: v.boolean() });

/** Where the window was when it was last open. `x` to `height` are those of the window when it is not maximised. */
export type WindowPlace = v.InferOutput<typeof schema>;

export const MIN_WIDTH = 900;
export const MIN_HEIGHT = 600;
const FIRST_WIDTH = 1440;
const FIRST_HEIGHT = 900;
/** So much of the title bar must lie on a display for people to be able to catch the window. */
const GRIP_WIDTH = 120;
const GRIP_HEIGHT = 40;

const canBeCaught = (place: Rectangle, area: Rectangle): boolean => {
  const visibleWidth = Math.min(place.x + place.width, area.x + area.width) - Math.max(place.x, area.x);
  const belowTop = place.y - area.y;
  return visibleWidth >= GRIP_WIDTH && belowTop >= 0 && belowTop <= area.height - GRIP_HEIGHT;
};

const centred = (area: Rectangle): WindowPlace => {
  const width = Math.min(FIRST_WIDTH, area.width);
  const height = Math.min(FIRST_HEIGHT, area.height);
  const x = area.x + Math.floor((area.width - width) / 2);
  const y = area.y + Math.floor((area.height - height) / 2);
  return { x, y, width, height, maximised: false };
};

/** Reads what was kept about the window; null when there is nothing or nothing sensible. */
export const readPlace = (text: string): WindowPlace | null => {
  try {
    const read = v.safeParse(schema, JSON.parse(text));
    return read.success ? read.output : null;
  } catch {
    return null;
  }
};

/**
 * Where to open the window: where it was, if its title bar can be caught on one of today's displays, else in the middle
 * of the first one. `areas` are the work areas of the displays, the primary one first.
 */
export const openingPlace = (kept: WindowPlace | null, areas: readonly Rectangle[]): WindowPlace => {
  const first = areas[0] ?? { x: 0, y: 0, width: FIRST_WIDTH, height: FIRST_HEIGHT };
  const area = kept && areas.find((candidate) => canBeCaught(kept, candidate));
  if (!kept || !area) return { ...centred(first), maximised: kept?.maximised ?? false };
  return {
    ...kept,
    width: Math.max(MIN_WIDTH, Math.min(kept.width, area.width)),
    height: Math.max(MIN_HEIGHT, Math.min(kept.height, area.height)),
  };
};
