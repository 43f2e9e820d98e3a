/** The odds of a plan: how sure durations are, a simulation that can be repeated, and what it tells. */
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { expect, test } from './host.ts';

const axeSource = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const RULES = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'];

test('a plan is made unsure, simulated, and the same seed tells the same again', { tag: '@browser' }, async ({
  app,
}) => {
  const { page } = app;
  await page.getByRole('button', { name: 'Åbn eksemplet' }).press('Enter');
  await expect(page.getByRole('treegrid')).toBeVisible();
  await page.keyboard.press('Alt+8');
  await expect(page.getByRole('heading', { level: 1, name: 'Sandsynlighed' })).toBeVisible();
  const run = page.getByRole('button', { name: 'Simulér' });
  await run.press('Enter');
  await expect(page.getByText('Ingen opgaver varierer')).toBeVisible();

  await page.getByRole('button', { name: 'Anvend' }).press('Enter');
  await expect(page.getByText('Planen er ændret siden simuleringen.')).toBeVisible();
  await run.press('Enter');
  const chart = page.getByRole('img', { name: /^Projektets slut: P10 .* P50 .* P90 / });
  await expect(page.getByText('Planen er ændret siden simuleringen.')).toBeHidden();
  await expect(chart).toBeVisible();
  const first = await chart.getAttribute('aria-label');
  const seed = page.getByLabel('Frø');
  const dates = page.locator('section').filter({ has: page.getByRole('heading', { name: 'Datoer' }) });
  const told = await dates.innerText();

  await seed.fill('2');
  await run.press('Enter');
  await expect(page.getByText(/gennemløb med frø 2;/)).toBeVisible();
  await seed.fill('1');
  await run.press('Enter');
  await expect(page.getByText(/gennemløb med frø 1;/)).toBeVisible();
  expect(await chart.getAttribute('aria-label')).toBe(first);
  expect(await dates.innerText()).toBe(told);

  await expect(page.getByRole('heading', { name: 'Det flytter slutdatoen mest' })).toBeVisible();
  await expect(page.getByRole('heading', { name: 'Så ofte er opgaverne kritiske' })).toBeVisible();
  await page.evaluate(axeSource);
  const faults = await page.evaluate(async (rules) => {
    const { violations } = await window.axe.run(document, { runOnly: rules });
    return violations.map(({ id }) => id);
  }, RULES);
  expect(faults).toEqual([]);
});

test('a simulation that nobody waits for any more is stopped', { tag: '@browser' }, async ({ app }) => {
  const { page } = app;
  await page.getByRole('button', { name: 'Åbn eksemplet' }).press('Enter');
  await expect(page.getByRole('treegrid')).toBeVisible();
  await page.keyboard.press('Alt+8');
  await page.getByRole('combobox', { name: 'Gennemløb' }).click();
  await page.getByRole('option', { name: '50.000' }).click();
  await page.getByRole('button', { name: 'Simulér' }).press('Enter');
  await page.getByRole('button', { name: 'Stop' }).press('Enter');
  await expect(page.getByRole('button', { name: 'Simulér' })).toBeVisible();
  await expect(page.getByText(/^Angiv hvor sikre varighederne er/)).toBeVisible();
});
