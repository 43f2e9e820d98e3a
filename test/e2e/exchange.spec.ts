/**
 * Plans travel by mail between three people, each with a copy of the product of their own: they edit apart, send files,
 * take them in, and end with the same plan and with exactly the conflicts that they made.
 */
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Locator, Page } from '@playwright/test';
import { readExchangeFile } from '../../main/exchange/exchange-job.ts';
import { violationsOn } from './axe.ts';
import { launchBrowserHost } from './browser-host.ts';
import { launchElectronHost } from './electron-host.ts';
import { expect, type HostKind, type RunningHost, test } from './host.ts';

interface Person {
  readonly host: RunningHost;
  readonly page: Page;
  readonly folder: string;
}

const CLOCK_AHEAD = join(import.meta.dirname, 'clock-ahead.cjs');

const start = async (
  kind: HostKind,
  problems: string[],
  env: Readonly<Record<string, string>> = {},
): Promise<Person> => {
  const folder = mkdtempSync(join(tmpdir(), 'udbudsplan-'));
  const watch = (page: Page): void => void page.on('pageerror', (error) => problems.push(String(error)));
  const launch = kind === 'electron' ? launchElectronHost : launchBrowserHost;
  const host = await launch({ dataFolder: folder, env, watch });
  host.page.setDefaultTimeout(20_000);
  return { host, page: host.page, folder };
};

/** Sends the open project as a file, by the view; gives the file. */
const send = async ({ page, host }: Person, kind: RegExp): Promise<string> => {
  await page.keyboard.press('Control+Shift+U');
  await page.getByRole('radio', { name: kind }).check();
  return host.savedBy(() => page.getByRole('button', { name: 'Lav fil' }).click());
};

/** Takes a file in by the menu's command; gives the text of its preview. */
const receive = async ({ page, host }: Person, file: string): Promise<string> => {
  await host.willChoose(file);
  await page.keyboard.press('Control+o');
  const dialog = page.getByRole('dialog');
  const apply = dialog.getByRole('button', { name: /Tag imod|Notér/ });
  await expect(apply).toBeVisible({ timeout: 30_000 });
  const told = await dialog.innerText();
  await apply.click();
  await expect(dialog.getByText('Taget imod:')).toBeVisible({ timeout: 30_000 });
  await dialog.getByRole('button', { name: 'Se planen' }).click();
  await expect(dialog).toBeHidden();
  return told;
};

const rowOf = (page: Page, name: string): Locator =>
  page
    .getByTestId('tree-grid')
    .locator('[data-task]')
    .filter({ has: page.locator('[data-column="name"]', { hasText: new RegExp(`^${name}$`) }) })
    .first();

const showPlan = async (page: Page): Promise<void> => {
  await page.keyboard.press('Alt+2');
  await expect(page.getByTestId('tree-grid').locator('[data-task]').first()).toBeVisible();
};

/** Finds a task by its name and gives it another. */
const rename = async (page: Page, from: string, to: string): Promise<void> => {
  await showPlan(page);
  await page.keyboard.press('Control+k');
  await page.keyboard.type(from);
  await expect(page.getByRole('option').first()).toContainText(from);
  await page.keyboard.press('Enter');
  await expect(rowOf(page, from)).toBeInViewport();
  await page.keyboard.press('F2');
  await page.keyboard.press('Control+a');
  await page.keyboard.type(to);
  await page.keyboard.press('Enter');
  await expect(rowOf(page, to)).toBeVisible();
};

const addTask = async (page: Page, name: string): Promise<void> => {
  await showPlan(page);
  await page.getByTestId('tree-grid').click({ position: { x: 160, y: 90 } });
  await page.keyboard.press('Control+End');
  await page.keyboard.press('ArrowDown');
  await page.keyboard.type(name);
  await page.keyboard.press('Enter');
  await expect(rowOf(page, name)).toBeVisible();
};

/** Goes from the status bar to what is to be decided, and keeps Mia's name by keyboard. */
const settleBeta = async (page: Page): Promise<void> => {
  await page
    .getByRole('contentinfo')
    .getByRole('button', { name: /konflikt/ })
    .click();
  const card = page.locator('[data-conflict]').filter({ hasText: 'Beta hos Mia' });
  await expect(card).toContainText('Beta hos Kim');
  await expect(card).toContainText('(dig)');
  await expect(card.getByText('Vises nu')).toHaveCount(1);
  await page.getByRole('checkbox', { name: /Kun mine/ }).press('Space');
  await expect(card).toBeVisible();
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme });
    expect(await violationsOn(page)).toEqual([]);
  }
  await page.emulateMedia({ colorScheme: 'light' });
  await card.getByRole('button', { name: 'Behold: Beta hos Mia' }).press('Enter');
  await expect(card).toHaveCount(0);
  await expect(page.locator('body')).not.toBeFocused();
};

const stateOf = async (file: string): Promise<string> => {
  const read = await readExchangeFile(file, { boxSecrets: [] });
  if (!read.ok) throw new Error(JSON.stringify(read.error));
  return read.value.trailer.states[0]!;
};

