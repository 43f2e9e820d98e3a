import type { Result } from '../../src/result.ts';
import type { JobError } from './job-error.ts';
import { runJob } from './run-job.ts';
import type { ReadTable, ReadTableInput, TableError } from './table/read-table.ts';

const MAX_MEMORY_MB = 512;
const TIMEOUT_MS = 30_000;

/** Reads a table from an untrusted file in a worker. */
export const readTableFile = (
  workerFile: string,
  input: ReadTableInput,
): Promise<Result<ReadTable, TableError | JobError>> =>
  runJob<ReadTableInput, ReadTable, TableError>(workerFile, input, {
    maxMemoryMb: MAX_MEMORY_MB,
    timeoutMs: TIMEOUT_MS,
  });
