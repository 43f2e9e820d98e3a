import * as v from 'valibot';
import { ok, type Result } from '../../result.ts';
import { dateOf, dayOfInstant } from '../../time/day.ts';
import { createRow, deleteRow, type Op } from '../change.ts';
import type { AnyCommand, CommandEnv, Refusal } from '../command.ts';
import { modulesInOrder, populationIn, roundsInOrder } from '../commitment-rows.ts';
import { ROUND_KINDS, THRESHOLD_MEASURES, WHOLE_SHARE } from '../commitment-schema.ts';
import { orderKeysBetween } from '../order-key.ts';
import type { Plan } from '../plan.ts';
import type { Commitment } from '../row.ts';
import { entities, MAX_NAME } from '../schema.ts';
import { cellSchema, idSchema } from '../validate.ts';
import { define, refuse } from './define.ts';
import { municipalityOps } from './participants.ts';
import { moveCommand, register, updateOps } from './registers.ts';

/** More answers than all municipalities can give in all rounds to all modules. */
const MAX_ANSWERS = 20_000;

type AnswerCells = Partial<Omit<Commitment, 'id' | 'roundId' | 'participantId' | 'moduleId'>>;

const { roundId: _round, participantId: _participant, moduleId: _module, ...answerSpecs } = entities.commitment.cells;

const answerCellsSchema = v.strictObject(
  Object.fromEntries(Object.entries(answerSpecs).map(([cell, spec]) => [cell, v.optional(cellSchema(spec))])),
) as unknown as v.GenericSchema<AnswerCells>;

interface Given {
  readonly roundId: string;
  readonly moduleId: string | null;
  readonly participantId: string;
  readonly cells: AnswerCells;
}

const unsigned: Commitment['signed'] = { day: null, inhabitants: null, populationYear: null };

/** A signing on a day, with the inhabitants as they count in its year. */
const signingOn = (plan: Plan, participantId: string, day: number): Commitment['signed'] => {
  const counted = populationIn(plan, participantId, dateOf(day).year);
  return { day, inhabitants: counted?.inhabitants ?? null, populationYear: counted?.year ?? null };
};

/**
 * What goes with an answer: the day on which it was given, and the signing. Who joins signs that day, and the inhabitants
 * of that year are frozen; who leaves has signed once and keeps it; any other answer takes a signing back.
 */
const withSigning = (
  plan: Plan,
  participantId: string,
  before: Commitment | undefined,
  cells: AnswerCells,
  todayDay: number,
): AnswerCells => {
  if (cells.answer === undefined) return cells;
  const { status } = cells.answer;
  const isGiven = status !== 'not-asked';
  const day = isGiven ? (cells.answer.day ?? todayDay) : null;
  const answer = { status, day };
  if (cells.signed !== undefined) return { ...cells, answer };
  if (status === 'left') return { ...cells, answer };
  if (status !== 'joined') return { ...cells, answer, signed: unsigned };
  const signedThen = before?.answer.status === 'joined' ? before.signed : unsigned;
  const keeps = signedThen.day !== null && (cells.answer.day === null || signedThen.day === day);
  const signed = keeps ? signedThen : signingOn(plan, participantId, day!);
  return { ...cells, answer: { status, day: keeps ? before!.answer.day : day }, signed };
};

const faultOf = (plan: Plan, { roundId, moduleId, participantId }: Given): Result<never, Refusal> | null => {
  if (!plan.rows.round.has(roundId)) return refuse('row.unknown', { entity: 'round', id: roundId });
  if (moduleId !== null && !plan.rows.module.has(moduleId))
    return refuse('row.unknown', { entity: 'module', id: moduleId });
  if (!plan.rows.participant.has(participantId))
    return refuse('row.unknown', { entity: 'participant', id: participantId });
  return null;
};

const answerOps = (plan: Plan, given: readonly Given[], env: CommandEnv): Result<{ ops: Op[] }, Refusal> => {
  const todayDay = dayOfInstant(env.nowMin);
  const ops: Op[] = [];
  const seen = new Set<string>();
  for (const one of given) {
    const fault = faultOf(plan, one);
    if (fault) return fault;
    const { roundId, moduleId, participantId } = one;
    const id = env.rowId('commitment', roundId, participantId, moduleId ?? '');
    if (seen.has(id)) return refuse('commitment.twice', { name: plan.rows.participant.get(participantId)!.name });
    seen.add(id);
    const before = plan.rows.commitment.get(id);
    const cells = withSigning(plan, participantId, before, one.cells, todayDay);
    if (before) ops.push(...updateOps('commitment', id, before, cells));
    else ops.push(...createRow('commitment', id, { ...cells, roundId, participantId, moduleId }));
  }
  return ok({ ops });
};

