/**
 * Every view, every dialog and what lies open in the plan: axe-core finds nothing, in the light theme in Danish and in the
 * dark one in English. Colours do not depend on the language, nor names on the theme.
 */
import type { Locator, Page } from '@playwright/test';
import danishCommands from '../../assets/texts/da/commands.json' with { type: 'json' };
import englishCommands from '../../assets/texts/en/commands.json' with { type: 'json' };
import { violationsOn } from './axe.ts';
import { expect, test } from './host.ts';
import { carryOut, grid } from './plan-page.ts';

const TITLES = { da: danishCommands, en: englishCommands } as const;

/** Commands that open a dialog; those that ask the system for a file have none of ours. */
const DIALOGS = [
  'app.joinFolder',
  'app.newProject',
  'app.print',
  'app.saveTemplate',
  'app.shortcuts',
  'baseline.take',
  'view.columns',
  'view.compareBaselines',
  'view.goTo',
  'view.saveView',
  'view.manageViews',
  'view.filter',
  'task.split',
] as const;

const closeDialog = async (page: Page): Promise<void> => {
  // A dialog hears keys once it has taken the focus, a moment after it can be seen.
  await expect(page.locator('[role="dialog"]:focus-within')).toHaveCount(1);
  await page.keyboard.press('Escape');
  await expect(page.getByRole('dialog')).toHaveCount(0);
};

/** Looks at the page, or at a part that lies over what was looked at before, which makes it several times as quick. */
type Look = (where: string, part?: Locator) => Promise<void>;

/** Opens things over and in the plan that are neither a view nor a dialog, and looks at each. */
const lookAtPlan = async (page: Page, look: Look): Promise<void> => {
  await grid(page).focus();
  await page.keyboard.press('Control+Home');
  await page.keyboard.press('ArrowUp');
  await look('a heading');
  for (const key of ['ArrowDown', 'ArrowDown', 'ArrowDown', 'End', 'ArrowLeft', 'Shift+ArrowDown', 'Shift+ArrowLeft'])
    await page.keyboard.press(key);
  await look('a range of cells');
  await page.keyboard.press('Shift+F10');
  await expect(page.getByRole('menu')).toBeVisible();
  await look('the context menu', page.getByRole('menu'));
  await page.keyboard.press('Escape');
  for (const pill of await page.getByRole('toolbar').locator('button[aria-haspopup="menu"]').all()) {
    await pill.press('Enter');
    await expect(page.getByRole('menu')).toBeVisible();
    await look(`the menu of ${await pill.textContent()}`, page.getByRole('menu'));
    await page.keyboard.press('Escape');
    await expect(page.getByRole('menu')).toHaveCount(0);
  }
  await grid(page).focus();
  await page.keyboard.press('Control+Home');
  for (const key of ['ArrowDown', 'ArrowDown', 'ArrowDown', 'End', 'ArrowLeft', 'ArrowLeft'])
    await page.keyboard.press(key);
  await page.keyboard.type('kon');
  await expect(page.getByRole('listbox')).toBeVisible();
  await look('suggestions in a cell');
  await page.keyboard.press('Escape');
  await page.keyboard.press('Control+f');
  await page.keyboard.type('kontrakt');
  await expect(page.getByTestId('find-count')).not.toBeEmpty();
  await look('the search');
  await page.keyboard.press('Escape');
};

