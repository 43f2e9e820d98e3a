import type { Break } from '../../model/row.ts';
import { compileCalendar, type WorkCalendar, workBetween } from '../../time/calendar.ts';
import { dayOfInstant } from '../../time/day.ts';
import type { CalendarIds } from './map-calendars.ts';
import type { Mapping } from './mapping.ts';
import type { MspdiAssignment, MspdiStretch, MspdiTask } from './parsed.ts';

/** Most interruptions of one task. */
const MAX_BREAKS = 1000;

/** What is needed to find interruptions: assignments by task, and calendars ready for counting. */
export interface SplitSource {
  readonly assignments: ReadonlyMap<number, readonly MspdiAssignment[]>;
  /** The calendar in which somebody works, by the number of the resource. */
  readonly calendarOf: (resourceUid: number | null) => WorkCalendar;
}

/** Looks up once what every task asks for. */
export const splitSource = ({ file }: Mapping, calendars: CalendarIds): SplitSource => {
  const assignments = new Map<number, MspdiAssignment[]>();
  for (const assignment of file.assignments) {
    if (assignment.taskUid === null) continue;
    const list = assignments.get(assignment.taskUid);
    if (list) list.push(assignment);
    else assignments.set(assignment.taskUid, [assignment]);
  }
  const aroundDay = dayOfInstant(file.project.startMin ?? 0);
  const compiled = new Map<number | null, WorkCalendar>();
  const byResource = new Map(file.resources.map(({ uid, calendarUid }) => [uid, calendarUid]));
  const calendarOf = (resourceUid: number | null): WorkCalendar => {
    const uid = byResource.get(resourceUid) ?? null;
    let calendar = compiled.get(uid);
    if (!calendar) {
      const definition = uid === null ? undefined : calendars.definitions.get(uid);
      calendar = compileCalendar(definition ?? calendars.project, aroundDay - 366, aroundDay + 3660);
      compiled.set(uid, calendar);
    }
    return calendar;
  };
  return { assignments, calendarOf };
};

/** Interruptions between stretches of work, in working minutes. */
const breaksBetween = (stretches: readonly MspdiStretch[], calendar: WorkCalendar): Break[] => {
  const found: { workMin: number; gapMin: number }[] = [];
  let workMin = 0;
  for (const { startMin, finishMin, work } of [...stretches].sort((a, b) => a.startMin - b.startMin)) {
    const minutes = workBetween(calendar, startMin, finishMin);
    const last = found[found.length - 1];
    if (work) workMin += minutes;
    else if (minutes > 0 && last?.workMin === workMin) last.gapMin += minutes;
    else if (minutes > 0 && workMin > 0) found.push({ workMin, gapMin: minutes });
  }
  return found.slice(0, MAX_BREAKS);
};

/**
 * The interruptions of a task, as the work of the first person who has any is spread, or else where its work stopped and
 * goes on later.
 */
export const splitsOf = (task: MspdiTask, source: SplitSource): readonly Break[] => {
  const assignments = source.assignments.get(task.uid ?? -1) ?? [];
  const durationMin = task.durationMin ?? 0;
  for (const { stretches, resourceUid } of assignments) {
    const breaks = breaksBetween(stretches, source.calendarOf(resourceUid)).filter(
      ({ workMin }) => workMin < durationMin,
    );
    if (breaks.length > 0) return breaks;
  }
  const { stopMin, resumeMin, remainingMin } = task;
  if (stopMin === null || resumeMin === null || remainingMin === null || resumeMin <= stopMin) return [];
  const workMin = durationMin - remainingMin;
  // Where anybody's time goes straight on, nothing was interrupted.
  const resources = assignments.length > 0 ? assignments.map(({ resourceUid }) => resourceUid) : [null];
  const gaps = resources.map((resourceUid) => workBetween(source.calendarOf(resourceUid), stopMin, resumeMin));
  const gapMin = Math.min(...gaps);
  return workMin > 0 && remainingMin > 0 && gapMin > 0 ? [{ workMin, gapMin }] : [];
};
