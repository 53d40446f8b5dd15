/** The table of events: what it lists follows the filter and the order of the link. */
import { makeRecord } from './support/fixtures.ts';
import type { CloudTrailRecord } from './support/fixtures.ts';
import { expect, test } from './support/test.ts';
import type { TrailscopePage } from './support/page.ts';

/** 40 events, one a second: every fifth is denied, and alice and bob take turns of ten. */
function someRecords(): readonly CloudTrailRecord[] {
  return Array.from({ length: 40 }, (_, n) =>
    makeRecord(n, {
      user: Math.floor(n / 10) % 2 === 0 ? 'alice' : 'bob',
      eventName: n % 10 < 5 ? 'GetObject' : 'ListBuckets',
      ...(n % 5 === 0 ? { error: 'AccessDenied' } : {}),
    }),
  );
}

async function setLink(trailscope: TrailscopePage, hash: string): Promise<void> {
  await trailscope.page.evaluate((text) => {
    location.hash = text;
  }, hash);
  await trailscope.settled();
}

const dataRows = (trailscope: TrailscopePage) =>
  trailscope.events.getByRole('row').filter({ hasNot: trailscope.page.getByRole('columnheader') });

test('the filter of the link narrows the rows, and Back widens them', async ({ page, trailscope, logs }) => {
  await trailscope.open('q=user%3Abob+outcome%3Adenied');
  await trailscope.chooseFiles(await logs.writeLog('a.json.gz', someRecords()));
  await trailscope.expectDataSet({ events: 40 });
  await expect(page.getByText('4 of 40 events, newest first')).toBeVisible();
  await expect(dataRows(trailscope)).toHaveCount(4);
  await setLink(trailscope, 'q=user%3Abob');
  await expect(page.getByText('20 of 40 events, newest first')).toBeVisible();
  await expect(dataRows(trailscope).filter({ hasText: 'alice' })).toHaveCount(0);
  await page.goBack();
  await expect(page.getByText('4 of 40 events')).toBeVisible();
});

test('an open event stays open through changes of the filter', async ({ page, trailscope, logs }) => {
  await trailscope.open();
  await trailscope.chooseFiles(await logs.writeLog('a.json.gz', someRecords()));
  await trailscope.expectDataSet({ events: 40 });
  await trailscope.openEvent('denied');
  const open = new URL(page.url()).hash.slice(1);
  const selected = trailscope.events.locator('[aria-current="true"]');
  await expect(selected).toHaveCount(1);
  await setLink(trailscope, `${open}&q=outcome%3Adenied`);
  await expect(page.getByText('8 of 40 events')).toBeVisible();
  await expect(selected).toHaveCount(1);
  await setLink(trailscope, `${open}&q=outcome%3Asuccess`);
  await expect(page.getByText('32 of 40 events')).toBeVisible();
  await expect(selected).toHaveCount(0);
  await expect(trailscope.detail).toContainText('denied');
});
