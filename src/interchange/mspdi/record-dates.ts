import { setCell } from '../../model/change.ts';
import { planOfOps } from '../../model/plan-of-ops.ts';
import { type PlanSchedule, scheduleOf } from '../../schedule/plan-schedule.ts';
import type { Mapping } from './mapping.ts';
import type { PlacedTask, PlacedTasks } from './outline.ts';

const hasDates = ({ task }: PlacedTask): boolean =>
  task.startMin !== null && task.finishMin !== null && task.finishMin >= task.startMin;

const isElsewhere = ({ result, indexOf }: PlanSchedule, { task, id }: PlacedTask): boolean => {
  const at = indexOf(id)!;
  return result.start[at] !== task.startMin || result.finish[at] !== task.finishMin;
};

/**
 * Keeps the dates of a file that do not follow from it: a plan that was saved without being calculated, or by rules that
 * this product does not know. Such a plan is shown as it was until somebody has it recalculated. Where all dates follow,
 * nothing is kept.
 */
export const recordDates = ({ env, ops, book }: Mapping, { tasks }: PlacedTasks): void => {
  const schedule = scheduleOf(planOfOps(env.projectId, ops));
  const differing = tasks.filter((placed) => !placed.isSummary && hasDates(placed) && isElsewhere(schedule, placed));
  if (differing.length === 0) return;
  for (const { name } of differing) book.add('dates-differ', name);
  ops.push(setCell('project', env.projectId, 'datesAsRecorded', true));
  for (const placed of tasks) {
    if (!hasDates(placed)) continue;
    const { startMin, finishMin } = placed.task;
    ops.push(setCell('task', placed.id, 'recorded', { startMin, finishMin }));
  }
};
