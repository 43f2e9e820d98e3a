import { DATE_PRECISIONS } from '../time/precise-date.ts';
import type { EntitySpec } from './cell-spec.ts';

/** Ways to award a contract that the product plans; src/tender/procedure.ts says what holds for which. */
export const TENDER_PROCEDURES = [
  'open',
  'restricted',
  'negotiation',
  'dialogue',
  'innovation',
  'without-notice',
  'dps',
  'dps-purchase',
  'framework-mini',
  'light',
  'design-contest',
  'below-cross-border',
  'below-national',
] as const;
/** From what a timetable is planned: forwards from the notice, backwards from the others. */
export const TENDER_ANCHORS = ['notice', 'contract', 'go-live', 'old-contract-end'] as const;
/** Planned durations by kind of tender (src/tender/template.ts). */
export const TENDER_TEMPLATES = ['minimum', 'small', 'open-standard', 'large-it'] as const;
/** What a threshold is for (src/tender/thresholds.ts). */
export const THRESHOLD_KINDS = [
  'supplies-services.sub-central',
  'supplies-services.central',
  'works',
  'light',
  'small-lot',
  'small-lot.works',
] as const;

/** Most rounds of negotiation or dialogue, and of questions. */
export const MOST_TENDER_ROUNDS = 10;
/** Longest name of a tender's event in a plan (`negotiation-2`), and of a rule. */
export const MAX_TENDER_KEY = 60;

/** Largest amount in øre or cents: ten thousand billion. */
const MAX_MINOR = 1_000_000_000_000_000;
const SINCE = 2;

const text = <const M extends number>(max: M) => ({ type: 'text', max, since: SINCE }) as const;
const flag = (fallback: boolean) => ({ type: 'flag', default: fallback, since: SINCE }) as const;
const choice = <const V extends readonly string[]>(values: V, fallback: V[number]) =>
  ({ type: 'choice', values, default: fallback, since: SINCE }) as const;
const whole = (min: number, max: number, fallback: number) =>
  ({ type: 'int', min, max, default: fallback, since: SINCE }) as const;
const wholeOrNone = (min: number, max: number) => ({ type: 'int', min, max, default: null, since: SINCE }) as const;
const minor = { type: 'int', min: 0, max: MAX_MINOR, default: 0, since: SINCE } as const;

/**
 * Tenders of a project. What is assumed of a tender stands in its cells, and its rules follow from them (src/tender);
 * its dates are those of the tasks that name it (`task.tenderId`, `task.tenderEvent`).
 */
