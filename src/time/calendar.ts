import { dateOf, FIRST_DAY, LAST_DAY, MINUTES_PER_DAY, WORK_BEGINS_MIN, WORK_ENDS_MIN, weekdayOf } from './day.ts';
import { closedDaysOf, type HolidaySet } from './holiday-sets.ts';
import { type Recurrence, recurringDays } from './recurrence.ts';

/** A stretch of work within a day, minutes of day 0..1440, the end not included. */
export type WorkPeriod = { readonly startMin: number; readonly endMin: number };

/** Days that differ from the week: both ends included; no periods means nobody works. */
export type CalendarException = {
  readonly fromDay: number;
  readonly toDay: number;
  readonly periods: readonly WorkPeriod[];
  /** Which of the days; all of them where it says nothing. */
  readonly recurrence?: Recurrence;
};

/** A week that holds from one day to another instead of the calendar's own; Monday first, null where the own one does. */
export type WorkWeek = {
  readonly fromDay: number;
  readonly toDay: number;
  readonly week: readonly (readonly WorkPeriod[] | null)[];
};

/**
 * When work is done. `week` has seven entries, Monday first. Work weeks win over the week, holidays over both, exceptions
 * over all; of work weeks, and of exceptions, the last listed wins. Periods that overlap count once.
 */
export type CalendarDefinition = {
  readonly week: readonly (readonly WorkPeriod[])[];
  readonly exceptions: readonly CalendarException[];
  readonly holidaySets: readonly HolidaySet[];
  readonly workWeeks?: readonly WorkWeek[];
  /** Only what lies within this one too is working time: a task's calendar that bounds a person's. */
  readonly within?: CalendarDefinition;
};

/** Stands for an instant that does not exist: there is no working time on that side within 1900-2199. Fits an Int32Array. */
export const NO_TIME = -2147483648;

/**
 * A calendar made ready for counting. Opaque: use the functions of this file. It widens itself, up to 1900-2199, when
 * asked about days outside what it was compiled for, so asking is cheap and never wrong.
 */
export type WorkCalendar = {
  readonly definition: CalendarDefinition;
  /** First day of the tables. */
  fromDay: number;
  /** Number of days in the tables. */
  days: number;
  /** Per day: which pattern of periods it follows. */
  patternOfDay: Uint16Array;
  /** Working minutes from the first day up to the start of day i; one entry more than days. */
  workBefore: Int32Array;
  /**
   * Per 2^`workShift` minutes of work: the day within which so much work is reached. About one entry a day, so that a day is
   * found by work without a search. One entry more than there is work for.
   */
  dayOfWork: Int32Array;
  workShift: number;
  /** Per pattern: where its periods begin in the three arrays below; one entry more than patterns. */
  periodsFrom: Int32Array;
  periodStart: Int32Array;
  periodEnd: Int32Array;
  /** Working minutes of the day before the period. */
  periodWorkBefore: Int32Array;
};

const MORNING: WorkPeriod = { startMin: WORK_BEGINS_MIN, endMin: 720 };
const AFTERNOON: WorkPeriod = { startMin: 780, endMin: WORK_ENDS_MIN };
const OFFICE_DAY: readonly WorkPeriod[] = [MORNING, AFTERNOON];
const OFFICE_WEEK: CalendarDefinition['week'] = [OFFICE_DAY, OFFICE_DAY, OFFICE_DAY, OFFICE_DAY, OFFICE_DAY, [], []];

/** Monday to Friday 8-12 and 13-17 (480 minutes), every week: the standard calendar of Microsoft Project. */
export const STANDARD_CALENDAR: CalendarDefinition = { week: OFFICE_WEEK, exceptions: [], holidaySets: [] };

/** The standard week without Danish public holidays and customary closing days. */
export const DANISH_CALENDAR: CalendarDefinition = {
  week: OFFICE_WEEK,
  exceptions: [],
  holidaySets: ['da-public', 'da-closing'],
};

/** Work around the clock, every day. */
export const ROUND_THE_CLOCK_CALENDAR: CalendarDefinition = {
  week: Array.from({ length: 7 }, () => [{ startMin: 0, endMin: MINUTES_PER_DAY }]),
  exceptions: [],
  holidaySets: [],
};

