import { copyFileSync, mkdirSync, readdirSync, readFileSync, symlinkSync, truncateSync, writeFileSync } from 'node:fs';
import { hostname } from 'node:os';
import { join } from 'node:path';
import BetterSqlite from 'better-sqlite3';
import { describe, expect, test } from 'vitest';
import { type InProcess, inProcess, scratchFolder } from './in-process.ts';

const PAGE = 4096;

/** A store with a project, and a backup of it in the folder of backups. */
const withProject = async (): Promise<InProcess & { readonly backup: string; readonly hash: string }> => {
  const cli = inProcess();
  await cli.json('new', 'kombit-7', '--name', 'Løn');
  const { name } = await cli.json('backup', join(cli.folder, 'kopi.db'));
  const { stateHash } = await cli.json('doctor');
  return { ...cli, backup: join(cli.folder, 'backups', name), hash: stateHash };
};

const overwrite = (file: string, from: number, bytes: Uint8Array): void => {
  const content = readFileSync(file);
  content.set(bytes, from);
  writeFileSync(file, content);
};

const garbage = (length: number): Uint8Array => Uint8Array.from({ length }, (_, i) => (i * 7919 + 13) % 251);

describe('a damaged database', () => {
  test.each<[string, (file: string) => void]>([
    ['whose header is gone', (file) => overwrite(file, 0, garbage(100))],
    ['whose first pages are gone', (file) => overwrite(file, 100, garbage(3 * PAGE))],
    ['all of whose inner pages are gone', (file) => overwrite(file, PAGE, garbage(readFileSync(file).length - PAGE))],
    ['that was cut off', (file) => truncateSync(file, 3 * PAGE + 100)],
    ['that was emptied', (file) => truncateSync(file, 0)],
  ])('%s is refused with the newest good backup named, and restored from it', async (_what, damage) => {
    const { run, json, database, backup, hash } = await withProject();
    // A newer backup that cannot be read is not the one to name.
    writeFileSync(backup.replace(/\d{9}-manual/, '999999999-manual'), 'beskadiget');
    damage(database);
    const bytes = readFileSync(database);
    for (const words of [['list'], ['show', 'Løn'], ['new', 'kombit-7']]) {
      const { code, out, err } = await run(...words, '--json');
      expect([code, out]).toEqual([5, '']);
      expect(err).toContain(database);
      expect(err).toContain(`restore ${backup}`);
      expect(err.trimEnd().split('\n')).toHaveLength(1);
    }
    expect(readFileSync(database).equals(bytes)).toBe(true);
    expect(await json('restore', backup)).toEqual({ restored: backup, database, projects: 1 });
    expect(await json('doctor')).toMatchObject({ ok: true, stateHash: hash });
    expect(readdirSync(join(database, '..')).filter((name) => name.includes('.damaged-'))).toHaveLength(1);
  });

  test('of which any one page is gone is told wherever it is met, and never a fault of the product', async () => {
    const { run, database, backup } = await withProject();
    const whole = readFileSync(database);
    for (let page = 1; page < whole.length / PAGE; page += 7) {
      writeFileSync(database, whole);
      overwrite(database, page * PAGE, garbage(PAGE));
      for (const words of [['list'], ['show', 'Løn'], ['history', 'Løn'], ['doctor'], ['undo', 'Løn']]) {
        const { code, err } = await run(...words);
        if (code === 5) expect(err).toContain(backup);
        const allowed = words[0] === 'doctor' ? [1, 5] : [0, 3, 5];
        expect(allowed, `${words.join(' ')}, page ${page}: ${err}`).toContain(code);
      }
    }
  });

  test.each([
    ['of a process that is gone, its number now another’s', hostname(), 0],
    ['of another computer, which cannot be asked', 'andetsteds', 5],
  ])('is restored or not beside the note %s', async (_what, host, code) => {
    const { run, database, backup } = await withProject();
    overwrite(database, 0, garbage(100));
    writeFileSync(`${database}.lock`, JSON.stringify({ process: process.ppid, host }));
    expect((await run('restore', backup)).code).toBe(code);
  });

  test('without any backup says so', async () => {
    const cli = inProcess();
    writeFileSync(cli.database, garbage(10_000));
    const { code, err } = await cli.run('list', '--lang', 'en');
    expect([code, err]).toEqual([5, expect.stringContaining('There is no backup')]);
  });
});

