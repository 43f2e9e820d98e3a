import { err, ok, type Result } from '../result.ts';
import { DATE_WORDS, monthOfWord, weekdayOfWord } from './date-words.ts';
import {
  addMonths,
  dateOf,
  dayNumberOf,
  dayOfIsoWeek,
  daysInMonth,
  FIRST_DAY,
  instantOf,
  isDate,
  LAST_DAY,
  weekdayOf,
  weeksInIsoYear,
} from './day.ts';
import { type EntryLanguage, unitOfWord } from './duration-text.ts';

/** How exact the typed date was: `uge 14`, `april 2027`, `Q2 2027` and `H1 2027` stand for their first day (Monday for weeks). */
export type DatePrecision = 'day' | 'week' | 'month' | 'quarter' | 'half-year';

/** A date as typed; the minute of day is null when no time was given. */
export type TypedDate = {
  readonly dayNumber: number;
  readonly minuteOfDay: number | null;
  readonly precision: DatePrecision;
};

/** Why a text is not a date. */
export type DateTextError = {
  readonly id:
    | 'entry.date-unreadable'
    | 'entry.no-such-date'
    | 'entry.no-such-week'
    | 'entry.no-such-time'
    | 'entry.weekday-differs'
    | 'entry.date-out-of-range';
  readonly params: { readonly text: string };
};

/** What relative dates count from: today, and for `+10` a base day (else today). */
export type DateEntryBase = { readonly todayDay: number; readonly baseDay?: number };

type Found = { readonly dayNumber: number; readonly precision: DatePrecision };
type Refusal = DateTextError['id'];
type Reading = Found | Refusal | null;

/** Two digits mean 1970-2069. */
function fullYear(digits: string): number {
  const year = Number(digits);
  return digits.length > 2 ? year : year < 70 ? 2000 + year : 1900 + year;
}

/**
 * A day without a year: this year's, unless that lies more than six months back, then next year's. `dayIn` says which
 * day it is in a year, or null when that year lacks it (29 February, week 53).
 */
function nearest(base: DateEntryBase, dayIn: (year: number) => number | null): number | null {
  const { year } = dateOf(base.todayDay);
  const oldest = addMonths(base.todayDay, -6);
  for (let tried = year; tried < year + 9; tried++) {
    const day = dayIn(tried);
    if (day !== null && day >= oldest) return day;
  }
  return null;
}

const dayIfAny = (year: number, month: number, day: number): number | null =>
  isDate(year, month, day) ? dayNumberOf(year, month, day) : null;

function dated(day: number, month: number, year: string | undefined, base: DateEntryBase): Reading {
  if (month < 1 || month > 12 || day < 1 || day > daysInMonth(2000, month)) return 'entry.no-such-date';
  const found = year
    ? dayIfAny(fullYear(year), month, day)
    : nearest(base, (candidate) => dayIfAny(candidate, month, day));
  return found === null ? 'entry.no-such-date' : { dayNumber: found, precision: 'day' };
}

function readNumeric(text: string, base: DateEntryBase): Reading {
  const iso = /^(\d{4})-(\d{1,2})-(\d{1,2})$/.exec(text);
  if (iso) return dated(Number(iso[3]), Number(iso[2]), iso[1], base);
  const parts = /^(\d{1,2})\s*[./-]\s*(\d{1,2})(?:\.|\s*[./-]\s*(\d{4}|\d{2}))?$/.exec(text);
  if (parts) return dated(Number(parts[1]), Number(parts[2]), parts[3], base);
  const digits = /^(\d{2})(\d{2})(\d{2}|\d{4})$/.exec(text);
  if (digits) return dated(Number(digits[1]), Number(digits[2]), digits[3], base);
  return null;
}

function inWeek(week: number, year: string | undefined, weekday: number | null, base: DateEntryBase): Reading {
  if (week < 1 || week > 53) return 'entry.no-such-week';
  const dayIn = (candidate: number): number | null =>
    week <= weeksInIsoYear(candidate) ? dayOfIsoWeek(candidate, week, weekday ?? 0) : null;
  const found = year ? dayIn(fullYear(year)) : nearest(base, dayIn);
  if (found === null) return 'entry.no-such-week';
  return { dayNumber: found, precision: weekday === null ? 'week' : 'day' };
}

function readWeek(text: string, base: DateEntryBase): Reading {
  const iso = /^(\d{4})-?w(\d{2})(?:-?([1-7]))?$/i.exec(text);
  if (iso) return inWeek(Number(iso[2]), iso[1], iso[3] ? Number(iso[3]) - 1 : null, base);
  const match =
    /^(?:([a-zæøå]+\.?)(?:\s+i)?\s+)?(?:uge|week|wk|u|w)\.?\s*(\d{1,2})(?:\s*[-/,.\s]\s*(\d{4}|\d{2}))?$/i.exec(text);
  if (!match) return null;
  const weekday = match[1] ? weekdayOfWord(match[1]) : null;
  if (match[1] && weekday === null) return null;
  return inWeek(Number(match[2]), match[3], weekday, base);
}