/** Periods within the day, in order, joined where they touch or overlap, empty ones left out. */
export function tidyPeriods(periods: readonly WorkPeriod[]): WorkPeriod[] {
  const inDay = periods
    .map(({ startMin, endMin }) => ({ startMin: Math.max(0, startMin), endMin: Math.min(MINUTES_PER_DAY, endMin) }))
    .filter(({ startMin, endMin }) => startMin < endMin)
    .sort((a, b) => a.startMin - b.startMin);
  const tidy: { startMin: number; endMin: number }[] = [];
  for (const period of inDay) {
    const last = tidy[tidy.length - 1];
    if (last && period.startMin <= last.endMin) last.endMin = Math.max(last.endMin, period.endMin);
    else tidy.push(period);
  }
  return tidy;
}

/** The time that two tidy lists of periods share. */
export function sharedPeriods(a: readonly WorkPeriod[], b: readonly WorkPeriod[]): WorkPeriod[] {
  const shared: WorkPeriod[] = [];
  for (const one of a) {
    for (const other of b) {
      const startMin = Math.max(one.startMin, other.startMin);
      const endMin = Math.min(one.endMin, other.endMin);
      if (startMin < endMin) shared.push({ startMin, endMin });
    }
  }
  return shared;
}

type Patterns = { readonly numberOf: (periods: readonly WorkPeriod[]) => number; readonly all: WorkPeriod[][] };

function collectPatterns(): Patterns {
  const numbers = new Map<string, number>();
  const all: WorkPeriod[][] = [];
  const numberOf = (periods: readonly WorkPeriod[]): number => {
    const tidy = tidyPeriods(periods);
    const key = tidy.map(({ startMin, endMin }) => `${startMin}-${endMin}`).join();
    const known = numbers.get(key);
    if (known !== undefined) return known;
    numbers.set(key, all.length);
    return all.push(tidy) - 1;
  };
  return { numberOf, all };
}

function fillDays(calendar: WorkCalendar, patterns: Patterns): void {
  const { definition, fromDay, days, patternOfDay } = calendar;
  const free = patterns.numberOf([]);
  const ofWeekday = Array.from({ length: 7 }, (_, weekday) => patterns.numberOf(definition.week[weekday] ?? []));
  let weekday = weekdayOf(fromDay);
  for (let i = 0; i < days; i++) {
    patternOfDay[i] = ofWeekday[weekday]!;
    weekday = weekday === 6 ? 0 : weekday + 1;
  }
  for (const workWeek of definition.workWeeks ?? []) fillWorkWeek(calendar, patterns, workWeek);
  const close = (dayNumber: number): void => {
    if (dayNumber >= fromDay && dayNumber < fromDay + days) patternOfDay[dayNumber - fromDay] = free;
  };
  const lastYear = dateOf(fromDay + days - 1).year;
  if (definition.holidaySets.length > 0)
    for (let year = dateOf(fromDay).year; year <= lastYear; year++)
      for (const day of closedDaysOf(definition.holidaySets, year)) close(day);
  for (const exception of definition.exceptions) fillException(calendar, patterns, exception);
  if (definition.within) boundBy(calendar, patterns, definition.within);
}

function fillWorkWeek({ fromDay, days, patternOfDay }: WorkCalendar, patterns: Patterns, workWeek: WorkWeek): void {
  const ofWeekday = workWeek.week.map((periods) => (periods === null ? -1 : patterns.numberOf(periods)));
  const to = Math.min(days, workWeek.toDay - fromDay + 1);
  for (let i = Math.max(0, workWeek.fromDay - fromDay); i < to; i++) {
    const pattern = ofWeekday[weekdayOf(fromDay + i)] ?? -1;
    if (pattern >= 0) patternOfDay[i] = pattern;
  }
}

function fillException(calendar: WorkCalendar, patterns: Patterns, exception: CalendarException): void {
  const { fromDay, days, patternOfDay } = calendar;
  const from = Math.max(0, exception.fromDay - fromDay);
  const to = Math.min(days, exception.toDay - fromDay + 1);
  if (from >= to) return;
  const pattern = patterns.numberOf(exception.periods);
  if (!exception.recurrence) {
    patternOfDay.fill(pattern, from, to);
    return;
  }
  // Counted from where the exception begins, be it before the tables.
  for (const day of recurringDays(exception.recurrence, exception.fromDay, fromDay + to - 1)) {
    if (day >= fromDay) patternOfDay[day - fromDay] = pattern;
  }
}

