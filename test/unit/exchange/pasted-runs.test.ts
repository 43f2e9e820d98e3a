/** Property 12: what somebody pasted stays together, whatever others put at the same place at the same time. */
import fc from 'fast-check';
import { generateNKeysBetween } from 'fractional-indexing';
import { expect, test } from 'vitest';
import { bySiblingOrder, placeAmong, type Sibling } from '../../../src/model/order-key.ts';
import type { Op } from '../../../src/sync/change-set.ts';
import { randomFrom } from '../sync/history.ts';
import { closeAll, edit, meet, type Person, peopleOf } from './people.ts';
import { triesOf } from './tries.ts';

const HISTORIES = Number(process.env.HISTORIES ?? 40);

type KeysFor = (siblings: readonly Sibling[], index: number, count: number, random: () => number) => readonly string[];

const asTheProduct: KeysFor = (siblings, index, count, random) => placeAmong(siblings, index, count, random).orders;
/** What many do, and what lets two runs that were put at one place run into each other. */
const withoutSuffix: KeysFor = (siblings, index, count) =>
  generateNKeysBetween(siblings[index - 1]?.order ?? null, siblings[index]?.order ?? null, count);

const siblingsIn = ({ db }: Person): Sibling[] =>
  db.prepare<[], Sibling>('SELECT id, place_order AS "order" FROM task WHERE life > 0').all().sort(bySiblingOrder);

/** The run that a task was pasted with. */
const runOf = (id: string): string => id.slice(0, id.lastIndexOf('-'));

/** Nobody means to paste into the middle of a run. */
const placesBetweenRuns = (siblings: readonly Sibling[]): number[] =>
  Array.from({ length: siblings.length + 1 }, (_, i) => i).filter(
    (i) => i === 0 || i === siblings.length || runOf(siblings[i - 1]!.id) !== runOf(siblings[i]!.id),
  );

interface Paste {
  readonly who: number;
  readonly at: number;
  readonly count: number;
}

const paste = (person: Person, { at, count }: Paste, run: string, keysFor: KeysFor, random: () => number): void => {
  const siblings = siblingsIn(person);
  const places = placesBetweenRuns(siblings);
  const index = places[at % places.length]!;
  const keys = keysFor(siblings, index, count, random);
  const ops = keys.map(
    (order, i): Op => ({
      kind: 'set',
      entity: 'task',
      id: `${run}-${i}`,
      cell: 'place',
      value: { parent: null, order },
    }),
  );
  edit(person, ops, 'clipboard.paste');
};

/** Each round everybody pastes without knowing of the others, then all meet through files. Tells runs torn apart. */
const tornRuns = async (
  { size, rounds, seed }: { size: number; rounds: readonly (readonly Paste[])[]; seed: number },
  keysFor: KeysFor,
): Promise<string[]> => {
  const people = peopleOf(size);
  const random = randomFrom(seed);
  try {
    for (const [n, round] of rounds.entries()) {
      for (const [i, one] of round.entries()) paste(people[one.who % size]!, one, `r${n}p${i}`, keysFor, random);
      await meet(people);
    }
    const orders = people.map((person) => siblingsIn(person).map(({ id }) => id));
    expect(new Set(orders.map(String)).size).toBe(1);
    const torn: string[] = [];
    const ended = new Set<string>();
    for (const [i, id] of orders[0]!.entries()) {
      const run = runOf(id);
      if (ended.has(run)) torn.push(run);
      const next = orders[0]![i + 1];
      if (next === undefined || runOf(next) !== run) ended.add(run);
    }
    return torn;
  } finally {
    closeAll(people);
  }
};

const pastes = fc.record({ who: fc.nat({ max: 4 }), at: fc.nat({ max: 30 }), count: fc.integer({ min: 1, max: 5 }) });
const histories = fc.record({
  size: fc.integer({ min: 2, max: 5 }),
  rounds: fc.array(fc.array(pastes, { minLength: 1, maxLength: 6 }), { minLength: 1, maxLength: 3 }),
  seed: fc.integer(),
});

triesOf('12: no pasted run is torn apart, in histories', HISTORIES, histories, async (history) => {
  expect(await tornRuns(history, asTheProduct)).toEqual([]);
});

test('keys without a part of their own tear runs apart, which the test sees', async () => {
  const two = [0, 1].map((who) => ({ who, at: 0, count: 3 }));
  expect(await tornRuns({ size: 2, rounds: [two], seed: 1 }, withoutSuffix)).not.toEqual([]);
  expect(await tornRuns({ size: 2, rounds: [two], seed: 1 }, asTheProduct)).toEqual([]);
});
