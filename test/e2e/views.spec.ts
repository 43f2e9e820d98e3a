/** The screens beside the plan, as a project manager goes through them: with the keyboard wherever a hand may rest on it. */
import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Locator, Page } from '@playwright/test';
import { violationsOn } from './axe.ts';
import { type App, expect, test } from './host.ts';

const title = (page: Page, name: string): Locator => page.getByRole('heading', { level: 1, name, exact: true });

/** Goes to a view by its keys and waits for it. */
const goTo = async (page: Page, keys: string, name: string): Promise<void> => {
  await page.keyboard.press(keys);
  await expect(title(page, name)).toBeVisible();
};

/** Carries out what the palette finds first. */
const carryOut = async (page: Page, words: string): Promise<void> => {
  await page.keyboard.press('Control+k');
  const field = page.getByRole('combobox', { name: 'Søg efter opgave eller kommando' });
  await expect(field).toBeFocused();
  await page.keyboard.type(words);
  await page.keyboard.press('Enter');
  await expect(field).toBeHidden();
};

/** Begins a project with a given name from the template that is offered first. */
const begin = async ({ page }: App, name: string): Promise<void> => {
  await expect(title(page, 'Velkommen til Udbudsplan')).toBeVisible();
  await page.keyboard.press('Control+Alt+n');
  await expect(page.getByRole('dialog').getByLabel('Navn')).toBeFocused();
  await page.keyboard.type(name);
  await page.keyboard.press('Enter');
  await expect(page.getByRole('treegrid')).toBeVisible();
};

const openExample = async ({ page }: App): Promise<void> => {
  await page.getByRole('button', { name: 'Åbn eksemplet' }).press('Enter');
  await expect(page.getByRole('treegrid')).toBeVisible();
};

/** Ends the product, does something to its files and starts it again. */
const restartAfter = async (app: App, meanwhile: () => void): Promise<void> => {
  const { host } = app;
  const close = async (): Promise<void> => {
    await host.close();
    meanwhile();
  };
  app.host = Object.create(host, { close: { value: close } });
  await app.restart();
};

const isFocusLost = (page: Page): Promise<boolean> => page.evaluate(() => document.activeElement === document.body);

const newestChange = (page: Page): Locator =>
  page.getByRole('list', { name: 'Ændringer, nyeste først' }).getByRole('button').first();

test('a first project gets its template, name and date by keyboard alone', async ({ app }) => {
  const { page } = app;
  await expect(title(page, 'Velkommen til Udbudsplan')).toBeVisible();
  await page.getByRole('button', { name: /Ét udbud med forhandling/ }).press('Enter');
  const dialog = page.getByRole('dialog', { name: 'Nyt projekt' });
  await expect(dialog.getByLabel('Navn')).toBeFocused();
  await page.keyboard.type('Udbud af æøå-system');
  await page.keyboard.press('Tab');
  await page.keyboard.type('31/2');
  await expect(dialog.getByText(/^Datoen .* findes ikke\.$/)).toBeVisible();
  await expect(dialog.getByRole('button', { name: 'Opret projekt' })).toBeDisabled();
  await page.keyboard.press('Control+a');
  await page.keyboard.type('4.1.2027');
  await expect(dialog.getByText('mandag 4. januar 2027')).toBeVisible();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('treegrid')).toBeVisible();
  await expect(page).toHaveTitle('Udbud af æøå-system – Udbudsplan');
  await goTo(page, 'Alt+1', 'Overblik');
  await expect(page.getByLabel('Projektstart')).toHaveValue('man. 4.1.2027');
  expect(await isFocusLost(page)).toBe(false);
});

test('a deleted project comes back, and its plan with it', async ({ app }) => {
  const { page } = app;
  await begin(app, 'Fjernes og fortrydes');
  await goTo(page, 'Alt+0', 'Alle projekter');
  await page.getByRole('button', { name: 'Slet Fjernes og fortrydes' }).press('Enter');
  await expect(page.getByText('Der er ingen projekter på denne computer endnu.')).toBeVisible();
  expect(await isFocusLost(page)).toBe(false);
  await page.getByRole('region', { name: 'Beskeder' }).getByRole('button', { name: 'Fortryd' }).press('Enter');
  await page.getByRole('button', { name: 'Fjernes og fortrydes', exact: true }).press('Enter');
  await expect(page.getByRole('treegrid')).toBeVisible();
});

