import type { Database } from 'better-sqlite3';
import type { RowChange } from '../../src/model/plan.ts';
import type { VersionVector } from '../../src/sync/change-set.ts';
import type { Waiting } from '../../src/sync/exchange/offer-all.ts';
import { coversAll } from '../../src/sync/version-vector.ts';
import type { Arrived } from './arrivals.ts';
import { storedRowLines, storedStateHash } from './derived-tables.ts';
import { checkTree } from './doctor.ts';
import type { ImportDraft } from './import-draft.ts';
import { type Received, type ReceiveParts, Refused, takeIn } from './receive.ts';
import type { UndoStack } from './undo-stack.ts';

/** What a sender held, and the plan that it came to. */
export interface Claim {
  readonly to: VersionVector;
  /** State hash of the sender at `to`; null where it cannot be compared, as between schemas of different versions. */
  readonly state: string | null;
}

/** What a file brings of one space. */
export interface SpaceOrder extends Claim {
  readonly id: string;
  /** What the merge with what is held here came to. */
  readonly draft: ImportDraft;
  /** What further files claim that are taken in together with this one, as from a shared folder. */
  readonly further?: readonly Claim[];
}

/** A file whose bytes, chains and hashes have been verified, and what is to be kept about it. */
export interface ImportOrder {
  readonly fileHash: string;
  readonly fileName: string;
  readonly kind: string;
  readonly sender: {
    readonly replica: string;
    readonly person: string;
    readonly signKey: string | null;
    readonly boxKey: string | null;
  };
  /** Who it is from, for people, where that is more than the sender: files of several are taken in together. */
  readonly people?: string;
  readonly trust: string;
  readonly backup: string;
  /** What was told of the file, as JSON. */
  readonly report: string;
  readonly spaces: readonly SpaceOrder[];
  /** What the drafts of the spaces have put among the arrivals. */
  readonly arrived: Arrived;
  /** Whether the whole of it is a step of undo; not for what is fetched by itself. */
  readonly isUndoable: boolean;
}

export interface SpaceImported {
  readonly space: string;
  readonly importId: number;
  readonly taken: number;
  readonly waiting: readonly Waiting[];
  readonly forked: readonly string[];
  /** The rows that came, changed or went; made when they are asked for. */
  readonly changes: () => readonly RowChange[];
}

export interface ImportParts extends ReceiveParts {
  readonly db: Database;
  readonly undo: UndoStack;
  readonly now: () => number;
}

/** What always holds of a plan, and that it is the one that its sender had. Failing takes the import back. */
const mustBeRight = (parts: ImportParts, order: SpaceOrder, { space, vector, taken }: Received): void => {
  const { db, tables, sha256 } = parts;
  const [lost] = checkTree({ tables }, space, order.id);
  if (lost !== undefined) {
    throw new Refused({ id: 'exchange.check-failed', params: { project: order.id, detail: lost.id } });
  }
  if (taken === 0) return;
  // Only copies that hold the same have to be alike.
  const alike = [order, ...(order.further ?? [])].filter(
    ({ to, state }) => state !== null && coversAll(vector, to) && coversAll(to, vector),
  );
  if (alike.length === 0) return;
  const state = storedStateHash(db, space, sha256);
  if (alike.some((claim) => claim.state !== state)) {
    const rows = [...storedRowLines(db, space).values()];
    const found = { vector, state, rows };
    throw new Refused({ id: 'exchange.state-differs', params: { project: order.id }, found });
  }
};

/** Takes a file in, inside a transaction, `refusable`, and with what arrives at hand. */
export const importInto = (parts: ImportParts, order: ImportOrder): readonly SpaceImported[] => {
  const { db, log, exchange, undo, now } = parts;
  const { fileHash, fileName, kind, sender, trust, backup, report } = order;
  const { replica, person } = sender;
  const importId = exchange.addImport({
    fileHash,
    fileName,
    kind,
    replica,
    person: order.people ?? person,
    trust,
    atMs: now(),
    backup,
    report,
  });
  const done = order.spaces.map((space): SpaceImported => {
    const isNew = log.findSpace(space.id) === undefined;
    // A project that was not here is taken away again as every project is: by deleting it, on this computer.
    const keepsWayBack = order.isUndoable && !isNew;
    const received = takeIn(parts, space.id, space.draft, { importId, keepsWayBack });
    mustBeRight(parts, space, received);
    exchange.noteKnown(received.space, replica, space.to);
    if (received.wayBack.length > 0) {
      undo.push(received.space, 'import.exchange', received.lastNumber, received.wayBack);
    }
    const { waiting, forked, changes, taken } = received;
    return { space: space.id, importId, taken, waiting, forked, changes };
  });
  exchange.noteReplica(replica, person, sender);
  if (db.prepare('PRAGMA foreign_key_check').all().length > 0) {
    throw new Refused({ id: 'exchange.check-failed', params: { project: '', detail: 'references' } });
  }
  return done;
};
