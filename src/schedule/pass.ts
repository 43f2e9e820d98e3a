import { compileCalendar, NO_TIME, ROUND_THE_CLOCK_CALENDAR, type WorkCalendar } from '../time/calendar.ts';
import { dayOfInstant } from '../time/day.ts';
import type { Network } from './network.ts';
import { ELAPSED, INACTIVE, LAG_CODES, MILESTONE, type NetworkInput } from './network-input.ts';

/** What stands in the way of a plan, or is worth saying about its dates. */
export type FindingId =
  | 'schedule.circular-link'
  | 'schedule.no-working-time'
  | 'schedule.beyond-range'
  | 'schedule.constraint-missed'
  | 'schedule.link-over-constraint'
  | 'schedule.link-over-manual'
  | 'schedule.deadline-missed'
  | 'schedule.negative-slack'
  | 'schedule.dangling-start'
  | 'schedule.dangling-finish'
  | 'schedule.recorded-differs';

/** A finding about a task, and about a link where one is the reason (else -1). */
export type Finding = { readonly id: FindingId; readonly task: number; readonly link: number };

/** Stands for "no upper limit" among instants. */
export const NO_LIMIT = 2147483647;

/**
 * Dates of a plan, parallel to the tasks of the input. Instants in minutes; slack in working minutes of the task's
 * calendar (of the clock for elapsed durations). The arrays belong to the workspace they were calculated in.
 */
export type ScheduleResult = {
  readonly start: Int32Array;
  readonly finish: Int32Array;
  /** Duration as scheduled; of a summary the working minutes from start to finish. */
  readonly durationMin: Int32Array;
  readonly earlyStart: Int32Array;
  readonly earlyFinish: Int32Array;
  readonly lateStart: Int32Array;
  readonly lateFinish: Int32Array;
  readonly totalSlackMin: Int32Array;
  readonly critical: Uint8Array;
  /** Percent complete; of a summary the mean of what is below it, weighted by duration. */
  readonly percentComplete: Uint8Array;
  /** The link that set the start, possibly one into a summary above; -1 when project start, constraint or a person did. */
  readonly drivingLink: Int32Array;
  /** Where the rest of a task under way goes on when links or the status date hold it back; NO_TIME elsewhere. */
  readonly resumeAt: Int32Array;
  /** Start of the first and finish of the last task; both the project's start in a plan without tasks. */
  projectStart: number;
  projectFinish: number;
  findings: readonly Finding[];
};

/** Everything the passes read and write. Kept between calculations of the same network, so that repeating costs no memory. */
export type Workspace = ScheduleResult & {
  input: NetworkInput;
  readonly network: Network;
  calendars: readonly WorkCalendar[];
  readonly found: Finding[];
  /** Index into `calendars` in force for slack and lag: the task's, the project's, or round the clock. */
  readonly calendarOf: Int32Array;
  /** Index of the calendar in which the task is worked on: that of its people, where they share one. -1: a crew. */
  readonly workCalendarOf: Int32Array;
  /** Duration in force with the breaks in it: none for milestones. */
  readonly lengthMin: Int32Array;
  /** 1 where the task is a milestone that stands on days as the law counts them (lawful-day.ts). */
  readonly lawful: Uint8Array;
  /** 1 where the rules come to little: see plain-task.ts. */
  readonly plain: Uint8Array;
  /** 1 where the task, a summary above it, or everything below it is cancelled. */
  readonly inactive: Uint8Array;
  /** What a summary asks of everything below it: not to start, or finish, before; and the links behind that. */
  readonly floorStart: Int32Array;
  readonly floorStartLink: Int32Array;
  readonly floorFinish: Int32Array;
  readonly floorFinishLink: Int32Array;
  /** What a summary asks of everything below it: not to finish after; and of what starts it, not to start after. */
  readonly ceilingStart: Int32Array;
  readonly ceilingFinish: Int32Array;
  /** Latest start and finish as links see them: from the remaining duration where a task is under way. */
  readonly pressStart: Int32Array;
  readonly pressFinish: Int32Array;
  /** 1 where the task, or anything below it that counts, has begun. */
  readonly begun: Uint8Array;
  readonly weightMin: Float64Array;
  readonly doneMin: Float64Array;
};

let clock: WorkCalendar | null = null;

/** The calendar of elapsed durations, compiled once; growing it changes no answer. */
function roundTheClock(near: number): WorkCalendar {
  clock ??= compileCalendar(ROUND_THE_CLOCK_CALENDAR, dayOfInstant(near) - 3660, dayOfInstant(near) + 7320);
  return clock;
}

/** Room for calculating a network; may be used again as long as the network is the same. */
export function createWorkspace(network: Network, input: NetworkInput): Workspace {
  const { size } = network;
  const instants = (): Int32Array => new Int32Array(size);
  return {
    input,
    network,
    calendars: [],
    found: [],
    findings: [],
    projectStart: 0,
    projectFinish: 0,
    start: instants(),
    finish: instants(),
    durationMin: instants(),
    earlyStart: instants(),
    earlyFinish: instants(),
    lateStart: instants(),
    lateFinish: instants(),
    totalSlackMin: instants(),
    critical: new Uint8Array(size),
    percentComplete: new Uint8Array(size),
    drivingLink: instants(),
    resumeAt: instants(),
    calendarOf: instants(),
    workCalendarOf: instants(),
    lengthMin: instants(),
    lawful: new Uint8Array(size),
    plain: new Uint8Array(size),
    inactive: new Uint8Array(size),
    floorStart: instants(),
    floorStartLink: instants(),
    floorFinish: instants(),
    floorFinishLink: instants(),
    ceilingStart: instants(),
    ceilingFinish: instants(),
    pressStart: instants(),
    pressFinish: instants(),
    begun: new Uint8Array(size),
    weightMin: new Float64Array(size),
    doneMin: new Float64Array(size),
  };
}

