import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  addWork,
  type CalendarDefinition,
  compileCalendar,
  DANISH_CALENDAR,
  NO_TIME,
  nextWorkInstant,
  nextWorkStart,
  periodsOn,
  placeWork,
  placeWorkBefore,
  previousWorkEnd,
  previousWorkInstant,
  ROUND_THE_CLOCK_CALENDAR,
  STANDARD_CALENDAR,
  subtractWork,
  workBetween,
  workOnDay,
} from '../../../src/time/calendar.ts';
import { dayNumberOf, FIRST_DAY, instantOf, instantOfIso, isoOfInstant, LAST_DAY } from '../../../src/time/day.ts';
import { HOLIDAY_SETS } from '../../../src/time/holiday-sets.ts';
import { slowCalendar } from '../../oracles/calendar-oracle.ts';

const at = (iso: string): number => {
  const instant = instantOfIso(iso);
  if (!instant.ok) throw new Error(iso);
  return instant.value;
};
const compiled = (definition: CalendarDefinition, from = '2027-01-01') =>
  compileCalendar(definition, at(from) / 1440, at(from) / 1440 + 10);

const NIGHT: CalendarDefinition = {
  week: [
    [{ startMin: 1320, endMin: 1440 }],
    ...Array.from({ length: 4 }, () => [
      { startMin: 0, endMin: 360 },
      { startMin: 1320, endMin: 1440 },
    ]),
    [{ startMin: 0, endMin: 360 }],
    [],
  ],
  exceptions: [],
  holidaySets: [],
};
const NEVER: CalendarDefinition = { week: [[], [], [], [], [], [], []], exceptions: [], holidaySets: [] };

