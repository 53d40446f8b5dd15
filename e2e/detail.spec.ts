/** One event in full: explained, searched inside, filtered by, copied, and with its secrets hidden. */
import type { Page } from '@playwright/test';
import { makeRecord, makeRecords } from './support/fixtures.ts';
import { expect, test } from './support/test.ts';

const TOKEN = 'IQoJb3JpZ2luX2VjEXAMPLEtokenEXAMPLEtoken';
const USER = 'arn:aws:iam::111122223333:user/alice';

const RECORDS = [
  ...makeRecords(3),
  makeRecord(4, {
    eventName: 'AssumeRole',
    source: 'sts.amazonaws.com',
    more: {
      requestParameters: {
        roleArn: 'arn:aws:iam::111122223333:role/deploy',
        tags: [{ key: 'team', value: 'x' }],
      },
      responseElements: { credentials: { accessKeyId: 'ASIAEXAMPLE000000001', sessionToken: TOKEN } },
    },
  }),
  makeRecord(5, {
    eventName: 'GetObject',
    error: 'AccessDenied',
    more: {
      errorMessage: `User: ${USER} is not authorized to perform: s3:GetObject on resource: "arn:aws:s3:::secret-plans/a.txt" with an explicit deny in a service control policy`,
      requestParameters: { bucketName: 'secret-plans', key: 'a.txt' },
    },
  }),
];

/** What the page has put on the clipboard. */
const copied = (page: Page): Promise<string> => page.evaluate(() => navigator.clipboard.readText());

test.beforeEach(async ({ trailscope, logs }) => {
  await trailscope.open();
  await trailscope.chooseFiles(await logs.writeLog('a.json.gz', RECORDS));
  await trailscope.expectDataSet({ events: 5 });
});

test('a refusal is taken apart, and each part leads on', async ({ page, trailscope }) => {
  await trailscope.openEvent('GetObject');
  const why = trailscope.detail.getByRole('region', { name: 'Why' });
  await expect(why).toContainText('Denied by an explicit deny in a service control policy.');
  await expect(why.getByRole('button', { name: 's3:GetObject' })).toBeVisible();
  await expect(why.getByRole('button', { name: 'arn:aws:s3:::secret-plans/a.txt' })).toBeVisible();
  await expect(why.getByRole('button', { name: USER })).toBeVisible();
  await why.getByRole('button', { name: 'service control policy' }).click();
  await page.getByRole('menuitem', { name: 'Filter for' }).click();
  await trailscope.settled();
  await expect(page).toHaveURL(/service\+control\+policy/);
  await expect(trailscope.events.getByRole('row').filter({ hasText: 'GetObject' })).toHaveCount(1);
  await expect(trailscope.events.getByRole('row').filter({ hasText: 'ListBuckets' })).toHaveCount(0);

  // Closed from inside, the focus is back in the table.
  await trailscope.openEvent('GetObject');
  await trailscope.detail.getByRole('button', { name: 'Close (Esc)' }).focus();
  await page.keyboard.press('Escape');
  await expect(trailscope.detail).toBeHidden();
  await expect(trailscope.events).toBeFocused();
});

test('a leaf of the request narrows the events to its place and value', async ({ page, trailscope }) => {
  await trailscope.openEvent('ListBuckets');
  const request = trailscope.detail.getByRole('region', { name: 'Request' });
  await request.getByRole('button', { name: /"bucket-3"/ }).click();
  await page.getByRole('menuitem', { name: 'Filter for', exact: false }).first().click();
  await trailscope.settled();
  await expect(page).toHaveURL(/requestParameters.bucketName%3Abucket-3/);
  await expect(trailscope.events.getByRole('row').filter({ hasText: 'ListBuckets' })).toHaveCount(1);
  await page.goBack();
  await trailscope.settled();
  await expect(trailscope.events.getByRole('row').filter({ hasText: 'ListBuckets' })).toHaveCount(3);
});

