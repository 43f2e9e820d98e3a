import { action, compareStructural, computed, makeObservable, observable, observableRef } from 'mobx';
import type { Language } from '../../src/api.ts';
import type { VisibleRows } from '../../src/model/visible-rows.ts';
import {
  type Arrangement,
  AS_PLANNED,
  arrangedRows,
  type GroupKey,
  isAsPlanned,
  type SortOrder,
} from '../../src/reading/arrange.ts';
import { columnText, type PlanColumnId } from '../../src/reading/plan-columns.ts';
import {
  type FilterFlag,
  isFilterEmpty,
  NO_FILTER,
  type PlanFilter,
  searchTasks,
} from '../../src/reading/plan-filter.ts';
import type { TableSources } from '../../src/reading/table-sources.ts';
import {
  COLUMN_WIDTHS,
  type ColumnChoice,
  readArrangement,
  readColumns,
  STANDARD_COLUMNS,
  STANDARD_SETUP,
  type ViewSetup,
} from '../../src/reading/view-setup.ts';
import { MINUTES_PER_DAY } from '../../src/time/day.ts';
import { wordsIn } from '../app/i18n/word.ts';
import type { DerivedSchedule } from './derived-schedule.ts';
import type { PlanStore } from './plan-store.ts';
import type { PlanViewStore } from './plan-view-store.ts';

interface Surroundings {
  readonly language: () => Language;
  readonly todayDay: () => number;
}

const NONE: ReadonlySet<string> = new Set();

/**
 * How the rows of the open plan are read: columns, filter, order, groups, and the search. What one is looking at is
 * nobody else's matter, so it is kept on this computer; a view with a name is a row of the plan (`savedView`).
 */
export class ReadingStore {
  columns: readonly ColumnChoice[] = STANDARD_COLUMNS;
  /** So many columns at the left stay in sight. */
  frozen = STANDARD_SETUP.frozen;
  arrangement: Arrangement = AS_PLANNED;
  /** The view that was last chosen: `ready:<id>` or the id of a saved one. */
  viewId: string | null = null;
  /** The text that is searched for; null while nobody searches. */
  sought: string | null = null;
  /** Tasks that were edited while a filter holds: they stay until another filter is asked for. */
  private held: ReadonlySet<string> = NONE;
  private readonly plan: PlanStore;
  private readonly schedule: DerivedSchedule;
  private readonly planView: PlanViewStore;
  private readonly surroundings: Surroundings;

  constructor(plan: PlanStore, schedule: DerivedSchedule, planView: PlanViewStore, surroundings: Surroundings) {
    this.plan = plan;
    this.schedule = schedule;
    this.planView = planView;
    this.surroundings = surroundings;
    makeObservable<this, 'held'>(this, {
      columns: observableRef,
      frozen: observable,
      arrangement: observableRef,
      viewId: observable,
      sought: observable,
      held: observableRef,
      sources: computed,
      found: computed,
      isAsPlanned: computed,
      foldsAnew: computed,
      arrange: action,
      setColumns: action,
      setFrozen: action,
      setSought: action,
      setViewId: action,
      apply: action,
      hold: action,
      restore: action,
    });
  }

  get language(): Language {
    return this.surroundings.language();
  }

  /** What the texts of cells follow from. */
  get sources(): TableSources {
    return {
      plan: this.plan.asPlan(),
      schedule: this.schedule.current,
      language: this.language,
      dateStyle: 'short',
      baselineId: this.planView.baselineId,
      nowMin: this.surroundings.todayDay() * MINUTES_PER_DAY,
      word: wordsIn(this.language),
    };
  }

  get isAsPlanned(): boolean {
    return isAsPlanned(this.arrangement);
  }

  /** What is folded in the plan says nothing of these rows. */
  get foldsAnew(): boolean {
    return this.arrangement.group !== null || !isFilterEmpty(this.arrangement.filter);
  }

  /** Rows stand in another order than in the plan: moving them by hand would mean nothing. */
  get isReordered(): boolean {
    return this.arrangement.sort !== null || this.arrangement.group !== null;
  }

  text(column: PlanColumnId, taskId: string): string {
    return columnText(this.sources, column, taskId);
  }

  /** The rows that are shown, folded as asked. */
  rows(collapsed: ReadonlySet<string>): VisibleRows {
    return arrangedRows(this.sources, this.arrangement, collapsed, this.held);
  }

  /** Positions of the tasks that the search finds, from top to bottom. */
  get found(): Int32Array {
    return this.sought === null ? new Int32Array() : searchTasks(this.sources, this.sought);
  }

