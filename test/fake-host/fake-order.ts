import { generateNKeysBetween } from 'fractional-indexing';

/** Order keys for a list that is made at once. */
export const keysBetween = (count: number): string[] => generateNKeysBetween(null, null, count);
