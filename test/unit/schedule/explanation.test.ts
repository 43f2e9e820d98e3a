import { describe, expect, it } from 'vitest';
import type { Cells } from '../../../src/model/row.ts';
import { explain, type TaskEnd } from '../../../src/schedule/explanation.ts';
import { scheduleOf } from '../../../src/schedule/plan-schedule.ts';
import { at, type Board, days, link, newBoard, put, task } from './board.ts';

const told = (board: Board, id: string, end: TaskEnd = 'start', most = 100): string[] =>
  explain(scheduleOf(board.plan), id, end, most).reasons.map((reason) => {
    if (reason.kind === 'link') return `${reason.taskId} ${reason.kind} ${reason.type} ${reason.predecessorId}`;
    if (reason.kind === 'first-below' || reason.kind === 'last-below')
      return `${reason.taskId} ${reason.kind} ${reason.belowId}`;
    if (reason.kind === 'constraint') return `${reason.taskId} ${reason.type} of ${reason.holderId}`;
    return `${reason.taskId} ${reason.kind}`;
  });

const bound = (type: 'SNET' | 'MSO' | 'FNET', atMin: number): Cells<'task'> => ({ constraint: { type, atMin } });

describe('explain', () => {
  it('follows links back to the start of the project', () => {
    const board = newBoard();
    task(board, 'a', 2);
    task(board, 'b', 1);
    task(board, 'c', 1);
    link(board, 'a', 'b');
    link(board, 'b', 'c', { type: 'SS' });
    expect(told(board, 'c')).toEqual(['c link SS b', 'b link FS a', 'a length', 'a project-start']);
    expect(told(board, 'c', 'finish')).toEqual([
      'c length',
      'c link SS b',
      'b link FS a',
      'a length',
      'a project-start',
    ]);
    const [first] = explain(scheduleOf(board.plan), 'b', 'start', 9).reasons;
    expect(first).toMatchObject({ fromMin: at(1, 17), intoId: null, others: 0, linkId: 'ab' });
  });

  it('ends at a constraint that sets the date, and passes by one that does not', () => {
    const board = newBoard();
    task(board, 'a', 2);
    task(board, 'late', 1, bound('SNET', at(8, 8)));
    task(board, 'early', 1, bound('SNET', at(1, 8)));
    link(board, 'a', 'late');
    link(board, 'a', 'early');
    expect(told(board, 'late')).toEqual(['late SNET of late']);
    expect(told(board, 'early')).toEqual(['early link FS a', 'a length', 'a project-start']);
  });

  it('names what holds a summary and what is below it', () => {
    const board = newBoard();
    task(board, 'before', 1);
    task(board, 'group', 1);
    task(board, 'one', 1, { place: { parent: 'group', order: 'a' } });
    task(board, 'two', 3, { place: { parent: 'group', order: 'b' } });
    link(board, 'before', 'group');
    expect(told(board, 'group', 'finish')).toEqual([
      'group last-below two',
      'two length',
      'two link FS before',
      'before length',
      'before project-start',
    ]);
    expect(told(board, 'group')[0]).toBe('group first-below one');
    expect(explain(scheduleOf(board.plan), 'one', 'start', 1).reasons[0]).toMatchObject({ intoId: 'group' });
  });

  it('ends at what a person set and at what has happened', () => {
    const board = newBoard();
    task(board, 'm', 1, { mode: 'manual', manualDates: { startMin: at(1, 8), finishMin: at(1, 17) } });
    task(board, 'begun', 2, { actual: { startMin: at(2, 8), finishMin: null }, percentComplete: 10 });
    task(board, 'done', 1, { actual: { startMin: at(0, 8), finishMin: at(0, 17) }, percentComplete: 100 });
    expect(told(board, 'm')).toEqual(['m manual']);
    expect(told(board, 'begun')).toEqual(['begun actual']);
    expect(told(board, 'done', 'finish')).toEqual(['done actual']);
  });

  it('counts links that ask for the same date', () => {
    const board = newBoard();
    for (const id of ['a', 'b']) task(board, id, 2);
    task(board, 'c', 1);
    link(board, 'a', 'c');
    link(board, 'b', 'c');
    expect(explain(scheduleOf(board.plan), 'c', 'start', 1).reasons[0]).toMatchObject({ others: 1 });
  });

  it('goes no further than asked, through chains of any length, and not around a ring', () => {
    const board = newBoard();
    const size = 20_000;
    for (let i = 0; i < size; i++) {
      put(board, 'task', `t${i}`, { place: { parent: null, order: String(i).padStart(6, '0') }, duration: days(0) });
      if (i > 0) link(board, `t${i - 1}`, `t${i}`);
    }
    const schedule = scheduleOf(board.plan);
    expect(explain(schedule, `t${size - 1}`, 'start', size * 2)).toMatchObject({ complete: true });
    const cut = explain(schedule, `t${size - 1}`, 'start', 5);
    expect(cut.complete).toBe(false);
    expect(cut.reasons).toHaveLength(5);
    const ring = newBoard();
    for (const id of ['a', 'b']) task(ring, id, 1);
    link(ring, 'a', 'b');
    link(ring, 'b', 'a');
    expect(told(ring, 'a').length).toBeLessThan(9);
    expect(told(ring, 'nobody')).toEqual([]);
  });
});
