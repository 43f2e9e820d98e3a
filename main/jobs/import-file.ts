import type { ImportError } from '../../src/interchange/import-error.ts';
import type { ImportedPlan } from '../../src/interchange/mspdi/imported-plan.ts';
import { err, type Result } from '../../src/result.ts';
import type { JobError } from './job-error.ts';
import type { ReadPlanInput } from './read-plan-file.ts';
import { type JobOptions, runJob } from './run-job.ts';

/** Memory that an import may use: several times what the largest allowed plan needs. */
const MAX_MEMORY_MB = 1536;
/** Longest time that an import may take. */
const TIMEOUT_MS = 180_000;

/**
 * Reads a plan from an untrusted file in a worker. Gives ops for a new project and notes for its report; nothing is stored.
 * A file that needs more memory than it may is refused as too large.
 */
export const importFile = async (
  workerFile: string,
  input: ReadPlanInput,
  options: Partial<JobOptions> = {},
): Promise<Result<ImportedPlan, ImportError | JobError>> => {
  const bounds: JobOptions = { maxMemoryMb: MAX_MEMORY_MB, timeoutMs: TIMEOUT_MS, ...options };
  const result = await runJob<ReadPlanInput, ImportedPlan, ImportError>(workerFile, input, bounds);
  if (result.ok || result.error.id !== 'job.out-of-memory') return result;
  return err({ id: 'import.too-large', params: result.error.params });
};
