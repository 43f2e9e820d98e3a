import { type ThresholdMeasure, WHOLE_SHARE } from '../model/commitment-schema.ts';
import { derived, type Plan } from '../model/plan.ts';
import type { JoinTerm } from '../model/row.ts';
import type { Tally } from './standing.ts';

export type Condition = JoinTerm['condition'];

/** Alternatives, one of which is enough, of conditions that hold together. */
export type Rule = readonly (readonly Condition[])[];

/** Rules by threshold; one without terms has an empty rule, which nothing reaches. */
export const rulesOf: (plan: Plan) => ReadonlyMap<string, Rule> = derived((plan) => {
  const byThreshold = new Map<string, Map<number, JoinTerm[]>>();
  const terms = [...plan.rows.joinTerm.values()].sort((a, b) => (a.id < b.id ? -1 : 1));
  for (const term of terms) {
    if (term.thresholdId === null) continue;
    const alternatives = byThreshold.get(term.thresholdId) ?? new Map<number, JoinTerm[]>();
    byThreshold.set(term.thresholdId, alternatives);
    alternatives.set(term.alternative, [...(alternatives.get(term.alternative) ?? []), term]);
  }
  return new Map(
    [...byThreshold].map(([id, alternatives]) => [
      id,
      [...alternatives].sort(([a], [b]) => a - b).map(([, list]) => list.map(({ condition }) => condition)),
    ]),
  );
});

/** Whether a condition is about inhabitants, else about a number of municipalities. */
export const countsInhabitants = (measure: ThresholdMeasure): boolean => measure === 'inhabitant-share';

/** What a condition measures in a tally: inhabitants, or municipalities. */
export const measured = ({ measure }: Condition, tally: Tally): number =>
  countsInhabitants(measure) ? tally.inhabitants : tally.count;

/** The least whole number of municipalities or inhabitants that meets a condition. */
export const neededFor = (condition: Condition, all: Tally): number => {
  const { measure, amount, strictly } = condition;
  if (measure === 'municipality-count') return strictly ? amount + 1 : amount;
  const parts = amount * measured(condition, all);
  return strictly ? Math.floor(parts / WHOLE_SHARE) + 1 : Math.ceil(parts / WHOLE_SHARE);
};

/** Whether a rule is met by those who joined, out of all there are. */
export const isReached = (rule: Rule, joined: Tally, all: Tally): boolean =>
  rule.some((conditions) => conditions.every((condition) => measured(condition, joined) >= neededFor(condition, all)));

/**
 * How many of `sizes` (inhabitants of those who may still join, the largest first) must join at least so that a rule is
 * met; null where not even all of them are enough. The answer is the smallest there can be: a conjunction of conditions
 * asks for at least k municipalities and at least p inhabitants, of all sets of m municipalities the m largest have most
 * inhabitants, so if any set of m meets both, the m largest do; and of alternatives the cheapest one counts.
 */
export const fewestToReach = (rule: Rule, joined: Tally, all: Tally, sizes: readonly number[]): number | null => {
  let fewest: number | null = null;
  for (const conditions of rule) {
    let municipalities = 0;
    let inhabitants = 0;
    for (const condition of conditions) {
      const lacking = neededFor(condition, all) - measured(condition, joined);
      if (countsInhabitants(condition.measure)) inhabitants = Math.max(inhabitants, lacking);
      else municipalities = Math.max(municipalities, lacking);
    }
    let m = 0;
    let sum = 0;
    while (m < sizes.length && (m < municipalities || sum < inhabitants)) sum += sizes[m++]!;
    if (m >= municipalities && sum >= inhabitants && (fewest === null || m < fewest)) fewest = m;
  }
  return fewest;
};
