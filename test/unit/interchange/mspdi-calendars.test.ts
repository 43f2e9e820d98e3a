import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { newException } from '../../../src/interchange/mspdi/entries.ts';
import type { MspdiException } from '../../../src/interchange/mspdi/parsed.ts';
import { type FlatException, withoutOverlap } from '../../../src/interchange/mspdi/read-calendar.ts';
import { recurrenceOf } from '../../../src/interchange/mspdi/recurrence.ts';
import { planOfOps } from '../../../src/model/plan-of-ops.ts';
import { scheduleOf } from '../../../src/schedule/plan-schedule.ts';
import { periodsOn } from '../../../src/time/calendar.ts';
import { dayOfIso, isoOfDay } from '../../../src/time/day.ts';
import { type Recurrence, recurringDays } from '../../../src/time/recurrence.ts';
import { type ContentMap, projectXml, standardCalendar, standardWeek } from './mspdi-text.ts';
import { planFrom } from './plan-from.ts';

const day = (iso: string): number => {
  const read = dayOfIso(iso);
  if (!read.ok) throw new Error(iso);
  return read.value;
};

const times = (...pairs: [string, string][]): ContentMap => ({
  WorkingTime: pairs.map(([from, to]) => ({ FromTime: `${from}:00`, ToTime: `${to}:00` })),
});

const periodsText = (periods: readonly { startMin: number; endMin: number }[]): string =>
  periods.map(({ startMin, endMin }) => `${startMin / 60}-${endMin / 60}`).join(' ');

/** The project's calendar of a file with these calendars, the first being the project's. */
const read = (...calendars: ContentMap[]) => {
  const { rows, note, plan } = planFrom(
    projectXml({ CalendarUID: Number(calendars[0]!.UID), Calendars: { Calendar: calendars } }),
  );
  const calendar = rows.calendar.find(({ id }) => id === rows.project[0]!.calendarId)!;
  return {
    note,
    rows,
    week: calendar.week.map(periodsText),
    /** What is worked on each day from one to another, base calendars included. */
    worked: (from: string, to: string): string[] => {
      const compiled = scheduleOf(planOfOps('p', plan.ops)).calendarOf('');
      return Array.from({ length: day(to) - day(from) + 1 }, (_, i) => periodsText(periodsOn(compiled, day(from) + i)));
    },
    exceptions: rows.calendarException
      .filter(({ calendarId }) => calendarId === calendar.id)
      .map(({ name, days, periods }) =>
        `${isoOfDay(days.fromDay!)}..${isoOfDay(days.toDay!)} ${periodsText(periods)} ${name}`.trim(),
      ),
  };
};

const weekOf = (days: Record<number, ContentMap>): ContentMap => ({
  WeekDay: Object.entries(days).map(([DayType, more]) => ({ DayType: Number(DayType), ...more })),
});
const base = (more: ContentMap = {}): ContentMap => ({ ...standardCalendar(), ...more });
const office = '8-12 13-17';

