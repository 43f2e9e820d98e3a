import fc from 'fast-check';
import { expect, test } from 'vitest';
import { faultOfFolder, folderGroups } from './folder-life.ts';

/** How many histories are tried; a release is tried with `npm run test:hard`. */
const HISTORIES = Number(process.env.FOLDER_HISTORIES ?? 12);

test(
  `${HISTORIES} histories of two to five people who share a folder end alike, whatever becomes of the files`,
  async () => {
    await fc.assert(
      fc.asyncProperty(folderGroups, async (group) => {
        expect(await faultOfFolder(group)).toBeNull();
      }),
      { numRuns: HISTORIES, ...(process.env.SEED === undefined ? {} : { seed: Number(process.env.SEED) }) },
    );
  },
  60_000 + HISTORIES * 1_000,
);
