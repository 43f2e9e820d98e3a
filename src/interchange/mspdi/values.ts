import { dayNumberOf, FIRST_INSTANT, instantOf, isDate, LAST_INSTANT } from '../../time/day.ts';

/** A whole number within the safe range, or null. */
export const wholeNumber = (text: string): number | null => {
  const trimmed = text.trim();
  if (!/^[+-]?\d{1,15}$/.test(trimmed)) return null;
  // Negative zero would be another value than zero to a log that compares.
  return Number(trimmed) + 0;
};

/** Any finite number, or null. */
export const anyNumber = (text: string): number | null => {
  const trimmed = text.trim();
  if (!/^[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d{1,3})?$/.test(trimmed)) return null;
  const value = Number(trimmed);
  return Number.isFinite(value) ? value + 0 : null;
};

/** `1`, `0`, `true`, `false`, or null. */
export const flagValue = (text: string): boolean | null => {
  const trimmed = text.trim();
  if (trimmed === '1' || trimmed === 'true') return true;
  return trimmed === '0' || trimmed === 'false' ? false : null;
};

/**
 * Instant of `2018-10-18T08:00:00`, in minutes; seconds are dropped, and so is a time zone, since plans are kept in local
 * time. Null for other forms, dates that do not exist and years outside 1900-2199.
 */
export const instantValue = (text: string): number | null => {
  const match = /^\s*(\d{4})-(\d{2})-(\d{2})(?:T(\d{2}):(\d{2})(?::\d{2}(?:\.\d+)?)?(?:Z|[+-]\d{2}:\d{2})?)?\s*$/.exec(
    text,
  );
  if (!match) return null;
  const [year, month, day] = [Number(match[1]), Number(match[2]), Number(match[3])];
  const [hour, minute] = [Number(match[4] ?? 0), Number(match[5] ?? 0)];
  if (!isDate(year, month, day) || hour > 24 || minute > 59 || (hour === 24 && minute > 0)) return null;
  const instant = instantOf(dayNumberOf(year, month, day), hour * 60 + minute);
  return instant >= FIRST_INSTANT && instant <= LAST_INSTANT ? instant : null;
};

/** Minute of the day of `08:30:00`, also where a date stands before it; null for other forms. */
export const timeValue = (text: string): number | null => {
  const match = /^\s*(?:\d{4}-\d{2}-\d{2}T)?(\d{2}):(\d{2})(?::\d{2}(?:\.\d+)?)?\s*$/.exec(text);
  if (!match) return null;
  const [hour, minute] = [Number(match[1]), Number(match[2])];
  return hour > 24 || minute > 59 || (hour === 24 && minute > 0) ? null : hour * 60 + minute;
};

const amount = '(\\d+(?:\\.\\d+)?)';
const DURATION = new RegExp(`^\\s*P(?:${amount}D)?(?:T(?:${amount}H)?(?:${amount}M)?(?:${amount}S)?)?\\s*$`);

/** Whole minutes of an XML Schema duration such as `PT8H0M0S`; null for other forms, years and months, and negative ones. */
export const durationValue = (text: string): number | null => {
  const match = DURATION.exec(text);
  if (!match || /[PT]\s*$/.test(text)) return null;
  const [days, hours, minutes, seconds] = [1, 2, 3, 4].map((group) => Number(match[group] ?? 0));
  const total = Math.round(days! * 1440 + hours! * 60 + minutes! + seconds! / 60);
  return Number.isSafeInteger(total) ? total : null;
};
