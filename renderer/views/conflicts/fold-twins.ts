import { commandById } from '../../../src/commands/index.ts';
import type { CommandEnv, Refusal } from '../../../src/model/command.ts';
import { trySteps } from '../../../src/model/commands/batch.ts';
import type { Decision, OpenConflict } from '../../../src/model/exchange-result.ts';
import type { Plan } from '../../../src/model/plan.ts';

/** One row of several that are the same thing, and the one that it becomes. */
export interface Fold {
  readonly conflict: OpenConflict;
  readonly decision: Extract<Decision, { do: 'one' | 'both' }>;
}

/** What becomes of all rows that were added twice, tried on a plan without carrying anything out. */
export interface FoldPlan {
  readonly taken: readonly Fold[];
  readonly refused: readonly { readonly fold: Fold; readonly reason: Refusal }[];
}

/** Of each pair the row that was there first is kept; of three of a name all become the one that stays in the end. */
const foldsOf = (conflicts: readonly OpenConflict[]): readonly Fold[] => {
  const heirs = new Map<string, string>();
  const found = conflicts.flatMap((conflict): Fold[] => {
    const decision = conflict.kind === 'duplicate' ? conflict.sides[0]?.decision : undefined;
    return decision?.do === 'one' ? [{ conflict, decision }] : [];
  });
  for (const { decision } of found) heirs.set(decision.otherId, decision.id);
  const lastHeir = (id: string): string => {
    const heir = heirs.get(id);
    return heir === undefined ? id : lastHeir(heir);
  };
  return found.map(({ conflict, decision }) => ({ conflict, decision: { ...decision, id: lastHeir(decision.id) } }));
};

/** Makes one of all that was added twice, as one change; tells beforehand which cannot become one, and why. */
export const planFolds = (plan: Plan, conflicts: readonly OpenConflict[], env: CommandEnv): FoldPlan => {
  const folds = foldsOf(conflicts);
  const steps = folds.map(({ decision }) => ({ command: 'conflict.settle', input: { decisions: [decision] } }));
  const { refusals } = trySteps(commandById, plan, steps, env);
  const reasons = new Map(refusals.map(({ step, refusal }) => [step, refusal]));
  return {
    taken: folds.filter((_, i) => !reasons.has(i)),
    refused: folds.flatMap((fold, i) => {
      const reason = reasons.get(i);
      return reason === undefined ? [] : [{ fold, reason }];
    }),
  };
};
