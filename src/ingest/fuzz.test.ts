/** Damaged files: nothing is thrown, all ends, and what the damage did not touch is loaded. */
import { isDeepStrictEqual } from 'node:util';
import { gzipSync } from 'node:zlib';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { FileResult } from './protocol.ts';
import { type LogText, expectedRows, logOf, usualRecord } from './testing/generated.ts';
import { Chance, mutate, type Mutation, mutationOf } from './testing/mutations.ts';
import { comparable, type RecordText } from './testing/oracle.ts';
import { type LoadedRow, rowsOf } from './testing/rows.ts';
import { fileOf, type LoadedFiles, runFiles } from './testing/run-files.ts';

const SLOW = process.env['TRAILSCOPE_SLOW'] === '1';
const SEED = Number(process.env['TRAILSCOPE_SEED'] ?? '20251001');
/** Files in one load: they share dictionaries and arena, as in life. */
const TOGETHER = 50;
const LOADS = SLOW ? 2000 : 30;
const GZIP_LOADS = SLOW ? 400 : 10;
/** No load of these small files may take longer, in ms. */
const TIME_CAP = 20_000;

const POOL: readonly RecordText[] = fc
  .sample(usualRecord, { seed: SEED, numRuns: 600 })
  .filter(({ text }) => text.length < 2000);

const encoder = new TextEncoder();

function makeLog(chance: Chance): LogText {
  const records = Array.from({ length: 2 + chance.below(8) }, () => chance.pick(POOL));
  const gap = chance.pick([',', ',', ',', ',\n', ' ,\n  ']);
  const documents = chance.below(8) === 0 ? 2 : 1;
  const parts = (): (string | RecordText)[] => [
    '{"Records":[',
    ...records.flatMap((record, k) => (k === 0 ? [record] : [gap, record])),
    ']}\n',
  ];
  return logOf(Array.from({ length: documents }, parts).flat());
}

interface Case {
  readonly log: LogText;
  readonly mutation: Mutation;
  readonly bytes: Uint8Array<ArrayBuffer>;
}

function makeCase(chance: Chance): Case {
  const log = makeLog(chance);
  const whole = encoder.encode(log.text);
  const mutation = mutationOf(whole, chance);
  return { log, mutation, bytes: mutate(whole, mutation) };
}

async function loadChecked(cases: readonly Uint8Array[], chance: Chance): Promise<LoadedFiles> {
  const started = performance.now();
  const loaded = await runFiles(
    cases.map((bytes) => fileOf(bytes)),
    {
      arenaBytes: chance.pick([65_536, 1 << 20]),
      stepBytes: chance.pick([64, 1000, 100_000]),
      batchRows: chance.pick([7, 500]),
    },
  );
  expect(performance.now() - started).toBeLessThan(TIME_CAP);
  return loaded;
}

function checkBooks(
  { results }: LoadedFiles,
  rows: readonly LoadedRow[],
  files: readonly Uint8Array[],
): void {
  expect(results.map(({ id }) => id)).toEqual(files.map((_, id) => id));
  for (const result of results) {
    const own = rows.filter(({ file }) => file === result.id);
    expect(own.length).toBe(result.records);
    expect(result.rejectedCount).toBe(result.rejected.length);
    expect(['loaded', 'set-aside']).toContain(result.outcome);
    const spans = own.map(({ offset, length }) => [offset, offset + length] as const);
    for (const [k, [from]] of spans.entries()) expect(from).toBeGreaterThanOrEqual(spans[k - 1]?.[1] ?? 0);
    for (const { offset } of result.rejected) expect(offset).toBeLessThan(result.decompressedBytes + 1);
    const offsets = result.rejected.map(({ offset }) => offset);
    expect(offsets).toEqual(offsets.toSorted((a, b) => a - b));
  }
}

/** Where the untouched records stand after the mutation; null for those it touched. */
function survivors({ log, mutation }: Case): (number | null)[] {
  const shift = mutation.put.length - (mutation.to - mutation.from);
  return log.records.map(({ text }, k) => {
    const from = log.offsets[k] ?? 0;
    const to = from + Buffer.byteLength(text);
    if (to <= mutation.from) return from;
    return from >= mutation.to ? from + shift : null;
  });
}

