import type { Task } from '../../model/row.ts';
import type { EstimateSpread } from '../../model/schema.ts';
import { certain, lognormal, pert, type Quantile, type QuantileTables, triangular } from './distribution.ts';

/**
 * What a class of uncertainty means: the shortest and longest length as shares of the likely one, and the deviation of the
 * logarithm. The figures are the product's own assumption, for want of a person's three points; docs/odds.md tells them.
 */
export const SPREADS: Readonly<Record<EstimateSpread, { low: number; high: number; deviation: number }>> = {
  low: { low: 0.9, high: 1.15, deviation: 0.08 },
  medium: { low: 0.8, high: 1.4, deviation: 0.2 },
  high: { low: 0.7, high: 1.9, deviation: 0.35 },
  veryHigh: { low: 0.5, high: 3, deviation: 0.6 },
};

/** Shortest, likely and longest length of a task in minutes: a person's own points, else those of the class. */
export const pointsOf = ({ estimate, duration }: Pick<Task, 'estimate' | 'duration'>) => {
  const likely = estimate.likelyMin ?? duration.minutes;
  const { low, high } = SPREADS[estimate.spread];
  return {
    low: Math.min(likely, estimate.lowMin ?? Math.round(likely * low)),
    likely,
    high: Math.max(likely, estimate.highMin ?? Math.round(likely * high)),
  };
};

/** How the length of a task varies; null when it does not. */
export const quantileOf = (task: Pick<Task, 'estimate' | 'duration'>, tables: QuantileTables): Quantile | null => {
  const { distribution, spread } = task.estimate;
  if (distribution === 'none') return null;
  const { low, likely, high } = pointsOf(task);
  if (distribution === 'lognormal') return likely > 0 ? lognormal(likely, SPREADS[spread].deviation, tables) : null;
  if (low === high) return likely === task.duration.minutes ? null : certain(likely);
  return distribution === 'triangular' ? triangular(low, likely, high, tables) : pert(low, likely, high, tables);
};
