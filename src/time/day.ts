import { err, ok, type Result } from '../result.ts';

/** Minutes in a calendar day. */
export const MINUTES_PER_DAY = 1440;

/** When the usual working day begins, in minutes of the day: what a date without a time means where something begins. */
export const WORK_BEGINS_MIN = 480;
/** When it ends: what a date without a time means where something is to be done. */
export const WORK_ENDS_MIN = 1020;

/** A date in the Gregorian calendar: month 1-12, day 1-31. */
export type CivilDate = { readonly year: number; readonly month: number; readonly day: number };

/** Why a text is not a date or an instant. */
export type DayTextError = {
  readonly id: 'time.text-unreadable' | 'time.no-such-date' | 'time.date-out-of-range';
  readonly params: { readonly text: string };
};

const DAYS_BEFORE_MONTH = [0, 31, 59, 90, 120, 151, 181, 212, 243, 273, 304, 334];

/** Whether the year has a 29 February (Gregorian rule). */
export function isLeapYear(year: number): boolean {
  return year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);
}

/** Days in a month (1-12) of a year. */
export function daysInMonth(year: number, month: number): number {
  if (month === 2) return isLeapYear(year) ? 29 : 28;
  return month === 4 || month === 6 || month === 9 || month === 11 ? 30 : 31;
}

/** Day number (days since 1970-01-01) of a Gregorian date. Takes the date as given: check it with `isDate` first. */
export function dayNumberOf(year: number, month: number, day: number): number {
  const before = year - 1;
  const leapDays = Math.floor(before / 4) - Math.floor(before / 100) + Math.floor(before / 400);
  const dayOfYear = DAYS_BEFORE_MONTH[month - 1]! + day - 1 + (month > 2 && isLeapYear(year) ? 1 : 0);
  return before * 365 + leapDays + dayOfYear - 719162;
}

/** First day the product plans with: 1900-01-01. */
export const FIRST_DAY = dayNumberOf(1900, 1, 1);

/** Last day the product plans with: 2199-12-31. */
export const LAST_DAY = dayNumberOf(2199, 12, 31);

/** First instant the product plans with, in minutes. */
export const FIRST_INSTANT = FIRST_DAY * MINUTES_PER_DAY;

/** The instant after the last planned minute (24:00 on the last day), in minutes. */
export const LAST_INSTANT = (LAST_DAY + 1) * MINUTES_PER_DAY;

/** Whether year, month and day name a day that exists, at any time in history. */
export function isDate(year: number, month: number, day: number): boolean {
  return Number.isInteger(year) && month >= 1 && month <= 12 && day >= 1 && day <= daysInMonth(year, month);
}

/** Gregorian date of a day number. Method: Howard Hinnant, "chrono-Compatible Low-Level Date Algorithms". */
export function dateOf(dayNumber: number): CivilDate {
  const shifted = dayNumber + 719468;
  const era = Math.floor(shifted / 146097);
  const dayOfEra = shifted - era * 146097;
  const yearOfEra = Math.floor(
    (dayOfEra - Math.floor(dayOfEra / 1460) + Math.floor(dayOfEra / 36524) - Math.floor(dayOfEra / 146096)) / 365,
  );
  const dayOfYear = dayOfEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100));
  const monthFromMarch = Math.floor((5 * dayOfYear + 2) / 153);
  const day = dayOfYear - Math.floor((153 * monthFromMarch + 2) / 5) + 1;
  const month = monthFromMarch < 10 ? monthFromMarch + 3 : monthFromMarch - 9;
  return { year: yearOfEra + era * 400 + (month <= 2 ? 1 : 0), month, day };
}

/** Day of the week: 0 = Monday to 6 = Sunday. */
export function weekdayOf(dayNumber: number): number {
  const weekday = (dayNumber + 3) % 7;
  return weekday < 0 ? weekday + 7 : weekday;
}

/** ISO 8601 week of a day, with the year the week belongs to (not always the year of the date). */
export function isoWeekOf(dayNumber: number): { readonly year: number; readonly week: number } {
  const thursday = dayNumber - weekdayOf(dayNumber) + 3;
  const { year } = dateOf(thursday);
  return { year, week: Math.floor((thursday - dayNumberOf(year, 1, 1)) / 7) + 1 };
}

