/**
 * Opens the engine in the browser: fetches its file, starts its worker, and waits for both no longer than there is
 * progress. What comes out is a `Database`, locked and with empty tables.
 */
import engineUrl from 'virtual:duckdb-engine?url';
import { type Database, DatabaseLost } from './database.ts';
import { EngineClient } from './engine-client.ts';
import { EngineDatabase } from './engine-database.ts';

export interface OpenOptions {
  /** Called while the engine file arrives. `total` is null when the server does not say it. */
  readonly onProgress?: (progress: { readonly loaded: number; readonly total: number | null }) => void;
  /** Gives up when nothing has happened for so long. Default: 30 s while the file comes, then `COMPILING_MS`. */
  readonly patienceMs?: number;
  readonly signal?: AbortSignal;
}

/**
 * A browser compiles the engine without a sign of how far it is, in Firefox and Safari before anything runs: 2 s on a fast
 * machine, more than 30 s on one whose processors are taken.
 */
const COMPILING_MS = 180_000;

/** Rejects with `DatabaseLost`, naming the cause, or with the signal's reason. */
export async function openDatabase(options: OpenOptions = {}): Promise<Database> {
  options.signal?.throwIfAborted();
  // The bundler recognises exactly this form. Under Trusted Types the page's default policy has to admit the address.
  const worker = new Worker(new URL('./duckdb.worker.ts', import.meta.url), {
    type: 'module',
    name: 'duckdb',
  });
  const client = new EngineClient(worker);
  const patience = new Patience(options.patienceMs ?? 30_000, options.signal);
  // Firefox keeps a page that is left, with its workers held still; one held still while it compiles keeps the next page's
  // engine from ever being compiled.
  const leave = (): void => {
    client.close();
    patience.giveUp(new DatabaseLost('The page was left while the engine was starting.'));
  };
  window.addEventListener('pagehide', leave);
  try {
    await Promise.race([sendEngine(client, patience, options), client.ready, patience.lost]);
    patience.renew('starting the engine', options.patienceMs ?? COMPILING_MS);
    await Promise.race([client.ready, patience.lost]);
    return new EngineDatabase(client);
  } catch (error) {
    client.close();
    throw error;
  } finally {
    window.removeEventListener('pagehide', leave);
    patience.end();
  }
}

async function sendEngine(client: EngineClient, patience: Patience, options: OpenOptions): Promise<void> {
  let loaded = 0;
  try {
    const { body, total } = await fetchEngine(patience.signal);
    for (;;) {
      const { done, value } = await body.read();
      if (done) break;
      loaded += value.length;
      options.onProgress?.({ loaded, total });
      patience.renew('loading the engine file');
      client.sendEngineBytes(value);
    }
  } catch (error) {
    patience.signal.throwIfAborted();
    if (error instanceof DatabaseLost) throw error;
    const message = `The engine file could not be loaded from this server: it broke off after ${loaded} bytes.`;
    throw new DatabaseLost(message, { cause: error });
  }
  client.endEngineBytes();
}

async function fetchEngine(signal: AbortSignal) {
  const response = await fetch(engineUrl, { signal, credentials: 'same-origin' });
  if (!response.ok)
    throw new DatabaseLost(`The engine file is missing on this server (HTTP ${response.status}).`);
  const length = Number(response.headers.get('content-length'));
  // With a Content-Encoding the length is of the packed bytes, while we count unpacked ones.
  const total = length > 0 && !response.headers.has('content-encoding') ? length : null;
  return { body: (response.body ?? new Blob([]).stream()).getReader(), total };
}

/** A timer that is later than this was held up by the machine's sleep. */
const LATE_MS = 5_000;

/** A deadline that every sign of progress moves on. */
class Patience {
  readonly lost: Promise<never>;
  readonly #controller = new AbortController();
  readonly #ms: number;
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(ms: number, outer: AbortSignal | undefined) {
    this.#ms = ms;
    this.lost = new Promise((_, reject) => {
      this.signal.addEventListener('abort', () => reject(this.signal.reason));
    });
    this.lost.catch(() => undefined);
    outer?.addEventListener('abort', () => this.#controller.abort(outer.reason), { signal: this.signal });
    this.renew('loading the engine file');
  }

  get signal(): AbortSignal {
    return this.#controller.signal;
  }

  renew(activity: string, ms = this.#ms): void {
    clearTimeout(this.#timer);
    const seconds = Math.round(ms / 1000);
    const reason = new DatabaseLost(`Gave up ${activity}: nothing happened for ${seconds} seconds.`);
    const due = performance.now() + ms;
    this.#timer = setTimeout(() => {
      // Much too late: the machine slept, and so did the line. It gets its time again.
      if (performance.now() - due > LATE_MS) this.renew(activity, ms);
      else this.#controller.abort(reason);
    }, ms);
  }

  giveUp(reason: DatabaseLost): void {
    this.#controller.abort(reason);
  }

  /** Stops the clock, and the download where it still runs. */
  end(): void {
    clearTimeout(this.#timer);
    this.#controller.abort();
  }
}
