/**
 * One job at a time, the most urgent first; equal ones in the order in which they came. Pure: it knows no engine.
 *
 * Before something less urgent begins there is a moment's rest: whoever just got an answer may have its next question ready,
 * such as one about a table that was made for it, and would wait for seconds behind what works in the background.
 *
 * DuckDB answers one statement at a time, and what is on screen must not wait behind a prefetch.
 */
import type { Priority } from './database.ts';

const RANK: Record<Priority, number> = { load: 0, visible: 1, surrounding: 2, background: 3 };

interface Waiting {
  readonly priority: Priority;
  readonly start: () => Promise<void>;
}

export class CallQueue {
  #waiting: Waiting[] = [];
  #busy = false;
  #lastWasLoad = false;
  /** Of what ran last, as long as its successor may still come. */
  #lastRank = Infinity;
  #isResting = false;

  /**
   * Resolves or rejects with what `job` does. When `signal` is aborted the promise rejects at once with its reason: a
   * waiting job is forgotten; a running one is expected to watch the signal itself, and holds its place until it ends.
   */
  add<T>(priority: Priority, job: () => Promise<T>, signal?: AbortSignal): Promise<T> {
    return new Promise((resolve, reject) => {
      if (signal?.aborted) {
        reject(signal.reason);
        return;
      }
      const waiting: Waiting = {
        priority,
        start: () => this.#run(job).then(resolve, reject).finally(forget),
      };
      const onAbort = (): void => {
        this.#waiting = this.#waiting.filter((other) => other !== waiting);
        reject(signal?.reason);
      };
      const forget = (): void => signal?.removeEventListener('abort', onAbort);
      signal?.addEventListener('abort', onAbort, { once: true });
      this.#waiting.push(waiting);
      this.#next();
    });
  }

  async #run<T>(job: () => Promise<T>): Promise<T> {
    try {
      return await job();
    } finally {
      this.#busy = false;
      this.#next();
    }
  }

  #next(): void {
    if (this.#busy) return;
    const chosen = this.#choose();
    if (chosen === undefined) return;
    if (RANK[chosen.priority] > this.#lastRank) {
      this.#rest();
      return;
    }
    this.#lastRank = chosen.priority === 'load' ? Infinity : RANK[chosen.priority];
    this.#waiting = this.#waiting.filter((other) => other !== chosen);
    this.#lastWasLoad = chosen.priority === 'load';
    this.#busy = true;
    void chosen.start();
  }

  /** Until those who wait for the last answer have gone on. */
  #rest(): void {
    if (this.#isResting) return;
    this.#isResting = true;
    setTimeout(() => {
      this.#isResting = false;
      // Something as urgent came and is running: it has its own successors.
      if (!this.#busy) this.#lastRank = Infinity;
      this.#next();
    });
  }

  /** Loading goes first, but never twice in a row while somebody else waits: the screen stays alive during a load. */
  #choose(): Waiting | undefined {
    const others = this.#waiting.filter((waiting) => waiting.priority !== 'load');
    const candidates = this.#lastWasLoad && others.length > 0 ? others : this.#waiting;
    return candidates.reduce<Waiting | undefined>(
      (best, one) => (best === undefined || RANK[one.priority] < RANK[best.priority] ? one : best),
      undefined,
    );
  }
}
