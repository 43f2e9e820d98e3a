import { action, computed, makeObservable, observable, observableRef, reaction } from 'mobx';
import { barPartsOf } from '../../../src/gantt/bar-parts.ts';
import type { DayShading } from '../../../src/gantt/day-shading.ts';
import { barLift, type GanttStyle, ganttStyle, withBaselines } from '../../../src/gantt/gantt-style.ts';
import { baselinesIn, type PlanRows, planRowsOf } from '../../../src/gantt/plan-rows.ts';
import { axisThatFits, instantAt, type TimeAxis, xOf, ZOOM_STEPS } from '../../../src/gantt/time-axis.ts';
import type { PlanColumnId } from '../../../src/reading/plan-columns.ts';
import type { UsedRoles } from '../../../src/report/legend.ts';
import { type DrivingChain, drivingChainOf } from '../../../src/schedule/driving-chain.ts';
import { NO_TIME, workOnDay } from '../../../src/time/calendar.ts';
import { holidayOn } from '../../../src/time/danish-holidays.ts';
import { dayOfInstant, MINUTES_PER_DAY, weekdayOf } from '../../../src/time/day.ts';
import { localInstant } from '../../app/i18n/formats.ts';
import { ROW_HEIGHT } from '../../stores/plan-view-store.ts';
import type { ProjectSession } from '../../stores/project-session.ts';
import { HEAD_ROW, isTaskRow, NEW_ROW } from '../../stores/selection-store.ts';
import { cellId } from './cell-id.ts';
import { type Column, columnsOf } from './columns.ts';
import { type Ripple, RippleFinder } from './drag-ripple.ts';
import { type DragState, requestOf } from './timeline-drag.ts';

/** Days shown before the first and after the last task. */
const MARGIN_DAYS = 60;
/** Longest time line in pixels: beyond it browsers lay elements out wrongly. */
const MAX_WIDTH_PX = 12_000_000;
/** Rows kept ready above and below the window, so that fast scrolling shows no gaps; made once the first frame stands. */
const OVERSCAN_ROWS = 8;
/** Beyond so many rows a row that comes into sight is shown a third down the window. */
const JUMP_ROWS = 3;
/** Room for labels right of the last bar when the whole plan is fitted into the window. */
const FIT_LABEL_PX = 170;
/** In a narrow window bars need the room more than labels do. */
const FIT_LABEL_SHARE = 0.25;
const FIT_LEFT_PX = 24;
/** Tasks of a driving chain that are followed: more than anybody reads, and little enough for a step of the keyboard. */
const MOST_DRIVERS = 1000;
/** Size of text on the time line, in pixels. */
const FONT_SIZE = 12;
/** Rows are laid out in steps of so many, so that a small scroll needs no new rows. */
const ROW_STEP = 4;

/** What the pointer rests on, for the note beside it. Positions are pixels of the window. */
export interface RestingPointer {
  readonly x: number;
  readonly y: number;
  readonly subject: { readonly kind: 'task' | 'holiday'; readonly id: string };
  /** Day below the pointer. */
  readonly dayNumber: number;
}

/** Rows or cells that were cut: they go when they are pasted, and stay when they are not. */
export interface CutRows {
  /** Stands on the clipboard beside what was cut, so that nothing else that came there later is taken for it. */
  readonly token: string;
  readonly ids: ReadonlySet<string>;
  /** First and last column of the cells that were cut; null for whole rows. */
  readonly columns: readonly PlanColumnId[] | null;
}

/** What grid and time line of one plan view share: the rows, how far they are scrolled, what the mouse does. */
export class PlanSurfaceStore {
  scrollTop = 0;
  /** Instant at the left edge of the time line: what stays in place when the plan or the zoom changes. */
  leftMin = 0;
  /** Size of the time line's window in pixels. */
  width = 0;
  height = 0;
  hoverId: string | null = null;
  selectedLinkId: string | null = null;
  drag: DragState | null = null;
  /** What would follow if the drag ended now; in a large plan a few frames old. */
  ripple: Ripple | null = null;
  resting: RestingPointer | null = null;
  /** What the time line shows now, while its legend lies beside it. */
  used: UsedRoles | null = null;
  /** What was cut and waits to be pasted. */
  cut: CutRows | null = null;
  /** Rows out of sight are laid out too: the first frame does not wait for them. */
  keepsAhead = false;
  /** The element that scrolls both halves; set while the view is on screen. */
  scroller: HTMLElement | null = null;
  readonly session: ProjectSession;
  private readonly nowMs: () => number;
  private ownZoom = false;
  private finder: RippleFinder | null = null;
  private lookTimer: ReturnType<typeof setTimeout> | undefined;

