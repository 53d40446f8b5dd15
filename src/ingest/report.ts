/** What was found in one file: counts, what was refused and where, what was repaired. */

import { FILE_KIND_LABELS, type FileKind } from '#cloudtrail/containers.ts';
import type { FileResult, Rejection } from './protocol.ts';
import type { RecordHasher } from './record-bytes.ts';

/** So many rejections of a file are listed one by one; all are counted. */
export const MAX_LISTED_REJECTIONS = 1000;

export class FileFindings {
  /** Records handed on. */
  records = 0;
  rejectedCount = 0;
  readonly rejected: Rejection[] = [];
  readonly notes: string[] = [];
  /** What was recognised and is no event, by its kind. */
  private readonly aside = new Map<FileKind, number>();
  private replacedRecords = 0;
  private readonly sum = { bytes: 0, low: 0, high: 0 };
  private replacedBytes = 0;

  /** A record was handed on; the hasher has just read it. */
  took({ openLow, openHigh }: RecordHasher, bytes: number): void {
    this.records++;
    this.sum.bytes += bytes;
    this.sum.low = (this.sum.low + openLow) | 0;
    this.sum.high = (this.sum.high + openHigh) | 0;
  }

  /**
   * The same for the same records, in whatever order, container and packing they stand: how many, their bytes, and the
   * sum of their hashes.
   */
  private contentSum(): string {
    const { bytes, low, high } = this.sum;
    return `${this.records} ${bytes} ${hex(high)}${hex(low)}`;
  }

  reject(offset: number, reason: string): void {
    this.rejectedCount++;
    if (this.rejected.length < MAX_LISTED_REJECTIONS) this.rejected.push({ offset, reason });
  }

  note(sentence: string): void {
    if (this.notes.length < 20) this.notes.push(sentence);
  }

  /** Notes a sentence unless one with the same beginning is there. */
  noteOnce(sentence: string): void {
    const start = sentence.slice(0, 20);
    if (!this.notes.some((note) => note.startsWith(start))) this.note(sentence);
  }

  replaced(bytes: number): void {
    this.replacedRecords++;
    this.replacedBytes += bytes;
  }

  /** One thing of this kind stands among the records, or instead of them. */
  setAside(kind: FileKind): void {
    this.aside.set(kind, (this.aside.get(kind) ?? 0) + 1);
  }

  /** Nothing was found that is or may have been an event. */
  get isEmpty(): boolean {
    return this.records === 0 && this.rejectedCount === 0;
  }

  /** Something was set aside, and nothing else was found. */
  get isAllAside(): boolean {
    return this.isEmpty && this.aside.size > 0;
  }

  /** The kind of what was set aside, if all of it is of one kind. */
  get asideKind(): FileKind | null {
    const [kind] = this.aside.keys();
    return kind !== undefined && this.aside.size === 1 ? kind : null;
  }

  counts(): Pick<FileResult, 'records' | 'contentSum' | 'rejectedCount' | 'rejected'> {
    const { records, rejectedCount, rejected } = this;
    return { records, contentSum: this.contentSum(), rejectedCount, rejected };
  }

  /** All notes, with what only the end of the file makes known. */
  finalNotes(): string[] {
    const notes = [...this.notes];
    for (const [kind, count] of this.aside) notes.push(asideNote(kind, count));
    if (this.replacedRecords > 0) {
      notes.push(
        `${this.replacedRecords} records hold ${this.replacedBytes} bytes that are not UTF-8: “?” stands for them in columns and search, the records as delivered are unchanged.`,
      );
    }
    if (this.rejectedCount > this.rejected.length) {
      notes.push(
        `Only the first ${this.rejected.length} of ${this.rejectedCount} rejected pieces are listed.`,
      );
    }
    return notes;
  }
}

const hex = (word: number): string => (word >>> 0).toString(16).padStart(8, '0');

function asideNote(kind: FileKind, count: number): string {
  const why = kind === 'aggregated-events' ? ' They sum up calls, which may also be there one by one.' : '';
  return `Set aside, not counted as events: ${count} × ${FILE_KIND_LABELS[kind]}.${why}`;
}

/** What is said of a file of which nothing was read. */
export function unread(id: number, outcome: 'failed' | 'cancelled', notes: readonly string[]): FileResult {
  return {
    id,
    outcome,
    kind: 'unknown',
    decompressedBytes: 0,
    sha256: null,
    records: 0,
    contentSum: null,
    rejectedCount: 0,
    rejected: [],
    notes,
  };
}
