import { expect, test } from './host.ts';

test('the window opens, is named and shows the product', async ({ app }) => {
  await expect(app.page).toHaveTitle(/Udbudsplan/);
  await expect(app.page.locator('#root')).not.toBeEmpty();
  await expect(app.page.locator('html')).toHaveAttribute('lang', 'da');
});

test('it starts again on the same data, after closing and after being killed', async ({ app }) => {
  await expect(app.page.locator('#root')).not.toBeEmpty();
  await app.restart();
  await expect(app.page.locator('#root')).not.toBeEmpty();
  await app.restart('kill');
  await expect(app.page.locator('#root')).not.toBeEmpty();
});

test('a reload of the page keeps it working', async ({ app }) => {
  await expect(app.page.locator('#root')).not.toBeEmpty();
  await app.page.reload();
  await expect(app.page).toHaveTitle(/Udbudsplan/);
  await expect(app.page.locator('#root')).not.toBeEmpty();
});
