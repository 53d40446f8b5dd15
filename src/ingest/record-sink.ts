/**
 * Where extracting readers put records: the record's JSON goes into the arena and is read there, while its place says
 * where in the content it came from.
 */
import type { Arena } from './arena.ts';
import type { ArenaUser } from './content-reader.ts';
import type { RecordColumns } from './record-columns.ts';
import type { RecordScanner } from './record-scanner.ts';
import { FileFindings } from './report.ts';

/** In what form a record came. `tableRow` and `ocsf`: put together from what the source holds of it. */
export const FORM = { whole: 0, tableRow: 1, ocsf: 2 } as const;

/** A span of the content. */
export interface Place {
  readonly offset: number;
  readonly length: number;
}

export class RecordSink implements ArenaUser {
  findings = new FileFindings();
  private readonly arena: Arena;
  private readonly columns: RecordColumns;
  private readonly scanner: RecordScanner;
  private fileId = 0;

  constructor(arena: Arena, columns: RecordColumns, scanner: RecordScanner) {
    this.arena = arena;
    this.columns = columns;
    this.scanner = scanner;
  }

  begin(fileId: number, findings: FileFindings): void {
    this.fileId = fileId;
    this.findings = findings;
  }

  /** Everything in the arena has been read. */
  get position(): number {
    return this.arena.used;
  }

  moved(): void {
    // No place in the arena is remembered.
  }

  /** A record may be this long. */
  get maxRecordBytes(): number {
    return this.arena.capacity >> 1;
  }

  /** Whether a record of so many bytes can be taken before the batch is sent. */
  hasRoom(bytes: number): boolean {
    return this.columns.rows < this.columns.limit && this.arena.free >= bytes;
  }

  /** Takes the record `json`, a whole JSON object, in one of the forms. False: it is none. */
  take(json: Uint8Array, place: Place, form: number = FORM.whole): boolean {
    const { arena, columns, findings, scanner } = this;
    const start = arena.used;
    arena.append(json);
    arena.seal();
    if (scanner.read(start) !== arena.used) {
      arena.used = start;
      findings.reject(place.offset, `broken JSON near byte ${place.offset}`);
      return false;
    }
    scanner.keep(this.fileId, place.offset, findings);
    const row = columns.rows - 1;
    columns.length[row] = place.length;
    columns.form[row] = form;
    return true;
  }
}
