import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { type CDPSession, chromium, type Page } from '@playwright/test';
import { findBrowser } from '../../scripts/find-browser.ts';
import { type Figure, figure, type Part, percentile, ratio, type Settings } from './figures.ts';
import { root } from './scratch-service.ts';
import { buildCharts, openChart, type Served, serveCharts, spentIn } from './time-line/chart-pages.ts';
import type { LinkPattern } from './time-line/chart-plan.ts';
import { dragIn } from './time-line/drag-steps.ts';
import { heapOf } from './window-steps.ts';

const OWN = 'udbudsplan';
const PEERS = ['dhtmlx-gantt', '@svar-ui/react-gantt', '@visactor/vtable-gantt', 'frappe-gantt'] as const;
const VIEWPORT = { width: 1400, height: 800 };
const SCROLL_FRAMES = 60;
const MOST_PX = 120;
const ZOOM_FRAMES = 24;
/** A chart that has not shown its plan by then is told as not finished. */
const PATIENCE_MS = 40_000;
const ZOOM_PATIENCE_MS = 15_000;

const SIZES = [1000, 5000, 10_000, 50_000];

/** What one page of one chart gave. */
interface Run {
  readonly firstMs: number;
  /** Empty, as all that follows, where the chart broke off. */
  readonly scroll: readonly number[];
  /** Empty where the chart did not finish zooming. */
  readonly zoom: readonly number[];
  readonly scriptMs: number;
  readonly zoomScriptMs: number;
  readonly heapMb: number;
  readonly elements: number;
}

const withPatience = async <T>(work: Promise<T>, patienceMs: number): Promise<T | null> => {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<null>((resolve) => {
    timer = setTimeout(() => resolve(null), patienceMs);
  });
  try {
    return await Promise.race([work, late]);
  } finally {
    clearTimeout(timer);
  }
};

/** What a chart does once it is shown. */
const laterIn = async (page: Page, session: CDPSession, emptyMb: number): Promise<Omit<Run, 'firstMs'>> => {
  await page.evaluate(() => window.chartPage!.goTo(0.5));
  const spent = async (): Promise<number> => {
    const { scriptMs, layoutMs } = await spentIn(session);
    return scriptMs + layoutMs;
  };
  const before = await spent();
  const scroll = await page.evaluate(([frames, most]) => window.chartPage!.scroll(frames, most), [
    SCROLL_FRAMES,
    MOST_PX,
  ] as const);
  const between = await spent();
  const elements = await page.evaluate(() => window.chartPage!.elements());
  const heapMb = (await heapOf(page)) - emptyMb;
  const beforeZoom = await spent();
  const zoomed = page.evaluate((frames) => window.chartPage!.zoom(frames), ZOOM_FRAMES).catch(() => null);
  const zoom = (await withPatience(zoomed, ZOOM_PATIENCE_MS)) ?? [];
  const zoomScriptMs = zoom.length > 0 ? ((await spent()) - beforeZoom) / ZOOM_FRAMES : Number.NaN;
  return { scroll, zoom, scriptMs: (between - before) / SCROLL_FRAMES, zoomScriptMs, heapMb, elements };
};

/** Of a chart that breaks off once it is shown. */
const NOTHING_LATER: Omit<Run, 'firstMs'> = {
  scroll: [],
  zoom: [],
  scriptMs: Number.NaN,
  zoomScriptMs: Number.NaN,
  heapMb: Number.NaN,
  elements: Number.NaN,
};

const runIn = async (page: Page, served: Served, name: string, size: number, pattern: LinkPattern): Promise<Run> => {
  const session = await openChart(page, served, name);
  const emptyMb = await heapOf(page);
  await page.evaluate((address) => window.chartPage!.take(address), `/plan/${size}/${pattern}`);
  const firstMs = await page.evaluate(() => window.chartPage!.show());
  return { firstMs, ...(await laterIn(page, session, emptyMb).catch(() => NOTHING_LATER)) };
};

/** One run of a chart in a browser of its own, which another chart may have brought down; null where it did not finish. */
const runOf = async (
  executablePath: string,
  served: Served,
  name: string,
  size: number,
  pattern: LinkPattern,
): Promise<Run | null> => {
  const browser = await chromium.launch({ executablePath });
  try {
    const page = await browser.newPage({ viewport: VIEWPORT, locale: 'da-DK' });
    const work = runIn(page, served, name, size, pattern).catch(() => null);
    return await withPatience(work, PATIENCE_MS);
  } finally {
    await withPatience(browser.close(), PATIENCE_MS);
  }
};

/** Not a number of nothing. */
const mean = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0) / values.length;
const worst = (values: readonly number[]): number => (values.length > 0 ? Math.max(...values) : Number.NaN);

type Aim = { readonly below: number; readonly of: 'median' };

const below = (limit: number): Aim => ({ below: limit, of: 'median' });

