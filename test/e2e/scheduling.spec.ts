import type { Locator, Page } from '@playwright/test';
import { type App, expect, test } from './host.ts';

const grid = (page: Page): Locator => page.getByTestId('tree-grid');
const rowOf = (page: Page, name: string): Locator =>
  grid(page)
    .locator('[data-task]')
    .filter({ has: page.locator('[data-column="name"]', { hasText: new RegExp(`^${name}$`) }) });
const cellOf = (page: Page, name: string, column: string): Locator =>
  rowOf(page, name).locator(`[data-column="${column}"]`);

/** The plan of a plain tender with one task more, which is chosen. */
const openWithTask = async ({ page }: App, name: string): Promise<void> => {
  await page.getByRole('button', { name: /Ét udbud med forhandling/ }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Opret projekt' }).click();
  await expect(grid(page)).toBeFocused();
  await page.keyboard.press('Control+End');
  await page.keyboard.press('ArrowDown');
  await page.keyboard.type(name);
  await page.keyboard.press('Enter');
  await cellOf(page, name, 'name').click();
  await page.keyboard.type(name);
  await page.keyboard.press('Enter');
  await cellOf(page, name, 'duration').click();
  await page.keyboard.type('10');
  await page.keyboard.press('Enter');
  await expect(cellOf(page, name, 'duration')).toHaveText('10d');
  await cellOf(page, name, 'start').click();
  await page.keyboard.type('4.1.2027');
  await page.keyboard.press('Enter');
  await expect(cellOf(page, name, 'finish')).toHaveText('15.1.27');
  await cellOf(page, name, 'name').click();
};

const undo = (page: Page): Promise<void> => page.keyboard.press('Control+z');

test('what has happened to a task, its interruptions and whether it counts are told in the panel, and undone', {
  tag: '@electron',
}, async ({ app }) => {
  await openWithTask(app, 'Opgave');
  const { page } = app;
  const panel = page.getByRole('complementary');

  await panel.getByRole('button', { name: 'Tilføj afbrydelse' }).click();
  // Half way a day's rest: what follows ends a day later.
  await expect(cellOf(page, 'Opgave', 'finish')).toHaveText('18.1.27');
  const rest = panel.getByLabel('Længde af afbrydelse 1', { exact: true });
  await rest.fill('5d');
  await rest.press('Enter');
  await expect(cellOf(page, 'Opgave', 'finish')).toHaveText('22.1.27');
  await panel.getByRole('button', { name: 'Fjern afbrydelse 1' }).click();
  await expect(cellOf(page, 'Opgave', 'finish')).toHaveText('15.1.27');

  const begun = panel.getByLabel('Faktisk start', { exact: true });
  await begun.fill('6.1.2027');
  await begun.press('Enter');
  await expect(cellOf(page, 'Opgave', 'start')).toHaveText('6.1.27');
  const left = panel.getByLabel('Resterende varighed', { exact: true });
  await left.fill('2d');
  await left.press('Enter');
  await expect(left).toHaveValue('2d');

  const inactive = panel.getByRole('checkbox', { name: /Slået fra/ });
  await inactive.click();
  await expect(inactive).toBeChecked();
  await grid(page).focus();
  await undo(page);
  await expect(inactive).not.toBeChecked();
  await undo(page);
  await expect(left).toHaveValue('');
  await undo(page);
  await expect(cellOf(page, 'Opgave', 'start')).toHaveText('4.1.27');
});

test('a task that comes again is asked for once and undone once', { tag: '@browser' }, async ({ app }) => {
  await openWithTask(app, 'Opgave');
  const { page } = app;
  await page.keyboard.press('Control+k');
  await page.keyboard.type('gentages');
  await page.keyboard.press('Enter');
  const dialog = page.getByRole('dialog', { name: 'Ny opgave, der gentages' });
  await expect(dialog.getByLabel('Navn')).toBeFocused();
  await page.keyboard.type('Statusmøde');
  await dialog.getByLabel('Fra').fill('5.1.2027');
  await dialog.getByLabel('Til').fill('engang');
  await dialog.getByRole('button', { name: 'Tilføj opgaver' }).click();
  await expect(dialog.getByText('»engang« er ikke en dato')).toBeVisible();
  await dialog.getByLabel('Til').fill('26.1.2027');
  for (const day of ['mandag', 'tirsdag', 'onsdag', 'torsdag', 'fredag', 'lørdag', 'søndag']) {
    const box = dialog.getByRole('checkbox', { name: day });
    if ((await box.isChecked()) !== (day === 'tirsdag')) await box.click();
  }
  await dialog.getByRole('button', { name: 'Tilføj opgaver' }).click();
  await expect(dialog).toHaveCount(0);
  await expect(cellOf(page, 'Statusmøde 4', 'start')).toHaveText('26.1.27');
  await expect(rowOf(page, 'Statusmøde 1')).toHaveAttribute('aria-level', '2');
  await grid(page).focus();
  await undo(page);
  await expect(rowOf(page, 'Statusmøde')).toHaveCount(0);
  await expect(rowOf(page, 'Statusmøde 4')).toHaveCount(0);
});

test('the plan is calculated by the rules that the overview shows, and by its calendars', { tag: '@electron' }, async ({
  app,
}) => {
  await openWithTask(app, 'Opgave');
  const { page } = app;
  await page.keyboard.press('Alt+1');
  const from = page.getByRole('combobox', { name: 'Planlæg fra' });
  await from.click();
  await page.getByRole('option', { name: 'Projektets slutning' }).click();
  const required = page.getByLabel('Krævet sluttidspunkt');
  await required.fill('31.12.2027');
  await required.press('Enter');
  await expect(required).toHaveValue('fre. 31.12.2027');
  // New Year's Eve is a closing day of the calendar.
  await expect(page.getByRole('main').locator('dd').nth(1)).toHaveText('30.12.2027');
  await page.getByLabel('Statusdato', { exact: true }).fill('1.2.2027');
  await page.getByLabel('Statusdato', { exact: true }).press('Enter');
  await page.getByRole('checkbox', { name: 'Flyt resterende arbejde til efter statusdatoen' }).click();
  await expect(page.getByRole('checkbox', { name: 'Flyt resterende arbejde til efter statusdatoen' })).toBeChecked();
  for (let i = 0; i < 4; i++) await undo(page);
  await expect(required).toHaveCount(0);

  await page.keyboard.press('Alt+5');
  const summer = page.getByRole('checkbox', { name: 'Sommeruger' });
  await summer.click();
  await expect(summer).toBeChecked();
  await page.getByRole('checkbox', { name: '1. maj' }).click();
  await expect(page.getByRole('checkbox', { name: 'Sædvanlige lukkedage' })).not.toBeChecked();
  await expect(page.getByRole('checkbox', { name: 'Juleaftensdag' })).toBeChecked();

  await page.getByRole('button', { name: 'Uge med egen arbejdstid' }).click();
  const monday = page.getByLabel('Sommertid: mandag');
  await monday.fill('8-12');
  await monday.press('Enter');
  await expect(monday).toHaveValue('08.00-12.00');

  await page.getByRole('button', { name: 'Afvigende dage' }).click();
  await page.getByRole('button', { name: 'Sådan gentages Lukket' }).click();
  const repeats = page.getByRole('combobox', { name: 'Gentages' });
  await repeats.click();
  await page.getByRole('option', { name: 'Hver måned på en ugedag' }).click();
  await expect(page.getByRole('combobox', { name: 'Nummer' })).toBeVisible();
  await undo(page);
  await expect(page.getByRole('combobox', { name: 'Nummer' })).toHaveCount(0);
});
