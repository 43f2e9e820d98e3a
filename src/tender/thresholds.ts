import { THRESHOLD_KINDS } from '../model/tender-schema.ts';
import { dateOf, dayNumberOf } from '../time/day.ts';
import type { PeriodReason } from '../time/period.ts';

/** What a threshold is for; names are in the catalogue under `threshold.<id>`. */
export const THRESHOLD_IDS = THRESHOLD_KINDS;
export type ThresholdId = (typeof THRESHOLD_IDS)[number];

export type Currency = 'EUR' | 'DKK';

/** An amount without VAT, in whole cents or øre. */
export interface Money {
  readonly currency: Currency;
  readonly minor: number;
}

/** A threshold; `dkkOre` is null where no official amount in kroner is known. It is never computed from a rate. */
export interface Threshold {
  readonly eurCent: number;
  readonly dkkOre: number | null;
}

/** Thresholds of two years, as the Commission publishes them (Directive 2014/24/EU art. 4 and 6), or a person's entry. */
export interface ThresholdPeriod {
  readonly fromDay: number;
  readonly toDay: number;
  /** What is not told in one period may be told in a later one of the table. */
  readonly amounts: Partial<Record<ThresholdId, { readonly eurCent: number | null; readonly dkkOre: number | null }>>;
}

const amount = (eur: number, dkk: number | null): Threshold => ({
  eurCent: eur * 100,
  dkkOre: dkk === null ? null : dkk * 100,
});

/**
 * The thresholds known. 2024-2025: KFST's published amounts. 2026-2027: Regulation (EU) 2025/2152 in EUR; the amounts in
 * kroner (Commission Communication C/2025/5732) are not in hand and stay open until somebody enters them.
 */
export const THRESHOLDS: readonly ThresholdPeriod[] = [
  {
    fromDay: dayNumberOf(2024, 1, 1),
    toDay: dayNumberOf(2025, 12, 31),
    amounts: {
      'supplies-services.sub-central': amount(221_000, 1_644_638),
      'supplies-services.central': amount(143_000, 1_064_177),
      works: amount(5_538_000, 41_212_688),
      light: amount(750_000, 5_581_350),
      'small-lot': amount(80_000, 595_344),
      'small-lot.works': amount(1_000_000, null),
    },
  },
  {
    fromDay: dayNumberOf(2026, 1, 1),
    toDay: dayNumberOf(2027, 12, 31),
    amounts: {
      'supplies-services.sub-central': amount(216_000, null),
      'supplies-services.central': amount(140_000, null),
      works: amount(5_404_000, null),
      light: amount(750_000, null),
      'small-lot': amount(80_000, null),
      'small-lot.works': amount(1_000_000, null),
    },
  },
];

/** Udbudsloven § 193: from this value on a purchase below the EU threshold must secure market terms, in øre. */
export const NATIONAL_LIMIT_ORE = 50_000_000;

/**
 * The threshold on a day, or null where none is known for it. The table may be the product's own or a corrected one; of
 * each currency the first amount in it counts.
 */
export function thresholdOn(
  id: ThresholdId,
  day: number,
  table: readonly ThresholdPeriod[] = THRESHOLDS,
): Threshold | null {
  let [eurCent, dkkOre]: (number | null)[] = [null, null];
  for (const { fromDay, toDay, amounts } of table) {
    const amount = fromDay <= day && day <= toDay ? amounts[id] : undefined;
    eurCent ??= amount?.eurCent ?? null;
    dkkOre ??= amount?.dkkOre ?? null;
  }
  return eurCent === null ? null : { eurCent, dkkOre };
}

/** Whether a value reaches a threshold. Equal is enough: the Directive applies from the threshold on (art. 4). */
export interface ThresholdVerdict {
  readonly verdict: 'reached' | 'below' | 'unknown';
  readonly why: readonly PeriodReason[];
}

/**
 * Bounds of what a euro can cost in kroner, far outside what the peg allows. A value in kroner that lies beyond them on
 * either side can be told from a threshold in euro without a rate.
 */
const SURE_RATE = { least: 5, most: 10 };

const verdictInDkk = (ore: number, { eurCent, dkkOre }: Threshold): ThresholdVerdict => {
  if (dkkOre !== null) {
    const verdict = ore >= dkkOre ? 'reached' : 'below';
    return { verdict, why: [{ id: `threshold.${verdict}`, params: { limitMinor: dkkOre, currency: 'DKK' } }] };
  }
  const open: PeriodReason = { id: 'threshold.dkk-not-published', params: { limitMinor: eurCent, currency: 'EUR' } };
  if (ore >= eurCent * SURE_RATE.most) return { verdict: 'reached', why: [open, clear('reached')] };
  if (ore < eurCent * SURE_RATE.least) return { verdict: 'below', why: [open, clear('below')] };
  return { verdict: 'unknown', why: [open] };
};

const clear = (verdict: 'reached' | 'below'): PeriodReason => ({
  id: `threshold.clearly-${verdict}`,
  params: { least: SURE_RATE.least, most: SURE_RATE.most },
});

/**
 * Whether a value reaches the threshold that stands on the day the notice is sent (art. 5(4)). `unknown` where no threshold
 * is known for the day, or where the value is in kroner, no amount in kroner is published, and the two lie near each other.
 */
export function judgeValue(
  value: Money,
  id: ThresholdId,
  noticeDay: number,
  table: readonly ThresholdPeriod[] = THRESHOLDS,
): ThresholdVerdict {
  const threshold = thresholdOn(id, noticeDay, table);
  if (threshold === null) return { verdict: 'unknown', why: [{ id: 'threshold.none-known', params: { noticeDay } }] };
  if (value.currency === 'DKK') return verdictInDkk(value.minor, threshold);
  const verdict = value.minor >= threshold.eurCent ? 'reached' : 'below';
  const params = { limitMinor: threshold.eurCent, currency: 'EUR' };
  return { verdict, why: [{ id: `threshold.${verdict}`, params }] };
}

/**
 * The 1 January of an even year that lies after the dispatch of a notice and not after its publication, or null. KFST takes
 * the threshold of the day of publication, the Directive that of the day of dispatch.
 */
export function straddlesThresholdChange(noticeDay: number, publishedDay: number): number | null {
  const { year } = dateOf(publishedDay);
  const changeDay = dayNumberOf(year, 1, 1);
  return year % 2 === 0 && noticeDay < changeDay && changeDay <= publishedDay ? changeDay : null;
}
