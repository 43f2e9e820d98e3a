import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { planOver } from '../../../src/api.ts';
import { comparePlans, type HeldRows, opsToReach } from '../../../src/model/compare-plans.ts';
import type { PlanRows } from '../../../src/model/plan.ts';
import { makeRow } from '../../../src/model/row.ts';
import type { ChangeSet, Op, VersionVector } from '../../../src/sync/change-set.ts';
import { rowDeltasOf, type Touch } from '../../../src/sync/history/row-deltas.ts';
import { MergeState } from '../../../src/sync/merge-state.ts';
import { project } from '../../../src/sync/projection.ts';
import { cutOf, rowsOfState, stateAt } from '../../oracles/past-oracle.ts';
import {
  commit,
  histories,
  newAuthor,
  policy,
  pull,
  randomFrom,
  SPACE,
  sequentialHistories,
  shuffled,
} from './history.ts';

const vectorOf = (changeSets: readonly ChangeSet[]): VersionVector => {
  const vector: Record<string, number> = {};
  for (const { replica, seq } of changeSets) vector[replica] = Math.max(vector[replica] ?? 0, seq);
  return vector;
};

/** Plain values of what a projection or a state shows. */
const shownIn = (state: Pick<MergeState, 'projection'>) => {
  const { rows, conflicts, tree } = state.projection();
  return {
    rows: [...rows].map(([key, row]) => [key, [...row.cells].sort()]).sort(),
    conflicts: conflicts.map(({ id }) => id),
    roots: tree.roots,
  };
};

const projected = (changeSets: readonly ChangeSet[]) => ({ projection: () => project(changeSets, policy) });

/** Names that are texts, as a plan allows them: the merge cares for no meaning, these tests do. */
const withNames = (changeSets: readonly ChangeSet[]): ChangeSet[] =>
  changeSets.map((changeSet) => ({
    ...changeSet,
    ops: changeSet.ops.map((op) => (op.kind === 'set' && op.cell === 'name' ? { ...op, value: `n${op.value}` } : op)),
  }));

const everything = (changeSets: readonly ChangeSet[]): MergeState => stateAt(changeSets, vectorOf(changeSets), policy)!;

describe('the state at a point', () => {
  test('is the one that stood there then, however the log came together', () => {
    fc.assert(
      fc.property(histories, ({ authors, delivery }) => {
        for (const { held } of authors) {
          for (let steps = 1; steps <= held.length; steps++) {
            const then = held.slice(0, steps);
            const found = stateAt(delivery, vectorOf(then), policy);
            expect(found).not.toBeNull();
            expect(shownIn(found!)).toEqual(shownIn(projected(then)));
          }
        }
      }),
      { numRuns: 300 },
    );
  });

  test('is the current state at the newest point', () => {
    fc.assert(
      fc.property(histories, ({ all, delivery }) => {
        expect(shownIn(stateAt(delivery, vectorOf(all), policy)!)).toEqual(shownIn(projected(all)));
      }),
      { numRuns: 300 },
    );
  });

  test('is none where something is left out that was seen, or not all of it is held', () => {
    let seen = 0;
    fc.assert(
      fc.property(histories, ({ all }) => {
        for (const changeSet of all) {
          const alone = { [changeSet.replica]: changeSet.seq };
          const sawOthers = cutOf(all, alone).some(({ vector, replica }) =>
            Object.keys(vector).some((other) => other !== replica),
          );
          if (sawOthers) seen++;
          expect(stateAt(all, alone, policy) === null).toBe(sawOthers);
        }
        const beyond = { ...vectorOf(all), nobody: 1 };
        expect(stateAt(all, beyond, policy)).toBeNull();
      }),
      { numRuns: 200 },
    );
    expect(seen).toBeGreaterThan(50);
  });
});

