import { action, computed, makeObservable, observable, observableRef, reaction } from 'mobx';
import type { DayShading } from '../../../src/gantt/day-shading.ts';
import { type PlanRows, planRowsOf } from '../../../src/gantt/plan-rows.ts';
import { axisThatFits, instantAt, type TimeAxis, xOf } from '../../../src/gantt/time-axis.ts';
import { workOnDay } from '../../../src/time/calendar.ts';
import { holidayOn } from '../../../src/time/danish-holidays.ts';
import { dayOfInstant, MINUTES_PER_DAY, weekdayOf } from '../../../src/time/day.ts';
import { ROW_HEIGHT } from '../../stores/plan-view-store.ts';
import type { ProjectSession } from '../../stores/project-session.ts';
import type { DragState } from './timeline-drag.ts';

/** Days shown before the first and after the last task. */
const MARGIN_DAYS = 60;
/** Longest time line in pixels: beyond it browsers lay elements out wrongly. */
const MAX_WIDTH_PX = 12_000_000;
/** Rows kept ready above and below the window, so that fast scrolling shows no gaps. */
const OVERSCAN_ROWS = 8;
/** Room for labels right of the last bar when the whole plan is fitted into the window. */
const FIT_LABEL_PX = 170;
const FIT_LEFT_PX = 24;

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
  /** The element that scrolls both halves; set while the view is on screen. */
  scroller: HTMLElement | null = null;
  readonly session: ProjectSession;
  private ownZoom = false;

  constructor(session: ProjectSession) {
    this.session = session;
    this.leftMin = session.schedule.current.result.projectStart - 7 * MINUTES_PER_DAY;
    makeObservable<this, 'keepCentre'>(this, {
      keepCentre: action,
      scrollTop: observable,
      leftMin: observable,
      width: observable,
      height: observable,
      hoverId: observable,
      selectedLinkId: observable,
      drag: observableRef,
      rows: computed,
      axis: computed,
      rowHeight: computed,
      shading: computed,
      firstRow: computed,
      lastRow: computed,
      setScroll: action,
      setSize: action,
      setHover: action,
      selectLink: action,
      setDrag: action,
      zoomTo: action,
      fit: action,
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

  get rowHeight(): number {
    return ROW_HEIGHT[this.session.planView.density];
  }

  get rows(): PlanRows {
    const { plan, schedule, selection, planView } = this.session;
    return planRowsOf({
      plan: plan.asPlan(),
      schedule: schedule.current,
      visible: selection.visible,
      collapsed: selection.collapsed,
      baselineId: planView.baselineId,
    });
  }

  /** First row to be laid out in the grid. */
  get firstRow(): number {
    return Math.max(0, Math.floor(this.scrollTop / this.rowHeight) - OVERSCAN_ROWS);
  }

  /** One past the last row to be laid out in the grid; the empty row for a new task is row `rows.count`. */
  get lastRow(): number {
    const bottom = Math.ceil((this.scrollTop + this.height) / this.rowHeight) + OVERSCAN_ROWS;
    return Math.min(this.rows.count + 1, bottom);
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

  /** Follows zooms that come from commands, which do not say where: the middle of the window stays. Gives the way to stop. */
  followZoom(): () => void {
    return reaction(
      () => this.session.planView.pxPerDay,
      (now, before) => this.keepCentre(now, before),
    );
  }

  private keepCentre(now: number, before: number): void {
    if (this.ownZoom) this.ownZoom = false;
    else this.leftMin += (this.width / 2) * MINUTES_PER_DAY * (1 / before - 1 / now);
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

  /** Takes over where the person scrolled to. */
  setScroll(top: number, left: number): void {
    this.scrollTop = top;
    // The browser rounds scroll positions; following it within a pixel would make the time line creep.
    if (Math.abs(xOf(this.axis, this.leftMin) - left) > 1) this.leftMin = instantAt(this.axis, left);
  }

  setSize(width: number, height: number): void {
    this.width = width;
    this.height = height;
  }

  setHover(taskId: string | null): void {
    this.hoverId = taskId;
  }

  selectLink(linkId: string | null): void {
    this.selectedLinkId = linkId;
  }

  setDrag(drag: DragState | null): void {
    this.drag = drag;
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
    const room = Math.max(100, this.width - FIT_LEFT_PX - FIT_LABEL_PX);
    const axis = axisThatFits(
      result.projectStart,
      Math.max(result.projectFinish, result.projectStart + MINUTES_PER_DAY),
      room,
    );
    this.zoomMyself(axis.pxPerDay);
    this.leftMin = result.projectStart - (FIT_LEFT_PX / this.session.planView.pxPerDay) * MINUTES_PER_DAY;
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
    if (top < scroller.scrollTop) scroller.scrollTop = top;
    else if (top + rowHeight > scroller.scrollTop + height) scroller.scrollTop = top + rowHeight - height;
  }
}
