import { calendarFields } from './calendar-fields.ts';
import { newAssignment, newCalendar, newResource, newTask } from './entries.ts';
import { kindsFor, type Reading } from './field-kinds.ts';
import type { MspdiLimits } from './limits.ts';
import type { MspdiAssignment, MspdiFile, MspdiProject, MspdiResource } from './parsed.ts';
import { taskFields } from './task-fields.ts';
import { type Branch, branch, type Element, type Fields, fields } from './xml-reader.ts';

const resourceFields = (reading: Reading): Fields<MspdiResource> => {
  const { int, flag, text, key, counted } = kindsFor<MspdiResource>(reading);
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
    ExtendedAttribute: counted('custom-fields'),
    OutlineCode: counted('outline-codes'),
    Hyperlink: counted('hyperlinks'),
  });
};

const assignmentFields = (reading: Reading): Fields<MspdiAssignment> => {
  const { int, duration, key, counted } = kindsFor<MspdiAssignment>(reading);
  return fields<MspdiAssignment>({
    TaskUID: key('taskUid'),
    ResourceUID: key('resourceUid'),
    WorkContour: int('workContour'),
    Work: duration('workMin'),
    Notes: counted('assignment-notes'),
    ExtendedAttribute: counted('custom-fields'),
    TimephasedData: counted('timephased'),
    Hyperlink: counted('hyperlinks'),
  });
};

/** The element Project and everything below it that is read, into `file`. */
export const projectBranch = (file: MspdiFile, limits: MspdiLimits): Branch<null, MspdiProject> => {
  const reading: Reading = { file, seen: new Map() };
  const { int, flag, text, instant, inside, many } = kindsFor<MspdiProject>(reading);
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
