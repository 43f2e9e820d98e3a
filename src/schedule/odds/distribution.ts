/**
 * What a normal number stands for: a length in minutes, rising with the number. It is `offset` plus `scale` times what a table
 * over -6..6 deviations says at that number, straight between its entries. Most tasks share a few tables, as most have the same
 * classes; looking up is several times as fast as roots, logarithms and exponentials, and no more than a ten thousandth of the
 * range off.
 */
export interface Quantile {
  readonly offset: number;
  readonly scale: number;
  readonly table: Float64Array;
}

/** Tables that many tasks share, by what they are of. */
export type QuantileTables = Map<string, Float64Array>;

/** Beyond this many deviations nothing is drawn in ten thousand million numbers. */
export const EDGE = 6;
/** Entries of a table for each deviation; a table has one entry more at its end, so that the last step has two ends. */
const STEPS = 1024;
export const STEPS_PER_DEVIATION = STEPS / (2 * EDGE);
export const TABLE_LENGTH = STEPS + 2;

const SHARE_STEPS = 4096;
const STEP = (2 * EDGE) / SHARE_STEPS;
const SHARE_BELOW_EDGE = 9.865876e-10;

const density = (z: number): number => Math.exp(-0.5 * z * z) / Math.sqrt(2 * Math.PI);

/** Area under a curve between two places, by Simpson's rule. */
const area = (curve: (x: number) => number, from: number, to: number): number =>
  ((to - from) * (curve(from) + 4 * curve((from + to) / 2) + curve(to))) / 6;

const buildShares = (): Float64Array => {
  const shares = new Float64Array(SHARE_STEPS + 2);
  shares[0] = SHARE_BELOW_EDGE;
  for (let k = 1; k < shares.length; k++) {
    const to = -EDGE + k * STEP;
    shares[k] = Math.min(1, shares[k - 1]! + area(density, to - STEP, to));
  }
  return shares;
};

const SHARES = buildShares();

/** The value of a table over -6..6 deviations, straight between its entries. */
const between = (table: Float64Array, step: number, z: number): number => {
  const place = (Math.min(EDGE, Math.max(-EDGE, z)) + EDGE) / step;
  const k = Math.floor(place);
  const low = table[k]!;
  return low + (table[k + 1]! - low) * (place - k);
};

/** The share of normal numbers below one: the distribution function of the normal distribution. */
export const normalShare = (z: number): number => between(SHARES, STEP, z);

/** The table of a rising function of normal numbers. */
const tableOf = (value: (z: number) => number): Float64Array =>
  Float64Array.from({ length: TABLE_LENGTH }, (_none, k) => value(k / STEPS_PER_DEVIATION - EDGE));

const shared = (tables: QuantileTables, name: string, make: () => Float64Array): Float64Array => {
  const table = tables.get(name) ?? make();
  tables.set(name, table);
  return table;
};

/** The length that a normal number stands for. */
export const lengthAt = ({ offset, scale, table }: Quantile, z: number): number =>
  offset + scale * between(table, 1 / STEPS_PER_DEVIATION, z);

const CERTAIN = new Float64Array(TABLE_LENGTH);

/** A length that does not vary. */
export const certain = (length: number): Quantile => ({ offset: length, scale: 0, table: CERTAIN });

/** Places of the most likely length between low and high that are told apart; more would change no day of any plan. */
const TRIANGLE_MODES = 100_000;
/** Fewer where a table takes longer to make. */
const PERT_MODES = 1000;

/** Every length as likely as its place below a triangle from low over likely to high says. */
export const triangular = (low: number, likely: number, high: number, tables: QuantileTables = new Map()): Quantile => {
  const range = high - low;
  if (range <= 0) return certain(likely);
  const mode = Math.round(((likely - low) / range) * TRIANGLE_MODES);
  const rise = mode / TRIANGLE_MODES;
  const table = shared(tables, `triangular ${mode}`, () =>
    tableOf((z) => {
      const share = normalShare(z);
      return share < rise ? Math.sqrt(share * rise) : 1 - Math.sqrt((1 - share) * (1 - rise));
    }),
  );
  return { offset: low, scale: range, table };
};

const PERT_WEIGHT = 4;
const PERT_CELLS = 1024;

/** The quantiles of the beta distribution of PERT on 0..1. */
const buildPert = (mode: number): Float64Array => {
  const alpha = PERT_WEIGHT * mode;
  const beta = PERT_WEIGHT * (1 - mode);
  const curve = (x: number): number => x ** alpha * (1 - x) ** beta;
  const below = new Float64Array(PERT_CELLS + 1);
  for (let k = 1; k <= PERT_CELLS; k++) below[k] = below[k - 1]! + area(curve, (k - 1) / PERT_CELLS, k / PERT_CELLS);
  const all = below[PERT_CELLS]!;
  let cell = 0;
  return tableOf((z) => {
    const wanted = normalShare(z) * all;
    while (cell < PERT_CELLS - 1 && below[cell + 1]! < wanted) cell++;
    const inCell = (wanted - below[cell]!) / (below[cell + 1]! - below[cell]!);
    return (cell + Math.min(1, Math.max(0, inCell))) / PERT_CELLS;
  });
};

/**
 * The modified beta distribution of PERT (Malcolm and others, 1959; Vose's weight of 4 for the most likely length): mean
 * (low + 4 likely + high) / 6.
 */
export const pert = (low: number, likely: number, high: number, tables: QuantileTables = new Map()): Quantile => {
  const range = high - low;
  if (range <= 0) return certain(likely);
  const mode = Math.round(((likely - low) / range) * PERT_MODES);
  return { offset: low, scale: range, table: shared(tables, `pert ${mode}`, () => buildPert(mode / PERT_MODES)) };
};

/** Half of the lengths are above the median, and their logarithms are normal with the given deviation. */
export const lognormal = (median: number, deviation: number, tables: QuantileTables = new Map()): Quantile => ({
  offset: 0,
  scale: median,
  table: shared(tables, `lognormal ${deviation}`, () => tableOf((z) => Math.exp(deviation * z))),
});
