import { err, ok, type Result } from '../result.ts';
import { MINUTES_PER_DAY } from './day.ts';

/** Units people write durations in. */
export type DurationUnit = 'min' | 'hour' | 'day' | 'week' | 'month';

/** Days of a month that is counted around the clock, as in Microsoft Project. */
const ELAPSED_DAYS_PER_MONTH = 30;

/** How many working minutes a day and a week have, and how many working days a month, in the plan at hand. */
export type DurationRates = {
  readonly minutesPerDay: number;
  readonly minutesPerWeek: number;
  readonly daysPerMonth: number;
};

/** Eight hours a day, forty a week, twenty days a month: the usual settings of Microsoft Project. */
export const STANDARD_RATES: DurationRates = { minutesPerDay: 480, minutesPerWeek: 2400, daysPerMonth: 20 };

/** Days of 24 hours, seven a week: for what passes whatever calendars say. */
export const CLOCK_RATES: DurationRates = {
  minutesPerDay: MINUTES_PER_DAY,
  minutesPerWeek: 7 * MINUTES_PER_DAY,
  daysPerMonth: ELAPSED_DAYS_PER_MONTH,
};

/** A duration as typed. Elapsed ones count around the clock; estimated ones were marked with `?`. */
export type TypedDuration = {
  readonly minutes: number;
  readonly unit: DurationUnit;
  readonly elapsed: boolean;
  readonly estimated: boolean;
};

/** Why a text is not a duration. */
export type DurationTextError = {
  readonly id: 'entry.duration-unreadable' | 'entry.duration-negative' | 'entry.duration-too-long';
  readonly params: { readonly text: string };
};

/** Languages people read and write in. Either is understood when typed, whatever is shown. */
export type EntryLanguage = 'da' | 'en';

/** More than the work in three centuries around the clock: no duration is longer. */
const LONGEST_MIN = 300 * 366 * MINUTES_PER_DAY;

const UNIT_WORDS: Readonly<Record<DurationUnit, string>> = {
  min: 'm min minut minutter minute minutes mins',
  hour: 't time timer h hr hrs hour hours',
  day: 'd dag dage day days dg',
  week: 'u uge uger w wk wks week weeks',
  month: 'md mdr mnd måned måneder mo mon mons month months',
};

const UNIT_OF_WORD: ReadonlyMap<string, DurationUnit> = new Map(
  (Object.keys(UNIT_WORDS) as DurationUnit[]).flatMap((unit) =>
    UNIT_WORDS[unit].split(' ').map((word): [string, DurationUnit] => [word, unit]),
  ),
);

/** Minutes in one unit: working minutes by the plan's rates, or minutes by the clock when elapsed (a month is 30 days). */
export function minutesPerUnit(unit: DurationUnit, elapsed: boolean, rates: DurationRates): number {
  switch (unit) {
    case 'min':
      return 1;
    case 'hour':
      return 60;
    case 'day':
      return elapsed ? MINUTES_PER_DAY : rates.minutesPerDay;
    case 'week':
      return elapsed ? 7 * MINUTES_PER_DAY : rates.minutesPerWeek;
    case 'month':
      return elapsed ? ELAPSED_DAYS_PER_MONTH * MINUTES_PER_DAY : rates.daysPerMonth * rates.minutesPerDay;
  }
}

/** The unit a word stands for in Danish or English, with an `e` in front for elapsed; null when it is none. */
export function unitOfWord(word: string): { readonly unit: DurationUnit; readonly elapsed: boolean } | null {
  const bare = word.toLowerCase().replace(/\.$/, '');
  const unit = UNIT_OF_WORD.get(bare);
  if (unit) return { unit, elapsed: false };
  const afterE = bare.startsWith('e') ? UNIT_OF_WORD.get(bare.slice(1)) : undefined;
  return afterE ? { unit: afterE, elapsed: true } : null;
}

