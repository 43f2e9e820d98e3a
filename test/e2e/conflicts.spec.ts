/** What somebody else did meanwhile: marked in the plan, and decided by the keyboard. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { readExchangeFile } from '../../main/exchange/exchange-job.ts';
import type { ChangeSet, Op } from '../../src/sync/change-set.ts';
import { fileOf, sealed, spaceOf, written } from '../unit/exchange/files.ts';
import { violationsOn } from './axe.ts';
import { type App, expect, test } from './host.ts';
import { addTasks, cellOf, grid, openPlan, rowOf, typeInto } from './plan-page.ts';

/** The whole plan as it leaves in a file. */
const sent = async ({ page, host }: App): Promise<{ space: string; changeSets: readonly ChangeSet[] }> => {
  await page.keyboard.press('Control+Shift+U');
  await page.getByRole('radio', { name: /Hele planen/ }).check();
  const file = await host.savedBy(() => page.getByRole('button', { name: 'Lav fil' }).click());
  const read = await readExchangeFile(file, { boxSecrets: [] });
  if (!read.ok) throw new Error(JSON.stringify(read.error));
  return { space: read.value.header.spaces[0]!.id, changeSets: read.value.changeSets[0]! };
};

/** Takes in what Bo did with that plan. */
const takeFromBo = async (
  { page, host, dataFolder }: App,
  plan: Awaited<ReturnType<typeof sent>>,
  ops: readonly Op[],
) => {
  const { space, changeSets } = plan;
  const all = [...changeSets, sealed(changeSets, 'bo', ops, { space, person: 'Bo' })];
  const path = join(dataFolder, 'fra-bo.udbudsplan');
  writeFileSync(path, await written(fileOf([spaceOf(all, {}, space)], { sender: { replica: 'bo', person: 'Bo' } })));
  await host.willChoose(path);
  await page.keyboard.press('Control+o');
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('button', { name: 'Tag imod' }).press('Enter');
  await dialog.getByRole('button', { name: 'Se planen' }).press('Enter');
  await expect(dialog).toBeHidden();
};

const set = (id: string, cell: string, value: unknown): Op => ({ kind: 'set', entity: 'task', id, cell, value }) as Op;

/** What both have added under one name. */
const TWINS = ['Statusmøde', 'Møde', 'Rundgang'] as const;

/** Makes one of all that is left of them, which is told beforehand. */
const keepOneOfEach = async (page: Page): Promise<void> => {
  await page.getByRole('button', { name: 'Behold én af hver …' }).press('Enter');
  const dialog = page.getByRole('dialog');
  await expect(dialog.getByText('Opgave: Møde (1 dag)')).toBeVisible();
  expect(await violationsOn(page)).toEqual([]);
  await expect(dialog.getByRole('button', { name: 'Gør hver til én (2)' })).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(dialog).toBeHidden();
};

test('badges tell on which rows something is to be decided; a twin is settled by the keyboard, and its badges go', {
  tag: '@electron',
}, async ({ app }) => {
  const { page } = app;
  await openPlan(app);
  await addTasks(page, ['Alfa']);
  const alfa = (await rowOf(page, 'Alfa').getAttribute('data-task'))!;
  const plan = await sent(app);
  await page.keyboard.press('Alt+2');
  await typeInto(page, 'Alfa', 'name', 'Alfa hos mig');
  await addTasks(page, TWINS);
  await takeFromBo(app, plan, [
    set(alfa, 'name', 'Alfa hos Bo'),
    ...TWINS.flatMap((name, i) => [
      set(`bo-${i}`, 'name', name),
      set(`bo-${i}`, 'place', { parent: null, order: `zz${i + 1}` }),
    ]),
  ]);

  // One row with two names, and two rows of each name: all of them are marked.
  const badges = grid(page).getByRole('button', { name: '1 konflikt: vis den' });
  await expect(badges).toHaveCount(1 + 2 * TWINS.length);
  const contested = rowOf(page, 'Alfa hos (mig|Bo).*');
  await expect(contested.getByRole('button', { name: /konflikt/ })).toBeVisible();
  await expect(contested.locator('[data-column="name"]')).toContainText('(konflikt)');

  // From the row of a twin the keyboard comes to its card, and from there to the ways out.
  await cellOf(page, 'Statusmøde.*', 'name').click();
  await page.keyboard.press('Alt+Shift+4');
  const card = page.locator('[data-conflict]').filter({ hasText: 'Statusmøde' });
  await expect(card).toBeFocused();
  await page.keyboard.press('Tab');
  await expect(card.getByRole('button', { name: /^Behold kun denne: Statusmøde/ }).first()).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(card).toHaveCount(0);
  const left = page.locator('[data-conflict]');
  await expect(left).toHaveCount(TWINS.length);
  await expect(page.locator('[data-conflict]:focus')).toHaveCount(1);
  await keepOneOfEach(page);
  await expect(left).toHaveCount(1);
  await expect(left).toBeFocused();

  await page.keyboard.press('Alt+2');
  await expect(grid(page).locator('[data-column="name"]', { hasText: 'Statusmøde' })).toHaveCount(1);
  await expect(badges).toHaveCount(1);
  await badges.click();
  await expect(left).toBeFocused();
  await left.getByRole('button', { name: 'Behold: Alfa hos Bo' }).press('Enter');
  await expect(left).toHaveCount(0);
  await page.keyboard.press('Alt+2');
  await expect(rowOf(page, 'Alfa hos Bo')).toBeVisible();
  await expect(badges).toHaveCount(0);
});
