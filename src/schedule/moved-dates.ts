import type { DateMove, RowDelta, TaskSpan } from '../model/history-result.ts';
import type { PlanSchedule } from './plan-schedule.ts';

/** Cells of a task from which its own dates come; what else moves it came from others. */
const DATED: ReadonlySet<string> = new Set([
  'kind',
  'mode',
  'duration',
  'constraint',
  'manualDates',
  'actual',
  'percentComplete',
  'remainingMin',
  'splits',
  'levelingDelayMin',
  'calendarId',
  'inactive',
  'tenderId',
  'tenderEvent',
  'timeMin',
]);

/** When a task stood; null of one that has no dates or is not there. */
export type SpanOf = (taskId: string) => TaskSpan | null;

/** The dates that a schedule gives the tasks of its plan. */
export const spansIn =
  (schedule: PlanSchedule): SpanOf =>
  (taskId) => {
    const dates = schedule.datesOf(taskId);
    return dates === null ? null : { startMin: dates.startMin, finishMin: dates.finishMin };
  };

/** Tasks that stand on other dates than `before` says, in the order of the plan `after`. */
export const movedDates = (before: SpanOf, after: PlanSchedule, changes: readonly RowDelta[]): readonly DateMove[] => {
  const own = new Set(
    changes.flatMap(({ entity, id, cells }) =>
      entity === 'task' && cells.some(({ cell }) => DATED.has(cell)) ? [id] : [],
    ),
  );
  const now = spansIn(after);
  return after.outline.ids.flatMap((taskId): DateMove[] => {
    const was = before(taskId);
    const is = now(taskId);
    if (was === null || is === null) return [];
    if (was.startMin === is.startMin && was.finishMin === is.finishMin) return [];
    return [{ taskId, before: was, after: is, isConsequence: !own.has(taskId) }];
  });
};
