import { describe, expect, it } from 'vitest';
import { effectOfDelay } from '../../../src/schedule/effect-of-delay.ts';
import { finishAfter } from '../../../src/schedule/finish-after.ts';
import { scheduleOf } from '../../../src/schedule/plan-schedule.ts';
import { workingTimeOf } from '../../../src/schedule/working-time.ts';
import { STANDARD_CALENDAR } from '../../../src/time/calendar.ts';
import { at, link, newBoard, put, task } from './board.ts';

const WEEK = 7 * 1440;

describe('finishAfter', () => {
  it.each([
    ['a task on the chain that ends last', 'a', at(4 + 7, 17)],
    ['a task with room for it', 'free', at(8, 17)],
    ['nothing', null, at(4, 17)],
  ] as const)('with %s put off by a week', (_, moved, expected) => {
    const board = newBoard();
    task(board, 'a', 2);
    task(board, 'b', 3);
    task(board, 'free', 2);
    link(board, 'a', 'b');
    const schedule = scheduleOf(board.plan);
    expect(finishAfter(schedule, moved === null ? [] : effectOfDelay(schedule, moved, WEEK))).toBe(expected);
  });
});

describe('workingTimeOf', () => {
  it('names the calendar, and people whose calendars come before it', () => {
    const board = newBoard();
    put(board, 'calendar', 'late', { week: STANDARD_CALENDAR.week.slice(0, 3).concat([[], [], [], []]) });
    put(board, 'party', 'ada', { name: 'Ada', calendarId: 'late' });
    put(board, 'party', 'bo', { name: 'Bo' });
    task(board, 'own', 1, { calendarId: 'late' });
    task(board, 'people', 1);
    task(board, 'same', 1);
    task(board, 'clock', 1, { duration: { minutes: 60, unit: 'hour', elapsed: true, estimated: false } });
    put(board, 'assignment', 'x', { taskId: 'people', partyId: 'ada' });
    put(board, 'assignment', 'y', { taskId: 'same', partyId: 'bo' });
    const schedule = scheduleOf(board.plan);
    const of = (id: string) => workingTimeOf(board.plan, schedule, id);
    expect(of('own')).toEqual({ calendarId: 'late', elapsed: false, partyIds: [] });
    expect(of('people')).toEqual({ calendarId: 'office', elapsed: false, partyIds: ['ada'] });
    expect(of('same')).toEqual({ calendarId: 'office', elapsed: false, partyIds: [] });
    expect(of('clock')).toEqual({ calendarId: 'office', elapsed: true, partyIds: [] });
  });
});
