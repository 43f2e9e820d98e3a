import { dateOf, dayOfInstant } from '../time/day.ts';
import { type DayShading, danishShading, shadedColumns } from './day-shading.ts';
import type { GanttLink, GanttRow, RowSource } from './gantt-row.ts';
import { barLift, bracketLift, type GanttStyle } from './gantt-style.ts';
import { countPassing, criticalLinks, type LinkIndex, visitPassing, visitTouching } from './link-index.ts';
import { linkPath } from './link-path.ts';
import { addDrivers, addStatus } from './reading-marks.ts';
import { rowExtent } from './row-extent.ts';
import { addRowLabels, type BarTexts, type Upright } from './row-labels.ts';
import { addRowMarks, type MarkOptions } from './row-marks.ts';
import type { Primitive, Role, Scene } from './scene.ts';
import { type TimeAxis, xOf } from './time-axis.ts';
import { chosenTiers, type TierPairId, type TierUnit, tierCells } from './time-tiers.ts';

/** What of a plan is drawn beside bars, and how much of it. */
export type GanttOptions = MarkOptions & {
  readonly showLinks: boolean;
  /** Ground of the rows in the colour of their stage. */
  readonly showBands: boolean;
  /** Links that only pass by (both ends out of sight) are drawn up to this many, beyond it only critical ones; 0: none. */
  readonly maxPassingLinks: number;
  readonly shading: DayShading;
  /** A line through the rows that says how far each has come at the status date. */
  readonly showProgressLine: boolean;
  /** Scales that the reader chose; the grid follows them as the header does. */
  readonly tiers: TierPairId;
};

/** What is drawn unless the reader chose otherwise. */
export const DEFAULT_GANTT_OPTIONS: GanttOptions = {
  showCritical: true,
  showBaseline: true,
  comparedCount: 0,
  showSlack: false,
  showDeadlines: true,
  showConstraints: false,
  showLinks: true,
  showBands: false,
  maxPassingLinks: 40,
  shading: danishShading,
  showProgressLine: false,
  tiers: 'auto',
};

/** The part of a plan to be drawn: rows from `firstRow` to `lastRow` (included) beside the time of the axis. */
export type GanttSceneInput<Row extends GanttRow = GanttRow> = {
  readonly rows: RowSource<Row>;
  readonly links: LinkIndex;
  /** The window on time: `fromMin` lies at the left edge. See `windowOf`. */
  readonly axis: TimeAxis;
  readonly style: GanttStyle;
  readonly width: number;
  readonly height: number;
  readonly firstRow: number;
  readonly lastRow: number;
  /** y of the upper edge of `firstRow`; not above 0 by more than a row. */
  readonly firstRowY: number;
  readonly textsOf?: (row: Row, index: number) => BarTexts;
  readonly todayMin?: number | null;
  /** The status date, at which a line is drawn; null for none. */
  readonly statusMin?: number | null;
  /** Tasks and links of the chain that drives a task: outlined and drawn above the others. */
  readonly drivingTasks?: ReadonlySet<string>;
  readonly drivingLinks?: ReadonlySet<string>;
  readonly selectedRows?: ReadonlySet<number>;
  readonly hoverRow?: number | null;
  readonly selectedLinks?: ReadonlySet<string>;
  readonly options?: Partial<GanttOptions>;
};

/** Rows of which something shows in a window of a height, scrolled down by `scrollY`. `lastRow` is -1 for no rows. */
export function rowsInView(
  scrollY: number,
  height: number,
  rowHeight: number,
  count: number,
): { readonly firstRow: number; readonly lastRow: number; readonly firstRowY: number } {
  const firstRow = Math.max(0, Math.min(Math.floor(scrollY / rowHeight), count - 1));
  const lastRow = Math.min(Math.ceil((scrollY + height) / rowHeight) - 1, count - 1);
  return { firstRow, lastRow, firstRowY: firstRow * rowHeight - scrollY };
}

type Drawing = Omit<GanttSceneInput, 'options' | 'textsOf'> & { readonly options: GanttOptions };

function groundRole(row: GanttRow, index: number, input: Drawing): Role | null {
  if (input.selectedRows?.has(index)) return 'row-selected';
  if (input.hoverRow === index) return 'row-hover';
  return row.kind === 'summary' && row.depth === 0 ? 'band-head' : null;
}

/** Grounds of rows: those of the stages lie below the shading of days, those of single rows above it. */
function addGrounds(items: Primitive[], input: Drawing, above: boolean): void {
  const { rows, style, width, firstRow, lastRow, firstRowY } = input;
  const height = style.rowHeight;
  for (let index = firstRow; index <= lastRow; index++) {
    const row = rows.at(index);
    const y = firstRowY + (index - firstRow) * height;
    const role = above ? groundRole(row, index, input) : 'band';
    if (role) items.push({ shape: 'rect', role, tone: row.tone, x: 0, y, width, height });
  }
}

