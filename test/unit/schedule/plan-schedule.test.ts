import { describe, expect, it } from 'vitest';
import { emptyRows, type MutableRows, type Plan } from '../../../src/model/plan.ts';
import { type Cells, makeRow } from '../../../src/model/row.ts';
import type { EntityName } from '../../../src/model/schema.ts';
import { scheduleOf } from '../../../src/schedule/plan-schedule.ts';
import { DANISH_CALENDAR, STANDARD_CALENDAR } from '../../../src/time/calendar.ts';
import { dayNumberOf, instantOf, isoOfInstant } from '../../../src/time/day.ts';

const MONDAY = dayNumberOf(2027, 3, 22);
const at = (day: number, hour: number): number => instantOf(MONDAY + day, hour * 60);

type Board = { rows: MutableRows; plan: Plan & { revision: number } };

const put = <E extends EntityName>(board: Board, entity: E, id: string, cells: Cells<E>): void => {
  (board.rows[entity] as Map<string, unknown>).set(id, makeRow(entity, id, cells as Record<string, unknown>));
  board.plan.revision++;
};

const task = (board: Board, id: string, days: number, more: Cells<'task'> = {}): void =>
  put(board, 'task', id, {
    place: { parent: null, order: id },
    duration: { minutes: days * 480, unit: 'day', elapsed: false, estimated: false },
    ...more,
  });

const link = (board: Board, id: string, predecessorId: string, successorId: string, more: Cells<'link'> = {}): void =>
  put(board, 'link', id, { predecessorId, successorId, ...more });

const newPlan = (): Board => {
  const rows = emptyRows();
  const board = { rows, plan: { projectId: 'p', revision: 0, rows } };
  put(board, 'project', 'p', { startMin: at(0, 8), calendarId: 'office' });
  put(board, 'calendar', 'office', { week: STANDARD_CALENDAR.week });
  put(board, 'calendar', 'dk', { week: DANISH_CALENDAR.week, holidaySets: DANISH_CALENDAR.holidaySets });
  return board;
};

const dates = (board: Board, id: string): string[] => {
  const found = scheduleOf(board.plan).datesOf(id);
  return found ? [isoOfInstant(found.startMin), isoOfInstant(found.finishMin)] : [];
};

describe('the schedule of a plan', () => {
  it('follows links, calendars and the outline', () => {
    const board = newPlan();
    task(board, 'a', 2);
    task(board, 's', 0);
    task(board, 'b', 2, { place: { parent: 's', order: 'b' }, calendarId: 'dk' });
    link(board, 'l', 'a', 'b', { lag: { amount: 480, kind: 'working', unit: 'day' } });
    // Wednesday is the day of lag; Thursday to Easter Monday are Danish holidays.
    expect(dates(board, 'b')).toEqual(['2027-03-30T08:00', '2027-03-31T17:00']);
    expect(dates(board, 's')).toEqual(['2027-03-30T08:00', '2027-03-31T17:00']);
    expect(scheduleOf(board.plan).isCritical('a')).toBe(true);
    expect(scheduleOf(board.plan).datesOf('nobody')).toBeNull();
  });

  it('is calculated once per revision, and anew after an edit', () => {
    const board = newPlan();
    task(board, 'a', 1);
    task(board, 'b', 1);
    link(board, 'l', 'a', 'b');
    const before = scheduleOf(board.plan);
    expect(scheduleOf(board.plan)).toBe(before);
    expect(dates(board, 'b')[0]).toBe('2027-03-23T08:00');
    task(board, 'a', 3);
    expect(dates(board, 'b')[0]).toBe('2027-03-25T08:00');
    expect(scheduleOf(board.plan).network).toBe(before.network);
    expect(before.result.start[before.indexOf('b')!]).toBe(at(1, 8));
  });

  it('follows a change of links, outline and calendars', () => {
    const board = newPlan();
    task(board, 'a', 3);
    task(board, 'b', 1);
    expect(dates(board, 'b')[0]).toBe('2027-03-22T08:00');
    link(board, 'l', 'a', 'b');
    expect(dates(board, 'b')[0]).toBe('2027-03-25T08:00');
    put(board, 'calendarException', 'x', { calendarId: 'office', days: { fromDay: MONDAY + 3, toDay: MONDAY + 3 } });
    expect(dates(board, 'b')[0]).toBe('2027-03-26T08:00');
    task(board, 'b', 1, { place: { parent: 'c', order: 'b' } });
    task(board, 'c', 1);
    expect(dates(board, 'c')[0]).toBe('2027-03-26T08:00');
    board.rows.link.delete('l');
    board.plan.revision++;
    expect(dates(board, 'c')[0]).toBe('2027-03-22T08:00');
  });

  it('passes over links whose ends are gone, and plans without a project row', () => {
    const rows = emptyRows();
    const board: Board = { rows, plan: { projectId: 'p', revision: 0, rows } };
    expect(scheduleOf(board.plan).result.start).toHaveLength(0);
    task(board, 'a', 1);
    link(board, 'l', 'gone', 'a');
    expect(scheduleOf(board.plan).links).toEqual([]);
    expect(dates(board, 'a')).toEqual(['1970-01-01T08:00', '1970-01-01T17:00']);
  });
});
