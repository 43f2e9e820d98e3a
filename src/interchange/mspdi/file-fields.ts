import { calendarFields } from './calendar-fields.ts';
import { newAssignment, newCalendar, newResource, newTask } from './entries.ts';
import { kindsFor, type Reading } from './field-kinds.ts';
import type { MspdiLimits } from './limits.ts';
import type { MspdiAssignment, MspdiFile, MspdiProject, MspdiResource } from './parsed.ts';
import { taskFields } from './task-fields.ts';
import { instantValue } from './values.ts';
import { type Branch, branch, type Element, type Fields, fields, type Leaf } from './xml-reader.ts';

const resourceFields = (reading: Reading): Fields<MspdiResource> => {
  const { int, num, flag, text, key, counted } = kindsFor<MspdiResource>(reading);
  return fields<MspdiResource>({
    UID: key('uid'),
    Name: text('name'),
    Type: int('type'),
    IsCostResource: flag('isCost'),
    IsNull: flag('isNull'),
    EmailAddress: text('email'),
    Group: text('group'),
    Notes: text('notes'),
    CalendarUID: int('calendarUid'),
    MaxUnits: num('maxUnits'),
    ExtendedAttribute: counted('custom-fields'),
    OutlineCode: counted('outline-codes'),
    Hyperlink: counted('hyperlinks'),
  });
};

interface Timephased {
  type: number | null;
  startMin: number | null;
  finishMin: number | null;
  /** Null where the file says nothing, which it does off work. */
  work: boolean | null;
}

/** Work that is left and work that is done; other types are costs, overtime and baselines. */
const WORK_TYPES: ReadonlySet<number | null> = new Set([1, 2]);

/** Adds a stretch to an assignment; what lies off work goes with what is before it. */
const addStretch = ({ stretches }: MspdiAssignment, { type, startMin, finishMin, work }: Timephased): void => {
  if (!WORK_TYPES.has(type) || startMin === null || finishMin === null) return;
  const last = stretches[stretches.length - 1];
  if (last && last.finishMin === startMin && (work === null || work === last.work)) last.finishMin = finishMin;
  else if (work !== null) stretches.push({ startMin, finishMin, work });
};

const assignmentFields = (reading: Reading): Fields<MspdiAssignment> => {
  const { int, num, duration, key, counted } = kindsFor<MspdiAssignment>(reading);
  const { int: typeOf } = kindsFor<Timephased>(reading);
  // Microsoft Project has written times such as 17:-0 here; such a stretch is passed over.
  const instant = (key: 'startMin' | 'finishMin'): Leaf<Timephased> => ({
    take: (parent, text) => {
      parent[key] = instantValue(text);
    },
  });
  return fields<MspdiAssignment>({
    TaskUID: key('taskUid'),
    ResourceUID: key('resourceUid'),
    WorkContour: int('workContour'),
    Work: duration('workMin'),
    Units: num('units'),
    Delay: num('delay'),
    LevelingDelay: num('levelingDelay'),
    Notes: counted('assignment-notes'),
    ExtendedAttribute: counted('custom-fields'),
    TimephasedData: branch<MspdiAssignment, Timephased>({
      open: () => ({ type: null, startMin: null, finishMin: null, work: null }),
      children: fields<Timephased>({
        Type: typeOf('type'),
        Start: instant('startMin'),
        Finish: instant('finishMin'),
        Value: {
          take: (parent, text) => {
            // A few seconds are work too, so the figures are looked at rather than read.
            if (text.trim() !== '') parent.work = /[1-9]/.test(text);
          },
        },
      }),
      close: addStretch,
    }),
    Hyperlink: counted('hyperlinks'),
  });
};

/** The element Project and everything below it that is read, into `file`. */
export const projectBranch = (file: MspdiFile, limits: MspdiLimits): Branch<null, MspdiProject> => {
  const reading: Reading = { file, seen: new Map() };
  const { int, num, flag, text, instant, inside, many } = kindsFor<MspdiProject>(reading);
  const { elements } = limits;
  const list = <T>(name: string, limit: number, make: () => T, into: T[], of: Fields<T>): Element<MspdiProject> =>
    inside(fields({ [name]: many(name, limit, make, (_, made) => into.push(made), of) }));
  return {
    open: () => file.project,
    children: fields<MspdiProject>({
      Name: text('name'),
      Title: text('title'),
      Subject: text('subject'),
      Author: text('author'),
      ScheduleFromStart: flag('scheduleFromStart'),
      StartDate: instant('startMin'),
      FinishDate: instant('finishMin'),
      StatusDate: instant('statusMin'),
      CalendarUID: int('calendarUid'),
      MinutesPerDay: int('minutesPerDay'),
      MinutesPerWeek: int('minutesPerWeek'),
      DaysPerMonth: int('daysPerMonth'),
      WeekStartDay: int('weekStartDay'),
      HonorConstraints: flag('honorConstraints'),
      DurationFormat: int('durationFormat'),
      SplitsInProgressTasks: flag('splitsInProgress'),
      CriticalSlackLimit: num('criticalSlackLimit'),
      Calendars: list('Calendar', elements, newCalendar, file.calendars, calendarFields(reading, limits)),
      Tasks: branch<MspdiProject, MspdiProject>({
        open: (parent) => {
          file.hasTasks = true;
          return parent;
        },
        children: fields({
          Task: many('Task', limits.tasks, newTask, (_, made) => file.tasks.push(made), taskFields(reading, limits)),
        }),
      }),
      Resources: list('Resource', elements, newResource, file.resources, resourceFields(reading)),
      Assignments: list('Assignment', elements, newAssignment, file.assignments, assignmentFields(reading)),
    }),
  };
};
