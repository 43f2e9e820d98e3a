import type { RowChange } from '../../src/model/plan.ts';
import type { Sha256Hex } from '../../src/model/row-id.ts';
import { err, type Result } from '../../src/result.ts';
import type { Op, VersionVector } from '../../src/sync/change-set.ts';
import type { Waiting } from '../../src/sync/exchange/offer-all.ts';
import type { ChangeLog } from './change-log.ts';
import type { ExchangeTables } from './exchange-tables.ts';
import type { ImportDraft } from './import-draft.ts';
import type { RowTables, RowTurn, StoredRow } from './row-tables.ts';
import type { StoreError } from './store-error.ts';
import { type EntityTable, rowFrom, tableOf } from './tables.ts';
import { wayBack } from './way-back.ts';

/** What the tables came to. */
export interface StateFound {
  readonly vector: VersionVector;
  /** State hash of the tables. */
  readonly state: string;
  /** Each row that is shown, with the lines of its cells as they go into the state hash. */
  readonly rows: readonly { readonly entity: string; readonly id: string; readonly lines: string }[];
}

/** The plan that the change sets lead to is not the one that their sender had at the same point. */
export interface StateDiffers {
  readonly id: 'exchange.state-differs';
  readonly params: { readonly project: string };
  /** What the tables held for a moment: all of it is rolled back. */
  readonly found: StateFound;
}

/** After the import the database breaks a rule that always holds; nothing was taken in. */
export interface CheckFailed {
  readonly id: 'exchange.check-failed';
  readonly params: { readonly project: string; readonly detail: string };
}

export type ReceiptError = StateDiffers | CheckFailed;

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
  /** What is held of a space, as a draft names it. */
  readonly markOf: (spaceId: string) => string;
}

/** What taking in change sets of one space did. */
export interface Received {
  readonly space: number;
  readonly taken: number;
  readonly waiting: readonly Waiting[];
  /** Replicas in whose name two copies have written. */
  readonly forked: readonly string[];
  /** The rows that came, changed or went; read when they are asked for, since a plan that is not open needs none. */
  readonly changes: () => readonly RowChange[];
  /** Ops that bring back what was shown before; none where they were not asked for. */
  readonly wayBack: readonly Op[];
  /** Number of the last change set taken in; 0 where none was. */
  readonly lastNumber: number;
  readonly vector: VersionVector;
}

const changeOf = (table: EntityTable, id: string, { life, values }: StoredRow): RowChange =>
  ({ entity: table.entity, id, row: life > 0 ? rowFrom(table, id, values) : null }) as RowChange;

/**
 * Writes what the merge of change sets of other copies came to into the log and the tables, inside a transaction, `refusable`, and
 * with what arrives at hand. The merge itself was made by whoever tried them (`draftOf`), in a worker. `keepsWayBack` says that ops
 * are wanted that take all of it back.
 */
export const takeIn = (
  { log, tables, exchange, markOf }: ReceiveParts,
  spaceId: string,
  draft: ImportDraft,
  { importId, keepsWayBack }: { readonly importId: number; readonly keepsWayBack: boolean },
): Received => {
  if (markOf(spaceId) !== draft.mark) throw new Error('a draft is of what is held no longer');
  const { taken, waiting, hadWaiting, arriving, vector } = draft;
  const space = log.takeSpace(spaceId);
  let first = 0;
  const came: { readonly table: EntityTable; readonly id: string }[] = [];
  const turns: RowTurn[] = [];
  if (arriving !== null) {
    first = log.appendArriving(space, arriving, importId);
    tables.addArriving(space, arriving, first);
    for (const entity of arriving.entities) {
      const table = tableOf(entity)!;
      for (const id of tables.arrivingIds(table, arriving)) came.push({ table, id });
      if (keepsWayBack) for (const turn of tables.turns(space, table, arriving)) turns.push(turn);
      tables.putArriving(space, table, arriving);
    }
  }
  if (hadWaiting || waiting.length > 0) exchange.putParked(space, waiting, importId);
  const forked = [
    ...new Set(waiting.flatMap(({ reason, changeSet }) => (reason === 'fork' ? [changeSet.replica] : []))),
  ];
  for (const replica of forked) exchange.markForked(replica);
  const lastNumber = taken === 0 ? 0 : first + taken - 1;
  const changes = (): readonly RowChange[] =>
    came.map(({ table, id }) => changeOf(table, id, tables.row(space, table, id)!));
  return { space, taken, waiting, forked, changes, wayBack: wayBack(turns), lastNumber, vector };
};
