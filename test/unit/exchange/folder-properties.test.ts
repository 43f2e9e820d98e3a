import { expect } from 'vitest';
import { faultOfFolder, folderGroups } from './folder-life.ts';
import { triesOf } from './tries.ts';

/** How many histories are tried; a release is tried with `npm run test:hard`. */
const HISTORIES = Number(process.env.FOLDER_HISTORIES ?? 12);

triesOf(
  'histories of two to five people who share a folder end alike, whatever becomes of the files',
  HISTORIES,
  folderGroups,
  async (group) => expect(await faultOfFolder(group)).toBeNull(),
);
