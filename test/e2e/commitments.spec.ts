/** Who takes part: answers by keyboard and from lists, thresholds, the map, rollout and stakeholders, in both languages. */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { violationsOn } from './axe.ts';
import { type App, expect, test } from './host.ts';

const openCommitments = async ({ page }: App) => {
  await page.getByRole('button', { name: 'Åbn eksemplet' }).press('Enter');
  await expect(page.getByRole('treegrid')).toBeVisible();
  await page.keyboard.press('Alt+Shift+1');
  await page.getByRole('button', { name: 'Begynd med de 98 kommuner' }).press('Enter');
  const grid = page.getByRole('grid', { name: 'Svar pr. kommune' });
  await expect(grid).toBeVisible();
  return grid;
};

/** Pastes into the element with the focus as the keys do, with this on the clipboard: what a spreadsheet puts there. */
const pasteBlock = (page: Page, text: string): Promise<void> =>
  page.evaluate((pasted) => {
    const data = new DataTransfer();
    data.setData('text/plain', pasted);
    const event = new ClipboardEvent('paste', { clipboardData: data, bubbles: true, cancelable: true });
    document.activeElement!.dispatchEvent(event);
  }, text);

/** What the element with the focus puts on the clipboard. */
const copiedBlock = (page: Page): Promise<string> =>
  page.evaluate(() => {
    const data = new DataTransfer();
    const event = new ClipboardEvent('copy', { clipboardData: data, bubbles: true, cancelable: true });
    document.activeElement!.dispatchEvent(event);
    return data.getData('text/plain');
  });

const runByName = async (page: Page, name: string): Promise<void> => {
  await page.keyboard.press('Control+k');
  await page.keyboard.type(name);
  await page.keyboard.press('Enter');
};

test('answers of many are recorded by keyboard as one step, on table and map, and the threshold follows', {
  tag: '@browser',
}, async ({ app }) => {
  const { page } = app;
  const grid = await openCommitments(app);
  const joined = page.getByRole('button', { name: 'Tilslutning 0/98' }).or(page.getByText('0/98', { exact: true }));
  await expect(joined.first()).toBeVisible();
  await grid.focus();
  await page.keyboard.press('Home');
  for (let i = 1; i < 49; i++) await page.keyboard.press('Shift+ArrowDown');
  await expect(page.getByRole('heading', { name: '49 valgt' })).toBeVisible();
  await page.keyboard.press('Enter');
  const status = page.getByRole('region', { name: 'Svar' }).getByLabel('Status');
  await expect(status).toBeFocused();
  await page.keyboard.press('Enter');
  await page.getByRole('option', { name: 'Tilsluttet, bindende' }).last().click();
  await expect(page.getByText('49/98', { exact: true })).toBeVisible();
  await expect(page.getByText('nået', { exact: true }).first()).toBeVisible();
  expect(await violationsOn(page)).toEqual([]);
  // One step back takes all 49 with it.
  await grid.focus();
  await page.keyboard.press('Control+z');
  await expect(page.getByText('0/98', { exact: true })).toBeVisible();
  await page.keyboard.press('Control+y');
  await expect(page.getByText('49/98', { exact: true })).toBeVisible();

  const map = page.getByRole('listbox', { name: /^Kort over kommunernes svar/ });
  await map.focus();
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('ArrowUp');
  await expect(map.getByRole('option', { selected: true })).toHaveCount(1);
  await page.keyboard.press('Enter');
  await expect(status).toBeFocused();

  for (const tab of ['Alle runder', 'Tærskler', 'Dækning', 'Svarkurve']) {
    await page.getByText(tab, { exact: true }).click();
    await expect(page.getByRole('radio', { name: tab })).toBeChecked();
    expect(await violationsOn(page), tab).toEqual([]);
  }
});

