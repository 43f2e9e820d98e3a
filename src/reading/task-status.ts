import { isSummary } from '../model/outline.ts';
import { projectOf } from '../model/plan.ts';
import { NO_TIME } from '../time/calendar.ts';
import type { TableSources } from './table-sources.ts';

/** How far a task is. `late` says that a date has been missed: of its own, or the deadline that somebody gave it. */
export const TASK_STATUSES = ['late', 'underWay', 'notBegun', 'done'] as const;
export type TaskStatus = (typeof TASK_STATUSES)[number];

export const STATUS_RANK: Readonly<Record<TaskStatus, number>> = { late: 0, underWay: 1, notBegun: 2, done: 3 };

/** The instant at which a plan is judged: its status date, or now. */
export const judgedMin = ({ plan, nowMin }: Pick<TableSources, 'plan' | 'nowMin'>): number =>
  projectOf(plan)?.statusMin ?? nowMin;

/**
 * Late is what is not done and should be: it ends before the day on which the plan is judged, should have begun and has
 * not, or ends after its deadline. A summary is late when it ends late itself; what is late below it is told there.
 */
export const taskStatusAt = (sources: Pick<TableSources, 'plan' | 'schedule' | 'nowMin'>, at: number): TaskStatus => {
  const { plan, schedule } = sources;
  const { result, outline } = schedule;
  const percent = result.percentComplete[at]!;
  if (percent === 100) return 'done';
  const task = plan.rows.task.get(outline.ids[at]!)!;
  const start = result.start[at]!;
  const finish = result.finish[at]!;
  if (start === NO_TIME || task.inactive) return 'notBegun';
  const now = judgedMin(sources);
  const begun = percent > 0 || task.actual.startMin !== null;
  const missed = task.deadlineMin !== null && finish > task.deadlineMin;
  if (missed || finish < now || (start < now && !begun && !isSummary(outline, at))) return 'late';
  return begun ? 'underWay' : 'notBegun';
};
