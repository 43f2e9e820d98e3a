import type { Page } from '@playwright/test';
import { expect, test } from './host.ts';
import { addTasks, cellOf, grid, openPlan, rowOf, textIn, typeInto } from './plan-page.ts';

const ROW_HEIGHT = 28;
const HEADER_HEIGHT = 44;

/** What every row says, from the first to the last. */
const planText = async (page: Page): Promise<string[]> => {
  const scroller = page.getByTestId('time-line');
  const found = new Map<number, string>();
  const height = await scroller.evaluate((element) => element.scrollHeight);
  for (let top = 0; top <= height; top += 10 * ROW_HEIGHT) {
    await scroller.evaluate((element, to) => {
      element.scrollTop = to;
    }, top);
    await page.evaluate(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))));
    const rows = await grid(page)
      .locator('[data-task]')
      .evaluateAll((elements) =>
        elements.map((row) => [
          Number(row.getAttribute('aria-rowindex')),
          [...row.querySelectorAll('[data-column]')].map((cell) => cell.textContent).join('|'),
        ]),
      );
    for (const [index, text] of rows as [number, string][]) found.set(index, text);
  }
  await scroller.evaluate((element) => {
    element.scrollTop = 0;
  });
  return [...found].sort((a, b) => a[0] - b[0]).map(([, text]) => text);
};

/** Where a task's row lies on the time line, and where an instant in days since 1970 does. */
const onTimeLine = async (page: Page, name: string): Promise<{ y: number; xOf: (day: number) => number }> => {
  const row = (await rowOf(page, name).boundingBox())!;
  const canvas = page.getByTestId('time-line').locator('canvas');
  const box = (await canvas.boundingBox())!;
  const pxPerDay = Number(await canvas.getAttribute('data-px-per-day'));
  const leftDay = Number(await canvas.getAttribute('data-left-day'));
  return { y: row.y + ROW_HEIGHT / 2, xOf: (day) => box.x + (day - leftDay) * pxPerDay };
};

/** Day number of a date as the Danish grid writes it. */
const dayOf = (text: string): number => {
  const [day, month, year] = text.split('.').map(Number);
  return Date.UTC(2000 + year!, month! - 1, day!) / 86_400_000;
};

const dragBar = async (page: Page, name: string, days: number): Promise<void> => {
  await page.getByRole('toolbar').getByText('Uge', { exact: true }).click();
  await cellOf(page, name, 'name').click();
  await page.keyboard.press('Control+k');
  await page.keyboard.type(name);
  await page.keyboard.press('Enter');
  await expect(page.getByRole('dialog')).toHaveCount(0);
  const startDay = dayOf(await textIn(page, name, 'start'));
  await expect(async () => {
    const { xOf } = await onTimeLine(page, name);
    const box = (await page.getByTestId('time-line').boundingBox())!;
    expect(xOf(startDay)).toBeGreaterThan(box.x);
    expect(xOf(startDay)).toBeLessThan(box.x + box.width);
  }).toPass();
  const { y, xOf } = await onTimeLine(page, name);
  const from = xOf(startDay + 1.4);
  await page.mouse.move(from, y);
  await page.mouse.down();
  for (let step = 1; step <= 4; step++) await page.mouse.move(from + ((xOf(days) - xOf(0)) * step) / 4, y);
  await expect(page.getByTestId('drag-preview')).toBeVisible();
  await page.mouse.up();
};