/** Leaves of every day what the other calendar works too. */
function boundBy(calendar: WorkCalendar, patterns: Patterns, within: CalendarDefinition): void {
  const { fromDay, days, patternOfDay } = calendar;
  const other = compileCalendar(within, fromDay, fromDay + days - 1);
  const known = new Map<number, number>();
  for (let i = 0; i < days; i++) {
    const own = patternOfDay[i]!;
    const key = own * 65_536 + other.patternOfDay[i]!;
    let shared = known.get(key);
    if (shared === undefined) {
      shared = patterns.numberOf(sharedPeriods(patterns.all[own]!, periodsOn(other, fromDay + i)));
      known.set(key, shared);
    }
    patternOfDay[i] = shared;
  }
}

function fillPatterns(calendar: WorkCalendar, all: readonly WorkPeriod[][]): Int32Array {
  const count = all.reduce((sum, periods) => sum + periods.length, 0);
  calendar.periodsFrom = new Int32Array(all.length + 1);
  calendar.periodStart = new Int32Array(count);
  calendar.periodEnd = new Int32Array(count);
  calendar.periodWorkBefore = new Int32Array(count);
  const workOf = new Int32Array(all.length);
  let at = 0;
  all.forEach((periods, pattern) => {
    let work = 0;
    for (const { startMin, endMin } of periods) {
      calendar.periodStart[at] = startMin;
      calendar.periodEnd[at] = endMin;
      calendar.periodWorkBefore[at] = work;
      work += endMin - startMin;
      at++;
    }
    calendar.periodsFrom[pattern + 1] = at;
    workOf[pattern] = work;
  });
  return workOf;
}

function fill(calendar: WorkCalendar, fromDay: number, toDay: number): void {
  calendar.fromDay = fromDay;
  calendar.days = toDay - fromDay + 1;
  calendar.patternOfDay = new Uint16Array(calendar.days);
  calendar.workBefore = new Int32Array(calendar.days + 1);
  const patterns = collectPatterns();
  fillDays(calendar, patterns);
  const workOf = fillPatterns(calendar, patterns.all);
  const { days, patternOfDay, workBefore } = calendar;
  let work = 0;
  for (let i = 0; i < days; i++) {
    work += workOf[patternOfDay[i]!]!;
    workBefore[i + 1] = work;
  }
  fillDayOfWork(calendar, work);
}

function fillDayOfWork(calendar: WorkCalendar, total: number): void {
  const { workBefore, days } = calendar;
  const shift = Math.floor(Math.log2(Math.max(1, total / days)));
  const dayOfWork = new Int32Array((total >> shift) + 2);
  let day = 0;
  for (let k = 0; k < dayOfWork.length; k++) {
    const work = k << shift;
    while (day < days - 1 && workBefore[day + 1]! < work) day++;
    dayOfWork[k] = day;
  }
  calendar.workShift = shift;
  calendar.dayOfWork = dayOfWork;
}

/** Makes a calendar ready for counting, with tables for the given days (both included; kept within 1900-2199). */
export function compileCalendar(definition: CalendarDefinition, fromDay: number, toDay: number): WorkCalendar {
  const empty = new Int32Array(0);
  const calendar: WorkCalendar = {
    definition,
    fromDay,
    days: 0,
    patternOfDay: new Uint16Array(0),
    workBefore: empty,
    dayOfWork: empty,
    workShift: 0,
    periodsFrom: empty,
    periodStart: empty,
    periodEnd: empty,
    periodWorkBefore: empty,
  };
  const from = Math.min(LAST_DAY, Math.max(FIRST_DAY, fromDay));
  fill(calendar, from, Math.min(LAST_DAY, Math.max(from, toDay)));
  return calendar;
}

function widen(calendar: WorkCalendar, fromDay: number, toDay: number): void {
  const from = Math.max(FIRST_DAY, Math.min(calendar.fromDay, fromDay));
  const to = Math.min(LAST_DAY, Math.max(calendar.fromDay + calendar.days - 1, toDay));
  fill(calendar, from, to);
}

