import { describe, expect, it } from 'vitest';
import { enterJail } from './jail.ts';

/** A scope built as a worker's is: members on several prototypes, some as getters. */
function workerLike() {
  class WorkerGlobalScope {
    fetch(): string {
      return 'reached';
    }
    importScripts(): void {}
    get caches(): string {
      return 'reached';
    }
  }
  class DedicatedWorkerGlobalScope extends WorkerGlobalScope {
    readonly XMLHttpRequest = class {};
    readonly WebSocket = class {};
    readonly navigator = Object.create({ sendBeacon: () => true, locks: 'kept' });
  }
  return new DedicatedWorkerGlobalScope();
}

describe('enterJail', () => {
  it('takes every way out, along the whole prototype chain', () => {
    const scope = workerLike();
    enterJail(scope);
    expect(() => scope.fetch()).toThrow('network is off');
    expect(() => scope.importScripts()).toThrow('network is off');
    expect(() => new scope.XMLHttpRequest()).toThrow('network is off');
    expect(() => new scope.WebSocket()).toThrow('network is off');
    expect(scope.caches).toBeUndefined();
    expect(Reflect.get(Object.getPrototypeOf(Object.getPrototypeOf(scope)), 'fetch')).toBeUndefined();
  });

  it('also takes what this browser does not have yet', () => {
    const scope = workerLike();
    enterJail(scope);
    expect(Object.hasOwn(scope, 'WebTransport')).toBe(true);
    expect(Object.hasOwn(scope, 'SharedWorker')).toBe(true);
  });

  it('cannot be undone', () => {
    const scope = workerLike();
    enterJail(scope);
    expect(Reflect.deleteProperty(scope, 'fetch')).toBe(false);
    expect(Reflect.set(scope, 'XMLHttpRequest', class {})).toBe(false);
    expect(Reflect.defineProperty(scope, 'WebSocket', { value: 1 })).toBe(false);
  });

  it('takes sendBeacon and leaves the locks', () => {
    const scope = workerLike();
    enterJail(scope);
    expect(scope.navigator.sendBeacon).toBeUndefined();
    expect(scope.navigator.locks).toBe('kept');
  });

  it('throws when something cannot be taken', () => {
    const scope = workerLike();
    Object.defineProperty(scope, 'fetch', { value: () => 'reached', configurable: false });
    expect(() => enterJail(scope)).toThrow('fetch could not be taken');
  });
});
