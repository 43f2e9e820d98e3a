import { DEFAULT_GANTT_OPTIONS } from '../gantt/build-scene.ts';
import type { GanttRow } from '../gantt/gantt-row.ts';
import type { GanttStyle } from '../gantt/gantt-style.ts';
import { HALF_CAPITAL } from '../gantt/row-labels.ts';
import { addFindingMark, addRowMarks, baselineSign, type MarkOptions } from '../gantt/row-marks.ts';
import type { Primitive, Role } from '../gantt/scene.ts';
import { measureText } from '../gantt/text-metrics.ts';
import type { LegendKey, ReportLabels } from './report-input.ts';

/** Roles, stage colours and places of compared baselines (from 1) that occur in a chart. */
export type UsedRoles = { readonly roles: Set<Role>; readonly tones: Set<number>; readonly compared: Set<number> };

/** Nothing that is used yet. */
export const nothingUsed = (): UsedRoles => ({ roles: new Set(), tones: new Set(), compared: new Set() });

/** Adds the roles and colours of primitives to those used. */
export function noteRoles(used: UsedRoles, items: readonly Primitive[]): void {
  for (const item of items) {
    if (item.shape === 'group' || item.shape === 'image' || (item.shape === 'rect' && item.width <= 0)) continue;
    used.roles.add(item.role);
    if (item.role === 'baseline-compared' || item.role === 'baseline-line') used.compared.add((item.tone ?? 0) + 1);
    if ((item.role === 'bar' || item.role === 'milestone') && item.tone !== undefined) used.tones.add(item.tone);
  }
}

const KEY_ROLES: readonly (readonly [LegendKey, readonly Role[]])[] = [
  ['task', ['bar']],
  ['progress', ['progress', 'progress-critical']],
  ['critical', ['bar-critical', 'milestone-critical', 'link-critical']],
  ['summary', ['summary']],
  ['milestone', ['milestone']],
  ['gate', ['gate']],
  ['baseline', ['baseline']],
  ['compared', ['baseline-compared', 'baseline-line']],
  ['slack', ['slack']],
  ['deadline', ['deadline']],
  ['deadlineMissed', ['deadline-missed']],
  ['manual', ['manual-mark']],
  ['link', ['link']],
  ['marker', ['marker']],
  ['constraint', ['constraint']],
  ['today', ['today']],
  ['status', ['status-line']],
  ['progressLine', ['progress-line']],
  ['weekend', ['weekend']],
  ['holiday', ['holiday']],
  ['error', ['finding-error']],
  ['warning', ['finding-warning']],
];

/** What a legend can explain, in the order in which it does. */
export const LEGEND_KEYS: readonly LegendKey[] = KEY_ROLES.map(([key]) => key);

const SAMPLE: GanttRow = {
  id: '',
  wbs: '',
  name: '',
  depth: 0,
  kind: 'task',
  startMin: 0,
  finishMin: 1440,
  percentComplete: 0,
  critical: false,
  manual: false,
  tone: 7,
  responsible: '',
  expanded: false,
  hasChildren: false,
};

const OPTIONS: MarkOptions = { ...DEFAULT_GANTT_OPTIONS, showBaseline: false, showConstraints: true };

/** The sign itself, drawn as in the chart: from x on, `width` wide. `place` tells which of the compared baselines is meant. */
function signOf(
  key: LegendKey,
  x: number,
  middle: number,
  width: number,
  style: GanttStyle,
  place: number,
): Primitive[] {
  const items: Primitive[] = [];
  const axis = { fromMin: (-x / width) * 1440, toMin: 1440, pxPerDay: width };
  const end = x + width;
  const centre = x + width / 2;
  const draw = (row: Partial<GanttRow>): void => {
    addRowMarks(items, { ...SAMPLE, ...row }, middle, axis, style, end + width, OPTIONS);
  };
  const line = (role: Role): void => {
    items.push({ shape: 'line', role, x1: x, y1: middle, x2: end, y2: middle });
  };
  const half = style.barHeight / 2;
  if (key === 'task') draw({});
  else if (key === 'progress') draw({ percentComplete: 60 });
  else if (key === 'critical') draw({ critical: true });
  else if (key === 'manual') draw({ manual: true });
  else if (key === 'summary') draw({ kind: 'summary' });
  else if (key === 'milestone' || key === 'gate') draw({ kind: key, startMin: 720, finishMin: 720 });
  else if (key === 'deadline') draw({ startMin: null, finishMin: null, deadlineMin: 720 });
  else if (key === 'deadlineMissed') draw({ startMin: null, deadlineMin: 720, finishMin: 1440 });
  else if (key === 'constraint') draw({ startMin: null, constraint: { type: 'SNET', atMin: 720 } });
  else if (key === 'baseline' || key === 'compared') {
    items.push(baselineSign(key === 'baseline' ? 0 : place, x, end, middle - style.baselineHeight / 2, style));
  } else if (key === 'slack') {
    line('slack');
    items.push({ shape: 'rect', role: 'slack-end', x: end - 0.6, y: middle - half / 2, width: 0.6, height: half });
  } else if (key === 'link') {
    items.push({ shape: 'path', role: 'link', points: [x, middle, end, middle], arrow: style.arrow });
  } else if (key === 'marker') {
    items.push(markerTriangle(centre, middle, true, style));
  } else if (key === 'today' || key === 'status' || key === 'progressLine') {
    items.push({
      shape: 'line',
      role: key === 'today' ? 'today' : key === 'status' ? 'status-line' : 'progress-line',
      x1: centre,
      y1: middle - half * 1.3,
      x2: centre,
      y2: middle + half * 1.3,
    });
  } else if (key === 'error' || key === 'warning') {
    addFindingMark(items, { ...SAMPLE, finding: key }, centre - style.fontSize / 2, middle, style);
  } else {
    items.push({ shape: 'rect', role: key, x, y: middle - half, width, height: 2 * half });
    items.push({ shape: 'rect', role: 'frame', x, y: middle - half, width, height: 2 * half });
  }
  return items;
}