/** Widens at least to double towards the past; false when that side has reached 1900. */
function widenPast(calendar: WorkCalendar, toDay: number): boolean {
  if (calendar.fromDay <= FIRST_DAY) return false;
  widen(calendar, Math.min(toDay, calendar.fromDay) - calendar.days - 366, calendar.fromDay);
  return true;
}

function widenFuture(calendar: WorkCalendar, toDay: number): boolean {
  const last = calendar.fromDay + calendar.days - 1;
  if (last >= LAST_DAY) return false;
  widen(calendar, calendar.fromDay, Math.max(toDay, last) + calendar.days + 366);
  return true;
}

/** The day of an instant of the schedule. In whole numbers, which is several times as fast as dividing and rounding down. */
function dayAt(instant: number): number {
  const towardsZero = (instant / MINUTES_PER_DAY) | 0;
  return instant < towardsZero * MINUTES_PER_DAY ? towardsZero - 1 : towardsZero;
}

/** Makes sure that the tables hold a day, as far as 1900-2199 reaches. */
function cover(calendar: WorkCalendar, dayNumber: number): void {
  if (dayNumber < calendar.fromDay) widenPast(calendar, dayNumber);
  else if (dayNumber >= calendar.fromDay + calendar.days) widenFuture(calendar, dayNumber);
}

/** Working minutes from the start of the tables to an instant. */
function workAt(calendar: WorkCalendar, instant: number): number {
  const dayNumber = dayAt(instant);
  const i = dayNumber - calendar.fromDay;
  if (i < 0) return 0;
  if (i >= calendar.days) return calendar.workBefore[calendar.days]!;
  const minute = instant - dayNumber * MINUTES_PER_DAY;
  const pattern = calendar.patternOfDay[i]!;
  const first = calendar.periodsFrom[pattern]!;
  for (let at = calendar.periodsFrom[pattern + 1]! - 1; at >= first; at--) {
    const start = calendar.periodStart[at]!;
    if (minute > start) {
      const end = calendar.periodEnd[at]!;
      return calendar.workBefore[i]! + calendar.periodWorkBefore[at]! + Math.min(minute, end) - start;
    }
  }
  return calendar.workBefore[i]!;
}

/** Days that are looked at one by one before the rest is halved: a weekend, and the days that share an entry. */
const FEW_DAYS = 4;

/** Index of the day within which the amount of work since the start of the tables reaches `work`. For 0 < work <= total. */
function dayReaching(calendar: WorkCalendar, work: number): number {
  const { workBefore, dayOfWork, workShift } = calendar;
  const entry = work >> workShift;
  let low = dayOfWork[entry]!;
  for (let looks = 0; looks < FEW_DAYS; looks++) {
    if (workBefore[low + 1]! >= work) return low;
    low++;
  }
  let high = dayOfWork[entry + 1]!;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (workBefore[middle + 1]! >= work) high = middle;
    else low = middle + 1;
  }
  return low;
}

/** The earliest instant with that much work behind it: the end of worked time. For 0 < work <= total. */
function endAt(calendar: WorkCalendar, work: number): number {
  const i = dayReaching(calendar, work);
  const rest = work - calendar.workBefore[i]!;
  const pattern = calendar.patternOfDay[i]!;
  let at = calendar.periodsFrom[pattern + 1]! - 1;
  while (calendar.periodWorkBefore[at]! >= rest) at--;
  return (calendar.fromDay + i) * MINUTES_PER_DAY + calendar.periodStart[at]! + rest - calendar.periodWorkBefore[at]!;
}

/** The latest instant with that much work behind it: where the next working minute begins. For 0 <= work < total. */
function startAt(calendar: WorkCalendar, work: number): number {
  const i = dayReaching(calendar, work + 1);
  const rest = work - calendar.workBefore[i]!;
  const pattern = calendar.patternOfDay[i]!;
  let at = calendar.periodsFrom[pattern + 1]! - 1;
  while (calendar.periodWorkBefore[at]! > rest) at--;
  return (calendar.fromDay + i) * MINUTES_PER_DAY + calendar.periodStart[at]! + rest - calendar.periodWorkBefore[at]!;
}

