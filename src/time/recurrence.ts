import { addMonths, dateOf, dayNumberOf, daysInMonth, weekdayOf } from './day.ts';

/** How an exception comes again: every so many days, working weekdays, weeks, months or years. */
export const RECURRENCE_PATTERNS = [
  'none',
  'daily',
  'weekdays',
  'weekly',
  'monthlyDay',
  'monthlyPosition',
  'yearlyDay',
  'yearlyPosition',
] as const;

/** Which days an exception takes within its range. What a pattern does not need is not looked at. */
export type Recurrence = {
  readonly pattern: (typeof RECURRENCE_PATTERNS)[number];
  /** Every so many days, weeks or months; from 1. */
  readonly every: number;
  /** Bits from Monday = 1 to Sunday = 64, for weekly ones. */
  readonly weekdays: number;
  /** First day of the weeks that are counted, Monday = 0. */
  readonly weekStart: number;
  /** 0 first to 3 fourth, 4 last, of the item in a month. */
  readonly position: number;
  /** 0 any day, 1 Monday to Friday, 2 Saturday and Sunday, 3 Monday to 9 Sunday. */
  readonly item: number;
  /** 1 to 12, for yearly ones. */
  readonly month: number;
  /** 1 to 31; the last day of a month that is shorter. */
  readonly day: number;
  /** At most so many days; null for as many as the range holds. */
  readonly count: number | null;
};

const LAST_POSITION = 4;
const FIRST_NAMED_ITEM = 3;

const isWeekday = (dayNumber: number): boolean => weekdayOf(dayNumber) < 5;

const matchesItem = (dayNumber: number, item: number): boolean => {
  if (item === 0) return true;
  if (item === 1) return isWeekday(dayNumber);
  if (item === 2) return !isWeekday(dayNumber);
  return weekdayOf(dayNumber) === item - FIRST_NAMED_ITEM;
};

/** The first, second, third, fourth or last day of a kind within a month. */
const positionInMonth = (year: number, month: number, position: number, item: number): number | null => {
  const first = dayNumberOf(year, month, 1);
  const days: number[] = [];
  for (let i = 0; i < daysInMonth(year, month); i++) if (matchesItem(first + i, item)) days.push(first + i);
  return (position >= LAST_POSITION ? days[days.length - 1] : days[position]) ?? null;
};

const dayInMonth = (year: number, month: number, day: number): number =>
  dayNumberOf(year, month, Math.min(Math.max(day, 1), daysInMonth(year, month)));

function* daily(fromDay: number, toDay: number, every: number, only: (day: number) => boolean): Generator<number> {
  let index = 0;
  for (let day = fromDay; day <= toDay; day++) {
    if (!only(day)) continue;
    if (index % every === 0) yield day;
    index++;
  }
}

function* weekly(fromDay: number, toDay: number, { every, weekdays, weekStart }: Recurrence): Generator<number> {
  const firstOfWeek = fromDay - ((weekdayOf(fromDay) - weekStart + 7) % 7);
  for (let day = fromDay; day <= toDay; day++) {
    const week = Math.floor((day - firstOfWeek) / 7);
    if (week % every === 0 && weekdays & (1 << weekdayOf(day))) yield day;
  }
}

function* byMonth(fromDay: number, toDay: number, every: number, dayOf: (y: number, m: number) => number | null) {
  const { year, month } = dateOf(fromDay);
  const firstOfMonth = dayNumberOf(year, month, 1);
  for (let n = 0; ; n += every) {
    const at = addMonths(firstOfMonth, n);
    if (at > toDay) return;
    const { year: y, month: m } = dateOf(at);
    const day = dayOf(y, m);
    if (day !== null && day >= fromDay && day <= toDay) yield day;
  }
}

const daysOf = (rule: Recurrence, fromDay: number, toDay: number): Iterable<number> => {
  const { every, position, item, month, day } = rule;
  switch (rule.pattern) {
    case 'yearlyDay':
      return byMonth(fromDay, toDay, 1, (y, m) => (m === month ? dayInMonth(y, m, day) : null));
    case 'yearlyPosition':
      return byMonth(fromDay, toDay, 1, (y, m) => (m === month ? positionInMonth(y, m, position, item) : null));
    case 'monthlyDay':
      return byMonth(fromDay, toDay, every, (y, m) => dayInMonth(y, m, day));
    case 'monthlyPosition':
      return byMonth(fromDay, toDay, every, (y, m) => positionInMonth(y, m, position, item));
    case 'weekly':
      return weekly(fromDay, toDay, rule);
    case 'weekdays':
      return daily(fromDay, toDay, every, isWeekday);
    case 'daily':
      return daily(fromDay, toDay, every, () => true);
    case 'none':
      return daily(fromDay, toDay, 1, () => true);
  }
};

/** The days that a recurrence takes from one day to another, both included, in order. Rules as in the Project XML schema. */
export function* recurringDays(rule: Recurrence, fromDay: number, toDay: number): Generator<number> {
  let left = rule.count ?? Number.POSITIVE_INFINITY;
  for (const day of daysOf(rule, fromDay, toDay)) {
    if (left-- <= 0) return;
    yield day;
  }
}
