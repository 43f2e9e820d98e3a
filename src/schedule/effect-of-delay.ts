import { anyLate, calculate } from './calculate.ts';
import { forwardPass } from './forward-pass.ts';
import { createWorkspace, given, type ScheduleResult, type Workspace } from './pass.ts';
import type { PlanSchedule } from './plan-schedule.ts';

/** A task that moves when another one does, and by how many minutes of the clock. */
export interface MovedTask {
  readonly taskId: string;
  readonly startByMin: number;
  readonly finishByMin: number;
}

/** The steps of the forward pass that can come out otherwise when a task does, its own among them, in order. */
function stepsFrom({ network, input }: Workspace, task: number): Int32Array {
  const { size, order, isSummary, parent, inFrom, linksIn, childFrom, children } = network;
  /** 1 where the dates of a task, or what a summary hands down, may change. */
  const moves = new Uint8Array(size);
  /** 1 where a summary's own dates may change. */
  const rolls = new Uint8Array(size);
  const hasMoved = (other: number): boolean => (isSummary[other] ? rolls : moves)[other] === 1;
  const movesBefore = (step: number): boolean => {
    if (parent[step]! >= 0 && moves[parent[step]!] === 1) return true;
    for (let at = inFrom[step]!; at < inFrom[step + 1]!; at++) {
      const link = linksIn[at]!;
      if (hasMoved(input.linkPred[link]!)) return true;
      const notice = input.linkRule[link]?.noticeTask ?? -1;
      if (notice >= 0 && hasMoved(notice)) return true;
    }
    return false;
  };
  const movesBelow = (summary: number): boolean => {
    for (let at = childFrom[summary]!; at < childFrom[summary + 1]!; at++) if (hasMoved(children[at]!)) return true;
    return false;
  };
  const steps: number[] = [];
  for (const step of order) {
    if (step >= size) {
      if (!movesBelow(step - size)) continue;
      rolls[step - size] = 1;
    } else {
      if (step !== task && !movesBefore(step)) continue;
      moves[step] = 1;
    }
    steps.push(step);
  }
  return Int32Array.from(steps);
}

/** Dates with the task put off, worked out from those that stand: only what follows from it is calculated. */
function delayedFrom(space: Workspace, task: number, levelingDelay: Int32Array): ScheduleResult {
  const plain = space.plain.slice();
  // What is put off is not placed by the rules for tasks that nothing holds back.
  plain[task] = 0;
  const later: Workspace = {
    ...space,
    input: { ...space.input, levelingDelay },
    plain,
    found: [],
    start: space.start.slice(),
    finish: space.finish.slice(),
    durationMin: space.durationMin.slice(),
    earlyStart: space.earlyStart.slice(),
    earlyFinish: space.earlyFinish.slice(),
    percentComplete: space.percentComplete.slice(),
    drivingLink: space.drivingLink.slice(),
    resumeAt: space.resumeAt.slice(),
    floorStart: space.floorStart.slice(),
    floorStartLink: space.floorStartLink.slice(),
    floorFinish: space.floorFinish.slice(),
    floorFinishLink: space.floorFinishLink.slice(),
    begun: space.begun.slice(),
    weightMin: space.weightMin.slice(),
    doneMin: space.doneMin.slice(),
  };
  forwardPass(later, false, stepsFrom(space, task));
  return later;
}

/**
 * What moves, and how far, when a task begins so many minutes (around the clock) later than it does: the task itself, those
 * that follow it and their summaries, in the order of the plan. Empty where it cannot be put off: under way or set by hand.
 */
export function effectOfDelay(schedule: PlanSchedule, taskId: string, delayMin: number): MovedTask[] {
  const { network, input, outline, calculated } = schedule;
  const at = outline.position.get(taskId);
  if (at === undefined) return [];
  const levelingDelay = input.levelingDelay.slice();
  levelingDelay[at] = levelingDelay[at]! + delayMin;
  // Counted from the finish, or with tasks as late as possible, dates also follow from what comes after.
  const isWhole = given(input.requiredFinish) || anyLate(calculated);
  const later = isWhole
    ? calculate(network, { ...input, levelingDelay }, createWorkspace(network, input))
    : delayedFrom(calculated, at, levelingDelay);
  const moved: MovedTask[] = [];
  for (let i = 0; i < network.size; i++) {
    const startByMin = later.start[i]! - calculated.start[i]!;
    const finishByMin = later.finish[i]! - calculated.finish[i]!;
    if (startByMin !== 0 || finishByMin !== 0) moved.push({ taskId: outline.ids[i]!, startByMin, finishByMin });
  }
  return moved;
}
