import { chmodSync, mkdtempSync, rmSync, statfsSync } from 'node:fs';
import { join } from 'node:path';

/** Where Linux keeps files in memory. */
const IN_MEMORY = '/dev/shm';
/** What tests need there at most, and as much again: containers often have 64 MB. */
const NEEDED_BYTES = 2 ** 30;

const freeBytes = (folder: string): number => {
  try {
    const { bavail, bsize } = statfsSync(folder);
    return bavail * bsize;
  } catch {
    return 0;
  }
};

/**
 * The surroundings of tests with a folder for their files in memory, where the machine keeps one that is large enough: every edit of
 * the product waits until the disk has it, which took a third of the time of what tests the store. The folder is gone with the process.
 */
export const withMemoryFolder = (): NodeJS.ProcessEnv => {
  if (freeBytes(IN_MEMORY) < NEEDED_BYTES) return {};
  const folder = mkdtempSync(join(IN_MEMORY, 'udbudsplan-tests-'));
  // Some tests are another user, who may pass through.
  chmodSync(folder, 0o711);
  process.on('exit', () => rmSync(folder, { recursive: true, force: true, maxRetries: 5 }));
  return { TMPDIR: folder };
};
