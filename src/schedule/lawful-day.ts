import { linkedDay } from '../tender/linked-day.ts';
import { periodsOn } from '../time/calendar.ts';
import { dayOfInstant, MINUTES_PER_DAY, minuteOfDay } from '../time/day.ts';
import { workingDayFrom, workingDayUntil } from '../time/period.ts';
import { addLag, removeLag } from './lag.ts';
import { LAG_CODES } from './network-input.ts';
import { calendarFor, lagKindOf, lagMinutes, type Workspace } from './pass.ts';

/**
 * Milestones of a tender stand on days as Regulation 1182/71 knows them and at their own time of day, whatever working
 * calendars say: a deadline at 23:59 is none of anybody's working hours, and a day on which this project is closed is a
 * working day in law. A milestone without a time of day stands where work ends on its day.
 */
export const isLawful = (space: Workspace, task: number): boolean => space.lawful[task] === 1;

/** Where offices close when nobody works on a day: a milestone must stand somewhere on it. */
const USUAL_END_MIN = 960;
const LAST_MINUTE = 1439;

/** The instant at which a lawful milestone stands on a day. */
function standOn(space: Workspace, task: number, day: number): number {
  const { timeMin } = space.input.events[task]!;
  if (timeMin !== null) return day * MINUTES_PER_DAY + timeMin;
  const periods = periodsOn(calendarFor(space, task), day);
  const endMin = periods[periods.length - 1]?.endMin ?? USUAL_END_MIN;
  return day * MINUTES_PER_DAY + Math.min(endMin, LAST_MINUTE);
}

/** The first instant from a given one on at which a lawful milestone can stand. */
export function standFrom(space: Workspace, task: number, instant: number): number {
  const { isOnAnyDay } = space.input.events[task]!;
  const open = (day: number): number => (isOnAnyDay ? day : workingDayFrom(day));
  const day = open(dayOfInstant(instant));
  const stand = standOn(space, task, day);
  return stand >= instant ? stand : standOn(space, task, open(day + 1));
}

/** The last instant until a given one at which a lawful milestone can stand. */
export function standUntil(space: Workspace, task: number, instant: number): number {
  const { isOnAnyDay } = space.input.events[task]!;
  const open = (day: number): number => (isOnAnyDay ? day : workingDayUntil(day));
  const day = open(dayOfInstant(instant));
  const stand = standOn(space, task, day);
  return stand <= instant ? stand : standOn(space, task, open(day - 1));
}

/** The day on which the end of a task lies that a period runs from. Midnight ends a day. */
const dayOfEnd = (space: Workspace, task: number, instant: number): number =>
  space.lengthMin[task]! > 0 && minuteOfDay(instant) === 0 ? dayOfInstant(instant) - 1 : dayOfInstant(instant);

/** Day that a link gives a lawful milestone whose predecessor's end lies on a day. */
function dayAfter(space: Workspace, link: number, fromDay: number): number {
  const { input } = space;
  const successor = input.events[input.linkSucc[link]!]!;
  const rule = input.linkRule[link]!;
  const notice = rule === null || rule.noticeTask < 0 ? null : dayOfInstant(space.finish[rule.noticeTask]!);
  const lagDays = Math.round(lagMinutes(space, link) / MINUTES_PER_DAY);
  return linkedDay(fromDay, lagDays, rule === null ? null : rule.effectiveOn(notice), successor);
}

/** Whether a link counts in days of the law and not in minutes. */
const countsInDays = (space: Workspace, link: number): boolean => {
  const { input } = space;
  if (!isLawful(space, input.linkSucc[link]!)) return false;
  if (input.linkRule[link] !== null) return true;
  return input.lag[link] !== 0 && lagKindOf(space, link) === LAG_CODES.elapsed;
};

/** What a link asks of its successor when the end of the predecessor that it looks at lies at an instant. */
export function askedBy(space: Workspace, link: number, from: number): number {
  const { input } = space;
  const successor = input.linkSucc[link]!;
  if (countsInDays(space, link))
    return standOn(space, successor, dayAfter(space, link, dayOfEnd(space, input.linkPred[link]!, from)));
  if (input.lag[link] === 0) return from;
  return addLag(calendarFor(space, successor), from, lagMinutes(space, link), lagKindOf(space, link));
}

/** The latest instant of the predecessor with which a link asks for no more than an instant; NO_TIME where there is none. */
export function roomBefore(space: Workspace, link: number, allowed: number): number {
  const { input } = space;
  const successor = input.linkSucc[link]!;
  if (!countsInDays(space, link)) {
    if (input.lag[link] === 0) return allowed;
    return removeLag(calendarFor(space, successor), allowed, lagMinutes(space, link), lagKindOf(space, link));
  }
  const untilDay = dayOfInstant(standUntil(space, successor, allowed));
  // The day after never falls when the day before rises, so the last that fits is found from either side.
  let day = untilDay - (dayAfter(space, link, untilDay) - untilDay);
  while (dayAfter(space, link, day) > untilDay) day--;
  while (dayAfter(space, link, day + 1) <= untilDay) day++;
  return day * MINUTES_PER_DAY + LAST_MINUTE;
}
