/**
 * The pictures of the README, taken of the running product. They are compared with nothing; `UPDATE_SCREENSHOTS=1` with
 * the browser host writes them into docs/images, so that the README shows what the product looks like now.
 */
import { join, resolve } from 'node:path';
import { expect, test } from './host.ts';

const SIZE = { width: 1440, height: 900 };
const folder = process.env.UPDATE_SCREENSHOTS ? resolve(import.meta.dirname, '..', '..', 'docs', 'images') : null;

test.skip(folder === null, 'only when asked for');

test('shows its main views', { tag: '@browser' }, async ({ app }) => {
  test.slow();
  const { page } = app;
  await page.setViewportSize(SIZE);
  const take = async (name: string): Promise<void> => {
    await page.waitForTimeout(300);
    await page.screenshot({ path: join(folder ?? '', `${name}.png`), animations: 'disabled' });
  };
  const jumpTo = async (name: string): Promise<void> => {
    await page.keyboard.press('Control+k');
    await page.keyboard.type(name);
    await page.keyboard.press('Enter');
  };
  await expect(page.getByRole('heading', { name: 'Velkommen til Udbudsplan' })).toBeVisible();
  await take('start');
  await page.getByRole('button', { name: 'Åbn eksemplet' }).click();
  const grid = page.getByRole('treegrid', { name: 'Opgaver' });
  await expect(grid).toBeVisible();
  await page.getByRole('button', { name: 'Kritisk vej' }).click();
  await page.getByText('Måned', { exact: true }).click();
  await jumpTo('Frist for indledende tilbud');
  await take('plan');
  const print = async (setup: string, option: string, name: string): Promise<void> => {
    await page.keyboard.press('Control+p');
    await expect(page.getByRole('dialog').locator('canvas[data-painted]')).toBeVisible();
    await page.getByRole('dialog').getByRole('combobox', { name: setup }).click();
    await page.getByRole('option', { name: option, exact: true }).click();
    await page.mouse.move(0, 0);
    await take(name);
    await page.keyboard.press('Escape');
    await expect(page.getByRole('dialog')).toHaveCount(0);
  };
  await print('Opsætning', 'Styregruppe A3', 'print');
  await print('Opsætning', 'Styregruppe: plan på en side', 'print-one-page');
  await page.getByRole('button', { name: 'Faser og gates' }).click();
  await expect(page.getByRole('heading', { name: 'Faser og gates' })).toBeVisible();
  await take('gates');
  await page.getByRole('button', { name: 'Overblik' }).click();
  await expect(page.getByRole('heading', { name: 'Overblik' })).toBeVisible();
  await take('overview');
  await page.keyboard.press('Alt+Shift+1');
  await page.getByRole('button', { name: 'Begynd med de 98 kommuner' }).click();
  const answers = page.getByRole('grid', { name: 'Svar pr. kommune' });
  await expect(answers).toBeVisible();
  // The first answers of a round, as it looks while they come in.
  for (const [from, count, status] of [
    [1, 52, 'Tilsluttet, bindende'],
    [53, 24, 'Under politisk behandling'],
    [77, 5, 'Afslået'],
  ] as const) {
    await answers.focus();
    await page.keyboard.press('Home');
    for (let i = 1; i < from; i++) await page.keyboard.press('ArrowDown');
    for (let i = 1; i < count; i++) await page.keyboard.press('Shift+ArrowDown');
    await page.getByRole('region', { name: 'Svar' }).getByLabel('Status').click();
    await page.getByRole('option', { name: status, exact: true }).last().click();
  }
  await take('commitments');
  await page.keyboard.press('Alt+u');
  await page.getByRole('button', { name: 'Stort it-udbud med forhandling' }).click();
  const dialog = page.getByRole('dialog', { name: 'Nyt udbud' });
  await dialog.getByLabel('I drift senest').fill('15.11.2029');
  await dialog.getByRole('button', { name: 'Opret og læg i planen' }).click();
  await expect(dialog).toBeHidden();
  await take('tender');
  await page.keyboard.press('Alt+2');
  await jumpTo('mørkt');
  await jumpTo('english');
  await expect(page.getByRole('treegrid', { name: 'Tasks' })).toBeVisible();
  await jumpTo('Frist for indledende tilbud');
  await take('plan-dark');
  await print('Setup', 'Steering group A3', 'print-dark');
});