/**
 * Index of the period of the tables that an instant lies in, its start included and its end not; -1 where none does. Most
 * instants that a schedule asks about lie in one, and need no search through the days then.
 */
function periodAround(calendar: WorkCalendar, instant: number): number {
  const dayNumber = dayAt(instant);
  const i = dayNumber - calendar.fromDay;
  if (i < 0 || i >= calendar.days) return -1;
  const minute = instant - dayNumber * MINUTES_PER_DAY;
  const pattern = calendar.patternOfDay[i]!;
  const end = calendar.periodsFrom[pattern + 1]!;
  for (let at = calendar.periodsFrom[pattern]!; at < end; at++) {
    if (minute < calendar.periodStart[at]!) return -1;
    if (minute < calendar.periodEnd[at]!) return at;
  }
  return -1;
}

/**
 * The instant at which `minutes` of work begun at `instant` are done: the end of worked time, never the start of the next
 * period. Zero minutes give the instant itself, negative ones count backwards. NO_TIME when the work does not fit before 2200.
 */
export function addWork(calendar: WorkCalendar, instant: number, minutes: number): number {
  if (instant === NO_TIME || minutes === 0) return instant;
  if (minutes < 0) return subtractWork(calendar, instant, -minutes);
  const dayNumber = dayAt(instant);
  cover(calendar, dayNumber);
  for (;;) {
    const work = workAt(calendar, instant) + minutes;
    if (work <= calendar.workBefore[calendar.days]!) return endAt(calendar, work);
    if (!widenFuture(calendar, dayNumber)) return NO_TIME;
  }
}

/**
 * The latest instant at which `minutes` of work must begin to be done by `instant`: always where a working minute begins.
 * Zero minutes give the instant itself, negative ones count forwards. NO_TIME when the work does not fit after 1899.
 */
export function subtractWork(calendar: WorkCalendar, instant: number, minutes: number): number {
  if (instant === NO_TIME || minutes === 0) return instant;
  if (minutes < 0) return addWork(calendar, instant, -minutes);
  const dayNumber = dayAt(instant);
  cover(calendar, dayNumber);
  for (;;) {
    const work = workAt(calendar, instant) - minutes;
    if (work >= 0) return startAt(calendar, work);
    if (!widenPast(calendar, dayNumber)) return NO_TIME;
  }
}

/**
 * Where work that may begin at an instant begins, and where so many minutes of it (more than none) are done: both at once for
 * half the price of `nextWorkStart` and `addWork`, whose answers they are. Writes them into `span`; false, with nothing
 * written, where the tables do not reach: then those two are asked, which widen them.
 */
export function placeWork(calendar: WorkCalendar, instant: number, minutes: number, span: Int32Array): boolean {
  const { fromDay, days, patternOfDay, workBefore, periodsFrom, periodStart, periodEnd, periodWorkBefore } = calendar;
  const dayNumber = dayAt(instant);
  const i = dayNumber - fromDay;
  if (i < 0 || i >= days) return false;
  const minute = instant - dayNumber * MINUTES_PER_DAY;
  const pattern = patternOfDay[i]!;
  const end = periodsFrom[pattern + 1]!;
  let at = periodsFrom[pattern]!;
  while (at < end && minute >= periodEnd[at]!) at++;
  let work: number;
  let isInside = false;
  if (at === end) work = workBefore[i + 1]!;
  else {
    const since = minute - periodStart[at]!;
    isInside = since >= 0;
    work = workBefore[i]! + periodWorkBefore[at]! + (isInside ? since : 0);
  }
  if (work + minutes > workBefore[days]!) return false;
  span[0] = isInside ? instant : startAt(calendar, work);
  span[1] = endAt(calendar, work + minutes);
  return true;
}

/**
 * The mirror of `placeWork`: where work that must be done by an instant ends and must begin (`previousWorkEnd`, then
 * `subtractWork`), and where the next working minute after its end begins (`nextWorkStart`). Writes begin, end and next into
 * `span`; false, with nothing written, where the tables do not reach.
 */
