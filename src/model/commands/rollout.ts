import * as v from 'valibot';
import { ok, type Result } from '../../result.ts';
import { dayOfInstant, instantOf } from '../../time/day.ts';
import { createRow, type Op, setCell } from '../change.ts';
import type { AnyCommand, CommandEnv, Refusal } from '../command.ts';
import { effectiveGoLive, plannedDayOf, rolloutStepsInOrder, wavesInOrder } from '../commitment-rows.ts';
import { orderKeysBetween } from '../order-key.ts';
import { keysInGap, lastChildId } from '../placing.ts';
import type { Plan } from '../plan.ts';
import type { Cells, GoLive, RolloutStep, Wave } from '../row.ts';
import { entities, MAX_NAME } from '../schema.ts';
import { cellSchema, daySchema, idSchema } from '../validate.ts';
import { define, idsSchema, MAX_ROWS, refuse } from './define.ts';
import { moveCommand, register, updateOps } from './registers.ts';

type GoLiveCells = Partial<Omit<GoLive, 'id' | 'participantId' | 'moduleId' | 'taskId'>>;

const { participantId: _participant, moduleId: _module, taskId: _task, ...goLiveSpecs } = entities.goLive.cells;

const goLiveCellsSchema = v.strictObject(
  Object.fromEntries(Object.entries(goLiveSpecs).map(([cell, spec]) => [cell, v.optional(cellSchema(spec))])),
) as unknown as v.GenericSchema<GoLiveCells>;

const goLiveId = (env: CommandEnv, participantId: string, moduleId: string | null): string =>
  env.rowId('goLive', participantId, moduleId ?? '');

/** A go-live: of whom, and of which module or (null) of the whole. */
interface Target {
  readonly participantId: string;
  readonly moduleId: string | null;
}

/** What is planned for the whole, as the beginning of a module's own go-live; its milestone stays with the whole. */
const inherited = (plan: Plan, { participantId, moduleId }: Target): GoLiveCells => {
  const whole = effectiveGoLive(plan, participantId, moduleId);
  if (!whole) return {};
  const { id: _id, participantId: _of, moduleId: _whole, taskId: _milestone, ...cells } = whole;
  return cells;
};

const goLiveOps = (plan: Plan, env: CommandEnv, target: Target, cells: GoLiveCells): Op[] => {
  const id = goLiveId(env, target.participantId, target.moduleId);
  const before = plan.rows.goLive.get(id);
  return before
    ? updateOps('goLive', id, before, cells)
    : createRow('goLive', id, { ...inherited(plan, target), ...cells, ...target });
};

const optionalModule = v.optional(v.nullable(idSchema));

/**
 * Which go-lives: `participantIds` with one module or (null, or left out) the whole; those of several modules one by one in
 * `goLives`. One of the two has to name somebody.
 */
interface Targeted {
  readonly participantIds?: string[] | undefined;
  readonly moduleId?: string | null | undefined;
  readonly goLives?: { readonly participantId: string; readonly moduleId?: string | null | undefined }[] | undefined;
}

const targetEntries = {
  participantIds: v.optional(idsSchema),
  moduleId: optionalModule,
  goLives: v.optional(
    v.pipe(
      v.array(v.strictObject({ participantId: idSchema, moduleId: optionalModule })),
      v.minLength(1),
      v.maxLength(MAX_ROWS),
    ),
  ),
};

/** The schema of an input that names go-lives and says something of them. */
const targeted = <I extends Targeted>(entries: v.ObjectEntries): v.GenericSchema<I> =>
  v.strictObject({ ...targetEntries, ...entries }) as unknown as v.GenericSchema<I>;

const targetsOf = (
  plan: Plan,
  env: CommandEnv,
  input: Targeted,
  waveId?: string | null,
): Result<readonly Target[], Refusal> => {
  const { participantIds = [], moduleId: ofAll, goLives = [] } = input;
  const given = [...participantIds.map((participantId) => ({ participantId, moduleId: ofAll })), ...goLives];
  if (given.length === 0) return refuse('goLive.nobody');
  const targets = new Map<string, Target>();
  for (const { participantId, moduleId = null } of given) {
    if (!plan.rows.participant.has(participantId))
      return refuse('row.unknown', { entity: 'participant', id: participantId });
    if (moduleId !== null && !plan.rows.module.has(moduleId))
      return refuse('row.unknown', { entity: 'module', id: moduleId });
    targets.set(goLiveId(env, participantId, moduleId), { participantId, moduleId });
  }
  if (waveId !== undefined && waveId !== null && !plan.rows.wave.has(waveId))
    return refuse('row.unknown', { entity: 'wave', id: waveId });
  return ok([...targets.values()]);
};