/** The same for many participants: one step of undo, however many they are. */
const setAnswers = define<{
  roundId: string;
  moduleId?: string | null | undefined;
  participantIds: string[];
  cells: AnswerCells;
}>({
  id: 'commitment.set',
  input: v.strictObject({
    roundId: idSchema,
    moduleId: v.optional(v.nullable(idSchema)),
    participantIds: v.pipe(v.array(idSchema), v.minLength(1), v.maxLength(MAX_ANSWERS)),
    cells: answerCellsSchema,
  }),
  run: (plan, { roundId, moduleId = null, participantIds, cells }, env) =>
    answerOps(
      plan,
      [...new Set(participantIds)].map((participantId) => ({ roundId, moduleId, participantId, cells })),
      env,
    ),
});

/** Different answers at once: what was pasted, or read from a list that came back. All or none. */
const recordAnswers = define<{ answers: (Omit<Given, 'moduleId'> & { moduleId?: string | null | undefined })[] }>({
  id: 'commitment.record',
  input: v.strictObject({
    answers: v.pipe(
      v.array(
        v.strictObject({
          roundId: idSchema,
          moduleId: v.optional(v.nullable(idSchema)),
          participantId: idSchema,
          cells: answerCellsSchema,
        }),
      ),
      v.minLength(1),
      v.maxLength(MAX_ANSWERS),
    ),
  }),
  run: (plan, { answers }, env) =>
    answerOps(
      plan,
      answers.map((answer) => ({ ...answer, moduleId: answer.moduleId ?? null })),
      env,
    ),
});

const conditionSchema = v.strictObject({
  measure: v.picklist(THRESHOLD_MEASURES),
  amount: v.pipe(v.number(), v.safeInteger(), v.minValue(0), v.maxValue(WHOLE_SHARE)),
  strictly: v.optional(v.boolean()),
});
type Condition = v.InferOutput<typeof conditionSchema>;

const ruleSchema = v.pipe(
  v.array(v.pipe(v.array(conditionSchema), v.minLength(1), v.maxLength(20))),
  v.minLength(1),
  v.maxLength(100),
);

const termOps = (thresholdId: string, alternatives: readonly (readonly Condition[])[], env: CommandEnv): Op[] =>
  alternatives.flatMap((conditions, alternative) =>
    conditions.flatMap(({ measure, amount, strictly = false }) =>
      createRow('joinTerm', env.newId(), {
        thresholdId,
        alternative,
        condition: { measure, amount, strictly },
      }),
    ),
  );

/** Puts a rule in the place of a threshold's terms: alternatives, one of which is enough, of conditions that hold together. */
const setRule = define<{ id: string; alternatives: Condition[][] }>({
  id: 'joinThreshold.setRule',
  input: v.strictObject({ id: idSchema, alternatives: ruleSchema }),
  run: (plan, { id, alternatives }, env) => {
    if (!plan.rows.joinThreshold.has(id)) return refuse('row.unknown', { entity: 'joinThreshold', id });
    const old = [...plan.rows.joinTerm.values()].filter(({ thresholdId }) => thresholdId === id);
    return ok({ ops: [...old.map((term) => deleteRow('joinTerm', term.id)), ...termOps(id, alternatives, env)] });
  },
});

const nameSchema = v.pipe(v.string(), v.trim(), v.minLength(1), v.maxLength(MAX_NAME));

interface Beginning {
  readonly rounds: readonly { readonly name: string; readonly kind: (typeof ROUND_KINDS)[number] }[];
  readonly threshold?: string | undefined;
}

/**
 * Begins to collect commitments: the municipalities, the rounds, and on the binding one the threshold that KOMBIT's library
 * project had: half of the municipalities, or municipalities with half of the inhabitants.
 */
const begin = define<Beginning>({
  id: 'commitment.begin',
  input: v.strictObject({
    rounds: v.pipe(
      v.array(v.strictObject({ name: nameSchema, kind: v.picklist(ROUND_KINDS) })),
      v.minLength(1),
      v.maxLength(50),
    ),
    threshold: v.optional(nameSchema),
  }),
  run: (plan, { rounds, threshold }, env) => {
    if (plan.rows.round.size > 0) return refuse('commitment.begun');
    const ops = municipalityOps(plan, env);
    const orders = orderKeysBetween(null, null, rounds.length, env.random);
    for (const [i, { name, kind }] of rounds.entries()) {
      const roundId = env.newId();
      ops.push(...createRow('round', roundId, { name, kind, order: orders[i]! }));
      if (kind !== 'binding' || threshold === undefined) continue;
      const thresholdId = env.newId();
      ops.push(...createRow('joinThreshold', thresholdId, { name: threshold, roundId }));
      const half = WHOLE_SHARE / 2;
      const rule: Condition[][] = [
        [{ measure: 'municipality-share', amount: half }],
        [{ measure: 'inhabitant-share', amount: half }],
      ];
      ops.push(...termOps(thresholdId, rule, env));
    }
    return ok({ ops });
  },
});

/** Commands about rounds, answers and thresholds. */
export const commitmentCommands: readonly AnyCommand[] = [
  begin,
  setAnswers,
  recordAnswers,
  ...register('round'),
  moveCommand('round', roundsInOrder),
  ...register('module'),
  moveCommand('module', modulesInOrder),
  ...register('joinThreshold'),
  setRule,
];
