import { closeSync, openSync, readSync } from 'node:fs';

const STARTS = ['UDBPLAN', 'age-encryption.org/v1'];

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
