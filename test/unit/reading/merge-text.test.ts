import fc from 'fast-check';
import { expect, test } from 'vitest';
import { mergeTexts } from '../../../src/reading/merge-text.ts';

test.each([
  ['only the first changed', 'a\nb\nc', 'a\nB\nc', 'a\nb\nc', 'a\nB\nc'],
  ['only the second changed', 'a\nb\nc', 'a\nb\nc', 'a\nb\nC', 'a\nb\nC'],
  ['in different places', 'a\nb\nc', 'A\nb\nc', 'a\nb\nC', 'A\nb\nC'],
  ['in the same place', 'a\nb\nc', 'a\nX\nc', 'a\nY\nc', 'a\nX\nY\nc'],
  ['alike', 'a\nb', 'a\nZ', 'a\nZ', 'a\nZ'],
  ['a line gone and another added', 'a\nb\nc', 'a\nc', 'a\nb\nc\nd', 'a\nc\nd'],
  ['from nothing', '', 'x', 'y', 'x\ny'],
  ['emptied by one', 'a', '', 'a', ''],
  ['in lines that touch', 'a\nb\nc', 'a\nB\nc', 'a\nb\nC', 'a\nB\nC'],
  [
    'in one line, other words',
    'Svar i uge 14 til Ida.',
    'Svar i uge 16 til Ida.',
    'Svar i uge 14 til Bo.',
    'Svar i uge 16 til Bo.',
  ],
  [
    'in one line, a word more',
    'Spørg de 98.',
    'Spørg alle de 98.',
    'Spørg de 98.\nSvar i maj.',
    'Spørg alle de 98.\nSvar i maj.',
  ],
  ['in one line, the same word', 'Svar i uge 14', 'Svar i uge 15', 'Svar i uge 16', 'Svar i uge 15\nSvar i uge 16'],
  ['in lines that touch, one of them both', 'a\nb', 'A\nb 1', 'a\nb 2', 'A\nb 1\nb 2'],
])('%s', (_name, base, first, second, merged) => {
  expect(mergeTexts(base, first, second)).toBe(merged);
});

const textArb = fc.array(fc.constantFrom('a', 'b', 'c', 'd'), { maxLength: 8 }).map((lines) => lines.join('\n'));

test('who changed nothing takes nothing away, and what both wrote stands once', () => {
  fc.assert(
    fc.property(textArb, textArb, (base, other) => {
      expect(mergeTexts(base, base, other)).toBe(other);
      expect(mergeTexts(base, other, base)).toBe(other);
      expect(mergeTexts(base, other, other)).toBe(other);
    }),
  );
});
