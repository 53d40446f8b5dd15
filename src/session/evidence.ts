/**
 * The bytes as delivered are the truth: a record is read again from its file whenever it is shown raw. The last few
 * records stay in memory, so that stepping back and forth does not unpack their files again.
 */
import { readSpan } from '#ingest/read-record.ts';
import type { RecordPlace, SourceFile } from './session.ts';

const KEPT_RECORDS = 200;

export class Evidence {
  private readonly sourceOf: (fileId: number) => SourceFile | undefined;
  /** By place; the least recently used first. */
  private readonly kept = new Map<string, Uint8Array>();

  constructor(sourceOf: (fileId: number) => SourceFile | undefined) {
    this.sourceOf = sourceOf;
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
    if (!whole) throw new Error(changed);
    return bytes;
  }
}
