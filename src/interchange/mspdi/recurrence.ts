import { addMonths, dateOf, dayNumberOf, daysInMonth, weekdayOf } from '../../time/day.ts';
import type { MspdiException } from './parsed.ts';

/** Days of an exception, both ends included. */
export interface DayRange {
  readonly fromDay: number;
  readonly toDay: number;
}

/** What an exception that recurs comes to within bounds. */
export interface Recurrence {
  readonly ranges: readonly DayRange[];
  /** Whether the file asks for more days than were given. */
  readonly cut: boolean;
}

/** Names of MonthItem from 3 on begin with Sunday; weekdays of the product with Monday. */
const FIRST_NAMED_ITEM = 3;
const LAST_POSITION = 4;

const isWeekday = (dayNumber: number): boolean => weekdayOf(dayNumber) < 5;
/** 0 = Sunday, as the bits and items of the format count. */
const sundayBased = (dayNumber: number): number => (weekdayOf(dayNumber) + 1) % 7;

const matchesItem = (dayNumber: number, item: number): boolean => {
  if (item === 0) return true;
  if (item === 1) return isWeekday(dayNumber);
  if (item === 2) return !isWeekday(dayNumber);
  return sundayBased(dayNumber) === item - FIRST_NAMED_ITEM;
};

/** The first, second, third, fourth or last day of a kind within a month. */
const positionInMonth = (year: number, month: number, position: number, item: number): number | null => {
  const first = dayNumberOf(year, month, 1);
  const count = daysInMonth(year, month);
  const days: number[] = [];
  for (let i = 0; i < count; i++) if (matchesItem(first + i, item)) days.push(first + i);
  return (position >= LAST_POSITION ? days[days.length - 1] : days[position]) ?? null;
};

/** A day of the month; the last one where the month is shorter. */
const dayInMonth = (year: number, month: number, day: number): number =>
  dayNumberOf(year, month, Math.min(Math.max(day, 1), daysInMonth(year, month)));

type Rule = Pick<
  MspdiException,
  'type' | 'period' | 'daysOfWeek' | 'monthItem' | 'monthPosition' | 'month' | 'monthDay'
>;

function* daily(fromDay: number, toDay: number, step: number, only: (day: number) => boolean): Generator<number> {
  let index = 0;
  for (let day = fromDay; day <= toDay; day++) {
    if (!only(day)) continue;
    if (index % step === 0) yield day;
    index++;
  }
}

function* weekly(fromDay: number, toDay: number, step: number, mask: number, weekStart: number): Generator<number> {
  const firstOfWeek = fromDay - ((sundayBased(fromDay) - weekStart + 7) % 7);
  for (let day = fromDay; day <= toDay; day++) {
    const week = Math.floor((day - firstOfWeek) / 7);
    if (week % step === 0 && mask & (1 << sundayBased(day))) yield day;
  }
}

function* byMonth(fromDay: number, toDay: number, step: number, dayOf: (y: number, m: number) => number | null) {
  const { year, month } = dateOf(fromDay);
  const firstOfMonth = dayNumberOf(year, month, 1);
  for (let n = 0; ; n += step) {
    const at = addMonths(firstOfMonth, n);
    if (at > toDay) return;
    const { year: y, month: m } = dateOf(at);
    const day = dayOf(y, m);
    if (day !== null && day >= fromDay && day <= toDay) yield day;
  }
}

const daysOf = (rule: Rule, { fromDay, toDay }: DayRange, weekStart: number): Iterable<number> => {
  const step = Math.max(1, rule.period ?? 1);
  const month = Math.min(11, Math.max(0, rule.month ?? 0)) + 1;
  const position = Math.max(0, rule.monthPosition ?? 0);
  const item = Math.max(0, rule.monthItem ?? 0);
  const monthDay = rule.monthDay ?? 1;
  switch (rule.type) {
    case 2:
      return byMonth(fromDay, toDay, 1, (y, m) => (m === month ? dayInMonth(y, m, monthDay) : null));
    case 3:
      return byMonth(fromDay, toDay, 1, (y, m) => (m === month ? positionInMonth(y, m, position, item) : null));
    case 4:
      return byMonth(fromDay, toDay, step, (y, m) => dayInMonth(y, m, monthDay));
    case 5:
      return byMonth(fromDay, toDay, step, (y, m) => positionInMonth(y, m, position, item));
    case 6:
      return weekly(fromDay, toDay, step, rule.daysOfWeek ?? 0, weekStart);
    case 8:
      return daily(fromDay, toDay, step, isWeekday);
    default:
      return daily(fromDay, toDay, step, () => true);
  }
};

/** Whether the exception is one unbroken stretch of days, which is what most are. */
export const isPlainRange = (exception: MspdiException): boolean =>
  exception.type === null ||
  exception.type < 1 ||
  exception.type > 8 ||
  ((exception.type === 1 || exception.type === 7) && (exception.period ?? 1) <= 1);

/**
 * The days of a recurring exception as ranges, neighbours joined, at most `limit` of them. The rules are those of the
 * Microsoft Project XML schema (element Exception); weeks are counted from `weekStart` (0 = Sunday), and a day that a
 * month lacks falls on its last one. `within` is the exception's own span.
 */
export const recurrenceOf = (
  exception: MspdiException,
  within: DayRange,
  weekStart: number,
  limit: number,
): Recurrence => {
  const most = exception.enteredByOccurrences
    ? (exception.occurrences ?? Number.MAX_SAFE_INTEGER)
    : Number.MAX_SAFE_INTEGER;
  const ranges: { fromDay: number; toDay: number }[] = [];
  let count = 0;
  for (const day of daysOf(exception, within, weekStart)) {
    if (count >= most) break;
    count++;
    const last = ranges[ranges.length - 1];
    if (last && last.toDay === day - 1) last.toDay = day;
    else if (ranges.length >= limit) return { ranges, cut: true };
    else ranges.push({ fromDay: day, toDay: day });
  }
  return { ranges, cut: false };
};
