/**
 * What the rest of the program may know of the loaded data set: its state, and the few things one can ask of it.
 * The implementation is `data-set.ts`; features see it through `use-session.ts` and `use-db-query.ts`.
 */
import type { FileKind } from '#cloudtrail/containers.ts';
import type { Lineage, Reach } from '#cloudtrail/lineage.ts';
import type { CallOptions } from '#database/database.ts';
import type { Columns, RowOf, SqlQuery } from '#database/sql-query.ts';

/** A file the user gave us, with its path inside the folder it came from (or just its name). */
export interface SourceFile {
  readonly file: File;
  readonly path: string;
  /** What the set that it belongs to is called, where that is known: `the sample`. */
  readonly set?: string;
}

export interface RejectedRecord {
  /** Byte offset in the decompressed file at which the damage begins. */
  readonly offset: number;
  readonly reason: string;
}

/** `unpacked`: an archive, whose files are files of the set themselves. */
export type FileStatus = 'waiting' | 'reading' | 'loaded' | 'unpacked' | 'set-aside' | 'failed' | 'cancelled';

/** Always: found = loaded + duplicates + rejectedCount. */
export interface FileReport {
  readonly id: number;
  readonly name: string;
  /** As `SourceFile` says. */
  readonly set: string | null;
  /** Id of the archive that it lies in; null when it was given by itself. */
  readonly archive: number | null;
  readonly kind: FileKind;
  readonly status: FileStatus;
  /** Size as given, or as it was when it was put into the archive, in bytes. */
  readonly bytes: number;
  readonly decompressedBytes: number;
  /** SHA-256 of the file as given, lower-case hex; null until it has been read. */
  readonly sha256: string | null;
  /** Of its records: the same for the same ones, however they are packed. Null until it has been read. */
  readonly contentSum: string | null;
  readonly found: number;
  readonly loaded: number;
  readonly duplicates: number;
  readonly rejectedCount: number;
  /** The first thousand; `rejectedCount` counts all. */
  readonly rejected: readonly RejectedRecord[];
  /** Sentences about the file as a whole: why it was set aside or failed, what was repaired. */
  readonly notes: readonly string[];
}

export interface LoadProgress {
  readonly bytesRead: number;
  readonly bytesTotal: number;
  readonly filesDone: number;
  readonly filesTotal: number;
  readonly events: number;
  readonly eventsPerSecond: number;
  /** Null until it can be told. */
  readonly secondsLeft: number | null;
  /** What is going on, in words: "Reading", "Looking for duplicates", … */
  readonly activity: string;
}

export interface Totals {
  /** Without archives that were unpacked: their files are counted. */
  readonly files: number;
  readonly archives: number;
  readonly filesLoaded: number;
  readonly filesSetAside: number;
  readonly filesFailed: number;
  /** Events in the database, without duplicates. */
  readonly events: number;
  readonly found: number;
  readonly duplicates: number;
  readonly rejected: number;
  /** eventIDs that occur with different bytes: all such records are kept and marked. */
  readonly conflicts: number;
  /** First and last eventTime, ms since 1970 UTC; null when no event has a time. */
  readonly firstTime: number | null;
  readonly lastTime: number | null;
}

export type SessionPhase = 'empty' | 'opening' | 'loading' | 'ready' | 'failed';

export interface SessionState {
  readonly phase: SessionPhase;
  /** Rises by one whenever the rows in the database have changed; part of every query's key. */
  readonly revision: number;
  readonly totals: Totals;
  readonly files: readonly FileReport[];
  /** Files that were taken out of the set, as they were then. */
  readonly removed: readonly FileReport[];
  /** Present only while loading. */
  readonly progress: LoadProgress | null;
  /** A sentence when something went wrong that concerns the whole set (engine lost, out of memory, counts that disagree). */
  readonly problem: string | null;
  /** Bytes the engine holds, or null before it was asked. */
  readonly engineBytes: number | null;
  /** How much of the engine's file has come, from 0 to 1, while files wait for it; null where its server does not say. */
  readonly engineShare: number | null;
  /** True once old rows were compressed to save memory: text search is then about three times slower. */
  readonly compressed: boolean;
}