/** The same for many go-lives: their wave, their days. */
const setGoLives = define<Targeted & { cells: GoLiveCells }>({
  id: 'goLive.set',
  input: targeted({ cells: goLiveCellsSchema }),
  run: (plan, input, env) => {
    const { cells } = input;
    const targets = targetsOf(plan, env, input, cells.waveId);
    return targets.ok ? ok({ ops: targets.value.flatMap((one) => goLiveOps(plan, env, one, cells)) }) : targets;
  },
});

/** Puts go-lives off, and keeps from when to when and why. */
const postpone = define<Targeted & { readonly toDay: number; readonly reason: string }>({
  id: 'goLive.postpone',
  input: targeted({ toDay: daySchema, reason: cellSchema(entities.postponement.cells.reason) }),
  run: (plan, input, env) => {
    const { toDay, reason } = input;
    const targets = targetsOf(plan, env, input);
    if (!targets.ok) return targets;
    const ops: Op[] = [];
    for (const target of targets.value) {
      const { participantId, moduleId } = target;
      const { name } = plan.rows.participant.get(participantId)!;
      const before = effectiveGoLive(plan, participantId, moduleId);
      const fromDay = before ? plannedDayOf(plan, before) : null;
      if (fromDay === null) return refuse('goLive.no-day', { name });
      if (toDay <= fromDay) return refuse('goLive.not-later', { name });
      ops.push(...goLiveOps(plan, env, target, { plannedDay: toDay }));
      const goLive = goLiveId(env, participantId, moduleId);
      const cells = { goLiveId: goLive, days: { fromDay, toDay }, decidedDay: dayOfInstant(env.nowMin), reason };
      ops.push(...createRow('postponement', env.newId(), cells));
    }
    return ok({ ops });
  },
});

interface Names {
  readonly goLive: string;
}

/** What stands for a go-live in the plan. Ids follow from what they stand for, so that making the tasks twice makes them once. */
const tasksOf = (env: CommandEnv, goLive: GoLive, steps: readonly RolloutStep[]) => ({
  summaryId: env.rowId('task', goLive.id, 'summary'),
  milestoneId: env.rowId('task', goLive.id, 'go-live'),
  steps: steps.map((step) => ({ step, id: env.rowId('task', goLive.id, step.id) })),
});

const noEarlierThan = (day: number): Cells<'task'>['constraint'] => ({ type: 'SNET', atMin: instantOf(day, 0) });

/** Sets the earliest date of a task anew where a person has not bound it otherwise. */
const redated = (plan: Plan, taskId: string, day: number): Op[] => {
  const task = plan.rows.task.get(taskId)!;
  const { type, atMin } = task.constraint;
  if ((type !== 'SNET' && type !== 'ASAP') || atMin === instantOf(day, 0)) return [];
  return [setCell('task', taskId, 'constraint', { type: 'SNET', atMin: instantOf(day, 0) })];
};

interface Making {
  readonly plan: Plan;
  readonly env: CommandEnv;
  readonly names: Names;
  readonly ops: Op[];
}

const durationOf = (plan: Plan, days: number): Cells<'task'>['duration'] => {
  const perDay = plan.rows.project.get(plan.projectId)?.workUnits.minutesPerDay ?? 480;
  return { minutes: days * perDay, unit: 'day', elapsed: false, estimated: false };
};

const linkTasks = ({ plan, env, ops }: Making, predecessorId: string, successorId: string): void => {
  const id = env.linkId(predecessorId, successorId, 'FS');
  if (!plan.rows.link.has(id)) ops.push(...createRow('link', id, { predecessorId, successorId, type: 'FS' }));
};

/** The steps and the milestone of one go-live, below its summary; what is there already only gets its dates anew. */
const makeTasksBelow = (making: Making, goLive: GoLive, day: number): void => {
  const { plan, env, names, ops } = making;
  const { summaryId, milestoneId, steps } = tasksOf(env, goLive, rolloutStepsInOrder(plan));
  const sorted = [...steps].sort((a, b) => a.step.offsetDays - b.step.offsetDays);
  const before = sorted.filter(({ step }) => step.offsetDays < 0);
  const after = sorted.filter(({ step }) => step.offsetDays >= 0);
  const wanted = [
    ...before.map(({ step, id }) => ({ id, day: day + step.offsetDays, name: step.name, days: step.durationDays })),
    { id: milestoneId, day, name: names.goLive, days: 0 },
    ...after.map(({ step, id }) => ({ id, day: day + step.offsetDays, name: step.name, days: step.durationDays })),
  ];
  const fresh = wanted.filter(({ id }) => !plan.rows.task.has(id));
  const orders = plan.rows.task.has(summaryId)
    ? keysInGap(plan, { parentId: summaryId, afterId: lastChildId(plan, summaryId) }, fresh.length, env).orders
    : orderKeysBetween(null, null, fresh.length, env.random);
  for (const [i, { id, day: startDay, name, days }] of fresh.entries())
    ops.push(
      ...createRow('task', id, {
        name,
        place: { parent: summaryId, order: orders[i]! },
        kind: days === 0 ? 'milestone' : 'task',
        duration: durationOf(plan, days),
        constraint: noEarlierThan(startDay),
      }),
    );
  for (const { id, day: startDay } of wanted) if (plan.rows.task.has(id)) ops.push(...redated(plan, id, startDay));
  for (const { id } of before) linkTasks(making, id, milestoneId);
  for (const { id } of after) linkTasks(making, milestoneId, id);
  if (goLive.taskId !== milestoneId) ops.push(setCell('goLive', goLive.id, 'taskId', milestoneId));
};

