import { describe, expect, it } from 'vitest';
import { clearRequest, entryRequest, entryText, wordsFor } from '../../../renderer/views/plan/cell-entry.ts';
import { columnsOf, isEditable, widthOf } from '../../../renderer/views/plan/columns.ts';
import { PLAN_COLUMN_IDS } from '../../../src/reading/plan-columns.ts';
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
    ['deadline', 't-alfa', '8/1', 'task.setDeadline', { ids: ['t-alfa'], deadlineMin: at(8, 1020) }],
    [
      'constraintType',
      't-alfa',
      'must start on',
      'task.setConstraint',
      { id: 't-alfa', constraint: { type: 'MSO', atMin: at(4, 480) } },
    ],
    [
      'constraintDate',
      't-alfa',
      '6/1',
      'task.setConstraint',
      { id: 't-alfa', constraint: { type: 'SNET', atMin: at(6, 480) } },
    ],
    ['mode', 't-alfa', 'man', 'task.setMode', { ids: ['t-alfa'], mode: 'manual' }],
    ['kind', 't-alfa', 'Milepæl', 'task.setKind', { ids: ['t-alfa'], kind: 'milestone' }],
    ['remaining', 't-alfa', '2d', 'task.setRemaining', { ids: ['t-alfa'], remainingMin: 960 }],
    [
      'actualStart',
      't-alfa',
      '5/1',
      'task.setActual',
      { ids: ['t-alfa'], actual: { startMin: at(5, 480), finishMin: null } },
    ],
    ['stage', 't-alfa', '', 'task.setStage', { ids: ['t-alfa'], stageId: null }],
    ['inactive', 't-alfa', 'ja', 'task.setInactive', { ids: ['t-alfa'], inactive: true }],
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
    ['deadline', 'snart', 'entry.date-unreadable'],
    ['stage', 'Ingen sådan', 'entry.no-such-choice'],
    ['constraintType', 'start', 'entry.no-such-choice'],
    ['remaining', 'lidt', 'entry.duration-unreadable'],
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

  it.each(PLAN_COLUMN_IDS.filter(isEditable))('begins in %s with a text that is read back', async (column) => {
    const { session } = await openSession();
    for (const language of ['da', 'en'] as const)
      expect(entryRequest(session, column, 't-beta', entryText(session, column, 't-beta', language), TODAY).ok).toBe(
        true,
      );
  });
});

describe('what can be chosen', () => {
  it('is told in the language of the window, and each word is understood', async () => {
    const { session } = await openSession();
    for (const column of ['mode', 'kind', 'constraintType', 'taskType', 'inactive', 'calendar'] as const) {
      const words = wordsFor(session, column);
      expect(words.length).toBeGreaterThan(0);
      for (const word of words) expect(entryRequest(session, column, 't-alfa', word, TODAY).ok).toBe(true);
    }
  });
});

describe('clearing a cell', () => {
  it.each([
    ['predecessors', 't-beta', { commandId: 'task.setPredecessors', input: { id: 't-beta', links: [] } }],
    ['predecessors', 't-alfa', null],
    ['start', 't-alfa', null],
    ['percentComplete', 't-alfa', { commandId: 'task.setProgress', input: { ids: ['t-alfa'], percent: 0 } }],
  ] as const)('%s of %s', async (column, taskId, value) => {
    const { session } = await openSession();
    expect(clearRequest(session, column, taskId, TODAY)).toEqual({ ok: true, value });
  });

  it.each(['name', 'duration', 'finish'] as const)('%s cannot be empty', async (column) => {
    const { session } = await openSession();
    expect(clearRequest(session, column, 't-alfa', TODAY)).toMatchObject({ error: { id: 'entry.not-clearable' } });
  });
});

describe('widths of columns', () => {
  it('fill a wide grid through the names, never shrink, and stay as a person has set them', async () => {
    const { session } = await openSession();
    const { reading } = session;
    const least = widthOf(columnsOf(reading, 300));
    expect(widthOf(columnsOf(reading, 0))).toBe(least);
    expect(widthOf(columnsOf(reading, least + 200))).toBe(least + 200);
    reading.setWidth('name', 300);
    expect(columnsOf(reading, least + 900).find(({ id }) => id === 'name')?.widthPx).toBe(300);
    reading.setWidth('name', 5);
    expect(columnsOf(reading, 0).find(({ id }) => id === 'name')?.widthPx).toBe(28);
  });

  it('stand still from the left as far as they are frozen, and leave room for the rest', async () => {
    const { session } = await openSession();
    const stuck = (gridWidth: number) => columnsOf(session.reading, gridWidth).map(({ stuckPx }) => stuckPx);
    expect(stuck(560).slice(0, 3)).toEqual([0, 56, null]);
    expect(stuck(200).slice(0, 3)).toEqual([0, null, null]);
    session.reading.setFrozen(0);
    expect(stuck(560)[0]).toBeNull();
  });

  it('are chosen, moved and hidden, and the names cannot go', async () => {
    const { session } = await openSession();
    const { reading } = session;
    const ids = () => reading.columns.map(({ id }) => id);
    reading.toggleColumn('deadline');
    expect(ids().at(-1)).toBe('deadline');
    reading.moveColumn('deadline', 0);
    expect(ids()[0]).toBe('deadline');
    reading.toggleColumn('deadline');
    reading.toggleColumn('name');
    expect(ids()).toContain('name');
    expect(ids()).not.toContain('deadline');
    expect(reading.frozen).toBe(1);
  });
});
