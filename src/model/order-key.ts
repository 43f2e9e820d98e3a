import { generateKeyBetween, generateNKeysBetween } from 'fractional-indexing';

/** A key longer than this asks for one change set that gives the siblings fresh keys. */
export const ORDER_KEY_LIMIT = 60;

const DIGITS = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz';

/** What stands among siblings. */
export interface Sibling {
  readonly id: string;
  readonly order: string;
}

/** Sorts siblings: by order key, code unit by code unit, then by id, so that equal keys stand alike on every copy. */
export const bySiblingOrder = (a: Sibling, b: Sibling): number =>
  a.order < b.order ? -1 : a.order > b.order ? 1 : a.id < b.id ? -1 : a.id > b.id ? 1 : 0;

/** Whether new keys can be made next to this one. Keys from a file may be anything. */
export function isOrderKey(text: string): boolean {
  if (!/^[B-Za-y][0-9A-Za-z]{1,255}$/.test(text)) return false;
  try {
    generateKeyBetween(text, null);
    return true;
  } catch {
    return false;
  }
}

/**
 * The random part of the keys made at one go. People who insert at the same place at the same time get different ones,
 * so what each inserted stays together.
 */
function suffixFrom(random: () => number): string {
  const digit = (from: number, count: number) => DIGITS.charAt(from + Math.floor(random() * count));
  // It ends neither with the lowest digit, which no key may, nor with the highest, after which no key has this prefix.
  return digit(0, 62) + digit(0, 62) + digit(0, 62) + digit(1, 60);
}

/**
 * `count` ascending keys between two neighbours (null = none on that side), by 4 numbers in [0, 1) from `random`. All
 * have one random prefix, so nothing that others insert at the same place comes between them. A neighbour that is no
 * key, and an `after` that is not above `before`, count as none: `placeAmong` repairs those.
 */
export function orderKeysBetween(
  before: string | null,
  after: string | null,
  count: number,
  random: () => number,
): string[] {
  if (count === 0) return [];
  const low = before !== null && isOrderKey(before) ? before : null;
  const high = after !== null && isOrderKey(after) && (low === null || low < after) ? after : null;
  let base = generateKeyBetween(low, high);
  // What begins like the right neighbour could pass it once the suffix is on.
  while (high?.startsWith(base)) base = low === null ? generateKeyBetween(null, base) : generateKeyBetween(base, high);
  const first = base + suffixFrom(random);
  if (count === 1) return [first];
  const last = DIGITS.charAt(DIGITS.indexOf(first.charAt(first.length - 1)) + 1);
  return generateNKeysBetween(first, first.slice(0, -1) + last, count);
}

/** Keys for new siblings, and the old siblings that must get another key for it. */
export interface Placement {
  readonly orders: readonly string[];
  readonly repairs: readonly Sibling[];
}

/**
 * Keys for `count` tasks to be put before `siblings[index]` (at the end if there is none). The siblings are sorted by
 * `bySiblingOrder`, the tasks to be moved left out. Neighbours with equal or unusable keys get new ones.
 */
export function placeAmong(
  siblings: readonly Sibling[],
  index: number,
  count: number,
  random: () => number,
): Placement {
  const keyAt = (i: number) => (siblings[i] as Sibling).order;
  let low = index - 1;
  while (low >= 0 && !isOrderKey(keyAt(low))) low--;
  const before = low < 0 ? null : keyAt(low);
  let high = index;
  while (high < siblings.length && (!isOrderKey(keyAt(high)) || (before !== null && keyAt(high) <= before))) high++;
  const after = high >= siblings.length ? null : keyAt(high);
  const left = index - low - 1;
  const keys = orderKeysBetween(before, after, left + count + (high - index), random);
  const repaired = (at: number, key: number): Sibling => ({
    id: (siblings[at] as Sibling).id,
    order: keys[key] as string,
  });
  const repairs: Sibling[] = [];
  for (let at = low + 1; at < index; at++) repairs.push(repaired(at, at - low - 1));
  for (let at = index; at < high; at++) repairs.push(repaired(at, at - low - 1 + count));
  return { orders: keys.slice(left, left + count), repairs };
}

/** Whether the keys of these siblings have grown so long that they should be tidied. */
export const needsTidying = (siblings: Iterable<Sibling>): boolean => {
  for (const { order } of siblings) if (order.length > ORDER_KEY_LIMIT) return true;
  return false;
};

/** Fresh short keys for siblings in their present order; one change set sets them all. */
export function tidyOrder(siblings: readonly Sibling[]): readonly Sibling[] {
  const keys = generateNKeysBetween(null, null, siblings.length);
  return siblings.map(({ id }, i) => ({ id, order: keys[i] as string }));
}
