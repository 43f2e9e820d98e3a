import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Store } from '../../../main/store/store.ts';
import { UNDO_DEPTH } from '../../../main/store/undo-stack.ts';
import type { Op } from '../../../src/sync/change-set.ts';
import {
  BY,
  commit,
  del,
  mustOpen,
  newStore,
  place,
  receive,
  restore,
  scratchFolder,
  set,
  shown,
} from './scratch-store.ts';

const P = 'project';
const nameOf = (store: Store, id: string): unknown =>
  (shown(store, P)[`task/${id}`] as { name: string } | undefined)?.name ?? null;

const undo = (store: Store) => store.step('undo', P, BY);
const redo = (store: Store) => store.step('redo', P, BY);
const idOf = (result: ReturnType<typeof undo>): string => (result.ok ? 'done' : result.error.id);

/** Two stores of the same project; what the other one commits arrives by its log. */
const pair = (ops: readonly Op[]): { mine: Store; theirs: Store; arrive: () => void; send: () => void } => {
  const [mine, theirs] = [newStore(), newStore()];
  commit(mine, P, ops, 'project.create', false);
  const carry = (from: Store, to: Store) => expect(receive(to, P, from.changeSets(P)).ok).toBe(true);
  carry(mine, theirs);
  return { mine, theirs, arrive: () => carry(theirs, mine), send: () => carry(mine, theirs) };
};

describe('undo and redo', () => {
  test('go back step by step to what was shown before, and forward again', () => {
    const task = fc.constantFrom('t0', 't1', 't2', 't3');
    const op = fc.oneof(
      {
        weight: 3,
        arbitrary: fc.tuple(task, fc.constantFrom('x', 'y')).map(([id, name]) => set('task', id, 'name', name)),
      },
      { weight: 3, arbitrary: fc.tuple(task, fc.option(task)).map(([id, parent]) => place(id, parent, 'a0')) },
      { weight: 2, arbitrary: task.map((id) => del('task', id)) },
      task.map((id) => restore('task', id)),
    );
    fc.assert(
      fc.property(fc.array(fc.array(op, { minLength: 1, maxLength: 5 }), { maxLength: 12 }), (edits) => {
        const store = newStore();
        commit(
          store,
          P,
          ['t0', 't1', 't2', 't3'].map((id) => set('task', id, 'name', id)),
          'x',
          false,
        );
        const seen = [shown(store, P)];
        for (const edit of edits) {
          // A move that closes a circle is thrown out as a bug, and leaves everything as it was.
          try {
            commit(store, P, edit, `step${seen.length}`);
            // What changes nothing, such as deleting what is deleted, is no step.
            if (store.undoNames(P).undo === `step${seen.length}`) seen.push(shown(store, P));
          } catch (error) {
            expect(String(error)).toContain('its own ancestor');
          }
        }
        for (let i = seen.length - 2; i >= 0; i--) {
          expect(idOf(undo(store))).toBe('done');
          expect(shown(store, P)).toEqual(seen[i]);
        }
        expect(idOf(undo(store))).toBe('history.nothing-to-undo');
        for (let i = 1; i < seen.length; i++) {
          expect(idOf(redo(store))).toBe('done');
          expect(shown(store, P)).toEqual(seen[i]);
        }
        expect(idOf(redo(store))).toBe('history.nothing-to-redo');
        expect(store.rebuild()).toEqual({ ok: true, value: { isChanged: false } });
        store.close();
      }),
      { numRuns: 60 },
    );
  });

  test('are kept through a restart, as deep as promised, and forget the oldest', () => {
    const path = join(scratchFolder(), 'plans.db');
    let store = mustOpen(path);
    commit(store, P, [set('task', 't', 'name', 'first')], 'x', false);
    for (let i = 0; i <= UNDO_DEPTH; i++) commit(store, P, [set('task', 't', 'name', `n${i}`)], `c${i}`);
    store.close();
    store = mustOpen(path);
    expect(store.undoNames(P)).toEqual({ undo: `c${UNDO_DEPTH}`, redo: null });
    let steps = 0;
    while (undo(store).ok) steps++;
    expect(steps).toBe(UNDO_DEPTH);
    expect(nameOf(store, 't')).toBe('n0');
    store.close();
    store = mustOpen(path);
    expect(store.undoNames(P)).toEqual({ undo: null, redo: 'c1' });
    while (redo(store).ok) steps--;
    expect(steps).toBe(0);
    expect(nameOf(store, 't')).toBe(`n${UNDO_DEPTH}`);
    store.close();
  });

  test('a new edit cuts off what could have been made again', () => {
    const store = newStore();
    commit(store, P, [set('task', 't', 'name', 'a')]);
    commit(store, P, [set('task', 't', 'name', 'b')]);
    undo(store);
    commit(store, P, [set('task', 't', 'name', 'c')]);
    expect(idOf(redo(store))).toBe('history.nothing-to-redo');
    undo(store);
    expect(nameOf(store, 't')).toBe('a');
  });

  test('take back ten thousand rows in one step', () => {
    const store = newStore();
    const ids = Array.from({ length: 10_000 }, (_, i) => `t${i}`);
    commit(
      store,
      P,
      ids.map((id) => set('task', id, 'name', id)),
      'x',
      false,
    );
    commit(
      store,
      P,
      ids.map((id) => del('task', id)),
    );
    expect(Object.keys(shown(store, P))).toHaveLength(0);
    const back = undo(store);
    expect(back.ok && back.value.changes).toHaveLength(10_000);
    expect(Object.keys(shown(store, P))).toHaveLength(10_000);
  });
});

