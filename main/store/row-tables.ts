import type { Database, Statement } from 'better-sqlite3';
import { emptyRows, type MutableRows } from '../../src/model/plan.ts';
import type { Row } from '../../src/model/row.ts';
import type { EntityName } from '../../src/model/schema.ts';
import { type Arriving, arrivingTables } from './arrivals.ts';
import {
  type EntityTable,
  emptyValues,
  entityTables,
  type Life,
  rowFrom,
  type SqlValue,
  TREE,
  tableOf,
} from './tables.ts';

/** A row as the projection holds it. */
export interface StoredRow {
  readonly life: Life;
  readonly values: readonly SqlValue[];
}

/** A value that a cell holds and the local number of the change set that brought it. */
export interface StoredHead {
  readonly changeSet: number;
  readonly cell: string;
  /** Canonical JSON. */
  readonly value: string;
}

/** A row before and after change sets of others were taken in; `before` is undefined where nothing was known of it. */
export interface RowTurn {
  readonly table: EntityTable;
  readonly id: string;
  readonly before: StoredRow | undefined;
  readonly after: StoredRow;
}

/** What follows from the log: rows, heads of cells, deletes. Written by commits, receipts and rebuilds only. */
export interface RowTables {
  /** The row, deleted or not; undefined if no edit of it is known. */
  readonly row: (space: number, table: EntityTable, id: string) => StoredRow | undefined;
  readonly putRow: (space: number, table: EntityTable, id: string, row: StoredRow) => void;
  readonly arrivingIds: (table: EntityTable, arriving: Arriving) => readonly string[];
  /**
   * The rows that arrive beside those in whose place they come; of both no more is read than the cells in which any row differs from
   * what it was.
   */
  readonly turns: (space: number, table: EntityTable, arriving: Arriving) => readonly RowTurn[];
  /** As `putRow`, of all rows of a table that arrive. */
  readonly putArriving: (space: number, table: EntityTable, arriving: Arriving) => void;
  readonly dropRow: (space: number, table: EntityTable, id: string) => void;
  /** Whether a task has a child that is shown. */
  readonly hasShownChild: (space: number, taskId: string) => boolean;
  readonly hasChild: (space: number, taskId: string) => boolean;
  /** The tasks that are shown, each with the parent that its place names. */
  readonly shownParents: (space: number) => ReadonlyMap<string, string | null>;
  readonly heads: (space: number, entity: string, id: string) => StoredHead[];
  readonly addHead: (space: number, entity: string, id: string, head: StoredHead) => void;
  /** Takes away the heads that are gone; then as `addHead` and `addDelete`, of all that arrive with change sets of which the first has the given number here. */
  readonly addArriving: (space: number, arriving: Arriving, first: number) => void;
  readonly clearHeads: (space: number, entity: string, id: string, cell: string) => void;
  readonly addDelete: (space: number, entity: string, id: string, changeSet: number) => void;
  readonly shownRows: (space: number) => MutableRows;
  readonly shownCount: (space: number, entity: EntityName) => number;
  /** Empties everything here, of all spaces. */
  readonly clear: () => void;
}

type RawRow = readonly [life: Life, ...values: SqlValue[]];
type RawTurn = readonly [id: string, before: Life | null, after: Life, ...values: SqlValue[]];
type RawShown = readonly [id: string, ...values: SqlValue[]];

interface TableStatements {
  readonly get: () => Statement<[number, string], RawRow>;
  readonly put: () => Statement;
  readonly drop: () => Statement<[number, string]>;
  readonly shown: () => Statement<[number], RawShown>;
  readonly count: () => Statement<[number], number>;
}

/** Prepared when it is first asked for: most tables of a plan are empty, and starting waits for none of them. */
const once = <T>(prepare: () => T): (() => T) => {
  let prepared: T | undefined;
  return () => {
    prepared ??= prepare();
    return prepared;
  };
};

