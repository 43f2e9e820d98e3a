import type { DateOdds, Odds, OddsRun, TargetOdds, TaskOdds } from '../../model/odds-result.ts';
import type { Plan } from '../../model/plan.ts';
import { type PlanSchedule, scheduleOf } from '../plan-schedule.ts';
import { type OddsInput, oddsInputOf } from './odds-input.ts';
import { createSimulation, type IterationRange, joinSamples, type OddsSamples } from './simulation.ts';
import { shareBy, spreadOf } from './spread-of.ts';

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
  const n = samples.to - samples.from;
  const scoreMean = samples.sumScore[k]! / n;
  const scoreDeviation = Math.sqrt(Math.max(0, samples.sumScoreSquare[k]! / n - scoreMean ** 2));
  if (deviation === 0 || scoreDeviation === 0) return null;
  const together = samples.sumProduct[k]! / n - scoreMean * mean;
  return Math.min(1, Math.max(-1, together / (deviation * scoreDeviation)));
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
 * What a range of the iterations gives, with the lengths of the plan's tasks drawn by their estimates. `targetIds` names the
 * dates asked for besides the finish; null means all milestones. Progress counts within the range.
 */
export const samplesOf = (
  plan: Plan,
  run: OddsRun,
  targetIds: readonly string[] | null,
  range: IterationRange,
  progress: (done: number) => void = () => {},
): OddsSamples => {
  const simulation = createSimulation(oddsInputOf(plan, targetIds), run, range);
  for (let done = 0; done < range.to - range.from; ) {
    done = simulation.step(STRIDE);
    progress(done);
  }
  return simulation.samples;
};

/** The odds of a plan's dates from the samples of all iterations, in however many parts. Plan, run and targets are those of the samples. */
export const oddsFrom = (
  plan: Plan,
  run: OddsRun,
  targetIds: readonly string[] | null,
  parts: readonly OddsSamples[],
): Odds => {
  const schedule = scheduleOf(plan);
  const odds = oddsInputOf(plan, targetIds);
  const samples = joinSamples(parts);
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

/** The odds of a plan's dates: the schedule calculated as often as asked (at least once), in this thread. Targets as in `samplesOf`. */
export const oddsOf = (
  plan: Plan,
  run: OddsRun,
  targetIds: readonly string[] | null,
  progress: (done: number, total: number) => void = () => {},
): Odds => {
  const { iterations } = run;
  const samples = samplesOf(plan, run, targetIds, { from: 0, to: iterations }, (done) => progress(done, iterations));
  return oddsFrom(plan, run, targetIds, [samples]);
};
