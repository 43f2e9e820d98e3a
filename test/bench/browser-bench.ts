import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { type Browser, chromium, type Page } from '@playwright/test';
import { buildIfStale } from '../../scripts/build.ts';
import { withCompileCache } from '../../scripts/compile-cache.ts';
import { findBrowser } from '../../scripts/find-browser.ts';
import { type Figure, figure, type Part, ratio, type Settings } from './figures.ts';
import { EMPTY_PAGE, type Usable, watchUsable } from './page-marks.ts';
import { root } from './scratch-service.ts';
import { backToProjects, editIn, figuresOfOpening, heapOf, openIn, seedData } from './window-steps.ts';

/** A server that answers every request with the empty page: what any server of the runtime costs. */
const EMPTY_SERVER = `
const server = require('node:http').createServer((_request, response) => {
  response.writeHead(200, { 'content-type': 'text/html; charset=utf-8' }).end(process.env.EMPTY_PAGE);
});
server.listen(0, '127.0.0.1', () => console.log('http://127.0.0.1:' + server.address().port + '/'));
`;

interface Started {
  readonly server: ChildProcess;
  readonly address: string;
  readonly startedAtMs: number;
  readonly addressMs: number;
}

const wallMs = (): number => performance.timeOrigin + performance.now();

const startServer = async (args: readonly string[], env: Readonly<Record<string, string>>): Promise<Started> => {
  const startedAtMs = wallMs();
  const server = spawn(process.execPath, args, {
    env: { ...withCompileCache(root), ...env },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const [line] = (await once(createInterface({ input: server.stdout! }), 'line')) as [string];
  return { server, address: /http:\S+/.exec(line)![0], startedAtMs, addressMs: wallMs() - startedAtMs };
};

/** Starts the browser host on a data folder. */
export const startHost = (dataFolder: string): Promise<Started> =>
  startServer([join(root, 'main', 'browser', 'main.ts'), '--no-open'], { UDBUDSPLAN_DATA: dataFolder });

const startEmpty = (): Promise<Started> => startServer(['-e', EMPTY_SERVER], { EMPTY_PAGE });

/** Ends a server. */
export const end = async ({ server }: Started): Promise<void> => {
  const ended = once(server, 'exit');
  server.kill('SIGTERM');
  await ended;
};

/** A tab of a browser that is running, before anything is opened in it. */
export const newTab = async (browser: Browser): Promise<Page> => {
  const page = await browser.newPage({ viewport: { width: 1440, height: 900 }, locale: 'da-DK' });
  await page.addInitScript(watchUsable);
  return page;
};

/** Opens an address; gives when it could be worked with. */
export const show = async (page: Page, address: string): Promise<Usable> => {
  await page.goto(address, { waitUntil: 'commit' });
  return page.evaluate(() => window.benchUsable!);
};

interface Starts {
  readonly whole: number[];
  readonly server: number[];
  readonly page: number[];
}

/** Starts and shows so many times, each in a process and a page of its own; the first is not counted. */
const starts = async (browser: Browser, runs: number, start: () => Promise<Started>): Promise<Starts> => {
  const times: Starts = { whole: [], server: [], page: [] };
  for (let run = -1; run < runs; run++) {
    const page = await newTab(browser);
    const started = await start();
    const usable = await show(page, started.address);
    if (run >= 0) {
      times.whole.push(usable.wallMs - started.startedAtMs);
      times.server.push(started.addressMs);
      times.page.push(usable.sinceNavigationMs);
    }
    await page.context().close();
    await end(started);
  }
  return times;
};

const startFigures = async (browser: Browser, { folder, isQuick, note }: Settings): Promise<Figure[]> => {
  const runs = isQuick ? 2 : 9;
  note('start to first usable window');
  const fresh = join(folder, 'fresh');
  const first = await starts(browser, runs, () => {
    rmSync(fresh, { recursive: true, force: true });
    return startHost(fresh);
  });
  const data = await seedData(folder, 'kept', [100], 'plan');
  const again = await starts(browser, runs, () => startHost(data));
  const empty = await starts(browser, runs, startEmpty);
  const aim = { below: 600, of: 'median' } as const;
  return [
    figure('browser: first start, process to usable start screen', 'ms', first.whole, aim),
    figure('browser: start, process to usable plan of 100 tasks', 'ms', again.whole, aim),
    figure('of it: process to address', 'ms', again.server),
    figure('of it: navigation to usable plan', 'ms', again.page),
    figure('empty server and page: process to usable page', 'ms', empty.whole),
    figure('of it: process to address', 'ms', empty.server),
    figure('of it: navigation to usable page', 'ms', empty.page),
    ratio('first start to empty server and page', first.whole, empty.whole),
    ratio('start into a plan to empty server and page', again.whole, empty.whole),
    ratio('navigation to usable plan, to the same of an empty page', again.page, empty.page),
  ];
};

const planFigures = async (browser: Browser, { folder, isQuick, note }: Settings): Promise<Figure[]> => {
  const sizes = isQuick ? [1000] : [1000, 10_000];
  const data = await seedData(folder, 'plans', sizes, 'projects');
  const figures: Figure[] = [];
  for (const size of sizes) {
    note(`open ${size} tasks`);
    const opened = [];
    const heap: number[] = [];
    for (let run = 0; run < (isQuick ? 2 : 9); run++) {
      // A process and a page of their own each time: nothing is read or compiled already.
      const host = await startHost(data);
      const page = await newTab(browser);
      await show(page, host.address);
      await page.keyboard.press('Escape');
      opened.push(await openIn(page, size));
      if (run === 0) {
        heap.push(await heapOf(page));
        if (size === sizes.at(-1)) figures.push(...(await editIn(page, 'browser', size, isQuick ? 5 : 40)));
      }
      await page.context().close();
      await end(host);
      await backToProjects(data);
    }
    figures.push(
      ...figuresOfOpening('browser', size, opened),
      figure(`browser: heap of the page with ${size} tasks open`, 'MB', heap),
    );
  }
  return figures;
};

const measure = async (settings: Settings) => {
  const executablePath = await findBrowser();
  if (executablePath === null) return { skipped: 'no Chromium, Chrome or Edge was found and none could be fetched' };
  await buildIfStale(root, 'renderer');
  const browser = await chromium.launch({ executablePath });
  try {
    return { figures: [...(await startFigures(browser, settings)), ...(await planFigures(browser, settings))] };
  } finally {
    await browser.close();
  }
};

/** The product in a browser that is running already. */
export const browserBench: Part = { name: 'browser', measure };