for (const [theme, language, tag] of [
  ['light', 'da', '@browser'],
  ['dark', 'en', '@electron'],
] as const)
  test(`every view and dialog can be used by everybody, ${theme}`, { tag }, async ({ app }) => {
    test.slow();
    const { page } = app;
    const found: string[] = [];
    const look: Look = async (where, part) => {
      found.push(...(await violationsOn(page, part)).map((violation) => `${language}, ${where}: ${violation}`));
    };
    // Without motion nothing is half way between two colours when it is looked at.
    await page.emulateMedia({ colorScheme: theme, reducedMotion: 'reduce' });
    await expect(page.locator('html')).toHaveAttribute('data-mantine-color-scheme', theme);
    // The theme has only just been told to a window that is still starting.
    await expect.poll(() => violationsOn(page)).toEqual([]);
    await page.getByRole('button', { name: 'Åbn eksemplet' }).press('Enter');
    await expect(grid(page)).toBeVisible();
    if (language === 'en') await carryOut(page, TITLES.da['app.language']);
    await expect(page.locator('html')).toHaveAttribute('lang', language);
    await carryOut(page, TITLES[language]['view.plan']);
    await page.keyboard.press('Control+Home');
    await page.keyboard.press('ArrowDown');
    await look('plan');
    await lookAtPlan(page, look);
    for (const id of DIALOGS) {
      await carryOut(page, TITLES[language][id]);
      await expect(page.getByRole('dialog')).toBeVisible();
      await look(id, page.getByRole('dialog'));
      await closeDialog(page);
    }
    await carryOut(page, TITLES[language]['view.group.status']);
    await carryOut(page, TITLES[language]['view.sortUp']);
    await expect(page.getByTestId('chips')).toBeVisible();
    await look('grouped and sorted');
    await page.keyboard.press('Control+Shift+a');
    await page.keyboard.press('Control+k');
    await expect(page.getByRole('dialog').getByRole('combobox')).toBeFocused();
    await look('palette', page.getByRole('dialog'));
    await closeDialog(page);
    const views = page.getByRole('navigation').locator('button[title]');
    const count = await views.count();
    expect(count).toBeGreaterThan(9);
    for (let i = 0; i < count; i++) {
      const name = (await views.nth(i).getAttribute('title')) ?? String(i);
      await views.nth(i).press('Enter');
      await expect(views.nth(i)).toHaveAttribute('aria-current', 'page');
      await expect(page.getByRole('heading', { level: 1 })).toHaveCount(1);
      await look(name);
    }
    expect(found).toEqual([]);
  });

test('forced colours, 200 % zoom and a narrow window leave everything to be seen and used', {
  tag: '@browser',
}, async ({ app }) => {
  const { page } = app;
  await page.emulateMedia({ forcedColors: 'active', reducedMotion: 'reduce' });
  // As a browser's zoom does it: half as many pixels for the page.
  await page.setViewportSize({ width: 720, height: 450 });
  await page.getByRole('button', { name: 'Åbn eksemplet' }).press('Enter');
  await expect(grid(page)).toBeVisible();
  await grid(page).focus();
  await page.keyboard.press('Control+Home');
  await page.keyboard.press('End');
  const active = page.locator(`[id="${await grid(page).getAttribute('aria-activedescendant')}"]`);
  await expect(active).toBeVisible();
  const cell = (await active.boundingBox())!;
  expect(cell.x + cell.width).toBeLessThanOrEqual(720);
  // The page itself never scrolls sideways.
  expect(await page.evaluate(() => document.documentElement.scrollWidth <= window.innerWidth)).toBe(true);
  const border = await active.evaluate((element) => getComputedStyle(element, '::after').borderTopWidth);
  expect(Number.parseFloat(border)).toBeGreaterThanOrEqual(2);
  await page.keyboard.press('Control+Shift+l');
  await expect(page.getByRole('dialog', { name: 'Filter' })).toBeVisible();
  await closeDialog(page);
});

test('a dark contrast theme that takes the place of a light one reaches all of the time line', {
  tag: '@browser',
}, async ({ app }) => {
  const { page } = app;
  await page.emulateMedia({ forcedColors: 'active', colorScheme: 'light' });
  await page.getByRole('button', { name: 'Åbn eksemplet' }).press('Enter');
  /** Between the two tiers' texts at the left edge of the header, and below all rows' marks at the left edge of the first row. */
  const grounds = () =>
    page.locator('canvas[data-painted]').evaluate((canvas) => {
      // A copy that is read, so that the browser keeps the canvas itself as it is.
      const copy = new OffscreenCanvas(4, 80).getContext('2d', { willReadFrequently: true })!;
      copy.drawImage(canvas as HTMLCanvasElement, 0, 0);
      return [4, 60].map((y) => [...copy.getImageData(2, y, 1, 1).data.slice(0, 3)].join(' '));
    });
  await expect.poll(grounds).toEqual(['255 255 255', '255 255 255']);
  await page.emulateMedia({ colorScheme: 'dark' });
  await expect.poll(grounds).toEqual(['0 0 0', '0 0 0']);
});
