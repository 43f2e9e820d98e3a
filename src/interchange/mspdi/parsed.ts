import type { WorkPeriod } from '../../time/calendar.ts';

/**
 * A Microsoft Project XML file as read: values in the product's units (instants, minutes, day numbers), codes as the
 * file has them, null where the file says nothing. Instants and minutes are whole; nothing is mapped or repaired yet.
 */
export interface MspdiFile {
  readonly project: MspdiProject;
  readonly calendars: MspdiCalendar[];
  readonly tasks: MspdiTask[];
  readonly resources: MspdiResource[];
  readonly assignments: MspdiAssignment[];
  /** Values that could not be read and were passed over. */
  readonly unreadable: Unreadable;
  /** Things that are not taken, by kind. */
  readonly passedOver: Map<PassedOver, number>;
  /** Whether the element Tasks was met at all. */
  hasTasks: boolean;
}

export interface Unreadable {
  count: number;
  /** The first few, such as `Analyse: Duration = abc`. */
  readonly examples: string[];
}

/** Contents of the file for which a plan has no place. */
export type PassedOver = 'custom-fields' | 'outline-codes' | 'timephased' | 'hyperlinks' | 'assignment-notes';

export interface MspdiProject {
  name: string;
  title: string;
  subject: string;
  author: string;
  scheduleFromStart: boolean | null;
  startMin: number | null;
  finishMin: number | null;
  statusMin: number | null;
  calendarUid: number | null;
  minutesPerDay: number | null;
  minutesPerWeek: number | null;
  daysPerMonth: number | null;
  /** 0 = Sunday. */
  weekStartDay: number | null;
  honorConstraints: boolean | null;
  durationFormat: number | null;
  splitsInProgress: boolean | null;
  /** Days. */
  criticalSlackLimit: number | null;
}

/** A day of the week, an exception or a day of a work week: whether there is work, and when. */
export interface MspdiDay {
  /** 1 = Sunday to 7 = Saturday, 0 = an exception in the manner of Microsoft Project 2003. */
  dayType: number | null;
  working: boolean | null;
  fromMin: number | null;
  toMin: number | null;
  /** As in the file: an end of 0 is midnight, and periods may run past it. */
  readonly periods: WorkPeriod[];
}

export interface MspdiException {
  name: string;
  fromMin: number | null;
  toMin: number | null;
  working: boolean | null;
  /** Recurrence: 1 daily, 2 and 3 yearly, 4 and 5 monthly, 6 weekly, 7 every n days, 8 every n weekdays. */
  type: number | null;
  enteredByOccurrences: boolean | null;
  occurrences: number | null;
  period: number | null;
  /** Bits from Sunday = 1 to Saturday = 64. */
  daysOfWeek: number | null;
  /** 0 day, 1 weekday, 2 weekend day, 3 Sunday to 9 Saturday. */
  monthItem: number | null;
  /** 0 first to 3 fourth, 4 last. */
  monthPosition: number | null;
  /** 0 = January. */
  month: number | null;
  monthDay: number | null;
  readonly periods: WorkPeriod[];
}

/** A week that holds for a while instead of the calendar's own. */
export interface MspdiWorkWeek {
  name: string;
  fromMin: number | null;
  toMin: number | null;
  readonly days: MspdiDay[];
}

export interface MspdiCalendar {
  uid: number | null;
  name: string;
  isBase: boolean | null;
  isBaseline: boolean | null;
  baseUid: number | null;
  readonly days: MspdiDay[];
  readonly exceptions: MspdiException[];
  readonly workWeeks: MspdiWorkWeek[];
}

export interface MspdiLink {
  predecessorUid: number | null;
  type: number | null;
  crossProject: boolean | null;
  /** Tenths of minutes, or percent. */
  lag: number | null;
  lagFormat: number | null;
}

export interface MspdiBaseline {
  number: number | null;
  startMin: number | null;
  finishMin: number | null;
  durationMin: number | null;
}

export interface MspdiTask {
  uid: number | null;
  name: string;
  outlineLevel: number | null;
  outlineNumber: string;
  wbs: string;
  isNull: boolean | null;
  milestone: boolean | null;
  manual: boolean | null;
  active: boolean | null;
  external: boolean | null;
  subproject: boolean | null;
  durationMin: number | null;
  durationFormat: number | null;
  estimated: boolean | null;
  startMin: number | null;
  finishMin: number | null;
  manualStartMin: number | null;
  manualFinishMin: number | null;
  manualDurationMin: number | null;
  constraintType: number | null;
  constraintMin: number | null;
  deadlineMin: number | null;
  percentComplete: number | null;
  actualStartMin: number | null;
  actualFinishMin: number | null;
  calendarUid: number | null;
  notes: string;
  priority: number | null;
  /** Tenths of minutes, around the clock. */
  levelingDelay: number | null;
  /** 0 fixed units, 1 fixed duration, 2 fixed work. */
  type: number | null;
  effortDriven: boolean | null;
  ignoreResourceCalendar: boolean | null;
  remainingMin: number | null;
  /** Where the work of a task under way stopped and where it goes on. */
  stopMin: number | null;
  resumeMin: number | null;
  cost: number | null;
  fixedCost: number | null;
  readonly links: MspdiLink[];
  readonly baselines: MspdiBaseline[];
  /** What Microsoft Project calculated, to compare with. Slack in tenths of minutes. */
  earlyStartMin: number | null;
  earlyFinishMin: number | null;
  lateStartMin: number | null;
  lateFinishMin: number | null;
  totalSlack: number | null;
  critical: boolean | null;
}

export interface MspdiResource {
  uid: number | null;
  name: string;
  /** 0 material, 1 work, 2 cost. */
  type: number | null;
  isCost: boolean | null;
  isNull: boolean | null;
  email: string;
  group: string;
  notes: string;
  calendarUid: number | null;
  /** 1 is one whole person. */
  maxUnits: number | null;
}

export interface MspdiAssignment {
  taskUid: number | null;
  resourceUid: number | null;
  workContour: number | null;
  workMin: number | null;
  units: number | null;
  /** Tenths of working minutes. */
  delay: number | null;
  levelingDelay: number | null;
  /** Stretches in which work lies or, within them, does not; neighbours of one kind joined. */
  readonly stretches: MspdiStretch[];
}

/** Time of an assignment with work in it, or an interruption. */
export interface MspdiStretch {
  startMin: number;
  finishMin: number;
  readonly work: boolean;
}
