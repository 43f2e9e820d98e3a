import type { PeriodDirection, PeriodUnit } from '../time/period.ts';
import type { Citation } from './citation.ts';
import type { EventId } from './event.ts';
import { ACCELERATED, type ProcedureId } from './procedure.ts';
import type { TenderSettings } from './settings.ts';

/** Part of a tender that a rule belongs to. */
export type Stage = 'preparation' | 'requests' | 'tenders' | 'final-tenders' | 'award' | 'after';

/**
 * What a rule does to the date of its target.
 * `minimum`: not before the period is over; `maximum`: not after its end; `order`: not before the anchor;
 * `appropriate`: no number of days in the law, but the time must suit the task; `duty`: an item of the check list.
 */
export type Bound = 'minimum' | 'maximum' | 'order' | 'appropriate' | 'duty';

/** What shortens or lengthens a period; texts are in the catalogue under `variation.<id>`. */
export type VariationId =
  | 'electronic'
  | 'prior-notice'
  | 'urgent'
  | 'agreed'
  | 'offline'
  | 'site-visit'
  | 'letter'
  | 'justified';

/** A condition under which the length is another one (`set`), or some days longer (`add`). */
export interface Variation {
  readonly id: VariationId;
  readonly effect: 'set' | 'add';
  readonly length: number;
  readonly citations: readonly Citation[];
}

/** When a rule applies, besides its procedures. */
export type RuleCondition = 'framework' | 'no-framework' | 'ex-ante-notice' | 'no-ex-ante-notice' | 'auction' | 'pin';

/** A rule of tender law as data. Its name and its explanation are in the catalogue under `rule.<id>` and `rule.<id>.plain`. */
export interface Rule {
  readonly id: string;
  readonly procedures: readonly ProcedureId[];
  readonly stage: Stage;
  readonly bound: Bound;
  /** The event from which the period runs, and the one whose date it bounds; null for rules about no date. */
  readonly anchor: EventId | null;
  readonly target: EventId | null;
  readonly direction: PeriodDirection;
  readonly length: number;
  readonly unit: PeriodUnit | 'candidates';
  /** The target may come only when the period is over: the day after its last day at the earliest. */
  readonly isAfter: boolean;
  /** The period binds somebody else than the contracting authority: a plan beyond it breaks no rule, but counts on too much time. */
  readonly bindsOthers: boolean;
  /** The period runs from the end of the quarter in which the anchor lies. */
  readonly fromQuarterEnd: boolean;
  readonly condition: RuleCondition | null;
  readonly variations: readonly Variation[];
  readonly citations: readonly Citation[];
  /** Key of a catalogue text about what is doubtful in the rule (`doubt.<key>`), or null. */
  readonly doubt: string | null;
  /** First day on which the rule is known to stand as told here, and the last; null: not limited as far as known. */
  readonly validFromDay: number | null;
  readonly validToDay: number | null;
}

/** A rule as it stands for one tender: its length after all variations, and the places behind it. */
export interface EffectiveRule {
  readonly rule: Rule;
  readonly length: number;
  readonly applied: readonly VariationId[];
  readonly citations: readonly Citation[];
}

const holds = (id: VariationId, settings: TenderSettings, pinCounts: boolean): boolean => {
  switch (id) {
    case 'electronic':
      return settings.electronic;
    case 'prior-notice':
      return pinCounts;
    case 'urgent':
      return settings.urgent && ACCELERATED.has(settings.procedure);
    case 'agreed':
      return settings.agreedDays !== null && settings.authority === 'sub-central';
    case 'offline':
      return !settings.documentsOnline;
    case 'site-visit':
      return settings.siteVisit;
    case 'letter':
      return settings.letter;
    case 'justified':
      return false;
  }
};

interface Candidate {
  readonly length: number;
  readonly applied: readonly VariationId[];
  readonly citations: readonly Citation[];
}

/** Length that a `set` variation gives: an agreed length is what was agreed, but never below the floor. */
const setLength = (variation: Variation, settings: TenderSettings): number =>
  variation.id === 'agreed' ? Math.max(variation.length, settings.agreedDays ?? 0) : variation.length;

const lengthened = (candidate: Candidate, rule: Rule, settings: TenderSettings, pinCounts: boolean): Candidate => {
  // Art. 53(1): the five days for documents that are not online are not added in cases of urgency.
  const added = rule.variations.filter(
    ({ id, effect }) =>
      effect === 'add' && holds(id, settings, pinCounts) && !(id === 'offline' && candidate.applied.includes('urgent')),
  );
  if (added.length === 0) return candidate;
  return {
    length: candidate.length + added.reduce((sum, { length }) => sum + length, 0),
    applied: [...candidate.applied, ...added.map(({ id }) => id)],
    citations: [...candidate.citations, ...added.flatMap(({ citations }) => citations)],
  };
};

/**
 * The rule for one tender. Reductions do not stack: each sets the length of its own, and the shortest lawful one stands; a
 * condition that lengthens a maximum or the period by letter stands whenever it holds. `pinCounts` says whether a prior
 * information notice was sent within its window and held all that it must.
 */
export function effectiveRule(rule: Rule, settings: TenderSettings, pinCounts: boolean): EffectiveRule {
  const set = rule.variations.filter(({ id, effect }) => effect === 'set' && holds(id, settings, pinCounts));
  const base: Candidate = { length: rule.length, applied: [], citations: rule.citations };
  const others = set.map(
    (variation): Candidate => ({
      length: setLength(variation, settings),
      applied: [variation.id],
      citations: [...rule.citations, ...variation.citations],
    }),
  );
  const forced = others.find(({ applied }) => applied[0] === 'letter');
  const candidates = forced ? [forced] : [base, ...others];
  let best = lengthened(candidates[0]!, rule, settings, pinCounts);
  for (const candidate of candidates.slice(1)) {
    const each = lengthened(candidate, rule, settings, pinCounts);
    if (each.length < best.length) best = each;
  }
  if (best.applied.length === 0) return { rule, ...best };
  const told = new Map(best.citations.map((citation) => [JSON.stringify(citation), citation]));
  return { rule, ...best, citations: [...told.values()] };
}

const conditionHolds = (condition: RuleCondition | null, settings: TenderSettings): boolean => {
  switch (condition) {
    case null:
      return true;
    case 'framework':
      return settings.framework;
    case 'no-framework':
      return !settings.framework;
    case 'ex-ante-notice':
      return settings.exAnteNotice;
    case 'no-ex-ante-notice':
      return !settings.exAnteNotice;
    case 'auction':
      return settings.auction;
    case 'pin':
      return settings.pinDay !== null;
  }
};

/** Whether the rule is one of this tender's. */
export const applies = (rule: Rule, settings: TenderSettings): boolean =>
  rule.procedures.includes(settings.procedure) && conditionHolds(rule.condition, settings);
