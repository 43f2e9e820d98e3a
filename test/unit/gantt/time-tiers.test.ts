import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { cellTexts, nextUnit, startOfUnit, type TierUnit, tierCells, tiersFor } from '../../../src/gantt/time-tiers.ts';
import { dayNumberOf, isoOfInstant } from '../../../src/time/day.ts';
import { DANISH_TIME, ENGLISH_TIME } from '../report/sample-plan.ts';

const UNITS: readonly TierUnit[] = ['hour', 'hours6', 'day', 'week', 'month', 'quarter', 'year', 'years5', 'decade'];
const at = (year: number, month: number, day: number): number => dayNumberOf(year, month, day) * 1440;

describe('tiers of the time header', () => {
  it.each([
    [960, 'day', 'hour'],
    [150, 'day', 'hours6'],
    [36, 'week', 'day'],
    [12, 'month', 'week'],
    [4, 'month', 'week'],
    [1.4, 'year', 'month'],
    [0.4, 'year', 'quarter'],
    [0.1, 'years5', 'year'],
    [0.02, 'decade', 'years5'],
    [0.008, 'decade', 'decade'],
  ] as const)('at %d pixels a day: %s over %s', (pxPerDay, major, minor) => {
    expect(tiersFor(pxPerDay, 12)).toEqual({ major, minor });
  });

  it('gets coarser, never finer, when zooming out', () => {
    let last = 0;
    for (let pxPerDay = 2000; pxPerDay > 0.008; pxPerDay *= 0.9) {
      const rank = UNITS.indexOf(tiersFor(pxPerDay, 12).minor);
      expect(rank).toBeGreaterThanOrEqual(last);
      last = rank;
    }
  });

  it.each([
    ['week', at(2026, 12, 31), '2026-12-28T00:00', '2027-01-04T00:00'],
    ['week', at(2021, 1, 1), '2020-12-28T00:00', '2021-01-04T00:00'],
    ['month', at(2024, 2, 29), '2024-02-01T00:00', '2024-03-01T00:00'],
    ['quarter', at(2026, 12, 31), '2026-10-01T00:00', '2027-01-01T00:00'],
    ['year', at(2026, 12, 31) + 1439, '2026-01-01T00:00', '2027-01-01T00:00'],
    ['years5', at(2027, 6, 1), '2025-01-01T00:00', '2030-01-01T00:00'],
    ['decade', at(1969, 12, 31), '1960-01-01T00:00', '1970-01-01T00:00'],
    ['hours6', at(2026, 3, 5) + 700, '2026-03-05T06:00', '2026-03-05T12:00'],
    ['day', at(1965, 5, 5) + 1, '1965-05-05T00:00', '1965-05-06T00:00'],
  ] as const)('%s around an instant', (unit, instant, start, next) => {
    expect(isoOfInstant(startOfUnit(instant, unit))).toBe(start);
    expect(isoOfInstant(nextUnit(startOfUnit(instant, unit), unit))).toBe(next);
  });

  it('covers the width with cells that touch', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...UNITS),
        fc.integer({ min: at(1900, 1, 1), max: at(2190, 1, 1) }),
        fc.integer({ min: 30, max: 800 }),
        (unit, fromMin, width) => {
          const days = {
            hour: 0.04,
            hours6: 0.25,
            day: 1,
            week: 7,
            month: 30,
            quarter: 91,
            year: 365,
            years5: 1826,
            decade: 3652,
          };
          const pxPerDay = 20 / days[unit];
          const axis = { fromMin, toMin: fromMin + (width / pxPerDay) * 1440, pxPerDay };
          const cells = tierCells(axis, unit, width);
          expect(cells[0]!.x).toBeLessThanOrEqual(0);
          expect(cells.at(-1)!.x + cells.at(-1)!.width).toBeGreaterThanOrEqual(width - 1e-6);
          for (let index = 1; index < cells.length; index++)
            expect(cells[index]!.startMin).toBe(cells[index - 1]!.endMin);
          expect(cells.length).toBeLessThan(width / 15 + 3);
        },
      ),
    );
  });

  it.each([
    ['2020-12-28', at(2020, 12, 28), 'uge 53'],
    ['2021-01-04', at(2021, 1, 4), 'uge 1'],
    ['2024-12-30', at(2024, 12, 30), 'uge 1'],
    ['2026-12-28', at(2026, 12, 28), 'uge 53'],
    ['2027-01-04', at(2027, 1, 4), 'uge 1'],
    ['2027-12-27', at(2027, 12, 27), 'uge 52'],
  ] as const)('numbers the week of %s as ISO 8601 does', (_, instant, text) => {
    expect(cellTexts('week', instant, false, DANISH_TIME)[0]).toBe(text);
  });

  it.each([
    ['day', true, 'man. 6. april 2026', 'Mon 6 April 2026'],
    ['day', false, 'man. 6', 'Mon 6'],
    ['week', true, 'uge 15 · april 2026', 'week 15 · April 2026'],
    ['month', true, 'april 2026', 'April 2026'],
    ['month', false, 'april', 'April'],
    ['quarter', false, 'K2', 'Q2'],
    ['quarter', true, 'K2 2026', 'Q2 2026'],
    ['year', false, '2026', '2026'],
    ['decade', true, '2026–2035', '2026–2035'],
  ] as const)('names %s (major: %s) in both languages', (unit, major, danish, english) => {
    expect(cellTexts(unit, at(2026, 4, 6), major, DANISH_TIME)[0]).toBe(danish);
    expect(cellTexts(unit, at(2026, 4, 6), major, ENGLISH_TIME)[0]).toBe(english);
  });
});
