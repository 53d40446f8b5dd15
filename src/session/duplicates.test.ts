/** Copies of an event: kept once, counted, and told apart from two events that claim the same eventID. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  balancedBooks,
  countOf,
  log,
  logText,
  openSession,
  record,
  records,
  rowsOf,
  source,
  uuid,
} from './testing/workbench.ts';

async function conflicts(session: ReturnType<typeof openSession>['session']): Promise<string[]> {
  const rows = await rowsOf(session, 'SELECT event_id FROM conflict ORDER BY 1', { event_id: 'text' });
  return rows.map(({ event_id }) => event_id);
}

async function fileNames(session: ReturnType<typeof openSession>['session']): Promise<string[]> {
  const rows = await rowsOf(session, 'SELECT DISTINCT "fileName" AS file FROM events ORDER BY 1', {
    file: 'text',
  });
  return rows.map(({ file }) => file);
}

describe('copies', () => {
  it('are found within a file, across files and across loads', async () => {
    const { session } = openSession();
    await session.addFiles([
      log('a', [...records(0, 10), record(3), record(3)]),
      log('b', [record(4), ...records(10, 15)]),
    ]);
    expect(await balancedBooks(session)).toEqual(['a loaded: 12 = 10 + 2 + 0', 'b loaded: 6 = 5 + 1 + 0']);
    await session.addFiles([log('c', records(0, 20)), log('a', records(0, 10))]);
    expect(await balancedBooks(session)).toEqual([
      'a loaded: 12 = 10 + 2 + 0',
      'b loaded: 6 = 5 + 1 + 0',
      'c loaded: 20 = 5 + 15 + 0',
      'a loaded: 10 = 0 + 10 + 0',
    ]);
    expect(session.getState().totals).toMatchObject({ events: 20, found: 48, duplicates: 28, conflicts: 0 });
    expect(await countOf(session, '(SELECT DISTINCT "eventID" FROM events)')).toBe(20);
  });

  it.each([0, 1])('are kept from the earlier file when worker %i is slow', async (slow) => {
    let isHeld = true;
    const { session, workers } = openSession({
      onPost: (_, worker, index) => isHeld && index === slow && worker.hold(),
    });
    // Files this large are no part of a joined item, so that each worker gets one.
    const padding = { requestParameters: { padding: 'x'.repeat(300_000) } };
    const loading = session.addFiles([
      source('first', logText([record(1), record(2), record(100, padding)])),
      source('second', logText([record(2), record(1), record(200, padding)])),
    ]);
    const loaded = (): number => session.getState().files.filter(({ status }) => status === 'loaded').length;
    await expect.poll(loaded, { timeout: 20_000 }).toBe(1);
    isHeld = false;
    workers[slow]?.release();
    await loading;
    expect(await balancedBooks(session)).toEqual([
      'first loaded: 3 = 3 + 0 + 0',
      'second loaded: 3 = 1 + 2 + 0',
    ]);
  });

  it('that write their caller with escapes are found: the reader looks at a caller once', async () => {
    const { session } = openSession({ workers: 1 });
    const copy = record(1, { userIdentity: { type: 'IAMUser', userName: 'ESCAPED' } }).replace(
      'ESCAPED',
      String.raw`\u0061lice`,
    );
    await session.addFiles([log('a', [copy]), log('b', [copy])]);
    expect(session.getState().totals).toMatchObject({ events: 1, found: 2, duplicates: 1, conflicts: 0 });
  });

  it('with an eventID that is no UUID are found as well', async () => {
    const { session } = openSession();
    const odd = (id: unknown, more = {}): string => record(1, { eventID: id, ...more });
    await session.addFiles([
      log('a', [odd('e-1'), odd('e-1'), odd(17), odd(17), odd('E-1'), odd(uuid(7).toUpperCase())]),
    ]);
    await session.addFiles([log('b', [odd('e-1'), odd(uuid(7).toUpperCase())])]);
    expect(await balancedBooks(session)).toEqual(['a loaded: 6 = 4 + 2 + 0', 'b loaded: 2 = 0 + 2 + 0']);
    expect(await conflicts(session)).toEqual([]);
  });

  it('are never seen in records without an eventID, or with an empty one', async () => {
    const { session } = openSession();
    const nameless = [undefined, null, ''].map((eventID) => record(1, { eventID }));
    await session.addFiles([log('a', [...nameless, ...nameless]), log('b', nameless)]);
    expect(await balancedBooks(session)).toEqual(['a loaded: 6 = 6 + 0 + 0', 'b loaded: 3 = 3 + 0 + 0']);
    expect(await conflicts(session)).toEqual([]);
  });
});

describe('the same eventID with other bytes', () => {
  it('is kept and marked, with a UUID and without', async () => {
    const { session } = openSession();
    await session.addFiles([
      log('a', [record(1), record(2), record(3, { eventID: 'odd' }), record(4, { eventID: 'same' })]),
      log('b', [record(1, { readOnly: true }), record(2), record(3, { eventID: 'odd', readOnly: true })]),
      source('c', logText([record(1).replace('{', '{ '), record(4, { eventID: 'same' })])),
    ]);
    expect(await balancedBooks(session)).toEqual([
      'a loaded: 4 = 4 + 0 + 0',
      'b loaded: 3 = 2 + 1 + 0',
      'c loaded: 2 = 1 + 1 + 0',
    ]);
    expect(session.getState().totals.conflicts).toBe(2);
    expect(await conflicts(session)).toEqual([uuid(1), 'odd']);
  });

  it('is marked also when the other comes in a later load, and copies of both are still copies', async () => {
    const { session } = openSession();
    const [one, other] = [record(1), record(1, { readOnly: false })];
    await session.addFiles([log('a', [one, record(2)])]);
    expect(session.getState().totals.conflicts).toBe(0);
    await session.addFiles([log('b', [other])]);
    expect(session.getState().totals.conflicts).toBe(1);
    await session.addFiles([log('c', [other, one, record(2)])]);
    expect(session.getState().totals).toMatchObject({ events: 3, duplicates: 3, conflicts: 1 });
    expect(await fileNames(session)).toEqual(['a', 'b']);
  });
});

/** A record to be written: which event, and which of the forms that its bytes can have. */
const written = fc.record({
  id: fc.constantFrom(uuid(1), uuid(2), uuid(3), 'odd-1', 'odd-2', '', null),
  form: fc.constantFrom(1, 2, 3),
});
const loads = fc.array(fc.array(fc.array(written, { maxLength: 8 }), { maxLength: 5 }), { maxLength: 3 });

