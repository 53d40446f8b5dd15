/**
 * A worker that ends without an error sends no event, but it lets go of its locks: it holds one for as long as it lives, and
 * whoever asks for the same one gets it when the worker is gone. Browsers have locks only where the address is trusted
 * (https, localhost).
 */

/** A name that no other worker, page or tab has. */
export function newLockName(what: string): string {
  return `trailscope-${what}-${crypto.getRandomValues(new Uint32Array(4)).join('-')}`;
}

/** In the worker. Resolves when the lock is held, which it is until the worker ends; false where there are no locks. */
export function holdLock(name: string): Promise<boolean> {
  const locks = lockManager();
  if (locks === null) return Promise.resolve(false);
  return new Promise((resolve) => {
    const forever = (): Promise<never> => {
      resolve(true);
      return new Promise(() => undefined);
    };
    locks.request(name, forever).catch(() => resolve(false));
  });
}

/** In the page, when the lock is held. Resolves to true when its holder is gone, to false when the signal is aborted. */
export async function lockReleased(name: string, signal: AbortSignal): Promise<boolean> {
  try {
    await lockManager()?.request(name, { signal }, () => undefined);
    return !signal.aborted;
  } catch {
    return false;
  }
}

function lockManager(): LockManager | null {
  // Absent over plain http, and `navigator` in Node, whatever the types say.
  const { navigator }: { navigator?: { locks?: LockManager } } = globalThis;
  return navigator?.locks ?? null;
}
