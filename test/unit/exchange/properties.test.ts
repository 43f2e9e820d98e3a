import fc from 'fast-check';
import { expect, test } from 'vitest';
import { faultOf } from './life.ts';
import { groups } from './people.ts';

/** How many histories are tried; a release is tried with `npm run test:hard`. */
const HISTORIES = Number(process.env.HISTORIES ?? 60);

test(
  `${HISTORIES} histories of two to five people, through files and stores, have every property of the design`,
  async () => {
    await fc.assert(
      fc.asyncProperty(groups, async (group) => {
        expect(await faultOf(group)).toBeNull();
      }),
      { numRuns: HISTORIES, ...(process.env.SEED === undefined ? {} : { seed: Number(process.env.SEED) }) },
    );
  },
  60_000 + HISTORIES * 500,
);
