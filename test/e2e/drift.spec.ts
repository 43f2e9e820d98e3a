/** How far a task has moved since the baseline, told in columns, when a levelling delay puts it off. */
import { expect, test } from './host.ts';
import { addTasks, carryOut, cellOf, openPlan, typeInto } from './plan-page.ts';

test.skip(({ hostKind }) => hostKind !== 'browser', 'the host cannot matter');

test('a levelling delay moves a task, and the columns of the drift from the baseline say how far', {
  tag: '@browser',
}, async ({ app }) => {
  await openPlan(app);
  const { page } = app;
  const panel = page.getByRole('complementary');
  await addTasks(page, ['Opgave']);
  await typeInto(page, 'Opgave', 'duration', '10');
  await typeInto(page, 'Opgave', 'start', '4.1.2027');
  await expect(cellOf(page, 'Opgave', 'finish')).toHaveText('15.1.27');
  await carryOut(page, 'Gem baseline');
  await page.getByRole('dialog').getByRole('textbox', { name: 'Navn' }).press('Enter');
  await expect(page.getByRole('dialog')).toBeHidden();

  await carryOut(page, 'kolonner');
  const dialog = page.getByRole('dialog', { name: 'Kolonner' });
  for (const name of ['Start flyttet', 'Slut flyttet']) {
    await dialog.getByLabel('Find en kolonne').fill(name);
    await dialog.getByRole('checkbox', { name }).press(' ');
  }
  await page.keyboard.press('Escape');
  const drift = cellOf(page, 'Opgave', 'finishVariance');
  await expect(drift).toHaveText('0d');

  await cellOf(page, 'Opgave', 'name').click();
  const delay = panel.getByLabel('Udjævningsforsinkelse', { exact: true });
  await expect(delay).toHaveValue('');
  // Two days around the clock from Monday: it begins on Wednesday.
  await delay.fill('2d');
  await delay.press('Enter');
  await expect(delay).toHaveValue('2ed');
  await expect(cellOf(page, 'Opgave', 'start')).toHaveText('6.1.27');
  await expect(cellOf(page, 'Opgave', 'finish')).toHaveText('19.1.27');
  await expect(drift).toHaveText('+2d');
  await expect(cellOf(page, 'Opgave', 'startVariance')).toHaveText('+2d');
});