test('words are found inside of the record, in folded branches too', async ({ page, trailscope }) => {
  await trailscope.openEvent('AssumeRole');
  const { detail } = trailscope;
  await detail.getByRole('button', { name: 'Collapse all' }).click();
  await expect(detail.getByText('ASIAEXAMPLE000000001')).toBeHidden();
  const box = detail.getByRole('searchbox', { name: 'Find in record' });
  await box.fill('KEY');
  await expect(detail.getByText('1 of 2')).toBeVisible();
  await expect(detail.getByText('ASIAEXAMPLE000000001')).toBeVisible();
  await box.press('Enter');
  await expect(detail.getByText('2 of 2')).toBeVisible();
  await box.press('Enter');
  await expect(detail.getByText('1 of 2')).toBeVisible();
  await box.press('Escape');
  await expect(detail).toBeVisible();
  await expect(box).toHaveValue('');
  await detail.getByText('Whole record').click();
  await box.fill('recipientAccount');
  await expect(detail.getByText('1 of 1')).toBeVisible();
  await expect(page.locator('mark')).toHaveText('recipientAccount');
});

test('a session token is nowhere in the page, nor in a copy, until it is shown', async ({
  page,
  trailscope,
  context,
}) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  const { detail } = trailscope;
  const copyJson = async (): Promise<string> => {
    await detail.getByRole('button', { name: /^(?:Copy|Copied)$/ }).click();
    await page.getByRole('menuitem', { name: 'Copy as JSON' }).click();
    await expect(detail.getByRole('button', { name: 'Copied' })).toBeVisible();
    return copied(page);
  };
  const pageText = (): Promise<string> => page.evaluate(() => document.documentElement.outerHTML);
  await trailscope.openEvent('AssumeRole');
  await expect(detail).toContainText('1 secret is hidden');
  for (const manner of ['Whole record', 'As delivered', 'Request, response']) {
    await detail.getByText(manner, { exact: true }).click();
    await expect(detail).toContainText(`hidden, ${TOKEN.length} characters`);
    expect(await pageText()).not.toContain(TOKEN);
  }
  expect(JSON.parse(await copyJson())).toMatchObject({
    responseElements: { credentials: { sessionToken: `hidden, ${TOKEN.length} characters` } },
  });
  await detail.getByRole('button', { name: 'Show', exact: true }).click();
  await expect(detail).toContainText(TOKEN);
  expect(JSON.parse(await copyJson())).toEqual(RECORDS[3]);
  await page.keyboard.press('j');
  await expect(detail).toContainText('bucket-3');
  await page.keyboard.press('k');
  await expect(detail).toContainText(`hidden, ${TOKEN.length} characters`);
});

test('an event is copied as a command and as a link', async ({ page, trailscope, context, browser }) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  await trailscope.openEvent('AssumeRole');
  const menu = trailscope.detail.getByRole('button', { name: /^(?:Copy|Copied)$/ });
  await menu.click();
  await page.getByRole('menuitem', { name: /lookup-events/ }).click();
  await expect
    .poll(() => copied(page))
    .toBe(
      'aws cloudtrail lookup-events --lookup-attributes AttributeKey=EventId,AttributeValue=00000000-0000-4000-8000-000000000004 --region eu-central-1 --start-time 2025-10-01T12:00:04Z --end-time 2025-10-01T12:00:05Z',
    );
  await menu.click();
  await page.getByRole('menuitem', { name: 'Copy link to this event' }).click();
  await expect.poll(() => copied(page)).toContain('#');
  const link = await copied(page);
  const other = await browser.newContext();
  const fresh = await other.newPage();
  await fresh.goto(link);
  const file = {
    name: 'a.json',
    mimeType: 'application/json',
    buffer: Buffer.from(JSON.stringify({ Records: RECORDS })),
  };
  await fresh.locator('input[type=file]:not([webkitdirectory])').first().setInputFiles(file);
  await expect(fresh.getByRole('complementary', { name: 'Event' })).toContainText('AssumeRole');
  await other.close();
});

test('facts lead to what happened around the event', async ({ page, trailscope }) => {
  await trailscope.openEvent('AssumeRole');
  await trailscope.detail.getByRole('button', { name: '203.0.113.7' }).press('Enter');
  for (const name of [
    'Filter for',
    'Filter out',
    'Show in time (±5 min)',
    'Everything from this address',
    'Same request',
    'Copy',
  ])
    await expect(page.getByRole('menuitem', { name }).first()).toBeVisible();
  await page.getByRole('menuitem', { name: 'Show in time (±5 min)' }).click();
  await trailscope.settled();
  await expect(page).toHaveURL(/from=/);
  await expect(trailscope.detail).toContainText('AssumeRole');
});
