import { DEFAULT_GANTT_OPTIONS } from '../gantt/build-scene.ts';
import type { GanttRow } from '../gantt/gantt-row.ts';
import { type GanttStyle, ganttStyle } from '../gantt/gantt-style.ts';
import { HALF_CAPITAL } from '../gantt/row-labels.ts';
import { addRowMarks } from '../gantt/row-marks.ts';
import type { Primitive, TextPrimitive } from '../gantt/scene.ts';
import { cutText, measureText } from '../gantt/text-metrics.ts';
import { type TimeAxis, xOf } from '../gantt/time-axis.ts';
import { dayOfInstant } from '../time/day.ts';
import { type EntryLanguage, formatDate } from '../time/entry.ts';
import type { OverviewBand, OverviewMark } from './overview-data.ts';
import { textOf } from './page-frame.ts';

/** Heights within a band, in ems of the text. */
const BAR_EMS = 2.3;
const LANE_EMS = 1.5;
const FOOT_EMS = 0.35;
const NAME_MOST_EMS = 24;

/** A mark with its text at a place: lanes lie below the bar of the band. */
type PlacedMark = { readonly mark: OverviewMark; readonly x: number; readonly lane: number; readonly left: boolean };

/** A band with the marks for which there is room. */
export type PlacedBand = {
  readonly band: OverviewBand;
  readonly marks: readonly PlacedMark[];
  readonly lanes: number;
  readonly heightPt: number;
};

export type BandLayout = { readonly bands: readonly PlacedBand[]; readonly left: number; readonly omitted: number };

const markText = (mark: OverviewMark, language: EntryLanguage, size: number): string => {
  const date = formatDate(dayOfInstant(mark.atMin), language, 'short');
  return `${cutText(mark.name, NAME_MOST_EMS * size, size, 400)}  ${date}`;
};

const markSize = (textPt: number): number => textPt * 0.92;

/** Sizes of bars and marks of a chart with text of a size. */
export const bandStyle = (textPt: number): GanttStyle => ganttStyle(textPt * 2.35, textPt);

/** Marks on as many lanes as there are: what matters most is placed first, and what finds no room is left out. */
function placeMarks(
  marks: readonly OverviewMark[],
  axis: TimeAxis,
  width: number,
  lanes: number,
  textPt: number,
  language: EntryLanguage,
): readonly PlacedMark[] {
  const size = markSize(textPt);
  const style = bandStyle(textPt);
  const taken: [number, number][][] = Array.from({ length: lanes }, () => []);
  const placed: PlacedMark[] = [];
  const inOrder = [...marks].sort((a, b) => a.rank - b.rank || a.atMin - b.atMin);
  for (const mark of inOrder) {
    const x = xOf(axis, mark.atMin);
    if (x < 0 || x > width) continue;
    const reach = style.gateRadius + style.labelGap * 0.4 + measureText(markText(mark, language, size), size, 600);
    const sides: readonly (readonly [boolean, number, number])[] = [
      [false, x - style.gateRadius, x + reach + textPt],
      [true, x - reach - textPt, x + style.gateRadius],
    ];
    search: for (let lane = 0; lane < lanes; lane++)
      for (const [left, from, to] of sides) {
        if (from < 0 || to > width || taken[lane]!.some(([start, end]) => from < end && to > start)) continue;
        taken[lane]!.push([from, to]);
        placed.push({ mark, x, lane, left });
        break search;
      }
  }
  return placed;
}

/**
 * Bands below each other with their marks, in a height: with as few lanes as the marks take, and no more than there is room
 * for. `omitted` counts the marks that found none, `left` the bands.
 */
export function layoutBands(
  bands: readonly OverviewBand[],
  axis: TimeAxis,
  width: number,
  height: number,
  textPt: number,
  language: EntryLanguage,
): BandLayout {
  const least = (BAR_EMS + FOOT_EMS) * textPt;
  const shown = bands.slice(0, Math.max(1, Math.floor(height / least)));
  const laidOut = (mostLanes: number): PlacedBand[] =>
    shown.map((band) => {
      const marks = placeMarks(band.marks, axis, width, mostLanes, textPt, language);
      const lanes = marks.reduce((most, { lane }) => Math.max(most, lane + 1), 0);
      return { band, marks, lanes, heightPt: least + lanes * LANE_EMS * textPt };
    });
  let placed = laidOut(0);
  for (let lanes = 1; lanes <= 8; lanes++) {
    const next = laidOut(lanes);
    if (next.reduce((sum, { heightPt }) => sum + heightPt, 0) > height) break;
    placed = next;
  }
  const omitted = placed.reduce((sum, { band, marks }) => sum + band.marks.length - marks.length, 0);
  return { bands: placed, left: bands.length - shown.length, omitted };
}

