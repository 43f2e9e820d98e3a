/**
 * Periods counted one day at a time on a calendar of Date objects, with holidays from a rule of their own. Slow and meant
 * to be obviously right; shares nothing with src/time.
 */
import type { PeriodRequest } from '../../src/time/period.ts';

const DAY_MS = 86_400_000;

const utc = (dayNumber: number): Date => new Date(dayNumber * DAY_MS);
const numberOf = (year: number, monthIndex: number, date: number): number =>
  Math.round(Date.UTC(year, monthIndex, date) / DAY_MS);

/** Easter by Gauss's rule with its two exceptions, as printed in almanacs for 1900-2199. */
const easter = (year: number): number => {
  const [m, n] = year < 2100 ? [24, 5] : [24, 6];
  const a = year % 19;
  const b = year % 4;
  const c = year % 7;
  const d = (19 * a + m) % 30;
  const e = (2 * b + 4 * c + 6 * d + n) % 7;
  let inMarch = 22 + d + e;
  if (d === 29 && e === 6) inMarch = 50;
  if (d === 28 && e === 6 && (11 * m + 11) % 30 < 19) inMarch = 49;
  return numberOf(year, 2, inMarch);
};

const holidays = new Map<number, Set<number>>();

const holidaysOf = (year: number): Set<number> => {
  const known = holidays.get(year);
  if (known) return known;
  const sunday = easter(year);
  const days = new Set([numberOf(year, 0, 1), numberOf(year, 11, 25), numberOf(year, 11, 26)]);
  for (const offset of [-3, -2, 0, 1, 39, 49, 50]) days.add(sunday + offset);
  if (year < 2024) days.add(sunday + 26);
  holidays.set(year, days);
  return days;
};

/** Whether a day is neither Saturday nor Sunday nor a Danish public holiday. */
export const isWorking = (dayNumber: number): boolean => {
  const date = utc(dayNumber);
  const weekday = date.getUTCDay();
  return weekday !== 0 && weekday !== 6 && !holidaysOf(date.getUTCFullYear()).has(dayNumber);
};

/** The date some months on: the same date, or the last day of the month that has no such date. */
const monthsOn = (dayNumber: number, months: number): number => {
  const date = utc(dayNumber);
  const first = new Date(Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + months, 1));
  const wanted = numberOf(first.getUTCFullYear(), first.getUTCMonth(), date.getUTCDate());
  const last = numberOf(first.getUTCFullYear(), first.getUTCMonth() + 1, 0);
  return Math.min(wanted, last);
};

/** Whether the days from a to b hold a period of that length, as far as its own measure goes. */
const isLongEnough = ({ fromDay, length, unit, direction }: PeriodRequest, a: number, b: number): boolean => {
  if (unit === 'day') return b - a + 1 >= length;
  if (unit === 'week') return b - a + 1 >= length * 7;
  if (unit === 'working-day') {
    let count = 0;
    for (let day = a; day <= b; day++) if (isWorking(day)) count++;
    return count >= length;
  }
  const months = unit === 'month' ? length : length * 12;
  return direction === 'forward' ? b >= monthsOn(fromDay, months) : a <= monthsOn(fromDay, -months);
};

const holdsTwoWorkingDays = (request: PeriodRequest, a: number, b: number): boolean => {
  if (request.length === 1 && (request.unit === 'day' || request.unit === 'working-day')) return true;
  let count = 0;
  for (let day = a; day <= b; day++) if (isWorking(day)) count++;
  return count >= 2;
};

/** Last day of a forward period; latest day before a backward one. */
export const oracleLastDay = (request: PeriodRequest): number => {
  const { fromDay, direction } = request;
  if (direction === 'forward') {
    for (let last = fromDay + 1; ; last++)
      if (
        isWorking(last) &&
        isLongEnough(request, fromDay + 1, last) &&
        holdsTwoWorkingDays(request, fromDay + 1, last)
      )
        return last;
  }
  for (let first = fromDay - 1; ; first--)
    if (isLongEnough(request, first, fromDay - 1) && holdsTwoWorkingDays(request, first, fromDay - 1)) return first - 1;
};
