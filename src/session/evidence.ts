/**
 * The bytes as delivered are the truth: a record is read again from its file whenever it is shown raw. The last few
 * records stay in memory, so that stepping back and forth does not unpack their files again.
 */
import { type Database, DatabaseLost, QueryError } from '#database/database.ts';
import type { SqlQuery } from '#database/sql-query.ts';
import { LABEL_BYTES, recordInSpan, rowInSpan } from '#ingest/found-record.ts';
import { showParquetRows } from '#ingest/parquet-rows.ts';
import { readSpan, readSpans } from '#ingest/read-record.ts';
import { type HashKey, RecordHasher } from '#ingest/record-bytes.ts';
import type { Source } from '#ingest/source.ts';
import type { BytePlace, BytesAround, KnownRecord, RecordPlace, TakeRecord } from './session.ts';

/** A file of the set: what it is called, and where its bytes lie. */
export interface PlacedFile {
  readonly path: string;
  readonly source: Source;
}

const KEPT_RECORDS = 200;

/** What is shown around a damaged byte: whole lines of so many bytes. */
const LINE_BYTES = 16;
const LINES_BEFORE = 4;
const LINES_AFTER = 11;

export class Evidence {
  private readonly fileOf: (fileId: number) => PlacedFile | undefined;
  private readonly database: Promise<Database>;
  private readonly hashKey: HashKey;
  /** By place; the least recently used first. */
  private readonly kept = new Map<string, Uint8Array>();

  constructor(
    fileOf: (fileId: number) => PlacedFile | undefined,
    database: Promise<Database>,
    hashKey: HashKey,
  ) {
    this.fileOf = fileOf;
    this.database = database;
    this.hashKey = hashKey;
  }

  /** Rejects with a sentence when the file has gone or is not what it was. */
  async read(place: RecordPlace, signal?: AbortSignal): Promise<Uint8Array> {
    const key = `${place.fileId}:${place.offset}:${place.length}`;
    const known = this.kept.get(key);
    this.kept.delete(key);
    const bytes = known ?? (await this.readFromFile(place, signal));
    this.kept.set(key, bytes);
    const [oldest] = this.kept.keys();
    if (this.kept.size > KEPT_RECORDS && oldest !== undefined) this.kept.delete(oldest);
    return bytes;
  }

  private async readFromFile(place: RecordPlace, signal?: AbortSignal): Promise<Uint8Array> {
    const file = this.fileOf(place.fileId);
    if (file === undefined) throw new Error('The file of this record is not in the set.');
    const changed = `“${file.path}” was changed, moved or removed since it was loaded, so the record as delivered cannot be shown. Its columns are still here; choose the file again to read it anew.`;
    let bytes: Uint8Array;
    try {
      if (place.length === 0) return await this.readRow(file, place, signal);
      bytes = await readSpan(file.source, place, signal);
    } catch (error) {
      signal?.throwIfAborted();
      throw new Error(changed, { cause: error });
    }
    if (bytes.length !== place.length) throw new Error(changed);
    const hash = await this.hashAsLoaded(place, signal);
    const record = hash === null ? asDelivered(bytes) : await this.recordIn(bytes, hash, labelsOf(file));
    if (record === null) throw new Error(changed);
    return record;
  }

  /**
   * Bytes of the unpacked file around one of them, to see what is damaged there; fewer at its ends. They are shown as they
   * are: no hash says what they were when the file was read.
   */
  async around({ fileId, offset }: BytePlace, signal?: AbortSignal): Promise<BytesAround> {
    const file = this.fileOf(fileId);
    if (file === undefined) throw new Error('This file is not in the set any more.');
    const from = Math.max(0, offset - (offset % LINE_BYTES) - LINE_BYTES * LINES_BEFORE);
    try {
      const span = { offset: from, length: LINE_BYTES * (LINES_BEFORE + LINES_AFTER + 1) };
      return { from, bytes: await readSpan(file.source, span, signal) };
    } catch (error) {
      signal?.throwIfAborted();
      throw new Error(
        `“${file.path}” was changed, moved or removed since it was read, so its bytes cannot be shown. Choose the file again to read it anew.`,
        { cause: error },
      );
    }
  }

  /**
   * Many records, each file opened once, in the order of the files. Null for a record that is not what it was: its file
   * was changed, moved or removed. Nothing of these is kept.
   */
  async readAll(records: readonly KnownRecord[], take: TakeRecord, signal?: AbortSignal): Promise<void> {
    const byFile = new Map<number, number[]>();
    records.forEach(({ fileId }, index) => {
      const indices = byFile.get(fileId);
      if (indices === undefined) byFile.set(fileId, [index]);
      else indices.push(index);
    });
    for (const [fileId, indices] of [...byFile].toSorted(([a], [b]) => a - b)) {
      signal?.throwIfAborted();
      const inOrder = indices
        .map((index) => ({ index, record: records[index] }))
        .filter((one): one is Listed => one.record !== undefined)
        .toSorted((a, b) => a.record.offset - b.record.offset);
      await this.readFile(fileId, inOrder, take, signal);
    }
  }

