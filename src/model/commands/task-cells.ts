import * as v from 'valibot';
import { ok, type Result } from '../../result.ts';
import { type CellValue, createRow, type Op, setCell } from '../change.ts';
import type { AnyCommand, CommandEnv, Refusal } from '../command.ts';
import { withDuration } from '../effort.ts';
import { isSummary, outlineOf } from '../outline.ts';
import type { Plan } from '../plan.ts';
import type { Task } from '../row.ts';
import { type DURATION_UNITS, MAX_NAME } from '../schema.ts';
import { idSchema, instantSchema } from '../validate.ts';
import { assignmentsOf, effortOps } from './assignments.ts';
import { define, idsOfSelection, idsSchema, missingTask, refuseAt, taskCell } from './define.ts';
import { noDuration } from './task-structure.ts';

const isSummaryTask = (plan: Plan, id: string): boolean => {
  const outline = outlineOf(plan);
  return isSummary(outline, outline.position.get(id)!);
};

const rename = define<{ id: string; name: string }>({
  id: 'task.rename',
  input: v.strictObject({ id: idSchema, name: v.pipe(v.string(), v.trim(), v.maxLength(MAX_NAME)) }),
  run: (plan, { id, name }) => {
    const missing = missingTask(plan, [id]);
    if (missing) return missing;
    return ok({ ops: plan.rows.task.get(id)!.name === name ? [] : [setCell('task', id, 'name', name)] });
  },
});

interface DurationValue {
  readonly minutes: number;
  readonly unit: (typeof DURATION_UNITS)[number];
  readonly elapsed: boolean;
  readonly estimated: boolean;
}

/** A duration, with what follows from it: none makes a milestone, some makes a milestone a task again, as in Microsoft Project. */
const durationOps = (task: Task, duration: DurationValue): Op[] => {
  const kind = duration.minutes === 0 ? 'milestone' : 'task';
  const ops: Op[] = [setCell('task', task.id, 'duration', duration)];
  if (kind !== task.kind) ops.push(setCell('task', task.id, 'kind', kind));
  return ops;
};

/** What another duration means for the work of those assigned, and for what is left. */
const workOps = (plan: Plan, task: Task, { minutes }: DurationValue): Op[] => {
  if (minutes === task.duration.minutes) return [];
  const rows = assignmentsOf(plan, task.id).filter(({ workMin }) => workMin !== null);
  const ops = effortOps(plan, { ...task, duration: { ...task.duration, minutes } }, withDuration(task, rows, minutes));
  if (task.remainingMin !== null) ops.push(setCell('task', task.id, 'remainingMin', null));
  return ops;
};

const setDuration = define<{ id: string; duration: DurationValue }>({
  id: 'task.setDuration',
  input: v.strictObject({ id: idSchema, duration: taskCell('duration') as v.GenericSchema<DurationValue> }),
  run: (plan, { id, duration }) => {
    const missing = missingTask(plan, [id]);
    if (missing) return missing;
    if (isSummaryTask(plan, id)) return refuseAt(id, 'duration', 'task.summary-computed');
    const task = plan.rows.task.get(id)!;
    const ops = [...durationOps(task, duration), ...workOps(plan, task, duration)];
    // A manual task's finish is the person's own; a new duration asks for a new finish, which the schedule then gives.
    if (task.mode === 'manual' && task.manualDates.startMin !== null)
      ops.push(setCell('task', id, 'manualDates', { startMin: task.manualDates.startMin, finishMin: null }));
    return ok({ ops });
  },
});

/** Ops that let a task begin at an instant, or why it cannot. */
export const startOps = (plan: Plan, id: string, startMin: number, env: CommandEnv): Result<readonly Op[], Refusal> => {
  const task = plan.rows.task.get(id)!;
  if (task.mode === 'manual') {
    const { startMin: was, finishMin } = task.manualDates;
    const moved = was !== null && finishMin !== null ? finishMin + (startMin - was) : null;
    return ok([setCell('task', id, 'manualDates', { startMin, finishMin: moved })]);
  }
  if (isSummaryTask(plan, id)) return refuseAt(id, 'startMin', 'task.summary-computed');
  if (task.actual.startMin !== null && task.percentComplete > 0) return refuseAt(id, 'startMin', 'task.has-started');
  // What a person types is a wish that links may still push later: Microsoft Project's "start no earlier than".
  if (env.datesOf(id)?.startMin === startMin && task.constraint.type === 'SNET') return ok([]);
  return ok([setCell('task', id, 'constraint', { type: 'SNET', atMin: startMin })]);
};

