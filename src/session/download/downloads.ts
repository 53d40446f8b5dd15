/**
 * The list of URLs and what became of each. The URLs themselves never leave this object but for the worker that fetches:
 * they are in no state, no message and no name. Fetched files go to the session as if they had been chosen.
 */
import { failure } from '#cloudtrail/fetch-failure.ts';
import { readListing, unsignedUrl } from '#cloudtrail/s3-listing.ts';
import { isExpired } from '#cloudtrail/s3-url.ts';
import { LARGEST_LIST, LIST_HEAD, looksLikeUrlList, readListed, readUrlList } from '#cloudtrail/url-list.ts';
import type { ListedUrl } from '#cloudtrail/url-list.ts';
import { WorkerWatch } from '#lib/worker-watch.ts';
import type { Session } from '../session.ts';
import { canTryAgain, isUnderWay } from './download-item.ts';
import type { DownloadItem, DownloadsState, DownloadState } from './download-item.ts';
import { HandOver } from './hand-over.ts';
import type { FetchTarget, FromDownloadWorker, ToDownloadWorker } from './protocol.ts';

export interface DownloadParts {
  readonly session: Session;
  readonly createWorker: () => Worker;
  readonly now?: () => number;
}

const EMPTY: DownloadsState = { items: [], running: false, folded: 0, notes: [] };
export const MOST_ITEMS = 20_000;
/** A list may name lists, and those lists again; no further. */
const DEEPEST = 2;
const PUBLISH_MS = 100;

const STOPPED = failure('cut', 'The part of the program that fetches stopped unexpectedly. Try again.', true);

export class Downloads {
  private readonly parts: DownloadParts;
  private readonly listeners = new Set<() => void>();
  private state = EMPTY;
  private readonly items = new Map<number, DownloadItem>();
  private readonly urls = new Map<number, string>();
  private readonly byObject = new Map<string, number>();
  private readonly depths = new Map<number, number>();
  private readonly handOver: HandOver;
  private worker: Worker | null = null;
  private watch: WorkerWatch | null = null;
  private idle: (() => void) | null = null;
  private looking = 0;
  private busy = 0;
  private timer: ReturnType<typeof setTimeout> | null = null;
  private nextId = 1;

  constructor(parts: DownloadParts) {
    this.parts = parts;
    this.handOver = new HandOver(parts.session);
    let before = parts.session.getState().phase;
    parts.session.subscribe(() => {
      const { phase } = parts.session.getState();
      // “Start over” and the loss of the engine: nobody waits for the rest.
      if (phase !== before && (phase === 'empty' || phase === 'failed')) this.clear();
      before = phase;
    });
  }

  getState(): DownloadsState {
    return this.state;
  }

  subscribe(listener: () => void): () => void {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  }

  /** Thousands of objects may come in a second; a tenth of one is as often as one can read. */
  private publishSoon(): void {
    this.timer ??= setTimeout(() => this.publish(), PUBLISH_MS);
  }

  private publish(change: Partial<DownloadsState> = {}): void {
    if (this.timer !== null) clearTimeout(this.timer);
    this.timer = null;
    this.state = { ...this.state, ...change, items: [...this.items.values()], running: this.worker !== null };
    for (const listener of this.listeners) listener();
  }

  /** Reads pasted text or a manifest; answers how many URLs were new. */
  add(text: string): number {
    const list = readUrlList(text);
    const ids = this.take(list.urls, 0);
    const notes = [...list.notes];
    if (list.urls.length === 0 && notes.length === 0)
      notes.push('There was no URL in it. A presigned URL begins with https://.');
    this.publish({ folded: this.state.folded + list.folded + list.urls.length - ids.length, notes });
    return ids.length;
  }

  /** Fetches public addresses, which a link has offered. */
  startPublic(urls: readonly string[]): Promise<void> {
    return this.start(
      this.take(
        urls.map((url) => readListed({ url, key: null })),
        0,
      ),
    );
  }

  private take(list: readonly ListedUrl[], depth: number): number[] {
    const ids: number[] = [];
    for (const read of list) {
      const id = this.items.size < MOST_ITEMS ? this.takeOne(read) : null;
      if (id === null) continue;
      this.depths.set(id, depth);
      ids.push(id);
    }
    return ids;
  }

