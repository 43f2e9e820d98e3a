import { describe, expect, it } from 'vitest';
import { COLUMNS, columnsWidth, columnWidth, entryRequest, entryText } from '../../../renderer/views/plan/columns.ts';
import type { ColumnId } from '../../../src/gantt/plan-cells.ts';
import { dayNumberOf } from '../../../src/time/day.ts';
import { openSession, TODAY } from './open-session.ts';

const at = (day: number, minute: number) => dayNumberOf(2027, 1, day) * 1440 + minute;

describe('text typed into a cell', () => {
  it.each([
    ['name', 't-alfa', 'Ny', 'task.rename', { id: 't-alfa', name: 'Ny' }],
    [
      'duration',
      't-alfa',
      '2u',
      'task.setDuration',
      { id: 't-alfa', duration: { minutes: 4800, unit: 'week', elapsed: false, estimated: false } },
    ],
    ['start', 't-alfa', '6/1', 'task.setStart', { id: 't-alfa', startMin: at(6, 480) }],
    ['start', 't-alfa', '6.1.2027 10:30', 'task.setStart', { id: 't-alfa', startMin: at(6, 630) }],
    ['percentComplete', 't-alfa', '40 %', 'task.setProgress', { ids: ['t-alfa'], percent: 40 }],
    ['responsible', 't-alfa', 'Bo', 'task.setResponsibleName', { ids: ['t-alfa'], name: 'Bo' }],
    ['predecessors', 't-delta', '', 'task.setPredecessors', { id: 't-delta', links: [] }],
    [
      'predecessors',
      't-delta',
      '1.2AS+1d',
      'task.setPredecessors',
      {
        id: 't-delta',
        links: [{ predecessorId: 't-beta', type: 'FS', lag: { amount: 480, kind: 'working', unit: 'day' } }],
      },
    ],
  ] as const)('%s of %s: %s', async (column, taskId, text, commandId, input) => {
    const { session } = await openSession();
    expect(entryRequest(session, column, taskId, text, TODAY)).toEqual({ ok: true, value: { commandId, input } });
  });

  it('means the end of the working day for a finish, and for a milestone', async () => {
    const { session } = await openSession();
    const finish = entryRequest(session, 'finish', 't-alfa', '6.1.2027', TODAY);
    const milestone = entryRequest(session, 'start', 't-gate', '20.1.2027', TODAY);
    const dates = session.schedule.of('t-alfa')!;
    const endOfWork = dates.finishMin % 1440;
    expect(finish).toMatchObject({ value: { commandId: 'task.setFinish', input: { finishMin: at(6, endOfWork) } } });
    expect(milestone).toMatchObject({ value: { input: { startMin: at(20, endOfWork) } } });
  });

  it.each([
    ['duration', 'længe', 'entry.duration-unreadable'],
    ['start', 'engang', 'entry.date-unreadable'],
    ['finish', '31.2.2027', 'entry.no-such-date'],
    ['predecessors', '9.9', 'entry.no-such-row'],
    ['predecessors', 'x', 'entry.link-unreadable'],
    ['percentComplete', '101', 'entry.percent-unreadable'],
    ['percentComplete', 'halvt', 'entry.percent-unreadable'],
  ] as const)('%s: %s is refused as %s', async (column, text, id) => {
    const { session } = await openSession();
    expect(entryRequest(session, column, 't-alfa', text, TODAY)).toMatchObject({ ok: false, error: { id } });
  });

  it('changes nothing where it says what stands there already', async () => {
    const { session } = await openSession();
    for (const column of ['start', 'finish'] as const) {
      const text = entryText(session, column, 't-alfa', 'da');
      expect(entryRequest(session, column, 't-alfa', text, TODAY)).toEqual({ ok: true, value: null });
    }
  });

  it.each(['name', 'duration', 'predecessors', 'responsible', 'percentComplete', 'start', 'finish'] as ColumnId[])(
    'begins in %s with a text that is read back',
    async (column) => {
      const { session } = await openSession();
      for (const language of ['da', 'en'] as const)
        expect(entryRequest(session, column, 't-beta', entryText(session, column, 't-beta', language), TODAY).ok).toBe(
          true,
        );
    },
  );
});

describe('widths of columns', () => {
  it('fill a wide grid through the names, and never shrink', () => {
    for (const language of ['da', 'en'] as const) {
      const least = columnsWidth(language);
      const sum = (gridWidth: number) =>
        COLUMNS.reduce((total, column) => total + columnWidth(column, language, gridWidth), 0);
      expect(sum(300)).toBe(least);
      expect(sum(least + 200)).toBe(least + 200);
    }
  });
});
