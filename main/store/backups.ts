import { createHash } from 'node:crypto';
import { closeSync, fsyncSync, mkdirSync, openSync, readdirSync, rmSync, statSync } from 'node:fs';
import { basename, dirname, extname, join } from 'node:path';
import type { Database } from 'better-sqlite3';
import { err, ok, type Result } from '../../src/result.ts';
import { isSound, type NativeBinding, openDatabase } from './database.ts';
import { renameFile } from './rename-file.ts';
import { type Backup, guarded, guardedAsync, type StoreError } from './store-error.ts';

export const BACKUP_REASONS = ['daily', 'upgrade', 'manual', 'import', 'quit'] as const;
export type BackupReason = (typeof BACKUP_REASONS)[number];

/** Pages that are copied before anything else may happen: 4 MB, some ten milliseconds. */
const PAGES_AT_ONCE = 1000;
const KEEP_NEWEST = 10;
const KEEP_WEEKS = 8;
const DAY_MS = 86_400_000;

export interface Backups {
  readonly folder: string;
  /** Newest first. Only files that were checked when they were made have such a name. */
  readonly list: () => readonly Backup[];
  /** Copies an open database while it goes on being used. */
  readonly create: (db: Database, reason: BackupReason) => Promise<Result<Backup, StoreError>>;
  /** The same at once, for before an upgrade. */
  readonly createNow: (db: Database, reason: BackupReason) => Result<Backup, StoreError>;
  /** The newest one that can still be read. */
  readonly newestGood: () => Backup | null;
  readonly pathOf: (name: string) => string;
}

/** As `20261124-031549123`, in universal time: names sort as the times do, and no clock change makes two alike. */
export const stampOf = (ms: number): string =>
  new Date(ms)
    .toISOString()
    .replace(/[-:.Z]/g, '')
    .replace('T', '-');

const msOf = (stamp: string): number => {
  const part = (from: number, to: number): number => Number(stamp.slice(from, to));
  return Date.UTC(part(0, 4), part(4, 6) - 1, part(6, 8), part(9, 11), part(11, 13), part(13, 15), part(15, 18));
};

/** Weeks since the first Monday of 1970; which week it is matters less than that it is the same one. */
const weekOf = (ms: number): number => Math.floor((ms / DAY_MS + 3) / 7);

/** Those to delete: all but the newest ten, and of the older ones the newest of each of eight weeks. Newest first in. */
export const surplus = (backups: readonly Backup[]): readonly Backup[] => {
  const weeks = new Set<number>();
  return backups.slice(KEEP_NEWEST).filter(({ createdMs }) => {
    const week = weekOf(createdMs);
    if (weeks.has(week) || weeks.size === KEEP_WEEKS) return true;
    weeks.add(week);
    return false;
  });
};

/** The database's name as far as it may stand in a backup's (src/api.ts), and then what tells it from others like it. */
const stemOf = (storePath: string): string => {
  const stem = basename(storePath, extname(storePath));
  const plain = stem.replace(/[^0-9A-Za-z._-]/g, '-').slice(0, 60);
  return plain === stem ? stem : `${plain}-${createHash('sha256').update(stem).digest('hex').slice(0, 8)}`;
};

/** Waits until all of a file is on disk. */
export const flushFile = (path: string): void => {
  const file = openSync(path, 'r+');
  try {
    fsyncSync(file);
  } finally {
    closeSync(file);
  }
};

/** The backups beside a database, in a folder of their own. */
export const backupsOf = (storePath: string, nativeBinding: NativeBinding, now: () => number): Backups => {
  const folder = join(dirname(storePath), 'backups');
  const stem = stemOf(storePath);
  const named = new RegExp(`^${stem.replace(/[^\w]/g, '\\$&')}-(\\d{8}-\\d{9})-(\\w+)\\.db$`);

  const list = (): readonly Backup[] => {
    let names: string[];
    try {
      names = readdirSync(folder);
    } catch {
      return [];
    }
    return names
      .flatMap((name): Backup[] => {
        const stamp = named.exec(name)?.[1];
        if (stamp === undefined) return [];
        return [{ name, createdMs: msOf(stamp), bytes: statSync(join(folder, name)).size, verified: true }];
      })
      .sort((a, b) => b.createdMs - a.createdMs);
  };

  const freeName = (reason: BackupReason): { name: string; ms: number } => {
    const taken = new Set(list().map(({ createdMs }) => createdMs));
    let ms = now();
    while (taken.has(ms)) ms++;
    return { name: `${stem}-${stampOf(ms)}-${reason}.db`, ms };
  };

  const begin = (reason: BackupReason) => {
    mkdirSync(folder, { recursive: true });
    const { name, ms } = freeName(reason);
    const part = join(folder, `${name}.part`);
    rmSync(part, { force: true });
    return { name, ms, part };
  };

  /** Only a copy that SQLite has read through and found in order gets a backup's name. */
  const finish = ({ name, ms, part }: ReturnType<typeof begin>): Result<Backup, StoreError> => {
    const copy = openDatabase(part, nativeBinding);
    try {
      copy.pragma('journal_mode = DELETE');
    } finally {
      copy.close();
    }
    if (!isSound(part, nativeBinding)) {
      rmSync(part, { force: true });
      return err({ id: 'backup.damaged', params: { path: join(folder, name), name } });
    }
    flushFile(part);
    renameFile(part, join(folder, name));
    for (const old of surplus(list())) rmSync(join(folder, old.name), { force: true });
    return ok({ name, createdMs: ms, bytes: statSync(join(folder, name)).size, verified: true });
  };

  const flat = (result: Result<Result<Backup, StoreError>, StoreError>): Result<Backup, StoreError> =>
    result.ok ? result.value : result;

  return {
    folder,
    list,
    pathOf: (name) => join(folder, name),
    create: async (db, reason) =>
      flat(
        await guardedAsync(folder, async () => {
          const begun = begin(reason);
          try {
            await db.backup(begun.part, { progress: () => PAGES_AT_ONCE });
            return finish(begun);
          } catch (error) {
            rmSync(begun.part, { force: true });
            throw error;
          }
        }),
      ),
    createNow: (db, reason) =>
      flat(
        guarded(folder, () => {
          const begun = begin(reason);
          try {
            db.prepare('VACUUM INTO ?').run(begun.part);
            return finish(begun);
          } catch (error) {
            rmSync(begun.part, { force: true });
            throw error;
          }
        }),
      ),
    newestGood: () => list().find(({ name }) => isSound(join(folder, name), nativeBinding)) ?? null,
  };
};
