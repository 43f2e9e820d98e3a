import type { PeriodReason } from '../time/period.ts';
import type { Citation } from './citation.ts';
import type { EventId } from './event.ts';

export type FindingSeverity = 'error' | 'warning' | 'info';

/** Every finding of a tender's check and how serious it is. Texts are in the catalogue under `finding.<id>`. */
export const TENDER_FINDINGS = {
  'below-minimum': 'error',
  'after-latest': 'error',
  'above-maximum': 'error',
  'wrong-order': 'error',
  'out-of-order': 'error',
  'too-few-candidates': 'error',
  'value-reaches-threshold': 'error',
  'on-minimum': 'warning',
  'not-full-days': 'warning',
  'beyond-normal-maximum': 'warning',
  'later-than-others-may': 'warning',
  'holiday-block': 'warning',
  'closing-day': 'warning',
  'day-off': 'warning',
  'friday-deadline': 'warning',
  'monday-morning': 'warning',
  'answers-after-holidays': 'warning',
  'short-for-complexity': 'warning',
  'pin-too-late': 'warning',
  'pin-too-early': 'warning',
  'pin-incomplete': 'warning',
  'pin-no-effect': 'info',
  'no-accelerated-form': 'warning',
  'urgency-reason': 'info',
  'agreed-below-floor': 'warning',
  'agreed-not-for-state': 'warning',
  'agreed-no-effect': 'info',
  'agreed-by-all': 'info',
  'framework-too-long': 'warning',
  'rounds-no-effect': 'info',
  'assumed-anchor': 'info',
  'before-rules': 'info',
  'value-unsure': 'info',
  'threshold-change': 'warning',
} as const satisfies Readonly<Record<string, FindingSeverity>>;
export type TenderFindingId = keyof typeof TENDER_FINDINGS;

/** Another date that would settle a finding. */
export interface Correction {
  readonly id: EventId;
  readonly round: number;
  readonly day: number;
  readonly timeMin: number | null;
}

/** What is wrong with a timetable, or worth a look, with the rule behind it and what would settle it. */
export interface TenderFinding {
  readonly id: TenderFindingId;
  readonly severity: FindingSeverity;
  readonly ruleId: string | null;
  /** The event whose date it is about; null where it is about the settings. */
  readonly eventId: EventId | null;
  readonly round: number;
  readonly day: number | null;
  /** What the rule allows, given the date it counts from. */
  readonly earliestDay: number | null;
  readonly latestDay: number | null;
  /** What its text is filled with; names as in `PeriodReason`. */
  readonly params: Readonly<Record<string, string | number>>;
  readonly citations: readonly Citation[];
  readonly why: readonly PeriodReason[];
  readonly corrections: readonly Correction[];
}

type Part = Partial<Omit<TenderFinding, 'id' | 'severity'>>;

/** A finding of an id with its severity; what is not given is empty. */
export const finding = (id: TenderFindingId, part: Part = {}): TenderFinding => ({
  id,
  severity: TENDER_FINDINGS[id],
  ruleId: null,
  eventId: null,
  round: 0,
  day: null,
  earliestDay: null,
  latestDay: null,
  params: {},
  citations: [],
  why: [],
  corrections: [],
  ...part,
});
