import { NO_TIME, nextWorkStart, placeWork, placeWorkBefore } from '../time/calendar.ts';
import { FIRST_INSTANT, LAST_INSTANT } from '../time/day.ts';
import { askedBy, roomBefore } from './lawful-day.ts';
import { CONSTRAINT_CODES, LINK_CODES, MANUAL } from './network-input.ts';
import { given, isDone, NO_LIMIT, type Workspace } from './pass.ts';

const { ALAP, SNET } = CONSTRAINT_CODES;
const { FS, SS, FF, SF } = LINK_CODES;

/**
 * Marks the tasks that most tasks are: a length in one calendar, begun by no one yet, held by nothing but the project, the
 * starts and finishes before them and an earliest start. What the rules come to for them is short (`placePlain`, `limitPlain`).
 */
export function markPlain(space: Workspace): void {
  const { input, network, plain, lengthMin, workCalendarOf } = space;
  const { flags, actualStart, actualFinish, levelingDelay, percentComplete, constraintType, linkType, linkSucc } =
    input;
  const isHeldBack = given(input.nothingBefore);
  for (let i = 0; i < network.size; i++) {
    const type = constraintType[i]!;
    plain[i] =
      !isHeldBack &&
      network.isSummary[i] === 0 &&
      lengthMin[i]! > 0 &&
      workCalendarOf[i]! >= 0 &&
      (flags[i]! & MANUAL) === 0 &&
      levelingDelay[i] === 0 &&
      percentComplete[i] !== 100 &&
      (type <= ALAP || type === SNET) &&
      !given(actualStart[i]!) &&
      !given(actualFinish[i]!)
        ? 1
        : 0;
  }
  for (let link = 0; link < linkType.length; link++) {
    const type = linkType[link]!;
    const succ = linkSucc[link]!;
    if ((type === FF || type === SF) && succ >= 0 && succ < network.size) plain[succ] = 0;
  }
}

const span = new Int32Array(3);

/**
 * Places a plain task by the rules of the forward pass. False, with nothing written, where they come to more for it: where a
 * summary above it asks for a finish, or time runs out.
 */
export function placePlain(space: Workspace, task: number): boolean {
  const { input, network, inactive, start, finish } = space;
  const above = network.parent[task]!;
  let asked = NO_TIME;
  let driving = -1;
  if (above >= 0) {
    if (space.floorFinish[above] !== NO_TIME) return false;
    asked = space.floorStart[above]!;
    driving = space.floorStartLink[above]!;
  }
  const end = network.inFrom[task + 1]!;
  for (let at = network.inFrom[task]!; at < end; at++) {
    const link = network.linksIn[at]!;
    const pred = input.linkPred[link]!;
    if (inactive[pred]) continue;
    const from = input.linkType[link] === FS ? finish[pred]! : start[pred]!;
    const wanted = input.lag[link] === 0 ? from : askedBy(space, link, from);
    if (wanted > asked) {
      asked = wanted;
      driving = link;
    }
  }
  const at = input.constraintAt[task]!;
  // What nothing holds begins at its earliest date, be it before the project, or else with the project.
  if (asked === NO_TIME) asked = input.constraintType[task] === SNET && given(at) ? at : input.projectStart;
  if (asked < FIRST_INSTANT || asked > LAST_INSTANT) return false;
  const calendar = space.calendars[space.workCalendarOf[task]!]!;
  const lengthMin = space.lengthMin[task]!;
  const isLater = input.constraintType[task] === SNET && at > asked;
  if (isLater && at > LAST_INSTANT) return false;
  if (!placeWork(calendar, isLater ? at : asked, lengthMin, span)) return false;
  const begin = span[0]!;
  const done = span[1]!;
  start[task] = begin;
  finish[task] = done;
  space.earlyStart[task] = begin;
  space.earlyFinish[task] = done;
  space.drivingLink[task] = !isLater || nextWorkStart(calendar, asked) === begin ? driving : -1;
  space.resumeAt[task] = NO_TIME;
  space.begun[task] = 0;
  const duration = lengthMin - input.breaks[task]!;
  const percent = input.percentComplete[task]!;
  space.durationMin[task] = duration;
  space.percentComplete[task] = percent;
  space.weightMin[task] = duration;
  space.doneMin[task] = (duration * percent) / 100;
  return true;
}

/**
 * The late dates of a plain task by the rules of the backward pass. False, with nothing written, where they come to more for
 * it: where it is cancelled, or time runs out.
 */
export function limitPlain(space: Workspace, task: number): boolean {
  const { input, network, inactive, pressStart, pressFinish } = space;
  if (inactive[task]) return false;
  const above = network.parent[task]!;
  let until = space.projectFinish;
  let startUntil = NO_LIMIT;
  if (above >= 0) {
    until = space.ceilingFinish[above]!;
    // Only what starts a summary answers for its start.
    if (space.earlyStart[task] === space.earlyStart[above]) startUntil = space.ceilingStart[above]!;
  }
  const end = network.outFrom[task + 1]!;
  for (let at = network.outFrom[task]!; at < end; at++) {
    const link = network.linksOut[at]!;
    const succ = input.linkSucc[link]!;
    if (inactive[succ] || isDone(space, succ)) continue;
    const type = input.linkType[link]!;
    const pressed = type === FS || type === SS ? pressStart[succ]! : pressFinish[succ]!;
    const isDirect = input.lag[link] === 0 && space.lawful[succ] === 0;
    const allowed = isDirect ? pressed : roomBefore(space, link, pressed);
    if (!given(allowed)) continue;
    if (type === SS || type === SF) startUntil = Math.min(startUntil, allowed);
    else if (allowed < until) until = allowed;
  }
  const deadline = input.deadline[task]!;
  if (given(deadline) && deadline < until) until = deadline;
  const calendar = space.calendars[space.workCalendarOf[task]!]!;
  const lengthMin = space.lengthMin[task]!;
  if (startUntil !== NO_LIMIT) {
    if (!placeWork(calendar, startUntil, lengthMin, span)) return false;
    until = Math.min(until, span[1]!);
  }
  if (!placeWorkBefore(calendar, until, lengthMin, span)) return false;
  space.lateStart[task] = span[0]!;
  space.lateFinish[task] = span[1]!;
  pressStart[task] = span[0]!;
  pressFinish[task] = span[2]!;
  return true;
}
