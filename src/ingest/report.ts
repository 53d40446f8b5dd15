/** What was found in one file: counts, what was refused and where, what was repaired. */

import type { FileResult, Rejection } from './protocol.ts';

/** So many rejections of a file are listed one by one; all are counted. */
export const MAX_LISTED_REJECTIONS = 1000;

export class FileFindings {
  /** Records handed on. */
  records = 0;
  rejectedCount = 0;
  readonly rejected: Rejection[] = [];
  readonly notes: string[] = [];
  private replacedRecords = 0;
  private replacedBytes = 0;

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

  counts(): Pick<FileFindings, 'records' | 'rejectedCount' | 'rejected'> {
    return { records: this.records, rejectedCount: this.rejectedCount, rejected: this.rejected };
  }

  /** All notes, with what only the end of the file makes known. */
  finalNotes(): string[] {
    const notes = [...this.notes];
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

/** What is said of a file of which nothing was read. */
export function unread(id: number, outcome: 'failed' | 'cancelled', notes: readonly string[]): FileResult {
  return {
    id,
    outcome,
    kind: 'unknown',
    decompressedBytes: 0,
    sha256: null,
    records: 0,
    rejectedCount: 0,
    rejected: [],
    notes,
  };
}
