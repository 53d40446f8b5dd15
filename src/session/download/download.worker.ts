/** Entry of the worker that fetches: wiring only. It sees URLs and what they give, never what is loaded. */
import { reach } from './keep-fetch.ts';
import '#lib/enter-jail.ts';
import { holdLock } from '#lib/life-lock.ts';
import { DownloadRun } from './download-run.ts';
import type { FromDownloadWorker, ToDownloadWorker } from './protocol.ts';

/** The part of a worker's global scope that is used here (the DOM library types `self` as a window). */
interface WorkerScope {
  onmessage: ((message: MessageEvent<ToDownloadWorker>) => void) | null;
  postMessage(message: FromDownloadWorker): void;
  addEventListener(type: 'securitypolicyviolation', listener: () => void): void;
}
declare const self: WorkerScope;

let isForbidden = false;
self.addEventListener('securitypolicyviolation', () => {
  isForbidden = true;
});

const wait = (ms: number, signal: AbortSignal): Promise<void> =>
  new Promise((resolve, reject) => {
    const end = (): void => {
      clearTimeout(timer);
      reject(signal.reason);
    };
    const timer = setTimeout(() => {
      signal.removeEventListener('abort', end);
      resolve();
    }, ms);
    if (signal.aborted) end();
    else signal.addEventListener('abort', end, { once: true });
  });

const run = new DownloadRun(
  {
    fetch: reach,
    wait,
    isOnline: () => navigator.onLine,
    now: () => Date.now(),
    random: () => Math.random(),
    isForbidden: () => isForbidden,
    readable: new Set(),
  },
  (message) => self.postMessage(message),
);

self.onmessage = ({ data }) => {
  switch (data.type) {
    case 'hold-lock':
      void holdLock(data.lockName).then((held) => held && self.postMessage({ type: 'lock-held' }));
      return;
    case 'ping':
      self.postMessage({ type: 'alive' });
      return;
    case 'fetch':
      run.add(data.targets);
      return;
    case 'cancel':
      run.cancel();
      return;
  }
};
