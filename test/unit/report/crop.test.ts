import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Primitive } from '../../../src/gantt/scene.ts';
import { cropped, shifted } from '../../../src/report/crop.ts';
import { flatItems } from './page-texts.ts';

const coordinate = fc.integer({ min: -50, max: 150 });
const length = fc.integer({ min: 1, max: 60 });

const primitives: fc.Arbitrary<Primitive> = fc.oneof(
  fc.record({
    shape: fc.constant('rect' as const),
    role: fc.constant('bar' as const),
    x: coordinate,
    y: coordinate,
    width: length,
    height: length,
  }),
  fc.record({
    shape: fc.constant('diamond' as const),
    role: fc.constant('milestone' as const),
    x: coordinate,
    y: coordinate,
    radius: length,
  }),
  fc.record({
    shape: fc.constant('line' as const),
    role: fc.constant('grid' as const),
    x1: coordinate,
    y1: coordinate,
    x2: coordinate,
    y2: coordinate,
  }),
);

const window = { x: 20, y: 30, width: 60, height: 40 };

const corners = (item: Primitive): readonly [number, number, number, number] => {
  if (item.shape === 'line')
    return [
      Math.min(item.x1, item.x2),
      Math.min(item.y1, item.y2),
      Math.max(item.x1, item.x2),
      Math.max(item.y1, item.y2),
    ];
  if (item.shape === 'diamond')
    return [item.x - item.radius, item.y - item.radius, item.x + item.radius, item.y + item.radius];
  const box = item as { x: number; y: number; width: number; height: number };
  return [box.x, box.y, box.x + box.width, box.y + box.height];
};

describe('what a window shows', () => {
  it('is what lies in it, at its place, and nothing that lies wholly outside', () => {
    fc.assert(
      fc.property(fc.array(primitives, { maxLength: 30 }), (items) => {
        const shown = flatItems(cropped(items, window, 200, 300));
        const isInside = (item: Primitive): boolean => {
          const [x1, y1, x2, y2] = corners(item);
          return x2 > 20 && x1 < 80 && y2 > 30 && y1 < 70;
        };
        const moved = items.filter(isInside).map((item) => JSON.stringify(shifted(item, 180, 270)));
        const told = shown.map((item) => JSON.stringify(item));
        for (const item of moved) expect(told).toContain(item);
        for (const item of shown) {
          const [x1, y1, x2, y2] = corners(item);
          expect(x2 >= 197 && x1 <= 263 && y2 >= 297 && y1 <= 343).toBe(true);
        }
      }),
    );
  });

  it('is cut at its edge: what crosses it lies in a group as large as the window', () => {
    const rect = { shape: 'rect', role: 'bar', x: 70, y: 40, width: 30, height: 5 } as const;
    expect(cropped([rect], window, 0, 0)).toEqual([
      { shape: 'group', x: 0, y: 0, width: 60, height: 40, items: [{ ...rect, x: 50, y: 10 }] },
    ]);
    expect(cropped([{ ...rect, x: 30 }], window, 0, 0)).toEqual([{ ...rect, x: 10, y: 10 }]);
  });

  it('cuts groups to what of them is seen', () => {
    const inner = { shape: 'rect', role: 'bar', x: 10, y: 0, width: 200, height: 5 } as const;
    const group = { shape: 'group', x: 0, y: 0, width: 50, height: 100, items: [inner] } as const;
    expect(cropped([group], window, 0, 0)).toEqual([]);
    const [cut] = cropped([{ ...group, y: 40 }], window, 0, 0);
    expect(cut).toEqual({ ...group, x: 0, y: 10, width: 30, height: 30, items: [{ ...inner, x: -10, y: 0 }] });
  });

  it('keeps the order of painting', () => {
    const at = (x: number, role: 'bar' | 'weekend'): Primitive => ({
      shape: 'rect',
      role,
      x,
      y: 40,
      width: 30,
      height: 5,
    });
    const shown = flatItems(cropped([at(60, 'weekend'), at(30, 'bar'), at(65, 'weekend')], window, 0, 0));
    expect(shown.map((item) => 'role' in item && item.role)).toEqual(['weekend', 'bar', 'weekend']);
  });
});
