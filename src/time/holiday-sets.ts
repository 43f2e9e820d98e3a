import { closingDaysOf, type DanishHolidayId, publicHolidaysOf } from './danish-holidays.ts';
import { dayOfIsoWeek } from './day.ts';

/**
 * Danish days off that a calendar may take in, each by itself: the public holidays; the customary closing days, all four or
 * one by one; and the weeks in which most offices stand still in summer.
 */
export const HOLIDAY_SETS = [
  'da-public',
  'da-closing',
  'da-may-day',
  'da-constitution-day',
  'da-christmas-eve',
  'da-new-years-eve',
  'da-summer',
] as const;
export type HolidaySet = (typeof HOLIDAY_SETS)[number];

/** The customary closing days that can be chosen one by one; `da-closing` means all of them. */
const CLOSING_DAYS: Readonly<Partial<Record<HolidaySet, DanishHolidayId>>> = {
  'da-may-day': 'foerste-maj',
  'da-constitution-day': 'grundlovsdag',
  'da-christmas-eve': 'juleaftensdag',
  'da-new-years-eve': 'nytaarsaftensdag',
};
export const CLOSING_DAY_SETS = HOLIDAY_SETS.filter((set) => CLOSING_DAYS[set] !== undefined);

/** Industriferien: ISO weeks 28 to 30, in which municipalities decide nothing and few suppliers answer. */
const SUMMER_WEEKS = [28, 29, 30];

/** Day numbers of a year that these sets close, in no certain order. */
export function closedDaysOf(sets: readonly HolidaySet[], year: number): number[] {
  const days: number[] = [];
  if (sets.includes('da-public')) for (const { dayNumber } of publicHolidaysOf(year)) days.push(dayNumber);
  const closing = CLOSING_DAY_SETS.filter((set) => closes(sets, set)).map((set) => CLOSING_DAYS[set]);
  for (const { dayNumber, id } of closingDaysOf(year)) if (closing.includes(id)) days.push(dayNumber);
  if (sets.includes('da-summer'))
    for (const week of SUMMER_WEEKS)
      for (let weekday = 0; weekday < 7; weekday++) days.push(dayOfIsoWeek(year, week, weekday));
  return days;
}

/** Whether everything of a set is closed, by itself or as one of those in `da-closing`. */
export function closes(sets: readonly HolidaySet[], set: HolidaySet): boolean {
  if (sets.includes(set)) return true;
  if (set === 'da-closing') return CLOSING_DAY_SETS.every((one) => sets.includes(one));
  return CLOSING_DAYS[set] !== undefined && sets.includes('da-closing');
}

/** The sets after one was switched on or off, in the order of the list, and `da-closing` in the place of all its days. */
export function switched(sets: readonly HolidaySet[], set: HolidaySet, on: boolean): HolidaySet[] {
  const days = CLOSING_DAY_SETS.filter((one) => (one === set || set === 'da-closing' ? on : closes(sets, one)));
  const isAll = days.length === CLOSING_DAY_SETS.length;
  return HOLIDAY_SETS.filter((one) => {
    if (one === 'da-closing') return isAll;
    if (CLOSING_DAYS[one] !== undefined) return !isAll && days.includes(one);
    return one === set ? on : sets.includes(one);
  });
}
