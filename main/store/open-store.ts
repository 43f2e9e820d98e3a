import { copyFileSync, existsSync, mkdirSync, rmSync } from 'node:fs';
import { basename, dirname } from 'node:path';
import type { Database } from 'better-sqlite3';
import type { Sha256Hex } from '../../src/model/row-id.ts';
import { err, type Result } from '../../src/result.ts';
import { arrivingFile } from './arrivals.ts';
import { type Backups, backupsOf, flushFile, stampOf } from './backups.ts';
import { changeLogOf } from './change-log.ts';
import {
  isSound,
  type NativeBinding,
  openDatabase,
  openWriter,
  useRollbackJournal,
  useWriteAheadLog,
} from './database.ts';
import { rebuildTables } from './derived-tables.ts';
import { APPLICATION_ID, type FileHeader, readHeader } from './file-header.ts';
import { renameFile } from './rename-file.ts';
import { forgetIfBehind, forgetInstallation, replicaOf } from './replica-identity.ts';
import { rowTablesOf } from './row-tables.ts';
import { type Store, storeOver } from './store.ts';
import { type Backup, guarded, type StoreError, StoreFailure } from './store-error.ts';
import { type Holder, isThere, readHolder, removeHolder, writeHolder } from './store-lock.ts';
import { projectionLayout } from './tables.ts';
import { unsafeFolder } from './unsafe-folder.ts';
import { isNewer, KNOWN_VERSION, needsUpgrade, upgrade } from './upgrade.ts';

export interface StoreOptions {
  /** The database file; its lock and its backups lie beside it. */
  readonly path: string;
  /** From `installationAt`, once per start. */
  readonly installation: string;
  /** This process, for the lock file. */
  readonly holder: Holder;
  /** Wall clock, milliseconds since 1970. */
  readonly now: () => number;
  readonly random: (bytes: number) => Uint8Array;
  readonly sha256: Sha256Hex;
  readonly nativeBinding: NativeBinding;
  /** Bound on the size of the file, in pages of 4 KiB; SQLite's own where absent. */
  readonly maxPages?: number;
}

/** What can be done with the files of a store that is not open. */
export interface StoreAccess {
  /** The database file. */
  readonly path: string;
  readonly open: () => Result<Store, StoreError>;
  readonly backups: () => readonly Backup[];
  /** The newest backup that can still be read; reads through as many as it takes. */
  readonly newestGood: () => Backup | null;
  /**
   * Puts a backup in the place of the database, which is renamed and kept. The store must be closed. The copy takes a
   * new replica id when it is opened.
   */
  readonly restore: (name: string) => Result<null, StoreError>;
  /** The same with a copy that lies anywhere, such as on another disk. The copy itself is only read. */
  readonly restoreFile: (path: string) => Result<null, StoreError>;
}

/** A database file and what SQLite keeps beside it. */
const SUFFIXES = ['', '-wal', '-shm', '-journal'];

/** A copy that is complete and only waits to be renamed. */
const restoringPath = (path: string): string => `${path}.restoring`;

const corrupt = (path: string, detail: string, backups: Backups): StoreError => ({
  id: 'store.corrupt',
  params: { path, detail },
  backup: backups.newestGood(),
});

/** Judges the file by its first bytes, before anything could write to it. */
const judge = (path: string, header: FileHeader, backups: Backups): StoreError | null => {
  switch (header.kind) {
    case 'absent':
      return null;
    case 'empty':
      // A new file is empty until its tables are committed; with backups beside it, it was not new.
      return backups.list().length === 0 ? null : corrupt(path, 'empty file', backups);
    case 'not-sqlite':
      return corrupt(path, 'not a database', backups);
    case 'sqlite':
      if (header.applicationId !== APPLICATION_ID) return { id: 'store.foreign', params: { path } };
      if (!isNewer(header.userVersion)) return null;
      return { id: 'store.newer', params: { path, found: header.userVersion, known: KNOWN_VERSION } };
  }
};

const bringUpToDate = (db: Database, { path, sha256 }: StoreOptions, backups: Backups, isNew: boolean): void => {
  const layout = projectionLayout(sha256);
  if (!needsUpgrade(db, layout)) return;
  if (!isNew) {
    const backup = backups.createNow(db, 'upgrade');
    if (!backup.ok) throw new StoreFailure(backup.error);
  }
  useRollbackJournal(db);
  upgrade(db, layout, () => rebuildTables(path, changeLogOf(db), rowTablesOf(db)));
};

const lockedBy = (path: string, holder: Holder | null): StoreError => ({
  id: 'store.locked',
  params: { path, process: holder?.process ?? 0, host: holder?.host ?? '' },
});

/**
 * Renames what lies at `from` with its write-ahead log and journal: what these hold belongs to that file, and must never
 * be read into another one.
 */
const setAside = (from: string, to: string): void => {
  for (const suffix of SUFFIXES) {
    if (existsSync(from + suffix)) renameFile(from + suffix, to + suffix);
  }
};

/** Ends a restore that was cut off between its renames. */
const endRestore = ({ path, now }: StoreOptions): void => {
  if (existsSync(path) || !existsSync(restoringPath(path))) return;
  setAside(path, `${path}.damaged-${stampOf(now())}`);
  renameFile(restoringPath(path), path);
};

