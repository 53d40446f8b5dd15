/**
 * One load as one worker sees it: works through the items it is given, in order, reading ahead, with at most a few
 * batches on their way. Free of worker globals, so that it runs in tests as it does in the browser.
 */
import { TimeSlice } from '#lib/time-slice.ts';
import { BatchWriter, type IngestSizes } from './batch-writer.ts';
import { FileIntake, WHOLE_FILE_BYTES } from './file-intake.ts';
import type { EventBatch, FileResult, FromWorker, WorkItem } from './protocol.ts';
import type { HashKey } from './record-bytes.ts';
import { unread } from './report.ts';
import { readWhole, type Source } from './source.ts';

/** Batches that may be on their way to the engine. More would only pile up in memory. */
const MAX_BATCHES_UNDERWAY = 3;
/** Longest time in ms that the worker works without looking at its messages: cancel must be heard at once. */
const SLICE_MS = 40;
/** Time in ms between two progress messages. */
const PROGRESS_MS = 200;

interface Waiting {
  readonly work: WorkItem;
  readonly bytes: Promise<ArrayBuffer | null>;
}

export class IngestRun {
  readonly run: number;
  private readonly post: (message: FromWorker, transfer: Transferable[]) => void;
  private readonly writer: BatchWriter;
  private readonly slice = new TimeSlice(SLICE_MS);
  private readonly intake: FileIntake;
  private readonly queue: Waiting[] = [];
  private readonly wholeFileBytes: number;
  private working = false;
  private ended = false;
  private noMore = false;
  private cancelled = false;
  private underway = 0;
  private onBatchDone: (() => void) | null = null;
  private bytesRead = 0;
  private lastProgress = 0;

  constructor(
    run: number,
    hashKey: HashKey,
    post: (message: FromWorker, transfer: Transferable[]) => void,
    sizes: IngestSizes = {},
  ) {
    this.run = run;
    this.post = post;
    this.writer = new BatchWriter(hashKey, (batch) => this.send(batch), sizes);
    this.intake = new FileIntake(this.writer, this.slice, () => this.cancelled, sizes);
    this.wholeFileBytes = sizes.wholeFileBytes ?? WHOLE_FILE_BYTES;
  }

  add(work: WorkItem): void {
    // Reading begins at once; a failure is looked at when its turn comes.
    const bytes = readItem(work, this.wholeFileBytes).catch(() => null);
    this.queue.push({ work, bytes });
    this.start();
  }

  finish(): void {
    this.noMore = true;
    this.start();
  }

  cancel(): void {
    this.cancelled = true;
    this.noMore = true;
    this.onBatchDone?.();
    this.start();
  }

  batchDone(): void {
    this.underway--;
    this.onBatchDone?.();
  }

  private start(): void {
    if (this.working || this.ended) return;
    this.working = true;
    void this.work();
  }

  private async work(): Promise<void> {
    for (;;) {
      const next = this.queue.shift();
      if (next === undefined) break;
      await this.takeItem(next);
    }
    this.working = false;
    if (!this.noMore) return;
    this.ended = true;
    await this.writer.flush();
    this.progress(true);
    this.slice.close();
    this.post({ type: 'done', run: this.run }, []);
  }

  private async takeItem({ work, bytes }: Waiting): Promise<void> {
    const joined = await bytes;
    const results: FileResult[] = [];
    let at = 0;
    for (const [k, source] of work.sources.entries()) {
      const { size } = source;
      const own = joined === null ? null : new Uint8Array(joined, at, size);
      at += size;
      results.push(await this.takeFile(work.ids[k] ?? -1, source, own));
      this.bytesRead += size;
      this.progress(false);
      if (this.slice.isOver()) await this.slice.next();
    }
    this.post({ type: 'item-done', run: this.run, item: work.item, results }, []);
  }

  /** `bytes` is null when the item could not be read at once: then only the file that is to blame is lost. */
  private async takeFile(
    id: number,
    source: Source,
    bytes: Uint8Array<ArrayBuffer> | null,
  ): Promise<FileResult> {
    if (this.cancelled) return unread(id, 'cancelled', []);
    let own = bytes;
    try {
      own ??= await readWhole(source, this.wholeFileBytes);
    } catch (error) {
      return unread(id, 'failed', [readProblem(error)]);
    }
    try {
      return own === null ? await this.intake.takeLarge(id, source) : await this.intake.takeBytes(id, own);
    } catch (error) {
      return this.intake.giveUp(id, readProblem(error));
    }
  }

  private async send(batch: EventBatch): Promise<void> {
    this.underway++;
    this.post({ type: 'batch', run: this.run, batch }, [batch.ipc.buffer]);
    this.progress(false);
    while (this.underway >= MAX_BATCHES_UNDERWAY && !this.cancelled) {
      await new Promise<void>((resolve) => {
        this.onBatchDone = resolve;
      });
      this.onBatchDone = null;
    }
  }

  private progress(now: boolean): void {
    const time = performance.now();
    if (!now && time - this.lastProgress < PROGRESS_MS) return;
    this.lastProgress = time;
    this.post(
      { type: 'progress', run: this.run, bytesRead: this.bytesRead, events: this.writer.progress.events },
      [],
    );
  }
}

/** All bytes of an item; null when they cannot be had at once. */
async function readItem({ sources }: WorkItem, wholeFileBytes: number): Promise<ArrayBuffer | null> {
  const total = sources.reduce((sum, { size }) => sum + size, 0);
  if (total > wholeFileBytes) return null;
  // Joined here, not on the page: making a Blob asks the browser for every file in it.
  const read = await new Blob(sources.map(({ blob }) => blob)).arrayBuffer();
  // A file that grew or shrank since it was chosen would shift all that follow.
  return read.byteLength === total ? read : null;
}

function readProblem(error: unknown): string {
  const name = error instanceof Error ? error.name : '';
  const message = error instanceof Error ? error.message : String(error);
  if (name === 'NotReadableError' || name === 'NotFoundError') {
    return 'The file could not be read: it was moved, removed, changed or locked after it was chosen. Choose it again to load it.';
  }
  return `The file could not be read (${name === '' ? message : `${name}: ${message}`}).`;
}
