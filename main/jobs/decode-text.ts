import type { ImportError } from '../../src/interchange/import-error.ts';
import { err, ok, type Result } from '../../src/result.ts';

/** How the bytes of a file stand for characters. */
export type TextEncoding = 'utf-8' | 'utf-16le' | 'utf-16be' | 'windows-1252';

/** Turns bytes into text piece by piece; refuses bytes that the encoding does not have, and names their line. */
export interface TextDecoding {
  readonly decode: (bytes: Uint8Array) => Result<string, ImportError>;
  /** What is left at the end of the file. */
  readonly end: () => Result<string, ImportError>;
}

/** Characters of the bytes 128 to 159 in Windows-1252; 0 where the byte stands for none. */
const WINDOWS_HIGH = [
  0x20ac, 0, 0x201a, 0x0192, 0x201e, 0x2026, 0x2020, 0x2021, 0x02c6, 0x2030, 0x0160, 0x2039, 0x0152, 0, 0x017d, 0, 0,
  0x2018, 0x2019, 0x201c, 0x201d, 0x2022, 0x2013, 0x2014, 0x02dc, 0x2122, 0x0161, 0x203a, 0x0153, 0, 0x017e, 0x0178,
];

const DECLARED = /^<\?xml\s[^>]*?encoding\s*=\s*["']([A-Za-z0-9._:-]+)["']/;
const UTF_8 = /^(?:utf-?8|us-ascii|ascii)$/i;
const SINGLE_BYTE = /^(?:windows-1252|cp1252|iso-?8859-1|latin-?1)$/i;
/** Said of files that are not UTF-16 at all, by programs that wrote a string and then saved it. */
const UTF_16 = /^(?:utf-?16(?:le|be)?|unicode|iso-10646-ucs-2)$/i;

const begins = (head: Uint8Array, ...bytes: number[]): boolean => bytes.every((byte, i) => head[i] === byte);

/**
 * The encoding of an XML file from its first bytes: a byte order mark decides, then the pattern of `<`, then what the file
 * declares. Refuses encodings other than UTF-8, UTF-16, Windows-1252 and ISO 8859-1.
 */
export const encodingOf = (head: Uint8Array): Result<TextEncoding, ImportError> => {
  if (begins(head, 0xff, 0xfe, 0, 0) || begins(head, 0, 0, 0xfe, 0xff))
    return err({ id: 'import.encoding', params: { encoding: 'UTF-32', line: 1 } });
  if (begins(head, 0xef, 0xbb, 0xbf)) return ok('utf-8');
  if (begins(head, 0xff, 0xfe) || begins(head, 0x3c, 0)) return ok('utf-16le');
  if (begins(head, 0xfe, 0xff) || begins(head, 0, 0x3c)) return ok('utf-16be');
  const declared = DECLARED.exec(Buffer.from(head.subarray(0, 1024)).toString('latin1'))?.[1] ?? 'utf-8';
  if (UTF_8.test(declared) || UTF_16.test(declared)) return ok('utf-8');
  if (SINGLE_BYTE.test(declared)) return ok('windows-1252');
  return err({ id: 'import.encoding', params: { encoding: declared, line: 1 } });
};

const lineBreaks = (text: string): number => {
  let count = 0;
  for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) count++;
  return count;
};

/** Decoding by the runtime's own decoder, bytes prepared where it does not know their order. */
const unicodeDecoding = (encoding: 'utf-8' | 'utf-16le' | 'utf-16be'): TextDecoding => {
  const label = encoding === 'utf-8' ? 'utf-8' : 'utf-16le';
  const decoder = new TextDecoder(label, { fatal: true });
  let line = 1;
  let odd: Uint8Array = new Uint8Array(0);
  const swapped = (bytes: Uint8Array, last: boolean): Uint8Array => {
    if (encoding !== 'utf-16be') return bytes;
    const joined = Buffer.concat([odd, bytes]);
    const whole = last ? joined.length : joined.length - (joined.length % 2);
    odd = joined.subarray(whole);
    return whole % 2 === 0 ? joined.subarray(0, whole).swap16() : joined.subarray(0, whole);
  };
  const attempt = (bytes: Uint8Array, last: boolean): Result<string, ImportError> => {
    try {
      const text = decoder.decode(bytes, { stream: !last });
      line += lineBreaks(text);
      return ok(text);
    } catch {
      const lenient = new TextDecoder(label).decode(bytes);
      const upTo = lenient.slice(0, Math.max(0, lenient.indexOf('\ufffd')));
      const params = { encoding: encoding.toUpperCase(), line: line + lineBreaks(upTo) };
      return err({ id: 'import.encoding', params });
    }
  };
  return {
    decode: (bytes) => attempt(swapped(bytes, false), false),
    end: () => attempt(swapped(new Uint8Array(0), true), true),
  };
};

/**
 * Decoding of Windows-1252, also for files that declare ISO 8859-1: the control characters in which the two differ are
 * never meant. Not left to the runtime, whose decoder treats bytes 128 to 159 differently from version to version.
 */
const windowsDecoding = (): TextDecoding => {
  let line = 1;
  return {
    decode: (bytes) => {
      const latin = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('latin1');
      const bad = latin.search(/[\x81\x8d\x8f\x90\x9d]/);
      if (bad >= 0) {
        const params = { encoding: 'Windows-1252', line: line + lineBreaks(latin.slice(0, bad)) };
        return err({ id: 'import.encoding', params });
      }
      line += lineBreaks(latin);
      return ok(
        latin.replace(/[\x80-\x9f]/g, (character) =>
          String.fromCharCode(WINDOWS_HIGH[character.charCodeAt(0) - 0x80]!),
        ),
      );
    },
    end: () => ok(''),
  };
};

/** A fresh decoding of a file in this encoding. */
export const decodingFor = (encoding: TextEncoding): TextDecoding =>
  encoding === 'windows-1252' ? windowsDecoding() : unicodeDecoding(encoding);