const statementsOf = (db: Database, table: EntityTable): TableStatements => {
  const columns = table.columns.map((column) => `"${column.name}"`).join(', ');
  const marks = table.columns.map(() => '?').join(', ');
  return {
    get: once(() =>
      db
        .prepare<[number, string], RawRow>(`SELECT life, ${columns} FROM "${table.name}" WHERE space = +? AND id = +?`)
        .raw(),
    ),
    put: once(() =>
      db.prepare(`INSERT OR REPLACE INTO "${table.name}" (space, id, life, ${columns}) VALUES (?, ?, ?, ${marks})`),
    ),
    drop: once(() => db.prepare(`DELETE FROM "${table.name}" WHERE space = +? AND id = +?`)),
    shown: once(() =>
      db.prepare<[number], RawShown>(`SELECT id, ${columns} FROM "${table.name}" WHERE space = +? AND life > 0`).raw(),
    ),
    count: once(() =>
      db.prepare<[number], number>(`SELECT count(*) FROM "${table.name}" WHERE space = +? AND life > 0`).pluck(),
    ),
  };
};

const prepareHeads = (db: Database) => ({
  get: db.prepare<[number, string, string], StoredHead>(
    `SELECT cell, change_set AS changeSet, value FROM cell_head
     WHERE space = +? AND entity = +? AND row_id = +? ORDER BY cell, change_set`,
  ),
  /** A change set may give a cell the same value twice. */
  add: db.prepare(
    'INSERT OR REPLACE INTO cell_head (space, entity, row_id, cell, change_set, value) VALUES (?, ?, ?, ?, ?, ?)',
  ),
  clear: db.prepare('DELETE FROM cell_head WHERE space = +? AND entity = +? AND row_id = +? AND cell = +?'),
  addDelete: db.prepare('INSERT OR IGNORE INTO row_delete (space, entity, row_id, change_set) VALUES (?, ?, ?, ?)'),
});

const prepareTree = (db: Database) => {
  const { name } = tableOf(TREE.entity)!;
  const from = `SELECT 1 FROM "${name}" WHERE space = +? AND "${TREE.parentColumn}" = +?`;
  return {
    shownChild: db.prepare<[number, string], number>(`${from} AND life > 0 LIMIT 1`).pluck(),
    child: db.prepare<[number, string], number>(`${from} LIMIT 1`).pluck(),
    shownPlaces: db
      .prepare<[number], [string, string | null]>(
        `SELECT id, "${TREE.parentColumn}" FROM "${name}" WHERE space = +? AND life > 0`,
      )
      .raw(),
  };
};

const turnsIn = (db: Database, space: number, table: EntityTable, arriving: Arriving): readonly RowTurn[] => {
  const joined = `FROM ${arrivingTables(arriving).rows(table)} a LEFT JOIN "${table.name}" t ON t.space = ? AND t.id = a.id`;
  const differs = db
    .prepare<[number], readonly (number | null)[]>(
      `SELECT ${table.columns.map(({ name }) => `max(a."${name}" IS NOT t."${name}")`).join(', ')}
       ${joined} WHERE t.id IS NOT NULL`,
    )
    .raw()
    .get(space)!;
  // A cell of several columns is read as a whole.
  const read = [...table.cells.values()].flatMap(({ first, count }) => {
    const columns = Array.from({ length: count }, (_, i) => first + i);
    return columns.some((column) => differs[column] === 1) ? columns : [];
  });
  const [before, after] = ['t', 'a'].map((of) =>
    read.map((column) => `, ${of}."${table.columns[column]!.name}"`).join(''),
  );
  const rowOf = (life: Life, values: readonly SqlValue[], from: number): StoredRow => {
    const row = emptyValues(table);
    for (const [i, column] of read.entries()) row[column] = values[from + i]!;
    return { life, values: row };
  };
  return db
    .prepare<[number], RawTurn>(`SELECT a.id, t.life, a.life${before}${after} ${joined} ORDER BY a.rowid`)
    .raw()
    .all(space)
    .map(([id, lifeBefore, lifeAfter, ...values]) => ({
      table,
      id,
      before: lifeBefore === null ? undefined : rowOf(lifeBefore, values, 0),
      after: rowOf(lifeAfter, values, read.length),
    }));
};