describe('what lies between two points', () => {
  const heldIn = (state: MergeState): HeldRows => ({
    rowOf: (entity, id) => {
      const record = state.record(entity, id);
      if (record === undefined || record.life === 'unborn') return null;
      const cells = Object.fromEntries([...record.cells].map(([cell, heads]) => [cell, heads.at(-1)!.value]));
      return makeRow(entity, id, { ...cells, ...(record.place === undefined ? {} : { place: { ...record.place } }) });
    },
    isKept: (id) => state.record('task', id)?.life === 'kept',
  });

  /** Tasks as people see them: one whose parent nobody knows stands at the top. */
  const standing = ({ task }: PlanRows) =>
    [...task.values()]
      .map((row) => (task.has(row.place.parent ?? '') ? row : { ...row, place: { ...row.place, parent: null } }))
      .sort((x, y) => (x.id < y.id ? -1 : 1));

  test('brings one to the other when it is carried out', () => {
    const seen = new Map<string, number>();
    fc.assert(
      fc.property(histories, fc.nat(), fc.nat(), (history, who, at) => {
        const all = withNames(history.all);
        const { held } = history.authors[who % history.authors.length]!;
        const then = withNames(held.slice(0, at % (held.length + 1)));
        const now = everything(all);
        const rowsNow = rowsOfState(now, policy);
        const rowsThen =
          then.length === 0
            ? rowsOfState(new MergeState(SPACE, policy), policy)
            : rowsOfState(everything(then), policy);
        const ops = opsToReach(rowsNow, rowsThen, heldIn(now));
        for (const { fate } of comparePlans(rowsNow, rowsThen)) seen.set(fate, (seen.get(fate) ?? 0) + 1);
        const author = newAuthor('z');
        author.held.push(...all);
        const back = ops.length === 0 ? all : [...all, commit(author, ops)];
        const reached = rowsOfState(everything(back), policy);
        expect(standing(reached)).toEqual(standing(rowsThen));
        expect(reached.link).toEqual(rowsThen.link);
      }),
      { numRuns: 600 },
    );
    for (const fate of ['added', 'changed', 'moved', 'deleted']) expect(seen.get(fate) ?? 0).toBeGreaterThan(20);
  });

  test('says nothing of what is the same', () => {
    fc.assert(
      fc.property(histories, ({ all, delivery }) => {
        const one = rowsOfState(everything(withNames(all)), policy);
        const other = rowsOfState(everything(withNames(delivery)), policy);
        expect(comparePlans(one, other)).toEqual([]);
      }),
      { numRuns: 100 },
    );
  });

  test('leaves baselines, views and named versions where they are', () => {
    const set = (entity: string, id: string, cell: string, value: string): Op => ({
      kind: 'set',
      entity,
      id,
      cell,
      value,
    });
    const author = newAuthor('a');
    commit(author, [set('task', 't', 'name', 'A')]);
    const then = rowsOfState(everything(author.held), policy);
    commit(author, [
      set('planVersion', 'v', 'name', 'Version 1'),
      set('baseline', 'b', 'name', 'B'),
      set('savedView', 's', 'name', 'S'),
      set('party', 'p', 'name', 'P'),
    ]);
    const now = everything(author.held);
    expect(opsToReach(rowsOfState(now, policy), then, heldIn(now))).toEqual([
      { kind: 'delete', entity: 'party', id: 'p' },
    ]);
  });
});

describe('what a change set did', () => {
  const touchesIn = (changeSets: readonly ChangeSet[]) => (entity: string, id: string) =>
    changeSets.flatMap((changeSet): Touch[] =>
      changeSet.ops.flatMap((op) => (op.entity === entity && op.id === id ? [{ ...changeSet, op }] : [])),
    );

  test('is told with the values that its author had before, in whatever order the log came', () => {
    fc.assert(
      fc.property(sequentialHistories, fc.integer(), ({ authors, all }, seed) => {
        const inOrder = [...all].sort((a, b) => a.lamport - b.lamport);
        const log = shuffled(inOrder, randomFrom(seed));
        expect(authors.length).toBe(3);
        const before = new MergeState(SPACE, policy);
        for (const changeSet of inOrder) {
          for (const { entity, id, cells, fate } of rowDeltasOf(changeSet, touchesIn(log))) {
            for (const { cell, before: was, after } of cells) {
              expect(before.heads(entity, id, cell).at(-1)?.value ?? null).toEqual(was);
              const last = changeSet.ops.filter((op) => op.kind === 'set' && op.id === id && op.cell === cell).at(-1);
              expect(last).toMatchObject({ value: after });
            }
            const isKnown = (before.record(entity, id)?.life ?? 'unborn') !== 'unborn';
            const last = changeSet.ops.filter((op) => op.entity === entity && op.id === id).at(-1)!;
            expect(fate === 'added').toBe(!isKnown && last.kind !== 'delete');
            expect(fate === 'deleted').toBe(last.kind === 'delete');
          }
          before.apply(changeSet);
        }
      }),
      { numRuns: 200 },
    );
  });

  test('does not take for former values what others did meanwhile', () => {
    const set = (value: string): Op => ({ kind: 'set', entity: 'task', id: 't', cell: 'name', value });
    const [a, b] = [newAuthor('a'), newAuthor('b')];
    commit(a, [set('Fælles')]);
    pull(b, a);
    commit(a, [set('Hos a')]);
    const hers = commit(b, [set('Hos b')]);
    pull(b, a);
    const later = commit(b, [set('Enige')]);
    const log = [...a.held, ...b.held];
    const cellsOf = (changeSet: ChangeSet) => rowDeltasOf(changeSet, touchesIn(log))[0]!.cells;
    expect(cellsOf(hers)).toEqual([{ cell: 'name', before: 'Fælles', after: 'Hos b' }]);
    expect(cellsOf(later)).toEqual([{ cell: 'name', before: 'Hos b', after: 'Enige' }]);
  });
});

test('a plan over rows of the past reads as any other', () => {
  const author = newAuthor('a');
  commit(author, [{ kind: 'set', entity: 'task', id: 't', cell: 'name', value: 'A' }]);
  const plan = planOver('p', 0, rowsOfState(everything(author.held), policy));
  expect(plan.rows.task.get('t')?.name).toBe('A');
});
