import type { DatePrecision } from './date-text.ts';
import { formatDate } from './date-text.ts';
import { DATE_WORDS } from './date-words.ts';
import { addMonths, dateOf, dayNumberOf, isoWeekOf, weekdayOf } from './day.ts';
import type { EntryLanguage } from './duration-text.ts';

/** How exactly a date can be told, the most exact first. Plans far ahead tell a quarter, tender documents a day and a time. */
export const DATE_PRECISIONS = [
  'day',
  'week',
  'month',
  'quarter',
  'half-year',
] as const satisfies readonly DatePrecision[];

const MONTHS_IN: Readonly<Record<'month' | 'quarter' | 'half-year', number>> = { month: 1, quarter: 3, 'half-year': 6 };

/** First and last day of the week, month, quarter or half-year in which a day lies. */
export function spanAround(
  day: number,
  precision: DatePrecision,
): { readonly firstDay: number; readonly lastDay: number } {
  if (precision === 'day') return { firstDay: day, lastDay: day };
  if (precision === 'week') {
    const firstDay = day - weekdayOf(day);
    return { firstDay, lastDay: firstDay + 6 };
  }
  const { year, month } = dateOf(day);
  const length = MONTHS_IN[precision];
  const firstDay = dayNumberOf(year, Math.floor((month - 1) / length) * length + 1, 1);
  return { firstDay, lastDay: addMonths(firstDay, length) - 1 };
}

/** The number that tells one span from the next within its year, and the year. */
const numbered = (
  day: number,
  precision: Exclude<DatePrecision, 'day'>,
): { readonly number: number; readonly year: number } => {
  if (precision === 'week') {
    const { week, year } = isoWeekOf(day);
    return { number: week, year };
  }
  const { year, month } = dateOf(day);
  return { number: Math.ceil(month / MONTHS_IN[precision]), year };
};

const nameOf = (
  number: string,
  precision: Exclude<DatePrecision, 'day' | 'month'>,
  language: EntryLanguage,
): string => {
  if (language === 'en')
    return precision === 'week' ? `week ${number}` : `${precision === 'quarter' ? 'Q' : 'H'}${number}`;
  return precision === 'week' ? `uge ${number}` : `${number}. ${precision === 'quarter' ? 'kvartal' : 'halvår'}`;
};

const spanName = (number: number, precision: Exclude<DatePrecision, 'day'>, language: EntryLanguage): string =>
  precision === 'month' ? DATE_WORDS[language].months[number - 1]! : nameOf(String(number), precision, language);

/**
 * A date or a span of them as exactly as it is meant: `man. 5.4.2027`, `uge 34-35, 2027`, `april-maj 2027`, `3. kvartal 2027`,
 * `1. halvår 2027`. `parseDate` reads all that name one day or one span.
 */
export function formatPrecise(
  firstDay: number,
  lastDay: number,
  precision: DatePrecision,
  language: EntryLanguage,
): string {
  if (precision === 'day') {
    const last = formatDate(lastDay, language, 'weekday');
    return firstDay === lastDay ? last : `${formatDate(firstDay, language, 'weekday')} – ${last}`;
  }
  const [from, to] = [numbered(firstDay, precision), numbered(lastDay, precision)];
  const comma = precision === 'week' ? ',' : '';
  const first = spanName(from.number, precision, language);
  const last = spanName(to.number, precision, language);
  if (from.year !== to.year) return `${first}${comma} ${from.year} – ${last}${comma} ${to.year}`;
  if (from.number === to.number) return `${last}${comma} ${to.year}`;
  const both = precision === 'week' ? nameOf(`${from.number}-${to.number}`, 'week', language) : `${first} – ${last}`;
  return `${both}${comma} ${to.year}`;
}