/** The triangle at which a link leaves the page; it points to where its other end is. */
export function markerTriangle(x: number, middle: number, down: boolean, style: GanttStyle): Primitive {
  const half = style.fontSize * 0.3;
  const tip = down ? half : -half;
  const points = [x - half, middle - tip, x + half, middle - tip, x, middle + tip];
  return { shape: 'path', role: 'marker', points, closed: true };
}

/** A sign of a chart with what it means; the sign begins at x. */
export type LegendEntry = { readonly text: string; sign(x: number, middle: number): Primitive[] };

type Entry = LegendEntry & { readonly width: number };

/** Width of the signs of a legend. */
export const legendSignWidth = (style: GanttStyle): number => style.fontSize * 2.6;

/** What a legend needs to be put into words. */
export type LegendLabels = Pick<ReportLabels, 'legend' | 'baseline' | 'compared' | 'tones'>;

/** Names longer than this (in characters) are cut. */
const MOST_OF_NAME = 50;

const shortened = (name: string): string => (name.length > MOST_OF_NAME ? `${name.slice(0, MOST_OF_NAME - 1)}…` : name);

/** What the legend says of a baseline that is compared, numbered from top to bottom where they are several. */
function comparedText({ legend, compared = [] }: LegendLabels, place: number): string {
  const name = compared[place - 1];
  if (name === undefined) return legend.compared;
  return `${legend.compared}${compared.length > 1 ? ` ${place}` : ''}: ${shortened(name)}`;
}

/** What is used, in words and signs: signs first, then the colours of stages, which are kept together. */
export function legendEntries(
  used: UsedRoles,
  labels: LegendLabels,
  style: GanttStyle,
): [signs: LegendEntry[], colours: LegendEntry[]] {
  const entries: LegendEntry[] = [];
  const wide = legendSignWidth(style);
  for (const [key, roles] of KEY_ROLES) {
    if (!roles.some((role) => used.roles.has(role))) continue;
    const places = key === 'compared' ? [...used.compared].sort((a, b) => a - b) : [0];
    for (const place of places) {
      const named =
        key === 'baseline' && labels.baseline ? `${labels.legend[key]}: ${shortened(labels.baseline)}` : null;
      const text = key === 'compared' ? comparedText(labels, place) : (named ?? labels.legend[key]);
      entries.push({ text, sign: (x, middle) => signOf(key, x, middle, wide, style, place) });
    }
  }
  const names = labels.tones ?? [];
  const tones = [...used.tones].filter((tone) => names[tone]).sort((a, b) => a - b);
  const colours: LegendEntry[] = [];
  if (tones.length < 2) return [entries, colours];
  const square = style.fontSize * 0.85;
  for (const tone of tones) {
    const sign = (x: number, middle: number): Primitive[] => {
      const y = middle - square / 2;
      return [{ shape: 'rect', role: 'bar', tone, x: x + wide - square, y, width: square, height: square, radius: 1 }];
    };
    colours.push({ text: names[tone]!, sign });
  }
  return [entries, colours];
}

/** A legend broken into lines of a width: how high it is, and its primitives when put at a place. */
export type Legend = { readonly height: number; itemsAt(x: number, y: number): Primitive[] };

/** Height of a line of the legend. */
export const legendLineHeight = (style: GanttStyle): number => style.fontSize * 1.75;

/** The legend of what is used, in as many lines of `width` as it needs. */
export function layoutLegend(used: UsedRoles, labels: ReportLabels, style: GanttStyle, width: number): Legend {
  const lineHeight = legendLineHeight(style);
  const size = style.fontSize * 0.92;
  const between = style.fontSize * 1.9;
  const wide = legendSignWidth(style) + style.fontSize * 0.55;
  const lines: Entry[][] = [];
  let room = 0;
  const measured = (entry: LegendEntry): Entry => ({ ...entry, width: wide + measureText(entry.text, size, 400) });
  const [signs, colours] = legendEntries(used, labels, style).map((list) => list.map(measured)) as [Entry[], Entry[]];
  const newLine = (): void => {
    lines.push([]);
    room = width;
  };
  const put = (entry: Entry): void => {
    if (lines.length === 0 || entry.width > room) newLine();
    lines.at(-1)!.push(entry);
    room -= entry.width + between;
  };
  for (const entry of signs) put(entry);
  if (colours.reduce((sum, entry) => sum + entry.width + between, -between) > room) newLine();
  for (const entry of colours) put(entry);
  const itemsAt = (left: number, top: number): Primitive[] => {
    const items: Primitive[] = [];
    lines.forEach((line, number) => {
      const middle = top + (number + 0.5) * lineHeight;
      let x = left;
      for (const entry of line) {
        items.push(...entry.sign(x, middle));
        const y = middle + size * HALF_CAPITAL;
        const common = { shape: 'text', role: 'caption', size, weight: 400, anchor: 'start' } as const;
        items.push({ ...common, x: x + wide, y, text: entry.text, width: entry.width - wide });
        x += entry.width + between;
      }
    });
    return items;
  };
  return { height: lines.length * lineHeight, itemsAt };
}
