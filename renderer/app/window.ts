import { configure } from 'mobx';
import menus from '../../assets/commands/menus.json';
import type { HostBridge } from '../../src/api.ts';
import { commands as planCommands } from '../../src/commands/index.ts';
import { AppStore } from '../stores/app-store.ts';
import { CommandRegistry, planCommandsFor } from '../stores/command-registry.ts';
import type { Stores } from '../stores/stores.ts';
import { appCommandsFor } from './app-commands.ts';
import { localDay } from './i18n/formats.ts';

configure({ enforceActions: 'observed' });

/** Puts a window's stores together over the way to its service. */
export const windowStores = (bridge: HostBridge): Stores => {
  const app = new AppStore(bridge, {
    nowMs: () => Date.now(),
    todayDay: () => localDay(Date.now()),
    later: (run, afterMs) => void setTimeout(run, afterMs),
  });
  const forms = {
    'task.addRecurring': () => app.openDialog({ kind: 'recurring-task' }),
    'version.add': () => app.openDialog({ kind: 'name-version', point: null }),
    'baseline.take': () => app.openDialog({ kind: 'take-baseline' }),
    'task.split': () => app.openDialog({ kind: 'split-task' }),
    // What would change is seen before it does.
    'project.recalculate': () => app.openDialog({ kind: 'differences' }),
  };
  const commands = new CommandRegistry([...appCommandsFor(app), ...planCommandsFor(app, planCommands, forms)], menus);
  return { app, commands };
};
