import { open, rm } from 'node:fs/promises';
import { renameFile } from '../store/rename-file.ts';

/** Writes a file beside its place, waits until it is on disk, and renames it: nobody ever sees a part of it. */
export const writeWhole = async (path: string, bytes: Uint8Array): Promise<void> => {
  const part = `${path}.part`;
  try {
    const file = await open(part, 'w', 0o600);
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
