import { byTotalOrder, type ChangeSet, compareText } from './change-set.ts';
import type { MergePolicy } from './merge-policy.ts';
import { MergeState } from './merge-state.ts';
import type { Projection } from './projected.ts';

/**
 * The state that the change sets of one space mean, whatever their order and however often each is given. What lacks a
 * predecessor, and what no honest author writes, is left out. Of two branches under one number the one with the lower
 * counter, then hash, is taken. Change sets of several spaces are a bug of the caller.
 */
export function project(changeSets: Iterable<ChangeSet>, policy: MergePolicy): Projection {
  const inOrder = [...changeSets].sort((a, b) => byTotalOrder(a, b) || compareText(a.hash, b.hash));
  const state = new MergeState(inOrder[0]?.space ?? '', policy);
  for (const changeSet of inOrder) {
    const outcome = state.apply(changeSet);
    if (!outcome.ok && outcome.error.id === 'sync.otherSpace') throw new Error('project: more than one space');
  }
  return state.projection();
}
