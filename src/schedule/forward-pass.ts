import { NO_TIME, nextWorkStart, previousWorkEnd, workBetween } from '../time/calendar.ts';
import { FIRST_INSTANT, LAST_INSTANT } from '../time/day.ts';
import { askedBy, isLawful } from './lawful-day.ts';
import { CONSTRAINT_CODES, LINK_CODES, MANUAL } from './network-input.ts';
import { breaksOf, calendarFor, doneMinutes, given, isDone, note, type Workspace } from './pass.ts';
import { placePlain } from './plain-task.ts';
import {
  beginFor,
  beginOfRest,
  beginReaching,
  crewDuration,
  endFrom,
  endOfRest,
  everybodyWorks,
  firstStart,
  lastEnd,
  standAfter,
} from './task-time.ts';

const { SNET, SNLT, FNET, MSO, MFO, ALAP } = CONSTRAINT_CODES;
const { FS, FF, SF } = LINK_CODES;

/** What the links into a task (and into the summaries above it) ask for; NO_TIME where they ask for nothing. */
type Demand = { start: number; startLink: number; finish: number; finishLink: number };

/** One object for all calls: a hundred thousand small ones cost more than the arithmetic. */
const demand: Demand = { start: NO_TIME, startLink: -1, finish: NO_TIME, finishLink: -1 };

function gather(space: Workspace, task: number): void {
  const { input, network, inactive } = space;
  const above = network.parent[task]!;
  demand.start = above >= 0 ? space.floorStart[above]! : NO_TIME;
  demand.startLink = above >= 0 ? space.floorStartLink[above]! : -1;
  demand.finish = above >= 0 ? space.floorFinish[above]! : NO_TIME;
  demand.finishLink = above >= 0 ? space.floorFinishLink[above]! : -1;
  const end = network.inFrom[task + 1]!;
  for (let at = network.inFrom[task]!; at < end; at++) {
    const link = network.linksIn[at]!;
    const pred = input.linkPred[link]!;
    if (inactive[pred]) continue;
    const type = input.linkType[link]!;
    let asked = askedBy(space, link, type === FS || type === FF ? space.finish[pred]! : space.start[pred]!);
    if (type === FF || type === SF) {
      if (input.lag[link]! < 0) asked = endOfWork(space, task, asked);
      if (asked > demand.finish) {
        demand.finish = asked;
        demand.finishLink = link;
      }
    } else if (asked > demand.start) {
      demand.start = asked;
      demand.startLink = link;
    }
  }
}

/** A lead counted back stops where a working minute begins; a finish belongs where the one before it ends. */
function endOfWork(space: Workspace, task: number, instant: number): number {
  const summary = space.network.isSummary[task] === 1;
  if (space.lengthMin[task] === 0 && !summary) return instant;
  const end = summary ? previousWorkEnd(calendarFor(space, task), instant) : lastEnd(space, task, instant);
  return given(end) ? end : instant;
}

/** Turns the demand on the finish into one on the start. Finish links never pull a start before the project's. */
function finishToStart(space: Workspace, task: number): void {
  if (!given(demand.finish)) return;
  const start = beginReaching(space, task, demand.finish);
  const bounded = Math.max(start, space.input.projectStart);
  if (bounded > demand.start) {
    demand.start = bounded;
    demand.startLink = demand.finishLink;
  }
}

/** Where a task may begin: work begins where a working minute does, a milestone may sit at either end of working time. */
function snapStart(space: Workspace, task: number, instant: number): number {
  if (instant < FIRST_INSTANT || instant > LAST_INSTANT) return clampToRange(space, task, instant);
  const snapped = firstStart(space, task, instant);
  if (given(snapped)) return snapped;
  note(space, 'schedule.no-working-time', task);
  return instant;
}

function clampToRange(space: Workspace, task: number, instant: number): number {
  note(space, 'schedule.beyond-range', task);
  return instant < FIRST_INSTANT ? FIRST_INSTANT : LAST_INSTANT;
}

function finishAfter(space: Workspace, task: number, start: number): number {
  const finish = endFrom(space, task, start);
  if (given(finish)) return finish;
  const runsOut = everybodyWorks(space, task, start);
  if (runsOut) note(space, 'schedule.beyond-range', task);
  else if (space.found[space.found.length - 1]?.task !== task) note(space, 'schedule.no-working-time', task);
  return runsOut ? LAST_INSTANT : start;
}

