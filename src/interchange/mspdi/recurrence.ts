import type { Recurrence } from '../../time/recurrence.ts';
import type { MspdiException } from './parsed.ts';

/** Days of an exception, both ends included. */
export interface DayRange {
  readonly fromDay: number;
  readonly toDay: number;
}

/** Type of an Exception by number; the first is one unbroken stretch unless it comes every so many days. */
const PATTERNS: Readonly<Record<number, Recurrence['pattern']>> = {
  1: 'daily',
  2: 'yearlyDay',
  3: 'yearlyPosition',
  4: 'monthlyDay',
  5: 'monthlyPosition',
  6: 'weekly',
  7: 'daily',
  8: 'weekdays',
};

/** Names of MonthItem from 3 on begin with Sunday; those of the product with Monday. */
const FIRST_NAMED_ITEM = 3;

const between = (value: number, least: number, most: number): number => Math.min(most, Math.max(least, value));

/** The bits of a week that begins with Sunday as those of one that begins with Monday. */
const mondayFirst = (bits: number): number => ((bits & 127) >> 1) | ((bits & 1) << 6);

/** Most days, weeks or months between two days of a recurrence in the plan's schema. */
const MAX_EVERY = 1000;

const NO_DAY: Recurrence = {
  pattern: 'weekly',
  every: 1,
  weekdays: 0,
  weekStart: 0,
  position: 0,
  item: 0,
  month: 1,
  day: 1,
  count: null,
};

/** How an exception comes again, or null where it is one unbroken stretch, as most are. `weekStart` counts from Sunday = 0. */
export const recurrenceOf = (exception: MspdiException, weekStart: number): Recurrence | null => {
  const pattern = PATTERNS[exception.type ?? 0];
  const every = between(exception.period ?? 1, 1, MAX_EVERY);
  if (pattern === undefined || (pattern === 'daily' && every === 1)) return null;
  const item = exception.monthItem ?? 0;
  const position = exception.monthPosition ?? 0;
  // A place in the month that there is not takes no day: a week of which no day is named.
  const senseless = pattern.endsWith('Position') && (item < 0 || item > 9 || position < 0 || position > 4);
  if (senseless) return { ...NO_DAY, every };
  return {
    pattern,
    every,
    weekdays: mondayFirst(exception.daysOfWeek ?? 0),
    weekStart: (between(weekStart, 0, 6) + 6) % 7,
    position: between(position, 0, 4),
    item:
      item < FIRST_NAMED_ITEM
        ? between(item, 0, 2)
        : FIRST_NAMED_ITEM + ((between(item, 3, 9) - FIRST_NAMED_ITEM + 6) % 7),
    month: between(exception.month ?? 0, 0, 11) + 1,
    day: between(exception.monthDay ?? 1, 1, 31),
    count: exception.enteredByOccurrences ? between(exception.occurrences ?? 1, 1, 100_000) : null,
  };
};
