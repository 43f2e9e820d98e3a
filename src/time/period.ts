import { err, ok, type Result } from '../result.ts';
import { holidayOn } from './danish-holidays.ts';
import { addMonths, dateOf, FIRST_DAY, LAST_DAY, weekdayOf } from './day.ts';

/** What a period is expressed in. Weeks and years are counted by weekday and by date, as months are. */
export const PERIOD_UNITS = ['day', 'working-day', 'week', 'month', 'year'] as const;
export type PeriodUnit = (typeof PERIOD_UNITS)[number];

/** Whether a period runs on from an event, or is counted back from a date or an event. */
export type PeriodDirection = 'forward' | 'backward';

export type PeriodRequest = {
  /** Day of the event; it is not counted. */
  readonly fromDay: number;
  /** A whole number, 1 or more. */
  readonly length: number;
  readonly unit: PeriodUnit;
  readonly direction: PeriodDirection;
};

/**
 * Why a date is as it is: an id of the catalogue and what to fill in. Names ending in `Day` are day numbers, `holiday` is
 * the id of a day off, `unit` a unit; they are put into words where they are shown.
 */
export type PeriodReason = {
  readonly id: string;
  readonly params: Readonly<Record<string, string | number>>;
};

/** A counted period. Both ends of the period itself are full days. */
export type Period = {
  /** First full day of the period. */
  readonly firstDay: number;
  /**
   * Forward: the last day of the period, which ends at its 24:00. Backward: the latest day on which the thing may be done
   * so that the whole period lies between it and the event.
   */
  readonly lastDay: number;
  /** The day after `lastDay`. */
  readonly earliestNextDay: number;
  readonly why: readonly PeriodReason[];
};

export type PeriodError = {
  readonly id: 'period.length' | 'period.out-of-range';
  readonly params: Readonly<Record<string, string | number>>;
};

/** Whether a day is a working day in the sense of Regulation 1182/71 art. 2(2): no Saturday, Sunday or public holiday. */
export function isWorkingDay(dayNumber: number): boolean {
  return weekdayOf(dayNumber) < 5 && holidayOn(dayNumber)?.public !== true;
}

/** The day itself when it is a working day, else the next one that is. */
export function workingDayFrom(dayNumber: number): number {
  let day = dayNumber;
  while (!isWorkingDay(day)) day++;
  return day;
}

/** The day itself when it is a working day, else the last one before it. */
export function workingDayUntil(dayNumber: number): number {
  let day = dayNumber;
  while (!isWorkingDay(day)) day--;
  return day;
}

/** The day that lies a number of working days after (before, when negative) a day; the day itself for 0. */
export function addWorkingDays(dayNumber: number, count: number): number {
  const step = count < 0 ? -1 : 1;
  let day = dayNumber;
  for (let left = Math.abs(count); left > 0; ) {
    day += step;
    if (isWorkingDay(day)) left--;
  }
  return day;
}

const MONTHS_IN: Partial<Record<PeriodUnit, number>> = { month: 1, year: 12 };

/** The day on which a period would end, counted from its event without looking at days off. Working days look at them. */
function rawEnd({ fromDay, length, unit, direction }: PeriodRequest): number {
  const signed = direction === 'forward' ? length : -length;
  if (unit === 'working-day') return addWorkingDays(fromDay, signed);
  const months = MONTHS_IN[unit];
  if (months !== undefined) return addMonths(fromDay, signed * months);
  return fromDay + signed * (unit === 'week' ? 7 : 1);
}

function workingDaysIn(firstDay: number, lastDay: number, enough: number): number {
  let count = 0;
  for (let day = firstDay; day <= lastDay && count < enough; day++) if (isWorkingDay(day)) count++;
  return count;
}

const closedReason = (day: number): PeriodReason => {
  const holiday = holidayOn(day);
  return holiday?.public
    ? { id: 'period.is-holiday', params: { onDay: day, holiday: holiday.id } }
    : { id: 'period.is-weekend', params: { onDay: day } };
};

const clampReason = (request: PeriodRequest, end: number): readonly PeriodReason[] =>
  MONTHS_IN[request.unit] !== undefined && dateOf(end).day !== dateOf(request.fromDay).day
    ? [{ id: 'period.end-of-month', params: { onDay: end, date: dateOf(request.fromDay).day } }]
    : [];

const countReasons = (request: PeriodRequest, end: number): PeriodReason[] => [
  { id: 'period.event-not-counted', params: { eventDay: request.fromDay } },
  {
    id: `period.counted-${request.direction}.${request.unit}`,
    params: { count: request.length, endDay: end },
  },
  ...clampReason(request, end),
];

function forward(request: PeriodRequest): Period {
  const raw = rawEnd(request);
  const why = countReasons(request, raw);
  let last = raw;
  if (!isWorkingDay(last)) {
    for (; !isWorkingDay(last); last++) why.push(closedReason(last));
    why.push({ id: 'period.rolled', params: { toDay: last } });
  }
  const isShort = request.length === 1 && (request.unit === 'day' || request.unit === 'working-day');
  const had = isShort ? 2 : workingDaysIn(request.fromDay + 1, last, 2);
  if (had < 2) {
    last = addWorkingDays(last, 2 - had);
    why.push({ id: 'period.two-working-days', params: { toDay: last } });
  }
  const custom = holidayOn(last);
  if (custom) why.push({ id: 'period.works-on-closing-day', params: { onDay: last, holiday: custom.id } });
  return { firstDay: request.fromDay + 1, lastDay: last, earliestNextDay: last + 1, why };
}

function backward(request: PeriodRequest): Period {
  let first = rawEnd(request);
  const why = countReasons(request, first);
  const isShort = request.length === 1 && (request.unit === 'day' || request.unit === 'working-day');
  const had = isShort ? 2 : workingDaysIn(first, request.fromDay - 1, 2);
  if (had < 2) {
    first = addWorkingDays(first, had - 2);
    why.push({ id: 'period.two-working-days-backward', params: { toDay: first } });
  }
  const last = first - 1;
  why.push({ id: 'period.latest-before', params: { onDay: last } });
  if (!isWorkingDay(last)) why.push(closedReason(last), { id: 'period.no-roll-backward', params: { onDay: last } });
  return { firstDay: first, lastDay: last, earliestNextDay: first, why };
}

/**
 * Counts a period after Regulation (EEC, Euratom) 1182/71 art. 2-3 with Danish public holidays: the day of the event does
 * not count (3(1)); days off count inside the period (3(3)); a last day on one moves to the next working day, but not where
 * the period is counted backwards (3(4)); a period of two days or more holds at least two working days (3(5)), which is
 * read to apply in both directions; weeks, months and years end on the same weekday or date, or on the last day of a
 * shorter month (3(2)(c)). Refuses lengths that are not whole and positive, and periods that leave 1900-2199.
 */
export function countPeriod(request: PeriodRequest): Result<Period, PeriodError> {
  const { fromDay, length } = request;
  if (!Number.isInteger(length) || length < 1) return err({ id: 'period.length', params: { length: String(length) } });
  const outside = err<PeriodError>({ id: 'period.out-of-range', params: { length } });
  if (fromDay < FIRST_DAY || fromDay > LAST_DAY || length > LAST_DAY - FIRST_DAY) return outside;
  const period = request.direction === 'forward' ? forward(request) : backward(request);
  return period.lastDay < FIRST_DAY || period.earliestNextDay > LAST_DAY ? outside : ok(period);
}
