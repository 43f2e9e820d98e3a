import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  bySiblingOrder,
  isOrderKey,
  needsTidying,
  ORDER_KEY_LIMIT,
  orderKeysBetween,
  placeAmong,
  type Sibling,
  tidyOrder,
} from '../../../src/model/order-key.ts';
import { randomFrom } from '../sync/history.ts';

const isAscending = (keys: readonly string[]) => keys.every((key, i) => i === 0 || (keys[i - 1] as string) < key);

test.each([
  ['', false],
  ['a0', true],
  ['a', false],
  ['a00', false],
  ['b0', false],
  ['b00', true],
  ['a0V', true],
  ['æ0', false],
  ['!', false],
  [`a0${'V'.repeat(300)}`, false],
])('is %j a key: %s', (text, expected) => expect(isOrderKey(text)).toBe(expected));

describe('keys between neighbours', () => {
  test('inserting blocks anywhere, many times over, keeps order and gives usable keys', () => {
    const insertions = fc.array(fc.tuple(fc.nat(), fc.integer({ min: 1, max: 30 })), { minLength: 1, maxLength: 30 });
    fc.assert(
      fc.property(insertions, fc.integer(), (steps, seed) => {
        const random = randomFrom(seed);
        let keys: string[] = [];
        for (const [where, count] of steps) {
          const at = where % (keys.length + 1);
          const fresh = orderKeysBetween(keys[at - 1] ?? null, keys[at] ?? null, count, random);
          keys = [...keys.slice(0, at), ...fresh, ...keys.slice(at)];
        }
        return isAscending(keys) && keys.every(isOrderKey);
      }),
      { numRuns: 300 },
    );
  });

  test('blocks pasted at one place by several people stay together', () => {
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: 1, max: 20 }), { minLength: 2, maxLength: 5 }),
        fc.integer(),
        (sizes, seed) => {
          const random = randomFrom(seed);
          const [low, high] = orderKeysBetween(null, null, 2, random) as [string, string];
          for (const [before, after] of [
            [low, high],
            [null, low],
            [high, null],
          ] as const) {
            const blocks = sizes.map((size) => orderKeysBetween(before, after, size, random));
            const owners = blocks
              .flatMap((keys, owner) => keys.map((key) => ({ key, owner })))
              .sort((a, b) => (a.key < b.key ? -1 : 1))
              .map(({ owner }) => owner);
            const runs = owners.filter((owner, i) => owner !== owners[i - 1]).length;
            if (runs !== sizes.length) return false;
          }
          return true;
        },
      ),
      { numRuns: 300 },
    );
  });

  test('appending and prepending one by one keep keys short', () => {
    const random = randomFrom(1);
    let [first, last] = orderKeysBetween(null, null, 2, random) as [string, string];
    for (let i = 0; i < 2_000; i++) {
      [last] = orderKeysBetween(last, null, 1, random) as [string];
      [first] = orderKeysBetween(null, first, 1, random) as [string];
    }
    expect(Math.max(first.length, last.length)).toBeLessThan(12);
  });

  test('ten thousand at once between two neighbours', () => {
    const keys = orderKeysBetween('a0', 'a1', 10_000, randomFrom(2));
    expect(isAscending(['a0', ...keys, 'a1'])).toBe(true);
    expect(Math.max(...keys.map((key) => key.length))).toBeLessThan(14);
  });

  test('always the same gap: keys outgrow the limit, and tidying makes them short again', () => {
    const random = randomFrom(3);
    let after = 'a1';
    let rounds = 0;
    for (; after.length <= ORDER_KEY_LIMIT && rounds < 5_000; rounds++) {
      [after] = orderKeysBetween('a0', after, 1, random) as [string];
    }
    expect(rounds).toBeGreaterThan(100);
    const siblings = ['a0', after, 'a2'].map((order, i) => ({ id: String(9 - i), order }));
    expect(needsTidying(siblings)).toBe(true);
    const tidied = tidyOrder(siblings);
    expect(needsTidying(tidied)).toBe(false);
    expect([...tidied].sort(bySiblingOrder).map(({ id }) => id)).toEqual(siblings.map(({ id }) => id));
  });
});

test('placing among siblings with equal or unusable keys repairs just those in the way', () => {
  const order = fc.constantFrom('', '!', 'a0', 'a1', 'a1V', 'a2', 'x', 'æ');
  fc.assert(
    fc.property(
      fc.array(order, { maxLength: 8 }),
      fc.nat(),
      fc.nat({ max: 3 }),
      fc.integer(),
      (orders, where, count, seed) => {
        const siblings = orders.map((key, i): Sibling => ({ id: `s${i}`, order: key })).sort(bySiblingOrder);
        const index = where % (siblings.length + 1);
        const { orders: fresh, repairs } = placeAmong(siblings, index, count, randomFrom(seed));
        const changed = new Map(repairs.map(({ id, order: key }) => [id, key]));
        const after = siblings.map(({ id, order: key }) => ({ id, order: changed.get(id) ?? key }));
        const added = fresh.map((key, i) => ({ id: `new${i}`, order: key }));
        const wanted = [...after.slice(0, index), ...added, ...after.slice(index)];
        const near = wanted
          .slice(Math.max(0, index - 1), index + count + 1)
          .filter(({ order: key }) => isOrderKey(key));
        expect(fresh).toHaveLength(count);
        expect(isAscending(near.map(({ order: key }) => key))).toBe(true);
        const isSound = isAscending(orders.filter(isOrderKey).sort()) && orders.every(isOrderKey);
        if (isSound) expect(repairs).toEqual([]);
      },
    ),
    { numRuns: 1_000 },
  );
});
