import { HOLIDAY_SETS } from '../time/holiday-sets.ts';
import { RECURRENCE_PATTERNS } from '../time/recurrence.ts';
import type { CellSpec, EntitySpec, FieldSpec } from './cell-spec.ts';
import { commitmentEntities } from './commitment-schema.ts';
import { tenderEntities, tenderLinkCells, tenderTaskCells } from './tender-schema.ts';

/**
 * The one description of what a plan consists of. TypeScript types (row.ts), validation (validate.ts), SQLite tables
 * (main/store/tables.ts), field lists of imports and exports, and label keys (`field.<entity>.<cell>`) follow from it.
 *
 * A *cell* is the unit of merging: what makes sense only together is one cell (`record`), so that two people who change
 * different cells of a row never disturb each other, and two who change the same one are both kept.
 * Cells are added, never renamed or reused; `since` names the schema version that brought a cell.
 */

/** Version of the meaning of the cells below; raised with every added entity or cell. */
export const SCHEMA_VERSION = 5;

const text = <const M extends number>(max: M) => ({ type: 'text', max, since: 1 }) as const;
const int = (min: number, max: number, fallback: number) =>
  ({ type: 'int', min, max, default: fallback, since: 1 }) as const;
const flag = (fallback: boolean) => ({ type: 'flag', default: fallback, since: 1 }) as const;
const day = { type: 'day', since: 1 } as const;
const instant = { type: 'instant', since: 1 } as const;
const choice = <const V extends readonly string[]>(values: V, fallback: V[number]) =>
  ({ type: 'choice', values, default: fallback, since: 1 }) as const;
const ref = (entity: string) => ({ type: 'ref', entity, since: 1 }) as const;
const record = <const F extends Readonly<Record<string, FieldSpec>>>(fields: F) =>
  ({ type: 'record', fields, since: 1 }) as const;

/** Longest name of anything, in characters. */
export const MAX_NAME = 500;
/** Longest running text (notes, descriptions), in characters. */
export const MAX_TEXT = 1_000_000;
/** Longest picture in a plan: a logo of some 225 kB, written in base64. */
export const MAX_PICTURE = 300_000;
/** Longest duration or lag: about 200 years of working minutes. */
export const MAX_DURATION_MIN = 100_000_000;

/** Units in which people write durations and lags; kept so that "2 uger" is still shown as weeks. */
export const DURATION_UNITS = ['min', 'hour', 'day', 'week', 'month'] as const;
/** The eight constraints of Microsoft Project, under its own abbreviations. */
export const CONSTRAINT_TYPES = ['ASAP', 'ALAP', 'SNET', 'SNLT', 'FNET', 'FNLT', 'MSO', 'MFO'] as const;
export type ConstraintType = (typeof CONSTRAINT_TYPES)[number];
/** Finish-to-start, start-to-start, finish-to-finish, start-to-finish. */
export const LINK_TYPES = ['FS', 'SS', 'FF', 'SF'] as const;
export type LinkType = (typeof LINK_TYPES)[number];
/** How a lag counts: in working time, around the clock, or as percent of the predecessor's duration. */
export const LAG_KINDS = ['working', 'elapsed', 'percent'] as const;
export type LagKind = (typeof LAG_KINDS)[number];
/** Which of duration, units and work stays when another one changes. */
export const TASK_TYPES = ['fixedUnits', 'fixedDuration', 'fixedWork'] as const;
export type TaskType = (typeof TASK_TYPES)[number];
/** How work is spread over an assignment; every shape but the flat one stretches it (src/model/contour.ts). */
export const CONTOURS = [
  'flat',
  'backLoaded',
  'frontLoaded',
  'doublePeak',
  'earlyPeak',
  'latePeak',
  'bell',
  'turtle',
  'contoured',
] as const;
export type Contour = (typeof CONTOURS)[number];
/** How the length of a task varies in the odds; `none` means that it does not. */
export const ESTIMATE_DISTRIBUTIONS = ['none', 'triangular', 'pert', 'lognormal'] as const;
export type EstimateDistribution = (typeof ESTIMATE_DISTRIBUTIONS)[number];
/** How unsure a length is, where nobody has named three points. */
export const ESTIMATE_SPREADS = ['low', 'medium', 'high', 'veryHigh'] as const;
export type EstimateSpread = (typeof ESTIMATE_SPREADS)[number];
/** How far a plan is settled, as its title block says. */
export const DOCUMENT_STATUSES = ['none', 'draft', 'review', 'approved'] as const;
/** What a decision is about, where no value of a row says it; the merge reads it (src/sync/decisions.ts). */
export const DECISION_KINDS = ['edit-delete', 'duplicate', 'value'] as const;
/** Number of distinct stage colours that the palettes define. */
export const STAGE_COLORS = 10;

