import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Cells } from '../../../src/model/row.ts';
import { drivingChainOf } from '../../../src/schedule/driving-chain.ts';
import { lookAheadOf } from '../../../src/schedule/look-ahead.ts';
import { scheduleOf } from '../../../src/schedule/plan-schedule.ts';
import { STANDARD_CALENDAR } from '../../../src/time/calendar.ts';
import { at, type Board, days, edit, link, newBoard, put, task } from './board.ts';

const NAMES = ['a', 'b', 'c', 'd', 'e', 'f'];

/** A plan of six tasks with links from earlier to later ones. */
const boardOf = (links: readonly (readonly [number, number])[], lengths: readonly number[]): Board => {
  const board = newBoard();
  for (const [i, name] of NAMES.entries()) task(board, name, lengths[i]!);
  const joined = new Set(links.filter(([from, to]) => from < to).map(([from, to]) => `${from} ${to}`));
  for (const pair of joined) {
    const [from, to] = pair.split(' ').map(Number) as [number, number];
    link(board, NAMES[from]!, NAMES[to]!);
  }
  return board;
};

const changeArb: fc.Arbitrary<Cells<'task'>> = fc.oneof(
  fc.integer({ min: 0, max: 20 }).map((length) => ({ duration: days(length) })),
  fc.integer({ min: -5, max: 30 }).map((day) => ({ constraint: { type: 'SNET' as const, atMin: at(day, 8) } })),
  fc.integer({ min: 0, max: 100 }).map((percentComplete) => ({ percentComplete })),
  fc.integer({ min: 0, max: 9 }).map((day) => ({ actual: { startMin: at(day, 8), finishMin: null } })),
  fc.constant({ splits: [{ workMin: 240, gapMin: 960 }] }),
);

describe('looking ahead', () => {
  it('gives the dates that the whole way from rows to dates gives, look after look', () => {
    const pairs = fc.array(fc.tuple(fc.nat(5), fc.nat(5)), { maxLength: 10 });
    const lengths = fc.array(fc.integer({ min: 1, max: 9 }), { minLength: 6, maxLength: 6 });
    const looks = fc.array(fc.tuple(fc.nat(5), changeArb), { minLength: 1, maxLength: 6 });
    fc.assert(
      fc.property(pairs, lengths, looks, (links, sizes, changes) => {
        const board = boardOf(links, sizes);
        const look = lookAheadOf(board.plan, scheduleOf(board.plan));
        for (const [which, change] of changes) {
          const id = NAMES[which]!;
          const ahead = look([{ ...board.rows.task.get(id)!, ...change } as never])!;
          const other = boardOf(links, sizes);
          edit(other, 'task', id, change);
          const { result } = scheduleOf(other.plan);
          expect([...ahead.start]).toEqual([...result.start]);
          expect([...ahead.finish]).toEqual([...result.finish]);
          expect([...ahead.critical]).toEqual([...result.critical]);
          expect(ahead.findings).toEqual(result.findings);
        }
      }),
    );
  });

  it('leaves the schedule that it looks ahead of as it is', () => {
    const board = boardOf([[0, 1]], [2, 2, 2, 2, 2, 2]);
    const schedule = scheduleOf(board.plan);
    const before = [...schedule.result.start];
    lookAheadOf(board.plan, schedule)([{ ...board.rows.task.get('a')!, duration: days(9) }]);
    expect([...schedule.result.start]).toEqual(before);
    expect(schedule.input.durationMin[0]).toBe(2 * 480);
  });

  it.each([
    ['another place in the outline', { place: { parent: 'b', order: 'a' } }],
    ['another calendar', { calendarId: 'late' }],
  ] as const)('says nothing about %s', (_what, change) => {
    const board = boardOf([], [1, 1, 1, 1, 1, 1]);
    expect(lookAheadOf(board.plan, scheduleOf(board.plan))([{ ...board.rows.task.get('a')!, ...change }])).toBeNull();
  });

  it('says nothing about tasks whose people set their length, nor of a plan that shows recorded dates', () => {
    const board = boardOf([], [1, 1, 1, 1, 1, 1]);
    put(board, 'calendar', 'late', { week: STANDARD_CALENDAR.week.slice(0, 3).concat([[], [], [], []]) });
    put(board, 'party', 'ada', { name: 'Ada', calendarId: 'late' });
    put(board, 'assignment', 'x', { taskId: 'a', partyId: 'ada' });
    expect(lookAheadOf(board.plan, scheduleOf(board.plan))([board.rows.task.get('a')!])).toBeNull();
    edit(board, 'project', 'p', { datesAsRecorded: true });
    expect(lookAheadOf(board.plan, scheduleOf(board.plan))([board.rows.task.get('b')!])).toBeNull();
  });
});

describe('driving chain', () => {
  it('goes back along all driving links to where none drives', () => {
    const board = boardOf(
      [
        [0, 2],
        [1, 2],
        [2, 4],
        [3, 4],
      ],
      [3, 3, 2, 1, 4, 1],
    );
    const { tasks, links } = drivingChainOf(scheduleOf(board.plan), 'e', 100);
    expect([...tasks].sort()).toEqual(['a', 'b', 'c', 'e']);
    expect([...links].sort()).toEqual(['ac', 'bc', 'ce']);
  });

  it('stops after so many tasks, and knows nothing of one that is gone', () => {
    const board = boardOf(
      [
        [0, 1],
        [1, 2],
        [2, 3],
      ],
      [1, 1, 1, 1, 1, 1],
    );
    expect([...drivingChainOf(scheduleOf(board.plan), 'd', 2).tasks]).toEqual(['d', 'c']);
    expect(drivingChainOf(scheduleOf(board.plan), 'gone', 2).tasks.size).toBe(0);
  });
});
