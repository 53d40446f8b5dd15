/** Files that leave the set: as if they had never been in it. */
import { gzipSync } from 'node:zlib';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { zip } from '#ingest/testing/archives.ts';
import { type Database, QueryError } from '#database/database.ts';
import { identify } from './fingerprint.ts';
import {
  balancedBooks,
  books,
  countOf,
  emptyDatabase,
  log,
  logText,
  openSession,
  record,
  records,
  rowsOf,
  source,
  uuid,
} from './testing/workbench.ts';
import type { SourceFile } from './session.ts';

type Session = ReturnType<typeof openSession>['session'];

const fileIds = (session: Session, ...names: string[]): number[] =>
  session
    .getState()
    .files.filter(({ name }) => names.includes(name))
    .map(({ id }) => id);

/** A file whose bytes can be taken away. */
function losable(path: string, texts: readonly string[]): { source: SourceFile; lose: () => void } {
  const given = log(path, texts);
  const missing = (): never => {
    throw new DOMException('gone', 'NotFoundError');
  };
  return {
    source: given,
    lose: () => {
      Object.defineProperty(given.file, 'slice', { value: missing });
      Object.defineProperty(given.file, 'arrayBuffer', { value: missing });
      Object.defineProperty(given.file, 'size', { value: given.file.size + 1 });
    },
  };
}

describe('a file that is removed', () => {
  it('takes its events with it, and nothing else', async () => {
    const { session } = openSession();
    await session.addFiles([log('a', records(0, 10)), log('b', records(10, 25)), source('c.txt', 'nothing')]);
    const before = session.getState();
    expect(await session.removeFiles(fileIds(session, 'b'))).toBe('removed');
    const after = session.getState();
    expect(await balancedBooks(session)).toEqual([
      'a loaded: 10 = 10 + 0 + 0',
      'c.txt set-aside: 0 = 0 + 0 + 0',
    ]);
    expect(after.revision).toBeGreaterThan(before.revision);
    expect(after.phase).toBe('ready');
    expect(after.problem).toBeNull();
    expect(after.totals.lastTime).toBe(Date.UTC(2025, 9, 1, 0, 0, 9));
    expect(identify(after)?.fingerprint).not.toBe(identify(before)?.fingerprint);
    expect(await countOf(session, 'file')).toBe(2);
    expect(after.removed.map(books)).toEqual(['b loaded: 15 = 15 + 0 + 0']);
    expect(session.report().removed).toMatchObject([{ name: 'b', records: 15 }]);
  });

  it('gives back what other files have copies of', async () => {
    const { session } = openSession();
    await session.addFiles([log('a', records(0, 10)), log('b', [...records(5, 15), record(6)])]);
    await session.addFiles([log('c', records(8, 20))]);
    expect(await balancedBooks(session)).toEqual([
      'a loaded: 10 = 10 + 0 + 0',
      'b loaded: 11 = 5 + 6 + 0',
      'c loaded: 12 = 5 + 7 + 0',
    ]);
    expect(await session.removeFiles(fileIds(session, 'a'))).toBe('removed');
    expect(await balancedBooks(session)).toEqual(['b loaded: 11 = 10 + 1 + 0', 'c loaded: 12 = 5 + 7 + 0']);
    expect(await session.removeFiles(fileIds(session, 'b'))).toBe('removed');
    expect(await balancedBooks(session)).toEqual(['c loaded: 12 = 12 + 0 + 0']);
  });

  it('comes back as it was', async () => {
    const { session } = openSession();
    await session.addFiles([log('a', records(0, 10)), log('b', records(5, 15))]);
    const before = session.getState();
    const beforeBooks = await balancedBooks(session);
    const ids = fileIds(session, 'a');
    await session.removeFiles(ids);
    await session.putBack(ids);
    expect(await balancedBooks(session)).toEqual(beforeBooks);
    const after = session.getState();
    expect(after.files).toEqual(before.files);
    expect(after.totals).toEqual(before.totals);
    expect(after.removed).toEqual([]);
    expect(identify(after)).toEqual(identify(before));
  });

  it('ends its conflicts', async () => {
    const { session } = openSession();
    await session.addFiles([log('a', records(0, 3)), log('b', [record(1, { readOnly: false })])]);
    expect(session.getState().totals.conflicts).toBe(1);
    await session.removeFiles(fileIds(session, 'b'));
    expect(session.getState().totals.conflicts).toBe(0);
  });

  it('may be the last one, and others may follow', async () => {
    const { session } = openSession();
    await session.addFiles([log('a', records(0, 3))]);
    await session.removeFiles(fileIds(session, 'a'));
    expect(session.getState()).toMatchObject({
      phase: 'ready',
      files: [],
      totals: { events: 0, files: 0, firstTime: null, lastTime: null },
    });
    await session.addFiles([log('b', records(2, 6))]);
    expect(await balancedBooks(session)).toEqual(['b loaded: 4 = 4 + 0 + 0']);
  });

  it('waits for a running load', async () => {
    const { session } = openSession();
    await session.addFiles([log('a', records(0, 10))]);
    const loading = session.addFiles([log('b', records(5, 15))]);
    expect(await session.removeFiles([0])).toBe('removed');
    await loading;
    expect(await balancedBooks(session)).toEqual(['b loaded: 10 = 10 + 0 + 0']);
  });
});

