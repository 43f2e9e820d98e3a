import type { AppStore } from '../stores/app-store.ts';
import type { CommandRegistry, UiCommand } from '../stores/command-registry.ts';
import { commandForKey, isTyping } from './shortcuts.ts';

/** Keys that a text field needs for itself. */
const isTextKey = (event: KeyboardEvent): boolean => {
  if (/^F\d+$/.test(event.key)) return false;
  // On macOS these go from word to word.
  if (event.altKey) return !event.shiftKey && /^Arrow(Left|Right)$/.test(event.key);
  if (!event.ctrlKey && !event.metaKey) return true;
  // A field in which one only chooses has no text to undo: there Ctrl+Z is the plan's, as on any button.
  const isChooser = event.target instanceof HTMLInputElement && event.target.readOnly;
  return isChooser ? /^[acvx]$/i.test(event.key) : /^[acvxzy]$/i.test(event.key);
};

/** Undo and redo in a field in which nothing has been typed take back what was last done to the plan. */
const isUndoOfPlan = (event: KeyboardEvent): boolean =>
  (event.ctrlKey || event.metaKey) &&
  /^[zy]$/i.test(event.key) &&
  event.target instanceof HTMLElement &&
  event.target.dataset.unchanged !== undefined;

/** Keys such as Delete act on the plan; on a button beside it they would hit what nobody was looking at. */
const isBesidePlan = (event: KeyboardEvent): boolean =>
  !event.ctrlKey &&
  !event.metaKey &&
  !event.altKey &&
  event.target instanceof Element &&
  event.target.closest('aside, nav, header, footer, [role="toolbar"]') !== null;

const isInMenu = ({ target }: KeyboardEvent): boolean =>
  target instanceof Element && target.closest('[role="menu"]') !== null;

const appliesHere = (app: AppStore, command: UiCommand, event: KeyboardEvent): boolean =>
  !command.planKeys || (app.view === 'plan' && !isBesidePlan(event));

/** Carries out the command whose keys are pressed; gives the way to stop listening. */
export const listenToKeys = (app: AppStore, commands: CommandRegistry): (() => void) => {
  const onKeyDown = (event: KeyboardEvent): void => {
    // An open dialog or menu has the keyboard to itself; a view that has handled a key says so.
    if (event.defaultPrevented || app.dialog !== null || event.isComposing || isInMenu(event)) return;
    if (isTyping(event.target) && isTextKey(event) && !isUndoOfPlan(event)) return;
    const command = commandForKey(commands.list, event);
    if (!command || !appliesHere(app, command, event)) return;
    event.preventDefault();
    if (command.enabled()) command.run();
  };
  window.addEventListener('keydown', onKeyDown);
  return () => window.removeEventListener('keydown', onKeyDown);
};
