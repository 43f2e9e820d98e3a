import type { ConstraintType, LinkType } from '../model/schema.ts';
import { CONSTRAINT_TYPES } from '../model/schema.ts';
import { type Driver, driversOf } from './drivers.ts';
import { MANUAL } from './network-input.ts';
import { given, type Workspace } from './pass.ts';
import type { PlanSchedule } from './plan-schedule.ts';

/** Which end of a task is asked about. */
export type TaskEnd = 'start' | 'finish';

/**
 * One reason in the chain that sets a date; `taskId` is whose date the reason sets. Instants in minutes. A link names the
 * predecessor, the instant at which its end lies, and the summary that it holds where it is not a link into the task itself;
 * `others` counts further links that ask for the same date. A length is what lies between start and finish.
 */
export type Reason = { readonly taskId: string } & (
  | {
      readonly kind: 'link';
      readonly linkId: string;
      readonly type: LinkType;
      readonly predecessorId: string;
      readonly fromMin: number;
      readonly intoId: string | null;
      readonly others: number;
    }
  | { readonly kind: 'length'; readonly startMin: number; readonly finishMin: number; readonly durationMin: number }
  | { readonly kind: 'resumed'; readonly atMin: number }
  | { readonly kind: 'constraint'; readonly type: ConstraintType; readonly atMin: number; readonly holderId: string }
  | { readonly kind: 'threshold'; readonly thresholdId: string; readonly atMin: number }
  | { readonly kind: 'manual' | 'late'; readonly holderId: string; readonly atMin: number }
  | { readonly kind: 'project-start' | 'actual' | 'status-date'; readonly atMin: number }
  | { readonly kind: 'levelling'; readonly byMin: number }
  | { readonly kind: 'first-below' | 'last-below'; readonly belowId: string; readonly atMin: number }
);

/** A chain of reasons, the nearest first; `complete` is false where it goes on beyond what was asked for. */
export interface Explanation {
  readonly reasons: readonly Reason[];
  readonly complete: boolean;
}

/** Where a chain goes on. */
interface Place {
  readonly task: number;
  readonly end: TaskEnd;
}

interface Stretch {
  readonly reasons: readonly Reason[];
  readonly next: Place | null;
}

const endAt = (space: Workspace, { task, end }: Place): number =>
  end === 'start' ? space.start[task]! : space.finish[task]!;

/** What is below a summary and sets one of its ends; -1 where nothing that counts is below it. */
const childAtEnd = (space: Workspace, task: number, end: TaskEnd): number => {
  const { network, inactive } = space;
  let found = -1;
  for (let at = network.childFrom[task]!; at < network.childFrom[task + 1]!; at++) {
    const child = network.children[at]!;
    if (inactive[child]) continue;
    const farther =
      found < 0 ||
      (end === 'start' ? space.start[child]! < space.start[found]! : space.finish[child]! > space.finish[found]!);
    if (farther) found = child;
  }
  return found;
};

const linkStretch = (schedule: PlanSchedule, task: number, drivers: readonly Driver[]): Stretch | null => {
  const { calculated: space, outline, links } = schedule;
  const asking = drivers.filter(({ kind }) => kind === 'link');
  // The engine's own choice among links that ask for the same date, so that both tell the same story.
  const driver = asking.find(({ link }) => link === space.drivingLink[task]) ?? asking[0];
  if (!driver) return null;
  const { id: linkId, type } = links[driver.link]!;
  const next: Place = {
    task: space.input.linkPred[driver.link]!,
    end: type === 'FS' || type === 'FF' ? 'finish' : 'start',
  };
  const reason: Reason = {
    kind: 'link',
    taskId: outline.ids[task]!,
    linkId,
    type,
    predecessorId: outline.ids[next.task]!,
    fromMin: endAt(space, next),
    intoId: driver.holder === task ? null : outline.ids[driver.holder]!,
    others: asking.length - 1,
  };
  return { reasons: [reason], next };
};

