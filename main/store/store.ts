import type { Database } from 'better-sqlite3';
import type { DoctorReport } from '../../src/api.ts';
import type { OpenConflict } from '../../src/model/exchange-result.ts';
import type { MutableRows, RowChange } from '../../src/model/plan.ts';
import type { Row } from '../../src/model/row.ts';
import type { Sha256Hex } from '../../src/model/row-id.ts';
import { type EntityName, SCHEMA_VERSION } from '../../src/model/schema.ts';
import { err, ok, type Result } from '../../src/result.ts';
import type { ChangeSet, Op, VersionVector } from '../../src/sync/change-set.ts';
import type { Waiting } from '../../src/sync/exchange/offer-all.ts';
import { sealChangeSet } from '../../src/sync/hash-chain.ts';
import { depsOf } from '../../src/sync/version-vector.ts';
import { admitOps, type OpRefusal } from './admit-ops.ts';
import { withArrived } from './arrivals.ts';
import type { BackupReason, Backups } from './backups.ts';
import { changeLogOf, type RowHistoryLine, type SpaceState } from './change-log.ts';
import { conflictIndexOf } from './conflict-index.ts';
import { checkpoint, withoutCheckpoint } from './database.ts';
import { fingerprint, rebuildTables, storedStateHash } from './derived-tables.ts';
import { examine } from './doctor.ts';
import { exchangeTablesOf, type ImportEntry, type ReplicaFacts } from './exchange-tables.ts';
import { type HeldLines, heldLinesOf } from './held-log.ts';
import { historyLogOf, type SpaceHistory } from './history-log.ts';
import { type ImportOrder, importInto, type SpaceImported } from './import-changes.ts';
import { workOut, writeLocal } from './local-commit.ts';
import { type MachineValues, machineValuesOf } from './machine-values.ts';
import { type ReceiptError, refusable } from './receive.ts';
import { rowTablesOf } from './row-tables.ts';
import { writeSent } from './sent-record.ts';
import { type Backup, guarded, type StoreError } from './store-error.ts';
import { cellIn, rowFrom, tableOf } from './tables.ts';
import { type UndoNames, undoStackOf, withoutForeign } from './undo-stack.ts';

/** Who did something, for people to read in the history, and the id of the one action that it was. */
export interface By {
  readonly person: string;
  readonly commandId: string;
}

export interface Commit extends By {
  readonly space: string;
  /** The command's name, such as `task.move`. */
  readonly command: string;
  readonly ops: readonly Op[];
  /** Whether undo takes it back; making and deleting whole projects is not. */
  readonly isUndoable: boolean;
}

export interface StepBack {
  readonly command: string;
  readonly changes: readonly RowChange[];
}

/** Nothing to take back or make again; or others have since changed all that it touched, and the step is forgotten. */
export interface HistoryError {
  readonly id: 'history.nothing-to-undo' | 'history.nothing-to-redo' | 'history.nothing-left';
  readonly params: Readonly<Record<string, string>>;
}

export interface StoredProject {
  readonly id: string;
  readonly name: string;
  readonly taskCount: number;
  readonly changedMs: number;
}

