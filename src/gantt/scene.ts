import type { FontWeight } from './text-metrics.ts';

/** What a primitive stands for. Painters look colours, line widths and dashes up by it: see `palette.ts`. */
export type Role =
  | 'ground'
  | 'band'
  | 'band-head'
  | 'row-selected'
  | 'row-hover'
  | 'tier-alternate'
  | 'weekend'
  | 'holiday'
  | 'grid'
  | 'grid-minor'
  | 'grid-major'
  | 'header'
  | 'header-line'
  | 'header-major'
  | 'header-minor'
  | 'bar'
  | 'bar-critical'
  | 'progress'
  | 'progress-critical'
  | 'critical-outline'
  | 'manual-mark'
  | 'summary'
  | 'milestone'
  | 'milestone-critical'
  | 'gate'
  | 'gate-mark'
  | 'slack'
  | 'slack-end'
  | 'baseline'
  | 'baseline-compared'
  | 'baseline-line'
  | 'constraint'
  | 'bar-gap'
  | 'bar-hold'
  | 'driving-outline'
  | 'link-driving'
  | 'status-line'
  | 'progress-line'
  | 'progress-point'
  | 'deadline'
  | 'deadline-missed'
  | 'link'
  | 'link-critical'
  | 'link-selected'
  | 'today'
  | 'today-flag'
  | 'today-text'
  | 'label'
  | 'label-strong'
  | 'label-inside'
  | 'label-ground'
  | 'finding-error'
  | 'finding-warning'
  | 'finding-text'
  | 'continues'
  | 'marker'
  | 'marker-text'
  | 'table-head'
  | 'table-text'
  | 'table-strong'
  | 'table-muted'
  | 'title'
  | 'subtitle'
  | 'status'
  | 'status-text'
  | 'caption'
  | 'rule'
  | 'frame'
  | 'logo'
  | 'stem'
  | 'cut-mark'
  | 'cut-here'
  | 'area-joined'
  | 'area-joined-specification'
  | 'area-in-process'
  | 'area-interested'
  | 'area-later'
  | 'area-waiting'
  | 'area-informed'
  | 'area-not-asked'
  | 'area-declined'
  | 'area-left'
  | 'cut-other';

/** Which part of a thing a primitive draws, or a point hits. */
export type SubjectPart = 'body' | 'start' | 'finish' | 'progress' | 'gap' | 'gap-start' | 'gap-finish';

/** The thing a primitive belongs to; `id` is that of the task, the link or the holiday. */
export type Subject = {
  readonly kind: 'task' | 'link' | 'holiday';
  readonly id: string;
  readonly part: SubjectPart;
  /** Which of the breaks of a bar, counted from 0. */
  readonly gap?: number;
};

type Inked = { readonly role: Role; readonly tone?: number; readonly subject?: Subject };

/** A rectangle, its corners rounded by `radius`. */
export type RectPrimitive = Inked & {
  readonly shape: 'rect';
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
  readonly radius?: number;
};

/** A straight line. */
export type LinePrimitive = Inked & {
  readonly shape: 'line';
  readonly x1: number;
  readonly y1: number;
  readonly x2: number;
  readonly y2: number;
};

/** A polyline or (when closed) a polygon: `points` is x, y, x, y ... `arrow` is the length of a head at the last point. */
export type PathPrimitive = Inked & {
  readonly shape: 'path';
  readonly points: readonly number[];
  readonly closed?: boolean;
  readonly arrow?: number;
};

/** A line of text, measured and cut; `y` is its baseline, `x` the anchor. `whole` is the text before it was cut. */
export type TextPrimitive = Inked & {
  readonly shape: 'text';
  readonly x: number;
  readonly y: number;
  readonly text: string;
  readonly size: number;
  readonly weight: FontWeight;
  readonly anchor: 'start' | 'middle' | 'end';
  readonly width: number;
  readonly whole?: string;
};

/** A square on its corner; `radius` reaches from the centre to a corner. */
export type DiamondPrimitive = Inked & {
  readonly shape: 'diamond';
  readonly x: number;
  readonly y: number;
  readonly radius: number;
};

/** Primitives cut at a rectangle; their positions count from its upper left corner. */
export type GroupPrimitive = {
  readonly shape: 'group';
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
  readonly items: readonly Primitive[];
};

/** A picture: a PNG in base64, stretched to the rectangle. */
export type ImagePrimitive = Inked & {
  readonly shape: 'image';
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
  readonly png: string;
};

export type Primitive =
  | RectPrimitive
  | LinePrimitive
  | PathPrimitive
  | TextPrimitive
  | DiamondPrimitive
  | ImagePrimitive
  | GroupPrimitive;

/** What is to be painted, in the order of painting. The unit is the caller's: pixels on screen, points in print. */
export type Scene = { readonly width: number; readonly height: number; readonly items: readonly Primitive[] };

/** The three corners of the head at the end of a path, as x, y, x, y, x, y; null when the path has no length. */
export function arrowHead(points: readonly number[], length: number): readonly number[] | null {
  const last = points.length - 2;
  const x = points[last]!;
  const y = points[last + 1]!;
  for (let at = last - 2; at >= 0; at -= 2) {
    const dx = x - points[at]!;
    const dy = y - points[at + 1]!;
    const distance = Math.hypot(dx, dy);
    if (distance < 1e-6) continue;
    const ux = (dx / distance) * length;
    const uy = (dy / distance) * length;
    return [x, y, x - ux - uy * 0.5, y - uy + ux * 0.5, x - ux + uy * 0.5, y - uy - ux * 0.5];
  }
  return null;
}
