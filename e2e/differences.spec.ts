/** “What is different here?”: in which fields the events shown differ from others, and by which values. */
import type { Locator, Page } from '@playwright/test';
import { makeRecord } from './support/fixtures.ts';
import type { TrailscopePage } from './support/page.ts';
import { expect, test } from './support/test.ts';

const panelOf = (page: Page): Locator => page.getByRole('complementary', { name: 'What is different here?' });

const fieldsOf = (panel: Locator): Locator => panel.getByRole('heading', { level: 3 });

/** The row of a value: its share here and elsewhere. */
const rowOf = (panel: Locator, field: string, value: string): Locator =>
  panel
    .getByRole('table', { name: `Values of ${field}`, exact: true })
    .getByRole('row')
    .filter({ hasText: value });

async function loadSample(page: Page, trailscope: TrailscopePage): Promise<void> {
  await page.getByRole('button', { name: 'Try the sample' }).click();
  await expect(trailscope.status).toContainText('30,233', { timeout: 45_000 });
  await trailscope.settled();
}

test('what an intruder’s address did differs from the rest, and a link says so again', async ({
  page,
  trailscope,
}) => {
  await trailscope.open('v=1&q=ip:198.51.100.77');
  await loadSample(page, trailscope);
  await page.getByRole('button', { name: 'What is different here?' }).click();
  const panel = panelOf(page);
  await expect(panel).toContainText('2,498 events that match, compared with the 27,735 that do not match');
  await expect(fieldsOf(panel).first()).toContainText('User agent');
  await expect(rowOf(panel, 'Principal', 'ops-helper').getByRole('cell')).toHaveText(['97 %', '0 %']);
  await expect(rowOf(panel, 'Access key', 'AKIAEXAMPLEOPSHELP01').getByRole('cell').first()).toHaveText(
    '96 %',
  );
  await expect(rowOf(panel, 'User agent family', 'AWS CLI v2')).toBeVisible();
  await expect(panel).toContainText('Left out, since the filter chooses by it: Source address.');
  expect(page.url()).toContain('against=rest');

  const ranked = await fieldsOf(panel).allTextContents();
  const other = await page.context().newPage();
  await other.goto(page.url());
  await other.getByRole('button', { name: 'Try the sample' }).click();
  await expect(fieldsOf(panelOf(other))).toHaveText(ranked, { timeout: 45_000 });
  await other.close();

  await rowOf(panel, 'Principal', 'ops-helper').getByRole('button').click();
  await page.getByRole('menuitem', { name: 'Filter out' }).click();
  await expect(panel).toContainText('70 events that match');
  await page.goBack();
  await expect(panel).toContainText('2,498 events that match');
  await page.goBack();
  await expect(panel).toBeHidden();
});

test('it asks for a choice, and says when one side is empty or few', async ({ page, trailscope, logs }) => {
  const records = Array.from({ length: 40 }, (_, at) =>
    makeRecord(at + 1, { user: at < 3 ? 'mallory' : 'alice' }),
  );
  await trailscope.open();
  await trailscope.chooseFiles(await logs.writeLog('a.json.gz', records));
  await trailscope.expectDataSet({ events: 40 });
  await page.getByRole('button', { name: 'What is different here?' }).click();
  const panel = panelOf(page);
  await expect(panel.getByRole('status')).toContainText('Choose something first');

  const principals = page.getByRole('region', { name: 'Principal', exact: true });
  await principals.getByRole('checkbox', { name: 'mallory' }).click();
  await expect(panel).toContainText('3 events on one side are few: such small numbers differ by chance.');
  await expect(panel).toContainText('3 events that match, compared with the 37 that do not match');
  await expect(rowOf(panel, 'User name', 'mallory').getByRole('cell')).toHaveText(['100 %', '0 %']);
  await expect(panel).toContainText(/Hardly different: .*Region/);

  await principals.getByRole('checkbox', { name: 'alice' }).click();
  await expect(panel.getByRole('status')).toContainText('One side is empty');
  await panel.getByRole('button', { name: 'Close' }).press('Escape');
  await expect(panel).toBeHidden();

  await principals.getByRole('checkbox', { name: 'alice' }).click();
  await principals.getByRole('button', { name: 'More about alice' }).click();
  await page.getByRole('menuitem', { name: 'What is different here?' }).click();
  await expect(panel).toContainText('One side is empty');
});

test('a range of time is held against the time before it, and against another period', async ({
  page,
  trailscope,
  logs,
}) => {
  const at = (hour: number, minute: number): string =>
    `2025-10-01T${hour}:${String(minute).padStart(2, '0')}:00Z`;
  const records = Array.from({ length: 180 }, (_, n) => {
    const hour = 10 + Math.floor(n / 60);
    const eventName = hour === 12 && n % 2 === 0 ? 'DeleteObject' : hour === 10 ? 'PutObject' : 'GetObject';
    return makeRecord(n + 1, { time: at(hour, n % 60), eventName });
  });
  await trailscope.open('v=1&from=2025-10-01T12:00:00Z&to=2025-10-01T13:00:00Z&against=before');
  await trailscope.chooseFiles(await logs.writeLog('a.json.gz', records));
  await trailscope.expectDataSet({ events: 180 });
  const panel = panelOf(page);
  await expect(panel).toContainText(
    'compared with 60 events from 2025-10-01 11:00:00 to 2025-10-01 12:00:00 (UTC)',
  );
  await expect(rowOf(panel, 'Event', 'DeleteObject').getByRole('cell')).toHaveText(['50 %', '0 %']);
  await expect(rowOf(panel, 'Event', 'GetObject').getByRole('cell')).toHaveText(['50 %', '100 %']);

  await panel.getByText('Another period', { exact: true }).click();
  await panel.getByRole('textbox', { name: 'From (UTC)' }).fill('2025-10-01 11:00');
  await panel.getByRole('textbox', { name: 'To, included' }).fill('2025-10-01 10:00');
  await panel.getByRole('button', { name: 'Compare' }).click();
  await expect(panel.getByRole('alert')).toContainText('the first before the second');
  await panel.getByRole('textbox', { name: 'From (UTC)' }).fill('2025-10-01 10:00');
  await panel.getByRole('textbox', { name: 'To, included' }).fill('2025-10-01 10:59');
  await panel.getByRole('button', { name: 'Compare' }).click();
  await expect(panel).toContainText(
    'compared with 60 events from 2025-10-01 10:00:00 to 2025-10-01 11:00:00',
  );
  await expect(rowOf(panel, 'Event', 'PutObject').getByRole('cell')).toHaveText(['0 %', '100 %']);
  expect(decodeURIComponent(page.url())).toContain('against=2025-10-01T10:00:00Z/2025-10-01T11:00:00Z');

  await panel.getByText('The rest', { exact: true }).click();
  await expect(panel).toContainText('compared with the 120 that do not match');
  await expect(rowOf(panel, 'Event', 'DeleteObject').getByRole('cell')).toHaveText(['50 %', '0 %']);
});
