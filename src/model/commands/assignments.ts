import * as v from 'valibot';
import { ok } from '../../result.ts';
import { createRow, deleteRow, type Op, setCell } from '../change.ts';
import type { AnyCommand } from '../command.ts';
import { type Effort, withPeople, withUnits, withWork } from '../effort.ts';
import { derived, type Plan } from '../plan.ts';
import type { Assignment, Task } from '../row.ts';
import { MAX_DURATION_MIN } from '../schema.ts';
import { idSchema } from '../validate.ts';
import { define, idsSchema, missingTask, refuse } from './define.ts';

/** The assignments of a task, in an order that is the same everywhere. */
export const assignmentsOf = (plan: Plan, taskId: string): readonly Assignment[] => byTask(plan).get(taskId) ?? [];

const byTask: (plan: Plan) => ReadonlyMap<string, readonly Assignment[]> = derived((plan) => {
  const found = new Map<string, Assignment[]>();
  for (const row of [...plan.rows.assignment.values()].sort((a, b) => (a.id < b.id ? -1 : 1))) {
    if (row.taskId === null) continue;
    const list = found.get(row.taskId);
    if (list) list.push(row);
    else found.set(row.taskId, [row]);
  }
  return found;
});

/** Ops that carry a changed effort into the task and its assignments; those in `fresh` are made by others. */
export const effortOps = (plan: Plan, task: Task, effort: Effort, fresh: ReadonlySet<string> = new Set()): Op[] => {
  const ops: Op[] = [];
  if (effort.durationMin !== task.duration.minutes) {
    const minutes = Math.min(MAX_DURATION_MIN, effort.durationMin);
    ops.push(setCell('task', task.id, 'duration', { ...task.duration, minutes, estimated: false }));
    if (task.remainingMin !== null) ops.push(setCell('task', task.id, 'remainingMin', null));
  }
  for (const { id, unitsPermille, workMin } of effort.assigned) {
    if (fresh.has(id)) continue;
    const row = plan.rows.assignment.get(id)!;
    if (row.unitsPermille !== unitsPermille) ops.push(setCell('assignment', id, 'unitsPermille', unitsPermille));
    if (row.workMin !== workMin) ops.push(setCell('assignment', id, 'workMin', workMin));
  }
  return ops;
};

const units = v.pipe(v.number(), v.safeInteger(), v.minValue(1), v.maxValue(100_000));

const add = define<{ taskId: string; partyId: string; unitsPermille?: number | undefined }>({
  id: 'assignment.add',
  input: v.strictObject({ taskId: idSchema, partyId: idSchema, unitsPermille: v.optional(units) }),
  run: (plan, { taskId, partyId, unitsPermille = 1000 }, env) => {
    const missing = missingTask(plan, [taskId]);
    if (missing) return missing;
    if (!plan.rows.party.has(partyId)) return refuse('row.unknown', { entity: 'party', id: partyId });
    const before = assignmentsOf(plan, taskId);
    if (before.some((row) => row.partyId === partyId)) return refuse('assignment.exists');
    // Equal for everybody: a person whom two people put to a task apart does not work there twice.
    const id = env.rowId('assignment', taskId, partyId);
    const task = plan.rows.task.get(taskId)!;
    const effort = withPeople(task, before, [...before, { id, unitsPermille, workMin: null, contour: 'flat' }]);
    const own = effort.assigned.find((one) => one.id === id)!;
    const cells = { taskId, partyId, unitsPermille: own.unitsPermille, workMin: own.workMin };
    return ok({ ops: [...createRow('assignment', id, cells), ...effortOps(plan, task, effort, new Set([id]))] });
  },
});

const remove = define<{ ids: string[] }>({
  id: 'assignment.delete',
  input: v.strictObject({ ids: idsSchema }),
  run: (plan, { ids }) => {
    const gone = new Set(ids);
    const missing = ids.find((id) => !plan.rows.assignment.has(id));
    if (missing !== undefined) return refuse('row.unknown', { entity: 'assignment', id: missing });
    const ops: Op[] = [...gone].map((id) => deleteRow('assignment', id));
    for (const taskId of new Set(ids.map((id) => plan.rows.assignment.get(id)!.taskId))) {
      const task = taskId === null ? undefined : plan.rows.task.get(taskId);
      if (!task) continue;
      const before = assignmentsOf(plan, task.id);
      const after = before.filter(({ id }) => !gone.has(id));
      ops.push(...effortOps(plan, task, withPeople(task, before, after)));
    }
    return ok({ ops });
  },
});

/** A command that changes one figure of an assignment, with what follows from it. */
const change = (
  id: string,
  key: 'unitsPermille' | 'workMin',
  value: v.GenericSchema<number>,
  follow: (task: Task, rows: readonly Assignment[], id: string, value: number) => Effort,
): AnyCommand =>
  define<{ id: string } & Record<string, number | string>>({
    id,
    input: v.strictObject({ id: idSchema, [key]: value }) as unknown as v.GenericSchema<
      { id: string } & Record<string, number | string>
    >,
    run: (plan, input) => {
      const row = plan.rows.assignment.get(input.id);
      const task = row?.taskId ? plan.rows.task.get(row.taskId) : undefined;
      if (!row || !task) return refuse('row.unknown', { entity: 'assignment', id: input.id });
      const effort = follow(task, assignmentsOf(plan, task.id), row.id, Number(input[key]));
      return ok({ ops: effortOps(plan, task, effort) });
    },
  });

const work = v.pipe(v.number(), v.safeInteger(), v.minValue(0), v.maxValue(MAX_DURATION_MIN));

/** Has the plan calculated: the dates that came with it are no longer shown. */
const recalculate = define<Record<string, never>>({
  id: 'project.recalculate',
  input: v.strictObject({}) as unknown as v.GenericSchema<Record<string, never>>,
  inputFrom: (plan) => (plan.rows.project.get(plan.projectId)?.datesAsRecorded ? {} : null),
  run: (plan) =>
    ok({
      ops: plan.rows.project.get(plan.projectId)?.datesAsRecorded
        ? [setCell('project', plan.projectId, 'datesAsRecorded', false)]
        : [],
    }),
});

/** Commands about who works on what and for how long, and about the dates that came with a plan. */
export const assignmentCommands: readonly AnyCommand[] = [
  add,
  change('assignment.setUnits', 'unitsPermille', units, withUnits),
  change('assignment.setWork', 'workMin', work, withWork),
  remove,
  recalculate,
];
