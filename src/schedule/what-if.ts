import type { Task } from '../model/row.ts';
import { calculate } from './calculate.ts';
import type { NetworkInput } from './network-input.ts';
import { createWorkspace, type ScheduleResult } from './pass.ts';
import { type PlanSchedule, writeTask } from './plan-schedule.ts';

/** The schedule as it would be if these tasks read so. The result holds until the next question. */
export type WhatIf = (tasks: readonly Task[]) => ScheduleResult;

const withOwnTaskArrays = (input: NetworkInput): NetworkInput => ({
  ...input,
  flags: input.flags.slice(),
  durationMin: input.durationMin.slice(),
  calendarOf: input.calendarOf.slice(),
  manualStart: input.manualStart.slice(),
  manualFinish: input.manualFinish.slice(),
  actualStart: input.actualStart.slice(),
  actualFinish: input.actualFinish.slice(),
  percentComplete: input.percentComplete.slice(),
  constraintType: input.constraintType.slice(),
  constraintAt: input.constraintAt.slice(),
  deadline: input.deadline.slice(),
});

/**
 * Answers what a schedule would be with other cells of some tasks, on the same outline, links and calendars: cheap enough
 * for every frame of a drag. The schedule that is asked about stays as it is.
 */
export const whatIfOf = (schedule: PlanSchedule, tasksNow: (taskId: string) => Task | undefined): WhatIf => {
  const input = withOwnTaskArrays(schedule.input);
  const workspace = createWorkspace(schedule.network, input);
  const changed = new Set<string>();
  const write = (task: Task): void => {
    const at = schedule.indexOf(task.id);
    if (at !== undefined) writeTask(input, at, task, input.calendarOf[at]!);
  };
  return (tasks) => {
    for (const id of changed) {
      const task = tasksNow(id);
      if (task) write(task);
    }
    changed.clear();
    for (const task of tasks) {
      write(task);
      changed.add(task.id);
    }
    return calculate(schedule.network, input, workspace);
  };
};
