import { chromium, type Page } from '@playwright/test';
import { buildIfStale } from '../../scripts/build.ts';
import { findBrowser } from '../../scripts/find-browser.ts';
import { end, newTab, show, startHost } from './browser-bench.ts';
import { type Figure, figure, type Part, type Settings } from './figures.ts';
import { root } from './scratch-service.ts';
import { nameOf, openIn, seedData } from './window-steps.ts';

/** Presses of the arrow key that are counted, as fast as a key that is held repeats. */
const PRESSES = 60;
const REPEAT_MS = 33;
/** Long enough for the panel to have been made. */
const REST_MS = 2000;

declare global {
  interface Window {
    benchWalk?: number[];
  }
}

/** Watches key presses: milliseconds from each to the end of the frame that it is seen in. */
const watchWalk = (): void => {
  const frames: number[] = [];
  window.benchWalk = frames;
  window.addEventListener(
    'keydown',
    (event) => {
      requestAnimationFrame(() => setTimeout(() => frames.push(performance.now() - event.timeStamp)));
    },
    true,
  );
};

const walkIn = async (page: Page, size: number): Promise<Figure[]> => {
  await page.keyboard.press('Control+Home');
  await page.waitForTimeout(REST_MS);
  await page.evaluate(watchWalk);
  for (let press = 0; press < PRESSES; press++) {
    await page.keyboard.press('ArrowDown');
    await page.waitForTimeout(REPEAT_MS);
  }
  const endedMs = Date.now();
  const name = await page.locator('[data-task][aria-selected="true"] [data-column="name"]').textContent();
  await page
    .locator('aside h2')
    .filter({ hasText: name ?? '' })
    .first()
    .waitFor({ state: 'attached' });
  const followedMs = Date.now() - endedMs;
  const frames = await page.evaluate(() => window.benchWalk!);
  return [
    figure(`arrow key with the panel open, to its frame, ${size} tasks`, 'ms', frames),
    figure(`the panel tells the row at the end of the walk, ${size} tasks`, 'ms', [followedMs]),
  ];
};

const measure = async ({ folder, isQuick, sizes, note }: Settings) => {
  const executablePath = await findBrowser();
  if (executablePath === null) return { skipped: 'no Chromium, Chrome or Edge was found and none could be fetched' };
  await buildIfStale(root, 'renderer');
  const browser = await chromium.launch({ executablePath });
  try {
    const figures: Figure[] = [];
    for (const size of sizes ?? (isQuick ? [1000] : [1000, 10_000, 50_000])) {
      note(`walk through ${nameOf(size)}`);
      const data = await seedData(folder, `walk-${size}`, [size], 'projects');
      const host = await startHost(data);
      const page = await newTab(browser);
      await show(page, host.address);
      await page.keyboard.press('Escape');
      await openIn(page, size);
      figures.push(...(await walkIn(page, size)));
      await page.context().close();
      await end(host);
    }
    return { figures };
  } finally {
    await browser.close();
  }
};

/** Walking through the rows of plans of several sizes by arrow key, while the panel explains the row at hand. */
export const walkBench: Part = { name: 'walk', measure };
