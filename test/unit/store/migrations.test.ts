import BetterSqlite from 'better-sqlite3';
import { describe, expect, test } from 'vitest';
import { APPLICATION_ID } from '../../../main/store/file-header.ts';
import { log } from '../../../main/store/migrations/0001-log.ts';
import { checkedList, migrations } from '../../../main/store/migrations/index.ts';
import { entityTables } from '../../../main/store/tables.ts';
import { KNOWN_VERSION, upgrade } from '../../../main/store/upgrade.ts';
import { SCHEMA_VERSION } from '../../../src/model/schema.ts';

const tablesOf = (db: BetterSqlite.Database) =>
  db
    .prepare('SELECT name, strict FROM pragma_table_list WHERE schema = ? AND name NOT LIKE ?')
    .all('main', 'sqlite_%') as {
    name: string;
    strict: number;
  }[];

describe('migrations', () => {
  test('are numbered from one without a gap', () => {
    expect(() => checkedList([log, { ...log, number: 3 }])).toThrow('number 2');
    expect(() => checkedList([log, log])).toThrow('number 2');
    expect(migrations.map(({ number }) => number)).toEqual(migrations.map((_, i) => i + 1));
  });

  test('0001 makes the log and the tables of this computer', () => {
    const db = new BetterSqlite(':memory:');
    log.up(db);
    expect(
      tablesOf(db)
        .map(({ name }) => name)
        .sort(),
    ).toEqual([
      'cell_head',
      'change_set',
      'layout',
      'meta',
      'op',
      'own_template',
      'replica',
      'row_delete',
      'setting',
      'space',
      'undo',
    ]);
    expect(tablesOf(db).every(({ strict }) => strict === 1)).toBe(true);
  });

  test('and the tables of the schema lie side by side, all strict, under names that differ', () => {
    const db = new BetterSqlite(':memory:');
    upgrade(db, 'layout', () => {});
    const tables = tablesOf(db);
    expect(tables.every(({ strict }) => strict === 1)).toBe(true);
    expect(tables.map(({ name }) => name)).toEqual(expect.arrayContaining(entityTables.map(({ name }) => name)));
    for (const { name, columns } of entityTables) {
      const names = columns.map((column) => column.name);
      expect([name, new Set(['space', 'id', 'life', ...names]).size]).toEqual([name, names.length + 3]);
    }
    expect(db.pragma('user_version', { simple: true })).toBe(KNOWN_VERSION);
    expect(db.pragma('application_id', { simple: true })).toBe(APPLICATION_ID);
  });

  test('only those are run that a file lacks, all or none', () => {
    const db = new BetterSqlite(':memory:');
    upgrade(db, 'layout', () => {});
    const second = {
      number: migrations.length + 1,
      name: 'second',
      up: (d: BetterSqlite.Database) => d.exec('CREATE TABLE second (x) STRICT'),
    };
    const failing = {
      number: migrations.length + 2,
      name: 'failing',
      up: () => {
        throw new Error('no');
      },
    };
    const before = tablesOf(db).length;
    const fine = { ...second, up: (d: BetterSqlite.Database) => d.exec('CREATE TABLE second (x INTEGER) STRICT') };
    expect(() => upgrade(db, 'layout', () => {}, [...migrations, fine, failing])).toThrow('no');
    expect(tablesOf(db)).toHaveLength(before);
    upgrade(db, 'layout', () => {}, [...migrations, fine]);
    expect(tablesOf(db)).toHaveLength(before + 1);
    expect(db.pragma('user_version', { simple: true })).toBe((migrations.length + 1) * 1000 + SCHEMA_VERSION);
    expect(db.pragma('foreign_keys', { simple: true })).toBe(1);
  });

  test('one that leaves a reference to nothing is rolled back', () => {
    const db = new BetterSqlite(':memory:');
    upgrade(db, 'layout', () => {});
    const bad = {
      number: migrations.length + 1,
      name: 'bad',
      up: (d: BetterSqlite.Database) => d.exec(`INSERT INTO op VALUES (7, 0, 'delete', 'task', 't', NULL, NULL)`),
    };
    expect(() => upgrade(db, 'layout', () => {}, [...migrations, bad])).toThrow('broken references');
    expect(db.prepare('SELECT count(*) FROM op').pluck().get()).toBe(0);
  });
});
