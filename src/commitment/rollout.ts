import { goLiveOf, plannedDayOf, roundsInOrder } from '../model/commitment-rows.ts';
import type { Plan } from '../model/plan.ts';
import type { GoLive, Postponement, Round, Wave } from '../model/row.ts';
import { addMonths, dateOf, dayNumberOf, dayOfInstant } from '../time/day.ts';
import { type Answer, type Standing, standingOf } from './standing.ts';

/** The dates that the schedule gives a task; null where it has none. */
export type DatesOf = (taskId: string) => { readonly startMin: number; readonly finishMin: number } | null;

/** How the solution reaches one participant. Days are day numbers; null where nobody has said. */
export interface RolloutLine {
  readonly answer: Answer;
  readonly goLive: GoLive | undefined;
  readonly wave: Wave | undefined;
  readonly isPilot: boolean;
  readonly desiredDay: number | null;
  readonly agreedDay: number | null;
  /** What was set for it or its wave. */
  readonly plannedDay: number | null;
  /** What counts: the actual day, else that of its milestone in the plan, else the planned one. */
  readonly day: number | null;
  /** By when the municipality must have been told, and when it was. */
  readonly noticeDueDay: number | null;
  readonly noticeDay: number | null;
  readonly billingDay: number | null;
  readonly postponements: readonly Postponement[];
}

/** The round whose commitments are rolled out: the last one that binds and in which somebody has joined. */
export const rolloutRound = (plan: Plan): Round | undefined => {
  const binding = roundsInOrder(plan).filter(({ kind }) => kind !== 'interest' && kind !== 'specification');
  const joined = binding.filter(({ id }) => standingOf(plan, id, null)!.joined.count > 0);
  return joined[joined.length - 1] ?? binding[binding.length - 1];
};

/**
 * From when a municipality pays: the first of the month after its go-live, where nothing else is agreed. Source: billing of
 * SAPA, from the first of the month after the municipality's course in the rollout plan.
 */
export const billingFrom = (goLiveDay: number): number => {
  const { year, month } = dateOf(goLiveDay);
  return month === 12 ? dayNumberOf(year + 1, 1, 1) : dayNumberOf(year, month + 1, 1);
};

const lineOf = (plan: Plan, answer: Answer, moduleId: string | null, datesOf: DatesOf): RolloutLine => {
  const goLive = goLiveOf(plan, answer.participant.id, moduleId) ?? goLiveOf(plan, answer.participant.id, null);
  const wave = plan.rows.wave.get(goLive?.waveId ?? '');
  const plannedDay = goLive ? plannedDayOf(plan, goLive) : null;
  const milestone = goLive?.taskId ? datesOf(goLive.taskId) : null;
  const day = goLive?.actualDay ?? (milestone ? dayOfInstant(milestone.startMin) : plannedDay);
  return {
    answer,
    goLive,
    wave,
    isPilot: goLive?.pilot === true || wave?.pilot === true,
    desiredDay: answer.commitment?.desiredGoLiveDay ?? null,
    agreedDay: answer.commitment?.agreedGoLiveDay ?? null,
    plannedDay,
    day,
    noticeDueDay: day === null || !wave ? null : addMonths(day, -wave.noticeMonths),
    noticeDay: goLive?.noticeDay ?? null,
    billingDay: goLive?.billingDay ?? (day === null ? null : billingFrom(day)),
    postponements: goLive
      ? [...plan.rows.postponement.values()]
          .filter(({ goLiveId }) => goLiveId === goLive.id)
          .sort((a, b) => (a.days.toDay ?? 0) - (b.days.toDay ?? 0) || (a.id < b.id ? -1 : 1))
      : [],
  };
};

/** Everybody who has joined or stands in a wave, municipalities in Danish order, then the others. */
export const rolloutOf = (
  plan: Plan,
  standing: Standing,
  moduleId: string | null,
  datesOf: DatesOf,
): readonly RolloutLine[] =>
  [...standing.answers, ...standing.others]
    .map((answer) => lineOf(plan, answer, moduleId, datesOf))
    .filter(({ answer, goLive }) => answer.isJoined || goLive !== undefined);
