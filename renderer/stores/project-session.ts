import { reaction } from 'mobx';
import type { Call, CallError, Committed, Language, PlanSnapshot } from '../../src/api.ts';
import type { Result } from '../../src/result.ts';
import { ConflictStore } from './conflict-store.ts';
import { DerivedSchedule } from './derived-schedule.ts';
import { DerivedTenders } from './derived-tenders.ts';
import { FolderStore } from './folder-store.ts';
import { HistoryStore } from './history-store.ts';
import { type KeptPlaces, keptIds, type PlaceKeeper } from './kept-layout.ts';
import { LiveMessageStore } from './live-message.ts';
import type { NoticeStore } from './notice-store.ts';
import { PlanStore } from './plan-store.ts';
import { PlanViewStore } from './plan-view-store.ts';
import { ReadingStore } from './reading-store.ts';
import { SelectionStore } from './selection-store.ts';
import type { WindowEnv } from './window-env.ts';

/** Everything that lives as long as a project is open in this window. */
export class ProjectSession {
  readonly plan: PlanStore;
  readonly selection: SelectionStore;
  readonly planView = new PlanViewStore();
  readonly reading: ReadingStore;
  readonly live = new LiveMessageStore();
  readonly schedule: DerivedSchedule;
  readonly tenders: DerivedTenders;
  readonly conflicts: ConflictStore;
  readonly folder: FolderStore;
  readonly history: HistoryStore;
  private readonly nowMs: () => number;
  private gateToShow: string | null = null;
  private readonly notices: NoticeStore;
  private readonly keeper: PlaceKeeper;
  private readonly stops: (() => void)[] = [];

  constructor(
    snapshot: PlanSnapshot,
    call: Call,
    env: WindowEnv,
    notices: NoticeStore,
    keeper: PlaceKeeper,
    language: () => Language = () => 'da',
  ) {
    this.notices = notices;
    this.keeper = keeper;
    this.plan = new PlanStore(snapshot, {
      call,
      nowMs: env.nowMs,
      committed: (done) => this.afterCommit(done),
      changed: () => this.afterChange(),
    });
    this.schedule = new DerivedSchedule(this.plan);
    this.reading = new ReadingStore(this.plan, this.schedule, this.planView, { language, todayDay: env.todayDay });
    this.selection = new SelectionStore(this.plan, this.reading);
    this.stops.push(
      reaction(
        () => this.reading.arrangement,
        () => this.selection.unfoldMeanwhile(),
      ),
    );
    this.conflicts = new ConflictStore(snapshot.projectId, call, env.later, keeper);
    this.folder = new FolderStore(snapshot.projectId, call);
    this.history = new HistoryStore(snapshot.projectId, call, env.later, ({ id, params }) =>
      notices.show('error', { namespace: 'errors', id, params }),
    );
    this.nowMs = env.nowMs;
    this.tenders = new DerivedTenders(this.plan, this.schedule, this.planView, env.todayDay);
  }

  /** Takes over what was collapsed and how the plan was looked at, and keeps both from now on. */
  restore({ collapsed, view, reading, later, opened }: KeptPlaces): void {
    const { projectId } = this.plan;
    this.selection.restoreCollapsed(keptIds(collapsed));
    this.conflicts.restore(later);
    const openedMs = Number(opened ?? Number.NaN);
    this.history.opened(Number.isSafeInteger(openedMs) ? openedMs : null);
    this.keeper.keep(`opened.${projectId}`, String(this.nowMs()));
    if (view !== null) this.planView.restore(view);
    if (reading !== null) this.reading.restore(reading);
    this.stops.push(
      this.selection.onCollapsedChange((ids) => this.keeper.keep(`collapsed.${projectId}`, JSON.stringify(ids))),
      reaction(
        () => this.planView.saved(),
        (text) => this.keeper.keep(`view.${projectId}`, text),
      ),
      reaction(
        () => this.reading.saved(),
        (text) => this.keeper.keep(`reading.${projectId}`, text),
      ),
    );
  }

  /** Carries a command out and tells a refusal in a bar; for callers that have no cell to show it beside. */
  async carryOut(commandId: string, input: unknown): Promise<Result<Committed, CallError>> {
    return this.told(await this.plan.run(commandId, input));
  }

  async undo(): Promise<void> {
    this.told(await this.plan.undo());
  }

  async redo(): Promise<void> {
    this.told(await this.plan.redo());
  }

  /** The view of stages and gates begins with this gate when it is opened next. */
  showGate(gateId: string): void {
    this.gateToShow = gateId;
  }

  takeGateToShow(): string | null {
    const gateId = this.gateToShow;
    this.gateToShow = null;
    return gateId;
  }

  dispose(): void {
    for (const stop of this.stops) stop();
    this.stops.length = 0;
    this.conflicts.dispose();
    this.folder.dispose();
    this.history.dispose();
  }

  private told(answer: Result<Committed, CallError>): Result<Committed, CallError> {
    if (!answer.ok) {
      const { id, params } = answer.error;
      this.notices.show('error', { namespace: 'refusals', id, params });
    }
    return answer;
  }

  /** Before anybody sees the change: what was edited stays in sight, what is gone is let go of. */
  private afterChange(): void {
    if (!this.selection) return;
    this.reading.hold(this.plan.lastChanges.flatMap(({ entity, id, row }) => (entity === 'task' && row ? [id] : [])));
    this.selection.prune();
    this.conflicts.refresh();
    this.history.refresh();
  }

  private afterCommit(done: Committed): void {
    this.notices.dismissErrors();
    const { task } = this.plan.asPlan().rows;
    const there = done.select.filter((id) => task.has(id));
    if (there.length > 0) this.selection.selectMany(there);
  }
}
