import type { PlanColumnId } from '../../../src/reading/plan-columns.ts';
import type { EntryLanguage } from '../../../src/time/entry.ts';
import { HEAD_ROW, isTaskRow, NEW_ROW } from '../../stores/selection-store.ts';
import type { CellEditStore } from './cell-edit-store.ts';
import { isClearable } from './cell-range.ts';
import { onHeadKey } from './head-keyboard.ts';
import type { KeyLike } from './key-like.ts';
import type { PlanSurfaceStore } from './plan-surface-store.ts';

/** Moves of the focus that keys ask for, in rows and columns; `Infinity` is as far as it goes. */
interface Move {
  readonly rows: number;
  readonly columns: number;
}

/** The row of the headings lies above the first task. */
const HEAD = -1;

/** The task of a shown row; the row below the last is the empty one, that above the first the headings. */
const rowIdAt = (surface: PlanSurfaceStore, index: number): string =>
  index < 0 ? HEAD_ROW : index >= surface.rows.count ? NEW_ROW : surface.rows.at(index).id;

const clamp = (value: number, least: number, most: number): number => Math.max(least, Math.min(most, value));

/** Puts the focus on a cell and scrolls to it; `extend` widens the selection from its anchor instead of starting anew. */
export const focusRow = (surface: PlanSurfaceStore, index: number, column: string, extend = false): void => {
  const { selection } = surface.session;
  const row = clamp(index, HEAD, surface.rows.count);
  const rowId = rowIdAt(surface, row);
  if (rowId === NEW_ROW) selection.clear();
  else if (extend) selection.extendTo(rowId);
  else if (rowId !== HEAD_ROW) {
    selection.selectOnly(rowId);
    selection.anchorAt(column);
  }
  selection.focusCell(rowId, column);
  surface.showRow(row);
};

/** Row of the focus; the first one while there is none. */
const focusedRow = (surface: PlanSurfaceStore): number => {
  const { focus } = surface.session.selection;
  if (!focus) return 0;
  if (focus.taskId === HEAD_ROW) return HEAD;
  return focus.taskId === NEW_ROW ? surface.rows.count : Math.max(0, surface.rowOf(focus.taskId));
};

/** Column of the focus; that of the names while there is none, or while it is not shown. */
export const focusedColumn = (surface: PlanSurfaceStore): number => {
  const at = surface.columnIndex(surface.session.selection.focus?.column ?? 'name');
  return at < 0 ? Math.max(0, surface.columnIndex('name')) : at;
};

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

/** Moves the focus by rows and columns; a single step up from the first task goes to the headings. */
export const moveFocus = (surface: PlanSurfaceStore, move: Move, extend = false): void => {
  const { columns, rows } = surface;
  const column = columns[clamp(focusedColumn(surface) + move.columns, 0, columns.length - 1)]!.id;
  // The last task, not the empty row below it, is the end of the plan; nor is a far way up one to the headings.
  const last = move.rows === Infinity || extend ? rows.count - 1 : rows.count;
  const from = focusedRow(surface);
  const first = (move.rows === -1 && !extend) || (move.rows === 0 && from === HEAD) ? HEAD : 0;
  focusRow(surface, clamp(from + move.rows, first, last), column, extend);
};

/** To the next cell as Tab goes: right, and at the end of a row to the beginning of the next. */
export const tabFocus = (surface: PlanSurfaceStore, step: 1 | -1): void => {
  const { columns } = surface;
  const next = focusedColumn(surface) + step;
  const wrapped = (next + columns.length) % columns.length;
  const rows = next < 0 ? -1 : next >= columns.length ? 1 : 0;
  focusRow(surface, focusedRow(surface) + rows, columns[wrapped]!.id);
};

/** Keys that begin a sign which further keys complete: accents, and what input methods take. */
const COMPOSING_KEYS: ReadonlySet<string> = new Set(['Dead', 'Process']);

/** Begins typing into the focused cell; `typed` replaces what stands there, null corrects it; `composing` opens it for a sign that is still to come. */
export const beginEdit = (
  surface: PlanSurfaceStore,
  edit: CellEditStore,
  language: EntryLanguage,
  typed: string | null,
  composing = false,
): boolean => {
  const { selection } = surface.session;
  const open = (taskId: string, column: PlanColumnId): void =>
    composing ? edit.beginComposing(taskId, column, language) : edit.begin(taskId, column, language, typed);
  const column = surface.columns[focusedColumn(surface)]!;
  const taskId = selection.focus?.taskId ?? rowIdAt(surface, focusedRow(surface));
  if (taskId === NEW_ROW) {
    selection.focusCell(NEW_ROW, 'name');
    open(NEW_ROW, 'name');
    return true;
  }
  if (!isTaskRow(taskId)) return false;
  // On what is computed, typing means the name: but only on the number, which stands for the row.
  const edited = column.editable ? column.id : column.id === 'wbs' ? 'name' : null;
  if (edited === null) return false;
  selection.focusCell(taskId, edited);
  open(taskId, edited);
  return true;
};