const setStart = define<{ id: string; startMin: number }>({
  id: 'task.setStart',
  input: v.strictObject({ id: idSchema, startMin: instantSchema }),
  run: (plan, { id, startMin }, env) => {
    const missing = missingTask(plan, [id]);
    if (missing) return missing;
    const ops = startOps(plan, id, startMin, env);
    return ops.ok ? ok({ ops: ops.value }) : ops;
  },
});

const setFinish = define<{ id: string; finishMin: number }>({
  id: 'task.setFinish',
  input: v.strictObject({ id: idSchema, finishMin: instantSchema }),
  run: (plan, { id, finishMin }, env) => {
    const missing = missingTask(plan, [id]);
    if (missing) return missing;
    const task = plan.rows.task.get(id)!;
    const startMin =
      task.mode === 'manual' ? (task.manualDates.startMin ?? env.datesOf(id)?.startMin) : env.datesOf(id)?.startMin;
    if (isSummaryTask(plan, id) && task.mode === 'auto') return refuseAt(id, 'finishMin', 'task.summary-computed');
    if (task.mode === 'auto' && task.kind === 'milestone')
      return ok({ ops: [setCell('task', id, 'constraint', { type: 'SNET', atMin: finishMin })] });
    if (startMin === undefined || startMin === null) return refuseAt(id, 'finishMin', 'task.no-start');
    if (finishMin < startMin) return refuseAt(id, 'finishMin', 'task.finish-before-start');
    if (task.mode === 'manual') return ok({ ops: [setCell('task', id, 'manualDates', { startMin, finishMin })] });
    const minutes = task.duration.elapsed ? finishMin - startMin : env.workBetween(id, startMin, finishMin);
    if (minutes <= 0) return refuseAt(id, 'finishMin', 'task.no-working-time');
    const duration = { ...task.duration, minutes, estimated: false };
    return ok({ ops: [...durationOps(task, duration), ...workOps(plan, task, duration)] });
  },
});

/** Moves the start and keeps the finish: what dragging the left end of a bar means. */
const setSpan = define<{ id: string; startMin: number; finishMin: number }>({
  id: 'task.setSpan',
  input: v.strictObject({ id: idSchema, startMin: instantSchema, finishMin: instantSchema }),
  run: (plan, { id, startMin, finishMin }, env) => {
    const missing = missingTask(plan, [id]);
    if (missing) return missing;
    const task = plan.rows.task.get(id)!;
    if (finishMin < startMin) return refuseAt(id, 'finishMin', 'task.finish-before-start');
    if (task.mode === 'manual') return ok({ ops: [setCell('task', id, 'manualDates', { startMin, finishMin })] });
    if (isSummaryTask(plan, id)) return refuseAt(id, 'startMin', 'task.summary-computed');
    if (task.actual.startMin !== null && task.percentComplete > 0) return refuseAt(id, 'startMin', 'task.has-started');
    const minutes = task.duration.elapsed ? finishMin - startMin : env.workBetween(id, startMin, finishMin);
    if (minutes <= 0) return refuseAt(id, 'startMin', 'task.no-working-time');
    return ok({
      ops: [
        setCell('task', id, 'constraint', { type: 'SNET', atMin: startMin }),
        ...durationOps(task, { ...task.duration, minutes, estimated: false }),
        ...workOps(plan, task, { ...task.duration, minutes, estimated: false }),
      ],
    });
  },
});

