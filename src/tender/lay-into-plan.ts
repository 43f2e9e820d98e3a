import { createRow, deleteRow, type Op } from '../model/change.ts';
import type { CommandEnv } from '../model/command.ts';
import { updateOps } from '../model/commands/registers.ts';
import { deleteWithReferences } from '../model/deletion.ts';
import { noteAbout } from '../model/notes.ts';
import { orderKeysBetween } from '../model/order-key.ts';
import { keysInGap, lastChildId } from '../model/placing.ts';
import { type Plan, projectOf } from '../model/plan.ts';
import type { Cells, Link, Task, Tender } from '../model/row.ts';
import { MINUTES_PER_DAY } from '../time/day.ts';
import { type EventId, eventKey } from './event.ts';
import type { DraftLink, DraftTask, PlanDraft } from './plan-draft.ts';
import type { ProcedureId } from './procedure.ts';
import { type TenderTask, tasksOfTender } from './tender-tasks.ts';
import type { AnchorId } from './timetable.ts';
import { eventText } from './wording.ts';

/** Where and how a timetable is laid into a plan. */
export interface Laying {
  readonly anchor: { readonly id: AnchorId; readonly day: number };
  /** The task under which the tender's summary comes when it is new; null for the top level. */
  readonly parentId: string | null;
  /** What people have deleted since comes back. */
  readonly restore: boolean;
}

/** Clock of a date that is meant as a whole day: within the usual working day, so that grids show the day itself. */
const MORNING_MIN = 480;
const AFTERNOON_MIN = 960;
const LAST_MINUTE = 1439;

type Drafted = Task['drafted'];

/** A draft in the cells of a task. */
interface DraftCells {
  readonly name: string;
  readonly kind: Task['kind'];
  readonly duration: Task['duration'];
  readonly timeMin: number | null;
  readonly mode: Task['mode'];
  readonly constraint: Task['constraint'];
  readonly manualDates: Task['manualDates'];
  readonly deadlineMin: number | null;
  readonly drafted: Drafted;
}

const minutesPerDay = (plan: Plan): number => projectOf(plan)?.workUnits.minutesPerDay ?? 480;

const durationOf = (plan: Plan, task: DraftTask, env: CommandEnv): Task['duration'] => {
  const [fromMin, toMin] = [task.startDay * MINUTES_PER_DAY, (task.finishDay + 1) * MINUTES_PER_DAY];
  const usual = task.workingDays * minutesPerDay(plan);
  // Days on which this project does not work lie in the span too: the task must end on the day that was planned.
  const minutes = task.kind === 'milestone' ? 0 : env.workBetween('', fromMin, toMin) || usual;
  return { minutes, unit: 'day', elapsed: false, estimated: false };
};

/** The date that holds a task besides its links, in minutes; null where links alone do. */
const holdOf = (task: DraftTask): number | null => {
  if (task.hold === 'links') return null;
  if (task.hold === 'earliest') return task.startDay * MINUTES_PER_DAY + MORNING_MIN;
  return task.finishDay * MINUTES_PER_DAY + (task.timeMin ?? AFTERNOON_MIN);
};

const cellsOf = (plan: Plan, task: DraftTask, procedure: ProcedureId, laying: Laying, env: CommandEnv): DraftCells => {
  const name = eventText(env, task.eventId, task.round, procedure);
  const duration = durationOf(plan, task, env);
  const atMin = holdOf(task);
  const isGoal = task.eventId === laying.anchor.id && (task.eventId === 'contract' || task.eventId === 'go-live');
  const deadlineMin = isGoal ? laying.anchor.day * MINUTES_PER_DAY + LAST_MINUTE : null;
  const isFixed = task.hold === 'fixed';
  return {
    name,
    kind: task.kind,
    duration,
    timeMin: task.timeMin,
    mode: isFixed ? 'manual' : 'auto',
    constraint: task.hold === 'earliest' ? { type: 'SNET', atMin } : { type: 'ASAP', atMin: null },
    manualDates: isFixed
      ? { startMin: task.kind === 'task' ? task.startDay * MINUTES_PER_DAY + MORNING_MIN : atMin, finishMin: atMin }
      : { startMin: null, finishMin: null },
    deadlineMin,
    drafted: { name, minutes: duration.minutes, timeMin: task.timeMin, atMin, deadlineMin },
  };
};

