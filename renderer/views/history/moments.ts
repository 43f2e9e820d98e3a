import { dayOfInstant, MINUTES_PER_DAY } from '../../../src/time/day.ts';

/** The moment at which the clock on the wall shows an instant, milliseconds since 1970. */
export const msOfInstant = (instant: number): number => {
  const day = dayOfInstant(instant);
  const utc = new Date(day * MINUTES_PER_DAY * 60_000);
  const minute = instant - day * MINUTES_PER_DAY;
  return new Date(utc.getUTCFullYear(), utc.getUTCMonth(), utc.getUTCDate(), 0, minute).getTime();
};
