import { closeSync, copyFileSync, fsyncSync, openSync, renameSync, rmSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';

/** What virus scanners and indexers on Windows cause for some milliseconds (npm/write-file-atomic, issues 28 and 227). */
const PASSING = new Set(['EPERM', 'EACCES', 'EBUSY']);
const RENAME_ATTEMPTS = 10;

const codeOf = (error: unknown): string => (error as NodeJS.ErrnoException).code ?? '';

const renamePatiently = async (from: string, to: string): Promise<void> => {
  for (let attempt = 1; ; attempt++) {
    try {
      return renameSync(from, to);
    } catch (error) {
      if (attempt === RENAME_ATTEMPTS || !PASSING.has(codeOf(error))) throw error;
      await wait(20 * attempt);
    }
  }
};

/**
 * Puts a copy of `from` at `to`: written beside its place, on disk before it is renamed, so that `to` is either the old
 * file or the whole new one. Throws the system's error; nothing is left behind then.
 */
export const placeFile = async (from: string, to: string): Promise<void> => {
  const beside = join(dirname(to), `.${basename(to)}.${process.pid}.part`);
  try {
    copyFileSync(from, beside);
    const file = openSync(beside, 'r+');
    try {
      fsyncSync(file);
    } finally {
      closeSync(file);
    }
    await renamePatiently(beside, to);
  } catch (error) {
    rmSync(beside, { force: true });
    throw error;
  }
};
