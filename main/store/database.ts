import { accessSync, constants, existsSync, mkdirSync } from 'node:fs';
import { dirname } from 'node:path';
import BetterSqlite, { type Database, type Options } from 'better-sqlite3';

/** Pages that may be kept in memory: an import writes tens of megabytes in one transaction, and each page once. */
const PAGE_CACHE_KIB = 64 * 1024;

/** How long a statement waits for another connection before it gives up. */
const BUSY_TIMEOUT_MS = 2000;

/** Where the native part of better-sqlite3 lies; null lets the package find it itself. */
export type NativeBinding = string | null;

/**
 * Statements that are kept compare with `+?` instead of `?`: SQLite takes a bare value as a hint for its plan, and prepares the statement
 * anew with each one that is bound, which takes longer than most of them run.
 */
export const openDatabase = (path: string, nativeBinding: NativeBinding, options: Options = {}): Database =>
  new BetterSqlite(path, {
    timeout: BUSY_TIMEOUT_MS,
    ...options,
    ...(nativeBinding === null ? {} : { nativeBinding }),
  });

/** Statements, or whatever else is made of a database, made once for each that is open. */
export const onceForEach = <T>(make: (db: Database) => T): ((db: Database) => T) => {
  const made = new WeakMap<Database, { readonly value: T }>();
  return (db) => {
    const known = made.get(db);
    if (known !== undefined) return known.value;
    const value = make(db);
    made.set(db, { value });
    return value;
  };
};

/**
 * Opens the one connection that writes. The exclusive locking mode makes SQLite hold its file lock from here to the end
 * of the process, however that ends; a second process gets SQLITE_BUSY.
 */
export const openWriter = (path: string, nativeBinding: NativeBinding): Database => {
  mkdirSync(dirname(path), { recursive: true });
  // SQLite opens what it may not write for reading, and reports a failed lock later as an error of the disk.
  for (const place of [dirname(path), path]) if (existsSync(place)) accessSync(place, constants.W_OK);
  const db = openDatabase(path, nativeBinding, { timeout: 0 });
  try {
    db.pragma('locking_mode = EXCLUSIVE');
    db.pragma('trusted_schema = OFF');
    db.pragma('cell_size_check = ON');
    db.pragma('mmap_size = 0');
    db.pragma('foreign_keys = ON');
    db.pragma('synchronous = FULL');
    db.pragma('temp_store = MEMORY');
    db.pragma(`cache_size = -${PAGE_CACHE_KIB}`);
    // Takes the lock and tries whether the file can be written at all, before anything is.
    db.exec('BEGIN EXCLUSIVE; ROLLBACK');
    db.pragma(`busy_timeout = ${BUSY_TIMEOUT_MS}`);
    return db;
  } catch (error) {
    db.close();
    throw error;
  }
};

/** Write-ahead logging, in which a commit is one append and one fsync. */
export const useWriteAheadLog = (db: Database): void => {
  db.pragma('journal_mode = WAL');
  db.pragma('synchronous = FULL');
};

/** Runs something after whose commits the write-ahead log is not carried into the file, however long it gets. */
export const withoutCheckpoint = <T>(db: Database, run: () => T): T => {
  const pages = db.pragma('wal_autocheckpoint', { simple: true }) as number;
  db.pragma('wal_autocheckpoint = 0');
  try {
    return run();
  } finally {
    db.pragma(`wal_autocheckpoint = ${pages}`);
  }
};

/** Carries the write-ahead log into the file. */
export const checkpoint = (db: Database): void => void db.pragma('wal_checkpoint(PASSIVE)');

/**
 * Carries the write-ahead log into the file and leaves that mode, so that what is written next is in the file itself,
 * its header included, as soon as it is committed.
 */
export const useRollbackJournal = (db: Database): void => {
  db.pragma('journal_mode = DELETE');
};

/** Whether SQLite finds the file in order; reads all of it. */
export const isSound = (path: string, nativeBinding: NativeBinding): boolean => {
  if (!existsSync(path)) return false;
  let db: Database | null = null;
  try {
    db = openDatabase(path, nativeBinding, { readonly: true });
    return db.pragma('quick_check', { simple: true }) === 'ok';
  } catch {
    return false;
  } finally {
    db?.close();
  }
};
