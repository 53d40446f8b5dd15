/** Reads Parquet files, which have to be there whole: what their columns are stands at their end. */
import type { ExtractingReader, Progress } from './content-reader.ts';
import { openParquet, type ParquetTable, WINDOW_ROWS } from './parquet-rows.ts';
import type { RecordSink } from './record-sink.ts';
import type { FileFindings } from './report.ts';
import { TextWindow } from './text-window.ts';

/** Larger ones are not read: they are held in memory. */
const MAX_BYTES = 1024 * 1024 * 1024;

interface Waiting {
  readonly json: Uint8Array;
  readonly form: number;
  readonly number: number;
}

const encoder = new TextEncoder();

export class ParquetReader implements ExtractingReader {
  private readonly sink: RecordSink;
  private content = new TextWindow();
  private isTooLarge = false;
  private table: ParquetTable | null = null;
  private nextRow = 0;
  private isEnded = false;
  private waiting: Waiting[] = [];
  private at = 0;
  private rowsWithout = 0;

  constructor(sink: RecordSink) {
    this.sink = sink;
  }

  begin(fileId: number, findings: FileFindings): void {
    this.sink.begin(fileId, findings);
    this.content = new TextWindow();
    this.isTooLarge = false;
    this.table = null;
    this.nextRow = 0;
    this.isEnded = false;
    this.waiting = [];
    this.at = 0;
    this.rowsWithout = 0;
  }

  append(bytes: Uint8Array): void {
    if (this.content.used + bytes.length > MAX_BYTES) this.isTooLarge = true;
    else this.content.append(bytes);
  }

  advance(isFinal: boolean): Progress {
    if (!isFinal) return 'need-bytes';
    for (;;) {
      const next = this.waiting[this.at];
      if (next === undefined) return this.isEnded ? this.finish() : 'wants-more';
      if (next.json.length > this.sink.maxRecordBytes) {
        this.sink.findings.reject(next.number, 'the record of this row is too long');
      } else {
        if (!this.sink.hasRoom(next.json.length)) return 'batch-full';
        this.sink.take(next.json, { offset: next.number, length: 0 }, next.form);
      }
      this.at++;
    }
  }

  /** Decodes the next rows. */
  async more(): Promise<void> {
    this.waiting = [];
    this.at = 0;
    try {
      if (this.isTooLarge) throw new Error('it is larger than 1 GB');
      this.table ??= await openParquet(this.content.bytes.buffer.slice(0, this.content.used));
      const from = this.nextRow;
      const to = Math.min(this.table.count, from + WINDOW_ROWS);
      const rows = from < to ? await this.table.rows(from, to) : [];
      rows.forEach(({ record, form }, k) => {
        if (record === null) this.rowsWithout++;
        else this.waiting.push({ json: encoder.encode(record), form, number: from + k });
      });
      this.nextRow = to;
      this.isEnded = to >= this.table.count || rows.length === 0;
    } catch (error) {
      const reason = error instanceof Error ? error.message : String(error);
      this.sink.findings.reject(
        this.nextRow,
        `the Parquet file cannot be read from row ${this.nextRow} on: ${reason}`,
      );
      this.isEnded = true;
    }
  }

  private finish(): Progress {
    if (this.rowsWithout > 0 && this.sink.findings.records > 0)
      this.sink.findings.note(`${this.rowsWithout} rows of the table hold no CloudTrail record.`);
    this.rowsWithout = 0;
    this.content = new TextWindow();
    return 'finished';
  }
}
