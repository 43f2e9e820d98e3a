import type { GroupPrimitive, PathPrimitive, Primitive, RectPrimitive, Scene, Subject } from './scene.ts';

/** How near (in the unit of the scene) a point must come to be taken for a hit. */
export type HitReach = {
  readonly end: number;
  readonly link: number;
  /** So near to its first or last point a link is gripped by that end. */
  readonly linkEnd: number;
};

const DEFAULT_REACH: HitReach = { end: 6, link: 4, linkEnd: 16 };

type Box = readonly [left: number, top: number, right: number, bottom: number];

function boxOf(item: Exclude<Primitive, GroupPrimitive>): Box | null {
  switch (item.shape) {
    case 'rect':
      return [item.x, item.y, item.x + item.width, item.y + item.height];
    case 'diamond':
      return [item.x - item.radius, item.y - item.radius, item.x + item.radius, item.y + item.radius];
    case 'path': {
      const xs = item.points.filter((_, at) => at % 2 === 0);
      const ys = item.points.filter((_, at) => at % 2 === 1);
      return [Math.min(...xs), Math.min(...ys), Math.max(...xs), Math.max(...ys)];
    }
    default:
      return null;
  }
}

const inBox = ([left, top, right, bottom]: Box, x: number, y: number, reachX: number, reachY: number): boolean =>
  x >= left - reachX && x <= right + reachX && y >= top - reachY && y <= bottom + reachY;

function distanceToPath({ points }: PathPrimitive, x: number, y: number): number {
  let least = Number.POSITIVE_INFINITY;
  for (let at = 0; at < points.length - 2; at += 2) {
    const x1 = points[at]!;
    const y1 = points[at + 1]!;
    const dx = points[at + 2]! - x1;
    const dy = points[at + 3]! - y1;
    const squared = dx * dx + dy * dy;
    const along = squared === 0 ? 0 : Math.max(0, Math.min(1, ((x - x1) * dx + (y - y1) * dy) / squared));
    least = Math.min(least, Math.hypot(x - x1 - along * dx, y - y1 - along * dy));
  }
  return least;
}

/** The part of a bar at x: an end within reach, but never more than a third of the bar, so that short bars can be moved. */
function partOfBar(
  bar: RectPrimitive,
  progress: RectPrimitive | undefined,
  x: number,
  y: number,
  reach: number,
): Subject {
  const subject = bar.subject!;
  const inner = Math.min(reach, bar.width / 3);
  const lowerHalf = y > bar.y + bar.height / 2;
  if (progress && lowerHalf && bar.width >= 4 * reach) {
    const edge = progress.x + progress.width;
    if (Math.abs(x - edge) <= reach * 0.8) return { ...subject, part: 'progress' };
  }
  if (x - bar.x <= inner) return { ...subject, part: 'start' };
  if (bar.x + bar.width - x <= inner) return { ...subject, part: 'finish' };
  return subject;
}

/** What is done of a bar: drawn after it, and after its stretches where it has breaks. */
function progressAfter(items: readonly Primitive[], bar: number): RectPrimitive | undefined {
  const id = (items[bar] as RectPrimitive).subject!.id;
  for (let at = bar + 1; at < items.length; at++) {
    const item = items[at]!;
    if (item.shape === 'group' || (item.subject && item.subject.id !== id)) return undefined;
    if (item.shape === 'rect' && item.subject?.part === 'progress') return item;
    if (item.shape === 'text') return undefined;
  }
  return undefined;
}

/** The edge of a break that x is near to: where work stops, or where it goes on. */
function gapEdge(items: readonly Primitive[], bar: number, x: number, reach: number): Subject | null {
  const { id } = (items[bar] as RectPrimitive).subject!;
  let found: Subject | null = null;
  let least = reach;
  for (let at = bar + 1; at < items.length; at++) {
    const item = items[at]!;
    if (item.shape !== 'line' || item.subject?.part !== 'gap' || item.subject.id !== id) break;
    for (const [edge, part] of [
      [item.x1, 'gap-start'],
      [item.x2, 'gap-finish'],
    ] as const) {
      if (Math.abs(x - edge) > least) continue;
      least = Math.abs(x - edge);
      found = { ...item.subject, part };
    }
  }
  return found;
}

/** The end of a link that a point is near to, else its body. */
function partOfLink({ points, subject }: PathPrimitive, x: number, y: number, reach: number): Subject {
  const last = points.length - 2;
  const fromStart = Math.hypot(x - points[0]!, y - points[1]!);
  const fromFinish = Math.hypot(x - points[last]!, y - points[last + 1]!);
  if (Math.min(fromStart, fromFinish) > reach) return subject!;
  return { ...subject!, part: fromStart < fromFinish ? 'start' : 'finish' };
}

function taskAt(items: readonly Primitive[], x: number, y: number, reach: HitReach): Subject | null {
  let near: { readonly subject: Subject; readonly distance: number } | null = null;
  for (let at = items.length - 1; at >= 0; at--) {
    const item = items[at]!;
    if (item.shape === 'group' || item.subject?.kind !== 'task' || item.subject.part !== 'body') continue;
    const box = boxOf(item);
    if (!box || !inBox(box, x, y, reach.end, 3)) continue;
    const distance = Math.max(box[0] - x, x - box[2], 0);
    if (near && near.distance <= distance) continue;
    if (item.shape !== 'rect') {
      if (inBox(box, x, y, 2, 2)) near = { subject: item.subject, distance };
      continue;
    }
    const subject = partOfBar(item, progressAfter(items, at), x, y, reach.end);
    const edge = subject.part === 'body' ? gapEdge(items, at, x, reach.end) : null;
    near = { subject: edge ?? subject, distance };
  }
  return near?.subject ?? null;
}

/**
 * What lies at a point of a scene: a task (its body, an end of its bar, its progress), else a link, else a holiday; null
 * for bare ground. Tasks come before links, because links end at bars.
 */
export function hitTest(scene: Scene, x: number, y: number, reach: HitReach = DEFAULT_REACH): Subject | null {
  const task = taskAt(scene.items, x, y, reach);
  if (task) return task;
  let found: Subject | null = null;
  let least = reach.link;
  for (let at = scene.items.length - 1; at >= 0; at--) {
    const item = scene.items[at]!;
    if (item.shape !== 'path' || item.subject?.kind !== 'link') continue;
    const distance = distanceToPath(item, x, y);
    if (distance < least || (distance === least && !found)) {
      least = distance;
      found = partOfLink(item, x, y, reach.linkEnd);
    }
  }
  if (found) return found;
  for (const item of scene.items) {
    if (item.shape === 'rect' && item.subject?.kind === 'holiday' && inBox(boxOf(item)!, x, y, 0, 0))
      return item.subject;
  }
  return null;
}