/** The report a user can download; its shape is a promise (docs/load-report.md). */
export interface LoadReport {
  readonly events: number;
  readonly duplicates: number;
  readonly conflicts: number;
  readonly found: number;
  readonly rejected: number;
  readonly files: readonly {
    readonly name: string;
    readonly kind: FileKind;
    readonly status: FileStatus;
    readonly bytes: number;
    readonly sha256: string | null;
    readonly records: number;
    readonly loaded: number;
    readonly duplicates: number;
    readonly rejected: readonly RejectedRecord[];
    readonly rejectedCount: number;
    readonly notes: readonly string[];
  }[];
  readonly removed: readonly {
    readonly name: string;
    readonly bytes: number;
    readonly sha256: string | null;
    readonly records: number;
  }[];
}

/** How it ended. Cancelled and failed: nothing was removed; why it failed is in the state's `problem`. */
export type RemovalEnd = 'removed' | 'cancelled' | 'failed';

/** Where a record's bytes lie: the file's id, and offset and length in its decompressed bytes. */
export interface RecordPlace {
  readonly fileId: number;
  readonly offset: number;
  readonly length: number;
}

/** A byte of the unpacked file. */
export interface BytePlace {
  readonly fileId: number;
  readonly offset: number;
}

export interface BytesAround {
  /** Offset of the first of them; a multiple of 16. */
  readonly from: number;
  readonly bytes: Uint8Array;
}

/** A record together with the hash that it had when it was loaded: `record_hash::VARCHAR` of the event table. */
export interface KnownRecord extends RecordPlace {
  readonly hash: string;
}

/** `index`: of the record in the list that was asked for. Null when it is not what it was. What it answers is waited for. */
export type TakeRecord = (index: number, bytes: Uint8Array | null) => Promise<void> | void;

export interface Session {
  getState(): SessionState;
  /** Calls back after every change of state; returns the way to stop. */
  subscribe(listener: () => void): () => void;
  /** Resolves when the engine is there, or cannot be had. Never rejects. */
  engineFetched(): Promise<void>;
  /** Adds files to the set; resolves when the load is over, cancelled or failed. Never rejects. */
  addFiles(files: readonly SourceFile[]): Promise<void>;
  /**
   * Takes files out of the set, archives with all that lies in them; events that other files have copies of come back from there. Waits for
   * a running load. Never rejects.
   */
  removeFiles(ids: readonly number[]): Promise<RemovalEnd>;
  /** Reads removed files again, archives with all that lies in them, as if they had never been removed. Never rejects. */
  putBack(ids: readonly number[]): Promise<void>;
  /** Stops the running load, what is loaded stays; or the running removal, then nothing is removed. */
  cancelLoad(): void;
  query<C extends Columns>(query: SqlQuery<C>, options?: CallOptions): Promise<RowOf<C>[]>;
  /**
   * Keeps what a query selects in a table for as long as this revision lasts, and answers the table's name, so that
   * other queries can read from it. In that table `rowid` counts the rows from 0 in the query's order. The same query
   * (text and values) is run once per revision. Not to be used while loading: each batch would throw it away.
   */
  keep(query: SqlQuery, options?: CallOptions): Promise<string>;
  /**
   * Who is behind what in the loaded set. Worked out in the background once a load has ended; before, one waits for it.
   * Rejects when the engine is lost, or with the signal's reason.
   */
  lineage(options?: CallOptions): Promise<Lineage>;
  /**
   * The blast radius of an access key, principal, person, session or ARN, as a filter writes it: `AKIA…`,
   * `ops-helper@2025-10-10T18:42:07Z`. Empty when nothing of it is loaded. Waits as `lineage` does. Afterwards the
   * engine's table `reach` has its rows, until some other roots have been asked for.
   */
  reach(root: string, options?: CallOptions): Promise<Reach>;
  /** The record's bytes exactly as delivered. Rejects with a sentence when the file has gone or changed. */
  evidence(place: RecordPlace, signal?: AbortSignal): Promise<Uint8Array>;
  /** Many records' bytes exactly as delivered, each file opened once; not in the order asked, but file by file. */
  evidenceOf(records: readonly KnownRecord[], take: TakeRecord, signal?: AbortSignal): Promise<void>;
  /** Bytes as they stand in the unpacked file, around one of them. Rejects with a sentence when the file has gone. */
  bytesAround(place: BytePlace, signal?: AbortSignal): Promise<BytesAround>;
  report(): LoadReport;
  /** Forgets everything and starts again with an empty set. */
  reset(): Promise<void>;
}
