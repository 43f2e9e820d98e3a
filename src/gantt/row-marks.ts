import type { BarPart, GanttRow } from './gantt-row.ts';
import { barLift, baselinePitch, bracketLift, type GanttStyle } from './gantt-style.ts';
import { type RowExtent, rowExtent } from './row-extent.ts';
import type { PathPrimitive, Primitive, RectPrimitive, Role, Subject, SubjectPart } from './scene.ts';
import { measureText } from './text-metrics.ts';
import { type TimeAxis, xOf } from './time-axis.ts';

/** Which extras of rows are drawn. */
export type MarkOptions = {
  readonly showCritical: boolean;
  readonly showBaseline: boolean;
  /** How many further baselines lie below the first. */
  readonly comparedCount: number;
  readonly showSlack: boolean;
  readonly showDeadlines: boolean;
  readonly showConstraints: boolean;
};

/** Bars narrower than this (in pixels of the screen) show no progress: there is no room to see or grip it. */
const MIN_PROGRESS_WIDTH = 6;

type Marking = {
  readonly items: Primitive[];
  readonly row: GanttRow;
  readonly axis: TimeAxis;
  readonly style: GanttStyle;
  readonly middle: number;
  /** Nothing is drawn left of 0 - margin or right of this + margin. */
  readonly width: number;
  readonly margin: number;
};

const subjectOf = (row: GanttRow, part: SubjectPart): Subject => ({ kind: 'task', id: row.id, part });

function addBar(marking: Marking, extent: RowExtent, critical: boolean, top: number): void {
  const { items, row, style, width, margin } = marking;
  const x1 = Math.max(extent.x1, -margin);
  const x2 = Math.min(extent.x2, width + margin);
  const radius = Math.min(style.barRadius, (x2 - x1) / 2);
  const bar: RectPrimitive = {
    shape: 'rect',
    role: critical ? 'bar-critical' : 'bar',
    tone: row.tone,
    x: x1,
    y: top,
    width: x2 - x1,
    height: style.barHeight,
    radius,
    subject: subjectOf(row, 'body'),
  };
  if (row.parts) {
    addParts(marking, row.parts, bar);
    if (row.manual) addManualMarks(marking, extent, top);
    return;
  }
  items.push(bar);
  const full = extent.x2 - extent.x1;
  if (full >= MIN_PROGRESS_WIDTH * style.pixel) {
    const doneTo = Math.min(extent.x1 + (full * row.percentComplete) / 100, x2);
    if (doneTo >= x1) {
      const role = critical ? 'progress-critical' : 'progress';
      const subject = subjectOf(row, 'progress');
      items.push({ ...bar, role, width: doneTo - x1, radius: Math.min(radius, (doneTo - x1) / 2), subject });
    }
  }
  if (critical) {
    const inset = 0.75 * style.pixel;
    items.push({
      shape: 'rect',
      role: 'critical-outline',
      x: x1 + inset,
      y: top + inset,
      width: Math.max(0, x2 - x1 - 2 * inset),
      height: style.barHeight - 2 * inset,
      radius: Math.max(0, radius - inset),
    });
  }
  if (row.manual) addManualMarks(marking, extent, top);
}

/**
 * A bar with breaks: its stretches of work, joined by a dashed line. What is done fills them one after the other. A ground
 * as long as the whole bar lies below, so that it is gripped like any other.
 */
