import './node_modules/frappe-gantt/dist/frappe-gantt.css';
import Gantt from 'frappe-gantt';
import { type Chart, DAY_PX } from '../time-line/chart.ts';

/** This chart has no table beside it and takes no rows of another height than its bars ask for. */
const BAR_PX = 14;
const PADDING_PX = 14;

let root: HTMLElement | null = null;
let tasks: object[] | null = null;
let gantt: Gantt | null = null;
let rows = 0;
let step = 0;

/** The weeks of the others, and the widths that its zoom goes through. */
const MODES = [1, 2, DAY_PX, 8, 16].map((dayPx, at) => ({
  name: `Weeks ${at}`,
  padding: '1m',
  step: '7d',
  date_format: 'YYYY-MM-DD',
  column_width: dayPx * 7,
  lower_text: 'D',
  upper_text: 'MMMM',
  upper_text_frequency: 4,
}));

const scroller = (): HTMLElement => document.querySelector<HTMLElement>('.gantt-container')!;

export const chart: Chart = {
  start: async (element) => {
    root = element;
  },
  take: (plan) => {
    rows = plan.tasks.length;
    const before = new Map<string, string[]>();
    for (const { from, to } of plan.links) before.set(to, [...(before.get(to) ?? []), from]);
    tasks = plan.tasks.map((task) => ({
      id: task.id,
      name: task.name,
      start: new Date(task.startMs),
      end: new Date(task.finishMs),
      progress: task.percent,
      dependencies: (before.get(task.id) ?? []).join(', '),
    }));
  },
  show: () => {
    const holder = document.createElement('div');
    holder.style.width = '1400px';
    root!.append(holder);
    gantt = new Gantt(holder, tasks!, {
      bar_height: BAR_PX,
      padding: PADDING_PX,
      container_height: 800,
      view_modes: MODES,
      view_mode: 'Weeks 2',
      infinite_padding: false,
      scroll_to: 'start',
    });
    tasks = null;
  },
  isShown: () => document.querySelector('.bar-wrapper') !== null,
  goTo: (share) => {
    scroller().scrollTop = share * rows * (BAR_PX + PADDING_PX);
    scroller().scrollLeft = share * scroller().scrollWidth;
  },
  scrollBy: (pixels) => {
    scroller().scrollTop += pixels;
  },
  zoom: (direction) => {
    step = Math.max(-2, Math.min(2, step + direction));
    gantt!.change_view_mode(`Weeks ${step + 2}`, true);
  },
};
