/** Long random tests in portions, each from a seed of its own: a run can be shared out, and tells how far it is. */
import fc from 'fast-check';
import { test } from 'vitest';

/** Histories that are tried from one seed. */
const PORTION = 1_000;

/** No run ends because it was slow, or because the machine was wanted for something else for a while. */
export const NO_HURRY_MS = 24 * 60 * 60 * 1_000;

interface Portion {
  /** Null: another one each time; told by fast-check where something fails. */
  readonly seed: number | null;
  readonly count: number;
}

const range = (from: number, to: number): number[] => Array.from({ length: to - from + 1 }, (_, i) => from + i);

/** The seeds of `SEEDS`, such as `7` or `41-60`; null where nobody asked for any. */
const askedSeeds = (): readonly number[] | null => {
  const asked = process.env.SEEDS;
  if (asked === undefined) return null;
  const [, from, to = from] = /^(\d+)(?:-(\d+))?$/.exec(asked) ?? [];
  if (from === undefined) throw new Error(`SEEDS is a number or a range such as 41-60, not ${asked}`);
  return range(Number(from), Number(to));
};

/** What `count` histories are tried from: few from a seed that is new each time, many from the seeds 1, 2, 3, …, a thousand from each. */
const portionsOf = (count: number): readonly Portion[] => {
  const asked = askedSeeds();
  if (asked !== null) return asked.map((seed) => ({ seed, count: Math.min(count, PORTION) }));
  if (count <= PORTION) return [{ seed: null, count }];
  return range(1, Math.ceil(count / PORTION)).map((seed) => ({
    seed,
    count: Math.min(PORTION, count - (seed - 1) * PORTION),
  }));
};

/** Tries a property on so many random values; each portion is a test. */
export const triesOf = <T>(
  title: string,
  count: number,
  arbitrary: fc.Arbitrary<T>,
  holds: (value: T) => Promise<void> | void,
): void => {
  const portions = portionsOf(count).map((portion) => ({
    ...portion,
    from: portion.seed === null ? 'a new seed' : `seed ${portion.seed}`,
  }));
  test.each(portions)(
    `${title}: $count from $from`,
    async ({ seed, count: numRuns }) => {
      await fc.assert(
        fc.asyncProperty(arbitrary, async (value) => {
          await holds(value);
        }),
        { numRuns, ...(seed === null ? {} : { seed }) },
      );
    },
    NO_HURRY_MS,
  );
};
