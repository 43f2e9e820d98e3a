import * as v from 'valibot';
import { ok, type Result } from '../../result.ts';
import type { Op } from '../change.ts';
import type { AnyCommand, CommandEnv, Refusal } from '../command.ts';
import type { Plan } from '../plan.ts';
import { define, MAX_ROWS, refuse } from './define.ts';
import { lastOfEach, WorkingPlan } from './working-plan.ts';

/** One command of several that are carried out as one. */
export interface Step {
  readonly command: string;
  readonly input: unknown;
}

/** What became of the steps: the ops of those that could be taken, and why each of the others could not. */
export interface Outcome {
  readonly ops: readonly Op[];
  readonly refusals: readonly { readonly step: number; readonly refusal: Refusal }[];
}

type Find = (id: string) => AnyCommand | undefined;

const judge = (
  find: Find,
  plan: Plan,
  { command: id, input }: Step,
  env: CommandEnv,
): Result<readonly Op[], Refusal> => {
  const command = find(id);
  if (!command) return refuse('command.unknown', { command: id });
  const parsed = v.safeParse(command.input, input, { abortEarly: true });
  if (!parsed.success) {
    const path = v.getDotPath(parsed.issues[0]) ?? id;
    return refuse('input.invalid', { path, reason: parsed.issues[0].message });
  }
  const effect = command.run(plan, parsed.output as never, env);
  return effect.ok ? ok(effect.value.ops) : effect;
};

/**
 * Carries out steps one after the other on a copy: each sees what those before it did, so that links that together go in
 * a circle are found. Dates are those before the first step. Steps that are refused leave nothing.
 */
export const trySteps = (find: Find, plan: Plan, steps: readonly Step[], env: CommandEnv): Outcome => {
  const working = new WorkingPlan(plan);
  const ops: Op[] = [];
  const refusals: Outcome['refusals'][number][] = [];
  steps.forEach((step, index) => {
    const judged = judge(find, working, step, env);
    if (!judged.ok) {
      refusals.push({ step: index, refusal: judged.error });
      return;
    }
    working.apply(judged.value);
    ops.push(...judged.value);
  });
  return { ops: lastOfEach(ops), refusals };
};

const stepsSchema = v.strictObject({
  steps: v.pipe(
    v.array(v.strictObject({ command: v.string(), input: v.looseObject({}) })),
    v.minLength(1),
    v.maxLength(MAX_ROWS),
  ),
});

/**
 * Several commands as one change and one step of undo: all of them or none. The ids say what a person did, so that history
 * and undo can say it too.
 */
export const batchCommands = (find: Find): readonly AnyCommand[] =>
  ['cells.edit', 'cells.paste', 'cells.fill', 'cells.clear'].map((id) =>
    define<{ steps: Step[] }>({
      id,
      input: stepsSchema,
      run: (plan, { steps }, env) => {
        const { ops, refusals } = trySteps(
          (wanted) => (wanted.startsWith('cells.') ? undefined : find(wanted)),
          plan,
          steps,
          env,
        );
        const [first] = refusals;
        return first ? { ok: false, error: first.refusal } : ok({ ops });
      },
    }),
  );
