import { TENDER_TEMPLATES } from '../model/tender-schema.ts';

/** Planned durations by kind of tender; names are in the catalogue under `template.<id>`. */
export const TEMPLATES = TENDER_TEMPLATES;
export type TemplateId = (typeof TEMPLATES)[number];

/** Says whether a text names a template. */
export const isTemplateId = (text: string): text is TemplateId => (TEMPLATES as readonly string[]).includes(text);

/** The steps whose length people plan, in the order of a tender; `questions` is the time to answer the last questions. */
export const GAPS = [
  'mandate',
  'market-dialogue',
  'drafting',
  'documents-approved',
  'notice',
  'requests-deadline',
  'selection',
  'invitation',
  'tenders-deadline',
  'preliminary-evaluation',
  'round',
  'final-invitation',
  'final-tenders-deadline',
  'evaluation',
  'auction-invitation',
  'evidence',
  'approval',
  'board-approval',
  'award-decision',
  'award-notification',
  'contract',
  'award-notice',
  'go-live',
  'old-contract-end',
  'questions',
] as const;
export type GapId = (typeof GAPS)[number];

/** Time from one event to the next one, in calendar days or in working days. */
export interface Gap {
  readonly count: number;
  readonly unit: 'day' | 'working-day';
}

export interface DurationTemplate {
  readonly id: TemplateId;
  readonly gaps: Readonly<Record<GapId, Gap>>;
  /** Whether the steps before the notice are planned too. */
  readonly preparation: boolean;
  readonly informationMeeting: boolean;
  /** Time of day of deadlines. At 23:59 a deadline may stand on the last day of its period, else it comes after it. */
  readonly deadlineMin: number;
}

const END_OF_DAY = 1439;
const NOON = 720;

const d = (count: number): Gap => ({ count, unit: 'day' });
const wd = (count: number): Gap => ({ count, unit: 'working-day' });

/** The least that the steps between statutory periods usually take; statutory periods at their minimum. */
const MINIMUM: Readonly<Record<GapId, Gap>> = {
  mandate: d(0),
  'market-dialogue': d(0),
  drafting: d(0),
  'documents-approved': d(0),
  notice: d(0),
  'requests-deadline': d(0),
  selection: d(12),
  invitation: d(2),
  'tenders-deadline': d(0),
  'preliminary-evaluation': d(14),
  round: d(14),
  'final-invitation': d(3),
  'final-tenders-deadline': d(14),
  evaluation: d(14),
  'auction-invitation': wd(1),
  evidence: wd(5),
  approval: d(7),
  'board-approval': d(14),
  'award-decision': d(0),
  'award-notification': wd(1),
  contract: d(0),
  'award-notice': d(10),
  'go-live': d(180),
  'old-contract-end': d(30),
  questions: wd(2),
};

const template = (
  id: TemplateId,
  gaps: Partial<Record<GapId, Gap>>,
  rest: Pick<DurationTemplate, 'preparation' | 'informationMeeting' | 'deadlineMin'>,
): DurationTemplate => ({ id, gaps: { ...MINIMUM, ...gaps }, ...rest });

/** A stage without a number of days in law is planned at least this long where the template says nothing. */
export const APPROPRIATE_DAYS: Readonly<Record<TemplateId, number>> = {
  minimum: 21,
  small: 21,
  'open-standard': 30,
  'large-it': 42,
};

/** The shipped templates: planning defaults within the spans that are usual, not statistics. */
export const DURATION_TEMPLATES: Readonly<Record<TemplateId, DurationTemplate>> = {
  minimum: template('minimum', {}, { preparation: false, informationMeeting: false, deadlineMin: END_OF_DAY }),
  small: template(
    'small',
    {
      mandate: d(14),
      'market-dialogue': d(7),
      drafting: d(28),
      'documents-approved': d(7),
      notice: d(1),
      'tenders-deadline': d(31),
      'requests-deadline': d(31),
      contract: d(5),
      'go-live': d(90),
      'old-contract-end': d(30),
      questions: wd(3),
    },
    { preparation: true, informationMeeting: false, deadlineMin: NOON },
  ),
  'open-standard': template(
    'open-standard',
    {
      mandate: d(21),
      'market-dialogue': d(14),
      drafting: d(42),
      'documents-approved': d(10),
      notice: d(2),
      'requests-deadline': d(33),
      'tenders-deadline': d(38),
      evaluation: d(24),
      evidence: wd(7),
      questions: wd(5),
      contract: d(7),
    },
    { preparation: true, informationMeeting: false, deadlineMin: NOON },
  ),
  'large-it': template(
    'large-it',
    {
      mandate: d(56),
      'market-dialogue': d(63),
      drafting: d(133),
      'documents-approved': d(21),
      notice: d(3),
      'requests-deadline': d(35),
      selection: d(16),
      'tenders-deadline': d(56),
      'preliminary-evaluation': d(28),
      round: d(21),
      'final-invitation': d(7),
      'final-tenders-deadline': d(21),
      evaluation: d(28),
      evidence: wd(8),
      questions: wd(7),
      approval: d(14),
      contract: d(10),
      'go-live': d(540),
      'old-contract-end': d(90),
    },
    { preparation: true, informationMeeting: true, deadlineMin: NOON },
  ),
};
