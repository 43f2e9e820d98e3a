import { action, computed, makeObservable, observable } from 'mobx';
import type { PlanSurfaceStore } from './plan-surface-store.ts';

/** The search in the plan: what is found of what is shown, which of it the keyboard stands on, and the way to the next. */
export class PlanFinder {
  /** Goes up whenever somebody asks for the search, so that its field takes the keyboard again. */
  asked = 0;
  private readonly surface: PlanSurfaceStore;

  constructor(surface: PlanSurfaceStore) {
    this.surface = surface;
    makeObservable(this, {
      asked: observable,
      rows: computed,
      current: computed,
      open: action,
      close: action,
      go: action,
    });
  }

  private get session() {
    return this.surface.session;
  }

  /**
   * Positions of what is found: all of the plan, also what is folded away, but not what a filter hides. In the order of
   * the plan, or where rows are sorted or grouped in that of the rows.
   */
  get rows(): readonly number[] {
    const { reading, selection } = this.session;
    const { found } = reading;
    const { matches, indexOf } = selection.visible;
    const { ids } = selection.outline;
    const there = Array.from(found).filter((at) => !matches || matches[at] === 1 || indexOf.has(ids[at]!));
    if (!reading.isReordered) return there;
    const rowOf = (at: number): number => indexOf.get(ids[at]!) ?? Number.MAX_SAFE_INTEGER;
    return there.filter((at) => indexOf.has(ids[at]!)).sort((a, b) => rowOf(a) - rowOf(b));
  }

  /** Which of them has the focus, from 1; 0 for none. */
  get current(): number {
    const { focus, outline } = this.session.selection;
    const at = focus ? outline.position.get(focus.taskId) : undefined;
    return at === undefined ? 0 : this.rows.indexOf(at) + 1;
  }

  open(): void {
    if (this.session.reading.sought === null) this.session.reading.setSought('');
    this.asked++;
  }

  close(): void {
    this.session.reading.setSought(null);
  }

  /** Searches for another text, from where the keyboard stands. */
  seek(text: string): void {
    this.session.reading.setSought(text);
    if (text.trim() === '') return;
    if (this.current === 0) this.go(1);
    // What is found may be where the keyboard is already, and out of sight.
    else this.surface.showRow(this.surface.rowOf(this.session.selection.focus!.taskId));
  }

  /** Goes to the next or the one before, round the ends. */
  go(step: 1 | -1): void {
    const { session, surface, rows } = this;
    if (session.reading.sought === null) this.open();
    if (rows.length === 0) return;
    const { selection } = session;
    const { focus, outline } = selection;
    const from = focus ? (outline.position.get(focus.taskId) ?? -1) : -1;
    const known = rows.indexOf(from);
    let next = known < 0 ? rows.findIndex((at) => at > from) : known + step;
    if (known < 0 && step < 0) next = (next < 0 ? rows.length : next) - 1;
    if (known < 0 && step > 0 && next < 0) next = 0;
    const taskId = outline.ids[rows[(next + rows.length) % rows.length]!]!;
    selection.reveal([taskId]);
    selection.selectOnly(taskId);
    selection.anchorAt(selection.focus?.column ?? 'name');
    surface.showRow(surface.rowOf(taskId));
    const dates = session.schedule.of(taskId);
    if (dates) surface.showInstant(dates.startMin);
  }
}
