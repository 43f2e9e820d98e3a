import * as v from 'valibot';
import { ok, type Result } from '../../result.ts';
import { type Break, breaksOf } from '../breaks.ts';
import { setCell } from '../change.ts';
import type { AnyCommand, CommandEnv, Refusal } from '../command.ts';
import { isSummary, outlineOf } from '../outline.ts';
import type { Plan } from '../plan.ts';
import type { Task } from '../row.ts';
import { idSchema, instantSchema } from '../validate.ts';
import { define, idsOfSelection, idsSchema, missingTask, refuseAt } from './define.ts';

/** Minutes between two instants as the task counts them: by its calendar, or by the clock. */
const minutesBetween = (env: CommandEnv, { id, duration }: Task, fromMin: number, toMin: number): number =>
  duration.elapsed ? toMin - fromMin : env.workBetween(id, fromMin, toMin);

/**
 * The breaks of a task with one more, from one instant to another. A new break that begins where another one does makes
 * that one longer; within one, or outside the work of the task, there is nothing to interrupt.
 */
const withBreak = (
  task: Task,
  env: CommandEnv,
  startMin: number,
  fromMin: number,
  toMin: number,
): Result<readonly Break[], Refusal> => {
  const gapMin = minutesBetween(env, task, fromMin, toMin);
  const standing = minutesBetween(env, task, startMin, fromMin);
  if (gapMin <= 0) return refuseAt(task.id, 'splits', 'task.split-nothing');
  let gapsMin = 0;
  for (const each of task.splits) {
    const beginsAt = each.workMin + gapsMin;
    if (standing < beginsAt) break;
    if (standing > beginsAt && standing < beginsAt + each.gapMin)
      return refuseAt(task.id, 'splits', 'task.split-in-gap');
    if (standing === beginsAt) {
      return ok(task.splits.map((known) => (known === each ? { ...each, gapMin: each.gapMin + gapMin } : known)));
    }
    gapsMin += each.gapMin;
  }
  const workMin = standing - gapsMin;
  if (workMin <= 0 || workMin >= task.duration.minutes) return refuseAt(task.id, 'splits', 'task.split-outside');
  // Where work has just been taken up again a break makes the one before it longer.
  const before = task.splits.find((each) => each.workMin === workMin);
  if (before)
    return ok(task.splits.map((known) => (known === before ? { ...before, gapMin: before.gapMin + gapMin } : known)));
  return ok([...task.splits, { workMin, gapMin }].sort((a, b) => a.workMin - b.workMin));
};

const refuseSummary = (plan: Plan, id: string): Result<never, Refusal> | null => {
  const outline = outlineOf(plan);
  return isSummary(outline, outline.position.get(id)!) ? refuseAt(id, 'splits', 'task.summary-computed') : null;
};

/** Interrupts a task: no work is done on it from one instant to another, and what is left of it comes so much later. */
const split = define<{ id: string; fromMin: number; toMin: number }>({
  id: 'task.split',
  input: v.strictObject({ id: idSchema, fromMin: instantSchema, toMin: instantSchema }),
  run: (plan, { id, fromMin, toMin }, env) => {
    const refused = missingTask(plan, [id]) ?? refuseSummary(plan, id);
    if (refused) return refused;
    const task = plan.rows.task.get(id)!;
    const dates = env.datesOf(id);
    if (!dates || task.duration.minutes === 0) return refuseAt(id, 'splits', 'task.split-outside');
    const splits = withBreak(task, env, dates.startMin, fromMin, toMin);
    return splits.ok ? ok({ ops: [setCell('task', id, 'splits', splits.value)] }) : splits;
  },
});

/**
 * Moves a break of a task (the one after so many minutes of work) to where it goes from one instant to another, or takes it
 * out where nothing is left between the two.
 */
const setBreak = define<{ id: string; workMin: number; fromMin: number; toMin: number }>({
  id: 'task.setBreak',
  input: v.strictObject({
    id: idSchema,
    workMin: v.pipe(v.number(), v.integer(), v.minValue(1)),
    fromMin: instantSchema,
    toMin: instantSchema,
  }),
  run: (plan, { id, workMin, fromMin, toMin }, env) => {
    const refused = missingTask(plan, [id]) ?? refuseSummary(plan, id);
    if (refused) return refused;
    const task = plan.rows.task.get(id)!;
    const known = breaksOf(task).find((each) => each.workMin === workMin);
    const dates = env.datesOf(id);
    if (!known || !dates) return refuseAt(id, 'splits', 'task.no-such-break');
    const others = { ...task, splits: task.splits.filter((each) => each.workMin !== workMin) };
    const isClosed = toMin <= fromMin || minutesBetween(env, task, fromMin, toMin) === 0;
    const splits = isClosed ? ok(others.splits) : withBreak(others, env, dates.startMin, fromMin, toMin);
    return splits.ok ? ok({ ops: [setCell('task', id, 'splits', splits.value)] }) : splits;
  },
});

/** Takes all breaks out of tasks. */
const unsplit = define<{ ids: string[] }>({
  id: 'task.unsplit',
  input: v.strictObject({ ids: idsSchema }),
  inputFrom: (plan, selection) => {
    const chosen = idsOfSelection(plan, selection);
    return chosen?.ids.some((id) => (plan.rows.task.get(id)?.splits.length ?? 0) > 0) ? chosen : null;
  },
  run: (plan, { ids }) => {
    const missing = missingTask(plan, ids);
    if (missing) return missing;
    const broken = ids.filter((id) => plan.rows.task.get(id)!.splits.length > 0);
    return ok({ ops: broken.map((id) => setCell('task', id, 'splits', [])) });
  },
});

/** Commands about interruptions of tasks. */
export const splitCommands: readonly AnyCommand[] = [split, setBreak, unsplit];
