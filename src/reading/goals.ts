import { isSummary, type Outline } from '../model/outline.ts';
import type { Plan } from '../model/plan.ts';

/** Tasks that can be a goal, milestones before others, each in the order of the plan. */
export const goalsOf = (plan: Plan, outline: Outline): string[] => {
  const milestones: string[] = [];
  const others: string[] = [];
  outline.ids.forEach((id, at) => {
    if (!isSummary(outline, at)) (plan.rows.task.get(id)!.kind === 'milestone' ? milestones : others).push(id);
  });
  return [...milestones, ...others];
};

/** The goal to begin with: the last milestone of the plan that is not passed, else its last one, else the last task. */
export const likelyGoal = (plan: Plan, outline: Outline): string | null => {
  const goals = goalsOf(plan, outline);
  const milestones = goals.filter((id) => plan.rows.task.get(id)!.kind === 'milestone');
  const open = milestones.filter((id) => plan.rows.task.get(id)!.percentComplete < 100);
  return open[open.length - 1] ?? milestones[milestones.length - 1] ?? goals[goals.length - 1] ?? null;
};
