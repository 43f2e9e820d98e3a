import type { Odds, OddsRun } from '../../src/model/odds-result.ts';
import type { Plan } from '../../src/model/plan.ts';
import type { Result } from '../../src/result.ts';
import type { JobError } from './job-error.ts';
import { copyOfPlan } from './plan-copy.ts';
import { type JobOptions, runJob } from './run-job.ts';
import type { SimulateInput } from './simulate-plan.ts';

/** Memory for the largest plan with as many samples as may be asked for. */
const MAX_MEMORY_MB = 1536;
const TIMEOUT_MS = 600_000;

/** What is to be simulated: the plan as it is now, and the dates asked for; null means all milestones. */
export interface OddsJob {
  readonly plan: Plan;
  readonly run: OddsRun;
  readonly targetIds: readonly string[] | null;
}

/** Works out the odds of a plan in a worker, so that nobody waits; ended by the signal. */
export const simulate = (
  workerFile: string,
  { plan, run, targetIds }: OddsJob,
  options: Partial<JobOptions> = {},
): Promise<Result<Odds, JobError>> =>
  runJob<SimulateInput, Odds, never>(
    workerFile,
    { projectId: plan.projectId, rows: copyOfPlan(plan), run, targetIds },
    { maxMemoryMb: MAX_MEMORY_MB, timeoutMs: TIMEOUT_MS, ...options },
  );
