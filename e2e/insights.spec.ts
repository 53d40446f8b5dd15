/** AWS's own Insights events: listed, drawn on the chart of their API, with AWS's lists, leading to their records. */
import { INSIGHT_START, trailInsight } from '../src/cloudtrail/testing/insight-records.ts';
import { expectAccessible } from './support/accessible.ts';
import { makeRecord } from './support/fixtures.ts';
import { expect, test } from './support/test.ts';

const HOUR = 3_600_000;
const HOSTILE = '<img src=x onerror=alert(1)>\u202Eevil';
const timeOf = (ms: number): string => new Date(ms).toISOString().replace('.000Z', 'Z');

const deleted = (n: number, ms: number) =>
  makeRecord(n, {
    time: timeOf(ms),
    eventName: 'DeleteObject',
    more: { readOnly: false, managementEvent: false, eventCategory: 'Data', awsRegion: 'eu-west-1' },
  });

/** Every hour a call, for five days, and the burst that AWS saw. */
const CALLS = [
  ...Array.from({ length: 120 }, (_, n) => deleted(n, INSIGHT_START - (n + 1) * HOUR)),
  ...Array.from({ length: 110 }, (_, n) => deleted(1_000 + n, INSIGHT_START + n * 4_000)),
  ...Array.from({ length: 6 }, (_, n) => deleted(2_000 + n, INSIGHT_START + (n + 1) * HOUR)),
];

test('AWS’s own Insights events are listed, drawn with their figures, and lead to their records', async ({
  page,
  trailscope,
  logs,
}) => {
  await trailscope.open('screen=spikes&v=1');
  const insights = [
    trailInsight({ state: 'Start', shared: 'pair', insight: 30 }),
    trailInsight({ state: 'End', shared: 'pair' }),
    trailInsight({
      state: 'Start',
      shared: 'begun',
      eventName: HOSTILE,
      errorCode: 'AccessDenied',
      minute: 200,
    }),
  ];
  await trailscope.chooseFiles(
    await logs.writeLog('calls.json.gz', CALLS),
    await logs.writeLog('insights.json.gz', insights),
  );
  await trailscope.expectDataSet({ events: 239 });

  const spikes = page.getByRole('grid', { name: 'Spikes' });
  await expect(spikes.getByRole('row').filter({ hasText: 'DeleteObject' })).toContainText('AWS saw it too');
  const list = page.getByRole('region', { name: 'AWS’s own Insights events' });
  await expect(list).toContainText('2 Insights events in the files.');
  const [begun, pair] = [list.getByRole('listitem').first(), list.getByRole('listitem').last()];
  await expect(begun).toContainText('onerror=alert(1)>U+202Eevil');
  await expect(begun).toContainText('Only its start is in the files.');
  await expect(pair).toContainText('s3 DeleteObject');
  await expect(pair).toContainText('62,000 %');
  await expect(pair).toContainText('2025-10-10 21:16 – 21:25');
  await expect(pair).toContainText('baseline 0.02 a minute, 12.4 during');

  await trailscope.tabTo(pair.getByRole('button').first());
  await page.keyboard.press('Enter');
  const detail = page.getByRole('region', { name: 'Spike', exact: true });
  await expect(detail.getByRole('list', { name: 'Legend' })).toContainText('AWS Insights, with its averages');
  await expect(detail.getByText('AWS Insights: 12.4 a minute, baseline 0.02')).toBeVisible();
  const table = detail.getByRole('table').filter({ hasText: 'Identity ARN' });
  await expect(table.getByRole('row').nth(1)).toContainText('export-runner');
  await expect(table.getByRole('row').nth(1)).toContainText('9.3');
  await expect(detail.getByRole('table').filter({ hasText: 'Error code' })).toContainText('no error');
  await trailscope.settled();
  await expectAccessible(page, 'an Insights event');

  // The link holds it; its records and its calls are a step away.
  await page.reload();
  await trailscope.chooseFiles(
    await logs.writeLog('calls.json.gz', CALLS),
    await logs.writeLog('insights.json.gz', insights),
  );
  await expect(detail.getByText('AWS Insights: 12.4 a minute, baseline 0.02')).toBeVisible();
  await detail.getByRole('button', { name: 'Show the events' }).click();
  await expect(page.getByText('110 of 239 events')).toBeVisible();
  await page.goBack();
  await pair.getByRole('button', { name: /^What to do with/ }).click();
  await page.getByRole('menuitem', { name: 'Show its two records' }).click();
  await expect(page.getByText('2 of 239 events')).toBeVisible();
  await expect(page.locator('main img')).toHaveCount(0);
});
