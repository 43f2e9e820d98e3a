import { workingDayFrom, workingDayUntil } from '../time/period.ts';
import { boundOf } from './bound.ts';
import type { EventId } from './event.ts';
import { PERIOD_ENDS } from './event.ts';
import type { EffectiveRule } from './rule.ts';

/** Events that lie on any day: they are facts of the world around the tender, not acts of it. */
const ON_ANY_DAY: ReadonlySet<EventId> = new Set(['go-live', 'old-contract-end']);

/** Whether an event stands on a working day in the sense of Regulation 1182/71, whatever calendars say. */
export const standsOnWorkingDay = (id: EventId): boolean => !ON_ANY_DAY.has(id);

/** What follows another event of a tender, as far as its day depends on it. */
export interface Follower {
  readonly eventId: EventId;
  /** Time of day; null where the whole day is meant. */
  readonly timeMin: number | null;
}

const LAST_MINUTE = 1439;

/** A deadline in the course of a day comes after the last full day of its minimum. */
const afterFullDays = ({ rule }: EffectiveRule, earliestDay: number, timeMin: number | null): number =>
  rule.bound === 'minimum' && !rule.isAfter && timeMin !== null && timeMin < LAST_MINUTE
    ? earliestDay + 1
    : earliestDay;

const byLag = (fromDay: number, lagDays: number, { eventId }: Follower): number => {
  const wanted = fromDay + lagDays;
  if (!standsOnWorkingDay(eventId)) return wanted;
  return lagDays < 0 ? workingDayUntil(wanted) : workingDayFrom(wanted);
};

/**
 * The day on which an event comes that follows another one after `lagDays` calendar days (before it, where negative) and,
 * where the link carries a rule, by that rule. Law comes before the lag, which may lengthen a statutory period but never
 * shorten it: a minimum is a lower bound, a latest day an upper one, and the end of a period is where the law ends it. The
 * day never falls when `fromDay` rises.
 */
export function linkedDay(
  fromDay: number,
  lagDays: number,
  effective: EffectiveRule | null,
  follower: Follower,
): number {
  const bound = effective && boundOf(effective, fromDay);
  if (effective === null || bound === null) return byLag(fromDay, lagDays, follower);
  const wanted = byLag(fromDay, lagDays, follower);
  if (bound.latestDay !== null) return workingDayUntil(Math.min(wanted, bound.latestDay));
  if (bound.earliestDay === null) return wanted;
  if (PERIOD_ENDS.has(follower.eventId)) return bound.earliestDay;
  return workingDayFrom(Math.max(wanted, afterFullDays(effective, bound.earliestDay, follower.timeMin)));
}
