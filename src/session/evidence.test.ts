/** Each record can be had again from its file, byte for byte; a file that is not what it was is noticed. */
import { mkdtempSync, openAsBlob, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterAll, describe, expect, it } from 'vitest';
import type { LiveSession } from './data-set.ts';
import type { KnownRecord, RecordPlace } from './session.ts';
import { log, logText, openSession, record, records, rowsOf, source } from './testing/workbench.ts';

const folder = mkdtempSync(join(tmpdir(), 'trailscope-'));
afterAll(() => rmSync(folder, { recursive: true }));

async function places(session: LiveSession): Promise<(RecordPlace & { readonly name: string })[]> {
  const rows = await rowsOf(
    session,
    `SELECT "fileName" AS name, "fileId" AS id, "recordOffset"::BIGINT AS at, "recordLength"::BIGINT AS size
      FROM events ORDER BY 2, 3`,
    { name: 'text', id: 'integer', at: 'integer', size: 'integer' },
  );
  return rows.map(({ name, id, at, size }) => ({ name, fileId: id, offset: at, length: size }));
}

async function knownRecords(session: LiveSession): Promise<KnownRecord[]> {
  const rows = await rowsOf(
    session,
    `SELECT file_id AS "fileId", record_offset::BIGINT AS at, record_length::BIGINT AS size,
      record_hash::VARCHAR AS hash FROM event ORDER BY hash`,
    { fileId: 'integer', at: 'integer', size: 'integer', hash: 'text' },
  );
  return rows.map(({ fileId, at, size, hash }) => ({ fileId, offset: at, length: size, hash }));
}

/** What `evidenceOf` gives for each record, as text; null for one that is not what it was. */
async function readAll(session: LiveSession, wanted: readonly KnownRecord[]): Promise<(string | null)[]> {
  const read = Array.from<string | null>({ length: wanted.length }).fill('never taken');
  await session.evidenceOf(wanted, (index, bytes) => {
    read[index] = bytes === null ? null : Buffer.from(bytes).toString('utf8');
  });
  return read;
}

/** Records that are hard on whoever counts bytes. */
const texts = [
  ...records(0, 20),
  record(20, { userAgent: 'é漢字😀', requestParameters: { a: '}{"]' } }),
  JSON.stringify(JSON.parse(record(21)), null, 2),
  record(22, { requestParameters: { padding: 'y'.repeat(70_000) } }),
];
const text = logText(texts);
const half = Buffer.from(text).subarray(0, 3_000);
const rest = Buffer.from(text).subarray(3_000);

describe('evidence', () => {
  it('is the record byte for byte, however the file is packed', async () => {
    const { session } = openSession();
    const damaged = gzipSync(text);
    damaged.fill(0xff, damaged.length - 8);
    const packed = new Map<string, Uint8Array | string>([
      ['plain', text],
      ['with a byte order mark', `\ufeff${text}`],
      ['gz', gzipSync(text)],
      ['two members', Buffer.concat([gzipSync(half), gzipSync(rest)])],
      ['bad checksum', damaged],
      ['stray bytes behind', Buffer.concat([gzipSync(text), Buffer.from('stray')])],
    ]);
    const unique = (name: string, content: Uint8Array | string) => [name, content] as const;
    for (const [name, content] of [...packed].map(([n, c]) => unique(n, c))) {
      await session.addFiles([source(name, content)]);
      const found = (await places(session)).filter((place) => place.name === name);
      expect([name, found.length]).toEqual([name, texts.length]);
      const read = await Promise.all(found.map((place) => session.evidence(place)));
      expect(read.map((bytes) => Buffer.from(bytes).toString('utf8'))).toEqual(texts);
      await session.reset();
    }
  });

  it('holds bytes that are no UTF-8 as they were', async () => {
    const { session } = openSession();
    const [before = '', after = ''] = record(1, { userAgent: '#' }).split('#');
    const bytes = Buffer.concat([Buffer.from(before), Buffer.from([0xff, 0xc3, 0x28]), Buffer.from(after)]);
    const file = Buffer.concat([Buffer.from('{"Records":['), bytes, Buffer.from(']}')]);
    await session.addFiles([source('odd', file)]);
    const [place] = await places(session);
    expect(place).toBeDefined();
    if (place === undefined) return;
    expect(Buffer.from(await session.evidence(place))).toEqual(bytes);
    expect(Buffer.from(await session.evidence(place))).toEqual(bytes);
  });

  it('can be called off', async () => {
    const { session } = openSession();
    await session.addFiles([source('a', gzipSync(text))]);
    const [place] = await places(session);
    const reason = new Error('looked at another one');
    if (place === undefined) throw reason;
    await expect(session.evidence(place, AbortSignal.abort(reason))).rejects.toBe(reason);
    await expect(session.evidence(place)).resolves.toHaveLength(place.length);
  });

  it('of a file that is not in the set is refused with a sentence', async () => {
    const { session } = openSession();
    await expect(session.evidence({ fileId: 7, offset: 0, length: 2 })).rejects.toThrow(/not in the set/);
  });
});

