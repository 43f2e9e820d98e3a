import type { Database } from 'better-sqlite3';
import { SCHEMA_VERSION } from '../../src/model/schema.ts';
import { APPLICATION_ID } from './file-header.ts';
import { migrations } from './migrations/index.ts';
import type { Migration } from './migrations/migration.ts';
import { entityTables } from './tables.ts';

const SCHEMAS_PER_FORMAT = 1000;

/**
 * `user_version` of a file: the number of its last migration in thousands, and the version of the schema. Either may be
 * newer than what this program knows.
 */
export const versionOf = (format: number, schema: number): number => format * SCHEMAS_PER_FORMAT + schema;

export const KNOWN_VERSION = versionOf(migrations.length, SCHEMA_VERSION);

export const isNewer = (userVersion: number): boolean =>
  Math.floor(userVersion / SCHEMAS_PER_FORMAT) > migrations.length || userVersion % SCHEMAS_PER_FORMAT > SCHEMA_VERSION;

const LAYOUT_KEY = 'projection_layout';

const hasTable = (db: Database, name: string): boolean =>
  db.prepare("SELECT 1 FROM sqlite_schema WHERE type = 'table' AND name = ?").get(name) !== undefined;

const layoutOf = (db: Database): string | undefined =>
  hasTable(db, 'meta')
    ? (db.prepare('SELECT value FROM meta WHERE key = ?').pluck().get(LAYOUT_KEY) as string | undefined)
    : undefined;

/** Whether the file has to be changed before this program can use it. */
export const needsUpgrade = (db: Database, layout: string): boolean =>
  db.pragma('user_version', { simple: true }) !== KNOWN_VERSION || layoutOf(db) !== layout;

/** Drops the projection's tables, whatever an earlier schema called them, and makes those of this schema. */
const layOutProjection = (db: Database, layout: string): void => {
  const kept = db.prepare("SELECT value FROM meta WHERE key = 'projection_tables'").pluck().get() as string | undefined;
  for (const name of kept === undefined ? [] : (JSON.parse(kept) as string[])) {
    db.exec(`DROP TABLE IF EXISTS "${name.replaceAll('"', '""')}"`);
  }
  for (const table of entityTables) for (const statement of table.ddl) db.exec(statement);
  const put = db.prepare('INSERT OR REPLACE INTO meta (key, value) VALUES (?, ?)');
  put.run('projection_tables', JSON.stringify(entityTables.map((table) => table.name)));
  put.run(LAYOUT_KEY, layout);
};

const mustBeSound = (db: Database): void => {
  const broken = db.pragma('foreign_key_check') as unknown[];
  if (broken.length > 0) throw new Error(`migration leaves ${broken.length} broken references`);
  const state = db.pragma('quick_check', { simple: true });
  if (state !== 'ok') throw new Error(`migration leaves a damaged file: ${String(state)}`);
};

/**
 * Brings the file to this program's version in one transaction: the migrations that it lacks, then the projection's
 * tables, which `fill` fills from the log. The caller has made a backup, and writes straight to the file
 * (`useRollbackJournal`): the header must not tell of an older version than the pages.
 */
export const upgrade = (
  db: Database,
  layout: string,
  fill: () => void,
  list: readonly Migration[] = migrations,
): void => {
  // Inside a transaction this pragma does nothing, and with it on a rebuilt table would take its children with it.
  db.pragma('foreign_keys = OFF');
  try {
    db.transaction(() => {
      const before = db.pragma('user_version', { simple: true }) as number;
      const format = Math.floor(before / SCHEMAS_PER_FORMAT);
      for (const migration of list) if (migration.number > format) migration.up(db);
      // What a newer schema allows may have been in the log already, even where no table looks different.
      if (layoutOf(db) !== layout || before % SCHEMAS_PER_FORMAT !== SCHEMA_VERSION) {
        layOutProjection(db, layout);
        fill();
      }
      db.pragma(`application_id = ${APPLICATION_ID}`);
      db.pragma(`user_version = ${versionOf(list.length, SCHEMA_VERSION)}`);
      mustBeSound(db);
    }).immediate();
  } finally {
    db.pragma('foreign_keys = ON');
  }
};
