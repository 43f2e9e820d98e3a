import type { Plan } from '../model/plan.ts';
import type { Region } from '../model/row.ts';
import { compareDanish } from './danish-order.ts';
import { regionOn } from './region.ts';
import { type Answer, type Standing, type Tally, tallyOf } from './standing.ts';

/** Upper bounds of the size classes in inhabitants, as KOMBIT has used them; the last has none. */
export const SIZE_CLASSES = [20_000, 30_000, 50_000, Number.POSITIVE_INFINITY] as const;

/** One line of a coverage: how many of a group there are, and how many of them have joined. */
export interface Coverage {
  readonly all: Tally;
  readonly joined: Tally;
}

export interface RegionCoverage extends Coverage {
  /** None for those that lie in no region on the day. */
  readonly region: Region | null;
}

export interface SizeCoverage extends Coverage {
  /** More than `over`, at most `upTo` inhabitants. */
  readonly over: number;
  readonly upTo: number;
}

const coverageOf = (answers: readonly Answer[]): Coverage => ({
  all: tallyOf(answers),
  joined: tallyOf(answers.filter(({ isJoined }) => isJoined)),
});

/** Coverage by the regions that there are on a day, in Danish order; those in none last. */
export const coverageByRegion = (plan: Plan, { answers }: Standing, day: number): readonly RegionCoverage[] => {
  const groups = new Map<Region | null, Answer[]>();
  for (const answer of answers) {
    const region = regionOn(plan, answer.participant, day);
    const group = groups.get(region);
    if (group) group.push(answer);
    else groups.set(region, [answer]);
  }
  return [...groups]
    .map(([region, group]) => ({ region, ...coverageOf(group) }))
    .sort((a, b) => (a.region === null ? 1 : b.region === null ? -1 : compareDanish(a.region.name, b.region.name)));
};

/** Coverage by size class, the smallest first. */
export const coverageBySize = ({ answers }: Standing): readonly SizeCoverage[] =>
  SIZE_CLASSES.map((upTo, i) => {
    const over = SIZE_CLASSES[i - 1] ?? 0;
    const isIn = ({ inhabitants }: Answer) => inhabitants <= upTo && (i === 0 || inhabitants > over);
    return { over, upTo, ...coverageOf(answers.filter(isIn)) };
  });