test('three people, weeks apart, by mail: one plan in the end, and the conflicts that they made', async ({
  hostKind,
}) => {
  test.setTimeout(180_000);
  const problems: string[] = [];
  const [kim, bo] = await Promise.all([
    start(hostKind, problems),
    start(hostKind, problems, { NODE_OPTIONS: `--require=${CLOCK_AHEAD}` }),
  ]);
  const mia = await start(hostKind, problems);
  const everybody = [kim, bo, mia];
  try {
    await kim.page.getByRole('button', { name: /Ét udbud med forhandling/ }).click();
    await kim.page.getByRole('dialog').getByRole('button', { name: 'Opret projekt' }).click();
    await addTask(kim.page, 'Alfa');
    await addTask(kim.page, 'Beta');
    const first = await send(kim, /Hele planen/);
    for (const other of [bo, mia]) expect(await receive(other, first)).toContain('nyt projekt');

    // Everybody works on their own; Kim and Bo give the same task a name, and Mia one of her own.
    await rename(kim.page, 'Alfa', 'Alfa hos Kim');
    await rename(kim.page, 'Beta', 'Beta hos Kim');
    await rename(bo.page, 'Alfa', 'Alfa hos Bo');
    await rename(mia.page, 'Beta', 'Beta hos Mia');
    await addTask(bo.page, 'Ny hos Bo');

    const fromBo = await send(bo, /Hele planen/);
    const told = await receive(kim, fromBo);
    expect(told).toContain('Skal afgøres: 1');
    expect(told).toContain('Ny hos Bo');
    await showPlan(kim.page);
    await expect(rowOf(kim.page, 'Ny hos Bo')).toBeVisible();

    // The import is one step of undo, and comes back with redo.
    await kim.page.keyboard.press('Control+z');
    await expect(rowOf(kim.page, 'Ny hos Bo')).toBeHidden();
    await kim.page.keyboard.press('Control+y');
    await expect(rowOf(kim.page, 'Ny hos Bo')).toBeVisible();

    await receive(kim, await send(mia, /Hele planen/));
    await settleBeta(kim.page);
    const fromKim = await send(kim, /Hele planen/);
    for (const other of [bo, mia]) await receive(other, fromKim);
    // What Kim has settled is settled for everybody.
    for (const { page } of [bo, mia]) {
      await showPlan(page);
      await expect(rowOf(page, 'Beta hos Mia')).toBeVisible();
      await page.keyboard.press('Alt+Shift+4');
      await expect(page.getByRole('heading', { name: 'Konflikter' })).toBeVisible();
      await expect(page.locator('[data-conflict]').filter({ hasText: 'Beta hos Kim' })).toHaveCount(0);
    }
    // Taken in once more, a file changes nothing.
    expect(await receive(mia, fromKim)).toContain('intet nyt');
    const states = [];
    for (const person of everybody) states.push(await stateOf(await send(person, /Hele planen/)));
    expect(new Set(states).size).toBe(1);
    expect(problems).toEqual([]);
  } finally {
    for (const { host } of everybody) await host.close();
    for (const { folder } of everybody) rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
  }
});

test('a file may be dropped on the window, and a locked one asks for its passphrase', async ({ app }) => {
  const { page } = app;
  test.setTimeout(120_000);
  await page.getByRole('button', { name: 'Åbn eksemplet' }).click();
  await expect(page.getByRole('treegrid').first()).toBeVisible();
  await page.keyboard.press('Control+Shift+U');
  await page.getByRole('radio', { name: /Med et kodeord/ }).check();
  await page.getByLabel('Kodeord', { exact: true }).fill('hemmeligt ord');
  const file = await app.host.savedBy(() => page.getByRole('button', { name: 'Lav fil' }).click());
  await expect(page.getByText(/er gemt: .* ændringer/)).toBeVisible();
  const content = readFileSync(file).toString('base64');
  await page.evaluate((base64) => {
    const bytes = Uint8Array.from(atob(base64), (character) => character.charCodeAt(0));
    const data = new DataTransfer();
    data.items.add(new File([bytes], 'plan.udbudsplan'));
    for (const type of ['dragover', 'drop']) {
      window.dispatchEvent(new DragEvent(type, { dataTransfer: data, bubbles: true, cancelable: true }));
    }
  }, content);
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('Kodeord').fill('forkert');
  await page.keyboard.press('Enter');
  await expect(dialog.getByText('Kodeordet passer ikke til filen.')).toBeVisible({ timeout: 40_000 });
  expect(await violationsOn(page)).toEqual([]);
  await dialog.getByLabel('Kodeord').fill('hemmeligt ord');
  await page.keyboard.press('Enter');
  await expect(dialog.getByText(/intet nyt/)).toBeVisible({ timeout: 40_000 });
  expect(await violationsOn(page)).toEqual([]);
  await page.keyboard.press('Escape');
  await expect(dialog).toBeHidden();
});
