import { emptyRows, type MutableRows, type Plan } from '../../../src/model/plan.ts';
import { type Cells, makeRow, type Task } from '../../../src/model/row.ts';
import type { EntityName } from '../../../src/model/schema.ts';
import { ROUND_THE_CLOCK_CALENDAR, STANDARD_CALENDAR } from '../../../src/time/calendar.ts';
import { dayNumberOf, instantOf } from '../../../src/time/day.ts';

/** Monday, 8 o'clock: where the plans of these tests begin. */
export const START = instantOf(dayNumberOf(2027, 1, 4), 480);

type PlanBoard = Plan & { revision: number; rows: MutableRows };

export const put = <E extends EntityName>(plan: PlanBoard, entity: E, id: string, cells: Cells<E>): void => {
  (plan.rows[entity] as Map<string, unknown>).set(id, makeRow(entity, id, cells as Record<string, unknown>));
  plan.revision++;
};

/** A plan without tasks, worked on around the clock so that minutes of the calendar are minutes of work, or in office hours. */
export const blankPlan = (hours: 'clock' | 'office' = 'clock', cells: Cells<'project'> = {}): PlanBoard => {
  const plan = { projectId: 'p', revision: 0, rows: emptyRows() };
  put(plan, 'project', 'p', { startMin: START, calendarId: 'c', ...cells });
  put(plan, 'calendar', 'c', { week: (hours === 'clock' ? ROUND_THE_CLOCK_CALENDAR : STANDARD_CALENDAR).week });
  return plan;
};

export const estimateOf = (
  distribution: Task['estimate']['distribution'],
  points: readonly [number, number, number] | null = null,
  more: Partial<Task['estimate']> = {},
): Task['estimate'] => ({
  distribution,
  lowMin: points?.[0] ?? null,
  likelyMin: points?.[1] ?? null,
  highMin: points?.[2] ?? null,
  spread: 'medium',
  group: '',
  ...more,
});

export const task = (plan: PlanBoard, id: string, minutes: number, cells: Cells<'task'> = {}): void =>
  put(plan, 'task', id, {
    place: { parent: null, order: id },
    duration: { minutes, unit: 'min', elapsed: false, estimated: false },
    ...cells,
  });

export const link = (plan: PlanBoard, predecessorId: string, successorId: string): void =>
  put(plan, 'link', `${predecessorId}-${successorId}`, { predecessorId, successorId });
