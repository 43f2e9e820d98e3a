import { closeSync, fsyncSync, openSync, readFileSync, writeSync } from 'node:fs';
import { renameFile } from './rename-file.ts';

/**
 * How far this copy has given out its own change sets, kept in a file beside the database: a database that is older than
 * this (put back by hand, or after the disk lost its last writes) must not give the same numbers out again.
 */
export interface SentRecord {
  readonly replica: string;
  /** Highest number given out, by space. */
  readonly seqs: Readonly<Record<string, number>>;
}

const recordPath = (databasePath: string): string => `${databasePath}.sent`;

/** What has been given out; null where nothing was, or the file cannot be read. */
export const readSent = (databasePath: string): SentRecord | null => {
  try {
    const { replica, seqs } = JSON.parse(readFileSync(recordPath(databasePath), 'utf8')) as SentRecord;
    return typeof replica === 'string' && typeof seqs === 'object' && seqs !== null ? { replica, seqs } : null;
  } catch {
    return null;
  }
};

/** Notes, before a file leaves, that numbers up to these are given out. On disk when it returns. */
export const writeSent = (databasePath: string, sent: SentRecord): void => {
  const before = readSent(databasePath);
  const seqs: Record<string, number> = before?.replica === sent.replica ? { ...before.seqs } : {};
  for (const [space, seq] of Object.entries(sent.seqs)) seqs[space] = Math.max(seqs[space] ?? 0, seq);
  const path = recordPath(databasePath);
  const part = `${path}.part`;
  const file = openSync(part, 'w');
  try {
    writeSync(file, JSON.stringify({ replica: sent.replica, seqs }));
    fsyncSync(file);
  } finally {
    closeSync(file);
  }
  renameFile(part, path);
};
