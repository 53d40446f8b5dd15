/**
 * Reads tables: a cell may hold a record whole; else a row of a table of events is put together to a partial record.
 * Rows that do not fit their header are searched for whole records.
 */
import { EventTable } from '#cloudtrail/event-table.ts';
import type { ExtractingReader, Progress } from './content-reader.ts';
import { CsvRow, headerOf } from './csv-rows.ts';
import { OPEN_ARRAY, OPEN_OBJECT } from './json-bytes.ts';
import { JsonWalker } from './json-walker.ts';
import { FORM, type RecordSink } from './record-sink.ts';
import type { FileFindings } from './report.ts';
import type { Writing } from './text-layer.ts';
import { TextWindow } from './text-window.ts';

const LINE_FEED = 0x0a;
/** Bytes of refused rows that are read again from the next line on. Keeps hostile tables linear. */
const REFUSED_BYTES = 16 * 1024 * 1024;
const encoder = new TextEncoder();

/** What is to be looked through of a row: spans of the window. */
interface Span {
  readonly from: number;
  readonly to: number;
  readonly writing: Writing;
}

export class CsvReader implements ExtractingReader {
  private readonly window = new TextWindow();
  private readonly sink: RecordSink;
  private readonly walker: JsonWalker;
  private readonly row = new CsvRow();
  private table: EventTable | null = null;
  private columns = 0;
  private separator = 0;
  private at = 0;
  private wanted = 0;
  /** Spans of the row at hand that are still to be looked through. */
  private spans: Span[] = [];
  private isWalking = false;
  /** Found in the file before the row at hand. */
  private foundBefore = 0;
  private rowStart = 0;
  private rowNext = 0;
  private isDamaged = false;
  private rowsWithout = 0;
  private refused = 0;

  constructor(sink: RecordSink) {
    this.sink = sink;
    this.walker = new JsonWalker(sink, 1);
  }

  begin(fileId: number, findings: FileFindings, base: number): void {
    this.sink.begin(fileId, findings);
    this.walker.begin(fileId, findings, 0);
    this.walker.expectProse();
    this.window.reset(base);
    this.table = null;
    this.at = 0;
    this.wanted = 0;
    this.spans = [];
    this.isWalking = false;
    this.rowsWithout = 0;
    this.refused = 0;
  }

  append(bytes: Uint8Array): void {
    const dropped = this.window.drop(this.at);
    this.at -= dropped;
    this.wanted -= dropped;
    this.window.append(bytes);
  }

  advance(isFinal: boolean): Progress {
    if (!isFinal && this.window.used < this.wanted) return 'need-bytes';
    for (;;) {
      const result = this.isInRow() ? this.goOn() : this.nextRow(isFinal);
      if (result !== null) return result;
    }
  }

  private isInRow(): boolean {
    return this.isWalking || this.spans.length > 0;
  }

  private offsetOf(index: number): number {
    return this.window.base + index;
  }

  /** Looks through what is left of the row at hand. */
  private goOn(): Progress | null {
    if (!this.isWalking) {
      const span = this.spans.shift();
      if (span === undefined) return null;
      this.walker.beginText(this.window.bytes, span.from, span.to, span.writing, (index) =>
        this.offsetOf(index),
      );
      this.isWalking = true;
    }
    if (this.walker.advance(true) === 'batch-full') return 'batch-full';
    this.isWalking = false;
    return this.spans.length > 0 ? null : this.endRow();
  }

  private get foundNow(): number {
    return this.sink.findings.records + this.sink.findings.rejectedCount;
  }

  private endRow(): Progress | null {
    if (this.foundNow > this.foundBefore) return this.pass();
    if (this.isDamaged) return this.refuseRow();
    if (this.table?.isOfEvents === true) return this.takeRow(this.table);
    this.rowsWithout++;
    return this.pass();
  }

  private pass(): null {
    this.at = this.rowNext;
    return null;
  }

  private nextRow(isFinal: boolean): Progress | null {
    const { window, row } = this;
    if (this.table === null) return this.readHeader(isFinal);
    // Padding, as some tools leave behind.
    while (this.at < window.used && window.bytes[this.at] === 0) this.at++;
    if (this.at >= window.used) return isFinal ? this.finish() : 'need-bytes';
    const next = row.read(window.bytes, this.at, window.used, this.separator, isFinal);
    const isTooLong = window.used - this.at > this.sink.maxRecordBytes;
    if (next < 0 && !isTooLong) return this.wait();
    this.rowStart = this.at;
    this.rowNext = next < 0 ? window.used : next;
    if (row.isBlank) return this.pass();
    this.foundBefore = this.foundNow;
    this.isDamaged = row.isOpen || row.isOdd || row.count !== this.columns;
    return this.lookThrough(this.table);
  }