describe('a database that is not ours to change', () => {
  test('of a newer version is refused and not touched', async () => {
    const { run, database } = await withProject();
    const db = new BetterSqlite(database);
    db.pragma('journal_mode = DELETE');
    db.pragma('user_version = 99001');
    db.close();
    const bytes = readFileSync(database);
    const names = readdirSync(join(database, '..')).filter((name) => name.startsWith('udbudsplan.db'));
    for (const words of [['list'], ['rebuild'], ['new', 'kombit-7'], ['backup', join(database, '../x.db')]]) {
      const { code, out, err } = await run(...words);
      expect([code, out]).toEqual([5, '']);
      expect(err).toMatch(/nyere version.*99001/);
    }
    expect(readFileSync(database).equals(bytes)).toBe(true);
    expect(readdirSync(join(database, '..')).filter((name) => name.startsWith('udbudsplan.db'))).toEqual(names);
  });

  test('of another program is refused and not touched', async () => {
    const cli = inProcess();
    const db = new BetterSqlite(cli.database);
    db.exec('CREATE TABLE other (a)');
    db.close();
    const bytes = readFileSync(cli.database);
    const { code, err } = await cli.run('list');
    expect([code, err]).toEqual([5, expect.stringContaining('et andet program')]);
    expect(readFileSync(cli.database).equals(bytes)).toBe(true);
    const copy = join(cli.folder, 'anden.db');
    copyFileSync(cli.database, copy);
    const own = inProcess();
    await own.json('new', 'kombit-7');
    const before = readFileSync(own.database);
    expect(await own.run('restore', copy)).toMatchObject({ code: 3, err: expect.stringContaining('Intet er ændret') });
    expect(readFileSync(own.database).equals(before)).toBe(true);
    expect(readFileSync(copy).equals(bytes)).toBe(true);
  });

  test('is never written over by what is put out', async () => {
    const { run, database, folder } = await withProject();
    const link = join(folder, 'plan.pdf');
    symlinkSync(database, link);
    const bytes = readFileSync(database);
    for (const words of [
      ['pdf', 'Løn', database],
      ['export', 'Løn', link],
      ['backup', `${database}-wal`],
      ['restore', database],
    ]) {
      const { code, err } = await run(...words);
      expect([code, err]).toEqual([3, expect.stringContaining('er databasen med planerne')]);
    }
    expect(readFileSync(database).equals(bytes)).toBe(true);
  });
});

describe('a place', () => {
  test.each([
    ['below a file', (folder: string) => join(folder, 'fil', 'x.db')],
    ['that is a folder', (folder: string) => folder],
  ])('%s cannot hold the plans, and is named', async (_what, path) => {
    const folder = scratchFolder();
    writeFileSync(join(folder, 'fil'), 'x');
    const { code, out, err } = await inProcess().run('list', '--db', path(folder), '--json');
    expect([code, out]).toEqual([5, '']);
    expect(err).toContain(path(folder));
  });

  test.each([
    ['in a folder that is not there', (folder: string) => join(folder, 'ingen', 'x.pdf'), /mappen findes ikke/],
    ['below a file', (folder: string) => join(folder, 'kopi.db', 'x.pdf'), /mappen findes ikke/],
    ['that is a folder', (folder: string) => join(folder, 'mappe.pdf'), /er en mappe/],
  ])('%s takes no file, and nothing is left beside it', async (_what, path, told) => {
    const { run, folder } = await withProject();
    mkdirSync(join(folder, 'mappe.pdf'));
    const before = readdirSync(folder).sort();
    const { code, out, err } = await run('pdf', 'Løn', path(folder), '--json');
    expect([code, out]).toEqual([3, '']);
    expect(err).toMatch(told);
    expect(
      readdirSync(folder)
        .filter((name) => name !== 'scratch')
        .sort(),
    ).toEqual(before.filter((name) => name !== 'scratch'));
  });
});
