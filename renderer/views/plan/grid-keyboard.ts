import type { EntryLanguage } from '../../../src/time/entry.ts';
import { NEW_ROW } from '../../stores/selection-store.ts';
import type { CellEditStore } from './cell-edit-store.ts';
import { COLUMNS, columnIndex } from './columns.ts';
import type { PlanSurfaceStore } from './plan-surface-store.ts';

/** Moves of the focus that keys ask for, in rows and columns; `Infinity` is as far as it goes. */
interface Move {
  readonly rows: number;
  readonly columns: number;
}

/** The task of a shown row; the row below the last is the empty one. */
const taskAt = (surface: PlanSurfaceStore, index: number): string =>
  index >= surface.rows.count ? NEW_ROW : surface.rows.at(index).id;

const clamp = (value: number, most: number): number => Math.max(0, Math.min(most, value));

/** Puts the focus on a cell and scrolls to it; `extend` widens the selection from its anchor instead of starting anew. */
export const focusRow = (surface: PlanSurfaceStore, index: number, column: string, extend = false): void => {
  const { selection } = surface.session;
  const row = clamp(index, surface.rows.count);
  const taskId = taskAt(surface, row);
  if (taskId === NEW_ROW) selection.clear();
  else if (extend) selection.extendTo(taskId);
  else selection.selectOnly(taskId);
  selection.focusCell(taskId, column);
  surface.showRow(row);
};

/** Row of the focus; the first one while there is none. */
const focusedRow = (surface: PlanSurfaceStore): number => {
  const { focus } = surface.session.selection;
  if (!focus) return 0;
  return focus.taskId === NEW_ROW ? surface.rows.count : Math.max(0, surface.rowOf(focus.taskId));
};

const focusedColumn = (surface: PlanSurfaceStore): number =>
  Math.max(0, columnIndex(surface.session.selection.focus?.column ?? 'name'));

const pageRows = (surface: PlanSurfaceStore): number => Math.max(1, Math.floor(surface.height / surface.rowHeight) - 1);

const moveOf = (event: KeyLike, surface: PlanSurfaceStore): Move | null => {
  const far = event.ctrlKey || event.metaKey;
  switch (event.key) {
    case 'ArrowUp':
      return { rows: far ? -Infinity : -1, columns: 0 };
    case 'ArrowDown':
      return { rows: far ? Infinity : 1, columns: 0 };
    case 'ArrowLeft':
      return { rows: 0, columns: far ? -Infinity : -1 };
    case 'ArrowRight':
      return { rows: 0, columns: far ? Infinity : 1 };
    case 'Home':
      return { rows: far ? -Infinity : 0, columns: -Infinity };
    case 'End':
      return { rows: far ? Infinity : 0, columns: far ? 0 : Infinity };
    case 'PageUp':
      return { rows: -pageRows(surface), columns: 0 };
    case 'PageDown':
      return { rows: pageRows(surface), columns: 0 };
    default:
      return null;
  }
};

/** Moves the focus by rows and columns. */
export const moveFocus = (surface: PlanSurfaceStore, move: Move, extend = false): void => {
  const column = COLUMNS[clamp(focusedColumn(surface) + move.columns, COLUMNS.length - 1)]!.id;
  // The last task, not the empty row below it, is the end of the plan.
  const last = move.rows === Infinity ? surface.rows.count - 1 : surface.rows.count;
  focusRow(surface, clamp(focusedRow(surface) + move.rows, last), column, extend);
};

/** To the next cell as Tab goes: right, and at the end of a row to the beginning of the next. */
export const tabFocus = (surface: PlanSurfaceStore, step: 1 | -1): void => {
  const next = focusedColumn(surface) + step;
  const wrapped = (next + COLUMNS.length) % COLUMNS.length;
  const rows = next < 0 ? -1 : next >= COLUMNS.length ? 1 : 0;
  focusRow(surface, focusedRow(surface) + rows, COLUMNS[wrapped]!.id);
};

export type KeyLike = Pick<KeyboardEvent, 'key' | 'ctrlKey' | 'metaKey' | 'altKey' | 'shiftKey'>;