describe('weeks', () => {
  it.each<[string, ContentMap, string[]]>([
    ['the standard week', standardWeek(), [office, office, office, office, office, '', '']],
    ['nothing said', {}, [office, office, office, office, office, '', '']],
    [
      'several periods',
      weekOf({
        2: {
          DayWorking: 1,
          WorkingTimes: times(['06:00', '09:00'], ['09:30', '12:00'], ['13:00', '15:00'], ['15:00', '16:30']),
        },
      }),
      ['6-9 9.5-12 13-16.5', office, office, office, office, '', ''],
    ],
    [
      'around the clock',
      weekOf(
        Object.fromEntries(
          [1, 2, 3, 4, 5, 6, 7].map((i) => [i, { DayWorking: 1, WorkingTimes: times(['00:00', '00:00']) }]),
        ),
      ),
      ['0-24', '0-24', '0-24', '0-24', '0-24', '0-24', '0-24'],
    ],
    [
      'a night shift up to midnight and after it',
      weekOf({
        2: { DayWorking: 1, WorkingTimes: times(['23:00', '00:00']) },
        3: { DayWorking: 1, WorkingTimes: times(['00:00', '03:00'], ['04:00', '08:00'], ['23:00', '00:00']) },
        7: { DayWorking: 1, WorkingTimes: times(['00:00', '03:00']) },
      }),
      ['23-24', '0-3 4-8 23-24', office, office, office, '0-3', ''],
    ],
    [
      'a period past midnight goes on the next day',
      weekOf({ 6: { DayWorking: 1, WorkingTimes: times(['22:00', '06:00']) }, 7: { DayWorking: 0 } }),
      [office, office, office, office, '22-24', '0-6', ''],
    ],
    ['work without times', weekOf({ 7: { DayWorking: 1 } }), [office, office, office, office, office, office, '']],
    [
      'times on a day off',
      weekOf({ 2: { DayWorking: 0, WorkingTimes: times(['08:00', '12:00']) } }),
      ['', office, office, office, office, '', ''],
    ],
    [
      'absurd times',
      weekOf({ 2: { DayWorking: 1, WorkingTimes: times(['25:00', '99:99'], ['08:00', '10:00'], ['12:00', '12:00']) } }),
      ['8-10', office, office, office, office, '', ''],
    ],
  ])('%s', (_, WeekDays, week) => {
    expect(read(base({ WeekDays })).week).toEqual(week);
  });

  it('joins a calendar with those it is based on, however they are ordered', () => {
    const own = {
      UID: 7,
      Name: 'Egen',
      IsBaseCalendar: 0,
      BaseCalendarUID: 8,
      WeekDays: weekOf({ 2: { DayWorking: 0 } }),
    };
    const middle = {
      UID: 8,
      Name: 'Mellem',
      IsBaseCalendar: 0,
      BaseCalendarUID: 1,
      WeekDays: weekOf({ 2: { DayWorking: 1 }, 7: { DayWorking: 1 } }),
    };
    expect(read(own, middle, base()).week).toEqual(['', office, office, office, office, office, '']);
  });

  it('survives calendars based on each other and on nothing', () => {
    const a = { UID: 7, Name: 'A', IsBaseCalendar: 0, BaseCalendarUID: 8 };
    const b = { UID: 8, Name: 'B', IsBaseCalendar: 0, BaseCalendarUID: 7, WeekDays: weekOf({ 2: { DayWorking: 0 } }) };
    expect(read(a, b).week[0]).toBe('');
    expect(read({ ...a, BaseCalendarUID: 99 }).week[0]).toBe(office);
  });

  it("takes people's days off, and leads who has none to the calendar that theirs is based on", () => {
    const { rows, note } = planFrom(
      projectXml({
        CalendarUID: 1,
        Calendars: {
          Calendar: [
            base(),
            { UID: 7, Name: 'Søren', IsBaseCalendar: 0, BaseCalendarUID: 1 },
            { UID: 8, Name: 'Åse', IsBaseCalendar: 0, BaseCalendarUID: 1, WeekDays: weekOf({ 6: { DayWorking: 0 } }) },
            { UID: 9, Name: 'Nat', IsBaseCalendar: 1, BaseCalendarUID: -1, WeekDays: weekOf({ 2: { DayWorking: 0 } }) },
            { UID: 10, Name: 'Bo', IsBaseCalendar: 0, BaseCalendarUID: 9 },
            {
              UID: 11,
              Name: 'Papir',
              IsBaseCalendar: 0,
              BaseCalendarUID: 9,
              WeekDays: weekOf({ 6: { DayWorking: 0 } }),
            },
          ],
        },
        Resources: {
          Resource: [
            { UID: 1, Name: 'Søren', Type: 1, CalendarUID: 7 },
            { UID: 2, Name: 'Åse', Type: 1, CalendarUID: 8, MaxUnits: 0.5 },
            { UID: 3, Name: 'Bo', Type: 1, CalendarUID: 10 },
            { UID: 4, Name: 'Papir', Type: 0, CalendarUID: 11 },
          ],
        },
      }),
    );
    expect(rows.calendar.map(({ name }) => name)).toEqual(['Standard', 'Åse', 'Nat']);
    const nameOf = (id: string | null) => rows.calendar.find((calendar) => calendar.id === id)?.name;
    expect(
      rows.party.map(({ name, calendarId, maxUnitsPermille }) => [name, nameOf(calendarId), maxUnitsPermille]),
    ).toEqual([
      ['Søren', 'Standard', 1000],
      ['Åse', 'Åse', 500],
      ['Bo', 'Nat', 1000],
    ]);
    expect(note('resource-calendars')?.examples).toEqual(['Åse']);
  });
});

const span = (from: string, to: string): ContentMap => ({ FromDate: `${from}T00:00:00`, ToDate: `${to}T23:59:59` });

