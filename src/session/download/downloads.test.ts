import { afterEach, describe, expect, it, vi } from 'vitest';
import { FakeLocks } from '#lib/testing/fake-locks.ts';
import type { SourceFile } from '../session.ts';
import { answer, FakeNetwork } from '../testing/fake-network.ts';
import type { Asked } from '../testing/fake-network.ts';
import { DownloadRun } from './download-run.ts';
import { Downloads } from './downloads.ts';
import type { FromDownloadWorker, ToDownloadWorker } from './protocol.ts';

const HOST = 'https://logs.s3.eu-west-1.amazonaws.com';
const SECRET = '5ec4e7'.repeat(10) + 'abcd';
const signed = (key: string, date = '20251010T120000Z'): string =>
  `${HOST}/${key}?X-Amz-Algorithm=AWS4-HMAC-SHA256&X-Amz-Credential=A%2F1%2Fr%2Fs3%2Faws4_request&X-Amz-Date=${date}` +
  `&X-Amz-Expires=3600&X-Amz-SignedHeaders=host&X-Amz-Signature=${SECRET}`;
const NOON = Date.UTC(2025, 9, 10, 12);

const text = (body: string) => (): Response => answer(new TextEncoder().encode(body));
const LOG = text('{"Records":[]}');

/** Answers by what is asked for, not by order. */
class Site extends FakeNetwork {
  constructor(site: (asked: Asked) => Response) {
    super(site);
    this.time = NOON;
  }
}

class InlineWorker extends EventTarget {
  onmessage: ((message: MessageEvent<FromDownloadWorker>) => void) | null = null;
  terminated = false;
  lockName = '';
  private readonly run: DownloadRun;

  constructor(network: FakeNetwork) {
    super();
    this.run = new DownloadRun(network, (data) => {
      if (!this.terminated) this.say(structuredClone(data));
    });
  }

  say(data: FromDownloadWorker): void {
    const event = new MessageEvent('message', { data });
    this.onmessage?.(event);
    this.dispatchEvent(event);
  }

  postMessage(message: ToDownloadWorker): void {
    if (message.type === 'hold-lock') this.lockName = message.lockName;
    if (message.type === 'fetch') this.run.add(message.targets);
  }

  terminate(): void {
    this.terminated = true;
    this.run.cancel();
  }
}

function workbench(network: FakeNetwork) {
  const groups: string[][] = [];
  const added: SourceFile[] = [];
  const listeners = new Set<() => void>();
  const session = {
    phase: 'empty',
    getState: () => ({ phase: session.phase }),
    subscribe: (listener: () => void) => {
      listeners.add(listener);
      return () => undefined;
    },
    addFiles: (files: readonly SourceFile[]) => {
      groups.push(files.map(({ path }) => path));
      added.push(...files);
      return Promise.resolve();
    },
    reset: () => {
      session.phase = 'ready';
      for (const listener of listeners) listener();
      session.phase = 'empty';
      for (const listener of listeners) listener();
    },
  };
  const workers: InlineWorker[] = [];
  const parts: unknown = {
    session,
    createWorker: () => {
      const worker = new InlineWorker(network);
      workers.push(worker);
      return worker;
    },
    now: () => network.time,
  };
  const isParts = (value: unknown): value is ConstructorParameters<typeof Downloads>[0] => value !== null;
  if (!isParts(parts)) throw new Error('unreachable');
  return { downloads: new Downloads(parts), session, groups, added, workers };
}

const phases = (downloads: Downloads): string[] =>
  downloads.getState().items.map(({ path, state }) => `${path} ${state.phase}`);

