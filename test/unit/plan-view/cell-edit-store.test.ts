import { describe, expect, it, vi } from 'vitest';
import { NEW_ROW } from '../../../renderer/stores/selection-store.ts';
import { CellEditStore } from '../../../renderer/views/plan/cell-edit-store.ts';
import { openSession, TODAY } from './open-session.ts';

const open = async () => {
  const { session } = await openSession();
  const tellLate = vi.fn();
  const edit = new CellEditStore(session, { todayDay: () => TODAY, tellLate });
  const nameOf = (taskId: string) => session.plan.asPlan().rows.task.get(taskId)?.name;
  const settled = () => vi.waitFor(() => expect(session.plan.pending).toBe(0));
  return { session, edit, tellLate, nameOf, settled };
};

describe('the cell that is typed into', () => {
  it('takes its text over, leaves at once and is carried out', async () => {
    const { edit, nameOf, settled } = await open();
    edit.begin('t-alfa', 'name', 'da', null);
    expect(edit.text).toBe('Alfa');
    edit.setText('  Ny  ');
    expect(edit.commit()).toBe(true);
    expect(edit.active).toBe(false);
    await settled();
    expect(nameOf('t-alfa')).toBe('Ny');
  });

  it('asks for nothing when nothing was changed', async () => {
    const { session, edit } = await open();
    for (const column of ['name', 'duration', 'start', 'percentComplete'] as const) {
      edit.begin('t-alfa', column, 'da', null);
      expect(edit.commit()).toBe(true);
    }
    expect(session.plan.pending).toBe(0);
  });

  it('keeps a text that cannot be read, with the reason', async () => {
    const { edit } = await open();
    edit.begin('t-alfa', 'start', 'da', 'engang');
    expect(edit.commit()).toBe(false);
    expect(edit).toMatchObject({ taskId: 't-alfa', text: 'engang', error: { id: 'entry.date-unreadable' } });
    edit.setText('6/1');
    expect(edit.error).toBeNull();
    expect(edit.commit()).toBe(true);
  });

  it('keeps a link that would close a circle, and names the tasks on it', async () => {
    const { session, edit } = await open();
    edit.begin('t-alfa', 'predecessors', 'da', '1.2');
    expect(edit.commit()).toBe(false);
    expect(edit.error).toMatchObject({ id: 'link.cycle', params: { tasks: expect.stringContaining('Beta') } });
    expect(session.plan.pending).toBe(0);
  });

  it('refuses dates of a summary', async () => {
    const { edit } = await open();
    edit.begin('t-fase', 'duration', 'da', '5');
    expect(edit.commit()).toBe(false);
    expect(edit.error).toMatchObject({ id: 'task.summary-computed' });
  });

  it('gives up on Escape', async () => {
    const { edit, nameOf } = await open();
    edit.begin('t-alfa', 'name', 'da', 'x');
    edit.cancel();
    expect(edit.active).toBe(false);
    expect(nameOf('t-alfa')).toBe('Alfa');
  });

  it('adds tasks in the empty row one after the other, without moving the focus', async () => {
    const { session, edit, settled } = await open();
    session.selection.focusCell(NEW_ROW, 'name');
    for (const name of ['Et', 'To', '']) {
      edit.begin(NEW_ROW, 'name', 'da', name);
      expect(edit.commit()).toBe(true);
    }
    await settled();
    const { ids } = session.selection.outline;
    expect(ids.slice(-2).map((id) => session.plan.asPlan().rows.task.get(id)!.name)).toEqual(['Et', 'To']);
    expect(session.selection.focus).toEqual({ taskId: NEW_ROW, column: 'name' });
  });

  it('opens again when the service refuses what this window could not judge', async () => {
    const { session, edit, settled, tellLate } = await open();
    // While another edit is under way this window does not judge: the second link closes a circle with the first.
    void session.plan.run('task.setPredecessors', { id: 't-delta', links: [{ predecessorId: 't-gamma', type: 'FS' }] });
    edit.begin('t-gamma', 'predecessors', 'da', '3');
    expect(edit.commit()).toBe(true);
    await settled();
    await vi.waitFor(() => expect(edit.error?.id).toBe('link.cycle'));
    expect(edit).toMatchObject({ taskId: 't-gamma', column: 'predecessors', text: '3' });
    expect(tellLate).not.toHaveBeenCalled();
  });

  it('tells late refusals elsewhere when the person types on', async () => {
    const { session, edit, tellLate } = await open();
    void session.plan.run('task.setPredecessors', { id: 't-delta', links: [{ predecessorId: 't-gamma', type: 'FS' }] });
    edit.begin('t-gamma', 'predecessors', 'da', '3');
    edit.commit();
    edit.begin('t-alfa', 'name', 'da', 'Ny');
    await vi.waitFor(() => expect(tellLate).toHaveBeenCalledOnce());
    expect(edit).toMatchObject({ taskId: 't-alfa', text: 'Ny', error: null });
  });
});
