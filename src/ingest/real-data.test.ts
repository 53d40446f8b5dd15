/** Public logs, where they are at hand: every record, counted and compared with `JSON.parse`. */
import { execFileSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { isDeepStrictEqual } from 'node:util';
import { gunzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import type { LoadedRow } from './testing/rows.ts';
import { rowsOf } from './testing/rows.ts';
import { fileOf, type LoadedFiles, runFiles } from './testing/run-files.ts';

const FOLDER = fileURLToPath(new URL('../../../shared/data/', import.meta.url));
const isThere = existsSync(FOLDER);
if (!isThere) console.log('The public sample logs are not beside the repository: their tests are skipped.');

interface RealFile {
  readonly path: string;
  readonly raw: Uint8Array;
  /** Unpacked. */
  readonly bytes: Uint8Array;
  /** The records of a file in the form of S3 deliveries; null when it is none. */
  readonly records: readonly unknown[] | null;
}

function realFiles(under: string): RealFile[] {
  return readdirSync(join(FOLDER, under), { recursive: true, encoding: 'utf8', withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => {
      const path = join(entry.parentPath, entry.name);
      const raw = readFileSync(path);
      const bytes = raw[0] === 0x1f && raw[1] === 0x8b ? gunzipSync(raw) : raw;
      return { path: path.slice(FOLDER.length), raw, bytes, records: recordsIn(bytes.toString()) };
    })
    .toSorted((a, b) => a.path.localeCompare(b.path));
}

function recordsIn(text: string): unknown[] | null {
  try {
    const json: unknown = JSON.parse(text.replace(/^\ufeff/, ''));
    const isObject = typeof json === 'object' && json !== null && 'Records' in json;
    return isObject && Array.isArray(json.Records) ? json.Records : null;
  } catch {
    return null;
  }
}

const run = (files: readonly RealFile[]): Promise<LoadedFiles> =>
  runFiles(
    files.map(({ raw, path }) => fileOf(raw, path)),
    { arenaBytes: 8 << 20, batchRows: 2000 },
  );

/** Columns whose text is the JSON of the member; in the others a string stands without its quotes. */
const AS_JSON = new Set([
  'userIdentity',
  'requestParameters',
  'responseElements',
  'resources',
  'additionalEventData',
  'serviceEventDetails',
]);

const TIME = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/;

/** What a row says of its record, member by member. */
function asRecord(row: LoadedRow): Record<string, unknown> {
  const {
    file: _file,
    offset: _o,
    length: _l,
    hash: _h,
    outcome: _oc,
    otherFields,
    eventTime,
    ...fields
  } = row;
  const members = Object.entries(fields).flatMap(([name, value]): [string, unknown][] => {
    if (value === null) return [];
    const isJson = AS_JSON.has(name) || (typeof value === 'string' && value.startsWith('{'));
    return [[name, isJson ? JSON.parse(String(value)) : value]];
  });
  const others: unknown = JSON.parse(otherFields ?? '{}');
  const time =
    eventTime === null ? {} : { eventTime: new Date(eventTime).toISOString().replace('.000Z', 'Z') };
  return { ...Object.fromEntries(members), ...time, ...(typeof others === 'object' ? others : {}) };
}

/** A record without what the columns do not tell apart: nulls, flags as words, times that are none. */
function comparableRecord(record: unknown): Record<string, unknown> {
  if (typeof record !== 'object' || record === null) throw new Error('a record is no object');
  const members = Object.entries(record).flatMap(([name, value]: [string, unknown]): [string, unknown][] => {
    if (value === null && !OTHER.has(name)) return [];
    if (name === 'eventTime' && !(typeof value === 'string' && TIME.test(value))) return [];
    if (name === 'readOnly' || name === 'managementEvent') return [[name, String(value) === 'true']];
    const isPlain = typeof value === 'number' && !AS_JSON.has(name) && !OTHER.has(name);
    const isList = Array.isArray(value) && !AS_JSON.has(name) && !OTHER.has(name);
    return [[name, isPlain ? String(value) : isList ? JSON.stringify(value) : value]];
  });
  return Object.fromEntries(members);
}

const OTHER = new Set(['addendum', 'insightDetails', 'edgeDeviceDetails', 'eventContext', 'annotation']);

describe.skipIf(!isThere)('public logs', () => {
  it.each([
    ['sans504-s3-ransomware', 1919, 16_280, 12_899],
    ['invictus-ir-aws-dataset/CloudTrail', 28, 1233, 1233],
    ['trailscraper', 2, 4, 2],
  ])(
    '%s: every record is read as it is written',
    { timeout: 60_000 },
    async (under, logs, count, distinct) => {
      const files = realFiles(under);
      const expected = files.flatMap(({ records }) => records ?? []);
      expect(files.filter(({ records }) => records !== null).length).toBe(logs);
      expect(expected.length).toBe(count);
      const { batches, results } = await run(files);
      expect(results.map(({ records }) => records)).toEqual(files.map(({ records }) => records?.length ?? 0));
      expect(results.flatMap(({ rejected }) => rejected)).toEqual([]);
      const rows = rowsOf(batches);
      expect(rows.length).toBe(count);
      expect(new Set(rows.map(({ eventID }) => eventID)).size).toBe(distinct);
      const slices = rows.map(({ file, offset, length }): unknown =>
        JSON.parse(Buffer.from(files[file]?.bytes.subarray(offset, offset + length) ?? '').toString()),
      );
      expect(slices.filter((slice, k) => !isDeepStrictEqual(slice, expected[k]))).toEqual([]);
      const told = rows.map(asRecord);
      expect(told.filter((one, k) => !isDeepStrictEqual(one, comparableRecord(expected[k])))).toEqual([]);
    },
  );

  it('hold as many records as a program finds that knows nothing of ours', { timeout: 60_000 }, async () => {
    const counts = countedApart();
    const files = realFiles('');
    const { results } = await run(files);
    const told = new Map(results.map(({ records }, k) => [files[k]?.path ?? '', records]));
    const differing = [...counts].filter(([path, count]) => told.get(path) !== count);
    expect(differing.map(([path, count]) => [path, told.get(path), count])).toEqual(
      EXPLAINED.map(([path, ours, theirs]) => [path, ours, theirs]),
    );
    const rejecting = results.flatMap(({ rejectedCount }, k) => (rejectedCount > 0 ? [files[k]?.path] : []));
    expect(rejecting).toEqual(REJECTING);
    expect(results.filter(({ outcome, notes }) => outcome === 'set-aside' && notes.length === 0)).toEqual([]);
  });
});

/** Where the two counts differ: path, ours, theirs, and why. */
const EXPLAINED: readonly (readonly [string, number, number, string])[] = [];

/** One file there is broken JSON: its list is found, its one record refused. */
const REJECTING = ['cloudgrep/bad_cloudtrail.json'];

function countedApart(): Map<string, number> {
  const script = fileURLToPath(new URL('../../scripts/count-any-records.mjs', import.meta.url));
  const printed = execFileSync(process.execPath, [script, FOLDER, '--json'], {
    maxBuffer: 1 << 24,
    timeout: 100_000,
  });
  const counts: unknown = JSON.parse(printed.toString());
  if (typeof counts !== 'object' || counts === null) throw new Error('no counts');
  return new Map(Object.entries(counts).map(([path, count]) => [path, Number(count)]));
}