  /** Null when the object stands in the list already. A better URL for one that failed takes its place. */
  private takeOne(read: ListedUrl): number | null {
    const object = read.facts?.object ?? `refused ${read.path}`;
    const known = this.items.get(this.byObject.get(object) ?? 0);
    if (known !== undefined && !(read.url !== null && isReplaceable(known, read))) return null;
    const id = known?.id ?? this.nextId++;
    const state: DownloadState =
      read.url === null ? { phase: 'refused', reason: read.refused } : { phase: 'ready' };
    this.put({ id, path: read.path, facts: read.facts, state });
    this.byObject.set(object, id);
    if (read.url !== null) this.urls.set(id, read.url);
    return id;
  }

  remove(id: number): void {
    const item = this.items.get(id);
    if (item === undefined || isUnderWay(item)) return;
    this.forget(item);
    this.publish();
  }

  private put(item: DownloadItem): void {
    const before = this.items.get(item.id);
    if (before !== undefined && isUnderWay(before)) this.busy -= 1;
    if (isUnderWay(item)) this.busy += 1;
    this.items.set(item.id, item);
  }

  /** Not of one that is under way. */
  private forget({ id, facts, path }: DownloadItem): void {
    this.items.delete(id);
    this.urls.delete(id);
    this.byObject.delete(facts?.object ?? `refused ${path}`);
  }

  /** Stops what runs and empties the list; what is loaded stays. */
  clear(): void {
    this.stop();
    this.handOver.drop();
    for (const item of this.items.values()) this.forget(item);
    this.publish({ folded: 0, notes: [] });
  }

  /** Those that can be fetched and are not expired. */
  fetchable(): DownloadItem[] {
    const now = this.now();
    return [...this.items.values()].filter(
      ({ state, facts }) => state.phase === 'ready' && facts !== null && !isExpired(facts, now),
    );
  }

  private now(): number {
    return this.parts.now?.() ?? Date.now();
  }

  /** Fetches all that can be, or these; resolves when nothing is under way any more and all of it has been read. */
  async start(ids: readonly number[] = this.fetchable().map(({ id }) => id)): Promise<void> {
    this.enqueue(ids);
    this.publish();
    if (this.worker === null) return;
    await new Promise<void>((resolve) => {
      const before = this.idle;
      this.idle = () => {
        before?.();
        resolve();
      };
    });
    await this.handOver.finish();
  }

  /** What failed and what was cancelled. */
  tryAgain(ids?: readonly number[]): Promise<void> {
    const again = [...this.items.values()].filter(canTryAgain).map(({ id }) => id);
    return this.start(ids ?? again);
  }

  private enqueue(ids: readonly number[]): void {
    const targets = ids.map((id) => this.target(id)).filter((target) => target !== null);
    if (targets.length === 0) return;
    for (const { id } of targets) this.change(id, { phase: 'queued' });
    this.worker ??= this.startWorker();
    const message: ToDownloadWorker = { type: 'fetch', targets };
    this.worker.postMessage(message);
  }

  private target(id: number): FetchTarget | null {
    const item = this.items.get(id);
    const url = this.urls.get(id);
    if (item === undefined || url === undefined || isUnderWay(item) || item.state.phase === 'fetched')
      return null;
    const { facts, path } = item;
    // Hosts that are not Amazon’s have no Regions to be wrong about.
    const hasRegion = facts?.region !== null || !/amazonaws/.test(facts.host);
    return { id, url, name: path, expiresAt: facts?.expiresAt ?? null, hasRegion };
  }

  private startWorker(): Worker {
    const worker = this.parts.createWorker();
    worker.onmessage = ({ data }: MessageEvent<FromDownloadWorker>) => {
      if (worker === this.worker) this.hear(data);
    };
    this.watch = new WorkerWatch({ worker, what: 'download', onLoss: () => this.lose() });
    this.watch.expectWords();
    return worker;
  }

  /** What has come is kept. */
  private lose(): void {
    for (const item of this.items.values()) {
      if (isUnderWay(item)) this.change(item.id, { phase: 'failed', failure: STOPPED });
    }
    this.worker?.terminate();
    // A list that has come may still name more to fetch.
    if (this.looking > 0) this.worker = this.startWorker();
    this.endIfIdle();
  }