/** Day number of a weekday (0 = Monday) in an ISO week. Takes week 1-53 as given: see `weeksInIsoYear`. */
export function dayOfIsoWeek(year: number, week: number, weekday: number): number {
  const fourth = dayNumberOf(year, 1, 4);
  return fourth - weekdayOf(fourth) + (week - 1) * 7 + weekday;
}

/** Number of ISO weeks in a year: 52 or 53. */
export function weeksInIsoYear(year: number): number {
  return isoWeekOf(dayNumberOf(year, 12, 28)).week;
}

/** The same day of the month n months on (or back); the last day of the month where that day does not exist. */
export function addMonths(dayNumber: number, n: number): number {
  const { year, month, day } = dateOf(dayNumber);
  const months = year * 12 + month - 1 + n;
  const toYear = Math.floor(months / 12);
  const toMonth = months - toYear * 12 + 1;
  return dayNumberOf(toYear, toMonth, Math.min(day, daysInMonth(toYear, toMonth)));
}

/** Instant (minutes since 1970-01-01T00:00, local) of a minute on a day; minute 1440 is the next day's 00:00. */
export function instantOf(dayNumber: number, minute: number): number {
  return dayNumber * MINUTES_PER_DAY + minute;
}

/** Day number in which an instant lies; 24:00 belongs to the day it begins. */
export function dayOfInstant(instant: number): number {
  return Math.floor(instant / MINUTES_PER_DAY);
}

/** Minute of the day (0-1439) of an instant. */
export function minuteOfDay(instant: number): number {
  return instant - dayOfInstant(instant) * MINUTES_PER_DAY;
}

const padded = (value: number, width: number): string => String(value).padStart(width, '0');

/** ISO text of a day: `2027-04-05`. */
export function isoOfDay(dayNumber: number): string {
  const { year, month, day } = dateOf(dayNumber);
  return `${padded(year, 4)}-${padded(month, 2)}-${padded(day, 2)}`;
}

/** ISO text of an instant, to the minute: `2027-04-05T12:00`. */
export function isoOfInstant(instant: number): string {
  const minute = minuteOfDay(instant);
  return `${isoOfDay(dayOfInstant(instant))}T${padded(Math.floor(minute / 60), 2)}:${padded(minute % 60, 2)}`;
}

/** Day number of an ISO date `2027-04-05`; refuses other forms, dates that do not exist and years outside 1900-2199. */
export function dayOfIso(text: string): Result<number, DayTextError> {
  const match = /^(\d{4})-(\d{2})-(\d{2})$/.exec(text);
  if (!match) return err({ id: 'time.text-unreadable', params: { text } });
  const [year, month, day] = [Number(match[1]), Number(match[2]), Number(match[3])];
  if (!isDate(year, month, day)) return err({ id: 'time.no-such-date', params: { text } });
  const dayNumber = dayNumberOf(year, month, day);
  if (dayNumber < FIRST_DAY || dayNumber > LAST_DAY) return err({ id: 'time.date-out-of-range', params: { text } });
  return ok(dayNumber);
}

/**
 * Instant of `2027-04-05T12:00`, with seconds allowed and dropped, or of a bare date (its 00:00). Refuses zones, because
 * plans are kept in local time, and everything `dayOfIso` refuses.
 */
export function instantOfIso(text: string): Result<number, DayTextError> {
  const match = /^(\d{4}-\d{2}-\d{2})(?:T(\d{2}):(\d{2})(?::\d{2}(?:\.\d+)?)?)?$/.exec(text);
  if (!match) return err({ id: 'time.text-unreadable', params: { text } });
  const day = dayOfIso(match[1]!);
  if (!day.ok) return err({ id: day.error.id, params: { text } });
  const [hour, minute] = [Number(match[2] ?? 0), Number(match[3] ?? 0)];
  if (hour > 24 || minute > 59 || (hour === 24 && minute > 0))
    return err({ id: 'time.no-such-date', params: { text } });
  return ok(instantOf(day.value, hour * 60 + minute));
}
