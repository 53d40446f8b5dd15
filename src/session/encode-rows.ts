/** Rows of plain values → an Arrow stream, for the small tables. */
import type { TableColumn } from '#database/schema.ts';
import { encodeIpcStream, type IpcColumn, schemaMessage } from '#lib/arrow-ipc.ts';

type Cell = string | number | boolean | null;

const encoder = new TextEncoder();

/** Columns of type text, flag, int32 and timestamp (ms since 1970 UTC); a cell of another type than its column's is null. */
export function encodeRows(
  columns: readonly TableColumn[],
  rows: readonly (readonly Cell[])[],
): Uint8Array<ArrayBuffer> {
  const ipcColumns = columns.map((column, k) => encodeColumn(column, rows, k));
  return encodeIpcStream(schemaMessage(columns), columns, ipcColumns, rows.length).bytes;
}

function encodeColumn(column: TableColumn, rows: readonly (readonly Cell[])[], k: number): IpcColumn {
  const cells = rows.map((row) => row[k] ?? null);
  if (column.type === 'text') return textColumn(cells);
  const isNull = Uint8Array.from(cells, (cell) => (cell === null || typeof cell === 'string' ? 1 : 0));
  if (column.type === 'flag') return { isNull, write: (target, at) => writeFlags(target, at, cells) };
  if (column.type === 'timestamp')
    return {
      isNull,
      write: (target, at) =>
        cells.forEach((cell, row) => target.setBigInt64(at + row * 8, BigInt(Number(cell ?? 0)), true)),
    };
  return {
    isNull,
    write: (target, at) =>
      cells.forEach((cell, row) => target.setInt32(at + row * 4, Number(cell ?? 0), true)),
  };
}

function writeFlags(target: DataView, at: number, cells: readonly Cell[]): void {
  cells.forEach((cell, row) => {
    if (cell !== true) return;
    const place = at + (row >> 3);
    target.setUint8(place, target.getUint8(place) | (1 << (row & 7)));
  });
}

function textColumn(cells: readonly Cell[]): IpcColumn {
  const texts = cells.map((cell) => (typeof cell === 'string' ? cell : null));
  // All at once, where every letter is one byte: a call for each text would take most of the time.
  const joined = encoder.encode(texts.join(''));
  const isAscii = joined.length === texts.reduce((sum, text) => sum + (text?.length ?? 0), 0);
  const parts = isAscii ? null : texts.map((text) => (text === null ? null : encoder.encode(text)));
  const bytes = new Uint8Array(joined.length + 8);
  if (parts === null) bytes.set(joined);
  const starts = new Int32Array(texts.length);
  const lengths = new Int32Array(texts.length).fill(-1);
  let at = 0;
  texts.forEach((text, row) => {
    if (text === null) return;
    const part = parts?.[row] ?? null;
    if (part !== null) bytes.set(part, at);
    starts[row] = at;
    lengths[row] = part?.length ?? text.length;
    at += lengths[row] ?? 0;
  });
  const source = { bytes, view: new DataView(bytes.buffer) };
  return { starts, lengths, main: source, scratch: source };
}
