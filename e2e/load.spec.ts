/** Loading: whatever way the files come, the same events are there, and each file is named. */
import { eventId, gz, logFile, makeRecord, makeRecords } from './support/fixtures.ts';
import { downloadedReport, fileIn } from './support/load-report.ts';
import { expect, test } from './support/test.ts';

test.beforeEach(({ trailscope }) => trailscope.open());

test('shows what it is and the ways to begin', async ({ page }) => {
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
  await expect(page.getByRole('button', { name: 'Choose files' })).toBeVisible();
  await expect(page.getByRole('button', { name: 'Choose a folder' })).toBeVisible();
  await expect(page.getByRole('button', { name: 'Try the sample' })).toBeVisible();
});

test('reads chosen files, plain and gzipped, and believes their bytes, not their names', async ({
  trailscope,
  logs,
}) => {
  const plain = await logs.write('one.json', logFile(makeRecords(2)));
  const zipped = await logs.writeLog('two.json.gz', makeRecords(3, 3));
  const plainAsZipped = await logs.write('plain.json.gz', logFile(makeRecords(2, 6)));
  const zippedAsPlain = await logs.write('zipped.json', gz(logFile(makeRecords(2, 8))));
  const unnamed = await logs.write('no-suffix', gz(logFile(makeRecords(1, 10))));
  await trailscope.chooseFiles(plain, zipped, plainAsZipped, zippedAsPlain, unnamed);
  await trailscope.expectDataSet({ events: 10, files: 5, rejected: 0, duplicates: 0 });
  await expect(trailscope.status).toContainText('2025-10-01');
  await expect(trailscope.events.getByText('ListBuckets').first()).toBeVisible();
});

test('reads a chosen folder, and dropped folders and files together', async ({ trailscope, logs }) => {
  await logs.writeLog('chosen/eu-central-1/2025/10/01/a.json.gz', makeRecords(2, 10));
  await logs.writeLog('chosen/us-east-1/2025/10/01/b.json.gz', makeRecords(2, 20));
  await trailscope.chooseFolder(`${logs.path}/chosen`);
  await trailscope.expectDataSet({ events: 4, files: 2 });
  await logs.writeLog('logs/deep/deeper/a.json.gz', makeRecords(2));
  await logs.writeLog('logs/b.json.gz', makeRecords(2, 3));
  const file = await logs.writeLog('c.json.gz', makeRecords(1, 5));
  await trailscope.drop(`${logs.path}/logs`, file);
  await trailscope.expectDataSet({ events: 9, files: 5 });
});

test('adds files to what is loaded: a record delivered twice counts once, of two that differ both are kept', async ({
  trailscope,
  logs,
}) => {
  const changed = makeRecord(3, { ip: '198.51.100.9' });
  await trailscope.drop(await logs.writeLog('a.json.gz', makeRecords(3)));
  await trailscope.expectDataSet({ events: 3, files: 1 });
  await trailscope.drop(await logs.writeLog('b.json.gz', [makeRecord(1), makeRecord(2), changed]));
  await trailscope.expectDataSet({ events: 4, files: 2, duplicates: 2 });
  const report = await downloadedReport(trailscope);
  expect(report.conflicts, `${eventId(3)} came with two contents`).toBe(1);
});

test('sets aside what is no log, and says what it is', async ({ page, trailscope, logs }) => {
  await logs.writeLog('logs/a.json.gz', makeRecords(2));
  await logs.write('logs/.DS_Store', Buffer.from('0000000142756431000010000000080000', 'hex'));
  await logs.write('logs/picture.png', Buffer.from('89504e470d0a1a0a0000000d49484452', 'hex'));
  await logs.write('logs/digest.json.gz', gz(DIGEST));
  await trailscope.drop(`${logs.path}/logs`);
  await trailscope.expectDataSet({ events: 2 });
  await trailscope.goTo('Data');
  for (const name of ['.DS_Store', 'picture.png', 'digest.json.gz']) {
    await expect(page.getByText(name).first()).toBeVisible();
  }
  const report = await downloadedReport(trailscope);
  expect(fileIn(report, 'digest.json.gz')).toMatchObject({ kind: 'digest', status: 'set-aside', records: 0 });
  expect(fileIn(report, 'picture.png')).toMatchObject({ kind: 'picture', status: 'set-aside' });
  expect(fileIn(report, '.DS_Store')).toMatchObject({ kind: 'macos-settings', status: 'set-aside' });
});

test('stops when told to, and keeps what is loaded', async ({ page, trailscope, logs }) => {
  await trailscope.drop(await logs.writeLog('a.json.gz', makeRecords(3)));
  await trailscope.expectDataSet({ events: 3 });
  const base = logFile(makeRecords(10_000, 1000));
  for (let n = 0; n < 20; n++) {
    await logs.write(
      `many/${n}.json`,
      base.replaceAll('00000000-0000', `${String(n).padStart(8, '0')}-0001`),
    );
  }
  await trailscope.drop(`${logs.path}/many`);
  await page.getByRole('button', { name: 'Cancel' }).click();
  await expect(page.getByRole('button', { name: 'Cancel' })).toBeHidden();
  await trailscope.settled();
  const report = await downloadedReport(trailscope);
  expect(fileIn(report, 'a.json.gz')).toMatchObject({ status: 'loaded', loaded: 3 });
  expect(report.events).toBeGreaterThanOrEqual(3);
  expect(report.events, 'it stopped before the end').toBeLessThan(200_003);
  await trailscope.expectDataSet({ events: report.events });
});

const DIGEST = JSON.stringify({
  awsAccountId: '111122223333',
  digestStartTime: '2025-10-01T11:00:00Z',
  digestEndTime: '2025-10-01T12:00:00Z',
  digestS3Bucket: 'trail-bucket',
  digestS3Object: 'AWSLogs/111122223333/CloudTrail-Digest/eu-central-1/2025/10/01/d.json.gz',
  digestPublicKeyFingerprint: '31e8b5433410dfb61a9dc45cc65b22ff',
  digestSignatureAlgorithm: 'SHA256withRSA',
  newestEventTime: '2025-10-01T11:59:00Z',
  oldestEventTime: '2025-10-01T11:01:00Z',
  previousDigestS3Bucket: null,
  previousDigestS3Object: null,
  previousDigestHashValue: null,
  previousDigestHashAlgorithm: null,
  previousDigestSignature: null,
  logFiles: [],
});
