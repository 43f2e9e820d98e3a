import type { MenuItemConstructorOptions } from 'electron';
import type { Menus, Surface } from '../../src/model/menus.ts';
import type { HostText } from '../hosts/host-texts.ts';

/** What the menu needs to know of a command; those of the plan and those of the window have it in common. */
export interface MenuCommand {
  readonly id: string;
  readonly shortcut?: string;
}

export interface MenuParts {
  readonly commands: readonly MenuCommand[];
  readonly menus: Menus;
  readonly text: HostText;
  readonly platform: string;
  readonly devtools: boolean;
  /** Asks the window to carry out a command; the window knows what is selected. */
  readonly ask: (commandId: string) => void;
}

const KEYS: Readonly<Record<string, string>> = {
  Mod: 'CommandOrControl',
  ArrowUp: 'Up',
  ArrowDown: 'Down',
  ArrowLeft: 'Left',
  ArrowRight: 'Right',
  Escape: 'Esc',
  ' ': 'Space',
  '+': 'Plus',
};

/** A shortcut of the command list (`Mod+Shift+ArrowUp`) as Electron writes it (`CommandOrControl+Shift+Up`). */
export const accelerator = (shortcut: string): string =>
  shortcut
    .replace(/\+\+$/, '+Plus')
    .split('+')
    .map((key) => KEYS[key] ?? key)
    .join('+');

const SEPARATOR: MenuItemConstructorOptions = { type: 'separator' };

/**
 * The menu bar, made from the command list. Outside macOS its shortcuts are shown but not registered: the window alone
 * handles keys, so that Ctrl+C in a field copies text and in the grid copies rows. macOS needs its edit roles for the
 * same keys to work in fields at all.
 */
export const menuTemplate = ({
  commands,
  menus,
  text,
  platform,
  devtools,
  ask,
}: MenuParts): MenuItemConstructorOptions[] => {
  const mac = platform === 'darwin';
  const shortcuts = new Map(commands.map(({ id, shortcut }) => [id, shortcut]));
  const itemOf = (id: string): MenuItemConstructorOptions => {
    const shortcut = shortcuts.get(id);
    return {
      id,
      label: text(id),
      ...(shortcut ? { accelerator: accelerator(shortcut), registerAccelerator: mac } : {}),
      click: () => ask(id),
    };
  };
  const itemsOf = (surface: Surface): MenuItemConstructorOptions[] =>
    menus[surface].flatMap((group, at) => [...(at > 0 ? [SEPARATOR] : []), ...group.map(itemOf)]);
  const role = (name: NonNullable<MenuItemConstructorOptions['role']>): MenuItemConstructorOptions => ({
    role: name,
    label: text(`menu.${name}`),
    registerAccelerator: mac,
  });
  const menu = (name: string, items: MenuItemConstructorOptions[]): MenuItemConstructorOptions => ({
    label: text(`menu.${name}`),
    submenu: items,
  });

  const app = menu('app', [
    role('about'),
    SEPARATOR,
    role('services'),
    SEPARATOR,
    role('hide'),
    role('hideOthers'),
    role('unhide'),
    SEPARATOR,
    role('quit'),
  ]);
  const file = [...itemsOf('menu-file'), ...(mac ? [] : [SEPARATOR, role('quit')])];
  const edit = [...itemsOf('menu-edit'), SEPARATOR, role('cut'), role('copy'), role('paste'), role('selectAll')];
  const view = [
    ...itemsOf('menu-view'),
    SEPARATOR,
    role('togglefullscreen'),
    ...(devtools ? [SEPARATOR, role('toggleDevTools')] : []),
  ];
  return [
    ...(mac ? [app] : []),
    menu('file', file),
    menu('edit', edit),
    menu('insert', itemsOf('menu-insert')),
    menu('task', itemsOf('menu-task')),
    menu('view', view),
    menu('go', itemsOf('menu-go')),
    menu('window', [role('minimize'), role('close')]),
  ];
};
