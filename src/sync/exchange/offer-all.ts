import type { WaitingReason } from '../../model/exchange-result.ts';
import type { Refusal } from '../causal-gate.ts';
import type { ChangeSet } from '../change-set.ts';
import type { MergeState } from '../merge-state.ts';
import { READER_LEVEL } from './bounds.ts';

export interface Waiting {
  readonly changeSet: ChangeSet;
  readonly reason: WaitingReason;
}

/** What became of change sets that were offered to a merged state. */
export interface Offered {
  /** Taken, in a causal order. */
  readonly taken: readonly ChangeSet[];
  /** Held before. */
  readonly known: number;
  readonly waiting: readonly Waiting[];
  /** The first one that no honest author writes; the whole import is refused then. */
  readonly refusal: Refusal | null;
}

/**
 * Offers change sets of one space, those that waited from earlier among them. A second branch of a replica and what needs
 * a newer program are set aside; what builds on them waits by itself.
 */
export const offerAll = (state: MergeState, changeSets: readonly ChangeSet[]): Offered => {
  const taken: ChangeSet[] = [];
  const aside: Waiting[] = [];
  let known = 0;
  let refusal: Refusal | null = null;
  const setAside = (changeSet: ChangeSet, why: Refusal): void => {
    if (why.id === 'sync.fork') aside.push({ changeSet, reason: 'fork' });
    else refusal ??= why;
  };
  const byName = new Map<string, ChangeSet>();
  for (const changeSet of changeSets) {
    if ((changeSet.minReader ?? 0) > READER_LEVEL) {
      aside.push({ changeSet, reason: 'min-reader' });
      continue;
    }
    const offer = state.apply(changeSet);
    if (!offer.ok) setAside(changeSet, offer.error);
    else if (offer.value.status === 'known') known++;
    else if (offer.value.status === 'parked') byName.set(`${changeSet.replica} ${changeSet.seq}`, changeSet);
    else {
      taken.push(...offer.value.changeSets);
      for (const why of offer.value.refused) {
        const { replica, seq } = why.params;
        const waited =
          seq === changeSet.seq && replica === changeSet.replica ? changeSet : byName.get(`${replica} ${seq}`);
        if (waited !== undefined) setAside(waited, why);
      }
    }
  }
  const missing = state.parked().map(({ changeSet }): Waiting => ({ changeSet, reason: 'missing' }));
  return { taken, known, waiting: [...missing, ...aside], refusal };
};
