import { existsSync, writeFileSync } from 'node:fs';
import BetterSqlite from 'better-sqlite3';
import { expect, test } from 'vitest';
import { trySpaces } from '../../../main/exchange/exchange-job.ts';
import { arrivingFile } from '../../../main/store/arrivals.ts';
import { withoutIndex } from '../../../main/store/without-index.ts';
import { SCHEMA_VERSION } from '../../../src/model/schema.ts';
import type { Op } from '../../../src/sync/change-set.ts';
import { policy } from '../../../src/sync/plan-policy.ts';
import { project } from '../../../src/sync/projection.ts';
import { stateHash } from '../../../src/sync/state-hash.ts';
import { sealed } from '../exchange/files.ts';
import { BY, commit, del, mustOpen, newStore, place, receive, set, sha256, shown } from './scratch-store.ts';

const SPACE = 'space';

const draftOf = (store: ReturnType<typeof newStore>, ops: readonly Op[]) => {
  const changeSet = sealed([], 'other', ops);
  const toTry = [{ id: SPACE, name: '', held: store.heldOf(SPACE), incoming: [changeSet] }];
  const tried = trySpaces(toTry, SCHEMA_VERSION);
  if (!tried.ok) throw new Error(tried.error.id);
  return tried.value;
};

const take = (store: ReturnType<typeof newStore>, { spaces, arrived }: ReturnType<typeof draftOf>) =>
  store.takeImport({
    fileHash: '',
    fileName: '',
    kind: 'delta',
    sender: { replica: 'other', person: 'Kim', signKey: null, boxKey: null },
    trust: 'unsigned',
    backup: '',
    report: '{}',
    spaces: [{ id: SPACE, draft: spaces[0]!.draft, to: {}, state: null }],
    arrived,
    isUndoable: false,
  });

test('a draft is written as long as nothing else has come in between, and then never', () => {
  const store = newStore();
  const draft = draftOf(store, [set('task', 'a', 'name', 'A')]);
  commit(store, SPACE, [set('task', 'b', 'name', 'B')]);
  expect(() => take(store, draft)).toThrow('held no longer');
  expect(store.imports(10)).toEqual([]);
  expect(Object.keys(shown(store, SPACE))).toEqual(['task/b']);
  const fresh = draftOf(store, [set('task', 'a', 'name', 'A')]);
  expect(take(store, fresh).ok).toBe(true);
  // What it brings is held by now.
  expect(() => take(store, fresh)).toThrow('held no longer');
  store.close();
});

test('a draft of one opening of a store is not taken by another, which may number change sets otherwise', () => {
  const [store, other] = [newStore(), newStore()];
  expect(store.heldOf(SPACE).lines).toEqual(other.heldOf(SPACE).lines);
  const draft = draftOf(store, [set('task', 'a', 'name', 'A')]);
  expect(() => take(other, draft)).toThrow('held no longer');
  for (const each of [store, other]) each.close();
});

test('of values that one change set gives a cell the last one stands, the same value twice too', () => {
  const store = newStore();
  const changeSet = sealed([], 'other', [
    set('task', 'a', 'name', 'A'),
    set('task', 'a', 'name', 'B'),
    set('task', 'a', 'percentComplete', 5),
    set('task', 'a', 'percentComplete', 5),
    place('a', null, 'a0'),
    place('a', null, 'a1'),
  ]);
  expect(receive(store, SPACE, [changeSet]).ok).toBe(true);
  expect(shown(store, SPACE)).toMatchObject({
    'task/a': { name: 'B', percentComplete: 5, place: { parent: null, order: 'a1' } },
  });
  expect(store.stateHash(SPACE)).toBe(stateHash(project([changeSet], policy), sha256));
  expect(store.rebuild()).toEqual({ ok: true, value: { isChanged: false } });
  store.close();
});

