/**
 * The bytes as delivered are the truth: a record is read again from its file whenever it is shown raw. The last few
 * records stay in memory, so that stepping back and forth does not unpack their files again.
 */
import { type Database, DatabaseLost, QueryError } from '#database/database.ts';
import type { SqlQuery } from '#database/sql-query.ts';
import { readSpan } from '#ingest/read-record.ts';
import { type HashKey, RecordHasher } from '#ingest/record-bytes.ts';
import type { RecordPlace, SourceFile } from './session.ts';

const KEPT_RECORDS = 200;

export class Evidence {
  private readonly sourceOf: (fileId: number) => SourceFile | undefined;
  private readonly database: Promise<Database>;
  private readonly hashKey: HashKey;
  /** By place; the least recently used first. */
  private readonly kept = new Map<string, Uint8Array>();

  constructor(
    sourceOf: (fileId: number) => SourceFile | undefined,
    database: Promise<Database>,
    hashKey: HashKey,
  ) {
    this.sourceOf = sourceOf;
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
    const source = this.sourceOf(place.fileId);
    if (source === undefined) throw new Error('The file of this record is not in the set.');
    const changed = `“${source.path}” was changed, moved or removed since it was loaded, so the record as delivered cannot be shown. Its columns are still here; choose the file again to read it anew.`;
    let bytes: Uint8Array;
    try {
      bytes = await readSpan(source.file, place, signal);
    } catch (error) {
      signal?.throwIfAborted();
      throw new Error(changed, { cause: error });
    }
    const whole = bytes.length === place.length && bytes[0] === 0x7b && bytes.at(-1) === 0x7d;
    if (!whole || !(await this.isAsLoaded(place, bytes, signal))) throw new Error(changed);
    return bytes;
  }

  /**
   * Not every browser refuses to read a file that was changed after it was chosen. Where the engine cannot say what the
   * record's hash was, the bytes are believed.
   */
  private async isAsLoaded(place: RecordPlace, bytes: Uint8Array, signal?: AbortSignal): Promise<boolean> {
    try {
      const database = await this.database;
      const [row] = await database.query(loadedHash(place), signal === undefined ? {} : { signal });
      return row === undefined || row.hash === hashOf(bytes, this.hashKey);
    } catch (error) {
      if (error instanceof QueryError || error instanceof DatabaseLost) return true;
      throw error;
    }
  }
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
