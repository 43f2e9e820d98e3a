/** The first hour of planning with nothing but the keyboard, in both languages: Tab, arrows, shortcuts and typing. */
import type { Locator, Page } from '@playwright/test';
import danishApp from '../../assets/texts/da/app.json' with { type: 'json' };
import danishCommands from '../../assets/texts/da/commands.json' with { type: 'json' };
import danishTable from '../../assets/texts/da/table.json' with { type: 'json' };
import danishRules from '../../assets/texts/da/tender.json' with { type: 'json' };
import danishTenders from '../../assets/texts/da/tender-view.json' with { type: 'json' };
import englishApp from '../../assets/texts/en/app.json' with { type: 'json' };
import englishCommands from '../../assets/texts/en/commands.json' with { type: 'json' };
import englishTable from '../../assets/texts/en/table.json' with { type: 'json' };
import englishRules from '../../assets/texts/en/tender.json' with { type: 'json' };
import englishTenders from '../../assets/texts/en/tender-view.json' with { type: 'json' };
import { expect, test } from './host.ts';
import { carryOut, cellOf, grid, rowOf } from './plan-page.ts';

const TEXTS = {
  da: {
    app: danishApp,
    commands: danishCommands,
    table: danishTable,
    tenders: danishTenders,
    rules: danishRules,
    after: 'AS',
    afterWord: 'Færdig',
  },
  en: {
    app: englishApp,
    commands: englishCommands,
    table: englishTable,
    tenders: englishTenders,
    rules: englishRules,
    after: 'FS',
    afterWord: 'Done',
  },
} as const;

/** Farthest that anything lies from where the keyboard was, in presses of Tab. */
const MOST_TABS = 140;

const isFocused = (locator: Locator): Promise<boolean> =>
  locator.evaluateAll((elements) => elements.some((element) => element === document.activeElement));

/** Goes on with Tab until this has the keyboard; on the way it is never lost. */
const tabTo = async (page: Page, locator: Locator): Promise<void> => {
  await expect(locator.first()).toBeVisible();
  for (let i = 0; i < MOST_TABS; i++) {
    if (await isFocused(locator)) return;
    await page.keyboard.press('Tab');
  }
  throw new Error(`not reached by ${MOST_TABS} presses of Tab: ${locator}`);
};

const goTo = async (page: Page, keys: string, title: string): Promise<void> => {
  await page.keyboard.press(keys);
  await expect(page.getByRole('heading', { level: 1, name: title, exact: true })).toBeVisible();
};

/** Types into the cell that is so many columns right of the name of the task that has the keyboard. */
const typeAt = async (page: Page, columns: number, text: string): Promise<void> => {
  await page.keyboard.press('Home');
  for (let i = 0; i <= columns; i++) await page.keyboard.press('ArrowRight');
  await page.keyboard.type(text);
  await page.keyboard.press('Enter');
  await page.keyboard.press('ArrowUp');
};

