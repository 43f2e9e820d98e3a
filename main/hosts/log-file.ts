import { appendFileSync, mkdirSync, renameSync, statSync } from 'node:fs';
import { dirname } from 'node:path';

export interface Log {
  readonly note: (text: string) => void;
  /** Writes down an error and gives the id under which it stands in the log, for people to quote. */
  readonly fault: (where: string, error: unknown) => string;
}

const KEPT_FILES = 3;
const MAX_BYTES = 1_000_000;

/** Takes out what tells who somebody is: the home folder, which on most machines holds the person's name. */
export const redacted = (text: string, home: string): string => (home ? text.split(home).join('~') : text);

const sizeOf = (file: string): number => {
  try {
    return statSync(file).size;
  } catch {
    return 0;
  }
};

const rotate = (file: string): void => {
  for (let age = KEPT_FILES - 1; age >= 1; age--) {
    const from = age === 1 ? file : `${file}.${age - 1}`;
    if (sizeOf(from) > 0) renameSync(from, `${file}.${age}`);
  }
};

/**
 * A log on this computer, never sent anywhere: at most three files of a megabyte. A log that cannot be written is
 * silent, because nothing that people do may fail for want of it.
 */
export const openLog = (file: string, home: string, nowMs: () => number): Log => {
  let faults = 0;
  const note = (text: string): void => {
    try {
      mkdirSync(dirname(file), { recursive: true });
      if (sizeOf(file) > MAX_BYTES) rotate(file);
      appendFileSync(file, `${new Date(nowMs()).toISOString()} ${redacted(text, home)}\n`);
    } catch {
      // A full or read-only disk is told to people by the store.
    }
  };
  return {
    note,
    fault: (where, error) => {
      faults += 1;
      const id = `${nowMs().toString(36)}-${faults}`;
      note(`fault ${id} in ${where}: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`);
      return id;
    },
  };
};
