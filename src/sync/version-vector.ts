import type { SeqRange } from '../model/exchange-result.ts';
import { err, ok, type Result } from '../result.ts';
import type { Stamp, VersionVector } from './change-set.ts';

export type { SeqRange } from '../model/exchange-result.ts';

/** Highest sequence number of `replica` in the vector; 0 if nothing was seen. */
export const seqOf = (vector: VersionVector, replica: string): number =>
  Object.hasOwn(vector, replica) ? (vector[replica] as number) : 0;

/** Whether the vector includes change set `seq` of `replica`. */
export const covers = (vector: VersionVector, replica: string, seq: number): boolean => seqOf(vector, replica) >= seq;

/** Whether the author of `later` had seen `earlier`. */
export const saw = (later: { readonly vector: VersionVector }, earlier: Stamp): boolean =>
  covers(later.vector, earlier.replica, earlier.seq);

/** Whether `whole` includes everything that `part` includes. */
export function coversAll(whole: VersionVector, part: VersionVector): boolean {
  for (const replica of Object.keys(part)) if (!covers(whole, replica, part[replica] as number)) return false;
  return true;
}

/** The smallest vector that covers both. */
export function mergeVectors(a: VersionVector, b: VersionVector): VersionVector {
  const merged: Record<string, number> = { ...a };
  for (const replica of Object.keys(b)) {
    if (!covers(merged, replica, b[replica] as number)) merged[replica] = b[replica] as number;
  }
  return merged;
}

/** What `wanted` includes and `held` does not, by replica id. */
export function missingRanges(held: VersionVector, wanted: VersionVector): readonly SeqRange[] {
  const ranges: SeqRange[] = [];
  for (const replica of Object.keys(wanted).sort()) {
    const fromSeq = seqOf(held, replica) + 1;
    const toSeq = wanted[replica] as number;
    if (fromSeq <= toSeq) ranges.push({ replica, fromSeq, toSeq });
  }
  return ranges;
}

export interface VectorWentBack {
  readonly id: 'sync.vectorWentBack';
  readonly params: { readonly replica: string; readonly seq: number };
}

/**
 * What changed in an author's vector since the author's previous change set, as the log stores it (`deps`).
 * The author's own entry is left out: it is always `seq - 1`. Refuses a vector that forgets something seen before.
 */
export function depsOf(
  author: string,
  seq: number,
  vector: VersionVector,
  previous: VersionVector,
): Result<VersionVector, VectorWentBack> {
  if (!coversAll(vector, previous)) return err({ id: 'sync.vectorWentBack', params: { replica: author, seq } });
  const deps: Record<string, number> = {};
  for (const replica of Object.keys(vector)) {
    if (replica !== author && vector[replica] !== seqOf(previous, replica)) deps[replica] = vector[replica] as number;
  }
  return ok(deps);
}

/** The vector that `depsOf` was made from. */
export function vectorFromDeps(
  author: string,
  seq: number,
  deps: VersionVector,
  previous: VersionVector,
): VersionVector {
  const vector: Record<string, number> = { ...previous, ...deps };
  if (seq > 1) vector[author] = seq - 1;
  return vector;
}
