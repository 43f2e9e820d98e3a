import type { GanttStyle } from './gantt-style.ts';
import { HALF_CAPITAL } from './row-labels.ts';
import type { Primitive, Scene } from './scene.ts';
import { measureText } from './text-metrics.ts';
import { type TimeAxis, xOf } from './time-axis.ts';
import {
  cellTexts,
  chosenTiers,
  type TierCell,
  type TierPairId,
  type TierUnit,
  type TimeLabels,
  tierCells,
} from './time-tiers.ts';

/** The time header above a chart: two tiers, as high as twice `style.tierHeight`. */
export type HeaderSceneInput = {
  readonly axis: TimeAxis;
  readonly style: GanttStyle;
  readonly width: number;
  readonly labels: TimeLabels;
  readonly todayMin?: number | null;
  /** Scales that the reader chose. */
  readonly tiers?: TierPairId;
};

type Texts = { readonly cell: TierCell; readonly texts: readonly string[] };

/** How short the texts of a tier must be so that all of them fit: one length for the whole tier looks calmer than a mixture. */
function shortness(cells: readonly Texts[], size: number, pad: number): number {
  let level = 0;
  for (const { cell, texts } of cells) {
    while (level < texts.length - 1 && measureText(texts[level]!, size, 400) > cell.width - 2 * pad) level++;
  }
  return level;
}

function addMinorTier(items: Primitive[], input: HeaderSceneInput, unit: TierUnit, flag: Flag | null): void {
  const { axis, style, width, labels } = input;
  const size = style.tierFontSize;
  const pad = size * 0.2;
  const bottom = 2 * style.tierHeight;
  const y = 1.5 * style.tierHeight + size * HALF_CAPITAL;
  const cells = tierCells(axis, unit, width).map((cell) => ({
    cell,
    texts: cellTexts(unit, cell.startMin, false, labels),
  }));
  const level = shortness(cells, size, pad);
  for (const { cell, texts } of cells) {
    if (cell.x >= 0 && cell.x <= width) {
      items.push({ shape: 'line', role: 'grid-minor', x1: cell.x, y1: style.tierHeight, x2: cell.x, y2: bottom });
    }
    const text = texts[Math.min(level, texts.length - 1)]!;
    const textWidth = measureText(text, size, 400);
    const x = cell.x + cell.width / 2;
    const left = x - textWidth / 2;
    const right = x + textWidth / 2;
    if (textWidth > cell.width || left < 0 || right > width) continue;
    if (flag && left < flag.x + flag.width && right > flag.x) continue;
    const common = { shape: 'text', role: 'header-minor', size, weight: 400, anchor: 'middle' } as const;
    items.push({ ...common, x, y, text, width: textWidth });
  }
}

/** The upper tier: texts stay in sight as long as their stretch of time does. */
function addMajorTier(items: Primitive[], input: HeaderSceneInput, unit: TierUnit): void {
  const { axis, style, width, labels } = input;
  const size = style.tierFontSize;
  const pad = size * 0.45;
  const y = style.tierHeight / 2 + size * HALF_CAPITAL;
  for (const cell of tierCells(axis, unit, width)) {
    if (cell.x >= 0 && cell.x <= width) {
      items.push({ shape: 'line', role: 'grid-major', x1: cell.x, y1: 0, x2: cell.x, y2: 2 * style.tierHeight });
    }
    const from = Math.max(cell.x, 0);
    const room = Math.min(cell.x + cell.width, width) - from - 2 * pad;
    const texts = cellTexts(unit, cell.startMin, true, labels);
    const text = texts.find((candidate) => measureText(candidate, size, 600) <= room);
    if (text === undefined) continue;
    const common = { shape: 'text', role: 'header-major', size, weight: 600, anchor: 'start' } as const;
    items.push({ ...common, x: from + pad, y, text, width: measureText(text, size, 600) });
  }
}

type Flag = { readonly x: number; readonly width: number; readonly size: number };

/** Where the flag of today stands; null when today is not in sight. */
function todayFlag({ axis, style, width, labels, todayMin }: HeaderSceneInput): Flag | null {
  if (todayMin == null) return null;
  const at = xOf(axis, todayMin);
  if (at < 0 || at > width) return null;
  const size = style.tierFontSize;
  const flagWidth = measureText(labels.today, size, 600) + size * 0.8;
  return { x: Math.max(0, Math.min(at - flagWidth / 2, width - flagWidth)), width: flagWidth, size };
}

function addToday(items: Primitive[], { style, labels }: HeaderSceneInput, flag: Flag): void {
  const { x, width, size } = flag;
  const height = size * 1.4;
  const y = 1.5 * style.tierHeight - height / 2;
  items.push({ shape: 'rect', role: 'today-flag', x, y, width, height, radius: size * 0.25 });
  const common = { shape: 'text', role: 'today-text', size, weight: 600, anchor: 'middle' } as const;
  const baseline = y + height / 2 + size * HALF_CAPITAL;
  items.push({
    ...common,
    x: x + width / 2,
    y: baseline,
    text: labels.today,
    width: measureText(labels.today, size, 600),
  });
}

/** The scene of the time header, for the tiers that suit the zoom. */
export function buildHeaderScene(input: HeaderSceneInput): Scene {
  const { axis, style, width } = input;
  const height = 2 * style.tierHeight;
  const tiers = chosenTiers(input.tiers ?? 'auto', axis.pxPerDay, style.tierFontSize);
  const items: Primitive[] = [{ shape: 'rect', role: 'header', x: 0, y: 0, width, height }];
  const flag = todayFlag(input);
  addMinorTier(items, input, tiers.minor, flag);
  addMajorTier(items, input, tiers.major);
  if (flag) addToday(items, input, flag);
  const y = height - style.pixel / 2;
  items.push({ shape: 'line', role: 'header-line', x1: 0, y1: y, x2: width, y2: y });
  return { width, height, items };
}
