import { join } from 'node:path';
import { type CDPSession, chromium, type Page } from '@playwright/test';
import type { Composed } from '../../main/compose.ts';
import { buildIfStale } from '../../scripts/build.ts';
import { findBrowser } from '../../scripts/find-browser.ts';
import { COMMITMENT_STATUSES } from '../../src/model/commitment-schema.ts';
import { end, startHost } from './browser-bench.ts';
import { type Figure, figure, type Part, type Settings, timed } from './figures.ts';
import { answered, composeIn, endService, root } from './scratch-service.ts';

const ROUNDS = 6;
const MODULES = 4;
const PROJECTS = 12;
/** A word of one letter to many municipalities, another of one that few have, and back to all. */
const LETTERS = ['k', 'o', 'Backspace', 'Backspace', 'h', 'o', 'l', 'Backspace', 'Backspace', 'Backspace'] as const;

/** A project with 98 municipalities that have answered 6 rounds for each of 4 modules. Gives its id and a round's. */
const seedProject = async ({ service }: Composed, name: string) => {
  const { projectId } = answered(await service.call('project.create', { template: 'kombit-7', name }));
  const run = async (commandId: string, input: unknown) =>
    answered(await service.call('command.run', { projectId, commandId, input }));
  const rounds = Array.from({ length: ROUNDS }, (_, i) => ({ name: `Runde ${i + 1}`, kind: 'binding' }));
  await run('commitment.begin', { rounds, threshold: 'Halvdelen' });
  for (let i = 0; i < MODULES; i++) await run('module.add', { cells: { name: `Modul ${i + 1}`, order: `a${i}` } });
  const { rows } = answered(await service.call('project.open', { projectId }));
  const municipalities = rows.participant.map(({ id }) => id);
  for (const [r, round] of rows.round.entries())
    await run('commitment.record', {
      answers: rows.module.flatMap((module, m) =>
        municipalities.map((participantId, i) => ({
          roundId: round.id,
          moduleId: module.id,
          participantId,
          cells: {
            answer: { status: COMMITMENT_STATUSES[(i + 3 * m + 5 * r) % COMMITMENT_STATUSES.length], day: 20_000 + i },
            remark: `Byråd ${i}`,
          },
        })),
      ),
    });
  return { projectId, roundId: rows.round[0]!.id, municipalities };
};

const commits = async (
  { service }: Composed,
  { projectId, roundId, municipalities }: Awaited<ReturnType<typeof seedProject>>,
  runs: number,
): Promise<Figure[]> => {
  const bulk = await timed(runs, async (i) => {
    const status = i % 2 === 0 ? 'joined' : 'declined';
    const cells = { answer: { status, day: 20_100 + i } };
    const input = { roundId, participantIds: municipalities, cells };
    answered(await service.call('command.run', { projectId, commandId: 'commitment.set', input }));
  });
  const undo = await timed(runs, async () => answered(await service.call('history.undo', { projectId })));
  return [
    figure('an answer of 98 municipalities, committed', 'ms', bulk, { below: 100, of: 'p95' }),
    figure('undo of it', 'ms', undo),
  ];
};

/** What the page's thread has done so far, in milliseconds: its script, or all of its tasks. */
const spentMs = async (session: CDPSession, what: 'ScriptDuration' | 'TaskDuration'): Promise<number> => {
  const { metrics } = await session.send('Performance.getMetrics');
  return (metrics.find(({ name }) => name === what)?.value ?? 0) * 1000;
};

/** Counts processor time of the page's thread: what other programs do meanwhile does not enter. */
const counterOn = async (page: Page): Promise<CDPSession> => {
  const session = await page.context().newCDPSession(page);
  await session.send('Performance.enable', { timeDomain: 'threadTicks' });
  return session;
};

const twoFrames = (page: Page): Promise<void> =>
  page.evaluate(() => new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(() => resolve()))));

/** Script of each of so many steps, which each give one frame. */
const scriptOf = async (page: Page, runs: number, step: (run: number) => Promise<void>): Promise<number[]> => {
  const session = await counterOn(page);
  const times: number[] = [];
  for (let run = -3; run < runs; run++) {
    const before = await spentMs(session, 'ScriptDuration');
    await step(run);
    await twoFrames(page);
    if (run >= 0) times.push((await spentMs(session, 'ScriptDuration')) - before);
  }
  return times;
};

