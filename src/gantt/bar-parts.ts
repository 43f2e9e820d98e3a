import { breaksOf } from '../model/breaks.ts';
import type { Task } from '../model/row.ts';
import { addWork, NO_TIME, type WorkCalendar } from '../time/calendar.ts';
import type { BarPart } from './gantt-row.ts';

/**
 * The stretches in which an interrupted task is worked on, by the calendar in which it is; undefined for a task without
 * breaks. Breaks are kept as working minutes: after so much work so long a pause.
 */
export const barPartsOf = (
  { splits, duration }: Pick<Task, 'splits' | 'duration'>,
  startMin: number,
  finishMin: number,
  calendar: WorkCalendar | null,
): readonly BarPart[] | undefined => {
  const breaks = breaksOf({ splits, duration });
  if (breaks.length === 0) return undefined;
  const after = (instant: number, minutes: number): number =>
    calendar === null || duration.elapsed ? instant + minutes : addWork(calendar, instant, minutes);
  const parts: BarPart[] = [];
  let from = startMin;
  let doneMin = 0;
  for (const { workMin, gapMin } of breaks) {
    const until = after(from, workMin - doneMin);
    if (until === NO_TIME || until >= finishMin) break;
    parts.push({ startMin: from, finishMin: until });
    const end = after(until, gapMin);
    if (end === NO_TIME || end >= finishMin) return parts;
    // The next stretch begins where its first working minute does: the minute after a pause that ends at closing time.
    from = calendar === null || duration.elapsed ? end : after(end, 1) - 1;
    doneMin = workMin;
  }
  parts.push({ startMin: from, finishMin });
  return parts;
};
