import { isEntityName } from '../../../src/model/schema.ts';
import { type ChangeSet, dotOf } from '../../../src/sync/change-set.ts';
import { circleWith, type LinkEdge } from '../../../src/sync/link-cycles.ts';
import { MergeState } from '../../../src/sync/merge-state.ts';
import { type ConflictSource, openConflicts } from '../../../src/sync/open-conflicts.ts';
import { policy } from '../../../src/sync/plan-policy.ts';

const sourceOf = (state: MergeState, changeSets: readonly ChangeSet[]): ConflictSource => {
  const byDot = new Map(changeSets.map((changeSet) => [dotOf(changeSet.replica, changeSet.seq), changeSet]));
  const ends = (id: string, cell: string) => state.row('link', id)?.cells.get(cell) as string;
  const edge = (id: string): LinkEdge => ({
    id,
    predecessor: ends(id, 'predecessorId'),
    successor: ends(id, 'successorId'),
  });
  return {
    row: (entity, id) => state.row(entity, id),
    heads: (entity, id, cell) => state.heads(entity, id, cell),
    place: (id) => state.record('task', id)?.place,
    changeSet: ({ replica, seq }) => byDot.get(dotOf(replica, seq))!,
    touches: (entity, id) =>
      changeSets.flatMap((changeSet) =>
        changeSet.ops.flatMap((op) => (op.entity === entity && op.id === id ? [{ changeSet, op }] : [])),
      ),
    circle: (linkId) => {
      const isThere = (taskId: unknown): boolean => {
        const life = state.record('task', taskId as string)?.life;
        return typeof taskId === 'string' && life !== 'dead';
      };
      const counting = state
        .records()
        .filter(({ entity, id, life }) => entity === 'link' && life === 'alive' && !state.isInactiveLink(id))
        .map(({ id }) => edge(id))
        .filter(({ predecessor, successor }) => isThere(predecessor) && isThere(successor));
      return circleWith(edge(linkId), counting, (id) => state.record('task', id)?.place?.parent ?? null);
    },
  };
};

/** What the whole log says is to be decided, merged from the beginning: what a store has to find in its tables. */
export const conflictsByLog = (space: string, changeSets: readonly ChangeSet[], self: string) => {
  const state = new MergeState(space, policy);
  for (const changeSet of changeSets) state.apply(changeSet);
  const found = state.conflicts().filter(({ entity }) => isEntityName(entity));
  return openConflicts(sourceOf(state, changeSets), found, self);
};
