import { describe, expect, it } from 'vitest';
import da from '../../../../assets/texts/da/commands.json';
import en from '../../../../assets/texts/en/commands.json';
import { commandForKey, matchesShortcut, shortcutText } from '../../../../renderer/app/shortcuts.ts';
import { commands as planCommands } from '../../../../src/commands/index.ts';
import { fakeWindow, openWindow } from '../fake-session.ts';

const press = (key: string, held = '') => ({
  key,
  ctrlKey: held.includes('C'),
  metaKey: held.includes('M'),
  altKey: held.includes('A'),
  shiftKey: held.includes('S'),
});

describe('the command registry', () => {
  it('has a title in both languages for every command', () => {
    const ids = [...fakeWindow().commands.list.map(({ id }) => id), ...planCommands.map(({ id }) => id)];
    for (const id of ids) {
      expect(da, id).toHaveProperty([id]);
      expect(en, id).toHaveProperty([id]);
    }
  });

  it('has no id twice and no keys twice', () => {
    const { list } = fakeWindow().commands;
    const ids = list.map(({ id }) => id);
    const keys = list.flatMap(({ shortcuts }) => shortcuts);
    expect(new Set(ids).size).toBe(ids.length);
    expect(keys.filter((key, i) => keys.indexOf(key) !== i)).toEqual([]);
  });

  it('runs a plan command on the selection, and says where it does not apply', async () => {
    const { app, project, commands } = await openWindow();
    expect(commands.get('task.delete')?.enabled()).toBe(false);
    expect(commands.run('task.delete')).toBe(false);
    project.selection.selectOnly('t-b');
    app.show('overview');
    expect(commands.run('task.delete')).toBe(true);
    expect(app.view).toBe('plan');
    await Promise.resolve();
    expect(project.plan.rows.task.has('t-b1')).toBe(false);
  });

  it('opens the dialog of a command that needs more than a selection', async () => {
    const { commands, opened } = await openWindow();
    expect(commands.run('baseline.take')).toBe(true);
    expect(opened).toEqual(['baseline.take']);
  });

  it('offers nothing of a plan while none is open', async () => {
    const { app, commands } = fakeWindow();
    await app.start();
    const enabled = commands.list.filter((command) => command.enabled()).map(({ id }) => id);
    expect(enabled).toContain('app.newProject');
    expect(enabled.filter((id) => id.startsWith('task.') || id === 'app.undo' || id === 'view.plan')).toEqual([]);
  });
});

describe('shortcuts', () => {
  it.each([
    ['Mod+Z', press('z', 'C'), true],
    ['Mod+Z', press('Z', 'CS'), false],
    ['Mod+Shift+Z', press('Z', 'CS'), true],
    ['Mod+Z', press('z', 'M'), false],
    ['Mod++', press('+', 'C'), true],
    ['Mod++', press('+', 'CS'), true],
    ['Mod+-', press('-', 'C'), true],
    ['?', press('?', 'S'), true],
    ['Alt+Shift+ArrowRight', press('ArrowRight', 'AS'), true],
    ['Alt+Shift+ArrowRight', press('ArrowRight', 'A'), false],
    ['Alt+1', press('1', 'A'), true],
    ['Alt+1', press('1', 'AS'), false],
    ['Delete', press('Delete'), true],
    ['Delete', press('Delete', 'C'), false],
  ])('%s', (shortcut, pressed, expected) => {
    expect(matchesShortcut(pressed, shortcut, false)).toBe(expected);
  });

  it('mean Command on a Mac', () => {
    expect(matchesShortcut(press('z', 'M'), 'Mod+Z', true)).toBe(true);
    expect(matchesShortcut(press('z', 'C'), 'Mod+Z', true)).toBe(false);
    expect(shortcutText('Mod+Shift+Z', 'en', true)).toBe('⌘+Shift+Z');
    expect(shortcutText('Mod+Shift++', 'da', false)).toBe('Ctrl+Skift++');
  });

  it('leave copy and paste to the browser', () => {
    const { list } = fakeWindow().commands;
    expect(commandForKey(list, press('c', 'C'), false)).toBeUndefined();
    expect(commandForKey(list, press('k', 'C'), false)?.id).toBe('app.palette');
  });
});
