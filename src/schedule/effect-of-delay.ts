import { calculate } from './calculate.ts';
import { createWorkspace } from './pass.ts';
import type { PlanSchedule } from './plan-schedule.ts';

/** A task that moves when another one does, and by how many minutes of the clock. */
export interface MovedTask {
  readonly taskId: string;
  readonly startByMin: number;
  readonly finishByMin: number;
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
  const later = createWorkspace(network, input);
  calculate(network, { ...input, levelingDelay }, later);
  return outline.ids.flatMap((id, i): MovedTask[] => {
    const startByMin = later.start[i]! - calculated.start[i]!;
    const finishByMin = later.finish[i]! - calculated.finish[i]!;
    return startByMin === 0 && finishByMin === 0 ? [] : [{ taskId: id, startByMin, finishByMin }];
  });
}
