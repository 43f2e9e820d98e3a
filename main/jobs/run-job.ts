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
  /** How long a worker that has done its job waits for another of its kind; it ends with its job where this is absent. */
  readonly keptMs?: number;
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

/** Workers that have done a job and wait for another, by what they may do. */
const waiting = new Map<string, { readonly worker: Worker; readonly wake: () => void }>();

const start = (file: string, input: unknown, { maxMemoryMb }: JobOptions): Worker =>
  new Worker(file, {
    workerData: input,
    execArgv: [],
    env: surroundings(),
    resourceLimits: { maxOldGenerationSizeMb: maxMemoryMb, maxYoungGenerationSizeMb: YOUNG_MEMORY_MB },
  });

/** A worker that waits is put to work, where there is one; else one is started. */
const employ = (file: string, input: unknown, options: JobOptions): Worker => {
  const kind = `${options.maxMemoryMb} ${file}`;
  const kept = waiting.get(kind);
  if (kept === undefined) return start(file, input, options);
  kept.wake();
  kept.worker.postMessage(input);
  return kept.worker;
};

/** Lets a worker wait for another job, and end by itself if none comes; false where one of its kind waits already. */
const keep = (file: string, worker: Worker, { maxMemoryMb, keptMs = 0 }: JobOptions): boolean => {
  const kind = `${maxMemoryMb} ${file}`;
  if (keptMs === 0 || waiting.has(kind)) return false;
  const wake = (): void => {
    waiting.delete(kind);
    clearTimeout(timer);
    worker.off('error', end).off('exit', end).ref();
  };
  const end = (): void => {
    wake();
    void worker.terminate();
  };
  const timer = setTimeout(end, keptMs);
  // A process that has nothing else to do need not stay for it.
  timer.unref();
  worker.on('error', end).on('exit', end).unref();
  waiting.set(kind, { worker, wake });
  return true;
};

/**
 * Does one job in a worker thread: `file` is the worker's entry (a `.ts` file where the runtime strips types, a
 * bundled `.cjs` file else), `input` what it is told. Never throws and never takes the process down: a worker that uses up
 * its memory or time, breaks or is cancelled gives a tagged error. The worker is gone when the answer comes, save where it is
 * to be kept and has done its job.
 */
export const runJob = <I, O, E>(file: string, input: I, options: JobOptions): Promise<Result<O, E | JobError>> =>
  new Promise((resolve) => {
    const { signal } = options;
    if (signal?.aborted) {
      resolve(err(jobError('job.cancelled')));
      return;
    }
    const worker = employ(file, input, options);
    let settled = false;
    const settle = (result: Result<O, E | JobError>, isDone = false): void => {
      if (settled) return;
      settled = true;
      clearTimeout(timer);
      signal?.removeEventListener('abort', cancel);
      if (isDone && keep(file, worker, options)) {
        worker.off('message', hear).off('error', fail).off('messageerror', garbled).off('exit', exit);
        resolve(result);
        return;
      }
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
    const hear = (message: JobMessage<O, E>): void => {
      if (message.kind === 'result') settle(message.result, true);
      else if (settled) return;
      else if (message.kind === 'question') void answer(message.question);
      else options.onProgress?.(message.done, message.total);
    };
    const fail = (error: NodeJS.ErrnoException): void => {
      if (error.code === 'ERR_WORKER_OUT_OF_MEMORY')
        settle(err(jobError('job.out-of-memory', { megabytes: options.maxMemoryMb })));
      else if (isDiskFull(error)) settle(err(jobError('job.no-space')));
      else settle(err(jobError('job.failed', { detail: String(error.message ?? error) })));
    };
    const garbled = (error: Error): void => settle(err(jobError('job.failed', { detail: error.message })));
    const exit = (code: number): void => settle(err(jobError('job.failed', { detail: `exit ${code}` })));
    worker.on('message', hear).on('error', fail).on('messageerror', garbled).on('exit', exit);
  });