/** The date that holds a task now, as `holdOf` gives it for a draft. */
const heldAt = ({ mode, constraint, manualDates }: Task): number | null =>
  mode === 'manual' ? manualDates.finishMin : constraint.atMin;

/** Cells of a task that is there already: only what stands as it was laid follows the new draft. */
const changedCells = (task: Task, draft: DraftCells): Partial<Cells<'task'>> => {
  const { drafted } = task;
  return {
    ...(task.name === drafted.name && { name: draft.name }),
    ...(task.duration.minutes === drafted.minutes && { duration: draft.duration, kind: draft.kind }),
    ...(task.timeMin === drafted.timeMin && { timeMin: draft.timeMin }),
    ...(task.deadlineMin === drafted.deadlineMin && { deadlineMin: draft.deadlineMin }),
    ...(heldAt(task) === drafted.atMin && {
      mode: draft.mode,
      constraint: draft.constraint,
      manualDates: draft.manualDates,
    }),
    drafted: draft.drafted,
  };
};

const isUntouched = (plan: Plan, task: Task): boolean => {
  const { drafted } = task;
  const stands =
    task.name === drafted.name &&
    task.duration.minutes === drafted.minutes &&
    task.timeMin === drafted.timeMin &&
    heldAt(task) === drafted.atMin &&
    task.actual.startMin === null &&
    task.actual.finishMin === null &&
    task.percentComplete === 0 &&
    task.responsibleId === null;
  if (!stands) return false;
  if (noteAbout(plan, 'task', task.id) !== '') return false;
  for (const { taskId } of plan.rows.assignment.values()) if (taskId === task.id) return false;
  return true;
};

const lagOf = (plan: Plan, { lag }: DraftLink): Link['lag'] =>
  lag.unit === 'day'
    ? { amount: lag.count * MINUTES_PER_DAY, kind: 'elapsed', unit: 'day' }
    : { amount: lag.count * minutesPerDay(plan), kind: 'working', unit: 'day' };

const linkKey = ({ from, to }: Pick<DraftLink, 'from' | 'to'>): string => `${from}>${to}`;

/** Everything that laying works with. */
interface Work {
  readonly plan: Plan;
  readonly tender: Tender;
  readonly env: CommandEnv;
  readonly laying: Laying;
  readonly draft: PlanDraft;
  readonly existing: ReadonlyMap<string, TenderTask>;
  /** Events and links of last time that people have deleted since. */
  readonly gone: ReadonlySet<string>;
  readonly summaryId: string;
  /** Ids of the tasks of the draft, old and new. */
  readonly ids: ReadonlyMap<string, string>;
}

/** Ops that make the summary under which a tender's tasks come. */
const summaryOps = (plan: Plan, tender: Tender, summaryId: string, parentId: string | null, env: CommandEnv): Op[] => {
  if (plan.rows.task.has(summaryId)) return [];
  const { orders, repairs } = keysInGap(plan, { parentId, afterId: lastChildId(plan, parentId) }, 1, env);
  const name = tender.name || env.text('plan.name');
  return [
    ...repairs,
    ...createRow('task', summaryId, { name, place: { parent: parentId, order: orders[0]! } }),
    ...updateOps('tender', tender.id, tender, { taskId: summaryId }),
  ];
};

/** New tasks by the task below the summary after which they come; null: as the first. */
const newTasks = ({ plan, draft, existing, ids, summaryId }: Work): Map<string | null, DraftTask[]> => {
  const groups = new Map<string | null, DraftTask[]>();
  let afterId: string | null = null;
  for (const task of draft.tasks) {
    if (!ids.has(task.key)) continue;
    const known = existing.get(task.key);
    if (known === undefined) groups.set(afterId, [...(groups.get(afterId) ?? []), task]);
    else if (plan.rows.task.get(known.task.id)!.place.parent === summaryId) afterId = known.task.id;
  }
  return groups;
};

