import { spawnSync } from 'node:child_process';
import { chmodSync, existsSync, mkdirSync, readdirSync, readFileSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import BetterSqlite from 'better-sqlite3';
import { describe, expect, test } from 'vitest';
import { APPLICATION_ID } from '../../../main/store/file-header.ts';
import { openStore, storeAt } from '../../../main/store/open-store.ts';
import { installationAt } from '../../../main/store/replica-identity.ts';
import { KNOWN_VERSION } from '../../../main/store/upgrade.ts';
import { commit, mustOpen, optionsAt, SELF, scratchFolder, set, shown } from './scratch-store.ts';

const P = 'project';
const open = (path: string, more = {}) => openStore(optionsAt(path, more));
const errorOf = (path: string, more = {}) => {
  const opened = open(path, more);
  return opened.ok ? null : opened.error;
};

/** A store with one project, closed again. */
const filledStore = (): string => {
  const path = join(scratchFolder(), 'plans.db');
  const store = mustOpen(path);
  commit(store, P, [set('project', P, 'name', 'Kept')]);
  store.close();
  return path;
};

const tamper = (path: string, sql: string): void => {
  const db = new BetterSqlite(path);
  db.exec(sql);
  db.close();
};

describe('a file that is not for this program is refused and left as it is, byte for byte', () => {
  test.each([
    ['of a newer format', `PRAGMA user_version = ${KNOWN_VERSION + 1000}`, 'store.newer'],
    ['of a newer schema', `PRAGMA user_version = ${KNOWN_VERSION + 1}`, 'store.newer'],
    ['of another program', 'PRAGMA application_id = 1', 'store.foreign'],
    ['of a program that does not name itself', 'PRAGMA application_id = 0', 'store.foreign'],
  ])('%s', (_title, sql, id) => {
    const path = filledStore();
    tamper(path, sql);
    const before = readFileSync(path);
    const names = readdirSync(join(path, '..'));
    expect(errorOf(path)).toMatchObject({ id, params: { path } });
    expect(readFileSync(path).equals(before)).toBe(true);
    expect(readdirSync(join(path, '..'))).toEqual(names);
  });
});

describe('one writer', () => {
  test('a second opening is refused and told who has it', () => {
    const path = filledStore();
    const store = mustOpen(path);
    expect(errorOf(path)).toEqual({ id: 'store.locked', params: { path, process: SELF.process, host: SELF.host } });
    store.close();
    expect(existsSync(`${path}.lock`)).toBe(false);
    mustOpen(path).close();
  });

  test('a lock of a dead process, or that nobody can read, is taken over', () => {
    const dead = spawnSync(process.execPath, ['-e', '']).pid;
    for (const text of [JSON.stringify({ process: dead, host: SELF.host }), '{"pro', '']) {
      const path = filledStore();
      writeFileSync(`${path}.lock`, text);
      const store = mustOpen(path);
      expect(JSON.parse(readFileSync(`${path}.lock`, 'utf8'))).toEqual(SELF);
      store.close();
    }
  });

  test('a number that has since been given to another process does not lock anybody out', () => {
    const path = filledStore();
    writeFileSync(`${path}.lock`, JSON.stringify({ process: process.ppid, host: SELF.host }));
    mustOpen(path).close();
  });

  test('a lock of another computer is believed', () => {
    const path = filledStore();
    writeFileSync(`${path}.lock`, JSON.stringify({ process: 4711, host: 'elsewhere' }));
    expect(errorOf(path)).toEqual({ id: 'store.locked', params: { path, process: 4711, host: 'elsewhere' } });
  });
});

describe('a damaged database', () => {
  const damages: readonly (readonly [string, (path: string) => void])[] = [
    ['cut off', (path) => truncateSync(path, 4096 * 3)],
    ['emptied', (path) => truncateSync(path, 0)],
    ['overwritten at the start', (path) => writeFileSync(path, 'x'.repeat(20_000))],
    [
      'overwritten in the middle',
      (path) => {
        const bytes = readFileSync(path);
        bytes.fill(0x5a, 4096, bytes.length);
        writeFileSync(path, bytes);
      },
    ],
  ];

  test.each(damages)('%s: the newest good backup is named, put back, and the damaged file kept', async (_t, damage) => {
    const path = filledStore();
    let time = Date.UTC(2026, 10, 24);
    const options = optionsAt(path, { now: () => (time += 1000) });
    const store = mustOpen(path, options);
    const good = await store.backup('manual');
    const bad = await store.backup('manual');
    store.close();
    if (!good.ok || !bad.ok) throw new Error('no backup');
    writeFileSync(join(path, '..', 'backups', bad.value.name), 'damaged too');
    damage(path);
    const damaged = readFileSync(path);

    expect(errorOf(path)).toMatchObject({ id: 'store.corrupt', params: { path }, backup: good.value });
    expect(storeAt(options).restore(bad.value.name)).toMatchObject({ error: { id: 'backup.damaged' } });
    expect(storeAt(options).restore('other.db')).toMatchObject({ error: { id: 'backup.unknown' } });
    expect(storeAt(options).restore(good.value.name)).toEqual({ ok: true, value: null });
    const again = mustOpen(path, options);
    expect(shown(again, P)).toMatchObject({ 'project/project': { name: 'Kept' } });
    again.close();
    const aside = readdirSync(join(path, '..')).filter((name) => /damaged-[\d-]+$/.test(name));
    expect(aside).toHaveLength(1);
    expect(readFileSync(join(path, '..', aside[0]!)).equals(damaged)).toBe(true);
  });

  test('without a backup says so', () => {
    const path = join(scratchFolder(), 'plans.db');
    writeFileSync(path, 'not a database, and longer than the header of one'.repeat(10));
    expect(errorOf(path)).toMatchObject({ id: 'store.corrupt', backup: null });
  });

  test('a restore that was cut off between its renames is ended at the next start', () => {
    const path = filledStore();
    const store = readFileSync(path);
    writeFileSync(`${path}.restoring`, store);
    writeFileSync(`${path}-wal`, 'of the damaged one');
    spawnSync('rm', [path]);
    const again = mustOpen(path);
    expect(shown(again, P)).toMatchObject({ 'project/project': { name: 'Kept' } });
    again.close();
    expect(readdirSync(join(path, '..')).some((name) => /damaged-[\d-]+-wal$/.test(name))).toBe(true);
  });
});

describe('a place that cannot be written', () => {
  test('a file where a folder should be', () => {
    const folder = scratchFolder();
    writeFileSync(join(folder, 'file'), '');
    const path = join(folder, 'file', 'plans.db');
    expect(errorOf(path)).toMatchObject({ id: 'store.cannot-open', params: { path } });
  });

  test('a folder and a file without the right to write, tried as a user who is not root', () => {
    const folder = scratchFolder();
    chmodSync(folder, 0o755);
    const path = join(folder, 'plans.db');
    const fresh = join(folder, 'sub');
    mkdirSync(fresh, { mode: 0o555 });
    const store = mustOpen(path);
    store.close();
    chmodSync(path, 0o444);
    chmodSync(folder, 0o555);
    const before = readFileSync(path);
    const script = `
      import { openStore } from ${JSON.stringify(new URL('../../../main/store/open-store.ts', import.meta.url).href)};
      for (const path of ${JSON.stringify([path, join(fresh, 'plans.db')])}) {
        const opened = openStore({ path, installation: 'i', holder: { process: process.pid, host: 'h' }, now: Date.now,
          random: (n) => new Uint8Array(n), sha256: (t) => t, nativeBinding: null });
        console.log(opened.ok ? 'opened' : opened.error.id + ' ' + opened.error.params.path);
      }`;
    const isRoot = process.getuid?.() === 0;
    const ran = spawnSync(process.execPath, ['--input-type=module-typescript', '-e', script], {
      encoding: 'utf8',
      ...(isRoot ? { uid: 65534, gid: 65534 } : {}),
    });
    const [existing, absent] = ran.stdout.trim().split('\n');
    expect([existing, ran.stderr]).toEqual([`store.read-only ${path}`, expect.any(String)]);
    expect(absent).toMatch(/^store\.read-only .*sub/);
    expect(readFileSync(path).equals(before)).toBe(true);
    chmodSync(folder, 0o755);
  });
});

describe('who writes', () => {
  const replicaOf = (path: string, installation: string): string => {
    const store = mustOpen(path, { installation });
    commit(store, P, [set('project', P, 'name', installation + Math.random())]);
    const replica = store.changeSets(P).at(-1)!.replica;
    store.close();
    return replica;
  };

  test('the replica stays the same here, and is another one in a copy and after a restore', async () => {
    const path = filledStore();
    const first = replicaOf(path, 'a@here');
    expect(replicaOf(path, 'a@here')).toBe(first);
    const copy = replicaOf(path, 'b@there');
    expect(copy).not.toBe(first);
    const store = mustOpen(path, { installation: 'b@there' });
    const backup = await store.backup('manual');
    store.close();
    storeAt(optionsAt(path)).restore(backup.ok ? backup.value.name : '');
    expect([first, copy]).not.toContain(replicaOf(path, 'b@there'));
    const last = mustOpen(path);
    expect(last.doctor()).toMatchObject({ value: { ok: true } });
    last.close();
  });

  test('the installation’s id lies in a file of its own and names the computer', () => {
    const file = join(scratchFolder(), 'deep', 'installation');
    const options = optionsAt('');
    const first = installationAt(file, 'here', options.random);
    expect(first).toEqual(installationAt(file, 'here', options.random));
    expect(first).not.toEqual(installationAt(file, 'there', options.random));
    expect(first.ok && first.value).toMatch(/^[0-9a-z]{26}@here$/);
  });
});

describe('the file', () => {
  test('says whose it is and of which version in its first bytes, before it is closed', () => {
    const path = join(scratchFolder(), 'plans.db');
    const store = mustOpen(path);
    const header = readFileSync(path);
    expect(header.readInt32BE(68)).toBe(APPLICATION_ID);
    expect(header.readInt32BE(60)).toBe(KNOWN_VERSION);
    store.close();
  });

  test('whose tables were laid out by another schema is backed up and gets them anew from the log', () => {
    const path = filledStore();
    tamper(
      path,
      `UPDATE meta SET value = 'older' WHERE key = 'projection_layout';
       ALTER TABLE task DROP COLUMN inactive; CREATE TABLE "gone ""entity" (x);
       UPDATE meta SET value = json_insert(value, '$[#]', 'gone "entity') WHERE key = 'projection_tables'`,
    );
    const store = mustOpen(path);
    expect(shown(store, P)).toMatchObject({ 'project/project': { name: 'Kept' } });
    expect(store.doctor()).toMatchObject({ value: { ok: true } });
    store.close();
    expect(storeAt(optionsAt(path)).backups()).toMatchObject([{ name: expect.stringContaining('-upgrade.db') }]);
    mustOpen(path).close();
    expect(storeAt(optionsAt(path)).backups()).toHaveLength(1);
  });
});
