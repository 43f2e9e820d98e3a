import type { GanttRow } from './gantt-row.ts';
import type { GanttStyle } from './gantt-style.ts';
import { type TimeAxis, xOf } from './time-axis.ts';

/** Left and right end of what stands for a row: bar, bracket, diamond or gate. Links leave and meet it there. */
export type RowExtent = { readonly x1: number; readonly x2: number };

/** Where a row lies on the axis; null for a row without dates. */
export function rowExtent(row: GanttRow, axis: TimeAxis, style: GanttStyle): RowExtent | null {
  if (row.startMin === null || row.finishMin === null) return null;
  const x1 = xOf(axis, row.startMin);
  if (row.kind === 'milestone') return { x1: x1 - style.diamondRadius, x2: x1 + style.diamondRadius };
  if (row.kind === 'gate') return { x1: x1 - style.gateRadius, x2: x1 + style.gateRadius };
  return { x1, x2: Math.max(xOf(axis, row.finishMin), x1 + style.minBarWidth) };
}
