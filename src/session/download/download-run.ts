/** The work of the worker that fetches: a queue, so many objects at once, and word of how far they are a few times a second. */
import { failure } from '#cloudtrail/fetch-failure.ts';
import { FetchFailed, fetchObject } from './fetch-object.ts';
import type { Outside } from './fetch-object.ts';
import type { FetchingState, FetchTarget, FromDownloadWorker } from './protocol.ts';

/** Browsers open six connections to a host. */
export const AT_ONCE = 6;
const TELL_MS = 200;

export class DownloadRun {
  private readonly outside: Outside;
  private readonly post: (message: FromDownloadWorker) => void;
  private readonly queue: FetchTarget[] = [];
  private readonly news = new Map<number, FetchingState>();
  private readonly stop = new AbortController();
  private running = 0;
  private toldAt = 0;

  constructor(outside: Outside, post: (message: FromDownloadWorker) => void) {
    this.outside = outside;
    this.post = post;
  }

  add(targets: readonly FetchTarget[]): void {
    this.queue.push(...targets);
    while (this.running < AT_ONCE && this.queue.length > 0) void this.work();
  }

  cancel(): void {
    this.queue.length = 0;
    this.stop.abort();
  }

  private async work(): Promise<void> {
    this.running += 1;
    for (let target = this.queue.shift(); target !== undefined; target = this.queue.shift())
      await this.get(target);
    this.running -= 1;
  }

  private async get(target: FetchTarget): Promise<void> {
    const { id } = target;
    this.note(id, { phase: 'fetching', received: 0, total: null });
    try {
      const blob = await fetchObject(target, this.outside, this.stop.signal, (state) => this.note(id, state));
      this.end(id, { type: 'fetched', id, blob });
    } catch (error) {
      if (this.stop.signal.aborted) return;
      // Anything else is the browser's store of blobs: what it says could hold the URL, so it is not passed on.
      const told = error instanceof FetchFailed ? error.failure : NO_ROOM;
      this.end(id, { type: 'failed', id, failure: told });
    }
  }

  private end(id: number, message: FromDownloadWorker): void {
    this.news.delete(id);
    this.post(message);
  }

  private note(id: number, state: FetchingState): void {
    this.news.set(id, state);
    const now = this.outside.now();
    if (state.phase === 'fetching' && now - this.toldAt < TELL_MS) return;
    this.toldAt = now;
    this.post({ type: 'progress', states: [...this.news] });
    this.news.clear();
  }
}

const NO_ROOM = failure(
  'storage',
  'The browser could not keep what came: its storage is full. Free some room on the disk, or fetch fewer objects at once.',
);
