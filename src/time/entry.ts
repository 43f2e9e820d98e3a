/** What people type and read in cells: durations and dates, in Danish and English. */
export {
  type DateEntryBase,
  type DatePrecision,
  type DateStyle,
  type DateTextError,
  formatDate,
  formatTimeOfDay,
  parseDate,
  parseInstant,
  type TypedDate,
} from './date-text.ts';
export {
  CLOCK_RATES,
  type DurationRates,
  type DurationTextError,
  type DurationUnit,
  type EntryLanguage,
  formatDuration,
  parseDuration,
  STANDARD_RATES,
  type TypedDuration,
  workDaysText,
} from './duration-text.ts';