export function placeWorkBefore(calendar: WorkCalendar, instant: number, minutes: number, span: Int32Array): boolean {
  const { fromDay, days, patternOfDay, workBefore, periodsFrom, periodStart, periodEnd, periodWorkBefore } = calendar;
  const dayNumber = dayAt(instant);
  const i = dayNumber - fromDay;
  if (i < 0 || i >= days) return false;
  const minute = instant - dayNumber * MINUTES_PER_DAY;
  const pattern = patternOfDay[i]!;
  const first = periodsFrom[pattern]!;
  let at = periodsFrom[pattern + 1]! - 1;
  while (at >= first && minute <= periodStart[at]!) at--;
  let work = workBefore[i]!;
  let isWorked = false;
  if (at >= first) {
    isWorked = minute <= periodEnd[at]!;
    work += periodWorkBefore[at]! + (isWorked ? minute : periodEnd[at]!) - periodStart[at]!;
  }
  if (work < minutes || work >= workBefore[days]!) return false;
  span[0] = startAt(calendar, work - minutes);
  span[1] = isWorked ? instant : endAt(calendar, work);
  span[2] = isWorked && minute < periodEnd[at]! ? instant : startAt(calendar, work);
  return true;
}

/** Working minutes from one instant to another; negative when the second lies before the first. */
export function workBetween(calendar: WorkCalendar, from: number, to: number): number {
  if (from === to) return 0;
  cover(calendar, dayAt(from));
  cover(calendar, dayAt(to));
  return workAt(calendar, to) - workAt(calendar, from);
}

/** The instant itself when a working minute begins there, else where the next one begins. NO_TIME when none follows. */
export function nextWorkStart(calendar: WorkCalendar, instant: number): number {
  if (instant === NO_TIME) return NO_TIME;
  if (periodAround(calendar, instant) >= 0) return instant;
  const dayNumber = dayAt(instant);
  cover(calendar, dayNumber);
  for (;;) {
    const work = workAt(calendar, instant);
    if (work < calendar.workBefore[calendar.days]!) return startAt(calendar, work);
    if (!widenFuture(calendar, dayNumber)) return NO_TIME;
  }
}

/** The instant itself when a working minute ends there, else where the last one before it ended. NO_TIME when none came before. */
export function previousWorkEnd(calendar: WorkCalendar, instant: number): number {
  if (instant === NO_TIME) return NO_TIME;
  // The minute before it is worked: then work ends here, or goes on through here.
  if (periodAround(calendar, instant - 1) >= 0) return instant;
  const dayNumber = dayAt(instant);
  cover(calendar, dayNumber);
  for (;;) {
    const work = workAt(calendar, instant);
    if (work > 0) return endAt(calendar, work);
    if (!widenPast(calendar, dayNumber)) return NO_TIME;
  }
}

/** The instant itself inside or at either edge of a work period (where a milestone may sit), else the next work start. */
export function nextWorkInstant(calendar: WorkCalendar, instant: number): number {
  return previousWorkEnd(calendar, instant) === instant ? instant : nextWorkStart(calendar, instant);
}

/** The instant itself inside or at either edge of a work period, else the last work end before it. */
export function previousWorkInstant(calendar: WorkCalendar, instant: number): number {
  return nextWorkStart(calendar, instant) === instant ? instant : previousWorkEnd(calendar, instant);
}

/** Working minutes of a day; none outside 1900-2199. */
export function workOnDay(calendar: WorkCalendar, dayNumber: number): number {
  cover(calendar, dayNumber);
  const i = dayNumber - calendar.fromDay;
  return i < 0 || i >= calendar.days ? 0 : calendar.workBefore[i + 1]! - calendar.workBefore[i]!;
}

/** Work periods of a day in order, tidied; none outside 1900-2199. */
export function periodsOn(calendar: WorkCalendar, dayNumber: number): WorkPeriod[] {
  cover(calendar, dayNumber);
  const i = dayNumber - calendar.fromDay;
  if (i < 0 || i >= calendar.days) return [];
  const pattern = calendar.patternOfDay[i]!;
  const periods: WorkPeriod[] = [];
  for (let at = calendar.periodsFrom[pattern]!; at < calendar.periodsFrom[pattern + 1]!; at++) {
    periods.push({ startMin: calendar.periodStart[at]!, endMin: calendar.periodEnd[at]! });
  }
  return periods;
}
