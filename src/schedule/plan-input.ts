import { type GateFloor, gateFloors } from '../commitment/threshold.ts';
import { isSummary, type Outline } from '../model/outline.ts';
import { type Plan, projectOf } from '../model/plan.ts';
import type { Assignment, Link, Task } from '../model/row.ts';
import { NO_TIME } from '../time/calendar.ts';
import { dayOfInstant } from '../time/day.ts';
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
  type ProjectSettings,
} from './network-input.ts';
import { calendarsOf, type KeptCalendars, type PlanCalendars } from './plan-calendars.ts';
import { assignmentsByTask, type CrewMember, crewOf } from './plan-crews.ts';
import { tenderInputOf } from './tender-input.ts';

const orNoTime = (instant: number | null): number => instant ?? NO_TIME;

/** Working minutes that are behind a task. */
const doneOf = ({ duration, remainingMin, percentComplete }: Task): number =>
  remainingMin === null
    ? Math.round((duration.minutes * percentComplete) / 100)
    : Math.max(0, duration.minutes - remainingMin);

const writeBreaks = (input: NetworkInput, at: number, task: Task): void => {
  const doneMin = doneOf(task);
  for (const { workMin, gapMin } of task.splits) {
    // A break before the first or after the last minute of work is none.
    if (workMin <= 0 || workMin >= task.duration.minutes) continue;
    input.breaks[at] = input.breaks[at]! + gapMin;
    if (workMin <= doneMin) input.breaksDone[at] = input.breaksDone[at]! + gapMin;
  }
};

/** Writes what the engine reads of a task. */
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
  input.remaining[at] = task.remainingMin ?? -1;
  input.levelingDelay[at] = task.levelingDelayMin;
  input.constraintType[at] = CONSTRAINT_CODES[task.constraint.type];
  input.constraintAt[at] = orNoTime(task.constraint.atMin);
  input.deadline[at] = orNoTime(task.deadlineMin);
  input.breaks[at] = 0;
  input.breaksDone[at] = 0;
  if (task.splits.length > 0) writeBreaks(input, at, task);
};

const settingsOf = (plan: Plan): Omit<ProjectSettings, 'calendars' | 'projectCalendar'> => {
  const project = projectOf(plan);
  return {
    projectStart: project?.startMin ?? 0,
    honourConstraints: project?.honourConstraints ?? true,
    requiredFinish: project?.scheduleFrom === 'finish' ? orNoTime(project.finishMin) : NO_TIME,
    splitInProgress: project?.splitInProgress ?? true,
    nothingBefore: project?.rescheduleAfterStatus ? orNoTime(project.statusMin) : NO_TIME,
    criticalSlack: project?.criticalSlackMin ?? 0,
  };
};

const membersOf = (crews: ReadonlyMap<number, readonly CrewMember[]>): number => {
  let members = 0;
  for (const crew of crews.values()) members += crew.length;
  return members;
};

const writeCrews = (input: NetworkInput, crews: ReadonlyMap<number, readonly CrewMember[]>): void => {
  let filled = 0;
  for (let at = 0; at < input.size; at++) {
    for (const { calendar, lengthMin, delayMin } of crews.get(at) ?? []) {
      input.crewCalendar[filled] = calendar;
      input.crewLength[filled] = lengthMin;
      input.crewDelay[filled] = delayMin;
      filled++;
    }
    input.crewFrom[at + 1] = filled;
  }
};

const { ASAP, ALAP, SNET, FNET } = CONSTRAINT_CODES;

/**
 * A gate that waits for a threshold: its milestone stands no earlier than the threshold is reached. A date that a person
 * fixed for good (no later than, must) stays, and so does what is no milestone.
 */
const writeGateFloor = (input: NetworkInput, at: number, { atMin }: GateFloor): void => {
  if ((input.flags[at]! & MILESTONE) === 0) return;
  const type = input.constraintType[at]!;
  const known = type === SNET || type === FNET ? input.constraintAt[at]! : NO_TIME;
  if ((type !== ASAP && type !== ALAP && type !== SNET && type !== FNET) || known >= atMin) return;
  input.constraintType[at] = SNET;
  input.constraintAt[at] = atMin;
};

