import { effectiveGoLive, plannedDayOf } from '../model/commitment-rows.ts';
import type { Plan } from '../model/plan.ts';
import type { Round } from '../model/row.ts';
import { addMonths } from '../time/day.ts';
import type { Answer, Standing } from './standing.ts';

/** From which day up to and including which one a commitment binds. */
export interface BindingPeriod {
  readonly fromDay: number;
  readonly toDay: number;
}

/**
 * How long a commitment binds: so many months from its signing, from the go-live (planned while there is no other), or
 * from a day that is the same for all. `goLiveDay` is the actual go-live, or the planned one. Null where the round does not bind, or where the day is not known yet.
 */
export const bindingPeriod = (round: Round, answer: Answer, goLiveDay: number | null): BindingPeriod | null => {
  const { months, from, fromDay } = round.binding;
  if (months === null || !answer.isJoined) return null;
  const start =
    from === 'day'
      ? fromDay
      : from === 'signing'
        ? answer.joinedDay
        : (goLiveDay ?? answer.commitment?.agreedGoLiveDay ?? null);
  return start === null ? null : { fromDay: start, toDay: addMonths(start, months) - 1 };
};

/** The binding period of an answer in a standing, with the go-live as the plan has it. */
export const bindingOf = (plan: Plan, { round, moduleId }: Standing, answer: Answer): BindingPeriod | null => {
  const goLive = effectiveGoLive(plan, answer.participant.id, moduleId);
  return bindingPeriod(round, answer, goLive ? (goLive.actualDay ?? plannedDayOf(plan, goLive)) : null);
};