  private hear(message: FromDownloadWorker): void {
    if (message.type === 'progress') {
      for (const [id, state] of message.states) this.change(id, state);
      this.publishSoon();
      return;
    }
    if (message.type === 'lock-held' || message.type === 'alive') return;
    if (message.type === 'failed') {
      this.change(message.id, { phase: 'failed', failure: message.failure });
      this.endIfIdle();
      return;
    }
    this.looking += 1;
    void this.arrived(message.id, message.blob).finally(() => {
      this.looking -= 1;
      if (this.worker !== null) this.endIfIdle();
    });
  }

  private change(id: number, state: DownloadState): void {
    const item = this.items.get(id);
    if (item !== undefined) this.put({ ...item, state });
  }

  private async arrived(id: number, blob: Blob): Promise<void> {
    const text = blob.size <= LARGEST_LIST ? await this.listText(blob) : null;
    const item = this.items.get(id);
    // Cleared meanwhile.
    if (item === undefined || !isUnderWay(item)) return;
    if (text !== null && this.expand(item, text)) return;
    this.urls.delete(id);
    this.change(id, { phase: 'fetched', bytes: blob.size });
    this.handOver.add(blob, item.path, item.facts?.bucket ?? item.facts?.host ?? 'fetched');
  }

  /** The whole text of a list; null for everything else, of which only the first bytes are looked at. */
  private async listText(blob: Blob): Promise<string | null> {
    try {
      const head = await blob.slice(0, LIST_HEAD).text();
      return looksLikeUrlList(head) || readListing(head) !== null ? await blob.text() : null;
    } catch {
      // What cannot be read is told by the session, which reads it again.
      return null;
    }
  }

  private expand(item: DownloadItem, text: string): boolean {
    const depth = (this.depths.get(item.id) ?? 0) + 1;
    const listing = readListing(text);
    if (listing !== null) {
      const isPublic = item.facts?.secret === false;
      this.change(item.id, { phase: 'listing', listing, expanded: isPublic });
      if (isPublic) this.expandListing(item.id);
      return true;
    }
    const { urls, notes } = readUrlList(text);
    if (urls.length === 0 || depth > DEEPEST) return false;
    const ids = this.take(urls, depth);
    this.change(item.id, { phase: 'list', urls: urls.length });
    this.state = { ...this.state, notes: [...this.state.notes, ...notes] };
    // A list may name any host; only what needs no second look is fetched at once.
    this.enqueue(ids.filter((id) => this.isPlain(id, item.facts?.host ?? '')));
    return true;
  }

  private isPlain(id: number, host: string): boolean {
    const facts = this.items.get(id)?.facts ?? null;
    return (
      facts !== null && !isExpired(facts, this.now()) && (facts.warnings.length === 0 || facts.host === host)
    );
  }

  private expandListing(id: number): readonly number[] {
    const item = this.items.get(id);
    const url = this.urls.get(id);
    if (item?.state.phase !== 'listing' || url === undefined) return [];
    const { listing } = item.state;
    const list = listing.objects.map(({ key }) => readListed({ url: unsignedUrl(url, key), key }));
    const ids = this.take(list, (this.depths.get(id) ?? 0) + 1);
    this.change(id, { phase: 'listing', listing, expanded: true });
    this.enqueue(ids);
    return ids;
  }

  /** The objects of a listed bucket, without any signature. */
  async fetchListed(id: number): Promise<void> {
    this.expandListing(id);
    await this.start([]);
  }

  private endIfIdle(): void {
    if (this.looking > 0 || this.busy > 0) {
      this.publishSoon();
      return;
    }
    this.endWorker();
    this.publish();
  }

  private endWorker(): void {
    this.watch?.end();
    this.watch = null;
    this.worker?.terminate();
    this.worker = null;
    this.idle?.();
    this.idle = null;
  }

  private stop(): void {
    this.endWorker();
    for (const item of this.items.values()) {
      if (isUnderWay(item)) this.change(item.id, { phase: 'cancelled' });
    }
  }

  /** Stops what runs; what is fetched stays. */
  cancel(): void {
    this.stop();
    this.publish();
  }
}

function isReplaceable(known: DownloadItem, { facts }: ListedUrl): boolean {
  const isOpen = known.state.phase === 'ready' || known.state.phase === 'refused' || canTryAgain(known);
  const until = (of: DownloadItem['facts'] | undefined): number => of?.expiresAt ?? Infinity;
  return isOpen && (canTryAgain(known) || until(facts) > until(known.facts));
}
