/** The story beside the timeline, the life line of a resource, and two sides compared: on the sample, and with hostile names. */
import { readFile } from 'node:fs/promises';
import type { Page } from '@playwright/test';
import { expectAccessible } from './support/accessible.ts';
import { makeRecord } from './support/fixtures.ts';
import type { TrailscopePage } from './support/page.ts';
import { expect, test } from './support/test.ts';

async function openSample(trailscope: TrailscopePage, hash: string): Promise<void> {
  await trailscope.open(hash);
  await trailscope.page.getByRole('button', { name: 'Try the sample' }).click();
  await trailscope.expectDataSet({ events: 30_233 });
}

const storyOf = (page: Page) => page.getByRole('list', { name: 'What happened, in order' });

async function download(page: Page): Promise<{ readonly name: string; readonly text: string }> {
  const [file] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('button', { name: 'Download Markdown' }).click(),
  ]);
  return { name: file.suggestedFilename(), text: await readFile(await file.path(), 'utf8') };
}

test('the story of the stolen key: in order, by keys, to its events and as Markdown', async ({
  page,
  trailscope,
}) => {
  await openSample(trailscope, 'screen=timeline&q=blast:"AKIAEXAMPLECIDEPLOY1@2025-10-10T18:42:07Z"&v=1');
  const story = storyOf(page);
  await expect(story).toContainText('47 denied discovery calls in 4 min: ListUsers');
  const text = (await story.innerText()).replace(/\s+/g, ' ');
  const order = [
    'First call from 198.51.100.77',
    '47 denied',
    'Created user ops-helper',
    'ops-helper signed in to the console without MFA',
    'ops-helper assumed OrgPlatformAccess in account 444455556666',
    'Read the secret shop/database',
    'StopLogging on org-trail: denied by an explicit deny in a service control policy',
    'Read 1,800 objects in finance-exports (127 MB)',
    'Deleted 600 objects in finance-exports',
    'Last call',
  ].map((words) => text.indexOf(words));
  expect(order).toEqual(order.toSorted((a, b) => a - b));
  expect(order).not.toContain(-1);
  await expectAccessible(page, 'the story');

  // A run leads to its events, and Back to the story.
  const entry = (name: RegExp) => story.getByRole('button', { name });
  await entry(/Deleted 600 objects/).click();
  await trailscope.settled();
  await expect(page.getByText('600 events', { exact: false }).first()).toBeVisible();
  await page.goBack();
  await trailscope.settled();

  // By keys: one stop of Tab, arrows from entry to entry, Enter opens the event.
  await trailscope.tabTo(story.locator('[data-entry="0"]'));
  await page.keyboard.press('End');
  await page.keyboard.press('Home');
  for (let presses = 0; presses < 40; presses++) {
    if (await entry(/StopLogging on org-trail/).evaluate((one) => one === document.activeElement)) break;
    await page.keyboard.press('ArrowDown');
  }
  await page.keyboard.press('Enter');
  await expect(trailscope.detail).toContainText('StopLogging');
  await page.goBack();
  await trailscope.settled();

  const { name, text: markdown } = await download(page);
  expect(name).toMatch(/^trailscope-story-.*AKIAEXAMPLECIDEPLOY1.*\.md$/);
  expect(markdown).toContain('- **19:47:40** ■ `role/LogArchiveMaintenance`');
  expect(markdown).toContain('**Deleted 600 objects** in `finance-exports`');
  expect(markdown).toContain('Filter: `blastRadius:');
});

test('the life line of a bucket, and a principal held against its week before', async ({
  page,
  trailscope,
}) => {
  await openSample(trailscope, 'screen=timeline&q=resource:finance-exports&v=1');
  const life = page.getByRole('list', { name: 'Life line' });
  await expect(life.getByRole('listitem')).toHaveCount(4);
  await expect(life.getByRole('listitem').nth(1)).toContainText('arn:aws:iam::123456789012:root');
  await expect(life.getByRole('listitem').nth(2)).toContainText('not there');
  const touched = page.getByRole('region', { name: 'Who can have touched it' });
  await expect(touched).toContainText('grace.lind@example.com');
  await life.getByRole('button', { name: 'who before?' }).first().click();
  await trailscope.settled();
  await expect(page).toHaveURL(/touched=/);
  await expect(touched).toContainText('ops-helper');
  await expect(touched).not.toContainText('grace.lind');
  await expectAccessible(page, 'the life line');

  // From a value's menu, by keys.
  const who = life.getByRole('button', { name: 'grace.lind@example.com', exact: true }).first();
  await who.focus();
  await page.keyboard.press('Enter');
  await page.getByRole('menuitem', { name: 'Open timeline of this principal' }).press('Enter');
  await trailscope.settled();
  await expect(page).toHaveURL(/q=principal/);
  await page.goBack();
  await trailscope.settled();

  await page.evaluate((hash) => {
    window.location.hash = hash;
  }, 'screen=timeline&q=user:ci-deployer&tab=compare&zoom=2025-10-10T00:00:00Z/2025-10-11T00:00:00Z&v=1');
  await trailscope.settled();
  await page.getByText('The same, another period').click();
  await page.getByLabel('Compare from').fill('2025-10-03');
  await page.getByLabel('Compare to').fill('2025-10-09');
  await page.keyboard.press('Enter');
  await trailscope.settled();
  const addresses = page.getByRole('table', { name: 'Source address here and there' });
  await expect(addresses.getByRole('row', { name: /198\.51\.100\.77/ })).toContainText('only here');
  await expect(page.getByText('told by events a day', { exact: false })).toBeVisible();
});

test('hostile names are shown and mean nothing, in a link too', async ({ page, trailscope, logs }) => {
  const hostile = '<img src=x onerror=alert(1)>\u202e`](http://evil.example)|# \n- x';
  const long = `arn:aws:iam::111122223333:user/${'x'.repeat(2_000)}`;
  const records = [hostile, long].map((name, n) =>
    makeRecord(n, {
      user: name,
      eventName: n === 0 ? 'CreateUser' : 'DeleteUser',
      source: 'iam.amazonaws.com',
      more: { readOnly: false, requestParameters: { userName: name } },
    }),
  );
  await trailscope.open('screen=timeline&v=1');
  const log = await logs.writeLog('a.json.gz', records);
  await trailscope.chooseFiles(log);
  await trailscope.expectDataSet({ events: 2 });
  const story = storyOf(page);
  await expect(story).toContainText('U+202E');
  await expect(story.locator('img')).toHaveCount(0);
  const { text } = await download(page);
  expect(text).toContain('⟨U+202E⟩');
  expect(text).not.toMatch(/^- x/m);
  expect(text).not.toContain('\u202e');
  // Nothing is wider than its place.
  const overflow = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
  expect(overflow).toBeLessThanOrEqual(0);

  // Chosen by hand, then once more out of the link alone.
  await page.getByRole('tab', { name: 'Compare' }).click();
  await page.getByRole('combobox', { name: 'Principal to compare with' }).fill('<img');
  await page.getByRole('option').first().click();
  await trailscope.settled();
  const names = page.getByRole('table', { name: 'Event here and there' });
  await expect(names.getByRole('row', { name: /DeleteUser/ })).toContainText('only here');
  await expectAccessible(page, 'the comparison');
  await page.reload();
  await trailscope.chooseFiles(log);
  await trailscope.expectDataSet({ events: 2 });
  await expect(names.getByRole('row', { name: /DeleteUser/ })).toContainText('only here');
  await expect(story).toContainText('U+202E');
});
