import type { Database } from 'better-sqlite3';
import { canonicalText } from '../../src/sync/canonical-json.ts';
import type { ChangeSet, Op, VersionVector } from '../../src/sync/change-set.ts';
import { seqOf, vectorFromDeps } from '../../src/sync/version-vector.ts';
import { type Arriving, arrivingTables } from './arrivals.ts';
import { CHANGE_SET_LINE, type ChangeSetLine, headOf, opOf } from './log-lines.ts';
import { withoutIndex } from './without-index.ts';

/** A change set with its number here, which counts arrivals: the order of numbers is a causal order. */
export interface LoggedChangeSet {
  readonly id: number;
  readonly received: boolean;
  readonly changeSet: ChangeSet;
}

/** What the next local change set of a space continues. */
export interface SpaceState {
  readonly space: number;
  /** Highest Lamport counter held. */
  readonly lamport: number;
  readonly seq: number;
  readonly prevHash: string;
  /** Everything held, own change sets included. */
  readonly vector: VersionVector;
  /** The vector of our last change set; empty before the first. */
  readonly ownVector: VersionVector;
}

/** What one change set did to one row. */
export interface RowHistoryLine {
  readonly command: string;
  readonly person: string;
  readonly wallMs: number;
  readonly op: Op;
}

/** The append-only log: the truth from which everything else in the store can be made again. */
export interface ChangeLog {
  /** The local number of a space; undefined if nothing of it is held. */
  readonly findSpace: (spaceId: string) => number | undefined;
  readonly takeSpace: (spaceId: string) => number;
  readonly spaces: () => readonly { readonly id: number; readonly spaceId: string }[];
  readonly stateOf: (space: number, replicaId: string) => SpaceState;
  /**
   * Writes a change set that was made here at the end; `deps` is what its vector adds to the author's previous one. Gives
   * its number.
   */
  readonly append: (changeSet: ChangeSet, deps: VersionVector) => number;
  /** Writes what arrives at the end, numbered one after the other; gives the number of the first. */
  readonly appendArriving: (space: number, arriving: Arriving, importId: number) => number;
  readonly numberOf: (space: number, replicaId: string, seq: number) => number | undefined;
  /** The change sets of a space in the order of arrival. */
  readonly read: (space: number) => LoggedChangeSet[];
  /** Those of a space that a vector does not cover, in the order of arrival; costs what they are, not what the log is. */
  readonly readBeyond: (space: number, from: VersionVector) => ChangeSet[];
  /** Ops of others' change sets that arrived after the given one. */
  readonly foreignOpsSince: (space: number, changeSet: number) => Op[];
  /** What was done to one row, the newest first. */
  readonly rowHistory: (space: number, entity: string, id: string) => RowHistoryLine[];
  readonly count: () => number;
  readonly lastWallMs: (space: number) => number;
}

type OpLine = readonly [
  changeSet: number,
  kind: Op['kind'],
  entity: string,
  id: string,
  cell: string | null,
  value: string | null,
];

const opFrom = ([, kind, entity, id, cell, value]: OpLine): Op => opOf(kind, entity, id, cell, value);

const CHANGE_SET_COLUMNS = [
  'id',
  'space',
  'replica',
  'seq',
  'lamport',
  'wall_ms',
  'person',
  'command',
  'command_id',
  'schema_version',
  'deps',
  'prev_hash',
  'hash',
  'op_count',
  'received',
  'min_reader',
  'import_id',
] as const;
/** By rows, which come in no order: each op would go somewhere else in it. */
const OP_INDEX = 'op_row';

/** For fewer it is not worth preparing all statements anew, as the change of an index makes SQLite do. */
const MANY_OPS = 10_000;

