/** What a normal number stands for: a length in minutes, rising with the number. */
export type Quantile = (normal: number) => number;

/** Beyond this many deviations nothing is drawn in ten thousand million numbers. */
const EDGE = 6;
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

/** Every length as likely as its place below a triangle from low over likely to high says. */
export const triangular = (low: number, likely: number, high: number): Quantile => {
  const range = high - low;
  if (range <= 0) return () => likely;
  const rise = (likely - low) / range;
  const left = range * (likely - low);
  const right = range * (high - likely);
  return (z) => {
    const share = normalShare(z);
    return share < rise ? low + Math.sqrt(share * left) : high - Math.sqrt((1 - share) * right);
  };
};

const PERT_WEIGHT = 4;
const PERT_CELLS = 1024;
const PERT_STEPS = 512;
/** Places of the most likely length between low and high that are told apart; more would change no day of any plan. */
const MODES = 1000;

/** The quantiles of the beta distribution of PERT on 0..1, at equal steps of a normal number. */
const buildPert = (mode: number): Float64Array => {
  const alpha = PERT_WEIGHT * mode;
  const beta = PERT_WEIGHT * (1 - mode);
  const curve = (x: number): number => x ** alpha * (1 - x) ** beta;
  const below = new Float64Array(PERT_CELLS + 1);
  for (let k = 1; k <= PERT_CELLS; k++) below[k] = below[k - 1]! + area(curve, (k - 1) / PERT_CELLS, k / PERT_CELLS);
  const all = below[PERT_CELLS]!;
  const table = new Float64Array(PERT_STEPS + 2);
  let cell = 0;
  for (let k = 0; k < table.length; k++) {
    const wanted = normalShare(-EDGE + (k * 2 * EDGE) / PERT_STEPS) * all;
    while (cell < PERT_CELLS - 1 && below[cell + 1]! < wanted) cell++;
    const inCell = (wanted - below[cell]!) / (below[cell + 1]! - below[cell]!);
    table[k] = (cell + Math.min(1, Math.max(0, inCell))) / PERT_CELLS;
  }
  return table;
};

/** Tables that many tasks share, as most have the same classes. */
export type PertTables = Map<number, Float64Array>;

/**
 * The modified beta distribution of PERT (Malcolm and others, 1959; Vose's weight of 4 for the most likely length): mean
 * (low + 4 likely + high) / 6.
 */
export const pert = (low: number, likely: number, high: number, tables: PertTables = new Map()): Quantile => {
  const range = high - low;
  if (range <= 0) return () => likely;
  const mode = Math.round(((likely - low) / range) * MODES);
  const table = tables.get(mode) ?? buildPert(mode / MODES);
  tables.set(mode, table);
  const step = (2 * EDGE) / PERT_STEPS;
  return (z) => low + range * between(table, step, z);
};

/** Half of the lengths are above the median, and their logarithms are normal with the given deviation. */
export const lognormal =
  (median: number, deviation: number): Quantile =>
  (z) =>
    median * Math.exp(deviation * z);
