/** Many series side by side, and hours by weekday: what is unusual at a glance, and when somebody is otherwise never active. */
import type { Page } from '@playwright/test';
import { expectAccessible } from './support/accessible.ts';
import { makeRecord } from './support/fixtures.ts';
import { expect, test } from './support/test.ts';

const HOSTILE = '<img src=x onerror=alert(1)>\u202egnp';

const grid = (page: Page, name: string) => page.getByRole('grid', { name, exact: true });

test('the incident’s odd hours and its unusual series, with the keyboard alone', async ({
  page,
  trailscope,
}) => {
  await trailscope.open('v=1&screen=spikes&spikes=hours');
  await page.getByRole('button', { name: 'Try the sample' }).click();
  await expect(trailscope.status).toContainText('30,233', { timeout: 45_000 });
  await trailscope.settled();
  await expect(page.getByText('the 24 busiest of 94 principals')).toBeVisible();
  await expect(page.getByRole('article', { name: 'ci-deployer' })).toContainText('2 odd hours');

  const hours = grid(page, 'Hours of ci-deployer');
  await expect(hours).toBeVisible();
  await hours.focus();
  await page.keyboard.press('ArrowDown');
  for (const key of ['Control+End', 'ArrowUp', 'ArrowUp', ...Array<string>(5).fill('ArrowLeft')])
    await page.keyboard.press(key);
  await expect(page.getByRole('tooltip')).toContainText('Friday 18:00–19:00');
  await expect(page.getByRole('tooltip')).toContainText(
    /Odd: on other days active in none of 39 hours between 17:00 and 20:00/,
  );
  await page.keyboard.press('Enter');
  const shows = page.getByRole('menuitem', { name: /Show \d+ events of 2025-10-10 18:00/ });
  const count = /Show (\d+)/.exec((await shows.textContent()) ?? '')?.[1] ?? '';
  await shows.press('Enter');
  await expect(grid(page, 'Events')).toBeVisible();
  await expect(page.getByText(`${count} events`, { exact: true }).first()).toBeVisible();
  await page.goBack();
  await expect(page.getByRole('article', { name: 'ci-deployer' })).toBeVisible();

  await page.getByRole('tab', { name: 'Series' }).click();
  const series = grid(page, 'Series');
  const tiles = series.getByRole('gridcell');
  await expect(tiles.first()).toHaveAccessibleName(
    /^ops-helper, principal; .*2,406 calls; most 2,403 per 2 hours/,
  );
  await expect(tiles.first().locator('svg').first()).toBeVisible();
  await page.getByText('Busiest', { exact: true }).click();
  await expect(tiles.first()).toHaveAccessibleName(
    /^All calls, trail; eu-west-1 · account 111122223333; 17,531 calls/,
  );
  await page.getByText('Most unusual', { exact: true }).click();
  await expect(tiles.first()).toHaveAccessibleName(/^ops-helper/);
  await trailscope.tabTo(series);
  await page.keyboard.press('Home');
  await page.keyboard.press('ArrowRight');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('tab', { name: 'Spikes', selected: true })).toBeVisible();
  expect(decodeURIComponent(page.url())).toContain('address~~198.51.100.77');
});

test('hostile names, a link that shows the same again, tables behind, and nothing to show', async ({
  page,
  trailscope,
  logs,
}) => {
  await trailscope.open('v=1&screen=spikes&spikes=hours&zone=Europe/Berlin');
  const records = Array.from({ length: 15 * 24 }, (_, hour) =>
    makeRecord(hour, {
      time: new Date(Date.UTC(2025, 9, 20, hour)).toISOString().replace('.000Z', 'Z'),
      user: hour % 24 === 9 || hour % 24 === 10 ? HOSTILE : 'arn:'.padEnd(2_000, 'x'),
      eventName: hour % 2 === 0 ? HOSTILE : 'PutObject',
      more: { readOnly: false },
    }),
  );
  const file = await logs.writeLog('a.json.gz', records);
  await trailscope.chooseFiles(file);
  await trailscope.expectDataSet({ events: 360 });
  const own = page.getByRole('article', { name: '<img src=x' });
  // 09:00 UTC was 11:00 in Berlin until the clocks went back on the 26th, then 10:00.
  await expect(
    own.getByRole('gridcell', { name: 'Tuesday 11:00–12:00: 2 events in 2 of 2 such hours' }),
  ).toBeVisible();
  await expect(
    own.getByRole('gridcell', { name: 'Tuesday 12:00–13:00: 1 event in 1 of 2 such hours' }),
  ).toBeVisible();
  await expect(
    own.getByRole('gridcell', { name: 'Tuesday 10:00–11:00: 1 event in 1 of 2 such hours' }),
  ).toBeVisible();
  await expectAccessible(page, 'hours by weekday', '[aria-label="Hours and weekdays"]');
  await page.getByRole('button', { name: 'View as table' }).click();
  // 20 cells of the hostile one; of the week’s 168 all but 8 hold something of the other.
  const table = page.getByRole('dialog', { name: 'Events by hour and weekday' });
  await expect(table.getByRole('row')).toHaveCount(1 + 20 + 160);
  await page.keyboard.press('Escape');
  await expect(table).toBeHidden();

  await page.getByRole('tab', { name: 'Series' }).click();
  await page.getByText('Busiest', { exact: true }).click();
  await page.getByText('One scale', { exact: true }).click();
  await page.getByRole('combobox', { name: 'How many series' }).selectOption('12');
  const tiles = grid(page, 'Series').getByRole('gridcell');
  await expect(tiles.filter({ hasText: '<img src=x' })).toHaveCount(2);
  await expectAccessible(page, 'series side by side', '[aria-label="Series side by side"]');
  expect(page.url()).toMatch(/many=12.*scale=same.*series=busy/);

  await page.reload();
  await trailscope.chooseFiles(file);
  await expect(tiles.filter({ hasText: '<img src=x' })).toHaveCount(2);
  await expect(page.getByRole('combobox', { name: 'How many series' })).toHaveValue('12');

  await page.evaluate(() => {
    location.hash = `${location.hash}&q=region:nowhere`;
  });
  await expect(page.getByRole('status', { name: 'Nothing matches' })).toBeVisible();
  await page.getByRole('tab', { name: 'Hours' }).click();
  await expect(page.getByRole('status', { name: 'Nothing matches' })).toBeVisible();
});
