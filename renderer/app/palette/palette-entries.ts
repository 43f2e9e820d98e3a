import { wbsOf } from '../../../src/model/outline.ts';
import type { AppStore } from '../../stores/app-store.ts';
import type { CommandRegistry } from '../../stores/command-registry.ts';
import { chooseView, ownViews, readyViews } from '../../stores/plan-views.ts';
import { fuzzyScore } from './fuzzy.ts';

/** Something the palette can take a person to. */
export interface PaletteEntry {
  readonly key: string;
  readonly kind: 'command' | 'view' | 'task' | 'project';
  readonly title: string;
  /** Number of a task, or nothing. */
  readonly detail: string;
  readonly shortcut?: string;
  readonly run: () => void;
}

/** What commands, and views that every plan has, are called in the window's language. */
export interface PaletteNames {
  readonly command: (id: string) => string;
  readonly readyView: (id: string) => string;
}

const MOST_SHOWN = 60;
/** Tasks looked at before the best are chosen: enough for any plan people read, little enough to stay instant. */
const MOST_TASKS = 50_000;

interface Scored<T> {
  readonly item: T;
  readonly score: number;
}

const ranked = <T>(items: Iterable<T>, score: (item: T) => number, most: number): readonly Scored<T>[] => {
  const scored: Scored<T>[] = [];
  for (const item of items) {
    const value = score(item);
    if (value > 0) scored.push({ item, score: value });
  }
  // Stable: what is equally good stays in the order in which it stands.
  scored.sort((a, b) => b.score - a.score);
  return scored.slice(0, most);
};

const commandEntries = (
  commands: CommandRegistry,
  titleOf: (id: string) => string,
  query: string,
): readonly Scored<PaletteEntry>[] =>
  ranked(
    commands.list.filter((command) => command.id !== 'app.palette' && command.enabled()),
    (command) => fuzzyScore(query, titleOf(command.id)),
    MOST_SHOWN,
  ).map(({ item: command, score }) => ({
    score,
    item: {
      key: command.id,
      kind: 'command',
      title: titleOf(command.id),
      detail: '',
      shortcut: command.shortcuts[0],
      run: command.run,
    },
  }));

const viewEntries = (app: AppStore, names: PaletteNames, query: string): readonly Scored<PaletteEntry>[] => {
  const { project } = app;
  if (!project || query.trim() === '') return [];
  return ranked(
    [...readyViews(names.readyView), ...ownViews(project.plan)],
    ({ name }) => fuzzyScore(query, name),
    MOST_SHOWN,
  ).map(({ item: view, score }) => {
    const run = (): void => {
      app.show('plan');
      chooseView(project, view);
    };
    return { score, item: { key: `view:${view.id}`, kind: 'view', title: view.name, detail: '', run } };
  });
};

const taskEntries = (app: AppStore, query: string): readonly Scored<PaletteEntry>[] => {
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
  return ranked(positions, score, MOST_SHOWN).map(({ item: at, score: met }) => {
    const id = outline.ids[at]!;
    const run = (): void => {
      app.show('plan');
      project.selection.selectMany([id]);
      project.planView.revealTask(id);
      // Whoever goes to a task goes on there, whatever had the keyboard before.
      project.planView.surface?.focusGrid();
    };
    return {
      score: met,
      item: { key: `task:${id}`, kind: 'task', title: task.get(id)!.name, detail: wbsOf(outline, at), run },
    };
  });
};

const projectEntries = (app: AppStore, query: string): PaletteEntry[] =>
  ranked(
    (app.state?.projects ?? []).filter((project) => project.id !== app.project?.plan.projectId),
    (project) => (query.trim() === '' ? 0 : fuzzyScore(query, project.name)),
    10,
  ).map(({ item: project }) => ({
    key: `project:${project.id}`,
    kind: 'project',
    title: project.name,
    detail: '',
    run: () => void app.openProject(project.id),
  }));

/** At most so many commands and views stand above the tasks. */
const COMMANDS_FIRST = 8;

/**
 * What the palette offers for what was typed: the commands and views that meet it at least as well as the best task
 * does, then tasks, then the other commands and views; for a number only tasks come first.
 */
export const paletteEntries = (
  app: AppStore,
  commands: CommandRegistry,
  names: PaletteNames,
  query: string,
): readonly PaletteEntry[] => {
  const tasks = taskEntries(app, query);
  // Stable, so that a command stands before a view that meets as well.
  const found = [...commandEntries(commands, names.command, query), ...viewEntries(app, names, query)].sort(
    (a, b) => b.score - a.score,
  );
  const best = tasks[0]?.score ?? 0;
  const first = found.slice(0, COMMANDS_FIRST).filter(({ score }) => score >= best).length;
  const inOrder = [...found.slice(0, first), ...tasks, ...found.slice(first)];
  return [...inOrder.map(({ item }) => item), ...projectEntries(app, query)];
};
