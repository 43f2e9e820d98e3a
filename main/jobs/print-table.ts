import type { Result } from '../../src/result.ts';
import type { Progress, TableJob } from '../service/service-deps.ts';
import type { JobError } from './job-error.ts';
import type { TablePdfInput } from './pdf/write-table-pdf.ts';
import { runJob } from './run-job.ts';

/** Far more than a table of some thousand rows takes. */
const MAX_MEMORY_MB = 512;
const TIMEOUT_MS = 60_000;

/** Writes a table as a PDF document in a worker. `fonts`: the folder with the Inter font files. */
export const printTable = (
  job: TableJob,
  workerFile: string,
  fonts: string,
  progress: Progress,
): Promise<Result<{ readonly pages: number }, JobError>> =>
  runJob<TablePdfInput, { readonly pages: number }, never>(
    workerFile,
    { ...job, fonts },
    { maxMemoryMb: MAX_MEMORY_MB, timeoutMs: TIMEOUT_MS, onProgress: progress },
  );
