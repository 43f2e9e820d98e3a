import { describe, expect, it } from 'vitest';
import { buildGanttScene } from '../../../src/gantt/build-scene.ts';
import { type GanttRow, rowsOf } from '../../../src/gantt/gantt-row.ts';
import { ganttStyle } from '../../../src/gantt/gantt-style.ts';
import { hitTest } from '../../../src/gantt/hit-test.ts';
import { buildLinkIndex } from '../../../src/gantt/link-index.ts';
import { dayNumberOf } from '../../../src/time/day.ts';

const START = dayNumberOf(2026, 3, 30) * 1440;
const row = (id: string, kind: GanttRow['kind'], fromDay: number, toDay: number): GanttRow => ({
  id,
  wbs: id,
  name: id,
  depth: 1,
  kind,
  startMin: START + fromDay * 1440,
  finishMin: START + toDay * 1440,
  percentComplete: 40,
  critical: false,
  manual: false,
  tone: 0,
  responsible: '',
  expanded: false,
  hasChildren: false,
});

/** Ten pixels a day, rows of 28 pixels: a bar at 100-300, a short one at 400-409, a milestone at 500, a bracket, a gate. */
const ROWS = [
  row('long', 'task', 10, 30),
  row('short', 'task', 40, 40.9),
  row('point', 'milestone', 50, 50),
  row('sum', 'summary', 10, 60),
  row('gate', 'gate', 20, 20),
  {
    ...row('broken', 'task', 10, 40),
    percentComplete: 0,
    parts: [
      { startMin: START + 10 * 1440, finishMin: START + 15 * 1440 },
      { startMin: START + 20 * 1440, finishMin: START + 30 * 1440 },
      { startMin: START + 31 * 1440, finishMin: START + 40 * 1440 },
    ],
  },
];

const scene = buildGanttScene({
  rows: rowsOf(ROWS),
  links: buildLinkIndex([{ id: 'link', fromRow: 0, toRow: 1, type: 'FS', critical: false }]),
  axis: { fromMin: START, toMin: START + 100 * 1440, pxPerDay: 10 },
  style: ganttStyle(28, 13),
  width: 1000,
  height: 200,
  firstRow: 0,
  lastRow: 5,
  firstRowY: 0,
  options: { showBaseline: false },
});

describe('hit test', () => {
  it.each([
    ['middle of a bar', 160, 14, 'task', 'long', 'body'],
    ['left end', 103, 14, 'task', 'long', 'start'],
    ['just left of it', 96, 14, 'task', 'long', 'start'],
    ['right end', 297, 14, 'task', 'long', 'finish'],
    ['just right of it', 304, 13, 'task', 'long', 'finish'],
    ['handle of the progress', 181, 18, 'task', 'long', 'progress'],
    ['above that handle', 181, 10, 'task', 'long', 'body'],
    ['middle of a short bar', 404.5, 42, 'task', 'short', 'body'],
    ['end of a short bar', 408, 42, 'task', 'short', 'finish'],
    ['milestone', 502, 70, 'task', 'point', 'body'],
    ['bracket', 350, 96, 'task', 'sum', 'body'],
    ['gate', 200, 126, 'task', 'gate', 'body'],
    ['link', 350, 43, 'link', 'link', 'body'],
    ['link, near where it leaves', 307, 14, 'link', 'link', 'start'],
    ['link, near where it arrives', 392, 42, 'link', 'link', 'finish'],
    ['holiday', 35, 150, 'holiday', 'skaertorsdag', 'body'],
  ] as const)('%s', (_, x, y, kind, id, part) => {
    expect(hitTest(scene, x, y)).toEqual({ kind, id, part });
  });

  it.each([
    ['where work stops', 152, 'gap-start', 0],
    ['where it goes on', 198, 'gap-finish', 0],
    ['in the break', 175, 'body', undefined],
    ['the nearer edge of a short break', 303, 'gap-start', 1],
    ['the other edge of it', 308, 'gap-finish', 1],
    ['an end of the bar', 399, 'finish', undefined],
  ] as const)('of a bar with breaks: %s', (_, x, part, gap) => {
    expect(hitTest(scene, x, 152)).toEqual({ kind: 'task', id: 'broken', part, ...(gap === undefined ? {} : { gap }) });
  });

  it.each([
    ['bare ground', 700, 14],
    ['above the bar', 160, 3],
    ['far from the milestone', 480, 70],
  ] as const)('%s is nothing', (_, x, y) => {
    expect(hitTest(scene, x, y)).toBeNull();
  });
});