function readNamedMonth(text: string, base: DateEntryBase): Reading {
  const dayFirst = /^(\d{1,2})(?:\.|st|nd|rd|th)?\s*([a-zæøå]{3,}\.?)(?:,?\s*(\d{4}|\d{2}))?$/i.exec(text);
  const month = dayFirst && monthOfWord(dayFirst[2]!);
  if (month) return dated(Number(dayFirst[1]), month, dayFirst[3], base);
  const monthFirst = /^([a-z]{3,}\.?)\s+(\d{1,2})(?:st|nd|rd|th)?(?:,?\s+(\d{4}))?$/i.exec(text);
  const named = monthFirst && monthOfWord(monthFirst[1]!);
  if (named) return dated(Number(monthFirst[2]), named, monthFirst[3], base);
  const alone = /^([a-zæøå]{3,}\.?)(?:\s+(\d{4}))?$/i.exec(text);
  const whole = alone && monthOfWord(alone[1]!);
  if (!whole) return null;
  const first = dated(1, whole, alone[2], base);
  return first === null || typeof first === 'string' ? first : { ...first, precision: 'month' };
}

function readQuarter(text: string): Reading {
  const match =
    /^(?:q([1-4])|([1-4])\.?\s*(?:kvartal|kvt|kv)\.?|k([1-4]))(?:\s+|[-/])(\d{4}|\d{2})$/i.exec(text) ??
    /^()()()(\d{4})[-\s]?q([1-4])$/i.exec(text);
  if (!match) return null;
  const quarter = Number(match[1] || match[2] || match[3] || match[5]);
  return { dayNumber: dayNumberOf(fullYear(match[4]!), quarter * 3 - 2, 1), precision: 'quarter' };
}

function readHalfYear(text: string): Reading {
  const match =
    /^(?:h([12])|([12])\.?\s*(?:halvår|halvaar|half[- ]?year|half))(?:\s+(?:of\s+)?|[-/])(\d{4}|\d{2})$/i.exec(text);
  if (!match) return null;
  const half = Number(match[1] ?? match[2]);
  return { dayNumber: dayNumberOf(fullYear(match[3]!), half * 6 - 5, 1), precision: 'half-year' };
}

const RELATIVE_WORDS: ReadonlyMap<string, number> = new Map([
  ['i dag', 0],
  ['idag', 0],
  ['dd', 0],
  ['today', 0],
  ['i morgen', 1],
  ['imorgen', 1],
  ['tomorrow', 1],
  ['i overmorgen', 2],
  ['overmorgen', 2],
  ['i går', -1],
  ['igår', -1],
  ['yesterday', -1],
]);

function readRelative(text: string, base: DateEntryBase): Reading {
  const named = RELATIVE_WORDS.get(text.toLowerCase());
  if (named !== undefined) return { dayNumber: base.todayDay + named, precision: 'day' };
  const weekday = weekdayOfWord(text);
  if (weekday !== null) {
    const ahead = (weekday - weekdayOf(base.todayDay) + 7) % 7;
    return { dayNumber: base.todayDay + (ahead === 0 ? 7 : ahead), precision: 'day' };
  }
  const match = /^([+-])\s*(\d{1,6})\s*([a-zæøå]*\.?)$/i.exec(text);
  if (!match) return null;
  const amount = match[1] === '-' ? -Number(match[2]) : Number(match[2]);
  const from = base.baseDay ?? base.todayDay;
  const unit = match[3] === '' ? 'day' : /^år|^y/i.test(match[3]!) ? 'year' : unitOfWord(match[3]!)?.unit;
  if (unit === 'day') return { dayNumber: from + amount, precision: 'day' };
  if (unit === 'week') return { dayNumber: from + amount * 7, precision: 'day' };
  if (unit === 'month' || unit === 'min') return { dayNumber: addMonths(from, amount), precision: 'day' };
  return unit === 'year' ? { dayNumber: addMonths(from, amount * 12), precision: 'day' } : null;
}

/** A weekday in front of a full date is checked against it. */
function readWithWeekday(text: string, base: DateEntryBase): Reading {
  const match = /^([a-zæøå]+\.?)(?:\s*,\s*|\s+(?:d\.?\s+|den\s+)?)(\S.*)$/i.exec(text);
  const weekday = match && weekdayOfWord(match[1]!);
  if (!match || weekday === null || weekday === undefined) return null;
  const found = readNumeric(match[2]!, base) ?? readNamedMonth(match[2]!, base);
  if (found === null || typeof found === 'string') return found;
  return weekdayOf(found.dayNumber) === weekday ? found : 'entry.weekday-differs';
}