/** The tables that follow from the log, over an open database. */
export const rowTablesOf = (db: Database): RowTables => {
  const byEntity = new Map(entityTables.map((table) => [table.entity, statementsOf(db, table)]));
  const heads = prepareHeads(db);
  const tree = prepareTree(db);
  const of = (entity: EntityName): TableStatements => byEntity.get(entity)!;
  return {
    row: (space, table, id) => {
      const raw = of(table.entity).get().get(space, id);
      return raw && { life: raw[0], values: raw.slice(1) as SqlValue[] };
    },
    putRow: (space, table, id, row) => {
      of(table.entity)
        .put()
        .run(space, id, row.life, ...row.values);
    },
    arrivingIds: (table, arriving) =>
      db
        .prepare<[], string>(`SELECT id FROM ${arrivingTables(arriving).rows(table)} ORDER BY rowid`)
        .pluck()
        .all(),
    turns: (space, table, arriving) => turnsIn(db, space, table, arriving),
    putArriving: (space, table, arriving) => {
      const columns = ['id', 'life', ...table.columns.map(({ name }) => `"${name}"`)].join(', ');
      db.prepare(
        `INSERT OR REPLACE INTO "${table.name}" (space, ${columns})
         SELECT ?, ${columns} FROM ${arrivingTables(arriving).rows(table)} ORDER BY rowid`,
      ).run(space);
    },
    dropRow: (space, table, id) => {
      of(table.entity).drop().run(space, id);
    },
    hasShownChild: (space, taskId) => tree.shownChild.get(space, taskId) !== undefined,
    shownParents: (space) => new Map(tree.shownPlaces.all(space)),
    hasChild: (space, taskId) => tree.child.get(space, taskId) !== undefined,
    heads: (space, entity, id) => heads.get.all(space, entity, id),
    addHead: (space, entity, id, head) => {
      heads.add.run(space, entity, id, head.cell, head.changeSet, head.value);
    },
    addArriving: (space, arriving, first) => {
      const names = arrivingTables(arriving);
      db.prepare(
        `DELETE FROM cell_head WHERE space = +? AND (entity, row_id, cell, change_set) IN
           (SELECT entity, row_id, cell, change_set FROM ${names.gone})`,
      ).run(space);
      // A change set may give a cell the same value twice.
      db.prepare(
        `INSERT OR REPLACE INTO cell_head (space, entity, row_id, cell, change_set, value)
         SELECT ?, o.entity, o.row_id, o.cell, o.change_set + ?, o.value
         FROM ${names.heads} h CROSS JOIN ${names.ops} o ON o.rowid = h.op ORDER BY h.rowid`,
      ).run(space, first);
      if (!arriving.hasDeletes) return;
      db.prepare(
        `INSERT OR IGNORE INTO row_delete (space, entity, row_id, change_set)
         SELECT ?, entity, row_id, change_set + ? FROM ${names.ops} WHERE kind = 'delete'`,
      ).run(space, first);
    },
    clearHeads: (space, entity, id, cell) => {
      heads.clear.run(space, entity, id, cell);
    },
    addDelete: (space, entity, id, changeSet) => {
      heads.addDelete.run(space, entity, id, changeSet);
    },
    shownRows: (space) => {
      const rows = emptyRows();
      for (const table of entityTables) {
        const map = rows[table.entity] as Map<string, Row<EntityName>>;
        for (const raw of of(table.entity).shown().iterate(space)) {
          map.set(raw[0], rowFrom(table, raw[0], raw.slice(1) as SqlValue[]));
        }
      }
      return rows;
    },
    shownCount: (space, entity) => of(entity).count().get(space)!,
    clear: () => {
      for (const name of ['cell_head', 'row_delete', ...entityTables.map((table) => table.name)]) {
        db.prepare(`DELETE FROM "${name}"`).run();
      }
    },
  };
};
