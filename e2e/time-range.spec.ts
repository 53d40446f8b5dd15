/** The range of time and the zone: chosen in the header, held by the link. */
import type { Locator, Page } from '@playwright/test';
import { makeRecord } from './support/fixtures.ts';
import type { LogFolder } from './support/fixtures.ts';
import type { TrailscopePage } from './support/page.ts';
import { expect, test } from './support/test.ts';

const HOUR = 3_600_000;
const LAST = Date.UTC(2025, 9, 10, 21, 13, 51);

/** 48 events, one an hour, the last at 2025-10-10 21:13:51 UTC. */
async function loadTwoDays(trailscope: TrailscopePage, logs: LogFolder): Promise<void> {
  const records = Array.from({ length: 48 }, (_, n) =>
    makeRecord(n, {
      time: new Date(LAST - (47 - n) * HOUR).toISOString().replace('.000Z', 'Z'),
      ...(n === 40 ? { eventName: 'StopLogging' } : {}),
    }),
  );
  await trailscope.open();
  await trailscope.chooseFiles(await logs.writeLog('a.json.gz', records));
  await trailscope.expectDataSet({ events: 48 });
}

function linkOf(page: Page): { from: string | null; to: string | null; zone: string | null } {
  const link = new URLSearchParams(new URL(page.url()).hash.slice(1));
  return { from: link.get('from'), to: link.get('to'), zone: link.get('zone') };
}

const buttonOf = (page: Page): Locator => page.getByRole('button', { name: /^Time range: / });
const dialogOf = (page: Page): Locator => page.getByRole('dialog', { name: 'Time range' });

test('a range is written, applied when it can be read, and shown in words', async ({
  page,
  trailscope,
  logs,
}) => {
  await loadTwoDays(trailscope, logs);
  await expect(buttonOf(page)).toHaveAccessibleName('Time range: All time');
  await page.keyboard.press('t');
  const from = dialogOf(page).getByLabel('From (UTC)');
  const to = dialogOf(page).getByLabel('To, inclusive (UTC)');
  await expect(from).toBeFocused();
  await from.fill('10 October');
  await page.keyboard.press('Enter');
  await expect(dialogOf(page)).toContainText('“10 October” is no time');
  await expect(from).toHaveAttribute('aria-invalid', 'true');
  await from.fill('2025-10-10 18:00');
  await to.fill('2025-10-10 17:00');
  await page.keyboard.press('Enter');
  await expect(dialogOf(page)).toContainText('The end lies before the start.');
  expect(linkOf(page)).toEqual({ from: null, to: null, zone: null });
  await to.fill('2025-10-10 19:59');
  await expect(dialogOf(page)).toContainText('2 hours: 2025-10-10 18:00:00 up to 2025-10-10 20:00:00 UTC');
  await page.keyboard.press('Enter');
  await expect(dialogOf(page)).toBeHidden();
  await trailscope.settled();
  expect(linkOf(page)).toMatchObject({ from: '2025-10-10T18:00:00Z', to: '2025-10-10T20:00:00Z' });
  await expect(buttonOf(page)).toHaveAccessibleName('Time range: 2025-10-10 18:00 → 20:00 UTC');
  await expect(page.getByText(/^2 of 48 events/)).toBeVisible();
  await page.goBack();
  await expect(buttonOf(page)).toHaveAccessibleName('Time range: All time');
});

