import { expect, test } from 'vitest';
import { ConflictStore } from '../../../../renderer/stores/conflict-store.ts';
import type { OpenConflict } from '../../../../src/model/exchange-result.ts';
import { ok } from '../../../../src/result.ts';

const about = (id: string, more: Partial<OpenConflict>): OpenConflict => ({
  id,
  kind: 'value',
  entity: 'task',
  rowId: 'a',
  cell: 'name',
  label: '',
  taskId: 'a',
  taskLabel: '',
  base: null,
  isMine: true,
  sides: [],
  ...more,
});

const twin: OpenConflict = about('duplicate task/c/b', {
  kind: 'duplicate',
  rowId: 'c',
  cell: null,
  taskId: 'c',
  sides: ['b', 'c'].map((id) => ({
    value: id,
    cells: [],
    isShown: false,
    authors: [],
    decision: { do: 'one', entity: 'task', id, otherId: id === 'b' ? 'c' : 'b' },
  })),
});

const storeOf = (all: readonly OpenConflict[], kept: Map<string, string>) =>
  new ConflictStore('p', (async () => ok(all)) as never, () => {}, {
    keep: (key, value) => void kept.set(key, value),
    keepNow: () => {},
    recall: async () => null,
  });

test('conflicts are counted at the tasks that they are about, of twins at both', async () => {
  const link = about('link', { entity: 'link', rowId: 'l', cell: null, taskId: 'a' });
  const store = storeOf([about('one', {}), about('two', { cell: 'duration' }), link, twin], new Map());
  await store.load();
  expect([...store.byTask].map(([id, { count, cells }]) => [id, count, [...cells]])).toEqual([
    ['a', 3, ['name', 'duration']],
    ['c', 1, []],
    ['b', 1, []],
  ]);
});

test('what is put off is kept on this computer, and forgotten once it is settled', async () => {
  const kept = new Map<string, string>();
  const store = storeOf([about('one', {}), about('two', {})], kept);
  store.restore('["gone","two"]');
  await store.load();
  store.putOff('one');
  expect([...store.later].sort()).toEqual(['one', 'two']);
  expect(JSON.parse(kept.get('later.p')!).sort()).toEqual(['one', 'two']);
  store.restore('ikke JSON');
  expect(store.later.size).toBe(0);
});