for (const [language, tag] of [
  ['da', '@electron'],
  ['en', '@browser'],
] as const)
  test(`the first hour by keyboard alone, ${language}`, { tag }, async ({ app }) => {
    test.slow();
    const { page } = app;
    const { app: t, commands, table, tenders, rules, after } = TEXTS[language];
    await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
    if (language === 'en') {
      await carryOut(page, danishCommands['app.language']);
      await expect(page.locator('html')).toHaveAttribute('lang', 'en');
    }
    const isAt = (locator: Locator): Promise<void> => expect(locator).toBeFocused();

    // A project from a template, with its name and the day on which it begins.
    await page.keyboard.press('Control+Alt+n');
    await isAt(page.getByRole('dialog').getByLabel(t['field.name'], { exact: true }));
    await page.keyboard.type('Første time');
    await page.keyboard.press('Tab');
    await page.keyboard.press('Control+a');
    await page.keyboard.type('4.1.2027');
    await page.keyboard.press('Enter');
    await expect(grid(page)).toBeVisible();
    await isAt(grid(page));

    // Tasks below the last, put below the first of them, with durations, a link, a date and somebody responsible.
    await page.keyboard.press('Control+End');
    await page.keyboard.press('ArrowDown');
    for (const name of ['Klargøring', 'Rekvirér', 'Montér']) {
      await page.keyboard.type(name);
      await page.keyboard.press('Enter');
    }
    await expect(rowOf(page, 'Montér')).toBeVisible();
    await page.keyboard.press('ArrowUp');
    await page.keyboard.press('Shift+ArrowUp');
    await page.keyboard.press('Alt+Shift+ArrowRight');
    await expect(rowOf(page, 'Klargøring')).toHaveAttribute('aria-expanded', 'true');
    await expect(rowOf(page, 'Montér')).toHaveAttribute('aria-level', '2');
    await carryOut(page, 'Rekvirér');
    await isAt(grid(page));
    await expect(rowOf(page, 'Rekvirér')).toHaveAttribute('aria-selected', 'true');
    await typeAt(page, 1, language === 'da' ? '2u' : '2w');
    await expect(cellOf(page, 'Rekvirér', 'duration')).toHaveText(language === 'da' ? '2u' : '2w');
    await typeAt(page, 2, '11.1.2027');
    await expect(cellOf(page, 'Rekvirér', 'start')).toHaveText(language === 'da' ? '11.1.27' : '11 Jan 27');
    await page.keyboard.press('ArrowDown');
    const number = await cellOf(page, 'Rekvirér', 'wbs').textContent();
    await typeAt(page, 4, `${number}${after}+2d`);
    await expect(cellOf(page, 'Montér', 'predecessors')).toHaveText(`${number}${after}+2d`);
    await expect(page.getByTestId('edit-message')).not.toBeEmpty();
    await typeAt(page, 5, 'Bo Ærø');
    await expect(cellOf(page, 'Montér', 'responsible')).toHaveText('Bo Ærø');
    await isAt(grid(page));

    // A stage, a person, and days on which nobody works.
    await goTo(page, 'Alt+3', commands['view.gates']);
    await tabTo(page, page.getByRole('main').getByRole('button', { name: t['stages.add'], exact: true }));
    await page.keyboard.press('Enter');
    await isAt(page.getByLabel(t['field.name'], { exact: true }));
    await page.keyboard.type('Afslutning');
    await page.keyboard.press('Enter');
    await expect(page.locator('section[aria-label="Afslutning"]')).toBeVisible();
    await goTo(page, 'Alt+6', commands['view.people']);
    await tabTo(page, page.getByRole('button', { name: t['people.addPerson'], exact: true }));
    await page.keyboard.press('Enter');
    const person = page.getByRole('textbox', { name: t['field.name'], exact: true }).and(page.locator(':focus'));
    await expect(person).toHaveValue(t['people.new.person']);
    await page.keyboard.type('Bo Bæk');
    await page.keyboard.press('Enter');
    await goTo(page, 'Alt+5', commands['view.calendars']);
    await tabTo(page, page.getByRole('button', { name: t['calendars.addException'] }).last());
    await page.keyboard.press('Enter');
    const row = page.getByRole('table').getByRole('row').last();
    await isAt(row.getByLabel(t['field.name'], { exact: true }));
    await page.keyboard.type('Flytning');
    await page.keyboard.press('Enter');
    await tabTo(page, row.getByLabel(t['field.from'], { exact: true }));
    await page.keyboard.press('Control+a');
    await page.keyboard.type('13.1.2027');
    await page.keyboard.press('Enter');
    await expect(row.getByLabel(t['field.from'], { exact: true })).toHaveValue(/2027/);

    // What has been agreed is kept, and the plan is read: filtered, searched, seen whole again.
    await goTo(page, 'Alt+2', commands['view.plan']);
    await isAt(grid(page));
    await carryOut(page, commands['baseline.take']);
    await isAt(page.getByRole('dialog').getByLabel(t['field.name'], { exact: true }));
    await page.keyboard.press('Enter');
    await expect(page.getByRole('dialog')).toHaveCount(0);
    await isAt(grid(page));
    await page.keyboard.press('Control+Shift+l');
    await isAt(page.getByRole('dialog').getByLabel(table['filter.text']));
    await tabTo(page, page.getByRole('checkbox', { name: table['filter.milestones'] }));
    await page.keyboard.press('Space');
    await page.keyboard.press('Escape');
    await expect(page.getByTestId('chips')).toContainText(table['filter.milestones']);
    await page.keyboard.press('Control+Shift+a');
    await expect(page.getByTestId('chips')).toHaveCount(0);
    await page.keyboard.press('Control+f');
    await isAt(page.getByRole('textbox', { name: table['find.label'] }));
    await page.keyboard.type('montér');
    await expect(page.getByTestId('find-count')).not.toBeEmpty();
    await page.keyboard.press('Escape');
    await isAt(grid(page));
    await expect(rowOf(page, 'Montér')).toHaveAttribute('aria-selected', 'true');

    // A tender, planned from its notice; a deadline in it is moved.
    await goTo(page, 'Alt+u', commands['view.tender']);
    await carryOut(page, commands['tender.new']);
    const tender = page.getByRole('dialog', { name: tenders['new.title'] });
    await tabTo(page, tender.getByRole('button', { name: tenders['new.next'] }));
    await page.keyboard.press('Enter');
    await tabTo(page, tender.getByRole('button', { name: tenders['new.next'] }));
    await page.keyboard.press('Enter');
    await tabTo(page, tender.getByLabel(tenders['anchorDay.notice']));
    await page.keyboard.type('1.3.2027');
    await expect(tender.getByRole('table')).toBeVisible();
    await tabTo(page, tender.getByRole('button', { name: tenders['new.begin'] }));
    await page.keyboard.press('Enter');
    await expect(tender).toHaveCount(0);
    const deadline = page.getByLabel(tenders['cell.date'].replace('{{name}}', rules['event.tenders-deadline']));
    await tabTo(page, deadline);
    const before = await deadline.inputValue();
    await page.keyboard.press('Control+a');
    await page.keyboard.type('15.4.2027');
    await page.keyboard.press('Enter');
    await expect(deadline).not.toHaveValue(before);
    await goTo(page, 'Alt+2', commands['view.plan']);
    await isAt(grid(page));

    // On paper.
    await page.keyboard.press('Control+p');
    const dialog = page.getByRole('dialog');
    await expect(dialog).toBeVisible();
    const make = dialog.getByRole('button', { name: /PDF/ }).last();
    await expect(make).toBeEnabled();
    await tabTo(page, make);
    expect(await app.host.savedBy(() => page.keyboard.press('Enter'))).toMatch(/./);
    await expect(page.getByText(/Første time.*pdf/i).first()).toBeVisible();
    expect(await page.evaluate(() => document.activeElement === document.body)).toBe(false);
  });