/** In the column of numbers, where no text is, left and right fold as in any tree; says whether there was anything to fold. */
const foldByKey = (event: KeyLike, surface: PlanSurfaceStore): boolean => {
  const { selection } = surface.session;
  const { focus, outline } = selection;
  if (!focus || event.shiftKey || event.ctrlKey || event.metaKey) return false;
  const row = surface.rowOf(focus.taskId);
  if (row < 0 || (focus.column !== 'wbs' && isTaskRow(focus.taskId))) return false;
  const { hasChildren, expanded } = surface.rows.at(row);
  if (event.key === 'ArrowRight' && hasChildren && !expanded) {
    selection.setCollapsed(focus.taskId, false);
    return true;
  }
  if (event.key !== 'ArrowLeft') return false;
  const at = outline.position.get(focus.taskId);
  const parentAt = at === undefined ? -1 : outline.parent[at]!;
  if (hasChildren && expanded) selection.setCollapsed(focus.taskId, true);
  else if (parentAt >= 0 && surface.rowOf(outline.ids[parentAt]!) >= 0)
    focusRow(surface, surface.rowOf(outline.ids[parentAt]!), 'wbs');
  return true;
};

/** Tab goes from cell to cell of a row, and at its ends to what stands beside the grid: nobody is caught in it. */
const tabByKey = (event: KeyLike, surface: PlanSurfaceStore): boolean => {
  const next = focusedColumn(surface) + (event.shiftKey ? -1 : 1);
  if (next < 0 || next >= surface.columns.length || surface.session.selection.focus?.taskId === NEW_ROW) return false;
  tabFocus(surface, event.shiftKey ? -1 : 1);
  return true;
};

/** Space selects: alone the cell's row, with Shift the rows as a whole, with Ctrl one row more or less. */
const selectBySpace = (event: KeyLike, surface: PlanSurfaceStore): void => {
  const { selection } = surface.session;
  const { focus } = selection;
  if (!focus || !isTaskRow(focus.taskId)) return;
  if (event.ctrlKey || event.metaKey) selection.toggle(focus.taskId);
  else if (event.shiftKey) selection.anchorAt(null);
  else selection.selectOnly(focus.taskId);
};

/** Escape gives up what was cut, then the range; says whether there was either. */
const giveUp = (surface: PlanSurfaceStore): boolean => {
  const { selection } = surface.session;
  const { focus } = selection;
  if (surface.cut) {
    surface.setCut(null);
    return true;
  }
  const range = surface.rangeColumns;
  if (selection.selected.size <= 1 && (!range || range[0] === range[1])) return false;
  if (focus) {
    selection.selectOnly(focus.taskId);
    selection.anchorAt(focus.column);
  }
  return true;
};

/** Enter opens the cell, or folds where there is none to open; with Shift it goes up. */
const enterByKey = (event: KeyLike, surface: PlanSurfaceStore, edit: CellEditStore, language: EntryLanguage): void => {
  const { selection } = surface.session;
  const rowId = selection.focus?.taskId ?? NEW_ROW;
  const group = rowId !== NEW_ROW && !isTaskRow(rowId) ? surface.rowOf(rowId) : -1;
  if (event.shiftKey) moveFocus(surface, { rows: -1, columns: 0 });
  else if (group >= 0) selection.setCollapsed(rowId, surface.rows.at(group).expanded);
  else if (!beginEdit(surface, edit, language, null)) moveFocus(surface, { rows: 1, columns: 0 });
};

/** Carries out what a key means on a cell that is not being typed into; says whether it meant anything. */
export const onGridKey = (
  event: KeyLike,
  surface: PlanSurfaceStore,
  edit: CellEditStore,
  language: EntryLanguage,
): boolean => {
  const { selection } = surface.session;
  if (selection.focus?.taskId === HEAD_ROW && onHeadKey(event, surface)) return true;
  // On a Mac accents are reached with Alt.
  if (event.altKey && !COMPOSING_KEYS.has(event.key)) return false;
  if (foldByKey(event, surface)) return true;
  const move = moveOf(event, surface);
  if (move) {
    moveFocus(surface, move, event.shiftKey);
    return true;
  }
  const mod = event.ctrlKey || event.metaKey;
  if (event.key === 'Tab' && !mod) return tabByKey(event, surface);
  if (event.key === ' ') {
    selectBySpace(event, surface);
    return true;
  }
  if (event.key === 'Escape') return giveUp(surface);
  if (mod) return false;
  switch (event.key) {
    case 'Enter':
      enterByKey(event, surface, edit, language);
      return true;
    case 'F2':
      return beginEdit(surface, edit, language, null);
    case 'Backspace':
      return beginEdit(surface, edit, language, '');
    case 'Delete':
      // On names and numbers it is the rows that go, which is a command of its own.
      if (!isClearable(surface)) return false;
      surface.session.planView.surface?.clearCells();
      return true;
    default:
      // The key itself goes on to the cell that has just been opened, where the sign is put together.
      if (COMPOSING_KEYS.has(event.key)) {
        beginEdit(surface, edit, language, '', true);
        return false;
      }
      // One character and no command key: the person types over the cell.
      return event.key.length === 1 && beginEdit(surface, edit, language, event.key);
  }
};
