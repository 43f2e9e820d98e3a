import { dayNumberOf } from '../../src/time/day.ts';

const MS_PER_MIN = 60_000;
const MINUTES_PER_DAY = 1440;

/** The instant (minutes since 1970-01-01T00:00 local) that the clock on the wall shows at this moment. */
export const localInstant = (ms: number): number => Math.floor(ms / MS_PER_MIN) - new Date(ms).getTimezoneOffset();

/** The local day number of this moment. */
export const localDay = (ms: number): number => Math.floor(localInstant(ms) / MINUTES_PER_DAY);

/** The day number of an ISO day such as `2027-04-05`. */
export const isoDayNumber = (iso: string): number => {
  const [year, month, day] = iso.split('-').map(Number);
  return dayNumberOf(year!, month!, day!);
};
