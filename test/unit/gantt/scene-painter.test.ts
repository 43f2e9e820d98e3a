import { describe, expect, it } from 'vitest';
import { paintScene } from '../../../renderer/gantt/scene-painter.ts';
import { buildGanttScene } from '../../../src/gantt/build-scene.ts';
import { rowsOf } from '../../../src/gantt/gantt-row.ts';
import { ganttStyle } from '../../../src/gantt/gantt-style.ts';
import { buildLinkIndex } from '../../../src/gantt/link-index.ts';
import { DARK_PALETTE, LIGHT_PALETTE } from '../../../src/gantt/palette.ts';
import type { Scene } from '../../../src/gantt/scene.ts';
import { samplePlan } from '../report/sample-plan.ts';

type Call = { readonly name: string; readonly values: readonly unknown[] };

/** A context that writes down what is asked of it. */
function recorder(): { readonly calls: Call[]; readonly context: CanvasRenderingContext2D } {
  const calls: Call[] = [];
  const context = new Proxy({} as Record<string | symbol, unknown>, {
    get: (target, name) =>
      name in target ? target[name] : (...values: unknown[]) => void calls.push({ name: String(name), values }),
    set: (target, name, value) => {
      calls.push({ name: `${String(name)}=`, values: [value] });
      target[name] = value;
      return true;
    },
  });
  return { calls, context: context as unknown as CanvasRenderingContext2D };
}

const count = (calls: readonly Call[], name: string): number => calls.filter((call) => call.name === name).length;

describe('painter of scenes on a canvas', () => {
  it('paints neighbours of one ink at once', () => {
    const { rows, links } = samplePlan(60);
    const scene = buildGanttScene({
      rows: rowsOf(rows),
      links: buildLinkIndex(links),
      axis: { fromMin: rows[0]!.startMin!, toMin: 0, pxPerDay: 0.8 },
      style: ganttStyle(28, 13),
      width: 900,
      height: 840,
      firstRow: 0,
      lastRow: 29,
      firstRowY: 0,
    });
    const { calls, context } = recorder();
    paintScene(context, scene, LIGHT_PALETTE, { pixelRatio: 1 });
    const lines = scene.items.filter((item) => item.shape === 'line').length;
    const paths = scene.items.filter((item) => item.shape === 'path').length;
    expect(count(calls, 'stroke')).toBeLessThan((lines + paths) / 2);
    expect(count(calls, 'save')).toBe(count(calls, 'restore'));
  });

  it.each([1, 1.25, 1.5, 2, 3])('puts hairlines on whole device pixels at a ratio of %d', (pixelRatio) => {
    const scene: Scene = {
      width: 100,
      height: 100,
      items: [7.3, 20, 33.34].map((x) => ({ shape: 'line', role: 'grid', x1: x, y1: 0, x2: x, y2: 100 }) as const),
    };
    const { calls, context } = recorder();
    paintScene(context, scene, DARK_PALETTE, { pixelRatio });
    const width = calls.find((call) => call.name === 'lineWidth=')!.values[0] as number;
    for (const { values } of calls.filter((call) => call.name === 'lineTo')) {
      const edge = ((values[0] as number) - width / 2) * pixelRatio;
      expect(Math.abs(edge - Math.round(edge))).toBeLessThan(1e-6);
    }
    expect(calls.find((call) => call.name === 'strokeStyle=')!.values).toEqual([DARK_PALETTE.inks.grid.stroke]);
  });
});
