import { isSummary } from '../model/outline.ts';
import type { Plan } from '../model/plan.ts';
import type { Gate, GateItem, Stage, Task } from '../model/row.ts';
import { gateItemsOf, stageIdsOf, stagesInOrder } from '../model/stage-of.ts';
import { NO_TIME } from '../time/calendar.ts';
import type { PlanSchedule } from './plan-schedule.ts';

/** A stage as a steering group sees it: from when to when, how far, and whether it decides the end of the project. */
export interface StageOverview {
  readonly stage: Stage;
  readonly startMin: number | null;
  readonly finishMin: number | null;
  /** Weighted by duration. */
  readonly percentComplete: number;
  /** Tasks without tasks below them. */
  readonly taskCount: number;
  readonly critical: boolean;
}

export interface GateOverview {
  readonly gate: Gate;
  /** Date of the gate's milestone, null where it has none. */
  readonly dateMin: number | null;
  readonly items: readonly GateItem[];
  /** Questions and deliverables that have been answered. */
  readonly answered: number;
  /** Answered with no. */
  readonly refused: number;
}

export interface MilestoneOverview {
  readonly task: Task;
  readonly dateMin: number;
  readonly critical: boolean;
}

export interface ProjectOverview {
  readonly startMin: number;
  readonly finishMin: number;
  readonly percentComplete: number;
  readonly criticalCount: number;
  readonly stages: readonly StageOverview[];
  /** By date, those without one last. */
  readonly gates: readonly GateOverview[];
  /** The first gate that has not been decided. */
  readonly nextGate: GateOverview | null;
  /** Milestones that have not been reached, by date. */
  readonly milestones: readonly MilestoneOverview[];
}

interface Sum {
  startMin: number | null;
  finishMin: number | null;
  weight: number;
  done: number;
  count: number;
  critical: boolean;
}

const emptySum = (): Sum => ({ startMin: null, finishMin: null, weight: 0, done: 0, count: 0, critical: false });
const share = (sum: Sum): number => (sum.weight === 0 ? 0 : Math.round(sum.done / sum.weight));

const addTask = (sum: Sum, { result }: PlanSchedule, at: number): void => {
  const start = result.start[at]!;
  const finish = result.finish[at]!;
  // A milestone weighs a minute, so that a stage of milestones alone still has a progress.
  const weight = Math.max(1, result.durationMin[at]!);
  sum.weight += weight;
  sum.done += weight * result.percentComplete[at]!;
  sum.count++;
  sum.critical ||= result.critical[at] === 1;
  if (start === NO_TIME || finish === NO_TIME) return;
  sum.startMin = sum.startMin === null ? start : Math.min(sum.startMin, start);
  sum.finishMin = sum.finishMin === null ? finish : Math.max(sum.finishMin, finish);
};

const gateOverviews = (plan: Plan, schedule: PlanSchedule): GateOverview[] => {
  const items = gateItemsOf(plan);
  const overviews = [...plan.rows.gate.values()].map((gate): GateOverview => {
    const own = items.get(gate.id) ?? [];
    return {
      gate,
      dateMin: gate.taskId === null ? null : (schedule.datesOf(gate.taskId)?.finishMin ?? null),
      items: own,
      answered: own.filter((item) => item.answer !== 'open').length,
      refused: own.filter((item) => item.answer === 'no').length,
    };
  });
  const last = Number.POSITIVE_INFINITY;
  return overviews.sort((a, b) => (a.dateMin ?? last) - (b.dateMin ?? last) || (a.gate.id < b.gate.id ? -1 : 1));
};

/** What a steering group asks first of a plan. Cancelled tasks do not count. */
export const overviewOf = (plan: Plan, schedule: PlanSchedule): ProjectOverview => {
  const { outline, result } = schedule;
  const stageIds = stageIdsOf(plan);
  const all = emptySum();
  const byStage = new Map(stagesInOrder(plan).map((stage) => [stage.id, emptySum()]));
  const milestones: MilestoneOverview[] = [];
  let criticalCount = 0;
  for (let at = 0; at < outline.ids.length; at++) {
    const task = plan.rows.task.get(outline.ids[at]!)!;
    if (isSummary(outline, at) || task.inactive) continue;
    addTask(all, schedule, at);
    const stage = stageIds[at];
    if (stage) addTask(byStage.get(stage)!, schedule, at);
    const critical = result.critical[at] === 1;
    if (critical) criticalCount++;
    const finish = result.finish[at]!;
    if (task.kind === 'milestone' && result.percentComplete[at]! < 100 && finish !== NO_TIME)
      milestones.push({ task, dateMin: finish, critical });
  }
  milestones.sort((a, b) => a.dateMin - b.dateMin);
  const gates = gateOverviews(plan, schedule);
  return {
    startMin: result.projectStart,
    finishMin: result.projectFinish,
    percentComplete: share(all),
    criticalCount,
    stages: stagesInOrder(plan).map((stage) => {
      const sum = byStage.get(stage.id)!;
      return {
        stage,
        startMin: sum.startMin,
        finishMin: sum.finishMin,
        percentComplete: share(sum),
        taskCount: sum.count,
        critical: sum.critical,
      };
    }),
    gates,
    nextGate: gates.find(({ gate }) => gate.decision === 'open') ?? null,
    milestones,
  };
};