/** One open database. Every change is on disk when the call that made it returns, or has not happened. */
export interface Store {
  readonly path: string;
  /** Writes one user action: log, tables and undo in one transaction. Gives the rows that came, changed or went. */
  readonly commit: (commit: Commit) => Result<readonly RowChange[], StoreError | OpRefusal>;
  readonly step: (way: 'undo' | 'redo', space: string, by: By) => Result<StepBack, StoreError | HistoryError>;
  readonly undoNames: (space: string) => UndoNames;
  /** The shown rows of a project; null if nothing of it is held. */
  readonly readPlan: (space: string) => Result<MutableRows | null, StoreError>;
  readonly projects: () => Result<readonly StoredProject[], StoreError>;
  /** Says whether the project is held and not deleted. */
  readonly isProject: (space: string) => boolean;
  /** Says whether anything of a project was ever held, deleted or not. */
  readonly isSpace: (space: string) => boolean;
  /** The past of a space; null if nothing of it is held. */
  readonly past: (space: string) => SpaceHistory | null;
  /** A row as it is held, deleted or not; null where there never was one. */
  readonly rowOf: (space: string, entity: EntityName, id: string) => Row<EntityName> | null;
  /** Whether a task is deleted and still shown, because something below it lives. */
  readonly isKept: (space: string, taskId: string) => boolean;
  /** What was done to one row, the newest first. */
  readonly rowHistory: (space: string, entity: string, id: string) => Result<readonly RowHistoryLine[], StoreError>;
  readonly changeSets: (space: string) => readonly ChangeSet[];
  /** What is held of a space and what waits, for the worker that tries what others send. */
  readonly heldOf: (space: string) => HeldSpace;
  /** Names what is held of a space and what waits: a draft is true as long as this is the same. */
  readonly markOf: (space: string) => string;
  /** Takes in a file of other copies' change sets: all of it in one transaction, or nothing. */
  readonly takeImport: (order: ImportOrder) => Result<readonly SpaceImported[], StoreError | ReceiptError>;
  /** What others may be sent of a space, without what they hold already; null if nothing of it is held. */
  readonly sendable: (space: string, without?: VersionVector) => Sendable | null;
  /** To be called before a file with own change sets leaves: their numbers are given out from then on. */
  readonly noteSent: (spaces: readonly string[]) => Result<null, StoreError>;
  /** Notes who was heard of and what they hold, without anything being taken in. */
  readonly noteHeard: (space: string, heard: readonly Heard[]) => Result<null, StoreError>;
  readonly imports: (limit: number) => readonly ImportEntry[];
  readonly findImport: (id: number) => ImportEntry | null;
  /** Everything that is held of a space. */
  readonly vector: (space: string) => VersionVector;
  readonly replicas: () => readonly ReplicaFacts[];
  /** What each other replica is known to hold of a space. */
  readonly peers: (space: string) => ReadonlyMap<string, VersionVector>;
  /** Change sets that wait, and why. */
  readonly parked: (space: string) => readonly Waiting[];
  /** The id under which this copy writes. */
  readonly replica: () => string;
  readonly stateHash: (space: string) => string;
  /** What changes made apart leave to decide, sorted by id; none where one copy has written everything. */
  readonly conflicts: (space: string) => readonly OpenConflict[];
  /** Makes all tables that follow from the log anew; says whether any byte of them came out otherwise. */
  readonly rebuild: () => Result<{ readonly isChanged: boolean }, StoreError>;
  readonly doctor: () => Result<DoctorReport, StoreError>;
  readonly machine: MachineValues;
  readonly backup: (reason: BackupReason) => Promise<Result<Backup, StoreError>>;
  /** Carries what was written, and is safe on disk already, into the file itself: after an import, when nobody waits. */
  readonly tidy: () => void;
  readonly close: () => void;
}

/** What is held of a space, to be merged in another thread. */
export interface HeldSpace {
  readonly mark: string;
  readonly lines: readonly string[];
  readonly waited: readonly Waiting[];
}

/** What a file says of its sender; keys are null where they are not to be learnt. */
export interface Heard extends Pick<ReplicaFacts, 'replica' | 'person' | 'signKey' | 'boxKey'> {
  readonly to: VersionVector;
}

/** A space as it leaves in a file. */
export interface Sendable {
  readonly changeSets: readonly ChangeSet[];
  readonly vector: VersionVector;
  /** Name of the project, deleted or not. */
  readonly name: string;
}

export interface StoreParts {
  readonly path: string;
  readonly db: Database;
  readonly replica: string;
  /** Takes a new replica id, where another copy turns out to write under the same one. */
  readonly renewReplica: () => string;
  readonly now: () => number;
  readonly sha256: Sha256Hex;
  readonly backups: Backups;
  readonly onClose: () => void;
}

