import type { GanttLink, GanttRow } from './gantt-row.ts';
import type { GanttStyle } from './gantt-style.ts';
import { rowExtent } from './row-extent.ts';
import type { TimeAxis } from './time-axis.ts';

/**
 * Corners of a link from (x1, y1) to (x2, y2) as x, y, x, y ...: straight out of the predecessor, down or up beside it, and
 * straight into the successor; around when the successor begins too early for that.
 */
export function orthogonalPath(
  type: GanttLink['type'],
  x1: number,
  y1: number,
  x2: number,
  y2: number,
  style: GanttStyle,
): number[] {
  const leaves = type === 'FS' || type === 'FF' ? 1 : -1;
  const enters = type === 'FS' || type === 'SS' ? 1 : -1;
  const out = x1 + leaves * style.linkStub;
  const into = x2 - enters * (style.linkStub + style.arrow * 0.6);
  if (leaves !== enters) {
    const outer = leaves > 0 ? Math.max(out, into) : Math.min(out, into);
    return [x1, y1, outer, y1, outer, y2, x2, y2];
  }
  if ((into - out) * enters >= 0) return [x1, y1, out, y1, out, y2, x2, y2];
  const between = y2 + (y2 > y1 ? -1 : 1) * (style.rowHeight / 2);
  return [x1, y1, out, y1, out, between, into, between, into, y2, x2, y2];
}

/** Corners of a link between two rows whose middles lie at y1 and y2; null when one of them has no dates. */
export function linkPath(
  link: GanttLink,
  from: GanttRow,
  to: GanttRow,
  y1: number,
  y2: number,
  axis: TimeAxis,
  style: GanttStyle,
): number[] | null {
  const start = rowExtent(from, axis, style);
  const finish = rowExtent(to, axis, style);
  if (!start || !finish) return null;
  const x1 = link.type === 'FS' || link.type === 'FF' ? start.x2 : start.x1;
  const x2 = link.type === 'FS' || link.type === 'SS' ? finish.x1 : finish.x2;
  return orthogonalPath(link.type, x1, y1, x2, y2, style);
}
