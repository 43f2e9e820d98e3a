/**
 * What a person does with the past of a plan: sees who changed what, puts a value and a row back, names a version, sees in list, plan
 * and PDF what has changed since, and takes the plan back.
 */
import { readFileSync, statSync } from 'node:fs';
import type { Page } from '@playwright/test';
import { violationsOn } from './axe.ts';
import { expect, test } from './host.ts';
import { addTasks, carryOut, cellOf, grid, openPlan, rowOf, typeInto } from './plan-page.ts';

const log = (page: Page) => page.getByRole('list', { name: 'Ændringer, nyeste først' });

test('the past of a plan is told, compared and brought back', { tag: '@electron' }, async ({ app }) => {
  const { page } = app;
  page.setDefaultTimeout(15_000);
  await openPlan(app);
  await addTasks(page, ['Driftspapir', 'Løsblad']);

  await carryOut(page, 'Navngiv version');
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('textbox').fill('Version 1.0 til styregruppen');
  await dialog.getByRole('button', { name: 'Navngiv' }).click();
  await expect(dialog).toBeHidden();

  await carryOut(page, 'Driftspapir');
  await typeInto(page, 'Driftspapir', 'name', 'Driftsnotat');
  await typeInto(page, 'Driftsnotat', 'duration', '6u');
  await expect(cellOf(page, 'Driftsnotat', 'duration')).toContainText('6');
  await carryOut(page, 'Løsblad');
  await page.keyboard.press('Control+Delete');
  await expect(rowOf(page, 'Løsblad')).toHaveCount(0);

  await test.step('of a cell, from its context menu and by key', async () => {
    await carryOut(page, 'Driftsnotat');
    await cellOf(page, 'Driftsnotat', 'name').click({ button: 'right' });
    await page.getByRole('menuitem', { name: /Feltets historik/ }).click();
    await expect(log(page).getByText('Driftspapir', { exact: true }).first()).toBeVisible();
    await expect(page.getByRole('button', { name: /Kun Opgavenavn i Driftsnotat/ })).toBeVisible();
    await page.keyboard.press('Alt+2');
    await grid(page).focus();
    await page.keyboard.press('Control+Shift+H');
    await expect(page.getByRole('button', { name: /Kun Opgavenavn i Driftsnotat/ })).toBeVisible();
    await log(page)
      .getByRole('button', { name: /Omdøb opgave/ })
      .click();
    await page.getByRole('button', { name: 'Sæt tilbage: Opgavenavn til Driftspapir' }).click();
    await expect(log(page).getByRole('button', { name: /Sæt tidligere værdi tilbage/ })).toBeVisible();
    await page.getByRole('button', { name: /Vis hele historikken/ }).click();
  });

  await test.step('a deleted row comes back; the list is searched', async () => {
    await page.getByRole('textbox', { name: 'Søg' }).fill('løsblad');
    await expect(log(page).getByRole('button', { name: /Version 1/ })).toHaveCount(0);
    await log(page)
      .getByRole('button', { name: /Slet opgave/ })
      .click();
    await page.getByRole('button', { name: 'Hent tilbage: Opgave: Løsblad' }).click();
    await expect(log(page).getByRole('button', { name: /Hent slettet række tilbage/ })).toBeVisible();
    await page.getByRole('textbox', { name: 'Søg' }).fill('');
    await expect(log(page).getByRole('button', { name: /Opret projekt/ })).toBeVisible();
    expect(await violationsOn(page)).toEqual([]);
  });

  await test.step('a version is compared with, in the list, in the plan and on paper', async () => {
    await page.keyboard.press('Alt+Shift+6');
    await page.getByRole('button', { name: 'Sammenlign Version 1.0 til styregruppen med nu' }).click();
    await expect(page.getByText(/^Tilføjet: 0 · Ændret: 1 · .* Andre datoer: [1-9]/)).toBeVisible();
    await expect(page.getByRole('list', { name: 'Ændringer siden' }).getByText('Opgave: Driftspapir')).toBeVisible();
    expect(await violationsOn(page)).toEqual([]);
    const file = await app.host.savedBy(() => page.getByRole('button', { name: 'Gem som PDF' }).click());
    expect(readFileSync(file).subarray(0, 5).toString()).toBe('%PDF-');
    await page.getByRole('button', { name: 'Vis i planen' }).click();
    await carryOut(page, 'Driftspapir');
    await expect(rowOf(page, 'Driftspapir').getByRole('img', { name: 'Ændret siden da' })).toBeVisible();
    await expect(page.getByText('Ændringer siden Version 1.0 til styregruppen', { exact: true })).toBeVisible();
    await carryOut(page, 'Løsblad');
    await page.keyboard.press('Control+Delete');
    await expect(rowOf(page, 'Driftspapir').getByRole('img', { name: 'Slettet her siden da: Løsblad' })).toBeVisible();
    await expect(page.getByText(/^1 slettet opgave: − viser/)).toBeVisible();
    await page.keyboard.press('Control+9');
    expect(await violationsOn(page)).toEqual([]);
    await page.keyboard.press('Control+z');
    await expect(page.getByText(/slettet opgave: −/)).toHaveCount(0);
    await page.getByRole('button', { name: 'Skjul', exact: true }).click();
    await expect(rowOf(page, 'Driftspapir').getByRole('img', { name: 'Ændret siden da' })).toHaveCount(0);
  });

  await test.step('a version is seen as it was, sent, and gone back to', async () => {
    await page.keyboard.press('Alt+Shift+6');
    await page.getByRole('button', { name: 'Se planen som i Version 1.0 til styregruppen' }).click();
    await expect(page.getByRole('heading', { name: 'Version 1.0 til styregruppen – som planen var' })).toBeVisible();
    await expect(page.getByRole('dialog').getByRole('status')).toHaveText(/Side 1 af/);
    await page.keyboard.press('Escape');
    const copy = await app.host.savedBy(() =>
      page.getByRole('button', { name: 'Send kopi af Version 1.0 til styregruppen' }).click(),
    );
    expect(statSync(copy).size).toBeGreaterThan(1000);
    expect(await violationsOn(page)).toEqual([]);
    await page.getByRole('button', { name: 'Før planen tilbage til Version 1.0 til styregruppen' }).click();
    await expect(page.getByText('Planen er ført tilbage.')).toBeVisible();
    await page.keyboard.press('Alt+Shift+5');
    await expect(page.getByText('Intet er ændret.')).toBeVisible();
    await page.keyboard.press('Control+z');
    await expect(page.getByText(/^Tilføjet: 0 · Ændret: 1 · /)).toBeVisible();
  });

  await test.step('in English and dark, with the history of a row in its panel', async () => {
    await carryOut(page, 'Switch to English');
    await carryOut(page, 'Dark theme');
    for (const keys of ['Alt+4', 'Alt+Shift+5', 'Alt+Shift+6']) {
      await page.keyboard.press(keys);
      await expect(page.getByRole('radio', { name: 'History' })).toBeAttached();
      expect(await violationsOn(page)).toEqual([]);
    }
    await page.keyboard.press('Alt+4');
    await expect(page.getByRole('list', { name: 'Changes, newest first' })).toBeVisible();
    await page.keyboard.press('Alt+2');
    await carryOut(page, 'Driftspapir');
    const panel = page.getByRole('complementary');
    await expect(panel.getByRole('button', { name: "The whole row's history" })).toBeVisible();
    await panel.getByRole('button', { name: "The whole row's history" }).scrollIntoViewIfNeeded();
    expect(await violationsOn(page)).toEqual([]);
  });
});
