import { isGroupId } from '../../../src/model/visible-rows.ts';
import { isTaskRow, NEW_ROW } from '../../stores/selection-store.ts';
import type { CellEditStore } from './cell-edit-store.ts';
import { conflictColumns } from './conflict-columns.ts';
import type { PlanSurfaceStore } from './plan-surface-store.ts';

const NO_COLUMNS: readonly string[] = [];

/** Everything a row shows beside the texts of its cells. */
export const shownRowOf = (surface: PlanSurfaceStore, edit: CellEditStore, index: number) => {
  const { rows, session, rangeColumns } = surface;
  const { selection, planView } = session;
  const row = index < rows.count ? rows.at(index) : null;
  const taskId = row?.id ?? NEW_ROW;
  const { focus } = selection;
  const selected = row !== null && selection.selected.has(taskId);
  const conflicts = session.conflicts.byTask.get(taskId);
  return {
    taskId,
    kind: row?.kind ?? ('new' as const),
    depth: row?.depth ?? 0,
    hasChildren: row?.hasChildren ?? false,
    expanded: row?.expanded ?? false,
    finding: row?.finding ?? null,
    critical: planView.criticalPath && (row?.critical ?? false),
    selected,
    // A single cell needs no ground of its own: the frame of the focus says it.
    range:
      selected && rangeColumns && (selection.selected.size > 1 || rangeColumns[0] < rangeColumns[1])
        ? rangeColumns
        : null,
    fillColumn: rangeColumns && surface.rangeEnd === index ? rangeColumns[1] : null,
    cut: surface.cut?.columns === null && surface.cut.ids.has(taskId),
    aside: row !== null && surface.isAside(index),
    found: row !== null && surface.isFound(taskId),
    groupCount: isGroupId(taskId) ? surface.groupCount(index) : null,
    hovered: row !== null && surface.hoverId === taskId,
    focusedColumn: focus?.taskId === taskId ? focus.column : null,
    editedColumn: edit.taskId === taskId ? edit.column : null,
    change: session.history.marks.get(taskId) ?? null,
    gone: session.history.goneBeside.get(taskId) ?? null,
    conflicts: conflicts?.count ?? 0,
    conflictColumns: conflicts ? conflictColumns(conflicts.cells) : NO_COLUMNS,
  };
};

export type ShownRow = ReturnType<typeof shownRowOf>;

/** What stands in the cells of a row, column by column; null for the empty row in which a new task is typed. */
export const cellTextsOf = ({ rows, columns, session }: PlanSurfaceStore, index: number): readonly string[] | null => {
  if (index >= rows.count) return null;
  const { id: rowId, name } = rows.at(index);
  const isTask = isTaskRow(rowId);
  return columns.map(({ id }) => (isTask ? session.reading.text(id, rowId) : id === 'name' ? name : ''));
};
