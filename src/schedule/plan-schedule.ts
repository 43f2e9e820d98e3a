import { type Outline, outlineOf } from '../model/outline.ts';
import { derived, type Plan, type PlanRows, projectOf } from '../model/plan.ts';
import type { Calendar, CalendarException, Link, Task } from '../model/row.ts';
import { compileCalendar, NO_TIME, STANDARD_CALENDAR, type WorkCalendar, workBetween } from '../time/calendar.ts';
import { dayOfInstant, FIRST_DAY, LAST_DAY } from '../time/day.ts';
import { calculate } from './calculate.ts';
import { buildNetwork, type Network } from './network.ts';
import {
  blankInput,
  CONSTRAINT_CODES,
  ELAPSED,
  INACTIVE,
  LAG_CODES,
  LINK_CODES,
  MANUAL,
  MILESTONE,
  type NetworkInput,
} from './network-input.ts';
import type { ScheduleResult } from './pass.ts';

/** Dates of a task as the schedule gives them: instants, and working minutes (elapsed ones for elapsed durations). */
export interface ScheduledDates {
  readonly startMin: number;
  readonly finishMin: number;
  readonly durationMin: number;
}

/** The schedule of one revision of a plan. Task indices are positions in its outline. */
export interface PlanSchedule {
  readonly outline: Outline;
  /** The links that count, by the engine's link index. */
  readonly links: readonly Link[];
  readonly input: NetworkInput;
  readonly network: Network;
  readonly result: ScheduleResult;
  readonly indexOf: (taskId: string) => number | undefined;
  readonly datesOf: (taskId: string) => ScheduledDates | null;
  readonly isCritical: (taskId: string) => boolean;
  /** The calendar by which the task's time is counted. */
  readonly calendarOf: (taskId: string) => WorkCalendar;
  /** Working minutes between two instants in the task's calendar. */
  readonly workBetween: (taskId: string, fromMin: number, toMin: number) => number;
}

interface CompiledCalendar {
  readonly row: Calendar;
  readonly exceptions: readonly CalendarException[];
  readonly calendar: WorkCalendar;
}

/** What stays the same from revision to revision of a plan unless its calendars, outline or links change. */
interface Kept {
  readonly calendars: Map<string, CompiledCalendar>;
  network: Network | null;
  structure: Pick<NetworkInput, 'parent' | 'linkPred' | 'linkSucc'> | null;
}

const keptByPlan = new WeakMap<PlanRows, Kept>();

/** Years before and after the project's start for which calendars are made ready at once; they widen themselves beyond. */
const READY_DAYS = [366, 366 * 8] as const;

const exceptionsByCalendar = (plan: Plan): ReadonlyMap<string, CalendarException[]> => {
  const found = new Map<string, CalendarException[]>();
  for (const row of plan.rows.calendarException.values()) {
    if (row.calendarId === null || row.days.fromDay === null || row.days.toDay === null) continue;
    const list = found.get(row.calendarId);
    if (list) list.push(row);
    else found.set(row.calendarId, [row]);
  }
  // Two copies of a plan must agree which of two overlapping exceptions is the last.
  for (const list of found.values()) list.sort((a, b) => (a.id < b.id ? -1 : 1));
  return found;
};

const compile = (row: Calendar, exceptions: readonly CalendarException[], aroundDay: number): WorkCalendar =>
  compileCalendar(
    {
      week: row.week,
      holidaySets: row.holidaySets,
      exceptions: exceptions.map(({ days, periods }) => ({ fromDay: days.fromDay!, toDay: days.toDay!, periods })),
    },
    Math.max(FIRST_DAY, aroundDay - READY_DAYS[0]),
    Math.min(LAST_DAY, aroundDay + READY_DAYS[1]),
  );

const sameRows = (a: readonly CalendarException[], b: readonly CalendarException[]): boolean =>
  a.length === b.length && a.every((row, i) => row === b[i]);

/** The plan's calendars, compiled once and again only when one changes; index 0 is the standard calendar. */
const calendarsOf = (plan: Plan, kept: Kept, aroundDay: number) => {
  const exceptions = exceptionsByCalendar(plan);
  const list: WorkCalendar[] = [standardCalendar(aroundDay)];
  const index = new Map<string, number>();
  for (const row of plan.rows.calendar.values()) {
    const own = exceptions.get(row.id) ?? [];
    const known = kept.calendars.get(row.id);
    const fresh = known && known.row === row && sameRows(known.exceptions, own);
    const compiled = fresh ? known : { row, exceptions: own, calendar: compile(row, own, aroundDay) };
    kept.calendars.set(row.id, compiled);
    index.set(row.id, list.length);
    list.push(compiled.calendar);
  }
  return { list, index };
};

let standard: WorkCalendar | null = null;
const standardCalendar = (aroundDay: number): WorkCalendar => {
  standard ??= compileCalendar(STANDARD_CALENDAR, Math.max(FIRST_DAY, aroundDay - READY_DAYS[0]), aroundDay);
  return standard;
};

const orNoTime = (instant: number | null): number => instant ?? NO_TIME;