function startForFinish(space: Workspace, task: number, finish: number): number {
  if (space.lengthMin[task] === 0) return firstStart(space, task, finish);
  const end = lastEnd(space, task, finish);
  if (!given(end)) return NO_TIME;
  return space.input.constraintType[task] === FNET ? beginReaching(space, task, end) : beginFor(space, task, end);
}

/** The start that the constraint leaves of the one that links ask for. */
function constrained(space: Workspace, task: number, asked: number): number {
  const { input } = space;
  const type = input.constraintType[task]!;
  const at = input.constraintAt[task]!;
  if (type < SNET || !given(at)) return asked;
  const onStart = type === SNET || type === SNLT || type === MSO;
  const date = onStart ? snapStart(space, task, at) : startForFinish(space, task, at);
  if (!given(date)) return asked;
  if (type === SNET || type === FNET) return Math.max(asked, date);
  if (input.honourConstraints) return type === MSO || type === MFO ? date : Math.min(asked, date);
  return type === MSO || type === MFO ? Math.max(asked, date) : asked;
}

/**
 * Where a task begins that no link holds: at its earliest date where it has one (even before the project), else with the
 * project. A milestone then stands at the project's start to the minute, be it off work.
 */
function unlinkedStart(space: Workspace, task: number): number {
  const type = space.input.constraintType[task]!;
  const start = type === SNET || type === FNET ? constrained(space, task, NO_TIME) : NO_TIME;
  if (given(start)) return start;
  const anywhere = space.lengthMin[task] === 0 && !isLawful(space, task);
  return anywhere ? space.input.projectStart : snapStart(space, task, space.input.projectStart);
}

/** What moves a start after links and constraint: the status date, and levelling, which gives way to fixed dates. */
function postponed(space: Workspace, task: number, start: number): number {
  const { nothingBefore, levelingDelay, constraintType } = space.input;
  let moved = given(nothingBefore) && start < nothingBefore ? snapStart(space, task, nothingBefore) : start;
  const type = constraintType[task]!;
  const delay = levelingDelay[task]!;
  if (delay > 0 && type !== MSO && type !== MFO) moved = snapStart(space, task, moved + delay);
  return moved;
}

function placeByRules(space: Workspace, task: number): void {
  gather(space, task);
  finishToStart(space, task);
  const linked = given(demand.start);
  const link = demand.startLink;
  const asked = linked ? snapStart(space, task, demand.start) : unlinkedStart(space, task);
  const wanted = constrained(space, task, asked);
  if (linked && asked > wanted) note(space, 'schedule.link-over-constraint', task, link);
  const start = postponed(space, task, wanted);
  space.drivingLink[task] = linked && asked === wanted ? link : -1;
  setDates(space, task, start, asDemanded(space, task, finishAfter(space, task, start)));
}

/** A finish that a link asked for to the minute is shown there, be it where the next working period begins. */
function asDemanded(space: Workspace, task: number, finish: number): number {
  const own = space.workCalendarOf[task]!;
  if (demand.finish <= finish || own < 0) return finish;
  const calendar = space.calendars[own]!;
  if (workBetween(calendar, finish, demand.finish) !== 0) return finish;
  return nextWorkStart(calendar, finish) === demand.finish ? demand.finish : finish;
}

function setDates(space: Workspace, task: number, start: number, finish: number): void {
  space.start[task] = start;
  space.finish[task] = finish;
  space.earlyStart[task] = start;
  space.earlyFinish[task] = finish;
}

/** A person's own dates, or those of what has happened; one of them and the duration give the other. False when there is neither. */
function placeManually(space: Workspace, task: number): boolean {
  const { input } = space;
  const begun = given(input.actualStart[task]!);
  let start = begun ? input.actualStart[task]! : input.manualStart[task]!;
  let finish = given(input.actualFinish[task]!) ? input.actualFinish[task]! : input.manualFinish[task]!;
  if (!given(input.manualStart[task]!) && !given(input.manualFinish[task]!)) return false;
  if (!given(finish)) finish = finishAfter(space, task, start);
  if (!given(start)) {
    start = beginFor(space, task, finish);
    if (!given(start)) start = finish;
  }
  if (!begun) noteLinkOverManual(space, task, start);
  space.drivingLink[task] = -1;
  setDates(space, task, start, Math.max(start, finish));
  return true;
}

function noteLinkOverManual(space: Workspace, task: number, start: number): void {
  gather(space, task);
  finishToStart(space, task);
  // A summary above that begins later is no link.
  if (!given(demand.start) || demand.startLink < 0) return;
  const asked = snapStart(space, task, demand.start);
  if (asked > start && demand.start > start) note(space, 'schedule.link-over-manual', task, demand.startLink);
}

