import { isSummary, type Outline } from '../model/outline.ts';
import { type Plan, projectOf } from '../model/plan.ts';
import type { Link, Task } from '../model/row.ts';
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
import { calendarsOf, type KeptCalendars } from './plan-calendars.ts';
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

/** The links of a plan that count, with the positions of the tasks that they join. */
export interface LinkEnds {
  readonly links: readonly Link[];
  readonly linkPred: Int32Array;
  readonly linkSucc: Int32Array;
}

/** What the engine calculates for a plan: task indices are positions in its outline, link indices those of the list. */
export const inputOf = (plan: Plan, kept: KeptCalendars, outline: Outline, ends: LinkEnds): NetworkInput => {
  const { links, linkPred, linkSucc } = ends;
  const settings = settingsOf(plan);
  const calendars = calendarsOf(plan, kept, dayOfInstant(settings.projectStart));
  const projectCalendar = Math.max(0, calendars.indexOf(projectOf(plan)?.calendarId ?? null));
  const crews = new Map<number, readonly CrewMember[]>();
  let members = 0;
  for (const [taskId, assignments] of assignmentsByTask(plan)) {
    const at = outline.position.get(taskId);
    if (at === undefined || isSummary(outline, at)) continue;
    const crew = crewOf(plan, plan.rows.task.get(taskId)!, assignments, calendars, projectCalendar);
    if (crew.length > 0) crews.set(at, crew);
    members += crew.length;
  }
  const input = blankInput(
    outline.ids.length,
    links.length,
    { ...settings, calendars: calendars.list, projectCalendar },
    members,
  );
  const tenders = tenderInputOf(plan, outline, links);
  if (tenders) Object.assign(input, tenders);
  input.parent.set(outline.parent);
  let next = 0;
  for (const task of plan.rows.task.values()) {
    writeTask(input, outline.inMapOrder[next++]!, task, calendars.indexOf(task.calendarId));
  }
  if (members > 0) writeCrews(input, crews);
  input.linkPred.set(linkPred);
  input.linkSucc.set(linkSucc);
  links.forEach((link, k) => {
    input.linkType[k] = LINK_CODES[link.type];
    input.lag[k] = link.lag.amount;
    input.lagKind[k] = LAG_CODES[link.lag.kind];
  });
  return input;
};