function addParts(marking: Marking, parts: readonly BarPart[], whole: RectPrimitive): void {
  const { items, row, axis, style, width, margin } = marking;
  const critical = whole.role === 'bar-critical';
  const y = whole.y + whole.height / 2;
  items.push({ ...whole, role: 'bar-hold', radius: 0 });
  for (let gap = 0; gap < parts.length - 1; gap++) {
    const x1 = Math.max(xOf(axis, parts[gap]!.finishMin), -margin);
    const x2 = Math.min(xOf(axis, parts[gap + 1]!.startMin), width + margin);
    const subject = { ...subjectOf(row, 'gap'), gap };
    if (x2 > x1) items.push({ shape: 'line', role: 'bar-gap', x1, y1: y, x2, y2: y, subject });
  }
  const worked = parts.reduce((sum, part) => sum + part.finishMin - part.startMin, 0);
  let left = (worked * row.percentComplete) / 100;
  let gripped = false;
  for (const part of parts) {
    const lengthMin = part.finishMin - part.startMin;
    const doneMin = Math.min(left, lengthMin);
    left -= doneMin;
    const x1 = Math.max(xOf(axis, part.startMin), -margin);
    const x2 = Math.min(Math.max(xOf(axis, part.finishMin), x1 + style.minBarWidth), width + margin);
    if (x2 <= x1) continue;
    const radius = Math.min(style.barRadius, (x2 - x1) / 2);
    const rect = { ...whole, x: x1, width: x2 - x1, radius, subject: undefined };
    items.push(rect);
    const doneTo = Math.min(xOf(axis, part.startMin + doneMin), x2);
    // The end of what is done is gripped in the stretch in which it lies.
    const isGrip: boolean = !gripped && (left === 0 || part === parts[parts.length - 1]);
    gripped ||= isGrip;
    if (isGrip || doneTo > x1) {
      const subject = isGrip ? subjectOf(row, 'progress') : undefined;
      const role = critical ? 'progress-critical' : 'progress';
      const width = Math.max(0, doneTo - x1);
      items.push({ ...rect, role, width, radius: Math.min(radius, width / 2), subject });
    }
    if (!critical) continue;
    const inset = 0.75 * style.pixel;
    items.push({
      ...rect,
      role: 'critical-outline',
      x: x1 + inset,
      y: whole.y + inset,
      width: Math.max(0, x2 - x1 - 2 * inset),
      height: whole.height - 2 * inset,
    });
  }
}

/** Uprights at both ends: dates that were set by hand and do not move. */
function addManualMarks({ items, style, width }: Marking, extent: RowExtent, top: number): void {
  for (const x of [extent.x1, extent.x2]) {
    if (x < 0 || x > width) continue;
    const overhang = 2 * style.pixel;
    items.push({
      shape: 'line',
      role: 'manual-mark',
      x1: x,
      y1: top - overhang,
      x2: x,
      y2: top + style.barHeight + overhang,
    });
  }
}

function summaryBracket({ row, style, middle, width, margin }: Marking, extent: RowExtent): PathPrimitive {
  const x1 = Math.max(extent.x1, -margin);
  const x2 = Math.min(extent.x2, width + margin);
  const top = middle - style.summaryHeight;
  const waist = top + style.summaryHeight;
  const foot = waist + style.summaryHeight;
  const slope = Math.min(style.summaryHeight * 1.2, (x2 - x1) / 2);
  const points = [x1, top, x2, top, x2, foot, x2 - slope, waist, x1 + slope, waist, x1, foot];
  return { shape: 'path', role: 'summary', points, closed: true, subject: subjectOf(row, 'body') };
}

/** A hexagon standing on a side, with a light diamond in it: larger and of another outline than a milestone. */
function addGate({ items, row, style, middle }: Marking, x: number): void {
  const r = style.gateRadius;
  const points = [x - r, middle, x - r / 2, middle - r * 0.87, x + r / 2, middle - r * 0.87];
  points.push(x + r, middle, x + r / 2, middle + r * 0.87, x - r / 2, middle + r * 0.87);
  items.push({ shape: 'path', role: 'gate', points, closed: true, subject: subjectOf(row, 'body') });
  items.push({ shape: 'diamond', role: 'gate-mark', x, y: middle, radius: r * 0.5 });
}

/**
 * The sign of a baseline from `x1` to `x2` with its upper edge at `top`: the chosen one (place 0) a bar, the first that is
 * compared an outline, each further one a line with dashes of its own, so that they are told apart without colour.
 */