/**
 * Opens the one store of this person for writing, making it if there is none. Refuses, and leaves every byte as it was,
 * what is newer than this program, another program's, or held by another process; tells of a damaged file and names
 * the newest backup that can be read.
 */
export const openStore = (options: StoreOptions): Result<Store, StoreError> => {
  const { path, holder, nativeBinding, now, random, sha256, installation } = options;
  const backups = backupsOf(path, nativeBinding, now);
  const folder = unsafeFolder(path);
  if (folder !== null) return err({ id: 'store.unsafe-folder', params: { path, folder } });
  const header = guarded(path, () => {
    endRestore(options);
    return readHeader(path);
  });
  if (!header.ok) return header;
  const fault = judge(path, header.value, backups);
  if (fault !== null) return err(fault);
  const other = readHolder(path);
  if (other !== null && other.host !== holder.host && isThere(other, holder)) return err(lockedBy(path, other));
  const opened = guarded(path, () => openWriter(path, nativeBinding));
  if (!opened.ok) {
    if (opened.error.id === 'store.busy') return err(lockedBy(path, other));
    return opened.error.id === 'store.corrupt' ? err(corrupt(path, opened.error.params.detail, backups)) : opened;
  }
  const db = opened.value;
  const store = guarded(path, () => {
    if (options.maxPages !== undefined) db.pragma(`max_page_count = ${options.maxPages}`);
    bringUpToDate(db, options, backups, header.value.kind !== 'sqlite');
    useWriteAheadLog(db);
    // A process that was ended in the middle of an import leaves what arrived.
    rmSync(arrivingFile(path), { force: true });
    forgetIfBehind(db, path);
    const takeReplica = (): string => replicaOf(db, installation, random);
    const renewReplica = (): string => {
      forgetInstallation(db);
      return takeReplica();
    };
    writeHolder(path, holder);
    const onClose = (): void => removeHolder(path, holder);
    return storeOver({ path, db, replica: takeReplica(), renewReplica, now, sha256, backups, onClose });
  });
  if (store.ok) return store;
  guarded(path, () => db.close());
  return store.error.id === 'store.corrupt' ? err(corrupt(path, store.error.params.detail, backups)) : store;
};

/** Whether somebody has the database open for writing. A file that is no database is nobody's. */
const isHeld = (path: string, nativeBinding: NativeBinding): boolean => {
  if (!existsSync(path)) return false;
  const opened = guarded(path, () => openWriter(path, nativeBinding).close());
  return !opened.ok && opened.error.id === 'store.busy';
};

/** Puts a copy of `source` in the place of the database. What is looked at is the copy, so that the source is only read. */
const putInPlace = (options: StoreOptions, source: string, name: string): Result<null, StoreError> => {
  const { path, nativeBinding, now, holder } = options;
  const damaged: StoreError = { id: 'backup.damaged', params: { path: source, name } };
  const other = readHolder(path);
  const isFar = other !== null && other.host !== holder.host;
  // A note may outlive its writer, whose number may by now be another's: on this computer SQLite's lock decides.
  const isDoubtful = !isFar && (other === null || isThere(other, holder));
  if (isFar || (isDoubtful && isHeld(path, nativeBinding))) return err(lockedBy(path, other));
  return guarded(path, () => {
    const fresh = `${restoringPath(path)}-part`;
    const header = readHeader(source);
    const isOurs = header.kind === 'sqlite' && header.applicationId === APPLICATION_ID;
    if (!isOurs) throw new StoreFailure(damaged);
    if (isNewer(header.userVersion)) {
      throw new StoreFailure({
        id: 'store.newer',
        params: { path: source, found: header.userVersion, known: KNOWN_VERSION },
      });
    }
    try {
      mkdirSync(dirname(path), { recursive: true });
      copyFileSync(source, fresh);
      if (!isSound(fresh, nativeBinding)) throw new StoreFailure(damaged);
      const db = openDatabase(fresh, nativeBinding);
      try {
        db.pragma('synchronous = FULL');
        useRollbackJournal(db);
        forgetInstallation(db);
      } finally {
        db.close();
      }
      flushFile(fresh);
    } catch (error) {
      for (const suffix of SUFFIXES) rmSync(fresh + suffix, { force: true });
      throw error;
    }
    renameFile(fresh, restoringPath(path));
    setAside(path, `${path}.damaged-${stampOf(now())}`);
    renameFile(restoringPath(path), path);
    return null;
  });
};

const restoreBackup = (options: StoreOptions, name: string): Result<null, StoreError> => {
  const backups = backupsOf(options.path, options.nativeBinding, options.now);
  const source = backups.pathOf(name);
  if (!backups.list().some((backup) => backup.name === name))
    return err({ id: 'backup.unknown', params: { path: source, name } });
  return putInPlace(options, source, name);
};

/** The store at a place, to open and to put back from a backup. */
export const storeAt = (options: StoreOptions): StoreAccess => ({
  path: options.path,
  open: () => openStore(options),
  backups: () => backupsOf(options.path, options.nativeBinding, options.now).list(),
  restore: (name) => restoreBackup(options, name),
  restoreFile: (path) => putInPlace(options, path, basename(path)),
  newestGood: () => backupsOf(options.path, options.nativeBinding, options.now).newestGood(),
});
