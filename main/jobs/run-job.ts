import { Worker } from 'node:worker_threads';
import { err, type Result } from '../../src/result.ts';
import { isDiskFull, type JobError } from './job-error.ts';
import type { JobMessage } from './job-message.ts';

/** Bounds and listeners of a job. */
export interface JobOptions {
  /** Memory that the worker may use for its own values. */
  readonly maxMemoryMb: number;
  readonly timeoutMs: number;
  readonly onProgress?: (done: number, total: number) => void;
  /** Answers what the worker asks underway, at once or later; a job of a worker that asks is not done without it. */
  readonly onQuestion?: (question: unknown) => unknown;
  /** Ends the job when it is aborted. */
  readonly signal?: AbortSignal;
}

/** Memory for the values that live briefly, in a worker whose memory is bounded. */
const YOUNG_MEMORY_MB = 64;

/**
 * What a worker sees of the surroundings. Not the folder in which Node keeps what it compiled: in a worker whose code comes from
 * there V8 does not stop at the bound of memory, but ends the whole process (Node 24.21).
 */
const surroundings = (): NodeJS.ProcessEnv => {
  const { NODE_COMPILE_CACHE: _kept, ...env } = process.env;
  return env;
};

const jobError = (id: JobError['id'], params: JobError['params'] = {}): JobError => ({ id, params });

/**
 * Does one job in a worker thread of its own: `file` is the worker's entry (a `.ts` file where the runtime strips types, a
 * bundled `.cjs` file else), `input` what it is told. Never throws and never takes the process down: a worker that uses up
 * its memory or time, breaks or is cancelled gives a tagged error. The worker is gone when the answer comes.
 */
export const runJob = <I, O, E>(file: string, input: I, options: JobOptions): Promise<Result<O, E | JobError>> =>
  new Promise((resolve) => {
    const { signal } = options;
    if (signal?.aborted) {
      resolve(err(jobError('job.cancelled')));
      return;
    }
    const worker = new Worker(file, {
      workerData: input,
      execArgv: [],
      env: surroundings(),
      resourceLimits: { maxOldGenerationSizeMb: options.maxMemoryMb, maxYoungGenerationSizeMb: YOUNG_MEMORY_MB },
    });
    let settled = false;
    const settle = (result: Result<O, E | JobError>): void => {
      if (settled) return;
      settled = true;
      clearTimeout(timer);
      signal?.removeEventListener('abort', cancel);
      worker.terminate().then(
        () => resolve(result),
        () => resolve(result),
      );
    };
    const cancel = (): void => settle(err(jobError('job.cancelled')));
    const timer = setTimeout(
      () => settle(err(jobError('job.timeout', { seconds: Math.round(options.timeoutMs / 1000) }))),
      options.timeoutMs,
    );
    signal?.addEventListener('abort', cancel, { once: true });
    const answer = async (question: unknown): Promise<void> => {
      try {
        if (options.onQuestion === undefined) throw new Error('a worker asked where nobody answers');
        worker.postMessage(await options.onQuestion(question));
      } catch (error) {
        settle(err(jobError('job.failed', { detail: String(error) })));
      }
    };
    worker.on('message', (message: JobMessage<O, E>) => {
      if (message.kind === 'result') settle(message.result);
      else if (settled) return;
      else if (message.kind === 'question') void answer(message.question);
      else options.onProgress?.(message.done, message.total);
    });
    worker.on('error', (error: NodeJS.ErrnoException) => {
      if (error.code === 'ERR_WORKER_OUT_OF_MEMORY')
        settle(err(jobError('job.out-of-memory', { megabytes: options.maxMemoryMb })));
      else if (isDiskFull(error)) settle(err(jobError('job.no-space')));
      else settle(err(jobError('job.failed', { detail: String(error.message ?? error) })));
    });
    worker.on('messageerror', (error) => settle(err(jobError('job.failed', { detail: error.message }))));
    worker.on('exit', (code) => settle(err(jobError('job.failed', { detail: `exit ${code}` }))));
  });
