import { realpathSync } from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';
import { ok, type Result } from '../../src/result.ts';
import { placeFile } from '../hosts/place-file.ts';
import { type Failure, fault } from './verb.ts';

/** What the system says of a place that cannot be written, in words that help. */
const REASONS: Readonly<Record<string, string>> = {
  ENOENT: 'file.no-folder',
  ENOTDIR: 'file.no-folder',
  EISDIR: 'file.is-folder',
  ENOTEMPTY: 'file.is-folder',
  EEXIST: 'file.is-folder',
  ENOSPC: 'file.no-space',
  EDQUOT: 'file.no-space',
  EFBIG: 'file.no-space',
  EACCES: 'file.no-access',
  EPERM: 'file.no-access',
  EROFS: 'file.no-access',
};

/** The failure of writing a file. */
export const writeFailure = (path: string, error: unknown): { readonly ok: false; readonly error: Failure } => {
  const { code } = error as NodeJS.ErrnoException;
  // Without a code of the system it is a bug.
  if (code === undefined) throw error;
  return fault(REASONS[code] ?? 'file.failed', { path, code });
};

/** Where a path leads when links are followed, also if there is no file yet. */
const realPath = (path: string): string => {
  const whole = resolve(path);
  try {
    return realpathSync(whole);
  } catch {
    try {
      return join(realpathSync(dirname(whole)), basename(whole));
    } catch {
      return whole;
    }
  }
};

/** Whether a path is the database or one of the files that SQLite and the lock keep beside it. */
export const isStoreFile = (path: string, database: string): boolean => {
  const wanted = realPath(path);
  const store = realPath(database);
  return ['', '-wal', '-shm', '-journal', '.lock'].some((suffix) => wanted === store + suffix);
};

/** Puts a copy of a file where it is wanted, whole or not at all. Never over the plans themselves. */
export const putFile = async (from: string, to: string, database: string): Promise<Result<null, Failure>> => {
  if (isStoreFile(to, database)) return fault('file.is-store', { path: to });
  try {
    await placeFile(from, to);
    return ok(null);
  } catch (error) {
    return writeFailure(to, error);
  }
};
