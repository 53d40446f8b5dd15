/** The browser's locks, for a test: who holds one lets go of it when the test says so. */

type Waiting = () => void;

export class FakeLocks {
  private readonly holders = new Map<string, Waiting[]>();

  take(name: string): void {
    this.holders.set(name, []);
  }

  /** As when its holder is gone. */
  release(name: string): void {
    const waiting = this.holders.get(name) ?? [];
    this.holders.delete(name);
    for (const next of waiting) next();
  }

  isWaitedFor(name: string): boolean {
    return (this.holders.get(name)?.length ?? 0) > 0;
  }

  /** The form that `life-lock.ts` asks in. */
  async request(
    name: string,
    optionsOrThen: { readonly signal: AbortSignal } | (() => unknown),
    then?: () => unknown,
  ): Promise<unknown> {
    if (typeof optionsOrThen === 'function') {
      this.take(name);
      return optionsOrThen();
    }
    const { signal } = optionsOrThen;
    signal.throwIfAborted();
    const waiting = this.holders.get(name);
    if (waiting !== undefined)
      await new Promise<void>((resolve, reject) => {
        waiting.push(resolve);
        signal.addEventListener('abort', () => reject(signal.reason), { once: true });
      });
    return then?.();
  }
}
