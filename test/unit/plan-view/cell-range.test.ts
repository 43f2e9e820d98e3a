import { describe, expect, it } from 'vitest';
import {
  fillWrites,
  isClearable,
  planCells,
  rangeColumnIds,
  rangeTasks,
} from '../../../renderer/views/plan/cell-range.ts';
import { focusRow } from '../../../renderer/views/plan/grid-keyboard.ts';
import { openSession, TODAY } from './open-session.ts';

const range = async (from: readonly [string, string], to: readonly [string, string]) => {
  const opened = await openSession();
  const { surface } = opened;
  focusRow(surface, surface.rowOf(from[0]), from[1]);
  focusRow(surface, surface.rowOf(to[0]), to[1], true);
  return opened;
};

describe('a range of cells', () => {
  it('goes from where it began to the focus, in rows and columns, whichever way', async () => {
    const { surface } = await range(['t-beta', 'finish'], ['t-alfa', 'duration']);
    expect(rangeTasks(surface)).toEqual(['t-alfa', 't-beta']);
    expect(rangeColumnIds(surface)).toEqual(['duration', 'start', 'finish']);
    expect(surface.rangeEnd).toBe(surface.rowOf('t-beta'));
  });

  it.each([
    [['t-alfa', 'wbs'], ['t-beta', 'wbs'], false],
    [['t-alfa', 'name'], ['t-beta', 'name'], false],
    [['t-alfa', 'name'], ['t-beta', 'duration'], true],
    [['t-alfa', 'start'], ['t-alfa', 'start'], true],
  ] as const)('from %o to %o: Delete empties cells is %s', async (from, to, clears) => {
    const { surface } = await range(from, to);
    expect(isClearable(surface)).toBe(clears);
  });

  it('of the number stands for whole rows', async () => {
    const { surface } = await range(['t-alfa', 'wbs'], ['t-beta', 'wbs']);
    expect(surface.rangeColumns).toBeNull();
    expect(rangeColumnIds(surface)).toHaveLength(surface.columns.length);
  });
});

describe('what cells would become', () => {
  it('are steps for those that change, and reasons for those that cannot', async () => {
    const { session } = await openSession();
    const plan = planCells(
      session,
      [
        { taskId: 't-alfa', column: 'duration', text: '5d' },
        { taskId: 't-beta', column: 'duration', text: '3d' },
        { taskId: 't-gamma', column: 'duration', text: 'længe' },
        { taskId: 't-fase', column: 'duration', text: '9d' },
        { taskId: 't-delta', column: 'totalSlack', text: '1d' },
      ],
      TODAY,
    );
    expect(plan.steps).toEqual([
      expect.objectContaining({ command: 'task.setDuration', input: expect.objectContaining({ id: 't-beta' }) }),
    ]);
    expect(plan.refused.map(({ write, reason }) => [write.taskId, reason.id]).sort()).toEqual([
      ['t-delta', 'entry.computed'],
      ['t-fase', 'task.summary-computed'],
      ['t-gamma', 'entry.duration-unreadable'],
    ]);
  });

  it('are judged together: a circle of two pasted links is refused once', async () => {
    const { session } = await openSession();
    const plan = planCells(
      session,
      [
        { taskId: 't-gamma', column: 'predecessors', text: '3' },
        { taskId: 't-delta', column: 'predecessors', text: '2' },
      ],
      TODAY,
    );
    expect(plan.taken.map(({ taskId }) => taskId)).toEqual(['t-gamma']);
    expect(plan.refused.map(({ reason }) => reason.id)).toEqual(['link.cycle']);
  });

  it('of a start and a finish for one task are a span', async () => {
    const { session } = await openSession();
    const plan = planCells(
      session,
      [
        { taskId: 't-delta', column: 'start', text: '11.1.2027' },
        { taskId: 't-delta', column: 'finish', text: '13.1.2027' },
      ],
      TODAY,
    );
    expect(plan.steps.map(({ command }) => command)).toEqual(['task.setSpan']);
    expect(plan.refused).toEqual([]);
  });
});

describe('filling down', () => {
  it('gives the first row to those below, and one row alone the row above', async () => {
    const many = await range(['t-alfa', 'duration'], ['t-gate', 'duration']);
    expect(fillWrites(many.surface)).toEqual([
      { taskId: 't-beta', column: 'duration', text: '5d' },
      { taskId: 't-gate', column: 'duration', text: '5d' },
    ]);
    const one = await range(['t-beta', 'duration'], ['t-beta', 'duration']);
    expect(fillWrites(one.surface)).toEqual([{ taskId: 't-beta', column: 'duration', text: '5d' }]);
  });

  it('of whole rows leaves the names alone', async () => {
    const { surface } = await range(['t-alfa', 'wbs'], ['t-beta', 'wbs']);
    const columns = new Set(fillWrites(surface).map(({ column }) => column));
    expect(columns.has('name')).toBe(false);
    expect(columns.has('duration')).toBe(true);
  });
});
