import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseTable, writeTable } from '../../../src/interchange/clipboard-text.ts';

describe('tables on the clipboard', () => {
  it.each<[string, string, string[][]]>([
    ['nothing', '', []],
    ['one cell', 'Analyse', [['Analyse']]],
    [
      'rows of a spreadsheet',
      'Analyse\t5 d\r\nUdbud\t2 u\r\n',
      [
        ['Analyse', '5 d'],
        ['Udbud', '2 u'],
      ],
    ],
    ['other line ends', 'a\tb\nc\rd', [['a', 'b'], ['c'], ['d']]],
    ['empty cells', '\tb\t\r\n', [['', 'b', '']]],
    ['an empty cell at the very end', 'a\t', [['a', '']]],
    ['blank lines are left out', 'a\r\n\r\n\t\r\nb', [['a'], ['b']]],
    ['indents stay', '  Underopgave\t3', [['  Underopgave', '3']]],
    ['a line end within a cell', '"to\nlinjer"\tb', [['to\nlinjer', 'b']]],
    ['a tab within a cell', '"a\tb"\tc', [['a\tb', 'c']]],
    ['doubled quotation marks', '"han sagde ""ja"""', [['han sagde "ja"']]],
    ['quotation marks inside', 'et "ord" her\tb', [['et "ord" her', 'b']]],
    ['a quotation mark that is never closed', '"åben\tb\r\nc', [['"åben', 'b'], ['c']]],
    ['a quoted word that goes on', '"Analyse" af behov\tb', [['"Analyse" af behov', 'b']]],
    ['a quoted empty cell', '""\tb', [['', 'b']]],
  ])('%s', (_, text, table) => expect(parseTable(text)).toEqual(table));

  it('come back as they were written', () => {
    const cell = fc.string({ unit: fc.constantFrom('a', 'ø', ' ', '"', '\t', '\n', '\r', ';', '🙂'), maxLength: 6 });
    const row = fc.array(cell, { minLength: 1, maxLength: 5 }).filter((cells) => cells.some((each) => each !== ''));
    fc.assert(
      fc.property(fc.array(row, { maxLength: 8 }), (table) => {
        expect(parseTable(writeTable(table))).toEqual(table);
      }),
      { numRuns: 1000 },
    );
  });
});
