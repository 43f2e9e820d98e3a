import { readFileSync, statSync } from 'node:fs';
import { type FileRow, parseCsv } from '../../../src/interchange/csv-text.ts';
import type { ImportError } from '../../../src/interchange/import-error.ts';
import { recognise } from '../../../src/interchange/recognise.ts';
import { err, ok, type Result } from '../../../src/result.ts';
import { decodingFor, type TextEncoding } from '../decode-text.ts';
import { readXlsx } from './read-xlsx.ts';

export interface ReadTableInput {
  readonly path: string;
}

/** A table from a file; `guessed` where nothing said how its letters are written. */
export interface ReadTable {
  readonly rows: readonly FileRow[];
  readonly guessed: boolean;
}

export type TableError =
  | ImportError
  | { readonly id: 'table.not-a-table' | 'table.damaged'; readonly params: Record<string, never> };

const MAX_FILE_BYTES = 16 * 1024 * 1024;
const RECOGNISE_BYTES = 4096;

const begins = (bytes: Uint8Array, ...head: number[]): boolean => head.every((byte, i) => bytes[i] === byte);

const decoded = (bytes: Buffer, encoding: TextEncoding): Result<string, ImportError> => {
  const decoding = decodingFor(encoding);
  const text = decoding.decode(bytes);
  if (!text.ok) return text;
  const rest = decoding.end();
  return rest.ok ? ok(text.value + rest.value) : rest;
};

/** A byte order mark decides; then UTF-8 where the bytes are; else Windows-1252, as Danish spreadsheets write. */
const textOf = (bytes: Buffer): Result<{ text: string; guessed: boolean }, ImportError> => {
  const marked: TextEncoding | null = begins(bytes, 0xff, 0xfe)
    ? 'utf-16le'
    : begins(bytes, 0xfe, 0xff)
      ? 'utf-16be'
      : null;
  if (marked) {
    const text = decoded(bytes, marked);
    return text.ok ? ok({ text: text.value, guessed: false }) : text;
  }
  const utf8 = decoded(bytes, 'utf-8');
  if (utf8.ok) return ok({ text: utf8.value, guessed: false });
  const windows = decoded(bytes, 'windows-1252');
  // What is neither is told as what it claims to be by its mark, else as what it is most like.
  if (!windows.ok) return begins(bytes, 0xef, 0xbb, 0xbf) ? utf8 : windows;
  return ok({ text: windows.value, guessed: true });
};

/** Reads a table from an untrusted file: a workbook, or text with parted cells. Meant to run in a worker with bounds. */
export const readTable = async ({ path }: ReadTableInput): Promise<Result<ReadTable, TableError>> => {
  let bytes: Buffer;
  try {
    if (statSync(path).size > MAX_FILE_BYTES) return err({ id: 'import.too-large', params: { megabytes: 16 } });
    bytes = readFileSync(path);
  } catch (error) {
    return err({ id: 'import.unreadable-file', params: { code: (error as NodeJS.ErrnoException).code ?? '' } });
  }
  if (bytes.length === 0) return err({ id: 'import.empty-file', params: {} });
  if (begins(bytes, 0x50, 0x4b, 0x03, 0x04)) {
    try {
      return ok({ rows: readXlsx(bytes), guessed: false });
    } catch {
      // Whatever is wrong inside a file from elsewhere, it is the file that is wrong.
      return err({ id: 'table.damaged', params: {} });
    }
  }
  const kind = recognise(bytes.subarray(0, RECOGNISE_BYTES));
  if (kind.ok || (kind.error.id !== 'import.unknown-format-text' && kind.error.id !== 'import.empty-file'))
    return err({ id: 'table.not-a-table', params: {} });
  const text = textOf(bytes);
  if (!text.ok) return text;
  return ok({ rows: parseCsv(text.value.text), guessed: text.value.guessed });
};
