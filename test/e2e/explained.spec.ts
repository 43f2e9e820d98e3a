/** Why dates are what they are, what moves them, and what a plan that was calculated elsewhere would become. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Locator, Page } from '@playwright/test';
import { violationsOn } from './axe.ts';
import { type App, expect, test } from './host.ts';

/** A plan as another program might leave it: the second task begins a week after what it waits for has ended. */
const STALE = `<?xml version="1.0" encoding="UTF-8"?>
<Project xmlns="http://schemas.microsoft.com/project">
  <Name>Gammel plan</Name>
  <StartDate>2027-03-01T08:00:00</StartDate>
  <MinutesPerDay>480</MinutesPerDay>
  <Tasks>
    <Task><UID>1</UID><ID>1</ID><Name>Krav</Name><Start>2027-03-01T08:00:00</Start><Finish>2027-03-02T17:00:00</Finish><Duration>PT16H0M0S</Duration><OutlineLevel>1</OutlineLevel></Task>
    <Task><UID>2</UID><ID>2</ID><Name>Tilbud</Name><Start>2027-03-10T08:00:00</Start><Finish>2027-03-10T17:00:00</Finish><Duration>PT8H0M0S</Duration><OutlineLevel>1</OutlineLevel><PredecessorLink><PredecessorUID>1</PredecessorUID><Type>1</Type></PredecessorLink></Task>
    <Task><UID>3</UID><ID>3</ID><Name>Drift</Name><Start>2027-03-11T08:00:00</Start><Finish>2027-03-11T17:00:00</Finish><Duration>PT8H0M0S</Duration><OutlineLevel>1</OutlineLevel><PredecessorLink><PredecessorUID>2</PredecessorUID><Type>1</Type></PredecessorLink></Task>
  </Tasks>
</Project>
`;

const panelOf = (page: Page): Locator => page.getByRole('complementary', { name: 'Om det valgte' });
const cardOf = (page: Page, title: string): Locator =>
  panelOf(page)
    .locator('section')
    .filter({ has: page.getByRole('heading', { name: title }) });

const importStale = async ({ page, host, dataFolder }: App): Promise<void> => {
  const path = join(dataFolder, 'gammel.xml');
  writeFileSync(path, STALE);
  await host.willChoose(path);
  await page.getByRole('button', { name: 'Vælg fil …' }).click();
  await page.getByRole('button', { name: 'Se planen' }).click();
  await expect(page.getByRole('treegrid')).toBeVisible();
};

const jumpTo = async (page: Page, name: string): Promise<void> => {
  await page.keyboard.press('Control+k');
  const field = page.getByRole('combobox', { name: 'Søg efter opgave eller kommando' });
  await expect(field).toBeFocused();
  await page.keyboard.type(name);
  await page.keyboard.press('Enter');
  await expect(field).toBeHidden();
};

test('dates of a file stand until what would change has been seen and accepted', { tag: '@browser' }, async ({
  app,
}) => {
  const { page } = app;
  await importStale(app);
  const notice = page.getByText('Datoerne er dem, der stod i filen.');
  await expect(notice).toContainText('2 opgaver ligger anderledes');
  const tilbud = page.getByRole('row').filter({ hasText: 'Tilbud' });
  await expect(tilbud).toContainText('10.3.27');

  await page.getByRole('button', { name: 'Se forskellene …' }).click();
  const dialog = page.getByRole('dialog', { name: 'Datoer fra filen og beregnede datoer' });
  await expect(dialog.getByRole('row').filter({ hasText: '2 Tilbud' }).first()).toContainText('3.3.2027');
  await expect(dialog.getByRole('row').filter({ hasText: '3 Drift' })).toContainText('der også flytter sig: 2 Tilbud');
  expect(await violationsOn(page)).toEqual([]);
  await dialog.getByRole('button', { name: 'Behold filens datoer' }).click();
  await expect(tilbud).toContainText('10.3.27');

  await page.getByRole('button', { name: 'Se forskellene …' }).click();
  await dialog.getByRole('button', { name: 'Beregn planen' }).click();
  await expect(dialog).toBeHidden();
  await expect(tilbud).toContainText('3.3.27');
  await expect(notice).toBeHidden();
  await page.keyboard.press('Control+z');
  await expect(tilbud).toContainText('10.3.27');
});