describe('the list of URLs', () => {
  afterEach(() => void vi.useRealTimers());

  it('fetches what is good, hands it over, and keeps the URLs to itself', async () => {
    const { downloads, added, groups, workers } = workbench(new Site(LOG));
    expect(
      downloads.add(
        [
          signed('a/1.json'),
          signed('a/2.json'),
          signed('a/1.json'),
          signed('old', '20251009T120000Z'),
          'http://x.example/a',
        ].join('\n'),
      ),
    ).toBe(4);
    expect(downloads.getState().folded).toBe(1);
    await downloads.start();
    expect(phases(downloads)).toEqual([
      'a/1.json fetched',
      'a/2.json fetched',
      'old ready',
      'x.example/a refused',
    ]);
    expect(added.map(({ path, file }) => [path, file.name])).toEqual([
      ['a/1.json', '1.json'],
      ['a/2.json', '2.json'],
    ]);
    expect(groups.length).toBeLessThanOrEqual(2);
    expect(workers.map(({ terminated }) => terminated)).toEqual([true]);
    expect(downloads.getState().running).toBe(false);
    expect(JSON.stringify([downloads.getState(), groups])).not.toContain(SECRET);
    expect(downloads.add(signed('a/1.json'))).toBe(0);
    // Clocks are wrong at times: what is expired can be tried.
    await downloads.start([3]);
    expect(phases(downloads)[2]).toBe('old fetched');
  });

  it('tries again what failed, and takes a better URL for it', async () => {
    let broken = true;
    const site = new Site(({ url }) =>
      broken && url.includes('/b')
        ? new Response('<Error><Code>AccessDenied</Code><Message>Request has expired</Message></Error>', {
            status: 403,
          })
        : LOG(),
    );
    const { downloads } = workbench(site);
    downloads.add(`${signed('a')}\n${signed('b')}`);
    await downloads.start();
    expect(phases(downloads)).toEqual(['a fetched', 'b failed']);
    broken = false;
    expect(downloads.add(signed('b', '20251010T121000Z'))).toBe(1);
    expect(phases(downloads)).toEqual(['a fetched', 'b ready']);
    await downloads.start();
    expect(phases(downloads)).toEqual(['a fetched', 'b fetched']);
    expect(site.asked.at(-1)?.url).toContain('T1210');
    expect(site.asked).toHaveLength(3);
  });

  it('loads what a manifest names, with its keys as paths', async () => {
    const manifest = JSON.stringify({
      version: 1,
      objects: [
        { key: 'AWSLogs/1/a.json.gz', url: signed('x1') },
        { key: 'AWSLogs/1/b.json.gz', url: signed('x2') },
        { key: 'c', url: 'https://elsewhere.example/c' },
      ],
    });
    const { downloads, added } = workbench(
      new Site(({ url }) => (url.includes('manifest') ? text(manifest)() : LOG())),
    );
    downloads.add(signed('manifest.json'));
    await downloads.start();
    // Another host needs a second look.
    expect(phases(downloads)).toEqual([
      'manifest.json list',
      'AWSLogs/1/a.json.gz fetched',
      'AWSLogs/1/b.json.gz fetched',
      'c ready',
    ]);
    expect(added.map(({ path }) => path)).toEqual(['AWSLogs/1/a.json.gz', 'AWSLogs/1/b.json.gz']);
  });

  it('follows lists to a depth, and not in circles', async () => {
    let n = 0;
    const { downloads } = workbench(new Site(() => text(`${HOST}/list-${++n}\n${HOST}/list-0`)()));
    downloads.add(`${HOST}/list-0`);
    await downloads.start();
    expect(n).toBe(3);
    expect(phases(downloads)).toEqual(['list-0 list', 'list-1 list', 'list-2 fetched']);
  });

  it('knows the list of a bucket: public objects are fetched, signed ones need URLs of their own', async () => {
    const xml =
      '<?xml version="1.0"?><ListBucketResult><Name>logs</Name><Prefix></Prefix><IsTruncated>false</IsTruncated><Contents><Key>a b.json</Key><Size>5</Size></Contents></ListBucketResult>';
    const site = new Site(({ url }) => (url.includes('list-type') ? text(xml)() : LOG()));
    const { downloads, added } = workbench(site);
    downloads.add(`${HOST}/?list-type=2`);
    await downloads.start();
    expect(added.map(({ path }) => path)).toEqual(['a b.json']);
    expect(site.asked.at(-1)?.url).toBe(`${HOST}/a%20b.json`);

    const other = workbench(site);
    other.downloads.add(signed('').replace('/?', '/?list-type=2&'));
    await other.downloads.start();
    expect(other.downloads.getState().items).toMatchObject([
      { state: { phase: 'listing', expanded: false, listing: { objects: [{ key: 'a b.json' }] } } },
    ]);
    await other.downloads.fetchListed(1);
    expect(other.added).toHaveLength(1);
    expect(site.asked.at(-1)?.url).not.toContain('Signature');
  });

  it('cancels; what is fetched stays', async () => {
    const network = new FakeNetwork(LOG, 'silent');
    network.time = NOON;
    Object.assign(network, {
      wait: (_ms: number, signal: AbortSignal) =>
        new Promise((_, reject) => {
          signal.addEventListener('abort', () => reject(new Error('over')));
        }),
    });
    const { downloads, added } = workbench(network);
    downloads.add(['a', 'b', 'c'].map((key) => signed(key)).join('\n'));
    const over = downloads.start();
    await vi.waitFor(() => expect(phases(downloads)).toContain('a fetched'));
    downloads.cancel();
    await over;
    expect(phases(downloads)).toEqual(['a fetched', 'b cancelled', 'c cancelled']);
    expect(added).toHaveLength(1);
    expect(downloads.getState().running).toBe(false);
  });

  it('lets all go when the data set is forgotten, and tells keys of several buckets apart', async () => {
    const { downloads, session, added } = workbench(new Site(LOG));
    downloads.add(`${signed('a.json')}\n${signed('a.json').replace('logs.s3', 'more.s3')}`);
    await downloads.start();
    expect(added.map(({ path }) => path)).toEqual(['a.json', 'more/a.json']);
    session.reset();
    expect(downloads.getState().items).toEqual([]);
  });

  function withOneUnderWay() {
    const network = new FakeNetwork('silent');
    network.time = NOON;
    Object.assign(network, { wait: () => new Promise(() => undefined) });
    const bench = workbench(network);
    bench.downloads.add(signed('a'));
    return { ...bench, over: bench.downloads.start() };
  }

  it('fails what was under way when its worker crashes', async () => {
    const { downloads, workers, over } = withOneUnderWay();
    workers[0]?.dispatchEvent(new Event('error'));
    await over;
    expect(phases(downloads)).toEqual(['a failed']);
    expect(workers[0]?.terminated).toBe(true);
  });

  it('fails what was under way when its worker ends without a word', async () => {
    const locks = new FakeLocks();
    vi.stubGlobal('navigator', { locks });
    const { downloads, workers, over } = withOneUnderWay();
    const { lockName = '' } = workers[0] ?? {};
    locks.take(lockName);
    workers[0]?.say({ type: 'lock-held' });
    await vi.waitFor(() => expect(locks.isWaitedFor(lockName)).toBe(true));
    expect(phases(downloads)).toEqual(['a fetching']);
    locks.release(lockName);
    await over;
    expect(phases(downloads)).toEqual(['a failed']);
    vi.unstubAllGlobals();
  });

  it('fails what was under way when its worker is silent, where there are no locks', async () => {
    vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval', 'performance'] });
    const { downloads, over } = withOneUnderWay();
    vi.advanceTimersByTime(28_000);
    expect(phases(downloads)).toEqual(['a fetching']);
    vi.advanceTimersByTime(8_000);
    await over;
    expect(phases(downloads)).toEqual(['a failed']);
    vi.useRealTimers();
  });
});
