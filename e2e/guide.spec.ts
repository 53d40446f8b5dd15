/** The user guide is in the program: it opens beside the work, from our own host only, and is readable for everyone. */
import { expectAccessible } from './support/accessible.ts';
import { makeRecords } from './support/fixtures.ts';
import { expect, requestsElsewhere, test } from './support/test.ts';

test('help leads to the guide, and to the page about the screen', async ({
  page,
  context,
  site,
  trailscope,
  logs,
}) => {
  const elsewhere = requestsElsewhere(context, site);
  const trouble: string[] = [];
  context.on('console', (message) => {
    if (/Content Security Policy|Trusted/i.test(message.text())) trouble.push(message.text());
  });
  await trailscope.open();
  await expect(page.getByRole('link', { name: 'First five minutes' })).toBeVisible();
  await trailscope.chooseFiles(await logs.writeLog('a.json.gz', makeRecords(3)));
  await trailscope.expectDataSet({ events: 3 });
  await trailscope.goTo('Spikes');
  await page.keyboard.press('?');
  const help = page.getByRole('dialog', { name: 'Help' });
  const [about] = await Promise.all([
    context.waitForEvent('page'),
    help.getByRole('link', { name: 'About this screen: Spikes' }).click(),
  ]);
  await expect(about.getByRole('heading', { level: 1, name: 'Spikes' })).toBeVisible();
  const [guide] = await Promise.all([
    context.waitForEvent('page'),
    help.getByRole('link', { name: 'User guide' }).click(),
  ]);
  const task = 'What did this access key do, and what came of it?';
  await guide.getByRole('main').getByRole('link', { name: 'What did this access key do?' }).click();
  await expect(guide.getByRole('heading', { level: 1, name: task })).toBeVisible();
  const picture = guide.getByRole('img', { name: /^Blast radius of the key/ });
  await picture.scrollIntoViewIfNeeded();
  await expect
    .poll(() => picture.evaluate((image) => image instanceof HTMLImageElement && image.naturalWidth))
    .toBeGreaterThan(600);
  await expectAccessible(guide, 'a task of the guide');
  await guide.setViewportSize({ width: 320, height: 640 });
  expect(await guide.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(320);
  // What was loaded is where it was.
  await trailscope.expectDataSet({ events: 3 });
  expect([elsewhere, trouble]).toEqual([[], []]);
});
