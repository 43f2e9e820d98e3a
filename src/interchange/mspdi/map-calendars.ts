import { type CalendarDefinition, STANDARD_CALENDAR } from '../../time/calendar.ts';
import { flattenCalendar } from './flatten-calendar.ts';
import { isPerson } from './map-parties.ts';
import { addRow, type Mapping, nameFor } from './mapping.ts';
import type { MspdiCalendar } from './parsed.ts';

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

/** Calendars that the plan needs: base calendars, what the project or a task follows, and people's own days off. */
const wantedCalendars = ({ file, book }: Mapping): MspdiCalendar[] => {
  const used = new Set<number | null>([file.project.calendarUid]);
  for (const task of file.tasks) used.add(task.calendarUid);
  const peoples = new Set(file.resources.filter(isPerson).map(({ calendarUid }) => calendarUid));
  const wanted: MspdiCalendar[] = [];
  const seen = new Set<number>();
  for (const calendar of file.calendars) {
    const { uid } = calendar;
    if (uid === null || seen.has(uid)) {
      book.add('duplicate-calendars', calendar.name);
      continue;
    }
    seen.add(uid);
    const ownKind = calendar.isBase ?? (calendar.baseUid === null || calendar.baseUid < 0);
    if (used.has(uid) || (ownKind && calendar.isBaseline !== true)) wanted.push(calendar);
    else if (peoples.has(uid) && hasOwnDays(calendar)) {
      wanted.push(calendar);
      book.add('resource-calendars', calendar.name);
    }
  }
  return wanted;
};

/**
 * Makes the calendars of the file, each standing on its own. No holiday is added to any: dates would move. A project
 * whose calendar is not in the file gets the first one of the file, or else the standard week.
 */
export const mapCalendars = (mapping: Mapping): CalendarIds => {
  const { file, env, book } = mapping;
  const all = new Map<number, MspdiCalendar>();
  for (const calendar of file.calendars)
    if (calendar.uid !== null && !all.has(calendar.uid)) all.set(calendar.uid, calendar);
  const byUid = new Map<number, string>();
  const definitions = new Map<number, CalendarDefinition>();
  let exceptionsLeft = MAX_EXCEPTIONS;
  for (const calendar of wantedCalendars(mapping)) {
    const id = env.newId();
    const flat = flattenCalendar(chainOf(calendar, all), file.project.weekStartDay ?? 0);
    const name = nameFor(mapping, calendar.name);
    byUid.set(calendar.uid!, id);
    definitions.set(calendar.uid!, { week: flat.week, exceptions: flat.exceptions, holidaySets: [] });
    addRow(mapping, 'calendar', id, { name, week: flat.week, holidaySets: [] });
    const exceptions = flat.exceptions.slice(0, exceptionsLeft);
    exceptionsLeft -= exceptions.length;
    for (const { name: label, fromDay, toDay, periods } of exceptions)
      addRow(mapping, 'calendarException', env.newId(), {
        calendarId: id,
        name: nameFor(mapping, label),
        days: { fromDay, toDay },
        periods,
      });
    book.add('calendars', name);
    book.add('calendar-exceptions', '', exceptions.length);
    book.add('exceptions-written-out', name, flat.writtenOut);
    book.add('working-times-repaired', name, flat.repaired);
    if (flat.cut > 0 || exceptions.length < flat.exceptions.length) book.add('exceptions-cut', name);
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
