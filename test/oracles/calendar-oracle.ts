import { type CalendarDefinition, NO_TIME } from '../../src/time/calendar.ts';
import { holidayOn } from '../../src/time/danish-holidays.ts';
import { dateOf, isoWeekOf, MINUTES_PER_DAY, weekdayOf } from '../../src/time/day.ts';

const CLOSING = [
  ['da-may-day', 5, 1],
  ['da-constitution-day', 6, 5],
  ['da-christmas-eve', 12, 24],
  ['da-new-years-eve', 12, 31],
] as const;

/** Whether the minute that begins at the instant is worked, straight from the words of the definition. */
export function slowIsWorking(definition: CalendarDefinition, instant: number): boolean {
  const dayNumber = Math.floor(instant / MINUTES_PER_DAY);
  const minute = instant - dayNumber * MINUTES_PER_DAY;
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
  const own = periods.some((period) => period.startMin <= minute && minute < period.endMin);
  return own && (!definition.within || slowIsWorking(definition.within, instant));
}

/** The calendar functions by looking at one minute after the other; NO_TIME when `reach` minutes hold too little work. */
export function slowCalendar(definition: CalendarDefinition, reach: number) {
  const works = (instant: number): boolean => slowIsWorking(definition, instant);
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
