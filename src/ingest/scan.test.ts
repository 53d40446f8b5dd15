/** Everything between a file and its rows, held against an oracle that shares no code with it. */
import { gzipSync } from 'node:zlib';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  anyRecord,
  expectedRows,
  logOf,
  type LogText,
  recordOf,
  usualRecord,
  valueText,
} from './testing/generated.ts';
import { comparable, ODD_TIMES, type RecordText } from './testing/oracle.ts';
import { type EventRow, type LoadedRow, rowsOf } from './testing/rows.ts';
import { fileOf, runFiles } from './testing/run-files.ts';

/** The long suite takes minutes, in ms. */
const LONG = 3_600_000;
/** What fails is told with its seed at once: to make it smaller took longer than anybody waits. */
const AS_IT_IS = { endOnFailure: true };
const RUNS = process.env['TRAILSCOPE_SLOW'] === '1' ? 2000 : 150;

/** A file's kind is told from its first record: that one is always as usual. */
const FIRST = recordOf([
  ['eventVersion', '"1.08"'],
  ['eventTime', '"2025-10-01T00:00:04Z"'],
  ['eventSource', '"s3.amazonaws.com"'],
  ['eventName', '"ListBuckets"'],
]);

const space = fc.constantFrom('', '', ' ', '\n', '\r\n  ');
const otherMembers = fc.array(fc.tuple(fc.constantFrom('"x"', '"note 2"', '"Records2"'), valueText), {
  maxLength: 2,
});

const record = fc.oneof(anyRecord, usualRecord);

/** One or two documents in one file, with all that may stand around the records. */
const log: fc.Arbitrary<LogText> = fc
  .array(
    fc.record({
      before: otherMembers,
      after: otherMembers,
      records: fc.array(fc.tuple(record, space), { maxLength: 6 }),
      gaps: fc.array(space, { minLength: 4, maxLength: 4 }),
    }),
    { minLength: 1, maxLength: 2 },
  )
  .chain((documents) =>
    fc
      .record({ bom: fc.boolean(), tail: fc.constantFrom('', '\n', '\r\n\r\n', '\0\0\0') })
      .map(({ bom, tail }) =>
        logOf([bom ? '\ufeff' : '', ...documents.flatMap((document, k) => documentParts(document, k)), tail]),
      ),
  );

interface DocumentParts {
  readonly before: readonly (readonly [string, string])[];
  readonly after: readonly (readonly [string, string])[];
  readonly records: readonly (readonly [RecordText, string])[];
  readonly gaps: readonly string[];
}

function documentParts({ before, after, records, gaps }: DocumentParts, k: number): (string | RecordText)[] {
  const [a = '', b = '', c = '', d = ''] = gaps;
  const all: (readonly [RecordText, string])[] = k === 0 ? [[FIRST, c], ...records] : [...records];
  return [
    `${a}{${b}`,
    ...before.map(([key, value]) => `${key}:${value},${b}`),
    `"Records"${a}:${b}[${c}`,
    ...all.flatMap(([one, gap], at) => [one, at < all.length - 1 ? `${gap},${d}` : gap]),
    `]${c}`,
    ...after.map(([key, value]) => `,${d}${key}${b}:${value}`),
    `${d}}${a}`,
  ];
}

const sizes = fc.record({
  arenaBytes: fc.constantFrom(32_768, 65_536, 1_000_000),
  stepBytes: fc.oneof(fc.constantFrom(1, 2, 3, 16, 100, 4096, 100_000), fc.integer({ min: 1, max: 3000 })),
  batchRows: fc.oneof(fc.integer({ min: 1, max: 9 }), fc.constant(1000)),
});

const SMALL = { arenaBytes: 1 << 20, batchRows: 1000 };

const bare = ({ hash: _hash, outcome: _outcome, ...row }: LoadedRow): EventRow => row;
const sorted = (rows: readonly LoadedRow[]): LoadedRow[] =>
  rows.toSorted((a, b) => a.file - b.file || a.offset - b.offset);

