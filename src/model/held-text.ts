import type { Held } from './history-result.ts';
import { ID_PATTERN } from './validate.ts';

/** What a point of the history includes as the cell `planVersion.held` keeps it: JSON, copies in the order of their ids. */
export const heldText = (held: Held): string =>
  JSON.stringify(Object.fromEntries(Object.entries(held).sort(([a], [b]) => (a < b ? -1 : 1))));

/** Reads what `heldText` wrote; null of anything else, because the text may come from somebody else's file. */
export const readHeld = (text: string): Held | null => {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return null;
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return null;
  const isHeld = Object.entries(value).every(
    ([replica, seq]) => ID_PATTERN.test(replica) && Number.isSafeInteger(seq) && (seq as number) >= 1,
  );
  return isHeld ? (value as Held) : null;
};