/** What lies behind the rows and does not scroll with them: days off, and the lines of the scales. */
type Backdrop = {
  readonly shades: readonly Primitive[];
  readonly minor: readonly Primitive[];
  readonly major: readonly Primitive[];
};

function shadesOf({ axis, style, width, height, options }: Drawing, major: TierUnit): readonly Primitive[] {
  const columns = shadedColumns(axis, width, height, options.shading, 3 * style.pixel);
  if (columns.length > 0 || major !== 'year') return columns;
  const years: Primitive[] = [];
  for (const cell of tierCells(axis, major, width)) {
    if (dateOf(dayOfInstant(cell.startMin)).year % 2 === 0) continue;
    const x = Math.max(0, cell.x);
    const end = Math.min(width, cell.x + cell.width);
    years.push({ shape: 'rect', role: 'tier-alternate', x, y: 0, width: end - x, height });
  }
  return years;
}

function buildBackdrop(input: Drawing): Backdrop {
  const { axis, style, width, height } = input;
  const tiers = chosenTiers(input.options.tiers, axis.pxPerDay, style.tierFontSize);
  const uprights = (role: Role, unit: TierUnit): readonly Primitive[] =>
    tierCells(axis, unit, width)
      .filter(({ x }) => x >= 0 && x <= width)
      .map(({ x }) => ({ shape: 'line', role, x1: x, y1: 0, x2: x, y2: height }));
  return {
    shades: shadesOf(input, tiers.major),
    minor: uprights('grid-minor', tiers.minor),
    major: uprights('grid-major', tiers.major),
  };
}

let lastKey: readonly unknown[] = [];
let lastBackdrop: Backdrop | null = null;

/** The backdrop of the frame before, as long as the same time is in sight: scrolling up and down asks for no calendar. */
function backdropOf(input: Drawing): Backdrop {
  const { axis, style, width, height, options } = input;
  const { shading, tiers } = options;
  const key = [axis.fromMin, axis.pxPerDay, width, height, shading, tiers, style.pixel, style.tierFontSize];
  if (lastBackdrop === null || key.some((value, at) => value !== lastKey[at])) {
    lastBackdrop = buildBackdrop(input);
    lastKey = key;
  }
  return lastBackdrop;
}

function addRowLines(items: Primitive[], { style, width, height, firstRow, lastRow, firstRowY }: Drawing): void {
  for (let index = firstRow; index <= lastRow; index++) {
    // The line is the last pixel of its row, as in a table beside the chart.
    const y = firstRowY + (index - firstRow + 1) * style.rowHeight - style.pixel / 2;
    if (y >= 0 && y <= height) items.push({ shape: 'line', role: 'grid', x1: 0, y1: y, x2: width, y2: y });
  }
}

/** Keeps the corners of a rectangular path near the window; what lies outside folds onto a line out of sight. */
function foldedIn(points: readonly number[], width: number, height: number, margin: number): number[] {
  return points.map((value, at) => Math.max(-margin, Math.min(value, (at % 2 === 0 ? width : height) + margin)));
}

const NO_LEVELS: readonly number[] = [];

/** Where links go: their upright stretches, and by row the level ones along its middle, as x1, x2, x1, x2 ... */
type LinkWays = { readonly uprights: Upright[]; readonly levels: Map<number, number[]> };

/**
 * The links with an end in sight, then those that pass by: all of them where they are few, else the critical and the marked ones. Of
 * thousands that pass by in a plan with long links none is looked at that is not drawn.
 */
function linksToShow(input: Drawing, isMarked: (id: string) => boolean): readonly GanttLink[] {
  const { links, firstRow, lastRow, options } = input;
  const { maxPassingLinks, showCritical } = options;
  const shown: GanttLink[] = [];
  const show = (link: GanttLink): void => void shown.push(link);
  visitTouching(links, firstRow, lastRow, show);
  const crowded = countPassing(links, firstRow, lastRow) > maxPassingLinks;
  if (!crowded) visitPassing(links, firstRow, lastRow, show);
  else if ((input.selectedLinks?.size ?? 0) + (input.drivingLinks?.size ?? 0) > 0)
    visitPassing(links, firstRow, lastRow, (link) => {
      if ((maxPassingLinks > 0 && link.critical && showCritical) || isMarked(link.id)) show(link);
    });
  else if (maxPassingLinks > 0 && showCritical) visitPassing(criticalLinks(links), firstRow, lastRow, show);
  return shown;
}

