import { COLUMN_IDS, finishDayOf, planCellText, ratesOf } from '../gantt/plan-cells.ts';
import { workOf } from '../model/effort.ts';
import { linksOf } from '../model/link-graph.ts';
import { noteAbout } from '../model/notes.ts';
import { isSummary, wbsOf } from '../model/outline.ts';
import { derived, type Plan } from '../model/plan.ts';
import { gateAtTask, stageIdsOf } from '../model/stage-of.ts';
import { formatLinks } from '../schedule/link-text.ts';
import { assignmentsByTask } from '../schedule/plan-crews.ts';
import { planFindingsOf, titleKeyOf } from '../schedule/plan-findings.ts';
import type { PlanSchedule } from '../schedule/plan-schedule.ts';
import { NO_TIME } from '../time/calendar.ts';
import { dayOfInstant } from '../time/day.ts';
import { formatDate, formatDuration } from '../time/entry.ts';
import type { TableSources } from './table-sources.ts';
import { STATUS_RANK, taskStatusAt } from './task-status.ts';

/**
 * Every column that a table of tasks can have: the eight of the plan as it is opened first, then what else is known or
 * follows of a task. Ids are kept in saved views and taken by the command line, so they stay.
 */
export const PLAN_COLUMN_IDS = [
  ...COLUMN_IDS,
  'successors',
  'status',
  'stage',
  'kind',
  'mode',
  'constraintType',
  'constraintDate',
  'deadline',
  'totalSlack',
  'freeSlack',
  'critical',
  'baselineStart',
  'baselineFinish',
  'startVariance',
  'finishVariance',
  'durationVariance',
  'earlyStart',
  'earlyFinish',
  'lateStart',
  'lateFinish',
  'actualStart',
  'actualFinish',
  'remaining',
  'work',
  'assigned',
  'calendar',
  'taskType',
  'uncertainty',
  'breaks',
  'inactive',
  'recordedStart',
  'recordedFinish',
  'findings',
  'note',
] as const;
export type PlanColumnId = (typeof PLAN_COLUMN_IDS)[number];

/** Says whether a text, from a saved view or the command line, names a column. */
export const isPlanColumn = (id: string): id is PlanColumnId => (PLAN_COLUMN_IDS as readonly string[]).includes(id);

/** A value by which rows are put in order; null stands for nothing and comes last. */
export type SortValue = number | string | null;

const assignedTo = derived(assignmentsByTask);

interface BaselineDates {
  readonly startMin: number | null;
  readonly finishMin: number | null;
  readonly durationMin: number;
}

const baselinesOf: (plan: Plan) => ReadonlyMap<string, ReadonlyMap<string, BaselineDates>> = derived((plan) => {
  const found = new Map<string, Map<string, BaselineDates>>();
  for (const { baselineId, taskId, dates } of plan.rows.baselineTask.values()) {
    if (baselineId === null || taskId === null) continue;
    const of = found.get(baselineId) ?? new Map<string, BaselineDates>();
    found.set(baselineId, of.set(taskId, dates));
  }
  return found;
});

const newestBaselineOf: (plan: Plan) => string | null = derived((plan) => {
  let newest: { readonly id: string; readonly takenMin: number | null } | null = null;
  for (const row of plan.rows.baseline.values())
    if (!newest || (row.takenMin ?? 0) > (newest.takenMin ?? 0)) newest = row;
  return newest?.id ?? null;
});

/** The dates of a task in the baseline that is compared with; undefined where there are none. */
export const baselineDatesOf = ({ plan, baselineId }: TableSources, taskId: string): BaselineDates | undefined => {
  const chosen = baselineId !== null && plan.rows.baseline.has(baselineId) ? baselineId : newestBaselineOf(plan);
  return chosen === null ? undefined : baselinesOf(plan).get(chosen)?.get(taskId);
};

const findingsByPlan = new WeakMap<PlanSchedule, ReadonlyMap<number, readonly string[]>>();

/** Ids of what schedule and tenders find wrong or worth a look about each task, by position. */
export const findingIdsOf = ({ plan, schedule }: TableSources): ReadonlyMap<number, readonly string[]> => {
  const known = findingsByPlan.get(schedule);
  if (known) return known;
  const found = new Map<number, string[]>();
  for (const { id, severity, taskId } of planFindingsOf(plan)) {
    const at = taskId === null ? undefined : schedule.outline.position.get(taskId);
    if (at === undefined || severity === 'info') continue;
    const ids = found.get(at);
    if (!ids) found.set(at, [id]);
    else if (!ids.includes(id)) ids.push(id);
  }
  findingsByPlan.set(schedule, found);
  return found;
};

const instantAt = (array: Int32Array, at: number): number | null => (array[at] === NO_TIME ? null : array[at]!);

