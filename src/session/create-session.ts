/** The session as the page uses it: our workers, our engine. Both start at once, while the user is choosing files. */
import { openDatabase } from '#database/duckdb.ts';
import { IngestPool, workerCount } from '#ingest/ingest-pool.ts';
import { LiveSession, MEMORY_BUDGET } from './data-set.ts';
import type { Session } from './session.ts';

function createIngestWorker(): Worker {
  // The bundler recognises exactly this form.
  return new Worker(new URL('../ingest/ingest.worker.ts', import.meta.url), {
    type: 'module',
    name: 'ingest',
  });
}

export function createSession(): Session {
  return new LiveSession({
    openDatabase: () => openDatabase(),
    pool: new IngestPool(createIngestWorker, workerCount(navigator.hardwareConcurrency)),
    memoryBudget: MEMORY_BUDGET,
  });
}
