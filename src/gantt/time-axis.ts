import { FIRST_INSTANT, LAST_INSTANT, MINUTES_PER_DAY } from '../time/day.ts';

/** A stretch of time laid along x: `fromMin` lies at x = 0. `pxPerDay` counts in the unit of the scene. */
export type TimeAxis = { readonly fromMin: number; readonly toMin: number; readonly pxPerDay: number };

/** Widths of a day between which a chart can be zoomed: 300 years on a screen to an hour in 200 pixels. */
export const MIN_PX_PER_DAY = 0.008;
export const MAX_PX_PER_DAY = 4800;

/** Named steps of zoom, as width of a day in pixels. */
export const ZOOM_STEPS = { hour: 960, day: 36, week: 12, month: 4, quarter: 1.4, year: 0.4 } as const;

/** x of an instant. */
export function xOf(axis: TimeAxis, instantMin: number): number {
  return ((instantMin - axis.fromMin) / MINUTES_PER_DAY) * axis.pxPerDay;
}

/** The instant at x, not rounded to whole minutes. */
export function instantAt(axis: TimeAxis, x: number): number {
  return axis.fromMin + (x / axis.pxPerDay) * MINUTES_PER_DAY;
}

/** Width of the whole axis. */
export function axisWidth(axis: TimeAxis): number {
  return xOf(axis, axis.toMin);
}

/** The axis of a window that shows `width` of a longer axis from x `scrollX` on. */
export function windowOf(axis: TimeAxis, scrollX: number, width: number): TimeAxis {
  return { fromMin: instantAt(axis, scrollX), toMin: instantAt(axis, scrollX + width), pxPerDay: axis.pxPerDay };
}

/** The axis on which a stretch of time (at least a minute long) fills a width. */
export function axisThatFits(fromMin: number, toMin: number, width: number): TimeAxis {
  const lengthMin = Math.max(1, toMin - fromMin);
  const pxPerDay = Math.min(MAX_PX_PER_DAY, Math.max(MIN_PX_PER_DAY, (width / lengthMin) * MINUTES_PER_DAY));
  return { fromMin, toMin: fromMin + (width / pxPerDay) * MINUTES_PER_DAY, pxPerDay };
}

/**
 * The window zoomed by a factor with the instant at `x` kept in its place. It stays as wide as it was, within the widths
 * a day can have and within the years 1900 to 2199.
 */
export function zoomedAt(window: TimeAxis, x: number, factor: number): TimeAxis {
  const width = axisWidth(window);
  const pxPerDay = Math.min(MAX_PX_PER_DAY, Math.max(MIN_PX_PER_DAY, window.pxPerDay * factor));
  const lengthMin = (width / pxPerDay) * MINUTES_PER_DAY;
  const wanted = instantAt(window, x) - (x / pxPerDay) * MINUTES_PER_DAY;
  const fromMin = Math.max(FIRST_INSTANT, Math.min(wanted, LAST_INSTANT - lengthMin));
  return { fromMin, toMin: fromMin + lengthMin, pxPerDay };
}
