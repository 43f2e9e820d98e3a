import { open, rm } from 'node:fs/promises';
import { renameFile } from '../store/rename-file.ts';

/** What a file has in its name while it is being written. */
export const PART = '.part';

/**
 * Writes a file beside its place, waits until it is on disk, and renames it: nobody ever sees a part of it. Without another
 * `mode` only this account may read it.
 */
export const writeWhole = async (path: string, bytes: Uint8Array, mode = 0o600): Promise<void> => {
  const part = `${path}${PART}`;
  try {
    const file = await open(part, 'w', mode);
    try {
      await file.writeFile(bytes);
      await file.sync();
    } finally {
      await file.close();
    }
    renameFile(part, path);
  } catch (error) {
    await rm(part, { force: true });
    throw error;
  }
};
