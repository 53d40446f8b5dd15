/** The table of events: what it lists follows the filter and the order of the link. */
import type { Locator } from '@playwright/test';
import { eventId, makeRecord } from './support/fixtures.ts';
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

const dataRows = (trailscope: TrailscopePage): Locator =>
  trailscope.events.getByRole('row').filter({ hasNot: trailscope.page.getByRole('columnheader') });

/** The texts of one column, from the top. */
async function columnTexts(trailscope: TrailscopePage, name: string | RegExp): Promise<string[]> {
  const header = trailscope.events.getByRole('columnheader', { name });
  const at = Number(await header.getAttribute('aria-colindex'));
  const cells = dataRows(trailscope).locator(`[aria-colindex="${at}"]`);
  return cells.allInnerTexts();
}

const headers = (trailscope: TrailscopePage): Promise<string[]> =>
  trailscope.events
    .getByRole('columnheader')
    .evaluateAll((all) => all.map((one) => one.getAttribute('aria-label')).filter((one) => one !== null));

const linkOf = (trailscope: TrailscopePage): URLSearchParams =>
  new URLSearchParams(new URL(trailscope.page.url()).hash.slice(1));

async function setLink(trailscope: TrailscopePage, hash: string): Promise<void> {
  await trailscope.page.evaluate((text) => {
    location.hash = text;
  }, hash);
  await trailscope.settled();
}

async function openColumnMenu(trailscope: TrailscopePage, name: string | RegExp): Promise<void> {
  await trailscope.events
    .getByRole('columnheader', { name })
    .getByRole('button')
    .first()
    .click({ button: 'right' });
}

test.beforeEach(async ({ trailscope, logs, page }) => {
  await page.setViewportSize({ width: 1440, height: 1400 });
  await trailscope.open();
  await trailscope.chooseFiles(await logs.writeLog('a.json.gz', someRecords()));
  await trailscope.expectDataSet({ events: 40 });
});

test('the filter of the link narrows the rows, and Back widens them', async ({ page, trailscope }) => {
  await setLink(trailscope, 'q=user%3Abob+outcome%3Adenied&v=1');
  await expect(page.getByText('4 of 40 events, newest first')).toBeVisible();
  await expect(dataRows(trailscope)).toHaveCount(4);
  await setLink(trailscope, 'q=user%3Abob&v=1');
  await expect(page.getByText('20 of 40 events, newest first')).toBeVisible();
  await expect(dataRows(trailscope).filter({ hasText: 'alice' })).toHaveCount(0);
  await page.goBack();
  await expect(page.getByText('4 of 40 events')).toBeVisible();
});

test('an open event stays open through changes of the filter', async ({ page, trailscope }) => {
  await trailscope.openEvent('denied');
  const open = new URL(page.url()).hash.slice(1);
  const current = trailscope.events.locator('[aria-current="true"]');
  await expect(current).toHaveCount(1);
  await setLink(trailscope, `${open}&q=outcome%3Adenied`);
  await expect(page.getByText('8 of 40 events')).toBeVisible();
  await expect(current).toHaveCount(1);
  await setLink(trailscope, `${open}&q=outcome%3Asuccess`);
  await expect(page.getByText('32 of 40 events')).toBeVisible();
  await expect(current).toHaveCount(0);
  await expect(trailscope.detail).toContainText('denied');
});

test('a click on a name sorts, both ways, and absent values stay last', async ({ page, trailscope }) => {
  await setLink(trailscope, 'columns=time%2Cname%2Cerror%2Cresource&v=1');
  const header = trailscope.events.getByRole('columnheader', { name: 'Error code' });
  const name = header.getByRole('button').first();
  for (const order of ['ascending', 'descending']) {
    await name.click();
    await trailscope.settled();
    await expect(header).toHaveAttribute('aria-sort', order);
    const codes = await columnTexts(trailscope, 'Error code');
    expect(codes.slice(0, 8)).toEqual(Array.from({ length: 8 }, () => 'AccessDenied'));
    expect(codes.slice(8).every((code) => code === '–')).toBe(true);
  }
  expect(linkOf(trailscope).get('sort')).toBe('-error');
  await name.click();
  await expect(page.getByText('40 events, newest first')).toBeVisible();
  await page.goBack();
  await expect(header).toHaveAttribute('aria-sort', 'descending');

  const time = trailscope.events.getByRole('columnheader', { name: 'Time (UTC)' });
  await time.getByRole('button').first().click();
  await expect(page.getByText('40 events, oldest first')).toBeVisible();
  await expect.poll(() => columnTexts(trailscope, 'Time (UTC)')).toContain('2025-10-01 12:00:00');
  expect((await columnTexts(trailscope, 'Time (UTC)'))[0]).toBe('2025-10-01 12:00:00');
  const resource = trailscope.events.getByRole('columnheader', { name: 'Resource' });
  await expect(resource.getByRole('button').first()).toHaveAttribute('title', /cannot be sorted/);
});