  arrange(change: Partial<Arrangement>): void {
    const next = { ...this.arrangement, ...change };
    if (compareStructural(next, this.arrangement)) return;
    this.arrangement = next;
    this.held = NONE;
  }

  setFilter(change: Partial<PlanFilter>): void {
    this.arrange({ filter: { ...this.arrangement.filter, ...change } });
  }

  toggleFlag(flag: FilterFlag): void {
    const { flags } = this.arrangement.filter;
    this.setFilter({ flags: flags.includes(flag) ? flags.filter((each) => each !== flag) : [...flags, flag] });
  }

  setSort(sort: SortOrder | null): void {
    this.arrange({ sort });
  }

  /** Goes through ascending, descending and as planned, as a press on a heading does. */
  cycleSort(column: PlanColumnId): void {
    const { sort } = this.arrangement;
    if (sort?.column !== column) this.setSort({ column, descending: false });
    else this.setSort(sort.descending ? null : { column, descending: true });
  }

  setGroup(group: GroupKey | null): void {
    this.arrange({ group });
  }

  /** All rows again, in the order of the plan. */
  showAll(): void {
    this.arrange(AS_PLANNED);
  }

  clearFilter(): void {
    this.arrange({ filter: NO_FILTER });
  }

  setColumns(columns: readonly ColumnChoice[]): void {
    this.columns = columns;
    this.frozen = Math.min(this.frozen, columns.length);
  }

  /** Shows a column at the right end, or takes it away. The names cannot go: they are what a row is. */
  toggleColumn(id: PlanColumnId): void {
    const at = this.columns.findIndex((column) => column.id === id);
    if (at < 0) this.setColumns([...this.columns, { id, widthPx: null }]);
    else if (id !== 'name') this.hideAt(at);
  }

  private hideAt(at: number): void {
    if (at < this.frozen) this.setFrozen(this.frozen - 1);
    this.setColumns(this.columns.filter((_, i) => i !== at));
  }

  /** Puts a column at another place among those shown. */
  moveColumn(id: PlanColumnId, to: number): void {
    const column = this.columns.find((each) => each.id === id);
    if (!column) return;
    const others = this.columns.filter((each) => each !== column);
    const place = Math.max(0, Math.min(others.length, to));
    this.setColumns([...others.slice(0, place), column, ...others.slice(place)]);
  }

  /** Width in pixels; null is the usual one. */
  setWidth(id: PlanColumnId, widthPx: number | null): void {
    const width =
      widthPx === null ? null : Math.round(Math.max(COLUMN_WIDTHS.least, Math.min(COLUMN_WIDTHS.most, widthPx)));
    this.setColumns(this.columns.map((column) => (column.id === id ? { id, widthPx: width } : column)));
  }

  setFrozen(count: number): void {
    this.frozen = Math.max(0, Math.min(this.columns.length, count));
  }

  setViewId(viewId: string | null): void {
    this.viewId = viewId;
  }

  setSought(text: string | null): void {
    this.sought = text;
  }

  /** Shows a view: columns, filter, order and groups, and the zoom where it keeps one. */
  apply(setup: ViewSetup, viewId: string): void {
    this.columns = setup.columns;
    this.frozen = setup.frozen;
    this.arrange(setup.arrangement);
    this.planView.setCriticalPath(setup.criticalPath);
    if (setup.pxPerDay !== null) this.planView.setPxPerDay(setup.pxPerDay);
    this.viewId = viewId;
  }

  /** What a view would keep of how the plan is read now. */
  get setup(): ViewSetup {
    const { columns, frozen, arrangement } = this;
    const { pxPerDay, criticalPath } = this.planView;
    return { columns, frozen, arrangement, pxPerDay, criticalPath };
  }

  /** Keeps edited tasks in sight although the filter would no longer let them through. */
  hold(taskIds: Iterable<string>): void {
    if (isFilterEmpty(this.arrangement.filter)) return;
    this.held = new Set([...this.held, ...taskIds]);
  }

  /** What is worth keeping, as text. */
  saved(): string {
    const { columns, frozen, arrangement, viewId } = this;
    return JSON.stringify({ columns, frozen, arrangement, viewId });
  }

  /** Takes over what `saved` gave, part by part. */
  restore(text: string): void {
    let kept: Readonly<Record<string, unknown>>;
    try {
      kept = JSON.parse(text) as Readonly<Record<string, unknown>>;
    } catch {
      return;
    }
    if (typeof kept !== 'object' || kept === null) return;
    this.columns = readColumns(kept.columns) ?? this.columns;
    if (typeof kept.frozen === 'number') this.setFrozen(kept.frozen);
    this.arrangement = readArrangement(kept.arrangement);
    if (typeof kept.viewId === 'string') this.viewId = kept.viewId;
  }
}
