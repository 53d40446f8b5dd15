/** Spikes: the incident's bursts on top, with their cause, leading to their events; by clicks, by keys, and from the link. */
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

const list = (page: Page) => page.getByRole('grid', { name: 'Spikes' });
const rows = (page: Page) => list(page).getByRole('row');
const found = (page: Page) => page.getByRole('status', { name: 'Spikes found' });
const open = (page: Page) => page.getByRole('region', { name: 'Spike', exact: true });
const chosen = (page: Page) => list(page).getByRole('row', { selected: true });

/** docs/sample-incident.md: the objects read and deleted, and the questions that were refused. */
const BURSTS = [
  ['ops-helper', '2,400 calls', 'AKIAEXAMPLEOPSHELP01'],
  ['198.51.100.77', '2,400 calls', 'ops-helper'],
  ['GetObject', '1,803 calls', 'ops-helper'],
  ['DeleteObject', '600 calls', 'ops-helper'],
  ['Denied calls', '47 denied calls', 'ci-deployer'],
] as const;

test('the incident’s bursts are on top, and lead to who made them and to their events', async ({
  page,
  trailscope,
  browser,
}) => {
  test.slow();
  await openSample(trailscope, 'v=1');
  await trailscope.goTo('Spikes');
  await expect(found(page)).toContainText('7 spikes in 221 series');
  await expect(rows(page)).toHaveCount(7);
  for (const [name, counts, cause] of BURSTS) {
    const row = rows(page).filter({ hasText: name });
    await expect(row).toContainText(counts);
    await row.click();
    await expect(open(page)).toContainText(/Why:/);
    await expect(open(page).getByText('Why:').locator('..')).toContainText(cause);
  }
  // What was looked into already stands below the others, in the link too.
  await rows(page).filter({ hasText: 'GetObject' }).click({ button: 'right' });
  await page.getByRole('menuitem', { name: 'Mark as expected' }).click();
  await expect(rows(page).last()).toContainText('GetObject');
  await expect(rows(page).last()).toContainText('marked as expected');
  await rows(page).filter({ hasText: 'DeleteObject' }).click();
  const link = page.url();

  await rows(page).filter({ hasText: 'DeleteObject' }).getByTitle('What can be done with it').click();
  await page.getByRole('menuitem', { name: 'Show these events' }).click();
  await expect(page.getByText('600 of 30,233 events')).toBeVisible();
  await page.goBack();
  await expect(chosen(page)).toContainText('DeleteObject');

  const other = await browser.newPage();
  await other.goto(link);
  await other.getByRole('button', { name: 'Try the sample' }).click();
  await expect(chosen(other)).toContainText('DeleteObject');
  await expect(rows(other).last()).toContainText('marked as expected');
  await other.close();
});

test('from the keyboard, with other settings, and in a file', async ({ page, trailscope }) => {
  await openSample(trailscope, 'screen=spikes&v=1');
  await expect(rows(page)).toHaveCount(7);
  await trailscope.tabTo(page.getByRole('button', { name: 'All kinds' }));
  await page.keyboard.press('Enter');
  for (const kind of ['Principals', 'Addresses', 'Whole trails']) {
    await trailscope.tabTo(page.getByRole('checkbox', { name: kind }));
    await page.keyboard.press('Space');
  }
  await page.keyboard.press('Escape');
  await expect(rows(page)).toHaveCount(3);
  await trailscope.tabTo(list(page));
  await page.keyboard.press('j');
  await expect(chosen(page)).toContainText('DeleteObject');
  await page.keyboard.press('k');
  await expect(chosen(page)).toContainText('GetObject');
  await page.keyboard.press('j');
  await trailscope.settled();
  await expectAccessible(page, 'the spikes');

  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('button', { name: 'Download spikes (JSON)' }).click(),
  ]);
  expect(download.suggestedFilename()).toMatch(/^trailscope-.*-3-spikes\.json$/);
  const file: unknown = JSON.parse(await readFile(await download.path(), 'utf8'));
  expect(file).toMatchObject({
    format: 'trailscope-spikes',
    listed: 3,
    spikes: [
      { name: 'GetObject', cause: { value: 'ops-helper' } },
      { name: 'DeleteObject', observed: 600, start: '2025-10-10T20:33:00Z', cause: { value: 'ops-helper' } },
      { kind: 'denied', observed: 47, cause: { value: 'ci-deployer' } },
    ],
  });
  await list(page).focus();
  await page.keyboard.press('m');
  await expect(page.getByRole('menuitem', { name: 'Mark as expected' })).toBeVisible();
  await page.keyboard.press('Escape');
  await page.keyboard.press('Enter');
  await expect(page.getByText('600 of 30,233 events')).toBeVisible();
});

