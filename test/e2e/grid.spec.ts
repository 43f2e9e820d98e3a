/** The habits of a spreadsheet in the table of tasks, and the ways to read a plan: columns, filters, groups, search. */
import type { Page } from '@playwright/test';
import { violationsOn } from './axe.ts';
import { expect, test } from './host.ts';
import { addTasks, carryOut, cellOf, grid, openPlan, rowOf, textIn, typeInto } from './plan-page.ts';

/** What the clipboard holds after the keys for copying or cutting. */
const copied = (page: Page, what: 'copy' | 'cut'): Promise<{ text: string; rows: string }> =>
  page.evaluate((kind) => {
    const data = new DataTransfer();
    document.dispatchEvent(new ClipboardEvent(kind, { clipboardData: data, bubbles: true, cancelable: true }));
    return { text: data.getData('text/plain'), rows: data.getData('application/x-udbudsplan-rows') };
  }, what);

/** Pastes as the keys do, with this on the clipboard. */
const paste = (page: Page, text: string, rows = ''): Promise<void> =>
  page.evaluate(
    ([plain, own]) => {
      const data = new DataTransfer();
      data.setData('text/plain', plain!);
      if (own) data.setData('application/x-udbudsplan-rows', own);
      document.dispatchEvent(new ClipboardEvent('paste', { clipboardData: data, bubbles: true, cancelable: true }));
    },
    [text, rows],
  );

const names = (page: Page): Promise<string[]> =>
  grid(page)
    .locator('[data-task] [data-column="name"]')
    .evaluateAll((cells) =>
      cells
        .map((cell) => ({ top: cell.getBoundingClientRect().top, text: cell.textContent ?? '' }))
        .sort((a, b) => a.top - b.top)
        .map(({ text }) => text),
    );

const headings = (page: Page): Promise<string[]> =>
  grid(page)
    .getByRole('columnheader')
    .evaluateAll((cells) => cells.map((cell) => cell.getAttribute('data-column') ?? ''));

const selectedCells = (page: Page) => grid(page).locator('[role="gridcell"][aria-selected="true"]');
const message = (page: Page) => page.getByTestId('edit-message');

test('a range of cells is selected, copied, pasted, filled and cleared, each as one step of undo', async ({ app }) => {
  await openPlan(app);
  const { page } = app;
  await addTasks(page, ['Alfa', 'Beta', 'Gamma', 'Delta']);
  await typeInto(page, 'Alfa', 'duration', '3');
  await typeInto(page, 'Beta', 'duration', '4');
  await typeInto(page, 'Alfa', 'responsible', 'Bo Bæk');

  // By keyboard and by mouse; the row says that it is selected, and so do its cells.
  await cellOf(page, 'Alfa', 'duration').click();
  await page.keyboard.press('Shift+ArrowDown');
  await expect(selectedCells(page)).toHaveCount(2);
  await page.keyboard.press('Shift+ArrowRight');
  await expect(selectedCells(page)).toHaveCount(4);
  await expect(rowOf(page, 'Beta')).toHaveAttribute('aria-selected', 'true');
  const from = (await cellOf(page, 'Alfa', 'duration').boundingBox())!;
  const to = (await cellOf(page, 'Gamma', 'start').boundingBox())!;
  await page.mouse.move(from.x + 10, from.y + 10);
  await page.mouse.down();
  await page.mouse.move(to.x + 20, to.y + 10, { steps: 6 });
  await page.mouse.up();
  await expect(selectedCells(page)).toHaveCount(6);

  // Two durations over two others: as Excel takes and gives them.
  await cellOf(page, 'Alfa', 'duration').click();
  await page.keyboard.press('Shift+ArrowDown');
  const { text, rows } = await copied(page, 'copy');
  expect(text).toBe('3d\r\n4d');
  await cellOf(page, 'Gamma', 'duration').click();
  await paste(page, text, rows);
  await expect(cellOf(page, 'Gamma', 'duration')).toHaveText('3d');
  await expect(cellOf(page, 'Delta', 'duration')).toHaveText('4d');
  await expect(message(page)).toContainText('2 celler indsat');
  await expect(grid(page)).toBeFocused();
  await page.keyboard.press('Control+z');
  await expect(cellOf(page, 'Gamma', 'duration')).toHaveText('1d');
  await expect(cellOf(page, 'Delta', 'duration')).toHaveText('1d');

  // Down from the first, by keys and by the handle.
  await cellOf(page, 'Alfa', 'responsible').click();
  for (let i = 0; i < 2; i++) await page.keyboard.press('Shift+ArrowDown');
  await page.keyboard.press('Control+d');
  await expect(cellOf(page, 'Gamma', 'responsible')).toHaveText('Bo Bæk');
  await expect(cellOf(page, 'Delta', 'responsible')).toHaveText('');
  await cellOf(page, 'Beta', 'duration').click();
  const handle = (await grid(page).locator('[data-fill]').boundingBox())!;
  const last = (await cellOf(page, 'Delta', 'duration').boundingBox())!;
  await page.mouse.move(handle.x + 3, handle.y + 3);
  await page.mouse.down();
  await page.mouse.move(last.x + 20, last.y + 14, { steps: 5 });
  await expect(page.getByTestId('fill-frame')).toBeVisible();
  await page.mouse.up();
  await expect(cellOf(page, 'Gamma', 'duration')).toHaveText('4d');
  await expect(cellOf(page, 'Delta', 'duration')).toHaveText('4d');

  // Delete empties cells; on names it takes rows away.
  await cellOf(page, 'Alfa', 'responsible').click();
  for (let i = 0; i < 2; i++) await page.keyboard.press('Shift+ArrowDown');
  await page.keyboard.press('Delete');
  await expect(cellOf(page, 'Gamma', 'responsible')).toHaveText('');
  await expect(rowOf(page, 'Gamma')).toBeVisible();
  await page.keyboard.press('Control+z');
  await expect(cellOf(page, 'Gamma', 'responsible')).toHaveText('Bo Bæk');
  await cellOf(page, 'Gamma', 'name').click();
  await page.keyboard.press('Delete');
  await expect(rowOf(page, 'Gamma')).toHaveCount(0);
  await page.keyboard.press('Control+z');
  await expect(rowOf(page, 'Gamma')).toBeVisible();
});

