import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { buildGanttScene, type GanttSceneInput, rowsInView } from '../../../src/gantt/build-scene.ts';
import { type GanttLink, type GanttRow, rowsOf } from '../../../src/gantt/gantt-row.ts';
import { ganttStyle } from '../../../src/gantt/gantt-style.ts';
import { buildHeaderScene } from '../../../src/gantt/header-scene.ts';
import { buildLinkIndex } from '../../../src/gantt/link-index.ts';
import type { PathPrimitive, Primitive, RectPrimitive, Scene, TextPrimitive } from '../../../src/gantt/scene.ts';
import { type TimeAxis, windowOf, xOf } from '../../../src/gantt/time-axis.ts';
import type { LinkType } from '../../../src/model/schema.ts';
import { dayNumberOf } from '../../../src/time/day.ts';
import { DANISH_TIME, samplePlan } from '../report/sample-plan.ts';

const STYLE = ganttStyle(28, 13);
const START = dayNumberOf(2024, 1, 1) * 1440;
const AXIS: TimeAxis = { fromMin: START, toMin: START + 1500 * 1440, pxPerDay: 4 };
const WIDTH = 900;
const HEIGHT = 600;

const ROW: GanttRow = {
  id: 'a',
  wbs: '1',
  name: 'Opgave',
  depth: 1,
  kind: 'task',
  startMin: START + 20 * 1440,
  finishMin: START + 60 * 1440,
  percentComplete: 50,
  critical: false,
  manual: false,
  tone: 2,
  responsible: '',
  expanded: false,
  hasChildren: false,
};

function sceneOf(
  rows: readonly GanttRow[],
  links: readonly GanttLink[],
  changes: Partial<GanttSceneInput> = {},
  scrollX = 0,
  scrollY = 0,
): Scene {
  return buildGanttScene({
    rows: rowsOf(rows),
    links: buildLinkIndex(links),
    axis: windowOf(AXIS, scrollX, WIDTH),
    style: STYLE,
    width: WIDTH,
    height: HEIGHT,
    ...rowsInView(scrollY, HEIGHT, STYLE.rowHeight, rows.length),
    ...changes,
  });
}

function boundsOf(item: Primitive): [number, number, number, number] {
  switch (item.shape) {
    case 'line':
      return [
        Math.min(item.x1, item.x2),
        Math.min(item.y1, item.y2),
        Math.max(item.x1, item.x2),
        Math.max(item.y1, item.y2),
      ];
    case 'diamond':
      return [item.x - item.radius, item.y - item.radius, item.x + item.radius, item.y + item.radius];
    case 'path': {
      const xs = item.points.filter((_, at) => at % 2 === 0);
      const ys = item.points.filter((_, at) => at % 2 === 1);
      return [Math.min(...xs), Math.min(...ys), Math.max(...xs), Math.max(...ys)];
    }
    case 'text': {
      const left =
        item.anchor === 'end' ? item.x - item.width : item.anchor === 'middle' ? item.x - item.width / 2 : item.x;
      return [left, item.y - item.size, left + item.width, item.y];
    }
    default:
      return [item.x, item.y, item.x + item.width, item.y + item.height];
  }
}

const inRole = (scene: Scene, role: string): Primitive[] =>
  scene.items.filter((item) => item.shape !== 'group' && item.role === role);

