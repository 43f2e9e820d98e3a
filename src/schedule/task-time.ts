import {
  addWork,
  NO_TIME,
  nextWorkInstant,
  nextWorkStart,
  periodsOn,
  previousWorkEnd,
  subtractWork,
  type WorkCalendar,
  workBetween,
} from '../time/calendar.ts';
import { dayOfInstant, MINUTES_PER_DAY } from '../time/day.ts';
import { isLawful, standFrom, standUntil } from './lawful-day.ts';
import { given, type Workspace } from './pass.ts';

/**
 * Time of a task as it is worked on. A task without people, or with people who share one calendar, lies in that calendar.
 * Of a crew every member works the length of the own assignment in the own calendar, all from the task's start on (or
 * after an own delay); the task lasts from the first who begins to the last who ends, as in Microsoft Project.
 */
const ownCalendar = (space: Workspace, task: number): WorkCalendar | null => {
  const own = space.workCalendarOf[task]!;
  return own < 0 ? null : space.calendars[own]!;
};

const crewFrom = (space: Workspace, task: number): number => space.input.crewFrom[task]!;
const crewTo = (space: Workspace, task: number): number => space.input.crewFrom[task + 1]!;
const calendarOfMember = (space: Workspace, member: number): WorkCalendar =>
  space.calendars[space.input.crewCalendar[member]!]!;
/** Minutes a member takes, the interruptions of the task included. */
const lengthOf = (space: Workspace, task: number, member: number): number =>
  space.input.crewLength[member]! + space.input.breaks[task]!;

const beginOf = (space: Workspace, member: number, from: number): number => {
  const calendar = calendarOfMember(space, member);
  const begin = nextWorkStart(calendar, from);
  const delay = space.input.crewDelay[member]!;
  return delay === 0 || !given(begin) ? begin : nextWorkStart(calendar, addWork(calendar, begin, delay));
};

/** Where a task may begin that is asked to begin at an instant; NO_TIME when no working time follows. */
export function firstStart(space: Workspace, task: number, instant: number): number {
  if (isLawful(space, task)) return standFrom(space, task, instant);
  const calendar = ownCalendar(space, task);
  if (calendar) {
    return space.lengthMin[task] === 0 ? nextWorkInstant(calendar, instant) : nextWorkStart(calendar, instant);
  }
  let first = NO_TIME;
  for (let member = crewFrom(space, task); member < crewTo(space, task); member++) {
    const begin = beginOf(space, member, instant);
    if (given(begin) && (!given(first) || begin < first)) first = begin;
  }
  return first;
}

/** Where a task ends that begins at an instant; NO_TIME when it does not fit. */
export function endFrom(space: Workspace, task: number, start: number): number {
  if (isLawful(space, task)) return start;
  const calendar = ownCalendar(space, task);
  if (calendar) return addWork(calendar, start, space.lengthMin[task]!);
  let last = NO_TIME;
  for (let member = crewFrom(space, task); member < crewTo(space, task); member++) {
    const begin = beginOf(space, member, start);
    const end = addWork(calendarOfMember(space, member), begin, lengthOf(space, task, member));
    if (!given(end)) return NO_TIME;
    last = Math.max(last, end);
  }
  return last;
}

/** The latest instant at which a task must begin to end by an instant; NO_TIME when it does not fit. */
export function beginFor(space: Workspace, task: number, finish: number): number {
  if (isLawful(space, task)) return finish;
  const calendar = ownCalendar(space, task);
  if (calendar) return subtractWork(calendar, finish, space.lengthMin[task]!);
  let latest = finish;
  for (let member = crewFrom(space, task); member < crewTo(space, task); member++) {
    const own = calendarOfMember(space, member);
    const begin = subtractWork(own, finish, lengthOf(space, task, member) + space.input.crewDelay[member]!);
    if (!given(begin)) return NO_TIME;
    latest = Math.min(latest, begin);
  }
  return latest;
}

/** The latest instant at which somebody must begin to work to an instant; where nobody shares the task, as `beginFor`. */
export function beginReaching(space: Workspace, task: number, finish: number): number {
  if (ownCalendar(space, task)) return beginFor(space, task, finish);
  let latest = NO_TIME;
  for (let member = crewFrom(space, task); member < crewTo(space, task); member++) {
    const length = lengthOf(space, task, member) + space.input.crewDelay[member]!;
    latest = Math.max(latest, subtractWork(calendarOfMember(space, member), finish, length));
  }
  return latest;
}

