import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { formatLinks, parseLinks, type TypedLink } from '../../../src/schedule/link-text.ts';
import { STANDARD_RATES } from '../../../src/time/entry.ts';

const read = (text: string) => {
  const links = parseLinks(text, STANDARD_RATES);
  return links.ok
    ? links.value.map(({ row, type, lag }) => [row, type, lag.amount, lag.kind, lag.unit].join(' '))
    : links.error;
};

describe('predecessors as typed', () => {
  it.each<[string, string[]]>([
    ['', []],
    ['3', ['3 FS 0 working day']],
    [' 3 ; 4 ', ['3 FS 0 working day', '4 FS 0 working day']],
    ['3,4', ['3 FS 0 working day', '4 FS 0 working day']],
    ['3;', ['3 FS 0 working day']],
    ['3FS', ['3 FS 0 working day']],
    ['3fs+2d', ['3 FS 960 working day']],
    ['3+2d', ['3 FS 960 working day']],
    ['5SS-1u', ['5 SS -2400 working week']],
    ['3AS+2d', ['3 FS 960 working day']],
    ['3AA', ['3 FF 0 working day']],
    ['3SA+4t', ['3 SF 240 working hour']],
    ['3 FF + 2 dage', ['3 FF 960 working day']],
    ['3FS+2ed', ['3 FS 2880 elapsed day']],
    ['3FS-50%', ['3 FS -50 percent day']],
    ['3FS+1.5d', ['3 FS 720 working day']],
    ['3FS+1,5d', ['3 FS 720 working day']],
    ['3FS+1,5d,4', ['3 FS 720 working day', '4 FS 0 working day']],
    ['3FS+1,5', ['3 FS 480 working day', '5 FS 0 working day']],
    ['3FS+1,5SS', ['3 FS 480 working day', '5 SS 0 working day']],
    ['3FS+1,5AS+2d', ['3 FS 480 working day', '5 FS 960 working day']],
    ['3FS+1,5;4', ['3 FS 720 working day', '4 FS 0 working day']],
    ['2.1FS+3', ['2.1 FS 1440 working day']],
  ])('%s', (text, expected) => {
    expect(read(text)).toEqual(expected);
  });

  it.each([
    ['x', 'entry.link-unreadable', 'x'],
    ['3;x', 'entry.link-unreadable', 'x'],
    ['3XY', 'entry.link-type-unknown', '3XY'],
    ['3FS+', 'entry.lag-unreadable', '3FS+'],
    ['3FS+2q', 'entry.lag-unreadable', '3FS+2q'],
    ['3FS+9999999u', 'entry.lag-too-long', '3FS+9999999u'],
  ])('%s is refused with %s', (text, id, part) => {
    expect(read(text)).toEqual({ id, params: { text, part } });
  });

  it('come back as they were written', () => {
    const link: fc.Arbitrary<TypedLink> = fc.record({
      row: fc.integer({ min: 1, max: 9999 }).map(String),
      type: fc.constantFrom('FS', 'SS', 'FF', 'SF'),
      lag: fc.oneof(
        fc.record({
          amount: fc.integer({ min: -5000, max: 5000 }).filter((amount) => amount !== 0),
          kind: fc.constantFrom('working', 'elapsed'),
          unit: fc.constantFrom('min', 'hour', 'day', 'week', 'month'),
        }),
        fc.record({
          amount: fc.integer({ min: -200, max: 200 }).filter((amount) => amount !== 0),
          kind: fc.constant('percent' as const),
          unit: fc.constant('day' as const),
        }),
        fc.constant({ amount: 0, kind: 'working', unit: 'day' } as const),
      ),
    });
    fc.assert(
      fc.property(fc.array(link, { maxLength: 5 }), fc.constantFrom<'da' | 'en'>('da', 'en'), (links, language) => {
        const text = formatLinks(links, language, STANDARD_RATES);
        expect(parseLinks(text, STANDARD_RATES)).toEqual({ ok: true, value: links });
      }),
    );
  });

  it('are written in the language of the reader', () => {
    const links = parseLinks('3;4FS+1,5d;5FF-2u', STANDARD_RATES);
    expect(links.ok && formatLinks(links.value, 'da', STANDARD_RATES)).toBe('3;4AS+1,5d;5AA-2u');
    expect(links.ok && formatLinks(links.value, 'en', STANDARD_RATES)).toBe('3;4FS+1.5d;5FF-2w');
  });
});
