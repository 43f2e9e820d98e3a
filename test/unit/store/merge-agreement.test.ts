import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Store } from '../../../main/store/store.ts';
import { emptyRows, patchRows } from '../../../src/model/plan.ts';
import type { Op } from '../../../src/sync/change-set.ts';
import { policy } from '../../../src/sync/plan-policy.ts';
import { project } from '../../../src/sync/projection.ts';
import { stateHash } from '../../../src/sync/state-hash.ts';
import { BY, del, newStore, place, receive, restore, set, sha256, shown } from './scratch-store.ts';

const SPACE = 'space';
const TASKS = ['t0', 't1', 't2', 't3', 't4', 't5'];
const LINKS = ['l0', 'l1'];

type Action =
  | { readonly do: 'edit'; readonly at: number; readonly ops: readonly Op[] }
  | { readonly do: 'undo' | 'redo'; readonly at: number }
  | { readonly do: 'send'; readonly at: number };

const task = fc.constantFrom(...TASKS);
const op: fc.Arbitrary<Op> = fc.oneof(
  {
    weight: 4,
    arbitrary: fc
      .tuple(task, fc.option(task), fc.constantFrom('a0', 'a1', 'a2'))
      .map(([id, parent, order]) => place(id, parent, order)),
  },
  {
    weight: 3,
    arbitrary: fc.tuple(task, fc.constantFrom('x', 'y', '')).map(([id, name]) => set('task', id, 'name', name)),
  },
  { weight: 3, arbitrary: task.map((id) => del('task', id)) },
  { weight: 2, arbitrary: task.map((id) => restore('task', id)) },
  fc.tuple(fc.constantFrom(...LINKS), task, task).map(([id, from]) => set('link', id, 'predecessorId', from)),
  fc.tuple(fc.constantFrom(...LINKS), task).map(([id, to]) => set('link', id, 'successorId', to)),
  fc.constantFrom(...LINKS).map((id) => set('link', id, 'lag', { amount: 5, kind: 'working', unit: 'day' })),
  fc.constantFrom(...LINKS).map((id) => del('link', id)),
);
const at = fc.constantFrom(0, 1);
const action: fc.Arbitrary<Action> = fc.oneof(
  {
    weight: 6,
    arbitrary: fc.record({ do: fc.constant('edit' as const), at, ops: fc.array(op, { minLength: 1, maxLength: 5 }) }),
  },
  { weight: 3, arbitrary: fc.record({ do: fc.constantFrom('undo' as const, 'redo' as const), at }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('send' as const), at }) },
);

/** Leaves out what commands never do: ops on rows that never were, and moves that close a circle. */
const sensible = (store: Store, ops: readonly Op[]): Op[] => {
  const known = new Set(
    store.changeSets(SPACE).flatMap((changeSet) => changeSet.ops.filter((o) => o.kind === 'set').map((o) => o.id)),
  );
  const kept: Op[] = [];
  for (const candidate of ops) {
    if (candidate.kind !== 'set' && !known.has(candidate.id)) continue;
    const attempt = [...kept, candidate];
    if (candidate.kind === 'set' && candidate.cell === 'place') {
      const { parent } = candidate.value as { parent: string | null };
      if (parent !== null && !known.has(parent)) continue;
      if (closesCircle(store, attempt)) continue;
    }
    known.add(candidate.id);
    kept.push(candidate);
  }
  return kept;
};

/** All moves of the log and then these, the slow way; the last of them must not make a task its own ancestor. */
const closesCircle = (store: Store, ops: readonly Op[]): boolean => {
  const parents = new Map<string, string | null>();
  const isAbove = (id: string, parent: string | null): boolean => {
    for (let up = parent; up !== null; up = parents.get(up) ?? null) if (up === id) return true;
    return false;
  };
  const inOrder = [...store.changeSets(SPACE)].sort(
    (a, b) => a.lamport - b.lamport || (a.replica < b.replica ? -1 : 1),
  );
  let isSkipped = false;
  for (const o of [...inOrder.flatMap((changeSet) => changeSet.ops), ...ops]) {
    if (o.kind !== 'set' || o.entity !== 'task' || o.cell !== 'place') continue;
    const { parent } = o.value as { parent: string | null };
    isSkipped = isAbove(o.id, parent);
    if (!isSkipped) parents.set(o.id, parent);
  }
  return isSkipped;
};

test('every store agrees with the merge of its log, whoever made the changes', () => {
  fc.assert(
    fc.property(fc.array(action, { maxLength: 25 }), (actions) => {
      const stores = [newStore(), newStore()];
      const plans = stores.map(() => emptyRows());
      const told = (i: number, changes: Parameters<typeof patchRows>[1]) => patchRows(plans[i]!, changes);
      const send = (from: number) => {
        const received = receive(stores[1 - from]!, SPACE, stores[from]!.changeSets(SPACE));
        if (!received.ok) throw new Error(JSON.stringify(received.error));
        told(1 - from, received.value);
      };
      for (const step of actions) {
        const store = stores[step.at]!;
        if (step.do === 'send') send(step.at);
        else if (step.do === 'edit') {
          const done = store.commit({
            ...BY,
            space: SPACE,
            command: 'x',
            ops: sensible(store, step.ops),
            isUndoable: true,
          });
          if (!done.ok) throw new Error(JSON.stringify(done.error));
          told(step.at, done.value);
        } else {
          const done = store.step(step.do, SPACE, BY);
          if (done.ok) told(step.at, done.value.changes);
        }
      }
      send(0);
      send(1);
      send(0);
      expect(stores[0]!.stateHash(SPACE)).toBe(stores[1]!.stateHash(SPACE));
      for (const [i, store] of stores.entries()) {
        expect(store.stateHash(SPACE)).toBe(stateHash(project(store.changeSets(SPACE), policy), sha256));
        const rows = shown(store, SPACE);
        expect(store.rebuild()).toEqual({ ok: true, value: { isChanged: false } });
        expect(shown(store, SPACE)).toEqual(rows);
        const open = Object.entries(plans[i]!).flatMap(([entity, map]) =>
          [...map.values()].map((row) => [`${entity}/${row.id}`, { ...row }] as const),
        );
        expect(Object.fromEntries(open)).toEqual(rows);
        store.close();
      }
    }),
    { numRuns: 150 },
  );
});
