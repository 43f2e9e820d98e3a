import { describe, expect, it } from 'vitest';
import { formatOf } from '../../../src/interchange/mspdi/codes.ts';
import {
  anyNumber,
  durationValue,
  flagValue,
  instantValue,
  timeValue,
  wholeNumber,
} from '../../../src/interchange/mspdi/values.ts';

describe('values as the file writes them', () => {
  it.each<[string, (text: string) => unknown, [string, unknown][]]>([
    [
      'whole numbers',
      wholeNumber,
      [
        ['0', 0],
        ['-1', -1],
        ['+7', 7],
        [' 12 ', 12],
        ['-0', 0],
        ['1.5', null],
        ['', null],
        ['1e3', null],
        ['0x10', null],
        ['9999999999999999', null],
        ['NaN', null],
      ],
    ],
    [
      'numbers',
      anyNumber,
      [
        ['1.5', 1.5],
        ['-2.', -2],
        ['.5', 0.5],
        ['1E2', 100],
        ['1e999', null],
        ['Infinity', null],
        ['-0', 0],
        ['1,5', null],
      ],
    ],
    [
      'flags',
      flagValue,
      [
        ['1', true],
        ['0', false],
        ['true', true],
        ['false', false],
        ['2', null],
        ['', null],
        ['ja', null],
      ],
    ],
    [
      'times',
      timeValue,
      [
        ['08:00:00', 480],
        ['24:00:00', 1440],
        ['00:00', 0],
        ['1984-01-01T08:30:00', 510],
        ['24:01:00', null],
        ['8:00', null],
        ['08:60:00', null],
      ],
    ],
    [
      'durations',
      durationValue,
      [
        ['PT8H0M0S', 480],
        ['PT0H0M0S', 0],
        ['PT1.5H', 90],
        ['P1D', 1440],
        ['P1DT1H', 1500],
        ['PT90S', 2],
        ['PT', null],
        ['P', null],
        ['-PT1H', null],
        ['P1M', null],
        ['8', null],
        ['PT1H2', null],
      ],
    ],
    [
      'instants',
      instantValue,
      [
        ['1970-01-01T00:00:00', 0],
        ['1970-01-02', 1440],
        ['1970-01-01T24:00:00', 1440],
        ['1970-01-01T08:00:59.999Z', 480],
        ['1900-01-01T00:00:00', -36_816_480],
        ['1899-12-31T23:59:00', null],
        ['2200-01-02T00:00:00', null],
        ['2027-02-29T00:00:00', null],
        ['2027-13-01T00:00:00', null],
        ['NA', null],
      ],
    ],
  ])('%s', (_, read, cases) => {
    for (const [text, value] of cases) expect([text, read(text)]).toEqual([text, value]);
  });

  it('knows the formats of durations and lags', () => {
    const units = [3, 5, 7, 9, 11].map((code) => formatOf(code).unit);
    expect(units).toEqual(['min', 'hour', 'day', 'week', 'month']);
    for (let code = 3; code <= 21; code++) {
      expect(formatOf(code + 32)).toEqual({ ...formatOf(code), estimated: true });
      expect(formatOf(code).elapsed).toBe([4, 6, 8, 10, 12, 20].includes(code));
      expect(formatOf(code).percent).toBe(code === 19 || code === 20);
    }
    for (const code of [null, -1, 0, 2, 13, 22, 34, 54, 1e9])
      expect(formatOf(code)).toEqual({ unit: null, elapsed: false, percent: false, estimated: false });
  });
});
