import type { Chart, ChartPlan } from './chart.ts';

/** Milliseconds between one frame and the next. */
export type FrameTimes = readonly number[];

/** What the bench asks of the page. */
export interface ChartPage {
  readonly start: () => Promise<void>;
  readonly take: (address: string) => Promise<void>;
  /** Milliseconds from handing over the plan to the second frame that shows it. */
  readonly show: () => Promise<number>;
  readonly goTo: (share: number) => Promise<void>;
  readonly scroll: (frames: number, most: number) => Promise<FrameTimes>;
  readonly zoom: (frames: number) => Promise<FrameTimes>;
  readonly elements: () => number;
  /** Middle of the bar of a row, in pixels of the time line. */
  readonly barOf: (row: number) => number;
  readonly watchFrames: () => void;
  readonly watchedFrames: () => FrameTimes;
}

declare global {
  interface Window {
    chartPage?: ChartPage;
  }
}

const CHARTS: Readonly<Record<string, () => Promise<{ readonly chart: Chart }>>> = {
  udbudsplan: () => import('./own-chart.tsx'),
  'canvas-painter': async () => ({ chart: (await import('./painter-chart.ts')).canvasChart }),
  'svg-painter': async () => ({ chart: (await import('./painter-chart.ts')).svgChart }),
  'dhtmlx-gantt': () => import('../peers/dhtmlx-chart.ts'),
  '@svar-ui/react-gantt': () => import('../peers/svar-chart.ts'),
  '@visactor/vtable-gantt': () => import('../peers/vtable-chart.ts'),
  'frappe-gantt': () => import('../peers/frappe-chart.ts'),
};

const frame = (): Promise<number> => new Promise((resolve) => requestAnimationFrame(resolve));

/** Runs a step at the beginning of each of so many frames and gives how long each frame took, to the beginning of the next. */
const inFrames = (count: number, step: (at: number) => void): Promise<FrameTimes> =>
  new Promise((resolve) => {
    const times: number[] = [];
    let before: number | null = null;
    // In the callback itself, so that the browser counts it as script of the frame.
    const next = (now: number): void => {
      if (before !== null) times.push(now - before);
      before = now;
      if (times.length === count) {
        resolve(times);
        return;
      }
      step(times.length);
      requestAnimationFrame(next);
    };
    requestAnimationFrame(next);
  });

let watched: number[] = [];
let isWatching = false;

const { chart } = await CHARTS[new URLSearchParams(location.search).get('chart')!]!();

window.chartPage = {
  start: () => chart.start(document.getElementById('root')!),
  take: async (address) => {
    const { own, plan } = (await (await fetch(address)).json()) as { own: unknown; plan: ChartPlan };
    chart.take(plan, own);
  },
  show: async () => {
    const startMs = performance.now();
    chart.show();
    do await frame();
    while (!chart.isShown());
    await frame();
    await new Promise((resolve) => setTimeout(resolve));
    return performance.now() - startMs;
  },
  goTo: async (share) => {
    chart.goTo(share);
    for (let at = 0; at < 20; at++) await frame();
  },
  // The same steps for every chart: none, some and the most of a wheel that is turned fast, down and at the end up again.
  scroll: (frames, most) =>
    inFrames(frames, (at) => chart.scrollBy((at < frames * 0.8 ? 1 : -1) * Math.round(most * (((at * 37) % 60) / 59)))),
  zoom: (frames) => inFrames(frames, (at) => chart.zoom(at % 12 < 6 ? 1 : -1)),
  barOf: (row) => chart.barOf?.(row) ?? Number.NaN,
  watchFrames: () => {
    watched = [];
    isWatching = true;
    let before = performance.now();
    const look = (now: number): void => {
      if (!isWatching) return;
      watched.push(now - before);
      before = now;
      requestAnimationFrame(look);
    };
    requestAnimationFrame((now) => {
      before = now;
      requestAnimationFrame(look);
    });
  },
  watchedFrames: () => {
    isWatching = false;
    return watched;
  },
  elements: () => document.getElementsByTagName('*').length,
};
