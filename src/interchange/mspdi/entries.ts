import type {
  MspdiAssignment,
  MspdiBaseline,
  MspdiCalendar,
  MspdiDay,
  MspdiException,
  MspdiFile,
  MspdiLink,
  MspdiResource,
  MspdiTask,
  MspdiWorkWeek,
} from './parsed.ts';

/** An empty file to read into. */
export const newFile = (): MspdiFile => ({
  project: {
    name: '',
    title: '',
    subject: '',
    author: '',
    scheduleFromStart: null,
    startMin: null,
    finishMin: null,
    statusMin: null,
    calendarUid: null,
    minutesPerDay: null,
    minutesPerWeek: null,
    daysPerMonth: null,
    weekStartDay: null,
    honorConstraints: null,
    durationFormat: null,
    splitsInProgress: null,
    criticalSlackLimit: null,
  },
  calendars: [],
  tasks: [],
  resources: [],
  assignments: [],
  unreadable: { count: 0, examples: [] },
  passedOver: new Map(),
  hasTasks: false,
});

/** A day, an exception, a work week, a calendar, ... of which nothing is known yet. */
export const newDay = (): MspdiDay => ({ dayType: null, working: null, fromMin: null, toMin: null, periods: [] });

export const newException = (): MspdiException => ({
  name: '',
  fromMin: null,
  toMin: null,
  working: null,
  type: null,
  enteredByOccurrences: null,
  occurrences: null,
  period: null,
  daysOfWeek: null,
  monthItem: null,
  monthPosition: null,
  month: null,
  monthDay: null,
  periods: [],
});

export const newWorkWeek = (): MspdiWorkWeek => ({ name: '', fromMin: null, toMin: null, days: [] });

export const newCalendar = (): MspdiCalendar => ({
  uid: null,
  name: '',
  isBase: null,
  isBaseline: null,
  baseUid: null,
  days: [],
  exceptions: [],
  workWeeks: [],
});

export const newLink = (): MspdiLink => ({
  predecessorUid: null,
  type: null,
  crossProject: null,
  lag: null,
  lagFormat: null,
});

export const newBaseline = (): MspdiBaseline => ({ number: null, startMin: null, finishMin: null, durationMin: null });

export const newTask = (): MspdiTask => ({
  uid: null,
  name: '',
  outlineLevel: null,
  outlineNumber: '',
  wbs: '',
  isNull: null,
  milestone: null,
  manual: null,
  active: null,
  external: null,
  subproject: null,
  durationMin: null,
  durationFormat: null,
  estimated: null,
  startMin: null,
  finishMin: null,
  manualStartMin: null,
  manualFinishMin: null,
  manualDurationMin: null,
  constraintType: null,
  constraintMin: null,
  deadlineMin: null,
  percentComplete: null,
  actualStartMin: null,
  actualFinishMin: null,
  calendarUid: null,
  notes: '',
  priority: null,
  levelingDelay: null,
  type: null,
  effortDriven: null,
  ignoreResourceCalendar: null,
  remainingMin: null,
  stopMin: null,
  resumeMin: null,
  cost: null,
  fixedCost: null,
  links: [],
  baselines: [],
  earlyStartMin: null,
  earlyFinishMin: null,
  lateStartMin: null,
  lateFinishMin: null,
  totalSlack: null,
  critical: null,
});

export const newResource = (): MspdiResource => ({
  uid: null,
  name: '',
  type: null,
  isCost: null,
  isNull: null,
  email: '',
  group: '',
  notes: '',
  calendarUid: null,
  maxUnits: null,
});

export const newAssignment = (): MspdiAssignment => ({
  taskUid: null,
  resourceUid: null,
  workContour: null,
  workMin: null,
  units: null,
  delay: null,
  levelingDelay: null,
  stretches: [],
});
