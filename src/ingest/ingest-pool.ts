/**
 * The page's side of the ingest workers: cuts the files into items, hands them out, relays what comes back, and treats
 * the death of a worker as an ordinary event. Workers are kept between loads: a new one would compile its code anew.
 */
import { Lane } from './lane.ts';
import type { EventBatch, FileResult, FromWorker, WorkItem } from './protocol.ts';
import type { HashKey } from './record-bytes.ts';
import { unread } from './report.ts';
import { type NumberedFile, planItems } from './work-items.ts';

export type { NumberedFile } from './work-items.ts';

export interface IngestHandlers {
  /** Resolves when the batch is in the database; until then its worker counts it as on its way. */
  readonly onBatch: (worker: number, batch: EventBatch) => Promise<void>;
  /** Answers the files that were found in archives among them: they are read in this load too. */
  readonly onFiles: (results: readonly FileResult[]) => readonly NumberedFile[];
  /** Sums over all workers. */
  readonly onProgress: (bytesRead: number, events: number) => void;
  /** A worker begins with these files. */
  readonly onStart: (ids: readonly number[]) => void;
}

/** Items a worker holds at once: it reads ahead while it scans. */
const AHEAD = { small: 5, large: 2 } as const;

const LOST_NOTE =
  'The reader stopped unexpectedly while reading this file; records that it had handed on before are kept. Choose the file again to try once more.';

/** How many workers: two even on two cores (10–25 % faster than one, measured); more cores were not measured. */
export function workerCount(cores: number): number {
  return Math.max(1, Math.min(cores <= 2 ? cores : cores - 1, 6));
}

export class IngestPool {
  private readonly createWorker: () => Worker;
  private readonly workers: number;
  private lanes: readonly Lane[] = [];
  private runs = 0;

  constructor(createWorker: () => Worker, workers: number) {
    this.createWorker = createWorker;
    this.workers = workers;
  }

  /** Starts the workers, which warm up; a load that comes before does it. Once, however often it is called. */
  start(): void {
    if (this.lanes.length > 0) return;
    this.lanes = Array.from({ length: this.workers }, (_, index) => new Lane(index, this.createWorker));
  }

  /**
   * Reads all files, beginning with the first while later ones are still being looked up; resolves when every batch has
   * been handed on. An aborted signal ends it early, nothing is lost: `files` must still name all that are left.
   */
  async load(
    files: AsyncIterable<readonly NumberedFile[]>,
    hashKey: HashKey,
    handlers: IngestHandlers,
    signal: AbortSignal,
  ): Promise<void> {
    this.start();
    const run = new PoolRun(++this.runs, this.lanes, hashKey, handlers);
    await run.start(files, signal);
  }

  /** Files will come soon: the processor is wanted for starting the engine now. */
  endWarmUp(): void {
    this.start();
    for (const lane of this.lanes) lane.send({ type: 'end-warm-up' });
  }

  close(): void {
    for (const lane of this.lanes) lane.close();
  }
}

class PoolRun {
  private readonly id: number;
  private readonly lanes: readonly Lane[];
  private readonly waiting: WorkItem[] = [];
  private readonly hashKey: HashKey;
  private readonly handlers: IngestHandlers;
  private readonly batches = new Set<Promise<void>>();
  private resolve: () => void = () => undefined;
  private nextItem = 0;
  /** No more files will be named. */
  private complete = false;
  private cancelled = false;

  constructor(id: number, lanes: readonly Lane[], hashKey: HashKey, handlers: IngestHandlers) {
    this.id = id;
    this.lanes = lanes;
    this.hashKey = hashKey;
    this.handlers = handlers;
  }

  async start(files: AsyncIterable<readonly NumberedFile[]>, signal: AbortSignal): Promise<void> {
    const ended = new Promise<void>((resolve) => {
      this.resolve = resolve;
    });
    const cancel = (): void => this.cancel();
    signal.addEventListener('abort', cancel);
    for (const lane of this.lanes) this.open(lane);
    if (signal.aborted) this.cancel();
    await Promise.all([ended, this.plan(files)]);
    while (this.batches.size > 0) await Promise.all(this.batches);
    signal.removeEventListener('abort', cancel);
  }

  /** Hands files out as they are named. */
  private async plan(files: AsyncIterable<readonly NumberedFile[]>): Promise<void> {
    for await (const named of files) {
      if (this.cancelled) {
        this.leave(named.map(({ id }) => id));
        continue;
      }
      this.expect(named);
      // In rounds: a few large files must not all go to the first worker.
      for (let each = 1; each <= AHEAD.small; each++) for (const lane of this.lanes) this.give(lane, each);
    }
    this.complete = true;
    for (const lane of this.lanes) this.feed(lane);
  }

