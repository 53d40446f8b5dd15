/** Starts an ingest worker. The bundler recognises exactly this form; under Trusted Types the page's policy admits it. */
export function createIngestWorker(): Worker {
  return new Worker(new URL('./ingest.worker.ts', import.meta.url), { type: 'module', name: 'ingest' });
}