test('gates are answered, decided, added, put in order and taken back', async ({ app }) => {
  const { page } = app;
  await openExample(app);
  await goTo(page, 'Alt+3', 'Faser og gates');
  const questions = page.locator('section').filter({ has: page.getByRole('heading', { name: /^Spørgsmål/ }) });
  const texts = (): Promise<string[]> =>
    questions
      .getByRole('textbox', { name: 'Spørgsmål' })
      .evaluateAll((fields) => fields.map((field) => (field as HTMLTextAreaElement).value));
  const before = await texts();

  await page.getByRole('button', { name: 'Tilføj spørgsmål' }).press('Enter');
  await expect(questions.getByRole('textbox', { name: 'Spørgsmål' }).last()).toBeFocused();
  await page.keyboard.type('Er vi enige?');
  await page.keyboard.press('Control+Enter');
  const up = page.getByRole('button', { name: 'Flyt op: Er vi enige?' });
  await up.press('Enter');
  await expect.poll(texts).toEqual([...before.slice(0, -1), 'Er vi enige?', before[before.length - 1]]);
  await expect(up).toBeFocused();
  await questions.getByRole('radiogroup', { name: 'Svar på: Er vi enige?' }).getByText('Ja', { exact: true }).click();
  await expect(questions.getByLabel('Bemærkning')).toBeVisible();
  await page.getByRole('button', { name: 'Slet: Er vi enige?' }).press('Enter');
  await expect.poll(texts).toEqual(before);
  expect(await isFocusLost(page)).toBe(false);

  await page.getByRole('radiogroup', { name: 'Beslutning' }).getByText('På betingelser').click();
  const conditions = page.getByLabel('Betingelser og bemærkninger');
  await conditions.fill('Kun med æ, ø og å');
  // Left by a key, a field is carried out all the same.
  await goTo(page, 'Alt+4', 'Historik');
  await goTo(page, 'Alt+3', 'Faser og gates');
  await page.getByRole('button', { name: /På betingelser/ }).press('Enter');
  await expect(conditions).toHaveValue('Kun med æ, ø og å');

  await goTo(page, 'Alt+4', 'Historik');
  await expect(newestChange(page)).toContainText('Registrér gatebeslutning');
  const undo = page.getByRole('button', { name: 'Fortryd: Registrér gatebeslutning' });
  await undo.press('Enter');
  await page.getByRole('button', { name: 'Gentag: Registrér gatebeslutning' }).press('Enter');
  await expect(page.getByRole('button', { name: 'Gentag', exact: true })).toBeDisabled();
});

test('stages are added, named, put in order and deleted', async ({ app }) => {
  const { page } = app;
  await begin(app, 'Faser');
  await goTo(page, 'Alt+3', 'Faser og gates');
  const stages = (): Promise<string[]> =>
    page
      .locator('main section[aria-label]:not([aria-label="Beskeder"])')
      .evaluateAll((sections) => sections.map((section) => section.getAttribute('aria-label') ?? ''));
  const before = await stages();
  await page.getByRole('main').getByRole('button', { name: 'Fase', exact: true }).press('Enter');
  await expect(page.getByLabel('Navn')).toBeFocused();
  await page.keyboard.type('Afslutning');
  await page.keyboard.press('Enter');
  await expect.poll(stages).toEqual([...before, 'Afslutning']);
  await page.getByRole('button', { name: 'Flyt op: Afslutning' }).press('Enter');
  await expect.poll(stages).toEqual([...before.slice(0, -1), 'Afslutning', before[before.length - 1]]);
  await page.getByRole('button', { name: 'Slet fasen' }).press('Enter');
  await expect.poll(stages).toEqual(before);
  expect(await isFocusLost(page)).toBe(false);
});

test('calendars: weeks, refusals, days that differ, holidays and a second calendar', async ({ app }) => {
  const { page } = app;
  await begin(app, 'Kalendere');
  await goTo(page, 'Alt+5', 'Kalendere');
  const friday = page.getByLabel('fredag');
  await friday.fill('8-12, 11-15');
  await friday.press('Enter');
  await expect(page.getByText('Arbejdstiderne i »8-12, 11-15« overlapper.')).toBeVisible();
  await friday.fill('8-12');
  await friday.press('Enter');
  await expect(friday).toHaveValue('08.00-12.00');

  await page.getByRole('button', { name: 'Afvigende dage' }).press('Enter');
  const row = page.getByRole('table').getByRole('row').last();
  await expect(row.getByLabel('Navn')).toBeFocused();
  await page.keyboard.type('Sommerlukning');
  await page.keyboard.press('Enter');
  await row.getByLabel('Fra').fill('19/7/2027');
  await row.getByLabel('Fra').press('Enter');
  await expect(row.getByLabel('Til')).toHaveValue('man. 19.7.2027');
  await row.getByRole('button', { name: 'Slet Sommerlukning' }).press('Enter');
  await expect(page.getByText('Ingen afvigende dage.')).toBeVisible();
  expect(await isFocusLost(page)).toBe(false);

  const holidays = page.getByRole('checkbox').first();
  await holidays.press(' ');
  await expect(holidays).not.toBeChecked();
  await page.getByRole('main').getByRole('button', { name: 'Kalender', exact: true }).press('Enter');
  await expect(page.getByLabel('Navn').first()).toBeFocused();
  await page.keyboard.type('Drift');
  await page.keyboard.press('Enter');
  await page.getByRole('button', { name: 'Brug som projektets kalender' }).press('Enter');
  await expect(page.getByRole('contentinfo')).toContainText('Kalender: Drift');
});

