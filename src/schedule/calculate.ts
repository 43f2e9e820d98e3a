import { NO_TIME } from '../time/calendar.ts';
import { backwardPass } from './backward-pass.ts';
import { forwardPass, isAsLateAsPossible } from './forward-pass.ts';
import type { Network } from './network.ts';
import { CONSTRAINT_CODES, MANUAL, type NetworkInput } from './network-input.ts';
import { createWorkspace, given, note, prepare, type Workspace } from './pass.ts';
import { markPlain } from './plain-task.ts';
import { slackPass } from './slack.ts';

const { SNLT, FNLT, MSO, MFO } = CONSTRAINT_CODES;

/** First start and last finish of the tasks that count. */
export function setProjectDates(space: Workspace): void {
  const { network, inactive } = space;
  let start = NO_TIME;
  let finish = NO_TIME;
  for (let i = 0; i < network.size; i++) {
    if (network.isSummary[i] || inactive[i]) continue;
    start = given(start) ? Math.min(start, space.start[i]!) : space.start[i]!;
    finish = Math.max(finish, space.finish[i]!);
  }
  space.projectStart = given(start) ? start : space.input.projectStart;
  space.projectFinish = given(finish) ? finish : space.input.projectStart;
}

/** Whether some task stands as late as possible, so that its dates follow from what comes after it. */
export function anyLate(space: Workspace): boolean {
  for (let i = 0; i < space.network.size; i++) if (isAsLateAsPossible(space, i)) return true;
  return false;
}

function missesConstraint(space: Workspace, task: number): boolean {
  const { constraintType, constraintAt, flags } = space.input;
  const at = constraintAt[task]!;
  if (!given(at) || (flags[task]! & MANUAL) !== 0) return false;
  const type = constraintType[task];
  if (type === SNLT || type === MSO) return space.start[task]! > at && space.lateStart[task]! < space.start[task]!;
  if (type === FNLT || type === MFO) return space.finish[task]! > at && space.lateFinish[task]! < space.finish[task]!;
  return false;
}

/** Findings that only the finished dates can tell, after those noted on the way. */
export function noteFindings(space: Workspace): void {
  const { network, input } = space;
  for (const link of network.circularLinks) note(space, 'schedule.circular-link', input.linkSucc[link]!, link);
  for (let i = 0; i < network.size; i++) {
    if (space.inactive[i]) continue;
    const deadline = input.deadline[i]!;
    if (given(deadline) && space.finish[i]! > deadline) note(space, 'schedule.deadline-missed', i);
    if (network.isSummary[i]) continue;
    if (missesConstraint(space, i)) note(space, 'schedule.constraint-missed', i);
    if (space.totalSlackMin[i]! < 0) note(space, 'schedule.negative-slack', i);
  }
  space.findings = space.found.slice();
}

/** The latest that the first task may begin for the required finish to hold; what has begun already does not count. */
function latestStart(space: Workspace): number {
  const { network, inactive, input } = space;
  let start = NO_TIME;
  for (let i = 0; i < network.size; i++) {
    if (network.isSummary[i] || inactive[i] || given(input.actualStart[i]!) || given(input.actualFinish[i]!)) continue;
    if ((input.flags[i]! & MANUAL) !== 0 && given(input.manualStart[i]!)) continue;
    start = given(start) ? Math.min(start, space.pressStart[i]!) : space.pressStart[i]!;
  }
  return given(start) ? start : input.projectStart;
}

/**
 * A plan scheduled from its finish: the late dates that the required finish gives say when the project begins, and from
 * there on everything is placed; tasks as late as possible (what Microsoft Project makes of new tasks in such a plan)
 * stand at their late dates.
 */
function calculateBack(space: Workspace): Workspace {
  const { input } = space;
  forwardPass(space, false);
  space.projectFinish = input.requiredFinish;
  backwardPass(space);
  space.input = { ...input, projectStart: latestStart(space) };
  space.found.length = 0;
  forwardPass(space, false);
  backwardPass(space);
  space.found.length = 0;
  forwardPass(space, true);
  setProjectDates(space);
  slackPass(space);
  noteFindings(space);
  return space;
}

/**
 * Dates, slack and critical path of a plan, by the rules of Microsoft Project. The
 * network must have been built from the same outline and links. A workspace of an earlier calculation of the same network
 * may be given: its arrays are written anew, and the result is that workspace.
 */
export function calculate(network: Network, input: NetworkInput, workspace?: Workspace): Workspace {
  const space = workspace ?? createWorkspace(network, input);
  space.input = input;
  prepare(space);
  markPlain(space);
  if (given(input.requiredFinish)) return calculateBack(space);
  forwardPass(space, false);
  setProjectDates(space);
  backwardPass(space);
  if (anyLate(space)) {
    space.found.length = 0;
    forwardPass(space, true);
  }
  slackPass(space);
  noteFindings(space);
  return space;
}
