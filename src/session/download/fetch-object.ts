/**
 * Fetches one object, through what a network does to it: waits while offline, tries again with growing pauses, goes on
 * where the connection broke. All that is outside comes in by `Outside`, so that a test can be the network and the clock.
 */
import {
  CHANGED,
  corsFailure,
  CUT,
  failure,
  failureInBody,
  failureOf,
  MOVED,
  OFFLINE,
  POLICY,
  REDIRECTED,
  UNREACHABLE,
} from '#cloudtrail/fetch-failure.ts';
import type { FetchFailure } from '#cloudtrail/fetch-failure.ts';
import type { FetchTarget, FetchingState } from './protocol.ts';
import { Received } from './received.ts';
import { askedWait, MOST_ATTEMPTS, MOST_RETRIES, retryWait } from './retry.ts';

export interface Outside {
  /** As the browser's own. */
  readonly fetch: (url: string, init: RequestInit) => Promise<Response>;
  /** Resolves after so many ms, or rejects with the signal's reason. */
  readonly wait: (ms: number, signal: AbortSignal) => Promise<void>;
  readonly isOnline: () => boolean;
  readonly now: () => number;
  readonly random: () => number;
  /** Hosts that have let this page read an answer. */
  readonly readable: Set<string>;
  /** Whether the page's own policy has refused a request. */
  readonly isForbidden: () => boolean;
}

export class FetchFailed extends Error {
  readonly failure: FetchFailure;

  constructor(told: FetchFailure) {
    super(told.words);
    this.failure = told;
  }
}

/** ms without a single byte after which a connection counts as lost. */
export const PATIENCE = 45_000;
/** ms to wait for the network to come back. */
const OFFLINE_PATIENCE = 600_000;
const MOST_HIDDEN = 2;
const HIDDEN = failure('busy', 'The answer could not be read.', true);
/** Of an answer that is an error, and of the head of one that is not. */
const ERROR_BYTES = 65_536;

/** Neither cookies nor a referrer nor the cache: the URL is a secret, and what it gives must be what S3 has now. */
const DISCREET: RequestInit = {
  method: 'GET',
  credentials: 'omit',
  referrerPolicy: 'no-referrer',
  cache: 'no-store',
  redirect: 'follow',
};

type Attempt = { readonly done: Blob } | { readonly failed: FetchFailure; readonly after?: number | null };

/** Rejects with `FetchFailed`, or with the signal's reason. */
export async function fetchObject(
  target: FetchTarget,
  outside: Outside,
  signal: AbortSignal,
  tell: (state: FetchingState) => void,
): Promise<Blob> {
  return new ObjectFetch(target, outside, signal, tell).run();
}

class ObjectFetch {
  private readonly target: FetchTarget;
  private readonly outside: Outside;
  private readonly signal: AbortSignal;
  private readonly tell: (state: FetchingState) => void;
  private readonly received: Received;
  /** The server does not give parts. */
  private wholeOnly = false;
  private wasAnswered = false;
  private hidden = 0;
  /** The last thing that was waited for did not come in time. */
  private wasLate = false;

  constructor(
    target: FetchTarget,
    outside: Outside,
    signal: AbortSignal,
    tell: (state: FetchingState) => void,
  ) {
    this.target = target;
    this.outside = outside;
    this.signal = signal;
    this.tell = tell;
    this.received = new Received(target.name);
  }

  async run(): Promise<Blob> {
    let retries = 0;
    for (let attempts = 1; ; attempts++) {
      await this.untilOnline();
      const before = this.received.bytes;
      const attempt = await this.attempt();
      if ('done' in attempt) return attempt.done;
      const { failed, after } = attempt;
      if (this.received.bytes > before) retries = 0;
      if (!failed.passing || retries >= MOST_RETRIES || attempts >= MOST_ATTEMPTS)
        throw new FetchFailed(failed);
      const wait = after ?? retryWait(retries, this.outside.random());
      retries += 1;
      this.tell({ phase: 'waiting', reason: failed.kind, retry: retries, ...this.figures() });
      await this.outside.wait(wait, this.signal);
    }
  }

  private figures(): { received: number; total: number | null } {
    return { received: this.received.bytes, total: this.received.total() };
  }

  private async untilOnline(): Promise<void> {
    for (let waited = 0; !this.outside.isOnline(); waited += 1_000) {
      if (waited >= OFFLINE_PATIENCE) throw new FetchFailed(OFFLINE);
      this.tell({ phase: 'waiting', reason: 'offline', retry: 0, ...this.figures() });
      await this.outside.wait(1_000, this.signal);
    }
  }