test('a plan is made, linked, dragged; undo goes back to the first state, redo forward, and a restart keeps all', async ({
  app,
}) => {
  await openPlan(app);
  const { page } = app;
  const first = await planText(page);
  await grid(page).focus();

  await addTasks(page, ['Forberedelse', 'Skitse', 'Prøve', 'Aflevering']);
  await typeInto(page, 'Skitse', 'duration', '2u');
  await typeInto(page, 'Prøve', 'duration', '5');
  await cellOf(page, 'Skitse', 'name').click();
  await page.keyboard.press('Shift+ArrowDown');
  await page.keyboard.press('Alt+Shift+ArrowRight');
  await expect(rowOf(page, 'Skitse')).toHaveAttribute('aria-level', '2');
  await expect(rowOf(page, 'Forberedelse')).toHaveAttribute('aria-expanded', 'true');

  const sketch = await textIn(page, 'Skitse', 'wbs');
  await typeInto(page, 'Prøve', 'predecessors', `${sketch}AS+2d`);
  await expect(cellOf(page, 'Prøve', 'predecessors')).toHaveText(`${sketch}AS+2d`);
  await typeInto(page, 'Skitse', 'name', 'Udkast');
  await expect(rowOf(page, 'Udkast')).toBeVisible();
  await typeInto(page, 'Udkast', 'responsible', 'Bo Østergård');
  await expect(cellOf(page, 'Udkast', 'responsible')).toHaveText('Bo Østergård');
  await typeInto(page, 'Udkast', 'start', '4.1.2027');
  await expect(cellOf(page, 'Udkast', 'start')).toHaveText('4.1.27');

  const before = await textIn(page, 'Prøve', 'start');
  await dragBar(page, 'Udkast', 7);
  await expect(cellOf(page, 'Udkast', 'start')).toHaveText('11.1.27');
  await expect(cellOf(page, 'Prøve', 'start')).not.toHaveText(before);
  await expect(page.getByTestId('edit-message')).toContainText('1 efterfølger flyttet');

  await typeInto(page, 'Aflevering', 'duration', '0');
  await typeInto(page, 'Udkast', 'percentComplete', '50');
  await typeInto(page, 'Prøve', 'name', 'Afprøvning');
  await typeInto(page, 'Afprøvning', 'duration', '3 mdr');
  await typeInto(page, 'Afprøvning', 'duration', '4');
  await typeInto(page, 'Aflevering', 'name', 'Overdragelse');
  await cellOf(page, 'Overdragelse', 'name').click();
  await page.keyboard.press('Alt+Shift+ArrowUp');
  await page.keyboard.press('Alt+Shift+ArrowDown');
  await expect(rowOf(page, 'Overdragelse')).toBeVisible();
  const last = await planText(page);

  await grid(page).focus();
  for (let i = 0; i < 20; i++) await page.keyboard.press('Control+z');
  await expect.poll(() => planText(page)).toEqual(first);
  await expect(grid(page)).toBeFocused();
  for (let i = 0; i < 20; i++) await page.keyboard.press('Control+y');
  await expect.poll(() => planText(page)).toEqual(last);

  await app.restart();
  await expect(grid(app.page)).toBeVisible();
  expect(await planText(app.page)).toEqual(last);
});

test('a link is drawn from bar to row, selected by a click and deleted', async ({ app }) => {
  await openPlan(app);
  const { page } = app;
  await addTasks(page, ['Alfa', 'Beta']);
  await typeInto(page, 'Alfa', 'duration', '10');
  await page.getByRole('toolbar').getByText('Uge', { exact: true }).click();
  await page.keyboard.press('Control+k');
  await page.keyboard.type('Alfa');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('dialog')).toHaveCount(0);
  // At the end of the plan a drag near the lower edge has nowhere left to scroll to.
  await cellOf(page, 'Alfa', 'name').click();
  await page.keyboard.press('Control+End');
  await page.keyboard.press('ArrowDown');
  await expect(page.getByText('Skriv en ny opgave …')).toBeInViewport({ ratio: 1 });
  await cellOf(page, 'Alfa', 'name').click();
  const startDay = dayOf(await textIn(page, 'Alfa', 'start'));
  const { y, xOf } = await onTimeLine(page, 'Alfa');
  await page.mouse.move(xOf(startDay + 4), y);
  await page.mouse.down();
  await page.mouse.move(xOf(startDay + 4), y + ROW_HEIGHT / 2, { steps: 3 });
  await page.mouse.move(xOf(startDay + 4), y + ROW_HEIGHT, { steps: 3 });
  await expect(page.getByTestId('drag-preview')).toContainText('Alfa → Beta');
  await page.mouse.up();
  const number = await textIn(page, 'Alfa', 'wbs');
  await expect(cellOf(page, 'Beta', 'predecessors')).toHaveText(number);

  // The same again is refused, and says why.
  await page.mouse.move(xOf(startDay + 4), y);
  await page.mouse.down();
  await page.mouse.move(xOf(startDay + 4), y + ROW_HEIGHT, { steps: 6 });
  await page.mouse.up();
  await expect(page.getByRole('alert')).toBeVisible();
  // The bar that tells it lies over the rows.
  await page.getByRole('alert').getByRole('button').last().click();
  await expect(page.getByRole('alert')).toHaveCount(0);

  // The link runs down somewhere right of the bar, between the two rows.
  const finishX = xOf(dayOf(await textIn(page, 'Alfa', 'finish')) + 17 / 24);
  const canvas = page.getByTestId('time-line').locator('canvas');
  for (let dx = 0; dx < 24 && (await canvas.getAttribute('data-selected-link')) === null; dx += 3)
    await page.mouse.click(finishX + dx, y + ROW_HEIGHT / 2);
  await expect(canvas).toHaveAttribute('data-selected-link', /./);
  await page.keyboard.press('Delete');
  await expect(cellOf(page, 'Beta', 'predecessors')).toHaveText('');
  await expect(rowOf(page, 'Alfa')).toBeVisible();
});

