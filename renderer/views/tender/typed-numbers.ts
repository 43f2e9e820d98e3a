import { err, ok, type Result } from '../../../src/result.ts';
import { MINUTES_PER_DAY } from '../../../src/time/day.ts';
import type { EntryLanguage } from '../../../src/time/entry.ts';

/** Why a text is no number, in the catalogue under `entry.<id>`. */
export interface NumberError {
  readonly id: 'entry.number-unreadable' | 'entry.amount-unreadable';
  readonly params: Readonly<Record<string, string | number>>;
}

/** Reads a whole number between two bounds. */
export function readWhole(text: string, least: number, most: number): Result<number, NumberError> {
  const typed = text.trim();
  const number = /^\d{1,6}$/.test(typed) ? Number(typed) : Number.NaN;
  return number >= least && number <= most
    ? ok(number)
    : err({ id: 'entry.number-unreadable', params: { text: typed, least, most } });
}

/** Largest amount in øre or cents that a plan holds. */
const MOST_MINOR = 1_000_000_000_000_000;

const UNITS: readonly (readonly [RegExp, number])[] = [
  [/^mio|^mill/i, 1_000_000],
  [/^mia/i, 1_000_000_000],
  [/^t\.?kr|^tkr/i, 1000],
];

/**
 * Reads an amount into øre or cents: `180.000.000`, `1,5 mio.`, `kr. 250000`; in English with commas for thousands. An empty
 * text is nothing.
 */
export function readAmount(text: string, language: EntryLanguage): Result<number, NumberError> {
  const refuse = err({ id: 'entry.amount-unreadable', params: { text } } as const);
  if (text.trim() === '') return ok(0);
  const typed =
    /^\s*(?:kr\.?|dkk|eur|€)?\s*([\d., ]+?)\s*(mio\.?|mill?ion(?:er)?|mia\.?|t\.?kr\.?)?\s*(?:kr\.?|dkk|eur|€)?\s*$/i.exec(
      text,
    );
  if (!typed) return refuse;
  const [, digits = '', unit = ''] = typed;
  const [thousands, decimal] = language === 'da' ? ['.', ','] : [',', '.'];
  const bare = digits.replaceAll(' ', '');
  const written = new RegExp(`^(?:\\d{1,3}(?:\\${thousands}\\d{3})+|\\d+)(?:\\${decimal}\\d{1,3})?$`);
  if (!written.test(bare)) return refuse;
  const value = Number(bare.replaceAll(thousands, '').replace(decimal, '.'));
  const factor = UNITS.find(([word]) => word.test(unit))?.[1] ?? 1;
  const minor = Math.round(value * factor * 100);
  return minor <= MOST_MINOR ? ok(minor) : refuse;
}

/** An amount as it is written in a field; empty for nothing. */
export const writeAmount = (minor: number, language: EntryLanguage): string =>
  minor === 0 ? '' : new Intl.NumberFormat(language, { maximumFractionDigits: 2 }).format(minor / 100);

/**
 * Minutes of a time of day as people write it: `12`, `12.30`, `kl. 9`, `24` for the end of the day; null for an empty text
 * (the whole day), undefined for other texts.
 */
export function readTimeOfDay(text: string): number | null | undefined {
  if (text.trim() === '') return null;
  const typed = /^\s*(?:kl\.?\s*)?(\d{1,2})(?:[:.](\d{2}))?\s*$/i.exec(text);
  if (!typed) return undefined;
  const [hour, minute] = [Number(typed[1]), Number(typed[2] ?? 0)];
  if (hour === 24 && minute === 0) return MINUTES_PER_DAY - 1;
  return hour < 24 && minute < 60 ? hour * 60 + minute : undefined;
}