test('a block from a spreadsheet is shown before it is pasted where cells cannot take it, or as rows of its own', {
  tag: '@electron',
}, async ({ app }) => {
  await openPlan(app);
  const { page } = app;
  await addTasks(page, ['Alfa', 'Beta']);
  await cellOf(page, 'Alfa', 'name').click();
  await paste(page, 'Indkøb\t2 uger\r\nMontage\tlænge');
  const dialog = page.getByRole('dialog', { name: 'Indsæt i celler' });
  await expect(dialog).toContainText('»længe« er ikke en varighed');
  await expect(dialog.getByRole('button', { name: 'Ret 3 celler' })).toBeFocused();
  expect(await violationsOn(page)).toEqual([]);
  await page.keyboard.press('Escape');
  await expect(rowOf(page, 'Alfa')).toBeVisible();
  await expect(grid(page)).toBeFocused();

  await paste(page, 'Indkøb\t2 uger\r\nMontage\tlænge');
  await expect(dialog.getByRole('button', { name: 'Ret 3 celler' })).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(cellOf(page, 'Indkøb', 'duration')).toHaveText('2u');
  await expect(cellOf(page, 'Montage', 'duration')).toHaveText('1d');
  await page.keyboard.press('Control+z');
  await expect(rowOf(page, 'Beta')).toBeVisible();
  await expect(rowOf(page, 'Alfa')).toBeVisible();

  await cellOf(page, 'Alfa', 'name').click();
  await paste(page, 'Indkøb\t2 uger\r\nMontage\t3');
  await dialog.getByRole('button', { name: 'Indsæt som nye rækker' }).press('Enter');
  await expect(rowOf(page, 'Montage')).toBeVisible();
  await expect(rowOf(page, 'Alfa')).toBeVisible();

  // Cut rows move when they are pasted and stay what they are: their links go with them.
  await typeInto(page, 'Montage', 'predecessors', await textIn(page, 'Indkøb', 'wbs'));
  await cellOf(page, 'Alfa', 'wbs').click();
  const { text, rows } = await copied(page, 'cut');
  await expect(rowOf(page, 'Alfa')).toHaveAttribute('data-cut', 'true');
  await cellOf(page, 'Montage', 'wbs').click();
  await paste(page, text, rows);
  await expect
    .poll(async () => (await names(page)).filter((name) => ['Alfa', 'Montage'].includes(name)))
    .toEqual(['Montage', 'Alfa']);
  await expect(rowOf(page, 'Alfa')).not.toHaveAttribute('data-cut', 'true');
});

