import { isEntityName } from '../../../src/model/schema.ts';
import { type ChangeSet, dotOf } from '../../../src/sync/change-set.ts';
import { MergeState } from '../../../src/sync/merge-state.ts';
import { type ConflictSource, openConflicts } from '../../../src/sync/open-conflicts.ts';
import { policy } from '../../../src/sync/plan-policy.ts';

const sourceOf = (state: MergeState, changeSets: readonly ChangeSet[]): ConflictSource => {
  const byDot = new Map(changeSets.map((changeSet) => [dotOf(changeSet.replica, changeSet.seq), changeSet]));
  return {
    row: (entity, id) => state.row(entity, id),
    heads: (entity, id, cell) => state.heads(entity, id, cell),
    place: (id) => state.record('task', id)?.place,
    changeSet: ({ replica, seq }) => byDot.get(dotOf(replica, seq))!,
    touches: (entity, id) =>
      changeSets.flatMap((changeSet) =>
        changeSet.ops.flatMap((op) => (op.entity === entity && op.id === id ? [{ changeSet, op }] : [])),
      ),
  };
};

/** What the whole log says is to be decided, merged from the beginning: what a store has to find in its tables. */
export const conflictsByLog = (space: string, changeSets: readonly ChangeSet[], self: string) => {
  const state = new MergeState(space, policy);
  for (const changeSet of changeSets) state.apply(changeSet);
  const found = state.conflicts().filter(({ entity }) => isEntityName(entity));
  return openConflicts(sourceOf(state, changeSets), found, self);
};
