import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { buildMiniMap } from '../../../src/gantt/mini-map.ts';
import type { RectPrimitive } from '../../../src/gantt/scene.ts';

interface Span {
  readonly row: number;
  readonly startMin: number;
  readonly finishMin: number;
  readonly tone: number;
  readonly critical: boolean;
}

const SIZE = { width: 60, height: 12, fromMin: 0, toMin: 600, showCritical: true };

const mapOf = (spans: readonly Span[], rowCount: number) =>
  buildMiniMap({
    ...SIZE,
    rowCount,
    eachSpan: (visit) => {
      for (const { row, startMin, finishMin, tone, critical } of spans) visit(row, startMin, finishMin, tone, critical);
    },
  });

const span = fc
  .record({
    row: fc.nat(499),
    startMin: fc.nat(600),
    length: fc.nat(200),
    tone: fc.nat(9),
    critical: fc.boolean(),
  })
  .map(({ length, ...rest }) => ({ ...rest, finishMin: Math.min(600, rest.startMin + length) }));

describe('overview map', () => {
  it('paints each pixel once, and within the map, however many tasks there are', () => {
    fc.assert(
      fc.property(fc.array(span, { maxLength: 300 }), (spans) => {
        const seen = new Set<number>();
        for (const item of mapOf(spans, 500).items as readonly RectPrimitive[]) {
          for (let x = item.x; x < item.x + item.width; x++) {
            const pixel = item.y * SIZE.width + x;
            expect(seen.has(pixel)).toBe(false);
            expect(x >= 0 && x < SIZE.width && item.y >= 0 && item.y < SIZE.height).toBe(true);
            seen.add(pixel);
          }
        }
      }),
    );
  });

  it('lets the critical path lie above what falls on the same pixel', () => {
    const critical = { row: 0, startMin: 100, finishMin: 110, tone: 1, critical: true };
    const other = { row: 1, startMin: 0, finishMin: 600, tone: 2, critical: false };
    const roles = mapOf([critical, other], 500).items.filter((item) => item.shape === 'rect' && item.y === 0);
    expect(roles.some((item) => item.shape === 'rect' && item.role === 'bar-critical' && item.x === 10)).toBe(true);
  });

  it('gives every row of a short plan its share of the height', () => {
    const rows = [0, 1, 2].map((row) => ({ row, startMin: 0, finishMin: 599, tone: 0, critical: false }));
    expect(mapOf(rows, 3).items).toHaveLength(SIZE.height);
  });
});
