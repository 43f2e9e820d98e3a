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
