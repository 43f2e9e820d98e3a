import type { Hatch } from './palette.ts';

/** Side of the square of which a hatching is the repetition, in points or pixels. */
export const HATCH_STEP = 3.2;
/** Width of its lines. */
export const HATCH_LINE = 0.55;

/**
 * The lines of one square of a hatching, as x1, y1, x2, y2 ...; they reach past its edges, so that squares side by side give
 * unbroken lines.
 */
export const HATCH_LINES: Readonly<Record<Hatch, readonly number[]>> = (() => {
  const s = HATCH_STEP;
  const h = s / 2;
  const over = 0.4;
  const rising = [-over, s + over, s + over, -over, -over, over, over, -over, s - over, s + over, s + over, s - over];
  const falling = [-over, -over, s + over, s + over, s - over, -over, s + over, over, -over, s - over, over, s + over];
  const upright = [h, -over, h, s + over];
  const level = [-over, h, s + over, h];
  return {
    rising,
    falling,
    upright,
    level,
    cross: [...rising, ...falling],
    grid: [...upright, ...level],
    dots: [h - 0.45, h, h + 0.45, h],
  };
})();
