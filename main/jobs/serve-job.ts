import module from 'node:module';
import { parentPort, workerData } from 'node:worker_threads';
import type { Result } from '../../src/result.ts';
import type { JobMessage } from './job-message.ts';

/** Missing from older runtimes. */
const { flushCompileCache } = module as { readonly flushCompileCache?: () => void };

/**
 * The whole of a worker's entry: does the job it was started for and tells progress and result, and then others if it is told
 * them. What it learns only underway that it needs, it asks of whoever started it. Memory that `given` names is handed over with the
 * result instead of being copied. What a job throws ends the worker and becomes `job.failed`.
 */
export const serveJob = <I, O, E>(
  work: (
    input: I,
    progress: (done: number, total: number) => void,
    ask: (question: unknown) => Promise<unknown>,
  ) => Promise<Result<O, E>>,
  given: (value: O) => readonly ArrayBuffer[] = () => [],
): void => {
  const port = parentPort;
  if (!port) throw new Error('a worker entry was loaded outside a worker');
  const tell = (message: JobMessage<O, E>, buffers: readonly ArrayBuffer[] = []): void =>
    port.postMessage(message, [...buffers]);
  const ask = (question: unknown): Promise<unknown> =>
    new Promise((resolve) => {
      port.once('message', resolve);
      tell({ kind: 'question', question });
    });
  const fail = (error: unknown): void => {
    // Thrown outside the promise, so that it reaches the starter as the worker's error.
    setImmediate(() => {
      throw error;
    });
  };
  const run = async (input: I): Promise<void> => {
    const result = await work(input, (done, total) => tell({ kind: 'progress', done, total }), ask);
    port.once('message', (next: I) => void run(next).catch(fail));
    tell({ kind: 'result', result }, result.ok ? given(result.value) : []);
  };
  // A worker that is ended from outside would keep nothing of what it compiled.
  flushCompileCache?.();
  run(workerData as I).catch(fail);
};
