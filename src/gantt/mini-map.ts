import type { Primitive, Scene } from './scene.ts';

/** The tasks of a plan as they are handed over one by one: row, start, finish, colour, whether critical. */
export type SpanSource = (
  visit: (row: number, startMin: number, finishMin: number, tone: number, critical: boolean) => void,
) => void;

/** The whole of a plan on a small area. */
export type MiniMapInput = {
  readonly eachSpan: SpanSource;
  readonly rowCount: number;
  readonly fromMin: number;
  readonly toMin: number;
  /** In whole pixels: tasks that fall on the same pixel are one. */
  readonly width: number;
  readonly height: number;
  readonly showCritical: boolean;
};

const EMPTY = 0;
const CRITICAL = 255;

/**
 * The scene of the overview map: what costs time for every task is done in an array of pixels, and the scene holds as many
 * rectangles as there are stretches of one colour in it, however long the plan is. The critical path lies above the rest.
 */
export function buildMiniMap(input: MiniMapInput): Scene {
  const { eachSpan, rowCount, fromMin, toMin, width, height, showCritical } = input;
  const pixels = new Uint8Array(width * height);
  const perMinute = width / Math.max(1, toMin - fromMin);
  eachSpan((row, startMin, finishMin, tone, critical) => {
    const top = Math.min(height - 1, Math.floor((row / Math.max(1, rowCount)) * height));
    const bottom = Math.max(top, Math.floor(((row + 1) / Math.max(1, rowCount)) * height) - 1);
    const first = Math.max(0, Math.floor((startMin - fromMin) * perMinute));
    const last = Math.min(width - 1, Math.floor((finishMin - fromMin) * perMinute));
    const ink = critical && showCritical ? CRITICAL : tone + 1;
    for (let y = top; y <= bottom; y++) {
      for (let at = y * width + first; at <= y * width + last; at++) if (pixels[at] !== CRITICAL) pixels[at] = ink;
    }
  });
  const items: Primitive[] = [];
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; ) {
      const ink = pixels[y * width + x]!;
      let end = x + 1;
      while (end < width && pixels[y * width + end] === ink) end++;
      if (ink !== EMPTY) {
        const role = ink === CRITICAL ? 'bar-critical' : 'bar';
        const tone = ink === CRITICAL ? undefined : ink - 1;
        items.push({ shape: 'rect', role, tone, x, y, width: end - x, height: 1 });
      }
      x = end;
    }
  }
  // Painters fill neighbours of one ink at once.
  items.sort((a, b) => inkOrder(a) - inkOrder(b));
  return { width, height, items };
}

const inkOrder = (item: Primitive): number =>
  item.shape === 'group' ? 0 : item.role === 'bar-critical' ? 1000 : (item.tone ?? 0);
