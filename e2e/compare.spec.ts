/** Events side by side: chosen in the detail, differences marked, the same for whoever opens the link. */
import type { Page } from '@playwright/test';
import { eventId, logFile, makeRecord } from './support/fixtures.ts';
import type { TrailscopePage } from './support/page.ts';
import { expect, test } from './support/test.ts';

const RECORDS = [
  makeRecord(1, { eventName: 'PutBucketPolicy', user: 'alice' }),
  makeRecord(2, { eventName: 'PutBucketPolicy', user: 'alice', ip: '198.51.100.9' }),
  makeRecord(3, {
    eventName: 'PutBucketPolicy',
    user: 'alice',
    error: 'AccessDenied',
    more: { requestParameters: { bucketName: 'bucket-1', policy: null } },
  }),
  makeRecord(4, { eventName: 'ListBuckets' }),
];

async function choose(trailscope: TrailscopePage, count: number): Promise<void> {
  for (let nth = 1; nth <= count; nth++) {
    await trailscope.openEvent('PutBucketPolicy', nth);
    await trailscope.detail.getByRole('button', { name: 'Add to comparison' }).click();
  }
}

const rowOf = (page: Page, name: string) =>
  page.getByRole('row').filter({ has: page.getByRole('rowheader', { name, exact: false }) });

test.beforeEach(async ({ trailscope, logs }) => {
  await trailscope.open();
  await trailscope.chooseFiles(await logs.writeLog('a.json.gz', RECORDS));
  await trailscope.expectDataSet({ events: 4 });
});

test('three events side by side, and the same from the link', async ({ page, trailscope, browser }) => {
  await choose(trailscope, 3);
  const tray = page.getByRole('region', { name: 'Comparison' });
  await expect(tray).toContainText('3 events to compare');
  await trailscope.detail.getByRole('button', { name: 'Close (Esc)' }).click();
  await tray.getByRole('button', { name: 'Compare' }).click();
  await expect(page.getByRole('heading', { name: '3 events side by side' })).toBeVisible();
  await expect(rowOf(page, 'sourceIPAddress')).toContainText('differs:');
  await expect(rowOf(page, 'sourceIPAddress')).toContainText('unlike most: 198.51.100.9');
  await expect(rowOf(page, 'errorCode')).toContainText('not in the record');
  await expect(rowOf(page, 'policy')).toContainText('null');
  await expect(rowOf(page, 'awsRegion')).toHaveCount(0);
  await page.getByRole('switch', { name: 'Only differences' }).click();
  await expect(page).toHaveURL(/equal=shown/);
  await expect(rowOf(page, 'awsRegion')).not.toContainText('differs:');

  const other = await browser.newContext();
  const fresh = await other.newPage();
  await fresh.goto(page.url());
  const buffer = Buffer.from(logFile(RECORDS));
  await fresh
    .locator('input[type=file]:not([webkitdirectory])')
    .first()
    .setInputFiles({ name: 'a.json', mimeType: 'application/json', buffer });
  await expect(fresh.getByRole('heading', { name: '3 events side by side' })).toBeVisible();
  await expect(rowOf(fresh, 'sourceIPAddress')).toContainText('unlike most: 198.51.100.9');
  await other.close();

  // Back goes through each choice.
  await page.goBack();
  await expect(rowOf(page, 'awsRegion')).toHaveCount(0);
  await page.goBack();
  await expect(tray).toContainText('3 events to compare');
  await page.goBack();
  await page.goBack();
  await expect(tray).toContainText('2 events to compare');
});

test('a value leads back to the events that have it', async ({ page, trailscope }) => {
  await choose(trailscope, 2);
  await page.getByRole('region', { name: 'Comparison' }).getByRole('button', { name: 'Compare' }).click();
  await rowOf(page, 'sourceIPAddress').getByRole('button', { name: '198.51.100.9' }).click();
  await page.getByRole('menuitem', { name: 'Filter for' }).first().click();
  await trailscope.settled();
  await expect(trailscope.events.getByRole('row').filter({ hasText: 'PutBucketPolicy' })).toHaveCount(1);
  await page.goBack();
  await expect(page.getByRole('heading', { name: '2 events side by side' })).toBeVisible();
});

test('it can all be done from the keyboard', async ({ page, trailscope }) => {
  await trailscope.events.focus();
  await page.keyboard.press('j');
  await page.keyboard.press('Enter');
  await expect(trailscope.detail).toBeVisible();
  await trailscope.tabTo(trailscope.detail.getByRole('button', { name: 'Add to comparison' }));
  await page.keyboard.press('Enter');
  await expect(page.getByRole('region', { name: 'Comparison' })).toContainText('1 event to compare');
  await page.keyboard.press('j');
  await expect(trailscope.detail.getByRole('button', { name: 'Add to comparison' })).toBeFocused();
  await page.keyboard.press('Enter');
  await page.keyboard.press('Escape');
  await trailscope.events.focus();
  await trailscope.tabTo(page.getByRole('button', { name: 'Compare', exact: true }));
  await page.keyboard.press('Enter');
  await trailscope.tabTo(page.getByRole('button', { name: 'Remove event 2' }));
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { name: '1 event side by side' })).toBeVisible();
  await trailscope.tabTo(page.getByRole('button', { name: 'Back to events' }));
  await page.keyboard.press('Enter');
  await expect(trailscope.events).toBeVisible();
});

test('an event that is not loaded is said so', async ({ page, trailscope }) => {
  await trailscope.page.evaluate(
    (hash) => {
      window.location.hash = hash;
    },
    `compare=e%3A${eventId(1)}&compare=e%3A${eventId(77)}&screen=compare&v=1`,
  );
  await trailscope.settled();
  await expect(page.getByRole('columnheader', { name: /not in the loaded files/ })).toContainText(
    eventId(77),
  );
  await expect(page.getByRole('columnheader', { name: /PutBucketPolicy/ })).toBeVisible();
});