  constructor(session: ProjectSession, nowMs: () => number, expectedHeight = 0) {
    this.session = session;
    this.nowMs = nowMs;
    this.height = expectedHeight;
    this.leftMin = session.schedule.current.result.projectStart - 7 * MINUTES_PER_DAY;
    makeObservable<this, 'keepCentre' | 'lookAhead' | 'laidOutCount'>(this, {
      keepCentre: action,
      scrollTop: observable,
      leftMin: observable,
      width: observable,
      height: observable,
      hoverId: observable,
      selectedLinkId: observable,
      drag: observableRef,
      resting: observableRef,
      cut: observableRef,
      setCut: action,
      used: observableRef,
      setUsed: action,
      comparedIds: computed,
      comparedCount: computed,
      style: computed,
      columns: computed,
      rangeColumns: computed,
      rangeEnd: computed,
      foundIds: computed,
      rows: computed,
      shownRows: computed,
      ripple: observableRef,
      drivingChain: computed,
      statusMin: computed,
      axis: computed,
      rowHeight: computed,
      shading: computed,
      firstRow: computed,
      lastRow: computed,
      activeCell: computed,
      laidOutCount: computed,
      keepsAhead: observable,
      keepAhead: action,
      setScroll: action,
      setSize: action,
      setHover: action,
      selectLink: action,
      setDrag: action,
      lookAhead: action,
      setResting: action,
      zoomTo: action,
      fit: action,
      fitSelection: action,
      lookAt: action,
      showInstant: action,
    });
  }

  /** Days on which nobody works by the project's calendar, and Danish public holidays, which people look for in any plan. */
  get shading(): DayShading {
    const { input } = this.session.schedule.current;
    const calendar = input.calendars[input.projectCalendar]!;
    return (day) => {
      const holiday = holidayOn(day);
      if (workOnDay(calendar, day) > 0 && !holiday?.public) return null;
      return weekdayOf(day) >= 5 ? { kind: 'weekend', id: '' } : { kind: 'holiday', id: holiday?.id ?? '' };
    };
  }

  /** The columns of the grid as they stand. */
  get columns(): readonly Column[] {
    return columnsOf(this.session.reading, this.session.planView.gridWidth);
  }

  columnIndex(id: string): number {
    return this.columns.findIndex((column) => column.id === id);
  }

  /**
   * First and last column of the selected range of cells, which goes over the selected rows; null where rows are selected as
   * a whole, and where the headings or the empty row have the keyboard.
   */
  get rangeColumns(): readonly [number, number] | null {
    const { focus, anchorColumn, wholeRows } = this.session.selection;
    if (!focus || wholeRows || !isTaskRow(focus.taskId)) return null;
    const from = this.columnIndex(anchorColumn!);
    const to = this.columnIndex(focus.column);
    if (from < 0 || to < 0) return null;
    return [Math.min(from, to), Math.max(from, to)];
  }

  /** Last row of the selected range; -1 where there is none. */
  get rangeEnd(): number {
    if (this.rangeColumns === null) return -1;
    let last = -1;
    for (const id of this.session.selection.selected) last = Math.max(last, this.rowOf(id));
    return last;
  }

  /** Says whether a row is there only because of what is below it: the filter itself lets it not through. */
  isAside(index: number): boolean {
    const { matches, positions } = this.session.selection.visible;
    const at = positions[index]!;
    return matches !== null && at >= 0 && matches[at] === 0;
  }

  /** Says whether the search finds a task. */
  isFound(taskId: string): boolean {
    return this.foundIds.has(taskId);
  }

  get foundIds(): ReadonlySet<string> {
    const { outline } = this.session.selection;
    return new Set(Array.from(this.session.reading.found, (at) => outline.ids[at]!));
  }

  groupCount(index: number): number {
    const { groups, positions } = this.session.selection.visible;
    return groups[-1 - positions[index]!]?.count ?? 0;
  }

  /** The baselines that are compared beside the chosen one, as far as the plan still has them. */
  get comparedIds(): readonly string[] {
    const { plan, planView } = this.session;
    return baselinesIn(plan.asPlan(), planView.chart.look.comparedBaselineIds, planView.baselineId);
  }

  /** How many further spans lie below the first baseline: those baselines, and former dates while they are shown. */
  get comparedCount(): number {
    return this.comparedIds.length + (this.session.history.inPlan ? 1 : 0);
  }