test('the panel tells the chain behind a date, and leads along it', { tag: '@browser' }, async ({ app }) => {
  const { page } = app;
  await importStale(app);
  await page.getByRole('button', { name: 'Se forskellene …' }).click();
  await page.getByRole('button', { name: 'Beregn planen' }).click();
  await expect(page.getByRole('dialog')).toBeHidden();
  await jumpTo(page, 'Drift');
  const why = cardOf(page, 'Hvorfor denne dato?');
  await expect(why).toContainText('Start tor. 4.3.2027');
  await expect(why).toContainText('en opgave, der slutter ons. 3.3.2027: 2 Tilbud');
  await why.getByRole('button', { name: '2 Tilbud' }).click();
  await expect(panelOf(page).getByRole('heading', { level: 2, name: 'Tilbud' })).toBeAttached();

  await jumpTo(page, 'Krav');
  await expect(why).toContainText('begynder med projektet');
  const moves = cardOf(page, 'Hvis den udskydes');
  await expect(moves).toContainText('2 andre opgaver flytter sig.');
  await expect(moves).toContainText('Projektet slutter tor. 11.3.2027 i stedet for tor. 4.3.2027.');
  await moves.getByText('1 dag', { exact: true }).click();
  await expect(moves).toContainText('Start 3.3.2027 → 4.3.2027');
});

test('people are put on a task, with a share of their time, and taken off', { tag: '@browser' }, async ({ app }) => {
  const { page } = app;
  await importStale(app);
  await page.keyboard.press('Alt+6');
  await page.getByRole('button', { name: 'Person', exact: true }).click();
  await expect(page.getByLabel('Navn')).toBeFocused();
  await page.keyboard.type('Ada');
  await page.keyboard.press('Enter');
  const max = page.getByLabel('Højst');
  await max.fill('femoghalvtreds');
  await max.press('Enter');
  await expect(page.getByText('»femoghalvtreds« er ikke en andel. Skriv fx 50 %.')).toBeVisible();
  await max.fill('60');
  await max.press('Enter');
  await expect(max).toHaveValue('60 %');
  await page.keyboard.press('Alt+2');
  await jumpTo(page, 'Krav');
  const people = cardOf(page, 'Hvem arbejder på den');
  await people.getByRole('combobox', { name: 'Tilføj person …' }).click();
  await page.getByRole('option', { name: 'Ada' }).click();
  await expect(people).toContainText('Mere end Ada har: højst 60 %.');
  const share = people.getByLabel('Andel af tiden for Ada');
  await share.fill('50');
  await share.press('Enter');
  await expect(share).toHaveValue('50 %');
  await expect(panelOf(page).getByLabel('Varighed', { exact: true })).toHaveValue('4 dage');
  await people.getByRole('button', { name: 'Fjern Ada fra opgaven' }).click();
  await expect(share).toBeHidden();
});

test('a required date gives the latest dates before it, and can be moved to see what follows', {
  tag: '@browser',
}, async ({ app }) => {
  const { page } = app;
  await importStale(app);
  await page.getByRole('button', { name: 'Se forskellene …' }).click();
  await page.getByRole('button', { name: 'Beregn planen' }).click();
  await expect(page.getByRole('dialog')).toBeHidden();
  await page.keyboard.press('Alt+9');
  await expect(page.getByRole('heading', { level: 1, name: 'Baglæns' })).toBeVisible();
  await expect(page.getByText('Planen når det: Drift er planlagt til tor. 4.3.2027.')).toBeVisible();
  await expect(page.getByText(/Det første, der skal ske: 1 Krav skal begynde senest man\. 1\.3\.2027/)).toBeVisible();
  await page.getByRole('button', { name: '1 uge tidligere' }).click();
  await expect(page.getByText(/^Planen når det ikke/)).toBeVisible();
  const krav = page.getByRole('row').filter({ hasText: '1 Krav' });
  await expect(krav).toContainText('22.2.2027');
  await expect(krav).toContainText('før 1.3.2027');
  await page.getByRole('button', { name: 'Sæt deadline til tor. 25.2.2027' }).click();
  await expect(page.getByText('Datoen er opgavens deadline.')).toBeVisible();
  await krav.getByRole('button', { name: '1 Krav' }).click();
  await expect(page.getByRole('treegrid')).toBeVisible();
  await page.keyboard.press('Control+z');
  await page.keyboard.press('Alt+9');
  await expect(page.getByText(/^Planen når det: /)).toBeVisible();
});
