/**
 * What a folder that several copies share holds together, and what this copy has to add to it. Nothing is remembered of the
 * folder but what has been read in it: whoever deletes another's files there only makes the rest write them anew.
 */
import type { ExchangeKind } from '../../model/exchange-result.ts';
import { compareText, type VersionVector } from '../change-set.ts';
import { coversAll, seqOf } from '../version-vector.ts';

/** The change sets of a file: of each replica those after `from` up to `to`. */
export interface Span {
  readonly from: VersionVector;
  readonly to: VersionVector;
}

/** A file in the sub-folder of this copy that was read, or written here. */
export interface OwnFile extends Span {
  readonly kind: ExchangeKind;
  readonly bytes: number;
}

/** What there is to write: `from` is what the reader of all other files holds. */
export interface ToWrite {
  readonly kind: Exclude<ExchangeKind, 'snapshot'>;
  readonly from: VersionVector;
}

/** So many own files that carry something are put together in one when that costs no more than they did. */
export const GATHER_FROM = 64;
/** So many are in any case. */
export const GATHER_AT = 512;

/** Of each replica the highest number up to which the files hold all. */
export const coverageOf = (spans: readonly Span[]): VersionVector => {
  const runs = new Map<string, [from: number, to: number][]>();
  for (const { from, to } of spans) {
    for (const replica of Object.keys(to)) {
      const run: [number, number] = [seqOf(from, replica), to[replica]!];
      if (run[0] >= run[1]) continue;
      const known = runs.get(replica);
      if (known) known.push(run);
      else runs.set(replica, [run]);
    }
  }
  const covered: Record<string, number> = {};
  for (const [replica, list] of runs) {
    let seq = 0;
    for (const [from, to] of list.sort(([a], [b]) => a - b)) if (from <= seq) seq = Math.max(seq, to);
    if (seq > 0) covered[replica] = seq;
  }
  return covered;
};

const lesser = (a: VersionVector, b: VersionVector): VersionVector => {
  const both: Record<string, number> = {};
  for (const replica of Object.keys(a)) {
    const seq = Math.min(a[replica]!, seqOf(b, replica));
    if (seq > 0) both[replica] = seq;
  }
  return both;
};

/** How many change sets a vector names: it grows with every one that its copy takes, so it also orders that copy's files. */
export const countOf = (vector: VersionVector): number =>
  Object.keys(vector).reduce((sum, replica) => sum + vector[replica]!, 0);

const isGatherDue = (own: readonly OwnFile[]): boolean => {
  let whole: OwnFile | null = null;
  for (const file of own) if (file.kind === 'full' && countOf(file.to) > countOf(whole?.to ?? {})) whole = file;
  const since = own.filter(({ kind, to }) => kind === 'delta' && countOf(to) > countOf(whole?.to ?? {}));
  const bytes = since.reduce((sum, file) => sum + file.bytes, 0);
  return since.length >= GATHER_AT || (since.length >= GATHER_FROM && bytes >= (whole?.bytes ?? 0));
};

/**
 * What this copy, which holds `held`, has to write into the folder, whose files in order are `all` and of them `own` in its
 * own sub-folder; null where there is nothing. A receipt is written only where `tells` asks for it, because each is a file
 * that everybody reads; whatever else is written says the same.
 */
export const fileToWrite = (
  held: VersionVector,
  all: readonly Span[],
  own: readonly OwnFile[],
  tells: boolean,
): ToWrite | null => {
  const from = lesser(coverageOf(all), held);
  if (!coversAll(from, held)) {
    return Object.keys(from).length === 0 || isGatherDue(own) ? { kind: 'full', from: {} } : { kind: 'delta', from };
  }
  const isTold = own.some(({ to }) => coversAll(to, held));
  return isTold || !tells || Object.keys(held).length === 0 ? null : { kind: 'receipt', from: held };
};

const NAME = /^(\d{1,15})-(\d{1,15})-[0-9a-f]{16}\.udbudsplan$/;
const ENDING = '.udbudsplan';

/** Name of a file: how many change sets its reader is taken to hold and holds then, and the start of its hash. */
export const fileNameFor = ({ from, to }: Span, fileHash: string): string =>
  `${countOf(from)}-${countOf(to)}-${fileHash.slice(0, 16)}${ENDING}`;

/** The counts in a name; null of a name that this program does not give, as a conflicted copy has one. */
export const countsInName = (name: string): { readonly from: number; readonly to: number } | null => {
  const match = NAME.exec(name.toLowerCase());
  return match === null ? null : { from: Number(match[1]), to: Number(match[2]) };
};

/** Whether a file may be one of a plan: what is still being written, and what systems leave in folders, is not. */
export const isPlanFile = (name: string): boolean =>
  name.length > ENDING.length && name.toLowerCase().endsWith(ENDING) && !name.startsWith('.') && !name.startsWith('~');

/**
 * Of the names in one sub-folder those that have to be read. What a copy holds only grows, so its newest whole file has all that its
 * earlier ones have, and its newest of any kind says all that its earlier receipts say. `isBad` names files that turned out to
 * be none: they stand for nothing.
 */
export const worthReading = (names: readonly string[], isBad: (name: string) => boolean): string[] => {
  let whole = 0;
  let newest = 0;
  for (const name of names) {
    const counts = countsInName(name);
    if (counts === null || isBad(name)) continue;
    newest = Math.max(newest, counts.to);
    if (counts.from === 0) whole = Math.max(whole, counts.to);
  }
  const isSuperseded = (name: string): boolean => {
    const counts = countsInName(name);
    if (counts === null) return false;
    const isReceipt = counts.from === counts.to;
    const isTheWhole = counts.from === 0 && counts.to === whole;
    return !isTheWhole && (isReceipt ? counts.to < newest : counts.to <= whole);
  };
  return names.filter((name) => !isSuperseded(name)).sort(compareText);
};