export function baselineSign(place: number, x1: number, x2: number, top: number, style: GanttStyle): Primitive {
  const height = style.baselineHeight;
  if (place >= 2) {
    const y = top + height / 2;
    return { shape: 'line', role: 'baseline-line', tone: place - 1, x1, y1: y, x2, y2: y };
  }
  const radius = Math.min(height / 2, (x2 - x1) / 2);
  const role: Role = place === 0 ? 'baseline' : 'baseline-compared';
  return { shape: 'rect', role, x: x1, y: top, width: x2 - x1, height, radius };
}

/** Dates of a baseline below a bar, further ones below the first; behind a milestone, or below it where many are compared, a diamond. */
function addBaseline(marking: Marking, { startMin, finishMin }: BarPart, place: number, shows: MarkOptions): void {
  const { items, row, axis, style, middle, width, margin } = marking;
  const top = middle + style.barHeight / 2 + style.pixel + place * baselinePitch(style);
  if (row.kind === 'milestone' || row.kind === 'gate') {
    const x = xOf(axis, startMin);
    if (x < -margin || x > width + margin) return;
    const isBehind = place === 0 || shows.comparedCount < 2;
    items.push({
      shape: 'diamond',
      role: place === 0 ? 'baseline' : 'baseline-compared',
      ...(place > 1 ? { tone: place - 1 } : {}),
      x,
      y: isBehind ? middle : top + style.baselineHeight / 2,
      radius: isBehind ? style.diamondRadius * (place === 0 ? 0.8 : 0.6) : baselinePitch(style) * 0.55,
    });
    return;
  }
  const x1 = Math.max(xOf(axis, startMin), -margin);
  const x2 = Math.min(Math.max(xOf(axis, finishMin), x1 + style.minBarWidth), width + margin);
  if (x2 > x1) items.push(baselineSign(place, x1, x2, top, style));
}

function addBaselines(marking: Marking, shows: MarkOptions): void {
  const { row } = marking;
  const { baselineStartMin: startMin, baselineFinishMin: finishMin } = row;
  for (let place = shows.comparedCount; place > 0; place--) {
    const span = row.compared?.[place - 1];
    if (span) addBaseline(marking, span, place, shows);
  }
  if (startMin != null && finishMin != null) addBaseline(marking, { startMin, finishMin }, 0, shows);
}

/**
 * A constraint's date: an upright with a foot towards the side on which the task may lie (to the right for "not before"),
 * with feet on both sides where the date is fixed.
 */
function addConstraint({ items, row, axis, style, middle, width, margin }: Marking): void {
  if (!row.constraint) return;
  const x = xOf(axis, row.constraint.atMin);
  if (x < -margin || x > width + margin) return;
  const half = style.barHeight * 0.72;
  const foot = style.barHeight * 0.32;
  const { type } = row.constraint;
  const right = type === 'SNET' || type === 'FNET' || type === 'MSO' || type === 'MFO';
  const left = type === 'SNLT' || type === 'FNLT' || type === 'MSO' || type === 'MFO';
  const [top, bottom] = [middle - half, middle + half];
  items.push({ shape: 'line', role: 'constraint', x1: x, y1: top, x2: x, y2: bottom });
  for (const y of [top, bottom]) {
    items.push({ shape: 'line', role: 'constraint', x1: left ? x - foot : x, y1: y, x2: right ? x + foot : x, y2: y });
  }
}

function addSlack({ items, row, axis, style, middle, width, margin }: Marking, extent: RowExtent): void {
  if (row.slackUntilMin == null || row.kind === 'summary') return;
  const x2 = Math.min(xOf(axis, row.slackUntilMin), width + margin);
  const x1 = Math.max(extent.x2, -margin);
  if (x2 - x1 < 3 * style.pixel) return;
  items.push({ shape: 'line', role: 'slack', x1, y1: middle, x2, y2: middle });
  const tick = 3 * style.pixel;
  const thick = 1.25 * style.pixel;
  items.push({ shape: 'rect', role: 'slack-end', x: x2 - thick, y: middle - tick, width: thick, height: 2 * tick });
}

