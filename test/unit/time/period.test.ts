import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { holidayOn } from '../../../src/time/danish-holidays.ts';
import { dayNumberOf, dayOfIso, FIRST_DAY, isoOfDay, LAST_DAY } from '../../../src/time/day.ts';
import {
  addWorkingDays,
  countPeriod,
  isWorkingDay,
  PERIOD_UNITS,
  type Period,
  type PeriodDirection,
  type PeriodUnit,
  workingDayFrom,
  workingDayUntil,
} from '../../../src/time/period.ts';
import { isWorking, oracleLastDay } from '../../oracles/period-oracle.ts';

const day = (iso: string): number => {
  const read = dayOfIso(iso);
  if (!read.ok) throw new Error(iso);
  return read.value;
};

const counted = (from: string, length: number, direction: PeriodDirection, unit: PeriodUnit): Period => {
  const period = countPeriod({ fromDay: day(from), length, unit, direction });
  if (!period.ok) throw new Error(period.error.id);
  return period.value;
};

describe('published cases', () => {
  it('standstill of 10 days after an e-mail of Monday 9 December 2013 (Complaints Board, 6 January 2014)', () => {
    const { lastDay, earliestNextDay } = counted('2013-12-09', 10, 'forward', 'day');
    expect([isoOfDay(lastDay), isoOfDay(earliestNextDay)]).toEqual(['2013-12-19', '2013-12-20']);
  });

  it('information 6 days before a deadline of Wednesday 28 October 2020 (Statens Indkøb, questions and answers 2020)', () => {
    const { firstDay, lastDay } = counted('2020-10-28', 6, 'backward', 'day');
    expect([isoOfDay(firstDay), isoOfDay(lastDay)]).toEqual(['2020-10-22', '2020-10-21']);
  });

  it('standstill whose last day is a Saturday: the rule is published, the date is calculated', () => {
    const { lastDay, earliestNextDay } = counted('2026-10-07', 10, 'forward', 'day');
    expect([isoOfDay(lastDay), isoOfDay(earliestNextDay)]).toEqual(['2026-10-19', '2026-10-20']);
  });
});

describe('calculated cases', () => {
  it.each([
    ['open 30', '2026-03-02', 30, 'forward', 'day', '2026-04-01'],
    ['open 35 ends on Easter Monday', '2026-03-02', 35, 'forward', 'day', '2026-04-07'],
    ['request 30 ends on Ascension', '2026-04-14', 30, 'forward', 'day', '2026-05-15'],
    ['urgency 15 ends on Good Friday', '2027-03-11', 15, 'forward', 'day', '2027-03-30'],
    ['24 December is a working day', '2026-11-24', 30, 'forward', 'day', '2026-12-24'],
    ['5 June is a working day', '2026-05-06', 30, 'forward', 'day', '2026-06-05'],
    ['complaint 45', '2026-11-13', 45, 'forward', 'day', '2026-12-28'],
    ['information 6 back does not roll off Good Friday', '2026-04-10', 6, 'backward', 'day', '2026-04-03'],
    ['auction: two working days over Easter', '2026-04-01', 2, 'forward', 'working-day', '2026-04-08'],
    ['requests 30', '2027-03-01', 30, 'forward', 'day', '2027-03-31'],
    ['initial tenders 25 end on a Sunday', '2027-04-14', 25, 'forward', 'day', '2027-05-10'],
    ['agreed 10 ends on a Saturday', '2027-04-14', 10, 'forward', 'day', '2027-04-26'],
    ['two days over a weekend hold two working days', '2026-10-09', 2, 'forward', 'day', '2026-10-13'],
    ['two days over Easter hold two working days', '2026-04-01', 2, 'forward', 'day', '2026-04-08'],
    ['one day over a weekend rolls only', '2026-10-09', 1, 'forward', 'day', '2026-10-12'],
    ['two days back over a weekend hold two working days', '2026-10-12', 2, 'backward', 'day', '2026-10-07'],
    ['one day back over a weekend', '2026-10-12', 1, 'backward', 'day', '2026-10-10'],
    ['31 December works, 1 January and a weekend do not', '2026-12-02', 30, 'forward', 'day', '2027-01-04'],
    ['store bededag still moved a day in 2023', '2023-04-05', 30, 'forward', 'day', '2023-05-08'],
    ['and no longer does in 2024', '2024-03-27', 30, 'forward', 'day', '2024-04-26'],
    ['a month ends on the same date', '2026-10-08', 1, 'forward', 'month', '2026-11-09'],
    ['a month from the 31st ends on the last day', '2027-01-31', 1, 'forward', 'month', '2027-03-01'],
    ['a month to a leap day', '2028-01-31', 1, 'forward', 'month', '2028-02-29'],
    ['six months', '2026-12-01', 6, 'forward', 'month', '2027-06-01'],
    ['a year from a leap day', '2028-02-29', 1, 'forward', 'year', '2029-02-28'],
    ['a week ends on the same weekday', '2026-10-07', 1, 'forward', 'week', '2026-10-14'],
    ['twelve months back', '2027-10-05', 12, 'backward', 'month', '2026-10-04'],
    ['35 days back', '2026-11-24', 35, 'backward', 'day', '2026-10-19'],
    ['working days back', '2026-04-10', 3, 'backward', 'working-day', '2026-04-06'],
  ] as const)('%s', (_name, from, length, direction, unit, last) => {
    expect(isoOfDay(counted(from, length, direction, unit).lastDay)).toBe(last);
  });
});