const ROW: GanttRow = {
  id: '',
  wbs: '',
  name: '',
  depth: 0,
  kind: 'task',
  startMin: null,
  finishMin: null,
  percentComplete: 0,
  critical: false,
  manual: false,
  tone: 0,
  responsible: '',
  expanded: false,
  hasChildren: false,
};

type Upright = { readonly x: number; readonly from: number; readonly to: number };

/** A patch of ground behind a text that a line runs through. */
function groundBehind(text: TextPrimitive, uprights: readonly Upright[], size: number): Primitive[] {
  const left = text.anchor === 'end' ? text.x - text.width : text.x;
  const [top, bottom] = [text.y - size * 0.9, text.y + size * 0.25];
  const crossed = uprights.some(
    ({ x, from, to }) => x > left - 1 && x < left + text.width + 1 && to > top && from < bottom,
  );
  const place = { x: left - 1, y: top, width: text.width + 2, height: bottom - top };
  return crossed ? [{ shape: 'rect', role: 'label-ground', ...place }] : [];
}

/** Marks on their lanes, each hanging from the bar by a line; texts lie above the lines of others. */
function markItems(placed: PlacedBand, top: number, chart: BandChart): Primitive[] {
  const { axis, width, textPt, language, todayX } = chart;
  const style = bandStyle(textPt);
  const size = markSize(textPt);
  const barMiddle = top + (BAR_EMS / 2) * textPt;
  const middleOf = (lane: number): number => top + BAR_EMS * textPt + (lane + 0.5) * LANE_EMS * textPt;
  const uprights: Upright[] = placed.marks.map(({ x, lane }) => ({ x, from: barMiddle, to: middleOf(lane) }));
  const stems = uprights.map(
    ({ x, from, to }): Primitive => ({
      shape: 'line',
      role: 'stem',
      x1: x,
      y1: from,
      x2: x,
      y2: to,
    }),
  );
  if (todayX !== null) uprights.push({ x: todayX, from: top, to: top + placed.heightPt });
  const gap = style.gateRadius + style.labelGap * 0.4;
  const items: Primitive[] = [];
  for (const { mark, x, lane, left } of placed.marks) {
    const gate = mark.kind === 'gate';
    const middle = middleOf(lane);
    const text = textOf(markText(mark, language, size), left ? x - gap : x + gap, middle + size * HALF_CAPITAL, {
      role: gate ? 'label-strong' : 'label',
      anchor: left ? 'end' : 'start',
      size,
      weight: gate ? 600 : 400,
    });
    items.push(...groundBehind(text, uprights, size), text);
    const row = { ...ROW, tone: placed.band.tone, kind: mark.kind, startMin: mark.atMin, finishMin: mark.atMin };
    const options = { ...DEFAULT_GANTT_OPTIONS, showBaseline: false };
    addRowMarks(items, { ...row, critical: mark.critical }, middle, axis, style, width, options);
  }
  return [...stems, ...items];
}

/** What all bands are drawn with. */
export type BandChart = {
  readonly axis: TimeAxis;
  readonly width: number;
  readonly textPt: number;
  readonly language: EntryLanguage;
  readonly showBaseline: boolean;
  /** Where the line of today stands; null where it is not in sight. */
  readonly todayX: number | null;
};

/** Bars, baselines and marks of the bands, the first one beginning at y = 0. */
export function bandItems(layout: BandLayout, chart: BandChart): Primitive[] {
  const { axis, width, textPt, showBaseline } = chart;
  const items: Primitive[] = [];
  const style = bandStyle(textPt);
  let top = 0;
  for (const placed of layout.bands) {
    const { band, heightPt } = placed;
    const row: GanttRow = {
      ...ROW,
      tone: band.tone,
      startMin: band.startMin,
      finishMin: band.finishMin,
      percentComplete: band.percentComplete,
      baselineStartMin: band.baselineStartMin,
      baselineFinishMin: band.baselineFinishMin,
    };
    const bars: Primitive[] = [];
    const middle = top + (BAR_EMS / 2) * textPt;
    addRowMarks(bars, row, middle, axis, style, width, { ...DEFAULT_GANTT_OPTIONS, showBaseline });
    const marks = markItems(placed, top, chart);
    // Lines begin behind the bar.
    const stems = marks.filter(({ role }: Primitive & { role?: string }) => role === 'stem');
    items.push(...stems, ...bars, ...marks.slice(stems.length));
    top += heightPt;
  }
  return items;
}
