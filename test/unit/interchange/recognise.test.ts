import { describe, expect, it } from 'vitest';
import { recognise } from '../../../src/interchange/recognise.ts';

const bytes = (text: string, encoding: BufferEncoding = 'utf8') => new Uint8Array(Buffer.from(text, encoding));

describe('what a file looks like', () => {
  it.each<[string, Uint8Array, string]>([
    ['XML', bytes('<?xml version="1.0"?><Project/>'), 'mspdi'],
    ['XML after a byte order mark', bytes('\ufeff<?xml version="1.0"?>'), 'mspdi'],
    ['XML after blank lines', bytes('\r\n  <Project/>'), 'mspdi'],
    ['XML in UTF-16', bytes('\ufeff<?xml version="1.0"?>', 'utf16le'), 'mspdi'],
    ['XML in UTF-16 without a mark', bytes('<?xml version="1.0"?>', 'utf16le'), 'mspdi'],
    ['nothing', bytes(''), 'import.empty-file'],
    ['blanks', bytes(' \r\n\t'), 'import.empty-file'],
    ['zeros', new Uint8Array(64), 'import.empty-file'],
    ['an .mpp file', bytes('d0cf11e0a1b11ae10000', 'hex'), 'import.unknown-format-mpp'],
    ['an Excel file', bytes('PK\u0003\u0004....[Content_Types].xml....xl/workbook.xml'), 'import.unknown-format-excel'],
    ['a ZIP file', bytes('PK\u0003\u0004....plan.txt'), 'import.unknown-format-zip'],
    ['a PDF file', bytes('%PDF-1.7\n'), 'import.unknown-format-pdf'],
    ['text', bytes('Opgave;Start;Slut\r\nAnsøgningsfrist;5/4;9/4'), 'import.unknown-format-text'],
    ['an old exchange file', bytes('MPX,Microsoft Project,4.0'), 'import.unknown-format-text'],
    ['a picture', bytes('89504e470d0a1a0a0000000d49484452', 'hex'), 'import.unknown-format-binary'],
  ])('%s', (_, head, expected) => {
    const found = recognise(head);
    expect(found.ok ? found.value : found.error.id).toBe(expected);
  });
});
