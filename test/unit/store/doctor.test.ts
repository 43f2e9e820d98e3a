import { join } from 'node:path';
import BetterSqlite from 'better-sqlite3';
import { describe, expect, test } from 'vitest';
import { BY, commit, del, mustOpen, place, scratchFolder, set } from './scratch-store.ts';

const P = 'project';

const filledStore = (): string => {
  const path = join(scratchFolder(), 'plans.db');
  const store = mustOpen(path);
  commit(store, P, [set('project', P, 'name', 'P'), place('a', null), place('b', 'a'), set('task', 'a', 'name', 'A')]);
  commit(store, P, [set('task', 'a', 'name', 'B')]);
  commit(store, P, [del('task', 'b')]);
  store.step('undo', P, BY);
  store.close();
  return path;
};

const examined = (path: string) => {
  const store = mustOpen(path);
  const report = store.doctor();
  store.close();
  if (!report.ok) throw new Error(report.error.id);
  return report.value;
};

describe('the doctor', () => {
  test('finds nothing in a store that nobody tampered with, and changes nothing', () => {
    const path = filledStore();
    const report = examined(path);
    expect(report).toEqual({
      ok: true,
      changeSets: 4,
      stateHash: expect.stringMatching(/^[0-9a-f]{64}$/),
      findings: [],
    });
    expect(examined(path)).toEqual(report);
  });

  test.each([
    ['another value in the log', `UPDATE op SET value = '"X"' WHERE change_set = 2`, ['doctor.hash']],
    ['another person in the log', `UPDATE change_set SET person = 'Eve' WHERE id = 2`, ['doctor.hash']],
    [
      'a missing change set',
      'DELETE FROM op WHERE change_set = 2; DELETE FROM undo; DELETE FROM change_set WHERE id = 2',
      ['doctor.gap'],
    ],
    ['a missing op', 'DELETE FROM op WHERE change_set = 1 AND n = 0', ['doctor.hash']],
    [
      'a counter that runs backwards',
      'UPDATE change_set SET lamport = 1 WHERE id = 3',
      ['doctor.hash', 'doctor.chain'],
    ],
    ['a broken chain', `UPDATE change_set SET prev_hash = 'f' WHERE id = 3`, ['doctor.hash', 'doctor.chain']],
    ['ops of no change set', `INSERT INTO op VALUES (99, 0, 'delete', 'task', 'a', NULL, NULL)`, ['doctor.references']],
    ['another value in a table', `UPDATE task SET name = 'X' WHERE id = 'a'`, ['doctor.projection']],
    [
      'another value among the heads',
      `UPDATE cell_head SET value = '"X"' WHERE row_id = 'a' AND cell = 'name'`,
      ['doctor.state-hash', 'doctor.projection'],
    ],
    [
      'a row too many',
      `INSERT INTO note (space, id, life) VALUES (1, 'n', 1)`,
      ['doctor.state-hash', 'doctor.projection'],
    ],
    [
      'a task under nothing',
      `UPDATE task SET place_parent = 'nowhere' WHERE id = 'b'`,
      ['doctor.tree', 'doctor.state-hash', 'doctor.projection'],
    ],
    [
      'tasks in a circle',
      `UPDATE task SET place_parent = 'b' WHERE id = 'a'`,
      ['doctor.tree', 'doctor.state-hash', 'doctor.projection'],
    ],
  ])('finds %s', (_title, sql, ids) => {
    const path = filledStore();
    const db = new BetterSqlite(path);
    db.pragma('foreign_keys = OFF');
    db.exec(sql);
    db.close();
    const report = examined(path);
    expect(report.ok).toBe(false);
    expect(report.findings.map(({ id }) => id)).toEqual(expect.arrayContaining(ids));
  });

  test('a rebuild puts right what is wrong with the tables, and says so', () => {
    const path = filledStore();
    const sound = examined(path);
    const db = new BetterSqlite(path);
    db.exec(`UPDATE task SET name = 'X'; DELETE FROM cell_head WHERE cell = 'place'; DELETE FROM row_delete`);
    db.close();
    const store = mustOpen(path);
    expect(store.rebuild()).toEqual({ ok: true, value: { isChanged: true } });
    expect(store.rebuild()).toEqual({ ok: true, value: { isChanged: false } });
    store.close();
    expect(examined(path)).toEqual(sound);
  });

  test('a rebuild from a broken log is refused and changes nothing', () => {
    const path = filledStore();
    const db = new BetterSqlite(path);
    db.exec(`UPDATE change_set SET prev_hash = 'f' WHERE id = 3; UPDATE task SET name = 'X'`);
    db.close();
    const store = mustOpen(path);
    expect(store.rebuild()).toMatchObject({ ok: false, error: { id: 'store.log-broken', params: { path, seq: 3 } } });
    const rows = store.readPlan(P);
    expect(rows.ok && rows.value?.task.get('a')?.name).toBe('X');
    store.close();
  });
});