test('columns are moved, pinned and hidden, by keyboard, menu and pointer, in the link', async ({
  page,
  trailscope,
}) => {
  await setLink(trailscope, 'columns=time%2Cname%2Cwho%2Coutcome&v=1');
  await expect.poll(() => headers(trailscope)).toEqual(['Time (UTC)', 'Event', 'Principal', 'Outcome']);
  await trailscope.events
    .getByRole('columnheader', { name: 'Time (UTC)' })
    .getByRole('button')
    .first()
    .focus();
  await page.keyboard.press('ArrowRight');
  await page.keyboard.press('ArrowRight');
  await page.keyboard.press('Alt+Shift+ArrowLeft');
  await expect.poll(() => headers(trailscope)).toEqual(['Time (UTC)', 'Principal', 'Event', 'Outcome']);
  await openColumnMenu(trailscope, 'Outcome');
  await page.getByRole('menuitem', { name: 'Pin to the left' }).click();
  await expect.poll(() => headers(trailscope)).toEqual(['Outcome', 'Time (UTC)', 'Principal', 'Event']);
  await openColumnMenu(trailscope, 'Event');
  await page.getByRole('menuitem', { name: 'Hide this column' }).click();
  await expect.poll(() => headers(trailscope)).toEqual(['Outcome', 'Time (UTC)', 'Principal']);
  expect(linkOf(trailscope).get('columns')).toBe('time,who,outcome');
  expect(linkOf(trailscope).get('pin')).toBe('outcome');

  const from = trailscope.events.getByRole('columnheader', { name: 'Principal' });
  await from.getByRole('button').first().hover();
  await page.mouse.down();
  const to = await trailscope.events.getByRole('columnheader', { name: 'Time (UTC)' }).boundingBox();
  await page.mouse.move((to?.x ?? 0) + 10, (to?.y ?? 0) + 10, { steps: 5 });
  await page.mouse.up();
  await expect.poll(() => headers(trailscope)).toEqual(['Outcome', 'Principal', 'Time (UTC)']);
  await expect(page.getByText('40 events, newest first')).toBeVisible();
  await page.goBack();
  await expect.poll(() => headers(trailscope)).toEqual(['Outcome', 'Time (UTC)', 'Principal']);
});

test('runs are one line each, and open in place', async ({ page, trailscope }) => {
  const toggle = page.getByRole('button', { name: /^Collapse runs/ });
  await toggle.click();
  // Each five of one name: the first denied, then four alike.
  await expect(page.getByText('40 events in 16 lines, newest first')).toBeVisible();
  await expect(dataRows(trailscope)).toHaveCount(16);
  const first = trailscope.events.getByRole('button', { name: 'Show the run of 4 events' }).first();
  await first.click();
  await trailscope.settled();
  await expect(dataRows(trailscope)).toHaveCount(19);
  await expect
    .poll(async () => (await columnTexts(trailscope, 'Time (UTC)')).slice(0, 5))
    .toEqual([39, 38, 37, 36, 35].map((second) => `2025-10-01 12:00:${second}`));
  await trailscope.events.getByRole('button', { name: 'Close the run of 4 events' }).click();
  await expect(dataRows(trailscope)).toHaveCount(16);

  await trailscope.events.focus();
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('ArrowRight');
  await expect(dataRows(trailscope)).toHaveCount(19);
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('ArrowLeft');
  await expect(dataRows(trailscope)).toHaveCount(16);

  // An event inside a closed run: its line is marked, and the next step is the next line.
  await setLink(trailscope, `e=${eventId(37)}&runs=1&v=1`);
  await expect(trailscope.events.locator('[aria-current="true"]')).toHaveAttribute('aria-rowindex', '2');
  await trailscope.events.getByRole('columnheader', { name: 'Event' }).getByRole('button').first().click();
  await expect(toggle).toHaveText('Collapse runs (needs time order)');
  await expect(page.getByText('40 events, by event, A to Z')).toBeVisible();
});

