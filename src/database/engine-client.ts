/**
 * The page's side of `engine-protocol.ts`: sends calls to the worker, matches its answers, and finds out when it dies.
 */
import { lockReleased, newLockName } from '#lib/life-lock.ts';
import { DatabaseLost } from './database.ts';
import { deferred, type Deferred } from './deferred.ts';
import { EngineError, type EnginePort } from './engine-database.ts';
import type { FromEngine, ToEngine } from './engine-protocol.ts';
import type { Cell } from './rows.ts';
import type { Columns } from './sql-query.ts';

type Cells = readonly Cell[][];

/** The part of a `Worker` that we use. */
export interface EngineWorker {
  postMessage(message: ToEngine, transfer: Transferable[]): void;
  terminate(): void;
  addEventListener(type: 'message', listener: (event: MessageEvent<FromEngine>) => void): void;
  addEventListener(type: 'error', listener: (event: ErrorEvent) => void): void;
  addEventListener(type: 'messageerror', listener: () => void): void;
}

export class EngineClient implements EnginePort {
  readonly #worker: EngineWorker;
  readonly #lockName = newLockName('engine');
  readonly #calls = new Map<number, Deferred<Cells>>();
  readonly #ready = deferred<void>();
  readonly #death = deferred<DatabaseLost>();
  readonly #closing = new AbortController();
  #nextId = 1;
  #lastHeard = 0;
  #dead: DatabaseLost | null = null;

  /** `worker` runs `duckdb.worker.ts` and belongs to this object from now on. */
  constructor(worker: EngineWorker) {
    this.#worker = worker;
    worker.addEventListener('message', (event) => this.#receive(event.data));
    worker.addEventListener('error', (event) => this.#die(event.message || 'its worker could not be loaded'));
    worker.addEventListener('messageerror', () => this.#die('a message could not be read'));
    this.#ready.promise.catch(() => undefined);
    this.#send({ kind: 'open', lockName: this.#lockName });
  }

  get lost(): Promise<DatabaseLost> {
    return this.#death.promise;
  }

  /** Resolves when the engine takes calls; rejects with `DatabaseLost` when it could not be started. */
  get ready(): Promise<void> {
    return this.#ready.promise;
  }

  /** Hands on a piece of the engine file; the buffer is transferred. */
  sendEngineBytes(bytes: Uint8Array<ArrayBuffer>): void {
    this.#send({ kind: 'engine-bytes', bytes }, [bytes.buffer]);
  }

  endEngineBytes(): void {
    this.#send({ kind: 'engine-end' });
  }

  async execute(sql: string, columns: Columns | null, signal?: AbortSignal): Promise<Cells> {
    const id = this.#nextId++;
    const cancel = (): void => this.#send({ kind: 'cancel', id });
    signal?.addEventListener('abort', cancel, { once: true });
    try {
      return await this.#call(id, { kind: 'statement', id, sql, columns });
    } finally {
      signal?.removeEventListener('abort', cancel);
    }
  }

  async insert(table: string, ipcStream: Uint8Array): Promise<number | null> {
    const id = this.#nextId++;
    const cells = await this.#call(id, { kind: 'insert', id, table, ipcStream }, [ipcStream.buffer]);
    const rows = cells[0]?.[0];
    return typeof rows === 'number' ? rows : null;
  }

  close(): void {
    this.#closing.abort();
    this.#worker.terminate();
  }

  #call(id: number, message: ToEngine, transfer: Transferable[] = []): Promise<Cells> {
    if (this.#dead !== null) return Promise.reject(this.#dead);
    // Sent first: it throws when the buffer was used before.
    this.#send(message, transfer);
    const answer = deferred<Cells>();
    this.#calls.set(id, answer);
    return answer.promise;
  }

  #send(message: ToEngine, transfer: Transferable[] = []): void {
    this.#worker.postMessage(message, transfer);
  }

  #receive(message: FromEngine): void {
    this.#lastHeard = performance.now();
    switch (message.kind) {
      case 'ready':
        if (message.locked) void this.#waitForDeath();
        else this.#watch();
        this.#ready.resolve();
        break;
      case 'start-failed':
        this.#die(message.message);
        break;
      case 'done':
        this.#take(message.id)?.resolve(message.cells);
        break;
      case 'failed':
        if (message.failure.fatal) this.#die(message.failure.message);
        else this.#take(message.id)?.reject(new EngineError(message.failure));
        break;
      case 'pong':
        break;
    }
  }

  #take(id: number): Deferred<Cells> | undefined {
    const call = this.#calls.get(id);
    this.#calls.delete(id);
    return call;
  }

  #die(reason: string): void {
    if (this.#dead !== null) return;
    const lost = new DatabaseLost(`The database engine stopped: ${reason}`);
    this.#dead = lost;
    this.close();
    this.#ready.reject(lost);
    this.#death.resolve(lost);
    for (const call of this.#calls.values()) call.reject(lost);
    this.#calls.clear();
  }

  /** A worker that ends without an error sends no event, but it lets go of its lock. */
  async #waitForDeath(): Promise<void> {
    if (await lockReleased(this.#lockName, this.#closing.signal)) this.#die('its worker ended');
  }

  /** Where there are no locks: silence is the only sign, and a CHECKPOINT of gigabytes may be silent for long. */
  #watch(): void {
    let lastLook = performance.now();
    const timer = setInterval(() => {
      const now = performance.now();
      // Looked at much too late, page and worker have slept: that was no silence.
      if (this.#calls.size === 0 || now - lastLook > SLEEP_MS) this.#lastHeard = now;
      lastLook = now;
      if (this.#calls.size === 0) return;
      if (now - this.#lastHeard > LONGEST_SILENCE_MS) this.#die('its worker no longer answers');
      else this.#send({ kind: 'ping' });
    }, PING_MS);
    this.#closing.signal.addEventListener('abort', () => clearInterval(timer));
  }
}

const PING_MS = 5_000;
const LONGEST_SILENCE_MS = 120_000;
/** A browser looks at least once a minute, also in a tab that nobody sees. */
const SLEEP_MS = 70_000;
