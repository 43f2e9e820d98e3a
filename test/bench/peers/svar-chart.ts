import '@svar-ui/react-gantt/all.css';
import { Gantt, Willow } from '@svar-ui/react-gantt';
import { createElement } from 'react';
import { createRoot, type Root } from 'react-dom/client';
import { type Chart, type ChartPlan, DAY_MS, DAY_PX, HEADER_PX, ROW_PX } from '../time-line/chart.ts';

let root: Root | null = null;
let given: { tasks: object[]; links: object[]; start: Date; end: Date } | null = null;
let rows = 0;
let scrolled = 0;
let spanMs = 0;
let api: { exec: (action: string, detail: object) => unknown } | null = null;

const WEEK_PX = DAY_PX * 7;

/** The scales of the others, with the widths that its zoom goes through. */
const scales = [
  { unit: 'month', step: 1, format: '%M %Y' },
  { unit: 'week', step: 1, format: '%w' },
];

const scrollTo = (top: number): void => {
  scrolled = top;
  void api?.exec('scroll-chart', { top });
};

export const chart: Chart = {
  start: async (element) => {
    root = createRoot(element);
  },
  take: (plan: ChartPlan) => {
    rows = plan.tasks.length;
    spanMs = plan.toMs - plan.fromMs;
    given = {
      tasks: plan.tasks.map((task) => ({
        id: task.id,
        text: task.name,
        parent: task.parent ?? 0,
        start: new Date(task.startMs),
        end: new Date(task.finishMs),
        progress: task.percent,
        type: task.isSummary ? 'summary' : 'task',
        ...(task.isSummary ? { open: true } : {}),
      })),
      links: plan.links.map(({ id, from, to }) => ({ id, source: from, target: to, type: 'e2s' })),
      start: new Date(plan.fromMs),
      end: new Date(plan.toMs),
    };
  },
  show: () => {
    const element = createElement(Gantt, {
      ...given!,
      cellWidth: WEEK_PX,
      cellHeight: ROW_PX,
      scaleHeight: HEADER_PX / 2,
      lengthUnit: 'day',
      scales,
      zoom: { level: 0, levels: [{ minCellWidth: WEEK_PX / 4, maxCellWidth: WEEK_PX * 4, scales }] },
      init: (made: typeof api) => {
        api = made;
      },
    });
    root!.render(createElement('div', { style: { width: 1400, height: 800 } }, createElement(Willow, null, element)));
    given = null;
  },
  isShown: () => document.querySelector('.wx-bar') !== null,
  goTo: (share) => {
    scrollTo(share * rows * ROW_PX);
    void api?.exec('scroll-chart', { left: (share * spanMs * DAY_PX) / DAY_MS });
  },
  scrollBy: (pixels) => scrollTo(scrolled + pixels),
  zoom: (direction) => void api?.exec('zoom-scale', { dir: direction, offset: 400 }),
};
