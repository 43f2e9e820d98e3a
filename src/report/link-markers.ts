import type { RowSource } from '../gantt/gantt-row.ts';
import type { GanttStyle } from '../gantt/gantt-style.ts';
import { type LinkIndex, visitLinks } from '../gantt/link-index.ts';
import { linkPath } from '../gantt/link-path.ts';
import { HALF_CAPITAL } from '../gantt/row-labels.ts';
import type { Primitive } from '../gantt/scene.ts';
import { measureText } from '../gantt/text-metrics.ts';
import type { TimeAxis } from '../gantt/time-axis.ts';
import { markerTriangle } from './legend.ts';

type Leaving = { readonly x: number; readonly wbs: string };

/** x at which a path crosses a height; null when it does not. */
function crossing(points: readonly number[], y: number): number | null {
  for (let at = 0; at < points.length - 2; at += 2) {
    if (points[at] !== points[at + 2]) continue;
    const low = Math.min(points[at + 1]!, points[at + 3]!);
    const high = Math.max(points[at + 1]!, points[at + 3]!);
    if (low <= y && y <= high) return points[at]!;
  }
  return null;
}

/** The part of the plan on a page whose links are to be continued. */
export type MarkerInput = {
  readonly rows: RowSource;
  readonly links: LinkIndex;
  readonly axis: TimeAxis;
  readonly style: GanttStyle;
  readonly firstRow: number;
  readonly lastRow: number;
  readonly width: number;
  /** How far bars and links lie above the middle of their row. */
  readonly lift: number;
};

/** Links with one end among the rows of the page, by where they leave it: at the top or at the bottom. */
function leavingLinks(input: MarkerInput): { readonly up: Leaving[]; readonly down: Leaving[] } {
  const { rows, axis, style, firstRow, lastRow, width } = input;
  const up: Leaving[] = [];
  const down: Leaving[] = [];
  const height = (lastRow - firstRow + 1) * style.rowHeight;
  const onPage = (row: number): boolean => row >= firstRow && row <= lastRow;
  const middleOf = (row: number): number => (row - firstRow + 0.5) * style.rowHeight - input.lift;
  visitLinks(input.links, firstRow, lastRow, (link) => {
    if (onPage(link.fromRow) === onPage(link.toRow)) return;
    const other = onPage(link.fromRow) ? link.toRow : link.fromRow;
    const from = rows.at(link.fromRow);
    const to = rows.at(link.toRow);
    const points = linkPath(link, from, to, middleOf(link.fromRow), middleOf(link.toRow), axis, style);
    if (!points) return;
    const x = crossing(points, other < firstRow ? 0 : height);
    if (x === null || x < 0 || x > width) return;
    (other < firstRow ? up : down).push({ x, wbs: rows.at(other).wbs });
  });
  return { up, down };
}

/**
 * Triangles with the numbers of the rows they stand for: to their right, else to their left; numbers for which there is no
 * room are counted at the next one (`3.2 +1`).
 */
function strip(leaving: Leaving[], middle: number, pointsDown: boolean, input: MarkerInput): Primitive[] {
  const { style, width } = input;
  const size = style.fontSize * 0.92;
  const gap = size * 0.6;
  const y = middle + size * HALF_CAPITAL;
  const items: Primitive[] = [];
  const sorted = [...leaving].sort((a, b) => a.x - b.x);
  let free = 0;
  let waiting = new Set<string>();
  const put = (text: string, x: number, textWidth: number): void => {
    const common = { shape: 'text', role: 'marker-text', size, weight: 400, anchor: 'start' } as const;
    items.push({ ...common, x, y, text, width: textWidth });
    waiting = new Set();
  };
  sorted.forEach(({ x, wbs }, at) => {
    items.push(markerTriangle(x, middle, pointsDown, style));
    waiting.add(wbs);
    const [first] = waiting;
    const text = waiting.size > 1 ? `${first} +${waiting.size - 1}` : wbs;
    const textWidth = measureText(text, size, 400);
    const limit = Math.min(width, (sorted[at + 1]?.x ?? Number.POSITIVE_INFINITY) - gap);
    if (x + gap + textWidth <= limit && x >= free) {
      put(text, x + gap, textWidth);
      free = x + 2 * gap + textWidth;
    } else if (x - gap - textWidth >= free) {
      put(text, x - gap - textWidth, textWidth);
      free = x + gap;
    } else {
      free = Math.max(free, x + gap);
    }
  });
  return items;
}

/**
 * Where links leave the rows of a page: a triangle that points to the page of the other end, and the number of the row there.
 * Those that go up lie around `upMiddle`, those that go down around `downMiddle`; x counts from the left of the chart.
 */
export function linkMarkers(input: MarkerInput, upMiddle: number, downMiddle: number): Primitive[] {
  const { up, down } = leavingLinks(input);
  return [...strip(up, upMiddle, false, input), ...strip(down, downMiddle, true, input)];
}
