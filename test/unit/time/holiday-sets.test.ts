import { describe, expect, it } from 'vitest';
import { isoOfDay } from '../../../src/time/day.ts';
import { closedDaysOf, closes, HOLIDAY_SETS, type HolidaySet, switched } from '../../../src/time/holiday-sets.ts';

const closed = (sets: HolidaySet[], year: number): string[] => closedDaysOf(sets, year).map(isoOfDay).sort();

describe('days off that a calendar takes in', () => {
  it.each<[HolidaySet, string[]]>([
    ['da-may-day', ['2027-05-01']],
    ['da-constitution-day', ['2027-06-05']],
    ['da-christmas-eve', ['2027-12-24']],
    ['da-new-years-eve', ['2027-12-31']],
    ['da-closing', ['2027-05-01', '2027-06-05', '2027-12-24', '2027-12-31']],
  ])('%s', (set, days) => expect(closed([set], 2027)).toEqual(days));

  it('summer is the three weeks from Monday of week 28 to Sunday of week 30', () => {
    const days = closed(['da-summer'], 2027);
    expect([days[0], days.length, days.at(-1)]).toEqual(['2027-07-12', 21, '2027-08-01']);
  });

  it('nothing is closed where nothing is chosen', () => expect(closed([], 2027)).toEqual([]));
});

describe('switching', () => {
  it.each<[HolidaySet[], HolidaySet, boolean, HolidaySet[]]>([
    [[], 'da-summer', true, ['da-summer']],
    [['da-summer', 'da-public'], 'da-summer', false, ['da-public']],
    [['da-closing'], 'da-may-day', false, ['da-constitution-day', 'da-christmas-eve', 'da-new-years-eve']],
    [['da-constitution-day', 'da-christmas-eve', 'da-new-years-eve'], 'da-may-day', true, ['da-closing']],
    [['da-may-day'], 'da-closing', true, ['da-closing']],
    [['da-public', 'da-closing'], 'da-closing', false, ['da-public']],
    [['da-may-day', 'da-summer'], 'da-closing', false, ['da-summer']],
  ])('%j, %s %s', (sets, set, on, expected) => expect(switched(sets, set, on)).toEqual(expected));

  it('does what it says, and nothing the second time', () => {
    for (const first of HOLIDAY_SETS)
      for (const second of HOLIDAY_SETS)
        for (const on of [true, false]) {
          const after = switched([first], second, on);
          expect(closes(after, second)).toBe(on);
          expect(switched(after, second, on)).toEqual(after);
        }
  });
});
