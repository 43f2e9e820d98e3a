import { err, ok, type Result } from '../../src/result.ts';

/** A copy of the database, as its file is named in the folder of backups. */
export interface Backup {
  readonly name: string;
  readonly createdMs: number;
  readonly bytes: number;
  readonly verified: boolean;
}

/** Why the store did not do what it was asked to; nothing was changed then. Every one names the file in `params.path`. */
export type StoreError =
  | { readonly id: 'store.newer'; readonly params: { path: string; found: number; known: number } }
  /** A database of another program. */
  | { readonly id: 'store.foreign'; readonly params: { path: string } }
  | { readonly id: 'store.locked'; readonly params: { path: string; process: number; host: string } }
  | { readonly id: 'store.corrupt'; readonly params: { path: string; detail: string }; readonly backup: Backup | null }
  | {
      readonly id: 'store.full' | 'store.busy' | 'store.read-only' | 'store.cannot-open' | 'store.io';
      readonly params: { path: string; detail: string };
    }
  /** On a network share, or in a folder that is kept alike on several computers. */
  | { readonly id: 'store.unsafe-folder'; readonly params: { path: string; folder: string } }
  /** A change set of the log is not what its author wrote, or lacks one before it. */
  | { readonly id: 'store.log-broken'; readonly params: { path: string; replica: string; seq: number } }
  | { readonly id: 'backup.unknown' | 'backup.damaged'; readonly params: { path: string; name: string } };

/** Carries an expected failure out of a transaction, which only an exception rolls back. */
export class StoreFailure extends Error {
  readonly error: StoreError;

  constructor(error: StoreError) {
    super(error.id);
    this.error = error;
  }
}

const byCode: readonly (readonly [prefix: string, id: 'full' | 'busy' | 'read-only' | 'cannot-open' | 'io'])[] = [
  ['SQLITE_FULL', 'full'],
  ['ENOSPC', 'full'],
  ['EDQUOT', 'full'],
  ['SQLITE_BUSY', 'busy'],
  ['SQLITE_LOCKED', 'busy'],
  ['EBUSY', 'busy'],
  ['SQLITE_READONLY', 'read-only'],
  ['SQLITE_PERM', 'read-only'],
  ['EACCES', 'read-only'],
  ['EPERM', 'read-only'],
  ['EROFS', 'read-only'],
  ['SQLITE_CANTOPEN', 'cannot-open'],
  ['ENOENT', 'cannot-open'],
  ['ENOTDIR', 'cannot-open'],
  ['EISDIR', 'cannot-open'],
  ['EEXIST', 'cannot-open'],
  ['SQLITE_IOERR', 'io'],
  ['EIO', 'io'],
  ['EFBIG', 'full'],
  ['EMFILE', 'io'],
];

const CORRUPT = ['SQLITE_CORRUPT', 'SQLITE_NOTADB'];

/** The expected failure that an exception of SQLite or the file system stands for; null if it is a bug. */
export const storeErrorOf = (error: unknown, path: string): StoreError | null => {
  if (!(error instanceof Error)) return null;
  if (error instanceof StoreFailure) return error.error;
  const code = (error as NodeJS.ErrnoException).code;
  if (typeof code !== 'string') return null;
  const params = { path, detail: `${code}: ${error.message}` };
  if (CORRUPT.some((prefix) => code.startsWith(prefix))) return { id: 'store.corrupt', params, backup: null };
  const found = byCode.find(([prefix]) => code.startsWith(prefix));
  return found ? { id: `store.${found[1]}`, params } : null;
};

/** As `storeErrorOf`, of what the database says only: an error of the file system may be about any other file. */
export const databaseErrorOf = (error: unknown, path: string): StoreError | null =>
  error instanceof StoreFailure || String((error as NodeJS.ErrnoException | null)?.code).startsWith('SQLITE_')
    ? storeErrorOf(error, path)
    : null;

/** Runs what may meet a full disk, a locked file and the like; anything else that it throws is a bug and goes on. */
export const guarded = <T>(path: string, run: () => T): Result<T, StoreError> => {
  try {
    return ok(run());
  } catch (error) {
    const expected = storeErrorOf(error, path);
    if (expected === null) throw error;
    return err(expected);
  }
};

/** As `guarded`, for what takes its time. */
export const guardedAsync = async <T>(path: string, run: () => Promise<T>): Promise<Result<T, StoreError>> => {
  try {
    return ok(await run());
  } catch (error) {
    const expected = storeErrorOf(error, path);
    if (expected === null) throw error;
    return err(expected);
  }
};
