/** Records through the whole of the reading code into the real engine, and beside each row what its bytes say. */
import { gunzipSync } from 'node:zlib';
import { isObject, parseJson } from '#lib/json.ts';
import type { LiveSession } from '#session/data-set.ts';
import type { SourceFile } from '#session/session.ts';
import { openSession, rowsOf } from '#session/testing/workbench.ts';
import type { EventRow } from '../event-row.ts';
import { readEventRows } from '../event-rows.ts';
import type { RowIds } from '../event-rows.ts';
import { isReadable, type Loaded } from './oracle.ts';

export interface LoadedSet {
  readonly session: LiveSession;
  /** By row id; only of records that the oracle can read. */
  readonly records: ReadonlyMap<number, Loaded>;
}

export async function loadRecords(files: readonly SourceFile[]): Promise<LoadedSet> {
  const { session } = openSession();
  await session.addFiles(files);
  const rows = await rowsOf(
    session,
    `SELECT e.rowid::int AS id, e.file_id AS file, f.name AS name, e.record_offset::DOUBLE AS place,
      e.record_length::DOUBLE AS size FROM event e JOIN file f ON f.id = e.file_id ORDER BY e.file_id, place`,
    { id: 'integer', file: 'integer', name: 'text', place: 'number', size: 'number' },
  );
  const contents = await Promise.all(files.map(contentOf));
  const records = new Map<number, Loaded>();
  for (const row of rows) {
    const bytes = contents[row.file]?.subarray(row.place, row.place + row.size);
    const record = parseJson(new TextDecoder().decode(bytes));
    if (isObject(record) && isReadable(record)) records.set(row.id, { record, fileName: row.name });
  }
  return { session, records };
}

/** File ids count the files in the order in which they were given. */
async function contentOf({ file }: SourceFile): Promise<Uint8Array> {
  const bytes = new Uint8Array(await file.arrayBuffer());
  return bytes[0] === 0x1f && bytes[1] === 0x8b ? gunzipSync(bytes) : bytes;
}

/** The events that a query of row ids names. */
export async function eventsBy(session: LiveSession, ids: RowIds): Promise<EventRow[]> {
  return readEventRows((query) => session.query(query), await session.query(ids));
}
