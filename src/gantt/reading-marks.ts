import type { GanttRow, RowSource } from './gantt-row.ts';
import { barLift, bracketLift, type GanttStyle } from './gantt-style.ts';
import { rowExtent } from './row-extent.ts';
import type { MarkOptions } from './row-marks.ts';
import type { Primitive } from './scene.ts';
import { type TimeAxis, xOf } from './time-axis.ts';

/** The part of a plan that marks are added to. */
type Window = {
  readonly rows: RowSource;
  readonly axis: TimeAxis;
  readonly style: GanttStyle;
  readonly width: number;
  readonly height: number;
  readonly firstRow: number;
  readonly lastRow: number;
  readonly drivingTasks?: ReadonlySet<string>;
};

/** Outlines around the bars of the chain that drives a task, a little apart from the bar so that its own outline shows. */
export function addDrivers(
  items: Primitive[],
  { rows, axis, style, width, firstRow, lastRow, drivingTasks }: Window,
  options: MarkOptions,
  middleOf: (index: number) => number,
): void {
  const lift = barLift(style, options);
  const apart = 2.5 * style.pixel;
  for (let index = firstRow; index <= lastRow; index++) {
    const row = rows.at(index);
    if (!drivingTasks!.has(row.id)) continue;
    const extent = rowExtent(row, axis, style);
    if (!extent || extent.x2 < -style.rowHeight || extent.x1 > width + style.rowHeight) continue;
    const height = (row.kind === 'summary' ? 2 * style.summaryHeight : style.barHeight) + 2 * apart;
    const middle = middleOf(index) - (row.kind === 'summary' ? bracketLift(style, options) : lift);
    const x = Math.max(extent.x1 - apart, -style.rowHeight);
    const end = Math.min(extent.x2 + apart, width + style.rowHeight);
    const radius = style.barRadius + apart;
    items.push({ shape: 'rect', role: 'driving-outline', x, y: middle - height / 2, width: end - x, height, radius });
  }
}

/** x up to which a row is done at the status date: on the line itself where nothing is due or all of it is done. */
function progressX(row: GanttRow, axis: TimeAxis, statusMin: number): number | null {
  if (row.kind === 'summary' || row.startMin === null || row.finishMin === null) return null;
  const line = xOf(axis, statusMin);
  const percent = row.percentComplete;
  if (percent >= 100) return line;
  if (percent === 0 && row.startMin >= statusMin) return line;
  return xOf(axis, row.startMin + ((row.finishMin - row.startMin) * percent) / 100);
}

/**
 * The line of the status date, and the progress line that leaves it to the left for rows that lag behind and to the right
 * for rows that are ahead. Gives x of the status date where it is in sight.
 */
export function addStatus(
  items: Primitive[],
  window: Window,
  statusMin: number,
  options: MarkOptions & { readonly showProgressLine: boolean },
  middleOf: (index: number) => number,
): number | null {
  const { rows, axis, style, width, height, firstRow, lastRow } = window;
  const x = xOf(axis, statusMin);
  const inSight = x >= 0 && x <= width;
  if (inSight) items.push({ shape: 'line', role: 'status-line', x1: x, y1: 0, x2: x, y2: height });
  if (!options.showProgressLine) return inSight ? x : null;
  const lift = barLift(style, options);
  const margin = style.rowHeight;
  const kept = (value: number): number => Math.max(-margin, Math.min(value, width + margin));
  const points: number[] = [kept(x), 0];
  const peaks: Primitive[] = [];
  for (let index = firstRow; index <= lastRow; index++) {
    const at = progressX(rows.at(index), axis, statusMin);
    if (at === null) continue;
    const y = middleOf(index) - lift;
    // Back on the line between rows, so that each row's peak stands by itself.
    const half = style.rowHeight / 2;
    points.push(kept(x), y - half, kept(at), y, kept(x), y + half);
    const radius = 2.5 * style.pixel;
    if (at !== x && at >= 0 && at <= width) peaks.push({ shape: 'diamond', role: 'progress-point', x: at, y, radius });
  }
  points.push(kept(x), height);
  const sides = points.filter((_, at) => at % 2 === 0);
  if (Math.max(...sides) >= 0 && Math.min(...sides) <= width) {
    items.push({ shape: 'path', role: 'progress-line', points }, ...peaks);
  }
  return inSight ? x : null;
}
