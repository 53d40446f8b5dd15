/** What turns the content of a file into rows. One is chosen for each file by what its first bytes are. Types only. */
import type { FileFindings } from './report.ts';

/** `wants-more`: what is read next has to be decoded first. `hand-over`: what stands at `position` is not for this reader; one that walks any JSON goes on from there. */
export type Progress = 'need-bytes' | 'batch-full' | 'finished' | 'hand-over' | 'wants-more';

export interface ContentReader {
  /** Reads what is there; `isFinal` says that no more bytes of this file will come. */
  advance(isFinal: boolean): Progress;
}

/** Has what lies in the arena of a file. */
export interface ArenaUser {
  /** What was found in the file so far. */
  readonly findings: FileFindings;
  /** Index into the arena; all before it may be forgotten once its batch is written. */
  readonly position: number;
  /** The arena has dropped its first `count` bytes. */
  moved(count: number): void;
}

/** Reads records where they lie in the arena, with the content around them. */
export interface ScanningReader extends ContentReader, ArenaUser {
  /** Offset in the content of what stands at `position`. */
  readonly offset: number;
}

/** Keeps the content to itself; only records come into the arena, by way of the sink. */
export interface ExtractingReader extends ContentReader {
  /** A new file. `base`: offset in the content of the first byte that will be appended. */
  begin(fileId: number, findings: FileFindings, base: number): void;
  append(bytes: Uint8Array): void;
}