const taskOps = (work: Work): Op[] => {
  const { plan, tender, env, laying, draft, existing, ids, summaryId } = work;
  const ops: Op[] = [];
  const cells = (task: DraftTask) => cellsOf(plan, task, tender.procedure, laying, env);
  for (const task of draft.tasks) {
    const known = existing.get(task.key);
    if (known) ops.push(...updateOps('task', known.task.id, known.task, changedCells(known.task, cells(task))));
  }
  for (const [afterId, tasks] of newTasks(work)) {
    const keys = plan.rows.task.has(summaryId)
      ? keysInGap(plan, { parentId: summaryId, afterId }, tasks.length, env)
      : { orders: orderKeysBetween(null, null, tasks.length, env.random), repairs: [] };
    ops.push(...keys.repairs);
    tasks.forEach((task, at) => {
      ops.push(
        ...createRow('task', ids.get(task.key)!, {
          ...cells(task),
          place: { parent: summaryId, order: keys.orders[at]! },
          tenderId: tender.id,
          tenderEvent: task.key,
        }),
      );
    });
  }
  return ops;
};

/** Tasks whose event the tender no longer has: gone where nobody has touched them, else ordinary tasks from now on. */
const strayOps = ({ plan, draft, existing }: Work): Op[] => {
  const wanted = new Set(draft.tasks.map(({ key }) => key));
  const strays = [...existing.values()].filter(({ key }) => !wanted.has(key));
  const untouched = strays.filter(({ task }) => isUntouched(plan, task));
  const kept = strays.filter((each) => !untouched.includes(each));
  return [
    ...deleteWithReferences(plan, 'task', new Set(untouched.map(({ task }) => task.id))),
    ...kept.flatMap(({ task }) => updateOps('task', task.id, task, { tenderId: null, tenderEvent: '' })),
  ];
};

/** The links of the draft that are not in the plan yet, with their ends and ids; and what changes of those that are. */
const linkOps = (
  work: Work,
): { readonly ops: Op[]; readonly added: readonly { predecessorId: string; successorId: string }[] } => {
  const { plan, env, draft, ids, gone } = work;
  const ops: Op[] = [];
  const added: { predecessorId: string; successorId: string }[] = [];
  for (const each of draft.links) {
    const predecessorId = ids.get(each.from);
    const successorId = ids.get(each.to);
    if (predecessorId === undefined || successorId === undefined || gone.has(linkKey(each))) continue;
    const id = env.linkId(predecessorId, successorId, 'FS');
    const known = plan.rows.link.get(id);
    const lag = lagOf(plan, each);
    const ruleId = each.ruleId ?? '';
    if (known === undefined) {
      const draftedLagMin = lag.amount;
      ops.push(...createRow('link', id, { predecessorId, successorId, type: 'FS', lag, ruleId, draftedLagMin }));
      added.push({ predecessorId, successorId });
      continue;
    }
    const isUntouchedLag = known.lag.amount === known.draftedLagMin;
    ops.push(...updateOps('link', id, known, { ruleId, ...(isUntouchedLag && { lag, draftedLagMin: lag.amount }) }));
  }
  return { ops, added };
};

/** Links of last time that the tender no longer asks for, and that nobody has changed. */
const strayLinks = ({ plan, tender, draft, existing }: Work): string[] => {
  const wanted = new Set(draft.links.map(linkKey));
  const last = new Set(tender.laid.split(' '));
  const keyOf = new Map([...existing.values()].map(({ task, key }) => [task.id, key]));
  return [...plan.rows.link.values()].flatMap((link) => {
    const from = keyOf.get(link.predecessorId ?? '');
    const to = keyOf.get(link.successorId ?? '');
    if (from === undefined || to === undefined || link.draftedLagMin === null) return [];
    const key = linkKey({ from, to });
    const isStray = last.has(key) && !wanted.has(key) && link.lag.amount === link.draftedLagMin;
    return isStray ? [link.id] : [];
  });
};

/** What was laid last time and is not in the plan any more. */
const goneOf = (
  plan: Plan,
  tender: Tender,
  existing: ReadonlyMap<string, TenderTask>,
  env: CommandEnv,
): Set<string> => {
  const gone = new Set<string>();
  for (const key of tender.laid.split(' ').filter(Boolean)) {
    const [from, to] = key.split('>');
    if (to === undefined) {
      if (!existing.has(key)) gone.add(key);
      continue;
    }
    const ends = [existing.get(from!), existing.get(to)];
    if (ends[0] && ends[1] && !plan.rows.link.has(env.linkId(ends[0].task.id, ends[1].task.id, 'FS'))) gone.add(key);
  }
  return gone;
};

/**
 * The id of a task that stands for something of a tender: the same for everybody, so that two people who lay one
 * timetable apart make one set of tasks. A task that has it already is another one by now.
 */
