import type { Histogram, Spread } from '../../model/odds-result.ts';

const MOST_BARS = 40;
const MINUTES_PER_DAY = 1440;

/** Whole days a bar, so that bars mean something to people and none is empty because of a night. */
const histogramOf = (sorted: Int32Array): Histogram => {
  const first = Math.floor(sorted[0]! / MINUTES_PER_DAY);
  const last = Math.floor(sorted[sorted.length - 1]! / MINUTES_PER_DAY);
  const days = Math.ceil((last - first + 1) / MOST_BARS);
  // More than a few days become whole weeks, or every other bar would hold a weekend.
  const width = days > 3 ? Math.ceil(days / 7) * 7 : days;
  const counts = new Array<number>(Math.floor((last - first) / width) + 1).fill(0);
  for (const at of sorted) counts[Math.floor((Math.floor(at / MINUTES_PER_DAY) - first) / width)]!++;
  return { fromMin: first * MINUTES_PER_DAY, widthMin: width * MINUTES_PER_DAY, counts };
};

/** The spread of at least one finish: percentiles by the nearest rank, so that each is a finish that came out. */
export const spreadOf = (finishes: Int32Array): Spread => {
  const sorted = finishes.slice().sort();
  let sum = 0;
  for (const at of sorted) sum += at;
  const percentiles = Array.from(
    { length: 101 },
    (_none, percent) => sorted[Math.max(0, Math.ceil((percent / 100) * sorted.length) - 1)]!,
  );
  return { meanMin: Math.round(sum / sorted.length), percentiles, histogram: histogramOf(sorted) };
};

/** The share of finishes at or before an instant, 0 to 1. */
export const shareBy = (finishes: Int32Array, instant: number): number => {
  let count = 0;
  for (const at of finishes) if (at <= instant) count++;
  return count / finishes.length;
};
