/**
 * Plans travel by mail and through a shared folder between three people, each with a copy of the product of their own, one
 * with a clock two days ahead, one of an older version: they edit apart, take in what the others did, and end with the same
 * plan and with exactly the conflicts that they made.
 */
import { mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Locator, Page } from '@playwright/test';
import { readExchangeFile } from '../../main/exchange/exchange-job.ts';
import { violationsOn } from './axe.ts';
import { launchBrowserHost } from './browser-host.ts';
import { launchElectronHost } from './electron-host.ts';
import { expect, type HostKind, type RunningHost, test } from './host.ts';
import { olderApp } from './older-app.ts';

interface Person {
  readonly kind: HostKind;
  readonly host: RunningHost;
  readonly page: Page;
  readonly folder: string;
}

const CLOCK_AHEAD = join(import.meta.dirname, 'clock-ahead.cjs');

const start = async (
  kind: HostKind,
  problems: string[],
  env: Readonly<Record<string, string>> = {},
  again: { readonly folder?: string; readonly appFolder?: string } = {},
): Promise<Person> => {
  const folder = again.folder ?? mkdtempSync(join(tmpdir(), 'udbudsplan-'));
  const watch = (page: Page): void => void page.on('pageerror', (error) => problems.push(String(error)));
  const launch = kind === 'electron' ? launchElectronHost : launchBrowserHost;
  const { appFolder } = again;
  const host = await launch({ dataFolder: folder, env, watch, ...(appFolder === undefined ? {} : { appFolder }) });
  host.page.setDefaultTimeout(20_000);
  return { kind, host, page: host.page, folder };
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

/** Finds a task by its name, or by the beginning of what is shown, and gives it another. */
const rename = async (page: Page, from: string, to: string, shown = from): Promise<void> => {
  await showPlan(page);
  await page.keyboard.press('Control+k');
  await page.keyboard.type(from);
  await expect(page.getByRole('option').first()).toContainText(from);
  await page.keyboard.press('Enter');
  await expect(rowOf(page, shown)).toBeInViewport();
  // The row may have been in sight before: the keys go to it when the grid has them. (The window of one of several need not be in front.)
  await page.waitForFunction(() => document.activeElement?.role === 'treegrid');
  await page.keyboard.press('F2');
  await expect(page.getByTestId('tree-grid').getByRole('textbox')).toHaveValue(new RegExp(`^${shown}$`));
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

/** Chooses the shared folder in the view, as the host has it: in the system's dialog, or typed. */
const share = async ({ page, host, kind }: Person, path: string): Promise<void> => {
  await page.keyboard.press('Control+Shift+U');
  if (kind === 'electron') {
    await host.willChoose(path);
    await page.getByRole('button', { name: 'Vælg mappe …' }).click();
  } else {
    await page.getByLabel('Sti til mappen').fill(path);
    await page.getByRole('button', { name: 'Brug mappen' }).click();
  }
  await expect(page.getByText('Alt herfra ligger i mappen')).toBeVisible();
  await expect(page.getByText('Forbundet', { exact: true })).toBeVisible();
};

/** The window is turned to until something has come of it: what others did is fetched then. */
const turnTo = async ({ page }: Person, until: () => Promise<void>): Promise<void> => {
  await expect(async () => {
    await page.evaluate(() => void window.dispatchEvent(new Event('focus')));
    await until();
  }).toPass({ timeout: 30_000 });
};

const status = ({ page }: Person, name: RegExp): Locator => page.getByRole('contentinfo').getByRole('button', { name });

/** Takes in what the status bar says that others did; gives the text of its preview. */
const takeFromFolder = async (person: Person, news: RegExp): Promise<string> => {
  const { page } = person;
  await turnTo(person, () => expect(status(person, news)).toBeVisible({ timeout: 1_500 }));
  await status(person, news).press('Enter');
  const dialog = page.getByRole('dialog');
  await expect(dialog.getByRole('button', { name: 'Tag imod' })).toBeFocused();
  const told = await dialog.innerText();
  await page.keyboard.press('Enter');
  await expect(dialog.getByText('Taget imod:')).toBeVisible({ timeout: 30_000 });
  await page.keyboard.press('Escape');
  await expect(dialog).toBeHidden();
  return told;
};

/** Takes in, file by file where they come so, until something is true of what the window shows. */
const catchUp = async (person: Person, isThere: () => Promise<boolean>): Promise<void> => {
  const { page } = person;
  await showPlan(page);
  // Only rows in sight are there to be seen; what was added stands at the end.
  await page.getByTestId('tree-grid').click({ position: { x: 160, y: 90 } });
  await page.keyboard.press('Control+End');
  await expect(async () => {
    await page.evaluate(() => void window.dispatchEvent(new Event('focus')));
    if (await isThere()) return;
    if (await status(person, / fra /).isVisible()) await takeFromFolder(person, / fra /);
    expect(await isThere()).toBe(true);
  }).toPass({ timeout: 60_000 });
};

const everythingIsOut = async (person: Person): Promise<void> => {
  await person.page.keyboard.press('Control+Shift+U');
  await person.page.getByRole('button', { name: 'Se efter nu' }).click();
  await expect(person.page.getByText('Alt herfra ligger i mappen')).toBeVisible();
};

/** Sets what the older version knows nothing of; no field of a window shows it as quickly. */
const describeStage = (page: Page): Promise<string> =>
  page.evaluate(async () => {
    const call = async (name: string, input: object) =>
      JSON.parse(await window.udbudsplan!.call(name, JSON.stringify(input)));
    const state = await call('app.state', {});
    const projectId = state.value.projects[0].id;
    const open = await call('project.open', { projectId });
    const input = { id: open.value.rows.stage[0].id, cells: { description: 'Kun i den nyere udgave' } };
    return JSON.stringify(await call('command.run', { projectId, commandId: 'stage.update', input }));
  });

interface Sharers {
  readonly kim: Person;
  readonly bo: Person;
  readonly mia: Person;
}

/** The afternoon goes on through a folder; then all is written out and taken in by everybody. */
const byFolder = async ({ kim, bo, mia }: Sharers, path: string): Promise<void> => {
  // Whichever name is shown, and whether undo and redo have settled it before: another name by somebody who has seen both does.
  await rename(kim.page, 'Alfa', 'Alfa aftalt', 'Alfa hos (Kim|Bo).*');
  for (const person of [kim, bo, mia]) await share(person, path);
  await kim.page.keyboard.press('Control+Shift+U');
  await kim.page.getByRole('radio', { name: /med det samme/ }).click();
  await expect(kim.page.getByRole('radio', { name: /med det samme/ })).toBeChecked();
  for (const colorScheme of ['light', 'dark'] as const) {
    await kim.page.emulateMedia({ colorScheme });
    expect(await violationsOn(kim.page)).toEqual([]);
  }
  await kim.page.emulateMedia({ colorScheme: 'light' });

  await addTask(bo.page, 'Gamma');
  await everythingIsOut(bo);
  await showPlan(kim.page);
  await turnTo(kim, () => expect(rowOf(kim.page, 'Gamma')).toBeVisible({ timeout: 1_500 }));
  await catchUp(mia, () => rowOf(mia.page, 'Gamma').isVisible());

  // Apart again: two give the same task a name, and the third goes on while the folder is away.
  await rename(kim.page, 'Gamma', 'Gamma hos Kim');
  await rename(mia.page, 'Gamma', 'Gamma hos Mia');
  if (kim.kind === 'electron') expect(await describeStage(kim.page)).toContain('"ok":true');
  renameSync(path, `${path}-away`);
  await rename(bo.page, 'Ny hos Bo', 'Uden mappe');
  await turnTo(bo, () => expect(status(bo, /ikke forbundet/)).toBeVisible({ timeout: 1_500 }));
  renameSync(`${path}-away`, path);
  for (const person of [kim, mia, bo]) await everythingIsOut(person);

  const told = await takeFromFolder(mia, /konflikt fra/);
  expect(told).toContain('Skal afgøres: 1');
  for (const person of [mia, bo, kim]) {
    await catchUp(
      person,
      async () =>
        (await rowOf(person.page, 'Uden mappe').isVisible()) &&
        (await rowOf(person.page, 'Gamma hos (Kim|Mia).*').isVisible()) &&
        (await status(person, /^1 konflikt$/).isVisible()),
    );
  }
};

test('three people, weeks apart, by mail and by folder: one plan in the end, and the conflicts that they made', async ({
  hostKind,
}) => {
  test.skip(
    hostKind !== 'electron',
    'three desktop apps, one of them of an older version: the browser host has the same service',
  );
  test.setTimeout(240_000);
  const problems: string[] = [];
  const [kim, bo] = await Promise.all([
    start(hostKind, problems),
    start(hostKind, problems, { NODE_OPTIONS: `--require=${CLOCK_AHEAD}` }),
  ]);
  let mia = await start(hostKind, problems);
  let everybody = [kim, bo, mia];
  const shared = mkdtempSync(join(tmpdir(), 'udbudsplan-'));
  const older = hostKind === 'electron' ? olderApp() : null;
  const comeBack = async (appFolder?: string): Promise<void> => {
    await mia.host.close();
    mia = await start(
      hostKind,
      problems,
      {},
      { folder: mia.folder, ...(appFolder === undefined ? {} : { appFolder }) },
    );
    everybody = [kim, bo, mia];
    await expect(mia.page.getByRole('contentinfo')).toContainText('Gemt');
  };
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
    const states = async (): Promise<Set<string>> => {
      const found = new Set<string>();
      for (const person of everybody) found.add(await stateOf(await send(person, /Hele planen/)));
      return found;
    };
    expect((await states()).size).toBe(1);

    if (older !== null) await comeBack(older);
    const path = join(shared, 'Fælles mappe');
    mkdirSync(path);
    await byFolder({ kim, bo, mia }, path);
    // Updated, the older copy shows what it had kept without knowing it.
    if (older !== null) await comeBack();
    expect((await states()).size).toBe(1);
    // That of the folder; those of the mail are settled.
    for (const { page } of everybody) {
      await page.keyboard.press('Alt+Shift+4');
      await expect(page.locator('[data-conflict]')).toHaveCount(1);
    }
    expect(problems).toEqual([]);
  } finally {
    for (const { host } of everybody) await host.close();
    for (const { folder } of [...everybody, { folder: shared }, ...(older === null ? [] : [{ folder: older }])]) {
      rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
    }
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
  await dialog.getByLabel('Kodeord').fill('hemmeligt ord');
  await page.keyboard.press('Enter');
  await expect(dialog.getByText(/intet nyt/)).toBeVisible({ timeout: 40_000 });
  await page.keyboard.press('Escape');
  await expect(dialog).toBeHidden();
});
