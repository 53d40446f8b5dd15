/**
 * The copy of the program that the browser keeps (docs/decisions/0023): asked for once the page has all it needs, and a
 * newer version offered, never taken by itself. Where service workers are not allowed (plain http, private windows), the page is
 * what it is without them.
 */

export type UpdateState =
  /** Nothing to say. */
  | 'none'
  /** A newer version waits. */
  | 'ready'
  /** It cannot begin, because another tab runs the one before. */
  | 'others are open';

/** What is used here of the browser's `ServiceWorkerContainer`. */
export interface Container {
  /** Answers nothing where a test or a tool has switched service workers off. */
  register(url: string, options: RegistrationOptions): Promise<ServiceWorkerRegistration | undefined>;
  addEventListener(type: 'controllerchange', listener: () => void): void;
}

interface Parts {
  /** Absent where the browser allows none here. */
  readonly container: Container | undefined;
  readonly reload: () => void;
}

export class Updates {
  private readonly parts: Parts;
  private readonly listeners = new Set<() => void>();
  private state: UpdateState = 'none';
  private waiting: ServiceWorker | null = null;
  private isTakingOver = false;

  constructor(parts: Parts) {
    this.parts = parts;
  }

  getState(): UpdateState {
    return this.state;
  }

  subscribe(listener: () => void): () => void {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  }

  /** Never rejects: without a kept copy everything works but opening the page offline. */
  async keepCopy(url: string): Promise<void> {
    try {
      // Asked of the server each time, whatever caching its host has set for it.
      const registration = await this.parts.container?.register(url, { updateViaCache: 'none' });
      if (registration !== undefined) this.watch(registration);
    } catch {
      // A private window, a setting of the browser, or a host without the file.
    }
  }

  private watch(registration: ServiceWorkerRegistration): void {
    // The first one replaces nothing.
    const look = (): void => {
      if (registration.waiting !== null && registration.active !== null) this.offer(registration.waiting);
    };
    registration.addEventListener('updatefound', () =>
      registration.installing?.addEventListener('statechange', look),
    );
    // It may have begun before this was listening.
    registration.installing?.addEventListener('statechange', look);
    look();
    // The first copy takes this page over too; that is no reason to load it anew.
    this.parts.container?.addEventListener('controllerchange', () => {
      if (this.isTakingOver) this.parts.reload();
    });
  }

  private offer(waiting: ServiceWorker): void {
    this.waiting = waiting;
    this.set('ready');
  }

  private set(state: UpdateState): void {
    this.state = state;
    for (const listener of this.listeners) listener();
  }

  /** Changes to the waiting version and reloads the page, if no other tab runs the one before. */
  takeOver(): void {
    const channel = new MessageChannel();
    channel.port1.onmessage = ({ data }: MessageEvent<unknown>) => {
      channel.port1.close();
      if (data === 'taking over') return;
      this.isTakingOver = false;
      this.set('others are open');
    };
    this.isTakingOver = true;
    this.waiting?.postMessage('take over', [channel.port2]);
  }
}