describe('adding and taking away work', () => {
  it.each<[string, CalendarDefinition, string, number, string]>([
    ['a day ends at 17:00', STANDARD_CALENDAR, '2027-04-05T08:00', 480, '2027-04-05T17:00'],
    ['half a day ends at noon, not after lunch', STANDARD_CALENDAR, '2027-04-05T08:00', 240, '2027-04-05T12:00'],
    ['a minute more is after lunch', STANDARD_CALENDAR, '2027-04-05T08:00', 241, '2027-04-05T13:01'],
    ['from Friday 17:00 a day is Monday 17:00', STANDARD_CALENDAR, '2027-04-09T17:00', 480, '2027-04-12T17:00'],
    ['from a Sunday', STANDARD_CALENDAR, '2027-04-11T03:00', 1, '2027-04-12T08:01'],
    ['over Easter 2027', DANISH_CALENDAR, '2027-03-24T08:00', 960, '2027-03-30T17:00'],
    ['store bededag 2023 was off', DANISH_CALENDAR, '2023-05-04T08:00', 960, '2023-05-08T17:00'],
    ['its Friday in 2024 was worked', DANISH_CALENDAR, '2024-04-25T08:00', 960, '2024-04-26T17:00'],
    ['day and night', ROUND_THE_CLOCK_CALENDAR, '2027-04-05T08:00', 1440, '2027-04-06T08:00'],
    ['a night shift runs over midnight', NIGHT, '2027-04-05T22:00', 480, '2027-04-06T06:00'],
    ['half a night shift ends at midnight', NIGHT, '2027-04-05T22:00', 120, '2027-04-06T00:00'],
  ])('%s', (_name, definition, from, minutes, to) => {
    const calendar = compiled(definition);
    expect(isoOfInstant(addWork(calendar, at(from), minutes))).toBe(to);
    expect(workBetween(calendar, at(from), at(to))).toBe(minutes);
    expect(workBetween(calendar, at(to), at(from))).toBe(-minutes);
    expect(subtractWork(calendar, at(to), minutes)).toBe(nextWorkStart(calendar, at(from)));
  });

  it.each<[string, string, string, string, string]>([
    ['2027-04-05T08:00', '2027-04-05T08:00', '2027-04-02T17:00', '2027-04-05T08:00', '2027-04-05T08:00'],
    ['2027-04-05T17:00', '2027-04-06T08:00', '2027-04-05T17:00', '2027-04-05T17:00', '2027-04-05T17:00'],
    ['2027-04-05T12:30', '2027-04-05T13:00', '2027-04-05T12:00', '2027-04-05T13:00', '2027-04-05T12:00'],
    ['2027-04-10T09:00', '2027-04-12T08:00', '2027-04-09T17:00', '2027-04-12T08:00', '2027-04-09T17:00'],
    ['2027-04-06T10:15', '2027-04-06T10:15', '2027-04-06T10:15', '2027-04-06T10:15', '2027-04-06T10:15'],
  ])('snaps %s', (instant, start, end, next, previous) => {
    const calendar = compiled(STANDARD_CALENDAR);
    expect(isoOfInstant(nextWorkStart(calendar, at(instant)))).toBe(start);
    expect(isoOfInstant(previousWorkEnd(calendar, at(instant)))).toBe(end);
    expect(isoOfInstant(nextWorkInstant(calendar, at(instant)))).toBe(next);
    expect(isoOfInstant(previousWorkInstant(calendar, at(instant)))).toBe(previous);
  });

  it('counts the same whatever the tables covered at first', () => {
    const near = compileCalendar(DANISH_CALENDAR, at('2027-01-01') / 1440, at('2027-01-01') / 1440);
    const wide = compileCalendar(DANISH_CALENDAR, FIRST_DAY, LAST_DAY);
    for (const iso of ['1903-05-06T09:00', '2190-01-02T08:00', '2027-04-05T10:00', '1950-01-01T00:00']) {
      for (const minutes of [1, 480, 100_000, 2_000_000]) {
        expect(addWork(near, at(iso), minutes)).toBe(addWork(wide, at(iso), minutes));
        expect(subtractWork(near, at(iso), minutes)).toBe(subtractWork(wide, at(iso), minutes));
      }
    }
    expect(workBetween(near, at('1900-01-01'), at('2199-12-31'))).toBe(
      workBetween(wide, at('1900-01-01'), at('2199-12-31')),
    );
  });

  it('answers that there is no working time instead of searching for ever', () => {
    const never = compiled(NEVER);
    const instant = at('2027-04-05T08:00');
    expect(addWork(never, instant, 1)).toBe(NO_TIME);
    expect(subtractWork(never, instant, 1)).toBe(NO_TIME);
    expect(nextWorkStart(never, instant)).toBe(NO_TIME);
    expect(previousWorkEnd(never, instant)).toBe(NO_TIME);
    expect(nextWorkInstant(never, instant)).toBe(NO_TIME);
    expect(workBetween(never, instant, instant + 100_000)).toBe(0);
    expect(addWork(never, instant, 0)).toBe(instant);
    expect(addWork(compiled(STANDARD_CALENDAR), instant, 2_000_000_000)).toBe(NO_TIME);
    expect(addWork(compiled(STANDARD_CALENDAR), NO_TIME, 10)).toBe(NO_TIME);
  });

  it('lets exceptions win over holidays and the last listed over the others', () => {
    const easterMonday = dayNumberOf(2027, 3, 29);
    const calendar = compiled({
      ...DANISH_CALENDAR,
      exceptions: [
        { fromDay: easterMonday - 1, toDay: easterMonday + 1, periods: [] },
        { fromDay: easterMonday, toDay: easterMonday, periods: [{ startMin: 540, endMin: 600 }] },
      ],
    });
    expect([-1, 0, 1, 2].map((i) => workOnDay(calendar, easterMonday + i))).toEqual([0, 60, 0, 480]);
    expect(periodsOn(calendar, easterMonday)).toEqual([{ startMin: 540, endMin: 600 }]);
  });

  it('counts overlapping periods once', () => {
    const calendar = compiled({
      ...NEVER,
      week: [
        [
          { startMin: 600, endMin: 700 },
          { startMin: 480, endMin: 620 },
          { startMin: 700, endMin: 720 },
        ],
        ...NEVER.week.slice(1),
      ],
    });
    expect(periodsOn(calendar, dayNumberOf(2027, 4, 5))).toEqual([{ startMin: 480, endMin: 720 }]);
  });
});

const periods = fc
  .uniqueArray(fc.integer({ min: 0, max: 24 }), { minLength: 0, maxLength: 6 })
  .map((hours) => hours.sort((a, b) => a - b))
  .map((hours) =>
    hours.flatMap((hour, i) => (i % 2 === 1 ? [{ startMin: hours[i - 1]! * 60, endMin: hour * 60 }] : [])),
  );
const base = dayNumberOf(2027, 3, 15);
const definitions = fc.record({
  week: fc.array(periods, { minLength: 7, maxLength: 7 }),
  exceptions: fc.array(
    fc.record({
      fromDay: fc.integer({ min: base - 5, max: base + 20 }),
      length: fc.integer({ min: 0, max: 5 }),
      periods,
    }),
    { maxLength: 3 },
  ),
  holidaySets: fc.subarray([...HOLIDAY_SETS]),
});