test('a list that came back is told line by line, and taken whole or not at all', async ({ app }) => {
  const { page } = app;
  await openCommitments(app);
  const bad = join(app.dataFolder, 'svar med fejl.csv');
  const lines = [
    'Kommunekode;Kommune;Status;Svar afgivet',
    '999;Ukendt;Afslået;1.2.2024',
    '101;København;Måske;',
    '461;Odense;Afslået;1.2.2024',
  ];
  writeFileSync(bad, `${lines.join('\r\n')}\r\n`);
  await app.host.willChoose(bad);
  const read = page.getByRole('button', { name: 'Indlæs liste' });
  await read.press('Enter');
  const dialog = page.getByRole('dialog');
  await expect(dialog.getByText('2 linjer har fejl.', { exact: false })).toBeVisible();
  await expect(dialog.getByText('Kommunekoden 999 findes ikke.')).toBeVisible();
  await expect(dialog.getByText('»Måske« er ingen status.')).toBeVisible();
  await expect(dialog.getByRole('button', { name: 'Tag svarene over' })).toBeDisabled();
  expect(await violationsOn(page)).toEqual([]);
  await page.keyboard.press('Escape');
  await expect(page.getByText('0/98', { exact: true })).toBeVisible();

  const good = join(app.dataFolder, 'svar.csv');
  // As a Danish spreadsheet writes it: Windows-1252.
  writeFileSync(
    good,
    Buffer.from('Kommune;Status;Dato\r\nKøbenhavn;Tilsluttet, bindende;2.2.2024\r\nLæsø;Afslået;\r\n', 'latin1'),
  );
  await app.host.willChoose(good);
  await read.press('Enter');
  await expect(dialog.getByText('2 svar er klar', { exact: false })).toBeVisible();
  await dialog.getByRole('button', { name: 'Tag svarene over' }).press('Enter');
  await expect(page.getByText('1/98', { exact: true })).toBeVisible();
  await expect(page.getByText('632.340', { exact: true }).first()).toBeVisible();
  const file = await app.host.savedBy(() => page.getByRole('button', { name: 'Excel' }).click());
  expect(readFileSync(file).subarray(0, 2).toString()).toBe('PK');

  // A block from a spreadsheet: a faulty line keeps all of it out, a whole one is taken with one key.
  const grid = page.getByRole('grid', { name: 'Svar pr. kommune' });
  await grid.focus();
  await pasteBlock(page, 'Kommune\tStatus\r\nÅrhus\tAfslået\r\nAtlantis\tAfslået\r\n');
  await expect(dialog.getByText('Ingen kommune hedder »Atlantis«.')).toBeVisible();
  await expect(dialog.getByRole('button', { name: 'Tag svarene over' })).toBeDisabled();
  await page.keyboard.press('Escape');
  await expect(dialog).toBeHidden();
  await grid.focus();
  await pasteBlock(
    page,
    'Kommune\tStatus\tSvaret\tBemærkning\r\nÅrhus\tTilsluttet, bindende\t3.2.2024\t"Byråd\n27.2., ""ja"""\r\nOdense\tAfslået\t\t\r\n',
  );
  await expect(dialog.getByText('2 svar er klar', { exact: false })).toBeVisible();
  await page.keyboard.press('Enter');
  await expect(page.getByText('2/98', { exact: true })).toBeVisible();
  await expect(grid.getByRole('row', { name: /^Aarhus Tilsluttet, bindende/ })).toContainText('Byråd 27.2., "ja"');
  // What the table itself puts on the clipboard says nothing new when it comes back.
  await grid.focus();
  await pasteBlock(page, await copiedBlock(page));
  await expect(dialog.getByText('Alle svar er der i forvejen.')).toBeVisible();
  await page.keyboard.press('Escape');

  // The filter knows both spellings, and the keys walk through what is left.
  await page.getByLabel('Søg kommune').fill('år');
  await expect(page.getByText('3 vist', { exact: true })).toBeVisible();
  await grid.focus();
  await page.keyboard.press('End');
  await expect(page.getByRole('heading', { level: 2, name: 'Aarhus' })).toBeVisible();
});

