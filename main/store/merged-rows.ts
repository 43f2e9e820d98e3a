import type { RowChange } from '../../src/model/plan.ts';
import { canonicalText } from '../../src/sync/canonical-json.ts';
import { dotOf, type Stamp } from '../../src/sync/change-set.ts';
import { MergeState, type RowRecord } from '../../src/sync/merge-state.ts';
import { policy } from '../../src/sync/plan-policy.ts';
import type { LoggedChangeSet } from './change-log.ts';
import type { RowTables } from './row-tables.ts';
import { StoreFailure } from './store-error.ts';
import { emptyValues, type Life, putForeignCell, rowFrom, tableOf } from './tables.ts';

/** Gives the local number of the change set that a stamp names. */
export type NumberOf = (stamp: Stamp) => number;

const LIFE: Readonly<Record<Exclude<RowRecord['life'], 'unborn'>, Life>> = { dead: 0, alive: 1, kept: 2 };

/** The merged state of what the log holds of one space, and the numbers of its change sets. A broken log is a `StoreFailure`. */
export const replay = (
  path: string,
  spaceId: string,
  logged: readonly LoggedChangeSet[],
): { readonly state: MergeState; readonly numberOf: NumberOf } => {
  const state = new MergeState(spaceId, policy);
  const numbers = new Map<string, number>();
  for (const { id, changeSet } of logged) {
    const offer = state.apply(changeSet);
    if (!offer.ok || offer.value.status !== 'ready') {
      const { replica, seq } = changeSet;
      throw new StoreFailure({ id: 'store.log-broken', params: { path, replica, seq } });
    }
    numbers.set(dotOf(changeSet.replica, changeSet.seq), id);
  }
  const numberOf: NumberOf = ({ replica, seq }) => {
    const id = numbers.get(dotOf(replica, seq));
    if (id === undefined) throw new Error(`no change set ${dotOf(replica, seq)}`);
    return id;
  };
  return { state, numberOf };
};

/** Writes what the merge knows of a row in place of what the tables hold; tells how the row is shown now. */
export const writeMerged = (
  tables: RowTables,
  space: number,
  record: RowRecord,
  numberOf: NumberOf,
): RowChange | null => {
  const { entity, id } = record;
  tables.clearRowHeads(space, entity, id);
  for (const [cell, heads] of record.cells) {
    for (const head of heads) {
      tables.addHead(space, entity, id, { cell, changeSet: numberOf(head), value: canonicalText(head.value) });
    }
  }
  for (const mark of record.deletes) tables.addDelete(space, entity, id, numberOf(mark));
  const table = tableOf(entity);
  // Rows of a newer schema stay in the log and among the heads until this program knows their entity.
  if (table === undefined || record.life === 'unborn') return null;
  const values = emptyValues(table);
  // Where a task stands the tree says, which may have left out the only move that ever placed it.
  const isTree = entity === policy.place.entity;
  for (const [cell, heads] of record.cells) {
    if (!isTree || cell !== policy.place.cell) putForeignCell(table, values, cell, heads.at(-1)!.value);
  }
  if (record.place !== undefined) {
    putForeignCell(table, values, policy.place.cell, { parent: record.place.parent, order: record.place.order });
  }
  const life = LIFE[record.life];
  tables.putRow(space, table, id, { life, values });
  return { entity: table.entity, id, row: life > 0 ? rowFrom(table, id, values) : null } as RowChange;
};
