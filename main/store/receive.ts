import type { RowChange } from '../../src/model/plan.ts';
import type { Sha256Hex } from '../../src/model/row-id.ts';
import { err, type Result } from '../../src/result.ts';
import { canonicalText, type NotCanonical } from '../../src/sync/canonical-json.ts';
import type { Refusal } from '../../src/sync/causal-gate.ts';
import { type CellValue, type ChangeSet, compareText, type Op, type VersionVector } from '../../src/sync/change-set.ts';
import { offerAll, type Waiting } from '../../src/sync/exchange/offer-all.ts';
import { type HashMismatch, verifyChangeSet } from '../../src/sync/hash-chain.ts';
import { depsOf } from '../../src/sync/version-vector.ts';
import type { ChangeLog } from './change-log.ts';
import type { ExchangeTables } from './exchange-tables.ts';
import { replay, writeMerged } from './merged-rows.ts';
import type { RowTables } from './row-tables.ts';
import type { StoreError } from './store-error.ts';
import { tableOf } from './tables.ts';
import { type RowTurn, wayBack } from './way-back.ts';

/** The plan that the change sets lead to is not the one that their sender had at the same point. */
export interface StateDiffers {
  readonly id: 'exchange.state-differs';
  readonly params: { readonly project: string };
}

/** After the import the database breaks a rule that always holds; nothing was taken in. */
export interface CheckFailed {
  readonly id: 'exchange.check-failed';
  readonly params: { readonly project: string; readonly detail: string };
}

export type ReceiptError = Refusal | HashMismatch | NotCanonical | StateDiffers | CheckFailed;

/** Rolls the transaction back and carries the reason out of it. */
export class Refused extends Error {
  readonly reason: ReceiptError;

  constructor(reason: ReceiptError) {
    super(reason.id);
    this.reason = reason;
  }
}

/** Gives back as a value why something inside a transaction was refused. */
export const refusable = <T>(run: () => Result<T, StoreError>): Result<T, StoreError | ReceiptError> => {
  try {
    return run();
  } catch (error) {
    if (error instanceof Refused) return err(error.reason);
    throw error;
  }
};

export interface ReceiveParts {
  readonly path: string;
  readonly log: ChangeLog;
  readonly tables: RowTables;
  readonly exchange: ExchangeTables;
  readonly sha256: Sha256Hex;
}

/** What taking in change sets of one space did. */
export interface Received {
  readonly space: number;
  readonly taken: readonly ChangeSet[];
  readonly waiting: readonly Waiting[];
  /** Replicas in whose name two copies have written. */
  readonly forked: readonly string[];
  readonly changes: readonly RowChange[];
  /** Ops that bring back what was shown before. */
  readonly wayBack: readonly Op[];
  /** Number of the last change set taken in; 0 where none was. */
  readonly lastNumber: number;
  readonly vector: VersionVector;
}

/** Canonical texts; of a list or record, which go into the log and into the tables, each is made once. */
const rememberedTexts = (): ((value: CellValue) => string) => {
  const known = new WeakMap<object, string>();
  return (value) => {
    if (typeof value !== 'object' || value === null) return canonicalText(value);
    const text = known.get(value) ?? canonicalText(value);
    known.set(value, text);
    return text;
  };
};

/**
 * Takes change sets of other copies into the log and brings the tables up to date through the merge, inside a
 * transaction and `refusable`. What cannot be taken yet waits, with what waited before. Replays the whole log of the space,
 * which a local commit need not (`workOut`). `isVerified` says that hashes have been checked already, as the reader of
 * files does.
 */
export const takeIn = (
  parts: ReceiveParts,
  spaceId: string,
  changeSets: readonly ChangeSet[],
  { importId, isVerified }: { readonly importId: number; readonly isVerified: boolean },
): Received => {
  const { path, log, tables, exchange, sha256 } = parts;
  for (const changeSet of isVerified ? [] : changeSets) {
    const verified = verifyChangeSet(changeSet, sha256);
    if (!verified.ok) throw new Refused(verified.error);
  }
  const space = log.takeSpace(spaceId);
  const held = log.read(space);
  const { state, numbers } = replay(path, spaceId, held);
  state.changedRows();
  const waited = exchange.parked(space).map(({ changeSet }) => changeSet);
  const { taken, waiting, refusal } = offerAll(state, [...waited, ...changeSets]);
  if (refusal !== null) throw new Refused(refusal);
  const vectors = new Map(held.map(({ changeSet }) => [changeSet.replica, changeSet.vector]));
  const textOf = rememberedTexts();
  let lastNumber = 0;
  for (const ready of taken) {
    const deps = depsOf(ready.replica, ready.seq, ready.vector, vectors.get(ready.replica) ?? {});
    if (!deps.ok) throw new Refused({ id: 'sync.badVector', params: deps.error.params });
    vectors.set(ready.replica, ready.vector);
    lastNumber = log.append(ready, deps.value, importId, textOf);
    numbers.put(ready, lastNumber);
  }
  if (waited.length > 0 || waiting.length > 0) exchange.putParked(space, waiting, importId);
  const forked = [
    ...new Set(waiting.flatMap(({ reason, changeSet }) => (reason === 'fork' ? [changeSet.replica] : []))),
  ];
  for (const replica of forked) exchange.markForked(replica);
  const isFirst = held.length === 0;
  const turns: RowTurn[] = [];
  // In the order of the tables' keys, in which their pages fill one after the other.
  const touched = [...state.changedRows()].sort((a, b) => compareText(a.entity, b.entity) || compareText(a.id, b.id));
  const changes = touched.flatMap(({ entity, id }) => {
    const record = state.record(entity, id);
    if (record === undefined) return [];
    const table = tableOf(entity);
    const before = table === undefined || isFirst ? undefined : tables.row(space, table, id);
    const isNew = isFirst || (table !== undefined && before === undefined);
    const written = writeMerged(tables, space, record, numbers, { isNew, textOf });
    if (written === null) return [];
    turns.push({ table: written.table, id, before, after: written.row });
    return [written.change];
  });
  return { space, taken, waiting, forked, changes, wayBack: wayBack(turns), lastNumber, vector: state.vector };
};
