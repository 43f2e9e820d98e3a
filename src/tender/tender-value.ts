import { derived, type Plan } from '../model/plan.ts';
import type { Tender, TenderLot } from '../model/row.ts';
import type { PeriodReason } from '../time/period.ts';
import { eu } from './citation.ts';
import { estimateValue, type LotValue, type ValueEstimate } from './contract-value.ts';
import { finding, type TenderFinding } from './finding.ts';
import { adviseProcedure, type ProcedureAdvice, type PurchaseFacts } from './procedure-guide.ts';
import {
  judgeValue,
  THRESHOLDS,
  type Threshold,
  type ThresholdId,
  type ThresholdPeriod,
  thresholdOn,
} from './thresholds.ts';

const FIRST = Number.MIN_SAFE_INTEGER;
const LAST = Number.MAX_SAFE_INTEGER;

/** The thresholds that hold for a plan: what people have entered in it, the newest entry first, and then the shipped ones. */
export const thresholdTableOf: (plan: Plan) => readonly ThresholdPeriod[] = derived((plan) => {
  const own = [...plan.rows.threshold.values()]
    .sort((a, b) => (b.days.fromDay ?? FIRST) - (a.days.fromDay ?? FIRST) || (a.id < b.id ? -1 : 1))
    .map(({ kind, days, eurCent, dkkOre }) => ({
      fromDay: days.fromDay ?? FIRST,
      toDay: days.toDay ?? LAST,
      amounts: { [kind]: { eurCent, dkkOre } },
    }));
  return [...own, ...THRESHOLDS];
});

/** The lots of a tender in the order in which a person has put them. */
export const lotsOfTender = (plan: Plan, tenderId: string): readonly TenderLot[] =>
  [...plan.rows.tenderLot.values()]
    .filter((lot) => lot.tenderId === tenderId)
    .sort((a, b) => (a.order < b.order ? -1 : a.order > b.order ? 1 : a.id < b.id ? -1 : 1));

/** What a tender is worth as the Directive counts it, whether that reaches the threshold, and which procedures it may follow. */
export interface TenderValue {
  /** Null where nobody has estimated anything yet. */
  readonly estimate: ValueEstimate | null;
  readonly thresholdId: ThresholdId;
  /** Null where none is known for the day. */
  readonly threshold: Threshold | null;
  readonly verdict: 'reached' | 'below' | 'unknown';
  readonly why: readonly PeriodReason[];
  readonly advice: readonly ProcedureAdvice[];
}

/** The threshold that a purchase is held against. */
export const thresholdFor = ({ subject, authority }: Pick<Tender, 'subject' | 'authority'>): ThresholdId => {
  if (subject === 'works' || subject === 'light') return subject;
  return authority === 'central' ? 'supplies-services.central' : 'supplies-services.sub-central';
};

/** Cells of a lot as far as they say what it is worth. */
export type LotCells = Pick<TenderLot, 'name' | 'price' | 'optionsMinor' | 'renewalsMinor' | 'paymentsMinor'>;

/** A lot as the estimate counts it. */
export const lotValue = ({ name, price, optionsMinor, renewalsMinor, paymentsMinor }: LotCells): LotValue => ({
  name,
  price:
    price.kind === 'total'
      ? { kind: 'total', minor: price.amountMinor }
      : { kind: 'monthly', minor: price.amountMinor, months: price.months },
  optionsMinor,
  renewalsMinor,
  paymentsMinor,
});

/**
 * Value, threshold and advice for a tender whose notice is sent on a day (art. 4 and 5). Without an estimate the verdict is
 * unknown, and the advice is that for a value above the threshold, which is the safe choice.
 */
export function valueOfTender(plan: Plan, tender: Tender, noticeDay: number): TenderValue {
  const table = thresholdTableOf(plan);
  const lots = lotsOfTender(plan, tender.id).map(lotValue);
  const { subject, currency, facts } = tender;
  const terms = { isWorks: subject === 'works', noticeDay };
  const estimate = lots.length === 0 ? null : estimateValue(lots, currency, terms, table);
  const thresholdId = thresholdFor(tender);
  const judged = estimate && judgeValue(estimate.total, thresholdId, noticeDay, table);
  const verdict = judged?.verdict ?? 'unknown';
  const purchase: PurchaseFacts = {
    ...facts,
    kind: subject,
    value: verdict,
    valueOre: estimate?.total.currency === 'DKK' ? estimate.total.minor : null,
  };
  return {
    estimate,
    thresholdId,
    threshold: thresholdOn(thresholdId, noticeDay, table),
    verdict,
    why: [...(estimate?.why ?? []), ...(judged?.why ?? [])],
    advice: adviseProcedure(purchase),
  };
}

/** Findings about the value of a tender: a procedure that it rules out, and a threshold that it cannot be held against. */
export function valueFindings(plan: Plan, tender: Tender, noticeDay: number | null): TenderFinding[] {
  if (noticeDay === null) return [];
  const { estimate, verdict, why } = valueOfTender(plan, tender, noticeDay);
  if (estimate === null) return [];
  const { minor, currency } = estimate.total;
  const part = { citations: [eu('4'), eu('5')], params: { valueMinor: minor, currency }, why };
  if (verdict === 'reached' && tender.procedure.startsWith('below')) return [finding('value-reaches-threshold', part)];
  return verdict === 'unknown' ? [finding('value-unsure', part)] : [];
}