/** What has happened stands: a task begun keeps its start, one that is done both dates. */
function placeAsDone(space: Workspace, task: number): void {
  const { input } = space;
  const actualFinish = input.actualFinish[task]!;
  let start = input.actualStart[task]!;
  if (!given(start)) {
    start = beginFor(space, task, actualFinish);
    if (!given(start)) start = actualFinish;
  }
  const finish = given(actualFinish) ? actualFinish : finishUnderWay(space, task, start);
  space.drivingLink[task] = -1;
  setDates(space, task, start, Math.max(start, finish));
}

/** Where a task that has begun ends: when its duration is up, not before its earliest finish, its rest not before it may. */
function finishUnderWay(space: Workspace, task: number, start: number): number {
  const { input } = space;
  let finish = finishAfter(space, task, start);
  const at = input.constraintAt[task]!;
  if (input.constraintType[task] === FNET && given(at) && finish < at) {
    const end = lastEnd(space, task, at);
    if (given(end)) finish = end;
  }
  if (isDone(space, task) || space.lengthMin[task] === 0) return finish;
  return Math.max(finish, finishOfRest(space, task, start));
}

/**
 * Where the rest of a task under way ends when links or the status date hold it back; its work so far stays where it is
 * ("split in-progress tasks" of Microsoft Project, on by default). NO_TIME when nothing does.
 */
function finishOfRest(space: Workspace, task: number, start: number): number {
  const { splitInProgress, nothingBefore } = space.input;
  const doneMin = doneMinutes(space, task);
  const offset = doneMin + space.input.breaksDone[task]!;
  const rest = space.lengthMin[task]! - offset;
  const share = rest / space.lengthMin[task]!;
  let asked = nothingBefore;
  if (splitInProgress && doneMin > 0) {
    gather(space, task);
    asked = Math.max(asked, demand.start);
    if (given(demand.finish)) asked = Math.max(asked, beginOfRest(space, task, demand.finish, rest, share));
  }
  if (!given(asked) || rest <= 0) return NO_TIME;
  const stopped = standAfter(space, task, start, offset);
  const resumes = given(stopped) ? firstStart(space, task, stopped) : NO_TIME;
  if (!given(resumes) || asked <= resumes) return NO_TIME;
  const resume = snapStart(space, task, asked);
  space.resumeAt[task] = resume;
  return endOfRest(space, task, resume, rest, share);
}

function placeLeaf(space: Workspace, task: number): void {
  const { input } = space;
  space.resumeAt[task] = NO_TIME;
  space.begun[task] = given(input.actualStart[task]!) || given(input.actualFinish[task]!) ? 1 : 0;
  if ((input.flags[task]! & MANUAL) === 0 || !placeManually(space, task)) {
    if (given(input.actualFinish[task]!) || given(input.actualStart[task]!)) placeAsDone(space, task);
    else placeByRules(space, task);
  }
  const length = space.lengthMin[task]! - breaksOf(space, task);
  // Of what is done the duration is told, not counted.
  const isCounted = space.workCalendarOf[task]! < 0 && !isDone(space, task);
  space.durationMin[task] = isCounted ? crewDuration(space, task, space.start[task]!) : length;
  space.percentComplete[task] = given(input.actualFinish[task]!) ? 100 : input.percentComplete[task]!;
  space.weightMin[task] = length;
  space.doneMin[task] = (length * space.percentComplete[task]!) / 100;
}

function hasOwnDates(space: Workspace, summary: number): boolean {
  const { flags, manualStart, manualFinish } = space.input;
  return (flags[summary]! & MANUAL) !== 0 && given(manualStart[summary]!) && given(manualFinish[summary]!);
}

/**
 * What a summary hands down: demands of its links, and its own earliest start. One with dates of its own passes on what
 * is asked of it from above, and lets nothing below it begin before it does itself, as in Microsoft Project.
 */
