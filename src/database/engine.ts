/**
 * DuckDB's blocking bindings made into the few things we need: run a statement in slices, cancel it, insert Arrow.
 * The same code drives the engine in the browser's worker and in Node. It knows no threads and no messages.
 */
import type { DuckDBBindingsBase } from 'duckdb-blocking';
import type { EngineFailure } from './engine-protocol.ts';
import { ENGINE_CONFIG, startStatements } from './lockdown.ts';

export class Engine {
  readonly #bindings: DuckDBBindingsBase;
  readonly #statements: number;
  #inserts: number;

  /** Opens an empty, locked database with our tables. `bindings` have been instantiated and are not used elsewhere. */
  constructor(bindings: DuckDBBindingsBase) {
    this.#bindings = bindings;
    bindings.open(ENGINE_CONFIG);
    this.#statements = this.#connect();
    this.#inserts = this.#connect();
    for (const sql of startStatements()) bindings.runQuery(this.#statements, sql);
  }

  /**
   * Runs one statement and returns its result as an Arrow IPC stream. Calls `pause` after each slice of about 40 ms;
   * in that time the caller may insert or cancel, but not start another statement.
   */
  async execute(sql: string, pause: () => Promise<void>): Promise<Uint8Array> {
    let header = this.#bindings.startPendingQuery(this.#statements, sql, false);
    while (header === null) {
      await pause();
      header = this.#bindings.pollPendingQuery(this.#statements);
    }
    return concatenate([header, ...this.#fetchBatches()]);
  }

  /** Makes the running `execute` reject at its next slice; without effect when none is running. */
  cancel(): void {
    this.#bindings.cancelPendingQuery(this.#statements);
  }

  /** Appends the rows of one complete Arrow IPC stream to an existing table. Throws, and appends nothing, otherwise. */
  insert(table: string, ipcStream: Uint8Array): void {
    if (!endsWithMarker(ipcStream)) throw new Error('the Arrow stream has no end: it was cut off on its way');
    this.#demandRoom(ipcStream.length);
    const options = { name: table, schema: 'main', create: false };
    try {
      this.#bindings.insertArrowFromIPCStream(this.#inserts, ipcStream, options);
    } catch (error) {
      // A failed insert leaves its connection with half a stream in it; the next one would fail on that.
      this.#bindings.disconnect(this.#inserts);
      this.#inserts = this.#connect();
      throw error;
    }
  }

  *#fetchBatches(): Iterable<Uint8Array> {
    for (;;) {
      const batch = this.#bindings.fetchQueryResults(this.#statements);
      // Null means "ask again", an empty batch means "that was all".
      if (batch?.length === 0) return;
      if (batch !== null) yield batch;
    }
  }

  /** duckdb-wasm 1.32.0 does not look at what `malloc` returns: without room it would write over address 0. */
  #demandRoom(bytes: number): void {
    const module = this.#bindings.mod;
    const address = module.ccall('malloc', 'number', ['number'], [bytes]);
    if (address === 0) throw new Error('Out of Memory Error: no room for the batch');
    module.ccall('free', null, ['number'], [address]);
  }

  #connect(): number {
    return this.#bindings.connect().useUnsafe((_, connection) => connection);
  }
}

/** Tells what a thrown value means for the call and for the engine. */
export function describeFailure(error: unknown): EngineFailure {
  const message = error instanceof Error ? error.message : String(error);
  return {
    message,
    outOfMemory: /out of memory|could not allocate|allocation failure|bad_alloc/i.test(message),
    // A trap ("unreachable", "memory access out of bounds") stops C++ anywhere, with its locks held.
    fatal: error instanceof WebAssembly.RuntimeError,
  };
}

/** An Arrow stream ends with a continuation mark and a zero length; older writers leave out the mark. */
function endsWithMarker(stream: Uint8Array): boolean {
  return stream.length >= 8 && stream.subarray(-4).every((byte) => byte === 0);
}

function concatenate(parts: readonly Uint8Array[]): Uint8Array {
  const whole = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}
