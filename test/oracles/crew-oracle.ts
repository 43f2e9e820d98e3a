import type { CalendarDefinition } from '../../src/time/calendar.ts';
import { slowCalendar } from './calendar-oracle.ts';

/** One of a crew: when the person works, for how many minutes of it, and after how many since the task's start. */
export type SlowMember = {
  readonly definition: CalendarDefinition;
  readonly length: number;
  readonly delay: number;
};

/** Start, finish and duration of a task worked on by a crew, minute by minute; null when somebody runs out of time. */
export function slowCrew(members: readonly SlowMember[], from: number, reach: number) {
  const spans = members.map(({ definition, length, delay }) => {
    const calendar = slowCalendar(definition, reach);
    const first = calendar.nextWorkStart(from);
    const begin = delay === 0 ? first : calendar.nextWorkStart(calendar.addWork(first, delay));
    return { calendar, begin, end: calendar.addWork(begin, length) };
  });
  if (spans.some(({ begin, end }) => begin < 0 || end < 0)) return null;
  const start = Math.min(...spans.map(({ begin }) => begin));
  const finish = Math.max(...spans.map(({ end }) => end));
  const worked: number[] = [];
  for (let minute = start; minute < finish; minute++) {
    const anybody = spans.some(
      ({ calendar, begin, end }) => minute >= begin && minute < end && calendar.workBetween(minute, minute + 1) === 1,
    );
    if (anybody) worked.push(minute);
  }
  return { start, finish, worked };
}
