/**
 * Two tenders planned as a project manager would, in Danish: an open procedure from its notice, and a negotiated one with two
 * rounds backwards from a go-live. With what goes out of the house: PDF, calendar file, table for Word.
 */
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import type { Locator, Page } from '@playwright/test';
import ICAL from 'ical.js';
import { violationsOn } from './axe.ts';
import { type App, expect, test } from './host.ts';

const hasPoppler = (): boolean => {
  try {
    execFileSync('pdftotext', ['-v'], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
};

/** Begins a project and goes to its tenders, by keyboard. */
const openTenders = async ({ page }: App, name: string): Promise<void> => {
  await expect(page.getByRole('heading', { level: 1, name: 'Velkommen til Udbudsplan' })).toBeVisible();
  await page.keyboard.press('Control+Alt+n');
  await expect(page.getByRole('dialog').getByLabel('Navn')).toBeFocused();
  await page.keyboard.type(name);
  await page.keyboard.press('Enter');
  await expect(page.getByRole('treegrid')).toBeVisible();
  await page.keyboard.press('Alt+u');
  await expect(page.getByRole('heading', { level: 1, name: 'Udbud', exact: true })).toBeVisible();
};

const rowOf = (page: Page, name: string): Locator =>
  page.getByRole('row').filter({ has: page.getByRole('rowheader', { name, exact: true }) });

/** Writes into a field and leaves it by Enter. */
const write = async (field: Locator, text: string): Promise<void> => {
  await field.fill(text);
  await field.press('Enter');
};

/** What is pasted as HTML. */
const pastedHtml = async (page: Page): Promise<string> => {
  const html = page.evaluate(
    () =>
      new Promise<string>((resolve) => {
        const onPaste = (event: ClipboardEvent): void => {
          event.preventDefault();
          resolve(event.clipboardData!.getData('text/html'));
        };
        document.addEventListener('paste', onPaste, { capture: true, once: true });
      }),
  );
  await page.keyboard.press('Control+v');
  return html;
};

test('an open procedure is planned from its notice, kept lawful and handed out', async ({ app }) => {
  const { page } = app;
  await openTenders(app, 'Fælles sagssystem');
  const entry = page.getByRole('navigation').getByRole('button', { name: /^Udbud/ });

  // Begun from a preset; a date that is none is answered beside the field.
  await page.getByRole('button', { name: 'Almindeligt offentligt udbud' }).press('Enter');
  const dialog = page.getByRole('dialog', { name: 'Nyt udbud' });
  const notice = dialog.getByLabel('Bekendtgørelsen sendes');
  await notice.fill('31/2');
  await expect(dialog.getByText(/^Datoen .* findes ikke\.$/)).toBeVisible();
  await expect(dialog.getByRole('button', { name: 'Opret og læg i planen' })).toBeDisabled();
  await notice.fill('1/1/1899');
  await expect(dialog.getByText(/uden for årene 1900-2199/)).toBeVisible();
  await notice.fill('1.3.2027');
  await expect(dialog.getByRole('row', { name: /Frist for tilbud/ })).toContainText('tor. 8.4.2027');
  expect(await violationsOn(page)).toEqual([]);
  await notice.press('Enter');
  await expect(dialog).toBeHidden();

  const deadline = page.getByLabel('Dato: Frist for tilbud');
  await expect(deadline).toHaveValue('tor. 8.4.2027');
  await expect(rowOf(page, 'Frist for tilbud')).toContainText('§ 57');
  await expect(entry).toHaveText('Udbud');

  // Below the minimum: told in the row, in the list, in the navigation, with the law and what would settle it.
  await write(deadline, '25.3.2027');
  const findings = page.getByRole('complementary', { name: 'Bemærkninger' });
  await expect(findings.getByText(/er 6 dage for tidligt\. Mindst 30 dage/)).toBeVisible();
  await expect(findings).toContainText('udbudsloven § 57');
  await expect(rowOf(page, 'Frist for tilbud')).toContainText('6 dage for kort');
  await expect(entry).toContainText('1');
  await findings.getByRole('button', { name: 'Ret til ons. 31.3.2027 kl. 23.59' }).press('Enter');
  await expect(deadline).toHaveValue('ons. 31.3.2027');
  await expect(page.getByLabel('Tid: Frist for tilbud')).toHaveValue('23.59');
  await expect(rowOf(page, 'Frist for tilbud')).toContainText('på minimum');
  await expect(entry).toHaveText('Udbud');
  await page.keyboard.press('Control+z');
  await expect(deadline).toHaveValue('tor. 25.3.2027');
  await page.keyboard.press('Control+y');
  await expect(deadline).toHaveValue('ons. 31.3.2027');

  // What cannot be read is answered below the field, which keeps what was typed.
  await write(deadline, 'engang');
  await expect(rowOf(page, 'Frist for tilbud')).toContainText('»engang« er ikke en dato');
  await deadline.press('Escape');
  await write(page.getByLabel('Spørgerunder'), '50');
  await expect(page.getByText('»50« kan ikke bruges. Skriv et helt tal fra 1 til 10.')).toBeVisible();
  await page.getByLabel('Spørgerunder').press('Escape');

  // The rule in plain words; arrows go from line to line.
  await deadline.focus();
  await page.keyboard.press('ArrowDown');
  await expect(page.getByLabel('Dato: Evaluering')).toBeFocused();
  await rowOf(page, 'Frist for tilbud').getByRole('button', { name: '§ 57' }).press('Enter');
  const rule = page.getByRole('region', { name: 'Tilbudsfrist, offentligt udbud' });
  await expect(rule).toBeFocused();
  await expect(rule).toContainText('Mindst 30 dage efter »Bekendtgørelse sendt«.');
  await expect(rule).toContainText('ikke juridisk rådgivning');
  await rule.getByRole('button', { name: 'Luk' }).press('Enter');
  await expect(rule).toBeHidden();

  // To the task in the plan, whose panel tells the earliest lawful date, and back to the line.
  await rowOf(page, 'Frist for tilbud').getByRole('button', { name: 'Frist for tilbud' }).press('Enter');
  await expect(page.getByRole('treegrid')).toBeVisible();
  const panel = page.getByRole('complementary', { name: 'Om det valgte' });
  await expect(panel).toContainText('Tidligst lovligt');
  await expect(panel).toContainText('ons. 31.3.2027');
  await expect(panel).toContainText('Præcis på minimum');
  await panel.getByRole('button', { name: 'Offentligt udbud' }).press('Enter');
  await expect(deadline).toBeFocused();

  // Out of the house.
  const pdf = await app.host.savedBy(async () => {
    await page.getByRole('button', { name: 'PDF' }).press('Enter');
    await page.getByRole('dialog').getByLabel('Vis regler (§)').check();
    await page.getByRole('button', { name: 'Lav PDF' }).press('Enter');
  });
  expect(readFileSync(pdf).subarray(0, 5).toString()).toBe('%PDF-');
  if (hasPoppler()) {
    const text = execFileSync('pdftotext', ['-layout', pdf, '-'], { encoding: 'utf8' });
    expect(text).toContain('Udbudstidsplan · Offentligt udbud');
    expect(text).toMatch(/Frist for tilbud +onsdag 31\. marts 2027 +kl\.\s23\.59 +§\s57/);
    expect(text).not.toContain('Godkendelse i styregruppen');
    expect(execFileSync('pdfinfo', [pdf], { encoding: 'utf8' })).toMatch(/Tagged:\s+yes/);
  }
  const calendar = await app.host.savedBy(() =>
    page.getByRole('button', { name: 'Kalender', exact: true }).press('Enter'),
  );
  const events = new ICAL.Component(ICAL.parse(readFileSync(calendar, 'utf8')) as unknown as string)
    .getAllSubcomponents('vevent')
    .map((each) => new ICAL.Event(each));
  const own = events.find(({ uid }) => uid.includes('.tenders-deadline@'))!;
  expect(own.startDate.toString()).toBe('2027-03-31T23:59:00');
  expect(own.component.getAllSubcomponents('valarm')).toHaveLength(2);
  await page.getByRole('button', { name: 'Kopiér til Word' }).press('Enter');
  await expect(page.getByText(/datoer er kopieret som tabel\./)).toBeVisible();
  const html = await pastedHtml(page);
  expect(html).toContain('<table');
  expect(html).toContain('onsdag 31. marts 2027');
});

test('a negotiated procedure with two rounds is planned backwards from a go-live', async ({ app }) => {
  const { page } = app;
  await openTenders(app, 'Fælles bibliotekssystem');
  await page.getByRole('button', { name: 'Nyt udbud' }).press('Enter');
  const dialog = page.getByRole('dialog', { name: 'Nyt udbud' });

  // What it is worth, against the threshold.
  await expect(dialog.getByLabel('Navn')).toBeFocused();
  await page.keyboard.type('Genudbud');
  await dialog.getByLabel('Pris uden moms').fill('mange');
  await expect(dialog.getByText('»mange« er ikke et beløb.')).toBeVisible();
  await dialog.getByLabel('Pris uden moms').fill('180 mio.');
  await dialog.getByLabel('Optioner').fill('20.000.000');
  await expect(dialog.getByText('DKK 200.000.000').first()).toBeVisible();
  await expect(dialog.getByText('EU-udbud er påkrævet')).toBeVisible();
  await dialog.getByRole('button', { name: 'Næste' }).press('Enter');

  // Which procedure, with reasons.
  await dialog.getByRole('checkbox', { name: /^Behovet kan beskrives/ }).uncheck();
  await dialog.getByRole('checkbox', { name: /^Løsninger skal tilpasses/ }).check();
  const negotiation = dialog.getByRole('radio', { name: /^Udbud med forhandling anbefales/ });
  await expect(negotiation).toBeChecked();
  expect(await violationsOn(page)).toEqual([]);
  await dialog.getByRole('button', { name: 'Næste' }).press('Enter');

  // Backwards from January 2029, two rounds.
  await dialog.getByRole('combobox', { name: 'Planlæg fra' }).click();
  await page.getByRole('option', { name: 'Idriftsættelse (baglæns)' }).click();
  await dialog.getByLabel('I drift senest').fill('15.1.2029');
  await dialog.getByLabel('Runder med forhandling').fill('0');
  await expect(dialog.getByText('»0« kan ikke bruges. Skriv et helt tal fra 1 til 10.')).toBeVisible();
  await expect(dialog.getByRole('button', { name: 'Opret og læg i planen' })).toBeDisabled();
  await dialog.getByLabel('Runder med forhandling').fill('2');
  await dialog.getByLabel('Bestyrelsen godkender').check();
  await expect(dialog.getByRole('row', { name: /Idriftsættelse/ })).toContainText('man. 15.1.2029');
  await expect(dialog.getByText(/^0 fejl/)).toBeVisible();
  await dialog.getByRole('button', { name: 'Opret og læg i planen' }).press('Enter');
  await expect(dialog).toBeHidden();

  await expect(rowOf(page, 'Forhandling, runde 2')).toBeVisible();
  await expect(page.getByLabel('Dato: Idriftsættelse')).toHaveValue('man. 15.1.2029');
  await expect(rowOf(page, 'Godkendelse i bestyrelsen')).toBeVisible();
  await expect(
    rowOf(page, 'Frist for ansøgning').getByRole('button', { name: /§ 63.*bekræftes af jurist/ }),
  ).toBeVisible();
  await expect(page.getByText('* Stedet i loven bekræftes af jurist.')).toBeVisible();

  // One step of undo, and one back.
  await page.keyboard.press('Control+z');
  await expect(page.getByRole('button', { name: 'Stort it-udbud med forhandling' })).toBeVisible();
  await page.keyboard.press('Control+y');
  await expect(rowOf(page, 'Forhandling, runde 2')).toBeVisible();

  // A round told as a week; the plan keeps up, and nothing becomes unlawful.
  const round = page.getByLabel('Dato: Forhandling, runde 1');
  await write(round, 'uge 36 2027');
  await expect(round).toHaveValue(/uge.*36, 2027$/);
  await expect(page.getByLabel('Dato: Idriftsættelse')).not.toHaveValue('man. 15.1.2029');
  await page.keyboard.press('Control+z');
  await expect(page.getByLabel('Dato: Idriftsættelse')).toHaveValue('man. 15.1.2029');

  // Three rounds: laid into the plan again.
  await write(page.getByLabel('Runder med forhandling'), '3');
  await page.getByRole('button', { name: 'Læg i planen igen' }).press('Enter');
  await expect(rowOf(page, 'Forhandling, runde 3')).toBeVisible();
  await expect(page.getByLabel('Dato: Idriftsættelse')).toHaveValue('man. 15.1.2029');

  // Who sees to it, and when it happened.
  await write(page.getByLabel('Ansvarlig: Kontrakt'), 'Udbudsjurist');
  await expect(page.getByLabel('Ansvarlig: Kontrakt')).toHaveValue('Udbudsjurist');
  await page.getByRole('button', { name: 'Mere' }).press('Enter');
  await page.getByRole('menuitemcheckbox', { name: 'Faktisk dato' }).press('Enter');
  await page.keyboard.press('Escape');
  await write(page.getByLabel('Faktisk dato: Behov og mandat'), '2.2.2026');
  await expect(rowOf(page, 'Behov og mandat')).toContainText('udført');

  // As clean in the other theme and language.
  expect(await violationsOn(page)).toEqual([]);
  for (const words of ['mørkt', 'english']) {
    await page.keyboard.press('Control+k');
    await page.getByRole('combobox').last().fill(words);
    await page.keyboard.press('Enter');
  }
  await expect(page.getByRole('heading', { level: 1, name: 'Tender', exact: true })).toBeVisible();
  await expect(page.getByRole('columnheader', { name: 'Responsible' })).toBeVisible();
  expect(await violationsOn(page)).toEqual([]);
});
