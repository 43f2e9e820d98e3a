import { action, computed, makeObservable, observable, observableRef } from 'mobx';
import type { Call, CallError, ExchangeImport } from '../../src/api.ts';
import type { HistoryPoint, PlanComparison, TaskSpan } from '../../src/model/history-result.ts';
import { ROW_ID_BYTES, rowIdFrom } from '../../src/model/row-id.ts';
import type { EntityName } from '../../src/model/schema.ts';

/** What the view of the history shows. */
export const HISTORY_TABS = ['log', 'changes', 'versions'] as const;
export type HistoryTab = (typeof HISTORY_TABS)[number];

/** The row, or cells of it, whose history is shown alone. */
export interface HistoryAbout {
  readonly entity: EntityName;
  readonly id: string;
  readonly cells: readonly string[] | null;
}

/** What a task is marked with in the plan while it is compared with before. */
export type ChangeMark = 'added' | 'changed' | 'moved' | 'dates';

/** What is being compared, and what came of it. */
export interface Compared {
  readonly since: HistoryPoint;
  readonly until: HistoryPoint;
  readonly result: PlanComparison;
}

/** Changes that come one upon the other are compared once. */
const SETTLE_MS = 500;

const NO_SPANS: ReadonlyMap<string, TaskSpan> = new Map();
const NO_MARKS: ReadonlyMap<string, ChangeMark> = new Map();
const NOBODY_GONE: ReadonlyMap<string, readonly string[]> = new Map();

/** The history of the open project as this window looks at it. */
export class HistoryStore {
  tab: HistoryTab = 'log';
  about: HistoryAbout | null = null;
  since: HistoryPoint | null = null;
  until: HistoryPoint = { kind: 'now' };
  compared: Compared | null = null;
  /** Whether the comparison is drawn in the plan. */
  inPlan = false;
  /** When this project was opened the time before, milliseconds since 1970; null the first time. */
  lastOpenedMs: number | null = null;
  private readonly projectId: string;
  private readonly call: Call;
  private readonly later: (run: () => void, afterMs: number) => void;
  private readonly failed: (error: CallError) => void;
  /** What was taken in from others, the newest first: how a point before an import is called. */
  imports: readonly ExchangeImport[] = [];
  /** Whether points have been chosen whose comparison has not come yet. */
  isComparing = false;
  /** The service has one comparison of this window under way at most. */
  private readonly asker = rowIdFrom(crypto.getRandomValues(new Uint8Array(ROW_ID_BYTES)));
  private asked = 0;
  private waits = false;
  private isOver = false;

  constructor(
    projectId: string,
    call: Call,
    later: (run: () => void, afterMs: number) => void,
    failed: (error: CallError) => void,
  ) {
    this.projectId = projectId;
    this.call = call;
    this.later = later;
    this.failed = failed;
    makeObservable<this, 'set' | 'load' | 'know'>(this, {
      tab: observable,
      about: observableRef,
      since: observableRef,
      until: observableRef,
      compared: observableRef,
      inPlan: observable,
      lastOpenedMs: observable,
      isComparing: observable,
      imports: observableRef,
      know: action,
      formerSpans: computed,
      marks: computed,
      goneBeside: computed,
      showTab: action,
      showAbout: action,
      setPoints: action,
      showInPlan: action,
      opened: action,
      load: action,
      set: action,
    });
  }

  showTab(tab: HistoryTab): void {
    this.tab = tab;
  }

  showAbout(about: HistoryAbout | null): void {
    this.about = about;
    this.tab = 'log';
  }

  opened(lastOpenedMs: number | null): void {
    this.lastOpenedMs = lastOpenedMs;
  }

  /** Learns what was taken in from others. */
  async learnImports(): Promise<void> {
    const { projectId } = this;
    const answer = await this.call('exchange.overview', { projectId });
    if (answer.ok && !this.isOver) this.know(answer.value.imports);
  }

  private know(imports: readonly ExchangeImport[]): void {
    this.imports = imports;
  }

  /** Compares two points; `since` null compares with nothing any more. */
  async setPoints(since: HistoryPoint | null, until: HistoryPoint = { kind: 'now' }): Promise<void> {
    this.since = since;
    this.until = until;
    if (since === null) {
      this.stop();
      this.set(null);
    } else await this.load();
  }

  showInPlan(on: boolean): void {
    this.inPlan = on && this.compared !== null;
  }

  /** Asks again a moment after the plan has changed, while somebody looks at a comparison. */
  refresh(): void {
    if (this.waits || this.isOver || this.since === null || this.until.kind !== 'now') return;
    this.waits = true;
    this.later(() => {
      this.waits = false;
      if (!this.isOver) void this.load();
    }, SETTLE_MS);
  }

  dispose(): void {
    this.isOver = true;
    this.stop();
  }

  /** Former dates of the tasks that moved, while they are shown in the plan. */
  get formerSpans(): ReadonlyMap<string, TaskSpan> {
    if (!this.inPlan || this.compared === null) return NO_SPANS;
    return new Map(this.compared.result.moves.map(({ taskId, before }) => [taskId, before]));
  }

  /** What each task is marked with, while that is shown in the plan. */
  get marks(): ReadonlyMap<string, ChangeMark> {
    if (!this.inPlan || this.compared === null) return NO_MARKS;
    const { changes, moves } = this.compared.result;
    const marks = new Map<string, ChangeMark>(moves.map(({ taskId }) => [taskId, 'dates']));
    for (const { entity, id, fate } of changes) {
      if (entity === 'task' && (fate === 'added' || fate === 'changed' || fate === 'moved')) marks.set(id, fate);
    }
    return marks;
  }

  /** Names of the tasks that went, by the task beside which they stood, while that is shown in the plan. */
  get goneBeside(): ReadonlyMap<string, readonly string[]> {
    if (!this.inPlan || this.compared === null) return NOBODY_GONE;
    const gone = new Map<string, string[]>();
    for (const { name, besideId } of this.compared.result.gone) {
      const known = gone.get(besideId ?? '');
      if (known === undefined) gone.set(besideId ?? '', [name]);
      else known.push(name);
    }
    return gone;
  }

  private async load(): Promise<void> {
    const { since, until, projectId } = this;
    if (since === null) return;
    const asked = ++this.asked;
    this.isComparing = true;
    const answer = await this.call('history.compare', { projectId, since, until, asker: this.asker });
    if (this.isOver || asked !== this.asked) return;
    if (answer.ok) this.set({ since, until, result: answer.value });
    else {
      this.set(null);
      this.failed(answer.error);
    }
  }

  /** Nobody waits any more for what was asked last. */
  private stop(): void {
    this.asked++;
    if (this.isComparing) void this.call('history.stop', { asker: this.asker });
  }

  private set(compared: Compared | null): void {
    this.compared = compared;
    this.isComparing = false;
    if (compared === null) this.inPlan = false;
  }
}
