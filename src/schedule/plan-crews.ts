import { assignmentLength } from '../model/contour.ts';
import type { Plan } from '../model/plan.ts';
import type { Assignment, Task } from '../model/row.ts';
import type { PlanCalendars } from './plan-calendars.ts';

/** One assignment as the engine sees it: calendar by index, length and delay in minutes of that calendar. */
export interface CrewMember {
  readonly calendar: number;
  readonly lengthMin: number;
  readonly delayMin: number;
}

/** Assignments by task. */
export const assignmentsByTask = (plan: Plan): ReadonlyMap<string, readonly Assignment[]> => {
  const found = new Map<string, Assignment[]>();
  for (const row of plan.rows.assignment.values()) {
    if (row.taskId === null || row.partyId === null || !plan.rows.party.has(row.partyId)) continue;
    const list = found.get(row.taskId);
    if (list) list.push(row);
    else found.set(row.taskId, [row]);
  }
  return found;
};

/**
 * Whose calendars set the dates of a task; empty where the task's own calendar does. People without a calendar work as the
 * task does. A task's own calendar bounds theirs. People who share a calendar and begin together are one: then the task's
 * duration counts, whatever work was written down. Else each takes the own work by the own units (Microsoft Project's rule:
 * the duration is the time at which anybody works).
 */
export const crewOf = (
  plan: Plan,
  task: Task,
  assignments: readonly Assignment[],
  calendars: PlanCalendars,
  projectCalendar: number,
): readonly CrewMember[] => {
  if (task.ignoreResourceCalendar || task.duration.elapsed) return [];
  const own = calendars.indexOf(task.calendarId);
  const byTask = own < 0 ? projectCalendar : own;
  const members = assignments.map((assignment): CrewMember => {
    const personal = calendars.indexOf(plan.rows.party.get(assignment.partyId!)!.calendarId);
    const length = assignmentLength(assignment.workMin, assignment.unitsPermille, assignment.contour);
    return {
      calendar: personal < 0 ? byTask : own < 0 ? personal : calendars.shared(personal, own),
      lengthMin: length ?? task.duration.minutes,
      delayMin: assignment.delayMin,
    };
  });
  const first = members[0];
  if (!first) return [];
  const together = members.every(({ calendar, delayMin }) => calendar === first.calendar && delayMin === 0);
  if (!together) return members;
  return first.calendar === byTask ? [] : [{ ...first, lengthMin: task.duration.minutes }];
};