function openSummary(space: Workspace, summary: number): void {
  const { input, network } = space;
  const above = network.parent[summary]!;
  if (hasOwnDates(space, summary)) {
    const own = input.manualStart[summary]!;
    const asked = above >= 0 ? space.floorStart[above]! : NO_TIME;
    space.floorStart[summary] = Math.max(own, asked);
    space.floorStartLink[summary] = above >= 0 && asked >= own ? space.floorStartLink[above]! : -1;
    space.floorFinish[summary] = above >= 0 ? space.floorFinish[above]! : NO_TIME;
    space.floorFinishLink[summary] = above >= 0 ? space.floorFinishLink[above]! : -1;
    return;
  }
  gather(space, summary);
  const at = input.constraintAt[summary]!;
  const earliest = input.constraintType[summary] === SNET && given(at) && at > demand.start;
  space.floorStart[summary] = earliest ? at : demand.start;
  space.floorStartLink[summary] = earliest ? -1 : demand.startLink;
  space.floorFinish[summary] = demand.finish;
  space.floorFinishLink[summary] = demand.finishLink;
}

/** Start of the first and finish of the last child, cancelled ones left out unless all are. */
function closeSummary(space: Workspace, summary: number): void {
  const { network, inactive } = space;
  let start = NO_TIME;
  let finish = NO_TIME;
  let earlyStart = NO_TIME;
  let earlyFinish = NO_TIME;
  let first = -1;
  let weight = 0;
  let done = 0;
  let percents = 0;
  let counted = 0;
  let begun = 0;
  for (let at = network.childFrom[summary]!; at < network.childFrom[summary + 1]!; at++) {
    const child = network.children[at]!;
    if (inactive[child] && !inactive[summary]) continue;
    if (first < 0 || space.start[child]! < start) {
      first = child;
      start = space.start[child]!;
    }
    finish = Math.max(finish, space.finish[child]!);
    earlyStart = counted === 0 ? space.earlyStart[child]! : Math.min(earlyStart, space.earlyStart[child]!);
    earlyFinish = Math.max(earlyFinish, space.earlyFinish[child]!);
    weight += space.weightMin[child]!;
    done += space.doneMin[child]!;
    percents += space.percentComplete[child]!;
    begun |= space.begun[child]!;
    counted++;
  }
  space.drivingLink[summary] = first < 0 ? -1 : space.drivingLink[first]!;
  space.start[summary] = start;
  space.finish[summary] = finish;
  space.earlyStart[summary] = earlyStart;
  space.earlyFinish[summary] = earlyFinish;
  if (first < 0) setDates(space, summary, space.input.projectStart, space.input.projectStart);
  if (hasOwnDates(space, summary)) keepOwnDates(space, summary);
  const calendar = calendarFor(space, summary);
  space.durationMin[summary] = workBetween(calendar, space.start[summary]!, space.finish[summary]!);
  space.begun[summary] = begun;
  space.weightMin[summary] = weight;
  space.doneMin[summary] = done;
  const percent = weight > 0 ? (done * 100) / weight : counted > 0 ? percents / counted : 0;
  // Only what is done altogether is shown as 100.
  space.percentComplete[summary] = percent < 100 ? Math.min(99, Math.round(percent)) : 100;
}

function keepOwnDates(space: Workspace, summary: number): void {
  const start = space.input.manualStart[summary]!;
  setDates(space, summary, start, Math.max(start, space.input.manualFinish[summary]!));
  space.drivingLink[summary] = -1;
}

/** A task that waits as long as it may: its late dates, and those who follow it follow these. Links still come first. */
function placeLate(space: Workspace, task: number): void {
  if (space.lateStart[task]! <= space.start[task]!) return;
  space.start[task] = space.lateStart[task]!;
  space.finish[task] = space.lateFinish[task]!;
}

/** Whether a task is scheduled as late as possible and nothing has happened to it yet. */
export function isAsLateAsPossible(space: Workspace, task: number): boolean {
  const { constraintType, flags, actualStart, actualFinish } = space.input;
  return (
    constraintType[task] === ALAP &&
    (flags[task]! & MANUAL) === 0 &&
    !space.network.isSummary[task] &&
    !given(actualStart[task]!) &&
    !given(actualFinish[task]!)
  );
}

/**
 * Dates of all tasks, each after those it waits for. With `late`, tasks as late as possible stand at their late dates. Of
 * some `order` only these steps are carried out; the others keep the dates they have.
 */
export function forwardPass(space: Workspace, late: boolean, order: Int32Array = space.network.order): void {
  const { size, isSummary } = space.network;
  const { plain } = space;
  for (let at = 0; at < order.length; at++) {
    const step = order[at]!;
    if (step >= size) closeSummary(space, step - size);
    else if (isSummary[step]) openSummary(space, step);
    else {
      if (plain[step] === 0 || !placePlain(space, step)) placeLeaf(space, step);
      if (late && isAsLateAsPossible(space, step)) placeLate(space, step);
    }
  }
}
