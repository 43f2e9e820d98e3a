import { NO_TIME, previousWorkInstant, subtractWork } from '../time/calendar.ts';
import { isLawful, roomBefore, standUntil } from './lawful-day.ts';
import { CONSTRAINT_CODES, LINK_CODES, MANUAL } from './network-input.ts';
import { calendarFor, doneMinutes, given, isDone, NO_LIMIT, type Workspace } from './pass.ts';
import { limitPlain } from './plain-task.ts';
import { beginFor, beginOfRest, endFrom, firstStart, lastEnd, standAfter } from './task-time.ts';

const { SNLT, FNLT, MSO, MFO } = CONSTRAINT_CODES;
const { FS, SS, FF } = LINK_CODES;

/** The latest a task may start and finish for those that follow it and for the summaries above it. */
type Limit = { start: number; finish: number };

const limit: Limit = { start: NO_LIMIT, finish: NO_LIMIT };

function gatherLimits(space: Workspace, task: number): void {
  const { input, network } = space;
  const above = network.parent[task]!;
  limit.finish = above >= 0 ? space.ceilingFinish[above]! : space.projectFinish;
  limit.start = NO_LIMIT;
  // Only what starts a summary answers for its start.
  if (above >= 0 && space.earlyStart[task] === space.earlyStart[above]) limit.start = space.ceilingStart[above]!;
  if (space.inactive[task]) return;
  const started = given(input.actualStart[task]!);
  const end = network.outFrom[task + 1]!;
  for (let at = network.outFrom[task]!; at < end; at++) {
    const link = network.linksOut[at]!;
    const succ = input.linkSucc[link]!;
    if (space.inactive[succ] || isDone(space, succ)) continue;
    const type = input.linkType[link]!;
    const pressed = type === FS || type === SS ? space.pressStart[succ]! : space.pressFinish[succ]!;
    const allowed = roomBefore(space, link, pressed);
    if (!given(allowed)) continue;
    if (type === FS || type === FF) limit.finish = Math.min(limit.finish, allowed);
    else if (!started) limit.start = Math.min(limit.start, allowed);
  }
}

/** Limits that a constraint that must not be passed, and the deadline, put on a finish. */
function applyDates(space: Workspace, task: number): void {
  const { input } = space;
  const type = input.constraintType[task]!;
  const at = input.constraintAt[task]!;
  if (given(at)) {
    if (type === SNLT || type === MSO) limit.start = Math.min(limit.start, at);
    else if (type === FNLT || type === MFO) limit.finish = Math.min(limit.finish, at);
  }
  const deadline = input.deadline[task]!;
  if (given(deadline)) limit.finish = Math.min(limit.finish, deadline);
}

function snapFinish(space: Workspace, task: number, instant: number): number {
  if (isLawful(space, task)) return standUntil(space, task, instant);
  const milestone = space.lengthMin[task] === 0;
  const snapped = milestone ? previousWorkInstant(calendarFor(space, task), instant) : lastEnd(space, task, instant);
  return given(snapped) ? snapped : instant;
}

/** The late finish that the limits leave. */
function lateFinishOf(space: Workspace, task: number): number {
  const { input } = space;
  const at = input.constraintAt[task]!;
  if (input.honourConstraints && given(at) && (input.flags[task]! & MANUAL) === 0) {
    // A date that must be kept is early and late at once: nothing after the task reaches through it.
    if (input.constraintType[task] === MSO) return finishFrom(space, task, at);
    if (input.constraintType[task] === MFO) {
      return space.lengthMin[task] === 0 ? orElse(firstStart(space, task, at), at) : snapFinish(space, task, at);
    }
  }
  applyDates(space, task);
  // A person's own dates are not bound to working time, and no link pulls at their start.
  if ((input.flags[task]! & MANUAL) !== 0) return limit.finish;
  const fromFinish = snapFinish(space, task, limit.finish);
  if (limit.start === NO_LIMIT) return fromFinish;
  return Math.min(fromFinish, finishFrom(space, task, limit.start));
}

const orElse = (instant: number, otherwise: number): number => (given(instant) ? instant : otherwise);

function finishFrom(space: Workspace, task: number, start: number): number {
  return orElse(endFrom(space, task, orElse(firstStart(space, task, start), start)), start);
}

function setLate(space: Workspace, task: number, start: number, finish: number): void {
  space.lateStart[task] = start;
  space.lateFinish[task] = finish;
  space.pressStart[task] = start;
  // Until the next work begins nothing is lost: what finishes in between asks for no earlier start.
  const free = space.lengthMin[task] === 0 ? finish : firstStart(space, task, finish);
  space.pressFinish[task] = orElse(free, finish);
}

