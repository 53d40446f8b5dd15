/** One small log and its rows: the same rows however the file is named, packed, cut and ordered. */
import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { linesOf, logText, recordTexts, tableOf } from './testing/event-table.ts';
import { type LoadedRow, rowsOf } from './testing/rows.ts';
import { fileOf, runFiles } from './testing/run-files.ts';

const MORNING = `
  08:00:00 alice  ListBuckets          192.0.2.10     -
  08:00:05 alice  GetObject            192.0.2.10     -
  08:01:00 robin  DeleteBucketPolicy   198.51.100.7   AccessDenied
  08:01:00 robin  DeleteBucketPolicy   198.51.100.7   AccessDenied
  08:02:30 carol  PutObject            2001:db8::1    NoSuchBucket
`;
const EVENING = `
  20:15:00 alice  GetObject            s3.amazonaws.com  -
  20:15:00 dave   HeadObject           AWS_Internal      404
`;
const GOLDEN = [...linesOf(MORNING), ...linesOf(EVENING)]
  .map((line) => line.replaceAll(/\s+/g, ' '))
  .join('\n');

const texts = [MORNING, EVENING].map((table) => logText(recordTexts(table)));

/** The order of files is told by their ids; rows of one file stand in its order. */
async function rowsFrom(files: readonly File[], sizes = {}): Promise<LoadedRow[]> {
  const { batches } = await runFiles(files, { arenaBytes: 1 << 20, ...sizes });
  return rowsOf(batches);
}

const plain = (names = ['a.json', 'b.json']): File[] => texts.map((text, k) => fileOf(text, names[k]));

describe('a small log', () => {
  it('has these rows', async () => {
    const rows = await rowsFrom(plain());
    expect(tableOf(rows)).toBe(GOLDEN);
    expect(rows.map(({ eventID }) => eventID?.slice(-2))).toEqual(['00', '01', '02', '03', '04', '00', '01']);
    expect(rows.map(({ outcome }) => outcome)).toEqual([0, 0, 1, 1, 2, 0, 2]);
    expect(rows[0]).toMatchObject({ awsRegion: 'eu-west-1', eventVersion: '1.08', otherFields: null });
  });

  it('has them under any name', async () => {
    expect(await rowsFrom(plain(['photo.png', 'x.csv.gz']))).toEqual(await rowsFrom(plain()));
  });

  it('has them however it is packed', async () => {
    for (const level of [0, 1, 9]) {
      const files = texts.map((text) => fileOf(gzipSync(text, { level })));
      expect(await rowsFrom(files)).toEqual(await rowsFrom(plain()));
    }
  });

  it('has them in steps of 100 bytes, and of one', async () => {
    for (const stepBytes of [100, 1]) {
      expect(await rowsFrom(plain(), { stepBytes, batchRows: 2 })).toEqual(await rowsFrom(plain()));
      const packed = texts.map((text) => fileOf(gzipSync(text)));
      expect(await rowsFrom(packed, { stepBytes, batchRows: 2 })).toEqual(await rowsFrom(plain()));
    }
  });

  it('has them when it is streamed from the file', async () => {
    const streamed = { wholeFileBytes: 10 };
    expect(await rowsFrom(plain(), streamed)).toEqual(await rowsFrom(plain()));
    const packed = texts.map((text) => fileOf(gzipSync(text)));
    expect(await rowsFrom(packed, streamed)).toEqual(await rowsFrom(plain()));
    const [a, b] = [await runFiles(packed, streamed), await runFiles(packed)];
    expect(a.results).toEqual(b.results);
  });

  it('has them with its files in reverse order', async () => {
    const reversed = await rowsFrom(plain().toReversed());
    const there = reversed.map((row) => ({ ...row, file: 1 - row.file })).toSorted((a, b) => a.file - b.file);
    expect(there).toEqual(await rowsFrom(plain()));
  });

  it('has them pretty-printed, but for where they stand', async () => {
    const files = texts.map((text) => fileOf(`\ufeff${JSON.stringify(JSON.parse(text), null, 2)}\r\n`));
    expect(tableOf(await rowsFrom(files))).toBe(GOLDEN);
  });
});
