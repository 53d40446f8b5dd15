/**
 * The same engine, tables and locks in Node, for tests: real SQL answered by the real engine, without a browser.
 * Not part of the product.
 */
import { createRequire } from 'node:module';
import { createDuckDB, NODE_RUNTIME, VoidLogger } from '@duckdb/duckdb-wasm/blocking';
import { type Database, DatabaseLost } from './database.ts';
import { decodeCells } from './decode.ts';
import { deferred } from './deferred.ts';
import { describeFailure, Engine } from './engine.ts';
import { EngineDatabase, EngineError, type EnginePort } from './engine-database.ts';

export interface NodeOptions {
  readonly memoryLimitBytes?: number;
}

/** Starts an engine of its own, in about a second. `close` it, or let the process end. */
export async function openNodeDatabase(options: NodeOptions = {}): Promise<Database> {
  return new EngineDatabase(nodePort(await startEngine(options)));
}

async function startEngine({ memoryLimitBytes }: NodeOptions): Promise<Engine> {
  const { resolve } = createRequire(import.meta.url);
  // As the page gets it, where somebody (`vitest.config.ts`) says where that lies; otherwise as the package has it.
  const mainModule = process.env['TRAILSCOPE_ENGINE'] ?? resolve('@duckdb/duckdb-wasm/dist/duckdb-eh.wasm');
  const bundle = { mainModule, mainWorker: '' };
  const bundles = { mvp: bundle, eh: bundle };
  const bindings = await createDuckDB(bundles, new VoidLogger(), NODE_RUNTIME);
  return new Engine(await bindings.instantiate(), memoryLimitBytes);
}

function nodePort(engine: Engine): EnginePort {
  const death = deferred<DatabaseLost>();
  let closed = false;
  const attempt = async <T>(call: () => T | Promise<T>): Promise<T> => {
    if (closed) throw new DatabaseLost('the database was closed');
    try {
      return await call();
    } catch (error) {
      const failure = describeFailure(error);
      if (!failure.fatal) throw new EngineError(failure);
      const lost = new DatabaseLost(failure.message, { cause: error });
      death.resolve(lost);
      throw lost;
    }
  };
  return {
    execute: (sql, columns, signal) =>
      attempt(async () => {
        const cancel = (): void => engine.cancel();
        signal?.addEventListener('abort', cancel, { once: true });
        try {
          const result = await engine.execute(sql, nextTurn);
          return columns === null ? [] : decodeCells(columns, result);
        } finally {
          signal?.removeEventListener('abort', cancel);
        }
      }),
    insert: (table, ipcStream) =>
      attempt(() => {
        // Transferred, as in the browser: the caller's buffer is empty afterwards.
        return engine.insert(table, structuredClone(ipcStream, { transfer: [ipcStream.buffer] }));
      }),
    lost: death.promise,
    close: () => {
      closed = true;
      engine.cancel();
    },
  };
}

const nextTurn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));
