import { workBetween } from '../time/calendar.ts';
import { isAsLateAsPossible } from './forward-pass.ts';
import { roomBefore } from './lawful-day.ts';
import { LINK_CODES, MANUAL } from './network-input.ts';
import { calendarFor, given, isDone, NO_LIMIT, type Workspace } from './pass.ts';

const { FS, SS, FF } = LINK_CODES;

function totalSlack(space: Workspace, task: number): number {
  const { input, network } = space;
  if (isDone(space, task)) return 0;
  const calendar = calendarFor(space, task);
  const ofFinish = workBetween(calendar, space.earlyFinish[task]!, space.lateFinish[task]!);
  if (isAsLateAsPossible(space, task)) return Math.min(0, ofFinish);
  // Of a task both ends have the same slack, or (under way, or with a person's dates) only the finish can move. Where
  // people work by another calendar than the one in which slack counts, the ends differ.
  const manual = (input.flags[task]! & MANUAL) !== 0;
  const bySomeoneElse = !manual && space.workCalendarOf[task] !== space.calendarOf[task];
  if (space.begun[task] || (!network.isSummary[task] && !bySomeoneElse)) return ofFinish;
  return Math.min(ofFinish, workBetween(calendar, space.earlyStart[task]!, space.lateStart[task]!));
}

/**
 * How far a task can slip without moving the early dates of those that follow it; never below none. Worked out when asked
 * for: dates and critical path do without, and a column or a panel asks for few tasks.
 */
export function freeSlackOf(space: Workspace, task: number): number {
  const { input, network } = space;
  const total = Math.max(0, space.totalSlackMin[task]!);
  if (total === 0 || space.inactive[task]) return total;
  // The nearest of those that follow decides: work is counted up to it alone, for either end.
  let untilOfStart = NO_LIMIT;
  let untilOfFinish = NO_LIMIT;
  for (let at = network.outFrom[task]!; at < network.outFrom[task + 1]!; at++) {
    const link = network.linksOut[at]!;
    const succ = input.linkSucc[link]!;
    if (space.inactive[succ] || isDone(space, succ)) continue;
    const type = input.linkType[link]!;
    const until = roomBefore(space, link, type === FS || type === SS ? space.start[succ]! : space.finish[succ]!);
    if (!given(until)) continue;
    if (type === FS || type === FF) untilOfFinish = Math.min(untilOfFinish, until);
    else untilOfStart = Math.min(untilOfStart, until);
  }
  const ofFinish = freeUntil(space, task, space.finish[task]!, untilOfFinish);
  return Math.min(total, ofFinish, freeUntil(space, task, space.start[task]!, untilOfStart));
}

/** Working minutes of the task's calendar that an end of it is free to slip. */
function freeUntil(space: Workspace, task: number, from: number, until: number): number {
  if (until === NO_LIMIT) return NO_LIMIT;
  return until <= from ? 0 : workBetween(calendarFor(space, task), from, until);
}

/**
 * Total slack and what is critical: total slack up to the plan's threshold, and neither done nor cancelled. Microsoft
 * Project's rule, which holds for summaries by their own rolled-up dates, whatever is critical below them. Of some `order` only these steps are carried out.
 */
export function slackPass(space: Workspace, order: Int32Array = space.network.order): void {
  const { network, critical, inactive, percentComplete } = space;
  for (let at = 0; at < order.length; at++) {
    const step = order[at]!;
    const closing = step >= network.size;
    if (!closing && network.isSummary[step]) continue;
    const task = closing ? step - network.size : step;
    const slack = totalSlack(space, task);
    space.totalSlackMin[task] = slack;
    const done = closing ? percentComplete[task] === 100 : isDone(space, task);
    critical[task] = slack <= space.input.criticalSlack && !inactive[task] && !done ? 1 : 0;
  }
}
