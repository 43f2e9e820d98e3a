import { holidayOn } from '../time/danish-holidays.ts';
import { dayOfInstant, MINUTES_PER_DAY, weekdayOf } from '../time/day.ts';
import type { RectPrimitive } from './scene.ts';
import { instantAt, type TimeAxis, xOf } from './time-axis.ts';

/** Why a day is shaded: `id` names the holiday, and is empty for a weekend. */
export type DayShade = { readonly kind: 'weekend' | 'holiday'; readonly id: string };

/** Says of a day number whether and why it is shaded. */
export type DayShading = (dayNumber: number) => DayShade | null;

const WEEKEND: DayShade = { kind: 'weekend', id: '' };

/** Weekends, Danish public holidays and customary closing days; a holiday in a weekend counts as weekend. */
export const danishShading: DayShading = (dayNumber) => {
  if (weekdayOf(dayNumber) >= 5) return WEEKEND;
  const holiday = holidayOn(dayNumber);
  return holiday ? { kind: 'holiday', id: holiday.id } : null;
};

/**
 * Columns of shaded days in the first `width` of the axis, days of one kind and name that touch merged into one. Nothing
 * when a day is narrower than `minDayWidth`: stripes that fine are noise.
 */
export function shadedColumns(
  axis: TimeAxis,
  width: number,
  height: number,
  shading: DayShading,
  minDayWidth: number,
): RectPrimitive[] {
  if (axis.pxPerDay < minDayWidth) return [];
  const columns: RectPrimitive[] = [];
  const lastDay = dayOfInstant(instantAt(axis, width));
  let day = dayOfInstant(axis.fromMin);
  while (day <= lastDay) {
    const shade = shading(day);
    let next = day + 1;
    if (shade) {
      for (; next <= lastDay; next++) {
        const other = shading(next);
        if (other?.kind !== shade.kind || other.id !== shade.id) break;
      }
      const x = Math.max(0, xOf(axis, day * MINUTES_PER_DAY));
      const end = Math.min(width, xOf(axis, next * MINUTES_PER_DAY));
      const column = { shape: 'rect', role: shade.kind, x, y: 0, width: end - x, height } as const;
      if (end > x) {
        columns.push(
          shade.id === '' ? column : { ...column, subject: { kind: 'holiday', id: shade.id, part: 'body' } },
        );
      }
    }
    day = next;
  }
  return columns;
}