export const tenderEntities = {
  tender: {
    scope: 'document',
    cells: {
      name: text(500),
      order: text(200),
      description: text(1_000_000),
      procedure: choice(TENDER_PROCEDURES, 'open'),
      /** The date from which the timetable is made. */
      anchor: {
        type: 'record',
        fields: {
          event: { type: 'choice', values: TENDER_ANCHORS, default: 'notice' },
          day: { type: 'day' },
        },
        since: SINCE,
      },
      template: choice(TENDER_TEMPLATES, 'open-standard'),
      /** Tenders are handed in electronically. */
      electronic: flag(true),
      /** Prior information notice: when it is sent, and whether it holds all that it must to shorten the time to tender. */
      pin: {
        type: 'record',
        fields: { day: { type: 'day' }, complete: { type: 'flag', default: true } },
        since: SINCE,
      },
      /** Urgency, and the reason that the notice gives for it. */
      urgency: {
        type: 'record',
        fields: { claimed: { type: 'flag', default: false }, reason: { type: 'text', max: 10_000 } },
        since: SINCE,
      },
      /** Days to tender that all selected candidates have agreed to. */
      agreedDays: wholeOrNone(1, 365),
      documentsOnline: flag(true),
      siteVisit: flag(false),
      /** Decisions are sent by letter and not electronically. */
      letter: flag(false),
      rounds: whole(1, MOST_TENDER_ROUNDS, 1),
      questionRounds: whole(1, MOST_TENDER_ROUNDS, 1),
      boardApproval: flag(false),
      /** Whether the contract is a framework agreement, and for how many months. */
      framework: {
        type: 'record',
        fields: {
          agreed: { type: 'flag', default: false },
          months: { type: 'int', min: 1, max: 1200, default: null },
        },
        since: SINCE,
      },
      exAnteNotice: flag(true),
      auction: flag(false),
      authority: choice(['sub-central', 'central'], 'sub-central'),
      candidates: wholeOrNone(1, 1000),
      /** Days between the end of standstill and the contract, in case of a complaint. */
      complaintBufferDays: whole(0, 365, 0),
      complexity: choice(['unknown', 'small', 'standard', 'large'], 'unknown'),
      /** What is bought, and in which currency its value is estimated (`tenderLot`). */
      subject: choice(['supplies-services', 'works', 'light', 'design'], 'supplies-services'),
      currency: choice(['DKK', 'EUR'], 'DKK'),
      /** Answers to the questions of the guide to a procedure. */
      facts: {
        type: 'record',
        fields: {
          crossBorder: { type: 'choice', values: ['unknown', 'yes', 'no'], default: 'unknown' },
          covered: { type: 'choice', values: ['none', 'framework', 'dps'], default: 'none' },
          groundForNoNotice: { type: 'flag', default: false },
          canBeDescribed: { type: 'flag', default: true },
          needsNegotiation: { type: 'flag', default: false },
          needsDialogue: { type: 'flag', default: false },
          notOnMarket: { type: 'flag', default: false },
          repeatedStandard: { type: 'flag', default: false },
          manyTenderers: { type: 'flag', default: false },
        },
        since: SINCE,
      },
      /** The summary task under which the timetable was laid into the plan. */
      taskId: { type: 'ref', entity: 'task', since: SINCE },
      /** Events and links that were laid into the plan last time, so that what people delete stays away. */
      laid: text(10_000),
    },
  },
  tenderLot: {
    scope: 'document',
    cells: {
      tenderId: { type: 'ref', entity: 'tender', since: SINCE },
      name: text(500),
      order: text(200),
      /** A total price, or one a month over a term (no months: no end is agreed); without VAT. */
      price: {
        type: 'record',
        fields: {
          kind: { type: 'choice', values: ['total', 'monthly'], default: 'total' },
          amountMinor: { type: 'int', min: 0, max: MAX_MINOR, default: 0 },
          months: { type: 'int', min: 1, max: 1200, default: null },
        },
        since: SINCE,
      },
      optionsMinor: minor,
      renewalsMinor: minor,
      paymentsMinor: minor,
    },
  },
  /** Thresholds that a person has entered or corrected; they come before those that are shipped. */
  threshold: {
    scope: 'document',
    cells: {
      kind: choice(THRESHOLD_KINDS, 'supplies-services.sub-central'),
      days: { type: 'record', fields: { fromDay: { type: 'day' }, toDay: { type: 'day' } }, since: SINCE },
      eurCent: wholeOrNone(0, MAX_MINOR),
      dkkOre: wholeOrNone(0, MAX_MINOR),
      source: text(1000),
    },
  },
} as const satisfies Readonly<Record<string, EntitySpec>>;

/** Cells of tasks that belong to a tender. */
export const tenderTaskCells = {
  tenderId: { type: 'ref', entity: 'tender', since: SINCE },
  /** Which event of the tender the task is: `notice`, `negotiation-2` (src/tender/event.ts). */
  tenderEvent: text(MAX_TENDER_KEY),
  /** Time of day of a tender's milestone, in minutes; none means the whole day. */
  timeMin: wholeOrNone(0, 1439),
  precision: choice(DATE_PRECISIONS, 'day'),
  /** What was laid into the plan, so that laying it anew leaves alone what people have changed since. */
  drafted: {
    type: 'record',
    fields: {
      name: { type: 'text', max: 500 },
      minutes: { type: 'int', min: 0, max: 100_000_000, default: null },
      timeMin: { type: 'int', min: 0, max: 1439, default: null },
      atMin: { type: 'instant' },
      deadlineMin: { type: 'instant' },
    },
    since: SINCE,
  },
} as const;

/** Cells of links that hold a tender together. */
export const tenderLinkCells = {
  /** The rule of tender law behind the link: its period is the least that the link lets pass (src/tender/rules.ts). */
  ruleId: text(MAX_TENDER_KEY),
  /** Lag in minutes with which the link was laid into the plan; none for links that people drew. */
  draftedLagMin: wholeOrNone(-100_000_000, 100_000_000),
} as const;
