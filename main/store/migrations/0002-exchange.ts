import type { Migration } from './migration.ts';

/**
 * What comes with plans of other people: change sets that wait (parked), what was taken in and when (import_log), what
 * others are known to hold (peer_known), and who is behind a replica. `change_set.min_reader` is part of a change set's
 * hash where it is not 0.
 */
export const exchange: Migration = {
  number: 2,
  name: 'exchange',
  up: (db) => {
    db.exec(`
      ALTER TABLE change_set ADD COLUMN min_reader INTEGER NOT NULL DEFAULT 0;
      ALTER TABLE change_set ADD COLUMN import_id INTEGER;

      ALTER TABLE replica ADD COLUMN state TEXT NOT NULL DEFAULT 'active';
      ALTER TABLE replica ADD COLUMN person TEXT NOT NULL DEFAULT '';
      ALTER TABLE replica ADD COLUMN sign_key TEXT;
      ALTER TABLE replica ADD COLUMN box_key TEXT;

      CREATE TABLE parked (
        space INTEGER NOT NULL REFERENCES space (id),
        replica TEXT NOT NULL,
        seq INTEGER NOT NULL,
        hash TEXT NOT NULL,
        reason TEXT NOT NULL,
        import_id INTEGER,
        payload TEXT NOT NULL,
        PRIMARY KEY (space, replica, seq, hash)
      ) STRICT, WITHOUT ROWID;

      CREATE TABLE import_log (
        id INTEGER PRIMARY KEY AUTOINCREMENT,
        file_hash TEXT NOT NULL,
        file_name TEXT NOT NULL,
        kind TEXT NOT NULL,
        replica TEXT NOT NULL,
        person TEXT NOT NULL,
        trust TEXT NOT NULL,
        at_ms INTEGER NOT NULL,
        backup TEXT NOT NULL,
        report TEXT NOT NULL
      ) STRICT;

      CREATE TABLE peer_known (
        space INTEGER NOT NULL REFERENCES space (id),
        peer TEXT NOT NULL,
        about TEXT NOT NULL,
        seq INTEGER NOT NULL,
        PRIMARY KEY (space, peer, about)
      ) STRICT, WITHOUT ROWID;
    `);
  },
};