/** Whether everybody on the task has working time after an instant. */
export function everybodyWorks(space: Workspace, task: number, instant: number): boolean {
  const calendar = ownCalendar(space, task);
  if (calendar) return given(nextWorkStart(calendar, instant));
  for (let member = crewFrom(space, task); member < crewTo(space, task); member++) {
    if (!given(nextWorkStart(calendarOfMember(space, member), instant))) return false;
  }
  return true;
}

/** The instant itself where work on the task may end there, else the last such one before; NO_TIME when there is none. */
export function lastEnd(space: Workspace, task: number, instant: number): number {
  if (isLawful(space, task)) return standUntil(space, task, instant);
  const calendar = ownCalendar(space, task);
  if (calendar) return previousWorkEnd(calendar, instant);
  let last = NO_TIME;
  for (let member = crewFrom(space, task); member < crewTo(space, task); member++) {
    last = Math.max(last, previousWorkEnd(calendarOfMember(space, member), instant));
  }
  return last;
}

/** Where the remaining part of a task ends that goes on at an instant: `share` of every member's length is left. */
export function endOfRest(space: Workspace, task: number, resume: number, restMin: number, share: number): number {
  const calendar = ownCalendar(space, task);
  if (calendar) return addWork(calendar, resume, restMin);
  let last = NO_TIME;
  for (let member = crewFrom(space, task); member < crewTo(space, task); member++) {
    const rest = Math.round(lengthOf(space, task, member) * share);
    last = Math.max(last, addWork(calendarOfMember(space, member), resume, rest));
  }
  return last;
}

/** The latest instant at which the rest of a task must go on to end by an instant. */
export function beginOfRest(space: Workspace, task: number, finish: number, restMin: number, share: number): number {
  const calendar = ownCalendar(space, task);
  if (calendar) return subtractWork(calendar, finish, restMin);
  let latest = finish;
  for (let member = crewFrom(space, task); member < crewTo(space, task); member++) {
    const rest = Math.round(lengthOf(space, task, member) * share);
    latest = Math.min(latest, subtractWork(calendarOfMember(space, member), finish, rest));
  }
  return latest;
}

/** Stretches of one day on which somebody of the crew works, in order and joined. */
function crewDay(space: Workspace, task: number, start: number, day: number): { from: number; to: number }[] {
  const found: { from: number; to: number }[] = [];
  for (let member = crewFrom(space, task); member < crewTo(space, task); member++) {
    const calendar = calendarOfMember(space, member);
    const begin = beginOf(space, member, start);
    const end = addWork(calendar, begin, lengthOf(space, task, member));
    for (const { startMin, endMin } of periodsOn(calendar, day)) {
      const from = Math.max(begin, day * MINUTES_PER_DAY + startMin);
      const to = Math.min(end, day * MINUTES_PER_DAY + endMin);
      if (from < to) found.push({ from, to });
    }
  }
  found.sort((a, b) => a.from - b.from);
  const joined: { from: number; to: number }[] = [];
  for (const one of found) {
    const last = joined[joined.length - 1];
    if (last && one.from <= last.to) last.to = Math.max(last.to, one.to);
    else joined.push(one);
  }
  return joined;
}

/**
 * Where a task begun at `start` stands after `minutes` of its duration. The duration of a crew counts the time at which
 * at least one of them works.
 */
export function standAfter(space: Workspace, task: number, start: number, minutes: number): number {
  const calendar = ownCalendar(space, task);
  if (calendar) return addWork(calendar, start, minutes);
  const finish = endFrom(space, task, start);
  if (minutes === 0 || !given(finish)) return start;
  let left = minutes;
  for (let day = dayOfInstant(start); day <= dayOfInstant(finish); day++) {
    for (const { from, to } of crewDay(space, task, start, day)) {
      if (left <= to - from) return from + left;
      left -= to - from;
    }
  }
  return finish;
}

/** Minutes at which somebody works on the task, from a start to where it then ends: what its duration is. */
export function crewDuration(space: Workspace, task: number, start: number): number {
  const finish = endFrom(space, task, start);
  const calendar = ownCalendar(space, task);
  if (calendar) return workBetween(calendar, start, finish);
  let minutes = 0;
  for (let day = dayOfInstant(start); day <= dayOfInstant(finish); day++) {
    for (const { from, to } of crewDay(space, task, start, day)) minutes += to - from;
  }
  return minutes;
}