describe('an archive that is removed', () => {
  const inner = zip([{ name: '../c.json', content: Buffer.from(logText(records(8, 12))) }]);
  const outer = zip([
    { name: 'a.json', content: Buffer.from(logText(records(0, 5))) },
    { name: 'notes.txt', content: Buffer.from('nothing') },
    { name: 'inner.zip', content: inner },
  ]);

  it('takes all that lies in it with it, and brings it back', async () => {
    const { session } = openSession();
    await session.addFiles([source('all.zip', outer), log('b', records(3, 10))]);
    const before = session.getState();
    expect(await balancedBooks(session)).toHaveLength(6);
    expect(await session.removeFiles(fileIds(session, 'all.zip'))).toBe('removed');
    expect(await balancedBooks(session)).toEqual(['b loaded: 7 = 7 + 0 + 0']);
    await session.putBack(
      session
        .getState()
        .removed.slice(0, 1)
        .map(({ id }) => id),
    );
    expect(await balancedBooks(session)).toHaveLength(6);
    expect(session.getState().files).toEqual(before.files);
    expect(session.getState().totals).toEqual(before.totals);
    expect(session.getState().removed).toEqual([]);
  });

  it('may lose one of its files, or get back what another file holds copies of', async () => {
    const { session } = openSession();
    await session.addFiles([log('b', records(3, 10)), source('all.zip', outer)]);
    await session.removeFiles(fileIds(session, 'all.zip/a.json'));
    expect((await balancedBooks(session)).map((line) => line.replace(/.*\//, ''))).toEqual([
      'b loaded: 7 = 7 + 0 + 0',
      'all.zip unpacked: 0 = 0 + 0 + 0',
      'notes.txt set-aside: 0 = 0 + 0 + 0',
      'inner.zip unpacked: 0 = 0 + 0 + 0',
      'c.json loaded: 4 = 2 + 2 + 0',
    ]);
    await session.removeFiles(fileIds(session, 'b'));
    expect(await balancedBooks(session)).toContain('all.zip/inner.zip/c.json loaded: 4 = 4 + 0 + 0');
    const notes = session.getState().files.find(({ name }) => name.endsWith('c.json'))?.notes;
    expect(notes?.[0]).toMatch(/leads out of the folder/);
  });
});

describe('a removal that does not go well', () => {
  it('changes nothing when it is cancelled', async () => {
    let cancel = false;
    const { session } = openSession({
      onPost: (message) => {
        if (cancel && message.type === 'batch') session.cancelLoad();
      },
    });
    await session.addFiles([log('a', records(0, 400)), log('b', records(0, 400))]);
    const before = await balancedBooks(session);
    cancel = true;
    expect(await session.removeFiles(fileIds(session, 'a'))).toBe('cancelled');
    expect(await balancedBooks(session)).toEqual(before);
    expect(session.getState()).toMatchObject({ phase: 'ready', problem: null, removed: [] });
    cancel = false;
    expect(await session.removeFiles(fileIds(session, 'a'))).toBe('removed');
    expect(await balancedBooks(session)).toEqual(['b loaded: 400 = 400 + 0 + 0']);
  });

  it('changes nothing when the memory is full', async () => {
    let isFull = false;
    const database = await emptyDatabase();
    const insert: Database['insert'] = (table, ipc, options) =>
      isFull && table === 'event'
        ? Promise.reject(new QueryError('out of memory', 'insert', { outOfMemory: true }))
        : database.insert(table, ipc, options);
    const { session } = openSession({ openDatabase: () => Promise.resolve({ ...database, insert }) });
    await session.addFiles([log('a', records(0, 100)), log('b', records(50, 150))]);
    const before = await balancedBooks(session);
    isFull = true;
    expect(await session.removeFiles(fileIds(session, 'a'))).toBe('failed');
    expect(await balancedBooks(session)).toEqual(before);
    expect(session.getState().problem).toMatch(/^Nothing was removed: .*memory is full/);
    isFull = false;
    expect(await session.removeFiles(fileIds(session, 'a'))).toBe('removed');
    expect(await balancedBooks(session)).toEqual(['b loaded: 100 = 100 + 0 + 0']);
    expect(session.getState().problem).toBeNull();
  });

  it('ends with the engine', async () => {
    const { session } = openSession({
      onPost: (message) => {
        if (message.type === 'batch' && session.getState().files.length === 2 && isRemoving)
          void session.reset();
      },
    });
    let isRemoving = false;
    await session.addFiles([log('a', records(0, 100)), log('b', records(50, 150))]);
    isRemoving = true;
    expect(await session.removeFiles(fileIds(session, 'a'))).not.toBe('removed');
    expect(session.getState()).toMatchObject({ phase: 'empty', files: [], removed: [] });
  });

  it('counts as rejected what a file does not give again', async () => {
    const { session } = openSession();
    const b = losable('b', [...records(5, 15), record(14)]);
    await session.addFiles([log('a', records(0, 10)), b.source]);
    b.lose();
    expect(await session.removeFiles(fileIds(session, 'a'))).toBe('removed');
    expect(await balancedBooks(session)).toEqual(['b loaded: 11 = 5 + 1 + 5']);
    expect(session.getState().problem).toMatch(/could not be read again/);
    expect(session.getState().files[0]?.rejected[0]?.reason).toMatch(/^5 records from here on: .*duplicates/);
  });

  it('does not take another file for the one that was loaded', async () => {
    const { session } = openSession();
    const b = log('b', records(5, 15));
    await session.addFiles([log('a', records(0, 10)), b]);
    const changed = new Blob([new Uint8Array(gzipSync(logText(records(5, 16))))]);
    Object.defineProperty(b.file, 'slice', { value: changed.slice.bind(changed) });
    Object.defineProperty(b.file, 'arrayBuffer', { value: () => changed.arrayBuffer() });
    Object.defineProperty(b.file, 'size', { value: changed.size });
    await session.removeFiles(fileIds(session, 'a'));
    expect(await balancedBooks(session)).toEqual(['b loaded: 10 = 5 + 0 + 5']);
  });
});

/** A record to be written: which event, and which of the forms that its bytes can have. */
const written = fc.record({
  id: fc.constantFrom(uuid(1), uuid(2), uuid(3), 'odd-1', '', null),
  form: fc.constantFrom(1, 2),
});
const files = fc.array(fc.array(written, { maxLength: 6 }), { minLength: 1, maxLength: 6 });
/** Which files go, by their place; null = all that are gone come back. */
const steps = fc.array(fc.option(fc.array(fc.nat({ max: 5 }), { minLength: 1, maxLength: 3 })), {
  maxLength: 4,
});

interface Outcome {
  readonly rows: readonly string[];
  readonly conflicts: number;
}

/** The rows that stay and the conflicts, as a plain program says. */
function oracle(
  given: readonly (readonly { id: string | null; form: number }[])[],
  gone: ReadonlySet<number>,
): Outcome {
  const seen = new Set<string>();
  const forms = new Map<string, Set<string>>();
  const rows: string[] = [];
  given.forEach((events, file) => {
    let at = '{"Records":['.length;
    for (const { id, form } of events) {
      const text = record(form, { eventID: id });
      const offset = at;
      at += Buffer.byteLength(text) + 1;
      if (gone.has(file)) continue;
      const isNamed = id !== null && id !== '';
      if (!isNamed || !seen.has(text)) rows.push(`${file}@${offset}`);
      seen.add(text);
      if (isNamed) forms.set(id, (forms.get(id) ?? new Set()).add(text));
    }
  });
  return { rows, conflicts: [...forms.values()].filter((texts) => texts.size > 1).length };
}

describe('any set of files, whichever go', () => {
  it('is as if those had never been there', async () => {
    await fc.assert(
      fc.asyncProperty(files, steps, async (given, plan) => {
        const { session } = openSession({ sizes: { arenaBytes: 1 << 20, batchRows: 3 } });
        await session.addFiles(
          given.map((events) =>
            log(
              'file',
              events.map(({ id, form }) => record(form, { eventID: id })),
            ),
          ),
        );
        const gone = new Set<number>();
        for (const step of plan) {
          if (step === null) {
            await session.putBack([...gone]);
            gone.clear();
          } else {
            await session.removeFiles(step);
            for (const id of step) if (id < given.length) gone.add(id);
          }
        }
        const expected = oracle(given, gone);
        await balancedBooks(session);
        const rows = await rowsOf(
          session,
          'SELECT file_id AS file, record_offset::int AS at FROM event ORDER BY 1, 2',
          { file: 'integer', at: 'integer' },
        );
        expect(rows.map(({ file, at }) => `${file}@${at}`)).toEqual(expected.rows);
        expect(session.getState().totals.conflicts).toBe(expected.conflicts);
        expect(new Set(session.getState().removed.map(({ id }) => id))).toEqual(gone);
      }),
      { numRuns: 25 },
    );
  }, 90_000);
});