test('rollout and stakeholders, in English and in the dark', { tag: '@electron' }, async ({ app }) => {
  const { page } = app;
  const grid = await openCommitments(app);
  await grid.focus();
  await page.keyboard.press('Home');
  await page.keyboard.press('Shift+ArrowDown');
  await expect(page.getByRole('heading', { name: '2 valgt' })).toBeVisible();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('region', { name: 'Svar' }).getByLabel('Status')).toBeFocused();
  await page.keyboard.press('Enter');
  await page.getByRole('option', { name: 'Tilsluttet, bindende' }).last().click();
  await expect(page.getByText('2/98', { exact: true })).toBeVisible();
  await runByName(page, 'mørkt');
  await runByName(page, 'english');
  await expect(page.getByRole('grid', { name: 'Answers by municipality' })).toBeVisible();
  expect(await violationsOn(page)).toEqual([]);

  await page.getByRole('button', { name: 'Rounds' }).press('Enter');
  await page.getByRole('button', { name: 'Add module' }).press('Enter');
  await expect(page.locator('input:focus')).toHaveValue('New module');
  await page.keyboard.type('School');
  await page.keyboard.press('Enter');
  await page.keyboard.press('Escape');
  await expect(page.getByRole('dialog')).toBeHidden();

  await page.keyboard.press('Alt+Shift+2');
  await expect(page.getByRole('heading', { level: 1, name: 'Rollout' })).toBeVisible();
  await page.getByRole('button', { name: 'Add wave' }).press('Enter');
  await expect(page.getByLabel('Name').first()).toBeFocused();
  // What is wrong with several is told once, says who they are, and leads to them.
  await expect(page.getByText('2 municipalities have joined but are in no wave.')).toBeVisible();
  await page.getByText('Who (2)').press('Enter');
  await expect(page.getByRole('listitem').filter({ hasText: 'Albertslund' })).toBeVisible();
  await page.getByLabel('Find municipality').fill('nobody');
  await expect(page.getByText('0 shown', { exact: true })).toBeVisible();
  await page.getByRole('button', { name: 'Show in the rollout' }).press('Enter');
  await expect(page.getByText('2 shown', { exact: true })).toBeInViewport();
  await page.getByRole('button', { name: 'Show all again' }).press('Enter');
  const goLive = page.getByLabel('Go-live', { exact: true }).first();
  await goLive.fill('1.4.2028');
  await goLive.press('Enter');
  await expect(page.getByText('1 Jul 2027').first()).toBeVisible();
  await page.getByRole('checkbox', { name: 'Choose all' }).press('Space');
  const wave = page.getByRole('region', { name: 'Go-live' }).getByLabel('Wave');
  await wave.press('ArrowDown');
  await page.getByRole('option', { name: 'Wave 1' }).last().click();
  await expect(page.getByText('0/2', { exact: true })).toBeVisible();
  // Through time by keyboard: on the last day both are live, the day before none.
  const slider = page.getByRole('slider');
  const standing = (words: string) => page.getByRole('listitem').filter({ hasText: words });
  await slider.press('End');
  await expect(slider).toHaveAttribute('aria-valuetext', /1 Apr 2028/);
  await expect(standing('live').first()).toHaveText(/live 2/);
  await slider.press('ArrowLeft');
  await expect(standing('coming')).toHaveText(/coming 2/);
  // A module goes its own way in one of them.
  const module = page.getByRole('combobox', { name: 'Module' });
  await module.press('ArrowDown');
  await page.getByRole('option', { name: 'School' }).click();
  await page
    .getByRole('row', { name: /^Albertslund/ })
    .getByRole('checkbox')
    .press('Space');
  await page.getByRole('region', { name: 'Go-live' }).getByLabel('Planned').fill('1.6.2028');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('row', { name: /^Albertslund/ })).toContainText('1 Jun 2028');
  await module.press('ArrowDown');
  await page.getByRole('option', { name: 'School' }).click();
  await expect(page.getByRole('row', { name: /Albertslund.*School/ })).toContainText('1 Jun 2028');
  await page.getByRole('button', { name: 'Make tasks in the plan' }).press('Enter');
  expect(await violationsOn(page)).toEqual([]);
  await page.keyboard.press('Alt+2');
  await runByName(page, 'Albertslund');
  await expect(page.getByRole('treegrid').getByText('Albertslund', { exact: true })).toBeVisible();

  await page.keyboard.press('Alt+Shift+3');
  await page.getByRole('button', { name: 'Add stakeholder' }).press('Enter');
  await expect(page.getByLabel('Name', { exact: true })).toBeFocused();
  await page.keyboard.type('KL');
  await page.keyboard.press('Enter');
  for (const [label, value] of [
    ['Influence (1–5)', '5'],
    ['Interest (1–5)', '4'],
  ] as const) {
    await page.getByLabel(label).fill(value);
    await page.getByLabel(label).press('Tab');
  }

  // When a council meets, for the forecast of its answer.
  await page.getByPlaceholder('Find a municipality').fill('Odense');
  await page.getByRole('option', { name: 'Odense' }).click();
  await page.getByRole('combobox', { name: 'Which of the month' }).click();
  await page.getByRole('option', { name: 'First' }).click();
  await page.getByLabel('Weeks to decide').fill('6');
  await page.getByLabel('Weeks to decide').press('Tab');
  await page.getByLabel('December').click();
  await expect(page.getByText(/^Next meeting: Tue /)).toBeVisible();
  expect(await violationsOn(page)).toEqual([]);

  await page.getByRole('tab', { name: 'Four fields' }).press('Enter');
  await expect(page.getByRole('cell', { name: 'Manage closely' })).toBeVisible();
  expect(await violationsOn(page)).toEqual([]);
  await page.getByRole('tab', { name: 'Who decides what' }).press('Enter');
  const part = page.getByLabel(/^KL at /).first();
  await part.selectOption('accountable');
  await expect(part).toHaveValue('accountable');
  expect(await violationsOn(page)).toEqual([]);
});
