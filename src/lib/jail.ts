/**
 * Takes every way to the outside from a worker before anything else starts in it: the engine's worker, which runs SQL,
 * and the ingest workers, which read bytes that somebody else wrote.
 *
 * Why: a page's `<meta>` CSP does not cover a worker that was loaded from its own address, so without this wall any SQL
 * could send data to another host (docs/decisions/0002-engine-jail.md). `import()` is syntax and cannot be taken, but
 * no SQL reaches it.
 */

const SENTENCE = 'network is off';

/** Ways out, and ways to make a new global scope that would not be jailed. */
const CLASSES = [
  'WebSocket',
  'WebSocketStream',
  'EventSource',
  'WebTransport',
  'Worker',
  'SharedWorker',
  'BroadcastChannel',
  'RTCPeerConnection',
  'RTCDataChannel',
  'FontFace',
  'Notification',
  // Must be a class: when it is absent, duckdb-wasm takes itself for Node and `LOAD` ends in "homedir is not a function".
  'XMLHttpRequest',
] as const;

const FUNCTIONS = [
  'fetch',
  'fetchLater',
  'importScripts',
  'webkitRequestFileSystem',
  'webkitRequestFileSystemSync',
  'webkitResolveLocalFileSystemURL',
  'webkitResolveLocalFileSystemSyncURL',
] as const;

/** Storage that outlives the tab, and objects with a network method of their own. */
const OBJECTS = ['caches', 'indexedDB', 'fonts', 'cookieStore'] as const;

const NAVIGATOR_MEMBERS = [
  'sendBeacon',
  'serviceWorker',
  'storage',
  'storageBuckets',
  'connection',
  'usb',
  'serial',
  'hid',
] as const;

/** `scope` is a worker's global object. Throws when something could not be taken: then nothing may start in it. */
export function enterJail(scope: object): void {
  for (const name of CLASSES) take(scope, name, forbiddenClass());
  for (const name of FUNCTIONS) take(scope, name, refuse);
  for (const name of OBJECTS) take(scope, name, undefined);
  const navigator: unknown = Reflect.get(scope, 'navigator');
  if (typeof navigator !== 'object' || navigator === null) return;
  for (const name of NAVIGATOR_MEMBERS) take(navigator, name, undefined);
}

function take(target: object, name: string, substitute: unknown): void {
  for (let level: object | null = target; level !== null; level = Reflect.getPrototypeOf(level)) {
    if (!Object.hasOwn(level, name)) continue;
    if (!Reflect.deleteProperty(level, name)) throw new Error(`${name} could not be taken from the worker`);
  }
  const fixed = { value: substitute, writable: false, configurable: false, enumerable: false };
  if (!Reflect.defineProperty(target, name, fixed))
    throw new Error(`${name} could not be closed in the worker`);
}

function refuse(): never {
  throw new Error(SENTENCE);
}

function forbiddenClass(): unknown {
  return class {
    constructor() {
      refuse();
    }
  };
}
