import { paintScene } from '../../../renderer/gantt/scene-painter.ts';
import { type PlanSnapshot, planOver } from '../../../src/api.ts';
import { buildGanttScene, rowsInView } from '../../../src/gantt/build-scene.ts';
import { ganttStyle } from '../../../src/gantt/gantt-style.ts';
import { inkOf, LIGHT_PALETTE } from '../../../src/gantt/palette.ts';
import { barTexts } from '../../../src/gantt/plan-labels.ts';
import { type PlanRows, planRowsOf } from '../../../src/gantt/plan-rows.ts';
import { arrowHead, type Primitive, type Scene } from '../../../src/gantt/scene.ts';
import { axisThatFits, windowOf } from '../../../src/gantt/time-axis.ts';
import { outlineOf } from '../../../src/model/outline.ts';
import { emptyRows } from '../../../src/model/plan.ts';
import { ENTITY_NAMES } from '../../../src/model/schema.ts';
import { visibleRowsOf } from '../../../src/model/visible-rows.ts';
import { scheduleOf } from '../../../src/schedule/plan-schedule.ts';
import { type Chart, DAY_PX, ROW_PX } from './chart.ts';

/**
 * The scene of our time line and nothing else, once painted on a canvas and once as SVG elements that are kept from frame to
 * frame: what the choice between the two rests on.
 */
const WIDTH = 920;
const HEIGHT = 756;
const NAMESPACE = 'http://www.w3.org/2000/svg';

type Paint = (scene: Scene) => void;

const onCanvas = (root: HTMLElement): Paint => {
  const canvas = document.createElement('canvas');
  canvas.width = WIDTH;
  canvas.height = HEIGHT;
  root.append(canvas);
  const context = canvas.getContext('2d', { alpha: false })!;
  return (scene) => paintScene(context, scene, LIGHT_PALETTE, { pixelRatio: 1 });
};

const shapeOf = (item: Primitive): readonly [string, Readonly<Record<string, string | number>>, string?] => {
  switch (item.shape) {
    case 'rect':
      return [
        'rect',
        { x: item.x, y: item.y, width: Math.max(0, item.width), height: item.height, rx: item.radius ?? 0 },
      ];
    case 'line':
      return ['path', { d: `M${item.x1} ${item.y1}L${item.x2} ${item.y2}` }];
    case 'diamond': {
      const { x, y, radius: r } = item;
      return ['path', { d: `M${x} ${y - r}L${x + r} ${y}L${x} ${y + r}L${x - r} ${y}Z` }];
    }
    case 'path': {
      const head = item.arrow ? arrowHead(item.points, item.arrow) : null;
      const line = (points: readonly number[]): string =>
        points.map((value, at) => `${at === 0 ? 'M' : at % 2 === 0 ? 'L' : ' '}${value}`).join('');
      return ['path', { d: `${line(item.points)}${item.closed ? 'Z' : ''}${head ? `${line(head)}Z` : ''}` }];
    }
    case 'text':
      return ['text', { x: item.x, y: item.y, 'font-size': item.size, 'text-anchor': item.anchor }, item.text];
    // Neither occurs in a chart on screen.
    case 'group':
    case 'image':
      return ['g', {}];
  }
};

/** Elements are used again for the next frame's primitives of the same kind, and only what differs is written. */
const asSvg = (root: HTMLElement): Paint => {
  const svg = document.createElementNS(NAMESPACE, 'svg');
  svg.setAttribute('width', String(WIDTH));
  svg.setAttribute('height', String(HEIGHT));
  root.append(svg);
  const kept: { element: SVGElement; name: string; said: Map<string, string> }[] = [];
  const set = (at: number, key: string, value: string): void => {
    const { element, said } = kept[at]!;
    if (said.get(key) === value) return;
    said.set(key, value);
    if (key === 'text') element.textContent = value;
    else element.setAttribute(key, value);
  };
  return (scene) => {
    scene.items.forEach((item, at) => {
      const [name, attributes, text] = shapeOf(item);
      if (kept[at]?.name !== name) {
        const element = document.createElementNS(NAMESPACE, name);
        if (kept[at]) kept[at].element.replaceWith(element);
        else svg.append(element);
        kept[at] = { element, name, said: new Map() };
      }
      const ink = item.shape === 'group' || item.shape === 'image' ? {} : inkOf(LIGHT_PALETTE, item.role, item.tone);
      const isOpen = item.shape === 'line' || (item.shape === 'path' && !item.closed);
      set(at, 'fill', isOpen ? 'none' : (ink.fill ?? 'none'));
      set(at, 'stroke', ink.stroke ?? 'none');
      for (const [key, value] of Object.entries(attributes)) set(at, key, String(value));
      if (text !== undefined) set(at, 'text', text);
    });
    while (kept.length > scene.items.length) kept.pop()!.element.remove();
  };
};

const makeChart = (painter: (root: HTMLElement) => Paint): Chart => {
  let root: HTMLElement | null = null;
  let paint: Paint | null = null;
  let rows: PlanRows | null = null;
  let projectStart = 0;
  let scrollTop = 0;
  let dayPx = DAY_PX;
  let leftMin = 0;
  const draw = (): void => {
    const axis = windowOf(
      { ...axisThatFits(projectStart, projectStart + 1440, 1), fromMin: leftMin, pxPerDay: dayPx },
      0,
      WIDTH,
    );
    const style = ganttStyle(ROW_PX, 12);
    const inView = rowsInView(scrollTop, HEIGHT, ROW_PX, rows!.count);
    const textsOf = (row: Parameters<typeof barTexts>[0]) => barTexts(row, 'da');
    paint!(
      buildGanttScene({
        rows: rows!,
        links: rows!.links,
        axis,
        style,
        width: WIDTH,
        height: HEIGHT,
        ...inView,
        textsOf,
      }),
    );
  };
  return {
    start: async (element) => {
      root = element;
    },
    take: (_plan, own) => {
      const snapshot = own as PlanSnapshot;
      const all = emptyRows();
      for (const name of ENTITY_NAMES) {
        for (const row of snapshot.rows[name]) (all[name] as Map<string, unknown>).set(row.id, row);
      }
      const plan = planOver(snapshot.projectId, 1, all);
      const schedule = scheduleOf(plan);
      const visible = visibleRowsOf(outlineOf(plan), new Set());
      rows = planRowsOf({ plan, schedule, visible, collapsed: new Set(), baselineId: null });
      projectStart = schedule.result.projectStart;
      leftMin = projectStart;
    },
    show: () => {
      paint = painter(root!);
      draw();
    },
    isShown: () => root!.childElementCount > 0,
    goTo: (share) => {
      const row = Math.floor(rows!.count * share);
      scrollTop = row * ROW_PX;
      leftMin = rows!.at(row).startMin! - (WIDTH / 3 / dayPx) * 1440;
      draw();
    },
    scrollBy: (pixels) => {
      scrollTop += pixels;
      draw();
    },
    zoom: (direction) => {
      dayPx *= direction > 0 ? 1.16 : 1 / 1.16;
      draw();
    },
  };
};

export const canvasChart = makeChart(onCanvas);
export const svgChart = makeChart(asSvg);
