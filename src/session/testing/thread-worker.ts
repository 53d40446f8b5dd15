/**
 * An ingest worker without a thread of its own: the real reading code behind `postMessage` and `onmessage`, with
 * messages cloned, buffers transferred and everything one turn late, as between threads. It can be told to die.
 */
import type { IngestSizes } from '#ingest/batch-writer.ts';
import { IngestRun } from '#ingest/ingest-run.ts';
import type { FromWorker, ToWorker } from '#ingest/protocol.ts';
import type { FakeLocks } from '#lib/testing/fake-locks.ts';

export interface ThreadWorkerOptions {
  readonly sizes?: IngestSizes;
  /** Those of the browser; it has none without. */
  readonly locks?: FakeLocks;
  /** Sees each message before it is sent to the page: the place to `crash`, `fallSilent` or `hold`. */
  readonly onPost?: (message: FromWorker, worker: ThreadWorker) => void;
}

/** Node has no `ErrorEvent`. */
class CrashEvent extends Event implements ErrorEvent {
  readonly message = 'crashed';
  readonly filename = '';
  readonly lineno = 0;
  readonly colno = 0;
  readonly error = null;

  constructor() {
    super('error');
  }
}

export class ThreadWorker extends EventTarget implements Worker {
  onmessage: Worker['onmessage'] = null;
  onmessageerror: Worker['onmessageerror'] = null;
  onerror: Worker['onerror'] = null;
  terminated = false;
  private readonly options: ThreadWorkerOptions;
  private run: IngestRun | null = null;
  private silent = false;
  private held: FromWorker[] | null = null;
  private lockName: string | null = null;

  constructor(options: ThreadWorkerOptions = {}) {
    super();
    this.options = options;
  }

  postMessage(message: ToWorker): void {
    // Files are handles, and Node cannot clone them as such.
    const copy = message.type === 'work' ? message : structuredClone(message);
    setImmediate(() => this.hear(copy));
  }

  terminate(): void {
    this.terminated = true;
    this.run?.cancel();
  }

  /** As when its code throws: what it would have sent from now on is lost, and the page is told. */
  crash(): void {
    if (this.silent) return;
    this.fallSilent();
    setImmediate(() => this.dispatchEvent(new CrashEvent()));
  }

  /** As when it ends and nobody is told; the browser lets go of its lock. */
  vanish(): void {
    this.fallSilent();
    const { lockName } = this;
    if (lockName !== null) setImmediate(() => this.options.locks?.release(lockName));
  }

  /** As when it hangs: it neither hears nor says anything. */
  fallSilent(): void {
    this.silent = true;
    this.run?.cancel();
  }

  /** Keeps back what it has to say until `release`. */
  hold(): void {
    this.held ??= [];
  }

  release(): void {
    const held = this.held ?? [];
    this.held = null;
    for (const message of held) this.send(message);
  }

  private hear(message: ToWorker): void {
    if (this.terminated || this.silent) return;
    switch (message.type) {
      case 'start':
        this.run = new IngestRun(
          message.run,
          message.hashKey,
          (answer, transfer) => this.post(answer, transfer),
          this.options.sizes,
        );
        return;
      case 'end-warm-up':
        return;
      case 'hold-lock':
        if (this.options.locks === undefined) return;
        this.lockName = message.lockName;
        this.options.locks.take(message.lockName);
        this.post({ type: 'lock-held' }, []);
        return;
      case 'ping':
        this.post({ type: 'alive' }, []);
        return;
      case 'work':
        if (message.run === this.run?.run) this.run.add(message.work);
        return;
      case 'rest':
        if (message.run === this.run?.run) this.run.rest();
        return;
      case 'no-more':
        if (message.run === this.run?.run) this.run.finish();
        return;
      case 'batch-done':
        if (message.run === this.run?.run) this.run.batchDone();
        return;
      case 'cancel':
        if (message.run === this.run?.run) this.run.cancel();
        return;
    }
  }

  private post(message: FromWorker, transfer: Transferable[]): void {
    if (this.terminated || this.silent) return;
    this.options.onPost?.(message, this);
    if (this.silent) return;
    const copy = structuredClone(message, { transfer });
    if (this.held === null) this.send(copy);
    else this.held.push(copy);
  }

  private send(message: FromWorker): void {
    setImmediate(() => {
      if (this.terminated || this.silent) return;
      const event = new MessageEvent('message', { data: message });
      this.onmessage?.(event);
      this.dispatchEvent(event);
    });
  }
}