/** Works out what is in force for a task: its length, whether the law says where it stands, and whose time counts. */
export function prepareTask(space: Workspace, task: number): void {
  const { input, network, calendarOf, workCalendarOf, lengthMin, lawful } = space;
  const { flags, durationMin, crewFrom } = input;
  const own = input.calendarOf[task]!;
  const milestone = (flags[task]! & MILESTONE) !== 0;
  lengthMin[task] = milestone ? 0 : durationMin[task]! + input.breaks[task]!;
  lawful[task] = input.events[task] !== null && lengthMin[task] === 0 && !network.isSummary[task] ? 1 : 0;
  const elapsed = (flags[task]! & ELAPSED) !== 0 && !network.isSummary[task] && lengthMin[task]! > 0;
  calendarOf[task] = elapsed ? input.calendars.length : own >= 0 ? own : input.projectCalendar;
  const crew = crewFrom[task + 1]! - crewFrom[task]!;
  // The one and only person's calendar is where the task lies; a crew's are looked at one by one.
  workCalendarOf[task] =
    crew === 0 || lengthMin[task] === 0 || network.isSummary[task]
      ? calendarOf[task]!
      : crew === 1 && input.crewDelay[crewFrom[task]!] === 0
        ? input.crewCalendar[crewFrom[task]!]!
        : -1;
}

/** Works out what is in force for each task before the passes. Parents come before children in the order of the network. */
export function prepare(space: Workspace): void {
  const { input, network, inactive } = space;
  const { flags } = input;
  space.calendars = [...input.calendars, roundTheClock(input.projectStart)];
  space.found.length = 0;
  for (let i = 0; i < network.size; i++) prepareTask(space, i);
  for (const step of network.order) {
    if (step >= network.size) continue;
    const above = network.parent[step]!;
    inactive[step] = (flags[step]! & INACTIVE) !== 0 || (above >= 0 && inactive[above]) ? 1 : 0;
  }
  cancelEmptied(network, inactive);
}

/** A summary below which everything is cancelled binds nobody: it is cancelled itself. */
function cancelEmptied(network: Network, inactive: Uint8Array): void {
  for (let at = network.order.length - 1; at >= 0; at--) {
    const step = network.order[at]!;
    if (step >= network.size || !network.isSummary[step]) continue;
    let emptied = true;
    for (let k = network.childFrom[step]!; emptied && k < network.childFrom[step + 1]!; k++) {
      emptied = inactive[network.children[k]!] === 1;
    }
    if (emptied) inactive[step] = 1;
  }
}

/** Lag of a link in minutes; percent counts of the predecessor's duration. */
export function lagMinutes(space: Workspace, link: number): number {
  const { input, network, lengthMin, durationMin } = space;
  const lag = input.lag[link]!;
  if (lag === 0 || input.lagKind[link] !== LAG_CODES.percent) return lag;
  const pred = input.linkPred[link]!;
  const duration = network.isSummary[pred] ? durationMin[pred]! : lengthMin[pred]! - breaksOf(space, pred);
  return Math.round((lag * duration) / 100);
}

/** Minutes of interruptions in the length of a task. */
export function breaksOf(space: Workspace, task: number): number {
  return space.lengthMin[task] === 0 ? 0 : space.input.breaks[task]!;
}

/** Working minutes of a task that are behind it: as told, or by percentage. */
export function doneMinutes(space: Workspace, task: number): number {
  const duration = space.lengthMin[task]! - breaksOf(space, task);
  const { remaining, percentComplete } = space.input;
  if (remaining[task]! >= 0) return Math.max(0, duration - remaining[task]!);
  return Math.round((duration * percentComplete[task]!) / 100);
}

/** How the lag of a link counts: percent of an elapsed duration is elapsed too. */
export function lagKindOf(space: Workspace, link: number): number {
  const { input, calendars, calendarOf } = space;
  const kind = input.lagKind[link]!;
  if (kind !== LAG_CODES.percent) return kind;
  const aroundTheClock = calendarOf[input.linkPred[link]!] === calendars.length - 1;
  return aroundTheClock ? LAG_CODES.elapsed : LAG_CODES.working;
}

/** The calendar in which lag to a task and its slack count; its dates lie in that of its people (task-time.ts). */
export function calendarFor(space: Workspace, task: number): WorkCalendar {
  return space.calendars[space.calendarOf[task]!]!;
}

/** Notes a finding about a task. */
export function note(space: Workspace, id: FindingId, task: number, link = -1): void {
  space.found.push({ id, task, link });
}

/** Whether an instant is there at all. */
export const given = (instant: number): boolean => instant !== NO_TIME;

/** Whether nothing is left to do: an actual finish, or all percent reported even where nobody wrote the date. */
export function isDone(space: Workspace, task: number): boolean {
  const { actualFinish, percentComplete } = space.input;
  return given(actualFinish[task]!) || (percentComplete[task] === 100 && !space.network.isSummary[task]);
}
