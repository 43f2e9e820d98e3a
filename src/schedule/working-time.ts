import { type Plan, projectOf } from '../model/plan.ts';
import { assignmentsByTask } from './plan-crews.ts';
import type { PlanSchedule } from './plan-schedule.ts';

/** What decides at which hours a task is worked on. */
export interface WorkingTime {
  /** Its own calendar or the project's; null where the plan has none. */
  readonly calendarId: string | null;
  /** It takes its time around the clock, whatever calendars say. */
  readonly elapsed: boolean;
  /** The people whose own calendars set its dates; none where its own calendar does. */
  readonly partyIds: readonly string[];
}

/** Whose time a task takes: the calendar, and the people whose calendars come before it. */
export function workingTimeOf(plan: Plan, schedule: PlanSchedule, taskId: string): WorkingTime {
  const { outline, input, calculated, network } = schedule;
  const task = plan.rows.task.get(taskId);
  const at = outline.position.get(taskId);
  const calendarId = task?.calendarId ?? projectOf(plan)?.calendarId ?? null;
  if (!task || at === undefined || network.isSummary[at]) return { calendarId, elapsed: false, partyIds: [] };
  const elapsed = calculated.calendarOf[at] === input.calendars.length;
  const byPeople = calculated.workCalendarOf[at] !== calculated.calendarOf[at];
  const partyIds = byPeople ? (assignmentsByTask(plan).get(taskId) ?? []).map(({ partyId }) => partyId!) : [];
  return { calendarId, elapsed, partyIds };
}
