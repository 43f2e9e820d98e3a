import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { formatPeriods, parsePeriods } from '../../../src/time/period-text.ts';

const period = (startMin: number, endMin: number) => ({ startMin, endMin });

describe('working hours as people write them', () => {
  it.each([
    ['8-12, 13-17', [period(480, 720), period(780, 1020)]],
    ['8.30-16', [period(510, 960)]],
    ['08:00 - 12:00 og 13:00 til 17:00', [period(480, 720), period(780, 1020)]],
    ['13-17; 8–12', [period(480, 720), period(780, 1020)]],
    ['0-24', [period(0, 1440)]],
    ['', []],
  ])('%s', (text, periods) => {
    expect(parsePeriods(text)).toEqual({ ok: true, value: periods });
  });

  it.each([
    ['otte til fire', 'entry.period-unreadable'],
    ['8-25', 'entry.period-unreadable'],
    ['8.75-12', 'entry.period-unreadable'],
    ['12-8', 'entry.period-backwards'],
    ['8-8', 'entry.period-backwards'],
    ['8-12, 11-14', 'entry.periods-overlap'],
    [Array.from({ length: 13 }, (_, i) => `${i}-${i + 1}`).join(','), 'entry.too-many-periods'],
  ])('refuses %s', (text, id) => {
    expect(parsePeriods(text)).toEqual({ ok: false, error: { id, params: { text } } });
  });

  it('reads back what it wrote, in both languages', () => {
    const periods = fc
      .uniqueArray(fc.nat(1440), { minLength: 0, maxLength: 24 })
      .map((minutes) => minutes.sort((a, b) => a - b))
      .map((minutes) =>
        Array.from({ length: Math.floor(minutes.length / 2) }, (_, i) => period(minutes[2 * i]!, minutes[2 * i + 1]!)),
      );
    fc.assert(
      fc.property(periods, fc.constantFrom('da' as const, 'en' as const), (given, language) => {
        expect(parsePeriods(formatPeriods(given, language))).toEqual({ ok: true, value: given });
      }),
    );
  });
});
