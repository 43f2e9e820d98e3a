import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { dayOfIso, FIRST_DAY, isoOfDay, LAST_DAY } from '../../../src/time/day.ts';
import { type DatePrecision, parseDate } from '../../../src/time/entry.ts';
import { DATE_PRECISIONS, formatPrecise, spanAround } from '../../../src/time/precise-date.ts';

const day = (iso: string): number => {
  const parsed = dayOfIso(iso);
  if (!parsed.ok) throw new Error(iso);
  return parsed.value;
};

describe('dates of differing precision', () => {
  it.each<[DatePrecision, string, string, string]>([
    ['day', '2027-04-05', '2027-04-05', '2027-04-05'],
    ['week', '2027-04-07', '2027-04-05', '2027-04-11'],
    ['week', '2027-01-01', '2026-12-28', '2027-01-03'],
    ['month', '2028-02-29', '2028-02-01', '2028-02-29'],
    ['quarter', '2027-09-30', '2027-07-01', '2027-09-30'],
    ['half-year', '2027-06-30', '2027-01-01', '2027-06-30'],
    ['half-year', '2027-07-01', '2027-07-01', '2027-12-31'],
  ])('%s around %s', (precision, iso, first, last) => {
    const { firstDay, lastDay } = spanAround(day(iso), precision);
    expect([isoOfDay(firstDay), isoOfDay(lastDay)]).toEqual([first, last]);
  });

  it.each<[DatePrecision, string, string, string, string]>([
    ['day', '2027-04-05', '2027-04-05', 'man. 5.4.2027', 'Mon 5 Apr 2027'],
    ['day', '2027-04-05', '2027-04-07', 'man. 5.4.2027 – ons. 7.4.2027', 'Mon 5 Apr 2027 – Wed 7 Apr 2027'],
    ['week', '2024-08-19', '2024-08-30', 'uge 34-35, 2024', 'week 34-35, 2024'],
    ['week', '2027-01-01', '2027-01-01', 'uge 53, 2026', 'week 53, 2026'],
    ['week', '2026-12-28', '2027-01-05', 'uge 53, 2026 – uge 1, 2027', 'week 53, 2026 – week 1, 2027'],
    ['month', '2024-12-02', '2024-12-02', 'december 2024', 'December 2024'],
    ['month', '2027-04-05', '2027-05-05', 'april – maj 2027', 'April – May 2027'],
    ['quarter', '2013-08-01', '2013-08-01', '3. kvartal 2013', 'Q3 2013'],
    ['half-year', '2026-11-01', '2027-03-01', '2. halvår 2026 – 1. halvår 2027', 'H2 2026 – H1 2027'],
  ])('%s from %s to %s', (precision, from, to, danish, english) => {
    expect(formatPrecise(day(from), day(to), precision, 'da')).toBe(danish);
    expect(formatPrecise(day(from), day(to), precision, 'en')).toBe(english);
  });

  it.each(['1. halvår 2027', 'H1 2027', 'h1-27', '1 halvår 2027', '1. half 2027'])('reads %s', (text) => {
    expect(parseDate(text, { todayDay: day('2026-11-26') })).toEqual({
      ok: true,
      value: { dayNumber: day('2027-01-01'), minuteOfDay: null, precision: 'half-year' },
    });
  });

  it('are read back as they are written', () => {
    const sane = fc.integer({ min: FIRST_DAY + 400, max: LAST_DAY - 400 });
    fc.assert(
      fc.property(
        sane,
        fc.constantFrom(...DATE_PRECISIONS),
        fc.constantFrom('da' as const, 'en' as const),
        (at, precision, language) => {
          const read = parseDate(formatPrecise(at, at, precision, language), { todayDay: day('2026-11-26') });
          expect(read.ok && { ...read.value }).toEqual({
            dayNumber: spanAround(at, precision).firstDay,
            minuteOfDay: null,
            precision,
          });
        },
      ),
    );
  });
});
