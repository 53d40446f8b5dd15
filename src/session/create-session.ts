/** The session as the page uses it: our workers, our engine. Both start at once, while the user is choosing files. */
import { openDatabase } from '#database/duckdb.ts';
import { createIngestWorker } from '#ingest/create-worker.ts';
import { IngestPool, workerCount } from '#ingest/ingest-pool.ts';
import { LiveSession, MEMORY_BUDGET } from './data-set.ts';
import type { Session } from './session.ts';

export function createSession(): Session {
  return new LiveSession({
    openDatabase: (onFetched) =>
      openDatabase({
        onProgress: ({ loaded, total }) => onFetched(total === null ? null : Math.min(1, loaded / total)),
      }),
    pool: new IngestPool(createIngestWorker, workerCount(navigator.hardwareConcurrency)),
    memoryBudget: MEMORY_BUDGET,
    warmUp: true,
  });
}
