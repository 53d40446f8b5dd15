/** Workers that crash or hang, and files that cannot be read: what is lost is named, everything else is loaded. */
import { mkdtempSync, openAsBlob, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { FakeLocks } from '#lib/testing/fake-locks.ts';
import type { SourceFile } from './session.ts';
import { balancedBooks, countOf, log, logText, openSession, records, source } from './testing/workbench.ts';

const LARGE = { requestParameters: { padding: 'x'.repeat(300_000) } };
const few = (count: number): SourceFile[] =>
  Array.from({ length: count }, (_, k) => log(`${k}`, records(k * 10, k * 10 + 10)));

describe('a worker that crashes', () => {
  it('loses the files it has in hand; its successor reads the rest', async () => {
    let batches = 0;
    const { session, workers } = openSession({
      workers: 1,
      onPost: ({ type }, worker, index) => {
        if (type === 'batch' && index === 0 && ++batches === 3) worker.crash();
      },
    });
    await session.addFiles(few(400));
    const told = await balancedBooks(session);
    expect(workers).toHaveLength(2);
    expect(workers[0]?.terminated).toBe(true);
    const { files, totals, phase } = session.getState();
    const failed = files.filter(({ status }) => status === 'failed');
    // Five items of 64 files are in hand; those before the crash are partly here.
    expect(failed).toHaveLength(320);
    expect(failed.every(({ notes }) => notes.some((note) => note.includes('stopped unexpectedly')))).toBe(
      true,
    );
    expect(told.slice(320).every((line) => line.endsWith('loaded: 10 = 10 + 0 + 0'))).toBe(true);
    expect(totals.events).toBe(800 + 2 * 60);
    expect(phase).toBe('ready');
    expect(await countOf(session, 'events WHERE "eventName" IS NULL OR "userName" IS NULL')).toBe(0);
  });

  it('takes records with it that it had read and not handed on: they are counted and named', async () => {
    const { session } = openSession({
      workers: 1,
      sizes: { arenaBytes: 1 << 21, batchRows: 25 },
      onPost: ({ type }, worker, index) => {
        // Both files have been answered for; the end of the second one still waits for a batch to be full.
        if (type === 'item-done' && index === 0) {
          if (++answered === 2) setImmediate(() => setImmediate(() => worker.crash()));
        }
      },
    });
    let answered = 0;
    const large = (path: string, from: number): SourceFile =>
      source(path, logText([...records(from, from + 19), record300KB(from + 19)]));
    await session.addFiles([large('a', 100), large('b', 0)]);
    expect(await balancedBooks(session)).toEqual(['a loaded: 20 = 20 + 0 + 0', 'b failed: 20 = 5 + 0 + 15']);
    const [, lost] = session.getState().files;
    const end = Buffer.byteLength(logText(records(0, 5))) - ']}'.length;
    expect(lost?.rejected).toEqual([
      { offset: end, reason: expect.stringMatching(/^15 records from here on: .*reader stopped$/) },
    ]);
    expect(lost?.notes.join(' ')).toMatch(/Choose the file again/);
    expect(session.getState().problem).toMatch(/15 records that it had read were lost/);
    await session.addFiles([large('b', 0)]);
    expect(session.getState().totals).toMatchObject({ events: 40, duplicates: 5, rejected: 15 });
    expect(session.getState().problem).toBeNull();
  });

  it('at every file ends the load all the same', async () => {
    const { session } = openSession({
      onPost: ({ type }, worker) => type === 'item-done' && worker.crash(),
    });
    await session.addFiles(few(400));
    await balancedBooks(session);
    expect(session.getState().phase).toBe('ready');
    expect(session.getState().totals).toMatchObject({ files: 400, filesFailed: 400 });
  });

  it('after a cancel ends the load', async () => {
    const { session } = openSession({
      onPost: ({ type }, worker) => {
        if (type !== 'batch') return;
        session.cancelLoad();
        worker.crash();
      },
    });
    await session.addFiles(few(400));
    await balancedBooks(session);
    expect(session.getState().phase).toBe('ready');
  });
});

const record300KB = (n: number): string => {
  const [text = ''] = records(n, n + 1);
  return JSON.stringify({ ...JSON.parse(text), ...LARGE });
};

describe('a worker that ends without a word', () => {
  afterEach(() => void vi.unstubAllGlobals());

  it('is missed at once by the lock that it held; its successor reads the rest', async () => {
    const locks = new FakeLocks();
    vi.stubGlobal('navigator', { locks });
    const begun = performance.now();
    let batches = 0;
    const { session, workers } = openSession({
      workers: 1,
      locks,
      onPost: ({ type }, worker, index) => {
        if (type === 'batch' && index === 0 && ++batches === 3) worker.vanish();
      },
    });
    await session.addFiles(few(400));
    await balancedBooks(session);
    expect(performance.now() - begun).toBeLessThan(15_000);
    expect(workers).toHaveLength(2);
    expect(session.getState().totals).toMatchObject({ filesFailed: 320, filesLoaded: 80 });
  });

  it('while nothing is to be done costs no file', async () => {
    const locks = new FakeLocks();
    vi.stubGlobal('navigator', { locks });
    const { session, workers } = openSession({ workers: 1, locks });
    await session.addFiles(few(10));
    workers[0]?.vanish();
    await turns(5);
    await session.addFiles([log('more', records(5_000, 5_010))]);
    await balancedBooks(session);
    expect(workers).toHaveLength(2);
    expect(session.getState().totals).toMatchObject({ events: 110, filesFailed: 0 });
  });
});

describe('a worker that hangs', () => {
  afterEach(() => void vi.useRealTimers());

  it('is given up after half a minute; one that answers is waited for', async () => {
    vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval', 'performance'] });
    let alive = 0;
    let silent = false;
    const { session, workers } = openSession({
      workers: 2,
      onPost: ({ type }, worker, index) => {
        if (type === 'alive') alive++;
        else if (index === 0 && type === 'batch') {
          silent = true;
          worker.fallSilent();
        } else if (index === 1 && type === 'item-done') worker.hold();
      },
    });
    const loading = session.addFiles(few(500));
    while (!silent) await turns(1);
    for (let seconds = 0; seconds < 28; seconds += 2) {
      vi.advanceTimersByTime(2_000);
      await turns(2);
    }
    expect(workers).toHaveLength(2);
    vi.advanceTimersByTime(6_000);
    await turns(2);
    expect(workers).toHaveLength(3);
    expect(workers[0]?.terminated).toBe(true);
    workers[1]?.release();
    const release = setInterval(() => workers[1]?.release(), 1_000);
    const tick = async (): Promise<void> => {
      while (session.getState().phase === 'loading') {
        vi.advanceTimersByTime(1_000);
        await turns(5);
      }
    };
    await Promise.all([loading, tick()]);
    clearInterval(release);
    await balancedBooks(session);
    expect(alive).toBeGreaterThan(0);
    expect(workers[1]?.terminated).toBe(false);
    expect(session.getState().totals.filesLoaded + session.getState().totals.filesFailed).toBe(500);
    expect(session.getState().totals.filesFailed).toBeGreaterThan(0);
  });
});

async function turns(count: number): Promise<void> {
  for (let k = 0; k < count; k++) await new Promise<void>((resolve) => void setImmediate(resolve));
}

describe('a file that cannot be read', () => {
  it.each(['changed', 'removed'])('because it was %s is lost alone out of its group', async (how) => {
    const folder = mkdtempSync(join(tmpdir(), 'trailscope-'));
    const path = join(folder, 'log.json');
    writeFileSync(path, logText(records(1000, 1010)));
    const file = new File([await openAsBlob(path)], 'log.json');
    if (how === 'removed') rmSync(path);
    else writeFileSync(path, logText(records(1000, 1005)));
    const { session } = openSession();
    await session.addFiles([...few(30), { file, path: 'gone.json' }, ...few(3)]);
    const told = await balancedBooks(session);
    expect(told[30]).toBe('gone.json failed: 0 = 0 + 0 + 0');
    expect(session.getState().files[30]?.notes.join()).toMatch(/moved, removed, changed or locked/);
    expect(session.getState().totals).toMatchObject({
      events: 300,
      duplicates: 30,
      filesLoaded: 33,
      filesFailed: 1,
    });
    expect(session.getState().problem).toBeNull();
    rmSync(folder, { recursive: true });
  });
});