  private wait(): Progress {
    const there = this.window.used - this.at;
    this.wanted = this.window.used + Math.min(there, this.sink.maxRecordBytes >> 2);
    return 'need-bytes';
  }

  private readHeader(isFinal: boolean): Progress | null {
    const { window } = this;
    const header = headerOf(window.bytes, window.used, isFinal || window.used > this.sink.maxRecordBytes);
    if (header === null) return this.wait();
    this.table = new EventTable(header.labels);
    this.columns = header.labels.length;
    this.separator = header.separator;
    this.at = header.next;
    return null;
  }

  /** Chooses what of the row may hold a record. */
  private lookThrough(table: EventTable): Progress | null {
    const { row } = this;
    if (this.isDamaged && (table.carrier >= 0 || !table.isOfEvents)) {
      this.spans = [{ from: this.rowStart, to: row.end, writing: 'csv' }];
      return null;
    }
    if (this.isDamaged) return this.refuseRow();
    const indices = table.carrier >= 0 ? [table.carrier] : table.isOfEvents ? [] : [...row.starts.keys()];
    this.spans = indices.map((k) => this.cell(k)).filter((span) => this.maybeJson(span));
    return this.spans.length > 0 ? null : this.endRow();
  }

  private cell(k: number): Span {
    const { starts, ends, isQuoted } = this.row;
    const from = starts[k] ?? 0;
    return { from, to: ends[k] ?? from, writing: isQuoted[k] === true ? 'csv' : 'plain' };
  }

  private maybeJson({ from, to }: Span): boolean {
    const { bytes } = this.window;
    const first = bytes[from] ?? 0;
    if (to - from < 12) return false;
    return first === OPEN_OBJECT || first === OPEN_ARRAY || bytes.subarray(from, to).includes(OPEN_OBJECT);
  }

  private takeRow(table: EventTable): Progress | null {
    const cells = this.row.cells(this.window.bytes);
    const json = table.recordOf(cells);
    if (json === null) {
      this.rowsWithout++;
      return this.pass();
    }
    const bytes = encoder.encode(json);
    if (!this.sink.hasRoom(bytes.length)) {
      this.at = this.rowStart;
      return 'batch-full';
    }
    const rounded = table.roundedIn(cells);
    if (rounded !== null) {
      this.sink.findings.noteOnce(
        `A spreadsheet has rounded numbers in “${rounded}”, first in the row at byte ${this.offsetOf(this.rowStart)}: they are kept as they are written. Export the table again to have them whole.`,
      );
    }
    const place = { offset: this.offsetOf(this.rowStart), length: this.row.end - this.rowStart };
    this.sink.take(bytes, place, FORM.tableRow);
    return this.pass();
  }

  private refuseRow(): null {
    const { row } = this;
    const reason = row.isOpen
      ? 'a quoted cell of this row is never closed'
      : row.isOdd
        ? 'a quote stands inside a cell of this row'
        : `the row has ${row.count} cells, the header ${this.columns}`;
    this.sink.findings.reject(this.offsetOf(this.rowStart), reason);
    this.refused += this.rowNext - this.rowStart;
    if (this.refused > REFUSED_BYTES) {
      this.sink.findings.noteOnce(
        `There is too much damage to read all of it line by line; from byte ${this.offsetOf(this.rowStart)} on some rows may have been missed.`,
      );
      return this.pass();
    }
    // A stray quote may have joined lines to one row: the next line is a row of its own again.
    const line = this.window.bytes.subarray(0, this.rowNext).indexOf(LINE_FEED, this.rowStart);
    this.at = line < 0 ? this.rowNext : line + 1;
    return null;
  }

  private finish(): Progress {
    if (this.rowsWithout > 0 && this.sink.findings.records > 0)
      this.sink.findings.note(`${this.rowsWithout} rows of the table hold no CloudTrail record.`);
    this.rowsWithout = 0;
    return 'finished';
  }
}
