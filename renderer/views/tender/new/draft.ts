import type { CallError } from '../../../../src/api.ts';
import type { Tender } from '../../../../src/model/row.ts';
import type { TENDER_ANCHORS, TENDER_PROCEDURES, TENDER_TEMPLATES } from '../../../../src/model/tender-schema.ts';
import { MOST_TENDER_ROUNDS } from '../../../../src/model/tender-schema.ts';
import { err, ok, type Result } from '../../../../src/result.ts';
import { WITH_ROUNDS } from '../../../../src/tender/procedure.ts';
import type { TenderSettings } from '../../../../src/tender/settings.ts';
import { defaultSettings } from '../../../../src/tender/settings.ts';
import type { LotCells } from '../../../../src/tender/tender-value.ts';
import { makeTimetable, type Timetable } from '../../../../src/tender/timetable.ts';
import { type EntryLanguage, parseDate } from '../../../../src/time/entry.ts';
import type { TenderPreset } from '../../../stores/app-store.ts';
import { readAmount, readWhole } from '../typed-numbers.ts';

type Problem = Pick<CallError, 'id' | 'params'>;

/** What a person has filled in of a new tender, as it stands in the fields. */
export interface TenderDraft {
  readonly name: string;
  readonly subject: Tender['subject'];
  readonly currency: Tender['currency'];
  readonly authority: Tender['authority'];
  readonly priceKind: 'total' | 'monthly';
  readonly amount: string;
  readonly months: string;
  readonly options: string;
  readonly renewals: string;
  readonly payments: string;
  readonly facts: Tender['facts'];
  readonly procedure: (typeof TENDER_PROCEDURES)[number];
  readonly anchor: (typeof TENDER_ANCHORS)[number];
  readonly day: string;
  readonly template: (typeof TENDER_TEMPLATES)[number];
  readonly rounds: string;
  readonly questionRounds: string;
  readonly buffer: string;
  readonly boardApproval: boolean;
}

const FACTS: Tender['facts'] = {
  crossBorder: 'unknown',
  covered: 'none',
  groundForNoNotice: false,
  canBeDescribed: true,
  needsNegotiation: false,
  needsDialogue: false,
  notOnMarket: false,
  repeatedStandard: false,
  manyTenderers: false,
};

const EMPTY: TenderDraft = {
  name: '',
  subject: 'supplies-services',
  currency: 'DKK',
  authority: 'sub-central',
  priceKind: 'total',
  amount: '',
  months: '',
  options: '',
  renewals: '',
  payments: '',
  facts: FACTS,
  procedure: 'open',
  anchor: 'notice',
  day: '',
  template: 'open-standard',
  rounds: '1',
  questionRounds: '1',
  buffer: '0',
  boardApproval: false,
};

const BY_PRESET: Readonly<Record<TenderPreset, Partial<TenderDraft>>> = {
  'large-negotiated': {
    procedure: 'negotiation',
    template: 'large-it',
    anchor: 'go-live',
    rounds: '2',
    questionRounds: '2',
    boardApproval: true,
    facts: { ...FACTS, canBeDescribed: false, needsNegotiation: true },
  },
  open: { procedure: 'open', template: 'open-standard' },
  small: { procedure: 'below-national', template: 'small', facts: { ...FACTS, crossBorder: 'no' } },
};

/** A new tender with nothing filled in but what the preset says. */
export const emptyDraft = (preset: TenderPreset | null): TenderDraft => ({
  ...EMPTY,
  ...(preset === null ? {} : BY_PRESET[preset]),
});

export type DraftField =
  | 'amount'
  | 'months'
  | 'options'
  | 'renewals'
  | 'payments'
  | 'day'
  | 'rounds'
  | 'questionRounds'
  | 'buffer';

