/**
 * DuckDB's blocking bindings made into the few things we need: run a statement in slices, cancel it, insert Arrow.
 * The same code drives the engine in the browser's worker and in Node. It knows no threads and no messages.
 */
import type { DuckDBBindingsBase } from 'duckdb-blocking';
import { decodeCells } from './decode.ts';
import { engineMemoryQuery } from './engine-memory.ts';
import type { EngineFailure } from './engine-protocol.ts';
import { demandLocked, ENGINE_CONFIG, MEMORY_LIMIT_BYTES, startStatements } from './lockdown.ts';
import { registerSqlFunctions } from './sql-functions.ts';

/**
 * What an insert needs beside the rows' own bytes: a row group begins with a block of 256 KB for each column and its
 * NULLs, and stands twice while it is moved from the transaction to the table.
 */
const ROOM_FOR_BLOCKS = 64_000_000;
const ROOM_PER_BYTE = 4;

export class Engine {
  readonly #bindings: DuckDBBindingsBase;
  readonly #memoryLimit: number;
  readonly #statements: number;
  #inserts: number;
  /** Bytes that inserts may still take without asking; 0 = not known. */
  #room = 0;
  #aborted = false;

  /** Opens an empty, locked database with our tables; throws where a lock does not hold. `bindings` have been instantiated and are not used elsewhere. */
  constructor(bindings: DuckDBBindingsBase, memoryLimitBytes = MEMORY_LIMIT_BYTES) {
    this.#bindings = bindings;
    this.#memoryLimit = memoryLimitBytes;
    bindings.open(ENGINE_CONFIG);
    this.#statements = this.#connect();
    this.#inserts = this.#connect();
    registerSqlFunctions(bindings, this.#statements);
    for (const sql of startStatements(memoryLimitBytes)) bindings.runQuery(this.#statements, sql);
    demandLocked(
      (sql) => bindings.runQuery(this.#statements, sql),
      (name) => this.#setting(name),
    );
    // Emscripten goes on after an abort as if nothing had been, with C++ stopped half way and its transactions open.
    Reflect.set(bindings.mod, 'onAbort', () => {
      this.#aborted = true;
    });
  }

  /**
   * Runs one statement and returns its result as an Arrow IPC stream. Calls `pause` after each slice of about 40 ms;
   * in that time the caller may insert or cancel, but not start another statement.
   */
  async execute(sql: string, pause: () => Promise<void>): Promise<Uint8Array> {
    try {
      let header = this.#bindings.startPendingQuery(this.#statements, sql, false);
      while (header === null) {
        await pause();
        header = this.#bindings.pollPendingQuery(this.#statements);
      }
      return concatenate([header, ...this.#fetchBatches()]);
    } catch (error) {
      throw this.#aborted ? new EngineAborted(error) : error;
    } finally {
      // It may have made tables, or dropped some.
      this.#room = 0;
    }
  }

  /** Makes the running `execute` reject at its next slice; without effect when none is running. */
  cancel(): void {
    this.#bindings.cancelPendingQuery(this.#statements);
  }

  /**
   * Appends the rows of one complete Arrow IPC stream to an existing table. Throws, and appends nothing, otherwise.
   * Answers how many rows the table has now; null when they cannot be counted.
   */
  insert(table: string, ipcStream: Uint8Array): number | null {
    if (!endsWithMarker(ipcStream)) throw new Error('the Arrow stream has no end: it was cut off on its way');
    this.#demandRoom(ipcStream.length);
    const options = { name: table, schema: 'main', create: false };
    try {
      this.#bindings.insertArrowFromIPCStream(this.#inserts, ipcStream, options);
    } catch (error) {
      if (this.#aborted) throw new EngineAborted(error);
      // A failed insert leaves its connection with half a stream in it; the next one would fail on that.
      this.#bindings.disconnect(this.#inserts);
      this.#inserts = this.#connect();
      throw error;
    }
    return this.#countRows(table);
  }

  /** Here and not by a question of its own: going back and forth between threads takes longer than counting. */
  #countRows(table: string): number | null {
    try {
      const name = table.replaceAll('"', '""');
      const answer = this.#bindings.runQuery(this.#inserts, `SELECT count(*)::INT AS n FROM "${name}"`);
      const rows = decodeCells({ n: 'integer' }, answer)[0]?.[0];
      return typeof rows === 'number' ? rows : null;
    } catch (error) {
      if (this.#aborted) throw new EngineAborted(error);
      return null;
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

  /**
   * An insert must not run out of memory on its way: in duckdb-wasm 1.32.0 that aborts the engine, or, where `malloc`
   * fails, writes over address 0. So the room is looked for beforehand, in DuckDB's own count and in the heap.
   */
  #demandRoom(bytes: number): void {
    const needed = ROOM_FOR_BLOCKS + bytes * ROOM_PER_BYTE;
    if (needed > this.#room) this.#room = this.#memoryLimit - this.#usedBytes();
    const module = this.#bindings.mod;
    const address = needed > this.#room ? 0 : module.ccall('malloc', 'number', ['number'], [needed]);
    if (address === 0) throw new Error('Out of Memory Error: no room for more rows');
    module.ccall('free', null, ['number'], [address]);
    this.#room -= bytes * ROOM_PER_BYTE;
  }

  #usedBytes(): number {
    const memory = this.#bindings.runQuery(this.#inserts, engineMemoryQuery.text);
    return Number(decodeCells(engineMemoryQuery.columns, memory)[0]?.[0]);
  }

  #setting(name: string): string {
    const sql = `SELECT current_setting('${name}')::VARCHAR AS n`;
    return String(decodeCells({ n: 'text' }, this.#bindings.runQuery(this.#statements, sql))[0]?.[0]);
  }

  #connect(): number {
    return this.#bindings.connect().useUnsafe((_, connection) => connection);
  }
}

class EngineAborted extends Error {
  constructor(cause: unknown) {
    super('the engine aborted', { cause });
  }
}

/** Tells what a thrown value means for the call and for the engine. */
export function describeFailure(error: unknown): EngineFailure {
  const message = readableMessage(error instanceof Error ? error.message : String(error));
  return {
    message,
    outOfMemory: /out of memory|could not allocate|allocation fail|bad_alloc/i.test(message),
    // A trap ("unreachable", "memory access out of bounds") stops C++ anywhere, with its locks held. After what DuckDB
    // itself calls fatal (a CHECKPOINT without memory), it refuses every statement.
    fatal:
      error instanceof WebAssembly.RuntimeError ||
      error instanceof EngineAborted ||
      message.startsWith('FATAL Error'),
  };
}

/** Parser errors come as JSON, all others as a sentence (duckdb-wasm 1.32.0). */
function readableMessage(message: string): string {
  if (!message.startsWith('{')) return message;
  try {
    const { exception_type: type, exception_message: text }: Record<string, unknown> = JSON.parse(message);
    return typeof type === 'string' && typeof text === 'string' ? `${type} Error: ${text}` : message;
  } catch {
    return message;
  }
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
