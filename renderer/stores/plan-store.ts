import { action, makeObservable, observable, observableRef, runInAction } from 'mobx';
import type { Call, CallError, Committed, HistoryState, PlanSnapshot, ServiceEvent } from '../../src/api.ts';
import { emptyRows, type MutableRows, type Plan, patchRows, type RowChange } from '../../src/model/plan.ts';
import type { Row } from '../../src/model/row.ts';
import { ENTITY_NAMES, type EntityName } from '../../src/model/schema.ts';
import type { Result } from '../../src/result.ts';

type ObservableRows = { readonly [E in EntityName]: Map<string, Row<E>> };
type ChangesEvent = Extract<ServiceEvent, { event: 'changes' }>;

/** What a plan asks of the window it lives in. */
export interface PlanHost {
  readonly call: Call;
  readonly nowMs: () => number;
  /** A change was carried out; `select` are the tasks to select now. */
  readonly committed: (done: Committed) => void;
  /** Carried out after every change, whoever made it. */
  readonly changed: () => void;
}

const observableRows = (): ObservableRows =>
  Object.fromEntries(
    ENTITY_NAMES.map((name) => [name, observable.map(undefined, { deep: false })]),
  ) as unknown as ObservableRows;

/**
 * The open project in a window. `rows` are observable maps for views: whoever reads a row is told when that row changes
 * and at no other time. The same rows stand in plain maps for what is computed over the whole plan: computing over
 * observable maps would subscribe to every row, which costs more than the computation.
 */
export class PlanStore {
  readonly projectId: string;
  readonly rows: ObservableRows = observableRows();
  revision = 0;
  history: HistoryState = { undo: null, redo: null };
  /** Wall clock of the last change that this window saw, or null before the first. */
  savedMs: number | null = null;
  /** Calls to the service that have not been answered yet. */
  pending = 0;
  private readonly plain: MutableRows = emptyRows();
  private readonly host: PlanHost;
  private catchingUp = false;

  constructor(snapshot: PlanSnapshot, host: PlanHost) {
    this.projectId = snapshot.projectId;
    this.host = host;
    makeObservable<this, 'fill'>(this, {
      revision: observable,
      history: observableRef,
      savedMs: observable,
      pending: observable,
      fill: action,
      patch: action,
    });
    this.fill(snapshot);
  }

  /** The plan as the core reads it. Readers in a view or a computed are told of every revision. */
  asPlan(): Plan {
    return { projectId: this.projectId, revision: this.revision, rows: this.plain };
  }

  /** The project's own row, observably. */
  get project(): Row<'project'> | undefined {
    return this.rows.project.get(this.projectId);
  }

  /** Carries a broadcast change into both kinds of maps in one go; asks for the whole plan where one was missed. */
  patch(event: ChangesEvent): void {
    if (event.projectId !== this.projectId || event.revision <= this.revision) return;
    if (event.revision !== this.revision + 1) {
      void this.catchUp();
      return;
    }
    patchRows(this.plain, event.changes);
    this.patchObservable(event.changes);
    this.revision = event.revision;
    this.history = event.history;
    this.savedMs = this.host.nowMs();
    this.host.changed();
  }

  /** Carries a command out. A refusal comes back as a value, for whoever asked to show it where it belongs. */
  run(commandId: string, input: unknown): Promise<Result<Committed, CallError>> {
    return this.commit(() => this.host.call('command.run', { projectId: this.projectId, commandId, input }));
  }

  undo(): Promise<Result<Committed, CallError>> {
    return this.commit(() => this.host.call('history.undo', { projectId: this.projectId }));
  }

  redo(): Promise<Result<Committed, CallError>> {
    return this.commit(() => this.host.call('history.redo', { projectId: this.projectId }));
  }

  private async commit(ask: () => Promise<Result<Committed, CallError>>): Promise<Result<Committed, CallError>> {
    runInAction(() => this.pending++);
    try {
      const answer = await ask();
      if (answer.ok) this.host.committed(answer.value);
      return answer;
    } finally {
      runInAction(() => this.pending--);
    }
  }

  private async catchUp(): Promise<void> {
    if (this.catchingUp) return;
    this.catchingUp = true;
    const answer = await this.host.call('project.open', { projectId: this.projectId });
    this.catchingUp = false;
    if (answer.ok) this.fill(answer.value);
  }

  private fill(snapshot: PlanSnapshot): void {
    for (const name of ENTITY_NAMES) {
      const entries = snapshot.rows[name].map((row) => [row.id, row] as const);
      const plain = this.plain[name] as Map<string, unknown>;
      plain.clear();
      for (const [id, row] of entries) plain.set(id, row);
      const shown = this.rows[name] as Map<string, unknown>;
      for (const id of [...shown.keys()]) if (!plain.has(id)) shown.delete(id);
      for (const [id, row] of entries) shown.set(id, row);
    }
    this.revision = snapshot.revision;
    this.history = snapshot.history;
    this.host.changed();
  }

  private patchObservable(changes: readonly RowChange[]): void {
    patchRows(this.rows as MutableRows, changes);
  }
}
