import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { tableOf } from '../../../main/store/tables.ts';
import { defaultCells } from '../../../src/model/row.ts';
import { BY, commit, del, mustOpen, newStore, place, restore, scratchFolder, set, shown } from './scratch-store.ts';

const P = 'project';

describe('commit', () => {
  test('is there after the store is opened again, with the schema’s defaults for what nobody set', () => {
    const path = join(scratchFolder(), 'plans.db');
    const store = mustOpen(path);
    const changes = commit(store, P, [
      set('project', P, 'name', 'Fælles løn'),
      set('task', 't', 'duration', { minutes: 960, unit: 'day', elapsed: false, estimated: true }),
      set('task', 't', 'inactive', true),
      set('calendar', 'c', 'week', [[{ startMin: 480, endMin: 960 }], [], [], [], [], [], []]),
    ]);
    const rows = shown(store, P);
    expect(changes.map(({ entity, id, row }) => [`${entity}/${id}`, { ...row }])).toEqual(Object.entries(rows));
    expect(rows['task/t']).toEqual({
      ...defaultCells('task'),
      id: 't',
      duration: { minutes: 960, unit: 'day', elapsed: false, estimated: true },
      inactive: true,
    });
    store.close();
    const again = mustOpen(path);
    expect(shown(again, P)).toEqual(rows);
    expect(again.projects()).toEqual({
      ok: true,
      value: [{ id: P, name: 'Fælles løn', taskCount: 1, changedMs: expect.any(Number) }],
    });
    again.close();
  });

  test.each([
    ['an unknown cell', set('task', 't', 'nmae', 'x'), 'cell.unknown', 'nmae'],
    ['a value out of bounds', set('task', 't', 'percentComplete', 101), 'cell.invalid', 'percentComplete'],
    ['a control character', set('task', 't', 'name', 'a\u0007b'), 'cell.invalid', 'name'],
    ['an unknown entity', set('tsak', 't', 'name', 'x'), 'row.invalid', 'name'],
    ['an id that is none', set('task', '../t', 'name', 'x'), 'row.invalid', 'name'],
  ])('refuses %s, names the cell, and changes nothing', (_title, op, id, cell) => {
    const store = newStore();
    const done = store.commit({
      ...BY,
      space: P,
      command: 'x',
      ops: [set('task', 'u', 'name', 'x'), op],
      isUndoable: true,
    });
    expect(done).toMatchObject({ ok: false, error: { id, at: { entity: op.entity, rowId: op.id, cell } } });
    expect(store.changeSets(P)).toEqual([]);
    expect(store.projects()).toEqual({ ok: true, value: [] });
  });

  test('writes text in Unicode form C, as it would come out of a file', () => {
    const store = newStore();
    commit(store, P, [set('task', 't', 'name', 'A\u030Arhus')]);
    expect(shown(store, P)['task/t']).toMatchObject({ name: 'Århus' });
  });

  test('gives a row that is added again under its old id nothing of its former life', () => {
    const store = newStore();
    const ends = [set('link', 'l', 'predecessorId', 'a'), set('link', 'l', 'successorId', 'b')];
    commit(store, P, [...ends, set('link', 'l', 'lag', { amount: 480, kind: 'working', unit: 'day' })]);
    const before = shown(store, P);
    commit(store, P, [del('link', 'l')]);
    commit(store, P, ends);
    expect(shown(store, P)['link/l']).toMatchObject({ lag: { amount: 0 } });
    store.step('undo', P, BY);
    store.step('undo', P, BY);
    expect(shown(store, P)).toEqual(before);
  });

  test('shows a deleted task as long as one under it lives', () => {
    const store = newStore();
    commit(store, P, [set('task', 'a', 'name', 'a'), place('a', null), place('b', 'a'), place('c', 'b')]);
    const gone = commit(store, P, [del('task', 'a'), del('task', 'b')]);
    expect(gone).toEqual([
      expect.objectContaining({ id: 'a', row: expect.anything() }),
      expect.objectContaining({ id: 'b', row: expect.anything() }),
    ]);
    const changes = commit(store, P, [del('task', 'c')]);
    expect(changes.map(({ id, row }) => [id, row]).sort()).toEqual([
      ['a', null],
      ['b', null],
      ['c', null],
    ]);
    commit(store, P, [restore('task', 'c')]);
    expect(Object.keys(shown(store, P)).sort()).toEqual(['task/a', 'task/b', 'task/c']);
  });

  test('of ops that make no sense is a bug, and leaves the store as it was', () => {
    const store = newStore();
    commit(store, P, [place('a', null), place('b', 'a')]);
    const hash = store.stateHash(P);
    expect(() => commit(store, P, [set('task', 'a', 'name', 'x'), place('a', 'b')])).toThrow('its own ancestor');
    expect(() => commit(store, P, [del('task', 'nobody')])).toThrow('never was');
    expect(store.stateHash(P)).toBe(hash);
    commit(store, P, [set('task', 'a', 'name', 'y')]);
    expect(store.changeSets(P).map(({ seq, lamport }) => [seq, lamport])).toEqual([
      [1, 1],
      [2, 2],
    ]);
  });

  test('that finds the disk full names the file, and the next one follows as if it had not been', () => {
    const path = join(scratchFolder(), 'plans.db');
    const store = mustOpen(path, { maxPages: 80 });
    commit(store, P, [set('task', 't', 'name', 'before')]);
    const before = shown(store, P);
    const many = Array.from({ length: 5000 }, (_, i) => set('task', `t${i}`, 'name', 'x'.repeat(100)));
    const done = store.commit({ ...BY, space: P, command: 'x', ops: many, isUndoable: true });
    expect(done).toMatchObject({ ok: false, error: { id: 'store.full', params: { path } } });
    expect(shown(store, P)).toEqual(before);
    expect(store.undoNames(P).undo).toBe('task.test');
    commit(store, P, [set('task', 't', 'name', 'after')]);
    expect(store.doctor()).toMatchObject({ ok: true, value: { ok: true, changeSets: 2 } });
    store.close();
  });

  test('keeps projects apart', () => {
    const store = newStore();
    commit(store, 'one', [set('project', 'one', 'name', 'One'), set('task', 't', 'name', 'a')]);
    commit(store, 'two', [set('project', 'two', 'name', 'Two'), set('task', 't', 'name', 'b')]);
    expect(shown(store, 'one')['task/t']).toMatchObject({ name: 'a' });
    commit(store, 'one', [del('project', 'one')]);
    expect(store.projects()).toMatchObject({ value: [{ id: 'two' }] });
    expect([store.isProject('one'), store.isSpace('one'), store.isSpace('three')]).toEqual([false, true, false]);
    expect(store.changeSets('two').map(({ seq, lamport }) => [seq, lamport])).toEqual([[1, 1]]);
    expect(store.doctor()).toMatchObject({ value: { ok: true } });
  });
});

describe('columns of a row', () => {
  test('nothing set reads as the default of the schema, for every cell', () => {
    const table = tableOf('task')!;
    const store = newStore();
    commit(store, P, [set('task', 't', 'name', '')]);
    expect(shown(store, P)['task/t']).toEqual({ id: 't', ...defaultCells('task') });
    expect(table.columns.map(({ name }) => name)).toContain('duration_minutes');
  });
});