describe('any set of files', () => {
  it('comes out as a plain program says', async () => {
    await fc.assert(
      fc.asyncProperty(loads, fc.integer({ min: 1, max: 3 }), async (plan, workers) => {
        const { session } = openSession({ workers, sizes: { arenaBytes: 1 << 20, batchRows: 3 } });
        for (const files of plan) {
          await session.addFiles(
            files.map((events) =>
              log(
                'file',
                events.map(({ id, form }) => record(form, { eventID: id })),
              ),
            ),
          );
        }
        const expected = oracle(plan.flat());
        expect(await balancedBooks(session)).toEqual(expected.books);
        expect(await conflicts(session)).toEqual(expected.conflicts);
        const rows = await rowsOf(
          session,
          'SELECT file_id AS file, record_offset::int AS at FROM event ORDER BY 1, 2',
          { file: 'integer', at: 'integer' },
        );
        expect(rows.map(({ file, at }) => `${file}@${at}`)).toEqual(expected.kept);
      }),
      { numRuns: 15 },
    );
  }, 60_000);
});

interface Written {
  readonly id: string | null;
  readonly form: number;
}

function oracle(files: readonly (readonly Written[])[]) {
  const seen = new Set<string>();
  const forms = new Map<string, Set<string>>();
  const kept: string[] = [];
  const books: string[] = [];
  files.forEach((events, file) => {
    let at = '{"Records":['.length;
    let duplicates = 0;
    for (const { id, form } of events) {
      const text = record(form, { eventID: id });
      if (id !== null && id !== '' && seen.has(text)) duplicates++;
      else kept.push(`${file}@${at}`);
      seen.add(text);
      if (id !== null && id !== '') forms.set(id, (forms.get(id) ?? new Set()).add(text));
      at += Buffer.byteLength(text) + 1;
    }
    const loaded = events.length - duplicates;
    books.push(`file loaded: ${events.length} = ${loaded} + ${duplicates} + 0`);
  });
  const conflicting = [...forms].filter(([, texts]) => texts.size > 1).map(([id]) => id);
  return { kept, books, conflicts: conflicting.toSorted() };
}
