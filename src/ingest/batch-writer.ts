/** The arena, the scanner and the batches of one worker: files go in at one end, batches come out at the other. */
import type { Reading } from '#cloudtrail/containers.ts';
import { Arena } from './arena.ts';
import { BatchBuilder } from './event-batch.ts';
import type { ArenaUser, ExtractingReader, ScanningReader } from './content-reader.ts';
import { CsvReader } from './csv-reader.ts';
import { ParquetReader } from './parquet-reader.ts';
import { JsonWalker } from './json-walker.ts';
import { ListScanner } from './list-scanner.ts';
import { LogScanner } from './log-scanner.ts';
import type { EventBatch } from './protocol.ts';
import type { HashKey } from './record-bytes.ts';
import { RecordColumns } from './record-columns.ts';
import { RecordScanner } from './record-scanner.ts';
import { RecordSink } from './record-sink.ts';
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
  private readonly list: ListScanner;
  private readonly sink: RecordSink;
  private readonly walker: JsonWalker;
  private readonly csv: CsvReader;
  private readonly parquet: ParquetReader;
  /** Reads the file at hand, from its beginning. */
  private scanner: ScanningReader;
  /** Reads it from where it was found to be of another kind. */
  private extracting: ExtractingReader | null = null;
  private fileId = 0;
  /** Bytes at the beginning of the file at hand that were not kept. */
  private skipped = 0;
  private readonly builder: BatchBuilder;
  private readonly send: SendBatch;

  constructor(hashKey: HashKey, send: SendBatch, sizes: IngestSizes = {}) {
    this.arena = new Arena(sizes.arenaBytes ?? ARENA_BYTES);
    this.columns = new RecordColumns(sizes.batchRows ?? BATCH_ROWS);
    const scanner = new RecordScanner(this.arena, this.columns, hashKey);
    this.log = new LogScanner(this.arena, this.columns, scanner);
    this.list = new ListScanner(this.arena, this.columns, scanner);
    this.sink = new RecordSink(this.arena, this.columns, scanner);
    this.walker = new JsonWalker(this.sink);
    this.csv = new CsvReader(this.sink);
    this.parquet = new ParquetReader(this.sink);
    this.scanner = this.log;
    this.builder = new BatchBuilder(this.arena, this.columns, scanner.dictionaries);
    this.columns.limit = Math.min(FIRST_BATCH_ROWS, this.columns.capacity);
    this.send = send;
  }

  /** The next bytes belong to this file. */
  beginFile(id: number): void {
    this.fileId = id;
    this.scanner = this.log;
    this.extracting = null;
    this.log.begin(id);
    this.fileStart = this.arena.used;
    this.skipped = 0;
  }

  /** Forgets the first bytes that are there of the file at hand, of which nothing was scanned. Offsets count them. */
  skip(count: number): void {
    const { arena, fileStart } = this;
    arena.bytes.copyWithin(fileStart, fileStart + count, arena.used);
    arena.used -= count;
    this.skipped += count;
    this.log.skip(count);
  }

  /** Says how the file at hand is to be read, once its first bytes have told. */
  readAs(reading: Reading): void {
    if (reading === 'log') return;
    if (reading === 'list') {
      this.list.begin(this.fileId, this.fileStart, this.skipped);
      this.scanner = this.list;
      return;
    }
    const reader = { table: this.csv, parquet: this.parquet, json: this.walker, prose: this.walker }[reading];
    this.extract(reader, this.fileStart, this.skipped, this.scanner.findings);
    if (reading === 'prose') this.walker.expectProse();
  }

  /** Hands what stands in the arena from `from` on to a reader that keeps it to itself. `offset`: of it in the content. */
  private extract(reader: ExtractingReader, from: number, offset: number, findings: FileFindings): void {
    reader.begin(this.fileId, findings, offset);
    reader.append(this.arena.bytes.subarray(from, this.arena.used));
    this.arena.used = from;
    this.extracting = reader;
  }

  /** What of the file at hand lies in the arena. */
  private get inArena(): ArenaUser {
    return this.extracting === null ? this.scanner : this.sink;
  }

  /** Room for bytes of the file at hand. */
  get free(): number {
    return this.extracting === null ? this.arena.free : Number.POSITIVE_INFINITY;
  }

  append(bytes: Uint8Array): void {
    (this.extracting ?? this.arena).append(bytes);
  }

  endFile(): FileFindings {
    // What was not scanned (a cancelled or refused file) is no part of the next one.
    this.arena.used = Math.min(this.arena.used, Math.max(this.inArena.position, this.fileStart));
    return this.inArena.findings;
  }

  /** Scans what is there, sending a batch whenever one is full. */
  async scan(isFinal: boolean): Promise<void> {
    const before = this.inArena.findings.records;
    for (;;) {
      const progress = (this.extracting ?? this.scanner).advance(isFinal);
      if (progress === 'batch-full') await this.flush();
      else if (progress === 'hand-over') this.handOver();
      else if (progress === 'wants-more') await this.parquet.more();
      else break;
    }
    this.progress.events += this.inArena.findings.records - before;
  }

  private handOver(): void {
    const { scanner } = this;
    this.extract(this.walker, scanner.position, scanner.offset, scanner.findings);
  }

  /** Sends the rows that are waiting and frees all memory before the place that is scanned next. */
  async flush(): Promise<void> {
    const batch = this.columns.rows > 0 ? this.builder.build() : null;
    this.columns.reset();
    this.columns.limit = this.columns.capacity;
    const scanned = Math.max(this.inArena.position, 0);
    this.arena.keepFrom(scanned);
    this.inArena.moved(scanned);
    this.fileStart -= scanned;
    if (batch !== null) await this.send(batch);
  }
}
