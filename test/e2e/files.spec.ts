/** Files in and out through the window, on either host: the way that every import and every PDF takes. */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from './host.ts';

const PROJECT = `<?xml version="1.0" encoding="UTF-8"?>
<Project xmlns="http://schemas.microsoft.com/project"><Name>Indkøb af æøå</Name><StartDate>2027-01-04T08:00:00</StartDate>
<Tasks><Task><UID>1</UID><ID>1</ID><Name>Første opgave</Name><OutlineLevel>1</OutlineLevel><Start>2027-01-04T08:00:00</Start>
<Finish>2027-01-08T16:00:00</Finish><Duration>PT40H0M0S</Duration></Task></Tasks></Project>`;

test('a file that a person chooses is imported under its own name', async ({ app }) => {
  const file = join(app.dataFolder, 'plan æøå.xml');
  writeFileSync(file, PROJECT);
  await app.host.willChoose(file);
  await app.page.getByRole('button', { name: /Vælg fil/ }).click();
  await expect(app.page.getByText('Første opgave').first()).toBeVisible();
});

test('thinking better of choosing a file changes nothing; a PDF is made and saved', async ({ app }) => {
  await app.host.willChoose(null);
  await app.page.getByRole('button', { name: /Vælg fil/ }).click();
  await expect(app.page.getByRole('button', { name: /Vælg fil/ })).toBeEnabled();

  await app.page.getByRole('button', { name: 'Åbn eksemplet' }).click();
  await expect(app.page.getByRole('treegrid').first()).toBeVisible();
  await app.page.keyboard.press('Control+p');
  const path = await app.host.savedBy(async () => {
    await app.page
      .getByRole('button', { name: /Gem.*PDF|PDF/ })
      .last()
      .click();
  });
  expect(readFileSync(path).subarray(0, 5).toString()).toBe('%PDF-');
});
