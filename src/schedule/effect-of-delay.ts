import { stepsFrom } from './affected-steps.ts';
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
