import { projectOf } from '../../src/model/plan.ts';
import type { Result } from '../../src/result.ts';
import type { PrintJob, Progress } from '../service/service-deps.ts';
import type { JobError } from './job-error.ts';
import { copyOfPlan } from './plan-copy.ts';
import { rasteriserFile } from './png/rasteriser.ts';
import type { PrintError, PrintInput } from './print/write-print.ts';
import { runJob } from './run-job.ts';

/** Memory and time for the largest plan on the smallest paper. */
const MAX_MEMORY_MB = 1536;
const TIMEOUT_MS = 180_000;

/** What only the entry knows. */
export interface PrintSurroundings {
  readonly workerFile: string;
  /** Folder with texts and fonts. */
  readonly assets: string;
  /** Wall clock, milliseconds since 1970. */
  readonly createdMs: number;
}

/** Writes the plan as PDF or picture in a worker. */
export const printPlan = (
  job: PrintJob,
  { workerFile, assets, createdMs }: PrintSurroundings,
  progress: Progress,
): Promise<Result<{ readonly pages: number }, PrintError | JobError>> => {
  const { plan, ...rest } = job;
  const project = projectOf(plan);
  const input: PrintInput = {
    ...rest,
    projectId: plan.projectId,
    rows: copyOfPlan(plan),
    assets,
    rasteriser: rasteriserFile(workerFile),
    title: project?.name ?? '',
    author: project?.author ?? '',
    createdMs,
  };
  return runJob<PrintInput, { readonly pages: number }, PrintError>(workerFile, input, {
    maxMemoryMb: MAX_MEMORY_MB,
    timeoutMs: TIMEOUT_MS,
    onProgress: progress,
  });
};