function splitTime(text: string): { readonly dateText: string; readonly minute: number | null } | null {
  const match =
    /^(.*?\S)\s+(?:kl\.?\s*|at\s+)(\d{1,2})[:.](\d{2})$/i.exec(text) ??
    /^(.*?\S)\s+(?:kl\.?\s*|at\s+)(\d{1,2})()$/i.exec(text) ??
    /^(.*\S)\s+(\d{1,2}):(\d{2})$/.exec(text) ??
    // A point may also part day and month (`man. 5.04`): it is a time only behind a date in figures.
    /^(.*\d\.?)\s+(\d{1,2})\.(\d{2})$/.exec(text) ??
    /^(\d{4}-\d{2}-\d{2})t(\d{2}):(\d{2})$/i.exec(text);
  if (!match) return { dateText: text, minute: null };
  const [hour, minute] = [Number(match[2]), Number(match[3])];
  if (hour > 24 || minute > 59 || (hour === 24 && minute > 0)) return null;
  return { dateText: match[1]!.replace(/,$/, ''), minute: hour * 60 + minute };
}

/**
 * Reads a date typed in Danish or English: `5/4`, `5.4.2027`, `5-4-27`, `050427`, `2027-04-05`, `u14`, `fre uge 14 2028`,
 * `+10`, `-2u`, `i morgen`, `fredag` (the next one, never today), `5. april 2027`, `april 2027`, `Q2 2027`, `1. halvår 2027`, with an
 * optional time `12:00` or `kl. 12`. Day before month, as in Denmark. Without a year: this year, or the next one when
 * that lies more than six months back. Time 24:00 is minute 0 of the day after. Refuses dates outside 1900-2199.
 */
export function parseDate(text: string, base: DateEntryBase): Result<TypedDate, DateTextError> {
  const refuse = (id: Refusal) => err({ id, params: { text } });
  const tidy = text.trim().replace(/\s+/g, ' ');
  const split = splitTime(tidy);
  if (!split) return refuse('entry.no-such-time');
  const { dateText, minute } = split;
  const found =
    readNumeric(dateText, base) ??
    readWeek(dateText, base) ??
    readQuarter(dateText) ??
    readHalfYear(dateText) ??
    readRelative(dateText, base) ??
    readNamedMonth(dateText, base) ??
    readWithWeekday(dateText, base);
  if (found === null) return refuse('entry.date-unreadable');
  if (typeof found === 'string') return refuse(found);
  const dayNumber = minute === 1440 ? found.dayNumber + 1 : found.dayNumber;
  if (dayNumber < FIRST_DAY || dayNumber > LAST_DAY) return refuse('entry.date-out-of-range');
  return ok({ dayNumber, minuteOfDay: minute === 1440 ? 0 : minute, precision: found.precision });
}

/** Reads a date as `parseDate` does, into an instant; `minuteIfNone` is the time of day when none was typed. */
export function parseInstant(text: string, base: DateEntryBase, minuteIfNone: number): Result<number, DateTextError> {
  const date = parseDate(text, base);
  return date.ok ? ok(instantOf(date.value.dayNumber, date.value.minuteOfDay ?? minuteIfNone)) : date;
}

/**
 * How a date is written. `plain` 5.4.2027 / 5 Apr 2027; `short` 5.4.27 / 5 Apr 27; `weekday` man. 5.4.2027 / Mon 5 Apr 2027;
 * `dayMonth` 5.4. / 5 Apr; `long` 5. april 2027 / 5 April 2027; `full` mandag 5. april 2027 / Monday 5 April 2027.
 */
export type DateStyle = 'plain' | 'short' | 'weekday' | 'dayMonth' | 'long' | 'full';

/** Writes a day in Danish or English; `parseDate` reads every style back (`dayMonth` in the nearest year). */
export function formatDate(dayNumber: number, language: EntryLanguage, style: DateStyle = 'plain'): string {
  const { year, month, day } = dateOf(dayNumber);
  const words = DATE_WORDS[language];
  const danish = language === 'da';
  const shortMonth = words.shortMonths[month - 1]!;
  const dayMonth = danish ? `${day}.${month}.` : `${day} ${shortMonth}`;
  const plain = danish ? `${dayMonth}${year}` : `${dayMonth} ${year}`;
  const long = danish ? `${day}. ${words.months[month - 1]} ${year}` : `${day} ${words.months[month - 1]} ${year}`;
  const lastTwo = String(year % 100).padStart(2, '0');
  switch (style) {
    case 'plain':
      return plain;
    case 'short':
      return danish ? `${dayMonth}${lastTwo}` : `${dayMonth} ${lastTwo}`;
    case 'weekday':
      return `${words.shortWeekdays[weekdayOf(dayNumber)]}${danish ? '.' : ''} ${plain}`;
    case 'dayMonth':
      return dayMonth;
    case 'long':
      return long;
    case 'full':
      return `${words.weekdays[weekdayOf(dayNumber)]} ${long}`;
  }
}

/** Writes a minute of the day: `08:00`. */
export function formatTimeOfDay(minute: number): string {
  return `${String(Math.floor(minute / 60)).padStart(2, '0')}:${String(minute % 60).padStart(2, '0')}`;
}
