/**
 * A page that holds nothing but the engine, so that a test can run SQL in it as it stands in the product: same worker,
 * same jail, same CSP. The product itself has no such door.
 */
import { QueryError } from '../../src/database/database.ts';
import { type OpenOptions, openDatabase } from '../../src/database/duckdb.ts';

const workerPolicy: TrustedTypesDefaultPolicy = {
  createScriptURL: (address) => {
    if (new URL(address, location.href).origin === location.origin) return address;
    throw new TypeError('address refused');
  },
};

/** The DOM types of our TypeScript do not know Trusted Types yet. */
interface TrustedTypesDefaultPolicy {
  readonly createScriptURL: (address: string) => string;
}

const trustedTypes: unknown = Reflect.get(globalThis, 'trustedTypes');
if (typeof trustedTypes === 'object' && trustedTypes !== null) {
  const createPolicy: unknown = Reflect.get(trustedTypes, 'createPolicy');
  if (typeof createPolicy === 'function') Reflect.apply(createPolicy, trustedTypes, ['default', workerPolicy]);
}

const harness = {
  open: (options?: OpenOptions) => openDatabase(options),
  /** Errors with their own fields, which do not survive the way to the test otherwise. */
  tell: (error: unknown) => {
    if (!(error instanceof Error)) return { name: typeof error, message: String(error), outOfMemory: false };
    const outOfMemory = error instanceof QueryError && error.outOfMemory;
    return { name: error.name, message: error.message, outOfMemory };
  },
};

declare global {
  interface Window {
    harness: typeof harness;
  }
}

window.harness = harness;