/** What stands for a go-live in the outline; several modules of one municipality are told apart. */
const nameOf = (plan: Plan, participant: string, moduleId: string | null): string => {
  const module = plan.rows.module.get(moduleId ?? '');
  return module ? `${participant}: ${module.name}`.slice(0, MAX_NAME) : participant;
};

const makeWave = (making: Making, wave: Wave, order: string | undefined): Result<null, Refusal> => {
  const { plan, env, ops } = making;
  const ownId = env.rowId('task', wave.id);
  const summaryId = wave.taskId !== null && plan.rows.task.has(wave.taskId) ? wave.taskId : ownId;
  const isNew = !plan.rows.task.has(summaryId);
  if (isNew) ops.push(...createRow('task', summaryId, { name: wave.name, place: { parent: null, order: order! } }));
  if (wave.taskId !== summaryId) ops.push(setCell('wave', wave.id, 'taskId', summaryId));
  const members = [...plan.rows.goLive.values()].filter(({ waveId, participantId }) => {
    const participant = plan.rows.participant.get(participantId ?? '');
    return waveId === wave.id && participant !== undefined;
  });
  const coming = members.filter((one) => {
    const id = tasksOf(env, one, []).summaryId;
    return plan.rows.task.get(id)?.place.parent !== summaryId;
  });
  const orders = isNew
    ? orderKeysBetween(null, null, coming.length, env.random)
    : keysInGap(plan, { parentId: summaryId, afterId: lastChildId(plan, summaryId) }, coming.length, env).orders;
  for (const goLive of members) {
    const day = plannedDayOf(plan, goLive);
    const participant = plan.rows.participant.get(goLive.participantId!)!;
    if (day === null) return refuse('wave.no-day', { name: wave.name });
    const id = tasksOf(env, goLive, []).summaryId;
    const place = { parent: summaryId, order: orders[coming.indexOf(goLive)] ?? '' };
    const name = nameOf(plan, participant.name, goLive.moduleId);
    if (!plan.rows.task.has(id)) ops.push(...createRow('task', id, { name, place }));
    else if (coming.includes(goLive)) ops.push(setCell('task', id, 'place', place));
    makeTasksBelow(making, goLive, day);
  }
  return ok(null);
};

/**
 * Makes the tasks of waves in the plan: a summary for each wave, below it one for each municipality with its steps and the
 * milestone of its go-live. Done again it adds what is new, moves who changed waves and sets the dates anew.
 */
const planWaves = define<{ waveIds: string[]; names: Names }>({
  id: 'wave.plan',
  input: v.strictObject({
    waveIds: idsSchema,
    names: v.strictObject({ goLive: v.pipe(v.string(), v.trim(), v.minLength(1), v.maxLength(MAX_NAME)) }),
  }),
  run: (plan, { waveIds, names }, env) => {
    const unknown = waveIds.find((id) => !plan.rows.wave.has(id));
    if (unknown !== undefined) return refuse('row.unknown', { entity: 'wave', id: unknown });
    const ops: Op[] = [];
    const chosen = wavesInOrder(plan).filter(({ id }) => waveIds.includes(id));
    const { orders, repairs } = keysInGap(
      plan,
      { parentId: null, afterId: lastChildId(plan, null) },
      chosen.length,
      env,
    );
    ops.push(...repairs);
    for (const [i, wave] of chosen.entries()) {
      const made = makeWave({ plan, env, names, ops }, wave, orders[i]);
      if (!made.ok) return made;
    }
    return ok({ ops });
  },
});

/** Commands about waves, go-lives and the tasks that repeat in every municipality. */
export const rolloutCommands: readonly AnyCommand[] = [
  ...register('wave'),
  moveCommand('wave', wavesInOrder),
  ...register('rolloutStep'),
  moveCommand('rolloutStep', rolloutStepsInOrder),
  setGoLives,
  postpone,
  ...register('postponement').filter(({ id }) => id === 'postponement.delete'),
  planWaves,
];
