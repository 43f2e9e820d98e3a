import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  addMonths,
  dateOf,
  dayNumberOf,
  dayOfInstant,
  dayOfIso,
  dayOfIsoWeek,
  FIRST_DAY,
  instantOfIso,
  isoOfDay,
  isoOfInstant,
  isoWeekOf,
  LAST_DAY,
  minuteOfDay,
  weekdayOf,
  weeksInIsoYear,
} from '../../../src/time/day.ts';

describe('day numbers', () => {
  it('agree with the platform for every day from 1900 to 2199', () => {
    for (let day = FIRST_DAY; day <= LAST_DAY; day++) {
      const date = new Date(day * 86_400_000);
      const { year, month, day: dayOfMonth } = dateOf(day);
      if (
        year !== date.getUTCFullYear() ||
        month !== date.getUTCMonth() + 1 ||
        dayOfMonth !== date.getUTCDate() ||
        weekdayOf(day) !== (date.getUTCDay() + 6) % 7 ||
        dayNumberOf(year, month, dayOfMonth) !== day
      ) {
        expect.fail(`${day} is ${date.toISOString()}`);
      }
    }
    expect([FIRST_DAY, LAST_DAY].map(isoOfDay)).toEqual(['1900-01-01', '2199-12-31']);
  });

  it.each([
    ['2027-01-01', 2026, 53],
    ['2027-01-04', 2027, 1],
    ['2027-04-05', 2027, 14],
    ['2024-12-30', 2025, 1],
    ['2021-01-03', 2020, 53],
    ['2028-12-31', 2028, 52],
  ])('%s lies in ISO week %i-%i', (iso, year, week) => {
    const day = dayOfIso(iso);
    expect(day.ok && isoWeekOf(day.value)).toEqual({ year, week });
  });

  it('find the week again from any day', () => {
    for (let day = FIRST_DAY; day <= LAST_DAY; day += 3) {
      const { year, week } = isoWeekOf(day);
      if (dayOfIsoWeek(year, week, weekdayOf(day)) !== day || week > weeksInIsoYear(year)) expect.fail(isoOfDay(day));
    }
  });

  it.each([
    ['2027-01-31', 1, '2027-02-28'],
    ['2028-01-31', 1, '2028-02-29'],
    ['2027-03-31', -1, '2027-02-28'],
    ['2027-12-15', 1, '2028-01-15'],
    ['2027-01-15', -13, '2025-12-15'],
  ])('%s and %i months is %s', (iso, months, expected) => {
    const day = dayOfIso(iso);
    expect(day.ok && isoOfDay(addMonths(day.value, months))).toBe(expected);
  });
});

describe('ISO text', () => {
  it('comes back as it went', () => {
    fc.assert(
      fc.property(fc.integer({ min: FIRST_DAY * 1440, max: LAST_DAY * 1440 }), (instant) => {
        expect(instantOfIso(isoOfInstant(instant))).toEqual({ ok: true, value: instant });
        expect(dayOfInstant(instant) * 1440 + minuteOfDay(instant)).toBe(instant);
      }),
    );
  });

  it.each([
    ['2027-02-29', 'time.no-such-date'],
    ['2027-13-01', 'time.no-such-date'],
    ['1899-12-31', 'time.date-out-of-range'],
    ['2200-01-01', 'time.date-out-of-range'],
    ['5/4', 'time.text-unreadable'],
    ['2027-04-05T25:00', 'time.no-such-date'],
    ['2027-04-05T08:00Z', 'time.text-unreadable'],
  ])('%s is refused with %s', (text, id) => {
    expect(instantOfIso(text)).toEqual({ ok: false, error: { id, params: { text } } });
  });

  it('may carry seconds', () => {
    expect(instantOfIso('1970-01-02T00:01:00')).toEqual({ ok: true, value: 1441 });
  });
});