function addLinks(items: Primitive[], input: Drawing): LinkWays {
  const { rows, axis, style, width, height, firstRow, lastRow, firstRowY, options } = input;
  const uprights: Upright[] = [];
  const levels = new Map<number, number[]>();
  const noteLevel = (row: number, from: number, to: number): void => {
    // Shorter ones end before the text beside a bar begins.
    if (Math.abs(to - from) <= style.labelGap || !inView(row)) return;
    const known = levels.get(row);
    if (known) known.push(Math.min(from, to), Math.max(from, to));
    else levels.set(row, [Math.min(from, to), Math.max(from, to)]);
  };
  const inView = (row: number): boolean => row >= firstRow && row <= lastRow;
  const isMarked = (id: string): boolean =>
    (input.selectedLinks?.has(id) ?? false) || (input.drivingLinks?.has(id) ?? false);
  const shown = linksToShow(input, isMarked);
  const lift = barLift(style, options);
  const middleOf = (index: number): number => firstRowY + (index - firstRow + 0.5) * style.rowHeight - lift;
  const margin = style.rowHeight;
  const taken = new Set<number>();
  const layers: Primitive[][] = [[], [], []];
  for (const link of shown) {
    const y1 = middleOf(link.fromRow);
    const y2 = middleOf(link.toRow);
    const points = linkPath(link, rows.at(link.fromRow), rows.at(link.toRow), y1, y2, axis, style);
    if (!points) continue;
    let least = points[0]!;
    let most = least;
    for (let at = 2; at < points.length; at += 2) {
      least = Math.min(least, points[at]!);
      most = Math.max(most, points[at]!);
    }
    if (most < 0 || least > width) continue;
    const selected = isMarked(link.id);
    const driving = input.drivingLinks?.has(link.id) ?? false;
    const critical = options.showCritical && link.critical;
    if (!inView(link.fromRow) && !inView(link.toRow)) {
      const column = Math.round(points[2]! / style.pixel) * 2 + (critical ? 1 : 0);
      if (taken.has(column) && !selected) continue;
      taken.add(column);
    }
    for (let at = 0; at < points.length - 2; at += 2) {
      if (points[at] !== points[at + 2]) continue;
      const ys = [points[at + 1]!, points[at + 3]!];
      uprights.push([points[at]!, Math.min(...ys), Math.max(...ys)]);
    }
    const x2 = points.at(-2)!;
    noteLevel(link.fromRow, points[0]!, points[2]!);
    noteLevel(link.toRow, points.at(-4)!, x2);
    layers[selected ? 2 : critical ? 1 : 0]!.push({
      shape: 'path',
      role: input.selectedLinks?.has(link.id)
        ? 'link-selected'
        : driving
          ? 'link-driving'
          : critical
            ? 'link-critical'
            : 'link',
      points: foldedIn(points, width, height, margin),
      arrow: x2 >= -margin && x2 <= width + margin && y2 >= -margin && y2 <= height + margin ? style.arrow : undefined,
      subject: { kind: 'link', id: link.id, part: 'body' },
    });
  }
  for (const layer of layers) items.push(...layer);
  return { uprights, levels };
}

/**
 * The scene of the rows and the time in sight, and of nothing else: what it costs depends on the window, not on the plan.
 */
export function buildGanttScene<Row extends GanttRow>(input: GanttSceneInput<Row>): Scene {
  const { rows, axis, style, width, height, firstRow, lastRow, firstRowY } = input;
  const options: GanttOptions = { ...DEFAULT_GANTT_OPTIONS, ...input.options };
  const drawing: Drawing = { ...input, options };
  const items: Primitive[] = [];
  if (options.showBands) addGrounds(items, drawing, false);
  const backdrop = backdropOf(drawing);
  items.push(...backdrop.shades);
  addGrounds(items, drawing, true);
  items.push(...backdrop.minor);
  addRowLines(items, drawing);
  items.push(...backdrop.major);
  const { uprights, levels }: LinkWays = options.showLinks
    ? addLinks(items, drawing)
    : { uprights: [], levels: new Map() };
  const middleOf = (index: number): number => firstRowY + (index - firstRow + 0.5) * style.rowHeight;
  for (let index = firstRow; index <= lastRow; index++) {
    addRowMarks(items, rows.at(index), middleOf(index), axis, style, width, options);
  }
  if (input.drivingTasks && input.drivingTasks.size > 0) addDrivers(items, input, options, middleOf);
  if (input.statusMin != null) {
    const x = addStatus(items, input, input.statusMin, options, middleOf);
    if (x !== null) uprights.push([x, 0, height]);
  }
  if (input.todayMin != null) {
    const x = xOf(axis, input.todayMin);
    if (x >= 0 && x <= width) {
      items.push({ shape: 'line', role: 'today', x1: x, y1: 0, x2: x, y2: height });
      uprights.push([x, 0, height]);
    }
  }
  const lift = barLift(style, options);
  for (let index = firstRow; index <= lastRow; index++) {
    const row = rows.at(index);
    const extent = rowExtent(row, axis, style);
    const texts = input.textsOf?.(row, index);
    if (!extent || (!texts && !row.finding)) continue;
    const middle = middleOf(index) - (row.kind === 'summary' ? bracketLift(style, options) : lift);
    const crossing = { uprights, levels: levels.get(index) ?? NO_LEVELS };
    addRowLabels(items, row, extent, texts ?? {}, middle, axis, style, width, crossing, options.showSlack);
  }
  return { width, height, items };
}
