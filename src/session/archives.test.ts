/** Archives in a whole session: their files are files of the set, with exact books and their records as delivered. */
import { describe, expect, it } from 'vitest';
import { tar, zip, type ZipFile } from '#ingest/testing/archives.ts';
import { gzip, utf8 } from '#ingest/testing/wrappings.ts';
import { balancedBooks, logText, openSession, records, record, rowsOf, source } from './testing/workbench.ts';
import type { LiveSession } from './data-set.ts';

const packed = (from: number, to: number): Uint8Array => gzip(utf8(logText(records(from, to))));

const entry = (name: string, from: number, to: number, stored = false): ZipFile => ({
  name,
  content: packed(from, to),
  stored,
});

/** Two logs, one of them stored; a zip in it with one that is a copy; a tar.gz in it; a text. */
const NESTED = zip([
  entry('AWSLogs/a.json.gz', 0, 5),
  entry('b.json.gz', 5, 9, true),
  { name: 'in/copy.zip', content: zip([entry('deep/c.json.gz', 3, 7)]) },
  { name: 'more.tar.gz', content: gzip(tar([{ name: 'd.json', content: utf8(logText(records(9, 20))) }])) },
  { name: 'notes.txt', content: utf8('not a log') },
]);

async function loaded(...files: Parameters<typeof source>[]): Promise<LiveSession> {
  const { session } = openSession();
  await session.addFiles(files.map((file) => source(...file)));
  return session;
}

describe('an archive', () => {
  it('gives its files to the set, those of archives in it too', async () => {
    const session = await loaded(['case/all.zip', NESTED], ['z.json', logText(records(19, 22))]);
    expect(await balancedBooks(session)).toEqual([
      'case/all.zip unpacked: 0 = 0 + 0 + 0',
      'case/all.zip/AWSLogs/a.json.gz loaded: 5 = 5 + 0 + 0',
      'case/all.zip/b.json.gz loaded: 4 = 4 + 0 + 0',
      'case/all.zip/in/copy.zip unpacked: 0 = 0 + 0 + 0',
      'case/all.zip/in/copy.zip/deep/c.json.gz loaded: 4 = 0 + 4 + 0',
      'case/all.zip/more.tar.gz unpacked: 0 = 0 + 0 + 0',
      'case/all.zip/more.tar.gz/d.json loaded: 11 = 11 + 0 + 0',
      'case/all.zip/notes.txt set-aside: 0 = 0 + 0 + 0',
      'z.json loaded: 3 = 2 + 1 + 0',
    ]);
    const { totals, problem } = session.getState();
    expect(session.getState().files[0]?.notes).toEqual(['An archive with 5 files.']);
    expect({ ...totals, problem }).toMatchObject({
      events: 22,
      files: 6,
      archives: 3,
      filesLoaded: 5,
      problem: null,
    });
    const names = await rowsOf(session, 'SELECT name FROM file ORDER BY name', { name: 'text' });
    expect(names.map(({ name }) => name)).toContain('case/all.zip/in/copy.zip/deep/c.json.gz');
  });

  it('gives each record back as it was delivered', async () => {
    const session = await loaded(['all.zip', NESTED]);
    const rows = await rowsOf(
      session,
      'SELECT file_id AS file, record_offset AS at, record_length AS length, record_hash::VARCHAR AS hash, epoch(event_time)::int % 60 AS n FROM event',
      { file: 'integer', at: 'integer', length: 'integer', hash: 'text', n: 'integer' },
    );
    expect(rows).toHaveLength(20);
    const known = rows.map(({ file, at, length, hash }) => ({ fileId: file, offset: at, length, hash }));
    for (const [k, place] of known.entries()) {
      const bytes = await session.evidence(place);
      expect(new TextDecoder().decode(bytes)).toBe(record(rows[k]?.n ?? -1));
    }
    const all = new Map<number, string>();
    await session.evidenceOf(
      known,
      (index, bytes) => void all.set(index, new TextDecoder().decode(bytes ?? utf8('gone'))),
    );
    expect(rows.map(({ n }) => record(n))).toEqual(rows.map((_, k) => all.get(k)));
  });

  it('says what it is when it cannot be read', async () => {
    const session = await loaded(
      ['secret.zip', zip([{ name: 'a.json.gz', content: packed(0, 3), flags: 1 }])],
      ['empty.zip', zip([])],
      ['cut.zip', new Uint8Array(NESTED.subarray(0, NESTED.length - 200))],
      ['nothing.zip', utf8('PK\x03\x04 and so on')],
    );
    const files = new Map(session.getState().files.map((file) => [file.name, file]));
    expect(files.get('secret.zip/a.json.gz')).toMatchObject({
      status: 'failed',
      notes: [expect.stringContaining('It is encrypted')],
    });
    expect(files.get('empty.zip')).toMatchObject({
      status: 'set-aside',
      notes: ['The archive holds no files.'],
    });
    expect(files.get('nothing.zip')).toMatchObject({ status: 'set-aside', kind: 'zip' });
    expect(files.get('cut.zip')?.status).toBe('unpacked');
    expect(session.getState().totals.events).toBe(20);
  });

  it('is the same for one worker and many, with small steps', async () => {
    const books: string[][] = [];
    for (const workers of [1, 4]) {
      const { session } = openSession({
        workers,
        sizes: { arenaBytes: 1 << 20, batchRows: 2, stepBytes: 100, wholeFileBytes: 300 },
      });
      await session.addFiles([source('all.zip', NESTED)]);
      books.push(await balancedBooks(session));
      expect(session.getState().totals).toMatchObject({ events: 20, duplicates: 4 });
    }
    expect(books[0]?.length).toBe(books[1]?.length);
  });

  it('keeps the copy that was given first, whichever archive was opened first', async () => {
    const first = zip([{ name: 'in.zip', content: zip([entry('a.json.gz', 0, 5)]) }]);
    const second = zip([entry('b.json.gz', 0, 5)]);
    const session = await loaded(['first.zip', first], ['second.zip', second]);
    const loads = session.getState().files.map(({ name, loaded: kept }) => [name, kept]);
    expect(loads.filter(([, kept]) => kept !== 0)).toEqual([['first.zip/in.zip/a.json.gz', 5]]);
    await balancedBooks(session);
  });

  it('tells truly how far it is', async () => {
    const read = new Map<number, number>();
    const { session, states } = openSession({
      onPost: (message, _, index) => {
        if (message.type === 'progress') read.set(index, message.bytesRead);
      },
    });
    const file = source('all.zip', NESTED);
    await session.addFiles([file]);
    const told = states.map(({ progress }) => progress).filter((progress) => progress !== null);
    const last = told.at(-1);
    expect(last?.filesTotal).toBe(8);
    expect(last?.filesDone).toBe(8);
    expect([...read.values()].reduce((sum, bytes) => sum + bytes, 0)).toBe(last?.bytesTotal);
    for (const { bytesRead, bytesTotal, filesDone, filesTotal } of told) {
      expect(bytesRead).toBeLessThanOrEqual(bytesTotal);
      expect(filesDone).toBeLessThanOrEqual(filesTotal);
    }
  });
});

