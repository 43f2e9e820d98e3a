import { dateOf } from '../time/day.ts';
import type { RolloutLine } from './rollout.ts';

/** A stretch of time in which municipalities go live: a quarter, or a year where the rollout takes longer. */
export interface GoLivePeriod {
  readonly year: number;
  /** 1–4; null for the whole year. */
  readonly quarter: number | null;
  /** The last of the periods, with all that comes later. */
  readonly isOpen: boolean;
}

/** How a municipality stands: live, in which of the coming periods (its index), without a date, or not part of the rollout. */
export type GoLiveClass = 'live' | 'undated' | 'out' | number;

/** So many periods can be told apart on a map. */
export const MOST_PERIODS = 4;

const yearOf = (day: number): number => dateOf(day).year;
const quarterOf = (day: number): number => Math.floor((dateOf(day).month - 1) / 3);
const quarterNumber = (day: number): number => yearOf(day) * 4 + quarterOf(day);

export interface GoLiveClasses {
  readonly periods: readonly GoLivePeriod[];
  readonly classOf: (line: RolloutLine | undefined) => GoLiveClass;
}

/**
 * Sorts a rollout by when its municipalities go live, seen from a day. What is to come is parted into quarters where four of
 * them reach, else into years, the last of which is open.
 */
export const goLiveClasses = (lines: readonly RolloutLine[], day: number): GoLiveClasses => {
  const coming = lines.flatMap((line) => (line.day !== null && line.day > day ? [line.day] : []));
  const quarters = coming.map(quarterNumber);
  const isShort = coming.length > 0 && Math.max(...quarters) - Math.min(...quarters) < MOST_PERIODS;
  const numberOf = isShort ? quarterNumber : yearOf;
  const numbers = [...new Set(coming.map(numberOf))].sort((a, b) => a - b);
  const kept = numbers.slice(0, MOST_PERIODS);
  const periods = kept.map(
    (number, i): GoLivePeriod => ({
      year: isShort ? Math.floor(number / 4) : number,
      quarter: isShort ? (number % 4) + 1 : null,
      isOpen: i === MOST_PERIODS - 1 && numbers.length > MOST_PERIODS,
    }),
  );
  return {
    periods,
    classOf: (line) => {
      if (!line) return 'out';
      if (line.day === null) return 'undated';
      if (line.day <= day) return 'live';
      const at = kept.indexOf(numberOf(line.day));
      return at < 0 ? kept.length - 1 : at;
    },
  };
};
