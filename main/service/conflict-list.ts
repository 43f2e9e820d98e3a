import type { CallError } from '../../src/api.ts';
import type { OpenConflict } from '../../src/model/exchange-result.ts';
import { err, ok, type Result } from '../../src/result.ts';
import type { VersionVector } from '../../src/sync/change-set.ts';
import { MergeState } from '../../src/sync/merge-state.ts';
import { openConflicts } from '../../src/sync/open-conflicts.ts';
import { policy } from '../../src/sync/plan-policy.ts';
import { coversAll, seqOf } from '../../src/sync/version-vector.ts';
import type { Store } from '../store/store.ts';

interface Known {
  readonly store: Store;
  readonly vector: VersionVector;
  readonly conflicts: readonly OpenConflict[];
}

const isOneHand = (vector: VersionVector): boolean => Object.keys(vector).length <= 1;

/**
 * What is to be decided, by project. To find it the log has to be read and merged anew, so the answer is kept: it holds
 * until the log grows, and where there was nothing to decide until others' changes come in, since what is written here
 * covers all that is known and is concurrent with nothing.
 */
export class ConflictList {
  readonly #known = new Map<string, Known>();

  /** The open conflicts of a project, sorted by id. */
  of(store: Store, projectId: string): Result<readonly OpenConflict[], CallError> {
    if (!store.isSpace(projectId)) return err({ id: 'project.unknown', params: { projectId } });
    const vector = store.vector(projectId);
    const known = this.#known.get(projectId);
    if (known?.store === store && holds(known, vector, store.replica())) return ok(known.conflicts);
    const conflicts = isOneHand(vector) ? [] : found(store, projectId);
    this.#known.set(projectId, { store, vector, conflicts });
    return ok(conflicts);
  }
}

const holds = (known: Known, vector: VersionVector, self: string): boolean => {
  if (coversAll(known.vector, vector) && coversAll(vector, known.vector)) return true;
  const others = Object.keys(vector).filter((replica) => replica !== self);
  return known.conflicts.length === 0 && others.every((r) => seqOf(known.vector, r) === seqOf(vector, r));
};

const found = (store: Store, projectId: string): readonly OpenConflict[] => {
  const changeSets = store.changeSets(projectId);
  const state = new MergeState(projectId, policy);
  for (const changeSet of changeSets) state.apply(changeSet);
  return openConflicts(state, changeSets, store.replica());
};