test('quick ranges are counted from the last event of the data, and the link holds them as times', async ({
  page,
  trailscope,
  logs,
}) => {
  await loadTwoDays(trailscope, logs);
  await buttonOf(page).click();
  await dialogOf(page).getByRole('button', { name: 'Last 6 hours' }).click();
  await trailscope.settled();
  expect(linkOf(page)).toMatchObject({ from: '2025-10-10T15:13:52Z', to: '2025-10-10T21:13:52Z' });
  await expect(page.getByText(/^6 of 48 events/)).toBeVisible();
  await buttonOf(page).click();
  await dialogOf(page).getByRole('button', { name: 'The 6 hours before' }).click();
  expect(linkOf(page)).toMatchObject({ from: '2025-10-10T09:13:52Z', to: '2025-10-10T15:13:52Z' });
  // It stays open, for the next step.
  await dialogOf(page).getByRole('button', { name: 'The 6 hours before' }).click();
  expect(linkOf(page)).toMatchObject({ from: '2025-10-10T03:13:52Z' });
  await dialogOf(page).getByRole('button', { name: 'The 6 hours after' }).click();
  expect(linkOf(page)).toMatchObject({ from: '2025-10-10T09:13:52Z' });
  await dialogOf(page).getByRole('button', { name: 'All time' }).click();
  await trailscope.settled();
  expect(linkOf(page)).toMatchObject({ from: null, to: null });
});

test('ten minutes before a time, and half an hour around the open event', async ({
  page,
  trailscope,
  logs,
}) => {
  await loadTwoDays(trailscope, logs);
  await buttonOf(page).click();
  const before = dialogOf(page).getByRole('form', { name: 'Leading up to a time' });
  await before.getByLabel('How long').fill('90');
  await before.getByLabel('Time (UTC)').fill('2025-10-10 10:00');
  await page.keyboard.press('Enter');
  await trailscope.settled();
  expect(linkOf(page)).toMatchObject({ from: '2025-10-10T08:30:00Z', to: '2025-10-10T10:00:00Z' });
  await page.goBack();
  await trailscope.settled();
  await trailscope.openEvent('StopLogging');
  await buttonOf(page).click();
  await dialogOf(page).getByRole('button', { name: '± 30 minutes' }).click();
  await trailscope.settled();
  expect(linkOf(page)).toMatchObject({ from: '2025-10-10T13:43:51Z', to: '2025-10-10T14:43:52Z' });
  await expect(page.getByText(/^1 of 48 events/)).toBeVisible();
});

test('another zone writes and reads other times, and keeps the range', async ({ page, trailscope, logs }) => {
  await loadTwoDays(trailscope, logs);
  await buttonOf(page).click();
  await dialogOf(page).getByRole('button', { name: 'Last 6 hours' }).click();
  await trailscope.settled();
  const range = linkOf(page);
  const zone = page.getByRole('button', { name: /^Time zone: / });
  await zone.click();
  await page.getByRole('textbox', { name: 'Search time zones' }).fill('kolk');
  await page.keyboard.press('Enter');
  await expect(zone).toHaveAccessibleName(/Time zone: Asia\/(?:Kolkata|Calcutta)/);
  expect(linkOf(page)).toEqual({ ...range, zone: expect.stringContaining('Asia/') });
  await expect(buttonOf(page)).toHaveAccessibleName(
    'Time range: 2025-10-10 20:43:52 → 2025-10-11 02:43:52 UTC+05:30',
  );
  await expect(trailscope.status).toContainText('→ 2025-10-11 02:43:51 UTC+05:30');
  await page.keyboard.press('t');
  await dialogOf(page)
    .getByRole('textbox', { name: /^From \(Asia/ })
    .fill('2025-10-11 00:00');
  await page.keyboard.press('Enter');
  await expect(dialogOf(page)).toBeHidden();
  await trailscope.settled();
  expect(linkOf(page)).toMatchObject({ from: '2025-10-10T18:30:00Z', to: range.to });
  await page.keyboard.press('u');
  await expect(zone).toHaveAccessibleName('Time zone: UTC');
  await page.keyboard.press('u');
  await expect(zone).toHaveAccessibleName('Time zone: local time (America/New_York)');
  await expect(trailscope.status).toContainText('→ 2025-10-10 17:13:51 UTC−04:00');
  expect(linkOf(page)).toMatchObject({ from: '2025-10-10T18:30:00Z', to: range.to, zone: 'local' });
});