test('people and baselines', async ({ app }) => {
  const { page } = app;
  await begin(app, 'Personer');
  await goTo(page, 'Alt+6', 'Personer');
  await page.getByRole('button', { name: 'Person', exact: true }).press('Enter');
  await expect(page.getByRole('textbox', { name: 'Navn' }).and(page.locator(':focus'))).toHaveValue('Ny person');
  await page.keyboard.type('Åse Ærø');
  await page.keyboard.press('Enter');
  const remove = page.getByRole('button', { name: 'Slet Åse Ærø' });
  await remove.press('Enter');
  await expect(remove).toBeHidden();
  await page.keyboard.press('Control+z');

  await goTo(page, 'Alt+7', 'Baselines');
  await page.getByRole('button', { name: 'Gem baseline' }).press('Enter');
  await expect(page.getByRole('dialog').getByLabel('Navn')).toBeFocused();
  await page.keyboard.press('Control+a');
  await page.keyboard.type('Styregruppen');
  await page.keyboard.press('Enter');
  const shown = page.getByRole('switch', { name: 'Vis Styregruppen i planen' });
  await expect(shown).toBeChecked();
  await shown.press(' ');
  await expect(shown).not.toBeChecked();
  await page.getByRole('button', { name: 'Slet Styregruppen' }).press('Enter');
  await expect(page.getByText(/En baseline gemmer alle datoer/)).toBeVisible();
  expect(await isFocusLost(page)).toBe(false);
});

test('settings: language, theme, name, check-up and a backup that is put back', async ({ app }) => {
  const { page } = app;
  await begin(app, 'Før gendannelse');
  await goTo(page, 'Control+,', 'Indstillinger');
  await page.getByLabel('Dit navn').fill('Birthe Ågård');
  await page.getByLabel('Dit navn').press('Enter');
  await page.getByRole('radiogroup', { name: 'Tema' }).getByText('Mørkt').click();
  await expect(page.locator('html')).toHaveAttribute('data-mantine-color-scheme', 'dark');
  await page.getByRole('button', { name: 'Kør eftersyn' }).press('Enter');
  await expect(page.getByText('Alt er i orden')).toBeVisible();
  await page.getByRole('button', { name: 'Lav en kopi nu' }).press('Enter');
  await expect(page.getByText('Sikkerhedskopien er lavet og prøvet')).toBeVisible();

  await goTo(page, 'Alt+1', 'Overblik');
  await page.getByLabel('Navn').fill('Efter kopien');
  await page.getByLabel('Navn').press('Enter');
  await expect(page).toHaveTitle(/Efter kopien/);
  await goTo(page, 'Alt+4', 'Historik');
  await expect(newestChange(page)).toContainText('Birthe Ågård');
  await goTo(page, 'Control+,', 'Indstillinger');
  await page.getByRole('button', { name: /^Gendan .*manual/ }).press('Enter');
  await expect(page.getByText(/Sikkerhedskopien er gendannet/)).toBeVisible();
  await goTo(page, 'Alt+0', 'Alle projekter');
  await page.getByRole('button', { name: 'Før gendannelse', exact: true }).press('Enter');
  await expect(page.getByRole('treegrid')).toBeVisible();

  await goTo(page, 'Control+,', 'Indstillinger');
  await page.getByRole('contentinfo').getByRole('button', { name: 'Dansk' }).press('Enter');
  await expect(title(page, 'Settings')).toBeVisible();
  await expect(page.locator('html')).toHaveAttribute('lang', 'en');
});

test('an own template is made of a project and begins another', async ({ app }) => {
  const { page } = app;
  await begin(app, 'Vores model');
  await carryOut(page, 'gem som skabelon');
  await expect(page.getByRole('dialog').getByLabel('Navn')).toHaveValue('Vores model');
  await page.keyboard.press('Enter');
  await expect(page.getByText('Skabelonen »Vores model« er gemt')).toBeVisible();
  await carryOut(page, 'nyt projekt');
  await page
    .getByRole('dialog')
    .getByRole('button', { name: /^Vores model/ })
    .press('Enter');
  await page.getByRole('dialog').getByRole('button', { name: 'Opret projekt' }).press('Enter');
  await expect(page.getByRole('dialog')).toBeHidden();
  await expect(page.getByRole('contentinfo')).toContainText('102 opgaver');
});

