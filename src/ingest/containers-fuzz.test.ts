/** Damage in every container: nothing is thrown, all ends, and records that it did not touch are loaded. */
import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import type { FileResult } from './protocol.ts';
import { CONTAINERS, type Container, RECORDS } from './testing/containers.ts';
import { Chance, mutate, type Mutation, mutationOf } from './testing/mutations.ts';
import { type LoadedRow, rowsOf } from './testing/rows.ts';
import { fileOf, runFiles } from './testing/run-files.ts';

const SLOW = process.env['TRAILSCOPE_SLOW'] === '1';
const SEED = Number(process.env['TRAILSCOPE_SEED'] ?? '20251101');
const TOGETHER = 40;
/** Loads for each container; there are some 37 containers. */
const LOADS = SLOW ? 75 : 2;
/** No load of these small files may take longer, in ms. */
const TIME_CAP = 20_000;

interface Case {
  readonly mutation: Mutation;
  readonly bytes: Uint8Array<ArrayBuffer>;
}

async function load(
  files: readonly Uint8Array[],
  chance: Chance,
): Promise<{ rows: LoadedRow[]; results: readonly FileResult[] }> {
  const started = performance.now();
  const { batches, results } = await runFiles(
    files.map((bytes) => fileOf(bytes)),
    {
      arenaBytes: chance.pick([65_536, 1 << 20]),
      stepBytes: chance.pick([64, 1000, 100_000]),
      batchRows: chance.pick([3, 500]),
    },
  );
  expect(performance.now() - started).toBeLessThan(TIME_CAP);
  return { rows: rowsOf(batches), results };
}

function checkBooks(result: FileResult, rows: readonly LoadedRow[]): void {
  expect(rows.length).toBe(result.records);
  expect(['loaded', 'set-aside']).toContain(result.outcome);
  expect(result.outcome === 'loaded' || rows.length === 0).toBe(true);
  const places = rows.map(({ offset }) => offset);
  expect(new Set(places).size).toBe(places.length);
  for (const { offset, length } of rows)
    expect(offset + length).toBeLessThanOrEqual(result.decompressedBytes);
  for (const { offset } of result.rejected) expect(offset).toBeLessThanOrEqual(result.decompressedBytes);
}

/** Records that stand wholly before or behind the damage and were not found; null when the file is told as another kind. */
function lost(one: Case, whole: readonly LoadedRow[], rows: readonly LoadedRow[]): string[] {
  const { from, to, put } = one.mutation;
  const shift = put.length - (to - from);
  const found = new Map(rows.map((row) => [row.offset, row]));
  return whole.flatMap((row) => {
    const end = row.offset + row.length;
    if (end >= from && row.offset <= to) return [];
    const offset = end < from ? row.offset : row.offset + shift;
    const there = found.get(offset);
    if (there?.eventID === row.eventID) return [];
    const isInside = rows.some((other) => other.offset < offset && other.offset + other.length > offset);
    return isInside ? [] : [`${row.eventID} at ${offset}`];
  });
}

/** Damage before the first record may give the file another kind, and a table another header. */
const isAtStart = (one: Case, whole: readonly LoadedRow[]): boolean =>
  one.mutation.from <= (whole[0]?.offset ?? 0) + (whole[0]?.length ?? 0);

describe.each(CONTAINERS.map((one) => [one.name, one] as const))('damaged: %s', (_, container: Container) => {
  const content = Buffer.from(container.write([...RECORDS, ...RECORDS]));

  it('loses nothing that is whole', { timeout: 3_600_000 }, async () => {
    const chance = new Chance(SEED);
    const whole = (await load([content], chance)).rows;
    expect(whole.length).toBe(RECORDS.length * 2);
    for (let k = 0; k < LOADS; k++) {
      const cases = Array.from({ length: TOGETHER }, (): Case => {
        const mutation = mutationOf(content, chance);
        return { mutation, bytes: mutate(content, mutation) };
      });
      const { rows, results } = await load(
        cases.map(({ bytes }) => bytes),
        chance,
      );
      for (const [file, one] of cases.entries()) {
        const own = rows.filter((row) => row.file === file);
        const result = results[file];
        if (result === undefined) throw new Error('a file without a result');
        checkBooks(result, own);
        if (isAtStart(one, whole)) continue;
        const { kind, from, to, put } = one.mutation;
        const missing = lost(one, whole, own);
        const place = Buffer.from(one.bytes)
          .toString('latin1')
          .slice(Math.max(0, from - 150), from + 150);
        const told =
          missing.length === 0
            ? ''
            : `${missing.join('; ')}\n${kind} ${from}…${to} → ${Buffer.from(put).toString('latin1')}\nnear: ${place}\n${JSON.stringify(result)}`;
        expect(told).toBe('');
      }
    }
  });

  it('bears damage to its packing', { timeout: 3_600_000 }, async () => {
    const chance = new Chance(SEED + 1);
    const packed = gzipSync(content);
    expect.hasAssertions();
    const files = Array.from({ length: SLOW ? 200 : 10 }, () => mutate(packed, mutationOf(packed, chance)));
    const { rows, results } = await load(files, chance);
    for (const result of results)
      checkBooks(
        result,
        rows.filter(({ file }) => file === result.id),
      );
  });
});