const HOSTILE = '<img src=x onerror=alert(1)>\u202Eevil';
const LONG = `=${'x'.repeat(2_000)}`;
const HOUR = 3_600_000;
const START = Date.UTC(2025, 9, 1);
const timeOf = (ms: number): string => new Date(ms).toISOString().replace('.000Z', 'Z');

test('names written by an attacker do no harm, and too little history is said', async ({
  page,
  trailscope,
  logs,
}) => {
  await trailscope.open('screen=spikes&v=1');
  const calm = Array.from({ length: 96 }, (_, n) => makeRecord(n, { time: timeOf(START + n * HOUR) }));
  const burst = Array.from({ length: 60 }, (_, n) =>
    makeRecord(1_000 + n, {
      time: timeOf(START + 90 * HOUR + n * 1_000),
      user: LONG,
      eventName: HOSTILE,
      source: `${HOSTILE}.amazonaws.com`,
      more: { readOnly: false },
    }),
  );
  await trailscope.chooseFiles(await logs.writeLog('a.json.gz', calm.slice(0, 30)));
  await trailscope.expectDataSet({ events: 30 });
  await expect(page.getByRole('heading', { name: 'Not enough history' })).toBeVisible();
  await expect(page.getByText('reach over 30 hours')).toBeVisible();

  await trailscope.goTo('Data');
  await trailscope.chooseFiles(await logs.writeLog('b.json.gz', [...calm.slice(30), ...burst]));
  await trailscope.expectDataSet({ events: 156 });
  await trailscope.goTo('Spikes');
  const row = rows(page).filter({ hasText: '<img' }).first();
  await expect(row).toContainText('onerror=alert(1)>U+202Eevil');
  await expect(rows(page).filter({ hasText: 'principal' }).first()).toBeVisible();
  await row.click();
  await trailscope.settled();
  await expect(page.locator('main img')).toHaveCount(0);
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('button', { name: 'Download spikes (CSV)' }).click(),
  ]);
  const text = await readFile(await download.path(), 'utf8');
  expect(text).toContain(`'${LONG}`);
  expect(text.split('\r\n').filter((line) => /(?:^|,)"?=/.test(line))).toEqual([]);
  await row.click({ button: 'right' });
  await page.getByRole('menuitem', { name: 'Show these events' }).click();
  await expect(page.getByText('60 of 156 events')).toBeVisible();
});

test('the chart says the incident’s numbers, and its time and buckets are in the link', async ({
  page,
  trailscope,
}) => {
  const spike = '2025-10-10T20:35:00Z~call~s3.amazonaws.com~DeleteObject~~eu-west-1~111122223333';
  const zoom = '2025-10-10T18:00:00Z/2025-10-10T23:00:00Z';
  await openSample(
    trailscope,
    new URLSearchParams({ bucket: '60', screen: 'spikes', spike, v: '1', zoom }).toString(),
  );
  const chart = (per: string) => open(page).getByRole('slider', { name: `calls per ${per}` });
  await expect(chart('hour')).toHaveAttribute('aria-valuetext', /600 calls$/);
  await open(page).getByRole('button', { name: 'View as table' }).click();
  const table = page.getByRole('dialog').getByRole('table');
  await expect(table.getByRole('row', { name: /^2025-10-10 20:00:00 600 0 / })).toContainText('spike');
  await expect(table.getByRole('row', { name: /^2025-10-10 19:00:00 0 0 / })).toBeVisible();
  await expectAccessible(page, 'the chart of a spike as a table', '[role="dialog"]');
  await page.keyboard.press('Escape');

  const inLink = (key: string) => () => new URLSearchParams(new URL(page.url()).hash.slice(1)).get(key);
  await chart('hour').focus();
  await page.keyboard.press('+');
  await expect.poll(inLink('zoom')).not.toBe(zoom);
  await page.keyboard.press('0');
  await expect.poll(inLink('zoom')).toBe('2025-10-01T00:00:00Z/2025-10-15T00:00:00Z');
  await page.keyboard.press('Home');
  await expect.poll(inLink('zoom')).toBeNull();
  await open(page).getByLabel('Counted per').selectOption('per 5 minutes');
  await expect(chart('5 minutes')).toBeVisible();
  expect(inLink('bucket')()).toBe('5');

  // Whether the line of errors is drawn is in the link too; not every series has one.
  await rows(page).filter({ hasText: 'ops-helper' }).first().click();
  const errors = open(page).getByRole('button', { name: 'with an error' });
  await errors.click();
  await expect(errors).toHaveAttribute('aria-pressed', 'false');
  expect(inLink('errors')()).toBe('hidden');
  await page.goBack();
  await expect(errors).toHaveAttribute('aria-pressed', 'true');
});
