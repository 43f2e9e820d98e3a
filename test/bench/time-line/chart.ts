/** What one chart needs of a plan: dates are computed already, because no other chart computes them. Times in milliseconds UTC. */
export interface ChartPlan {
  readonly tasks: readonly ChartTask[];
  readonly links: readonly ChartLink[];
  readonly fromMs: number;
  readonly toMs: number;
}

export interface ChartTask {
  readonly id: string;
  readonly parent: string | null;
  readonly name: string;
  readonly isSummary: boolean;
  readonly startMs: number;
  readonly finishMs: number;
  readonly percent: number;
}

export interface ChartLink {
  readonly id: string;
  readonly from: string;
  readonly to: string;
}

/** One of the charts that are measured, in a page of its own. */
export interface Chart {
  /** Loads what can be loaded before a plan is there, and puts what is shown without one into the element. */
  readonly start: (element: HTMLElement) => Promise<void>;
  /** Brings the plan into the shape that this chart takes. Not timed. */
  readonly take: (plan: ChartPlan, own: unknown) => void;
  /** Shows the plan. Timed until `isShown` and two frames more. */
  readonly show: () => void;
  readonly isShown: () => boolean;
  /** Brings the row that lies so far down the plan (0 to 1) into sight, with its bar. */
  readonly goTo: (share: number) => void;
  readonly scrollBy: (pixels: number) => void;
  /** Zooms by one step of the wheel, in (1) or out (-1). */
  readonly zoom: (direction: 1 | -1) => void;
  /** Middle of the bar of a row, in pixels of the time line; where drags are measured. */
  readonly barOf?: (row: number) => number;
}

/** Width of a day in pixels, height of a row and of the header: the same for all. */
export const DAY_PX = 4;
export const ROW_PX = 28;
export const HEADER_PX = 44;
export const TABLE_PX = 480;
export const DAY_MS = 86_400_000;
