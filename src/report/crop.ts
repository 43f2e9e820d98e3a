import type { GroupPrimitive, Primitive, TextPrimitive } from '../gantt/scene.ts';

/** A rectangle of a page. */
export type Window = { readonly x: number; readonly y: number; readonly width: number; readonly height: number };

/** Room around a shape for its line and the head of its arrow. */
const PEN_ROOM = 3;
const SIDES = 4;

function textBox({ x, y, size, width, anchor }: TextPrimitive): readonly [number, number, number, number] {
  const left = anchor === 'end' ? x - width : anchor === 'middle' ? x - width / 2 : x;
  return [left, y - size, left + width, y + size * 0.3];
}

/** Left, top, right and bottom of a primitive, without the room for its pen. */
function boxOf(item: Primitive): readonly [number, number, number, number] {
  switch (item.shape) {
    case 'line':
      return [
        Math.min(item.x1, item.x2),
        Math.min(item.y1, item.y2),
        Math.max(item.x1, item.x2),
        Math.max(item.y1, item.y2),
      ];
    case 'diamond':
      return [item.x - item.radius, item.y - item.radius, item.x + item.radius, item.y + item.radius];
    case 'path': {
      const box: [number, number, number, number] = [Infinity, Infinity, -Infinity, -Infinity];
      for (let at = 0; at < item.points.length; at += 2) {
        box[0] = Math.min(box[0], item.points[at]!);
        box[1] = Math.min(box[1], item.points[at + 1]!);
        box[2] = Math.max(box[2], item.points[at]!);
        box[3] = Math.max(box[3], item.points[at + 1]!);
      }
      return box;
    }
    case 'text':
      return textBox(item);
    default:
      return [item.x, item.y, item.x + item.width, item.y + item.height];
  }
}

const boxes = new WeakMap<readonly Primitive[], Float64Array>();

/** The boxes of a list of primitives, worked out once however many sheets it is cut into. */
function boxesOf(items: readonly Primitive[]): Float64Array {
  const known = boxes.get(items);
  if (known) return known;
  const made = new Float64Array(items.length * SIDES);
  items.forEach((item, at) => {
    made.set(boxOf(item), at * SIDES);
  });
  boxes.set(items, made);
  return made;
}

/** A primitive moved. */
export function shifted(item: Primitive, dx: number, dy: number): Primitive {
  switch (item.shape) {
    case 'line':
      return { ...item, x1: item.x1 + dx, y1: item.y1 + dy, x2: item.x2 + dx, y2: item.y2 + dy };
    case 'path':
      return { ...item, points: item.points.map((value, at) => value + (at % 2 === 0 ? dx : dy)) };
    default:
      return { ...item, x: item.x + dx, y: item.y + dy };
  }
}

function croppedGroup(group: GroupPrimitive, window: Window, dx: number, dy: number): GroupPrimitive | null {
  const x = Math.max(group.x, window.x);
  const y = Math.max(group.y, window.y);
  const width = Math.min(group.x + group.width, window.x + window.width) - x;
  const height = Math.min(group.y + group.height, window.y + window.height) - y;
  if (width <= 0 || height <= 0) return null;
  const inside = { x: x - group.x, y: y - group.y, width, height };
  const items = inWindow(group.items, inside, -inside.x, -inside.y, false);
  return items.length > 0 ? { ...group, x: x + dx, y: y + dy, width, height, items } : null;
}

/** What lies in a window, moved; what crosses its edge is cut there when `clip` is set, else whoever asks cuts it. */
function inWindow(items: readonly Primitive[], window: Window, dx: number, dy: number, clip: boolean): Primitive[] {
  const sides = boxesOf(items);
  const [right, bottom] = [window.x + window.width, window.y + window.height];
  const kept: Primitive[] = [];
  let cut: Primitive[] = [];
  const closeCut = (): void => {
    if (cut.length === 0) return;
    const place = { x: window.x + dx, y: window.y + dy, width: window.width, height: window.height };
    kept.push({ shape: 'group', ...place, items: cut });
    cut = [];
  };
  items.forEach((item, at) => {
    const [x1, y1, x2, y2] = [
      sides[at * SIDES]!,
      sides[at * SIDES + 1]!,
      sides[at * SIDES + 2]!,
      sides[at * SIDES + 3]!,
    ];
    if (x2 < window.x - PEN_ROOM || x1 > right + PEN_ROOM || y2 < window.y - PEN_ROOM || y1 > bottom + PEN_ROOM) return;
    if (item.shape === 'group') {
      const group = croppedGroup(item, window, dx, dy);
      if (!group) return;
      closeCut();
      kept.push(group);
    } else if (!clip || (x1 >= window.x && x2 <= right && y1 >= window.y && y2 <= bottom)) {
      closeCut();
      kept.push(shifted(item, dx, dy));
    } else if (x2 > window.x && x1 < right && y2 > window.y && y1 < bottom) {
      cut.push(shifted(item, -window.x, -window.y));
    } else if (x1 === x2 || y1 === y2) {
      // A line on the edge itself.
      cut.push(shifted(item, -window.x, -window.y));
    }
  });
  closeCut();
  return kept;
}

/** What a window shows of primitives, put with its corner at (`toX`, `toY`) and cut at its edges. */
export const cropped = (items: readonly Primitive[], window: Window, toX: number, toY: number): Primitive[] =>
  inWindow(items, window, toX - window.x, toY - window.y, true);
