import { gzipSync } from 'node:zlib';
import { tableFromIPC } from 'apache-arrow';
import { describe, expect, it } from 'vitest';
import { runFiles } from './testing/run-files.ts';

const record = (n: number): Record<string, unknown> => ({
  eventVersion: '1.08',
  userIdentity: {
    type: 'IAMUser',
    userName: `user${n % 3}`,
    arn: `arn:aws:iam::111122223333:user/user${n % 3}`,
  },
  eventTime: `2025-10-01T00:00:${String(n % 60).padStart(2, '0')}Z`,
  eventSource: 's3.amazonaws.com',
  eventName: 'GetObject',
  awsRegion: 'eu-west-1',
  sourceIPAddress: '192.0.2.1',
  requestParameters: { bucketName: `b${n}` },
  eventID: `aaaaaaaa-bbbb-4ccc-8ddd-${String(n).padStart(12, '0')}`,
  readOnly: true,
  unheardOf: { x: [1, 2, n] },
});

const log = (count: number): string =>
  JSON.stringify({ Records: Array.from({ length: count }, (_, n) => record(n)) });

describe('a load in one worker', () => {
  it('reads plain and gzipped files alike', async () => {
    const text = log(50);
    const { batches, results } = await runFiles([
      new File([text], 'a.json.gz'),
      new File([new Uint8Array(gzipSync(text))], 'b.json'),
    ]);
    expect(results.map((r) => [r.outcome, r.kind, r.records, r.rejectedCount])).toEqual([
      ['loaded', 'cloudtrail-log', 50, 0],
      ['loaded', 'cloudtrail-log', 50, 0],
    ]);
    const rows = batches.reduce((sum, b) => sum + b.rows, 0);
    expect(rows).toBe(100);
    const table = tableFromIPC(batches[0]?.ipc ?? new Uint8Array());
    expect(table.numRows).toBe(100);
    const row = table.get(7);
    expect(row?.['request_parameters']).toBe('{"bucketName":"b7"}');
    expect(row?.['other_fields']).toBe('{"unheardOf":{"x":[1,2,7]}}');
    expect(Number(row?.['event_time'])).toBe(Date.parse('2025-10-01T00:00:07Z'));
  });
});
