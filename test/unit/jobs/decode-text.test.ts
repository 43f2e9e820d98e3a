import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decodingFor, encodingOf, type TextEncoding } from '../../../main/jobs/decode-text.ts';

const SAMPLE = '<?xml version="1.0"?>\n<Navn>Ansøgningsfrist på Ærø – 5 € 🙂</Navn>\n';

const utf16be = (text: string): Buffer => Buffer.from(text, 'utf16le').swap16();

const decoded = (encoding: TextEncoding, bytes: Uint8Array, sizes: readonly number[] = [bytes.length]) => {
  const decoding = decodingFor(encoding);
  let text = '';
  for (let at = 0, i = 0; at < bytes.length; i++) {
    const size = Math.max(1, sizes[i % sizes.length]!);
    const piece = decoding.decode(bytes.subarray(at, at + size));
    if (!piece.ok) return piece.error;
    text += piece.value;
    at += size;
  }
  const rest = decoding.end();
  return rest.ok ? text + rest.value : rest.error;
};

describe('which encoding a file has', () => {
  const declaring = (name: string) => Buffer.from(`<?xml version="1.0" encoding="${name}"?><Project/>`, 'latin1');
  it.each<[string, Uint8Array, string]>([
    ['nothing said', Buffer.from(SAMPLE), 'utf-8'],
    ['a mark of UTF-8', Buffer.from(`\ufeff${SAMPLE}`), 'utf-8'],
    [
      'a mark wins over the declaration',
      Buffer.concat([Buffer.from([0xef, 0xbb, 0xbf]), declaring('windows-1252')]),
      'utf-8',
    ],
    ['UTF-16 little-endian', Buffer.from(`\ufeff${SAMPLE}`, 'utf16le'), 'utf-16le'],
    ['UTF-16 big-endian', utf16be(`\ufeff${SAMPLE}`), 'utf-16be'],
    ['UTF-16 without a mark', Buffer.from(SAMPLE, 'utf16le'), 'utf-16le'],
    ['UTF-16 big-endian without a mark', utf16be(SAMPLE), 'utf-16be'],
    ['declared UTF-8', declaring('UTF-8'), 'utf-8'],
    ['declared UTF-16 but of single bytes', declaring('utf-16'), 'utf-8'],
    ['declared Windows-1252', declaring('Windows-1252'), 'windows-1252'],
    ['declared ISO 8859-1', declaring('ISO-8859-1'), 'windows-1252'],
    ['declared something else', declaring('koi8-r'), 'koi8-r'],
    ['UTF-32', Buffer.from([0xff, 0xfe, 0, 0, 0x3c, 0, 0, 0]), 'UTF-32'],
  ])('%s', (_, head, expected) => {
    const found = encodingOf(head);
    expect(found.ok ? found.value : found.error.params.encoding).toBe(expected);
    if (!found.ok) expect(found.error.id).toBe('import.encoding');
  });
});

describe('bytes into text', () => {
  it.each<[TextEncoding, Uint8Array, string]>([
    ['utf-8', Buffer.from(`\ufeff${SAMPLE}`), SAMPLE],
    ['utf-16le', Buffer.from(`\ufeff${SAMPLE}`, 'utf16le'), SAMPLE],
    ['utf-16be', utf16be(`\ufeff${SAMPLE}`), SAMPLE],
    ['windows-1252', Buffer.from('f8e5e6809620', 'hex'), 'øåæ€– '],
  ])('%s, in any pieces', (encoding, bytes, text) => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 1, max: 9 }), { minLength: 1, maxLength: 5 }), (sizes) => {
        expect(decoded(encoding, bytes, sizes)).toBe(text);
      }),
      { numRuns: 40 },
    );
  });

  it.each<[string, TextEncoding, Uint8Array, number]>([
    ['Windows-1252 read as UTF-8', 'utf-8', Buffer.from('<a>\n\nAns\xf8gning</a>', 'latin1'), 3],
    ['UTF-8 that ends within a character', 'utf-8', Buffer.from('<a>å').subarray(0, 4), 1],
    ['half a pair in UTF-16', 'utf-16le', Buffer.from('3c000ad800003e00', 'hex'), 1],
    ['an odd number of bytes in UTF-16', 'utf-16be', Buffer.from('003c00', 'hex'), 1],
    ['a byte that Windows-1252 does not have', 'windows-1252', Buffer.from('<a>\n\x81</a>', 'latin1'), 2],
  ])('refuses %s', (_, encoding, bytes, line) => {
    expect(decoded(encoding, bytes)).toMatchObject({ id: 'import.encoding', params: { line } });
  });
});
