import type { RowChange } from '../../src/model/plan.ts';
import type { Sha256Hex } from '../../src/model/row-id.ts';
import { err, type Result } from '../../src/result.ts';
import type { NotCanonical } from '../../src/sync/canonical-json.ts';
import type { Refusal } from '../../src/sync/causal-gate.ts';
import { type ChangeSet, dotOf } from '../../src/sync/change-set.ts';
import { type HashMismatch, verifyChangeSet } from '../../src/sync/hash-chain.ts';
import { depsOf } from '../../src/sync/version-vector.ts';
import type { ChangeLog } from './change-log.ts';
import { type NumberOf, replay, writeMerged } from './merged-rows.ts';
import type { RowTables } from './row-tables.ts';
import type { StoreError } from './store-error.ts';

/** A change set that another one builds on is neither held nor among those given. */
export interface MissingBefore {
  readonly id: 'sync.missing';
  readonly params: { readonly replica: string; readonly seq: number };
}

export type ReceiptError = Refusal | HashMismatch | NotCanonical | MissingBefore;

/** Rolls the transaction back and carries the reason out of it. */
class Refused extends Error {
  readonly reason: ReceiptError;

  constructor(reason: ReceiptError) {
    super(reason.id);
    this.reason = reason;
  }
}

/** Gives back as a value why `takeIn` refused. */
export const refusable = <T>(run: () => Result<T, StoreError>): Result<T, StoreError | ReceiptError> => {
  try {
    return run();
  } catch (error) {
    if (error instanceof Refused) return err(error.reason);
    throw error;
  }
};

/**
 * Takes change sets of other copies into the log and brings the tables up to date through the merge, inside a
 * transaction and `refusable`. Replays the whole log of the space, which a local commit need not (`workOut`).
 */
export const takeIn = (
  parts: { readonly path: string; readonly log: ChangeLog; readonly tables: RowTables; readonly sha256: Sha256Hex },
  spaceId: string,
  changeSets: readonly ChangeSet[],
): { readonly space: number; readonly changes: readonly RowChange[] } => {
  const { path, log, tables, sha256 } = parts;
  const space = log.takeSpace(spaceId);
  const held = log.read(space);
  const { state, numberOf } = replay(path, spaceId, held);
  state.changedRows();
  const vectors = new Map(held.map(({ changeSet }) => [changeSet.replica, changeSet.vector]));
  const numbers = new Map<string, number>();
  for (const changeSet of changeSets) {
    const verified = verifyChangeSet(changeSet, sha256);
    if (!verified.ok) throw new Refused(verified.error);
    const offer = state.apply(changeSet);
    if (!offer.ok) throw new Refused(offer.error);
    for (const ready of offer.value.status === 'ready' ? offer.value.changeSets : []) {
      const deps = depsOf(ready.replica, ready.seq, ready.vector, vectors.get(ready.replica) ?? {});
      if (!deps.ok) throw new Refused({ id: 'sync.badVector', params: deps.error.params });
      vectors.set(ready.replica, ready.vector);
      numbers.set(dotOf(ready.replica, ready.seq), log.append(ready, deps.value, true));
    }
  }
  const [waiting] = state.parked();
  if (waiting) {
    const { replica, seq } = waiting.changeSet;
    throw new Refused({ id: 'sync.missing', params: { replica, seq } });
  }
  const anyNumberOf: NumberOf = (stamp) => numbers.get(dotOf(stamp.replica, stamp.seq)) ?? numberOf(stamp);
  const changes = state.changedRows().flatMap(({ entity, id }) => {
    const record = state.record(entity, id);
    const change = record && writeMerged(tables, space, record, anyNumberOf);
    return change ? [change] : [];
  });
  return { space, changes };
};