/** Types a letter with an accent as a keyboard with dead keys does: the accent is a key of its own, the letter completes it. */
const typeAccented = async (page: Page, accent: string, letter: string): Promise<void> => {
  const keys = await page.context().newCDPSession(page);
  await keys.send('Input.dispatchKeyEvent', { type: 'rawKeyDown', key: 'Dead', code: 'Equal' });
  await keys.send('Input.imeSetComposition', { text: accent, selectionStart: 1, selectionEnd: 1 });
  await keys.send('Input.dispatchKeyEvent', { type: 'keyUp', key: 'Dead', code: 'Equal' });
  await keys.send('Input.insertText', { text: letter });
};

test('predecessors are found by name while they are typed, in the words of the language', { tag: '@browser' }, async ({
  app,
}) => {
  await openPlan(app);
  const { page } = app;
  await addTasks(page, ['Forberedelse X', 'Opfølgning X']);
  const number = await textIn(page, 'Forberedelse X', 'wbs');
  await cellOf(page, 'Opfølgning X', 'predecessors').click();
  await page.keyboard.type('forberedelse x');
  const list = page.getByRole('listbox', { name: 'Forslag' });
  await expect(list.getByRole('option')).toHaveText([`${number}Forberedelse X`]);
  const field = page.getByRole('combobox', { name: 'Efter' });
  await page.keyboard.press('ArrowDown');
  await expect(field).toHaveAttribute('aria-activedescendant', /-0$/);
  await page.keyboard.press('Enter');
  await expect(field).toHaveValue(number);
  await page.keyboard.type('SS+2d');
  await expect(list).toHaveCount(0);
  await page.keyboard.press('Enter');
  await expect(cellOf(page, 'Opfølgning X', 'predecessors')).toHaveText(`${number}SS+2d`);

  await cellOf(page, 'Opfølgning X', 'responsible').click();
  await page.keyboard.type('udbudsj');
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  await expect(cellOf(page, 'Opfølgning X', 'responsible')).toHaveText(/^Udbudsj/);

  // An accent that is a key of its own opens the cell; what it makes of the next letter is what is typed.
  await cellOf(page, 'Opfølgning X', 'name').click();
  await typeAccented(page, '´', 'é');
  await page.keyboard.type('tude');
  await page.keyboard.press('Enter');
  await expect(rowOf(page, 'étude')).toBeVisible();

  // The panel explains the row at which a walk through the rows ends.
  await page.keyboard.press('Control+Home');
  for (let step = 0; step < 8; step++) await page.keyboard.press('ArrowDown');
  const active = grid(page).locator('[data-task][aria-selected="true"] [data-column="name"]');
  await expect(page.getByRole('complementary').getByRole('heading', { level: 2 }).first()).toHaveText(
    (await active.textContent())!,
  );
});

