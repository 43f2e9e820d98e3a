import { rmSync, writeFileSync } from 'node:fs';
import type { Database, Statement } from 'better-sqlite3';
import { canonicalText } from '../../src/sync/canonical-json.ts';
import type { ChangeSet } from '../../src/sync/change-set.ts';
import { onceForEach } from './database.ts';
import { type PutRow, TableFile } from './table-file.ts';
import type { EntityTable, Life, SqlValue } from './tables.ts';

/** So large may what arrives be: it stands outside the memory that a worker's values are counted in. */
export const MOST_ARRIVING_MB = 1024;
const MB = 1024 * 1024;

/** So few rows are handed over as they are: a database of their own would cost more than they do. */
const FEW_ROWS = 2000;

/** Where tables of what arrives are while the store copies them: few rows in tables for the time being, many in a database beside. */
type Where = 'temp' | 'arriving';
const [FEW, MANY] = ['temp', 'arriving'] as const;

/** Names of the tables of one space of an import, by the space's place in it. */
const tablesOfPart = (part: number) => ({
  changeSets: `change_set_${part}`,
  ops: `op_${part}`,
  heads: `head_${part}`,
  gone: `gone_${part}`,
  rows: ({ name }: EntityTable): string => `row_${name}_${part}`,
});

/** The tables of one space that arrives, as the store finds them in SQL. */
export const arrivingTables = ({ where, part }: Arriving) => {
  const { changeSets, ops, heads, gone, rows } = tablesOfPart(part);
  return {
    changeSets: `${where}.${changeSets}`,
    ops: `${where}.${ops}`,
    heads: `${where}.${heads}`,
    gone: `${where}.${gone}`,
    rows: (table: EntityTable): string => `${where}.${rows(table)}`,
  };
};

interface ArrivedTable {
  readonly name: string;
  readonly columns: readonly string[];
  readonly rows: readonly (readonly SqlValue[])[];
}

/** What arrives, on its way from the worker to the store. */
export interface Arrived {
  readonly few: readonly ArrivedTable[];
  /** A database as the bytes of a file; null where none was needed. */
  readonly many: Uint8Array | null;
}

/** What a draft says of its tables. */
export interface Arriving {
  readonly where: Where;
  readonly part: number;
  readonly ops: number;
  /** Authors of the change sets. */
  readonly replicas: readonly string[];
  /** Entities whose tables have rows to be written. */
  readonly entities: readonly string[];
  /** Whether any op deletes a row. */
  readonly hasDeletes: boolean;
}

/** A change set that arrives, with what its vector adds to its author's previous one, as canonical JSON. */
export interface ArrivingChangeSet {
  readonly changeSet: ChangeSet;
  readonly deps: string;
}

/** A value that no longer stands among those of a cell. */
export interface GoneHead {
  readonly entity: string;
  readonly id: string;
  readonly cell: string;
  /** Number here of the change set that brought it. */
  readonly changeSet: number;
}

export interface ArrivingRow {
  readonly id: string;
  readonly life: Life;
  readonly values: readonly SqlValue[];
}

/** What is written of one space, in the order in which it is to lie in the store. */
export interface ArrivingSpace {
  readonly changeSets: readonly ArrivingChangeSet[];
  /** Ops whose values stand in their cells from now on, by their numbers from 0 through all change sets. */
  readonly heads: readonly number[];
  readonly gone: readonly GoneHead[];
  /** Rows as they are shown from now on. */
  readonly rows: readonly { readonly table: EntityTable; readonly rows: readonly ArrivingRow[] }[];
}

const CHANGE_SET_COLUMNS = [
  'n',
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
  'min_reader',
] as const;
const GONE_COLUMNS = ['entity', 'row_id', 'cell', 'change_set'] as const;
const OP_COLUMNS = ['change_set', 'n', 'kind', 'entity', 'row_id', 'cell', 'value'] as const;

/** Takes rows of a table that is made for them; `put` places the values of a row, by its number, in a list from a given place on. */
type Put = (name: string, columns: readonly string[], count: number, put: PutRow) => void;

/**
 * What an import will write, as tables: they are filled in the worker, and SQLite copies them into the store's own in a few
 * statements, inside its one transaction. Many rows stand in a database of their own, because a call into SQLite for each row takes as
 * long again as its writing. Numbers are those of the import, from 0, to which the store adds where it stands. Throws `TooManyBytes`.
 */
export class Arrivals {
  readonly #few: ArrivedTable[] = [];
  #many: TableFile | null = null;
  #parts = 0;

