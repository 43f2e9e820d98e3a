import { isOwner, type Reference, references } from '../model/deletion.ts';
import type { CellValue, ChangeSet, Op } from './change-set.ts';
import { byTotalOrder } from './change-set.ts';
import { rowKey } from './row-state.ts';
import { placeFrom } from './task-tree.ts';
import { saw } from './version-vector.ts';

/** What is asked of the log and of the merged plan. */
export interface DeletionSource {
  readonly isShown: (entity: string, id: string) => boolean;
  /** The value of a cell, of a deleted row too. */
  readonly valueOf: (entity: string, id: string, cell: string) => CellValue | undefined;
  readonly touches: (entity: string, id: string) => readonly { readonly changeSet: ChangeSet; readonly op: Op }[];
}

interface RowName {
  readonly entity: string;
  readonly id: string;
}

interface RefName extends RowName {
  readonly cell: string;
  readonly to: string;
}

/** What went together with a row when it was deleted, and has not come back. */
export interface DeletedWith {
  readonly rows: readonly RowName[];
  /** Cells that pointed at one of them or at the row, and were emptied. */
  readonly refs: readonly RefName[];
}

const byEntity = new Map<string, readonly Reference[]>();
for (const reference of references)
  byEntity.set(reference.entity, [...(byEntity.get(reference.entity) ?? []), reference]);

/** Whether a row belongs to what comes back, and everything else that it needs is there. */
const comesBack = (
  source: DeletionSource,
  { entity, id }: RowName,
  back: ReadonlySet<string>,
  isThere: (key: string, entity: string, id: string) => boolean,
): boolean => {
  if (entity === 'task') {
    const parent = placeFrom(source.valueOf(entity, id, 'place') ?? null)?.parent ?? null;
    return parent !== null && back.has(rowKey('task', parent));
  }
  let belongs = false;
  for (const reference of byEntity.get(entity) ?? []) {
    if (!isOwner(reference)) continue;
    const to = source.valueOf(entity, id, reference.cell);
    if (typeof to !== 'string') continue;
    const key = rowKey(reference.to, to);
    if (!isThere(key, reference.to, to)) return false;
    belongs ||= back.has(key);
  }
  return belongs;
};

/** The cells that a delete emptied and that are empty still, with the row that each pointed at when it was made. */
const emptiedRefs = (source: DeletionSource, mark: ChangeSet, back: ReadonlySet<string>): RefName[] =>
  mark.ops.flatMap((op): RefName[] => {
    if (op.kind !== 'set' || op.value !== null) return [];
    const { entity, id, cell } = op;
    const reference = byEntity.get(entity)?.find((one) => one.cell === cell);
    if (reference === undefined || (source.valueOf(entity, id, cell) ?? null) !== null) return [];
    let before: { readonly changeSet: ChangeSet; readonly value: CellValue } | null = null;
    for (const { changeSet, op: known } of source.touches(entity, id)) {
      if (known.kind !== 'set' || known.cell !== cell || !saw(mark, changeSet)) continue;
      if (before === null || byTotalOrder(before.changeSet, changeSet) <= 0) before = { changeSet, value: known.value };
    }
    const to = before?.value;
    return typeof to === 'string' && back.has(rowKey(reference.to, to)) ? [{ entity, id, cell, to }] : [];
  });

/**
 * What the deletes of a row took along: its branch, and rows that have no meaning without it, such as links and
 * assignments, as far as their other ends are there; and the cells that pointed at any of it.
 */
export const deletedWith = (source: DeletionSource, row: RowName, marks: readonly ChangeSet[]): DeletedWith => {
  const gone = new Map<string, RowName>();
  for (const { ops } of marks) {
    for (const { kind, entity, id } of ops) {
      if (kind === 'delete' && !source.isShown(entity, id)) gone.set(rowKey(entity, id), { entity, id });
    }
  }
  const back = new Set([rowKey(row.entity, row.id)]);
  const isThere = (key: string, entity: string, id: string): boolean => back.has(key) || source.isShown(entity, id);
  const rows: RowName[] = [];
  for (let found = -1; found < rows.length; ) {
    found = rows.length;
    for (const [key, one] of gone) {
      if (back.has(key) || !comesBack(source, one, back, isThere)) continue;
      back.add(key);
      rows.push(one);
    }
  }
  return { rows, refs: marks.flatMap((mark) => emptiedRefs(source, mark, back)) };
};
