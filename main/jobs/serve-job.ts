import module from 'node:module';
import { parentPort, workerData } from 'node:worker_threads';
import type { Result } from '../../src/result.ts';
import type { JobMessage } from './job-message.ts';

/** Missing from older runtimes. */
const { flushCompileCache } = module as { readonly flushCompileCache?: () => void };

/**
 * The whole of a worker's entry: does the one job it was started for and tells progress and result. What it learns only
 * underway that it needs, it asks of whoever started it. What the job throws ends the worker and becomes `job.failed`.
 */
export const serveJob = <I, O, E>(
  work: (
    input: I,
    progress: (done: number, total: number) => void,
    ask: (question: unknown) => Promise<unknown>,
  ) => Promise<Result<O, E>>,
): void => {
  const port = parentPort;
  if (!port) throw new Error('a worker entry was loaded outside a worker');
  const tell = (message: JobMessage<O, E>): void => port.postMessage(message);
  const ask = (question: unknown): Promise<unknown> =>
    new Promise((resolve) => {
      port.once('message', resolve);
      tell({ kind: 'question', question });
    });
  const run = async (): Promise<void> => {
    // A worker that is ended from outside would keep nothing of what it compiled.
    flushCompileCache?.();
    const result = await work(workerData as I, (done, total) => tell({ kind: 'progress', done, total }), ask);
    tell({ kind: 'result', result });
  };
  run().catch((error: unknown) => {
    // Thrown outside the promise, so that it reaches the starter as the worker's error.
    setImmediate(() => {
      throw error;
    });
  });
};