describe('undo never takes back what another did', () => {
  const start = [set('task', 't', 'name', 'start'), set('task', 'u', 'name', 'u'), place('t', null), place('u', null)];

  test.each<{ title: string; mine: Op[]; theirs: Op[]; undone: string; shows: Record<string, unknown> }>([
    {
      title: 'a cell that they changed since keeps their value',
      mine: [set('task', 't', 'name', 'mine')],
      theirs: [set('task', 't', 'name', 'theirs')],
      undone: 'history.nothing-left',
      shows: { t: 'theirs', u: 'u' },
    },
    {
      title: 'the rest of the step is taken back',
      mine: [set('task', 't', 'name', 'mine'), set('task', 'u', 'name', 'mine')],
      theirs: [set('task', 't', 'name', 'theirs')],
      undone: 'done',
      shows: { t: 'theirs', u: 'u' },
    },
    {
      title: 'other cells of the same row do not stand in the way',
      mine: [set('task', 't', 'name', 'mine')],
      theirs: [set('task', 't', 'percentComplete', 10)],
      undone: 'done',
      shows: { t: 'start', u: 'u' },
    },
    {
      title: 'a row that they worked on is not deleted',
      mine: [set('task', 'new', 'name', 'new')],
      theirs: [set('task', 'new', 'percentComplete', 10)],
      undone: 'history.nothing-left',
      shows: { t: 'start', u: 'u', new: 'new' },
    },
    {
      title: 'a row under which they put something is not deleted',
      mine: [set('task', 'new', 'name', 'new')],
      theirs: [place('u', 'new')],
      undone: 'history.nothing-left',
      shows: { t: 'start', u: 'u', new: 'new' },
    },
    {
      title: 'a row that they deleted stays deleted',
      mine: [set('task', 't', 'name', 'mine')],
      theirs: [del('task', 't')],
      undone: 'history.nothing-left',
      shows: { t: null, u: 'u' },
    },
    {
      title: 'a row that both deleted stays deleted',
      mine: [del('task', 't')],
      theirs: [del('task', 't')],
      undone: 'history.nothing-left',
      shows: { t: null, u: 'u' },
    },
    {
      title: 'a move that would now make a circle is left out',
      mine: [place('t', null)],
      theirs: [place('u', 't')],
      undone: 'history.nothing-left',
      shows: { t: 'start', u: 'u' },
    },
  ])('$title', ({ title, mine: ops, theirs: foreign, undone, shows }) => {
    const isMove = title.includes('circle');
    const { mine, theirs, arrive, send } = pair(isMove ? [...start, place('t', 'u')] : start);
    commit(mine, P, ops);
    send();
    commit(theirs, P, foreign);
    arrive();
    expect(idOf(undo(mine))).toBe(undone);
    for (const [id, name] of Object.entries(shows)) expect(nameOf(mine, id)).toBe(name);
    expect(mine.rebuild()).toEqual({ ok: true, value: { isChanged: false } });
  });

  test('nor what they did between two steps of mine, or beside one', () => {
    const { mine, theirs, arrive, send } = pair(start);
    commit(mine, P, [set('task', 't', 'name', 'one')]);
    send();
    commit(theirs, P, [set('task', 't', 'name', 'theirs')]);
    arrive();
    commit(mine, P, [set('task', 't', 'name', 'two')]);
    expect(idOf(undo(mine))).toBe('done');
    expect(nameOf(mine, 't')).toBe('theirs');
    expect(idOf(undo(mine))).toBe('history.nothing-left');
    expect(nameOf(mine, 't')).toBe('theirs');

    commit(mine, P, [set('task', 'u', 'name', 'mine')]);
    commit(theirs, P, [set('task', 'u', 'name', 'beside')]);
    arrive();
    expect(idOf(undo(mine))).toBe('history.nothing-left');
  });

  test('a step of which nothing is left is forgotten, and the one before it comes next', () => {
    const { mine, theirs, arrive, send } = pair(start);
    commit(mine, P, [set('task', 'u', 'name', 'first')], 'first');
    commit(mine, P, [set('task', 't', 'name', 'second')], 'second');
    send();
    commit(theirs, P, [set('task', 't', 'name', 'theirs')]);
    arrive();
    expect(idOf(undo(mine))).toBe('history.nothing-left');
    expect(mine.undoNames(P)).toEqual({ undo: 'first', redo: null });
    expect(idOf(undo(mine))).toBe('done');
    expect(nameOf(mine, 'u')).toBe('u');
  });
});