function limitLeaf(space: Workspace, task: number): void {
  const { input } = space;
  if (isDone(space, task)) {
    setLate(space, task, space.start[task]!, space.finish[task]!);
    return;
  }
  gatherLimits(space, task);
  const finish = lateFinishOf(space, task);
  const actualStart = input.actualStart[task]!;
  if ((input.flags[task]! & MANUAL) !== 0) {
    // Also of a task under way: what a person set could be set otherwise. It counts in the plan's own calendar.
    const start = subtractWork(calendarFor(space, task), finish, space.lengthMin[task]!);
    setLate(space, task, orElse(start, finish), finish);
    if (!given(actualStart)) return;
  } else if (!given(actualStart)) {
    setLate(space, task, orElse(beginFor(space, task, finish), finish), finish);
    // What comes before must leave room for the levelling too.
    space.pressStart[task] = space.lateStart[task]! - input.levelingDelay[task]!;
    return;
  } else setLate(space, task, actualStart, finish);
  space.pressStart[task] = resumeOf(space, task, finish);
}

/**
 * The instant by which those before a task under way must be done: where its open part begins, as Microsoft Project has it
 * (or where its remaining part must begin, when that is earlier).
 */
function resumeOf(space: Workspace, task: number, lateFinish: number): number {
  const { input, lengthMin } = space;
  if (lengthMin[task] === 0) return lateFinish;
  const offset = doneMinutes(space, task) + input.breaksDone[task]!;
  const rest = lengthMin[task]! - offset;
  const mustResume = orElse(beginOfRest(space, task, lateFinish, rest, rest / lengthMin[task]!), lateFinish);
  const held = space.resumeAt[task]!;
  if (given(held)) return mustResume;
  const stopped = standAfter(space, task, input.actualStart[task]!, offset);
  const resumes = given(stopped) ? firstStart(space, task, stopped) : NO_TIME;
  return given(resumes) ? Math.min(resumes, mustResume) : mustResume;
}

/** What must hold for everything below a summary because of what follows the summary. */
function limitSummary(space: Workspace, summary: number): void {
  gatherLimits(space, summary);
  applyDates(space, summary);
  space.ceilingStart[summary] = limit.start;
  space.ceilingFinish[summary] = limit.finish;
}

/** Late dates of a summary: the earliest late start and the latest late finish below it. */
function rollUpLate(space: Workspace, summary: number): void {
  const { network, inactive, input } = space;
  let lateStart = NO_LIMIT;
  let lateFinish = NO_TIME;
  let pressStart = NO_LIMIT;
  let pressFinish = NO_LIMIT;
  for (let at = network.childFrom[summary]!; at < network.childFrom[summary + 1]!; at++) {
    const child = network.children[at]!;
    if (inactive[child] && !inactive[summary]) continue;
    const manual = (input.flags[child]! & MANUAL) !== 0;
    lateStart = Math.min(lateStart, manual ? space.earlyStart[child]! : space.lateStart[child]!);
    lateFinish = Math.max(lateFinish, manual ? space.earlyFinish[child]! : space.lateFinish[child]!);
    if (isDone(space, child)) continue;
    const ownStart = space.lateStart[child]! - (given(input.actualStart[child]!) ? 0 : input.levelingDelay[child]!);
    pressStart = Math.min(pressStart, network.isSummary[child] ? space.pressStart[child]! : ownStart);
    pressFinish = Math.min(pressFinish, space.pressFinish[child]!);
  }
  if (lateStart === NO_LIMIT) {
    setLate(space, summary, space.start[summary]!, space.finish[summary]!);
    return;
  }
  space.lateStart[summary] = lateStart;
  space.lateFinish[summary] = lateFinish;
  space.pressStart[summary] = pressStart === NO_LIMIT ? space.projectFinish : pressStart;
  space.pressFinish[summary] = pressFinish === NO_LIMIT ? space.projectFinish : pressFinish;
}

/**
 * Late dates of all tasks, each before those that wait for it. Reads the project's finish and the early dates. Of some
 * `order` only these steps are carried out; the others keep the dates they have.
 */
export function backwardPass(space: Workspace, order: Int32Array = space.network.order): void {
  const { size, isSummary } = space.network;
  const { plain } = space;
  for (let at = order.length - 1; at >= 0; at--) {
    const step = order[at]!;
    if (step >= size) limitSummary(space, step - size);
    else if (isSummary[step]) rollUpLate(space, step);
    else if (plain[step] === 0 || !limitPlain(space, step)) limitLeaf(space, step);
  }
}
