import { action, computed, makeObservable, observableRef, reaction } from 'mobx';
import type { Selection } from '../../src/model/command.ts';
import { isSummary, type Outline, outlineOf } from '../../src/model/outline.ts';
import { type VisibleRows, visibleRowsOf } from '../../src/model/visible-rows.ts';
import type { PlanStore } from './plan-store.ts';

/** The cell of the grid that the keyboard acts on. */
export interface FocusCell {
  readonly taskId: string;
  readonly column: string;
}

/** Stands for the empty row below the last task, in which a new one is typed. */
export const NEW_ROW = '';

const NONE: ReadonlySet<string> = new Set();

/** What is selected, focused and collapsed in one project's plan. */
export class SelectionStore {
  selected: ReadonlySet<string> = NONE;
  /** Where a range begins: the task that was last selected on its own. */
  anchorId: string | null = null;
  focus: FocusCell | null = null;
  collapsed: ReadonlySet<string> = NONE;
  private readonly plan: PlanStore;

  constructor(plan: PlanStore) {
    this.plan = plan;
    makeObservable(this, {
      selected: observableRef,
      anchorId: observableRef,
      focus: observableRef,
      collapsed: observableRef,
      outline: computed,
      visible: computed,
      ordered: computed,
      selectOnly: action,
      toggle: action,
      extendTo: action,
      selectMany: action,
      selectAll: action,
      clear: action,
      focusCell: action,
      setCollapsed: action,
      collapseAll: action,
      expandAll: action,
      reveal: action,
      restoreCollapsed: action,
      prune: action,
    });
  }

  get outline(): Outline {
    return outlineOf(this.plan.asPlan());
  }

  get visible(): VisibleRows {
    return visibleRowsOf(this.outline, this.collapsed);
  }

  /** Selected tasks from top to bottom and the focused one: what commands take their input from. */
  asSelection(): Selection {
    return this.ordered;
  }

  /** The same, worked out once however many commands ask. */
  get ordered(): Selection {
    const { position } = this.outline;
    const taskIds = [...this.selected].filter((id) => position.has(id));
    taskIds.sort((a, b) => position.get(a)! - position.get(b)!);
    const focusId = this.focus && position.has(this.focus.taskId) ? this.focus.taskId : (taskIds[0] ?? null);
    return { taskIds, focusId };
  }

  /** The task that the panel explains: the focused one where it is selected, else the first selected. */
  get current(): string | null {
    if (this.focus && this.selected.has(this.focus.taskId)) return this.focus.taskId;
    return this.asSelection().taskIds[0] ?? null;
  }

  selectOnly(taskId: string): void {
    if (this.selected.size !== 1 || !this.selected.has(taskId)) this.selected = new Set([taskId]);
    this.anchorId = taskId;
    this.keepFocusOn(taskId);
  }

  /** Takes one task in or out of the selection, as Ctrl and a click do. */
  toggle(taskId: string): void {
    const next = new Set(this.selected);
    if (!next.delete(taskId)) next.add(taskId);
    this.selected = next;
    this.anchorId = taskId;
    this.keepFocusOn(taskId);
  }

  /** Selects every visible row between the anchor and this task, as Shift and a click do. */
  extendTo(taskId: string): void {
    const { indexOf, positions } = this.visible;
    const to = indexOf.get(taskId);
    if (to === undefined) return;
    const from = (this.anchorId === null ? undefined : indexOf.get(this.anchorId)) ?? to;
    const next = new Set<string>();
    for (let i = Math.min(from, to); i <= Math.max(from, to); i++) next.add(this.outline.ids[positions[i]!]!);
    this.selected = next;
    this.anchorId ??= taskId;
    this.keepFocusOn(taskId);
  }

  /** Selects exactly these tasks, the first of them being the anchor; unfolds what hides them. */
  selectMany(taskIds: readonly string[]): void {
    this.selected = new Set(taskIds);
    this.anchorId = taskIds[0] ?? null;
    if (taskIds[0] !== undefined) {
      this.reveal(taskIds);
      this.keepFocusOn(taskIds[0]);
    }
  }

  selectAll(): void {
    const { positions } = this.visible;
    this.selected = new Set(Array.from(positions, (at) => this.outline.ids[at]!));
  }

  clear(): void {
    this.selected = NONE;
    this.anchorId = null;
  }

  focusCell(taskId: string, column: string): void {
    this.focus = { taskId, column };
  }

  setCollapsed(taskId: string, folded: boolean): void {
    if (this.collapsed.has(taskId) === folded) return;
    const next = new Set(this.collapsed);
    if (folded) next.add(taskId);
    else next.delete(taskId);
    this.collapsed = next;
  }

  collapseAll(): void {
    const { outline } = this;
    this.collapsed = new Set(outline.ids.filter((_, at) => isSummary(outline, at)));
  }

  expandAll(): void {
    this.collapsed = NONE;
  }

  /** Unfolds every summary above these tasks. */
  reveal(taskIds: readonly string[]): void {
    if (this.collapsed.size === 0) return;
    const { ids, parent, position } = this.outline;
    const next = new Set(this.collapsed);
    for (const taskId of taskIds) {
      const at = position.get(taskId);
      for (let up = at === undefined ? -1 : parent[at]!; up >= 0; up = parent[up]!) next.delete(ids[up]!);
    }
    if (next.size !== this.collapsed.size) this.collapsed = next;
  }

  restoreCollapsed(taskIds: readonly string[]): void {
    this.collapsed = new Set(taskIds);
  }

  /** Lets go of tasks that are gone. */
  prune(): void {
    const { task } = this.plan.asPlan().rows;
    const gone = [...this.selected].filter((id) => !task.has(id));
    if (gone.length > 0) this.selected = new Set([...this.selected].filter((id) => task.has(id)));
    if (this.anchorId !== null && !task.has(this.anchorId)) this.anchorId = null;
    if (this.focus && this.focus.taskId !== NEW_ROW && !task.has(this.focus.taskId)) this.focus = null;
  }

  /** Tells of every change of what is collapsed, so that it can be kept; gives the way to stop. */
  onCollapsedChange(keep: (taskIds: readonly string[]) => void): () => void {
    return reaction(
      () => this.collapsed,
      (collapsed) => keep([...collapsed]),
    );
  }

  private keepFocusOn(taskId: string): void {
    this.focus = { taskId, column: this.focus?.column ?? 'name' };
  }
}