const prepareStatements = (db: Database) => ({
  findSpace: db.prepare<[string], number>('SELECT id FROM space WHERE space_id = +?').pluck(),
  addSpace: db.prepare<[string]>('INSERT INTO space (space_id) VALUES (?)'),
  nameOfSpace: db.prepare<[number], string>('SELECT space_id FROM space WHERE id = +?').pluck(),
  spaces: db.prepare<[], { id: number; spaceId: string }>('SELECT id, space_id AS spaceId FROM space ORDER BY id'),
  findReplica: db.prepare<[string], number>('SELECT id FROM replica WHERE replica_id = +?').pluck(),
  addReplica: db.prepare<[string]>('INSERT INTO replica (replica_id) VALUES (?)'),
  lamport: db.prepare<[number], number>('SELECT coalesce(max(lamport), 0) FROM change_set WHERE space = +?').pluck(),
  lastSeqs: db.prepare<[number], { replica_id: string; seq: number }>(
    `SELECT r.replica_id, max(c.seq) AS seq FROM change_set c JOIN replica r ON r.id = c.replica
     WHERE c.space = +? GROUP BY c.replica`,
  ),
  ownDeps: db
    .prepare<[number, number], string>(
      "SELECT deps FROM change_set WHERE space = +? AND replica = +? AND deps <> '{}' ORDER BY seq",
    )
    .pluck(),
  lastHash: db
    .prepare<[number, number], string>(
      'SELECT hash FROM change_set WHERE space = +? AND replica = +? ORDER BY seq DESC LIMIT 1',
    )
    .pluck(),
  add: db.prepare(
    `INSERT INTO change_set (${CHANGE_SET_COLUMNS.join(', ')})
     VALUES (${CHANGE_SET_COLUMNS.map(() => '?').join(', ')})`,
  ),
  opsBefore: db.prepare<[number], number>('SELECT coalesce(sum(op_count), 0) FROM change_set WHERE id < +?').pluck(),
  lastNumber: db.prepare<[], number>('SELECT coalesce(max(id), 0) FROM change_set').pluck(),
  addOp: db.prepare('INSERT INTO op (change_set, n, kind, entity, row_id, cell, value) VALUES (?, ?, ?, ?, ?, ?, ?)'),
  find: db
    .prepare<[number, number, number], number>(
      'SELECT id FROM change_set WHERE space = +? AND replica = +? AND seq = +?',
    )
    .pluck(),
  read: db.prepare<[number], ChangeSetLine>(
    `SELECT ${CHANGE_SET_LINE} FROM change_set c JOIN replica r ON r.id = c.replica WHERE c.space = +? ORDER BY c.id`,
  ),
  readOps: db
    .prepare<[number], OpLine>(
      `SELECT o.change_set, o.kind, o.entity, o.row_id, o.cell, o.value
       FROM change_set c CROSS JOIN op o ON o.change_set = c.id WHERE c.space = +? ORDER BY c.id, o.n`,
    )
    .raw(),
  replicas: db
    .prepare<[number], [number, string]>(
      `SELECT r.id, r.replica_id FROM replica r
       WHERE r.id IN (SELECT DISTINCT replica FROM change_set WHERE space = +?) ORDER BY r.id`,
    )
    .raw(),
  depsUpTo: db
    .prepare<[number, number, number], string>(
      "SELECT deps FROM change_set WHERE space = +? AND replica = +? AND seq <= +? AND deps <> '{}' ORDER BY seq",
    )
    .pluck(),
  readFrom: db.prepare<[number, number, number], ChangeSetLine>(
    `SELECT ${CHANGE_SET_LINE} FROM change_set c JOIN replica r ON r.id = c.replica
     WHERE c.space = +? AND c.replica = +? AND c.seq > +? ORDER BY c.seq`,
  ),
  opsOf: db
    .prepare<[number], OpLine>(
      'SELECT change_set, kind, entity, row_id, cell, value FROM op WHERE change_set = +? ORDER BY n',
    )
    .raw(),
  foreignOps: db
    .prepare<[number, number], OpLine>(
      `SELECT o.change_set, o.kind, o.entity, o.row_id, o.cell, o.value
       FROM change_set c CROSS JOIN op o ON o.change_set = c.id
       WHERE c.space = +? AND c.received = 1 AND c.id > +? ORDER BY c.id, o.n`,
    )
    .raw(),
  rowHistory: db.prepare<
    [number, string, string],
    {
      command: string;
      person: string;
      wallMs: number;
      kind: Op['kind'];
      cell: string | null;
      value: string | null;
    }
  >(
    `SELECT c.command, c.person, c.wall_ms AS wallMs, o.kind, o.cell, o.value
     FROM op o INDEXED BY op_row CROSS JOIN change_set c ON c.id = o.change_set
     WHERE c.space = +? AND o.entity = +? AND o.row_id = +? ORDER BY c.lamport DESC, c.id DESC, o.n DESC`,
  ),
  count: db.prepare<[], number>('SELECT count(*) FROM change_set').pluck(),
  lastWallMs: db
    .prepare<[number], number>('SELECT wall_ms FROM change_set WHERE space = +? ORDER BY lamport DESC, id DESC LIMIT 1')
    .pluck(),
});

/** Own numbers are always one less than the change set's own, and so are not stored. */
const ownVectorFrom = (author: string, seq: number, deps: readonly string[]): VersionVector => {
  let vector: VersionVector = {};
  for (const text of deps) vector = { ...vector, ...(JSON.parse(text) as VersionVector) };
  return seq > 0 ? vectorFromDeps(author, seq, {}, vector) : {};
};