/** Work of everybody assigned, in minutes; of a summary that of all below it. */
const workByPosition: (plan: Plan, schedule: PlanSchedule) => Float64Array = (() => {
  const kept = new WeakMap<PlanSchedule, Float64Array>();
  return (plan, schedule) => {
    const known = kept.get(schedule);
    if (known) return known;
    const { ids, parent } = schedule.outline;
    const assigned = assignedTo(plan);
    const work = new Float64Array(ids.length);
    for (let at = ids.length - 1; at >= 0; at--) {
      const task = plan.rows.task.get(ids[at]!)!;
      for (const row of assigned.get(task.id) ?? []) work[at]! += workOf(task, row);
      if (parent[at]! >= 0) work[parent[at]!]! += work[at]!;
    }
    kept.set(schedule, work);
    return work;
  };
})();

type Reader = (sources: TableSources, at: number, taskId: string) => SortValue;

const instants = ({ schedule }: TableSources) => schedule.result;

/** Dates of a task that are written as days, as instants. */
const DATES: Readonly<Record<string, Reader>> = {
  start: (s, at) => instantAt(instants(s).start, at),
  finish: (s, at) => instantAt(instants(s).finish, at),
  earlyStart: (s, at) => instantAt(instants(s).earlyStart, at),
  earlyFinish: (s, at) => instantAt(instants(s).earlyFinish, at),
  lateStart: (s, at) => instantAt(instants(s).lateStart, at),
  lateFinish: (s, at) => instantAt(instants(s).lateFinish, at),
  constraintDate: ({ plan }, _at, id) => plan.rows.task.get(id)!.constraint.atMin,
  deadline: ({ plan }, _at, id) => plan.rows.task.get(id)!.deadlineMin,
  actualStart: ({ plan }, _at, id) => plan.rows.task.get(id)!.actual.startMin,
  actualFinish: ({ plan }, _at, id) => plan.rows.task.get(id)!.actual.finishMin,
  recordedStart: ({ plan }, _at, id) => plan.rows.task.get(id)!.recorded.startMin,
  recordedFinish: ({ plan }, _at, id) => plan.rows.task.get(id)!.recorded.finishMin,
  baselineStart: (s, _at, id) => baselineDatesOf(s, id)?.startMin ?? null,
  baselineFinish: (s, _at, id) => baselineDatesOf(s, id)?.finishMin ?? null,
};

/** Working minutes by which a date has moved since the baseline; later is positive. */
const drift = ({ schedule }: TableSources, taskId: string, was: number | null, is: number | null): SortValue => {
  if (was === null || is === null) return null;
  return was <= is ? schedule.workBetween(taskId, was, is) : -schedule.workBetween(taskId, is, was);
};

/** What is counted in working minutes. */
const DURATIONS: Readonly<Record<string, Reader>> = {
  duration: ({ schedule }, at) => schedule.result.durationMin[at]!,
  totalSlack: ({ schedule }, at) => schedule.result.totalSlackMin[at]!,
  freeSlack: ({ schedule }, at) => schedule.freeSlackAt(at),
  startVariance: (s, at, id) =>
    drift(s, id, baselineDatesOf(s, id)?.startMin ?? null, instantAt(instants(s).start, at)),
  finishVariance: (s, at, id) =>
    drift(s, id, baselineDatesOf(s, id)?.finishMin ?? null, instantAt(instants(s).finish, at)),
  durationVariance: (s, at, id) => {
    const was = baselineDatesOf(s, id);
    return was ? s.schedule.result.durationMin[at]! - was.durationMin : null;
  },
  remaining: ({ plan, schedule }, at, id) => {
    const { result } = schedule;
    return (
      plan.rows.task.get(id)!.remainingMin ??
      Math.round((result.durationMin[at]! * (100 - result.percentComplete[at]!)) / 100)
    );
  },
  work: ({ plan, schedule }, at) => workByPosition(plan, schedule)[at]!,
};

const SIGNED = new Set<string>(['startVariance', 'finishVariance', 'durationVariance']);

