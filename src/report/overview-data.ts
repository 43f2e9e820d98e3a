import { finishDayOf } from '../gantt/plan-cells.ts';
import { childPositions, isSummary, type Outline } from '../model/outline.ts';
import type { Plan } from '../model/plan.ts';
import { stageIdsOf } from '../model/stage-of.ts';
import { overviewOf, type ProjectOverview } from '../schedule/overview.ts';
import { inOrderOfPlan, type PlanFinding, planFindingsOf } from '../schedule/plan-findings.ts';
import type { PlanSchedule } from '../schedule/plan-schedule.ts';
import { NO_TIME } from '../time/calendar.ts';

/** A gate or a milestone on the band of its stage; the lower the rank, the more it matters. */
export type OverviewMark = {
  readonly name: string;
  readonly atMin: number;
  readonly kind: 'gate' | 'milestone';
  readonly critical: boolean;
  readonly rank: number;
};

/** A stage, or where a plan has none a row of the first level, with what lies on it. */
export type OverviewBand = {
  readonly name: string;
  readonly tone: number;
  readonly startMin: number | null;
  readonly finishMin: number | null;
  readonly percentComplete: number;
  readonly critical: boolean;
  readonly baselineStartMin: number | null;
  readonly baselineFinishMin: number | null;
  readonly marks: readonly OverviewMark[];
};

/** How far the finish of a task lies from what the baseline says, in days; later is more than 0. */
export type Drift = {
  readonly name: string;
  readonly beforeDay: number;
  readonly nowDay: number;
  readonly days: number;
  /** Its drift is that of the tasks below it. */
  readonly isSummary: boolean;
};

export type OverviewData = {
  readonly overview: ProjectOverview;
  readonly bands: readonly OverviewBand[];
  /** By task id; empty without a baseline. */
  readonly drifts: ReadonlyMap<string, Drift>;
  /** Of the whole plan; null without a baseline, or where the baseline knows none of its tasks. */
  readonly drift: Drift | null;
  /** The serious first, then in the order of the plan. */
  readonly findings: readonly PlanFinding[];
};

type Dates = { readonly startMin: number | null; readonly finishMin: number | null };

const baselineOf = (plan: Plan, baselineId: string | null): ReadonlyMap<string, Dates> => {
  const dates = new Map<string, Dates>();
  if (baselineId === null) return dates;
  for (const row of plan.rows.baselineTask.values())
    if (row.baselineId === baselineId && row.taskId !== null) dates.set(row.taskId, row.dates);
  return dates;
};

type Source = {
  readonly plan: Plan;
  readonly schedule: PlanSchedule;
  readonly baseline: ReadonlyMap<string, Dates>;
  readonly gates: ReadonlyMap<string, string>;
};

/** A mark for a milestone; gates matter most, then what decides the end, then what has a deadline, then the upper levels. */
const markAt = ({ plan, schedule, gates }: Source, at: number): OverviewMark | null => {
  const { outline, result } = schedule;
  const id = outline.ids[at]!;
  const task = plan.rows.task.get(id)!;
  const gate = gates.get(id);
  const finish = result.finish[at]!;
  if ((task.kind !== 'milestone' && gate === undefined) || task.inactive || finish === NO_TIME) return null;
  const critical = result.critical[at] === 1;
  const rank =
    gate !== undefined ? 0 : (critical ? 10 : 40) + (task.deadlineMin === null ? 20 : 0) + outline.depth[at]! * 2;
  return { name: gate || task.name, atMin: finish, kind: gate === undefined ? 'milestone' : 'gate', critical, rank };
};

