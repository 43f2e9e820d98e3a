import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import type { Database } from 'better-sqlite3';
import { isRowId, rowIdFrom } from '../../src/model/row-id.ts';
import type { Result } from '../../src/result.ts';
import { readSent } from './sent-record.ts';
import { guarded, type StoreError } from './store-error.ts';

/**
 * The id of this installation, kept in a file of its own outside the database, with the name of the computer: a
 * database that was copied to another computer, alone or with the whole folder, then shows as a copy.
 */
export const installationAt = (
  path: string,
  host: string,
  random: (bytes: number) => Uint8Array,
): Result<string, StoreError> =>
  guarded(path, () => {
    const read = (): string | null => {
      try {
        const text = readFileSync(path, 'utf8').trim();
        return isRowId(text) ? text : null;
      } catch (error) {
        if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null;
        throw error;
      }
    };
    let id = read();
    if (id === null) {
      id = rowIdFrom(random(16));
      mkdirSync(dirname(path), { recursive: true });
      writeFileSync(path, `${id}\n`);
    }
    return `${id}@${host}`;
  });

/**
 * The replica id under which this copy of the database writes. A copy made elsewhere, or put back from a backup, takes
 * a new one, since the numbers that follow in the old one's name may be given out already.
 */
export const replicaOf = (db: Database, installation: string, random: (bytes: number) => Uint8Array): string => {
  const get = db.prepare<[string], string>('SELECT value FROM meta WHERE key = ?').pluck();
  const known = get.get('replica');
  if (known !== undefined && get.get('installation') === installation) return known;
  const put = db.prepare('INSERT OR REPLACE INTO meta (key, value) VALUES (?, ?)');
  const replica = rowIdFrom(random(16));
  db.transaction(() => {
    put.run('replica', replica);
    put.run('installation', installation);
  }).immediate();
  return replica;
};

/** Makes the next start take a new replica id. */
export const forgetInstallation = (db: Database): void => {
  db.prepare("DELETE FROM meta WHERE key = 'installation'").run();
};

/** Makes this start take a new replica id if the database holds less than was given out in its name. */
export const forgetIfBehind = (db: Database, path: string): void => {
  const sent = readSent(path);
  const replica = db.prepare("SELECT value FROM meta WHERE key = 'replica'").pluck().get() as string | undefined;
  const seqs = replica === undefined ? undefined : sent[replica];
  if (replica === undefined || seqs === undefined) return;
  const lastSeq = db
    .prepare<[string, string], number>(
      `SELECT coalesce(max(c.seq), 0) FROM change_set c JOIN space s ON s.id = c.space JOIN replica r ON r.id = c.replica
       WHERE s.space_id = ? AND r.replica_id = ?`,
    )
    .pluck();
  if (Object.entries(seqs).some(([space, seq]) => seq > lastSeq.get(space, replica)!)) forgetInstallation(db);
};
