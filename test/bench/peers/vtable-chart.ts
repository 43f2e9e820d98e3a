import { Gantt } from '@visactor/vtable-gantt';
import { type Chart, type ChartPlan, DAY_PX, HEADER_PX, ROW_PX, TABLE_PX } from '../time-line/chart.ts';

interface Record {
  readonly id: string;
  readonly name: string;
  readonly start: string;
  readonly end: string;
  readonly progress: number;
  readonly children?: Record[];
}

let root: HTMLElement | null = null;
let options: object | null = null;
let gantt: Gantt | null = null;
let rows = 0;

const dayText = (ms: number): string => new Date(ms).toISOString().slice(0, 10);

const tree = (plan: ChartPlan): Record[] => {
  const top: Record[] = [];
  const byId = new Map<string, Record>();
  for (const task of plan.tasks) {
    const record: Record = {
      id: task.id,
      name: task.name,
      start: dayText(task.startMs),
      end: dayText(task.finishMs),
      progress: task.percent,
      ...(task.isSummary ? { children: [], hierarchyState: 'expand' } : {}),
    };
    byId.set(task.id, record);
    if (task.parent === null) top.push(record);
    else byId.get(task.parent)!.children!.push(record);
  }
  return top;
};

export const chart: Chart = {
  start: async (element) => {
    root = element;
  },
  take: (plan) => {
    rows = plan.tasks.length;
    options = {
      records: tree(plan),
      taskKeyField: 'id',
      taskListTable: {
        tableWidth: TABLE_PX,
        columns: [
          { field: 'name', title: 'Navn', width: 240, tree: true },
          { field: 'start', title: 'Start', width: 120 },
          { field: 'end', title: 'Slut', width: 120 },
        ],
      },
      taskBar: { startDateField: 'start', endDateField: 'end', progressField: 'progress' },
      dependency: {
        links: plan.links.map(({ from, to }) => ({
          type: 'finish_to_start',
          linkedFromTaskKey: from,
          linkedToTaskKey: to,
        })),
      },
      timelineHeader: {
        colWidth: DAY_PX * 7,
        scales: [
          { unit: 'month', step: 1 },
          { unit: 'week', step: 1 },
        ],
      },
      rowHeight: ROW_PX,
      headerRowHeight: HEADER_PX / 2,
      minDate: dayText(plan.fromMs),
      maxDate: dayText(plan.toMs),
    };
  },
  show: () => {
    gantt = new Gantt(root!, options!);
    options = null;
  },
  isShown: () => document.querySelector('canvas') !== null,
  goTo: (share) => {
    gantt!.scrollTop = share * rows * ROW_PX;
    gantt!.scrollLeft = share * gantt!.getAllDateColsWidth();
  },
  scrollBy: (pixels) => {
    gantt!.scrollTop += pixels;
  },
  zoom: (direction) => gantt!.zoomByFactor(direction > 0 ? 1.16 : 1 / 1.16, true),
};
