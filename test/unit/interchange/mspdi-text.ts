/** Builds small Microsoft Project XML files for tests: elements from plain objects, in the order given. */
export type Content = string | number | boolean | ContentMap | readonly (string | number | boolean | ContentMap)[];
export interface ContentMap {
  readonly [element: string]: Content;
}

const escaped = (text: string): string => text.replace(/&/g, '&amp;').replace(/</g, '&lt;');

const written = (name: string, content: Content): string => {
  if (Array.isArray(content)) return content.map((each) => written(name, each)).join('');
  if (typeof content === 'object') return `<${name}>${inner(content as ContentMap)}</${name}>`;
  const value = typeof content === 'boolean' ? Number(content) : content;
  return `<${name}>${escaped(String(value))}</${name}>`;
};

const inner = (map: ContentMap): string =>
  Object.entries(map)
    .map(([name, content]) => `${written(name, content)}\n`)
    .join('');

export const HEADER = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';

const OFFICE = [
  { FromTime: '08:00:00', ToTime: '12:00:00' },
  { FromTime: '13:00:00', ToTime: '17:00:00' },
];

/** The standard week as Microsoft Project writes it. */
export const standardWeek = (): ContentMap => ({
  WeekDay: Array.from(
    { length: 7 },
    (_, i): ContentMap =>
      i === 0 || i === 6
        ? { DayType: i + 1, DayWorking: 0 }
        : { DayType: i + 1, DayWorking: 1, WorkingTimes: { WorkingTime: OFFICE } },
  ),
});

export const standardCalendar = (): ContentMap => ({
  UID: 1,
  Name: 'Standard',
  IsBaseCalendar: 1,
  BaseCalendarUID: -1,
  WeekDays: standardWeek(),
});

/** A project around tasks and other parts. Without `Calendars` it has the standard one. */
export const projectXml = (parts: ContentMap, tasks: readonly ContentMap[] = []): string => {
  const head: ContentMap = { Name: 'prøve.xml', StartDate: '2027-04-05T08:00:00', CalendarUID: 1 };
  const calendars: ContentMap = { Calendars: { Calendar: standardCalendar() } };
  const body = inner({ ...head, ...calendars, ...parts, Tasks: { Task: tasks } });
  return `${HEADER}<Project xmlns="http://schemas.microsoft.com/project">\n${body}</Project>\n`;
};

/** A task with the fields that every file has. */
export const task = (uid: number, more: ContentMap = {}): ContentMap => ({
  UID: uid,
  ID: uid,
  Name: `Opgave ${uid}`,
  OutlineLevel: 1,
  Duration: 'PT8H0M0S',
  DurationFormat: 7,
  ...more,
});

/** Elements that Microsoft Project writes with every task and of which nothing is taken. */
const REST = [
  'Type',
  'CreateDate',
  'EffortDriven',
  'Recurring',
  'OverAllocated',
  'IsSubprojectReadOnly',
  'Rollup',
  'FinishVariance',
  'StartVariance',
  'WorkVariance',
  'FreeSlack',
  'FixedCostAccrual',
  'PercentWorkComplete',
  'ActualDuration',
  'ActualCost',
  'ActualWork',
  'RegularWork',
  'RemainingDuration',
  'RemainingCost',
  'RemainingWork',
  'ACWP',
  'CV',
  'LevelAssignments',
  'LevelingCanSplit',
  'LevelingDelayFormat',
  'IgnoreResourceCalendar',
  'HideBar',
  'BCWS',
  'BCWP',
  'EarnedValueMethod',
  'IsPublished',
  'CommitmentType',
];

/** A piece of a long plan: tasks `from` to `to`, in summaries of ten, each linked to the one before it. */
export const longPlanTasks = (from: number, to: number): string => {
  let text = '';
  for (let uid = from; uid < to; uid++) {
    const summary = uid % 10 === 1;
    text += written('Task', {
      ...task(uid, {
        OutlineLevel: summary ? 1 : 2,
        Start: '2027-04-05T08:00:00',
        Finish: '2027-04-05T17:00:00',
        EarlyStart: '2027-04-05T08:00:00',
        LateFinish: '2027-04-05T17:00:00',
        TotalSlack: 0,
        Critical: 0,
        PercentComplete: 0,
        Priority: 500,
        ConstraintType: 0,
        CalendarUID: -1,
        ...Object.fromEntries(REST.map((name) => [name, 0])),
      }),
      ...(summary || uid % 10 === 2
        ? {}
        : { PredecessorLink: { PredecessorUID: uid - 1, Type: 1, CrossProject: 0, LinkLag: 0, LagFormat: 7 } }),
    });
  }
  return text;
};

export const LONG_PLAN_START = `${HEADER}<Project xmlns="http://schemas.microsoft.com/project"><Name>lang.xml</Name><StartDate>2027-04-05T08:00:00</StartDate><Tasks>\n`;
export const LONG_PLAN_END = '</Tasks></Project>\n';
