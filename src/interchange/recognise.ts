import { err, ok, type Result } from '../result.ts';
import type { ImportError } from './import-error.ts';

/** Kinds of files that can be imported. */
export type PlanFormat = 'mspdi';

/** How many bytes from a file's beginning are enough to recognise it. */
export const RECOGNISE_BYTES = 4096;

const OLE = [0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1];
const ZIP = [0x50, 0x4b, 0x03, 0x04];
const PDF = [0x25, 0x50, 0x44, 0x46];

const startsWith = (head: Uint8Array, bytes: readonly number[]): boolean => bytes.every((byte, i) => head[i] === byte);

/** The bytes as text, one character each, zeros and byte order marks left out: enough to see the shape of a file. */
const roughText = (head: Uint8Array): string => {
  let text = '';
  for (const byte of head.subarray(0, RECOGNISE_BYTES)) if (byte !== 0) text += String.fromCharCode(byte);
  return text.replace(/^(?:\xef\xbb\xbf|\xff\xfe|\xfe\xff)/, '');
};

/** Control characters that no text has. */
const isBinary = (text: string): boolean => {
  for (const character of text) {
    const code = character.charCodeAt(0);
    if (code < 32 && code !== 9 && code !== 10 && code !== 13) return true;
  }
  return false;
};

/**
 * Says from the first bytes of a file, never from its name, whether it may be a plan that can be imported. What cannot is
 * refused with an id that says what it looks like, so that the person can be told what to do.
 */
export const recognise = (head: Uint8Array): Result<PlanFormat, ImportError> => {
  const unknown = (what: 'mpp' | 'zip' | 'excel' | 'pdf' | 'text' | 'binary') =>
    err<ImportError>({ id: `import.unknown-format-${what}`, params: {} });
  if (head.length === 0) return err({ id: 'import.empty-file', params: {} });
  if (startsWith(head, OLE)) return unknown('mpp');
  const text = roughText(head);
  if (startsWith(head, ZIP)) return unknown(/xl\/|\[Content_Types\]\.xml/.test(text) ? 'excel' : 'zip');
  if (startsWith(head, PDF)) return unknown('pdf');
  if (/^\s*</.test(text)) return ok('mspdi');
  if (text.trim() === '' && !isBinary(text)) return err({ id: 'import.empty-file', params: {} });
  return unknown(isBinary(text) ? 'binary' : 'text');
};
