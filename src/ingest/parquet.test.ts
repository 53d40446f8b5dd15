/** Parquet: events of Security Lake, tables with CloudTrail's columns, and files that are damaged or are neither. */
import { gzipSync } from 'node:zlib';
import { parquetWriteBuffer } from 'hyparquet-writer';
import { describe, expect, it } from 'vitest';
import { showParquetRows } from './parquet-rows.ts';
import { looseSource } from './source.ts';
import { type LoadedRow, rowsOf } from './testing/rows.ts';
import { fileOf, runFiles } from './testing/run-files.ts';

const SIZES = { arenaBytes: 1 << 20, batchRows: 7 };
const COUNT = 25;
const numbers = Array.from({ length: COUNT }, (_, k) => k);
const AT = Date.UTC(2025, 9, 1, 8);

const json = (name: string, of: (k: number) => unknown) =>
  ({ name, type: 'JSON', data: numbers.map(of) }) as const;

const lake = (options: object = {}): Uint8Array =>
  new Uint8Array(
    parquetWriteBuffer({
      columnData: [
        { name: 'class_uid', type: 'INT32', data: numbers.map(() => 6003) },
        { name: 'time', type: 'INT64', data: numbers.map((k) => BigInt(AT + k * 1000)) },
        json('metadata', (k) => ({
          product: { name: 'CloudTrail', version: '1.08' },
          uid: `aaaaaaaa-bbbb-4ccc-8ddd-${String(k).padStart(12, '0')}`,
        })),
        json('api', (k) => ({ operation: `Call${k}`, service: { name: 's3.amazonaws.com' } })),
        json('actor', () => ({ user: { type: 'IAMUser', uid: 'arn:aws:iam::111122223333:user/alice' } })),
        json('cloud', () => ({ region: 'eu-west-1', account: { uid: '111122223333' } })),
      ],
      ...options,
    }),
  );

async function load(content: Uint8Array): Promise<{ rows: LoadedRow[]; result: unknown }> {
  const { batches, results } = await runFiles([fileOf(content, 'x.parquet')], SIZES);
  return { rows: rowsOf(batches), result: results[0] };
}

describe('a Parquet file', () => {
  it.each([
    ['as it is', lake()],
    ['packed', gzipSync(lake())],
    [
      'with pages packed by gzip',
      lake({ codec: 'GZIP', compressors: { GZIP: (bytes: Uint8Array) => new Uint8Array(gzipSync(bytes)) } }),
    ],
  ])('of Security Lake is read %s', async (_, content) => {
    const { rows, result } = await load(content);
    expect(result).toMatchObject({
      kind: 'parquet',
      outcome: 'loaded',
      records: COUNT,
      rejected: [],
      notes: [],
    });
    expect(rows.map(({ eventName, offset }) => [eventName, offset])).toEqual(
      numbers.map((k) => [`Call${k}`, k]),
    );
    expect(rows[3]).toMatchObject({
      eventTime: AT + 3000,
      eventSource: 's3.amazonaws.com',
      awsRegion: 'eu-west-1',
      recipientAccountId: '111122223333',
    });
  });

  it('with columns of events gives partial records', async () => {
    const table = new Uint8Array(
      parquetWriteBuffer({
        columnData: [
          { name: 'eventname', data: ['A', 'B'] },
          { name: 'eventtime', data: ['2025-10-01T08:00:00Z', '2025-10-01T08:00:01Z'] },
        ],
      }),
    );
    const { rows } = await load(table);
    expect(rows.map(({ eventName, eventTime }) => [eventName, eventTime])).toEqual([
      ['A', AT],
      ['B', AT + 1000],
    ]);
  });

  it('without events is set aside', async () => {
    const table = new Uint8Array(parquetWriteBuffer({ columnData: [{ name: 'x', data: [1, 2] }] }));
    expect((await load(table)).result).toMatchObject({ kind: 'parquet', outcome: 'set-aside' });
  });

  it('that is damaged is refused with a reason, wherever it is cut', async () => {
    const whole = lake();
    for (let cut = 4; cut < whole.length; cut += 301) {
      const { rows, result } = await load(whole.subarray(0, cut));
      expect(rows).toEqual([]);
      expect(result).toMatchObject({ kind: 'parquet', rejectedCount: 1 });
    }
  });

  it('shows a row again', async () => {
    const file = fileOf(lake(), 'x.parquet');
    const shown: (string | null)[] = [];
    const isRecord = (index: number, record: Uint8Array): boolean =>
      index !== 1 && Buffer.from(record).includes('s3.amazonaws.com');
    await showParquetRows(looseSource(file, file.size), [2, 3, 24], isRecord, (_, row) => {
      shown.push(row === null ? null : Buffer.from(row).toString());
    });
    expect(shown.map((row) => row?.includes('"class_uid":6003') ?? null)).toEqual([true, null, true]);
    expect(shown[2]).toContain('Call24');
  });
});