  private async readFile(
    fileId: number,
    listed: readonly Listed[],
    take: TakeRecord,
    signal?: AbortSignal,
  ): Promise<void> {
    const file = this.fileOf(fileId);
    const taken = new Set<number>();
    let takerFailed = false;
    const labels = file === undefined ? null : labelsOf(file);
    const give = async (at: number, record: Uint8Array | null): Promise<void> => {
      const one = listed[at];
      if (one === undefined) return;
      taken.add(at);
      try {
        await take(one.index, record);
      } catch (error) {
        takerFailed = true;
        throw error;
      }
    };
    const check = async (at: number, bytes: Uint8Array): Promise<void> => {
      const one = listed[at];
      if (one === undefined) return;
      const isWhole = bytes.length === one.record.length;
      await give(at, isWhole ? await this.recordIn(bytes, one.record.hash, labels) : null);
    };
    try {
      if (file !== undefined && listed[0]?.record.length === 0) {
        const isRecord = (at: number, record: Uint8Array): boolean =>
          hashOf(record, this.hashKey) === listed[at]?.record.hash;
        const numbers = listed.map(({ record }) => record.offset);
        await showParquetRows(file.source, numbers, isRecord, give);
      } else if (file !== undefined) {
        const spans = listed.map(({ record }) => record);
        await readSpans(file.source, spans, check, signal);
      }
    } catch (error) {
      // What the file refuses are missing records; what the taker throws is its own.
      if (takerFailed || signal?.aborted === true) throw error;
    }
    for (const [at, { index }] of listed.entries()) if (!taken.has(at)) await take(index, null);
  }

  /** A row of a Parquet file has a number, and no bytes of its own. */
  private async readRow(
    { source }: PlacedFile,
    place: RecordPlace,
    signal?: AbortSignal,
  ): Promise<Uint8Array> {
    const hash = await this.hashAsLoaded(place, signal);
    let found: Uint8Array | null = null;
    const isRecord = (_: number, record: Uint8Array): boolean =>
      hash === null || hashOf(record, this.hashKey) === hash;
    await showParquetRows(source, [place.offset], isRecord, (_, row) => {
      found = row;
    });
    if (found === null) throw new Error('the row is not what it was');
    return found;
  }

  /** Null when no record with this hash is in the span. */
  private async recordIn(
    span: Uint8Array,
    hash: string,
    labels: (() => Promise<Uint8Array>) | null,
  ): Promise<Uint8Array | null> {
    const isRecord = (bytes: Uint8Array): boolean => hashOf(bytes, this.hashKey) === hash;
    const record = recordInSpan(span, isRecord);
    return record !== null || labels === null ? record : rowInSpan(span, await labels(), isRecord);
  }

  /**
   * Not every browser refuses to read a file that was changed after it was chosen. Null where the engine cannot say
   * what the record's hash was.
   */
  private async hashAsLoaded(place: RecordPlace, signal?: AbortSignal): Promise<string | null> {
    try {
      const database = await this.database;
      const [row] = await database.query(loadedHash(place), signal === undefined ? {} : { signal });
      return row?.hash ?? null;
    } catch (error) {
      if (error instanceof QueryError || error instanceof DatabaseLost) return null;
      throw error;
    }
  }
}

/** The start of a file, where a table has its labels; read once, when it is needed. */
function labelsOf({ source }: PlacedFile): () => Promise<Uint8Array> {
  let bytes: Promise<Uint8Array> | null = null;
  return () => (bytes ??= readSpan(source, { offset: 0, length: LABEL_BYTES }));
}

interface Listed {
  readonly index: number;
  readonly record: KnownRecord;
}

/** Bytes that cannot be held against a hash are believed where they have the form of a record. */
function asDelivered(bytes: Uint8Array): Uint8Array | null {
  return bytes[0] === 0x7b && bytes.at(-1) === 0x7d ? bytes : null;
}

function loadedHash({ fileId, offset }: RecordPlace): SqlQuery<{ hash: 'text' }> {
  return {
    name: 'loaded-hash',
    text: 'SELECT record_hash::VARCHAR AS hash FROM event WHERE file_id = ? AND record_offset = ?',
    values: [fileId, offset],
    columns: { hash: 'text' },
  };
}

/** As the event table holds it: one signed number of 64 bits. */
function hashOf(bytes: Uint8Array, key: HashKey): string {
  const hasher = new RecordHasher(key);
  hasher.read(new DataView(bytes.buffer, bytes.byteOffset, bytes.length), 0, bytes.length);
  return String((BigInt(hasher.high) << 32n) | BigInt(hasher.low >>> 0));
}
