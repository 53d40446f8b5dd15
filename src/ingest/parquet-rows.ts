/**
 * Rows of Parquet files: Security Lake's OCSF events, and tables with CloudTrail's columns. The library that reads them is
 * fetched when the first one comes.
 */
import { gunzipSync } from 'fflate';
import { decompress as unzstd } from 'fzstd';
import { EventTable } from '#cloudtrail/event-table.ts';
import { recordOfOcsf } from '#cloudtrail/ocsf.ts';
import { isObject } from '#lib/json.ts';
import { readSlice } from './byte-source.ts';
import { readContent } from './content.ts';
import { openFile } from './open-file.ts';
import { FORM } from './record-sink.ts';
import type { Source } from './source.ts';

/** Rows that are decoded at once. */
export const WINDOW_ROWS = 10_000;
/** A page that says it is larger is not believed. */
const MAX_PAGE_BYTES = 256 * 1024 * 1024;

/** The bytes of a Parquet file, read here and there. */
export interface ParquetBytes {
  readonly byteLength: number;
  slice(start: number, end?: number): ArrayBuffer | Promise<ArrayBuffer>;
}

/** A record made of a row, and the row itself, both as JSON. `record` is null where the row tells no event. */
export interface ParquetRow {
  readonly record: string | null;
  readonly form: number;
  readonly row: unknown;
}

export interface ParquetTable {
  readonly count: number;
  readonly rows: (from: number, to: number) => Promise<readonly ParquetRow[]>;
}

const checked = (length: number): number => {
  if (length > MAX_PAGE_BYTES) throw new Error(`a page of ${length} bytes`);
  return length;
};

const COMPRESSORS = {
  GZIP: (input: Uint8Array, length: number): Uint8Array =>
    gunzipSync(input, { out: new Uint8Array(checked(length)) }),
  ZSTD: (input: Uint8Array, length: number): Uint8Array => unzstd(input, new Uint8Array(checked(length))),
};

/** Rejects when the bytes are no Parquet file, or a damaged one. */
export async function openParquet(file: ParquetBytes): Promise<ParquetTable> {
  const { parquetMetadataAsync, parquetReadObjects } = await import('hyparquet');
  const metadata = await parquetMetadataAsync(file);
  return {
    count: Number(metadata.num_rows),
    rows: async (rowStart, rowEnd) => {
      const options = { file, metadata, rowStart, rowEnd, compressors: COMPRESSORS };
      const rows: readonly unknown[] = await parquetReadObjects(options);
      return rows.map(readRow);
    },
  };
}

function readRow(row: unknown): ParquetRow {
  const values = plain(row, (date) => date.getTime());
  const mapped = recordOfOcsf(values);
  if (mapped !== null) return { record: mapped, form: FORM.ocsf, row: values };
  const texts = plain(row, (date) => date.toISOString());
  const entries = isObject(texts) ? Object.entries(texts) : [];
  const table = new EventTable(entries.map(([name]) => name));
  const cells = entries.map(([, value]) => cellOf(value));
  const carried = cells[table.carrier]?.trim();
  if (carried?.startsWith('{') === true) return { record: carried, form: FORM.whole, row: texts };
  const record = table.isOfEvents ? table.recordOf(cells) : null;
  return { record, form: FORM.tableRow, row: texts };
}

function cellOf(value: unknown): string | null {
  if (value === null || value === undefined) return null;
  return typeof value === 'string' ? value : JSON.stringify(value);
}

/** Values as JSON has them. */
function plain(value: unknown, ofDate: (date: Date) => unknown): unknown {
  if (typeof value === 'bigint') return Number.isSafeInteger(Number(value)) ? Number(value) : String(value);
  if (value instanceof Date) return Number.isNaN(value.getTime()) ? null : ofDate(value);
  if (ArrayBuffer.isView(value)) return null;
  if (Array.isArray(value)) return value.map((one) => plain(one, ofDate));
  if (!isObject(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([name, one]) => [name, plain(one, ofDate)]));
}

const MAGIC = [0x50, 0x41, 0x52, 0x31];

/** The file that a source holds; one that is packed has to be unpacked whole. */
export async function parquetBytes(source: Source): Promise<ParquetBytes> {
  const { blob, from } = source;
  const head = await readSlice(blob, 0, MAGIC.length);
  if (from === null && MAGIC.every((byte, k) => head[k] === byte)) {
    return {
      byteLength: blob.size,
      slice: (start, end) => blob.slice(start, end).arrayBuffer(),
    };
  }
  const file = await openFile(source);
  const chunks: Uint8Array<ArrayBuffer>[] = [];
  await readContent(file.bytes, file.head, (chunk) => {
    chunks.push(chunk.slice());
    return true;
  });
  return new Blob(chunks).arrayBuffer();
}

const encoder = new TextEncoder();

/**
 * Rows by their numbers, in rising order; null for one whose record `isRecord` does not take. What is shown of a row is
 * the row, under the names of its columns.
 */
export async function showParquetRows(
  source: Source,
  numbers: readonly number[],
  isRecord: (index: number, record: Uint8Array) => boolean,
  take: (index: number, row: Uint8Array | null) => Promise<void> | void,
): Promise<void> {
  const table = await openParquet(await parquetBytes(source));
  let from = 0;
  let rows: readonly ParquetRow[] = [];
  for (const [index, number] of numbers.entries()) {
    if (number < from || number >= from + rows.length) {
      from = number;
      const last = Math.min(table.count, number + WINDOW_ROWS, (numbers.at(-1) ?? number) + 1);
      rows = await table.rows(from, last);
    }
    const row = rows[number - from];
    const record = row?.record ?? null;
    const isSame = record !== null && isRecord(index, encoder.encode(record));
    await take(index, isSame ? encoder.encode(JSON.stringify(row?.row)) : null);
  }
}