const sameFloors = (a: ReadonlyMap<string, GateFloor>, b: ReadonlyMap<string, GateFloor>): boolean => {
  if (a === b) return true;
  if (a.size !== b.size) return false;
  for (const [taskId, { atMin }] of a) if (b.get(taskId)?.atMin !== atMin) return false;
  return true;
};

/** The links of a plan that count, with the positions of the tasks that they join. */
export interface LinkEnds {
  readonly links: readonly Link[];
  readonly linkPred: Int32Array;
  readonly linkSucc: Int32Array;
}

/** The engine's input for one revision of a plan with what it was made from, so that the next need not be made from nothing. */
export interface KeptInput {
  /** Task indices are positions in the outline, link indices those of the list. */
  readonly input: NetworkInput;
  readonly outline: Outline;
  readonly ends: LinkEnds;
  /** In the order of the plan's map. */
  readonly tasks: readonly Task[];
  readonly surroundings: readonly Rows[];
  readonly calendars: PlanCalendars;
  readonly assignments: ReadonlyMap<string, readonly Assignment[]>;
  readonly crews: ReadonlyMap<number, readonly CrewMember[]>;
  /** What thresholds ask of the milestones of gates. */
  readonly floors: ReadonlyMap<string, GateFloor>;
}

type Rows = readonly object[];

/** The rows that decide whose working time counts (calendars, and who works on what), and whether there are tenders. */
const surroundingsOf = ({ rows }: Plan): readonly ReadonlyMap<string, object>[] => [
  rows.calendar,
  rows.calendarException,
  rows.workWeek,
  rows.party,
  rows.assignment,
  rows.tender,
];

/** Whether a map holds exactly these rows, in this order. */
export const holdsRows = (rows: ReadonlyMap<string, object>, known: Rows): boolean => {
  if (rows.size !== known.length) return false;
  let i = 0;
  for (const row of rows.values()) if (row !== known[i++]) return false;
  return true;
};

/** The plan's calendar by its place among the calendars, the standard one where the plan has none. */
const projectCalendarOf = (plan: Plan, calendars: PlanCalendars): number =>
  Math.max(0, calendars.indexOf(projectOf(plan)?.calendarId ?? null));

const inputFromNothing = (plan: Plan, room: KeptCalendars, outline: Outline, ends: LinkEnds): KeptInput => {
  const { links, linkPred, linkSucc } = ends;
  const settings = settingsOf(plan);
  const calendars = calendarsOf(plan, room, dayOfInstant(settings.projectStart));
  const projectCalendar = projectCalendarOf(plan, calendars);
  const assignments = assignmentsByTask(plan);
  const crews = new Map<number, readonly CrewMember[]>();
  for (const [taskId, list] of assignments) {
    const at = outline.position.get(taskId);
    if (at === undefined || isSummary(outline, at)) continue;
    const crew = crewOf(plan, plan.rows.task.get(taskId)!, list, calendars, projectCalendar);
    if (crew.length > 0) crews.set(at, crew);
  }
  const members = membersOf(crews);
  // The list of calendars grows with the crews of later revisions; an input keeps those that it knows.
  const all = { ...settings, calendars: calendars.list.slice(), projectCalendar };
  const input = blankInput(outline.ids.length, links.length, all, members);
  Object.assign(input, tenderInputOf(plan, outline, links));
  input.parent.set(outline.parent);
  const tasks = [...plan.rows.task.values()];
  tasks.forEach((task, i) => {
    writeTask(input, outline.inMapOrder[i]!, task, calendars.indexOf(task.calendarId));
  });
  const floors = gateFloors(plan);
  for (const [taskId, floor] of floors) {
    const at = outline.position.get(taskId);
    if (at !== undefined) writeGateFloor(input, at, floor);
  }
  if (members > 0) writeCrews(input, crews);
  input.linkPred.set(linkPred);
  input.linkSucc.set(linkSucc);
  links.forEach((link, k) => {
    input.linkType[k] = LINK_CODES[link.type];
    input.lag[k] = link.lag.amount;
    input.lagKind[k] = LAG_CODES[link.lag.kind];
  });
  const surroundings = surroundingsOf(plan).map((rows) => [...rows.values()]);
  return { input, outline, ends, tasks, surroundings, calendars, assignments, crews, floors };
};