  /** Sizes of what the time line draws. Rows are of whole pixels, and higher where many baselines lie below a bar. */
  get style(): GanttStyle {
    const usual = ganttStyle(ROW_HEIGHT[this.session.planView.density], FONT_SIZE);
    const style = withBaselines(usual, this.comparedCount);
    return { ...style, rowHeight: Math.ceil(style.rowHeight) };
  }

  get rowHeight(): number {
    return this.style.rowHeight;
  }

  /** Middle of a bar below the upper edge of its row, in pixels. */
  get barMiddle(): number {
    const { comparedCount } = this;
    const showBaseline = this.session.planView.baselineId !== null || comparedCount > 0;
    return this.rowHeight / 2 - barLift(this.style, { showBaseline, comparedCount });
  }

  get rows(): PlanRows {
    const { plan, schedule, selection, planView, history } = this.session;
    return planRowsOf({
      plan: plan.asPlan(),
      schedule: schedule.current,
      visible: selection.visible,
      collapsed: selection.collapsed,
      baselineId: planView.baselineId,
      comparedBaselineIds: this.comparedIds,
      ...(history.inPlan && { formerSpans: history.formerSpans }),
      colorBy: planView.chart.look.colorBy,
      nowMin: this.todayMin,
    });
  }

  /** The beginning of today, in local time: it changes at midnight, and statuses with it. */
  get todayMin(): number {
    return dayOfInstant(localInstant(this.nowMs())) * MINUTES_PER_DAY;
  }

  /** The chain that drives the task at hand; null where none is to be shown. */
  get drivingChain(): DrivingChain | null {
    const { selection, schedule, planView } = this.session;
    const { current } = selection;
    if (!planView.chart.look.switches.drivers || current === null || selection.selected.size !== 1) return null;
    const chain = drivingChainOf(schedule.current, current, MOST_DRIVERS);
    return chain.tasks.size > 1 ? chain : null;
  }

  /** The status date, where the project has one and it is to be shown. */
  get statusMin(): number | null {
    const { plan, planView } = this.session;
    return planView.chart.look.switches.statusLine ? (plan.project?.statusMin ?? null) : null;
  }

  /** The rows as the time line shows them: during a drag as they would be after it. */
  get shownRows(): PlanRows {
    const { rows, ripple } = this;
    const result = ripple?.result;
    if (!result) return rows;
    const { plan, schedule, selection } = this.session;
    const { positions } = selection.visible;
    const instant = (value: number): number | null => (value === NO_TIME ? null : value);
    return {
      count: rows.count,
      links: rows.links,
      eachSpan: rows.eachSpan,
      at: (index) => {
        const at = positions[index]!;
        const row = rows.at(index);
        if (at < 0) return row;
        const startMin = instant(result.start[at]!);
        const finishMin = instant(result.finish[at]!);
        const task = ripple.edited.get(row.id) ?? plan.asPlan().rows.task.get(row.id)!;
        const isBroken = task.splits.length > 0 && startMin !== null && finishMin !== null;
        return {
          ...row,
          parts: isBroken ? barPartsOf(task, startMin, finishMin, schedule.current.calendarOf(row.id)) : undefined,
          startMin,
          finishMin,
          percentComplete: result.percentComplete[at]!,
          critical: result.critical[at] === 1,
        };
      },
    };
  }

  /** First row to be laid out in the grid. */
  get firstRow(): number {
    const first = Math.floor(this.scrollTop / this.rowHeight) - this.rowsAhead;
    const furthest = this.rows.count + 1 - this.laidOutCount;
    return Math.max(0, Math.min(Math.floor(first / ROW_STEP) * ROW_STEP, furthest));
  }

  /** One past the last row to be laid out in the grid; the empty row for a new task is row `rows.count`. */
  get lastRow(): number {
    return Math.min(this.rows.count + 1, this.firstRow + this.laidOutCount);
  }

  /** Id of the cell that the keyboard acts on, by which the grid names it; null where it is not laid out. */
  get activeCell(): string | null {
    const { focus } = this.session.selection;
    if (focus === null || this.columnIndex(focus.column) < 0) return null;
    const { taskId, column } = focus;
    const row = taskId === NEW_ROW ? this.rows.count : this.rowOf(taskId);
    const isLaidOut = taskId === HEAD_ROW || (row >= this.firstRow && row < this.lastRow);
    return isLaidOut ? cellId(taskId, column) : null;
  }

