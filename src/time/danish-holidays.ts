import { dateOf, dayNumberOf } from './day.ts';

/** Danish days off: the public holidays, and the days on which most offices close by custom or agreement. */
export type DanishHolidayId =
  | 'nytaarsdag'
  | 'skaertorsdag'
  | 'langfredag'
  | 'paaskedag'
  | 'anden-paaskedag'
  | 'store-bededag'
  | 'kristi-himmelfartsdag'
  | 'pinsedag'
  | 'anden-pinsedag'
  | 'juledag'
  | 'anden-juledag'
  | 'foerste-maj'
  | 'grundlovsdag'
  | 'juleaftensdag'
  | 'nytaarsaftensdag';

/** A day off; `public` is true for a legal public holiday (helligdag), false for a customary closing day. */
export type DanishHoliday = { readonly id: DanishHolidayId; readonly public: boolean };

const FROM_EASTER: readonly (readonly [DanishHolidayId, number])[] = [
  ['skaertorsdag', -3],
  ['langfredag', -2],
  ['paaskedag', 0],
  ['anden-paaskedag', 1],
  ['kristi-himmelfartsdag', 39],
  ['pinsedag', 49],
  ['anden-pinsedag', 50],
];

const FIXED: readonly (readonly [DanishHolidayId, number, number])[] = [
  ['nytaarsdag', 1, 1],
  ['juledag', 12, 25],
  ['anden-juledag', 12, 26],
];

const CLOSING: readonly (readonly [DanishHolidayId, number, number])[] = [
  ['foerste-maj', 5, 1],
  ['grundlovsdag', 6, 5],
  ['juleaftensdag', 12, 24],
  ['nytaarsaftensdag', 12, 31],
];

/** The last year with store bededag as a public holiday: abolished from 1 January 2024 by Act no. 214 of 6 March 2023. */
const LAST_STORE_BEDEDAG = 2023;

/** Day number of Easter Sunday in a Gregorian year (the anonymous rule published by Meeus, Astronomical Algorithms). */
export function easterOf(year: number): number {
  const golden = year % 19;
  const century = Math.floor(year / 100);
  const yearOfCentury = year % 100;
  const moonShift = Math.floor((century - Math.floor((century + 8) / 25) + 1) / 3);
  const epact = (19 * golden + century - Math.floor(century / 4) - moonShift + 15) % 30;
  const weekday = (32 + 2 * (century % 4) + 2 * Math.floor(yearOfCentury / 4) - epact - (yearOfCentury % 4)) % 7;
  const late = Math.floor((golden + 11 * epact + 22 * weekday) / 451);
  const fromMarch = epact + weekday - 7 * late + 114;
  return dayNumberOf(year, Math.floor(fromMarch / 31), (fromMarch % 31) + 1);
}

/** Day numbers of the public holidays of a year with their ids, in the order of the calendar. */
export function publicHolidaysOf(year: number): { readonly dayNumber: number; readonly id: DanishHolidayId }[] {
  const easter = easterOf(year);
  const days = FIXED.map(([id, month, day]) => ({ dayNumber: dayNumberOf(year, month, day), id }));
  for (const [id, offset] of FROM_EASTER) days.push({ dayNumber: easter + offset, id });
  if (year <= LAST_STORE_BEDEDAG) days.push({ dayNumber: easter + 26, id: 'store-bededag' });
  return days.sort((a, b) => a.dayNumber - b.dayNumber);
}

/** Day numbers of the customary closing days of a year (1 May, 5 June, 24 and 31 December) with their ids. */
export function closingDaysOf(year: number): { readonly dayNumber: number; readonly id: DanishHolidayId }[] {
  return CLOSING.map(([id, month, day]) => ({ dayNumber: dayNumberOf(year, month, day), id }));
}

const byYear = new Map<number, ReadonlyMap<number, DanishHoliday>>();

function holidaysOf(year: number): ReadonlyMap<number, DanishHoliday> {
  const known = byYear.get(year);
  if (known) return known;
  const days = new Map<number, DanishHoliday>();
  for (const { dayNumber, id } of closingDaysOf(year)) days.set(dayNumber, { id, public: false });
  for (const { dayNumber, id } of publicHolidaysOf(year)) days.set(dayNumber, { id, public: true });
  byYear.set(year, days);
  return days;
}

/** The day off that falls on a day, or null. A public holiday hides a closing day on the same date. */
export function holidayOn(dayNumber: number): DanishHoliday | null {
  return holidaysOf(dateOf(dayNumber).year).get(dayNumber) ?? null;
}
