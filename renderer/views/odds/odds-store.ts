import { action, makeObservable, observable, observableRef } from 'mobx';
import type { CallError, CallInput } from '../../../src/api.ts';
import type { Odds } from '../../../src/model/odds-result.ts';
import type { AppStore } from '../../stores/app-store.ts';
import type { ProjectSession } from '../../stores/project-session.ts';

type Assumed = CallInput<'simulate.run'>['assumed'];

export const ITERATIONS = [1000, 10_000, 50_000] as const;

/** What was asked of the simulation of one project and what it told; lives as long as the project is open. */
export class OddsStore {
  iterations: number = 10_000;
  seed = 1;
  correlationPercent = 50;
  assumed: Assumed = null;
  isRunning = false;
  odds: Odds | null = null;
  /** The revision of the plan that the odds are about. */
  oddsRevision = -1;
  error: CallError | null = null;
  private readonly app: AppStore;
  private readonly projectId: string;

  constructor(app: AppStore, projectId: string) {
    this.app = app;
    this.projectId = projectId;
    makeObservable<this, 'begin' | 'end'>(this, {
      iterations: observable,
      seed: observable,
      correlationPercent: observable,
      assumed: observable,
      isRunning: observable,
      odds: observableRef,
      oddsRevision: observable,
      error: observableRef,
      set: action,
      begin: action,
      end: action,
    });
  }

  set(settings: Partial<Pick<OddsStore, 'iterations' | 'seed' | 'correlationPercent' | 'assumed'>>): void {
    Object.assign(this, settings);
  }

  async run(revision: number): Promise<void> {
    this.begin();
    const { projectId, iterations, seed, correlationPercent, assumed } = this;
    const answer = await this.app.bridge.call('simulate.run', {
      projectId,
      iterations,
      seed,
      correlationPercent,
      assumed,
      targetIds: null,
    });
    this.end(answer.ok ? answer.value : null, answer.ok ? null : answer.error, revision);
  }

  async stop(): Promise<void> {
    await this.app.bridge.call('simulate.cancel', { projectId: this.projectId });
  }

  private begin(): void {
    this.isRunning = true;
    this.error = null;
    this.app.progress = null;
  }

  private end(odds: Odds | null, error: CallError | null, revision: number): void {
    this.isRunning = false;
    // What was stopped on purpose is no error.
    this.error = error?.id === 'job.cancelled' ? null : error;
    if (odds === null) return;
    this.odds = odds;
    this.oddsRevision = revision;
  }
}

const stores = new WeakMap<ProjectSession, OddsStore>();

/** The odds of an open project. */
export const oddsStoreOf = (app: AppStore, session: ProjectSession): OddsStore => {
  const store = stores.get(session) ?? new OddsStore(app, session.plan.projectId);
  stores.set(session, store);
  return store;
};
