/**
 * One load as one worker sees it: works through the items it is given, in order, reading ahead, with at most a few
 * batches on their way. Free of worker globals, so that it runs in tests as it does in the browser.
 */
import { TimeSlice } from '#lib/time-slice.ts';
import { BatchWriter, type IngestSizes } from './batch-writer.ts';
import { count } from './archives/found-entry.ts';
import { isArchive, openArchive } from './archives/open-archive.ts';
import { FileIntake, WHOLE_FILE_BYTES } from './file-intake.ts';
import { wholeFile } from './open-file.ts';
import type { EventBatch, FileResult, FromWorker, WorkItem } from './protocol.ts';
import { readItem } from './read-item.ts';
import type { HashKey } from './record-bytes.ts';
import { unread } from './report.ts';
import type { Source } from './source.ts';
import { DamagedEntry, type Unpacked } from './zip-unpacking.ts';

/** Batches that may be on their way to the engine. More would only pile up in memory. */
const MAX_BATCHES_UNDERWAY = 3;
/** Longest time in ms that the worker works without looking at its messages: cancel must be heard at once. */
const SLICE_MS = 40;
/** Time in ms between two progress messages. */
const PROGRESS_MS = 200;

interface Waiting {
  readonly work: WorkItem;
  /** Of each file what lies at its place; null when they cannot be had at once. */
  readonly spans: Promise<readonly Uint8Array<ArrayBuffer>[] | null>;
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
  private resting = false;
  private cancelled = false;
  private underway = 0;
  private onBatchDone: (() => void) | null = null;
  private bytesRead = 0;
  /** Of an archive that is being unpacked. */
  private bytesUnderway = 0;
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
    const spans = readItem(work, this.wholeFileBytes).catch(() => null);
    this.queue.push({ work, spans });
    this.start();
  }

  /** Sends what has been read and not filled a batch: nothing else may come for a while. */
  rest(): void {
    this.resting = true;
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
      if (next !== undefined) await this.takeItem(next);
      else if (this.resting && !this.noMore) {
        this.resting = false;
        await this.writer.flush();
      } else break;
    }
    this.working = false;
    if (!this.noMore) return;
    this.ended = true;
    await this.writer.flush();
    this.progress(true);
    this.slice.close();
    this.post({ type: 'done', run: this.run }, []);
  }

  private async takeItem({ work, spans }: Waiting): Promise<void> {
    const read = await spans;
    const results: FileResult[] = [];
    for (const [k, source] of work.sources.entries()) {
      const result = await this.takeFile(work.ids[k] ?? -1, source, read?.[k] ?? null);
      results.push(result);
      this.bytesUnderway = 0;
      this.bytesRead += source.size - laterBytes(result);
      this.progress(false);
      if (this.slice.isOver()) await this.slice.next();
    }
    this.post({ type: 'item-done', run: this.run, item: work.item, results }, []);
  }

  private async takeFile(
    id: number,
    source: Source,
    span: Uint8Array<ArrayBuffer> | null,
  ): Promise<FileResult> {
    if (this.cancelled) return unread(id, 'cancelled', []);
    let whole: Unpacked | null;
    try {
      whole = await wholeFile(source, span, this.wholeFileBytes);
    } catch (error) {
      return unread(id, 'failed', [readProblem(error)]);
    }
    try {
      const result =
        whole === null
          ? await this.intake.takeLarge(id, source)
          : await this.intake.takeBytes(id, whole.bytes);
      if (result.outcome === 'set-aside' && isArchive(result.kind))
        return await this.openArchive(source, result, result.kind);
      const notes = whole?.notes ?? [];
      return notes.length === 0 ? result : { ...result, notes: [...notes, ...result.notes] };
    } catch (error) {
      return this.intake.giveUp(id, readProblem(error));
    }
  }

  private async openArchive(source: Source, file: FileResult, kind: 'zip' | 'tar'): Promise<FileResult> {
    try {
      const found = await openArchive(source, kind, {
        isCancelled: () => this.cancelled,
        breathe: async () => {
          this.progress(false);
          if (this.slice.isOver()) await this.slice.next();
        },
        // A file that is packed twice is read twice.
        tellRead: (bytes) => {
          this.bytesUnderway = Math.min(this.bytesUnderway + bytes, source.size);
        },
      });
      if (this.cancelled) return { ...file, outcome: 'cancelled', notes: [] };
      const { entries, notes, areInPlace } = found;
      if (entries.length === 0) return { ...file, notes: notes.length > 0 ? notes : [EMPTY_NOTE] };
      const all = [`An archive with ${count(entries.length, 'file')}.`, ...notes];
      return { ...file, outcome: 'unpacked', notes: all, entries, areInPlace };
    } catch (error) {
      return { ...file, outcome: 'failed', notes: [readProblem(error)] };
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
      {
        type: 'progress',
        run: this.run,
        bytesRead: this.bytesRead + this.bytesUnderway,
        events: this.writer.progress.events,
      },
      [],
    );
  }
}

const EMPTY_NOTE = 'The archive holds no files.';

/** What of an archive is read only when its entries are. */
function laterBytes({ entries = [], areInPlace = false }: FileResult): number {
  return areInPlace ? entries.reduce((sum, { source }) => sum + source.size, 0) : 0;
}

function readProblem(error: unknown): string {
  if (error instanceof DamagedEntry) return error.message;
  const name = error instanceof Error ? error.name : '';
  const message = error instanceof Error ? error.message : String(error);
  if (name === 'NotReadableError' || name === 'NotFoundError') {
    return 'The file could not be read: it was moved, removed, changed or locked after it was chosen. Choose it again to load it.';
  }
  return `The file could not be read (${name === '' ? message : `${name}: ${message}`}).`;
}
