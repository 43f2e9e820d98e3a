import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { backupsOf, stampOf, surplus } from '../../../main/store/backups.ts';
import { isSound } from '../../../main/store/database.ts';
import type { Backup } from '../../../main/store/store-error.ts';
import { commit, mustOpen, scratchFolder, set } from './scratch-store.ts';

const P = 'project';
const DAY_MS = 86_400_000;
const START = Date.UTC(2026, 0, 5, 9);

describe('backups', () => {
  test('are whole databases that were read through, while the store goes on being used', async () => {
    const path = join(scratchFolder(), 'my plans.db');
    const store = mustOpen(path);
    const ops = Array.from({ length: 5000 }, (_, i) => set('task', `t${i}`, 'name', 'x'.repeat(200)));
    commit(store, P, [set('project', P, 'name', 'P'), ...ops]);
    const making = store.backup('daily');
    commit(store, P, [set('task', 't1', 'name', 'meanwhile')]);
    const made = await making;
    expect(made).toMatchObject({ ok: true, value: { verified: true, name: expect.stringMatching(/-daily\.db$/) } });
    store.close();
    const list = backupsOf(path, null, Date.now).list();
    expect(list).toEqual(made.ok ? [made.value] : []);
    const copy = join(path, '..', 'backups', list[0]!.name);
    expect([isSound(copy, null), existsSync(`${copy}-wal`), existsSync(`${copy}.part`)]).toEqual([true, false, false]);
    expect(list[0]!.name).toMatch(/^[0-9A-Za-z._-]{1,120}$/);
  });

  test('two within one millisecond are two', async () => {
    const path = join(scratchFolder(), 'plans.db');
    const store = mustOpen(path, { now: () => START });
    await store.backup('manual');
    await store.backup('manual');
    store.close();
    expect(
      backupsOf(path, null, () => START)
        .list()
        .map(({ createdMs }) => createdMs - START),
    ).toEqual([1, 0]);
  });

  test('of a file that does not stand the check leave nothing behind', async () => {
    const path = join(scratchFolder(), 'plans.db');
    const store = mustOpen(path);
    commit(
      store,
      P,
      Array.from({ length: 3000 }, (_, i) => set('task', `t${i}`, 'name', 'x'.repeat(50))),
    );
    store.close();
    const bytes = readFileSync(path);
    bytes.fill(0xff, bytes.length - 40_000, bytes.length - 20_000);
    writeFileSync(path, bytes);
    const damaged = mustOpen(path);
    const made = await damaged.backup('daily');
    expect(made.ok).toBe(false);
    damaged.close();
    expect(backupsOf(path, null, Date.now).list()).toEqual([]);
  });

  test('keep the newest ten, and of the older ones the newest of each of eight weeks', () => {
    const backups: Backup[] = Array.from({ length: 120 }, (_, day) => ({
      name: stampOf(START + day * DAY_MS),
      createdMs: START + day * DAY_MS,
      bytes: 1,
      verified: true,
    })).reverse();
    const gone = new Set(surplus(backups));
    const kept = backups.filter((backup) => !gone.has(backup)).map(({ createdMs }) => (createdMs - START) / DAY_MS);
    // Day 0 is a Monday; the newest is day 119, a Sunday, and Sundays are what is kept of older weeks.
    expect(kept).toEqual([119, 118, 117, 116, 115, 114, 113, 112, 111, 110, 109, 104, 97, 90, 83, 76, 69, 62]);
    expect(surplus(backups.slice(0, 10))).toEqual([]);
  });
});
