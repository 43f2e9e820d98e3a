import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseTable, writeTable } from '../../../src/interchange/clipboard-text.ts';

describe('tables on the clipboard', () => {
  it.each([
    [
      'cells and rows',
      'a\tb\r\nc\td\r\n',
      [
        ['a', 'b'],
        ['c', 'd'],
      ],
    ],
    ['any line end', 'a\nb\rc', [['a'], ['b'], ['c']]],
    ['empty cells', 'a\t\tb\t', [['a', '', 'b', '']]],
    ['empty lines left out', '\r\na\r\n\t\r\n', [['a']]],
    ['quoted cells', '"a\tb"\t"c\r\nd"\t"e""f"', [['a\tb', 'c\r\nd', 'e"f']]],
    ['a quotation mark within a text', '5" rør\tb', [['5" rør', 'b']]],
    ['a quotation mark that is never closed', '"a\tb', [['"a', 'b']]],
    ['nothing', '', []],
  ])('%s', (_what, text, table) => {
    expect(parseTable(text)).toEqual(table);
  });

  it('come back as they were written', () => {
    const cell = fc.string({ unit: fc.constantFrom('a', 'ø', ' ', '"', '\t', '\r', '\n', ';') });
    const row = fc.array(cell, { minLength: 1, maxLength: 4 }).filter((cells) => cells.some((text) => text !== ''));
    fc.assert(
      fc.property(fc.array(row, { maxLength: 5 }), (table) => {
        expect(parseTable(writeTable(table))).toEqual(table);
      }),
    );
  });
});