/** The band of the tasks at some positions, summed up from those without tasks below them. */
const bandOf = (source: Source, name: string, tone: number, positions: readonly number[]): OverviewBand => {
  const { plan, schedule, baseline } = source;
  const { outline, result } = schedule;
  let [startMin, finishMin, fromMin, toMin] = [Infinity, -Infinity, Infinity, -Infinity];
  let [weight, done, critical] = [0, 0, false];
  const marks: OverviewMark[] = [];
  for (const at of positions) {
    const mark = markAt(source, at);
    if (mark) marks.push(mark);
    if (isSummary(outline, at) || plan.rows.task.get(outline.ids[at]!)!.inactive) continue;
    const length = Math.max(1, result.durationMin[at]!);
    weight += length;
    done += length * result.percentComplete[at]!;
    critical ||= result.critical[at] === 1;
    if (result.start[at] !== NO_TIME && result.finish[at] !== NO_TIME) {
      startMin = Math.min(startMin, result.start[at]!);
      finishMin = Math.max(finishMin, result.finish[at]!);
    }
    const dates = baseline.get(outline.ids[at]!);
    fromMin = Math.min(fromMin, dates?.startMin ?? Infinity);
    toMin = Math.max(toMin, dates?.finishMin ?? -Infinity);
  }
  const dated = startMin <= finishMin;
  const compared = fromMin <= toMin;
  return {
    name,
    tone,
    startMin: dated ? startMin : null,
    finishMin: dated ? finishMin : null,
    percentComplete: weight === 0 ? 0 : Math.round(done / weight),
    critical,
    baselineStartMin: compared ? fromMin : null,
    baselineFinishMin: compared ? toMin : null,
    marks,
  };
};

const range = (from: number, to: number): number[] => Array.from({ length: to - from }, (_, index) => from + index);

const topRows = (outline: Outline): number[] => childPositions(outline, -1);

const bandsOf = (source: Source, otherTasks: string): OverviewBand[] => {
  const { plan, schedule } = source;
  const { outline } = schedule;
  const stageIds = stageIdsOf(plan);
  const byStage = new Map<string | null, number[]>();
  stageIds.forEach((stageId, at) => {
    const list = byStage.get(stageId);
    if (list) list.push(at);
    else byStage.set(stageId, [at]);
  });
  const overview = overviewOf(plan, schedule);
  if (overview.stages.every(({ taskCount }) => taskCount === 0))
    return topRows(outline).map((at) => {
      const { name } = plan.rows.task.get(outline.ids[at]!)!;
      return bandOf(source, name, 0, range(at, outline.subtreeEnd[at]!));
    });
  const bands = overview.stages.map(({ stage }) =>
    bandOf(source, stage.name, stage.color, byStage.get(stage.id) ?? []),
  );
  const others = byStage.get(null) ?? [];
  const hasOthers = others.some((at) => !isSummary(outline, at));
  return hasOthers ? [...bands, bandOf(source, otherTasks, 7, others)] : bands;
};

const driftsOf = ({ plan, schedule, baseline }: Source): ReadonlyMap<string, Drift> => {
  const { outline, result } = schedule;
  const drifts = new Map<string, Drift>();
  outline.ids.forEach((id, at) => {
    const before = baseline.get(id);
    const nowMin = result.finish[at]!;
    if (before?.finishMin == null || nowMin === NO_TIME) return;
    const beforeDay = finishDayOf(before.finishMin, before.startMin);
    const nowDay = finishDayOf(nowMin, result.start[at]!);
    drifts.set(id, {
      name: plan.rows.task.get(id)!.name,
      beforeDay,
      nowDay,
      days: nowDay - beforeDay,
      isSummary: isSummary(outline, at),
    });
  });
  return drifts;
};

/** Everything that a plan on one page tells, worked out from the plan; drift is counted from a baseline. */
export const overviewData = (
  plan: Plan,
  schedule: PlanSchedule,
  baselineId: string | null,
  otherTasks: string,
): OverviewData => {
  const baseline = baselineOf(plan, baselineId);
  const gates = new Map<string, string>();
  for (const gate of plan.rows.gate.values()) if (gate.taskId !== null) gates.set(gate.taskId, gate.name);
  const source: Source = { plan, schedule, baseline, gates };
  const drifts = driftsOf(source);
  let beforeDay = -Infinity;
  for (const drift of drifts.values()) beforeDay = Math.max(beforeDay, drift.beforeDay);
  const { projectStart, projectFinish } = schedule.result;
  const nowDay = finishDayOf(projectFinish, projectStart);
  return {
    overview: overviewOf(plan, schedule),
    bands: bandsOf(source, otherTasks),
    drifts,
    drift: drifts.size > 0 ? { name: '', beforeDay, nowDay, days: nowDay - beforeDay, isSummary: true } : null,
    findings: inOrderOfPlan(plan, planFindingsOf(plan)).filter(({ severity }) => severity !== 'info'),
  };
};