export const entities = {
  project: {
    scope: 'document',
    cells: {
      name: text(MAX_NAME),
      description: text(MAX_TEXT),
      caseNumber: text(100),
      author: text(MAX_NAME),
      /** Of the plan as a paper: which edition it is, and how far it is settled. */
      revision: { type: 'text', max: 100, since: 2 },
      documentStatus: { type: 'choice', values: DOCUMENT_STATUSES, default: 'none', since: 2 },
      /** A PNG in base64, shown on prints; src/report/logo.ts says what it may hold. */
      logo: { type: 'text', max: MAX_PICTURE, since: 2 },
      templateId: text(100),
      startMin: instant,
      statusMin: instant,
      scheduleFrom: choice(['start', 'finish'], 'start'),
      /** The finish from which a project is scheduled backwards. */
      finishMin: instant,
      honourConstraints: flag(true),
      /** What is left of a task under way waits for the links into it; its start stands. */
      splitInProgress: flag(true),
      /** Nothing that is left to do lies before the status date. */
      rescheduleAfterStatus: flag(false),
      /** Tasks with no more total slack than this are critical; working minutes. */
      criticalSlackMin: { type: 'int', min: -MAX_DURATION_MIN, max: MAX_DURATION_MIN, default: 0, since: 1 },
      /** The dates that came with an imported plan are shown until somebody has the plan recalculated. */
      datesAsRecorded: flag(false),
      calendarId: ref('calendar'),
      /** The milestone at which the contract is signed: nothing goes live before it. */
      contractTaskId: { type: 'ref', entity: 'task', since: 3 },
      /** How many working minutes a written "day", "week" or "month" means in this project. */
      workUnits: record({
        minutesPerDay: { type: 'int', min: 1, max: 1440, default: 480 },
        minutesPerWeek: { type: 'int', min: 1, max: 10_080, default: 2400 },
        daysPerMonth: { type: 'int', min: 1, max: 31, default: 20 },
      }),
    },
  },
  stage: {
    scope: 'document',
    cells: { name: text(MAX_NAME), order: text(200), color: int(0, STAGE_COLORS - 1, 0), description: text(MAX_TEXT) },
  },
  gate: {
    scope: 'document',
    cells: {
      name: text(MAX_NAME),
      stageId: ref('stage'),
      /** The milestone whose date is the gate's date. */
      taskId: ref('task'),
      body: text(MAX_NAME),
      decision: choice(['open', 'approved', 'conditional', 'rejected'], 'open'),
      decidedDay: day,
      conditions: text(MAX_TEXT),
    },
  },
  gateItem: {
    scope: 'document',
    cells: {
      gateId: ref('gate'),
      kind: choice(['question', 'deliverable'], 'question'),
      text: text(MAX_TEXT),
      order: text(200),
      answer: choice(['open', 'yes', 'no', 'not-relevant'], 'open'),
      comment: text(MAX_TEXT),
    },
  },
  task: {
    scope: 'document',
    cells: {
      name: text(MAX_NAME),
      place: record({ parent: { type: 'ref', entity: 'task' }, order: { type: 'text', max: 200 } }),
      kind: choice(['task', 'milestone'], 'task'),
      mode: choice(['auto', 'manual'], 'auto'),
      /** Working minutes (elapsed ones where `elapsed`), and the unit in which they were written. */
      duration: record({
        minutes: { type: 'int', min: 0, max: MAX_DURATION_MIN, default: 480 },
        unit: { type: 'choice', values: DURATION_UNITS, default: 'day' },
        elapsed: { type: 'flag', default: false },
        estimated: { type: 'flag', default: false },
      }),
      /**
       * How sure the duration is. Points that are null follow from the class and the duration (src/schedule/odds/estimate.ts).
       * Tasks of one group are late together: a supplier, a decision-maker.
       */
      estimate: record({
        distribution: { type: 'choice', values: ESTIMATE_DISTRIBUTIONS, default: 'none' },
        lowMin: { type: 'int', min: 0, max: MAX_DURATION_MIN, default: null },
        likelyMin: { type: 'int', min: 0, max: MAX_DURATION_MIN, default: null },
        highMin: { type: 'int', min: 0, max: MAX_DURATION_MIN, default: null },
        spread: { type: 'choice', values: ESTIMATE_SPREADS, default: 'medium' },
        group: { type: 'text', max: 100 },
      }),
      constraint: record({
        type: { type: 'choice', values: CONSTRAINT_TYPES, default: 'ASAP' },
        atMin: { type: 'instant' },
      }),
      /** Dates that a person set on a manually scheduled task. */
      manualDates: record({ startMin: { type: 'instant' }, finishMin: { type: 'instant' } }),
      actual: record({ startMin: { type: 'instant' }, finishMin: { type: 'instant' } }),
      percentComplete: int(0, 100, 0),
      /** Working minutes that are left of a task under way, where somebody knows better than the percentage. */
      remainingMin: { type: 'int', min: 0, max: MAX_DURATION_MIN, default: null, since: 1 },
      /** Interruptions, in working minutes: after so much work so long a break. */
      splits: { type: 'breaks', since: 1 },
      taskType: choice(TASK_TYPES, 'fixedUnits'),
      /** The work stays when people come or go. */
      effortDriven: flag(false),
      /** Days off of the people assigned do not move the task. */
      ignoreResourceCalendar: flag(false),
      /** Minutes by which levelling of resources moved the start, around the clock. */
      levelingDelayMin: int(0, MAX_DURATION_MIN, 0),
      /** Dates as they stood in the file that the plan came from. */
      recorded: record({ startMin: { type: 'instant' }, finishMin: { type: 'instant' } }),
      deadlineMin: instant,
      inactive: flag(false),
      calendarId: ref('calendar'),
      responsibleId: ref('party'),
      /** Stage of this task and of all below it that name no other. */
      stageId: ref('stage'),
      ...tenderTaskCells,
    },
  },
  link: {
    scope: 'document',
    cells: {
      predecessorId: ref('task'),
      successorId: ref('task'),
      type: choice(LINK_TYPES, 'FS'),
      /** `amount` is minutes, or percent of the predecessor's duration where `kind` is percent. Negative is lead. */
      lag: record({
        amount: { type: 'int', min: -MAX_DURATION_MIN, max: MAX_DURATION_MIN, default: 0 },
        kind: { type: 'choice', values: LAG_KINDS, default: 'working' },
        unit: { type: 'choice', values: DURATION_UNITS, default: 'day' },
      }),
      ...tenderLinkCells,
    },
  },
  calendar: {
    scope: 'document',
    cells: {
      name: text(MAX_NAME),
      week: { type: 'week', since: 1 },
      holidaySets: { type: 'choices', values: HOLIDAY_SETS, since: 1 },
      /** The calendar whose holidays, work weeks and exceptions hold here too. */
      baseId: ref('calendar'),
      /** The week is that of the base. */
      weekFromBase: flag(false),
    },
  },
  calendarException: {
    scope: 'document',
    cells: {
      calendarId: ref('calendar'),
      name: text(MAX_NAME),
      days: record({ fromDay: { type: 'day' }, toDay: { type: 'day' } }),
      /** Working periods on those days; none means closed. */
      periods: { type: 'periods', since: 1 },
      /** Which of the days, where not all of them; src/time/recurrence.ts says what each part means. */
      recurrence: record({
        pattern: { type: 'choice', values: RECURRENCE_PATTERNS, default: 'none' },
        every: { type: 'int', min: 1, max: 1000, default: 1 },
        weekdays: { type: 'int', min: 0, max: 127, default: 0 },
        weekStart: { type: 'int', min: 0, max: 6, default: 0 },
        position: { type: 'int', min: 0, max: 4, default: 0 },
        item: { type: 'int', min: 0, max: 9, default: 0 },
        month: { type: 'int', min: 1, max: 12, default: 1 },
        day: { type: 'int', min: 1, max: 31, default: 1 },
        count: { type: 'int', min: 1, max: 100_000, default: null },
      }),
    },
  },
  workWeek: {
    scope: 'document',
    cells: {
      calendarId: ref('calendar'),
      name: text(MAX_NAME),
      days: record({ fromDay: { type: 'day' }, toDay: { type: 'day' } }),
      week: { type: 'week', since: 1 },
      /** Days of the week of which it says nothing: bits from Monday = 1 to Sunday = 64. */
      unsaid: int(0, 127, 0),
    },
  },
  party: {
    scope: 'document',
    cells: {
      kind: choice(['person', 'organisation'], 'person'),
      name: text(MAX_NAME),
      email: text(320),
      role: text(MAX_NAME),
      organisationId: ref('party'),
      /** When a person works; the project's calendar where there is none. */
      calendarId: ref('calendar'),
      /** How much of a person there is at most, in thousandths. */
      maxUnitsPermille: int(0, 100_000, 1000),
    },
  },
  assignment: {
    scope: 'document',
    cells: {
      taskId: ref('task'),
      partyId: ref('party'),
      /** Share of the person's time, in thousandths. */
      unitsPermille: int(0, 100_000, 1000),
      /** Minutes of work; none means what duration and units come to. */
      workMin: { type: 'int', min: 0, max: MAX_DURATION_MIN, default: null, since: 1 },
      contour: choice(CONTOURS, 'flat'),
      /** Working minutes after the start of the task before this person begins. */
      delayMin: int(0, MAX_DURATION_MIN, 0),
    },
  },
  note: {
    scope: 'document',
    cells: {
      subject: record({ entity: { type: 'text', max: 40 }, id: { type: 'text', max: 64 } }),
      text: text(MAX_TEXT),
    },
  },
  /** A way to look at the plan that everybody who has the plan can choose. */
  savedView: {
    scope: 'document',
    /** `setup` is one cell, because columns, filter and order make sense together only; src/reading/view-setup.ts reads it. */
    cells: { name: text(MAX_NAME), setup: text(100_000) },
  },
  /**
   * What somebody has decided about a row that changes made apart disagree on: that one which was edited and deleted has
   * been settled, that two of one name are not the same, or that one of several values holds. Taken back, the row is deleted,
   * and the question open again.
   */
  decision: {
    scope: 'document',
    cells: {
      kind: { type: 'choice', values: DECISION_KINDS, default: 'edit-delete', since: 4 },
      subject: {
        type: 'record',
        fields: { entity: { type: 'text', max: 40 }, id: { type: 'text', max: 64 } },
        since: 4,
      },
      /** Of two rows the other one; of a value its cell. */
      otherId: { type: 'text', max: 64, since: 4 },
    },
  },
  baseline: {
    scope: 'document',
    cells: { name: text(MAX_NAME), takenMin: instant },
  },
  baselineTask: {
    scope: 'document',
    cells: {
      baselineId: ref('baseline'),
      taskId: ref('task'),
      dates: record({
        startMin: { type: 'instant' },
        finishMin: { type: 'instant' },
        durationMin: { type: 'int', min: 0, max: MAX_DURATION_MIN, default: 0 },
      }),
    },
  },
  /** A point of the history with a name. */
  planVersion: {
    scope: 'document',
    cells: {
      name: { type: 'text', max: MAX_NAME, since: 5 },
      description: { type: 'text', max: MAX_TEXT, since: 5 },
      /** What it includes, as JSON: the highest number of each copy (src/model/held-text.ts). */
      held: { type: 'text', max: 100_000, since: 5 },
      /** When it was named; of a point of the past when that was. Only for people. */
      atMin: { type: 'instant', since: 5 },
    },
  },
  ...tenderEntities,
  ...commitmentEntities,
} as const satisfies Readonly<Record<string, EntitySpec>>;

export type EntityName = keyof typeof entities;

/** All entity names, in the order of the schema. */
export const ENTITY_NAMES = Object.keys(entities) as readonly EntityName[];

/** Says whether a text, from a file or another process, names an entity of this version. */
export const isEntityName = (name: string): name is EntityName => Object.hasOwn(entities, name);

/** The cell's description, or undefined where this version knows no such cell. */
export const cellSpec = (entity: EntityName, cell: string): CellSpec | undefined =>
  Object.hasOwn(entities[entity].cells, cell)
    ? (entities[entity].cells as Readonly<Record<string, CellSpec>>)[cell]
    : undefined;