/** From a frame's beginning until all areas of the map, whose looks have changed, are laid out and painted. */
const repaintMap = (page: Page): Promise<number> =>
  page.evaluate(
    () =>
      new Promise<number>((resolve) => {
        const areas = [...document.querySelectorAll('path[data-code]')];
        requestAnimationFrame(() => {
          const before = performance.now();
          for (const area of areas)
            area.setAttribute(
              'fill',
              area.getAttribute('fill') === 'url(#up-status-joined)'
                ? 'url(#up-status-declined)'
                : 'url(#up-status-joined)',
            );
          const { port1, port2 } = new MessageChannel();
          port1.onmessage = () => resolve(performance.now() - before);
          port2.postMessage(null);
        });
      }),
  );

const windowFigures = async (folder: string, executablePath: string, isQuick: boolean): Promise<Figure[]> => {
  const host = await startHost(folder);
  const browser = await chromium.launch({ executablePath });
  try {
    const page = await browser.newPage({ viewport: { width: 1440, height: 900 }, locale: 'da-DK' });
    await page.goto(host.address);
    await page.getByText(`Projekt ${PROJECTS}`, { exact: true }).first().click();
    await page.waitForSelector('[role="treegrid"]');
    await page.keyboard.press('Alt+Shift+1');
    const grid = page.getByRole('grid', { name: 'Svar pr. kommune' });
    await grid.waitFor();
    const runs = isQuick ? 5 : 40;
    const scroll = async (run: number) => {
      await page.getByRole('grid').evaluate(
        (element, top) => {
          element.scrollTop = top;
        },
        (Math.abs(run) % 20) * 90,
      );
    };
    const search = page.getByLabel('Søg kommune');
    // Typed as a person does, key by key: filling the field would count the script of the test driver too.
    const filter = async (run: number) => page.keyboard.press(LETTERS[(run + LETTERS.length) % LETTERS.length]!);
    const aim = { below: 6, of: 'p95' } as const;
    const figures = [
      figure('table of answers: script of a frame while it scrolls', 'ms', await scriptOf(page, runs, scroll), aim),
    ];
    await search.focus();
    figures.push(
      figure('table of answers: script of a letter in the filter', 'ms', await scriptOf(page, runs, filter), aim),
    );
    await search.fill('');
    await page.getByText('Alle runder', { exact: true }).click();
    await page.getByRole('grid', { name: 'Svar i alle runder' }).waitFor();
    figures.push(
      figure(
        'table of 24 rounds and modules: script of a frame while it scrolls',
        'ms',
        await scriptOf(page, runs, scroll),
        aim,
      ),
    );
    await search.focus();
    figures.push(
      figure(
        'table of 24 rounds and modules: script of a letter in the filter',
        'ms',
        await scriptOf(page, runs, filter),
        aim,
      ),
    );
    const session = await counterOn(page);
    const repaints: number[] = [];
    const spent: number[] = [];
    for (let i = 0; i < runs; i++) {
      const before = await spentMs(session, 'TaskDuration');
      repaints.push(await repaintMap(page));
      spent.push((await spentMs(session, 'TaskDuration')) - before);
    }
    figures.push(
      figure('map of 98 municipalities painted anew', 'ms', repaints, { below: 10, of: 'median' }),
      figure("of it: processor time of the page's thread", 'ms', spent),
    );
    return figures;
  } finally {
    await browser.close();
    await end(host);
  }
};

const measure = async ({ folder, isQuick, note }: Settings) => {
  note(`${PROJECTS} projects with 98 municipalities, ${ROUNDS} rounds and ${MODULES} modules`);
  const data = join(folder, 'commitments');
  const composed = composeIn(data);
  const seeded: Awaited<ReturnType<typeof seedProject>>[] = [];
  for (let i = 1; i <= PROJECTS; i++) seeded.push(await seedProject(composed, `Projekt ${i}`));
  const figures = await commits(composed, seeded[PROJECTS - 1]!, isQuick ? 5 : 30);
  await endService(composed);
  const executablePath = await findBrowser();
  if (!executablePath) return { figures };
  await buildIfStale(root, 'renderer');
  note('the view of commitments');
  return { figures: [...figures, ...(await windowFigures(data, executablePath, isQuick))] };
};

/** What the view of commitments costs in a portfolio of its full size. */
export const commitmentsBench: Part = { name: 'commitments', measure };
