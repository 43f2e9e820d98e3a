import { idOfRow } from '../model/visible-rows.ts';
import { type Arrangement, arrangedRows } from './arrange.ts';
import { columnText, type PlanColumnId } from './plan-columns.ts';
import type { TableSources } from './table-sources.ts';

/** A line of a table: a task with the texts of its cells, or the head of a group. */
export type TableLine =
  | { readonly kind: 'task'; readonly id: string; readonly level: number; readonly cells: readonly string[] }
  | { readonly kind: 'group'; readonly title: string; readonly count: number };

const NOTHING: ReadonlySet<string> = new Set();

/** The rows of an arranged plan as texts, all unfolded; cells are in the order of the columns. */
export const tableLines = (
  sources: TableSources,
  columns: readonly PlanColumnId[],
  arrangement: Arrangement,
): readonly TableLine[] => {
  const { outline } = sources.schedule;
  const rows = arrangedRows(sources, arrangement, NOTHING, NOTHING);
  return Array.from(rows.positions, (at, row): TableLine => {
    if (at < 0) {
      const { title, count } = rows.groups[-1 - at]!;
      return { kind: 'group', title, count };
    }
    const id = idOfRow(outline, rows, row);
    const level = rows.flat ? 1 : outline.depth[at]!;
    return { kind: 'task', id, level, cells: columns.map((column) => columnText(sources, column, id)) };
  });
};
