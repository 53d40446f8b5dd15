/**
 * Keeps the files of this build, so that the page opens without a network. It knows the addresses of those files and no
 * others: whatever else is asked for, logs and presigned URLs above all, goes its way as if this were not here, and is
 * never stored. Built by `scripts/service-worker.ts`; why so: docs/decisions/0023.
 */
import { PrecacheController } from 'workbox-precaching';
import { keptFile } from '#lib/kept-file.ts';

interface WaitableEvent extends Event {
  waitUntil(work: Promise<unknown>): void;
}

interface FetchEvent extends WaitableEvent {
  readonly request: Request;
  respondWith(response: Promise<Response>): void;
}

/** What is used here of the browser's `ServiceWorkerGlobalScope`. */
interface Scope {
  readonly registration: { readonly scope: string };
  readonly clients: {
    claim(): Promise<void>;
    matchAll(query: {
      type: 'window';
      includeUncontrolled: true;
    }): Promise<readonly { readonly url: string }[]>;
  };
  skipWaiting(): Promise<void>;
  addEventListener(type: 'install' | 'activate', listener: (event: WaitableEvent) => void): void;
  addEventListener(type: 'fetch', listener: (event: FetchEvent) => void): void;
  addEventListener(type: 'message', listener: (event: MessageEvent & WaitableEvent) => void): void;
}

declare const self: Scope;
/** Put before this script by the build. */
declare const SITE_FILES: readonly { url: string; revision: string | null; integrity: string }[];

const { scope } = self.registration;
const names = new Set(SITE_FILES.map(({ url }) => url));
const files = new PrecacheController({ cacheName: `trailscope ${scope}` });
files.addToCacheList([...SITE_FILES]);

// A file whose bytes are not the build's (its SHA-256 is known) fails the whole: then the version before stays.
self.addEventListener('install', (event) => void files.install(event));

self.addEventListener('activate', (event) => {
  void files.activate(event);
  // So that a page can go on without a network from the first visit on.
  event.waitUntil(self.clients.claim());
});

self.addEventListener('fetch', (event) => {
  const { request } = event;
  const name = request.method === 'GET' ? keptFile(request.url, scope, names) : null;
  // No answer from here: the browser asks the network as it always would.
  if (name === null) return;
  event.respondWith(files.matchPrecache(new URL(name, scope).href).then((kept) => kept ?? fetch(request)));
});

/** The user guide's pages are read, not run: they do not mind a change. */
const runsProgram = (url: string): boolean => url.startsWith(scope) && !url.startsWith(`${scope}guide/`);

/** A page asks to change to this version; not while others run the one before: parts of it would be gone under their feet. */
self.addEventListener('message', (event) => {
  const [answer] = event.ports;
  if (event.data !== 'take over' || answer === undefined) return;
  event.waitUntil(
    (async () => {
      const windows = await self.clients.matchAll({ type: 'window', includeUncontrolled: true });
      const isAlone = windows.filter(({ url }) => runsProgram(url)).length <= 1;
      answer.postMessage(isAlone ? 'taking over' : 'others are open');
      if (isAlone) await self.skipWaiting();
    })(),
  );
});
