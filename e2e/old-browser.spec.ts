/** A browser that cannot run the program says so: no page stays blank. */
import { expect, test } from './support/test.ts';

test('a browser that lacks something is told what', async ({ page }) => {
  await page.addInitScript(() => Reflect.deleteProperty(window, 'DecompressionStream'));
  await page.goto('./');
  await expect(page.getByRole('heading', { name: 'This browser cannot run Trailscope' })).toBeVisible();
  await expect(page.getByRole('main')).toContainText('unpacking of gzip');
  await expect(page.getByRole('main')).toContainText('Firefox 121');
});

test('where the program does not start at all, the page says so after a while', async ({ page }) => {
  await page.route('**/assets/index-*.js', (route) => route.abort());
  await page.goto('./');
  const sentence = page.getByText('If this does not go away, this browser is too old');
  await expect(sentence).toBeHidden();
  await expect(sentence).toBeVisible();
});
