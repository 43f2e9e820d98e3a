import { gateFloors } from '../commitment/threshold.ts';
import { type Outline, outlineOf } from '../model/outline.ts';
import { derived, type Plan, type PlanRows, projectOf } from '../model/plan.ts';
import type { Link } from '../model/row.ts';
import { NO_TIME, type WorkCalendar, workBetween } from '../time/calendar.ts';
import { calculate } from './calculate.ts';
import { buildNetwork, type Network } from './network.ts';
import type { NetworkInput } from './network-input.ts';
import { createWorkspace, type ScheduleResult, type Workspace } from './pass.ts';
import { type KeptCalendars, keptCalendars } from './plan-calendars.ts';
import { holdsRows, inputOf, type KeptInput, type LinkEnds } from './plan-input.ts';
import { showRecorded } from './recorded-dates.ts';
import { freeSlackOf } from './slack.ts';

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
  /** What is shown: the calculated dates, or those recorded in the file while the project shows these. */
  readonly result: ScheduleResult;
  /** What the rules give, with all that the engine knows of it. */
  readonly calculated: Workspace;
  readonly indexOf: (taskId: string) => number | undefined;
  readonly datesOf: (taskId: string) => ScheduledDates | null;
  readonly isCritical: (taskId: string) => boolean;
  /** Working minutes that the task at a position can slip without moving another. */
  readonly freeSlackAt: (at: number) => number;
  /** The threshold that a milestone's date waits for, undefined where none sets it. */
  readonly thresholdAt: (taskId: string) => string | undefined;
  /** The calendar by which the task's time is counted. */
  readonly calendarOf: (taskId: string) => WorkCalendar;
  /** Working minutes between two instants in the calendar in which the task is worked on. */
  readonly workBetween: (taskId: string, fromMin: number, toMin: number) => number;
}

/** What stays the same from revision to revision of a plan unless its calendars, outline or links change. */
interface Kept {
  readonly calendars: KeptCalendars;
  input: KeptInput | null;
  network: Network | null;
  structure: Pick<NetworkInput, 'parent' | 'linkPred' | 'linkSucc'> | null;
  linkEnds: { readonly outline: Outline; readonly rows: readonly Link[]; readonly ends: LinkEnds } | null;
}

const keptNothing = (): Kept => ({
  calendars: keptCalendars(),
  input: null,
  network: null,
  structure: null,
  linkEnds: null,
});

const keptByPlan = new WeakMap<PlanRows, Kept>();

/** The links between tasks of the plan; a link to what was deleted elsewhere does not count. */
const findLinkEnds = (rows: readonly Link[], { position }: Outline): LinkEnds => {
  const links: Link[] = [];
  const linkPred = new Int32Array(rows.length);
  const linkSucc = new Int32Array(rows.length);
  for (const link of rows) {
    const from = position.get(link.predecessorId ?? '');
    const to = position.get(link.successorId ?? '');
    if (from === undefined || to === undefined) continue;
    linkPred[links.length] = from;
    linkSucc[links.length] = to;
    links.push(link);
  }
  return { links, linkPred: linkPred.subarray(0, links.length), linkSucc: linkSucc.subarray(0, links.length) };
};

/** Looking up both ends of every link costs as much as the calculation; most edits change neither links nor outline. */
const linkEndsOf = (kept: Kept, plan: Plan, outline: Outline): LinkEnds => {
  const known = kept.linkEnds;
  if (known && known.outline === outline && holdsRows(plan.rows.link, known.rows)) return known.ends;
  const rows = [...plan.rows.link.values()];
  const ends = findLinkEnds(rows, outline);
  kept.linkEnds = { outline, rows, ends };
  return ends;
};

const sameNumbers = (a: Int32Array, b: Int32Array): boolean => {
  if (a === b) return true;
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
  const kept = keptByPlan.get(plan.rows) ?? keptNothing();
  keptByPlan.set(plan.rows, kept);
  const outline = outlineOf(plan);
  const ends = linkEndsOf(kept, plan, outline);
  kept.input = inputOf(kept.input, plan, kept.calendars, outline, ends);
  const { input } = kept.input;
  const network = networkOf(kept, input);
  const calculated = createWorkspace(network, input);
  calculate(network, input, calculated);
  const result = projectOf(plan)?.datesAsRecorded ? showRecorded(plan, outline, calculated) : calculated;
  const calendarAt = (at: number): WorkCalendar =>
    input.calendars[input.calendarOf[at]! < 0 ? input.projectCalendar : input.calendarOf[at]!]!;
  const calendarOf = (taskId: string): WorkCalendar => {
    const at = outline.position.get(taskId);
    return at === undefined ? input.calendars[input.projectCalendar]! : calendarAt(at);
  };
  const workCalendarOf = (taskId: string): WorkCalendar => {
    const at = outline.position.get(taskId);
    const own = at === undefined || network.isSummary[at] ? -1 : calculated.workCalendarOf[at]!;
    return own < 0 || own >= input.calendars.length ? calendarOf(taskId) : input.calendars[own]!;
  };
  return {
    outline,
    links: ends.links,
    input,
    network,
    result,
    calculated,
    indexOf: (taskId) => outline.position.get(taskId),
    datesOf: (taskId) => {
      const at = outline.position.get(taskId);
      if (at === undefined || result.start[at] === NO_TIME || result.finish[at] === NO_TIME) return null;
      return { startMin: result.start[at]!, finishMin: result.finish[at]!, durationMin: result.durationMin[at]! };
    },
    isCritical: (taskId) => result.critical[outline.position.get(taskId) ?? -1] === 1,
    freeSlackAt: (at) => freeSlackOf(calculated, at),
    thresholdAt: (taskId) => {
      const floor = gateFloors(plan).get(taskId);
      const at = outline.position.get(taskId);
      return floor && at !== undefined && input.constraintAt[at] === floor.atMin ? floor.thresholdId : undefined;
    },
    calendarOf,
    workBetween: (taskId, fromMin, toMin) => workBetween(workCalendarOf(taskId), fromMin, toMin),
  };
};

/** The schedule of a plan, calculated once per revision. */
export const scheduleOf: (plan: Plan) => PlanSchedule = derived(buildSchedule);
