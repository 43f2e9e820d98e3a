import type { LagKind, LinkType } from '../model/schema.ts';
import { err, ok, type Result } from '../result.ts';
import { type DurationRates, formatAmount, minutesPerUnit, unitOfWord } from '../time/duration-text.ts';
import { type DurationUnit, type EntryLanguage, formatDuration } from '../time/entry.ts';

/** A lag as written: minutes (percent where the kind says so), negative for a lead, and the unit it was written in. */
export type TypedLag = { readonly amount: number; readonly kind: LagKind; readonly unit: DurationUnit };

/** One predecessor as written: the number of its row, the type of the link and the lag. */
export type TypedLink = { readonly row: string; readonly type: LinkType; readonly lag: TypedLag };

/** Why a text is not a list of predecessors; `part` is the piece that could not be read. */
export type LinkTextError = {
  readonly id: 'entry.link-unreadable' | 'entry.link-type-unknown' | 'entry.lag-unreadable' | 'entry.lag-too-long';
  readonly params: { readonly text: string; readonly part: string };
};

/** Danish abbreviations of Microsoft Project (afslut, start) and English ones; SS is the same in both. */
const TYPE_OF_WORD: Readonly<Record<string, LinkType>> = {
  FS: 'FS',
  SS: 'SS',
  FF: 'FF',
  SF: 'SF',
  AS: 'FS',
  AA: 'FF',
  SA: 'SF',
};
const DANISH_TYPE: Readonly<Record<LinkType, string>> = { FS: 'AS', SS: 'SS', FF: 'AA', SF: 'SA' };

/** A type of link as people write it: AS, SS, AA and SA in Danish. */
export const linkTypeText = (type: LinkType, language: 'da' | 'en'): string =>
  language === 'da' ? DANISH_TYPE[type] : type;

/** Longest lag that a plan can hold, in minutes. */
const LONGEST_LAG_MIN = 100_000_000;
const NO_LAG: TypedLag = { amount: 0, kind: 'working', unit: 'day' };

/**
 * Cuts a list into its parts. `;` always parts; `,` does unless it is the decimal comma of a lag, which stands between
 * figures behind a sign and is followed by a unit (`3AS+1,5d`).
 */
function partsOf(text: string): string[] {
  const guarded = text.replace(/([+-]\s*\d+),(?=\d+\s*(?:%|(?!(?:fs|ss|ff|sf|as|aa|sa)\b)[a-zæøå]))/gi, '$1.');
  return guarded
    .split(text.includes(';') ? ';' : /[;,]/)
    .map((part) => part.trim())
    .filter((part) => part !== '');
}

function readLag(
  sign: string,
  figures: string,
  word: string,
  rates: DurationRates,
): TypedLag | 'entry.lag-unreadable' | 'entry.lag-too-long' {
  const size = Number(figures.replace(',', '.')) * (sign === '-' ? -1 : 1);
  if (word === '%') return { amount: Math.round(size) + 0, kind: 'percent', unit: 'day' };
  const unit = word === '' ? { unit: 'day' as const, elapsed: false } : unitOfWord(word);
  if (!unit) return 'entry.lag-unreadable';
  const amount = Math.round(size * minutesPerUnit(unit.unit, unit.elapsed, rates)) + 0;
  if (Math.abs(amount) > LONGEST_LAG_MIN) return 'entry.lag-too-long';
  return { amount, kind: unit.elapsed ? 'elapsed' : 'working', unit: unit.unit };
}

/**
 * Reads predecessors as people write them: `3`, `3FS+2d`, `5SS-1u`, `3AS+2d` (Danish), `4FS+50%`, `2AA+1ed`; several parted
 * by `;` or `,`. A row is a number (`3`) or an outline number (`2.1`). The empty text is an empty list.
 */
export function parseLinks(text: string, rates: DurationRates): Result<TypedLink[], LinkTextError> {
  const links: TypedLink[] = [];
  for (const part of partsOf(text)) {
    const refuse = (id: LinkTextError['id']) => err({ id, params: { text, part } });
    const match = /^(\d+(?:\.\d+)*)\s*([a-zæøå]*)\s*(?:([+-])\s*(\d+(?:[.,]\d+)?)\s*([a-zæøå]*\.?|%))?$/i.exec(part);
    if (!match) return refuse(/[+-]/.test(part) ? 'entry.lag-unreadable' : 'entry.link-unreadable');
    const type = match[2] === '' ? 'FS' : TYPE_OF_WORD[match[2]!.toUpperCase()];
    if (!type) return refuse('entry.link-type-unknown');
    const lag = match[3] ? readLag(match[3], match[4]!, match[5]!, rates) : NO_LAG;
    if (typeof lag === 'string') return refuse(lag);
    links.push({ row: match[1]!, type, lag });
  }
  return ok(links);
}

function formatLag(lag: TypedLag, language: EntryLanguage, rates: DurationRates): string {
  if (lag.amount === 0) return '';
  const sign = lag.amount < 0 ? '-' : '+';
  const size = Math.abs(lag.amount);
  if (lag.kind === 'percent') return `${sign}${formatAmount(size, 1, language)}%`;
  return sign + formatDuration(size, lag.unit, language, rates, { elapsed: lag.kind === 'elapsed' });
}

/** Writes one predecessor: `3` for a plain finish-to-start, else `3AS+2d` (Danish) or `3FS+2d` (English). */
export function formatLink(link: TypedLink, language: EntryLanguage, rates: DurationRates): string {
  const lag = formatLag(link.lag, language, rates);
  if (link.type === 'FS' && lag === '') return link.row;
  return `${link.row}${linkTypeText(link.type, language)}${lag}`;
}

/** Writes a list of predecessors, parted by `;`, which no decimal comma can be mistaken for. `parseLinks` reads it back. */
export function formatLinks(links: readonly TypedLink[], language: EntryLanguage, rates: DurationRates): string {
  return links.map((link) => formatLink(link, language, rates)).join(';');
}
