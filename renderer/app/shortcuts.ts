import type { UiCommand } from '../stores/command-registry.ts';

const isMac = (): boolean => /mac/i.test(navigator.platform);

type KeyPress = Pick<KeyboardEvent, 'key' | 'ctrlKey' | 'metaKey' | 'altKey' | 'shiftKey'>;

/** Says whether a key press is that shortcut. A sign that needs Shift on some keyboards (`+`, `?`) is met with or without it. */
export const matchesShortcut = (press: KeyPress, shortcut: string, mac = isMac()): boolean => {
  const parts = shortcut.split(/\+(?=.)/);
  const key = parts[parts.length - 1]!;
  const wants = (name: string) => parts.slice(0, -1).includes(name);
  const mod = mac ? press.metaKey : press.ctrlKey;
  const other = mac ? press.ctrlKey : press.metaKey;
  if (mod !== wants('Mod') || other || press.altKey !== wants('Alt')) return false;
  const isSign = key.length === 1 && key.toLowerCase() === key.toUpperCase() && !/\d/.test(key);
  if (!isSign && press.shiftKey !== wants('Shift')) return false;
  return press.key.toLowerCase() === key.toLowerCase();
};

/** The command that a key press asks for, among those whose keys the window carries out itself. */
export const commandForKey = (commands: readonly UiCommand[], press: KeyPress, mac = isMac()): UiCommand | undefined =>
  commands.find(
    (command) => !command.nativeKeys && command.shortcuts.some((keys) => matchesShortcut(press, keys, mac)),
  );

const KEY_NAMES: Readonly<Record<'da' | 'en', Readonly<Record<string, string>>>> = {
  da: {
    Mod: 'Ctrl',
    Shift: 'Skift',
    ArrowUp: '↑',
    ArrowDown: '↓',
    ArrowLeft: '←',
    ArrowRight: '→',
    Insert: 'Ins',
    Delete: 'Del',
    Escape: 'Esc',
  },
  en: {
    Mod: 'Ctrl',
    ArrowUp: '↑',
    ArrowDown: '↓',
    ArrowLeft: '←',
    ArrowRight: '→',
    Insert: 'Ins',
    Delete: 'Del',
    Escape: 'Esc',
  },
};

/** The shortcut as it stands on keyboards: `Ctrl+Skift+K`. */
export const shortcutText = (shortcut: string, language: 'da' | 'en', mac = isMac()): string =>
  shortcut
    .split(/\+(?=.)/)
    .map((part) => (mac && part === 'Mod' ? '⌘' : (KEY_NAMES[language][part] ?? part)))
    .join('+');

/** Says whether the person is typing into a field, where plain keys are text. */
export const isTyping = (target: EventTarget | null): boolean =>
  target instanceof HTMLElement &&
  (target.isContentEditable || ['INPUT', 'TEXTAREA', 'SELECT'].includes(target.tagName)) &&
  !(target instanceof HTMLInputElement && ['checkbox', 'radio', 'button'].includes(target.type));
