/** A network and a clock for tests of fetching: answers are told beforehand, one for each request, and no time passes. */
import type { Outside } from '../download/fetch-object.ts';
import { PATIENCE } from '../download/fetch-object.ts';

export interface Asked {
  readonly url: string;
  readonly range: string | null;
  readonly init: RequestInit;
}

/** What a request meets. `down`: nothing answers. `hidden`: the host answers, but the page may not read it. */
export type Meets = 'down' | 'hidden' | 'silent' | ((asked: Asked) => Response);

export class FakeNetwork implements Outside {
  readonly asked: Asked[] = [];
  readonly waits: number[] = [];
  private readonly answers: Meets[];
  private last: Meets = 'down';
  online: boolean[] = [];
  time = 0;
  forbidden = false;
  readonly readable = new Set<string>();

  constructor(...answers: readonly Meets[]) {
    this.answers = [...answers];
  }

  readonly fetch = (url: string, init: RequestInit): Promise<Response> => {
    if (init.mode === 'no-cors')
      return this.last === 'down'
        ? Promise.reject(new TypeError('no network'))
        : Promise.resolve(new Response());
    const asked = { url, init, range: new Headers(init.headers).get('range') };
    this.asked.push(asked);
    this.last = this.answers.shift() ?? this.last;
    const meets = this.last;
    if (meets === 'silent')
      return new Promise((_, reject) => {
        init.signal?.addEventListener('abort', () => reject(new DOMException('aborted', 'AbortError')));
      });
    if (typeof meets === 'string') return Promise.reject(new TypeError('Failed to fetch'));
    return Promise.resolve(meets(asked));
  };

  readonly wait = (ms: number, signal: AbortSignal): Promise<void> => {
    const isWatch = ms === PATIENCE;
    if (isWatch && this.last !== 'silent')
      return new Promise((_, reject) => signal.addEventListener('abort', () => reject(new Error('over'))));
    if (!isWatch) this.waits.push(ms);
    this.time += ms;
    return signal.aborted ? Promise.reject(new Error('aborted')) : Promise.resolve();
  };

  readonly isOnline = (): boolean => this.online.shift() ?? true;
  readonly now = (): number => this.time;
  readonly random = (): number => 0.5;
  readonly isForbidden = (): boolean => this.forbidden;
}

interface BodyOptions {
  readonly status?: number;
  readonly headers?: Record<string, string>;
  /** The connection breaks after so many bytes of this answer. */
  readonly breaksAfter?: number;
  readonly chunk?: number;
}

/** An answer whose body comes in chunks, and may break. */
export function answer(bytes: Uint8Array<ArrayBuffer>, options: BodyOptions = {}): Response {
  const { status = 200, headers = {}, breaksAfter = Infinity, chunk = 100 } = options;
  let at = 0;
  const body = new ReadableStream<Uint8Array<ArrayBuffer>>({
    pull: (controller) => {
      if (at >= Math.min(breaksAfter, bytes.length)) {
        if (at >= breaksAfter) controller.error(new TypeError('network error'));
        else controller.close();
        return;
      }
      const end = Math.min(at + chunk, breaksAfter, bytes.length);
      controller.enqueue(bytes.slice(at, end));
      at = end;
    },
  });
  return new Response(body, { status, headers: { 'content-length': String(bytes.length), ...headers } });
}