/** What is told of a run: its name, its unit, its value and, of our own chart, what is to be reached. */
const MEASURES: readonly (readonly [string, Figure['unit'], (run: Run) => number, Aim?])[] = [
  ['to the second frame', 'ms', (run) => run.firstMs],
  ['scroll, mean frame', 'ms', (run) => mean(run.scroll), below(17)],
  ['scroll, p95', 'ms', (run) => percentile(run.scroll, 95)],
  ['scroll, worst frame', 'ms', (run) => worst(run.scroll), below(34)],
  ['scroll, script and layout a frame', 'ms', (run) => run.scriptMs, below(6)],
  ['wheel zoom, mean frame', 'ms', (run) => mean(run.zoom), below(17)],
  ['wheel zoom, worst frame', 'ms', (run) => worst(run.zoom), below(34)],
  ['wheel zoom, script and layout a frame', 'ms', (run) => run.zoomScriptMs, below(6)],
  ['heap above the empty page', 'MB', (run) => run.heapMb, below(15)],
  ['elements', 'count', (run) => run.elements, below(3000)],
];
/** The heap is held against its aim at this size only. */
const HEAP_SIZE = 5000;

const figuresOf = (name: string, size: number, pattern: LinkPattern, runs: readonly Run[]): Figure[] =>
  MEASURES.flatMap(([what, unit, measured, aim]) => {
    const values = runs.map(measured).filter((value) => !Number.isNaN(value));
    const isHeld = name === OWN && (unit !== 'MB' || size === HEAP_SIZE);
    const title = `${name}, ${size} rows${pattern === 'far' ? ', long links' : ''}: ${what}`;
    return values.length === 0 ? [] : [figure(title, unit, values, isHeld ? aim : undefined)];
  });

/** All charts one after the other, and that many times over, so that what else the machine does meets all alike. */
const compare = async (
  executablePath: string,
  served: Served,
  names: readonly string[],
  size: number,
  pattern: LinkPattern,
  rounds: number,
  note: Settings['note'],
): Promise<Figure[]> => {
  const runs = new Map<string, Run[]>(names.map((name) => [name, []]));
  const gaveUp = new Set<string>();
  for (let round = 0; round < rounds; round++) {
    for (const name of names) {
      if (gaveUp.has(name)) continue;
      const run = await runOf(executablePath, served, name, size, pattern);
      if (run) runs.get(name)!.push(run);
      else gaveUp.add(name);
      note(`${size} ${pattern}, round ${round + 1}: ${name} ${run ? `${Math.round(run.firstMs)} ms` : 'gave up'}`);
    }
  }
  const finished = [...runs].filter(([, list]) => list.length > 0);
  const figures = finished.flatMap(([name, list]) => figuresOf(name, size, pattern, list));
  for (const name of gaveUp) figures.push(figure(`${name}, ${size} rows: not finished within`, 'ms', [PATIENCE_MS]));
  const own = runs.get(names[0]!)!;
  for (const [name, list] of finished) {
    if (name === names[0]) continue;
    const what = `${size} rows${pattern === 'far' ? ', long links' : ''}: ${names[0]} to ${name}`;
    figures.push(
      ratio(
        `${what}, second frame`,
        own.map(({ firstMs }) => firstMs),
        list.map(({ firstMs }) => firstMs),
      ),
      ratio(
        `${what}, scroll`,
        own.map(({ scroll }) => mean(scroll)),
        list.map(({ scroll }) => mean(scroll)),
      ),
    );
  }
  return figures;
};

/** Brings the other charts into the bench's own folder. Nothing of the product needs them. */
const installPeers = (note: Settings['note']): boolean => {
  const folder = join(root, 'test', 'bench', 'peers');
  if (PEERS.every((name) => existsSync(join(folder, 'node_modules', name)))) return true;
  note('installing the other charts into test/bench/peers');
  try {
    execFileSync('npm', ['ci', '--ignore-scripts', '--no-audit', '--no-fund'], {
      cwd: folder,
      stdio: 'ignore',
      shell: process.platform === 'win32',
    });
    return true;
  } catch {
    return false;
  }
};

const measureCharts = async (settings: Settings, names: readonly string[]) => {
  const { isQuick, sizes, folder, note } = settings;
  const executablePath = await findBrowser();
  if (executablePath === null) return { skipped: 'no Chromium, Chrome or Edge was found and none could be fetched' };
  await buildCharts(root, join(folder, 'pages'), names.includes(PEERS[0]));
  const served = await serveCharts(join(folder, 'pages'));
  try {
    const figures: Figure[] = [];
    const rounds = isQuick ? 1 : 3;
    for (const size of sizes ?? (isQuick ? SIZES.slice(0, 2) : SIZES)) {
      figures.push(...(await compare(executablePath, served, names, size, 'near', rounds, note)));
      figures.push(...(await compare(executablePath, served, names, size, 'far', rounds, note)));
    }
    if (names.length === 1 && sizes === null) {
      const browser = await chromium.launch({ executablePath });
      figures.push(...(await dragIn(browser, served, isQuick ? 1 : 3)));
      await browser.close();
    }
    return { figures };
  } finally {
    served.close();
  }
};

/** The time line alone: what a change of it is judged by. */
export const timeLineBench: Part = { name: 'timeline', measure: (settings) => measureCharts(settings, [OWN]) };

/** The same scene on a canvas and as SVG elements: what the choice of a painter rests on. */
export const paintersBench: Part = {
  name: 'painters',
  measure: (settings) =>
    measureCharts({ ...settings, sizes: settings.sizes ?? [5000] }, ['canvas-painter', 'svg-painter']),
};

/** The time line beside the charts that others build, which are installed when this part is asked for by name. */
export const peersBench: Part = {
  name: 'peers',
  onlyWhenAsked: true,
  measure: async (settings) =>
    installPeers(settings.note)
      ? measureCharts(settings, [OWN, ...PEERS])
      : { skipped: 'the other charts could not be installed' },
};
