import type { GanttStyle } from './gantt-style.ts';
import { HALF_CAPITAL } from './row-labels.ts';
import type { Primitive, Role, Scene } from './scene.ts';
import { type FontWeight, measureText } from './text-metrics.ts';
import { type TimeAxis, xOf } from './time-axis.ts';
import { cellTexts, type TierUnit, type TimeLabels, tierCells, tiersFor } from './time-tiers.ts';

/** The time header above a chart: two tiers, as high as twice `style.tierHeight`. */
export type HeaderSceneInput = {
  readonly axis: TimeAxis;
  readonly style: GanttStyle;
  readonly width: number;
  readonly labels: TimeLabels;
  readonly todayMin?: number | null;
};

function addTier(items: Primitive[], input: HeaderSceneInput, unit: TierUnit, major: boolean): void {
  const { axis, style, width, labels } = input;
  const size = style.tierFontSize;
  const weight: FontWeight = major ? 600 : 400;
  const role: Role = major ? 'header-major' : 'header-minor';
  const top = major ? 0 : style.tierHeight;
  const y = top + style.tierHeight / 2 + size * HALF_CAPITAL;
  const pad = size * (major ? 0.45 : 0.2);
  for (const cell of tierCells(axis, unit, width)) {
    if (cell.x >= 0 && cell.x <= width) {
      const line = major ? 'grid-major' : 'grid-minor';
      items.push({ shape: 'line', role: line, x1: cell.x, y1: top, x2: cell.x, y2: 2 * style.tierHeight });
    }
    const from = Math.max(cell.x, 0);
    const room = Math.min(cell.x + cell.width, width) - from - 2 * pad;
    const fitting = cellTexts(unit, cell.startMin, major, labels).find(
      (text) => measureText(text, size, weight) <= (major ? room : Math.min(room, cell.width - 2 * pad)),
    );
    if (fitting === undefined) continue;
    const textWidth = measureText(fitting, size, weight);
    const x = major ? from + pad : cell.x + cell.width / 2;
    if (!major && (x - textWidth / 2 < 0 || x + textWidth / 2 > width)) continue;
    const anchor = major ? 'start' : 'middle';
    items.push({ shape: 'text', role, x, y, text: fitting, size, weight, anchor, width: textWidth });
  }
}

function addToday(items: Primitive[], { axis, style, width, labels, todayMin }: HeaderSceneInput): void {
  if (todayMin == null) return;
  const at = xOf(axis, todayMin);
  if (at < 0 || at > width) return;
  const size = style.tierFontSize * 0.95;
  const textWidth = measureText(labels.today, size, 600);
  const flagWidth = textWidth + size * 0.9;
  const height = size * 1.45;
  const x = Math.max(0, Math.min(at - flagWidth / 2, width - flagWidth));
  const y = 2 * style.tierHeight - height - style.pixel * 2;
  items.push({ shape: 'rect', role: 'today-flag', x, y, width: flagWidth, height, radius: size * 0.25 });
  const common = { shape: 'text', role: 'today-text', size, weight: 600, anchor: 'middle' } as const;
  const baseline = y + height / 2 + size * HALF_CAPITAL;
  items.push({ ...common, x: x + flagWidth / 2, y: baseline, text: labels.today, width: textWidth });
}

/** The scene of the time header, for the tiers that suit the zoom. */
export function buildHeaderScene(input: HeaderSceneInput): Scene {
  const { axis, style, width } = input;
  const height = 2 * style.tierHeight;
  const tiers = tiersFor(axis.pxPerDay, style.tierFontSize);
  const items: Primitive[] = [{ shape: 'rect', role: 'header', x: 0, y: 0, width, height }];
  addTier(items, input, tiers.minor, false);
  addTier(items, input, tiers.major, true);
  addToday(items, input);
  items.push({ shape: 'line', role: 'header-line', x1: 0, y1: height, x2: width, y2: height });
  return { width, height, items };
}
