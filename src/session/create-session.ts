/** The session as the page uses it: our workers, our engine. Both start while the user is choosing files. */
import { openDatabase } from '#database/duckdb.ts';
import { createIngestWorker } from '#ingest/create-worker.ts';
import { IngestPool, workerCount } from '#ingest/ingest-pool.ts';
import { LiveSession, MEMORY_BUDGET } from './data-set.ts';
import type { Session } from './session.ts';

/** `begin`: when they may; `null`: at once. */
export function createSession(begin: Promise<void> | null): Session {
  const pool = new IngestPool(createIngestWorker, workerCount(navigator.hardwareConcurrency));
  if (begin === null) pool.start();
  else void begin.then(() => pool.start());
  return new LiveSession({
    openDatabase: async (onFetched) => {
      if (begin !== null) await begin;
      return openDatabase({
        onProgress: ({ loaded, total }) => onFetched(total === null ? null : Math.min(1, loaded / total)),
      });
    },
    pool,
    memoryBudget: MEMORY_BUDGET,
    warmUp: true,
  });
}