/** Begins typing into the focused cell; `typed` replaces what stands there, null corrects it. */
export const beginEdit = (
  surface: PlanSurfaceStore,
  edit: CellEditStore,
  language: EntryLanguage,
  typed: string | null,
): boolean => {
  const { selection } = surface.session;
  const column = COLUMNS[focusedColumn(surface)]!;
  const taskId = selection.focus?.taskId ?? taskAt(surface, focusedRow(surface));
  if (taskId === NEW_ROW) {
    selection.focusCell(NEW_ROW, 'name');
    edit.begin(NEW_ROW, 'name', language, typed);
    return true;
  }
  // On the number, which is computed, typing means the name beside it.
  const edited = column.editable ? column.id : 'name';
  selection.focusCell(taskId, edited);
  edit.begin(taskId, edited, language, typed);
  return true;
};

/** In the column of numbers, where no text is, left and right fold as in any tree; says whether there was anything to fold. */
const foldByKey = (event: KeyLike, surface: PlanSurfaceStore): boolean => {
  const { selection } = surface.session;
  const { focus, outline } = selection;
  if (focus?.column !== 'wbs' || event.shiftKey || event.ctrlKey || event.metaKey) return false;
  const row = surface.rowOf(focus.taskId);
  if (row < 0) return false;
  const { hasChildren, expanded } = surface.rows.at(row);
  if (event.key === 'ArrowRight' && hasChildren && !expanded) {
    selection.setCollapsed(focus.taskId, false);
    return true;
  }
  if (event.key !== 'ArrowLeft') return false;
  const parentAt = outline.parent[outline.position.get(focus.taskId)!]!;
  if (hasChildren && expanded) selection.setCollapsed(focus.taskId, true);
  else if (parentAt >= 0) focusRow(surface, surface.rowOf(outline.ids[parentAt]!), 'wbs');
  return true;
};

/** Tab goes from cell to cell of a row, and at its ends to what stands beside the grid: nobody is caught in it. */
const tabByKey = (event: KeyLike, surface: PlanSurfaceStore): boolean => {
  const next = focusedColumn(surface) + (event.shiftKey ? -1 : 1);
  if (next < 0 || next >= COLUMNS.length || surface.session.selection.focus?.taskId === NEW_ROW) return false;
  tabFocus(surface, event.shiftKey ? -1 : 1);
  return true;
};

/** Carries out what a key means on a cell that is not being typed into; says whether it meant anything. */
export const onGridKey = (
  event: KeyLike,
  surface: PlanSurfaceStore,
  edit: CellEditStore,
  language: EntryLanguage,
): boolean => {
  const { selection } = surface.session;
  if (event.altKey) return false;
  if (foldByKey(event, surface)) return true;
  const move = moveOf(event, surface);
  if (move) {
    moveFocus(surface, move, event.shiftKey);
    return true;
  }
  const mod = event.ctrlKey || event.metaKey;
  if (event.key === 'Tab' && !mod) return tabByKey(event, surface);
  if (event.key === 'Enter' && !mod) {
    if (event.shiftKey) moveFocus(surface, { rows: -1, columns: 0 });
    else if (!beginEdit(surface, edit, language, null)) moveFocus(surface, { rows: 1, columns: 0 });
    return true;
  }
  if (event.key === 'F2' && !mod) return beginEdit(surface, edit, language, null);
  if (event.key === ' ') {
    if (!selection.focus || selection.focus.taskId === NEW_ROW) return true;
    if (mod) selection.toggle(selection.focus.taskId);
    else selection.selectOnly(selection.focus.taskId);
    return true;
  }
  if (event.key === 'Escape') {
    if (selection.selected.size <= 1) return false;
    if (selection.focus) selection.selectOnly(selection.focus.taskId);
    return true;
  }
  if (event.key === 'Backspace' && !mod) return beginEdit(surface, edit, language, '');
  // One character and no command key: the person types over the cell.
  if (event.key.length === 1 && !mod) return beginEdit(surface, edit, language, event.key);
  return false;
};