/** A triangle pointing down at the deadline, filled when it is missed. */
function addDeadline({ items, row, axis, style, middle, width, margin }: Marking): void {
  if (row.deadlineMin == null) return;
  const x = xOf(axis, row.deadlineMin);
  if (x < -margin || x > width + margin) return;
  const missed = row.finishMin !== null && row.finishMin > row.deadlineMin;
  const half = style.barHeight * (missed ? 0.46 : 0.36);
  const top = middle - half;
  const points = [x - half, top, x + half, top, x, top + half * 1.7];
  items.push({ shape: 'path', role: missed ? 'deadline-missed' : 'deadline', points, closed: true });
}

/** The bar, bracket, diamond or gate itself. */
function addBody(marking: Marking, bracketMiddle: number, extent: RowExtent, critical: boolean): void {
  const { items, row, style, middle } = marking;
  const x = (extent.x1 + extent.x2) / 2;
  if (row.kind === 'task') addBar(marking, extent, critical, middle - style.barHeight / 2);
  else if (row.kind === 'summary') items.push(summaryBracket({ ...marking, middle: bracketMiddle }, extent));
  else if (row.kind === 'gate') addGate(marking, x);
  else {
    const role: Role = critical ? 'milestone-critical' : 'milestone';
    const radius = style.diamondRadius;
    items.push({ shape: 'diamond', role, tone: row.tone, x, y: middle, radius, subject: subjectOf(row, 'body') });
  }
}

/** Adds what stands for a row, its baseline, slack and deadline. Rows that lie outside the width add nothing. */
export function addRowMarks(
  items: Primitive[],
  row: GanttRow,
  middle: number,
  axis: TimeAxis,
  style: GanttStyle,
  width: number,
  options: MarkOptions,
): void {
  const marking: Marking = { items, row, axis, style, middle, width, margin: style.rowHeight };
  const extent = rowExtent(row, axis, style);
  const critical = options.showCritical && row.critical;
  const lift = barLift(style, options);
  const raised = { ...marking, middle: middle - lift };
  if (options.showBaseline) addBaselines(raised, options);
  if (extent) {
    if (options.showSlack) addSlack(raised, extent);
    if (extent.x2 >= 0 && extent.x1 <= width) addBody(raised, middle - bracketLift(style, options), extent, critical);
  }
  if (options.showConstraints) addConstraint(raised);
  if (options.showDeadlines) addDeadline(raised);
}

/** Width of the mark of a finding with the room behind it. */
export function findingWidth(style: GanttStyle): number {
  return style.fontSize * 1.35;
}

/** A disc (error) or triangle (warning) with an exclamation mark, its left end at x. */
export function addFindingMark(items: Primitive[], row: GanttRow, x: number, middle: number, style: GanttStyle): void {
  if (!row.finding) return;
  const size = style.fontSize;
  if (row.finding === 'error') {
    const y = middle - size / 2;
    items.push({ shape: 'rect', role: 'finding-error', x, y, width: size, height: size, radius: size / 2 });
  } else {
    const foot = middle + size * 0.45;
    const points = [x, foot, x + size / 2, foot - size * 0.95, x + size, foot];
    items.push({ shape: 'path', role: 'finding-warning', points, closed: true });
  }
  const mark = size * 0.92;
  items.push({
    shape: 'text',
    role: 'finding-text',
    x: x + size / 2,
    y: middle + mark * (row.finding === 'error' ? 0.36 : 0.42),
    text: '!',
    size: mark,
    weight: 700,
    anchor: 'middle',
    width: measureText('!', mark, 700),
  });
}