/** Writes what the engine needs of a task into its place in the arrays. */
export const writeTask = (input: NetworkInput, at: number, task: Task, calendarIndex: number): void => {
  input.flags[at] =
    (task.mode === 'manual' ? MANUAL : 0) |
    (task.kind === 'milestone' ? MILESTONE : 0) |
    (task.inactive ? INACTIVE : 0) |
    (task.duration.elapsed ? ELAPSED : 0);
  input.durationMin[at] = task.duration.minutes;
  input.calendarOf[at] = calendarIndex;
  input.manualStart[at] = orNoTime(task.manualDates.startMin);
  input.manualFinish[at] = orNoTime(task.manualDates.finishMin);
  input.actualStart[at] = orNoTime(task.actual.startMin);
  input.actualFinish[at] = orNoTime(task.actual.finishMin);
  input.percentComplete[at] = task.percentComplete;
  input.constraintType[at] = CONSTRAINT_CODES[task.constraint.type];
  input.constraintAt[at] = orNoTime(task.constraint.atMin);
  input.deadline[at] = orNoTime(task.deadlineMin);
};

const usableLinks = (plan: Plan, outline: Outline): Link[] => {
  const links: Link[] = [];
  for (const link of plan.rows.link.values())
    if (outline.position.has(link.predecessorId ?? '') && outline.position.has(link.successorId ?? ''))
      links.push(link);
  return links;
};

const inputOf = (plan: Plan, kept: Kept, outline: Outline, links: readonly Link[]): NetworkInput => {
  const project = projectOf(plan);
  const projectStart = project?.startMin ?? 0;
  const calendars = calendarsOf(plan, kept, dayOfInstant(projectStart));
  const indexOf = (id: string | null): number => (id === null ? -1 : (calendars.index.get(id) ?? -1));
  const input = blankInput(outline.ids.length, links.length, {
    calendars: calendars.list,
    projectCalendar: Math.max(0, indexOf(project?.calendarId ?? null)),
    projectStart,
    honourConstraints: project?.honourConstraints ?? true,
  });
  input.parent.set(outline.parent);
  outline.ids.forEach((id, at) => {
    const task = plan.rows.task.get(id)!;
    writeTask(input, at, task, indexOf(task.calendarId));
  });
  links.forEach((link, k) => {
    input.linkPred[k] = outline.position.get(link.predecessorId!)!;
    input.linkSucc[k] = outline.position.get(link.successorId!)!;
    input.linkType[k] = LINK_CODES[link.type];
    input.lag[k] = link.lag.amount;
    input.lagKind[k] = LAG_CODES[link.lag.kind];
  });
  return input;
};

const sameNumbers = (a: Int32Array, b: Int32Array): boolean => {
  if (a.length !== b.length) return false;
  for (let i = 0; i < a.length; i++) if (a[i] !== b[i]) return false;
  return true;
};

/** The order of calculation depends on outline and links only; most edits change neither. */
const networkOf = (kept: Kept, input: NetworkInput): Network => {
  const { structure } = kept;
  if (
    kept.network &&
    structure &&
    sameNumbers(structure.parent, input.parent) &&
    sameNumbers(structure.linkPred, input.linkPred) &&
    sameNumbers(structure.linkSucc, input.linkSucc)
  )
    return kept.network;
  kept.structure = { parent: input.parent, linkPred: input.linkPred, linkSucc: input.linkSucc };
  kept.network = buildNetwork(input);
  return kept.network;
};

const buildSchedule = (plan: Plan): PlanSchedule => {
  const kept = keptByPlan.get(plan.rows) ?? { calendars: new Map(), network: null, structure: null };
  keptByPlan.set(plan.rows, kept);
  const outline = outlineOf(plan);
  const links = usableLinks(plan, outline);
  const input = inputOf(plan, kept, outline, links);
  const network = networkOf(kept, input);
  const result = calculate(network, input);
  const calendarAt = (at: number): WorkCalendar =>
    input.calendars[input.calendarOf[at]! < 0 ? input.projectCalendar : input.calendarOf[at]!]!;
  const calendarOf = (taskId: string): WorkCalendar => {
    const at = outline.position.get(taskId);
    return at === undefined ? input.calendars[input.projectCalendar]! : calendarAt(at);
  };
  return {
    outline,
    links,
    input,
    network,
    result,
    indexOf: (taskId) => outline.position.get(taskId),
    datesOf: (taskId) => {
      const at = outline.position.get(taskId);
      if (at === undefined || result.start[at] === NO_TIME || result.finish[at] === NO_TIME) return null;
      return { startMin: result.start[at]!, finishMin: result.finish[at]!, durationMin: result.durationMin[at]! };
    },
    isCritical: (taskId) => result.critical[outline.position.get(taskId) ?? -1] === 1,
    calendarOf,
    workBetween: (taskId, fromMin, toMin) => workBetween(calendarOf(taskId), fromMin, toMin),
  };
};

/** The schedule of a plan, calculated once per revision. */
export const scheduleOf: (plan: Plan) => PlanSchedule = derived(buildSchedule);