describe('exceptions', () => {
  const old = (from: string, to: string, more: ContentMap = { DayWorking: 0 }): ContentMap => ({
    DayType: 0,
    TimePeriod: span(from, to),
    ...more,
  });
  const modern = (Name: string, from: string, to: string, more: ContentMap = { DayWorking: 0 }): ContentMap => ({
    TimePeriod: span(from, to),
    Name,
    Type: 1,
    ...more,
  });

  it('reads the manner of Microsoft Project 2003', () => {
    const WeekDays = {
      WeekDay: [
        old('2027-12-24', '2027-12-26'),
        old('2027-06-05', '2027-06-05', { DayWorking: 1, WorkingTimes: times(['08:00', '12:00']) }),
      ],
    };
    expect(read(base({ WeekDays })).exceptions).toEqual(['2027-06-05..2027-06-05 8-12', '2027-12-24..2027-12-26']);
  });

  it('prefers the newer manner, which has names', () => {
    const { exceptions } = read(
      base({
        WeekDays: { WeekDay: [old('2027-12-24', '2027-12-24')] },
        Exceptions: { Exception: [modern('Juleaften', '2027-12-24', '2027-12-24')] },
      }),
    );
    expect(exceptions).toEqual(['2027-12-24..2027-12-24  Juleaften'.replace('  ', '  ')]);
  });

  it('lets the nearer calendar win, and no two exceptions share a day', () => {
    const own = {
      UID: 7,
      Name: 'Egen',
      IsBaseCalendar: 0,
      BaseCalendarUID: 1,
      Exceptions: {
        Exception: [
          modern('Arbejde', '2027-07-15', '2027-07-15', { DayWorking: 1, WorkingTimes: times(['10:00', '14:00']) }),
        ],
      },
    };
    const { exceptions, worked } = read(
      own,
      base({ Exceptions: { Exception: [modern('Ferie', '2027-07-12', '2027-07-18')] } }),
    );
    expect(exceptions).toEqual(['2027-07-15..2027-07-15 10-14 Arbejde']);
    expect(worked('2027-07-12', '2027-07-19')).toEqual(['', '', '', '10-14', '', '', '', office]);
  });

  it('takes a work week that holds for a while, and leaves the days of which it says nothing', () => {
    const { rows, week, worked } = read(
      base({
        WorkWeeks: {
          WorkWeek: {
            Name: 'Sommer',
            TimePeriod: span('2027-07-01', '2027-07-09'),
            WeekDays: weekOf({ 5: { DayWorking: 1, WorkingTimes: times(['08:00', '12:00']) }, 6: { DayWorking: 0 } }),
          },
        },
      }),
    );
    expect(week[3]).toBe(office);
    expect(rows.workWeek).toMatchObject([{ name: 'Sommer', unsaid: 0b1100111 }]);
    expect(worked('2027-06-30', '2027-07-10')).toEqual([
      office,
      '8-12',
      '',
      '',
      '',
      office,
      office,
      office,
      '8-12',
      '',
      '',
    ]);
  });

  it('takes a recurring exception as a rule; a single one wins over it', () => {
    const { rows, worked } = read(
      base({
        Exceptions: {
          Exception: [
            modern('Fredage', '2027-01-01', '2190-12-31', { DayWorking: 0, Type: 6, DaysOfWeek: 32 }),
            modern('Arbejde', '2027-07-09', '2027-07-09', { DayWorking: 1, WorkingTimes: times(['10:00', '14:00']) }),
          ],
        },
      }),
    );
    expect(rows.calendarException.map(({ recurrence }) => recurrence.pattern)).toEqual(['weekly', 'none']);
    expect(worked('2027-07-02', '2027-07-02')).toEqual(['']);
    expect(worked('2027-07-08', '2027-07-09')).toEqual([office, '10-14']);
    expect(worked('2180-07-07', '2180-07-07')).toEqual(['']);
  });

  it('cuts what are too many, and says so', () => {
    const Exception = Array.from({ length: 300 }, (_, i) =>
      modern(`${i}`, '1950-01-01', '2190-12-31', { DayWorking: 0, Type: 6, DaysOfWeek: 8 }),
    );
    const { exceptions, note } = read(base({ Exceptions: { Exception } }));
    expect(exceptions).toHaveLength(200);
    expect(note('exceptions-cut')).toMatchObject({ severity: 'left-out', examples: ['Standard'] });
  });

  it('gives each day to the last exception that asks for it', () => {
    const exception = fc.record({ fromDay: fc.integer({ min: 0, max: 60 }), length: fc.integer({ min: 0, max: 25 }) });
    fc.assert(
      fc.property(fc.array(exception, { maxLength: 30 }), (asked) => {
        const given: FlatException[] = asked.map(({ fromDay, length }, i) => ({
          fromDay,
          toDay: fromDay + length,
          name: String(i),
          periods: [],
        }));
        const flat = withoutOverlap(given);
        for (let at = -1; at < 90; at++) {
          const owners = flat.filter(({ fromDay, toDay }) => fromDay <= at && at <= toDay).map(({ name }) => name);
          const last = given.filter(({ fromDay, toDay }) => fromDay <= at && at <= toDay).slice(-1);
          expect(owners).toEqual(last.map(({ name }) => name));
        }
        expect(flat.every(({ fromDay }, i) => i === 0 || flat[i - 1]!.toDay < fromDay)).toBe(true);
      }),
      { numRuns: 300 },
    );
  });
});

