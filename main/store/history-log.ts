import type { Database, Statement } from 'better-sqlite3';
import type { HistoryLine } from '../../src/model/history-result.ts';
import type { Op, VersionVector } from '../../src/sync/change-set.ts';
import type { Deed, Touch } from '../../src/sync/history/row-deltas.ts';
import type { CutLog } from '../../src/sync/history/rows-at.ts';
import { vectorFromDeps } from '../../src/sync/version-vector.ts';
import { cutLogOf } from './cut-log.ts';
import { opOf } from './log-lines.ts';

/** What is asked for of a history; null where it does not matter. */
export interface HistoryQuery {
  /** Only what came before the change set of that number. */
  readonly before: number | null;
  readonly limit: number;
  /** The change sets of one import, each on its own; an import is one line otherwise, save where rows are asked about. */
  readonly importId: number | null;
  readonly person: string | null;
  /** Moments of the wall clock, the first included, the last not. */
  readonly fromMs: number | null;
  readonly toMs: number | null;
  readonly entities: readonly string[] | null;
  /** Rows, each with all of its cells or with some. */
  readonly rows: readonly { readonly id: string; readonly cells: readonly string[] | null }[] | null;
  /** A text, in lower case, that values of some cells or the person's name hold; or rows and commands that are called so. */
  readonly text: {
    readonly needle: string;
    readonly cells: readonly string[];
    readonly rowIds: readonly string[];
    readonly commands: readonly string[];
  } | null;
}

/** A change set, or all of an import, as the log tells of it. */
export interface LoggedLine {
  readonly number: number;
  readonly replica: string;
  readonly seq: number;
  readonly lamport: number;
  readonly commandId: string;
  readonly command: string;
  readonly person: string;
  readonly wallMs: number;
  readonly opCount: number;
  readonly imported: HistoryLine['imported'];
}

/** Questions about the past of one space, answered from the log by pages; nothing here reads the whole of it. */
export interface SpaceHistory {
  /** The newest first, and the number to ask for more with; null at the end. */
  readonly page: (query: HistoryQuery) => { readonly lines: readonly LoggedLine[]; readonly next: number | null };
  /** Everybody who has changed the space, by name. */
  readonly people: () => readonly string[];
  readonly find: (number: number) => LoggedLine | null;
  /** Rows that were ever called something with that text, in lower case, in it. */
  readonly rowsCalled: (needle: string) => readonly string[];
  /** Ops of a change set from the n-th on; of some rows only, where they are named. */
  readonly opsOf: (number: number, from: number, limit: number, rowIds: readonly string[] | null) => Op[];
  /** A change set with what its author had seen, and some of its ops. */
  readonly deed: (line: LoggedLine, ops: readonly Op[]) => Deed;
  /** All that was done to a row, in the order of arrival. */
  readonly touches: (entity: string, id: string) => readonly Touch[];
  /** The change set that first did something to a row. */
  readonly firstOf: (entity: string, id: string) => number | null;
  /** The change set that last deleted a row. */
  readonly lastDelete: (entity: string, id: string) => number | null;
  readonly firstOfImport: (importId: number) => number | null;
  /** The first that came at a moment or later, by this computer's clock. */
  readonly firstSince: (atMs: number) => number | null;
  /** The log cut at a vector, `held` being all of it; null where nobody can have stood there. */
  readonly cutAt: (vector: VersionVector, held: VersionVector) => CutLog | null;
  /** What was held before the change set of that number came. */
  readonly vectorBefore: (number: number) => VersionVector;
}

/** The same as it is read: what is told of an import still in columns. */
interface Line extends Omit<LoggedLine, 'number' | 'imported'> {
  readonly id: number;
  readonly importId: number | null;
  readonly fileName: string | null;
  readonly sender: string | null;
  readonly atMs: number | null;
}