test('columns are chosen, moved, sized and frozen, by keys and by mouse, and stay so', { tag: '@electron' }, async ({
  app,
}) => {
  await openPlan(app);
  const { page } = app;
  await page.keyboard.press('Control+Home');
  await page.keyboard.press('ArrowRight');
  await page.keyboard.press('ArrowRight');
  await page.keyboard.press('ArrowUp');
  const duration = grid(page).getByRole('columnheader', { name: 'Varighed' });
  await expect(grid(page)).toHaveAttribute('aria-activedescendant', (await duration.getAttribute('id'))!);
  const width = (await duration.boundingBox())!.width;
  await page.keyboard.press('Shift+ArrowRight');
  await expect.poll(async () => (await duration.boundingBox())!.width).toBe(width + 8);
  await page.keyboard.press('Alt+ArrowRight');
  await expect
    .poll(() => headings(page))
    .toEqual(['wbs', 'name', 'start', 'duration', 'finish', 'predecessors', 'responsible', 'percentComplete']);
  await expect(duration).toHaveAttribute('data-active', 'true');
  await page.keyboard.press('Enter');
  await expect(duration).toHaveAttribute('aria-sort', 'ascending');
  await page.keyboard.press('Enter');
  await expect(duration).toHaveAttribute('aria-sort', 'descending');
  await page.keyboard.press('Enter');
  await expect(duration).not.toHaveAttribute('aria-sort', /./);

  // The menu of a heading has what can be done to its column.
  await page.keyboard.press('Shift+F10');
  await page.getByRole('menuitem', { name: 'Skjul kolonnen' }).press('Enter');
  await expect.poll(() => headings(page)).not.toContain('duration');
  await expect(grid(page)).toBeFocused();

  // By mouse: the edge sizes, a double click on it fits, a drag moves.
  const start = grid(page).getByRole('columnheader', { name: 'Start' });
  const before = (await start.boundingBox())!;
  await page.mouse.move(before.x + before.width - 1, before.y + 20);
  await page.mouse.down();
  await page.mouse.move(before.x + before.width + 59, before.y + 20, { steps: 4 });
  await page.mouse.up();
  await expect.poll(async () => (await start.boundingBox())!.width).toBe(before.width + 60);
  const wide = (await start.boundingBox())!;
  await page.mouse.dblclick(wide.x + wide.width - 1, wide.y + 20);
  await expect.poll(async () => (await start.boundingBox())!.width).toBeLessThan(before.width + 20);
  const finish = (await grid(page).getByRole('columnheader', { name: 'Slut' }).boundingBox())!;
  await page.mouse.move(finish.x + 20, finish.y + 30);
  await page.mouse.down();
  await page.mouse.move((await start.boundingBox())!.x + 8, finish.y + 30, { steps: 6 });
  await expect(page.getByTestId('column-drop')).toBeVisible();
  await page.mouse.up();
  await expect.poll(async () => (await headings(page)).slice(0, 4)).toEqual(['wbs', 'name', 'finish', 'start']);

  // The list of all columns.
  await carryOut(page, 'kolonner');
  const dialog = page.getByRole('dialog', { name: 'Kolonner' });
  await dialog.getByLabel('Find en kolonne').fill('deadline');
  await dialog.getByRole('checkbox', { name: 'Deadline' }).press(' ');
  await dialog.getByLabel('Find en kolonne').fill('');
  await dialog.getByRole('button', { name: 'Flyt op: Deadline' }).press('Enter');
  await page.keyboard.press('Escape');
  await expect.poll(() => headings(page)).toContain('deadline');
  const shown = await headings(page);
  await addTasks(page, ['Med frist']);
  await typeInto(page, 'Med frist', 'deadline', '4.1.2027');
  await expect(cellOf(page, 'Med frist', 'deadline')).toHaveText('4.1.27');

  // Numbers and names stand still while the rest is scrolled under them.
  const name = (await cellOf(page, 'Med frist', 'name').boundingBox())!;
  await grid(page)
    .locator('xpath=..')
    .evaluate((pane) => {
      pane.scrollLeft = 200;
    });
  await expect
    .poll(async () => (await cellOf(page, 'Med frist', 'start').boundingBox())!.x)
    .toBeLessThan(name.x + name.width);
  expect((await cellOf(page, 'Med frist', 'name').boundingBox())!.x).toBe(name.x);

  await app.restart();
  await expect(grid(app.page)).toBeVisible();
  expect(await headings(app.page)).toEqual(shown);
});

