import { finishDayOf } from '../../../src/gantt/plan-cells.ts';
import type { Task } from '../../../src/model/row.ts';
import { dayOfInstant, isoWeekOf, MINUTES_PER_DAY, minuteOfDay } from '../../../src/time/day.ts';
import {
  type DateStyle,
  type DurationRates,
  type EntryLanguage,
  formatDate,
  formatDuration,
  formatTimeOfDay,
} from '../../../src/time/entry.ts';

const clockTime = (minute: number, language: EntryLanguage): string =>
  language === 'da' ? formatTimeOfDay(minute).replace(':', '.') : formatTimeOfDay(minute);

/** A day number as a date. */
export const dayText = (dayNumber: number | null, language: EntryLanguage, style: DateStyle = 'plain'): string =>
  dayNumber === null ? '' : formatDate(dayNumber, language, style);

/** The day on which an instant falls. */
export const instantDayText = (instant: number | null, language: EntryLanguage, style: DateStyle = 'plain'): string =>
  instant === null ? '' : formatDate(dayOfInstant(instant), language, style);

/** The last day of something that ends at an instant: midnight still belongs to the day before, unless nothing lies between. */
export const finishDayText = (
  finishMin: number | null,
  startMin: number | null,
  language: EntryLanguage,
  style: DateStyle = 'plain',
): string => {
  if (finishMin === null) return '';
  return formatDate(finishDayOf(finishMin, startMin), language, style);
};

/** An instant with its time of day: `man. 6.5.2024 kl. 12.00`. */
export const instantText = (instant: number | null, language: EntryLanguage): string => {
  if (instant === null) return '';
  const time = clockTime(minuteOfDay(instant), language);
  return `${formatDate(dayOfInstant(instant), language, 'weekday')} ${language === 'da' ? `kl. ${time}` : time}`;
};

/** A task's duration as it was written. */
export const durationText = (
  duration: Task['duration'],
  rates: DurationRates,
  language: EntryLanguage,
  long = false,
): string => formatDuration(duration.minutes, duration.unit, language, rates, { ...duration, long });

/** Minutes since 1970 in local time of a wall clock. */
export const localInstant = (wallMs: number): number => {
  const at = new Date(wallMs);
  return Math.floor(Date.UTC(at.getFullYear(), at.getMonth(), at.getDate(), at.getHours(), at.getMinutes()) / 60_000);
};

/** The local day number of a wall clock. */
export const localDay = (wallMs: number): number => Math.floor(localInstant(wallMs) / MINUTES_PER_DAY);

/** Time of day of a wall clock: `14.32`. */
export const clockText = (wallMs: number, language: EntryLanguage): string =>
  clockTime(minuteOfDay(localInstant(wallMs)), language);

const RECENT_DAYS = { da: ['i dag', 'i går'], en: ['today', 'yesterday'] } as const;

/** Day and time of a wall clock. */
export const momentText = (wallMs: number, nowMs: number, language: EntryLanguage): string => {
  const time = language === 'da' ? `kl. ${clockText(wallMs, language)}` : clockText(wallMs, language);
  const daysAgo = localDay(nowMs) - localDay(wallMs);
  if (daysAgo === 0 || daysAgo === 1) return `${RECENT_DAYS[language][daysAgo]} ${time}`;
  return `${formatDate(localDay(wallMs), language)} ${time}`;
};

/** The ISO week of a day: 16. */
export const weekNumber = (dayNumber: number): number => isoWeekOf(dayNumber).week;

/** A count of bytes in a unit that people read. */
export const bytesText = (bytes: number, language: EntryLanguage): string => {
  const units = ['byte', 'kB', 'MB', 'GB'];
  let value = bytes;
  let unit = 0;
  while (value >= 1000 && unit < units.length - 1) {
    value /= 1000;
    unit++;
  }
  return `${new Intl.NumberFormat(language, { maximumFractionDigits: unit < 2 ? 0 : 1 }).format(value)} ${units[unit]}`;
};

/** To make a format costs more than to use it a hundred times. */
const numberFormats = { da: new Intl.NumberFormat('da'), en: new Intl.NumberFormat('en') } as const;

/** A number with the language's separators. */
export const numberText = (value: number, language: EntryLanguage): string => numberFormats[language].format(value);

/** An amount in øre or cents: `DKK 180.000.000`. */
export const moneyText = (minor: number, currency: string, language: EntryLanguage): string =>
  `${currency} ${numberText(minor / 100, language)}`.trim();
