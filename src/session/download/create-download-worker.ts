/** Starts the worker that fetches. The bundler recognises exactly this form; under Trusted Types the page's policy admits it. */
export function createDownloadWorker(): Worker {
  return new Worker(new URL('./download.worker.ts', import.meta.url), { type: 'module', name: 'download' });
}