const MANY = zip(Array.from({ length: 300 }, (_, k) => entry(`${k}.json.gz`, k * 30, k * 30 + 30)));

describe('a load of an archive', () => {
  it('can be cancelled in the middle of it', async () => {
    const { session } = openSession({
      onPost: (message) => {
        if (message.type === 'batch') session.cancelLoad();
      },
    });
    await session.addFiles([source('many.zip', MANY)]);
    await balancedBooks(session);
    const { totals, files } = session.getState();
    expect(totals.events).toBeGreaterThan(0);
    expect(totals.events).toBeLessThan(9000);
    expect(files.some(({ status }) => status === 'cancelled')).toBe(true);
  });

  it('goes on when a reader dies over one of its files', async () => {
    let crashed = false;
    const { session } = openSession({
      onPost: (message, worker) => {
        if (crashed || message.type !== 'batch') return;
        crashed = true;
        worker.crash();
      },
    });
    await session.addFiles([source('many.zip', MANY)]);
    await balancedBooks(session);
    const { totals } = session.getState();
    expect(totals.filesFailed).toBeGreaterThan(0);
    expect(totals.files).toBe(300);
    expect(totals.events).toBeGreaterThan(1000);
  });

  it('ends when the only reader dies over the archive itself', async () => {
    const { session } = openSession({
      onPost: (message, worker) => {
        if (message.type === 'item-done') worker.crash();
      },
    });
    await session.addFiles([source('many.zip', MANY)]);
    await balancedBooks(session);
    expect(session.getState().files[0]).toMatchObject({ status: 'failed', name: 'many.zip' });
  });
});