/**
 * Damage before the first record may make it another kind of file, or give `Records` another name; damage in the first
 * may make it a file that is set aside by name, as its kind is told from there.
 */
function mayBeNoLog({ log, mutation }: Case, result: FileResult | undefined): boolean {
  const isHeaderHit = mutation.from < (log.offsets[0] ?? 0);
  const firstEnd = (log.offsets[0] ?? 0) + Buffer.byteLength(log.records[0]?.text ?? '');
  return isHeaderHit || (mutation.from < firstEnd && result?.outcome === 'set-aside');
}

function report(one: Case, rows: readonly LoadedRow[], file: number, result: unknown): string {
  const wrong: string[] = [];
  const byOffset = new Map(rows.map((row) => [row.offset, row]));
  const expected = expectedRows(one.log, file);
  const known = new Set<LoadedRow>();
  for (const [k, offset] of survivors(one).entries()) {
    const want = expected[k];
    if (offset === null || want === undefined) continue;
    const row = byOffset.get(offset);
    if (row !== undefined && row.length === want.length) {
      known.add(row);
      const { hash: _hash, outcome: _outcome, ...bare } = row;
      const same = isDeepStrictEqual(comparable(bare), comparable({ ...want, offset }));
      if (!same) wrong.push(`record ${k} at ${offset} differs`);
    } else if (!isPartOfRow(offset, want.length, rows)) {
      wrong.push(`record ${k} at ${offset} is missing`);
    }
  }
  for (const row of rows) {
    const text = Buffer.from(one.bytes.subarray(row.offset, row.offset + row.length)).toString();
    if (!isObjectText(text)) wrong.push(`the row at ${row.offset} is no JSON object`);
  }
  if (wrong.length === 0) return '';
  const { kind, from, to, put } = one.mutation;
  const place = Buffer.from(one.bytes)
    .toString('latin1')
    .slice(Math.max(0, from - 300), from + 300);
  return `${wrong.join('; ')}\n${kind} ${from}…${to} → ${Buffer.from(put).toString('latin1')}\nnear: ${place}\n${JSON.stringify(result)}`;
}

/** The damage made it a part of another record, which is valid as a whole. */
function isPartOfRow(offset: number, length: number, rows: readonly LoadedRow[]): boolean {
  return rows.some((row) => row.offset < offset && offset + length < row.offset + row.length);
}

function isObjectText(text: string): boolean {
  try {
    return text.startsWith('{') && typeof JSON.parse(text) === 'object';
  } catch {
    return false;
  }
}

describe('damaged files', () => {
  it(`loads what the damage did not touch (${LOADS * TOGETHER} files)`, { timeout: 3_600_000 }, async () => {
    const chance = new Chance(SEED);
    for (let load = 0; load < LOADS; load++) {
      const cases = Array.from({ length: TOGETHER }, () => makeCase(chance));
      const files = cases.map(({ bytes }) => bytes);
      const loaded = await loadChecked(files, chance);
      const rows = rowsOf(loaded.batches);
      checkBooks(loaded, rows, files);
      for (const [file, one] of cases.entries()) {
        const own = rows.filter((row) => row.file === file);
        const result = loaded.results[file];
        expect(mayBeNoLog(one, result) ? '' : report(one, own, file, result)).toBe('');
      }
    }
  });

  it(`bears damaged gzip data (${GZIP_LOADS * TOGETHER} files)`, { timeout: 3_600_000 }, async () => {
    const chance = new Chance(SEED + 1);
    for (let load = 0; load < GZIP_LOADS; load++) {
      const files = Array.from({ length: TOGETHER }, () => {
        const packed = gzipSync(makeLog(chance).text, { level: chance.pick([0, 1, 6, 9]) });
        return mutate(packed, mutationOf(packed, chance));
      });
      const loaded = await loadChecked(files, chance);
      checkBooks(loaded, rowsOf(loaded.batches), files);
      expect(loaded.results.length).toBe(TOGETHER);
    }
  });
});