  /** The whole time line: all of the plan with room around it, in whole days. */
  get axis(): TimeAxis {
    const { result } = this.session.schedule.current;
    const { pxPerDay } = this.session.planView;
    const windowDays = this.width / pxPerDay;
    const margin = Math.max(MARGIN_DAYS, Math.ceil(windowDays / 2));
    const planDays = (result.projectFinish - result.projectStart) / MINUTES_PER_DAY;
    const days = Math.min(Math.ceil(Math.max(planDays, windowDays)) + 2 * margin, Math.floor(MAX_WIDTH_PX / pxPerDay));
    const fromDay = dayOfInstant(result.projectStart) - margin;
    return { fromMin: fromDay * MINUTES_PER_DAY, toMin: (fromDay + days) * MINUTES_PER_DAY, pxPerDay };
  }

  /** Rows that are laid out, fewer only in a shorter plan: always as many, so that each that comes takes the place of one that goes. */
  private get laidOutCount(): number {
    const inSight = Math.ceil(this.height / this.rowHeight) + 1;
    return Math.ceil((inSight + 2 * this.rowsAhead) / ROW_STEP + 1) * ROW_STEP;
  }

  private get rowsAhead(): number {
    return this.keepsAhead ? OVERSCAN_ROWS : 0;
  }

  /** Follows zooms that come from commands, which do not say where. Gives the way to stop. */
  followZoom(): () => void {
    // Zooming that happened before anybody listened is not to be waited for.
    this.ownZoom = false;
    return reaction(
      () => this.session.planView.pxPerDay,
      (now, before) => this.keepCentre(now, before),
    );
  }

  private keepCentre(now: number, before: number): void {
    if (this.ownZoom) this.ownZoom = false;
    else this.leftMin += this.anchorX(before) * MINUTES_PER_DAY * (1 / before - 1 / now);
  }

  /** What stays in its place when a command zooms: the start of the task at hand where it is in sight, else the middle. */
  private anchorX(pxPerDay: number): number {
    const { selection, schedule } = this.session;
    const dates = selection.focus && schedule.of(selection.focus.taskId);
    const x = dates ? ((dates.startMin - this.leftMin) / MINUTES_PER_DAY) * pxPerDay : -1;
    return x >= 0 && x <= this.width ? x : this.width / 2;
  }

  private zoomMyself(pxPerDay: number): void {
    const { planView } = this.session;
    const before = planView.pxPerDay;
    planView.setPxPerDay(pxPerDay);
    this.ownZoom = planView.pxPerDay !== before;
  }

  /** Row of a task among those shown, or -1. */
  rowOf(taskId: string): number {
    return this.session.selection.visible.indexOf.get(taskId) ?? -1;
  }

  /** Lays out rows above and below those in sight, from now on. */
  keepAhead(): void {
    this.keepsAhead = true;
  }

  /** Takes over where the person scrolled to. */
  setScroll(top: number, left: number): void {
    if (top !== this.scrollTop) this.keepsAhead = true;
    this.scrollTop = top;
    // The browser rounds scroll positions; following it within a pixel would make the time line creep.
    if (Math.abs(xOf(this.axis, this.leftMin) - left) > 1) this.leftMin = instantAt(this.axis, left);
  }

  setSize(width: number, height: number): void {
    this.width = width;
    this.height = height;
  }

  setCut(cut: CutRows | null): void {
    this.cut = cut;
  }

  setUsed(used: UsedRoles | null): void {
    this.used = used;
  }

  setHover(taskId: string | null): void {
    this.hoverId = taskId;
  }

  selectLink(linkId: string | null): void {
    this.selectedLinkId = linkId;
  }

  setDrag(drag: DragState | null): void {
    if (drag && !this.drag) this.finder = new RippleFinder(this.session, this.nowMs);
    this.drag = drag;
    if (!drag) this.finder = null;
    this.lookAhead();
  }

  /** Looks at what the drag would bring about; later, where the last look took so long that the bar would stutter. */
  private lookAhead(): void {
    clearTimeout(this.lookTimer);
    const { drag, finder, session } = this;
    const request = drag && requestOf(drag, session.planView.pxPerDay);
    if (!finder || !request || drag.kind === 'link' || drag.kind === 'relink') {
      this.ripple = null;
      return;
    }
    const { waitMs } = finder;
    if (waitMs > 0) this.lookTimer = setTimeout(() => this.lookAhead(), waitMs);
    else {
      this.ripple = finder.look(request);
      const { findingsInMs } = finder;
      if (findingsInMs !== null) this.lookTimer = setTimeout(() => this.lookAhead(), findingsInMs);
    }
  }

