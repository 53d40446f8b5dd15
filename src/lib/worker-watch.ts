/**
 * Finds out that a worker of ours is gone. Where the browser has locks, at once; by silence otherwise, and where it lives
 * but hangs.
 */
import { lockReleased, newLockName } from './life-lock.ts';

/** What a watched worker is told besides its work, and answers. */
export type ToWatched =
  /** The Web Lock to hold while alive, where the browser has locks. */
  { readonly type: 'hold-lock'; readonly lockName: string } | { readonly type: 'ping' };

export type FromWatched = { readonly type: 'lock-held' } | { readonly type: 'alive' };

/** A worker that is silent for so long is asked whether it lives; one that does not answer for as long again is gone. */
const SILENCE_MS = 15_000;
const LOOK_MS = 2_000;

interface Parts {
  readonly worker: Worker;
  readonly what: string;
  /** Called once at most, and not after `end`. */
  readonly onLoss: () => void;
}

export class WorkerWatch {
  private readonly parts: Parts;
  private readonly lockName: string;
  private readonly ended = new AbortController();
  private looking: ReturnType<typeof setInterval> | null = null;
  private lastHeard = 0;
  private asked = false;

  constructor(parts: Parts) {
    this.parts = parts;
    this.lockName = newLockName(parts.what);
    const { signal } = this.ended;
    parts.worker.addEventListener(
      'message',
      ({ data }: MessageEvent<{ type?: unknown }>) => this.hear(data),
      {
        signal,
      },
    );
    parts.worker.addEventListener('error', () => this.lose(), { signal });
    parts.worker.addEventListener('messageerror', () => this.lose(), { signal });
    this.send({ type: 'hold-lock', lockName: this.lockName });
  }

  /** It has been given work: from now on silence counts. */
  expectWords(): void {
    this.rest();
    this.lastHeard = performance.now();
    this.asked = false;
    this.looking = setInterval(() => this.look(), LOOK_MS);
  }

  /** It may be silent. */
  rest(): void {
    if (this.looking !== null) clearInterval(this.looking);
    this.looking = null;
  }

  end(): void {
    this.rest();
    this.ended.abort();
  }

  private send(message: ToWatched): void {
    this.parts.worker.postMessage(message);
  }

  private hear({ type }: { type?: unknown }): void {
    this.lastHeard = performance.now();
    this.asked = false;
    if (type === 'lock-held') void this.waitForRelease();
  }

  private async waitForRelease(): Promise<void> {
    if (await lockReleased(this.lockName, this.ended.signal)) this.lose();
  }

  private look(): void {
    if (performance.now() - this.lastHeard < SILENCE_MS) return;
    if (this.asked) this.lose();
    else {
      this.asked = true;
      this.lastHeard = performance.now();
      this.send({ type: 'ping' });
    }
  }

  private lose(): void {
    if (this.ended.signal.aborted) return;
    this.end();
    this.parts.onLoss();
  }
}
