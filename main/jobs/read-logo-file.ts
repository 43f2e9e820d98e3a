import type { Result } from '../../src/result.ts';
import type { JobError } from './job-error.ts';
import type { LogoError, LogoInput } from './logo/read-logo.ts';
import { rasteriserFile } from './png/rasteriser.ts';
import { runJob } from './run-job.ts';

const MAX_MEMORY_MB = 512;
const TIMEOUT_MS = 20_000;

/** Reads a picture as a logo in a worker: a PNG in base64. */
export const readLogoFile = (
  workerFile: string,
  input: Omit<LogoInput, 'rasteriser'>,
): Promise<Result<{ readonly logo: string }, LogoError | JobError>> =>
  runJob<LogoInput, { readonly logo: string }, LogoError>(
    workerFile,
    { ...input, rasteriser: rasteriserFile(workerFile) },
    { maxMemoryMb: MAX_MEMORY_MB, timeoutMs: TIMEOUT_MS },
  );
