import type { GanttRow } from './gantt-row.ts';
import type { GanttStyle } from './gantt-style.ts';
import type { RowExtent } from './row-extent.ts';
import { addFindingMark, findingWidth } from './row-marks.ts';
import type { Primitive, TextPrimitive } from './scene.ts';
import { cutText, measureText } from './text-metrics.ts';
import { type TimeAxis, xOf } from './time-axis.ts';

/** Texts at a row's bar, any of them empty. What does not fit inside moves to the right when nothing stands there. */
export type BarTexts = { readonly left?: string; readonly inside?: string; readonly right?: string };

/** Upright stretch of a link or of the line of today: x, upper y, lower y. */
export type Upright = readonly [number, number, number];

/** What may cross the texts of a row: uprights, and level stretches along its middle as x1, x2, x1, x2 ... */
export type Crossing = { readonly uprights: readonly Upright[]; readonly levels: readonly number[] };

/** Distance from the middle of a line of text down to its baseline, in ems: half the height of Inter's capitals. */
export const HALF_CAPITAL = 0.364;

function addGround(
  items: Primitive[],
  text: TextPrimitive,
  tone: number,
  { uprights, levels }: Crossing,
  style: GanttStyle,
): void {
  const x = text.anchor === 'end' ? text.x - text.width : text.x;
  const pad = style.pixel * 2;
  const y = text.y - text.size * 0.95;
  const height = text.size * 1.25;
  const end = x + text.width;
  const isCrossed =
    uprights.some(([at, top, bottom]) => at > x - pad && at < end + pad && bottom > y && top < y + height) ||
    levels.some((from, at) => at % 2 === 0 && from < end && levels[at + 1]! > x);
  if (!isCrossed) return;
  const place = { x: x - pad, y, width: text.width + 2 * pad, height };
  items.push({ shape: 'rect', role: 'label-ground', tone, ...place, radius: pad });
}

/**
 * x at which texts of a width may begin to the right of a row: past its bar, a deadline close to it, and its slack; but when
 * the slack is long, on its line beside the bar, where they are looked for.
 */
function rightEdge(row: GanttRow, extent: RowExtent, room: number, axis: TimeAxis, style: GanttStyle, slack: boolean) {
  let edge = extent.x2;
  if (row.deadlineMin != null) {
    const x = xOf(axis, row.deadlineMin);
    if (x > extent.x2 - style.barHeight && x < extent.x2 + style.labelGap * 6) {
      edge = Math.max(edge, x + style.barHeight * 0.4);
    }
  }
  if (!slack || row.slackUntilMin == null || row.kind === 'summary') return { x: edge, onSlack: false };
  const slackEnd = xOf(axis, row.slackUntilMin);
  const onSlack = slackEnd > edge + room + 3 * style.labelGap;
  return { x: onSlack ? edge : Math.max(edge, slackEnd), onSlack };
}

/** Width that the marks and the text to the right of a bar take. */
export function rightRoom(row: GanttRow, text: string, style: GanttStyle): number {
  const size = style.fontSize * 0.92;
  const words = text === '' ? 0 : measureText(text, size, row.kind === 'gate' ? 600 : 400);
  const mark = row.finding ? findingWidth(style) : 0;
  return words + mark > 0 ? style.labelGap + mark + words + style.pixel * 2 : 0;
}

/** Adds the texts at a row's bar. They keep clear of the bar, and of links by a patch of ground behind them. */
export function addRowLabels(
  items: Primitive[],
  row: GanttRow,
  extent: RowExtent,
  texts: BarTexts,
  middle: number,
  axis: TimeAxis,
  style: GanttStyle,
  width: number,
  crossing: Crossing,
  showSlack: boolean,
): void {
  const size = style.fontSize * 0.92;
  const weight = row.kind === 'gate' || row.kind === 'summary' ? 600 : 400;
  const role = row.kind === 'gate' || row.kind === 'summary' ? 'label-strong' : 'label';
  const y = middle + size * HALF_CAPITAL;
  const put = (text: TextPrimitive): void => {
    addGround(items, text, row.tone, crossing, style);
    items.push(text);
  };
  const textAt = (text: string, x: number, anchor: 'start' | 'end'): TextPrimitive => {
    return { shape: 'text', role, x, y, text, size, weight, anchor, width: measureText(text, size, weight) };
  };

  let right = texts.right ?? '';
  if (texts.inside && row.kind === 'task') {
    const from = Math.max(extent.x1, 0) + style.pixel * 4;
    const room = Math.min(extent.x2, width) - from - style.pixel * 4;
    const tallEnough = style.barHeight >= size * 1.25;
    const inside = tallEnough && room > size * 2 ? cutText(texts.inside, room, size, 500) : '';
    const whole = inside === texts.inside;
    if (whole || (inside !== '' && right !== '')) {
      const text = { ...textAt(inside, from, 'start'), role: 'label-inside', weight: 500 } as const;
      items.push({ ...text, width: measureText(inside, size, 500), whole: whole ? undefined : texts.inside });
    } else if (right === '') {
      right = texts.inside;
    }
  }
  if (texts.left) {
    const left = textAt(texts.left, extent.x1 - style.labelGap - style.arrow, 'end');
    if (left.x > 0 && left.x - left.width < width) put(left);
  }
  const edge = rightEdge(row, extent, rightRoom(row, right, style), axis, style, showSlack);
  let x = edge.x + style.labelGap;
  if (x > width) return;
  if (row.finding && x + findingWidth(style) > 0) {
    addFindingMark(items, row, x, middle, style);
    x += findingWidth(style);
  }
  if (right === '') return;
  const label = textAt(right, x, 'start');
  if (label.x + label.width <= 0) return;
  const slack: Crossing = { uprights: [[x, middle - size, middle + size]], levels: [] };
  addGround(items, label, row.tone, edge.onSlack ? slack : crossing, style);
  items.push(label);
}
