import type { CallError, CallInput } from '../../src/api.ts';
import type { Odds } from '../../src/model/odds-result.ts';
import type { Plan } from '../../src/model/plan.ts';
import type { Result } from '../../src/result.ts';
import { assuming } from '../../src/schedule/odds/assumed.ts';
import type { Jobs, Progress } from './service-deps.ts';

/** Simulations under way: one a project, as a new one makes the old one pointless. */
export class Simulations {
  readonly #jobs: Pick<Jobs, 'simulate'>;
  readonly #running = new Map<string, AbortController>();

  constructor(jobs: Pick<Jobs, 'simulate'>) {
    this.#jobs = jobs;
  }

  /** Simulates a plan as it is now; gives `job.cancelled` when it was stopped or another run of the project was begun. */
  async run(plan: Plan, input: CallInput<'simulate.run'>, progress: Progress): Promise<Result<Odds, CallError>> {
    const { projectId, targetIds, assumed, ...run } = input;
    this.cancel(projectId);
    const stop = new AbortController();
    this.#running.set(projectId, stop);
    const given = assumed === null ? plan : assuming(plan, assumed);
    const odds = await this.#jobs.simulate({ plan: given, run, targetIds }, progress, stop.signal);
    if (this.#running.get(projectId) === stop) this.#running.delete(projectId);
    return odds;
  }

  cancel(projectId: string): void {
    this.#running.get(projectId)?.abort();
    this.#running.delete(projectId);
  }

  cancelAll(): void {
    for (const projectId of [...this.#running.keys()]) this.cancel(projectId);
  }
}