const EVERY_DAY: Recurrence = {
  pattern: 'none',
  every: 1,
  weekdays: 0,
  weekStart: 0,
  position: 0,
  item: 0,
  month: 1,
  day: 1,
  count: null,
};

describe('recurring exceptions', () => {
  const days = (rule: Partial<MspdiException>, from: string, to: string): string[] => {
    const recurrence = recurrenceOf({ ...newException(), ...rule }, 0);
    const found: string[][] = [];
    for (const one of recurringDays(recurrence ?? EVERY_DAY, day(from), day(to))) {
      const last = found[found.length - 1];
      if (last && isoOfDay(one - 1) === last[last.length - 1]) last[1] = isoOfDay(one);
      else found.push([isoOfDay(one)]);
    }
    return found.map((range) => range.join('..'));
  };

  it.each<[string, Partial<MspdiException>, string, string, string[]]>([
    [
      'every third day',
      { type: 7, period: 3 },
      '2027-01-01',
      '2027-01-10',
      ['2027-01-01', '2027-01-04', '2027-01-07', '2027-01-10'],
    ],
    [
      'every second weekday',
      { type: 8, period: 2 },
      '2027-01-01',
      '2027-01-08',
      ['2027-01-01', '2027-01-05', '2027-01-07'],
    ],
    [
      'Mondays and Fridays',
      { type: 6, daysOfWeek: 2 + 32 },
      '2027-01-01',
      '2027-01-11',
      ['2027-01-01', '2027-01-04', '2027-01-08', '2027-01-11'],
    ],
    [
      'every second week, Saturday and Sunday',
      { type: 6, period: 2, daysOfWeek: 1 + 64 },
      '2027-01-01',
      '2027-01-31',
      ['2027-01-02', '2027-01-10', '2027-01-16', '2027-01-24', '2027-01-30'],
    ],
    [
      'the 31st of each month',
      { type: 4, monthDay: 31 },
      '2027-01-15',
      '2027-04-30',
      ['2027-01-31', '2027-02-28', '2027-03-31', '2027-04-30'],
    ],
    [
      'every third month on the 1st',
      { type: 4, period: 3, monthDay: 1 },
      '2027-01-01',
      '2027-12-31',
      ['2027-01-01', '2027-04-01', '2027-07-01', '2027-10-01'],
    ],
    [
      'last Friday of each month',
      { type: 5, monthPosition: 4, monthItem: 8 },
      '2027-01-01',
      '2027-03-31',
      ['2027-01-29', '2027-02-26', '2027-03-26'],
    ],
    [
      'second weekday of each month',
      { type: 5, monthPosition: 1, monthItem: 1 },
      '2027-05-01',
      '2027-06-30',
      ['2027-05-04', '2027-06-02'],
    ],
    ['first weekend day', { type: 5, monthPosition: 0, monthItem: 2 }, '2027-02-01', '2027-02-28', ['2027-02-06']],
    ['third day', { type: 5, monthPosition: 2, monthItem: 0 }, '2027-02-01', '2027-02-28', ['2027-02-03']],
    [
      'each 5 June',
      { type: 2, month: 5, monthDay: 5 },
      '2027-01-01',
      '2029-12-31',
      ['2027-06-05', '2028-06-05', '2029-06-05'],
    ],
    ['each 29 February', { type: 2, month: 1, monthDay: 29 }, '2027-01-01', '2028-12-31', ['2027-02-28', '2028-02-29']],
    [
      'fourth Thursday of November',
      { type: 3, month: 10, monthPosition: 3, monthItem: 7 },
      '2027-01-01',
      '2028-12-31',
      ['2027-11-25', '2028-11-23'],
    ],
    [
      'three times only',
      { type: 2, month: 5, monthDay: 5, enteredByOccurrences: true, occurrences: 3 },
      '2027-01-01',
      '2040-12-31',
      ['2027-06-05', '2028-06-05', '2029-06-05'],
    ],
    [
      'every weekday joins into weeks',
      { type: 8 },
      '2027-01-04',
      '2027-01-15',
      ['2027-01-04..2027-01-08', '2027-01-11..2027-01-15'],
    ],
    ['no weekday at all', { type: 6 }, '2027-01-01', '2027-12-31', []],
    ['absurd numbers', { type: 3, month: 400, monthPosition: 99, monthItem: 77 }, '2027-01-01', '2028-12-31', []],
    ['a negative step', { type: 7, period: -4 }, '2027-01-01', '2027-01-03', ['2027-01-01..2027-01-03']],
  ])('%s', (_, rule, from, to, expected) => {
    expect(days(rule, from, to)).toEqual(expected);
  });
});
