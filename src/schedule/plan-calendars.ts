import type { Plan } from '../model/plan.ts';
import type { Calendar, CalendarException, WorkWeek } from '../model/row.ts';
import { type CalendarDefinition, compileCalendar, STANDARD_CALENDAR, type WorkCalendar } from '../time/calendar.ts';
import { FIRST_DAY, LAST_DAY } from '../time/day.ts';

/** A row that a compiled calendar is made of. */
type Part = Calendar | CalendarException | WorkWeek;

interface CompiledCalendar {
  /** The calendar, those it is based on, and all that belongs to them: while they are the same rows, so is the calendar. */
  readonly parts: readonly Part[];
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

/** Rows of a calendar by its id, each list in an order on which two copies of a plan agree. */
const byCalendar = <R extends CalendarException | WorkWeek>(rows: Iterable<R>): ReadonlyMap<string, R[]> => {
  const found = new Map<string, R[]>();
  for (const row of rows) {
    if (row.calendarId === null || row.days.fromDay === null || row.days.toDay === null) continue;
    const list = found.get(row.calendarId);
    if (list) list.push(row);
    else found.set(row.calendarId, [row]);
  }
  for (const list of found.values()) list.sort((a, b) => (a.id < b.id ? -1 : 1));
  return found;
};

const isPlain = ({ recurrence }: CalendarException): boolean => recurrence.pattern === 'none';

/** The calendar and those it is based on, the nearest first; a circle ends where it closes. */
const chainOf = (plan: Plan, row: Calendar): Calendar[] => {
  const chain = [row];
  for (let at = row; at.baseId !== null; ) {
    const base = plan.rows.calendar.get(at.baseId);
    if (!base || chain.includes(base)) break;
    chain.push(base);
    at = base;
  }
  return chain;
};

/**
 * What a calendar comes to with those it is based on: the week of the nearest that has an own one, holidays of all, and
 * nearer work weeks and exceptions over farther ones. Single exceptions win over recurring ones of the same calendar.
 */
const definitionOf = (
  chain: readonly Calendar[],
  workWeeks: readonly WorkWeek[],
  exceptions: readonly CalendarException[],
): CalendarDefinition => ({
  week: (chain.find(({ weekFromBase }) => !weekFromBase) ?? chain[chain.length - 1]!).week,
  holidaySets: [...new Set(chain.flatMap(({ holidaySets }) => holidaySets))],
  workWeeks: workWeeks.map(({ days, week, unsaid }) => ({
    fromDay: days.fromDay!,
    toDay: days.toDay!,
    week: week.map((periods, weekday) => (unsaid & (1 << weekday) ? null : periods)),
  })),
  exceptions: exceptions.map((row) => ({
    fromDay: row.days.fromDay!,
    toDay: row.days.toDay!,
    periods: row.periods,
    ...(!isPlain(row) && { recurrence: row.recurrence }),
  })),
});

const sameParts = (a: readonly Part[], b: readonly Part[]): boolean =>
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
  const exceptions = byCalendar(plan.rows.calendarException.values());
  const workWeeks = byCalendar(plan.rows.workWeek.values());
  const list: WorkCalendar[] = [standardCalendar(aroundDay)];
  const index = new Map<string, number>();
  for (const row of plan.rows.calendar.values()) {
    const chain = chainOf(plan, row);
    const fromFar = [...chain].reverse();
    const weeks = fromFar.flatMap(({ id }) => workWeeks.get(id) ?? []);
    const days = fromFar.flatMap(({ id }) => {
      const own = exceptions.get(id) ?? [];
      return own.every(isPlain) ? own : [...own.filter((one) => !isPlain(one)), ...own.filter(isPlain)];
    });
    const parts: Part[] = [...chain, ...weeks, ...days];
    const known = kept.byId.get(row.id);
    const compiled =
      known && sameParts(known.parts, parts)
        ? known
        : { parts, calendar: ready(definitionOf(chain, weeks, days), aroundDay) };
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
