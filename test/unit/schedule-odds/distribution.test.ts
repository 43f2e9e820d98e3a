import { describe, expect, it } from 'vitest';
import {
  certain,
  lengthAt,
  lognormal,
  normalShare,
  pert,
  type Quantile,
  triangular,
} from '../../../src/schedule/odds/distribution.ts';
import { createGenerator } from '../../../src/schedule/odds/generator.ts';

/** Mean and deviation over normal numbers at equal shares: the quantile function summed, with no chance in it. */
const momentsOf = (quantile: Quantile): { mean: number; deviation: number } => {
  let weight = 0;
  let sum = 0;
  let square = 0;
  for (let z = -6; z < 6; z += 0.001) {
    const share = Math.exp(-0.5 * z * z);
    weight += share;
    sum += share * lengthAt(quantile, z);
    square += share * lengthAt(quantile, z) ** 2;
  }
  return { mean: sum / weight, deviation: Math.sqrt(square / weight - (sum / weight) ** 2) };
};

describe('distributions', () => {
  it.each([
    [0, 0.5],
    [1, 0.8413447461],
    [-1.2815515655, 0.1],
    [1.644853627, 0.95],
    [-3, 0.001349898],
    [9, 1],
  ])('the share of normal numbers below %s is %s', (z, share) => {
    expect(normalShare(z)).toBeCloseTo(share, 6);
  });

  it.each([
    [10, 20, 60],
    [0, 0, 100],
    [5, 50, 50],
    [100, 400, 1000],
  ])('triangle %s, %s, %s has the mean and deviation of the textbook', (low, likely, high) => {
    const { mean, deviation } = momentsOf(triangular(low, likely, high));
    expect(mean).toBeCloseTo((low + likely + high) / 3, 2);
    const squares = low ** 2 + likely ** 2 + high ** 2 - low * likely - low * high - likely * high;
    expect(deviation).toBeCloseTo(Math.sqrt(squares / 18), 1);
  });

  it.each([
    [10, 20, 60],
    [0, 0, 100],
    [5, 50, 50],
    [100, 400, 1000],
  ])('PERT %s, %s, %s has mean (low + 4 likely + high) / 6 and the deviation of its beta distribution', (a, m, b) => {
    const { mean, deviation } = momentsOf(pert(a, m, b));
    const expected = (a + 4 * m + b) / 6;
    expect(mean).toBeCloseTo(expected, 0);
    expect(Math.abs(deviation - Math.sqrt(((expected - a) * (b - expected)) / 7))).toBeLessThan((b - a) / 500);
  });

  it('lognormal lengths have their median and mean', () => {
    expect(lengthAt(lognormal(480, 0.35), 0)).toBe(480);
    expect(momentsOf(lognormal(480, 0.35)).mean).toBeCloseTo(480 * Math.exp(0.35 ** 2 / 2), 1);
  });

  it('a longer wish never gives a shorter length, and all lie between low and high', () => {
    for (const quantile of [triangular(10, 20, 60), pert(10, 20, 60), pert(0, 0, 1), triangular(3, 3, 3)]) {
      let last = Number.NEGATIVE_INFINITY;
      for (let z = -7; z <= 7; z += 0.01) {
        const value = lengthAt(quantile, z);
        expect(value).toBeGreaterThanOrEqual(last);
        last = value;
      }
    }
    expect(lengthAt(triangular(10, 20, 60), -7)).toBeCloseTo(10, 1);
    expect(lengthAt(pert(10, 20, 60), 7)).toBeLessThanOrEqual(60);
  });
});

describe('tables of lengths', () => {
  const triangle = (low: number, likely: number, high: number, share: number): number => {
    const range = high - low;
    return share < (likely - low) / range
      ? low + Math.sqrt(share * range * (likely - low))
      : high - Math.sqrt((1 - share) * range * (high - likely));
  };

  it('are no more than a ten thousandth of the range off their closed forms', () => {
    const [ofTriangle, ofLogarithms, ofNone] = [triangular(100, 400, 1100), lognormal(480, 0.6), certain(480)];
    for (let z = -5; z <= 5; z += 0.0137) {
      const share = normalShare(z);
      expect(Math.abs(lengthAt(ofTriangle, z) - triangle(100, 400, 1100, share))).toBeLessThan(0.1);
      expect(lengthAt(ofLogarithms, z) / (480 * Math.exp(0.6 * z))).toBeCloseTo(1, 4);
      expect(lengthAt(ofNone, z)).toBe(480);
    }
  });

  it('are shared by tasks whose most likely length lies at the same place, and by no others', () => {
    const tables = new Map<string, Float64Array>();
    const one = pert(10, 20, 60, tables);
    expect(pert(100, 200, 600, tables).table).toBe(one.table);
    expect(triangular(10, 20, 60, tables).table).not.toBe(one.table);
    expect(pert(10, 40, 60, tables).table).not.toBe(one.table);
    expect(lognormal(1, 0.2, tables).table).toBe(lognormal(9, 0.2, tables).table);
    expect(tables.size).toBe(4);
  });
});

describe('the generator', () => {
  it('gives the same numbers however many are asked for at once', () => {
    const generator = createGenerator();
    const drawn = (...lengths: number[]): number[] => {
      generator.begin(5, 6);
      return lengths.flatMap((length) => {
        const into = new Float64Array(length);
        generator.normals(into);
        return [...into];
      });
    };
    expect(drawn(3, 0, 4, 1)).toEqual(drawn(8));
  });

  it('gives the same numbers for the same seed and stream, in whatever order streams are begun', () => {
    const generator = createGenerator();
    const one = new Float64Array(1);
    const normal = (): number => {
      generator.normals(one);
      return one[0]!;
    };
    const draw = (seed: number, stream: number): number[] => {
      generator.begin(seed, stream);
      return [normal(), generator.uniform(), normal()];
    };
    const first = draw(7, 3);
    expect(draw(7, 4)).not.toEqual(first);
    expect(draw(8, 3)).not.toEqual(first);
    expect(draw(7, 3)).toEqual(first);
    expect(draw(0, 0).every((number) => Number.isFinite(number))).toBe(true);
  });

  it('gives uniform and normal numbers, within and between streams', () => {
    const generator = createGenerator();
    const n = 40_000;
    let uniform = 0;
    let normal = 0;
    let square = 0;
    let neighbours = 0;
    let last = 0;
    const one = new Float64Array(1);
    for (let i = 0; i < n; i++) {
      generator.begin(1, i);
      generator.normals(one);
      const z = one[0]!;
      uniform += generator.uniform();
      normal += z;
      square += z * z;
      neighbours += z * last;
      last = z;
    }
    expect(Math.abs(uniform / n - 0.5)).toBeLessThan(0.008);
    expect(Math.abs(normal / n)).toBeLessThan(0.025);
    expect(Math.abs(square / n - 1)).toBeLessThan(0.04);
    expect(Math.abs(neighbours / n)).toBeLessThan(0.025);
  });
});
