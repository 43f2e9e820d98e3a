import { roundsInOrder } from '../model/commitment-rows.ts';
import { type Plan, projectOf } from '../model/plan.ts';
import { dayOfInstant } from '../time/day.ts';
import { nextMeeting } from './board-calendar.ts';
import { type Answer, isJoinedOn, type Standing, standingOf, tallyOf } from './standing.ts';
import { isReached, type Rule } from './threshold-rule.ts';

const DAYS_PER_WEEK = 7;

/**
 * The day up to which the plan is told, as day number; what has not been answered is not answered before it. Without a
 * status date nothing is taken as past: forecasts follow from the plan alone, never from a clock.
 */
const statusDayOf = (plan: Plan): number | null => {
  const at = projectOf(plan)?.statusMin ?? null;
  return at === null ? null : dayOfInstant(at);
};

/**
 * When an answer that is still open may come: the day that is expected, else the first council meeting that leaves the
 * weeks it takes, counted from the letter. Null where nothing says when.
 */
export const answerDay = (plan: Plan, { round }: Standing, answer: Answer): number | null => {
  const statusDay = statusDayOf(plan);
  const notBefore = (day: number): number => Math.max(day, statusDay ?? day);
  const { board } = answer.participant;
  const expected = answer.commitment?.expectedDay ?? null;
  if (expected !== null) {
    if (statusDay === null || expected >= statusDay) return expected;
    return nextMeeting(board, statusDay);
  }
  const leadDays = (board.leadWeeks ?? round.leadWeeks) * DAYS_PER_WEEK;
  if (round.openDay !== null) {
    // Who was not asked yet has the weeks still to come.
    const askedDay = answer.status === 'not-asked' ? notBefore(round.openDay) : round.openDay;
    return nextMeeting(board, notBefore(askedDay + leadDays));
  }
  if (round.deadlineDay !== null) return notBefore(round.deadlineDay);
  return statusDay === null ? null : nextMeeting(board, statusDay + leadDays);
};

/** Whether there is a sign that an open answer becomes a yes: what it says itself, or a yes in a round before. */
const isLikely = (plan: Plan, { round, moduleId }: Standing, answer: Answer): boolean => {
  const { status, commitment, participant } = answer;
  if (status === 'interested' || status === 'in-process' || status === 'joined-specification') return true;
  if (status === 'later' || status === 'waiting') return (commitment?.expectedDay ?? null) !== null;
  const rounds = roundsInOrder(plan);
  return rounds
    .slice(
      0,
      rounds.findIndex(({ id }) => id === round.id),
    )
    .some(({ id }) => standingOf(plan, id, moduleId)?.byParticipant.get(participant.id)?.isJoined);
};

/** Days on which a threshold was or will be reached; null where it is not, or where nobody can say. */
export interface Forecast {
  /** Since when it has been reached without a break; unknown days count as the beginning, and then there is none. */
  readonly reachedDay: number | null;
  /** If everybody says yes of whom there is a sign. */
  readonly expectedDay: number | null;
  /** If everybody says yes who still may. */
  readonly possibleDay: number | null;
}

const reachedSince = (standing: Standing, rule: Rule): number | null => {
  const days = standing.answers.flatMap(({ joinedDay, leftDay }) =>
    [joinedDay, leftDay].filter((day): day is number => day !== null),
  );
  let since: number | null = null;
  for (const day of [...new Set(days)].sort((a, b) => b - a)) {
    const then = tallyOf(standing.answers.filter((answer) => isJoinedOn(answer, day)));
    if (!isReached(rule, then, standing.all)) break;
    since = day;
  }
  return since;
};

const reachedWith = (
  plan: Plan,
  standing: Standing,
  rule: Rule,
  counts: (answer: Answer) => boolean,
): number | null => {
  const coming = standing.answers
    .filter((answer) => answer.isOpen && counts(answer))
    .map((answer) => ({ day: answerDay(plan, standing, answer), inhabitants: answer.inhabitants }))
    .filter((one): one is { day: number; inhabitants: number } => one.day !== null)
    .sort((a, b) => a.day - b.day);
  let { count, inhabitants } = standing.joined;
  for (const one of coming) {
    count += 1;
    inhabitants += one.inhabitants;
    if (isReached(rule, { count, inhabitants }, standing.all)) return one.day;
  }
  return null;
};

/** When a rule is reached in a round. */
export const forecastOf = (plan: Plan, standing: Standing, rule: Rule): Forecast => {
  if (isReached(rule, standing.joined, standing.all))
    return { reachedDay: reachedSince(standing, rule), expectedDay: null, possibleDay: null };
  return {
    reachedDay: null,
    expectedDay: reachedWith(plan, standing, rule, (answer) => isLikely(plan, standing, answer)),
    possibleDay: reachedWith(plan, standing, rule, () => true),
  };
};
