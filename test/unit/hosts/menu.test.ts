import { join, resolve } from 'node:path';
import type { MenuItemConstructorOptions } from 'electron';
import { describe, expect, test, vi } from 'vitest';
import { accelerator, menuTemplate } from '../../../main/electron/menu.ts';
import { menusIn, windowCommands } from '../../../main/electron/window-commands.ts';
import { hostText } from '../../../main/hosts/host-texts.ts';
import { commands } from '../../../src/commands/index.ts';

const assets = resolve(import.meta.dirname, '..', '..', '..', 'assets');
const catalogues = ['host', 'commands'];

const itemsOf = (template: MenuItemConstructorOptions[]): MenuItemConstructorOptions[] =>
  template.flatMap((menu) => menu.submenu as MenuItemConstructorOptions[]);

const template = (platform: string, ask: (id: string) => void = () => {}): MenuItemConstructorOptions[] =>
  menuTemplate({
    commands: [...windowCommands(assets), ...commands],
    menus: menusIn(assets),
    text: hostText(assets, 'da', catalogues),
    platform,
    devtools: false,
    ask,
  });

describe('shortcuts as Electron writes them', () => {
  test.each([
    ['Mod+K', 'CommandOrControl+K'],
    ['Alt+Shift+ArrowRight', 'Alt+Shift+Right'],
    ['Mod++', 'CommandOrControl+Plus'],
    ['F1', 'F1'],
    ['Escape', 'Esc'],
  ])('%s', (shortcut, expected) => {
    expect(accelerator(shortcut)).toBe(expected);
  });
});

describe('the menu bar', () => {
  test('holds every command that has a place in it, and asks the window to carry it out', () => {
    const ask = vi.fn();
    const items = itemsOf(template('linux', ask));
    const placed = Object.entries(menusIn(assets))
      .filter(([surface]) => surface.startsWith('menu-'))
      .flatMap(([, groups]) => groups.flat());
    expect(placed.length).toBeGreaterThan(10);
    for (const id of placed) {
      const click = items.find((candidate) => candidate.id === id)?.click as (() => void) | undefined;
      click?.();
      expect(ask).toHaveBeenLastCalledWith(id);
    }
  });

  test.each(['da', 'en'] as const)('every entry has a text in %s', (language) => {
    const text = hostText(assets, language, catalogues);
    const made = menuTemplate({
      commands: [...windowCommands(assets), ...commands],
      menus: menusIn(assets),
      text,
      platform: 'darwin',
      devtools: true,
      ask: () => {},
    });
    const labels = [...made, ...itemsOf(made)]
      .filter((item) => item.type !== 'separator')
      .map((item) => item.label ?? '');
    expect(labels.filter((label) => label === '' || /^[a-z-]+\.[A-Za-z-]+$/.test(label))).toEqual([]);
  });

  test('leaves the keys to the window, except on macOS', () => {
    const keyed = (platform: string): boolean[] =>
      itemsOf(template(platform))
        .filter((item) => item.accelerator ?? item.role)
        .map((item) => item.registerAccelerator ?? true);
    expect(keyed('linux').some(Boolean)).toBe(false);
    expect(keyed('win32').some(Boolean)).toBe(false);
    expect(keyed('darwin').every(Boolean)).toBe(true);
  });

  test('only the development build offers the developer tools', () => {
    const roles = itemsOf(template('linux')).map((item) => item.role);
    expect(roles).not.toContain('toggleDevTools');
    expect(roles).toContain('paste');
  });
});

test('menus hold commands that there are, each once, in groups that are none of them empty', () => {
  const known = new Set([...windowCommands(assets), ...commands].map(({ id }) => id));
  for (const [surface, groups] of Object.entries(menusIn(assets))) {
    const ids = groups.flat();
    expect(
      ids.filter((id) => !known.has(id)),
      surface,
    ).toEqual([]);
    expect(new Set(ids).size, surface).toBe(ids.length);
    expect(
      groups.every((group) => group.length > 0),
      surface,
    ).toBe(true);
  }
});

test('the list of window commands lies where the menu reads it', () => {
  expect(windowCommands(join(assets)).map(({ id }) => id)).toContain('app.import');
});