describe('reasons', () => {
  const ids = (...args: Parameters<typeof counted>): string[] => counted(...args).why.map(({ id }) => id);

  it('name the day off that moves the end', () => {
    const { why } = counted('2026-12-02', 30, 'forward', 'day');
    expect(why).toEqual([
      { id: 'period.event-not-counted', params: { eventDay: day('2026-12-02') } },
      { id: 'period.counted-forward.day', params: { count: 30, endDay: day('2027-01-01') } },
      { id: 'period.is-holiday', params: { onDay: day('2027-01-01'), holiday: 'nytaarsdag' } },
      { id: 'period.is-weekend', params: { onDay: day('2027-01-02') } },
      { id: 'period.is-weekend', params: { onDay: day('2027-01-03') } },
      { id: 'period.rolled', params: { toDay: day('2027-01-04') } },
    ]);
  });

  it('tell the other rules where they bite', () => {
    expect(ids('2026-10-09', 2, 'forward', 'day')).toContain('period.two-working-days');
    expect(ids('2026-10-12', 2, 'backward', 'day')).toContain('period.two-working-days-backward');
    expect(ids('2026-04-10', 6, 'backward', 'day')).toContain('period.no-roll-backward');
    expect(ids('2026-11-24', 30, 'forward', 'day')).toContain('period.works-on-closing-day');
    expect(ids('2027-01-31', 1, 'forward', 'month')).toContain('period.end-of-month');
  });
});

describe('refusals', () => {
  it.each([0, -1, 1.5, Number.NaN, Number.POSITIVE_INFINITY])('a length of %s', (length) => {
    const period = countPeriod({ fromDay: 0, length, unit: 'day', direction: 'forward' });
    expect(period.ok).toBe(false);
    if (!period.ok) expect(period.error.id).toBe('period.length');
  });

  it.each([
    [LAST_DAY, 1, 'forward'],
    [LAST_DAY - 1, 1, 'forward'],
    [FIRST_DAY, 1, 'backward'],
    [FIRST_DAY - 1, 1, 'forward'],
    [LAST_DAY + 1, 1, 'backward'],
    [0, 1_000_000_000, 'forward'],
    [0, 109_000, 'backward'],
  ] as const)('day %i, %i days %s leaves 1900-2199', (fromDay, length, direction) => {
    for (const unit of PERIOD_UNITS) {
      const period = countPeriod({ fromDay, length, unit, direction });
      expect(period.ok ? null : period.error.id).toBe('period.out-of-range');
    }
  });
});

describe('against the day-by-day oracle', () => {
  it('working days are the same in every year', () => {
    for (let at = FIRST_DAY; at <= LAST_DAY; at++) expect(isWorkingDay(at)).toBe(isWorking(at));
  });

  it('20,000 random periods, both directions, all units', () => {
    const most: Record<PeriodUnit, number> = { day: 120, 'working-day': 60, week: 20, month: 40, year: 4 };
    const margin = 2000;
    fc.assert(
      fc.property(
        fc.integer({ min: FIRST_DAY + margin, max: LAST_DAY - margin }),
        fc.constantFrom(...PERIOD_UNITS),
        fc.constantFrom<PeriodDirection>('forward', 'backward'),
        fc.double({ min: 0, max: 1, noNaN: true, maxExcluded: true }),
        (fromDay, unit, direction, share) => {
          const request = { fromDay, unit, direction, length: 1 + Math.floor(share * most[unit]) };
          const period = countPeriod(request);
          return period.ok && period.value.lastDay === oracleLastDay(request);
        },
      ),
      { numRuns: 20_000 },
    );
  });

  it('every short period around Easter, Whitsun and Christmas of some years', () => {
    for (const year of [2023, 2024, 2026, 2027, 2028, 2038]) {
      for (let fromDay = dayNumberOf(year, 3, 1); fromDay < dayNumberOf(year + 1, 1, 10); fromDay++) {
        for (const direction of ['forward', 'backward'] as const) {
          for (const unit of ['day', 'working-day'] as const) {
            for (const length of [1, 2, 3, 4, 6, 10]) {
              const request = { fromDay, unit, direction, length };
              const period = countPeriod(request);
              expect(period.ok && period.value.lastDay).toBe(oracleLastDay(request));
            }
          }
        }
      }
    }
  });
});

describe('properties', () => {
  const anyDay = fc.integer({ min: FIRST_DAY + 1600, max: LAST_DAY - 1600 });

  it('forward: ends on a working day, never shrinks when it gets longer or begins later', () => {
    fc.assert(
      fc.property(
        anyDay,
        fc.integer({ min: 1, max: 200 }),
        fc.constantFrom(...PERIOD_UNITS.slice(0, 3)),
        (from, n, unit) => {
          const end = (fromDay: number, length: number): number => {
            const period = countPeriod({ fromDay, length, unit, direction: 'forward' });
            return period.ok ? period.value.lastDay : Number.NaN;
          };
          const last = end(from, n);
          expect(isWorkingDay(last)).toBe(true);
          expect(end(from, n + 1)).toBeGreaterThanOrEqual(last);
          expect(end(from + 1, n)).toBeGreaterThanOrEqual(last);
        },
      ),
    );
  });

  it('working days on and back meet', () => {
    fc.assert(
      fc.property(anyDay, fc.integer({ min: 1, max: 100 }), (from, n) => {
        const start = workingDayFrom(from);
        expect(addWorkingDays(addWorkingDays(start, n), -n)).toBe(start);
        expect(workingDayUntil(from)).toBeLessThanOrEqual(from);
        expect(holidayOn(workingDayUntil(from))?.public ?? false).toBe(false);
      }),
    );
  });
});