const SELECT = `SELECT c.id, r.replica_id AS replica, c.seq, c.lamport, c.command_id AS commandId, c.command, c.person,
    c.wall_ms AS wallMs, c.op_count AS opCount, c.import_id AS importId, i.file_name AS fileName, i.person AS sender,
    i.at_ms AS atMs
  FROM change_set c INDEXED BY change_set_arrival JOIN replica r ON r.id = c.replica
    LEFT JOIN import_log i ON i.id = c.import_id`;

/** What a query asks of a change set, as SQL over its named parameters. */
const conditionOf = (query: HistoryQuery): string => {
  const parts = ['c.space = @space'];
  if (query.before !== null) parts.push('c.id < @before');
  if (query.importId !== null) parts.push('c.import_id = @importId');
  if (query.person !== null) parts.push('c.person = @person');
  if (query.fromMs !== null) parts.push('coalesce(i.at_ms, c.wall_ms) >= @fromMs');
  if (query.toMs !== null) parts.push('coalesce(i.at_ms, c.wall_ms) < @toMs');
  if (query.entities !== null) {
    parts.push(`EXISTS (SELECT 1 FROM op o WHERE o.change_set = c.id
      AND o.entity IN (SELECT value FROM json_each(@entities)))`);
  }
  if (query.rows !== null) {
    parts.push(`c.id IN (SELECT o.change_set FROM json_each(@rows) w CROSS JOIN op o INDEXED BY op_row
      ON o.row_id = json_extract(w.value, '$.id')
      WHERE json_extract(w.value, '$.cells') IS NULL OR o.cell IS NULL
        OR o.cell IN (SELECT value FROM json_each(json_extract(w.value, '$.cells'))))`);
  }
  if (query.text !== null) {
    parts.push(`(c.command IN (SELECT value FROM json_each(@commands)) OR instr(lower_text(c.person), @needle) > 0
      OR EXISTS (SELECT 1 FROM op o WHERE o.change_set = c.id AND (o.cell IN (SELECT value FROM json_each(@cells)) AND instr(lower_text(o.value), @needle) > 0
        OR o.row_id IN (SELECT value FROM json_each(@rowIds)))))`);
  }
  return parts.join(' AND ');
};

const paramsOf = (space: number, query: HistoryQuery): Record<string, string | number> => ({
  space,
  ...(query.before !== null && { before: query.before }),
  ...(query.importId !== null && { importId: query.importId }),
  ...(query.person !== null && { person: query.person }),
  ...(query.fromMs !== null && { fromMs: query.fromMs }),
  ...(query.toMs !== null && { toMs: query.toMs }),
  ...(query.entities !== null && { entities: JSON.stringify(query.entities) }),
  ...(query.rows !== null && { rows: JSON.stringify(query.rows) }),
  ...(query.text !== null && {
    needle: query.text.needle,
    cells: JSON.stringify(query.text.cells),
    rowIds: JSON.stringify(query.text.rowIds),
    commands: JSON.stringify(query.text.commands),
  }),
});

const lineFrom = ({ id, replica, seq, lamport, commandId, command, person, wallMs, opCount }: Line): LoggedLine => ({
  number: id,
  replica,
  seq,
  lamport,
  commandId,
  command,
  person,
  wallMs,
  opCount,
  imported: null,
});

interface OpLine {
  readonly kind: Op['kind'];
  readonly entity: string;
  readonly id: string;
  readonly cell: string | null;
  readonly value: string | null;
}

const opFrom = ({ kind, entity, id, cell, value }: OpLine): Op => opOf(kind, entity, id, cell, value);

/** Statements kept: each combination of what is asked is one. */
const MOST_STATEMENTS = 32;

