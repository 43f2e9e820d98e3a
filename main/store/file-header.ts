import { closeSync, openSync, readSync } from 'node:fs';

/** "UDBP": tells the databases of this product from those of others. */
export const APPLICATION_ID = 0x55_44_42_50;

const MAGIC = 'SQLite format 3\0';
const USER_VERSION_AT = 60;
const APPLICATION_ID_AT = 68;
const HEADER_BYTES = 100;

export type FileHeader =
  | { readonly kind: 'absent' }
  | { readonly kind: 'empty' }
  | { readonly kind: 'not-sqlite' }
  | { readonly kind: 'sqlite'; readonly applicationId: number; readonly userVersion: number };

/**
 * What the first bytes of a file say (https://www.sqlite.org/fileformat.html, 1.3). Read as bytes, since SQLite may
 * write to a file that it merely opens. Throws what the file system throws, save that there is no such file.
 */
export const readHeader = (path: string): FileHeader => {
  let file: number;
  try {
    file = openSync(path, 'r');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return { kind: 'absent' };
    throw error;
  }
  try {
    const bytes = Buffer.alloc(HEADER_BYTES);
    const length = readSync(file, bytes, 0, HEADER_BYTES, 0);
    if (length === 0) return { kind: 'empty' };
    if (length < HEADER_BYTES || bytes.toString('latin1', 0, MAGIC.length) !== MAGIC) return { kind: 'not-sqlite' };
    return {
      kind: 'sqlite',
      applicationId: bytes.readInt32BE(APPLICATION_ID_AT),
      userVersion: bytes.readInt32BE(USER_VERSION_AT),
    };
  } finally {
    closeSync(file);
  }
};
