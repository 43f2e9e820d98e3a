import 'dhtmlx-gantt/codebase/dhtmlxgantt.css';
import { gantt } from 'dhtmlx-gantt';
import { type Chart, type ChartPlan, DAY_PX, HEADER_PX, ROW_PX, TABLE_PX } from '../time-line/chart.ts';

let data: { data: object[]; links: object[] } | null = null;
let root: HTMLElement | null = null;
let fromMs = 0;
let spanMs = 1;
let rows = 0;

/** Scales from coarse to fine, the middle one as wide as that of the others. */
const LEVELS = [1, 2, DAY_PX, 8, 16].map((dayPx, at) => ({
  name: `level${at}`,
  min_column_width: dayPx * 7,
  scale_height: HEADER_PX,
  scales: [
    { unit: 'month', step: 1, format: '%M %Y' },
    { unit: 'week', step: 1, format: '%W' },
  ],
}));

export const chart: Chart = {
  start: async (element) => {
    root = element;
    Object.assign(gantt.config, {
      row_height: ROW_PX,
      bar_height: 14,
      scale_height: HEADER_PX,
      grid_width: TABLE_PX,
      readonly: false,
      smart_rendering: true,
      static_background: true,
      open_tree_initially: true,
    });
    gantt.ext.zoom.init({ levels: LEVELS });
    gantt.ext.zoom.setLevel('level2');
  },
  take: (plan: ChartPlan) => {
    fromMs = plan.fromMs;
    spanMs = plan.toMs - plan.fromMs;
    rows = plan.tasks.length;
    data = {
      data: plan.tasks.map((task) => ({
        id: task.id,
        text: task.name,
        parent: task.parent ?? 0,
        start_date: new Date(task.startMs),
        end_date: new Date(task.finishMs),
        progress: task.percent / 100,
        type: task.isSummary ? 'project' : 'task',
        open: true,
      })),
      links: plan.links.map(({ id, from, to }) => ({ id, source: from, target: to, type: '0' })),
    };
  },
  show: () => {
    gantt.init(root!);
    gantt.parse(data!);
    data = null;
  },
  isShown: () => document.querySelector('.gantt_task_line') !== null && document.querySelector('.gantt_row') !== null,
  goTo: (share) => gantt.scrollTo(gantt.posFromDate(new Date(fromMs + share * spanMs)), share * rows * ROW_PX),
  scrollBy: (pixels) => {
    const { y } = gantt.getScrollState();
    gantt.scrollTo(null, y + pixels);
  },
  zoom: (direction) => (direction > 0 ? gantt.ext.zoom.zoomIn() : gantt.ext.zoom.zoomOut()),
};
