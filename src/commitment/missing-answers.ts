import { modulesInOrder } from '../model/commitment-rows.ts';
import type { Plan } from '../model/plan.ts';
import { type Answer, type Standing, standingOf } from './standing.ts';
import { hasAnswered } from './status.ts';

/**
 * The municipalities that have not answered a round, or one module of it. Where modules are joined separately, an answer to
 * each of them is an answer to the whole.
 */
export const missingAnswers = (plan: Plan, { round, moduleId, answers }: Standing): readonly Answer[] => {
  const modules = moduleId === null ? modulesInOrder(plan) : [];
  const parts = modules.map(({ id }) => standingOf(plan, round.id, id)!.byParticipant);
  return answers.filter(({ participant, status }) => {
    if (hasAnswered(round.kind, status)) return false;
    return parts.length === 0 || !parts.every((part) => hasAnswered(round.kind, part.get(participant.id)!.status));
  });
};
