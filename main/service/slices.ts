import { setImmediate } from 'node:timers/promises';
import type { CallError } from '../../src/api.ts';
import { err, ok, type Result } from '../../src/result.ts';
import type { Steps } from '../../src/steps.ts';

/** How long the thread works on one thing while others may wait, in milliseconds: half a frame. */
const SLICE_MS = 8;

/** Work on the thread of the service, a slice at a time: calls that come meanwhile are answered between two slices. */
export class Slices {
  readonly #running = new Set<AbortController>();
  readonly #byAsker = new Map<string, AbortController>();

  /** Begins at once; gives `job.cancelled` when it was stopped, or when the same asker wanted something else. */
  async run<T>(steps: Steps<T>, asker?: string): Promise<Result<T, CallError>> {
    const stop = new AbortController();
    if (asker !== undefined) {
      this.stop(asker);
      this.#byAsker.set(asker, stop);
    }
    this.#running.add(stop);
    try {
      for (;;) {
        const until = performance.now() + SLICE_MS;
        do {
          const step = steps.next();
          if (step.done === true) return ok(step.value);
        } while (performance.now() < until);
        await setImmediate();
        if (stop.signal.aborted) return err({ id: 'job.cancelled', params: {} });
      }
    } finally {
      steps.return(undefined as never);
      this.#running.delete(stop);
      if (asker !== undefined && this.#byAsker.get(asker) === stop) this.#byAsker.delete(asker);
    }
  }

  stop(asker: string): void {
    this.#byAsker.get(asker)?.abort();
  }

  stopAll(): void {
    for (const stop of this.#running) stop.abort();
  }
}
