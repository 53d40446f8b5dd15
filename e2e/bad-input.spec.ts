/** Damaged and hostile files: what can be read is read, what cannot is named, nothing is lost without a word. */
import { gz, logFile, makeRecord, makeRecords } from './support/fixtures.ts';
import { downloadedReport, expectSums, fileIn, type FileInReport } from './support/load-report.ts';
import { expect, test } from './support/test.ts';

interface Damaged {
  readonly name: string;
  readonly content: string | Uint8Array;
  readonly expected: (file: FileInReport) => void;
}

const WHOLE = gz(logFile(makeRecords(500, 1_000)));
const CUT = logFile(makeRecords(10, 2_000));
const EIGHTH = CUT.indexOf(JSON.stringify(makeRecord(2_007)));
const [FIRST, LAST] = [makeRecord(3_000), makeRecord(3_001)].map((record) => JSON.stringify(record));
const BROKEN = `{"Records":[${FIRST},{"eventVersion":"1.08",,"eventID":},${LAST}]}`;
const [BEFORE, AFTER] = logFile([makeRecord(4_000, { user: 'CUT' })]).split('CUT"}');

const FILES: readonly Damaged[] = [
  {
    name: 'a truncated gzip gives the records before the cut',
    content: WHOLE.subarray(0, WHOLE.length * 0.6),
    expected: ({ loaded, notes }) => {
      expect(loaded).toBeGreaterThan(0);
      expect(loaded).toBeLessThan(500);
      expect(notes.join(' ')).not.toBe('');
    },
  },
  {
    name: 'a file cut in the middle of a record gives those before it',
    content: CUT.slice(0, EIGHTH + 300),
    expected: (file) => {
      expect(file).toMatchObject({ loaded: 7, rejectedCount: 1 });
      expect(file.rejected[0]?.offset).toBeGreaterThanOrEqual(EIGHTH);
      expect(file.rejected[0]?.reason).not.toBe('');
    },
  },
  {
    name: 'garbage after the end takes nothing away',
    content: Buffer.concat([gz(logFile(makeRecords(5, 5_000))), Buffer.from('garbage')]),
    expected: (file) => {
      expect(file.loaded).toBe(5);
      expect(file.rejectedCount + file.notes.length, 'it is said').toBeGreaterThan(0);
    },
  },
  {
    name: 'one broken record costs only itself',
    content: BROKEN,
    expected: (file) => {
      expect(file).toMatchObject({ loaded: 2, rejectedCount: 1 });
      expect(file.rejected[0]?.offset).toBe(BROKEN.indexOf('{"eventVersion":"1.08",,'));
    },
  },
  {
    name: 'an empty file is set aside as such',
    content: '',
    expected: (file) =>
      expect(file).toMatchObject({ kind: 'empty', status: 'set-aside', records: 0, bytes: 0 }),
  },
  {
    name: 'a log without records is a log',
    content: gz('{"Records":[]}'),
    expected: (file) =>
      expect(file).toMatchObject({ kind: 'cloudtrail-log', status: 'loaded', records: 0, rejectedCount: 0 }),
  },
  {
    name: 'bytes that are no UTF-8 are marked, not dropped',
    content: Buffer.concat([Buffer.from(`${BEFORE}`), Buffer.from([0xff, 0xfe]), Buffer.from(`"}${AFTER}`)]),
    expected: (file) => {
      expect(file).toMatchObject({ loaded: 1, rejectedCount: 0 });
      expect(file.notes.join(' ')).toContain('UTF-8');
    },
  },
  {
    name: 'a decompression bomb is stopped, and what came before is kept',
    content: gz(`{"Records":[${JSON.stringify(makeRecord(6_000))}${' '.repeat(300 * 1024 * 1024)}`),
    expected: (file) => {
      expect(file.notes.join(' ')).toContain('Stopped');
      expect(file.loaded).toBe(1);
    },
  },
];

test.beforeEach(({ trailscope }) => trailscope.open());

test('of damaged files all that is whole is read, and what is not is told', async ({ trailscope, logs }) => {
  const good = await logs.write('good.json', logFile([makeRecord(900)]));
  const damaged = await Promise.all(FILES.map(({ content }, at) => logs.write(`${at}.json.gz`, content)));
  await trailscope.chooseFiles(...damaged, good);
  await expect(trailscope.status).toContainText(`${FILES.length + 1} files`);
  await trailscope.settled();
  const report = await downloadedReport(trailscope);
  expectSums(report);
  expect(fileIn(report, 'good.json')).toMatchObject({ status: 'loaded', loaded: 1 });
  for (const [at, { name, expected }] of FILES.entries())
    await test.step(name, () => expected(fileIn(report, `${at}.json.gz`)));
});

test('where no file held an event, every screen says so and leads on', async ({ page, trailscope, logs }) => {
  await trailscope.chooseFiles(await logs.write('notes.txt', 'to do: look at the logs'));
  await trailscope.expectDataSet({ events: 0 });
  for (const screen of ['Overview', 'Principals', 'Spikes', 'Events'] as const) {
    await trailscope.goTo(screen);
    await expect(page.getByRole('heading', { name: 'No events in this file' }), screen).toBeVisible();
  }
  await page.getByRole('button', { name: 'See what the files are' }).click();
  await expect(page.getByRole('region', { name: 'Coverage over time' })).toContainText(
    'no events are loaded',
  );
  await expect(page.getByRole('main')).toContainText('notes.txt');
});

test('keys that mean something to JavaScript are only keys, and markup is shown as text', async ({
  page,
  trailscope,
  logs,
}) => {
  const parameters = '{"__proto__":{"admin":true},"constructor":{"prototype":{"admin":true}},"toString":"x"}';
  const text = logFile([makeRecord(1, { more: { requestParameters: 'HERE' } })]).replace(
    '"HERE"',
    parameters,
  );
  await trailscope.chooseFiles(await logs.write('keys.json', text));
  await trailscope.expectDataSet({ events: 1, rejected: 0 });
  expect(await page.evaluate(() => 'admin' in {})).toBe(false);
  await trailscope.openEvent('alice');
  await expect(trailscope.detail).toContainText('__proto__');

  const markup = '<img src=x onerror=alert(1)><script>alert(2)</script>';
  const dialogs: string[] = [];
  page.on('dialog', (dialog) => {
    dialogs.push(dialog.message());
    void dialog.dismiss();
  });
  const records = [makeRecord(2, { user: markup, eventName: markup, more: { userAgent: markup } })];
  await trailscope.drop(await logs.writeLog(`${'<b>x<'}.json.gz`, records));
  await trailscope.expectDataSet({ events: 2 });
  await expect(trailscope.events.getByText(markup).first()).toBeVisible();
  await trailscope.openEvent(markup);
  await expect(trailscope.detail).toContainText(markup);
  await trailscope.goTo('Data');
  expect(dialogs).toEqual([]);
});
