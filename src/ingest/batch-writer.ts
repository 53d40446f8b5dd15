/** The arena, the scanner and the batches of one worker: files go in at one end, batches come out at the other. */
import { Arena } from './arena.ts';
import { BatchBuilder } from './event-batch.ts';
import { LogScanner } from './log-scanner.ts';
import type { EventBatch } from './protocol.ts';
import type { HashKey } from './record-bytes.ts';
import { RecordColumns } from './record-columns.ts';
import { RecordScanner } from './record-scanner.ts';
import type { FileFindings } from './report.ts';

/** Holds a batch of usual size and one record of the largest size. */
const ARENA_BYTES = 64 * 1024 * 1024;
/** Rows of a batch: fewer cost more in the engine, more delay the picture (measured: 20,000 is best). */
export const BATCH_ROWS = 20_000;
/** The first batch is small, so that the first rows are on the screen at once. */
export const FIRST_BATCH_ROWS = 2_000;

/** Sends a batch off; resolves when the next one may follow. */
export type SendBatch = (batch: EventBatch) => Promise<void>;

/** Sizes that tests make small. */
export interface IngestSizes {
  readonly arenaBytes?: number;
  readonly batchRows?: number;
  /** A file's bytes are taken in and scanned in steps of this size. */
  readonly stepBytes?: number;
  /** Larger files are streamed. */
  readonly wholeFileBytes?: number;
}

export class BatchWriter {
  readonly arena: Arena;
  readonly progress = { decompressed: 0, events: 0 };
  /** Where the bytes of the file at hand begin in the arena (they move when it is cleared). */
  fileStart = 0;

  private readonly columns: RecordColumns;
  private readonly log: LogScanner;
  private readonly builder: BatchBuilder;
  private readonly send: SendBatch;

  constructor(hashKey: HashKey, send: SendBatch, sizes: IngestSizes = {}) {
    this.arena = new Arena(sizes.arenaBytes ?? ARENA_BYTES);
    this.columns = new RecordColumns(sizes.batchRows ?? BATCH_ROWS);
    const scanner = new RecordScanner(this.arena, this.columns, hashKey);
    this.log = new LogScanner(this.arena, this.columns, scanner);
    this.builder = new BatchBuilder(this.arena, this.columns, scanner.dictionaries);
    this.columns.limit = Math.min(FIRST_BATCH_ROWS, this.columns.capacity);
    this.send = send;
  }

  /** The next bytes in the arena belong to this file. */
  beginFile(id: number): void {
    this.log.begin(id);
    this.fileStart = this.arena.used;
  }

  endFile(): FileFindings {
    // What was not scanned (a cancelled or refused file) is no part of the next one.
    this.arena.used = Math.min(this.arena.used, Math.max(this.log.position, this.fileStart));
    return this.log.findings;
  }

  /** Scans what is there, sending a batch whenever one is full. */
  async scan(isFinal: boolean): Promise<void> {
    const before = this.log.findings.records;
    while (this.log.advance(isFinal) === 'batch-full') await this.flush();
    this.progress.events += this.log.findings.records - before;
  }

  /** Sends the rows that are waiting and frees all memory before the place that is scanned next. */
  async flush(): Promise<void> {
    const batch = this.columns.rows > 0 ? this.builder.build() : null;
    this.columns.reset();
    this.columns.limit = this.columns.capacity;
    const scanned = Math.max(this.log.position, 0);
    this.arena.keepFrom(scanned);
    this.log.moved(scanned);
    this.fileStart -= scanned;
    if (batch !== null) await this.send(batch);
  }
}