  setResting(resting: RestingPointer | null): void {
    this.resting = resting;
  }

  /** Zooms with the instant at `x` of the window kept in its place. */
  zoomTo(pxPerDay: number, x: number): void {
    const { planView } = this.session;
    const kept = this.leftMin + (x / planView.pxPerDay) * MINUTES_PER_DAY;
    this.zoomMyself(pxPerDay);
    this.leftMin = kept - (x / planView.pxPerDay) * MINUTES_PER_DAY;
  }

  /** Shows the whole plan in the width there is. */
  fit(): void {
    const { result } = this.session.schedule.current;
    this.fitSpan(result.projectStart, result.projectFinish);
  }

  /** Shows the selected tasks from the first start to the last finish, and their first row. */
  fitSelection(): void {
    const { selection, schedule } = this.session;
    const { taskIds } = selection.ordered;
    const dates = taskIds.flatMap((id) => schedule.of(id) ?? []);
    if (dates.length === 0) return;
    this.fitSpan(
      Math.min(...dates.map(({ startMin }) => startMin)),
      Math.max(...dates.map(({ finishMin }) => finishMin)),
    );
    this.showRow(this.rowOf(taskIds[0]!));
  }

  private fitSpan(fromMin: number, toMin: number): void {
    const room = Math.max(100, this.width - FIT_LEFT_PX - Math.min(FIT_LABEL_PX, this.width * FIT_LABEL_SHARE));
    const axis = axisThatFits(fromMin, Math.max(toMin, fromMin + MINUTES_PER_DAY), room);
    // A few days fill no window with hours.
    this.zoomMyself(Math.min(axis.pxPerDay, ZOOM_STEPS.day));
    this.leftMin = fromMin - (FIT_LEFT_PX / this.session.planView.pxPerDay) * MINUTES_PER_DAY;
  }

  /** Puts an instant in the middle of the window, and a row where one is given. */
  lookAt(instant: number, row: number): void {
    this.leftMin = instant - (this.width / 2 / this.session.planView.pxPerDay) * MINUTES_PER_DAY;
    if (this.scroller) this.scroller.scrollTop = row * this.rowHeight - this.height / 2;
  }

  /** Scrolls so that an instant lies a third into the window, unless it is well in sight. */
  showInstant(instant: number, always = false): void {
    const { pxPerDay } = this.session.planView;
    const x = ((instant - this.leftMin) / MINUTES_PER_DAY) * pxPerDay;
    if (!always && x >= 20 && x <= this.width - 60) return;
    this.leftMin = instant - (this.width / 3 / pxPerDay) * MINUTES_PER_DAY;
  }

  /** Scrolls so that a row is in sight. */
  showRow(index: number): void {
    const { scroller, rowHeight, height } = this;
    if (!scroller || index < 0) return;
    const top = index * rowHeight;
    const near = top < scroller.scrollTop ? top : Math.max(scroller.scrollTop, Math.min(top, top + rowHeight - height));
    if (near === scroller.scrollTop) return;
    // A step of the keyboard scrolls by as little as it takes; a jump shows what stands around its goal.
    const isJump = Math.abs(near - scroller.scrollTop) > JUMP_ROWS * rowHeight;
    const wanted = isJump ? Math.max(0, top - height / 3) : near;
    scroller.scrollTop = wanted;
    // A row that has only just come is not laid out yet: there is nothing to scroll to before the next frame.
    if (scroller.scrollTop < wanted - 1)
      requestAnimationFrame(() => {
        scroller.scrollTop = wanted;
      });
  }
}

/** Of the window's height so much is most often left to the plan, below bars and above the overview. */
const EXPECTED_SHARE = 0.8;

const surfaces = new WeakMap<ProjectSession, PlanSurfaceStore>();

/**
 * The surface of an open project: who comes back to the plan finds it where it was left. A first look lays rows out for the
 * height that the plan most likely gets, so that page and rows are laid out together and not one after the other.
 */
export const surfaceOf = (session: ProjectSession, nowMs: () => number): PlanSurfaceStore => {
  const known = surfaces.get(session);
  if (known) return known;
  const surface = new PlanSurfaceStore(session, nowMs, Math.round(window.innerHeight * EXPECTED_SHARE));
  surfaces.set(session, surface);
  return surface;
};
