import { wbsOf } from '../../../src/model/outline.ts';
import type { AppStore } from '../../stores/app-store.ts';
import type { CommandRegistry } from '../../stores/command-registry.ts';
import { fuzzyScore } from './fuzzy.ts';

/** Something the palette can take a person to. */
export interface PaletteEntry {
  readonly key: string;
  readonly kind: 'command' | 'task' | 'project';
  readonly title: string;
  /** Number of a task, or nothing. */
  readonly detail: string;
  readonly shortcut?: string;
  readonly run: () => void;
}

const MOST_SHOWN = 60;
/** Tasks looked at before the best are chosen: enough for any plan people read, little enough to stay instant. */
const MOST_TASKS = 50_000;

const ranked = <T>(items: Iterable<T>, score: (item: T) => number, most: number): T[] => {
  const scored: { item: T; score: number }[] = [];
  for (const item of items) {
    const value = score(item);
    if (value > 0) scored.push({ item, score: value });
  }
  // Stable: what is equally good stays in the order in which it stands.
  scored.sort((a, b) => b.score - a.score);
  return scored.slice(0, most).map(({ item }) => item);
};

const commandEntries = (commands: CommandRegistry, titleOf: (id: string) => string, query: string): PaletteEntry[] =>
  ranked(
    commands.list.filter((command) => command.id !== 'app.palette' && command.enabled()),
    (command) => fuzzyScore(query, titleOf(command.id)),
    MOST_SHOWN,
  ).map((command) => ({
    key: command.id,
    kind: 'command',
    title: titleOf(command.id),
    detail: '',
    shortcut: command.shortcuts[0],
    run: command.run,
  }));

const taskEntries = (app: AppStore, query: string): PaletteEntry[] => {
  const { project } = app;
  if (!project || query.trim() === '') return [];
  const { outline } = project.selection;
  const { task } = project.plan.asPlan().rows;
  const wanted = query.trim();
  const looksLikeNumber = /^[\d.]+$/.test(wanted);
  const positions = Array.from({ length: Math.min(outline.ids.length, MOST_TASKS) }, (_, at) => at);
  const score = (at: number): number => {
    if (looksLikeNumber) {
      const wbs = wbsOf(outline, at);
      if (wbs === wanted) return 2;
      if (wbs.startsWith(`${wanted}.`)) return 1;
    }
    return fuzzyScore(wanted, task.get(outline.ids[at]!)!.name);
  };
  return ranked(positions, score, MOST_SHOWN).map((at) => {
    const id = outline.ids[at]!;
    return {
      key: `task:${id}`,
      kind: 'task',
      title: task.get(id)!.name,
      detail: wbsOf(outline, at),
      run: () => {
        app.show('plan');
        project.selection.selectMany([id]);
        project.planView.revealTask(id);
      },
    };
  });
};

const projectEntries = (app: AppStore, query: string): PaletteEntry[] =>
  ranked(
    (app.state?.projects ?? []).filter((project) => project.id !== app.project?.plan.projectId),
    (project) => (query.trim() === '' ? 0 : fuzzyScore(query, project.name)),
    10,
  ).map((project) => ({
    key: `project:${project.id}`,
    kind: 'project',
    title: project.name,
    detail: '',
    run: () => void app.openProject(project.id),
  }));

/** What the palette offers for what was typed: tasks first where it is a number, else commands first. */
export const paletteEntries = (
  app: AppStore,
  commands: CommandRegistry,
  titleOf: (id: string) => string,
  query: string,
): readonly PaletteEntry[] => {
  const tasks = taskEntries(app, query);
  const found = commandEntries(commands, titleOf, query);
  const projects = projectEntries(app, query);
  return /^[\d.]+$/.test(query.trim())
    ? [...tasks, ...found, ...projects]
    : [...found.slice(0, 8), ...tasks, ...found.slice(8), ...projects];
};
