/** The plan as specs see it: its rows and cells by name, and how one types into them. */
import type { Locator, Page } from '@playwright/test';
import { type App, expect } from './host.ts';

export const grid = (page: Page): Locator => page.getByTestId('tree-grid');

/** The row of a task; names are whole. */
export const rowOf = (page: Page, name: string): Locator =>
  grid(page)
    .locator('[data-task]')
    .filter({ has: page.locator('[data-column="name"]', { hasText: new RegExp(`^${name}$`) }) })
    .first();

export const cellOf = (page: Page, name: string, column: string): Locator =>
  rowOf(page, name).locator(`[data-column="${column}"]`);

/** What a cell says. */
export const textIn = async (page: Page, name: string, column: string): Promise<string> =>
  (await cellOf(page, name, column).textContent()) ?? '';

/** Makes a project from the template of a plain tender and opens its plan. */
export const openPlan = async ({ page }: App): Promise<void> => {
  await page.getByRole('button', { name: /Ét udbud med forhandling/ }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Opret projekt' }).click();
  await expect(grid(page)).toBeVisible();
  await expect(grid(page).locator('[data-task]').first()).toBeVisible();
};

/** Types into a cell, as one does after a click on it. */
export const typeInto = async (page: Page, name: string, column: string, text: string): Promise<void> => {
  await cellOf(page, name, column).click();
  await page.keyboard.type(text);
  await page.keyboard.press('Enter');
};

/** Adds tasks in the empty last row, one after the other. */
export const addTasks = async (page: Page, names: readonly string[]): Promise<void> => {
  await page.keyboard.press('Control+End');
  await page.keyboard.press('ArrowDown');
  for (const name of names) {
    await page.keyboard.type(name);
    await page.keyboard.press('Enter');
  }
  for (const name of names) await expect(rowOf(page, name)).toBeVisible();
};

/** Carries out what the palette finds first, in either language. */
export const carryOut = async (page: Page, words: string): Promise<void> => {
  await page.keyboard.press('Control+k');
  const field = page.getByRole('combobox', { name: /^(Søg efter opgave eller kommando|Search for task or command)$/ });
  await expect(field).toBeFocused();
  await page.keyboard.type(words);
  await page.keyboard.press('Enter');
  await expect(field).toBeHidden();
};
