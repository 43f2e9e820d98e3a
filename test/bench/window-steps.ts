import { join } from 'node:path';
import type { Page } from '@playwright/test';
import type { Composed } from '../../main/compose.ts';
import { type Figure, figure } from './figures.ts';
import { type Edited, type Opened, openProject, watchEdit } from './page-marks.ts';
import { answered, composeIn, endService, importPlan } from './scratch-service.ts';

export const nameOf = (size: number): string => `Plan med ${size} opgaver`;

/** A data folder with plans of these sizes, and with what a window was left at. */
export const seedData = async (
  folder: string,
  name: string,
  sizes: readonly number[],
  view: 'plan' | 'projects',
): Promise<string> => {
  const data = join(folder, name);
  const composed = composeIn(data);
  let projectId: string | null = null;
  for (const size of sizes) {
    projectId = await importPlan(composed, folder, size);
    const input = { cells: { name: nameOf(size) } };
    answered(await composed.service.call('command.run', { projectId, commandId: 'project.update', input }));
  }
  await leftAt(composed, view === 'plan' ? projectId : null, view);
  await endService(composed);
  return data;
};

const leftAt = async ({ service }: Composed, projectId: string | null, view: 'plan' | 'projects'): Promise<void> => {
  const value = JSON.stringify({ projectId, view });
  answered(await service.call('layout.set', { key: 'window', value }));
};

/** Makes the next window on this data come up with the list of projects. */
export const backToProjects = async (data: string): Promise<void> => {
  const composed = composeIn(data);
  await leftAt(composed, null, 'projects');
  await endService(composed);
};

/** Opens a project from the list in a window that has just come up. */
export const openIn = (page: Page, size: number): Promise<Opened> => page.evaluate(openProject, nameOf(size));

export const figuresOfOpening = (host: string, size: number, opened: readonly Opened[]): Figure[] => {
  const aim = size === 10_000 ? ({ below: 500, of: 'median' } as const) : undefined;
  const answers = opened.flatMap(({ answerMs }) => (answerMs === null ? [] : [answerMs]));
  const prefix = `${host}: open ${size} tasks, click to`;
  return [
    ...(answers.length > 0 ? [figure(`${prefix} answer of the service`, 'ms', answers)] : []),
    figure(
      `${prefix} rows in the window`,
      'ms',
      opened.map(({ rowsMs }) => rowsMs),
    ),
    figure(
      `${prefix} painted frame`,
      'ms',
      opened.map(({ paintedMs }) => paintedMs),
      aim,
    ),
  ];
};

const pressed = async (page: Page, key: string, press: () => Promise<void>): Promise<Edited> => {
  await page.evaluate(watchEdit, key);
  await press();
  return page.evaluate(() => window.benchEdited!);
};

/** Types durations into the cells of an open plan, then takes them back by keys; from the press to the painted revision. */
export const editIn = async (page: Page, host: string, size: number, runs: number): Promise<Figure[]> => {
  const edits: Edited[] = [];
  const undos: Edited[] = [];
  for (let run = 0; run < runs; run++) {
    const cells = page.locator('[role=row][data-kind=task] [data-column=duration]');
    await cells.nth(run % 12).click();
    await page.keyboard.type(`${21 + run}`);
    edits.push(await pressed(page, 'Enter', () => page.keyboard.press('Enter')));
  }
  for (let run = 0; run < runs; run++) {
    undos.push(await pressed(page, 'z', () => page.keyboard.press('Control+z')));
  }
  const inOne = (what: string, list: readonly Edited[]): Figure[] => {
    const answers = list.flatMap(({ answerMs }) => (answerMs === null ? [] : [answerMs]));
    return [
      ...(answers.length > 0 ? [figure(`${host}: ${what} to answer, ${size} tasks`, 'ms', answers)] : []),
      figure(
        `${host}: ${what} to painted revision, ${size} tasks`,
        'ms',
        list.map(({ paintedMs }) => paintedMs),
      ),
    ];
  };
  return [...inOne('Enter on a new duration', edits), ...inOne('Ctrl+Z', undos)];
};

/** Heap of a page in MB after everything that can be let go of was. */
export const heapOf = async (page: Page): Promise<number> => {
  const session = await page.context().newCDPSession(page);
  await session.send('HeapProfiler.enable');
  await session.send('HeapProfiler.collectGarbage');
  const { usedSize } = (await session.send('Runtime.getHeapUsage')) as { usedSize: number };
  await session.detach();
  return usedSize / 1e6;
};
