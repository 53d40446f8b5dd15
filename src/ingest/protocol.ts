/** The messages between the page and an ingest worker. Types only. */
import type { FileKind } from '#cloudtrail/containers.ts';
import type { FromWatched, ToWatched } from '#lib/worker-watch.ts';
import type { FoundEntry } from './archives/found-entry.ts';
import type { HashKey } from './record-bytes.ts';
import type { Source } from './source.ts';

/** The small tables whose values the workers number. Each worker counts for itself; the session maps to global ids. */
export const DICTIONARY_NAMES = [
  'action',
  'identity',
  'source_address',
  'user_agent',
  'region',
  'account',
  'error',
  'call_context',
] as const;

export type DictionaryName = (typeof DICTIONARY_NAMES)[number];

export type CellValue = string | boolean | null;

/** Values first met in this batch, in the order of their local ids. */
export interface NewValues {
  readonly dictionary: DictionaryName;
  /** Local id of the first of them; the others follow. */
  readonly firstLocalId: number;
  /** Equal keys mean equal values, whichever worker they come from. */
  readonly keys: readonly string[];
  /** One row each for the small table, without its id column. */
  readonly rows: readonly (readonly CellValue[])[];
}

export interface FileRows {
  readonly fileId: number;
  readonly rows: number;
  readonly firstOffset: number;
}

export interface EventBatch {
  /** Arrow IPC stream in the column order of the event table; ids are still local. */
  readonly ipc: Uint8Array<ArrayBuffer>;
  readonly rows: number;
  /** Where in `ipc` each dictionary's Int32 column begins, in the order of `DICTIONARY_NAMES`. */
  readonly idColumns: readonly number[];
  readonly newValues: readonly NewValues[];
  /** How many of the rows come from which file, and where in it the first of them stands. */
  readonly fileRows: readonly FileRows[];
  /** Smallest and largest eventTime in the batch, ms; null when none has a time. */
  readonly timeRange: readonly [number, number] | null;
}

export interface Rejection {
  /** Byte offset in the decompressed file. */
  readonly offset: number;
  readonly reason: string;
}

export type FileOutcome = 'loaded' | 'unpacked' | 'set-aside' | 'failed' | 'cancelled';

export interface FileResult {
  readonly id: number;
  readonly outcome: FileOutcome;
  readonly kind: FileKind;
  readonly decompressedBytes: number;
  readonly sha256: string | null;
  /** Records handed on in batches. */
  readonly records: number;
  /** Of these records, equal for equal ones (`FileFindings`); null where nothing was read. */
  readonly contentSum: string | null;
  readonly rejectedCount: number;
  readonly rejected: readonly Rejection[];
  readonly notes: readonly string[];
  /** The files in it, where it is an archive. */
  readonly entries?: readonly FoundEntry[];
  /** Their bytes are those of the archive, and not unpacked from it. */
  readonly areInPlace?: boolean;
}

/** A piece of work: many small files, or a large one alone. */
export interface WorkItem {
  readonly item: number;
  readonly ids: readonly number[];
  /** Several are read at once, cut by their sizes; a single one may be streamed and read again. */
  readonly sources: readonly Source[];
}

export type ToWorker =
  | ToWatched
  /** Files have been chosen: what is done to be quicker later is to end now. */
  | { readonly type: 'end-warm-up' }
  | { readonly type: 'start'; readonly run: number; readonly hashKey: HashKey }
  | { readonly type: 'work'; readonly run: number; readonly work: WorkItem }
  /** Nothing is to be done at present: what has been read is wanted. */
  | { readonly type: 'rest'; readonly run: number }
  | { readonly type: 'no-more'; readonly run: number }
  | { readonly type: 'batch-done'; readonly run: number }
  | { readonly type: 'cancel'; readonly run: number };

export type FromWorker =
  | FromWatched
  | { readonly type: 'ready' }
  | { readonly type: 'progress'; readonly run: number; readonly bytesRead: number; readonly events: number }
  | { readonly type: 'batch'; readonly run: number; readonly batch: EventBatch }
  | {
      readonly type: 'item-done';
      readonly run: number;
      readonly item: number;
      readonly results: readonly FileResult[];
    }
  | { readonly type: 'done'; readonly run: number };
