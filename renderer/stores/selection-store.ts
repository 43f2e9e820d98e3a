import { action, computed, makeObservable, observableRef, reaction } from 'mobx';
import type { Selection } from '../../src/model/command.ts';
import { isSummary, type Outline, outlineOf } from '../../src/model/outline.ts';
import { idOfRow, isGroupId, type VisibleRows, visibleRowsOf } from '../../src/model/visible-rows.ts';
import type { PlanStore } from './plan-store.ts';
import type { ReadingStore } from './reading-store.ts';

/** The cell of the grid that the keyboard acts on. */
export interface FocusCell {
  readonly taskId: string;
  readonly column: string;
}

/** Stands for the empty row below the last task, in which a new one is typed. */
export const NEW_ROW = '';

/** Stands for the row of headings. */
export const HEAD_ROW = '#head';

const NONE: ReadonlySet<string> = new Set();

/** Says whether a row of the grid is a task's: not the headings, not the empty row, not the head of a group. */
export const isTaskRow = (rowId: string): boolean => rowId !== NEW_ROW && rowId !== HEAD_ROW && !isGroupId(rowId);

/** What is selected, focused and collapsed in one project's plan. */
export class SelectionStore {
  selected: ReadonlySet<string> = NONE;
  /** Where a range begins: the task that was last selected on its own. */
  anchorId: string | null = null;
  /**
   * The column in which a range of cells begins; it goes to the focused cell, over the selected rows. Null where rows are
   * selected as a whole.
   */
  anchorColumn: string | null = null;
  focus: FocusCell | null = null;
  /** What is folded in the plan as it stands; kept. */
  private keptCollapsed: ReadonlySet<string> = NONE;
  /** What is folded while rows are filtered or grouped: then everything is unfolded at first. */
  private foldedMeanwhile: ReadonlySet<string> = NONE;
  private readonly plan: PlanStore;
  private readonly reading: ReadingStore;

  constructor(plan: PlanStore, reading: ReadingStore) {
    this.plan = plan;
    this.reading = reading;
    makeObservable<this, 'keptCollapsed' | 'foldedMeanwhile' | 'fold'>(this, {
      selected: observableRef,
      anchorId: observableRef,
      anchorColumn: observableRef,
      focus: observableRef,
      keptCollapsed: observableRef,
      foldedMeanwhile: observableRef,
      fold: action,
      anchorAt: action,
      unfoldMeanwhile: action,
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

  get collapsed(): ReadonlySet<string> {
    return this.reading.foldsAnew ? this.foldedMeanwhile : this.keptCollapsed;
  }

  get visible(): VisibleRows {
    // As planned, an edit that moves no row leaves what is shown as it is.
    return this.reading.isAsPlanned ? visibleRowsOf(this.outline, this.collapsed) : this.reading.rows(this.collapsed);
  }

  /** Whole rows are selected, not cells of them. */
  get wholeRows(): boolean {
    return this.anchorColumn === null || this.anchorColumn === 'wbs';
  }

  /** Begins a range of cells in the column of the focused one; null selects the rows as a whole. */
  anchorAt(column: string | null): void {
    this.anchorColumn = column;
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
    const { focus } = this;
    if (focus && this.selected.has(focus.taskId) && isTaskRow(focus.taskId)) return focus.taskId;
    return this.asSelection().taskIds[0] ?? null;
  }

  selectOnly(taskId: string): void {
    if (this.selected.size !== 1 || !this.selected.has(taskId)) this.selected = new Set([taskId]);
    this.anchorId = taskId;
    this.anchorColumn = null;
    this.keepFocusOn(taskId);
  }

  /** Takes one task in or out of the selection, as Ctrl and a click do. */
  toggle(taskId: string): void {
    const next = new Set(this.selected);
    if (!next.delete(taskId)) next.add(taskId);
    this.selected = next;
    this.anchorId = taskId;
    this.anchorColumn = null;
    this.keepFocusOn(taskId);
  }

  /** Selects every visible row between the anchor and this task, as Shift and a click do. */
  extendTo(taskId: string): void {
    const { indexOf } = this.visible;
    const to = indexOf.get(taskId);
    if (to === undefined) return;
    const from = (this.anchorId === null ? undefined : indexOf.get(this.anchorId)) ?? to;
    const next = new Set<string>();
    for (let i = Math.min(from, to); i <= Math.max(from, to); i++) next.add(idOfRow(this.outline, this.visible, i));
    this.selected = next;
    this.anchorId ??= taskId;
    this.keepFocusOn(taskId);
  }

  /** Selects exactly these tasks, the first of them being the anchor; unfolds what hides them. */
  selectMany(taskIds: readonly string[]): void {
    this.selected = new Set(taskIds);
    this.anchorId = taskIds[0] ?? null;
    this.anchorColumn = null;
    if (taskIds[0] !== undefined) {
      this.reveal(taskIds);
      this.keepFocusOn(taskIds[0]);
    }
  }

  selectAll(): void {
    const { positions } = this.visible;
    this.selected = new Set(Array.from(positions, (_, row) => idOfRow(this.outline, this.visible, row)));
    this.anchorColumn = null;
  }

  clear(): void {
    this.selected = NONE;
    this.anchorId = null;
    this.anchorColumn = null;
  }

  focusCell(taskId: string, column: string): void {
    this.focus = { taskId, column };
  }

  setCollapsed(taskId: string, folded: boolean): void {
    if (this.collapsed.has(taskId) === folded) return;
    const next = new Set(this.collapsed);
    if (folded) next.add(taskId);
    else next.delete(taskId);
    this.fold(next);
  }

  collapseAll(): void {
    const { outline } = this;
    const { groups, flat } = this.visible;
    this.fold(new Set(flat ? groups.map(({ id }) => id) : outline.ids.filter((_, at) => isSummary(outline, at))));
  }

  expandAll(): void {
    this.fold(NONE);
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
    if (next.size !== this.collapsed.size) this.fold(next);
  }

  /** Everything is unfolded again in the next arrangement of the rows. */
  unfoldMeanwhile(): void {
    this.foldedMeanwhile = NONE;
  }

  restoreCollapsed(taskIds: readonly string[]): void {
    this.keptCollapsed = new Set(taskIds);
  }

  /** Lets go of tasks that are gone. */
  prune(): void {
    const { task } = this.plan.asPlan().rows;
    const gone = [...this.selected].filter((id) => !task.has(id));
    if (gone.length > 0) this.selected = new Set([...this.selected].filter((id) => task.has(id)));
    if (this.anchorId !== null && !task.has(this.anchorId)) this.anchorId = null;
    if (this.focus && isTaskRow(this.focus.taskId) && !task.has(this.focus.taskId)) this.focus = null;
  }

  /** Tells of every change of what is collapsed, so that it can be kept; gives the way to stop. */
  onCollapsedChange(keep: (taskIds: readonly string[]) => void): () => void {
    return reaction(
      () => this.keptCollapsed,
      (collapsed) => keep([...collapsed]),
    );
  }

  private fold(folded: ReadonlySet<string>): void {
    if (this.reading.foldsAnew) this.foldedMeanwhile = folded;
    else this.keptCollapsed = folded;
  }

  private keepFocusOn(taskId: string): void {
    this.focus = { taskId, column: this.focus?.column ?? 'name' };
  }
}