const ownReason = (schedule: PlanSchedule, task: number, driver: Driver): Reason => {
  const { calculated: space, outline, input } = schedule;
  const taskId = outline.ids[task]!;
  const holderId = outline.ids[driver.holder]!;
  switch (driver.kind) {
    case 'constraint': {
      const thresholdId = driver.holder === task ? schedule.thresholdAt(taskId) : undefined;
      if (thresholdId !== undefined)
        return { kind: 'threshold', taskId, thresholdId, atMin: input.constraintAt[task]! };
      if ((input.flags[driver.holder]! & MANUAL) !== 0 && !given(input.constraintAt[driver.holder]!))
        return { kind: 'manual', taskId, holderId, atMin: space.start[driver.holder]! };
      return {
        kind: 'constraint',
        taskId,
        type: CONSTRAINT_TYPES[input.constraintType[driver.holder]!]!,
        atMin: input.constraintAt[driver.holder]!,
        holderId,
      };
    }
    case 'manual':
    case 'late':
      return { kind: driver.kind, taskId, holderId, atMin: space.start[task]! };
    case 'actual':
      return { kind: 'actual', taskId, atMin: space.start[task]! };
    case 'status-date':
      return { kind: 'status-date', taskId, atMin: input.nothingBefore };
    case 'levelling':
      return { kind: 'levelling', taskId, byMin: input.levelingDelay[task]! };
    default:
      return { kind: 'project-start', taskId, atMin: input.projectStart };
  }
};

const startStretch = (schedule: PlanSchedule, task: number): Stretch => {
  const { calculated: space, outline } = schedule;
  const drivers = driversOf(space, task);
  const below = drivers.find(({ kind }) => kind === 'summary-start');
  if (below) {
    const reason: Reason = {
      kind: 'first-below',
      taskId: outline.ids[task]!,
      belowId: outline.ids[below.holder]!,
      atMin: space.start[below.holder]!,
    };
    return { reasons: [reason], next: { task: below.holder, end: 'start' } };
  }
  const own = drivers.filter(({ kind }) => kind !== 'link').map((driver) => ownReason(schedule, task, driver));
  const linked = linkStretch(schedule, task, drivers);
  // A constraint that sets the date ends the chain: what a link asks for besides changes nothing.
  const bound = own.some(({ kind }) => kind === 'constraint' || kind === 'threshold');
  if (!linked || bound) return { reasons: own, next: null };
  return { reasons: [...own, ...linked.reasons], next: linked.next };
};

const finishStretch = (schedule: PlanSchedule, task: number): Stretch => {
  const { calculated: space, outline, input, network } = schedule;
  const taskId = outline.ids[task]!;
  const [startMin, finishMin] = [space.start[task]!, space.finish[task]!];
  if (network.isSummary[task]) {
    const below = childAtEnd(space, task, 'finish');
    if (below < 0) return { reasons: [], next: null };
    const reason: Reason = { kind: 'last-below', taskId, belowId: outline.ids[below]!, atMin: space.finish[below]! };
    return { reasons: [reason], next: { task: below, end: 'finish' } };
  }
  if (given(input.actualFinish[task]!)) return { reasons: [{ kind: 'actual', taskId, atMin: finishMin }], next: null };
  if (finishMin === startMin) return { reasons: [], next: { task, end: 'start' } };
  const length: Reason = { kind: 'length', taskId, startMin, finishMin, durationMin: space.durationMin[task]! };
  const resumed = space.resumeAt[task]!;
  if (given(resumed)) return { reasons: [{ kind: 'resumed', taskId, atMin: resumed }, length], next: null };
  return { reasons: [length], next: { task, end: 'start' } };
};

/**
 * Why a task starts or finishes when the rules say: the chain of reasons back to what nothing else in the plan sets (the
 * project's start, a constraint, a person, what has happened). Of several links that ask for the same date the chain follows
 * one. At most so many reasons, and one stretch more; none where the task is not in the plan or has no date.
 */
export function explain(schedule: PlanSchedule, taskId: string, end: TaskEnd, most: number): Explanation {
  const { outline, calculated: space } = schedule;
  const at = outline.position.get(taskId);
  const reasons: Reason[] = [];
  const seen = new Set<number>();
  let place: Place | null = at === undefined ? null : { task: at, end };
  while (place && reasons.length < most) {
    const key = place.task * 2 + (place.end === 'start' ? 0 : 1);
    // Links in a ring are left out of the dates but not out of the plan.
    if (seen.has(key) || !given(endAt(space, place))) return { reasons, complete: true };
    seen.add(key);
    const { task, end: side }: Place = place;
    const stretch: Stretch = side === 'start' ? startStretch(schedule, task) : finishStretch(schedule, task);
    reasons.push(...stretch.reasons);
    place = stretch.next;
  }
  return { reasons, complete: place === null };
}
