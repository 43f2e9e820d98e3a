import { type CalendarDefinition, STANDARD_CALENDAR, type WorkPeriod } from '../../time/calendar.ts';
import { isPerson } from './is-person.ts';
import { addRow, type Mapping, nameFor } from './mapping.ts';
import type { MspdiCalendar } from './parsed.ts';
import { type OwnCalendar, readCalendar } from './read-calendar.ts';

/** Most calendar exceptions of a whole plan. */
const MAX_EXCEPTIONS = 100_000;

/** Ids of the calendars that were taken, by the file's numbers, and the project's own. */
export interface CalendarIds {
  readonly byUid: ReadonlyMap<number, string>;
  readonly projectId: string;
  /** When the calendars work, by the file's numbers, and when the project does. */
  readonly definitions: ReadonlyMap<number, CalendarDefinition>;
  readonly project: CalendarDefinition;
}

/** A calendar, its base, the base's base, ...; a circle ends where it closes. */
const chainOf = (calendar: MspdiCalendar, byUid: ReadonlyMap<number, MspdiCalendar>): MspdiCalendar[] => {
  const chain = [calendar];
  const seen = new Set(chain);
  for (let at = calendar; at.isBase !== true && at.baseUid !== null && at.baseUid >= 0; ) {
    const base = byUid.get(at.baseUid);
    if (!base || seen.has(base)) break;
    seen.add(base);
    chain.push(base);
    at = base;
  }
  return chain;
};

/** Whether the calendar says anything of its own. */
const hasOwnDays = ({ days, exceptions, workWeeks }: MspdiCalendar): boolean =>
  days.length + exceptions.length + workWeeks.length > 0;

/** Calendars that the plan needs: base calendars, what the project or a task follows, people's own, and what these build on. */
const wantedCalendars = ({ file, book }: Mapping, byUid: ReadonlyMap<number, MspdiCalendar>): MspdiCalendar[] => {
  const used = new Set<number | null>([file.project.calendarUid]);
  for (const task of file.tasks) used.add(task.calendarUid);
  const peoples = new Set(file.resources.filter(isPerson).map(({ calendarUid }) => calendarUid));
  const wanted = new Set<MspdiCalendar>();
  for (const calendar of file.calendars) {
    const { uid } = calendar;
    if (uid === null || byUid.get(uid) !== calendar) {
      book.add('duplicate-calendars', calendar.name);
      continue;
    }
    const ownKind = calendar.isBase ?? (calendar.baseUid === null || calendar.baseUid < 0);
    const personal = peoples.has(uid) && hasOwnDays(calendar);
    if (personal && !used.has(uid) && !ownKind) book.add('resource-calendars', calendar.name);
    if (used.has(uid) || (ownKind && calendar.isBaseline !== true) || personal)
      for (const one of chainOf(calendar, byUid)) wanted.add(one);
  }
  return file.calendars.filter((calendar) => wanted.has(calendar));
};

/** The days that an unsaid week leaves as they are: bits from Monday on. */
const unsaidOf = (week: readonly (readonly WorkPeriod[] | null)[]): number =>
  week.reduce((bits, periods, weekday) => (periods === null ? bits | (1 << weekday) : bits), 0);

/** Makes a calendar with its work weeks and as many of its exceptions as are allowed. Gives how many were made. */
const addCalendar = (
  mapping: Mapping,
  id: string,
  name: string,
  own: OwnCalendar,
  baseId: string | null,
  most: number,
): number => {
  const { env } = mapping;
  addRow(mapping, 'calendar', id, {
    name: nameFor(mapping, name),
    week: own.week,
    holidaySets: [],
    baseId,
    weekFromBase: own.weekFromBase && baseId !== null,
  });
  for (const { name: label, fromDay, toDay, week } of own.workWeeks)
    addRow(mapping, 'workWeek', env.newId(), {
      calendarId: id,
      name: nameFor(mapping, label),
      days: { fromDay, toDay },
      week: week.map((periods) => periods ?? []),
      unsaid: unsaidOf(week),
    });
  const exceptions = own.exceptions.slice(0, most);
  for (const { name: label, fromDay, toDay, periods, recurrence } of exceptions)
    addRow(mapping, 'calendarException', env.newId(), {
      calendarId: id,
      name: nameFor(mapping, label),
      days: { fromDay, toDay },
      periods,
      ...(recurrence && { recurrence }),
    });
  return exceptions.length;
};

/** When a calendar works, those it is based on included (nearest first). */
const definitionOf = (chain: readonly OwnCalendar[]): CalendarDefinition => {
  const fromFar = [...chain].reverse();
  return {
    week: chain[0]!.week,
    holidaySets: [],
    workWeeks: fromFar.flatMap(({ workWeeks }) => workWeeks),
    exceptions: fromFar.flatMap(({ exceptions }) => exceptions),
  };
};

/**
 * Makes the calendars of the file, each on what it is based on. No holiday is added to any: dates would move. A project
 * whose calendar is not in the file gets the first one of the file, or else the standard week.
 */
export const mapCalendars = (mapping: Mapping): CalendarIds => {
  const { file, env, book } = mapping;
  const all = new Map<number, MspdiCalendar>();
  for (const calendar of file.calendars)
    if (calendar.uid !== null && !all.has(calendar.uid)) all.set(calendar.uid, calendar);
  const wanted = wantedCalendars(mapping, all);
  const byUid = new Map(wanted.map(({ uid }) => [uid!, env.newId()]));
  const read = new Map(
    wanted.map((calendar) => [calendar, readCalendar(chainOf(calendar, all), file.project.weekStartDay ?? 0)]),
  );
  const definitions = new Map<number, CalendarDefinition>();
  let exceptionsLeft = MAX_EXCEPTIONS;
  for (const [calendar, own] of read) {
    const chain = chainOf(calendar, all);
    const baseId = chain[1] ? byUid.get(chain[1].uid!)! : null;
    const made = addCalendar(mapping, byUid.get(calendar.uid!)!, calendar.name, own, baseId, exceptionsLeft);
    definitions.set(calendar.uid!, definitionOf(chain.map((one) => read.get(one)!)));
    exceptionsLeft -= made;
    book.add('calendars', calendar.name);
    book.add('calendar-exceptions', '', made);
    book.add('working-times-repaired', calendar.name, own.repaired);
    if (own.cut > 0 || made < own.exceptions.length) book.add('exceptions-cut', calendar.name);
  }
  // Who has no days of the own works as the calendar says on which the own one is based.
  for (const [uid, calendar] of all) {
    const base = byUid.has(uid) ? undefined : chainOf(calendar, all).find((one) => byUid.has(one.uid!));
    if (base) byUid.set(uid, byUid.get(base.uid!)!);
    if (base) definitions.set(uid, definitions.get(base.uid!)!);
  }
  const own = file.project.calendarUid === null ? undefined : definitions.get(file.project.calendarUid);
  return { byUid, projectId: projectCalendar(mapping, byUid), definitions, project: own ?? STANDARD_CALENDAR };
};

const projectCalendar = (mapping: Mapping, byUid: ReadonlyMap<number, string>): string => {
  const { file, env, book } = mapping;
  const own = file.project.calendarUid === null ? undefined : byUid.get(file.project.calendarUid);
  if (own !== undefined) return own;
  const first = byUid.values().next();
  book.add('project-calendar-missing');
  if (!first.done) return first.value;
  const id = env.newId();
  addRow(mapping, 'calendar', id, { name: env.names.calendar, week: STANDARD_CALENDAR.week, holidaySets: [] });
  return id;
};
