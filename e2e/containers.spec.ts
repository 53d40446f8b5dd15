/** Records in whatever people have them: one of each kind, dropped together. */
import { makeRecord } from './support/fixtures.ts';
import { downloadedReport, expectSums, fileIn } from './support/load-report.ts';
import { expect, test } from './support/test.ts';

const json = (value: unknown): string => JSON.stringify(value);
const cell = (text: string): string => `"${text.replaceAll('"', '""')}"`;
const record = (n: number, eventName: string): string => json(makeRecord(n, { eventName }));

const LOOKUP = json({ Events: [{ EventId: 'x', EventName: 'x', CloudTrailEvent: record(1, 'FromLookup') }] });
const SPLUNK = `"_raw",host\n${cell(record(2, 'FromSplunk'))},h\n`;
const HISTORY =
  'User name,Event time,Event source,Event name,AWS region,Event ID\r\ncarol,2025-10-01T12:00:30Z,iam.amazonaws.com,FromHistory,us-east-1,\r\n';
const OCSF = json({
  class_uid: 6003,
  metadata: { product: { name: 'CloudTrail', version: '1.08' }, uid: 'ocsf-1', version: '1.1.0' },
  time: Date.UTC(2025, 9, 1, 12, 0, 40),
  api: { operation: 'FromSecurityLake', service: { name: 's3.amazonaws.com' } },
});
const BRIDGE = json({
  version: '0',
  'detail-type': 'AWS API Call via CloudTrail',
  source: 'aws.s3',
  detail: makeRecord(3, { eventName: 'FromEventBridge' }),
});

test('each kind is read for what it is, and records are shown as delivered', async ({
  page,
  trailscope,
  logs,
}) => {
  const files = {
    'lines.json': `${record(4, 'FromLines')}\n${record(5, 'FromLines')}\n`,
    'list.json': `[${record(6, 'FromList')}]`,
    'lookup.json': LOOKUP,
    'bridge.json': BRIDGE,
    'cloudwatch.txt': `2025-10-01T12:00:07.000Z ${record(7, 'FromCloudWatch')}\n`,
    'splunk.csv': SPLUNK,
    'history.csv': HISTORY,
    'lake.ocsf': OCSF,
    'finding.json': json({ schemaVersion: '2.0', service: { serviceName: 'guardduty', detectorId: 'd' } }),
  };
  const paths = await Promise.all(Object.entries(files).map(([name, text]) => logs.write(name, text)));
  await trailscope.open();
  await trailscope.chooseFiles(...paths);
  await trailscope.expectDataSet({ events: 9, files: 9 });
  const report = await downloadedReport(trailscope);
  expectSums(report);
  const kinds = Object.keys(files).map((name) => [
    name,
    fileIn(report, name).kind,
    fileIn(report, name).loaded,
  ]);
  expect(kinds).toEqual([
    ['lines.json', 'json-lines', 2],
    ['list.json', 'record-array', 1],
    ['lookup.json', 'lookup-events', 1],
    ['bridge.json', 'eventbridge', 1],
    ['cloudwatch.txt', 'cloudwatch-text', 1],
    ['splunk.csv', 'splunk-table', 1],
    ['history.csv', 'event-history-table', 1],
    ['lake.ocsf', 'ocsf', 1],
    ['finding.json', 'guardduty', 0],
  ]);
  await trailscope.goTo('Events');
  for (const [name, bucket] of [
    ['FromLookup', 'bucket-1'],
    ['FromSplunk', 'bucket-2'],
  ] as const) {
    await trailscope.openEvent(name);
    await trailscope.detail.getByText('As delivered', { exact: true }).click();
    await expect(trailscope.detail.getByRole('group', { name: 'Record as delivered' })).toContainText(bucket);
    await page.keyboard.press('Escape');
  }
  await trailscope.openEvent('FromHistory');
  await expect(trailscope.detail.getByRole('note')).toContainText('from a table without the record itself');
  await trailscope.detail.getByText('As delivered', { exact: true }).click();
  await expect(trailscope.detail.getByRole('group', { name: 'Record as delivered' })).toContainText(
    '"AWS region"',
  );
});
