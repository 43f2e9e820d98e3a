import { expect } from 'vitest';
import type { Store } from '../../../main/store/store.ts';
import { emptyRows, type MutableRows } from '../../../src/model/plan.ts';
import type { ChangeSet, VersionVector } from '../../../src/sync/change-set.ts';
import { rowsAt } from '../../../src/sync/history/rows-at.ts';
import { policy } from '../../../src/sync/plan-policy.ts';
import { rowsOfState, stateAt } from '../../oracles/past-oracle.ts';
import { act, begin, closeAll, groups, held, meet, type Person, peopleOf, SPACE, workOn } from './people.ts';
import { triesOf } from './tries.ts';

/** How many histories are tried; a release is tried with `npm run test:hard`. */
const HISTORIES = Number(process.env.HISTORIES ?? 40);

const vectorOf = (changeSets: readonly ChangeSet[]): VersionVector => {
  const vector: Record<string, number> = {};
  for (const { replica, seq } of changeSets) vector[replica] = Math.max(vector[replica] ?? 0, seq);
  return vector;
};

const rowsIn = (store: Store): MutableRows => {
  const rows = store.readPlan(SPACE);
  if (!rows.ok) throw new Error(rows.error.id);
  return rows.value ?? emptyRows();
};

/** The rows at a vector, from those of now; null where nobody can have stood there. In every pause `meanwhile` happens. */
const quickly = (store: Store, vector: VersionVector, meanwhile = (): void => {}): MutableRows | null => {
  const log = store.past(SPACE)!.cutAt(vector, store.vector(SPACE));
  if (log === null) return null;
  const rows = rowsIn(store);
  for (const _pause of rowsAt(rows, log, policy)) meanwhile();
  return rows;
};

/** The same from the whole log, merged from the beginning. */
const slowly = (changeSets: readonly ChangeSet[], vector: VersionVector): MutableRows | null => {
  const state = stateAt(changeSets, vector, policy);
  return state === null ? null : rowsOfState(state, policy);
};

/** A few edits of somebody, one a call: names, deletes and places. */
const busyWith = (person: Person): (() => void) => {
  const kinds = [0, 7, 5, 0, 7, 5];
  return () => {
    const kind = kinds.pop();
    if (kind !== undefined) workOn(person, { do: 'edit', who: 0, ops: [[kind, kinds.length, 2, 1]] });
  };
};

triesOf(
  'the rows at any point of anybody come out as the whole log gives them, whatever is done meanwhile',
  HISTORIES,
  groups,
  async (group) => {
    const people = peopleOf(group.size);
    await begin(people, group);
    await act(people, group.acts);
    const points = people.flatMap((person) => {
      const log = held(person);
      // All points of a short log, some of a long one.
      const step = 1 + Math.floor(log.length / 8);
      return Array.from({ length: Math.ceil(log.length / step) + 1 }, (_, i) => vectorOf(log.slice(0, i * step)));
    });
    await meet(people);
    const reader = people.at(-1)!;
    if (held(reader).length > 0) {
      const all = held(reader);
      for (const vector of points) {
        const then = slowly(all, vector);
        expect(then).not.toBeNull();
        expect(quickly(reader.store, vector)).toEqual(then);
      }
      for (const [replica, seq] of Object.entries(reader.store.vector(SPACE)))
        expect(quickly(reader.store, { [replica]: seq })).toEqual(slowly(all, { [replica]: seq }));
      expect(quickly(reader.store, { ...reader.store.vector(SPACE), nobody: 1 })).toBeNull();
      for (const vector of points) expect(quickly(reader.store, vector, busyWith(reader))).toEqual(slowly(all, vector));
    }
    closeAll(people);
  },
);
