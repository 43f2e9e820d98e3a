import type { Plan } from '../../model/plan.ts';
import { type PlanSchedule, scheduleOf } from '../plan-schedule.ts';
import { type OddsInput, oddsInputOf } from './odds-input.ts';
import { createSimulation, type OddsRun, type OddsSamples } from './simulation.ts';
import { type Spread, shareBy, spreadOf } from './spread-of.ts';

/** The odds of one date. Instants in minutes, shares from 0 to 1. */
export interface DateOdds extends Spread {
  /** What the plan says when nothing varies, and how often that was kept. */
  readonly plannedMin: number;
  readonly plannedShare: number;
}

export interface TargetOdds extends DateOdds {
  readonly taskId: string;
  /** The deadline and how often it was kept; null where there is none. */
  readonly deadlineMin: number | null;
  readonly deadlineShare: number | null;
}

/** What a task has to do with the project's finish. */
export interface TaskOdds {
  readonly taskId: string;
  /** In which share of the iterations the task was critical. */
  readonly criticalShare: number;
  /** How far its length and the finish go together, -1 to 1; null for a task that does not vary, or where nothing does. */
  readonly correlation: number | null;
  /** Mean finish of the project in the fifth of iterations with the shortest and the longest length; null as above. */
  readonly shortMin: number | null;
  readonly longMin: number | null;
}

/** The result of a simulation. */
export interface Odds extends OddsRun {
  readonly finish: DateOdds;
  readonly targets: readonly TargetOdds[];
  /** Tasks, no summaries, in outline order. */
  readonly tasks: readonly TaskOdds[];
  readonly varyingCount: number;
}

const dateOdds = (finishes: Int32Array, plannedMin: number): DateOdds => ({
  ...spreadOf(finishes),
  plannedMin,
  plannedShare: shareBy(finishes, plannedMin),
});

/** Sums over the iterations of the project's finish, counted from the project's start. */
const momentsOf = (finishes: Int32Array, origin: number) => {
  let sum = 0;
  let square = 0;
  for (const finish of finishes) {
    sum += finish - origin;
    square += (finish - origin) ** 2;
  }
  return {
    mean: sum / finishes.length,
    deviation: Math.sqrt(Math.max(0, square / finishes.length - (sum / finishes.length) ** 2)),
  };
};

/**
 * Correlation of the finish with the normal score of a task's length: as a rank correlation, it asks not how the length is
 * distributed, only in which order the lengths come.
 */
const correlationOf = (samples: OddsSamples, k: number, mean: number, deviation: number): number | null => {
  const n = samples.iterations;
  const normalMean = samples.sumNormal[k]! / n;
  const normalDeviation = Math.sqrt(Math.max(0, samples.sumNormalSquare[k]! / n - normalMean ** 2));
  if (deviation === 0 || normalDeviation === 0) return null;
  const together = samples.sumProduct[k]! / n - normalMean * mean;
  return Math.min(1, Math.max(-1, together / (deviation * normalDeviation)));
};

const tasksOf = (schedule: PlanSchedule, odds: OddsInput, samples: OddsSamples): TaskOdds[] => {
  const origin = odds.input.projectStart;
  const { mean, deviation } = momentsOf(samples.finish, origin);
  const placeOf = new Map(odds.varying.map(({ task }, k) => [task, k]));
  const meanFinish = (sum: Float64Array, count: Uint32Array, k: number): number | null =>
    deviation === 0 || count[k] === 0 ? null : Math.round(origin + sum[k]! / count[k]!);
  return schedule.outline.ids.flatMap((taskId, task) => {
    if (odds.network.isSummary[task]) return [];
    const k = placeOf.get(task);
    const criticalShare = samples.critical[task]! / samples.countedCritical;
    if (k === undefined) return [{ taskId, criticalShare, correlation: null, shortMin: null, longMin: null }];
    return [
      {
        taskId,
        criticalShare,
        correlation: correlationOf(samples, k, mean, deviation),
        shortMin: meanFinish(samples.shortSum, samples.shortCount, k),
        longMin: meanFinish(samples.longSum, samples.longCount, k),
      },
    ];
  });
};

/** Iterations between two tellings of progress. */
const STRIDE = 100;

/**
 * The odds of a plan's dates: the schedule calculated as often as asked (at least once), with the lengths of its tasks
 * drawn by their estimates. `targetIds` names the dates asked for besides the finish; null means all milestones.
 */
export const oddsOf = (
  plan: Plan,
  run: OddsRun,
  targetIds: readonly string[] | null,
  progress: (done: number, total: number) => void = () => {},
): Odds => {
  const schedule = scheduleOf(plan);
  const odds = oddsInputOf(plan, targetIds);
  const simulation = createSimulation(odds, run);
  for (let done = 0; done < run.iterations; ) {
    done = simulation.step(STRIDE);
    progress(done, run.iterations);
  }
  const { samples } = simulation;
  const targets = odds.targets.map((task, k): TargetOdds => {
    const taskId = schedule.outline.ids[task]!;
    const finishes = samples.targets.subarray(k * run.iterations, (k + 1) * run.iterations);
    const deadlineMin = plan.rows.task.get(taskId)!.deadlineMin;
    return {
      taskId,
      ...dateOdds(finishes, schedule.calculated.finish[task]!),
      deadlineMin,
      deadlineShare: deadlineMin === null ? null : shareBy(finishes, deadlineMin),
    };
  });
  return {
    ...run,
    finish: dateOdds(samples.finish, schedule.calculated.projectFinish),
    targets,
    tasks: tasksOf(schedule, odds, samples),
    varyingCount: odds.varying.length,
  };
};
