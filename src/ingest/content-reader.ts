/** What turns the content of a file into rows. One is chosen for each file by what its first bytes are. Types only. */
import type { FileFindings } from './report.ts';

/** `wants-more`: what is read next has to be decoded first. `hand-over`: what stands at `position` is not for this reader; one that walks any JSON goes on from there. */
export type Progress = 'need-bytes' | 'batch-full' | 'finished' | 'hand-over' | 'wants-more';

export interface ContentReader {
  /** What was found in the file so far. */
  readonly findings: FileFindings;
  /** Index into the arena; all before it may be forgotten once its batch is written. */
  readonly position: number;
  /** The arena has dropped its first `count` bytes. */
  moved(count: number): void;
  /** Reads what is there; `isFinal` says that no more bytes of this file will come. */
  advance(isFinal: boolean): Progress;
}

/** Keeps the content to itself and lays only records into the arena. */
export interface ExtractingReader extends ContentReader {
  /** A new file. `base`: offset in the content of the first byte that will be appended. */
  begin(fileId: number, findings: FileFindings, base: number): void;
  append(bytes: Uint8Array): void;
}