test('filters go together, are told as chips, keep what is edited, and are saved as views of the plan', {
  tag: '@browser',
}, async ({ app }) => {
  await openPlan(app);
  const { page } = app;
  const total = Number(await grid(page).getAttribute('aria-rowcount')) - 2;
  await page.keyboard.press('Control+Shift+l');
  const form = page.getByRole('dialog', { name: 'Filter' });
  await expect(form.getByLabel('Indeholder')).toBeFocused();
  await form.getByRole('checkbox', { name: 'Milepæle' }).press(' ');
  await form.getByLabel('Indeholder').fill('tilbud');
  await page.keyboard.press('Escape');
  await expect(form).toHaveCount(0);
  const chips = page.getByTestId('chips');
  await expect(chips).toContainText('Milepæle');
  await expect(chips).toContainText('Indeholder »tilbud«');
  await expect(page.getByTestId('shown-count')).toHaveText(new RegExp(`^\\d+ af ${total} opgaver$`));
  const filtered = Number(await grid(page).getAttribute('aria-rowcount'));
  expect(filtered).toBeLessThan(total);
  await expect(message(page)).toContainText(`af ${total} opgaver vises`);

  // What no longer fits stays below the hand that changed it.
  const milestones = grid(page).locator('[data-task][data-kind="milestone"]');
  const first = (await milestones.first().locator('[data-column="name"]').textContent())!;
  await cellOf(page, first, 'name').click();
  await page.keyboard.press('F2');
  await page.keyboard.press('Control+a');
  await page.keyboard.type('Helt andet navn');
  await page.keyboard.press('Enter');
  await expect(rowOf(page, 'Helt andet navn')).toBeVisible();
  await expect(grid(page)).toBeFocused();

  await carryOut(page, 'gem visning');
  await expect(page.getByRole('dialog', { name: 'Gem visning' }).getByLabel('Navn')).toBeFocused();
  await page.keyboard.type('Til mødet');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('dialog')).toHaveCount(0);
  await expect(page.getByRole('button', { name: 'Visning: Til mødet' })).toBeVisible();

  await chips.getByRole('button', { name: 'Fjern: Milepæle' }).press('Enter');
  await expect(chips).not.toContainText('Milepæle');
  await chips.getByRole('button', { name: 'Vis alle' }).press('Enter');
  await expect(chips).toHaveCount(0);
  await expect(grid(page)).toHaveAttribute('aria-rowcount', String(total + 2));

  await page.getByRole('button', { name: /^Visning/ }).press('Enter');
  await page.getByRole('menuitem', { name: 'Til mødet' }).press('Enter');
  await expect(chips).toContainText('Milepæle');

  // Nothing fits: the grid says so and offers the way back.
  await page.getByRole('button', { name: 'Filter', exact: true }).press('Enter');
  await form.getByLabel('Indeholder').fill('findes slet ikke');
  await page.keyboard.press('Escape');
  await expect(grid(page)).toContainText(`Ingen af planens ${total} opgaver passer til filteret.`);
  await grid(page).getByRole('button', { name: 'Ryd filteret' }).press('Enter');
  await expect(grid(page)).toHaveAttribute('aria-rowcount', String(total + 2));

  // Groups are heads that fold; the outline comes back as it was.
  await carryOut(page, 'gruppér efter fase');
  const head = grid(page).locator('[data-group]').first();
  await expect(head).toHaveAttribute('aria-expanded', 'true');
  await page.keyboard.press('Control+Home');
  await page.keyboard.press('Enter');
  await expect(head).toHaveAttribute('aria-expanded', 'false');
  await page.keyboard.press('Control+Shift+a');
  await expect(grid(page).locator('[data-group]')).toHaveCount(0);
});

test('the plan is searched and gone about by keys', { tag: '@browser' }, async ({ app }) => {
  await openPlan(app);
  const { page } = app;
  await addTasks(page, ['Nål i høstak 1', 'Andet', 'Nål i høstak 2']);
  await page.keyboard.press('Control+Home');
  await page.keyboard.press('Control+f');
  const field = page.getByRole('textbox', { name: 'Søg i planen' });
  await expect(field).toBeFocused();
  await page.keyboard.type('høstak');
  const count = page.getByTestId('find-count');
  await expect(count).toHaveText('1 af 2');
  await expect(rowOf(page, 'Nål i høstak 1')).toHaveAttribute('aria-selected', 'true');
  await expect(rowOf(page, 'Nål i høstak 2')).toHaveAttribute('data-found', 'true');
  await page.keyboard.press('Enter');
  await expect(count).toHaveText('2 af 2');
  await page.keyboard.press('Shift+Enter');
  await expect(count).toHaveText('1 af 2');
  await page.keyboard.press('Escape');
  await expect(field).toHaveCount(0);
  await expect(grid(page)).toBeFocused();
  await expect(rowOf(page, 'Nål i høstak 1')).toHaveAttribute('aria-selected', 'true');

  const left = () => page.getByTestId('time-line').locator('canvas').getAttribute('data-left-day');
  const goal = page.getByRole('combobox', { name: 'Dato, nummer eller navn' });
  await page.keyboard.press('Control+g');
  await expect(goal).toBeFocused();
  await page.keyboard.type('5.4.2031');
  await expect(page.getByRole('option', { name: /5\. april 2031/ })).toBeVisible();
  const before = await left();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('dialog')).toHaveCount(0);
  await expect.poll(left).not.toBe(before);
  await expect(grid(page)).toBeFocused();
  await page.keyboard.press('Control+g');
  await expect(goal).toBeFocused();
  await page.keyboard.type('høstak 2');
  await page.keyboard.press('Enter');
  await expect(rowOf(page, 'Nål i høstak 2')).toHaveAttribute('aria-selected', 'true');
});
