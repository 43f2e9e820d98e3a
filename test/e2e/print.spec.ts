/** The print dialog: what is looked at is what comes out, in every form, by keyboard and by mouse. */
import { execFileSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import type { Locator, Page } from '@playwright/test';
import { violationsOn } from './axe.ts';
import { type App, expect, test } from './host.ts';

const LOGO =
  '<svg xmlns="http://www.w3.org/2000/svg" width="30" height="10"><rect width="30" height="10" fill="#0b5cad"/></svg>';

const openPrint = async ({ page }: App): Promise<Locator> => {
  await page.getByRole('button', { name: /^(Åbn eksemplet|Open the example)$/ }).press('Enter');
  await expect(page.getByRole('treegrid')).toBeVisible();
  await page.keyboard.press('Control+p');
  const dialog = page.getByRole('dialog');
  await expect(dialog.locator('canvas[data-painted]')).toBeVisible();
  return dialog;
};

const choose = async (page: Page, field: Locator, option: string): Promise<void> => {
  await field.click();
  await page.getByRole('option', { name: option, exact: true }).click();
};

/** Which page is looked at, of how many. */
const position = (dialog: Locator): Locator => dialog.getByRole('status');

const pagesTold = async (dialog: Locator): Promise<number> =>
  Number(/(\d+)$/.exec((await position(dialog).textContent()) ?? '')?.[1]);

/** The text of a PDF page by page; null where the tool is not installed. */
const pagesOf = (path: string): string[] | null => {
  try {
    return execFileSync('pdftotext', ['-layout', path, '-'], { encoding: 'utf8' }).split('\f').slice(0, -1);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT' && !process.env.CI) return null;
    throw error;
  }
};

test('pages are looked at before they are saved, and come out as they were', async ({ app }, info) => {
  const { page } = app;
  const dialog = await openPrint(app);
  const view = dialog.getByRole('img', { name: /^Side 1 af \d+\. Gantt-diagram/ });
  await expect(view).toBeVisible();
  const pages = await pagesTold(dialog);
  expect(pages).toBeGreaterThan(1);

  await dialog.getByRole('button', { name: 'Næste side' }).press('Enter');
  await expect(position(dialog)).toHaveText(`Side 2 af ${pages}`);
  await dialog.getByRole('img', { name: /^Side 2/ }).press('PageUp');
  await expect(position(dialog)).toHaveText(`Side 1 af ${pages}`);
  await view.press('+');
  await expect(dialog.getByRole('button', { name: 'Hele siden' })).toBeEnabled();
  await view.press('0');
  await expect(dialog.getByRole('button', { name: 'Hele siden' })).toBeDisabled();
  const thumbs = dialog.getByRole('navigation', { name: 'Sider' });
  await thumbs.getByRole('button', { name: 'Side 1', exact: true }).press('ArrowDown');
  await expect(thumbs.getByRole('button', { name: 'Side 2', exact: true })).toBeFocused();

  const rows = dialog.getByRole('combobox', { name: 'Rækker og kolonner' });
  await dialog.getByText('Stående', { exact: true }).click();
  await expect.poll(() => pagesTold(dialog)).not.toBe(pages);
  await dialog.getByText('Valgte kolonner').click();
  await dialog.getByLabel('Varighed', { exact: true }).uncheck();
  await dialog.getByText('Fra – til').click();
  await dialog.getByLabel('Fra', { exact: true }).fill('1/1/2027');
  await dialog.getByLabel('Til', { exact: true }).fill('1/1/2026');
  await dialog.getByLabel('Til', { exact: true }).press('Tab');
  await expect(dialog.getByText('Til kan ikke ligge før fra.')).toBeVisible();
  await dialog.getByLabel('Til', { exact: true }).fill('31/12/2027');
  await dialog.getByLabel('Til', { exact: true }).press('Tab');
  await expect(dialog.getByText('Til kan ikke ligge før fra.')).toBeHidden();
  await choose(page, rows, 'Alle rækker');

  await dialog.getByLabel('Revision').fill('2.1');
  await dialog.getByLabel('Revision').press('Enter');
  await choose(page, dialog.getByRole('combobox', { name: 'Status' }), 'Til behandling');
  const logo = info.outputPath('logo.svg');
  writeFileSync(logo, LOGO);
  await app.host.willChoose(logo);
  await dialog.getByRole('button', { name: 'Vælg logo …' }).press('Enter');
  await expect(dialog.getByRole('img', { name: 'Logo' })).toBeVisible();
  expect(await violationsOn(page)).toEqual([]);

  const shown = await pagesTold(dialog);
  const pdf = await app.host.savedBy(() => dialog.getByRole('button', { name: 'Gem PDF' }).press('Enter'));
  await expect(page.getByText(/er gemt \(\d+ sider?\)/)).toBeVisible();
  expect(readFileSync(pdf).toString('latin1')).toContain('/Subtype /Image');
  const texts = pagesOf(pdf);
  if (texts === null) return;
  expect(texts).toHaveLength(shown);
  texts.forEach((text, at) => {
    expect(text).toContain(`side ${at + 1} af ${shown}`);
    expect(text).toContain('Til behandling');
    expect(text).not.toContain('Varighed');
  });
});

test('a wall of sheets, a page for the steering group and pictures are saved; choices are remembered', {
  tag: '@electron',
}, async ({ app }) => {
  const { page } = app;
  let dialog = await openPrint(app);
  const setup = (): Locator => dialog.getByRole('combobox', { name: 'Opsætning' });
  await choose(page, setup(), 'Væg af A4-ark til at lime sammen');
  await expect.poll(() => pagesTold(dialog)).toBeGreaterThan(4);
  const wall = await app.host.savedBy(() => dialog.getByRole('button', { name: 'Gem PDF' }).press('Enter'));
  expect(pagesOf(wall)?.[0] ?? 'Ark A1').toContain('Ark A1');
  await expect(page.getByRole('treegrid')).toBeFocused();

  await app.restart();
  const again = app.page;
  await expect(again.getByRole('treegrid')).toBeVisible();
  await again.keyboard.press('Control+p');
  dialog = again.getByRole('dialog');
  await expect(setup()).toHaveValue('Væg af A4-ark til at lime sammen');
  // What has changed is printed as a list, with a setup of one's own that is kept for all plans.
  await choose(again, dialog.getByRole('combobox', { name: 'Hvad' }), 'Ændringer');
  await dialog.getByRole('button', { name: 'Gem opsætningen under et navn' }).press('Enter');
  await expect(dialog.locator('input:focus')).toHaveAccessibleName('Opsætningens navn');
  await again.keyboard.type('Ændringslisten');
  await again.keyboard.press('Enter');
  await expect(setup()).toHaveValue('Ændringslisten');
  await expect(setup()).toBeFocused();
  expect(await violationsOn(again)).toEqual([]);
  const list = await app.host.savedBy(() => dialog.getByRole('button', { name: 'Gem PDF' }).press('Enter'));
  expect(pagesOf(list)?.[0] ?? 'planen har ingen baseline').toContain('planen har ingen baseline');
  await again.keyboard.press('Control+p');
  dialog = again.getByRole('dialog');
  await dialog.getByRole('button', { name: 'Fjern opsætningen »Ændringslisten«' }).press('Enter');
  await expect(setup()).toHaveValue('');
  await choose(again, setup(), 'Styregruppe: plan på en side');
  await expect(position(dialog)).toHaveText('Side 1 af 1');
  await dialog.getByText('SVG', { exact: true }).click();
  const svg = await app.host.savedBy(() => dialog.getByRole('button', { name: 'Gem SVG' }).press('Enter'));
  expect(readFileSync(svg, 'utf8')).toContain('Plan på en side');

  await again.keyboard.press('Control+p');
  dialog = again.getByRole('dialog');
  await dialog.getByText('PNG', { exact: true }).click();
  await dialog.getByLabel('Punkter pr. tomme').fill('40');
  const png = await app.host.savedBy(() => dialog.getByRole('button', { name: 'Gem PNG' }).press('Enter'));
  expect(readFileSync(png).subarray(1, 4).toString()).toBe('PNG');
  expect(readFileSync(png).readUInt32BE(16)).toBe(661);
});

test('printing speaks English, of chosen rows and of a filter', { tag: '@browser' }, async ({ app }) => {
  const { page } = app;
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
  await page.getByRole('contentinfo').getByRole('button', { name: 'Dansk' }).press('Enter');
  const dialog = await openPrint(app);
  await expect(dialog.getByRole('img', { name: /^Page 1 of \d+\./ })).toBeVisible();
  await dialog.getByText('Black and white').click();
  expect(await violationsOn(page)).toEqual([]);
  const pdf = await app.host.savedBy(() => dialog.getByRole('button', { name: 'Save PDF' }).press('Enter'));
  const texts = pagesOf(pdf);
  if (texts !== null) expect(texts.at(-1)).toContain(`page ${texts.length} of ${texts.length}`);

  // Only the selected rows; then only what a filter lets through, unfolded.
  const svgOf = async (rows: string): Promise<string> => {
    await page.keyboard.press('Control+p');
    await expect(dialog.locator('canvas[data-painted]')).toBeVisible();
    await choose(page, dialog.getByRole('combobox', { name: 'Rows and columns' }), rows);
    await dialog.getByText('SVG', { exact: true }).click();
    return readFileSync(
      await app.host.savedBy(() => dialog.getByRole('button', { name: 'Save SVG' }).press('Enter')),
      'utf8',
    );
  };
  await page.keyboard.press('Control+Home');
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Shift+ArrowDown');
  const selected = await svgOf('Selected rows');
  for (const number of ['1.1', '1.2']) expect(selected).toContain(`>${number}<`);
  expect(selected).not.toContain('>1.3<');
  await page.keyboard.press('Control+Shift+l');
  await page.getByRole('checkbox', { name: 'Milestones' }).check();
  await page.keyboard.press('Escape');
  const filtered = await svgOf('Filtered rows, unfolded');
  expect(filtered).toContain('>1.5<');
  expect(filtered).not.toContain('>1.3<');
});