  private expect(files: readonly NumberedFile[]): void {
    const items = planItems(files, this.nextItem);
    this.nextItem += items.length;
    this.waiting.push(...items);
  }

  /** Files that will not be read any more. */
  private leave(ids: readonly number[]): void {
    this.handlers.onFiles(ids.map((id) => unread(id, 'cancelled', [])));
  }

  private open(lane: Lane): void {
    lane.begin({ onMessage: (message) => this.hear(lane, message), onLoss: () => this.lose(lane) });
    lane.send({ type: 'start', run: this.id, hashKey: this.hashKey });
  }

  /** Gives a worker what it has room for; when nothing is left, says so. */
  private feed(lane: Lane): void {
    if (lane.finished) return;
    this.give(lane, AHEAD.small);
    if (lane.open.size > 0 || !this.complete) return;
    // What another worker still has in hand may be an archive: its files will need readers.
    if (this.lanes.every(({ open }) => open.size === 0)) this.endAll();
    else if (!lane.resting) {
      lane.resting = true;
      lane.send({ type: 'rest', run: this.id });
    }
  }

  private endAll(): void {
    for (const lane of this.lanes) if (!lane.finished) lane.send({ type: 'no-more', run: this.id });
  }

  /** Gives items to a worker until it holds `most` of them, or as many as it may read ahead. */
  private give(lane: Lane, most: number): void {
    for (;;) {
      const next = this.waiting[0];
      const ahead = next?.sources.length === 1 ? AHEAD.large : AHEAD.small;
      if (next === undefined || lane.finished || lane.open.size >= Math.min(most, ahead)) return;
      this.waiting.shift();
      lane.open.set(next.item, next);
      lane.resting = false;
      this.handlers.onStart(next.ids);
      lane.send({ type: 'work', run: this.id, work: next });
    }
  }

  private hear(lane: Lane, message: FromWorker): void {
    if (!('run' in message) || message.run !== this.id) return;
    switch (message.type) {
      case 'progress':
        lane.bytesRead = message.bytesRead;
        lane.events = message.events;
        this.reportProgress();
        return;
      case 'batch':
        this.takeBatch(lane, message.batch);
        return;
      case 'item-done':
        lane.open.delete(message.item);
        this.takeFiles(lane, message.results);
        return;
      case 'done':
        this.finish(lane);
        return;
    }
  }

  private takeFiles(lane: Lane, results: readonly FileResult[]): void {
    const found = this.handlers.onFiles(results);
    if (this.cancelled) this.leave(found.map(({ id }) => id));
    else if (found.length > 0) {
      this.expect(found);
      for (let each = 1; each <= AHEAD.small; each++) for (const other of this.lanes) this.give(other, each);
    }
    this.feed(lane);
  }

  private reportProgress(): void {
    const sum = (of: (lane: Lane) => number): number =>
      this.lanes.reduce((total, lane) => total + of(lane), 0);
    this.handlers.onProgress(
      sum((lane) => lane.bytesRead),
      sum((lane) => lane.events),
    );
  }

  private takeBatch(lane: Lane, batch: EventBatch): void {
    // A failed batch is accounted for by the handler; the worker must hear that it is over all the same.
    const handled = this.handlers
      .onBatch(lane.index, batch)
      .catch(() => undefined)
      .finally(() => {
        this.batches.delete(handled);
        if (!lane.finished) lane.send({ type: 'batch-done', run: this.id });
      });
    this.batches.add(handled);
  }

  private cancel(): void {
    this.cancelled = true;
    this.leave(this.waiting.splice(0).flatMap((item) => item.ids));
    for (const lane of this.lanes) if (!lane.finished) lane.send({ type: 'cancel', run: this.id });
  }

  private finish(lane: Lane): void {
    lane.finish();
    if (this.lanes.every((other) => other.finished)) this.resolve();
  }

  /** The worker is gone. What it had in hand is reported; the rest goes to its successor. */
  private lose(lane: Lane): void {
    const inHand = [...lane.open.values()].flatMap((item) => item.ids);
    lane.open.clear();
    this.handlers.onFiles(inHand.map((id) => unread(id, 'failed', [LOST_NOTE])));
    if (this.cancelled || (this.complete && this.waiting.length === 0)) {
      this.finish(lane);
      // The others may only have waited for what this one had in hand.
      if (this.lanes.every(({ open }) => open.size === 0)) this.endAll();
      return;
    }
    this.open(lane);
    this.feed(lane);
  }
}
