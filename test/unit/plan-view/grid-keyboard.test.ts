import { describe, expect, it } from 'vitest';
import { NEW_ROW } from '../../../renderer/stores/selection-store.ts';
import { CellEditStore } from '../../../renderer/views/plan/cell-edit-store.ts';
import { onGridKey } from '../../../renderer/views/plan/grid-keyboard.ts';
import type { KeyLike } from '../../../renderer/views/plan/key-like.ts';
import { openSession, TODAY } from './open-session.ts';

const keyOf = (text: string): KeyLike => {
  const parts = text.split('+');
  return {
    key: parts[parts.length - 1]!,
    ctrlKey: parts.includes('Ctrl'),
    metaKey: false,
    altKey: parts.includes('Alt'),
    shiftKey: parts.includes('Shift'),
  };
};

const at = async (taskId: string, column: string) => {
  const { session, surface } = await openSession();
  const edit = new CellEditStore(session, { todayDay: () => TODAY, tellLate: () => {} });
  if (taskId !== NEW_ROW) session.selection.selectOnly(taskId);
  session.selection.focusCell(taskId, column);
  const press = (...keys: string[]) => keys.map((key) => onGridKey(keyOf(key), surface, edit, 'da'));
  return { session, surface, edit, press };
};

describe('keys in the grid', () => {
  it.each([
    ['ArrowDown', 't-beta', 'name'],
    ['ArrowUp', 't-fase', 'name'],
    ['ArrowLeft', 't-alfa', 'wbs'],
    ['ArrowRight', 't-alfa', 'duration'],
    ['Home', 't-alfa', 'wbs'],
    ['End', 't-alfa', 'percentComplete'],
    ['Ctrl+Home', 't-fase', 'wbs'],
    ['Ctrl+End', 't-delta', 'name'],
    ['Ctrl+ArrowDown', 't-delta', 'name'],
    ['Ctrl+ArrowUp', 't-fase', 'name'],
    ['Ctrl+ArrowRight', 't-alfa', 'percentComplete'],
    ['PageDown', NEW_ROW, 'name'],
    ['PageUp', 't-fase', 'name'],
    ['Tab', 't-alfa', 'duration'],
    ['Shift+Tab', 't-alfa', 'wbs'],
    ['Shift+Enter', 't-fase', 'name'],
  ])('%s goes from the name of Alfa to %s, %s', async (key, taskId, column) => {
    const { session, press } = await at('t-alfa', 'name');
    expect(press(key)).toEqual([true]);
    expect(session.selection.focus).toEqual({ taskId, column });
  });

  it('an accent opens the cell for the sign that it begins, and goes on to it; left without one nothing was typed', async () => {
    for (const key of ['Dead', 'Process', 'Alt+Dead']) {
      const { session, edit, press } = await at('t-alfa', 'name');
      expect(press(key)).toEqual([false]);
      expect(edit).toMatchObject({ taskId: 't-alfa', column: 'name', text: '', replacing: true });
      expect(edit.commit()).toBe(true);
      expect(edit.active).toBe(false);
      expect(session.plan.pending).toBe(0);
      expect(session.plan.asPlan().rows.task.get('t-alfa')!.name).toBe('Alfa');
      press(key);
      edit.setText('é');
      expect(edit.commit()).toBe(true);
      expect(session.plan.pending).toBe(1);
    }
    const { edit, press } = await at('t-alfa', 'name');
    press('Ctrl+Dead');
    expect(edit.active).toBe(false);
  });

  it('Shift extends the selection from where it began', async () => {
    const { session, press } = await at('t-alfa', 'name');
    press('Shift+ArrowDown', 'Shift+ArrowDown');
    expect([...session.selection.selected]).toEqual(['t-alfa', 't-beta', 't-gate']);
    press('Shift+ArrowUp');
    expect([...session.selection.selected]).toEqual(['t-alfa', 't-beta']);
    press('Escape');
    expect([...session.selection.selected]).toEqual(['t-beta']);
  });

  it('Tab leaves the grid at the end of a row, so that nobody is caught', async () => {
    const { press } = await at('t-alfa', 'percentComplete');
    expect(press('Tab')).toEqual([false]);
    const first = await at('t-alfa', 'wbs');
    expect(first.press('Shift+Tab')).toEqual([false]);
  });

  it('left and right fold in the column of numbers, and go up to the summary', async () => {
    const { session, press } = await at('t-beta', 'wbs');
    press('ArrowLeft');
    expect(session.selection.focus?.taskId).toBe('t-fase');
    press('ArrowLeft');
    expect(session.selection.collapsed.has('t-fase')).toBe(true);
    press('ArrowRight');
    expect(session.selection.collapsed.has('t-fase')).toBe(false);
    press('ArrowRight');
    expect(session.selection.focus?.column).toBe('name');
  });

  it.each([
    ['Enter', 'Alfa', false],
    ['F2', 'Alfa', false],
    ['Backspace', '', true],
    ['x', 'x', true],
    ['Ø', 'Ø', true],
  ])('%s opens the cell with "%s"', async (key, text, replacing) => {
    const { edit, press } = await at('t-alfa', 'name');
    expect(press(key)).toEqual([true]);
    expect(edit).toMatchObject({ taskId: 't-alfa', column: 'name', text, replacing });
  });

  it.each(['Ctrl+x', 'Alt+x', 'F5', 'Insert', 'Delete'])('%s is left to others', async (key) => {
    const { edit, press } = await at('t-alfa', 'name');
    expect(press(key)).toEqual([false]);
    expect(edit.active).toBe(false);
  });

  it('on the number, which is computed, means the name', async () => {
    const { edit, press } = await at('t-alfa', 'wbs');
    press('x');
    expect(edit).toMatchObject({ taskId: 't-alfa', column: 'name', text: 'x' });
  });

  it('in the empty row any column begins a new name', async () => {
    const { edit, press } = await at(NEW_ROW, 'start');
    press('N');
    expect(edit).toMatchObject({ taskId: NEW_ROW, column: 'name', text: 'N' });
  });
});