/** A draft as it can be carried out, or what is wrong in which field. */
export interface ReadDraft {
  readonly lot: LotCells;
  readonly day: number | null;
  readonly rounds: number;
  readonly questionRounds: number;
  readonly bufferDays: number;
  readonly problems: Partial<Record<DraftField, Problem>>;
}

const MOST_MONTHS = 1200;
const MOST_DAYS = 365;

/** Reads all fields of a draft; those that cannot be read have a problem and count as nothing. */
export function readDraft(draft: TenderDraft, language: EntryLanguage, todayDay: number): ReadDraft {
  const problems: Partial<Record<DraftField, Problem>> = {};
  const taken = <T>(field: DraftField, read: Result<T, Problem>, otherwise: T): T => {
    if (read.ok) return read.value;
    problems[field] = read.error;
    return otherwise;
  };
  const amount = (field: 'amount' | 'options' | 'renewals' | 'payments'): number =>
    taken(field, readAmount(draft[field], language), 0);
  const months = draft.months.trim() === '' ? ok(null) : readWhole(draft.months, 1, MOST_MONTHS);
  const typed = draft.day.trim() === '' ? ok(null) : parseDate(draft.day, { todayDay });
  const hasRounds = WITH_ROUNDS.has(draft.procedure);
  return {
    lot: {
      name: '',
      price: {
        kind: draft.priceKind,
        amountMinor: amount('amount'),
        months: draft.priceKind === 'monthly' ? taken<number | null>('months', months, null) : null,
      },
      optionsMinor: amount('options'),
      renewalsMinor: amount('renewals'),
      paymentsMinor: amount('payments'),
    },
    day: taken('day', typed.ok ? ok(typed.value?.dayNumber ?? null) : err(typed.error), null),
    rounds: hasRounds ? taken('rounds', readWhole(draft.rounds, 1, MOST_TENDER_ROUNDS), 1) : 1,
    questionRounds: taken('questionRounds', readWhole(draft.questionRounds, 1, MOST_TENDER_ROUNDS), 1),
    bufferDays: taken('buffer', readWhole(draft.buffer, 0, MOST_DAYS), 0),
    problems,
  };
}

/** Settings as the rules read them. */
const settingsOf = (draft: TenderDraft, read: ReadDraft): TenderSettings => ({
  ...defaultSettings(draft.procedure),
  template: draft.template,
  rounds: WITH_ROUNDS.has(draft.procedure) ? read.rounds : 0,
  questionRounds: read.questionRounds,
  boardApproval: draft.boardApproval,
  complaintBufferDays: read.bufferDays,
  authority: draft.authority,
  complexity: COMPLEXITY[draft.template],
});

const COMPLEXITY = { minimum: null, small: 'small', 'open-standard': 'standard', 'large-it': 'large' } as const;

/** The timetable that a draft would give; null while there is no date. */
export function draftTimetable(draft: TenderDraft, read: ReadDraft): Result<Timetable, Problem> | null {
  if (read.day === null || Object.keys(read.problems).length > 0) return null;
  return makeTimetable({ settings: settingsOf(draft, read), anchor: { id: draft.anchor, day: read.day } });
}

/** Cells of the tender that a draft becomes. */
export const draftCells = (draft: TenderDraft, read: ReadDraft, name: string) => ({
  name: draft.name.trim() || name,
  procedure: draft.procedure,
  anchor: { event: draft.anchor, day: read.day },
  template: draft.template,
  rounds: read.rounds,
  questionRounds: read.questionRounds,
  boardApproval: draft.boardApproval,
  complaintBufferDays: read.bufferDays,
  complexity: COMPLEXITY[draft.template] ?? 'unknown',
  authority: draft.authority,
  subject: draft.subject,
  currency: draft.currency,
  facts: draft.facts,
});

/** Whether anything was said of what the purchase costs. */
export const hasValue = ({ lot }: ReadDraft): boolean =>
  lot.price.amountMinor + lot.optionsMinor + lot.renewalsMinor + lot.paymentsMinor > 0;
