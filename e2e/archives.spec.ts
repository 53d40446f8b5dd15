/** Archives: what is in them is loaded as if it lay loose, and each record comes back as it was delivered. */
import { tar, zip } from '../src/ingest/testing/archives.ts';
import { gz, logFile, makeRecord, makeRecords } from './support/fixtures.ts';
import { downloadedReport, fileIn } from './support/load-report.ts';
import { expect, test } from './support/test.ts';

test('a zip with folders, a zip and a tar.gz in it gives what loose files give', async ({
  page,
  trailscope,
  logs,
}) => {
  const first = gz(logFile(makeRecords(3)));
  const copy = gz(logFile(makeRecords(2, 3)));
  const last = logFile([makeRecord(9, { eventName: 'DeleteTrail', user: 'mallory' })]);
  const archive = zip([
    { name: 'logs/', content: new Uint8Array(0), stored: true },
    { name: 'logs/first.json.gz', content: first, stored: true },
    { name: 'inner.zip', content: zip([{ name: 'deep/copy.json.gz', content: copy }]) },
    { name: 'more.tar.gz', content: gz(tar([{ name: 'last.json', content: Buffer.from(last) }])) },
    { name: '__MACOSX/._first', content: first },
  ]);
  await trailscope.open();
  await trailscope.drop(await logs.write('case.zip', archive));
  await trailscope.expectDataSet({ events: 5, files: 3, duplicates: 1 });

  await trailscope.openEvent('DeleteTrail');
  await expect(trailscope.detail).toContainText('case.zip/more.tar.gz/last.json');
  await trailscope.detail
    .getByRole('button', { name: 'As delivered' })
    .or(trailscope.detail.getByText('As delivered'))
    .first()
    .click();
  await expect(trailscope.detail).toContainText('"userName":"mallory"');

  const report = await downloadedReport(trailscope);
  expect(report.files.map(({ name, status, loaded }) => [name, status, loaded])).toEqual([
    ['case.zip', 'unpacked', 0],
    ['case.zip/logs/first.json.gz', 'loaded', 3],
    ['case.zip/inner.zip', 'unpacked', 0],
    ['case.zip/inner.zip/deep/copy.json.gz', 'loaded', 1],
    ['case.zip/more.tar.gz', 'unpacked', 0],
    ['case.zip/more.tar.gz/last.json', 'loaded', 1],
  ]);
  expect(fileIn(report, 'case.zip').notes.join()).toContain('hidden file');
  await expect(page.getByRole('table', { name: 'Files' })).toContainText('last.json');
  const zipped = fingerprintIn(page.url());
  expect(zipped).toMatch(/^[0-9a-f]{16}$/);

  await page.goto('about:blank');
  await trailscope.open();
  const loose = [
    await logs.write('loose/a.json.gz', first),
    await logs.write('loose/b.json.gz', copy),
    await logs.write('loose/c.json', last),
  ];
  await trailscope.drop(...loose);
  await trailscope.expectDataSet({ events: 5, files: 3, duplicates: 1 });
  await trailscope.goTo('Data');
  expect(fingerprintIn(page.url())).toBe(zipped);
});

/** Links carry the fingerprint of the data they were made over. */
function fingerprintIn(url: string): string | undefined {
  return /\b[0-9a-f]{16}(?=[,%])/.exec(url)?.[0];
}
