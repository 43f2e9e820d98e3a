import type { Browser } from '@playwright/test';
import { type Figure, figure, percentile } from '../figures.ts';
import { openChart, type Served, spentIn } from './chart-pages.ts';

const ROWS = 10_000;
const MOVES = 90;

/** Drags the task that 2,000 others follow, for as many moves, and gives how long frames took and how much of it was script. */
const dragOnce = async (browser: Browser, served: Served): Promise<{ frames: readonly number[]; scriptMs: number }> => {
  const page = await browser.newPage({ viewport: { width: 1400, height: 800 }, locale: 'da-DK' });
  try {
    const session = await openChart(page, served, 'udbudsplan');
    await page.evaluate((address) => window.chartPage!.take(address), `/plan/${ROWS}/fan`);
    await page.evaluate(() => window.chartPage!.show());
    await page.evaluate(() => window.chartPage!.goTo(0));
    const canvas = (await page.locator('[data-testid=time-line] canvas').boundingBox())!;
    const middle = await page.evaluate(() => window.chartPage!.barOf(1));
    const y = canvas.y + 44 + 28 * 1.5;
    await page.mouse.move(canvas.x + middle, y);
    await page.mouse.down();
    await page.mouse.move(canvas.x + middle + 8, y);
    await page.waitForSelector('[data-testid=drag-preview]');
    for (let at = 0; at < 10; at++) await page.mouse.move(canvas.x + middle + 8 + at * 4, y);
    await page.evaluate(() => window.chartPage!.watchFrames());
    const before = await spentIn(session);
    for (let at = 0; at < MOVES; at++) await page.mouse.move(canvas.x + middle + 50 + at * 4, y);
    const after = await spentIn(session);
    const frames = await page.evaluate(() => window.chartPage!.watchedFrames());
    const spent = after.scriptMs + after.layoutMs - before.scriptMs - before.layoutMs;
    // A drag that had stopped looking ahead would be quick and worth nothing.
    const told = await page.getByTestId('drag-preview').textContent();
    if (!/[12][.\s]?\d{3} opgaver/.test(told ?? '')) throw new Error(`the drag tells of no successors: ${told}`);
    await page.keyboard.press('Escape');
    return { frames, scriptMs: spent / Math.min(MOVES, frames.length) };
  } finally {
    await page.context().close();
  }
};

/** What it takes to show, while a bar is dragged, what would follow. */
export const dragIn = async (browser: Browser, served: Served, runs: number): Promise<Figure[]> => {
  const drags = [];
  for (let run = 0; run < runs; run++) drags.push(await dragOnce(browser, served));
  const mean = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0) / values.length;
  const says = (what: string): string => `drag in ${ROWS} rows with 2,000 successors: ${what}`;
  return [
    figure(
      says('mean frame'),
      'ms',
      drags.map(({ frames }) => mean(frames)),
      { below: 17, of: 'median' },
    ),
    figure(
      says('p95'),
      'ms',
      drags.map(({ frames }) => percentile(frames, 95)),
    ),
    figure(
      says('script and layout a frame'),
      'ms',
      drags.map(({ scriptMs }) => scriptMs),
      { below: 8, of: 'median' },
    ),
  ];
};
