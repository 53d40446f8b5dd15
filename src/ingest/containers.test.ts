/** Each container times each trouble: the same rows, and each record found again in the span that is kept of it. */
import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { recordInSpan } from './found-record.ts';
import { CONTAINERS, type Container, GOLDEN, RECORDS } from './testing/containers.ts';
import { type LoadedRow, rowsOf } from './testing/rows.ts';
import { fileOf, type LoadedFiles, runFiles } from './testing/run-files.ts';

/** Cut before here, in bytes, a file may be told as something else. */
const MAYBE_OTHER = 1200;

const SIZES = { arenaBytes: 1 << 20 };

/** Time, name, address and error; the principal stands in no partial row. */
const brief = (row: LoadedRow): string => {
  const time = row.eventTime === null ? '?' : new Date(row.eventTime).toISOString().slice(11, 19);
  return [time, row.eventName, row.sourceIPAddress, row.errorCode ?? '-'].join(' ');
};
const WANTED = GOLDEN.map((line) => line.replace(/^(\S+) \S+/, '$1'));

async function load(content: string | Uint8Array, sizes = {}, name = 'x.json'): Promise<LoadedFiles> {
  return runFiles([fileOf(content, name)], { ...SIZES, ...sizes });
}

async function rowsIn(content: string | Uint8Array, sizes = {}, name = 'x.json'): Promise<LoadedRow[]> {
  return rowsOf((await load(content, sizes, name)).batches);
}

const lines = (content: string): string => content.replaceAll(/\r?\n/g, '\r\n');

describe.each(CONTAINERS.map((one) => [one.name, one] as const))('%s', (_, container: Container) => {
  const content = container.write(RECORDS);
  const bytes = Buffer.from(content);

  it('gives every record, and its kind', async () => {
    const { results, batches } = await load(content);
    expect(results[0]).toMatchObject({ kind: container.kind, outcome: 'loaded', rejected: [], notes: [] });
    expect(rowsOf(batches).map(brief)).toEqual(WANTED);
  });

  it.skipIf(container.isPartial === true)('keeps the place of each record', async () => {
    const rows = await rowsIn(content);
    const found = rows.map(({ offset, length }) => {
      const span = bytes.subarray(offset, offset + length);
      const same = (one: Uint8Array): boolean =>
        RECORDS.some((record) => sameJson(record, Buffer.from(one).toString()));
      return recordInSpan(span, same) !== null;
    });
    expect(found).toEqual(RECORDS.map(() => true));
  });

  it('gives the same under another name, with a byte order mark, packed, and in steps of 100 bytes', async () => {
    const rows = await rowsIn(content);
    expect(await rowsIn(content, {}, 'photo.png')).toEqual(rows);
    expect(await rowsIn(gzipSync(content))).toEqual(rows);
    expect(await rowsIn(content, { stepBytes: 100, batchRows: 2 })).toEqual(rows);
    expect(await rowsIn(gzipSync(content), { stepBytes: 1, batchRows: 1 })).toEqual(rows);
    expect((await rowsIn(`\ufeff${content}`)).map(brief)).toEqual(WANTED);
    expect((await rowsIn(lines(content))).map(brief)).toEqual(WANTED);
    expect((await rowsIn(`${content}${'\0'.repeat(1000)}`)).map(brief)).toEqual(WANTED);
  });

  it('gives what is whole of it when it is cut anywhere', { timeout: 60_000 }, async () => {
    const whole = await rowsIn(content);
    const cuts = Array.from({ length: 40 }, (__, k) => Math.floor((bytes.length * (k + 1)) / 41));
    const files = cuts.map((cut) => fileOf(bytes.subarray(0, cut)));
    const { results, batches } = await runFiles(files, SIZES);
    const rows = rowsOf(batches);
    for (const [file, cut] of cuts.entries()) {
      const own = rows.filter((row) => row.file === file);
      const before = whole.filter(({ offset, length }) => offset + length < cut);
      // Before its first record ends, a cut file may look like something else.
      const wanted = cut > MAYBE_OTHER || own.length > 0 ? before : [];
      expect([cut, own.map(brief).slice(0, wanted.length)]).toEqual([cut, wanted.map(brief)]);
      const isSomething = own.length > 0 || (results[file]?.rejectedCount ?? 0) > 0;
      expect([cut, results[file]?.outcome === 'loaded']).toEqual([
        cut,
        isSomething || results[file]?.outcome === 'loaded',
      ]);
    }
  });

  it('is set aside without records', async () => {
    const { results } = await load(container.write([]));
    expect(results[0]).toMatchObject({ records: 0, rejectedCount: 0 });
  });
});

function sameJson(a: string, b: string): boolean {
  try {
    return JSON.stringify(JSON.parse(a)) === JSON.stringify(JSON.parse(b));
  } catch {
    return false;
  }
}