  /** Adds what is written of one space. */
  add(space: ArrivingSpace): Arriving {
    const part = this.#parts++;
    const ops = space.changeSets.reduce((sum, { changeSet }) => sum + changeSet.ops.length, 0);
    const count = space.rows.reduce((sum, { rows }) => sum + rows.length, ops + space.gone.length);
    const told = {
      part,
      ops,
      replicas: [...new Set(space.changeSets.map(({ changeSet }) => changeSet.replica))],
      entities: space.rows.map(({ table }) => table.entity),
    };
    if (count <= FEW_ROWS) return { ...told, where: FEW, hasDeletes: fill(this.#addFew, part, ops, space) };
    this.#many ??= new TableFile(MOST_ARRIVING_MB * MB);
    const many = this.#many;
    const addMany: Put = (name, columns, rows, put) => many.add(name, columns, rows, put);
    return { ...told, where: MANY, hasDeletes: fill(addMany, part, ops, space) };
  }

  /** All that was added. */
  arrived(): Arrived {
    return { few: this.#few, many: this.#many?.end() ?? null };
  }

  readonly #addFew: Put = (name, columns, count, put) => {
    const rows = Array.from({ length: count }, (_, i) => {
      const row = new Array<SqlValue>(columns.length).fill(null);
      put(i, row, 0);
      return row;
    });
    this.#few.push({ name, columns, rows });
  };
}

/** Where what arrives lies while it is copied, beside the store's own file. */
export const arrivingFile = (storePath: string): string => `${storePath}-arriving`;

/** A table for few rows on a connection: it is made once, and its statements prepared. */
interface FewTable {
  readonly add: Statement;
  readonly empty: Statement<[]>;
}

const fewTables = onceForEach(() => new Map<string, FewTable>());

const fewTableOf = (db: Database, { name, columns }: ArrivedTable): FewTable => {
  const known = fewTables(db);
  const found = known.get(name);
  if (found !== undefined) return found;
  // SQLite prepares all statements anew after this.
  db.exec(`CREATE TEMP TABLE IF NOT EXISTS ${name} (${columns.map((column) => `"${column}"`).join(', ')})`);
  const made = {
    add: db.prepare(`INSERT INTO ${FEW}.${name} VALUES (${columns.map(() => '?').join(', ')})`),
    empty: db.prepare<[]>(`DELETE FROM ${FEW}.${name}`),
  };
  known.set(name, made);
  return made;
};

/** Puts few rows where the store's connection finds them; the tables stay for the next time, empty. */
const withFew = <T>(db: Database, tables: readonly ArrivedTable[], run: () => T): T => {
  const filled = tables.map((table) => ({ table: fewTableOf(db, table), rows: table.rows }));
  try {
    db.transaction(() => {
      for (const { table, rows } of filled) for (const row of rows) table.add.run(row);
    })();
    return run();
  } finally {
    for (const { table, rows } of filled) if (rows.length > 0) table.empty.run();
  }
};

/** Attaches a database to the store's connection. */
const withMany = <T>(db: Database, storePath: string, bytes: Uint8Array, run: () => T): T => {
  const file = arrivingFile(storePath);
  try {
    writeFileSync(file, bytes, { mode: 0o600 });
    db.prepare(`ATTACH ? AS ${MANY}`).run(file);
    try {
      return run();
    } finally {
      db.exec(`DETACH ${MANY}`);
    }
  } finally {
    rmSync(file, { force: true });
  }
};

/** Runs something while the store's connection finds what arrives. To be called outside a transaction. */
export const withArrived = <T>(db: Database, storePath: string, { few, many }: Arrived, run: () => T): T =>
  withFew(db, few, () => (many === null ? run() : withMany(db, storePath, many, run)));

/** Fills the tables of one space; gives whether any op deletes a row. */
const fill = (add: Put, part: number, opCount: number, { changeSets, heads, gone, rows }: ArrivingSpace): boolean => {
  const names = tablesOfPart(part);
  add(names.changeSets, CHANGE_SET_COLUMNS, changeSets.length, (i, into, at) => {
    const { changeSet, deps } = changeSets[i]!;
    into[at] = i;
    into[at + 1] = changeSet.replica;
    into[at + 2] = changeSet.seq;
    into[at + 3] = changeSet.lamport;
    into[at + 4] = changeSet.wallMs;
    into[at + 5] = changeSet.person;
    into[at + 6] = changeSet.command;
    into[at + 7] = changeSet.commandId;
    into[at + 8] = changeSet.schemaVersion;
    into[at + 9] = deps;
    into[at + 10] = changeSet.prevHash;
    into[at + 11] = changeSet.hash;
    into[at + 12] = changeSet.ops.length;
    into[at + 13] = changeSet.minReader ?? 0;
  });
  let [of, n] = [0, 0];
  let hasDeletes = false;
  add(names.ops, OP_COLUMNS, opCount, (_, into, at) => {
    while (n === changeSets[of]!.changeSet.ops.length) [of, n] = [of + 1, 0];
    const op = changeSets[of]!.changeSet.ops[n]!;
    const isSet = op.kind === 'set';
    hasDeletes ||= op.kind === 'delete';
    into[at] = of;
    into[at + 1] = n++;
    into[at + 2] = op.kind;
    into[at + 3] = op.entity;
    into[at + 4] = op.id;
    into[at + 5] = isSet ? op.cell : null;
    into[at + 6] = isSet ? canonicalText(op.value) : null;
  });
  add(names.heads, ['op'], heads.length, (i, into, at) => {
    // SQLite numbers rows from 1.
    into[at] = heads[i]! + 1;
  });
  add(names.gone, GONE_COLUMNS, gone.length, (i, into, at) => {
    const { entity, id, cell, changeSet } = gone[i]!;
    into[at] = entity;
    into[at + 1] = id;
    into[at + 2] = cell;
    into[at + 3] = changeSet;
  });
  for (const { table, rows: ofTable } of rows) {
    const columns = ['id', 'life', ...table.columns.map((column) => column.name)];
    add(names.rows(table), columns, ofTable.length, (i, into, at) => {
      const { id, life, values } = ofTable[i]!;
      into[at] = id;
      into[at + 1] = life;
      for (let c = 0; c < values.length; c++) into[at + 2 + c] = values[c]!;
    });
  }
  return hasDeletes;
};
