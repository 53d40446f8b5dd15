/**
 * Reads records that stand one after another, bare: in a list, one per line, glued together, or one alone. They are
 * scanned where they lie, as fast as in log files. Whatever else comes is handed over to the reader of any JSON.
 */
import type { Arena } from './arena.ts';
import type { Progress, ScanningReader } from './content-reader.ts';
import { INCOMPLETE } from './json-skipper.ts';
import type { RecordColumns } from './record-columns.ts';
import { dictionaryIndex } from './record-fields.ts';
import type { RecordScanner } from './record-scanner.ts';
import { FileFindings } from './report.ts';
import { CLOSE_ARRAY, COMMA, OPEN_ARRAY, OPEN_OBJECT } from './json-bytes.ts';

const EVENT_NAME = dictionaryIndex('eventName');
const EVENT_SOURCE = dictionaryIndex('eventSource');

export class ListScanner implements ScanningReader {
  findings = new FileFindings();
  position = 0;
  private readonly arena: Arena;
  private readonly columns: RecordColumns;
  private readonly scanner: RecordScanner;
  private fileId = 0;
  private base = 0;
  private wanted = 0;
  private depth = 0;
  /** By local id of an eventSource: whether it is CloudTrail's, not that of a notification. */
  private readonly sources = new Map<number, boolean>();

  constructor(arena: Arena, columns: RecordColumns, scanner: RecordScanner) {
    this.arena = arena;
    this.columns = columns;
    this.scanner = scanner;
  }

  /** A file whose bytes begin at `start` of the arena. */
  begin(fileId: number, start: number, offset: number): void {
    this.findings = new FileFindings();
    this.fileId = fileId;
    this.position = start;
    this.base = offset - start;
    this.wanted = 0;
    this.depth = 0;
  }

  moved(count: number): void {
    this.position -= count;
    this.wanted -= count;
    this.base += count;
  }

  /** Offset in the content of what stands at `position`. */
  get offset(): number {
    return this.base + this.position;
  }

  advance(isFinal: boolean): Progress {
    const { arena, scanner, columns } = this;
    if (!isFinal && arena.used < this.wanted) return 'need-bytes';
    arena.seal();
    scanner.skipper.end = arena.used;
    for (;;) {
      this.position = this.skipBetween(this.position);
      const at = this.position;
      if (at >= arena.used) return this.endOfBytes(isFinal);
      if (arena.view.getUint8(at) !== OPEN_OBJECT) return 'hand-over';
      if (columns.rows >= columns.limit) return 'batch-full';
      const next = scanner.read(at);
      if (next < 0) return next === INCOMPLETE && this.mayWait(isFinal) ? 'need-bytes' : 'hand-over';
      if (!this.isRecord()) {
        scanner.takeBack();
        return 'hand-over';
      }
      scanner.keep(this.fileId, this.offset, this.findings);
      this.position = next;
    }
  }

  private endOfBytes(isFinal: boolean): Progress {
    if (!isFinal) return 'need-bytes';
    if (this.depth > 0) this.findings.note('The file ends before its list of records is closed.');
    return 'finished';
  }

  private skipBetween(from: number): number {
    const { view, used } = this.arena;
    let i = from;
    for (; i < used; i++) {
      const c = view.getUint8(i);
      if (c === OPEN_ARRAY) this.depth++;
      else if (c === CLOSE_ARRAY) this.depth--;
      else if (c !== COMMA && c > 0x20 && !this.isMark(i)) break;
    }
    return i;
  }

  /** A byte order mark at the start of the file. */
  private isMark(i: number): boolean {
    const c = this.arena.view.getUint8(i);
    const offset = this.base + i;
    return offset < 3 && c === [0xef, 0xbb, 0xbf][offset];
  }

  private mayWait(isFinal: boolean): boolean {
    const there = this.arena.used - this.position;
    const most = this.arena.capacity >> 1;
    if (isFinal || there > most) return false;
    // Twice as much as last time, so that a long value is not read again for every chunk of it.
    this.wanted = this.arena.used + Math.min(there, most >> 1);
    return true;
  }

  /** The row just read has a name, and the name of a service. */
  private isRecord(): boolean {
    const row = this.columns.rows - 1;
    const source = this.columns.ids[EVENT_SOURCE]?.[row] ?? 0;
    if (source === 0 || (this.columns.ids[EVENT_NAME]?.[row] ?? 0) === 0) return false;
    let known = this.sources.get(source);
    if (known === undefined) {
      known = !(this.scanner.dictionaries[EVENT_SOURCE]?.text(source) ?? '').startsWith('"aws:');
      this.sources.set(source, known);
    }
    return known;
  }
}