describe('weeks and exceptions that hold for a while', () => {
  const half = [{ startMin: 480, endMin: 720 }];
  const definition: CalendarDefinition = {
    ...STANDARD_CALENDAR,
    holidaySets: ['da-public'],
    workWeeks: [
      {
        fromDay: dayNumberOf(2027, 5, 3),
        toDay: dayNumberOf(2027, 5, 9),
        week: [null, half, half, half, [], half, null],
      },
    ],
    exceptions: [
      {
        fromDay: dayNumberOf(2027, 1, 1),
        toDay: dayNumberOf(2190, 12, 31),
        periods: [],
        recurrence: {
          pattern: 'monthlyPosition',
          every: 1,
          weekdays: 0,
          weekStart: 0,
          position: 4,
          item: 7,
          month: 1,
          day: 1,
          count: null,
        },
      },
      { fromDay: dayNumberOf(2027, 5, 28), toDay: dayNumberOf(2027, 5, 28), periods: half },
    ],
  };
  const calendar = compileCalendar(definition, dayNumberOf(2027, 4, 1), dayNumberOf(2027, 4, 30));
  const hours = (month: number, day: number, year = 2027): number =>
    workOnDay(calendar, dayNumberOf(year, month, day)) / 60;

  it.each([
    ['the own week before', 4, 30, 0],
    ['a day of which the work week says nothing', 5, 3, 8],
    ['a day of the work week', 5, 4, 4],
    ['a holiday wins over the work week', 5, 6, 0],
    ['a Friday off', 5, 7, 0],
    ['a Saturday worked', 5, 8, 4],
    ['the own week after', 5, 10, 8],
    ['a single exception wins over the recurring one', 5, 28, 4],
    ['the last Friday of June', 6, 25, 0],
    ['the Friday before it', 6, 18, 8],
  ])('%s', (_, month, day, expected) => expect(hours(month, day)).toBe(expected));

  it('also where the tables are widened to', () => {
    expect([hours(12, 31, 2060), hours(12, 30, 2060)]).toEqual([0, 8]);
  });
});

it('finds days across years without work, among days with a minute of it, and before 1970', () => {
  const minute = [{ startMin: 600, endMin: 601 }];
  const sparse: CalendarDefinition = {
    week: Array.from({ length: 7 }, () => minute),
    exceptions: [
      { fromDay: base + 10, toDay: base + 5000, periods: [] },
      { fromDay: base - 40_000, toDay: base - 30_000, periods: [{ startMin: 0, endMin: 1440 }] },
    ],
    holidaySets: [],
  };
  const calendar = compileCalendar(sparse, base, base + 20);
  expect(addWork(calendar, instantOf(base, 0), 11)).toBe(instantOf(base + 5001, 601));
  expect(subtractWork(calendar, instantOf(base + 5001, 601), 11)).toBe(instantOf(base, 600));
  expect(addWork(calendar, instantOf(base - 30_001, 700), 741 + 1440)).toBe(instantOf(base - 29_999, 601));
  const span = new Int32Array(2);
  expect(placeWork(calendar, instantOf(base + 9, 601), 2, span)).toBe(true);
  expect([...span]).toEqual([instantOf(base + 5001, 600), instantOf(base + 5002, 601)]);
});

describe('against counting minute by minute', () => {
  it('gives the same for any calendar', () => {
    fc.assert(
      fc.property(
        definitions,
        fc.option(definitions, { freq: 3 }),
        fc.integer({ min: 0, max: 20 * 1440 }),
        fc.integer({ min: 1, max: 4000 }),
        (drawn, bounds, offset, minutes) => {
          const definition: CalendarDefinition = {
            ...drawn,
            ...(bounds && { within: { ...bounds, exceptions: [] } }),
            exceptions: drawn.exceptions.map(({ fromDay, length, periods: worked }) => ({
              fromDay,
              toDay: fromDay + length,
              periods: worked,
            })),
          };
          const reach = 40 * 1440;
          const slow = slowCalendar(definition, reach);
          const fast = compileCalendar(definition, base, base + 3);
          const instant = instantOf(base, offset);
          const agree = (quick: number, careful: number): void => {
            if (careful === NO_TIME) expect(quick === NO_TIME || Math.abs(quick - instant) >= reach - 1).toBe(true);
            else expect(quick).toBe(careful);
          };
          agree(nextWorkStart(fast, instant), slow.nextWorkStart(instant));
          agree(previousWorkEnd(fast, instant), slow.previousWorkEnd(instant));
          agree(addWork(fast, instant, minutes), slow.addWork(instant, minutes));
          agree(subtractWork(fast, instant, minutes), slow.subtractWork(instant, minutes));
          expect(workBetween(fast, instant, instant + minutes)).toBe(slow.workBetween(instant, instant + minutes));
          // Both answers at once are those that are got one by one; where the tables do not reach there are none.
          const span = new Int32Array(2);
          const isPlaced = placeWork(fast, instant, minutes, span);
          const begin = nextWorkStart(fast, instant);
          if (isPlaced) expect([...span]).toEqual([begin, addWork(fast, begin, minutes)]);
          else expect([...span]).toEqual([0, 0]);
          const back = new Int32Array(3);
          const isLimited = placeWorkBefore(fast, instant, minutes, back);
          const last = previousWorkEnd(fast, instant);
          if (isLimited)
            expect([...back]).toEqual([subtractWork(fast, last, minutes), last, nextWorkStart(fast, last)]);
          else expect([...back]).toEqual([0, 0, 0]);
        },
      ),
      { numRuns: 150 },
    );
  });
});
