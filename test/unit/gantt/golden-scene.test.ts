import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { buildGanttScene, type GanttSceneInput } from '../../../src/gantt/build-scene.ts';
import { DEFAULT_LOOK } from '../../../src/gantt/chart-look.ts';
import { type GanttLink, type GanttRow, rowsOf } from '../../../src/gantt/gantt-row.ts';
import { ganttStyle } from '../../../src/gantt/gantt-style.ts';
import { buildHeaderScene } from '../../../src/gantt/header-scene.ts';
import { buildLinkIndex } from '../../../src/gantt/link-index.ts';
import { chosenTexts, timeLabels } from '../../../src/gantt/plan-labels.ts';
import type { Primitive } from '../../../src/gantt/scene.ts';
import type { TimeAxis } from '../../../src/gantt/time-axis.ts';
import { dayNumberOf } from '../../../src/time/day.ts';

/**
 * Scenes as JSON beside this test: one line a primitive. A scene that changes on purpose is written anew with
 * `UPDATE_GOLDEN=1 npx vitest run test/unit/gantt/golden-scene.test.ts`, and its difference is read before it is kept.
 */
const FOLDER = join(import.meta.dirname, '..', '..', 'fixtures', 'gantt');
const FIRST = dayNumberOf(2027, 4, 5);
const at = (day: number, hour = 8): number => (FIRST + day) * 1440 + hour * 60;
const AXIS: TimeAxis = { fromMin: at(-7, 0), toMin: at(60, 0), pxPerDay: 12 };
const WIDTH = 800;

const row = (id: string, cells: Partial<GanttRow>): GanttRow => ({
  id,
  wbs: id,
  name: `Opgave ${id}`,
  depth: 1,
  kind: 'task',
  startMin: null,
  finishMin: null,
  percentComplete: 0,
  critical: false,
  manual: false,
  tone: 1,
  responsible: '',
  expanded: false,
  hasChildren: false,
  ...cells,
});

const ROWS: readonly GanttRow[] = [
  row('1', { kind: 'summary', depth: 0, startMin: at(0), finishMin: at(40, 17), expanded: true, hasChildren: true }),
  row('1.1', { startMin: at(0), finishMin: at(8, 17), percentComplete: 60, responsible: 'Jurist', status: 'late' }),
  row('1.2', {
    startMin: at(9),
    finishMin: at(24, 17),
    percentComplete: 25,
    parts: [
      { startMin: at(9), finishMin: at(13, 17) },
      { startMin: at(18), finishMin: at(24, 17) },
    ],
    status: 'underway',
  }),
  row('1.3', {
    startMin: at(25),
    finishMin: at(30, 17),
    critical: true,
    constraint: { type: 'SNET', atMin: at(25) },
    deadlineMin: at(29, 17),
    finding: 'error',
    status: 'planned',
  }),
  row('1.4', {
    startMin: at(20),
    finishMin: at(26, 17),
    slackUntilMin: at(38, 17),
    baselineStartMin: at(18),
    baselineFinishMin: at(22, 17),
    compared: [{ startMin: at(15), finishMin: at(21, 17) }],
    constraint: { type: 'MFO', atMin: at(26, 17) },
    manual: true,
    status: 'planned',
  }),
  row('1.5', {
    kind: 'milestone',
    startMin: at(32),
    finishMin: at(32),
    baselineStartMin: at(30),
    baselineFinishMin: at(30),
  }),
  row('1.6', { kind: 'gate', startMin: at(40), finishMin: at(40) }),
  row('1.7', {}),
];

const LINKS: readonly GanttLink[] = [
  { id: 'a', fromRow: 1, toRow: 2, type: 'FS', critical: false },
  { id: 'b', fromRow: 2, toRow: 3, type: 'FS', critical: true },
  { id: 'c', fromRow: 4, toRow: 3, type: 'SS', critical: false },
  { id: 'd', fromRow: 3, toRow: 6, type: 'FF', critical: false },
];

const STYLE = ganttStyle(28, 12);
const STATUS_WORDS = { done: 'færdig', late: 'forsinket', underway: 'i gang', planned: 'ikke begyndt' };

const scene = (changes: Partial<GanttSceneInput>): readonly Primitive[] =>
  buildGanttScene({
    rows: rowsOf(ROWS),
    links: buildLinkIndex(LINKS),
    axis: AXIS,
    style: STYLE,
    width: WIDTH,
    height: ROWS.length * 28,
    firstRow: 0,
    lastRow: ROWS.length - 1,
    firstRowY: 0,
    ...changes,
  }).items;

const CASES: Readonly<Record<string, () => readonly Primitive[]>> = {
  plain: () => scene({ textsOf: (each) => chosenTexts(each, DEFAULT_LOOK, 'da', STATUS_WORDS) }),
  everything: () =>
    scene({
      textsOf: (each) =>
        chosenTexts(
          each,
          { colorBy: 'status', labels: { left: 'wbs', inside: 'name', right: 'dates' } },
          'da',
          STATUS_WORDS,
        ),
      todayMin: at(12, 0),
      statusMin: at(6, 0),
      selectedRows: new Set([3]),
      hoverRow: 4,
      selectedLinks: new Set(['c']),
      drivingTasks: new Set(['1.2', '1.3']),
      drivingLinks: new Set(['b']),
      options: {
        showSlack: true,
        comparedCount: 1,
        showConstraints: true,
        showProgressLine: true,
        showBands: true,
        tiers: 'monthWeek',
      },
    }),
  header: () =>
    buildHeaderScene({
      axis: AXIS,
      style: STYLE,
      width: WIDTH,
      labels: timeLabels('da', { quarter: 'K', week: 'uge', today: 'i dag' }),
      todayMin: at(12, 0),
      tiers: 'monthDay',
    }).items,
};

const rounded = (_key: string, value: unknown): unknown =>
  typeof value === 'number' ? Math.round(value * 100) / 100 : value;
const textOf = (items: readonly Primitive[]): string =>
  `[\n${items.map((item) => JSON.stringify(item, rounded)).join(',\n')}\n]\n`;

describe('golden scenes', () => {
  it.each(Object.keys(CASES))('%s', (name) => {
    const file = join(FOLDER, `${name}-scene.json`);
    const text = textOf(CASES[name]!());
    if (process.env.UPDATE_GOLDEN) {
      mkdirSync(FOLDER, { recursive: true });
      writeFileSync(file, text);
    }
    expect(text).toBe(readFileSync(file, 'utf8'));
  });
});