const setConstraint = define<{ id: string; constraint: Task['constraint'] }>({
  id: 'task.setConstraint',
  input: v.strictObject({ id: idSchema, constraint: taskCell('constraint') as v.GenericSchema<Task['constraint']> }),
  run: (plan, { id, constraint }) => {
    const missing = missingTask(plan, [id]);
    if (missing) return missing;
    const dated = constraint.type !== 'ASAP' && constraint.type !== 'ALAP';
    if (dated && constraint.atMin === null) return refuseAt(id, 'constraint', 'task.constraint-needs-date');
    return ok({
      ops: [setCell('task', id, 'constraint', dated ? constraint : { type: constraint.type, atMin: null })],
    });
  },
});

const setMode = define<{ ids: string[]; mode: 'auto' | 'manual' }>({
  id: 'task.setMode',
  input: v.strictObject({ ids: idsSchema, mode: v.picklist(['auto', 'manual']) }),
  run: (plan, { ids, mode }, env) => {
    const missing = missingTask(plan, ids);
    if (missing) return missing;
    const ops: Op[] = [];
    for (const id of ids) {
      const task = plan.rows.task.get(id)!;
      if (task.mode === mode) continue;
      ops.push(setCell('task', id, 'mode', mode));
      const dates = env.datesOf(id);
      // A task keeps standing where it stands when it becomes manual.
      if (mode === 'manual' && dates)
        ops.push(setCell('task', id, 'manualDates', { startMin: dates.startMin, finishMin: dates.finishMin }));
    }
    return ok({ ops });
  },
});

const setKind = define<{ ids: string[]; kind: 'task' | 'milestone' }>({
  id: 'task.setKind',
  input: v.strictObject({ ids: idsSchema, kind: v.picklist(['task', 'milestone']) }),
  run: (plan, { ids, kind }) => {
    const missing = missingTask(plan, ids);
    if (missing) return missing;
    const minutes = plan.rows.project.get(plan.projectId)?.workUnits.minutesPerDay ?? 480;
    const ops: Op[] = [];
    for (const id of ids) {
      const task = plan.rows.task.get(id)!;
      if (task.kind === kind) continue;
      ops.push(setCell('task', id, 'kind', kind));
      if (kind === 'milestone') ops.push(setCell('task', id, 'duration', noDuration));
      else if (task.duration.minutes === 0) ops.push(setCell('task', id, 'duration', { ...noDuration, minutes }));
    }
    return ok({ ops });
  },
});

/** A command that gives one cell of all named tasks the same value. */
const setForAll = <I>(id: string, cell: keyof Task & string, key: string, refuseSummary = false): AnyCommand =>
  define<{ ids: string[] } & Record<string, I>>({
    id,
    input: v.strictObject({ ids: idsSchema, [key]: taskCell(cell as 'name') }) as unknown as v.GenericSchema<
      { ids: string[] } & Record<string, I>
    >,
    run: (plan, input) => {
      const missing = missingTask(plan, input.ids);
      if (missing) return missing;
      const ops: Op[] = [];
      for (const taskId of input.ids) {
        if (refuseSummary && isSummaryTask(plan, taskId)) return refuseAt(taskId, cell, 'task.summary-computed');
        const task = plan.rows.task.get(taskId)! as unknown as Readonly<Record<string, unknown>>;
        if (JSON.stringify(task[cell]) === JSON.stringify(input[key])) continue;
        ops.push({ kind: 'set', entity: 'task', id: taskId, cell, value: input[key] as CellValue });
      }
      return ok({ ops });
    },
  });

/**
 * Progress, with what it says about the past: a task under way has begun, a finished one has ended, where the schedule
 * had them (as in Microsoft Project), so that later edits upstream do not move what has already happened.
 */
const progressOps = (task: Task, percent: number, env: CommandEnv): Op[] => {
  if (task.percentComplete === percent) return [];
  const dates = env.datesOf(task.id);
  const actual = {
    startMin: percent === 0 ? null : (task.actual.startMin ?? dates?.startMin ?? null),
    finishMin: percent === 100 ? (task.actual.finishMin ?? dates?.finishMin ?? null) : null,
  };
  const ops: Op[] = [setCell('task', task.id, 'percentComplete', percent)];
  if (task.remainingMin !== null) ops.push(setCell('task', task.id, 'remainingMin', null));
  if (actual.startMin !== task.actual.startMin || actual.finishMin !== task.actual.finishMin)
    ops.push(setCell('task', task.id, 'actual', actual));
  return ops;
};

