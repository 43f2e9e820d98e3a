import { action, computed, makeObservable, observable, observableRef } from 'mobx';
import { MAX_PX_PER_DAY, MIN_PX_PER_DAY, ZOOM_STEPS } from '../../src/gantt/time-axis.ts';
import { ChartLookStore } from './chart-look-store.ts';

/** What the plan view can be asked to do; it hands itself over while it is on screen. */
export interface PlanSurface {
  /** Shows the whole plan in the width there is. */
  readonly fit: () => void;
  /** Shows the selected tasks from the first start to the last finish. */
  readonly fitSelection: () => void;
  readonly showDay: (dayNumber: number) => void;
  /** Scrolls grid and time line to a task. */
  readonly showTask: (taskId: string) => void;
  readonly editCell: (taskId: string, column: string) => void;
  readonly copy: () => void;
  readonly cut: () => void;
  readonly paste: () => void;
  /** Pastes as rows of their own below the selected ones, whatever is selected. */
  readonly pasteRows: () => void;
  readonly fillDown: () => void;
  readonly clearCells: () => void;
  /** Gives the keyboard to the rows, once whatever was chosen from is gone. */
  readonly focusGrid: () => void;
  /** Opens the search, or puts the keyboard into it. */
  readonly find: () => void;
  readonly findNext: (step: 1 | -1) => void;
  /** Widens a column so that all that is in sight fits. */
  readonly fitColumn: (column: string) => void;
}

export type ZoomName = keyof typeof ZOOM_STEPS;
export const ZOOM_NAMES = ['day', 'week', 'month', 'quarter', 'year'] as const satisfies readonly ZoomName[];

export const DENSITIES = ['compact', 'normal', 'roomy'] as const;
export type Density = (typeof DENSITIES)[number];
/** Height of a row in pixels. */
export const ROW_HEIGHT: Readonly<Record<Density, number>> = { compact: 24, normal: 28, roomy: 34 };

const ZOOM_FACTOR = 1.5;
const MIN_GRID_WIDTH = 160;
const MAX_GRID_WIDTH = 1600;

/** How the plan is looked at: zoom of the time line, what is drawn on it, the rows' height. Kept per project. */
export class PlanViewStore {
  pxPerDay: number = ZOOM_STEPS.month;
  criticalPath = false;
  baselineId: string | null = null;
  density: Density = 'normal';
  panelOpen = true;
  /** What is drawn beside bars, and how. */
  readonly chart = new ChartLookStore();
  /** The filter lies open over the plan. */
  filterOpen = false;
  /** Width of the tree grid in pixels. */
  gridWidth = 560;
  /** Nothing was kept about this project yet: its plan is shown whole at first. */
  isFirstLook = true;
  surface: PlanSurface | null = null;
  private wantedTask: string | null = null;

  constructor() {
    makeObservable(this, {
      pxPerDay: observable,
      criticalPath: observable,
      baselineId: observable,
      density: observable,
      panelOpen: observable,
      filterOpen: observable,
      setFilterOpen: action,
      gridWidth: observable,
      surface: observableRef,
      zoomName: computed,
      setPxPerDay: action,
      zoomBy: action,
      toggleCriticalPath: action,
      setCriticalPath: action,
      showBaseline: action,
      setDensity: action,
      togglePanel: action,
      setGridWidth: action,
      attach: action,
      restore: action,
    });
  }

  /** The named step of zoom that is nearest to the zoom now. */
  get zoomName(): (typeof ZOOM_NAMES)[number] {
    const distance = (name: ZoomName) => Math.abs(Math.log(this.pxPerDay / ZOOM_STEPS[name]));
    return ZOOM_NAMES.reduce((best, name) => (distance(name) < distance(best) ? name : best));
  }

  setPxPerDay(pxPerDay: number): void {
    this.pxPerDay = Math.min(MAX_PX_PER_DAY, Math.max(MIN_PX_PER_DAY, pxPerDay));
  }

  zoomBy(steps: number): void {
    this.setPxPerDay(this.pxPerDay * ZOOM_FACTOR ** steps);
  }

  toggleCriticalPath(): void {
    this.criticalPath = !this.criticalPath;
  }

  setCriticalPath(on: boolean): void {
    this.criticalPath = on;
  }

  showBaseline(baselineId: string | null): void {
    this.baselineId = baselineId;
  }

  setDensity(density: Density): void {
    this.density = density;
  }

  setFilterOpen(open: boolean): void {
    this.filterOpen = open;
  }

  togglePanel(): void {
    this.panelOpen = !this.panelOpen;
  }

  setGridWidth(width: number): void {
    this.gridWidth = Math.min(MAX_GRID_WIDTH, Math.max(MIN_GRID_WIDTH, Math.round(width)));
  }

  /** The plan view on screen; gives the way to take it away again. */
  attach(surface: PlanSurface): () => void {
    this.surface = surface;
    if (this.wantedTask !== null) {
      surface.showTask(this.wantedTask);
      this.wantedTask = null;
    }
    return action(() => {
      if (this.surface === surface) this.surface = null;
    });
  }

  /** Scrolls to a task, as soon as the plan view is on screen. */
  revealTask(taskId: string): void {
    if (this.surface) this.surface.showTask(taskId);
    else this.wantedTask = taskId;
  }

  /** What is worth keeping, as text. */
  saved(): string {
    const { pxPerDay, criticalPath, baselineId, density, panelOpen, gridWidth, chart } = this;
    return JSON.stringify({ pxPerDay, criticalPath, baselineId, density, panelOpen, gridWidth, look: chart.look });
  }

  /** Takes over what `saved` gave; what does not fit is left as it is, because the text may be of another version. */
  restore(text: string): void {
    let kept: Readonly<Record<string, unknown>>;
    try {
      kept = JSON.parse(text) as Readonly<Record<string, unknown>>;
    } catch {
      return;
    }
    if (typeof kept !== 'object' || kept === null) return;
    this.isFirstLook = false;
    if (typeof kept.pxPerDay === 'number' && kept.pxPerDay > 0) this.setPxPerDay(kept.pxPerDay);
    if (typeof kept.criticalPath === 'boolean') this.criticalPath = kept.criticalPath;
    if (typeof kept.baselineId === 'string') this.baselineId = kept.baselineId;
    if (DENSITIES.includes(kept.density as Density)) this.density = kept.density as Density;
    if (typeof kept.panelOpen === 'boolean') this.panelOpen = kept.panelOpen;
    if (typeof kept.gridWidth === 'number') this.setGridWidth(kept.gridWidth);
    this.chart.restore(kept.look);
  }
}
