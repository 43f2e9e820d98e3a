import Holidays from 'date-holidays';
import { describe, expect, it } from 'vitest';
import { closingDaysOf, easterOf, holidayOn, publicHolidaysOf } from '../../../src/time/danish-holidays.ts';
import { dayNumberOf, isoOfDay } from '../../../src/time/day.ts';

describe('Danish public holidays', () => {
  it('agree with an independent list for 1900-2199', () => {
    const independent = new Holidays('DK');
    for (let year = 1900; year <= 2199; year++) {
      const theirs = new Set(
        independent
          .getHolidays(year)
          .filter(({ type }) => type === 'public')
          .map(({ date }) => date.slice(0, 10)),
      );
      expect(new Set(publicHolidaysOf(year).map(({ dayNumber }) => isoOfDay(dayNumber)))).toEqual(theirs);
    }
  });

  it.each([
    [1900, '1900-04-15'],
    [1954, '1954-04-18'],
    [1981, '1981-04-19'],
    [2000, '2000-04-23'],
    [2008, '2008-03-23'],
    [2027, '2027-03-28'],
    [2038, '2038-04-25'],
    [2049, '2049-04-18'],
    [2199, '2199-04-14'],
  ])('Easter of %i is %s', (year, iso) => {
    expect(isoOfDay(easterOf(year))).toBe(iso);
  });

  it.each([
    [2023, 5, 5, { id: 'store-bededag', public: true }],
    [2024, 4, 26, null],
    [2027, 3, 25, { id: 'skaertorsdag', public: true }],
    [2027, 5, 6, { id: 'kristi-himmelfartsdag', public: true }],
    [2028, 6, 5, { id: 'anden-pinsedag', public: true }],
    [2027, 6, 5, { id: 'grundlovsdag', public: false }],
    [2027, 12, 24, { id: 'juleaftensdag', public: false }],
    [2027, 4, 5, null],
  ])('%i-%i-%i', (year, month, day, expected) => {
    expect(holidayOn(dayNumberOf(year, month, day))).toEqual(expected);
  });

  it('keeps the closing days apart', () => {
    expect(closingDaysOf(2027).map(({ id }) => id)).toEqual([
      'foerste-maj',
      'grundlovsdag',
      'juleaftensdag',
      'nytaarsaftensdag',
    ]);
  });
});
