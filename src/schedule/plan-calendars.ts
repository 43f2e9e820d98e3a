import type { Plan } from '../model/plan.ts';
import type { Calendar, CalendarException } from '../model/row.ts';
import { type CalendarDefinition, compileCalendar, STANDARD_CALENDAR, type WorkCalendar } from '../time/calendar.ts';
import { FIRST_DAY, LAST_DAY } from '../time/day.ts';

interface CompiledCalendar {
  readonly row: Calendar;
  readonly exceptions: readonly CalendarException[];
  readonly calendar: WorkCalendar;
}

interface BoundCalendar {
  readonly own: WorkCalendar;
  readonly by: WorkCalendar;
  readonly calendar: WorkCalendar;
}

/** Calendars of a plan made ready, kept from revision to revision until one changes. */
export interface KeptCalendars {
  readonly byId: Map<string, CompiledCalendar>;
  readonly bound: Map<string, BoundCalendar>;
}

/** Room for the calendars of a plan. */
export const keptCalendars = (): KeptCalendars => ({ byId: new Map(), bound: new Map() });

/** Years before and after the project's start for which calendars are made ready at once; they widen themselves beyond. */
const READY_DAYS = [366, 366 * 8] as const;

const ready = (definition: CalendarDefinition, aroundDay: number): WorkCalendar =>
  compileCalendar(
    definition,
    Math.max(FIRST_DAY, aroundDay - READY_DAYS[0]),
    Math.min(LAST_DAY, aroundDay + READY_DAYS[1]),
  );

const exceptionsByCalendar = (plan: Plan): ReadonlyMap<string, CalendarException[]> => {
  const found = new Map<string, CalendarException[]>();
  for (const row of plan.rows.calendarException.values()) {
    if (row.calendarId === null || row.days.fromDay === null || row.days.toDay === null) continue;
    const list = found.get(row.calendarId);
    if (list) list.push(row);
    else found.set(row.calendarId, [row]);
  }
  // Two copies of a plan must agree which of two overlapping exceptions is the last.
  for (const list of found.values()) list.sort((a, b) => (a.id < b.id ? -1 : 1));
  return found;
};

const compile = (row: Calendar, exceptions: readonly CalendarException[], aroundDay: number): WorkCalendar =>
  ready(
    {
      week: row.week,
      holidaySets: row.holidaySets,
      exceptions: exceptions.map(({ days, periods }) => ({ fromDay: days.fromDay!, toDay: days.toDay!, periods })),
    },
    aroundDay,
  );

const sameRows = (a: readonly CalendarException[], b: readonly CalendarException[]): boolean =>
  a.length === b.length && a.every((row, i) => row === b[i]);

let standard: WorkCalendar | null = null;
const standardCalendar = (aroundDay: number): WorkCalendar => {
  standard ??= compileCalendar(STANDARD_CALENDAR, Math.max(FIRST_DAY, aroundDay - READY_DAYS[0]), aroundDay);
  return standard;
};

/** The calendars of one revision of a plan; index 0 is the standard calendar. */
export interface PlanCalendars {
  readonly list: WorkCalendar[];
  /** Index of a calendar of the plan, -1 for none or one that is gone. */
  readonly indexOf: (id: string | null) => number;
  /** Index of the time that two calendars of the list share. */
  readonly shared: (own: number, by: number) => number;
}

/** The plan's calendars, compiled once and again only when one changes. */
export const calendarsOf = (plan: Plan, kept: KeptCalendars, aroundDay: number): PlanCalendars => {
  const exceptions = exceptionsByCalendar(plan);
  const list: WorkCalendar[] = [standardCalendar(aroundDay)];
  const index = new Map<string, number>();
  for (const row of plan.rows.calendar.values()) {
    const own = exceptions.get(row.id) ?? [];
    const known = kept.byId.get(row.id);
    const fresh = known && known.row === row && sameRows(known.exceptions, own);
    const compiled = fresh ? known : { row, exceptions: own, calendar: compile(row, own, aroundDay) };
    kept.byId.set(row.id, compiled);
    index.set(row.id, list.length);
    list.push(compiled.calendar);
  }
  const sharedIndex = new Map<string, number>();
  const shared = (own: number, by: number): number => {
    if (own === by) return own;
    const key = `${own} ${by}`;
    const at = sharedIndex.get(key);
    if (at !== undefined) return at;
    const [a, b] = [list[own]!, list[by]!];
    const known = kept.bound.get(key);
    const bound =
      known && known.own === a && known.by === b
        ? known
        : { own: a, by: b, calendar: ready({ ...a.definition, within: b.definition }, aroundDay) };
    kept.bound.set(key, bound);
    sharedIndex.set(key, list.length);
    return list.push(bound.calendar) - 1;
  };
  return { list, indexOf: (id) => (id === null ? -1 : (index.get(id) ?? -1)), shared };
};
