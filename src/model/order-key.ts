import { generateKeyBetween, generateNKeysBetween } from 'fractional-indexing';
import { err, ok, type Result } from '../result.ts';

/** A key longer than this asks for one change set that gives the siblings fresh keys. */
export const ORDER_KEY_LIMIT = 60;

/** Random bytes that `orderSuffix` needs. */
export const ORDER_SUFFIX_BYTES = 4;

const DIGITS = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz';

/** What stands among siblings. */
export interface Sibling {
  readonly id: string;
  readonly order: string;
}

export interface OrderKeyRefusal {
  readonly id: 'order.invalidKey' | 'order.noGap';
  readonly params: { readonly before: string; readonly after: string };
}

/** Sorts siblings: by order key, code unit by code unit, then by id, so that equal keys stand alike on every copy. */
export const bySiblingOrder = (a: Sibling, b: Sibling): number =>
  a.order < b.order ? -1 : a.order > b.order ? 1 : a.id < b.id ? -1 : a.id > b.id ? 1 : 0;

/** Whether new keys can be made next to this one. Keys from a file may be anything. */
export function isOrderKey(text: string): boolean {
  if (!/^[A-Za-z][0-9A-Za-z]{1,255}$/.test(text)) return false;
  try {
    generateKeyBetween(text, null);
    return true;
  } catch {
    return false;
  }
}

/**
 * The random part of all keys of one change set, from 4 random bytes. People who insert at the same place at the same
 * time get different ones, so what each inserted stays together.
 */
export function orderSuffix(random: Uint8Array): string {
  if (random.length < ORDER_SUFFIX_BYTES) throw new RangeError(`a suffix takes ${ORDER_SUFFIX_BYTES} bytes`);
  let suffix = '';
  for (let i = 0; i < ORDER_SUFFIX_BYTES - 1; i++) suffix += DIGITS[(random[i] as number) % 62];
  // Neither the lowest digit, which a key must not end with, nor the highest, after which nothing with this prefix fits.
  return suffix + DIGITS[1 + ((random[ORDER_SUFFIX_BYTES - 1] as number) % 60)];
}

/**
 * `count` ascending keys between two neighbours (null = no neighbour on that side). All have one prefix that ends with
 * the suffix, so nothing inserted elsewhere at the same place comes between them. Refuses neighbours that are no keys
 * or leave no gap (`placeAmong` repairs those).
 */
export function orderKeysBetween(
  before: string | null,
  after: string | null,
  count: number,
  suffix: string,
): Result<readonly string[], OrderKeyRefusal> {
  const params = { before: before ?? '', after: after ?? '' };
  if ((before !== null && !isOrderKey(before)) || (after !== null && !isOrderKey(after))) {
    return err({ id: 'order.invalidKey', params });
  }
  if (before !== null && after !== null && before >= after) return err({ id: 'order.noGap', params });
  if (count === 0) return ok([]);
  let base = generateKeyBetween(before, after);
  // What begins like the right neighbour could pass it once the suffix is on.
  while (after?.startsWith(base))
    base = generateKeyBetween(before === null ? null : base, before === null ? base : after);
  const first = base + suffix;
  if (count === 1) return ok([first]);
  const last = DIGITS[DIGITS.indexOf(first.charAt(first.length - 1)) + 1] as string;
  return ok(generateNKeysBetween(first, first.slice(0, -1) + last, count));
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
export function placeAmong(siblings: readonly Sibling[], index: number, count: number, suffix: string): Placement {
  const keyAt = (i: number) => (siblings[i] as Sibling).order;
  let low = index - 1;
  while (low >= 0 && !isOrderKey(keyAt(low))) low--;
  const before = low < 0 ? null : keyAt(low);
  let high = index;
  while (high < siblings.length && (!isOrderKey(keyAt(high)) || (before !== null && keyAt(high) <= before))) high++;
  const after = high >= siblings.length ? null : keyAt(high);
  const left = index - low - 1;
  const keys = orderKeysBetween(before, after, left + count + (high - index), suffix);
  if (!keys.ok) throw new Error(`placeAmong: ${keys.error.id}`);
  const repaired = (at: number, key: number): Sibling => ({
    id: (siblings[at] as Sibling).id,
    order: keys.value[key] as string,
  });
  const repairs: Sibling[] = [];
  for (let at = low + 1; at < index; at++) repairs.push(repaired(at, at - low - 1));
  for (let at = index; at < high; at++) repairs.push(repaired(at, at - low - 1 + count));
  return { orders: keys.value.slice(left, left + count), repairs };
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
