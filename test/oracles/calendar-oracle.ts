import { type CalendarDefinition, NO_TIME, type WorkPeriod } from '../../src/time/calendar.ts';
import { holidayOn } from '../../src/time/danish-holidays.ts';
import { dateOf, isoWeekOf, MINUTES_PER_DAY, weekdayOf } from '../../src/time/day.ts';

const CLOSING = [
  ['da-may-day', 5, 1],
  ['da-constitution-day', 6, 5],
  ['da-christmas-eve', 12, 24],
  ['da-new-years-eve', 12, 31],
] as const;

/** The periods worked on a day, straight from the words of the definition. */
function slowPeriodsOn(definition: CalendarDefinition, dayNumber: number): readonly WorkPeriod[] {
  let periods = definition.week[weekdayOf(dayNumber)]!;
  const holiday = holidayOn(dayNumber);
  if (holiday && definition.holidaySets.includes(holiday.public ? 'da-public' : 'da-closing')) periods = [];
  const { month, day } = dateOf(dayNumber);
  for (const [set, inMonth, onDay] of CLOSING) {
    if (month === inMonth && day === onDay && definition.holidaySets.includes(set)) periods = [];
  }
  const { week } = isoWeekOf(dayNumber);
  if (week >= 28 && week <= 30 && definition.holidaySets.includes('da-summer')) periods = [];
  for (const exception of definition.exceptions) {
    if (exception.fromDay <= dayNumber && dayNumber <= exception.toDay) periods = exception.periods;
  }
  return periods;
}

/** Says of minutes whether they are worked. What holds for a whole day is looked up once for the day. */
function workingMinutes(definition: CalendarDefinition): (instant: number) => boolean {
  const known = new Map<number, readonly WorkPeriod[]>();
  const within = definition.within ? workingMinutes(definition.within) : () => true;
  return (instant) => {
    const dayNumber = Math.floor(instant / MINUTES_PER_DAY);
    const minute = instant - dayNumber * MINUTES_PER_DAY;
    let periods = known.get(dayNumber);
    if (!periods) {
      periods = slowPeriodsOn(definition, dayNumber);
      known.set(dayNumber, periods);
    }
    return periods.some((period) => period.startMin <= minute && minute < period.endMin) && within(instant);
  };
}

/** Whether the minute that begins at the instant is worked. */
export const slowIsWorking = (definition: CalendarDefinition, instant: number): boolean =>
  workingMinutes(definition)(instant);

/** The calendar functions by looking at one minute after the other; NO_TIME when `reach` minutes hold too little work. */
export function slowCalendar(definition: CalendarDefinition, reach: number) {
  const works = workingMinutes(definition);
  const nextWorkStart = (instant: number): number => {
    for (let at = instant; at < instant + reach; at++) if (works(at)) return at;
    return NO_TIME;
  };
  const previousWorkEnd = (instant: number): number => {
    for (let at = instant; at > instant - reach; at--) if (works(at - 1)) return at;
    return NO_TIME;
  };
  const addWork = (instant: number, minutes: number): number => {
    let left = minutes;
    for (let at = instant; at < instant + reach; at++) {
      if (left === 0) return at;
      if (works(at)) left--;
    }
    return NO_TIME;
  };
  const subtractWork = (instant: number, minutes: number): number => {
    let left = minutes;
    for (let at = instant; at > instant - reach; at--) {
      if (left === 0) return at;
      if (works(at - 1)) left--;
    }
    return NO_TIME;
  };
  const workBetween = (from: number, to: number): number => {
    let work = 0;
    for (let at = Math.min(from, to); at < Math.max(from, to); at++) if (works(at)) work++;
    return from <= to ? work : -work;
  };
  return { nextWorkStart, previousWorkEnd, addWork, subtractWork, workBetween };
}
