import type { Page } from '@playwright/test';
import type { FakeOptions } from './fake-bridge.ts';

interface Shot {
  readonly options: Partial<FakeOptions>;
  readonly size?: { readonly width: number; readonly height: number };
  readonly act?: (page: Page) => Promise<void>;
}

const START_MIN = 20_675 * 1440 + 480;
const one = {
  projects: [{ template: 'kombit-7', name: 'Fælles bibliotekssystem, genudbud', startMin: START_MIN }],
};
const open = async (page: Page) => {
  await page.locator('main td button').first().click();
  await page.waitForSelector('main[data-view="plan"]');
};
const go = (view: string) => async (page: Page) => {
  await open(page);
  await page.locator('nav').getByRole('button', { name: view, exact: true }).click();
};
const english = { settings: { language: 'en' as const } };
const dark = { settings: { theme: 'dark' as const } };
const withDialog = (keys: string) => async (page: Page) => {
  await open(page);
  await page.keyboard.press(keys);
};
const selected = async (page: Page) => {
  await open(page);
  await page.keyboard.press('Control+k');
  await page.keyboard.type('1.5');
  await page.keyboard.press('Enter');
};

/** Everything in the command bar with a long name: a baseline, a view, a filter and the critical path. */
const fullBar = async (page: Page) => {
  await selected(page);
  await page.keyboard.press('Escape');
  await page.keyboard.press('Control+k');
  await page.keyboard.type('Gem baseline');
  await page.keyboard.press('Enter');
  await page.getByRole('dialog').getByRole('textbox').first().fill('Som styregruppen besluttede det i 2026');
  await page.keyboard.press('Enter');
  await page.getByRole('dialog').waitFor({ state: 'detached' });
  const bar = page.getByRole('toolbar');
  await bar.getByText('Kritisk vej').click();
  await bar.getByRole('button', { name: /^Baseline/ }).click();
  await page.getByRole('menuitem', { name: /^Som styregruppen/ }).click();
};

/** The print dialog with its preview painted, with a preset where one is named. */
const printing = (preset?: string) => async (page: Page) => {
  await open(page);
  await page.keyboard.press('Control+p');
  await page.waitForSelector('[role=dialog] canvas[data-painted]');
  if (preset === undefined) return;
  await page
    .getByLabel(/Opsætning|Setup/)
    .first()
    .click();
  await page.getByRole('option', { name: preset }).click();
  await page.waitForTimeout(600);
};

/** Pictures by name: what the service holds and what is done before the picture. */
export const shots: Readonly<Record<string, Shot>> = {
  start: { options: {} },
  'start-dark': { options: dark },
  'start-en': { options: english },
  projects: { options: one },
  plan: { options: one, act: open },
  'plan-selected': { options: one, act: selected },
  'plan-full-bar': { options: one, act: fullBar },
  'plan-dark-en': { options: { ...one, settings: { theme: 'dark', language: 'en' } }, act: selected },
  'plan-dark': { options: { ...one, ...dark }, act: selected },
  overview: { options: one, act: go('Overblik') },
  'overview-dark': { options: { ...one, ...dark }, act: go('Overblik') },
  'overview-en': { options: { ...one, ...english }, act: go('Overview') },
  gates: { options: one, act: go('Faser og gates') },
  'gates-dark': { options: { ...one, ...dark }, act: go('Faser og gates') },
  people: { options: one, act: go('Personer') },
  calendars: { options: one, act: go('Kalendere') },
  baselines: { options: one, act: go('Baselines') },
  history: {
    options: one,
    act: async (page) => {
      await go('Overblik')(page);
      await page.getByLabel('Projektleder').fill('Ada');
      await page.keyboard.press('Enter');
      await page.locator('nav').getByRole('button', { name: 'Historik', exact: true }).click();
    },
  },
  settings: {
    options: one,
    act: async (page) => {
      await page.locator('nav').getByRole('button', { name: 'Indstillinger' }).click();
      await page.getByRole('button', { name: 'Kør eftersyn' }).click();
    },
  },
  palette: {
    options: one,
    act: async (page) => {
      await withDialog('Control+k')(page);
      await page.keyboard.type('kont');
    },
  },
  shortcuts: { options: one, act: withDialog('F1') },
  print: { options: one, act: printing() },
  'print-dark': { options: { ...one, ...dark }, act: printing('Væg A0') },
  'print-en': { options: { ...one, ...english }, act: printing('Wall of A4 sheets to glue together') },
  'print-page': { options: one, act: printing('Styregruppe: plan på en side') },
  'print-grey': { options: one, act: printing('A4 i sort-hvid') },
  'print-narrow': { options: one, size: { width: 720, height: 450 }, act: printing() },
  'new-project': { options: one, act: withDialog('Control+Alt+n') },
  import: { options: one, act: withDialog('Control+o') },
  menu: {
    options: one,
    act: async (page) => {
      await open(page);
      await page.getByRole('button', { name: 'Menu' }).click();
      await page.getByRole('menuitem', { name: 'Opgave' }).hover();
    },
  },
  corrupt: {
    options: {
      store: {
        kind: 'corrupt',
        detail: 'database disk image is malformed',
        backup: { name: 'b.db', createdMs: 1_795_000_000_000, bytes: 4_000_000, verified: true },
      },
    },
  },
};
