import { addWork, NO_TIME, nextWorkStart, subtractWork, type WorkCalendar } from '../time/calendar.ts';
import { LAG_CODES } from './network-input.ts';

const ELAPSED = LAG_CODES.elapsed;

/** Moves an instant on by a lag (back by a lead), in working minutes of the calendar or around the clock. */
export function addLag(calendar: WorkCalendar, instant: number, lagMin: number, kind: number): number {
  if (lagMin === 0) return instant;
  return kind === ELAPSED ? instant + lagMin : addWork(calendar, instant, lagMin);
}

/** The latest instant that `addLag` brings no further than the given one. */
export function removeLag(calendar: WorkCalendar, instant: number, lagMin: number, kind: number): number {
  if (lagMin === 0) return instant;
  if (kind === ELAPSED) return instant - lagMin;
  if (lagMin > 0) return subtractWork(calendar, instant, lagMin);
  const end = addWork(calendar, instant, -lagMin);
  const start = nextWorkStart(calendar, end);
  return start === NO_TIME ? end : start;
}