test('a refused edit says why beside the cell and keeps the text', async ({ app }) => {
  await openPlan(app);
  const { page } = app;
  await addTasks(page, ['Alfa', 'Beta']);
  const alfa = await textIn(page, 'Alfa', 'wbs');
  const beta = await textIn(page, 'Beta', 'wbs');
  await typeInto(page, 'Beta', 'predecessors', alfa);
  await expect(cellOf(page, 'Beta', 'predecessors')).toHaveText(alfa);

  await typeInto(page, 'Alfa', 'predecessors', beta);
  const field = cellOf(page, 'Alfa', 'predecessors').getByRole('combobox');
  await expect(field).toHaveValue(beta);
  await expect(field).toBeFocused();
  await expect(field).toHaveAttribute('aria-invalid', 'true');
  await expect(page.getByRole('alert')).toContainText('Alfa');
  await expect(page.getByRole('alert')).toContainText('Beta');
  await page.keyboard.press('Escape');
  await expect(cellOf(page, 'Alfa', 'predecessors')).toHaveText('');
  await expect(grid(page)).toBeFocused();

  await typeInto(page, 'Alfa', 'start', 'engang');
  await expect(page.getByRole('alert')).toContainText('»engang« er ikke en dato');
  await page.keyboard.press('Control+a');
  await page.keyboard.type('u14');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('alert')).toHaveCount(0);
});

test('everything goes by keyboard: move, select, add, edit, fold, copy, delete', async ({ app }) => {
  await openPlan(app);
  const { page } = app;
  const isAt = (column: string): Promise<void> =>
    expect(grid(page)).toHaveAttribute('aria-activedescendant', new RegExp(`-${column}$`));
  await expect(grid(page)).toBeFocused();
  await page.keyboard.press('Control+Home');
  await isAt('wbs');
  const top = grid(page).locator('[data-task]').first();
  const count = await grid(page).getAttribute('aria-rowcount');
  await expect(top).toHaveAttribute('aria-selected', 'true');
  await page.keyboard.press('ArrowLeft');
  await expect(top).toHaveAttribute('aria-expanded', 'false');
  await page.keyboard.press('ArrowRight');
  await expect(top).toHaveAttribute('aria-expanded', 'true');
  await expect(grid(page)).toHaveAttribute('aria-rowcount', count!);
  await page.keyboard.press('End');
  await isAt('percentComplete');
  await page.keyboard.press('Home');
  await page.keyboard.press('Tab');
  await isAt('name');
  await page.keyboard.press('Shift+Tab');
  await isAt('wbs');
  await page.keyboard.press('PageDown');
  await page.keyboard.press('Control+ArrowUp');
  await page.keyboard.press('Shift+ArrowDown');
  await page.keyboard.press('Shift+ArrowDown');
  await expect(grid(page).locator('[aria-selected="true"]')).toHaveCount(3);
  await page.keyboard.press('Escape');
  await expect(grid(page).locator('[aria-selected="true"]')).toHaveCount(1);

  await addTasks(page, ['Første', 'Anden']);
  await page.keyboard.press('ArrowUp');
  await page.keyboard.press('F2');
  await page.keyboard.press('End');
  await page.keyboard.type(' gang');
  await page.keyboard.press('Tab');
  await isAt('duration');
  await page.keyboard.type('3');
  await page.keyboard.press('Shift+Enter');
  await expect(cellOf(page, 'Anden gang', 'duration')).toHaveText('3d');
  await cellOf(page, 'Anden gang', 'name').click();
  await page.keyboard.press('Backspace');
  await expect(page.getByRole('textbox', { name: 'Opgave' })).toHaveValue('');
  await page.keyboard.press('Escape');
  await expect(rowOf(page, 'Anden gang')).toBeVisible();

  const rowsBefore = Number(await grid(page).getAttribute('aria-rowcount'));
  await page.keyboard.press('Insert');
  await expect(grid(page)).toHaveAttribute('aria-rowcount', String(rowsBefore + 1));
  await isAt('name');
  await page.keyboard.type('Tredje');
  await page.keyboard.press('Enter');
  await expect(rowOf(page, 'Tredje')).toBeVisible();
  await cellOf(page, 'Anden gang', 'name').click();
  await page.keyboard.press('Shift+Space');
  await page.keyboard.press('Control+c');
  await page.keyboard.press('Control+v');
  await expect(grid(page).locator('[data-column="name"]', { hasText: 'Anden gang' })).toHaveCount(2);
  await page.keyboard.press('Delete');
  await expect(grid(page).locator('[data-column="name"]', { hasText: 'Anden gang' })).toHaveCount(1);
  await page.keyboard.press('Control+z');
  await expect(grid(page).locator('[data-column="name"]', { hasText: 'Anden gang' })).toHaveCount(2);
  await page.keyboard.press('Control+x');
  await expect(grid(page)).toBeFocused();
});