const setProgress = define<{ ids: string[]; percent: number }>({
  id: 'task.setProgress',
  input: v.strictObject({ ids: idsSchema, percent: taskCell('percentComplete') as v.GenericSchema<number> }),
  run: (plan, { ids, percent }, env) => {
    const missing = missingTask(plan, ids);
    if (missing) return missing;
    const summary = ids.find((id) => isSummaryTask(plan, id));
    if (summary !== undefined) return refuseAt(summary, 'percentComplete', 'task.summary-computed');
    return ok({ ops: ids.flatMap((id) => progressOps(plan.rows.task.get(id)!, percent, env)) });
  },
});

/** Marks all selected tasks as done; a shortcut that people use daily in status meetings. */
const complete = define<{ ids: string[] }>({
  id: 'task.complete',
  input: v.strictObject({ ids: idsSchema }),
  shortcut: 'Mod+Shift+D',
  inputFrom: idsOfSelection,
  run: (plan, { ids }, env) => {
    const missing = missingTask(plan, ids);
    if (missing) return missing;
    const outline = outlineOf(plan);
    const leaves = new Set<string>();
    for (const id of ids) {
      const at = outline.position.get(id)!;
      for (let i = at; i < outline.subtreeEnd[at]!; i++) if (!isSummary(outline, i)) leaves.add(outline.ids[i]!);
    }
    return ok({ ops: [...leaves].flatMap((id) => progressOps(plan.rows.task.get(id)!, 100, env)) });
  },
});

/** Sets who is responsible by name, as people type it: a known name is taken, a new one becomes a person in the register. */
const setResponsibleName = define<{ ids: string[]; name: string }>({
  id: 'task.setResponsibleName',
  input: v.strictObject({ ids: idsSchema, name: v.pipe(v.string(), v.trim(), v.maxLength(MAX_NAME)) }),
  run: (plan, { ids, name }, env) => {
    const missing = missingTask(plan, ids);
    if (missing) return missing;
    const ops: Op[] = [];
    let partyId: string | null = null;
    if (name !== '') {
      const wanted = name.toLocaleLowerCase('da');
      const known = [...plan.rows.party.values()].find((party) => party.name.toLocaleLowerCase('da') === wanted);
      partyId = known?.id ?? env.newId();
      if (!known) ops.push(...createRow('party', partyId, { name }));
    }
    for (const id of ids)
      if (plan.rows.task.get(id)!.responsibleId !== partyId) ops.push(setCell('task', id, 'responsibleId', partyId));
    return ok({ ops });
  },
});

/** Commands about the cells of tasks. */
export const cellCommands: readonly AnyCommand[] = [
  rename,
  setDuration,
  setStart,
  setFinish,
  setSpan,
  setConstraint,
  setMode,
  setKind,
  setProgress,
  setForAll('task.setActual', 'actual', 'actual', true),
  setForAll('task.setDeadline', 'deadlineMin', 'deadlineMin'),
  setForAll('task.setInactive', 'inactive', 'inactive'),
  setForAll('task.setCalendar', 'calendarId', 'calendarId'),
  setForAll('task.setResponsible', 'responsibleId', 'partyId'),
  setForAll('task.setTaskType', 'taskType', 'taskType'),
  setForAll('task.setEffortDriven', 'effortDriven', 'effortDriven'),
  setForAll('task.setIgnoreResourceCalendar', 'ignoreResourceCalendar', 'ignoreResourceCalendar'),
  setForAll('task.setSplits', 'splits', 'splits', true),
  setForAll('task.setRemaining', 'remainingMin', 'remainingMin', true),
  setForAll('task.setLevelingDelay', 'levelingDelayMin', 'levelingDelayMin', true),
  setForAll('task.setStage', 'stageId', 'stageId'),
  setResponsibleName,
  complete,
];
