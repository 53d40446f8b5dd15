/** The Data screen: why a file is not loaded, a look at what is damaged, files that leave the set and come back. */
import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import { logFile, makeRecords } from './support/fixtures.ts';
import { expect, test } from './support/test.ts';

async function expectAccessible(page: Page): Promise<void> {
  const { violations } = await new AxeBuilder({ page })
    .withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'])
    .analyze();
  expect(violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' · ')}`)).toEqual(
    [],
  );
}

test('tells of each file what it holds and what is damaged, and lets it go', async ({
  page,
  trailscope,
  logs,
}) => {
  const broken = logFile(makeRecords(4, 10)).replace(
    `{"eventVersion":"1.08"`,
    '{"eventVersion":"1.08",,"\u202e',
  );
  await trailscope.open();
  await trailscope.chooseFiles(
    await logs.writeLog('first.json.gz', makeRecords(5)),
    await logs.writeLog('again.json.gz', makeRecords(7)),
    await logs.write('broken.json', broken),
    await logs.write('page.html', '<!doctype html><title>Sign in</title>'),
  );
  await trailscope.expectDataSet({ events: 10, files: 4, rejected: 1, duplicates: 5 });
  await trailscope.goTo('Data');
  const files = page.getByRole('table', { name: 'Files' });
  const row = (name: string) => files.getByRole('row').filter({ hasText: name });

  await expect(row('page.html')).toContainText('sign-in or error page');
  await row('broken.json').getByRole('button', { name: 'broken.json' }).click();
  await row('broken.json')
    .getByRole('button', { name: /Look at the bytes/ })
    .click();
  await expect(page.getByLabel('Bytes in hexadecimal')).toContainText('2c 2c 22 e2 80 ae');
  await expect(page.getByLabel('The same as text')).toContainText('U+202E');
  await expect(row('broken.json')).toContainText('eu-central-1');
  await expectAccessible(page);

  await page.getByText(/^With problems 1$/).click();
  await expect(files.getByRole('row')).toHaveCount(2);
  await page.getByText(/^All 4$/).click();

  await row('first.json.gz').getByRole('button', { name: 'first.json.gz' }).click();
  await row('first.json.gz').getByRole('button', { name: 'Remove from the set' }).click();
  await expect(page.getByRole('dialog')).toContainText('5 events go with it');
  await page.getByRole('dialog').getByRole('button', { name: 'Remove', exact: true }).click();
  await trailscope.expectDataSet({ events: 10, files: 3, rejected: 1, duplicates: 0 });
  await expect(row('first.json.gz')).toHaveCount(0);
  await expectAccessible(page);
  await page.getByRole('button', { name: 'Put back' }).click();
  await trailscope.expectDataSet({ events: 10, files: 4, rejected: 1, duplicates: 5 });

  // More may be added here at any time, also from the keyboard.
  await trailscope.tabTo(page.getByRole('button', { name: 'Add files' }));
  await trailscope.chooseFiles(await logs.writeLog('more.json.gz', makeRecords(3, 50)));
  await trailscope.expectDataSet({ events: 13, files: 5 });
});