test('the palette finds, the shortcut list tells, and both give the focus back', async ({ app }) => {
  const { page } = app;
  await openExample(app);
  const grid = page.getByRole('treegrid');
  await expect(grid).toBeFocused();
  await page.keyboard.press('F1');
  await expect(page.getByRole('dialog', { name: 'Genvejstaster' })).toContainText('Ctrl+K');
  await page.keyboard.press('Escape');
  await expect(grid).toBeFocused();
  await page.keyboard.press('Control+k');
  await page.keyboard.type('findes slet ikke');
  await expect(page.getByText('Intet passer til »findes slet ikke«')).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(grid).toBeFocused();
  await carryOut(page, 'historik');
  await expect(title(page, 'Historik')).toBeVisible();
  expect(await isFocusLost(page)).toBe(false);
});

test('what was done right before closing is kept', async ({ app }) => {
  const { page } = app;
  await openExample(app);
  await page.keyboard.press('Control+i');
  await expect(page.getByRole('complementary')).toBeHidden();
  await page.keyboard.press('Alt+1');
  await page.getByLabel('Sagsnummer').fill('2027-0042');
  if (app.kind === 'browser') {
    // Ending the tests' browser tells its pages nothing; a person closes the page and later opens another.
    await page.goto('about:blank');
    await page.goto(app.host.address);
  } else await app.restart();
  await expect(title(app.page, 'Overblik')).toBeVisible();
  await expect(app.page.getByLabel('Sagsnummer')).toHaveValue('2027-0042');
  await app.page.keyboard.press('Alt+2');
  await expect(app.page.getByRole('treegrid')).toBeVisible();
  await expect(app.page.getByRole('complementary')).toBeHidden();
});

test('a damaged database is told of, left alone, and replaced by the newest backup', async ({ app }) => {
  await begin(app, 'Kommer tilbage');
  await goTo(app.page, 'Control+,', 'Indstillinger');
  await app.page.getByRole('button', { name: 'Lav en kopi nu' }).press('Enter');
  await expect(app.page.getByText('Sikkerhedskopien er lavet og prøvet')).toBeVisible();
  await restartAfter(app, () => writeFileSync(join(app.dataFolder, 'udbudsplan.db'), 'ikke en database'));
  const { page } = app;
  await expect(title(page, 'Dine projekter kan ikke læses')).toBeVisible();
  expect(await violationsOn(page)).toEqual([]);
  expect(readFileSync(join(app.dataFolder, 'udbudsplan.db'), 'utf8')).toBe('ikke en database');
  await page.getByRole('button', { name: 'Gendan sikkerhedskopien' }).press('Enter');
  await page.getByRole('button', { name: 'Kommer tilbage', exact: true }).press('Enter');
  await expect(page.getByRole('treegrid')).toBeVisible();
});

const storeFaults: readonly [what: string, heading: string, text: RegExp, harm: (database: string) => () => void][] = [
  [
    'of a newer version',
    'Projekterne er fra en nyere Udbudsplan',
    /nyere version og er ikke rørt/,
    (database) => {
      const old = readFileSync(database);
      const newer = Buffer.from(old);
      newer.writeInt32BE(0x7fff_0000, 60);
      writeFileSync(database, newer);
      return () => writeFileSync(database, old);
    },
  ],
  [
    'in use elsewhere',
    'Dine projekter er åbne et andet sted',
    /allerede åbne .* på anden-pc/,
    (database) => {
      writeFileSync(`${database}.lock`, JSON.stringify({ process: 4711, host: 'anden-pc' }));
      return () => rmSync(`${database}.lock`);
    },
  ],
];

for (const [what, heading, text, harm] of storeFaults)
  test(`a database ${what} is told of, and opened once that is over`, async ({ app }) => {
    await begin(app, 'Venter');
    let mend = (): void => {};
    await restartAfter(app, () => {
      mend = harm(join(app.dataFolder, 'udbudsplan.db'));
    });
    const { page } = app;
    await expect(title(page, heading)).toBeVisible();
    await expect(page.getByRole('alert')).toContainText(text);
    expect(await violationsOn(page)).toEqual([]);
    mend();
    await page.getByRole('button', { name: 'Prøv igen' }).press('Enter');
    await expect(page.getByText('Venter', { exact: true }).first()).toBeVisible();
  });
