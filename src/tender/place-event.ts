import type { Op } from '../model/change.ts';
import type { CommandEnv } from '../model/command.ts';
import { updateOps } from '../model/commands/registers.ts';
import { linksOf } from '../model/link-graph.ts';
import type { Plan } from '../model/plan.ts';
import type { Cells, Link, Task } from '../model/row.ts';
import { dayOfInstant, MINUTES_PER_DAY } from '../time/day.ts';
import { linkedDay } from './linked-day.ts';
import { ruleOfLink, tenderTaskOf } from './tender-tasks.ts';

/** Clock of a date that is meant as a whole day. */
const AFTERNOON_MIN = 960;

const atTime = (day: number, timeMin: number | null): number => day * MINUTES_PER_DAY + (timeMin ?? AFTERNOON_MIN);

/** The cells of a date that stands whatever links say. What takes time keeps its length: its start follows from the end. */
export const handDate = (task: Task, day: number, timeMin: number | null): Cells<'task'> => {
  const finishMin = atTime(day, timeMin);
  return { mode: 'manual', manualDates: { startMin: task.kind === 'milestone' ? finishMin : null, finishMin } };
};

const followsLinks: Cells<'task'> = {
  mode: 'auto',
  manualDates: { startMin: null, finishMin: null },
  constraint: { type: 'ASAP', atMin: null },
};

interface Shortened {
  readonly link: Link;
  readonly lagDays: number;
}

/**
 * The lags with which all links into a milestone let it stand on a day; null where one of them does not, be it by law or
 * because it counts in something else than calendar days.
 */
const lagsFor = (plan: Plan, task: Task, day: number, timeMin: number | null, env: CommandEnv): Shortened[] | null => {
  const found = tenderTaskOf(plan, task.id);
  const links = linksOf(plan).into.get(task.id) ?? [];
  if (found === undefined || links.length === 0) return null;
  const follower = { eventId: found.eventId, timeMin };
  const lags: Shortened[] = [];
  for (const link of links) {
    const from = env.datesOf(link.predecessorId!);
    const { lag, type } = link;
    if (from === null || type !== 'FS' || (lag.amount !== 0 && lag.kind !== 'elapsed')) return null;
    const fromDay = dayOfInstant(from.finishMin);
    const rule = ruleOfLink(plan, link);
    const notice = rule?.noticeTaskId ? env.datesOf(rule.noticeTaskId) : null;
    const effective = rule === null ? null : rule.effectiveOn(notice && dayOfInstant(notice.finishMin));
    const planned = Math.round(lag.amount / MINUTES_PER_DAY);
    const lagDays = Math.min(planned, day - fromDay);
    if (linkedDay(fromDay, lagDays, effective, follower) > day) return null;
    lags.push({ link, lagDays });
  }
  return lags;
};

const lagOps = (lags: readonly Shortened[]): Op[] =>
  lags.flatMap(({ link, lagDays }) => {
    const amount = lagDays * MINUTES_PER_DAY;
    return amount === link.lag.amount ? [] : updateOps('link', link.id, link, { lag: { ...link.lag, amount } });
  });

const milestoneOps = (plan: Plan, task: Task, day: number, timeMin: number | null, env: CommandEnv): Op[] => {
  const now = env.datesOf(task.id);
  const lags = lagsFor(plan, task, day, timeMin, env);
  if (lags === null) {
    // What no link holds, such as the first step, may come earlier as well.
    const isFree = (linksOf(plan).into.get(task.id) ?? []).length === 0;
    const isLater = now !== null && day >= dayOfInstant(now.finishMin);
    const cells: Cells<'task'> =
      task.mode === 'auto' && (isFree || isLater)
        ? { constraint: { type: 'SNET', atMin: atTime(day, timeMin) } }
        : handDate(task, day, timeMin);
    return updateOps('task', task.id, task, cells);
  }
  // The date is the earliest one from now on, so that the law still counts for it when the tender moves.
  const earliest: Cells<'task'> = { ...followsLinks, constraint: { type: 'SNET', atMin: atTime(day, timeMin) } };
  return [...lagOps(lags), ...updateOps('task', task.id, task, earliest)];
};

/** What takes time ends on the day by being longer or shorter; where that leaves no work, the date is set by hand. */
const activityOps = (task: Task, day: number, env: CommandEnv): Op[] => {
  const now = env.datesOf(task.id);
  const minutes = now === null ? 0 : env.workBetween(task.id, now.startMin, (day + 1) * MINUTES_PER_DAY);
  const isOwn = task.mode === 'manual' || task.actual.startMin !== null || task.splits.length > 0;
  if (isOwn || minutes <= 0) return updateOps('task', task.id, task, handDate(task, day, null));
  return updateOps('task', task.id, task, { duration: { ...task.duration, minutes } });
};

/**
 * Ops that put an event of a tender on a day and at a time of day (null: the whole day), as a person means it who types the
 * date: a milestone waits for the day, with lags of its links shortened where the law lets them; an activity gets the
 * length that ends there. A day that the law or a link does not allow is a date set by hand: it stands, and is checked.
 */
export function placeEvent(plan: Plan, task: Task, day: number, timeMin: number | null, env: CommandEnv): Op[] {
  const now = env.datesOf(task.id);
  const timed = task.timeMin === timeMin ? [] : updateOps('task', task.id, task, { timeMin });
  const isThere =
    now !== null && task.mode === 'auto' && dayOfInstant(now.finishMin) === day && task.timeMin === timeMin;
  if (isThere) return timed;
  const placed = task.kind === 'task' ? activityOps(task, day, env) : milestoneOps(plan, task, day, timeMin, env);
  return [...timed, ...placed];
}
