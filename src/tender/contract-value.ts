import type { PeriodReason } from '../time/period.ts';
import { type Citation, eu } from './citation.ts';
import { type Currency, judgeValue, type Money, THRESHOLDS, type ThresholdPeriod, thresholdOn } from './thresholds.ts';

/** What is bought in one lot. All amounts without VAT, in whole cents or øre of one currency. */
export interface LotValue {
  readonly name: string;
  /** A total price, or a price a month over a term (null: no end is agreed). */
  readonly price:
    | { readonly kind: 'total'; readonly minor: number }
    | { readonly kind: 'monthly'; readonly minor: number; readonly months: number | null };
  readonly optionsMinor: number;
  readonly renewalsMinor: number;
  /** Prizes and payments to candidates or tenderers. */
  readonly paymentsMinor: number;
}

export interface ValueEstimate {
  readonly total: Money;
  readonly lots: readonly { readonly name: string; readonly minor: number; readonly isSmall: boolean }[];
  /** Sum of the small lots, and the most of them that may be left out of an EU tender: a fifth of the total. */
  readonly smallMinor: number;
  readonly exemptMostMinor: number;
  readonly why: readonly PeriodReason[];
  readonly citations: readonly Citation[];
}

/** Art. 5: a service without a total price counts its full term up to 48 months, else 48 months. */
const MOST_MONTHS = 48;

const priceOf = ({ price }: LotValue): number => {
  if (price.kind === 'total') return price.minor;
  return price.minor * Math.min(price.months ?? MOST_MONTHS, MOST_MONTHS);
};

const lotTotal = (lot: LotValue): number => priceOf(lot) + lot.optionsMinor + lot.renewalsMinor + lot.paymentsMinor;

const isSmallLot = (
  minor: number,
  currency: Currency,
  isWorks: boolean,
  day: number,
  table: readonly ThresholdPeriod[],
) =>
  thresholdOn(isWorks ? 'small-lot.works' : 'small-lot', day, table) !== null &&
  judgeValue({ currency, minor }, isWorks ? 'small-lot.works' : 'small-lot', day, table).verdict === 'below';

/**
 * Estimates the value of a contract as the Directive counts it (art. 5): all that may be paid, without VAT, with options,
 * renewals and payments to participants; all lots together; services without a total price over at most 48 months. A lot
 * below the small-lot amount may be left out, together at most 20 % of the total.
 */
export function estimateValue(
  lots: readonly LotValue[],
  currency: Currency,
  terms: { readonly isWorks: boolean; readonly noticeDay: number },
  table: readonly ThresholdPeriod[] = THRESHOLDS,
): ValueEstimate {
  const totals = lots.map((lot) => {
    const minor = lotTotal(lot);
    return { name: lot.name, minor, isSmall: isSmallLot(minor, currency, terms.isWorks, terms.noticeDay, table) };
  });
  const sum = totals.reduce((total, { minor }) => total + minor, 0);
  const capped = lots.filter(({ price }) => price.kind === 'monthly' && (price.months ?? Infinity) > MOST_MONTHS);
  const smallMinor = totals.filter(({ isSmall }) => isSmall).reduce((total, { minor }) => total + minor, 0);
  const hasOptions = lots.some(({ optionsMinor, renewalsMinor }) => optionsMinor + renewalsMinor > 0);
  const why: PeriodReason[] = [
    { id: 'value.sum', params: { lots: lots.length, totalMinor: sum, currency } },
    ...(hasOptions ? [{ id: 'value.options', params: {} }] : []),
    ...(capped.length > 0 ? [{ id: 'value.monthly', params: { months: MOST_MONTHS } }] : []),
    ...(smallMinor > 0 ? [{ id: 'value.small-lots', params: { smallMinor, currency, percent: 20 } }] : []),
  ];
  return {
    total: { currency, minor: sum },
    lots: totals,
    smallMinor,
    exemptMostMinor: Math.floor(sum / 5),
    why,
    citations: [eu('5')],
  };
}
