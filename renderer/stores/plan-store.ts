import { action, makeObservable, observable, observableRef, runInAction } from 'mobx';
import type { Call, CallError, Committed, HistoryState, PlanSnapshot, ServiceEvent } from '../../src/api.ts';
import { emptyRows, type MutableRows, type Plan, patchRows, type RowChange } from '../../src/model/plan.ts';
import type { Row } from '../../src/model/row.ts';
import { ENTITY_NAMES, type EntityName } from '../../src/model/schema.ts';
import type { Result } from '../../src/result.ts';
import { ObservedRows } from './observed-rows.ts';

type RowsInView = { readonly [E in EntityName]: ObservedRows<Row<E>> };
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

const inView = (rows: MutableRows): RowsInView =>
  Object.fromEntries(
    ENTITY_NAMES.map((name) => [name, new ObservedRows<unknown>(rows[name])]),
  ) as unknown as RowsInView;

/**
 * The open project in a window. `rows` are for views: whoever reads a row is told when that row changes and at no other
 * time. What is computed over the whole plan reads the plain maps behind them (`asPlan`): a computation that subscribed
 * to every row would cost more than it computes.
 */
export class PlanStore {
  readonly projectId: string;
  readonly rows: RowsInView;
  revision = 0;
  history: HistoryState = { undo: null, redo: null };
  /** Wall clock of the last change that this window saw, or null before the first. */
  savedMs: number | null = null;
  /** Calls to the service that have not been answered yet. */
  pending = 0;
  /** The rows that the last change wrote; empty after a plan was read whole. */
  lastChanges: readonly RowChange[] = [];
  private readonly plain: MutableRows = emptyRows();
  private readonly host: PlanHost;
  private catchingUp = false;
  private lastCommit: Promise<unknown> = Promise.resolve();

  constructor(snapshot: PlanSnapshot, host: PlanHost) {
    this.projectId = snapshot.projectId;
    this.rows = inView(this.plain);
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
      void this.reload();
      return;
    }
    const touched = this.touchedBy(event.changes);
    patchRows(this.plain, event.changes);
    for (const [name, { ids, came }] of touched) this.rows[name].changed(ids, came);
    this.lastChanges = event.changes;
    this.revision = event.revision;
    this.history = event.history;
    this.savedMs = this.host.nowMs();
    this.host.changed();
  }

  /**
   * Carries a command out. A refusal comes back as a value, for whoever asked to show it where it belongs. The tasks
   * that the command wants selected are left alone with `keepSelection`.
   */
  run(commandId: string, input: unknown, keepSelection = false): Promise<Result<Committed, CallError>> {
    const ask = () => this.host.call('command.run', { projectId: this.projectId, commandId, input });
    return this.commit(ask, keepSelection);
  }

  undo(): Promise<Result<Committed, CallError>> {
    return this.commit(() => this.host.call('history.undo', { projectId: this.projectId }));
  }

  redo(): Promise<Result<Committed, CallError>> {
    return this.commit(() => this.host.call('history.redo', { projectId: this.projectId }));
  }

  /** One after the other, in the order in which the person acted: a host may answer calls in any order. */
  private commit(
    ask: () => Promise<Result<Committed, CallError>>,
    keepSelection = false,
  ): Promise<Result<Committed, CallError>> {
    runInAction(() => this.pending++);
    const done = this.lastCommit.then(async () => {
      try {
        const answer = await ask();
        if (answer.ok) this.host.committed(keepSelection ? { ...answer.value, select: [] } : answer.value);
        return answer;
      } finally {
        runInAction(() => this.pending--);
      }
    });
    this.lastCommit = done.catch(() => undefined);
    return done;
  }

  /** Reads the whole plan again. */
  async reload(): Promise<void> {
    if (this.catchingUp) return;
    this.catchingUp = true;
    const answer = await this.host.call('project.open', { projectId: this.projectId });
    this.catchingUp = false;
    if (answer.ok) this.fill(answer.value);
  }

  private fill(snapshot: PlanSnapshot): void {
    for (const name of ENTITY_NAMES) {
      const plain = this.plain[name] as Map<string, unknown>;
      plain.clear();
      for (const row of snapshot.rows[name]) plain.set(row.id, row);
      this.rows[name].replaced();
    }
    this.lastChanges = [];
    this.revision = snapshot.revision;
    this.history = snapshot.history;
    this.host.changed();
  }

  /** Ids by entity, and whether rows come or go; to be asked before the change is made. */
  private touchedBy(changes: readonly RowChange[]): ReadonlyMap<EntityName, { ids: string[]; came: boolean }> {
    const touched = new Map<EntityName, { ids: string[]; came: boolean }>();
    for (const { entity, id, row } of changes) {
      const found = touched.get(entity) ?? { ids: [], came: false };
      found.ids.push(id);
      found.came ||= row === null || !this.plain[entity].has(id);
      touched.set(entity, found);
    }
    return touched;
  }
}
