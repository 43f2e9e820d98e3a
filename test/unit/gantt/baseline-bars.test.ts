import { describe, expect, it } from 'vitest';
import { DEFAULT_GANTT_OPTIONS } from '../../../src/gantt/build-scene.ts';
import type { GanttRow } from '../../../src/gantt/gantt-row.ts';
import { type GanttStyle, ganttStyle, withBaselines } from '../../../src/gantt/gantt-style.ts';
import { addRowMarks } from '../../../src/gantt/row-marks.ts';
import type { Primitive, RectPrimitive } from '../../../src/gantt/scene.ts';

type Strip = Pick<RectPrimitive, 'role' | 'tone' | 'x' | 'y' | 'height'>;

const DAY = 1440;
const USUAL = ganttStyle(28, 12);

/** What is drawn of a task with so many further baselines, each a day later than the one above it; the fourth has no dates. */
const drawn = (comparedCount: number, style: GanttStyle): readonly Strip[] => {
  const row: GanttRow = {
    id: 'a',
    wbs: '1',
    name: 'a',
    depth: 0,
    kind: 'task',
    startMin: 0,
    finishMin: 10 * DAY,
    percentComplete: 0,
    critical: false,
    manual: false,
    tone: 0,
    responsible: '',
    expanded: false,
    hasChildren: false,
    baselineStartMin: 0,
    baselineFinishMin: 5 * DAY,
    compared: Array.from({ length: comparedCount }, (_, at) =>
      at === 3 ? null : { startMin: (at + 1) * DAY, finishMin: (at + 6) * DAY },
    ),
  };
  const items: Primitive[] = [];
  const axis = { fromMin: 0, toMin: 40 * DAY, pxPerDay: 10 };
  const options = { ...DEFAULT_GANTT_OPTIONS, showBaseline: true, showConstraints: true, comparedCount };
  addRowMarks(items, row, style.rowHeight / 2, axis, style, 400, options);
  return items.flatMap((item): Strip[] => {
    if (item.shape === 'rect') return [item];
    // A line is as high as its stroke: two pixels.
    return item.shape === 'line' ? [{ ...item, x: item.x1, y: item.y1 - 1, height: 2 }] : [];
  });
};

const isBaseline = ({ role }: Strip): boolean => role.startsWith('baseline');

describe('baselines below bars', () => {
  it.each([0, 1, 2, 3, 5, 10])(
    '%d further ones lie below each other and below the bar, all within the row',
    (count) => {
      const style = withBaselines(USUAL, count);
      const rects = drawn(count, style);
      const bar = rects.find(({ role }) => role === 'bar')!;
      const lines = rects.filter(isBaseline).sort((a, b) => a.y - b.y);
      expect(lines.map(({ x }) => x / 10)).toEqual(
        [0, ...Array.from({ length: count }, (_, at) => at + 1)].filter((at) => at !== 4),
      );
      expect(bar.y).toBeGreaterThanOrEqual(0);
      expect(lines[0]!.y).toBeGreaterThanOrEqual(bar.y + bar.height);
      lines.forEach((line, at) => {
        if (at > 0) expect(line.y).toBeGreaterThanOrEqual(lines[at - 1]!.y + lines[at - 1]!.height);
        expect(line.height, 'high enough for its sign to be seen').toBeGreaterThanOrEqual(2);
      });
      const last = lines.at(-1)!;
      expect(last.y + last.height).toBeLessThanOrEqual(style.rowHeight);
      const signs = lines.map(({ role, tone }) => `${role} ${tone ?? ''}`);
      expect(new Set(signs).size).toBe(signs.length);
    },
  );

  it('are as high as usual up to two, and leave the bar as it is', () => {
    expect([0, 1, 2].map((count) => withBaselines(USUAL, count).rowHeight)).toEqual([28, 28, 28]);
    expect(withBaselines(USUAL, 10)).toEqual({ ...USUAL, rowHeight: 59 });
  });
});
