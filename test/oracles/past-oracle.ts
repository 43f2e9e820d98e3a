import { emptyRows, type MutableRows } from '../../src/model/plan.ts';
import { makeRow } from '../../src/model/row.ts';
import { isEntityName } from '../../src/model/schema.ts';
import { checkCell } from '../../src/model/validate.ts';
import type { ChangeSet, VersionVector } from '../../src/sync/change-set.ts';
import type { MergePolicy } from '../../src/sync/merge-policy.ts';
import { MergeState } from '../../src/sync/merge-state.ts';
import { covers, coversAll } from '../../src/sync/version-vector.ts';

/**
 * The change sets that a vector includes, in the order given. A version of a plan is such a set: with merged histories a
 * moment is not enough to say what somebody had seen.
 */
export const cutOf = (changeSets: readonly ChangeSet[], vector: VersionVector): readonly ChangeSet[] =>
  changeSets.filter(({ replica, seq }) => covers(vector, replica, seq));

/**
 * The merged state of what a vector includes; null where not all of it is among the change sets, or where it leaves out
 * something that one of its own change sets had seen: nobody can have stood there.
 */
export const stateAt = (
  changeSets: readonly ChangeSet[],
  vector: VersionVector,
  policy: MergePolicy,
): MergeState | null => {
  const cut = cutOf(changeSets, vector);
  const state = new MergeState(changeSets[0]?.space ?? '', policy);
  for (const changeSet of cut) state.apply(changeSet);
  return coversAll(state.vector, vector) ? state : null;
};

/** The rows that a state shows, as a store shows them: what this version of the schema does not know or allow is left out. */
export const rowsOfState = (state: MergeState, policy: MergePolicy): MutableRows => {
  const rows = emptyRows();
  for (const { entity, id, life, cells, place } of state.records()) {
    if (!isEntityName(entity) || life === 'dead' || life === 'unborn') continue;
    const values: Record<string, unknown> = {};
    for (const [cell, heads] of cells) {
      const value = heads.at(-1)!.value;
      if (checkCell(entity, cell, value).ok) values[cell] = value;
    }
    if (entity === policy.place.entity) {
      delete values[policy.place.cell];
      if (place !== undefined) values[policy.place.cell] = { parent: place.parent, order: place.order };
    }
    (rows[entity] as Map<string, unknown>).set(id, makeRow(entity, id, values));
  }
  return rows;
};
