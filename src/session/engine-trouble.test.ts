/** The engine runs out of memory, dies, is taken away by "start over": what is said, and what is left. */
import { beforeAll, describe, expect, it } from 'vitest';
import { type Database, DatabaseLost } from '#database/database.ts';
import { openNodeDatabase } from '#database/node-duckdb.ts';
import type { SessionState, SourceFile } from './session.ts';
import { mortal } from './testing/mortal-database.ts';
import {
  balancedBooks,
  countOf,
  emptyDatabase,
  emptyEngine,
  log,
  logText,
  openSession,
  record,
  records,
  rowsOf,
  source,
} from './testing/workbench.ts';

const few = (count: number): SourceFile[] =>
  Array.from({ length: count }, (_, k) => log(`${k}`, records(k * 10, k * 10 + 10)));

const sizes = { arenaBytes: 1 << 24, batchRows: 1_500 };
const wide = { requestParameters: { padding: 'x'.repeat(2_500) } };
const files = Array.from({ length: 40 }, (_, k) =>
  source(`${k}.json`, logText(Array.from({ length: 1_000 }, (_, n) => record(k * 1_000 + n, wide)))),
);
let small: Database;
beforeAll(async () => {
  small = await openNodeDatabase({ memoryLimitBytes: 140_000_000 });
});

describe('a full memory', () => {
  it('stops the load, says so, and leaves what is loaded usable', async () => {
    // A budget that is exceeded at once: but there is no room to compress, and trying would be the end of the engine.
    const { session } = openSession({ sizes, memoryBudget: 1, openDatabase: () => Promise.resolve(small) });
    await session.addFiles(files);
    await balancedBooks(session);
    expect(session.getState().compressed).toBe(false);
    const { phase, problem, totals, files: reports } = session.getState();
    expect(phase).toBe('ready');
    expect(problem).toMatch(/^The engine’s memory is full, so reading stopped\. .*Load fewer files/);
    expect(totals.events).toBeGreaterThan(5_000);
    expect(totals.events).toBeLessThan(40_000);
    expect(totals.rejected).toBeGreaterThan(0);
    expect(totals.filesFailed).toBeGreaterThan(0);
    const incomplete = reports.filter(({ rejectedCount }) => rejectedCount > 0);
    expect(incomplete.filter(({ status }) => status === 'loaded')).toEqual([]);
    const reasons = reports.flatMap(({ rejected }) => rejected.map(({ reason }) => reason));
    expect(reasons[0]).toMatch(/^\d+ records from here on: the engine’s memory is full$/);
    expect(await countOf(session, 'events WHERE "eventName" IS NULL OR "fileName" IS NULL')).toBe(0);
    expect(await countOf(session, '(SELECT DISTINCT "eventID" FROM events)')).toBe(totals.events);
  });

  it('leaves the set usable when more is added to it', async () => {
    await emptyEngine(small);
    await small.run('CHECKPOINT');
    const { session } = openSession({ sizes, openDatabase: () => Promise.resolve(small) });
    await session.addFiles(files);
    const { events } = session.getState().totals;
    await session.addFiles(files.slice(20).map(({ file, path }) => ({ file, path: `again ${path}` })));
    await balancedBooks(session);
    const { phase, totals } = session.getState();
    expect(phase).toBe('ready');
    expect(totals.files).toBe(60);
    expect(totals.events).toBeGreaterThanOrEqual(events);
    expect(await countOf(session, 'events WHERE "eventName" IS NULL OR "fileName" IS NULL')).toBe(0);
  });
});

describe('past the memory budget', () => {
  it('rows are compressed, and the answers are the same', async () => {
    const facts = async (memoryBudget: number): Promise<readonly unknown[]> => {
      const { session, states } = openSession({ memoryBudget });
      await session.addFiles(few(20));
      await session.addFiles([log('more', records(150, 230)), log('other', [record(5, { readOnly: true })])]);
      const compressed = states.map((state) => state.compressed);
      return [
        compressed.at(-1),
        await balancedBooks(session),
        session.getState().totals,
        await rowsOf(
          session,
          `SELECT "eventID" AS id, "eventName" AS name, "requestParameters" AS asked, "eventTime" AS at
            FROM events ORDER BY ALL`,
          { id: 'text', name: 'text', asked: 'text', at: 'time' },
        ),
      ];
    };
    const [roomy, tight] = [await facts(1e12), await facts(1)];
    expect(roomy[0]).toBe(false);
    expect(tight[0]).toBe(true);
    expect(tight.slice(1)).toEqual(roomy.slice(1));
  });
});