test('a value filters for and out, leads to its kin and into the comparison, by mouse', async ({
  page,
  trailscope,
}) => {
  const cell = (text: string): Locator =>
    dataRows(trailscope).getByRole('gridcell', { name: text, exact: true }).first();
  await cell('bob').click({ button: 'right' });
  await page.getByRole('menuitem', { name: /^Filter for/ }).click();
  await expect(page.getByText('20 of 40 events')).toBeVisible();
  await cell('GetObject').click({ modifiers: ['Alt', 'Shift'] });
  await expect(page.getByText('10 of 40 events')).toBeVisible();
  await expect(trailscope.detail).toBeHidden();
  await page.goBack();
  await expect(page.getByText('20 of 40 events')).toBeVisible();
  await cell('ListBuckets').hover();
  await page.getByRole('button', { name: 'What to do with this value' }).click();
  await page.getByRole('menuitem', { name: /^Add to the comparison/ }).click();
  await expect(trailscope.events.getByRole('row', { selected: true })).toHaveCount(1);
  await cell('bob').click({ button: 'right' });
  await page.getByRole('menuitem', { name: 'Everything with this access key' }).click();
  await expect(page.getByText(/^40 events|40 of 40 events/).first()).toBeVisible();
  expect(linkOf(trailscope).get('q')).toMatch(/AKIAEXAMPLE000000001/);
  await cell('bob').click({ button: 'right' });
  await page.getByRole('menuitem', { name: /±5 min/ }).click();
  await expect.poll(() => linkOf(trailscope).has('from')).toBe(true);
});

test('and by keyboard', async ({ page, trailscope }) => {
  await trailscope.events.focus();
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Space');
  await expect(trailscope.events.getByRole('row', { selected: true })).toHaveCount(1);
  await page.keyboard.press('Space');
  await expect(trailscope.events.getByRole('row', { selected: true })).toHaveCount(0);
  // Time, event, service, principal.
  for (let n = 0; n < 4; n++) await page.keyboard.press('ArrowRight');
  const active = await trailscope.events.getAttribute('aria-activedescendant');
  await expect(page.locator(`[id="${active}"]`)).toHaveText('bob');
  // The second key of `g f` is not `f`.
  await page.keyboard.press('g');
  await page.keyboard.press('f');
  await trailscope.settled();
  await expect(page.getByText('40 events, newest first')).toBeVisible();
  await trailscope.events.focus();
  await page.keyboard.press('f');
  await expect(page.getByText('20 of 40 events')).toBeVisible();
  await page.keyboard.press('ArrowLeft');
  await page.keyboard.press('ArrowLeft');
  await page.keyboard.press('x');
  await expect(page.getByText('10 of 40 events')).toBeVisible();
  await page.keyboard.press('m');
  await expect(page.getByRole('menu')).toBeVisible();
  await page.getByRole('menuitem', { name: 'Everything by this principal' }).press('Enter');
  await expect(page.getByText('20 of 40 events')).toBeVisible();
  await expect(trailscope.events).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(trailscope.detail).toBeVisible();
});

test('lines can be lower, and stay so', async ({ page, trailscope }) => {
  const height = async (): Promise<number> => (await dataRows(trailscope).first().boundingBox())?.height ?? 0;
  expect(await height()).toBe(28);
  await page.getByRole('button', { name: 'Columns' }).click();
  await page.getByText('Compact', { exact: true }).click();
  await expect.poll(height).toBe(22);
  await page.reload();
  await trailscope.settled();
  expect(await page.evaluate(() => localStorage.getItem('trailscope.density'))).toBe('compact');
});

test('the column of time names its zone', async ({ trailscope }) => {
  await setLink(trailscope, 'zone=Asia%2FTokyo&v=1');
  await expect.poll(() => columnTexts(trailscope, 'Time (Asia/Tokyo)')).toContain('2025-10-01 21:00:39');
  const time = dataRows(trailscope).first().getByRole('gridcell').nth(1);
  await expect(time).toHaveAttribute('title', /UTC\+09:00 · 2025-10-01 12:00:39 UTC/);
});
