import { closeSync, fsyncSync, openSync, readFileSync, writeSync } from 'node:fs';
import { renameFile } from './rename-file.ts';

/**
 * How far this copy has given out its own change sets, kept in a file beside the database: a database that is older than
 * this (put back by hand, or after the disk lost its last writes) must not give the same numbers out again. Every id that it
 * ever wrote under stays noted, since a copy may be put back that is older than the last change of id.
 */
export type SentRecord = Readonly<Record<string, Readonly<Record<string, number>>>>;

const recordPath = (databasePath: string): string => `${databasePath}.sent`;

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null;

/** What has been given out: of each replica the highest number, by space; nothing where the file cannot be read. */
export const readSent = (databasePath: string): SentRecord => {
  try {
    const kept: unknown = JSON.parse(readFileSync(recordPath(databasePath), 'utf8'));
    if (!isRecord(kept)) return {};
    // As it was written when only the last id was noted.
    if (typeof kept.replica === 'string') return { [kept.replica]: kept.seqs as Readonly<Record<string, number>> };
    return isRecord(kept.replicas) ? (kept.replicas as SentRecord) : {};
  } catch {
    return {};
  }
};

/** Notes, before a file leaves, that numbers up to these are given out in a replica's name. On disk when it returns. */
export const writeSent = (databasePath: string, replica: string, sent: Readonly<Record<string, number>>): void => {
  const before = readSent(databasePath);
  const seqs: Record<string, number> = { ...before[replica] };
  for (const [space, seq] of Object.entries(sent)) seqs[space] = Math.max(seqs[space] ?? 0, seq);
  const path = recordPath(databasePath);
  const part = `${path}.part`;
  const file = openSync(part, 'w');
  try {
    writeSync(file, JSON.stringify({ replicas: { ...before, [replica]: seqs } }));
    fsyncSync(file);
  } finally {
    closeSync(file);
  }
  renameFile(part, path);
};