describe('reading log files', { timeout: LONG }, () => {
  it('gives what JSON.parse gives, however the file is written, cut and batched', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.tuple(log, fc.boolean()), { minLength: 1, maxLength: 3 }),
        sizes,
        async (logs, size) => {
          const files = logs.map(([{ text }, zipped]) => fileOf(zipped ? gzipSync(text) : text));
          const { batches, results } = await runFiles(files, size);
          const rows = rowsOf(batches);
          const expected = logs.flatMap(([one], file) => expectedRows(one, file));
          expect(sorted(rows).map((row) => comparable(bare(row)))).toEqual(expected.map(comparable));
          expect(
            results.map(({ outcome, records, rejectedCount, notes }) => ({
              outcome,
              records,
              rejectedCount,
              notes,
            })),
          ).toEqual(
            logs.map(([{ records }]) => ({
              outcome: 'loaded',
              records: records.length,
              rejectedCount: 0,
              notes: [],
            })),
          );
          expect(batches.every((batch) => batch.rows <= size.batchRows && batch.rows > 0)).toBe(true);
        },
      ),
      { numRuns: RUNS, ...AS_IT_IS },
    );
  });

  it('gives every record the bytes it has in the file, and equal hashes to equal bytes alone', async () => {
    await fc.assert(
      fc.asyncProperty(log, log, async (a, b) => {
        const logs = [a, b, a];
        const rows = rowsOf(
          (
            await runFiles(
              logs.map(({ text }) => fileOf(text)),
              SMALL,
            )
          ).batches,
        );
        const hashes = new Map<string, string>();
        for (const row of rows) {
          const bytes = Buffer.from(logs[row.file]?.text ?? '').subarray(row.offset, row.offset + row.length);
          expect(() => JSON.parse(bytes.toString())).not.toThrow();
          const text = bytes.toString('latin1');
          expect(hashes.get(text) ?? row.hash).toBe(row.hash);
          hashes.set(text, row.hash);
        }
        expect(new Set(hashes.values()).size).toBe(hashes.size);
      }),
      { numRuns: Math.ceil(RUNS / 4), ...AS_IT_IS },
    );
  });

  it('reads a second document longer than any record, its list behind other members', async () => {
    const nameless = Array.from({ length: 50 }, () => ({ eventVersion: '1.08', userAgent: 'x'.repeat(500) }));
    const first = JSON.stringify({ Records: [{ eventVersion: '1.08', eventName: 'ListBuckets' }] });
    const second = JSON.stringify({ note: { of: ['what'] }, more: 'a "quoted" one', Records: nameless });
    const sizes = { arenaBytes: 32_768, stepBytes: 1_000 };
    expect(second.length).toBeGreaterThan(sizes.arenaBytes / 2);
    const { batches, results } = await runFiles([fileOf(`${first}\n${second}`)], sizes);
    expect(rowsOf(batches)).toHaveLength(1 + nameless.length);
    expect(results).toMatchObject([{ records: 1 + nameless.length, rejectedCount: 0, notes: [] }]);
  });

  it('reads every form of eventTime', async () => {
    const times = [...ODD_TIMES];
    const text = JSON.stringify({
      Records: times.map(([eventTime]) => ({ eventVersion: '1.08', eventName: 'x', eventTime })),
    });
    const rows = rowsOf((await runFiles([fileOf(text)])).batches);
    expect(rows.map((row, k) => [times[k]?.[0], row.eventTime])).toEqual(times);
  });

  it('tells the smallest and the largest time of a batch', async () => {
    const record = (eventTime: unknown): unknown => ({ eventVersion: '1.08', eventName: 'x', eventTime });
    const text = JSON.stringify({
      Records: ['2025-10-01T00:00:05Z', '2025-10-01T00:00:04Z', 'never', 7].map(record),
    });
    const { batches } = await runFiles([fileOf(text)], { batchRows: 2 });
    expect(batches.map((batch) => batch.timeRange)).toEqual([[1_759_276_804_000, 1_759_276_805_000], null]);
    expect(batches.map((batch) => batch.fileRows)).toEqual([
      [{ fileId: 0, firstOffset: text.indexOf('{"eventV'), rows: 2 }],
      [
        {
          fileId: 0,
          firstOffset: text.indexOf(',{"eventVersion":"1.08","eventName":"x","eventTime":"never') + 1,
          rows: 2,
        },
      ],
    ]);
  });
});
