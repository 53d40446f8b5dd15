/**
 * Who is behind what, for one opened database: worked out in the background once a load has ended, and again whenever
 * the rows have changed (docs/decisions/0017). Whoever asks earlier waits.
 */
import type { Lineage, Reach } from '#cloudtrail/lineage.ts';
import type { CallOptions, Database } from '#database/database.ts';
import { TimeSlice } from '#lib/time-slice.ts';
import { MOST_ROOTS } from '#query/lineage-needs.ts';
import { Fetched } from './fetched.ts';
import { waitFor } from './wait-for.ts';
import type { Made } from './work-out-lineage.ts';

/** ms after a load before anything is done unasked: the first picture of the loaded set comes first. */
const CALM_MS = 400;
/** ms of the page's time at once. */
const SLICE_MS = 8;

const work = new Fetched(() => import('./work-out-lineage.ts'));

interface Build {
  readonly stop: AbortController;
  readonly made: Promise<Made>;
  /** By root in lower case, as the filter compares them; the least used first. */
  readonly reaches: Map<string, Promise<Reach>>;
}

/** The rows changed while it was worked out. */
export class LineageOutdated extends Error {
  override readonly name = 'LineageOutdated';
}

export class LineageIndex {
  private readonly database: Promise<Database>;
  private build: Build | null = null;
  private timer: ReturnType<typeof setTimeout> | null = null;
  /** The tables are filled by one at a time: what was stopped may still have a statement under way. */
  private filling: Promise<unknown> = Promise.resolve();

  constructor(database: Promise<Database>) {
    this.database = database;
    void database.then(
      () => work.prepare(),
      () => undefined,
    );
  }

  /** The rows are about to change, or the database to go. */
  stop(): void {
    if (this.timer !== null) clearTimeout(this.timer);
    this.timer = null;
    this.build?.stop.abort(new LineageOutdated('The loaded events have changed.'));
    this.build = null;
  }

  /** The rows have changed, and stay as they are for now. */
  renew(): void {
    this.stop();
    this.timer = setTimeout(() => void this.begin(), CALM_MS);
  }

  /** Rejects with `LineageOutdated` when the rows change meanwhile. */
  async lineage({ signal }: CallOptions = {}): Promise<Lineage> {
    return (await waitFor(this.begin().made, signal)).lineage;
  }

  async reach(root: string, { signal }: CallOptions = {}): Promise<Reach> {
    const build = this.begin();
    const key = root.toLowerCase();
    const known = build.reaches.get(key) ?? this.makeReach(build, root);
    build.reaches.delete(key);
    build.reaches.set(key, known);
    return waitFor(known, signal);
  }

  private begin(): Build {
    if (this.build !== null) return this.build;
    if (this.timer !== null) clearTimeout(this.timer);
    this.timer = null;
    const stop = new AbortController();
    const made = this.inTurn(() => this.make(stop.signal));
    const build: Build = { stop, made, reaches: new Map() };
    // Whoever asks meets the failure; the next one who asks tries again.
    made.catch(() => {
      if (this.build === build) this.build = null;
    });
    this.build = build;
    return build;
  }

  private inTurn<T>(job: () => Promise<T>): Promise<T> {
    const done = this.filling.then(job, job);
    this.filling = done.catch(() => undefined);
    return done;
  }

  private async make(signal: AbortSignal): Promise<Made> {
    const slice = new TimeSlice(SLICE_MS);
    const breathe = (): Promise<void> | undefined => {
      signal.throwIfAborted();
      return slice.isOver() ? slice.next() : undefined;
    };
    try {
      signal.throwIfAborted();
      const { workOutLineage } = await work.get();
      return await workOutLineage({ database: await this.database, signal, breathe });
    } finally {
      slice.close();
    }
  }

  private makeReach(build: Build, root: string): Promise<Reach> {
    const key = root.toLowerCase();
    const [least] = build.reaches.keys();
    // As many as one filter may ask for at once; beyond, the least used goes.
    const isFull = build.reaches.size >= MOST_ROOTS && least !== undefined;
    if (isFull) build.reaches.delete(least);
    const made = build.made.then((worked) =>
      this.inTurn(async () => {
        build.stop.signal.throwIfAborted();
        const { workOutReach } = await work.get();
        return workOutReach(await this.database, worked, root, isFull ? least : null);
      }),
    );
    made.catch(() => {
      if (build.reaches.get(key) === made) build.reaches.delete(key);
    });
    return made;
  }
}