/** The past of spaces by their local numbers, over an open database. */
export const historyLogOf = (db: Database): ((space: number) => SpaceHistory) => {
  // LIKE and lower of SQLite know no letters beyond a to z.
  db.function('lower_text', { deterministic: true }, (text) => (typeof text === 'string' ? text.toLowerCase() : text));
  const prepared = new Map<string, Statement<[Record<string, string | number>]>>();
  const statement = (sql: string): Statement<[Record<string, string | number>]> => {
    const known = prepared.get(sql);
    if (known !== undefined) return known;
    if (prepared.size >= MOST_STATEMENTS) prepared.clear();
    const made = db.prepare<[Record<string, string | number>]>(sql);
    prepared.set(sql, made);
    return made;
  };
  const ops = db.prepare<[number, number, number], OpLine>(
    'SELECT kind, entity, row_id AS id, cell, value FROM op WHERE change_set = ? AND n >= ? ORDER BY n LIMIT ?',
  );
  const opsOfRows = db.prepare<[number, string, number], OpLine>(
    `SELECT kind, entity, row_id AS id, cell, value FROM op
     WHERE change_set = ? AND row_id IN (SELECT value FROM json_each(?)) ORDER BY n LIMIT ?`,
  );
  const find = db.prepare<[number, number], Line>(`${SELECT} WHERE c.space = ? AND c.id = ?`);
  const deps = db
    .prepare<[number, string, number], string>(
      `SELECT c.deps FROM change_set c INDEXED BY change_set_deps JOIN replica r ON r.id = c.replica
     WHERE c.space = ? AND r.replica_id = ? AND c.deps <> '{}' AND c.seq <= ? ORDER BY c.seq`,
    )
    .pluck();
  const touches = db.prepare<[string, string, number], OpLine & { replica: string; seq: number; lamport: number }>(
    `SELECT o.kind, o.entity, o.row_id AS id, o.cell, o.value, r.replica_id AS replica, c.seq, c.lamport
     FROM op o INDEXED BY op_row CROSS JOIN change_set c ON c.id = o.change_set JOIN replica r ON r.id = c.replica
     WHERE o.row_id = ? AND o.entity = ? AND c.space = ? ORDER BY c.id, o.n`,
  );
  const ofRow = `FROM op o INDEXED BY op_row CROSS JOIN change_set c ON c.id = o.change_set
    WHERE o.row_id = ? AND o.entity = ? AND c.space = ?`;
  const firstOf = db.prepare<[string, string, number], number | null>(`SELECT min(c.id) ${ofRow}`).pluck();
  const lastDelete = db
    .prepare<[string, string, number], number | null>(`SELECT max(c.id) ${ofRow} AND o.kind = 'delete'`)
    .pluck();
  const rowsCalled = db
    .prepare<[number, string], string>(
      `SELECT DISTINCT o.row_id FROM op o JOIN change_set c ON c.id = o.change_set
       WHERE c.space = ? AND o.cell = 'name' AND instr(lower_text(o.value), ?) > 0`,
    )
    .pluck();
  const people = db.prepare<[number, number], { readonly person: string; readonly last: number }>(
    `SELECT person, max(id) AS last FROM change_set INDEXED BY change_set_arrival
       WHERE space = ? AND id > ? GROUP BY person`,
  );
  const firstOfImport = db
    .prepare<[number, number], number | null>('SELECT min(id) FROM change_set WHERE space = ? AND import_id = ?')
    .pluck();
  const firstSince = db
    .prepare<[number, number], number | null>(
      `SELECT min(c.id) FROM change_set c LEFT JOIN import_log i ON i.id = c.import_id
     WHERE c.space = ? AND coalesce(i.at_ms, c.wall_ms) >= ?`,
    )
    .pluck();
  const vectorBefore = db.prepare<[number, number], { replica: string; seq: number }>(
    `SELECT r.replica_id AS replica, max(c.seq) AS seq FROM change_set c JOIN replica r ON r.id = c.replica
     WHERE c.space = ? AND c.id < ? GROUP BY c.replica`,
  );

  /** The log only grows: whoever is known stays known, and only what has come since is looked at. */
  const knownPeople = new Map<number, { last: number; readonly names: Set<string> }>();
  const peopleOf = (space: number): string[] => {
    const known = knownPeople.get(space) ?? { last: 0, names: new Set<string>() };
    knownPeople.set(space, known);
    for (const { person, last } of people.all(space, known.last)) {
      if (person !== '') known.names.add(person);
      known.last = Math.max(known.last, last);
    }
    return [...known.names].sort();
  };

  /** The whole of an import as one line, as far as the query lets it through; `at` is its newest change set. */
  const importLine = (space: number, query: HistoryQuery, at: Line): { line: LoggedLine; first: number } => {
    const ofImport = { ...query, before: at.id + 1, importId: at.importId };
    const {
      count,
      first,
      ops: opCount,
    } = statement(
      `SELECT count(*) AS count, min(c.id) AS first, sum(c.op_count) AS ops
       FROM change_set c LEFT JOIN import_log i ON i.id = c.import_id WHERE ${conditionOf(ofImport)}`,
    ).get(paramsOf(space, ofImport)) as { count: number; first: number; ops: number };
    const imported = { importId: at.importId!, fileName: at.fileName ?? '', changeSets: count, last: at.id };
    const line = {
      ...lineFrom(at),
      number: first,
      command: 'import.exchange',
      person: at.sender ?? '',
      wallMs: at.atMs ?? at.wallMs,
    };
    return { line: { ...line, opCount, imported }, first };
  };

  const page = (space: number, query: HistoryQuery): ReturnType<SpaceHistory['page']> => {
    const lines: LoggedLine[] = [];
    let before = query.before;
    for (;;) {
      const asked = { ...query, before };
      let skipTo: number | null = null;
      const found = statement(`${SELECT} WHERE ${conditionOf(asked)} ORDER BY c.id DESC LIMIT ${query.limit + 1}`);
      for (const row of found.iterate(paramsOf(space, asked)) as IterableIterator<Line>) {
        if (lines.length === query.limit) return { lines, next: before };
        if (row.importId === null || query.importId !== null || query.rows !== null) {
          lines.push(lineFrom(row));
          before = row.id;
          continue;
        }
        skipTo = row.id;
        break;
      }
      if (skipTo === null) return { lines, next: null };
      const at = find.get(space, skipTo)!;
      const { line, first } = importLine(space, query, at);
      lines.push(line);
      before = first;
    }
  };

  return (space) => ({
    page: (query) => page(space, query),
    people: () => peopleOf(space),
    rowsCalled: (needle) => rowsCalled.all(space, needle),
    find: (number) => {
      const line = find.get(space, number);
      return line === undefined ? null : lineFrom(line);
    },
    opsOf: (number, from, limit, rowIds) => {
      const found =
        rowIds === null ? ops.all(number, from, limit) : opsOfRows.all(number, JSON.stringify(rowIds), limit);
      return found.map(opFrom);
    },
    deed: ({ replica, seq, lamport }, given) => {
      let seen: VersionVector = {};
      for (const text of deps.iterate(space, replica, seq)) seen = { ...seen, ...(JSON.parse(text) as VersionVector) };
      return { replica, seq, lamport, vector: vectorFromDeps(replica, seq, {}, seen), ops: given };
    },
    touches: (entity, id) =>
      touches
        .all(id, entity, space)
        .map(({ replica, seq, lamport, ...op }) => ({ replica, seq, lamport, op: opFrom(op) })),
    firstOf: (entity, id) => firstOf.get(id, entity, space) ?? null,
    lastDelete: (entity, id) => lastDelete.get(id, entity, space) ?? null,
    firstOfImport: (importId) => firstOfImport.get(space, importId) ?? null,
    firstSince: (atMs) => firstSince.get(space, atMs) ?? null,
    cutAt: (vector, held) => cutLogOf(db, space, held, vector),
    vectorBefore: (number) =>
      Object.fromEntries(vectorBefore.all(space, number).map(({ replica, seq }) => [replica, seq])),
  });
};
