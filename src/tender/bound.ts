import { dateOf, dayNumberOf, daysInMonth } from '../time/day.ts';
import { countPeriod, type Period, type PeriodReason, type PeriodUnit } from '../time/period.ts';
import type { EffectiveRule } from './rule.ts';

/** What a rule allows for the date of its target, given the day of its anchor. */
export interface DateBound {
  readonly effective: EffectiveRule;
  readonly anchorDay: number;
  /** First and last day that the rule allows; null where it sets none. */
  readonly earliestDay: number | null;
  readonly latestDay: number | null;
  readonly why: readonly PeriodReason[];
}

/** Last day of the quarter in which a day lies. */
export function quarterEnd(day: number): number {
  const { year, month } = dateOf(day);
  const last = Math.ceil(month / 3) * 3;
  return dayNumberOf(year, last, daysInMonth(year, last));
}

const variationReasons = ({ applied, rule }: EffectiveRule): PeriodReason[] =>
  applied.map((id) => ({ id: `variation.${id}`, params: { rule: rule.id } }));

const periodOf = ({ rule, length }: EffectiveRule, anchorDay: number): Period | null => {
  const fromDay = rule.fromQuarterEnd ? quarterEnd(anchorDay) : anchorDay;
  const { unit, direction } = rule;
  const period = countPeriod({ fromDay, length, unit: unit as PeriodUnit, direction });
  return period.ok ? period.value : null;
};

/**
 * The days that a rule allows its target when its anchor lies on a day. A deadline for others may stand on the last day of
 * a minimum (at 23:59), what must wait for the end of the period on the day after. Null where the rule bounds no date, or
 * the period leaves 1900-2199.
 */
export function boundOf(effective: EffectiveRule, anchorDay: number): DateBound | null {
  const { rule } = effective;
  if (rule.anchor === null || rule.target === null) return null;
  const free = { effective, anchorDay, earliestDay: null, latestDay: null, why: [] as readonly PeriodReason[] };
  if (rule.bound === 'order') return { ...free, earliestDay: anchorDay };
  if (rule.bound === 'appropriate') return free;
  const period = periodOf(effective, anchorDay);
  if (period === null) return null;
  const why = [...variationReasons(effective), ...period.why];
  if (rule.bound === 'maximum')
    return rule.direction === 'forward'
      ? { ...free, why, latestDay: period.lastDay }
      : { ...free, why, earliestDay: period.firstDay };
  if (rule.direction === 'backward') return { ...free, why, latestDay: period.lastDay };
  return { ...free, why, earliestDay: rule.isAfter ? period.earliestNextDay : period.lastDay };
}
