import { type Act, byTotalOrder, type CellValue, type Op, type Stamp } from './change-set.ts';
import { covers, saw } from './version-vector.ts';

/** A value of a cell that nobody who saw it has overwritten. More than one = concurrent. */
export interface Head extends Stamp {
  readonly value: CellValue;
}

/** What the log says about one row, whether it is alive or not. */
export interface RowState {
  readonly entity: string;
  readonly id: string;
  readonly key: string;
  /** Heads in total order: the last one is shown. */
  readonly cells: Map<string, readonly Head[]>;
  /** Whether any edit is known; a row that was only ever deleted is none. */
  edited: boolean;
  /** The first edit in total order, which made the row: the same on every copy. Null as long as none is known. */
  born: Act | null;
  /** Edits that no delete covers, in order of arrival. The row lives as long as there is one. */
  kept: Act[];
  /** All deletes of the row. */
  deletes: Act[];
  /** Deletes that no restore has answered. */
  open: Act[];
  /** Whether a kept edit and an open delete did not know of each other: conflict `edit-delete`. */
  contested: boolean;
}

/** Name of a row within its space. */
export const rowKey = (entity: string, id: string): string => `${entity}/${id}`;

export const newRow = (entity: string, id: string): RowState => ({
  entity,
  id,
  key: rowKey(entity, id),
  cells: new Map(),
  edited: false,
  born: null,
  kept: [],
  deletes: [],
  open: [],
  contested: false,
});

/** Does to a row what an op says. */
export function applyOp(row: RowState, act: Act, op: Op): void {
  if (op.kind === 'delete') deleteRow(row, act);
  else if (op.kind === 'restore') restoreRow(row, act);
  else setCell(row, act, op.cell, op.value);
}

/** Adds a value to a cell: heads the author had seen go, the others are concurrent and stay. */
export function setCell(row: RowState, changeSet: Act, cell: string, value: CellValue): void {
  const { replica, seq, lamport } = changeSet;
  const head: Head = { replica, seq, lamport, value };
  const before = row.cells.get(cell);
  const heads = before?.filter((h) => !covers(changeSet.vector, h.replica, h.seq) && !isSame(h, changeSet));
  row.cells.set(cell, heads === undefined || heads.length === 0 ? [head] : [...heads, head].sort(byTotalOrder));
  noteEdit(row, changeSet);
}

/** Adds a delete. It covers the edits its author had seen and those of its own change set. */
export function deleteRow(row: RowState, changeSet: Act): void {
  if (row.deletes.at(-1) === changeSet) return;
  row.deletes.push(changeSet);
  row.open.push(changeSet);
  row.kept = row.kept.filter((edit) => edit !== changeSet && !saw(changeSet, edit));
  row.contested = row.kept.some((edit) => row.open.some((mark) => !saw(edit, mark)));
}

/** Adds an edit without a cell. Deletes its author had seen are answered: nothing is left to decide about them. */
export function restoreRow(row: RowState, changeSet: Act): void {
  noteEdit(row, changeSet);
  if (row.open.length === 0) return;
  row.open = row.open.filter((mark) => !saw(changeSet, mark));
  row.contested = row.kept.some((edit) => row.open.some((mark) => !saw(edit, mark)));
}

function noteEdit(row: RowState, changeSet: Act): void {
  row.edited = true;
  if (row.born === null || byTotalOrder(changeSet, row.born) < 0) row.born = changeSet;
  // No delete held can cover an edit that arrives after it, save that of the same change set.
  if (row.deletes.at(-1) === changeSet) return;
  if (row.kept.at(-1) !== changeSet) row.kept.push(changeSet);
  if (!row.contested) row.contested = row.open.some((mark) => !saw(changeSet, mark));
}

const isSame = (a: Stamp, b: Stamp): boolean => a.replica === b.replica && a.seq === b.seq;