const WORDS: Readonly<Record<string, (sources: TableSources, at: number, taskId: string) => string>> = {
  stage: ({ plan }, at) => plan.rows.stage.get(stageIdsOf(plan)[at] ?? '')?.name ?? '',
  kind: ({ plan, schedule, word }, at, id) => {
    if (isSummary(schedule.outline, at)) return word('table:kind.summary');
    if (gateAtTask(plan, id)) return word('fields:gate');
    return word(`fields:task.kind.${plan.rows.task.get(id)!.kind}`);
  },
  mode: ({ plan, word }, _at, id) => word(`fields:task.mode.${plan.rows.task.get(id)!.mode}`),
  status: (sources, at) => sources.word(`table:status.${taskStatusAt(sources, at)}`),
  // As soon as possible is how every task is planned; a column full of it would hide the others.
  constraintType: ({ plan, word }, _at, id) => {
    const { type } = plan.rows.task.get(id)!.constraint;
    return type === 'ASAP' ? '' : word(`fields:task.constraint.type.${type}`);
  },
  critical: ({ schedule, word }, at) => (schedule.result.critical[at] === 1 ? word('table:yes') : ''),
  inactive: ({ plan, word }, _at, id) => (plan.rows.task.get(id)!.inactive ? word('table:yes') : ''),
  calendar: ({ plan }, _at, id) => plan.rows.calendar.get(plan.rows.task.get(id)!.calendarId ?? '')?.name ?? '',
  taskType: ({ plan, word }, _at, id) => word(`fields:task.taskType.${plan.rows.task.get(id)!.taskType}`),
  uncertainty: ({ plan, word }, _at, id) => {
    const { distribution, spread } = plan.rows.task.get(id)!.estimate;
    if (distribution === 'none') return '';
    return `${word(`fields:task.estimate.distribution.${distribution}`)}, ${word(`fields:task.estimate.spread.${spread}`)}`;
  },
  assigned: ({ plan }, _at, id) =>
    (assignedTo(plan).get(id) ?? [])
      .map(({ partyId, unitsPermille }) => {
        const name = plan.rows.party.get(partyId ?? '')?.name ?? '';
        return unitsPermille === 1000 ? name : `${name} ${Math.round(unitsPermille / 10)} %`;
      })
      .join('; '),
  breaks: ({ plan, language }, _at, id) =>
    plan.rows.task
      .get(id)!
      .splits.map(({ gapMin }) => formatDuration(gapMin, 'day', language, ratesOf(plan)))
      .join('; '),
  findings: (sources, at) =>
    (findingIdsOf(sources).get(at) ?? []).map((finding) => sources.word(titleKeyOf(finding))).join('; '),
  note: ({ plan }, _at, id) => noteAbout(plan, 'task', id).replace(/\s+/g, ' '),
  successors: ({ plan, schedule, language }, _at, id) => {
    const { outline } = schedule;
    const links = (linksOf(plan).outOf.get(id) ?? []).flatMap(({ successorId, type, lag }) => {
      const to = outline.position.get(successorId!);
      return to === undefined ? [] : [{ at: to, row: wbsOf(outline, to), type, lag }];
    });
    links.sort((a, b) => a.at - b.at);
    return formatLinks(links, language, ratesOf(plan));
  },
};

/** Working minutes as days with a decimal, with their sign where they tell a drift. */
const daysText = ({ plan, language }: TableSources, minutes: number, signed: boolean): string => {
  const rates = ratesOf(plan);
  const tenths = Math.round((Math.abs(minutes) / rates.minutesPerDay) * 10);
  const sign = tenths === 0 ? '' : minutes < 0 ? '-' : signed ? '+' : '';
  return sign + formatDuration((tenths * rates.minutesPerDay) / 10, 'day', language, rates);
};

const dateText = (sources: TableSources, column: string, at: number, instant: number): string => {
  const { language, dateStyle } = sources;
  if (!/Finish$|^deadline$/.test(column)) return formatDate(dayOfInstant(instant), language, dateStyle);
  const start = column === 'baselineFinish' ? null : instantAt(sources.schedule.result.start, at);
  return formatDate(finishDayOf(instant, start), language, dateStyle);
};

/** What a cell of a table of tasks shows; empty for tasks that are not in the plan, and where there is nothing to tell. */
export const columnText = (sources: TableSources, column: PlanColumnId, taskId: string): string => {
  const { plan, schedule, language, dateStyle } = sources;
  const at = schedule.outline.position.get(taskId);
  if (at === undefined || !plan.rows.task.has(taskId)) return '';
  if ((COLUMN_IDS as readonly string[]).includes(column))
    return planCellText(plan, schedule, column as (typeof COLUMN_IDS)[number], taskId, language, dateStyle);
  const words = WORDS[column];
  if (words) return words(sources, at, taskId);
  const instant = DATES[column]?.(sources, at, taskId);
  if (typeof instant === 'number') return dateText(sources, column, at, instant);
  const minutes = DURATIONS[column]?.(sources, at, taskId);
  if (typeof minutes !== 'number' || (column === 'work' && minutes === 0)) return '';
  return daysText(sources, minutes, SIGNED.has(column));
};

/** What a column is put in order by: dates and durations by their size, numbers by their place, words by their letters. */
export const sortValueOf = (sources: TableSources, column: PlanColumnId, at: number): SortValue => {
  const { schedule } = sources;
  const taskId = schedule.outline.ids[at]!;
  if (column === 'wbs') return at;
  if (column === 'percentComplete') return schedule.result.percentComplete[at]!;
  if (column === 'status') return STATUS_RANK[taskStatusAt(sources, at)];
  const counted = DATES[column] ?? DURATIONS[column];
  if (counted) return counted(sources, at, taskId);
  const text = columnText(sources, column, taskId);
  return text === '' ? null : text;
};

/** Columns whose cells are numbers or dates: written to the right, so that figures stand below each other. */
export const isRightAligned = (column: PlanColumnId): boolean =>
  column === 'percentComplete' || DATES[column] !== undefined || DURATIONS[column] !== undefined;
