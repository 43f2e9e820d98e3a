import { type Plan, projectOf } from '../model/plan.ts';
import type { Task } from '../model/row.ts';
import type { NetworkInput } from './network-input.ts';
import type { ScheduleResult } from './pass.ts';
import { writeTask } from './plan-input.ts';
import type { PlanSchedule } from './plan-schedule.ts';
import { recalculationOf } from './recalculation.ts';

/**
 * The dates that a plan would have with other rows for some of its tasks; null where only the whole way from rows to dates
 * can tell. The result belongs to the next call: who keeps it copies it. With `datesOnly` late dates, slack and findings may be
 * those of an earlier look.
 */
export type LookAhead = (tasks: readonly Task[], datesOnly?: boolean) => ScheduleResult | null;

const WRITTEN = [
  'flags',
  'durationMin',
  'manualStart',
  'manualFinish',
  'actualStart',
  'actualFinish',
  'percentComplete',
  'remaining',
  'levelingDelay',
  'constraintType',
  'constraintAt',
  'deadline',
  'breaks',
  'breaksDone',
  'calendarOf',
] as const satisfies readonly (keyof NetworkInput)[];

/**
 * Looks ahead of a plan many times a second, as a drag does: outline, links and calendars stay, so a look writes the changed
 * tasks into a copy of the engine's input and calculates what follows from them, without going through the plan's rows. For tasks that are there
 * and stay where they are in the outline, with the calendars they have.
 */
export const lookAheadOf = (plan: Plan, schedule: PlanSchedule): LookAhead => {
  const { outline } = schedule;
  const copies = Object.fromEntries(WRITTEN.map((name) => [name, schedule.input[name].slice()]));
  const input = { ...schedule.input, ...copies } as NetworkInput;
  const recalculate = recalculationOf(schedule.calculated);
  const showsRecorded = projectOf(plan)?.datesAsRecorded ?? false;
  let written: number[] = [];
  return (tasks, datesOnly) => {
    if (showsRecorded) return null;
    for (const at of written) for (const name of WRITTEN) input[name][at] = schedule.input[name][at]!;
    written = [];
    for (const task of tasks) {
      const at = outline.position.get(task.id);
      const known = plan.rows.task.get(task.id);
      // Lengths of assignments follow from the whole row and its people.
      if (at === undefined || input.crewFrom[at] !== input.crewFrom[at + 1]) return null;
      if (!known || known.place !== task.place || known.calendarId !== task.calendarId) return null;
      written.push(at);
      writeTask(input, at, task, schedule.input.calendarOf[at]!);
    }
    return recalculate(input, written, datesOnly);
  };
};
