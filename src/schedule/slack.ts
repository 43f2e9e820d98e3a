import { workBetween } from '../time/calendar.ts';
import { isAsLateAsPossible } from './forward-pass.ts';
import { roomBefore } from './lawful-day.ts';
import { LINK_CODES, MANUAL } from './network-input.ts';
import { calendarFor, given, isDone, type Workspace } from './pass.ts';

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

/** How far a task can slip without moving the early dates of those that follow it; never below none. */
function freeSlack(space: Workspace, task: number): number {
  const { input, network } = space;
  let free = Math.max(0, space.totalSlackMin[task]!);
  if (free === 0 || space.inactive[task]) return free;
  const calendar = calendarFor(space, task);
  for (let at = network.outFrom[task]!; at < network.outFrom[task + 1]!; at++) {
    const link = network.linksOut[at]!;
    const succ = input.linkSucc[link]!;
    if (space.inactive[succ] || isDone(space, succ)) continue;
    const type = input.linkType[link]!;
    const until = roomBefore(space, link, type === FS || type === SS ? space.start[succ]! : space.finish[succ]!);
    if (!given(until)) continue;
    const from = type === FS || type === FF ? space.finish[task]! : space.start[task]!;
    free = Math.max(0, Math.min(free, workBetween(calendar, from, until)));
  }
  return free;
}

/**
 * Total and free slack and what is critical: total slack up to the plan's threshold, and neither done nor cancelled. Microsoft
 * Project's rule, which holds for summaries by their own rolled-up dates, whatever is critical below them.
 */
export function slackPass(space: Workspace): void {
  const { network, critical, inactive, percentComplete } = space;
  critical.fill(0);
  for (let at = 0; at < network.order.length; at++) {
    const step = network.order[at]!;
    const closing = step >= network.size;
    if (!closing && network.isSummary[step]) continue;
    const task = closing ? step - network.size : step;
    const slack = totalSlack(space, task);
    space.totalSlackMin[task] = slack;
    space.freeSlackMin[task] = freeSlack(space, task);
    const done = closing ? percentComplete[task] === 100 : isDone(space, task);
    if (slack <= space.input.criticalSlack && !inactive[task] && !done) critical[task] = 1;
  }
}