test('texts that look like lines, names or marks of a draft come through as they are', () => {
  const store = newStore();
  const odd = ['a\nb', '"', '\\n', '{"a":1}', '\u2028', 'æøå🙂', '', ' '];
  const changeSet = {
    ...sealed(
      [],
      'other',
      odd.map((name, i) => set('task', `t${i}`, 'name', name)),
      { person: 'Kim\nHolm "K"' },
    ),
  };
  expect(receive(store, SPACE, [changeSet]).ok).toBe(true);
  expect(store.changeSets(SPACE)).toEqual([changeSet]);
  expect(odd.map((_, i) => (shown(store, SPACE)[`task/t${i}`] as { name: string }).name)).toEqual(odd);
  // And so they do on their way to the worker.
  const [line] = store.heldOf(SPACE).lines;
  expect((JSON.parse(line!) as unknown[][]).at(-1)!.map((op) => (op as unknown[])[3])).toEqual(odd);
  expect(store.stateHash(SPACE)).toBe(stateHash(project([changeSet], policy), sha256));
  store.close();
});

/** So many that they come in a database of their own. */
const manyRows = (of: (i: number) => readonly Op[]): Op[] => Array.from({ length: 1100 }, (_, i) => of(i)).flat();

test('many rows come to what few come to, beside what was done here, and go as one step', () => {
  const store = newStore();
  const left = arrivingFile(store.path);
  const founded = sealed(
    [],
    'other',
    manyRows((i) => [set('task', `t${i}`, 'name', `A${i}`), place(`t${i}`, null)]),
  );
  const came = receive(store, SPACE, [founded]);
  expect(came.ok && came.value.length).toBe(1100);
  expect(existsSync(left)).toBe(false);
  commit(store, SPACE, [set('task', 't0', 'name', 'Min'), del('task', 't1'), set('task', 't2', 'percentComplete', 5)]);
  const before = shown(store, SPACE);
  const further = sealed(
    [founded],
    'other',
    manyRows((i) =>
      i % 5 === 4
        ? [del('task', `t${i}`)]
        : [set('task', `t${i}`, 'name', `B${i}`), place(`t${i}`, i > 0 ? 't0' : null)],
    ),
  );
  const all = [...store.changeSets(SPACE), further];
  const taken = receive(store, SPACE, [founded, further], true);
  const merged = project(all, policy);
  expect(store.stateHash(SPACE)).toBe(stateHash(merged, sha256));
  expect(store.rebuild()).toEqual({ ok: true, value: { isChanged: false } });
  expect(store.changeSets(SPACE)).toEqual(all);
  expect(taken.ok && taken.value.length).toBe(1100);
  const after = shown(store, SPACE);
  for (const { entity, id, row } of taken.ok ? taken.value : []) {
    expect(row === null ? undefined : { ...row }).toEqual(after[`${entity}/${id}`]);
  }
  expect(store.doctor()).toMatchObject({ ok: true, value: { findings: [] } });
  expect(store.step('undo', SPACE, BY).ok).toBe(true);
  expect(shown(store, SPACE)).toEqual(before);
  store.close();
});

test('what a killed process left of what arrived goes when the store is opened', () => {
  const store = newStore();
  expect(receive(store, SPACE, [sealed([], 'other', [set('task', 'a', 'name', 'A')])]).ok).toBe(true);
  store.close();
  const left = arrivingFile(store.path);
  writeFileSync(left, 'half of a file');
  const again = mustOpen(store.path);
  expect(existsSync(left)).toBe(false);
  expect(shown(again, SPACE)).toMatchObject({ 'task/a': { name: 'A' } });
  again.close();
});

test('an index that was left out while rows were written is there again', () => {
  const db = new BetterSqlite(':memory:');
  db.exec('CREATE TABLE t (a INTEGER, b TEXT) STRICT; CREATE INDEX by_b ON t (b)');
  const definition = () => db.prepare("SELECT sql FROM sqlite_schema WHERE name = 'by_b'").pluck().get();
  const before = definition();
  withoutIndex(db, 'by_b', () => {
    expect(definition()).toBe(undefined);
    db.exec("INSERT INTO t VALUES (1, 'row 1'), (2, 'row 2')");
  });
  expect(definition()).toBe(before);
  expect(db.pragma('integrity_check', { simple: true })).toBe('ok');
  db.close();
});