describe('scene of a plan', () => {
  it('emits nothing that lies outside the window', () => {
    const { rows, links } = samplePlan(300);
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 5000 }),
        fc.integer({ min: 0, max: 300 * 28 - HEIGHT }),
        fc.constantFrom(0.3, 1.2, 4, 20, 300),
        (scrollX, scrollY, pxPerDay) => {
          const axis = windowOf({ ...AXIS, pxPerDay }, scrollX, WIDTH);
          const textsOf = (row: GanttRow) => ({ right: row.name, left: row.wbs });
          const options = { showSlack: true, showBands: true };
          const scene = sceneOf(rows, links, { axis, textsOf, options, todayMin: START + 500 * 1440 }, 0, scrollY);
          const slack = STYLE.rowHeight + 4;
          for (const item of scene.items) {
            const [left, top, right, bottom] = boundsOf(item);
            expect(right).toBeGreaterThanOrEqual(-slack);
            expect(bottom).toBeGreaterThanOrEqual(-slack);
            expect(left).toBeLessThanOrEqual(WIDTH + slack);
            expect(top).toBeLessThanOrEqual(HEIGHT + slack);
            if (item.shape === 'text' || (item.shape === 'rect' && item.role === 'label-ground')) continue;
            expect(left).toBeGreaterThanOrEqual(-slack - 40);
            expect(right).toBeLessThanOrEqual(WIDTH + slack + 40);
          }
        },
      ),
      { numRuns: 60 },
    );
  });

  it('is as large for 50,000 rows as for 200', () => {
    const sizes = [200, 50_000].map((count) => {
      const rows = Array.from({ length: count }, (_, index) => ({
        ...ROW,
        id: `t${index}`,
        critical: index % 5 === 0,
      }));
      const links = rows.slice(1).map((_, index): GanttLink => {
        return { id: `l${index}`, fromRow: index, toRow: index + 1, type: 'FS', critical: false };
      });
      return sceneOf(rows, links, {}, 0, 2000).items.length;
    });
    expect(sizes[0]).toBe(sizes[1]);
  });

  it('draws no wall of links that only pass by', () => {
    const rows = Array.from({ length: 4000 }, (_, index) => ({ ...ROW, id: `t${index}` }));
    const links = Array.from({ length: 900 }, (_, index): GanttLink => {
      return { id: `l${index}`, fromRow: index, toRow: 3000 + index, type: 'FS', critical: index % 100 === 0 };
    });
    const scene = sceneOf(rows, links, {}, 0, 2000 * 28);
    expect(inRole(scene, 'link')).toHaveLength(0);
    expect(inRole(scene, 'link-critical').length).toBeGreaterThan(0);
    expect(inRole(scene, 'link-critical').length).toBeLessThanOrEqual(9);
    const selected = sceneOf(rows, links, { selectedLinks: new Set(['l7']) }, 0, 2000 * 28);
    expect(inRole(selected, 'link-selected')).toHaveLength(1);
  });

  it.each<[LinkType, 'x1' | 'x2', 'x1' | 'x2', number]>([
    ['FS', 'x2', 'x1', 1],
    ['SS', 'x1', 'x1', 1],
    ['FF', 'x2', 'x2', -1],
    ['SF', 'x1', 'x2', -1],
  ])('draws a %s link at right angles between the right ends', (type, fromEnd, toEnd, heading) => {
    const later = { ...ROW, id: 'b', startMin: START + 80 * 1440, finishMin: START + 120 * 1440 };
    for (const [first, second] of [
      [ROW, later],
      [later, ROW],
    ] as const) {
      const scene = sceneOf([first, second], [{ id: 'l', fromRow: 0, toRow: 1, type, critical: true }]);
      const [path] = inRole(scene, 'link-critical') as PathPrimitive[];
      const { points } = path!;
      const endsOf = (row: GanttRow) => ({ x1: xOf(AXIS, row.startMin!), x2: xOf(AXIS, row.finishMin!) });
      expect(points[0]).toBeCloseTo(endsOf(first)[fromEnd]);
      expect(points.at(-2)).toBeCloseTo(endsOf(second)[toEnd]);
      expect(Math.sign(points.at(-2)! - points.at(-4)!)).toBe(heading);
      for (let at = 0; at < points.length - 2; at += 2) {
        expect(points[at] === points[at + 2] || points[at + 1] === points[at + 3]).toBe(true);
      }
      expect(path!.arrow).toBe(STYLE.arrow);
    }
  });

  it('marks the critical path by more than colour', () => {
    const scene = sceneOf([{ ...ROW, critical: true }], []);
    expect(inRole(scene, 'bar-critical')).toHaveLength(1);
    expect(inRole(scene, 'critical-outline')).toHaveLength(1);
    const without = sceneOf([{ ...ROW, critical: true }], [], { options: { showCritical: false } });
    expect(inRole(without, 'bar-critical')).toHaveLength(0);
    expect(inRole(without, 'critical-outline')).toHaveLength(0);
  });

  it('draws gates, milestones and summaries each in their own shape', () => {
    const at = { startMin: ROW.startMin, finishMin: ROW.startMin };
    const rows: GanttRow[] = [
      { ...ROW, ...at, id: 'm', kind: 'milestone' },
      { ...ROW, ...at, id: 'g', kind: 'gate' },
      { ...ROW, id: 's', kind: 'summary' },
      { ...ROW, id: 'u', startMin: null, finishMin: null },
    ];
    const scene = sceneOf(rows, []);
    expect(inRole(scene, 'milestone')[0]!.shape).toBe('diamond');
    expect((inRole(scene, 'gate')[0] as PathPrimitive).points).toHaveLength(12);
    expect((inRole(scene, 'summary')[0] as PathPrimitive).closed).toBe(true);
    expect(scene.items.some((item) => item.shape !== 'group' && item.subject?.id === 'u')).toBe(false);
  });

  it('keeps texts to the right clear of bar and slack, and those to the left clear of the bar', () => {
    const { rows, links } = samplePlan(60);
    const options = { showSlack: true };
    const scene = sceneOf(rows, links, { textsOf: (row) => ({ right: row.name, left: row.wbs }), options });
    const texts = scene.items.filter((item): item is TextPrimitive => item.shape === 'text' && item.role === 'label');
    expect(texts.length).toBeGreaterThan(5);
    const bars = scene.items.filter(
      (item): item is RectPrimitive =>
        item.shape === 'rect' && item.subject?.kind === 'task' && item.subject.part === 'body',
    );
    for (const text of texts) {
      const [left, top, right, bottom] = boundsOf(text);
      for (const bar of bars) {
        const apart = right <= bar.x || left >= bar.x + bar.width || bottom <= bar.y || top >= bar.y + bar.height;
        expect(apart).toBe(true);
      }
    }
  });

  it('shades weekends and holidays once they are wide enough to be seen, and merges them', () => {
    const pxPerDay = 10;
    const easter: TimeAxis = { fromMin: dayNumberOf(2026, 3, 30) * 1440, toMin: 0, pxPerDay };
    const scene = sceneOf([ROW], [], { axis: easter, width: 100 });
    const weekends = inRole(scene, 'weekend') as RectPrimitive[];
    expect(weekends.map(({ x, width }) => [x, width])).toEqual([[50, 20]]);
    const holidays = inRole(scene, 'holiday') as RectPrimitive[];
    expect(holidays.map(({ x, width, subject }) => [x, width, subject?.id])).toEqual([
      [30, 10, 'skaertorsdag'],
      [40, 10, 'langfredag'],
      [70, 10, 'anden-paaskedag'],
    ]);
    expect(inRole(sceneOf([ROW], [], { axis: { ...easter, pxPerDay: 0.5 } }), 'weekend')).toHaveLength(0);
  });
});

describe('scene of the time header', () => {
  it('has texts that keep clear of each other, of the edges and of today', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 400_000 }),
        fc.double({ min: 0.02, max: 900, noNaN: true }),
        (offset, pxPerDay) => {
          const axis = { fromMin: START + offset, toMin: 0, pxPerDay };
          const todayMin = START + offset + (200 / pxPerDay) * 1440;
          const scene = buildHeaderScene({ axis, style: STYLE, width: WIDTH, labels: DANISH_TIME, todayMin });
          for (const roles of [['header-major'], ['header-minor', 'today-text']]) {
            const spans = scene.items
              .filter((item): item is TextPrimitive => item.shape === 'text' && roles.includes(item.role))
              .map(boundsOf)
              .sort((a, b) => a[0] - b[0]);
            for (let at = 0; at < spans.length; at++) {
              expect(spans[at]![0]).toBeGreaterThanOrEqual(-0.01);
              expect(spans[at]![2]).toBeLessThanOrEqual(WIDTH + 0.01);
              if (at > 0) expect(spans[at]![0]).toBeGreaterThanOrEqual(spans[at - 1]![2] - 0.01);
            }
          }
        },
      ),
    );
  });
});
