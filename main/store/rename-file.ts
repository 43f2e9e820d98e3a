import { renameSync } from 'node:fs';

/** What virus scanners and indexers on Windows cause for some milliseconds (npm/write-file-atomic, issues 28 and 227). */
const PASSING = new Set(['EPERM', 'EACCES', 'EBUSY']);
const ATTEMPTS = 8;
const PAUSE_MS = 20;

/** Renames a file; tries for about half a second when something else has it open. Then throws the system's error. */
export const renameFile = (from: string, to: string): void => {
  for (let attempt = 1; ; attempt++) {
    try {
      renameSync(from, to);
      return;
    } catch (error) {
      if (attempt === ATTEMPTS || !PASSING.has((error as NodeJS.ErrnoException).code ?? '')) throw error;
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, PAUSE_MS * attempt);
    }
  }
};