/** The log over an open database. Knows SQL and nothing of merging. */
export const changeLogOf = (db: Database): ChangeLog => {
  const sql = prepareStatements(db);
  const takeReplica = (replicaId: string): number =>
    sql.findReplica.get(replicaId) ?? Number(sql.addReplica.run(replicaId).lastInsertRowid);

  const takeSpace = (spaceId: string): number =>
    sql.findSpace.get(spaceId) ?? Number(sql.addSpace.run(spaceId).lastInsertRowid);

  const readBeyond = (space: number, from: VersionVector): ChangeSet[] => {
    const spaceId = sql.nameOfSpace.get(space) ?? '';
    const found: { readonly id: number; readonly changeSet: ChangeSet }[] = [];
    for (const [replica, replicaId] of sql.replicas.all(space)) {
      const seq = seqOf(from, replicaId);
      const lines = sql.readFrom.all(space, replica, seq);
      if (lines.length === 0) continue;
      let vector = ownVectorFrom(replicaId, seq, sql.depsUpTo.all(space, replica, seq));
      for (const line of lines) {
        vector = vectorFromDeps(replicaId, line.seq, JSON.parse(line.deps) as VersionVector, vector);
        const ops = sql.opsOf.all(line.id).map(opFrom);
        found.push({ id: line.id, changeSet: { ...headOf(line, spaceId, vector), ops } });
      }
    }
    return found.sort((a, b) => a.id - b.id).map(({ changeSet }) => changeSet);
  };

  const read = (space: number): LoggedChangeSet[] => {
    const vectors = new Map<string, VersionVector>();
    const found: LoggedChangeSet[] = [];
    const opsOf = new Map<number, Op[]>();
    const spaceId = sql.nameOfSpace.get(space) ?? '';
    for (const line of sql.readOps.iterate(space)) {
      const ops = opsOf.get(line[0]);
      if (ops) ops.push(opFrom(line));
      else opsOf.set(line[0], [opFrom(line)]);
    }
    for (const line of sql.read.iterate(space)) {
      const { replica } = line;
      const deps = JSON.parse(line.deps) as VersionVector;
      const vector = vectorFromDeps(replica, line.seq, deps, vectors.get(replica) ?? {});
      vectors.set(replica, vector);
      const changeSet = { ...headOf(line, spaceId, vector), ops: opsOf.get(line.id) ?? [] };
      found.push({ id: line.id, received: line.received === 1, changeSet });
    }
    return found;
  };

  return {
    findSpace: (spaceId) => sql.findSpace.get(spaceId),
    takeSpace,
    spaces: () => sql.spaces.all(),
    stateOf: (space, replicaId) => {
      const vector: Record<string, number> = {};
      for (const { replica_id, seq } of sql.lastSeqs.iterate(space)) vector[replica_id] = seq;
      const seq = vector[replicaId] ?? 0;
      const own = sql.findReplica.get(replicaId) ?? 0;
      return {
        space,
        lamport: sql.lamport.get(space)!,
        seq,
        prevHash: sql.lastHash.get(space, own) ?? '',
        vector,
        ownVector: ownVectorFrom(replicaId, seq, sql.ownDeps.all(space, own)),
      };
    },
    append: (changeSet, deps) => {
      const { lastInsertRowid } = sql.add.run(
        null,
        takeSpace(changeSet.space),
        takeReplica(changeSet.replica),
        changeSet.seq,
        changeSet.lamport,
        changeSet.wallMs,
        changeSet.person,
        changeSet.command,
        changeSet.commandId,
        changeSet.schemaVersion,
        canonicalText(deps),
        changeSet.prevHash,
        changeSet.hash,
        changeSet.ops.length,
        0,
        changeSet.minReader ?? 0,
        null,
      );
      const id = Number(lastInsertRowid);
      changeSet.ops.forEach((op, n) => {
        if (op.kind === 'set') sql.addOp.run(id, n, op.kind, op.entity, op.id, op.cell, canonicalText(op.value));
        else sql.addOp.run(id, n, op.kind, op.entity, op.id, null, null);
      });
      return id;
    },
    appendArriving: (space, arriving, importId) => {
      const { ops, replicas } = arriving;
      const names = arrivingTables(arriving);
      const first = sql.lastNumber.get()! + 1;
      for (const replica of replicas) takeReplica(replica);
      db.prepare(
        `INSERT INTO change_set (${CHANGE_SET_COLUMNS.join(', ')})
         SELECT a.n + @first, @space, r.id, a.seq, a.lamport, a.wall_ms, a.person, a.command, a.command_id, a.schema_version, a.deps,
           a.prev_hash, a.hash, a.op_count, 1, a.min_reader, @importId
         FROM ${names.changeSets} a CROSS JOIN replica r ON r.replica_id = a.replica ORDER BY a.rowid`,
      ).run({ first, space, importId });
      const addOps = db.prepare(
        `INSERT INTO op (change_set, n, kind, entity, row_id, cell, value)
         SELECT change_set + ?, n, kind, entity, row_id, cell, value FROM ${names.ops} ORDER BY rowid`,
      );
      const write = (): void => void addOps.run(first);
      // Where most of the log is new, its index is made at once from all of it instead of op by op.
      const isMost = ops > MANY_OPS && ops > sql.opsBefore.get(first)!;
      if (isMost) withoutIndex(db, OP_INDEX, write);
      else write();
      return first;
    },
    numberOf: (space, replicaId, seq) => {
      const replica = sql.findReplica.get(replicaId);
      return replica === undefined ? undefined : sql.find.get(space, replica, seq);
    },
    read,
    readBeyond,
    foreignOpsSince: (space, changeSet) => sql.foreignOps.all(space, changeSet).map(opFrom),
    rowHistory: (space, entity, id) =>
      sql.rowHistory.all(space, entity, id).map(({ command, person, wallMs, kind, cell, value }) => ({
        command,
        person,
        wallMs,
        op: opOf(kind, entity, id, cell, value),
      })),
    count: () => sql.count.get()!,
    lastWallMs: (space) => sql.lastWallMs.get(space) ?? 0,
  };
};
