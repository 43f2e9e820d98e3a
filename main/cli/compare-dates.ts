import type { FiledTask } from '../../src/interchange/mspdi/imported-plan.ts';
import type { Plan } from '../../src/model/plan.ts';
import { type DifferenceReason, differencesOf, type RecordedDates } from '../../src/schedule/differences.ts';
import { scheduleOf } from '../../src/schedule/plan-schedule.ts';
import { isoOfInstant } from '../../src/time/day.ts';

/** Every reason that the schedule gives for a difference, for the catalogue to be complete. */
export const WHY = [
  'predecessor',
  'predecessor-moved',
  'constraint',
  'project-start',
  'levelling',
  'status-date',
  'late',
  'resource',
  'duration',
  'actual',
  'manual',
  'summary',
] as const satisfies readonly DifferenceReason[];

interface Dates {
  readonly start: string;
  readonly finish: string;
}

/** A task whose dates in the file are not those that the schedule gives it, by its number in the file. */
export interface FiledDifference {
  readonly taskId: string;
  readonly uid: number | null;
  readonly stored: Dates;
  readonly calculated: Dates;
  readonly whyId: DifferenceReason;
}

const datesOf = ({ startMin, finishMin }: RecordedDates): Dates => ({
  start: isoOfInstant(startMin),
  finish: isoOfInstant(finishMin),
});

/** Compares the dates that a file holds with those that the schedule gives, and says which rule moved each task. */
export const compareDates = (plan: Plan, filed: readonly FiledTask[]): FiledDifference[] => {
  const uids = new Map(filed.map((task) => [task.taskId, task.uid]));
  return differencesOf(plan, scheduleOf(plan)).map(({ taskId, recorded, calculated, reason }) => ({
    taskId,
    uid: uids.get(taskId) ?? null,
    stored: datesOf(recorded),
    calculated: datesOf(calculated),
    whyId: reason,
  }));
};
