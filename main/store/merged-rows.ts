import { canonicalText } from '../../src/sync/canonical-json.ts';
import { dotOf, type Stamp } from '../../src/sync/change-set.ts';
import { MergeState, type RowRecord } from '../../src/sync/merge-state.ts';
import { policy } from '../../src/sync/plan-policy.ts';
import type { LoggedChangeSet } from './change-log.ts';
import type { RowTables, StoredRow } from './row-tables.ts';
import { StoreFailure } from './store-error.ts';
import { type EntityTable, emptyValues, type Life, putForeignCell, tableOf } from './tables.ts';

/** The local numbers of change sets by the stamps that name them. */
export class Numbers {
  readonly #byReplica = new Map<string, number[]>();

  put({ replica, seq }: Stamp, number: number): void {
    const line = this.#byReplica.get(replica);
    if (line === undefined) this.#byReplica.set(replica, [0, number]);
    // Change sets of a replica come in the order of their own numbers, without gaps.
    else line[seq] = number;
  }

  of({ replica, seq }: Stamp): number {
    const number = this.#byReplica.get(replica)?.[seq];
    if (number === undefined) throw new Error(`no change set ${dotOf(replica, seq)}`);
    return number;
  }
}

const LIFE: Readonly<Record<Exclude<RowRecord['life'], 'unborn'>, Life>> = { dead: 0, alive: 1, kept: 2 };

/** The merged state of what the log holds of one space, and the numbers of its change sets. A broken log is a `StoreFailure`. */
export const replay = (
  path: string,
  spaceId: string,
  logged: readonly LoggedChangeSet[],
): { readonly state: MergeState; readonly numbers: Numbers } => {
  const state = new MergeState(spaceId, policy);
  const numbers = new Numbers();
  for (const { id, changeSet } of logged) {
    const offer = state.apply(changeSet);
    if (!offer.ok || offer.value.status !== 'ready') {
      const { replica, seq } = changeSet;
      throw new StoreFailure({ id: 'store.log-broken', params: { path, replica, seq } });
    }
    numbers.put(changeSet, id);
  }
  return { state, numbers };
};

/** The row that the tables hold of what the merge knows; null of one of which only the log and the heads know. */
export const storedRowOf = (record: RowRecord): { readonly table: EntityTable; readonly row: StoredRow } | null => {
  const { entity, life, cells, place } = record;
  const table = tableOf(entity);
  // Rows of a newer schema stay in the log and among the heads until this program knows their entity.
  if (table === undefined || life === 'unborn') return null;
  const values = emptyValues(table);
  // Where a task stands the tree says, which may have left out the only move that ever placed it.
  const isTree = entity === policy.place.entity;
  for (const [cell, heads] of cells) {
    if (!isTree || cell !== policy.place.cell) putForeignCell(table, values, cell, heads.at(-1)!.value);
  }
  if (place !== undefined) {
    putForeignCell(table, values, policy.place.cell, { parent: place.parent, order: place.order });
  }
  return { table, row: { life: LIFE[life], values } };
};

/** Writes what the merge knows of a row of which the tables hold nothing. */
export const writeMerged = (tables: RowTables, space: number, record: RowRecord, numbers: Numbers): void => {
  const { entity, id } = record;
  for (const [cell, heads] of record.cells) {
    for (const head of heads) {
      tables.addHead(space, entity, id, { cell, changeSet: numbers.of(head), value: canonicalText(head.value) });
    }
  }
  for (const mark of record.deletes) tables.addDelete(space, entity, id, numbers.of(mark));
  const stored = storedRowOf(record);
  if (stored !== null) tables.putRow(space, stored.table, id, stored.row);
};
