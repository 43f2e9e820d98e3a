import { availableParallelism } from 'node:os';
import type { Odds, OddsRun } from '../../src/model/odds-result.ts';
import type { Plan } from '../../src/model/plan.ts';
import { ok, type Result } from '../../src/result.ts';
import type { IterationRange, OddsSamples } from '../../src/schedule/odds/simulation.ts';
import type { JobError } from './job-error.ts';
import { copyOfPlan } from './plan-copy.ts';
import { type JobOptions, runJob } from './run-job.ts';
import type { SimulateInput } from './simulate-plan.ts';

/** Memory for the largest plan with as many samples as may be asked for. */
const MAX_MEMORY_MB = 1536;
const TIMEOUT_MS = 600_000;
/** More workers gain little: each reads the plan for itself, and the windows need a core too. */
const MOST_WORKERS = 4;
/** Tasks times iterations for which it is worth starting one more worker, which takes about a tenth of a second. */
const WORTH_A_WORKER = 500_000;

/** What is to be simulated: the plan as it is now, and the dates asked for; null means all milestones. */
export interface OddsJob {
  readonly plan: Plan;
  readonly run: OddsRun;
  readonly targetIds: readonly string[] | null;
}

export interface SimulateOptions extends JobOptions {
  /** How many workers share the iterations; by default as many as are worth while on this machine. The odds are the same. */
  readonly workers: number;
}

const workersFor = ({ plan, run }: OddsJob): number => {
  const worthwhile = Math.ceil((plan.rows.task.size * run.iterations) / WORTH_A_WORKER);
  return Math.max(1, Math.min(availableParallelism(), MOST_WORKERS, worthwhile));
};

/** The iterations in so many ranges of nearly the same length, none empty. */
const rangesOf = (iterations: number, workers: number): readonly IterationRange[] => {
  const count = Math.min(workers, iterations);
  const at = (k: number): number => Math.round((iterations * k) / count);
  return Array.from({ length: count }, (_none, k) => ({ from: at(k), to: at(k + 1) }));
};

/**
 * Works out the odds of a plan in workers, so that nobody waits; ended by the signal. Each worker carries out a range of the
 * iterations; the first one makes the odds of all their samples. When one fails, all end and its failure is the answer.
 */
export const simulate = async (
  workerFile: string,
  job: OddsJob,
  options: Partial<SimulateOptions> = {},
): Promise<Result<Odds, JobError>> => {
  const { plan, run, targetIds } = job;
  const { workers = workersFor(job), signal, onProgress, ...bounds } = options;
  const ranges = rangesOf(run.iterations, workers);
  const rows = copyOfPlan(plan);
  const stop = new AbortController();
  const abort = (): void => stop.abort();
  if (signal?.aborted) abort();
  signal?.addEventListener('abort', abort, { once: true });
  let failure: Result<never, JobError> | null = null;
  const done = ranges.map(() => 0);
  const share = async <O>(k: number, more: Partial<JobOptions> = {}): Promise<Result<O, JobError>> => {
    const result = await runJob<SimulateInput, O, never>(
      workerFile,
      { projectId: plan.projectId, rows, run, targetIds, range: ranges[k]!, gathers: k === 0 },
      {
        maxMemoryMb: MAX_MEMORY_MB,
        timeoutMs: TIMEOUT_MS,
        ...bounds,
        ...more,
        signal: stop.signal,
        onProgress: (count) => {
          done[k] = count;
          onProgress?.(
            done.reduce((sum, one) => sum + one, 0),
            run.iterations,
          );
        },
      },
    );
    if (!result.ok) {
      failure ??= result;
      abort();
    }
    return result;
  };
  const others = Promise.all(ranges.slice(1).map((_range, k) => share<OddsSamples>(k + 1)));
  const onQuestion = async (): Promise<readonly OddsSamples[]> =>
    (await others).flatMap((result) => (result.ok ? [result.value] : []));
  const odds = await share<Odds>(0, { onQuestion });
  await others;
  signal?.removeEventListener('abort', abort);
  return failure ?? (odds.ok ? ok(odds.value) : odds);
};
