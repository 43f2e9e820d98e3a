import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { _electron, type ElectronApplication, type Page } from '@playwright/test';
import { buildIfStale } from '../../scripts/build.ts';
import { startVirtualDisplay } from '../../scripts/display.ts';
import { findElectron, hasDisplay, sandboxSwitches } from '../../scripts/electron-binary.ts';
import { type Figure, figure, type Part, ratio, type Settings } from './figures.ts';
import { EMPTY_PAGE, type Opened, watchUsable } from './page-marks.ts';
import { root } from './scratch-service.ts';
import { backToProjects, editIn, figuresOfOpening, heapOf, openIn, seedData } from './window-steps.ts';

/** A program that opens a window with the empty page: what any program of the runtime costs. */
const EMPTY_PROGRAM = `
const { app, BrowserWindow } = require('electron');
app.setPath('userData', process.env.UDBUDSPLAN_DATA);
app.whenReady().then(() => new BrowserWindow({ width: 1440, height: 900 }).loadFile('empty.html'));
app.on('window-all-closed', () => app.quit());
`;

interface Host {
  readonly executablePath: string;
  readonly env: Readonly<Record<string, string>>;
}

interface Launched {
  readonly electron: ElectronApplication;
  readonly page: Page;
  /** From the start of the process until the window could be worked with. */
  readonly usableMs: number;
}

/**
 * Starts a program and waits until its window can be worked with. The test driver holds every program back until it has
 * taken hold of it, so that the times are longer than without it; by the same for both, which is what the ratio is for.
 */
const launch = async ({ executablePath, env }: Host, program: string, data: string): Promise<Launched> => {
  const startedAtMs = performance.timeOrigin + performance.now();
  const electron = await _electron.launch({
    executablePath,
    args: [...sandboxSwitches(), program],
    env: { ...(process.env as Record<string, string>), ...env, UDBUDSPLAN_DATA: data },
  });
  const page = await electron.firstWindow();
  await page.evaluate(watchUsable);
  const { wallMs } = await page.evaluate(() => window.benchUsable!);
  return { electron, page, usableMs: wallMs - startedAtMs };
};

const starts = async (host: Host, program: string, runs: number, dataOf: () => string): Promise<number[]> => {
  const times: number[] = [];
  for (let run = -1; run < runs; run++) {
    const { electron, usableMs } = await launch(host, program, dataOf());
    if (run >= 0) times.push(usableMs);
    await electron.close();
  }
  return times;
};

const startFigures = async (host: Host, { folder, isQuick, note }: Settings): Promise<Figure[]> => {
  const runs = isQuick ? 2 : 9;
  note('start to first usable window');
  const empty = join(folder, 'empty');
  mkdirSync(empty);
  writeFileSync(join(empty, 'package.json'), JSON.stringify({ name: 'empty', main: 'main.cjs' }));
  writeFileSync(join(empty, 'main.cjs'), EMPTY_PROGRAM);
  writeFileSync(join(empty, 'empty.html'), EMPTY_PAGE);
  const fresh = join(folder, 'fresh');
  const first = await starts(host, root, runs, () => {
    rmSync(fresh, { recursive: true, force: true, maxRetries: 5 });
    return fresh;
  });
  const data = await seedData(folder, 'kept', [100], 'plan');
  const again = await starts(host, root, runs, () => data);
  const bare = await starts(host, empty, runs, () => join(folder, 'empty-data'));
  return [
    figure('electron: first start, process to usable start screen', 'ms', first),
    figure('electron: start, process to usable plan of 100 tasks', 'ms', again),
    figure('empty program: process to usable window', 'ms', bare),
    ratio('first start to empty program', first, bare),
    ratio('start into a plan to empty program', again, bare),
  ];
};

const planFigures = async (host: Host, { folder, isQuick, note }: Settings): Promise<Figure[]> => {
  const sizes = isQuick ? [1000] : [1000, 10_000];
  const data = await seedData(folder, 'plans', sizes, 'projects');
  const figures: Figure[] = [];
  for (const size of sizes) {
    note(`open ${size} tasks`);
    const opened: Opened[] = [];
    const heap: number[] = [];
    for (let run = 0; run < (isQuick ? 2 : 7); run++) {
      const { electron, page } = await launch(host, root, data);
      await page.keyboard.press('Escape');
      opened.push(await openIn(page, size));
      if (run === 0) {
        heap.push(await heapOf(page));
        if (size === sizes.at(-1)) figures.push(...(await editIn(page, 'electron', size, isQuick ? 5 : 40)));
      }
      await electron.close();
      await backToProjects(data);
    }
    figures.push(
      ...figuresOfOpening('electron', size, opened),
      figure(`electron: heap of the window with ${size} tasks open`, 'MB', heap),
    );
  }
  return figures;
};

const measure = async (settings: Settings) => {
  const executablePath = await findElectron(root);
  if (executablePath === null) return { skipped: 'its program is not on this machine and could not be fetched' };
  const display = hasDisplay() ? null : await startVirtualDisplay();
  if (!hasDisplay() && display === null) return { skipped: 'there is no display and no Xvfb' };
  try {
    await buildIfStale(root, 'renderer');
    await buildIfStale(root, 'main');
    const host: Host = { executablePath, env: display ? { DISPLAY: display.name } : {} };
    return { figures: [...(await startFigures(host, settings)), ...(await planFigures(host, settings))] };
  } finally {
    display?.server.kill();
  }
};

/** The product as a desktop program. */
export const electronBench: Part = { name: 'electron', measure };
