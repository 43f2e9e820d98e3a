/**
 * A plan from Microsoft Project is opened, edited, printed and opened again: the journey of a project manager on the first
 * day. The large real plan is used where it lies beside the repository, our own small one else.
 */
import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { violationsOn } from './axe.ts';
import { expect, test } from './host.ts';

const root = resolve(import.meta.dirname, '..', '..');
const LARGE = resolve(root, '..', 'shared', 'data', 'mspdi', 'c-aspose-NET--Data--Residential_Construction.xml');
const SMALL = join(root, 'test', 'fixtures', 'import', 'dansk-plan.xml');

const hasPoppler = (): boolean => {
  try {
    execFileSync('pdftotext', ['-v'], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
};

for (const file of existsSync(LARGE) ? [SMALL, LARGE] : [SMALL])
  test(`${file.split('--').pop()!.split('/').pop()} is opened, edited, printed and opened again`, {
    tag: file === LARGE ? '@browser' : [],
  }, async ({ app }) => {
    await app.host.willChoose(file);
    await app.page.getByRole('button', { name: /Vælg fil/ }).click();
    const report = app.page.getByRole('dialog');
    await expect(report).toContainText('Opgaver:');
    expect(await violationsOn(app.page)).toEqual([]);
    await app.page.keyboard.press('Escape');
    const grid = app.page.getByRole('treegrid', { name: 'Opgaver' });
    await expect(grid).toBeVisible();
    await expect(grid).toBeFocused();
    const rows = await grid.getAttribute('aria-rowcount');

    await app.page.keyboard.press('Control+Home');
    await app.page.keyboard.press('F2');
    await app.page.keyboard.press('Control+a');
    await app.page.keyboard.type('Forløb æøå § 5');
    await app.page.keyboard.press('Enter');
    await expect(grid.getByText('Forløb æøå § 5')).toBeVisible();

    const saved = await app.host.savedBy(async () => {
      await app.page.keyboard.press('Control+p');
      await app.page.getByRole('button', { name: 'Gem PDF' }).click();
    });
    expect(readFileSync(saved).subarray(0, 5).toString()).toBe('%PDF-');
    if (hasPoppler()) {
      const text = execFileSync('pdftotext', ['-layout', saved, '-'], { encoding: 'utf8' });
      expect(text).toContain('Forløb æøå § 5');
      expect(text).toMatch(/side 1 af \d+/);
      expect(execFileSync('pdfinfo', [saved], { encoding: 'utf8' })).toMatch(/Tagged:\s+yes/);
      expect(execFileSync('pdffonts', [saved], { encoding: 'utf8' })).not.toMatch(/\sno\s+(yes|no)\s+(yes|no)\s+\d/);
    }

    await app.restart();
    const again = app.page.getByRole('treegrid', { name: 'Opgaver' });
    await expect(again).toBeVisible();
    await expect(again.getByText('Forløb æøå § 5')).toBeVisible();
    expect(await again.getAttribute('aria-rowcount')).toBe(rows);
    await app.page.keyboard.press('Control+z');
    await expect(again.getByText('Forløb æøå § 5')).toBeHidden();
  });

test('a file that is no plan is refused with its name and what to do', async ({ app }, info) => {
  const file = info.outputPath('ikke-en-plan.xml');
  writeFileSync(file, '<?xml version="1.0"?><html><body>hej</body></html>');
  await app.host.willChoose(file);
  await app.page.getByRole('button', { name: /Vælg fil/ }).click();
  await expect(app.page.getByText(/Microsoft Project/).last()).toBeVisible();
  await expect(app.page.getByRole('treegrid')).toHaveCount(0);
});
