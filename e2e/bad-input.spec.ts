/** Damaged and hostile files: what can be read is read, what cannot is named, nothing is lost without a word. */
import type { LoadReport } from '../src/session/session.ts';
import { gz, type LogFolder, logFile, makeRecord, makeRecords } from './support/fixtures.ts';
import { downloadedReport, expectSums, fileIn, type FileInReport } from './support/load-report.ts';
import type { TrailscopePage } from './support/page.ts';
import { expect, test } from './support/test.ts';

const DAMAGED = 'damaged.json.gz';

test.beforeEach(({ trailscope }) => trailscope.open());

/** Loads the file beside a good one of one record; answers what the report says of it. */
async function load(
  trailscope: TrailscopePage,
  logs: LogFolder,
  content: string | Uint8Array,
): Promise<{ report: LoadReport; file: FileInReport }> {
  const good = await logs.write('good.json', logFile([makeRecord(900)]));
  await trailscope.chooseFiles(await logs.write(DAMAGED, content), good);
  await expect(trailscope.status).toContainText('2 files');
  await trailscope.settled();
  const report = await downloadedReport(trailscope);
  expectSums(report);
  expect(fileIn(report, 'good.json')).toMatchObject({ status: 'loaded', loaded: 1 });
  return { report, file: fileIn(report, DAMAGED) };
}

test('a truncated gzip gives the records before the cut', async ({ trailscope, logs }) => {
  const whole = gz(logFile(makeRecords(500)));
  const { file } = await load(trailscope, logs, whole.subarray(0, whole.length * 0.6));
  expect(file.loaded).toBeGreaterThan(0);
  expect(file.loaded).toBeLessThan(500);
  expect(file.notes.join(' ')).not.toBe('');
});

test('a file cut in the middle of a record gives those before it', async ({ trailscope, logs }) => {
  const text = logFile(makeRecords(10));
  const eighth = text.indexOf(JSON.stringify(makeRecord(8)));
  const { file } = await load(trailscope, logs, text.slice(0, eighth + 300));
  expect(file).toMatchObject({ loaded: 7, rejectedCount: 1 });
  expect(file.rejected[0]?.offset).toBeGreaterThanOrEqual(eighth);
  expect(file.rejected[0]?.reason).not.toBe('');
});

test('garbage after the end takes nothing away', async ({ trailscope, logs }) => {
  const { file } = await load(
    trailscope,
    logs,
    Buffer.concat([gz(logFile(makeRecords(5))), Buffer.from('garbage')]),
  );
  expect(file.loaded).toBe(5);
  expect(file.rejectedCount + file.notes.length, 'it is said').toBeGreaterThan(0);
});

test('one broken record costs only itself', async ({ trailscope, logs }) => {
  const [first, last] = [makeRecord(1), makeRecord(2)].map((record) => JSON.stringify(record));
  const text = `{"Records":[${first},{"eventVersion":"1.08",,"eventID":},${last}]}`;
  const { file } = await load(trailscope, logs, text);
  expect(file).toMatchObject({ loaded: 2, rejectedCount: 1 });
  expect(file.rejected[0]?.offset).toBe(text.indexOf('{"eventVersion":"1.08",,'));
});

test('an empty file is set aside as such', async ({ trailscope, logs }) => {
  const { file } = await load(trailscope, logs, '');
  expect(file).toMatchObject({ kind: 'empty', status: 'set-aside', records: 0, bytes: 0 });
});

test('a log without records is a log', async ({ trailscope, logs }) => {
  const { file } = await load(trailscope, logs, gz('{"Records":[]}'));
  expect(file).toMatchObject({ kind: 'cloudtrail-log', status: 'loaded', records: 0, rejectedCount: 0 });
});

test('bytes that are no UTF-8 are marked, not dropped', async ({ trailscope, logs }) => {
  const [before, after] = logFile([makeRecord(1, { user: 'CUT' })]).split('CUT"}');
  const bytes = Buffer.concat([
    Buffer.from(`${before}`),
    Buffer.from([0xff, 0xfe]),
    Buffer.from(`"}${after}`),
  ]);
  const { file } = await load(trailscope, logs, bytes);
  expect(file).toMatchObject({ loaded: 1, rejectedCount: 0 });
  expect(file.notes.join(' ')).toContain('UTF-8');
});

test('a decompression bomb is stopped, and what came before is kept', async ({ trailscope, logs }) => {
  const start = `{"Records":[${JSON.stringify(makeRecord(1))}`;
  const { file } = await load(trailscope, logs, gz(start + ' '.repeat(300 * 1024 * 1024)));
  expect(file.notes.join(' ')).toContain('Stopped');
  expect(file.loaded).toBe(1);
});

test('keys that mean something to JavaScript are only keys', async ({ page, trailscope, logs }) => {
  const parameters = '{"__proto__":{"admin":true},"constructor":{"prototype":{"admin":true}},"toString":"x"}';
  const text = logFile([makeRecord(1, { more: { requestParameters: 'HERE' } })]).replace(
    '"HERE"',
    parameters,
  );
  const { file } = await load(trailscope, logs, text);
  expect(file).toMatchObject({ loaded: 1, rejectedCount: 0 });
  expect(await page.evaluate(() => 'admin' in {})).toBe(false);
  await trailscope.goTo('Events');
  await trailscope.openEvent('alice', 2);
  await expect(trailscope.detail).toContainText('__proto__');
});

test('markup in a field is shown as text', async ({ page, trailscope, logs }) => {
  const markup = '<img src=x onerror=alert(1)><script>alert(2)</script>';
  const dialogs: string[] = [];
  page.on('dialog', (dialog) => {
    dialogs.push(dialog.message());
    void dialog.dismiss();
  });
  const records = [makeRecord(1, { user: markup, eventName: markup, more: { userAgent: markup } })];
  await trailscope.chooseFiles(await logs.writeLog(`${'<b>x<'}.json.gz`, records));
  await trailscope.expectDataSet({ events: 1 });
  await expect(trailscope.events.getByText(markup).first()).toBeVisible();
  await trailscope.openEvent(markup);
  await expect(trailscope.detail).toContainText(markup);
  await trailscope.goTo('Data');
  expect(dialogs).toEqual([]);
});