let openings = 0;

/** The store over a database that has been opened, checked and brought up to date. */
export const storeOver = (parts: StoreParts): Store => {
  const { path, db, now, sha256, backups, onClose } = parts;
  let { replica } = parts;
  const log = changeLogOf(db);
  const tables = rowTablesOf(db);
  const exchange = exchangeTablesOf(db);
  const undo = undoStackOf(db);
  const conflicts = conflictIndexOf(db, tables);
  const machine = machineValuesOf(db);
  const states = new Map<string, SpaceState>();
  /** A database that is put back in place of this one numbers the same change sets in its own way. */
  const opening = ++openings;
  let isOpen = true;
  /** Made when the past is first asked for: starting waits for none of its statements. */
  let historyOf: ReturnType<typeof historyLogOf> | null = null;
  let heldLines: HeldLines | null = null;

  /** Runs in one transaction; a memory of what was committed is kept only when it was. */
  const transact = <T>(run: () => { readonly value: T; readonly state?: readonly [string, SpaceState] }) =>
    guarded(path, () => {
      const { value, state } = db.transaction(run).immediate();
      if (state) states.set(state[0], state[1]);
      return value;
    });

  const stateOf = (spaceId: string): SpaceState => states.get(spaceId) ?? log.stateOf(log.takeSpace(spaceId), replica);

  /** As `stateOf`, and kept until the next import: it is asked for with every look at what others hold, and costs as much as the log is long. */
  const keptState = (spaceId: string): SpaceState => {
    const state = stateOf(spaceId);
    states.set(spaceId, state);
    return state;
  };

  /** Works out, seals and writes a local change set inside a transaction; null if nothing is left to do. */
  const append = (commit: Omit<Commit, 'isUndoable'>, closesCycle: 'throw' | 'drop') => {
    const state = stateOf(commit.space);
    const change = workOut(tables, state.space, commit.ops, closesCycle);
    if (change.ops.length === 0) return null;
    const seq = state.seq + 1;
    const sealed = sealChangeSet(
      {
        space: commit.space,
        replica,
        seq,
        lamport: state.lamport + 1,
        vector: state.vector,
        commandId: commit.commandId,
        command: commit.command,
        person: commit.person,
        wallMs: now(),
        schemaVersion: SCHEMA_VERSION,
        prevHash: state.prevHash,
        ops: change.ops,
      },
      sha256,
    );
    if (!sealed.ok) throw new Error(`${sealed.error.id} ${JSON.stringify(sealed.error.params)}`);
    const deps = depsOf(replica, seq, state.vector, state.ownVector);
    if (!deps.ok) throw new Error(deps.error.id);
    const id = log.append(sealed.value, deps.value);
    const changes = writeLocal(tables, state.space, id, change);
    conflicts.noteLocal(state.space, change, sealed.value);
    const next: SpaceState = {
      space: state.space,
      lamport: state.lamport + 1,
      seq,
      prevHash: sealed.value.hash,
      vector: { ...state.vector, [replica]: seq },
      ownVector: state.vector,
    };
    return { id, changes, inverse: change.inverse, space: state.space, next };
  };

  /** What a person asks to have back may come from anywhere; that it ever was here, only the tables know. */
  const unknownRestore = (spaceId: string, ops: readonly Op[]): OpRefusal | null => {
    const space = log.findSpace(spaceId) ?? 0;
    const made = new Set<string>();
    for (const { kind, entity, id } of ops) {
      if (kind === 'set') made.add(`${entity}/${id}`);
      if (kind !== 'restore' || made.has(`${entity}/${id}`)) continue;
      if (tables.row(space, tableOf(entity)!, id) !== undefined) continue;
      return { id: 'row.unknown', params: { entity, id }, at: { entity, rowId: id, cell: '' } };
    }
    return null;
  };

  const commit: Store['commit'] = (given) => {
    const admitted = admitOps(given.ops);
    if (!admitted.ok) return admitted;
    const unknown = unknownRestore(given.space, admitted.value);
    if (unknown !== null) return err(unknown);
    return transact(() => {
      const done = append({ ...given, ops: admitted.value }, 'throw');
      if (done === null) return { value: [] };
      if (given.isUndoable && done.inverse.length > 0) undo.push(done.space, given.command, done.id, done.inverse);
      return { value: done.changes, state: [given.space, done.next] };
    });
  };

  const step: Store['step'] = (way, spaceId, by) => {
    const space = log.findSpace(spaceId);
    const entry = space === undefined ? undefined : undo.top(space, way);
    if (space === undefined || entry === undefined) return err({ id: `history.nothing-to-${way}`, params: {} });
    const taken = transact<StepBack | null>(() => {
      const ops = withoutForeign(entry.inverse, log.foreignOpsSince(space, entry.changeSet));
      const done = append({ ...by, space: spaceId, command: `history.${way}`, ops }, 'drop');
      if (done === null) {
        undo.drop(entry);
        return { value: null };
      }
      undo.turn(entry, way, done.id, done.inverse);
      return { value: { command: entry.command, changes: done.changes }, state: [spaceId, done.next] };
    });
    if (!taken.ok) return taken;
    if (taken.value === null) return err({ id: 'history.nothing-left', params: { command: entry.command } });
    return ok(taken.value);
  };

  const vectorOf = (spaceId: string): VersionVector =>
    log.findSpace(spaceId) === undefined ? {} : keptState(spaceId).vector;

  const markOf: Store['markOf'] = (spaceId) => {
    const vector = vectorOf(spaceId);
    const seqs = Object.keys(vector)
      .sort()
      .map((each) => [each, vector[each]]);
    return JSON.stringify([opening, seqs, exchange.parkedNames(log.findSpace(spaceId) ?? 0)]);
  };

  const heldOf: Store['heldOf'] = (spaceId) => {
    const space = log.findSpace(spaceId);
    heldLines ??= heldLinesOf(db);
    const lines = space === undefined ? [] : heldLines(space);
    return { mark: markOf(spaceId), lines, waited: exchange.parked(space ?? 0) };
  };

  const takeImport: Store['takeImport'] = (order) =>
    refusable(() => {
      const write = () =>
        db
          .transaction(() => importInto({ path, db, log, tables, exchange, undo, sha256, now, markOf }, order))
          .immediate();
      // So much is carried into the file when nobody waits for it.
      const done = withoutCheckpoint(db, () => guarded(path, () => withArrived(db, path, order.arrived, write)));
      states.clear();
      conflicts.forget();
      // Somebody else writes under our name: what follows here must have another one.
      if (done.ok && done.value.some(({ forked }) => forked.includes(replica))) replica = parts.renewReplica();
      return done;
    });

  const noteSent: Store['noteSent'] = (spaces) =>
    guarded(path, () => {
      const seqs = Object.fromEntries(spaces.map((spaceId) => [spaceId, stateOf(spaceId).seq]));
      writeSent(path, replica, seqs);
      return null;
    });

  const isProject: Store['isProject'] = (spaceId) => {
    const space = log.findSpace(spaceId);
    return space !== undefined && (tables.row(space, tableOf('project')!, spaceId)?.life ?? 0) > 0;
  };

  return {
    path,
    machine,
    commit,
    step,
    takeImport,
    noteSent,
    noteHeard: (spaceId, heard) =>
      guarded(path, () =>
        db
          .transaction(() => {
            const space = log.findSpace(spaceId);
            if (space === undefined) return null;
            for (const { replica: peer, person, to, ...keys } of heard) {
              if (peer === replica) continue;
              exchange.noteKnown(space, peer, to);
              exchange.noteReplica(peer, person, keys);
            }
            return null;
          })
          .immediate(),
      ),
    sendable: (spaceId, without = {}) => {
      const space = log.findSpace(spaceId);
      if (space === undefined) return null;
      const row = tables.row(space, tableOf('project')!, spaceId);
      const name = row === undefined ? '' : (cellIn(tableOf('project')!, row.values, 'name') as string);
      const isAll = Object.keys(without).length === 0;
      const changeSets = isAll ? log.read(space).map(({ changeSet }) => changeSet) : log.readBeyond(space, without);
      return { changeSets, vector: keptState(spaceId).vector, name };
    },
    imports: (limit) => exchange.imports(limit),
    findImport: (id) => exchange.findImport(id),
    vector: vectorOf,
    heldOf,
    markOf,
    replicas: () => exchange.replicas(),
    peers: (spaceId) => exchange.known(log.findSpace(spaceId) ?? 0),
    parked: (spaceId) => exchange.parked(log.findSpace(spaceId) ?? 0),
    replica: () => replica,
    isProject,
    isSpace: (spaceId) => log.findSpace(spaceId) !== undefined,
    undoNames: (spaceId) => {
      const space = log.findSpace(spaceId);
      return space === undefined ? { undo: null, redo: null } : undo.names(space);
    },
    readPlan: (spaceId) =>
      guarded(path, () => {
        const space = log.findSpace(spaceId);
        return space === undefined ? null : tables.shownRows(space);
      }),
    projects: () =>
      guarded(path, () =>
        log.spaces().flatMap(({ id, spaceId }) => {
          const row = tables.row(id, tableOf('project')!, spaceId);
          if (row === undefined || row.life === 0) return [];
          const name = cellIn(tableOf('project')!, row.values, 'name') as string;
          return [{ id: spaceId, name, taskCount: tables.shownCount(id, 'task'), changedMs: log.lastWallMs(id) }];
        }),
      ),
    past: (spaceId) => {
      const space = log.findSpace(spaceId);
      if (space === undefined) return null;
      historyOf ??= historyLogOf(db);
      return historyOf(space);
    },
    rowOf: (spaceId, entity, id) => {
      const space = log.findSpace(spaceId);
      const table = tableOf(entity)!;
      const row = space === undefined ? undefined : tables.row(space, table, id);
      return row === undefined ? null : rowFrom(table, id, row.values);
    },
    isKept: (spaceId, taskId) => {
      const space = log.findSpace(spaceId);
      return space !== undefined && tables.row(space, tableOf('task')!, taskId)?.life === 2;
    },
    rowHistory: (spaceId, entity, id) =>
      guarded(path, () => {
        const space = log.findSpace(spaceId);
        return space === undefined ? [] : log.rowHistory(space, entity, id);
      }),
    changeSets: (spaceId) => {
      const space = log.findSpace(spaceId);
      return space === undefined ? [] : log.read(space).map(({ changeSet }) => changeSet);
    },
    conflicts: (spaceId) => {
      const space = log.findSpace(spaceId);
      const isOneHand = space === undefined || Object.keys(keptState(spaceId).vector).length <= 1;
      return isOneHand ? [] : conflicts.list(space, spaceId, replica);
    },
    stateHash: (spaceId) => storedStateHash(db, log.findSpace(spaceId) ?? 0, sha256),
    rebuild: () =>
      transact(() => {
        const before = fingerprint(db, sha256);
        rebuildTables(path, log, tables);
        conflicts.forget();
        return { value: { isChanged: fingerprint(db, sha256) !== before } };
      }),
    doctor: () => guarded(path, () => examine({ path, db, log, tables, sha256 })),
    backup: (reason) => backups.create(db, reason),
    tidy: () => {
      // What hinders it is told by whatever is written next.
      if (isOpen) guarded(path, () => checkpoint(db));
    },
    close: () => {
      if (!isOpen) return;
      isOpen = false;
      db.close();
      onClose();
    },
  };
};
