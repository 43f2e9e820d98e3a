import type { Migration } from './migration.ts';

/**
 * The log (space, replica, change_set, op), what follows from it whatever the schema (cell_head, row_delete), and what
 * belongs to this computer alone (meta, undo, setting, layout, own_template).
 *
 * `change_set.id` counts arrivals here and is local like `space.id` and `replica.id`; the name of a change set
 * everywhere is (space, replica, seq). `received` tells others' change sets from those made here.
 */
export const log: Migration = {
  number: 1,
  name: 'log',
  up: (db) => {
    db.exec(`
      CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT, WITHOUT ROWID;

      CREATE TABLE space (id INTEGER PRIMARY KEY, space_id TEXT NOT NULL UNIQUE) STRICT;

      CREATE TABLE replica (id INTEGER PRIMARY KEY, replica_id TEXT NOT NULL UNIQUE) STRICT;

      CREATE TABLE change_set (
        id INTEGER PRIMARY KEY,
        space INTEGER NOT NULL REFERENCES space (id),
        replica INTEGER NOT NULL REFERENCES replica (id),
        seq INTEGER NOT NULL,
        lamport INTEGER NOT NULL,
        wall_ms INTEGER NOT NULL,
        person TEXT NOT NULL,
        command TEXT NOT NULL,
        command_id TEXT NOT NULL,
        schema_version INTEGER NOT NULL,
        deps TEXT NOT NULL,
        prev_hash TEXT NOT NULL,
        hash TEXT NOT NULL,
        op_count INTEGER NOT NULL,
        received INTEGER NOT NULL,
        UNIQUE (space, replica, seq)
      ) STRICT;
      CREATE INDEX change_set_lamport ON change_set (space, lamport);
      CREATE INDEX change_set_received ON change_set (space, id) WHERE received = 1;
      CREATE INDEX change_set_deps ON change_set (space, replica) WHERE deps <> '{}';

      CREATE TABLE op (
        change_set INTEGER NOT NULL REFERENCES change_set (id),
        n INTEGER NOT NULL,
        kind TEXT NOT NULL,
        entity TEXT NOT NULL,
        row_id TEXT NOT NULL,
        cell TEXT,
        value TEXT,
        PRIMARY KEY (change_set, n)
      ) STRICT, WITHOUT ROWID;

      CREATE TABLE cell_head (
        space INTEGER NOT NULL,
        entity TEXT NOT NULL,
        row_id TEXT NOT NULL,
        cell TEXT NOT NULL,
        change_set INTEGER NOT NULL,
        value TEXT NOT NULL,
        PRIMARY KEY (space, entity, row_id, cell, change_set)
      ) STRICT, WITHOUT ROWID;

      CREATE TABLE row_delete (
        space INTEGER NOT NULL,
        entity TEXT NOT NULL,
        row_id TEXT NOT NULL,
        change_set INTEGER NOT NULL,
        PRIMARY KEY (space, entity, row_id, change_set)
      ) STRICT, WITHOUT ROWID;

      CREATE TABLE undo (
        id INTEGER PRIMARY KEY AUTOINCREMENT,
        space INTEGER NOT NULL REFERENCES space (id),
        is_done INTEGER NOT NULL,
        command TEXT NOT NULL,
        change_set INTEGER NOT NULL REFERENCES change_set (id),
        inverse TEXT NOT NULL
      ) STRICT;
      CREATE INDEX undo_stack ON undo (space, is_done, id);

      CREATE TABLE setting (key TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT, WITHOUT ROWID;
      CREATE TABLE layout (key TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT, WITHOUT ROWID;
      CREATE TABLE own_template (id TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT, WITHOUT ROWID;
    `);
  },
};
