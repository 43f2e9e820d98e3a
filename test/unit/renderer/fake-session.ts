import { readFileSync } from 'node:fs';
import menus from '../../../assets/commands/menus.json' with { type: 'json' };
import { appCommandsFor } from '../../../renderer/app/app-commands.ts';
import { AppStore } from '../../../renderer/stores/app-store.ts';
import { CommandRegistry, planCommandsFor } from '../../../renderer/stores/command-registry.ts';
import type { HostBridge } from '../../../src/api.ts';
import { commands as planCommands } from '../../../src/commands/index.ts';
import { type FakeOptions, fakeBridge } from '../../fake-host/fake-bridge.ts';
import type { TemplateFile } from '../../fake-host/fake-project.ts';

export const NOW_MS = Date.UTC(2026, 10, 24, 9, 0);
const START_MIN = 20_675 * 1440 + 480;

/** A template of a shape that tests can reckon with: two summaries with three tasks each, linked in a chain. */
export const SMALL: TemplateFile = {
  id: 'small',
  name: { da: 'Lille', en: 'Small' },
  description: { da: '', en: '' },
  calendar: { name: { da: 'Kalender', en: 'Calendar' }, week: [], holidaySets: [] },
  parties: [],
  stages: [],
  tasks: [
    { key: 'a', name: { da: 'A', en: 'A' } },
    { key: 'a1', parent: 'a', name: { da: 'A1', en: 'A1' } },
    { key: 'a2', parent: 'a', name: { da: 'A2', en: 'A2' } },
    { key: 'a3', parent: 'a', name: { da: 'A3', en: 'A3' } },
    { key: 'b', name: { da: 'B', en: 'B' } },
    { key: 'b1', parent: 'b', name: { da: 'B1', en: 'B1' } },
    { key: 'b2', parent: 'b', name: { da: 'B2', en: 'B2' } },
    { key: 'b3', parent: 'b', name: { da: 'B3', en: 'B3' } },
  ],
  links: [
    { from: 'a1', to: 'a2', type: 'FS' },
    { from: 'a2', to: 'a3', type: 'FS' },
  ],
  gates: [],
};

export const shippedTemplate = (id: string): TemplateFile =>
  JSON.parse(readFileSync(new URL(`../../../assets/templates/${id}.json`, import.meta.url), 'utf8')) as TemplateFile;

/** A window over the fake service, with timers that run only when told. */
export const fakeWindow = (options: Partial<FakeOptions> = {}) => {
  const bridge: HostBridge & { readonly calls: readonly string[] } = fakeBridge({
    templates: [SMALL],
    projects: [{ template: 'small', name: 'Lille plan', startMin: START_MIN }],
    nowMs: NOW_MS,
    ...options,
  });
  const waiting: (() => void)[] = [];
  const app = new AppStore(bridge, {
    nowMs: () => NOW_MS,
    todayDay: () => 20_781,
    later: (run) => waiting.push(run),
  });
  const opened: string[] = [];
  const forms = { 'baseline.take': () => opened.push('baseline.take') };
  const commands = new CommandRegistry([...appCommandsFor(app), ...planCommandsFor(app, planCommands, forms)], menus);
  const runTimers = () => {
    for (const run of waiting.splice(0)) run();
  };
  return { app, bridge, commands, opened, runTimers };
};

/** The same, with the small project open. */
export const openWindow = async (options: Partial<FakeOptions> = {}) => {
  const made = fakeWindow(options);
  await made.app.start();
  await made.app.openProject('project-1');
  return { ...made, project: made.app.project! };
};