describe('an engine that dies', () => {
  it('during a load fails the session with a sentence; after a reset all is new', async () => {
    const doomed = mortal(await emptyDatabase());
    let opened = 0;
    let batches = 0;
    const { session } = openSession({
      openDatabase: () => (opened++ === 0 ? Promise.resolve(doomed.database) : emptyDatabase()),
      onPost: ({ type }) => type === 'batch' && ++batches === 3 && doomed.kill('its worker died.'),
    });
    await session.addFiles(few(100));
    const failed = session.getState();
    expect(failed).toMatchObject({ phase: 'failed', progress: null });
    expect(failed.problem).toMatch(
      /^The database that runs in this tab has stopped: its worker died\. Your files are untouched\.$/,
    );
    await session.addFiles(few(1));
    expect(session.getState()).toBe(failed);
    await expect(countOf(session, 'event')).rejects.toThrow(DatabaseLost);
    await session.reset();
    expect(session.getState()).toMatchObject({ phase: 'empty', files: [], problem: null });
    expect(session.getState().revision).toBeGreaterThan(failed.revision);
    await session.addFiles(few(3));
    expect(await balancedBooks(session)).toHaveLength(3);
    expect(session.getState().totals.events).toBe(30);
  });

  it('while nothing happens is noticed as well', async () => {
    const doomed = mortal(await emptyDatabase());
    const { session } = openSession({ openDatabase: () => Promise.resolve(doomed.database) });
    await session.addFiles(few(1));
    doomed.kill('out of memory');
    await expect.poll(() => session.getState().phase, { timeout: 20_000 }).toBe('failed');
    expect(session.getState().totals.events).toBe(10);
    expect(session.report().events).toBe(10);
  });

  it('before it was ever there leaves a sentence and a way out', async () => {
    let attempts = 0;
    const { session } = openSession({
      openDatabase: () =>
        attempts++ === 0 ? Promise.reject(new Error('no WebAssembly here')) : emptyDatabase(),
    });
    await session.addFiles(few(1));
    expect(session.getState()).toMatchObject({
      phase: 'failed',
      problem: expect.stringContaining('no WebAssembly here.'),
    });
    await session.reset();
    await session.addFiles(few(1));
    expect(session.getState()).toMatchObject({ phase: 'ready', totals: { events: 10 } });
  });
});

describe('starting over', () => {
  it('during a load forgets it, and the next load knows nothing of it', async () => {
    let batches = 0;
    const resets: Promise<void>[] = [];
    const old: SessionState[] = [];
    const { session } = openSession({
      onPost: ({ type }) => {
        if (type !== 'batch' || ++batches !== 3) return;
        old.push(session.getState());
        resets.push(session.reset());
      },
    });
    const first = session.addFiles(few(300));
    await expect.poll(() => resets, { timeout: 20_000 }).toHaveLength(1);
    expect(session.getState()).toMatchObject({ phase: 'empty', files: [], progress: null });
    const second = session.addFiles([log('new', records(0, 25))]);
    await Promise.all([first, second, ...resets]);
    expect(await balancedBooks(session)).toEqual(['new loaded: 25 = 25 + 0 + 0']);
    expect(session.getState().revision).toBeGreaterThan(old[0]?.revision ?? 0);
    expect(await countOf(session, 'events WHERE "eventName" IS NULL')).toBe(0);
  });

  it('drops what was waiting to be loaded', async () => {
    const { session } = openSession();
    const loads = [session.addFiles(few(2)), session.addFiles(few(3))];
    await session.reset();
    await Promise.all(loads);
    expect(session.getState()).toMatchObject({ phase: 'empty', files: [] });
    expect(await countOf(session, 'event')).toBe(0);
  });
});

describe('a kept table', () => {
  const query = (text: string) => ({ name: 'kept', text, values: [], columns: {} }) as const;

  it('holds the rows of a query in its order, once, until the rows change', async () => {
    const { session } = openSession();
    await session.addFiles([log('a', records(0, 50))]);
    const newest = query('SELECT "eventID" AS id FROM events ORDER BY "eventTime" DESC');
    const [name, again] = await Promise.all([session.keep(newest), session.keep(newest)]);
    expect(again).toBe(name);
    const rows = await rowsOf(session, `SELECT rowid::int AS row, id FROM ${name}`, {
      row: 'integer',
      id: 'text',
    });
    expect(rows.map(({ row }) => row)).toEqual(Array.from({ length: 50 }, (_, k) => k));
    expect(rows[0]?.id).toMatch(/49$/);
    await session.addFiles([log('b', records(50, 51))]);
    const next = await session.keep(newest);
    expect(next).not.toBe(name);
    expect(await countOf(session, next)).toBe(51);
    await expect(countOf(session, name)).rejects.toThrow(/does not exist/);
  });

  it('goes when there are too many, and a failed one is tried again', async () => {
    const { session } = openSession();
    await session.addFiles([log('a', records(0, 5))]);
    const names: string[] = [];
    for (let k = 0; k < 11; k++) names.push(await session.keep(query(`SELECT ${k} AS n FROM event`)));
    expect(await countOf(session, `${names[10]}`)).toBe(5);
    expect(await countOf(session, `duckdb_tables() WHERE temporary AND table_name LIKE 'kept_%'`)).toBe(8);
    const wrong = query('SELECT nothing FROM event');
    await expect(session.keep(wrong)).rejects.toThrow(/nothing/);
    await expect(session.keep(wrong)).rejects.toThrow(/nothing/);
  });
});