const taskIdFor = (plan: Plan, tender: Tender, key: string, env: CommandEnv): string => {
  const id = env.rowId('task', tender.id, key);
  return plan.rows.task.has(id) ? env.newId() : id;
};

const SUMMARY_KEY = 'summary';

/** What laying a timetable does to the plan, and the links that it adds (for whoever watches for circles). */
export interface Laid {
  readonly ops: readonly Op[];
  readonly added: readonly { readonly predecessorId: string; readonly successorId: string }[];
  readonly removedLinks: ReadonlySet<string>;
  readonly summaryId: string;
}

/**
 * Ops that lay a timetable into a plan: a summary with a task or milestone for every event, and links, the statutory ones
 * with their rules. Laid anew, tasks that are there are kept with all that people have changed in them, what people have
 * deleted stays away, and only what stands as it was laid follows the new timetable.
 */
export function layIntoPlan(plan: Plan, tender: Tender, draft: PlanDraft, laying: Laying, env: CommandEnv): Laid {
  const existing = tasksOfTender(plan, tender.id);
  const isFirst = tender.taskId === null || !plan.rows.task.has(tender.taskId);
  // A summary that is gone took its tasks along: everything is laid afresh.
  const gone =
    laying.restore || (isFirst && existing.size === 0) ? new Set<string>() : goneOf(plan, tender, existing, env);
  const kept = draft.tasks.filter(({ key }) => !gone.has(key));
  const ids = new Map(kept.map(({ key }) => [key, existing.get(key)?.task.id ?? taskIdFor(plan, tender, key, env)]));
  const summaryId = isFirst ? taskIdFor(plan, tender, SUMMARY_KEY, env) : tender.taskId!;
  const work: Work = { plan, tender, env, laying, draft, existing, gone, summaryId, ids };
  const links = linkOps(work);
  const removedLinks = new Set(strayLinks(work));
  const laid = [...draft.tasks.map(({ key }) => key), ...draft.links.map(linkKey)].join(' ');
  const stray = strayOps(work);
  const deleted = new Set(stray.flatMap((op) => (op.kind === 'delete' ? [op.id] : [])));
  return {
    ops: [
      ...summaryOps(plan, tender, summaryId, laying.parentId, env),
      ...taskOps(work),
      ...stray,
      ...[...removedLinks].filter((id) => !deleted.has(id)).map((id) => deleteRow('link', id)),
      ...links.ops,
      ...updateOps('tender', tender.id, tender, { laid }),
    ],
    added: links.added,
    removedLinks,
    summaryId,
  };
}

/** Ops that add one event of a tender as a milestone on a date set by hand: how a timetable is entered that others made. */
export function addEventByHand(
  plan: Plan,
  tender: Tender,
  event: { readonly id: EventId; readonly round: number; readonly day: number; readonly timeMin: number | null },
  env: CommandEnv,
): { readonly ops: readonly Op[]; readonly taskId: string } {
  const isFirst = tender.taskId === null || !plan.rows.task.has(tender.taskId);
  const summaryId = isFirst ? taskIdFor(plan, tender, SUMMARY_KEY, env) : tender.taskId!;
  const keys = isFirst
    ? { orders: orderKeysBetween(null, null, 1, env.random), repairs: [] }
    : keysInGap(plan, { parentId: summaryId, afterId: lastChildId(plan, summaryId) }, 1, env);
  const taskId = taskIdFor(plan, tender, eventKey(event), env);
  const atMin = event.day * MINUTES_PER_DAY + (event.timeMin ?? AFTERNOON_MIN);
  const name = eventText(env, event.id, event.round, tender.procedure);
  return {
    ops: [
      ...summaryOps(plan, tender, summaryId, null, env),
      ...keys.repairs,
      ...createRow('task', taskId, {
        name,
        drafted: { name, minutes: null, timeMin: null, atMin: null, deadlineMin: null },
        kind: 'milestone',
        duration: { minutes: 0, unit: 'day', elapsed: false, estimated: false },
        mode: 'manual',
        manualDates: { startMin: atMin, finishMin: atMin },
        timeMin: event.timeMin,
        place: { parent: summaryId, order: keys.orders[0]! },
        tenderId: tender.id,
        tenderEvent: eventKey(event),
      }),
    ],
    taskId,
  };
}
