/** Files in, events out: totals, the books of every file, progress and the state that screens see. */
import { describe, expect, it } from 'vitest';
import type { LoadProgress } from './session.ts';
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
} from './testing/workbench.ts';

const PICTURE = new Uint8Array([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0, 0, 0, 13]);

describe('a load', () => {
  it('accounts for every record of every file', async () => {
    const { session } = openSession();
    await session.addFiles([
      log('a/one.json.gz', records(0, 30)),
      source('a/two.json', logText(records(25, 40))),
      source('damaged.json', `{"Records":[${record(50)},{"eventName":},${record(51)},${record(52)}]}`),
      source('cut.json', logText(records(60, 70)).slice(0, -200)),
      source('none.json', '{"Records":[]}'),
      source('empty', ''),
      source('photo.png', PICTURE),
    ]);
    expect(await balancedBooks(session)).toEqual([
      'a/one.json.gz loaded: 30 = 30 + 0 + 0',
      'a/two.json loaded: 15 = 10 + 5 + 0',
      'damaged.json loaded: 4 = 3 + 0 + 1',
      'cut.json loaded: 10 = 9 + 0 + 1',
      'none.json loaded: 0 = 0 + 0 + 0',
      'empty set-aside: 0 = 0 + 0 + 0',
      'photo.png set-aside: 0 = 0 + 0 + 0',
    ]);
    const state = session.getState();
    expect(state).toMatchObject({ phase: 'ready', problem: null, progress: null, compressed: false });
    expect(state.totals).toEqual({
      files: 7,
      archives: 0,
      filesLoaded: 5,
      filesSetAside: 2,
      filesFailed: 0,
      events: 52,
      found: 59,
      duplicates: 5,
      rejected: 2,
      conflicts: 0,
      firstTime: Date.UTC(2025, 9, 1),
      lastTime: Date.UTC(2025, 9, 1, 0, 0, 68),
    });
    expect(state.engineBytes).toBeGreaterThan(0);
    expect(state.files.map(({ sha256 }) => sha256?.length)).toEqual(Array.from({ length: 7 }, () => 64));
  });

  it('gives every event its names, whichever worker read it', async () => {
    const { session, workers } = openSession({ workers: 3 });
    const sources = Array.from({ length: 200 }, (_, k) => log(`${k}.json.gz`, records(k * 6, k * 6 + 6)));
    await session.addFiles(sources);
    expect(workers).toHaveLength(3);
    await balancedBooks(session);
    const rows = await rowsOf(
      session,
      `SELECT "eventName" AS name, "userName" AS who, "sourceIPAddress" AS address, "fileName" AS file,
        "requestParameters" AS asked, "principal" AS principal, "awsRegion" AS region, "verb" AS verb FROM events`,
      {
        name: 'text',
        who: 'text',
        address: 'text',
        file: 'text',
        asked: 'text',
        principal: 'text',
        region: 'text',
        verb: 'text',
      },
    );
    expect(rows).toHaveLength(1200);
    for (const { name, who, address, file, asked } of rows) {
      const n = Number(/bucket-(\d+)/.exec(asked)?.[1]);
      expect([name, who, address, file]).toEqual([
        `Get${n % 5}`,
        `user${n % 7}`,
        `192.0.2.${n % 200}`,
        `${Math.floor(n / 6)}.json.gz`,
      ]);
    }
    expect(await countOf(session, 'action')).toBe(5);
    expect(await countOf(session, 'identity')).toBe(7);
    expect(await countOf(session, 'source_address')).toBe(200);
  });

  it('says how far it is, in numbers that only grow', async () => {
    const { session, states } = openSession();
    const sources = Array.from({ length: 200 }, (_, k) => log(`${k}.json.gz`, records(k * 10, k * 10 + 10)));
    const bytes = sources.reduce((sum, { file }) => sum + file.size, 0);
    await session.addFiles(sources);
    const seen = states.map(({ progress }) => progress).filter((progress) => progress !== null);
    expect(seen.length).toBeGreaterThan(2);
    for (const progress of seen) {
      expect(progress.bytesTotal).toBeLessThanOrEqual(bytes);
      expect(progress).toMatchObject({ filesTotal: 200 });
      expect(progress.bytesRead).toBeLessThanOrEqual(bytes);
      expect(progress.events).toBeLessThanOrEqual(2000);
      expect(progress.eventsPerSecond).toBeGreaterThanOrEqual(0);
      expect(progress.secondsLeft ?? 0).toBeGreaterThanOrEqual(0);
      expect(progress.activity).toMatch(/^(Reading|Looking for duplicates|Compressing)$/);
    }
    const grows = (of: (progress: LoadProgress) => number): boolean =>
      seen.every((progress, k) => k === 0 || of(progress) >= of(seen[k - 1] ?? progress));
    expect(grows(({ bytesRead }) => bytesRead)).toBe(true);
    expect(grows(({ filesDone }) => filesDone)).toBe(true);
    expect(grows(({ events }) => events)).toBe(true);
    expect(session.getState().progress).toBeNull();
  });

  it('raises the revision when rows have changed, and passes through its phases', async () => {
    const { session, states } = openSession();
    expect(session.getState()).toMatchObject({ phase: 'empty', revision: 0 });
    await session.addFiles([log('a', records(0, 100))]);
    const first = session.getState().revision;
    expect(first).toBeGreaterThanOrEqual(2);
    await session.addFiles([log('b', records(100, 101))]);
    expect(session.getState().revision).toBeGreaterThan(first);
    const revisions = states.map(({ revision }) => revision);
    expect(revisions).toEqual(revisions.toSorted((a, b) => a - b));
    const phases = states.map(({ phase }) => phase).filter((phase, k, all) => phase !== all[k - 1]);
    const once = ['opening', 'loading', 'ready'];
    expect(phases).toEqual(['empty', ...once, ...once]);
  });

  it('shows rows with their names before all files are read', async () => {
    const shown: (string | null)[] = [];
    const { session } = openSession();
    let asked = false;
    session.subscribe(() => {
      const { phase, revision } = session.getState();
      if (phase !== 'loading' || revision === 0 || asked) return;
      asked = true;
      void rowsOf(session, 'SELECT "eventName" AS name FROM events LIMIT 5', { name: 'text?' }).then((rows) =>
        shown.push(...rows.map(({ name }) => name)),
      );
    });
    await session.addFiles(Array.from({ length: 100 }, (_, k) => log(`${k}`, records(k * 9, k * 9 + 9))));
    expect(shown).toHaveLength(5);
    expect(shown).not.toContain(null);
  });

  it('takes one set of files after another', async () => {
    const { session, states } = openSession();
    const first = session.addFiles([log('a', records(0, 50)), log('b', records(50, 60))]);
    const second = session.addFiles([log('c', records(55, 80))]);
    await Promise.all([first, second]);
    expect(await balancedBooks(session)).toEqual([
      'a loaded: 50 = 50 + 0 + 0',
      'b loaded: 10 = 10 + 0 + 0',
      'c loaded: 25 = 20 + 5 + 0',
    ]);
    const reading = states.map(({ files }) => files.filter(({ status }) => status === 'reading').length);
    expect(Math.max(...reading)).toBeLessThanOrEqual(2);
    expect(session.getState().totals.lastTime).toBe(Date.UTC(2025, 9, 1, 0, 0, 79));
  });

  it('loads nothing when it is given nothing', async () => {
    const { session } = openSession();
    await session.addFiles([]);
    expect(session.getState().phase).toBe('empty');
  });
});