test('rows come from a spreadsheet with their outline, links and dates', async ({ app }) => {
  await openPlan(app);
  const { page } = app;
  // Below the last row at the top level.
  await page.keyboard.press('Control+End');
  await page.keyboard.press('ArrowDown');
  await page.keyboard.type('Topniveau');
  await page.keyboard.press('Enter');
  await cellOf(page, 'Topniveau', 'name').click();
  const text = [
    'Nr.\tOpgave\tVarighed\tStart\tSlut\tEfter\tAnsvarlig',
    '1\tPulje\t\t\t\t\t',
    '1.1\tIndkøb\t2 uger\t05-04-2027\t\t\tBo Bæk',
    '1.2\tMontage\t5 dage\t\t\t1.1',
  ].join('\r\n');
  await grid(page).evaluate((element, pasted) => {
    const data = new DataTransfer();
    data.setData('text/plain', pasted);
    element.dispatchEvent(new ClipboardEvent('paste', { clipboardData: data, bubbles: true, cancelable: true }));
  }, text);
  await expect(rowOf(page, 'Indkøb')).toHaveAttribute('aria-level', '2');
  await expect(cellOf(page, 'Indkøb', 'start')).toHaveText('5.4.27');
  await expect(cellOf(page, 'Indkøb', 'duration')).toHaveText('2u');
  await expect(cellOf(page, 'Indkøb', 'responsible')).toHaveText('Bo Bæk');
  await expect(cellOf(page, 'Montage', 'start')).toHaveText('19.4.27');
});

test('a row is dragged by its number, the right button acts on the row below it, and what is folded stays', async ({
  app,
}) => {
  await openPlan(app);
  const { page } = app;
  await addTasks(page, ['Alfa', 'Beta', 'Gamma']);
  const from = (await cellOf(page, 'Gamma', 'wbs').boundingBox())!;
  const to = (await cellOf(page, 'Alfa', 'wbs').boundingBox())!;
  await page.mouse.move(from.x + 20, from.y + 14);
  await page.mouse.down();
  await page.mouse.move(to.x + 20, to.y + 20, { steps: 4 });
  await page.mouse.move(to.x + 20, to.y + 3, { steps: 2 });
  await expect(page.getByTestId('row-drop')).toBeVisible();
  await page.mouse.up();
  const indexOf = async (name: string): Promise<number> =>
    Number(await rowOf(page, name).getAttribute('aria-rowindex'));
  await expect.poll(async () => (await indexOf('Alfa')) - (await indexOf('Gamma'))).toBe(1);

  await cellOf(page, 'Alfa', 'name').click();
  await cellOf(page, 'Beta', 'name').click({ button: 'right' });
  await expect(rowOf(page, 'Beta')).toHaveAttribute('aria-selected', 'true');
  await page.getByRole('menuitem', { name: /Slet opgaver/ }).click();
  await expect(rowOf(page, 'Beta')).toHaveCount(0);
  await expect(rowOf(page, 'Alfa')).toBeVisible();
  await expect(grid(page)).toBeFocused();

  await page.keyboard.press('Control+Home');
  await page.keyboard.press('ArrowLeft');
  const top = grid(page).locator('[data-task]').first();
  await expect(top).toHaveAttribute('aria-expanded', 'false');
  await page.keyboard.press('Alt+1');
  await expect(grid(page)).toHaveCount(0);
  await page.keyboard.press('Alt+2');
  await expect(top).toHaveAttribute('aria-expanded', 'false');
  expect(HEADER_HEIGHT).toBe((await grid(page).getByRole('row').first().boundingBox())!.height);
});
