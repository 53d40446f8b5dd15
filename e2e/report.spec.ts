/** The load report: what a user can hand on as proof of what was read and what was not. */
import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { logFile, makeRecord, makeRecords } from './support/fixtures.ts';
import { downloadedReport, expectSums, fileIn } from './support/load-report.ts';
import { expect, test } from './support/test.ts';

test('gives account of every record and of every file', async ({ trailscope, logs }) => {
  const broken = logFile(makeRecords(4, 10)).replace(`{"eventVersion":"1.08"`, '{"eventVersion":"1.08",,');
  const paths = [
    await logs.writeLog('first.json.gz', makeRecords(5)),
    await logs.writeLog('again.json.gz', [makeRecord(4), makeRecord(5), makeRecord(6)]),
    await logs.write('broken.json', broken),
    await logs.write('notes.txt', 'not a log'),
  ];
  await trailscope.open();
  await trailscope.chooseFiles(...paths);
  await trailscope.expectDataSet({ events: 9, files: 4, rejected: 1, duplicates: 2 });

  const report = await downloadedReport(trailscope);
  expectSums(report);
  expect(report).toMatchObject({ events: 9, found: 12, rejected: 1, duplicates: 2, conflicts: 0 });
  expect(fileIn(report, 'broken.json').rejected).toHaveLength(1);
  expect(fileIn(report, 'notes.txt')).toMatchObject({ kind: 'text', status: 'set-aside', records: 0 });
  for (const path of paths) {
    const bytes = await readFile(path);
    expect(fileIn(report, path.replace(/^.*[/\\]/, ''))).toMatchObject({
      bytes: bytes.length,
      sha256: createHash('sha256').update(bytes).digest('hex'),
    });
  }
});