  private async attempt(): Promise<Attempt> {
    const resumes = !this.wholeOnly && this.received.canResume();
    const headers: Record<string, string> = resumes ? { Range: `bytes=${this.received.bytes}-` } : {};
    const stop = new AbortController();
    const onAbort = (): void => stop.abort(this.signal.reason);
    this.signal.addEventListener('abort', onAbort);
    try {
      this.signal.throwIfAborted();
      const asked = this.outside.fetch(this.target.url, { ...DISCREET, headers, signal: stop.signal });
      const response = await this.patiently(asked, stop);
      if (response === null) return { failed: await this.noAnswer(resumes) };
      return await this.take(response, resumes, stop);
    } finally {
      this.signal.removeEventListener('abort', onAbort);
      stop.abort();
    }
  }

  /** Null when it fails, or takes too long; rejects only when the user has cancelled. */
  private async patiently<T>(work: Promise<T>, stop: AbortController): Promise<T | null> {
    const over = new AbortController();
    this.wasLate = false;
    const tooLong = this.outside.wait(PATIENCE, over.signal).then(
      () => {
        this.wasLate = true;
        return null;
      },
      () => null,
    );
    try {
      return await Promise.race([work, tooLong]);
    } catch {
      return null;
    } finally {
      over.abort();
      if (this.signal.aborted) stop.abort();
      this.signal.throwIfAborted();
    }
  }

  /**
   * The browser says only “failed”. A request whose answer nobody may read succeeds wherever the host answers: so a refusal
   * by CORS is told from a network that is down.
   */
  private async noAnswer(resumed: boolean): Promise<FetchFailure> {
    if (this.outside.isForbidden()) return POLICY;
    if (!this.outside.isOnline()) return OFFLINE;
    if (this.wasLate || !(await this.hostAnswers())) return this.wasAnswered ? CUT : UNREACHABLE;
    const isExpired = this.target.expiresAt !== null && this.target.expiresAt <= this.outside.now();
    if (resumed && !isExpired) {
      this.wholeOnly = true;
      return CUT;
    }
    // A host that lets others be read: more likely a fault of its own, whose answer has no CORS headers.
    if (!isExpired && this.outside.readable.has(this.host()) && ++this.hidden <= MOST_HIDDEN) return HIDDEN;
    return corsFailure(isExpired, this.target.hasRegion);
  }

  private host(): string {
    return new URL(this.target.url).host;
  }

  private async hostAnswers(): Promise<boolean> {
    const stop = new AbortController();
    const asked = this.outside.fetch(this.target.url, { ...DISCREET, mode: 'no-cors', signal: stop.signal });
    const response = await this.patiently(asked, stop);
    stop.abort();
    return response !== null;
  }

  private async take(response: Response, resumes: boolean, stop: AbortController): Promise<Attempt> {
    this.wasAnswered = true;
    this.outside.readable.add(this.host());
    if (response.redirected && !isSafe(response.url)) return { failed: REDIRECTED };
    if (response.status === 206 && resumes) {
      if (this.received.fits(response.headers)) return this.read(response, stop);
      this.wholeOnly = true;
      return { failed: CHANGED, after: 0 };
    }
    if (response.status === 416 && resumes) {
      this.wholeOnly = true;
      return { failed: CHANGED, after: 0 };
    }
    if (response.ok && response.status !== 206) {
      this.received.begin(response.headers);
      return this.read(response, stop);
    }
    const failed = failureOf(response.status, await this.errorText(response, stop));
    // S3 sends those who come to the wrong Region on, and there the signature is for another host.
    if (response.redirected && failed.kind === 'signature') return { failed: MOVED };
    return { failed, after: failed.passing ? askedWait(response.headers.get('retry-after')) : null };
  }

  private async read(response: Response, stop: AbortController): Promise<Attempt> {
    const from = this.received.bytes;
    const reader = response.body?.getReader();
    for (;;) {
      const result =
        reader === undefined
          ? { done: true as const, value: undefined }
          : await this.patiently(reader.read(), stop);
      if (result === null) {
        // A part that gives nothing at all may be one that the browser could not unpack.
        if (from > 0 && this.received.bytes === from) this.wholeOnly = true;
        return { failed: CUT };
      }
      if (result.done) return this.finish();
      const failed = this.received.add(result.value);
      if (failed !== null) return { failed };
      this.tell({ phase: 'fetching', ...this.figures() });
    }
  }

  private async finish(): Promise<Attempt> {
    if (!this.received.isWhole()) return { failed: CUT };
    const blob = this.received.blob();
    const failed = failureInBody(await blob.slice(0, ERROR_BYTES).text());
    return failed === null ? { done: blob } : { failed };
  }

  private async errorText(response: Response, stop: AbortController): Promise<string> {
    const reader = response.body?.getReader();
    const decoder = new TextDecoder();
    let text = '';
    while (reader !== undefined && text.length < ERROR_BYTES) {
      const result = await this.patiently(reader.read(), stop);
      if (result === null || result.done) break;
      text += decoder.decode(result.value, { stream: true });
    }
    return text;
  }
}

function isSafe(url: string): boolean {
  return url.startsWith('https:') || /^http:\/\/(?:localhost|127\.0\.0\.1)[:/]/.test(url);
}
