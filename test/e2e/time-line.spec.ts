import type { Locator, Page } from '@playwright/test';
import { violationsOn } from './axe.ts';
import { expect, test } from './host.ts';
import { carryOut } from './plan-page.ts';

const ROW_HEIGHT = 28;
const TASK = 'Første opgave';
const NEXT = 'Anden opgave';
const THIRD = 'Tredje opgave';

const grid = (page: Page): Locator => page.getByTestId('tree-grid');
const canvas = (page: Page): Locator => page.getByTestId('time-line').locator('canvas');
const rowOf = (page: Page, name: string): Locator =>
  grid(page)
    .locator('[data-task]')
    .filter({ has: page.locator('[data-column="name"]', { hasText: new RegExp(`^${name}$`) }) });
const cell = (page: Page, name: string, column: string): Promise<string | null> =>
  rowOf(page, name).locator(`[data-column="${column}"]`).textContent();

/** A plan of three tasks of ten days, each after the one before, from the empty row as a person makes it. */
const newPlan = async (page: Page): Promise<void> => {
  await page.getByRole('button', { name: /Ét udbud med forhandling/ }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Opret projekt' }).click();
  await expect(grid(page).locator('[data-task]').first()).toBeVisible();
  await grid(page).focus();
  await page.keyboard.press('Control+a');
  await page.keyboard.press('Delete');
  await expect(grid(page).locator('[data-task]:not([data-task=""])')).toHaveCount(0);
  await page.keyboard.press('Control+End');
  for (const name of [TASK, NEXT, THIRD]) {
    await page.keyboard.type(name);
    await page.keyboard.press('Enter');
    await expect(rowOf(page, name)).toBeVisible();
  }
  for (const name of [TASK, NEXT, THIRD]) {
    await rowOf(page, name).locator('[data-column="duration"]').click();
    await page.keyboard.type('10d');
    await page.keyboard.press('Enter');
    await expect(rowOf(page, name).locator('[data-column="duration"]')).toHaveText('10d');
  }
  // A Monday, so that what a drag of some days gives does not depend on today.
  await rowOf(page, TASK).locator('[data-column="start"]').click();
  await page.keyboard.type('4.1.2027');
  await page.keyboard.press('Enter');
  await expect(rowOf(page, TASK).locator('[data-column="start"]')).toHaveText('4.1.27');
  await rowOf(page, NEXT).locator('[data-column="predecessors"]').click();
  await page.keyboard.type('1');
  await page.keyboard.press('Enter');
  await expect(rowOf(page, NEXT).locator('[data-column="predecessors"]')).toHaveText('1');
  // Seen whole, then at a scale at which days can be gripped: the task at hand stays where it is.
  await rowOf(page, TASK).locator('[data-column="wbs"]').click();
  // Without the panel the time line is wide enough for drags of some weeks.
  await page.keyboard.press('Control+i');
  await expect(page.getByRole('complementary')).toHaveCount(0);
  await page.keyboard.press('Control+9');
  await page.getByRole('toolbar').getByText('Uge', { exact: true }).click();
  await grid(page).focus();
};

const dayOf = (text: string | null): number => {
  const [day, month, year] = (text ?? '').split('.').map(Number);
  return Date.UTC(2000 + year!, month! - 1, day!) / 86_400_000;
};

/** A day as cells write it. */
const dateIn = (day: number): string => dateText(day).replace(/\.20(\d\d)$/, '.$1');

const dateText = (day: number): string => {
  const date = new Date(day * 86_400_000);
  return `${date.getUTCDate()}.${date.getUTCMonth() + 1}.${date.getUTCFullYear()}`;
};

/** Where an instant in days since 1970 lies on the time line, in the row of a task. */
const placeOf = async (page: Page, name: string): Promise<{ y: number; x: (day: number) => number }> => {
  const row = (await rowOf(page, name).boundingBox())!;
  const box = (await canvas(page).boundingBox())!;
  const pxPerDay = Number(await canvas(page).getAttribute('data-px-per-day'));
  const leftDay = Number(await canvas(page).getAttribute('data-left-day'));
  return { y: row.y + ROW_HEIGHT / 2, x: (day) => box.x + (day - leftDay) * pxPerDay };
};

const dragTo = async (page: Page, from: readonly [number, number], to: readonly [number, number]): Promise<void> => {
  await page.mouse.move(...from);
  await page.mouse.down();
  for (let step = 1; step <= 4; step++) {
    await page.mouse.move(from[0] + ((to[0] - from[0]) * step) / 4, from[1] + ((to[1] - from[1]) * step) / 4);
  }
  await expect(page.getByTestId('drag-preview')).toBeVisible();
};

test('bars are moved, split and linked by mouse with what follows told before the drop; Escape cancels, undo is one step', async ({
  app,
}) => {
  const { page } = app;
  await newPlan(page);
  const start = dayOf(await cell(page, TASK, 'start'));
  const finish = await cell(page, TASK, 'finish');
  const nextStart = await cell(page, NEXT, 'start');
  const { x, y } = await placeOf(page, TASK);
  const preview = page.getByTestId('drag-preview');

  // Moving tells how many follow; Escape leaves everything where it was.
  await dragTo(page, [x(start + 2.5), y], [x(start + 9.5), y]);
  await expect(preview).toContainText('1 opgave følger med');
  await page.keyboard.press('Escape');
  await expect(preview).toHaveCount(0);
  await page.mouse.up();
  expect(await cell(page, TASK, 'finish')).toBe(finish);

  // Alt interrupts the task where it was pressed; one undo joins it again.
  await page.keyboard.down('Alt');
  await dragTo(page, [x(start + 3.5), y], [x(start + 10.5), y]);
  await page.mouse.up();
  await page.keyboard.up('Alt');
  await expect(rowOf(page, TASK).locator('[data-column="finish"]')).not.toHaveText(finish!);
  expect(await cell(page, TASK, 'duration')).toBe('10d');
  expect(await cell(page, NEXT, 'start')).not.toBe(nextStart);
  const split = (await cell(page, TASK, 'finish'))!;

  // The break is moved by either edge, and Escape leaves it; one undo takes one drag back.
  const goesOn = x(start + 10 + 8 / 24);
  await dragTo(page, [goesOn, y], [goesOn + x(7) - x(0), y]);
  await page.keyboard.press('Escape');
  await page.mouse.up();
  expect(await cell(page, TASK, 'finish')).toBe(split);
  await dragTo(page, [goesOn, y], [goesOn + x(7) - x(0), y]);
  await page.mouse.up();
  await expect(rowOf(page, TASK).locator('[data-column="finish"]')).toHaveText(dateIn(dayOf(split) + 7));
  const stops = x(start + 2 + 16 / 24);
  await dragTo(page, [stops, y], [stops + x(-1) - x(0), y]);
  await page.mouse.up();
  await expect(rowOf(page, TASK).locator('[data-column="finish"]')).toHaveText(dateIn(dayOf(split) + 10));
  await grid(page).focus();
  await page.keyboard.press('Control+z');
  await page.keyboard.press('Control+z');
  await expect(rowOf(page, TASK).locator('[data-column="finish"]')).toHaveText(split);
  await page.keyboard.press('Control+z');
  await expect(rowOf(page, TASK).locator('[data-column="finish"]')).toHaveText(finish!);

  // Progress is drawn from where it stands, in the lower half of the bar.
  const { x: at } = await placeOf(page, TASK);
  await dragTo(page, [at(start + 8 / 24) + 1, y + 4], [at((start + dayOf(finish) + 1) / 2), y + 4]);
  await expect(preview).toContainText('50 %');
  await page.mouse.up();
  await expect(rowOf(page, TASK).locator('[data-column="percentComplete"]')).toHaveText('50 %');
  await grid(page).focus();
  await page.keyboard.press('Control+z');
  await expect(rowOf(page, TASK).locator('[data-column="percentComplete"]')).toHaveText('0 %');

  // Keys move a bar by a day and by a week.
  await rowOf(page, TASK).locator('[data-column="wbs"]').click();
  await page.keyboard.press('Alt+ArrowRight');
  await expect(rowOf(page, TASK).locator('[data-column="start"]')).toHaveText(dateIn(start + 1));
  await page.keyboard.press('Alt+PageDown');
  await expect(rowOf(page, TASK).locator('[data-column="start"]')).toHaveText(dateIn(start + 8));
  await page.keyboard.press('Alt+ArrowLeft');
  await page.keyboard.press('Alt+PageUp');
  await expect(rowOf(page, TASK).locator('[data-column="start"]')).toHaveText(dateIn(start));

  // A link is gripped where it arrives and hung on another task; its keyboard way is the predecessors cell.
  const there = await placeOf(page, NEXT);
  const third = await placeOf(page, THIRD);
  const arrives = there.x(dayOf(nextStart) + 8 / 24);
  await dragTo(page, [arrives - 9, there.y], [third.x(start + 2), third.y]);
  await expect(preview).toContainText(`${TASK} → ${THIRD}`);
  await page.mouse.up();
  await expect(rowOf(page, THIRD).locator('[data-column="predecessors"]')).toHaveText('1');
  await expect(rowOf(page, NEXT).locator('[data-column="predecessors"]')).toHaveText('');
  await grid(page).focus();
  await page.keyboard.press('Control+z');
  await expect(rowOf(page, NEXT).locator('[data-column="predecessors"]')).toHaveText('1');
  const leaves = at(dayOf(finish) + 17 / 24);
  await dragTo(page, [leaves + 8, y], [third.x(start + 2), third.y]);
  await expect(preview).toContainText(`${THIRD} → ${NEXT}`);
  await page.mouse.up();
  await expect(rowOf(page, NEXT).locator('[data-column="predecessors"]')).toHaveText('3');
  await grid(page).focus();
  await page.keyboard.press('Control+z');
  await expect(rowOf(page, NEXT).locator('[data-column="predecessors"]')).toHaveText('1');

  // The same split by keyboard: the command asks from when to when.
  await rowOf(page, TASK).locator('[data-column="name"]').click();
  await page.keyboard.press('Control+k');
  await page.keyboard.type('Opdel opgave');
  await page.keyboard.press('Enter');
  const dialog = page.getByRole('dialog', { name: 'Opdel opgave' });
  await dialog.getByLabel('Arbejdet går videre').fill('før i tiden');
  await page.keyboard.press('Enter');
  await expect(dialog.getByLabel('Arbejdet går videre')).toHaveAttribute('aria-invalid', 'true');
  await dialog.getByLabel('Arbejdet standser').fill(dateText(start + 2));
  await dialog.getByLabel('Arbejdet går videre').fill(dateText(start + 30));
  await page.keyboard.press('Enter');
  await expect(dialog).toHaveCount(0);
  await expect(rowOf(page, TASK).locator('[data-column="finish"]')).not.toHaveText(finish!);

  // A break that is there is moved in the same dialog.
  const broken = (await cell(page, TASK, 'finish'))!;
  await page.keyboard.press('Control+k');
  await page.keyboard.type('Opdel opgave');
  await page.keyboard.press('Enter');
  await dialog.getByRole('combobox', { name: 'Hvilken afbrydelse' }).press('ArrowDown');
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  await dialog.getByLabel('Arbejdet går videre').fill(dateText(start + 37));
  await page.keyboard.press('Enter');
  await expect(dialog).toHaveCount(0);
  await expect(rowOf(page, TASK).locator('[data-column="finish"]')).toHaveText(dateIn(dayOf(broken) + 7));

  // A plan that is long for the window has a map, on which a click goes there.
  await page.getByRole('toolbar').getByText('Dag', { exact: true }).click();
  const map = (await page.getByTestId('mini-map').boundingBox())!;
  const before = Number(await canvas(page).getAttribute('data-left-day'));
  await page.mouse.click(map.x + map.width * 0.9, map.y + 4);
  await expect.poll(async () => Number(await canvas(page).getAttribute('data-left-day'))).toBeGreaterThan(before + 10);
});

test('what the time line shows is chosen in one menu or by command, and is remembered', { tag: '@electron' }, async ({
  app,
}) => {
  const { page } = app;
  await newPlan(page);
  await page.getByTestId('look-menu').click();
  await page.getByRole('menuitemcheckbox', { name: 'Slæk' }).click();
  await page.getByRole('menuitemcheckbox', { name: 'Bindinger' }).click();
  await page.getByRole('menuitemradio', { name: 'Status' }).click();
  // An open menu has the keyboard to itself.
  await page.keyboard.press('Control+p');
  await expect(page.getByRole('dialog')).toBeHidden();
  await expect(page.getByRole('menuitemcheckbox', { name: 'Slæk' })).toHaveAttribute('aria-checked', 'true');
  await page.keyboard.press('Escape');
  await grid(page).focus();
  await page.keyboard.press('Control+k');
  await page.keyboard.type('Vis signaturforklaring');
  await page.keyboard.press('Enter');
  const legend = page.getByTestId('chart-legend');
  await expect(legend.getByText('Slæk', { exact: true })).toBeVisible();
  await expect(legend.getByText('Baseline', { exact: false })).toHaveCount(0);
  await page.keyboard.press('Control+k');
  await page.keyboard.type('Vis fremdriftslinje');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('dialog')).toHaveCount(0);

  // Baselines are chosen by keyboard; each has a sign of its own, which the legend names.
  for (const name of ['Aftalt', 'Genforhandlet', 'Sidste']) {
    await carryOut(page, 'Gem baseline');
    await page.getByRole('dialog').getByLabel('Navn').fill(name);
    await page.keyboard.press('Enter');
    await expect(page.getByRole('dialog')).toHaveCount(0);
  }
  await carryOut(page, 'Sammenlign baselines');
  const compare = page.getByRole('dialog', { name: 'Sammenlign baselines' });
  await expect(compare.getByRole('radio', { name: /Sidste/ })).toBeFocused();
  await page.keyboard.press('Tab');
  await page.keyboard.press('Space');
  await page.keyboard.press('Tab');
  await page.keyboard.press('Space');
  await expect(compare.getByRole('checkbox', { checked: true })).toHaveCount(2);
  expect(await violationsOn(page)).toEqual([]);
  await page.keyboard.press('Escape');
  await expect(legend.getByText('Baseline: Sidste')).toBeVisible();
  await expect(legend.getByText(/^Sammenlignet baseline [12]: /)).toHaveCount(2);
  await page.getByRole('toolbar').getByText('Uge', { exact: true }).click();

  // Zoom to the selection by keys: the chosen bar fills the window.
  await rowOf(page, NEXT).locator('[data-column="name"]').click();
  const before = Number(await canvas(page).getAttribute('data-px-per-day'));
  await page.keyboard.press('Control+Shift+9');
  await expect.poll(async () => Number(await canvas(page).getAttribute('data-px-per-day'))).toBeGreaterThan(before);
  const zoomed = Number(await canvas(page).getAttribute('data-px-per-day'));

  // Ctrl and the wheel zoom at the pointer: the day below it stays.
  const box = (await canvas(page).boundingBox())!;
  const dayAt = async (): Promise<number> =>
    Number(await canvas(page).getAttribute('data-left-day')) +
    200 / Number(await canvas(page).getAttribute('data-px-per-day'));
  const day = await dayAt();
  await page.mouse.move(box.x + 200, box.y + 200);
  await page.keyboard.down('Control');
  await page.mouse.wheel(0, 300);
  await page.keyboard.up('Control');
  await expect.poll(async () => Number(await canvas(page).getAttribute('data-px-per-day'))).toBeLessThan(zoomed);
  expect(Math.abs((await dayAt()) - day)).toBeLessThan(0.2);

  await app.restart();
  await expect(grid(app.page)).toBeVisible();
  await app.page.getByTestId('look-menu').click();
  for (const name of ['Slæk', 'Fremdriftslinje'])
    await expect(app.page.getByRole('menuitemcheckbox', { name })).toHaveAttribute('aria-checked', 'true');
  await expect(app.page.getByRole('menuitemcheckbox', { name: 'Bindinger' })).toHaveAttribute('aria-checked', 'false');
  await expect(app.page.getByRole('menuitemradio', { name: 'Status' })).toHaveAttribute('aria-checked', 'true');
});
