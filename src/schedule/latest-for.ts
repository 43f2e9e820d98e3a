import { NO_TIME, workBetween } from '../time/calendar.ts';
import { backwardPass } from './backward-pass.ts';
import { calculate } from './calculate.ts';
import type { Network } from './network.ts';
import type { NetworkInput } from './network-input.ts';
import { calendarFor, createWorkspace, given, isDone } from './pass.ts';
import type { PlanSchedule } from './plan-schedule.ts';

/** What has to be reached: a task (a go-live, say) and the instant by which it is to finish. */
export interface Goal {
  readonly taskId: string;
  readonly atMin: number;
}

/** The latest that a task may lie for a goal to hold. Slack is in working minutes and negative where it is too late. */
export interface LatestDates {
  readonly taskId: string;
  readonly latestStartMin: number;
  readonly latestFinishMin: number;
  /** From the finish that the plan gives to the latest one. */
  readonly slackMin: number;
  /** From now to the latest start; of a task under way to its latest finish. */
  readonly fromNowMin: number;
}

export interface LatestForGoal {
  /** Tasks without tasks below them on which the goal depends, not done yet, by latest start; the goal is the last. */
  readonly tasks: readonly LatestDates[];
  /** What must begin first and has not begun; null where nothing is left to begin. */
  readonly first: LatestDates | null;
  /** Whether the plan as it stands reaches the goal. */
  readonly holds: boolean;
}

/** Everything a task depends on, itself and what is below it included: through links, and through summaries both ways. */
export function upstreamOf(network: Network, input: NetworkInput, goal: number): Uint8Array {
  const upstream = new Uint8Array(network.size);
  const waiting: number[] = [];
  const take = (task: number): void => {
    if (upstream[task]) return;
    upstream[task] = 1;
    waiting.push(task);
  };
  /** Summaries above a task whose links in have been followed; their other children do not count. */
  const followed = new Uint8Array(network.size);
  take(goal);
  for (let task = waiting.pop(); task !== undefined; task = waiting.pop()) {
    for (let at = network.childFrom[task]!; at < network.childFrom[task + 1]!; at++) take(network.children[at]!);
    for (let holder = task; holder >= 0 && !followed[holder]; holder = network.parent[holder]!) {
      followed[holder] = 1;
      for (let at = network.inFrom[holder]!; at < network.inFrom[holder + 1]!; at++)
        take(input.linkPred[network.linksIn[at]!]!);
    }
  }
  return upstream;
}

/**
 * From a required date backwards: the latest dates of everything on which a task depends, how far they are from the plan
 * and from now, and what must happen first. Deadlines of other tasks and what else the project has to reach do not count.
 * Null where the task is not in the plan.
 */
export function latestFor(schedule: PlanSchedule, goal: Goal, nowMin: number): LatestForGoal | null {
  const { network, input, outline } = schedule;
  const goalAt = outline.position.get(goal.taskId);
  if (goalAt === undefined) return null;
  const deadline = new Int32Array(network.size).fill(NO_TIME);
  deadline[goalAt] = goal.atMin;
  const asked: NetworkInput = { ...input, deadline, requiredFinish: NO_TIME };
  const space = createWorkspace(network, asked);
  calculate(network, asked, space);
  const upstream = upstreamOf(network, input, goalAt);
  const off = space.inactive.slice();
  for (let i = 0; i < network.size; i++) if (!upstream[i]) space.inactive[i] = 1;
  space.projectFinish = Math.max(space.projectFinish, goal.atMin);
  backwardPass(space);
  const tasks: LatestDates[] = [];
  let first: LatestDates | null = null;
  for (let i = 0; i < network.size; i++) {
    if (!upstream[i] || off[i] || network.isSummary[i] || isDone(space, i)) continue;
    const calendar = calendarFor(space, i);
    const begun = given(input.actualStart[i]!);
    const [latestStartMin, latestFinishMin] = [space.lateStart[i]!, space.lateFinish[i]!];
    const dates: LatestDates = {
      taskId: outline.ids[i]!,
      latestStartMin,
      latestFinishMin,
      slackMin: workBetween(calendar, space.earlyFinish[i]!, latestFinishMin),
      fromNowMin: workBetween(calendar, nowMin, begun ? latestFinishMin : latestStartMin),
    };
    tasks.push(dates);
    if (!begun && (first === null || latestStartMin < first.latestStartMin)) first = dates;
  }
  tasks.sort((a, b) => a.latestStartMin - b.latestStartMin || a.latestFinishMin - b.latestFinishMin);
  return { tasks, first, holds: space.finish[goalAt]! <= goal.atMin };
}

export const MINUTES_PER_WEEK = 7 * 1440;
/** Weeks by which a goal can be asked about at most, earlier or later. */
export const MOST_WEEKS_MOVED = 520;

/** What changes when the goal is moved by so many weeks (earlier when negative): the same question twice. */
export function latestIfMoved(
  schedule: PlanSchedule,
  goal: Goal,
  weeks: number,
  nowMin: number,
): { readonly before: LatestForGoal; readonly after: LatestForGoal } | null {
  const before = latestFor(schedule, goal, nowMin);
  const after = latestFor(schedule, { ...goal, atMin: goal.atMin + weeks * MINUTES_PER_WEEK }, nowMin);
  return before && after ? { before, after } : null;
}