/**
 * Reads a duration typed in Danish or English: `5` (days), `5 dage`, `2u`, `2,5 uger`, `3 mdr.`, `4t`, `30m`, `2ed`, `5d?`.
 * `m` is minutes, months are `md`, `mdr`, `mo`. Gives whole minutes. Refuses other texts and negative durations.
 */
export function parseDuration(text: string, rates: DurationRates): Result<TypedDuration, DurationTextError> {
  const match = /^([+-]?)\s*(\d+(?:[.,]\d+)?|[.,]\d+)\s*([a-zæøå]*\.?)\s*(\??)$/i.exec(text.trim());
  if (!match) return err({ id: 'entry.duration-unreadable', params: { text } });
  const word = match[3] === '' ? { unit: 'day' as const, elapsed: false } : unitOfWord(match[3]!);
  if (!word) return err({ id: 'entry.duration-unreadable', params: { text } });
  const amount = Number(match[2]!.replace(',', '.'));
  const minutes = Math.round(amount * minutesPerUnit(word.unit, word.elapsed, rates));
  if (match[1] === '-' && minutes > 0) return err({ id: 'entry.duration-negative', params: { text } });
  if (minutes > LONGEST_MIN) return err({ id: 'entry.duration-too-long', params: { text } });
  return ok({ minutes, ...word, estimated: match[4] === '?' });
}

/** Abbreviations that Microsoft Project shows, with the Danish ones where there is a Danish word. */
const SHORT_UNITS: Readonly<Record<EntryLanguage, Readonly<Record<DurationUnit, string>>>> = {
  da: { min: 'min', hour: 't', day: 'd', week: 'u', month: 'mdr' },
  en: { min: 'min', hour: 'h', day: 'd', week: 'w', month: 'mo' },
};

const LONG_UNITS: Readonly<Record<EntryLanguage, Readonly<Record<DurationUnit, readonly [string, string]>>>> = {
  da: {
    min: ['minut', 'minutter'],
    hour: ['time', 'timer'],
    day: ['dag', 'dage'],
    week: ['uge', 'uger'],
    month: ['måned', 'måneder'],
  },
  en: {
    min: ['minute', 'minutes'],
    hour: ['hour', 'hours'],
    day: ['day', 'days'],
    week: ['week', 'weeks'],
    month: ['month', 'months'],
  },
};

/** How to write a duration; `long` writes the unit as a word, else `5d`. */
export type DurationStyle = { readonly elapsed?: boolean; readonly estimated?: boolean; readonly long?: boolean };

/** A number with as few decimals as still give the same whole minutes back. */
export function formatAmount(minutes: number, minutesEach: number, language: EntryLanguage): string {
  for (let decimals = 0; decimals < 8; decimals++) {
    const shown = (minutes / minutesEach).toFixed(decimals);
    if (Math.round(Number(shown) * minutesEach) === minutes) return language === 'da' ? shown.replace('.', ',') : shown;
  }
  return String(minutes / minutesEach);
}

/** Writes a duration in a unit, `1,5u` or `1,5 uger`; `parseDuration` reads back the same minutes. */
export function formatDuration(
  minutes: number,
  unit: DurationUnit,
  language: EntryLanguage,
  rates: DurationRates,
  style: DurationStyle = {},
): string {
  const elapsed = style.elapsed ?? false;
  const amount = formatAmount(minutes, minutesPerUnit(unit, elapsed, rates), language);
  const mark = style.estimated ? '?' : '';
  const prefix = elapsed ? 'e' : '';
  if (!style.long) return `${amount}${prefix}${SHORT_UNITS[language][unit]}${mark}`;
  const [one, many] = LONG_UNITS[language][unit];
  return `${amount} ${prefix}${amount === '1' ? one : many}${mark}`;
}

/** Minutes of work as days, to a tenth of one: `2,5 dage`. */
export const workDaysText = (minutes: number, rates: DurationRates, language: EntryLanguage, long = true): string =>
  formatDuration(
    Math.round((minutes / rates.minutesPerDay) * 10) * (rates.minutesPerDay / 10),
    'day',
    language,
    rates,
    { long },
  );
