import { closeSync, openSync, readSync } from 'node:fs';

/** Begins every age file, https://age-encryption.org/v1. */
const AGE_START = 'age-encryption.org/v1';
const STARTS = ['UDBPLAN', AGE_START];

/** Whether a file is encrypted. */
export const isAgeFile = (bytes: Uint8Array): boolean =>
  Buffer.from(bytes.subarray(0, AGE_START.length + 1)).toString('latin1') === `${AGE_START}\n`;

/**
 * Whether a file begins as exchange files do, encrypted or not; its ending says nothing. False of what cannot be read:
 * whoever reads it says why.
 */
export const isExchangeFile = (path: string): boolean => {
  const bytes = Buffer.alloc(24);
  try {
    const file = openSync(path, 'r');
    try {
      const start = bytes.subarray(0, readSync(file, bytes, 0, bytes.length, 0)).toString('latin1');
      return STARTS.some((known) => start.startsWith(known));
    } finally {
      closeSync(file);
    }
  } catch {
    return false;
  }
};
