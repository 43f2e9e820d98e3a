import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  axisThatFits,
  axisWidth,
  instantAt,
  MAX_PX_PER_DAY,
  MIN_PX_PER_DAY,
  type TimeAxis,
  windowOf,
  xOf,
  zoomedAt,
} from '../../../src/gantt/time-axis.ts';
import { dayNumberOf, FIRST_INSTANT, LAST_INSTANT } from '../../../src/time/day.ts';

const axes = fc.record({
  fromMin: fc.integer({ min: FIRST_INSTANT, max: LAST_INSTANT - 4_000_000 }),
  lengthMin: fc.integer({ min: 60, max: 4_000_000 }),
  width: fc.integer({ min: 50, max: 4000 }),
});

const axisOf = ({ fromMin, lengthMin, width }: { fromMin: number; lengthMin: number; width: number }): TimeAxis =>
  axisThatFits(fromMin, fromMin + lengthMin, width);

describe('time axis', () => {
  it('puts a day at its width', () => {
    const axis: TimeAxis = {
      fromMin: dayNumberOf(2027, 1, 1) * 1440,
      toMin: dayNumberOf(2028, 1, 1) * 1440,
      pxPerDay: 4,
    };
    expect(xOf(axis, dayNumberOf(2027, 1, 11) * 1440)).toBe(40);
    expect(xOf(axis, dayNumberOf(2026, 12, 31) * 1440)).toBe(-4);
    expect(xOf(axis, dayNumberOf(2027, 1, 1) * 1440 + 720)).toBe(2);
    expect(axisWidth(axis)).toBe(365 * 4);
  });

  it('finds the instant of the x of an instant', () => {
    fc.assert(
      fc.property(axes, fc.double({ min: -1, max: 2, noNaN: true }), (given, part) => {
        const axis = axisOf(given);
        const instant = given.fromMin + part * given.lengthMin;
        expect(instantAt(axis, xOf(axis, instant))).toBeCloseTo(instant, 3);
      }),
    );
  });

  it('fits a stretch of time into a width, unless a day would become too wide or too narrow', () => {
    fc.assert(
      fc.property(axes, (given) => {
        const axis = axisOf(given);
        expect(axisWidth(axis)).toBeCloseTo(given.width, 3);
        const clamped = axis.pxPerDay === MAX_PX_PER_DAY || axis.pxPerDay === MIN_PX_PER_DAY;
        if (!clamped) expect(xOf(axis, given.fromMin + given.lengthMin)).toBeCloseTo(given.width, 3);
      }),
    );
  });

  it('keeps the instant under the pointer when zooming, and the width', () => {
    fc.assert(
      fc.property(
        axes,
        fc.double({ min: 0, max: 1, noNaN: true }),
        fc.double({ min: 0.2, max: 5, noNaN: true }),
        (given, at, factor) => {
          const axis = axisOf(given);
          const x = at * given.width;
          const zoomed = zoomedAt(axis, x, factor);
          expect(axisWidth(zoomed)).toBeCloseTo(given.width, 3);
          expect(zoomed.fromMin).toBeGreaterThanOrEqual(FIRST_INSTANT);
          const atBorder = zoomed.fromMin === FIRST_INSTANT || Math.abs(zoomed.toMin - LAST_INSTANT) < 1;
          if (!atBorder) expect(Math.abs(xOf(zoomed, instantAt(axis, x)) - x)).toBeLessThan(0.01);
        },
      ),
    );
  });

  it('gives a window on a longer axis', () => {
    const axis: TimeAxis = { fromMin: 0, toMin: 14_400, pxPerDay: 10 };
    const window = windowOf(axis, 25, 50);
    expect(window.fromMin).toBe(3600);
    expect(xOf(window, 3600)).toBe(0);
    expect(axisWidth(window)).toBe(50);
  });
});
