import { expect, test } from 'vitest';
import type { Store } from '../../../main/store/store.ts';
import { emptyRows, type MutableRows } from '../../../src/model/plan.ts';
import type { Op, VersionVector } from '../../../src/sync/change-set.ts';
import { rowsAt } from '../../../src/sync/history/rows-at.ts';
import { policy } from '../../../src/sync/plan-policy.ts';
import { commit, del, newStore, place, receive, restore, set } from './scratch-store.ts';

const SPACE = 'space';

const rowsIn = (store: Store): MutableRows => {
  const rows = store.readPlan(SPACE);
  if (!rows.ok) throw new Error(rows.error.id);
  return rows.value ?? emptyRows();
};

const copyOf = (rows: MutableRows): MutableRows =>
  Object.fromEntries(Object.entries(rows).map(([entity, map]) => [entity, new Map(map as never)])) as never;

const pastOf = (store: Store, vector: VersionVector, now = rowsIn(store)): MutableRows => {
  const rows = copyOf(now);
  for (const _pause of rowsAt(rows, store.past(SPACE)!.cutAt(vector, store.vector(SPACE))!, policy));
  return rows;
};

test('a change larger than a page is read in parts', () => {
  const store = newStore();
  const ids = Array.from({ length: 1700 }, (_, i) => `t${i}`);
  const add = (id: string, i: number): Op[] => [
    set('task', id, 'name', id),
    place(id, i % 10 === 0 ? null : `t${i - (i % 10)}`, `a${i}`),
  ];
  commit(store, SPACE, ids.flatMap(add));
  const before = store.vector(SPACE);
  const then = rowsIn(store);
  commit(
    store,
    SPACE,
    ids.flatMap((id, i): Op[] => [set('task', id, 'name', `New ${id}`), place(id, null, `b${i}`)]),
  );
  commit(store, SPACE, [del('task', 't7')]);
  commit(store, SPACE, [restore('task', 't7'), set('task', 't8', 'name', 'Newer')]);
  expect(pastOf(store, before)).toEqual(then);
  expect(pastOf(store, {})).toEqual(emptyRows());
  store.close();
});

test('rows that nobody has touched since are the same objects, and cells of the others the same values', () => {
  const store = newStore();
  const duration = { minutes: 480, unit: 'day', elapsed: false, estimated: false };
  commit(store, SPACE, [set('task', 'a', 'name', 'A'), set('task', 'a', 'duration', duration), place('a', null)]);
  commit(store, SPACE, [set('task', 'b', 'name', 'B'), place('b', null, 'a1')]);
  const before = store.vector(SPACE);
  commit(store, SPACE, [set('task', 'a', 'name', 'A, renamed'), set('task', 'a', 'percentComplete', 40)]);
  const now = rowsIn(store);
  const then = pastOf(store, before, now);
  expect(then.task.get('b')).toBe(now.task.get('b'));
  expect(then.task.get('a')).toMatchObject({ name: 'A', percentComplete: 0 });
  expect(then.task.get('a')!.duration).toBe(now.task.get('a')!.duration);
  store.close();
});

test.each([
  ['somebody has brought it back since', [set('task', 'up', 'name', 'Up again')]],
  ['nothing lies below it any more', [place('below', null)]],
] as const)('a deleted task that was kept for what lay below it was there, also when %s', (_what, since) => {
  const [here, there] = [newStore(), newStore()];
  commit(here, SPACE, [set('task', 'up', 'name', 'Up'), place('up', null)]);
  receive(there, SPACE, here.changeSets(SPACE));
  commit(here, SPACE, [del('task', 'up')]);
  commit(there, SPACE, [set('task', 'below', 'name', 'Below'), place('below', 'up')]);
  receive(here, SPACE, there.changeSets(SPACE));
  const before = here.vector(SPACE);
  const then = rowsIn(here);
  expect([...then.task.keys()].sort()).toEqual(['below', 'up']);
  commit(there, SPACE, since);
  receive(here, SPACE, there.changeSets(SPACE));
  expect(pastOf(here, before)).toEqual(then);
  for (const store of [here, there]) store.close();
});