describe('many records at once', () => {
  it('are each as they were delivered, whatever order they are asked in', async () => {
    const { session } = openSession();
    const other = logText(records(100, 140));
    const damaged = gzipSync(logText(records(200, 210)));
    damaged.fill(0xff, damaged.length - 8);
    await session.addFiles([
      source('plain', text),
      source('spread', JSON.stringify(JSON.parse(logText(records(300, 305))), null, 1)),
      source('packed', gzipSync(other)),
      source('bad checksum', damaged),
    ]);
    const wanted = await knownRecords(session);
    const read = await readAll(session, wanted);
    const one = await Promise.all(wanted.map((record) => session.evidence(record)));
    expect(read).toEqual(one.map((bytes) => Buffer.from(bytes).toString('utf8')));
    expect(new Set(read).size).toBe(texts.length + 40 + 10 + 5);
  });

  it('say which are not what they were, and give the others', async () => {
    const { session } = openSession();
    const path = join(folder, 'many');
    writeFileSync(path, logText(records(0, 10)));
    const onDisk = new File([await openAsBlob(path)], 'many');
    await session.addFiles([{ file: onDisk, path: 'many' }, log('packed', records(10, 20))]);
    const wanted = await knownRecords(session);
    rmSync(path);
    const read = await readAll(session, wanted);
    const [first] = await places(session);
    expect(read.map((one) => one === null)).toEqual(wanted.map(({ fileId }) => fileId === first?.fileId));
    const wrong = wanted.map((record) => ({ ...record, hash: '1' }));
    expect(await readAll(session, wrong)).toEqual(wrong.map(() => null));
    const elsewhere = wanted.map((record) => ({ ...record, offset: record.offset + 1e9 }));
    expect(await readAll(session, elsewhere)).toEqual(elsewhere.map(() => null));
  });

  it('can be called off, and stop where the taker fails', async () => {
    const { session } = openSession();
    await session.addFiles([log('a', records(0, 10))]);
    const wanted = await knownRecords(session);
    const reason = new Error('no more');
    await expect(session.evidenceOf(wanted, () => undefined, AbortSignal.abort(reason))).rejects.toBe(reason);
    const full = new DOMException('the disk is full', 'QuotaExceededError');
    const failing = (): void => {
      throw full;
    };
    await expect(session.evidenceOf(wanted, failing)).rejects.toBe(full);
  });
});

describe('a file that is not what it was', () => {
  it.each(['changed', 'removed'])('is noticed when it was %s on the disk', async (how) => {
    const { session } = openSession();
    const path = join(folder, how);
    writeFileSync(path, text);
    const file = new File([await openAsBlob(path)], how);
    await session.addFiles([{ file, path: `logs/${how}` }]);
    const [first, second] = await places(session);
    if (first === undefined || second === undefined) throw new Error('nothing was loaded');
    const seen = await session.evidence(first);
    if (how === 'removed') rmSync(path);
    else writeFileSync(path, text.replaceAll('Get', 'Put'));
    await expect(session.evidence(second)).rejects.toThrow(
      new RegExp(
        `^“logs/${how}” was changed, moved or removed since it was loaded, so .*choose the file again`,
      ),
    );
    expect(await session.evidence(first)).toBe(seen);
  });

  it.each([
    [
      'other bytes of the same form',
      (bytes: Buffer) => bytes.fill('7', bytes.indexOf('bucket'), bytes.indexOf('bucket') + 3),
    ],
    ['a cut end', (bytes: Buffer) => bytes.subarray(0, 100)],
    ['something in front', (bytes: Buffer) => Buffer.concat([Buffer.from('  '), bytes])],
  ])('is noticed by %s where the browser does not', async (_, change) => {
    const { session } = openSession();
    let content = Buffer.from(text);
    /** A file whose bytes follow the disk, as in browsers that do not look at its time. */
    class LiveFile extends File {
      override slice(from?: number, to?: number): Blob {
        return new Blob([content.subarray(from, to)]);
      }
    }
    await session.addFiles([{ file: new LiveFile([content], 'live'), path: 'live' }]);
    const [place] = await places(session);
    if (place === undefined) throw new Error('nothing was loaded');
    content = Buffer.from(change(content));
    await expect(session.evidence(place)).rejects.toThrow(/^“live” was changed/);
  });
});

describe('bytes around a damaged place', () => {
  it('are those of the unpacked file, in whole lines', async () => {
    const { session } = openSession();
    await session.addFiles([source('a.gz', gzipSync(text)), source('b', text)]);
    for (const fileId of [0, 1]) {
      for (const offset of [0, 5, 1_003, Buffer.byteLength(text) - 1]) {
        const { from, bytes } = await session.bytesAround({ fileId, offset });
        expect(from % 16).toBe(0);
        expect(from).toBe(Math.max(0, Math.floor(offset / 16) * 16 - 64));
        expect(Buffer.from(bytes)).toEqual(Buffer.from(text).subarray(from, from + 256));
      }
    }
  });

  it('are not made up when the file has gone', async () => {
    const { session } = openSession();
    const path = join(folder, 'gone.json');
    writeFileSync(path, text);
    const blob = await openAsBlob(path);
    const file = new File([blob], 'gone.json');
    await session.addFiles([{ file, path: 'gone.json' }]);
    writeFileSync(path, 'other');
    await expect(session.bytesAround({ fileId: 0, offset: 10 })).rejects.toThrow(/“gone.json” was changed/);
    await expect(session.bytesAround({ fileId: 7, offset: 10 })).rejects.toThrow(/not in the set/);
  });
});