/** The same input with arrays of its own for what `writeTask` writes; an earlier schedule keeps reading the old ones. */
const withOwnTasks = (input: NetworkInput): NetworkInput => ({
  ...input,
  flags: input.flags.slice(),
  durationMin: input.durationMin.slice(),
  calendarOf: input.calendarOf.slice(),
  manualStart: input.manualStart.slice(),
  manualFinish: input.manualFinish.slice(),
  actualStart: input.actualStart.slice(),
  actualFinish: input.actualFinish.slice(),
  percentComplete: input.percentComplete.slice(),
  remaining: input.remaining.slice(),
  breaks: input.breaks.slice(),
  breaksDone: input.breaksDone.slice(),
  levelingDelay: input.levelingDelay.slice(),
  constraintType: input.constraintType.slice(),
  constraintAt: input.constraintAt.slice(),
  deadline: input.deadline.slice(),
});

const withCrews = (
  input: NetworkInput,
  crews: ReadonlyMap<number, readonly CrewMember[]>,
  calendars: PlanCalendars,
): NetworkInput => {
  const members = membersOf(crews);
  const next: NetworkInput = {
    ...input,
    calendars: calendars.list.slice(),
    crewFrom: new Int32Array(input.size + 1),
    crewCalendar: new Int32Array(members),
    crewLength: new Int32Array(members),
    crewDelay: new Int32Array(members),
  };
  writeCrews(next, crews);
  return next;
};

const sameCrew = (a: readonly CrewMember[], b: readonly CrewMember[]): boolean =>
  a.length === b.length &&
  a.every(({ calendar, lengthMin, delayMin }, i) => {
    const other = b[i]!;
    return calendar === other.calendar && lengthMin === other.lengthMin && delayMin === other.delayMin;
  });

/** The input after an edit of tasks and of the project's own settings only: what the changed tasks say is written anew. */
const inputAfter = (before: KeptInput, plan: Plan): KeptInput => {
  const { outline, calendars, assignments } = before;
  const { projectCalendar } = before.input;
  const tasks = [...plan.rows.task.values()];
  let input: NetworkInput = {
    ...before.input,
    ...settingsOf(plan),
    ...tenderInputOf(plan, outline, before.ends.links),
  };
  let crews: Map<number, readonly CrewMember[]> | null = null;
  let isOwn = false;
  for (let i = 0; i < tasks.length; i++) {
    const task = tasks[i]!;
    if (task === before.tasks[i]) continue;
    if (!isOwn) input = withOwnTasks(input);
    isOwn = true;
    const at = outline.inMapOrder[i]!;
    writeTask(input, at, task, calendars.indexOf(task.calendarId));
    const floor = before.floors.get(task.id);
    if (floor) writeGateFloor(input, at, floor);
    const list = assignments.get(task.id);
    if (!list || isSummary(outline, at)) continue;
    const crew = crewOf(plan, task, list, calendars, projectCalendar);
    if (sameCrew(crew, before.crews.get(at) ?? [])) continue;
    crews ??= new Map(before.crews);
    crews.set(at, crew);
  }
  if (crews) input = withCrews(input, crews, calendars);
  return { ...before, input, tasks, crews: crews ?? before.crews };
};

/**
 * What the engine calculates for a plan. Most edits change a few tasks and leave outline, links, calendars and people as
 * they are: then only those tasks are read again, and the rest is that of the revision before.
 */
export const inputOf = (
  before: KeptInput | null,
  plan: Plan,
  room: KeptCalendars,
  outline: Outline,
  ends: LinkEnds,
): KeptInput => {
  const stays =
    before !== null &&
    before.outline === outline &&
    before.ends === ends &&
    sameFloors(gateFloors(plan), before.floors) &&
    surroundingsOf(plan).every((rows, i) => holdsRows(rows, before.surroundings[i]!)) &&
    projectCalendarOf(plan, before.calendars) === before.input.projectCalendar;
  return stays ? inputAfter(before, plan) : inputFromNothing(plan, room, outline, ends);
};