describe('cancelling', () => {
  it('keeps what is loaded, with exact books', async () => {
    const { session } = openSession({ onPost: ({ type }) => type === 'batch' && cancelSoon() });
    let batches = 0;
    function cancelSoon(): void {
      if (++batches === 6) session.cancelLoad();
    }
    const sources = Array.from({ length: 400 }, (_, k) => log(`${k}`, records(k * 5, k * 5 + 5)));
    await session.addFiles(sources);
    const told = await balancedBooks(session);
    const { totals, phase, problem } = session.getState();
    expect({ phase, problem }).toEqual({ phase: 'ready', problem: null });
    expect(totals.events).toBeGreaterThan(0);
    expect(totals.events).toBeLessThan(2000);
    expect(told.some((line) => line.includes('cancelled: 0 ='))).toBe(true);
    expect(await countOf(session, 'events WHERE "eventName" IS NULL')).toBe(0);
    await session.addFiles(sources);
    await balancedBooks(session);
    expect(session.getState().totals.events).toBe(2000);
    expect(session.getState().totals.duplicates).toBe(totals.events);
  });

  it('in the middle of a large file keeps its first records', async () => {
    const { session } = openSession({
      workers: 1,
      sizes: { arenaBytes: 1 << 20, batchRows: 500, stepBytes: 1 << 14 },
      onPost: ({ type }) => type === 'batch' && session.cancelLoad(),
    });
    await session.addFiles([source('large.json', logText(records(0, 20_000)))]);
    await balancedBooks(session);
    const [file] = session.getState().files;
    expect(file?.status).toBe('cancelled');
    expect(file?.loaded).toBeGreaterThan(0);
    expect(file?.loaded).toBeLessThan(20_000);
  });

  it('works while the engine is still starting', async () => {
    const { session } = openSession();
    const loading = session.addFiles([log('a', records(0, 10)), log('b', records(10, 20))]);
    while (session.getState().phase !== 'opening') await Promise.resolve();
    session.cancelLoad();
    await loading;
    expect(await balancedBooks(session)).toEqual([
      'a cancelled: 0 = 0 + 0 + 0',
      'b cancelled: 0 = 0 + 0 + 0',
    ]);
    await session.addFiles([log('a', records(0, 10))]);
    expect(session.getState().totals.events).toBe(10);
  });
});
