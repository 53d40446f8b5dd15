/**
 * Arrow → columns of plain values, checked once per result against the kinds its query declares.
 * Runs beside the engine, in its worker. `rows.ts` makes rows of what this returns.
 */
import { DataType, type Table, tableFromIPC, TimeUnit, type Vector } from 'apache-arrow';
import type { Cell } from './rows.ts';
import type { ColumnKind, Columns } from './sql-query.ts';

/**
 * One list of cells per declared column, in the order of `Object.keys(columns)`.
 * Throws a sentence when the result's columns, their types or their NULLs are not as declared.
 */
export function decodeCells(columns: Columns, ipcStream: Uint8Array): Cell[][] {
  const table = tableFromIPC(ipcStream);
  checkNames(columns, table);
  return Object.entries(columns).map(([name, kind]) => decodeColumn(name, kind, columnOf(table, name)));
}

function checkNames(columns: Columns, table: Table): void {
  const declared = Object.keys(columns);
  const found = table.schema.fields.map((field) => field.name);
  const same = found.length === declared.length && declared.every((name) => found.includes(name));
  if (!same)
    throw new TypeError(
      `the result has the columns ${found.join(', ')}, declared are ${declared.join(', ')}`,
    );
}

function columnOf(table: Table, name: string): Vector {
  const vector = table.getChild(name);
  if (vector === null) throw new TypeError(`the result has no column ${name}`);
  return vector;
}

function decodeColumn(name: string, kind: ColumnKind, vector: Vector): Cell[] {
  if (!fits(kind, vector.type))
    throw new TypeError(
      `column ${name} is declared ${kind} but arrived as ${String(vector.type)}; cast it in SQL`,
    );
  if (!kind.endsWith('?') && vector.nullCount > 0)
    throw new TypeError(`column ${name} is declared ${kind} but holds NULL`);
  if (DataType.isUtf8(vector.type)) return decodeText(vector);
  return Array.from(vector, (cell) => decodeCell(name, cell));
}

function fits(kind: ColumnKind, type: DataType): boolean {
  switch (kind) {
    case 'text':
    case 'text?':
      return DataType.isUtf8(type) || DataType.isLargeUtf8(type);
    case 'integer':
    case 'integer?':
      return DataType.isInt(type);
    case 'number':
    case 'number?':
      return DataType.isInt(type) || DataType.isFloat(type);
    case 'time':
    case 'time?':
      // Other units arrive as fractions of a millisecond or as bigint.
      return DataType.isTimestamp(type) && type.unit === TimeUnit.MILLISECOND;
    case 'flag':
    case 'flag?':
      return DataType.isBool(type);
  }
}

function decodeCell(name: string, cell: unknown): Cell {
  if (typeof cell === 'bigint') {
    const value = Number(cell);
    if (Number.isSafeInteger(value)) return value;
    throw new RangeError(`column ${name} holds ${cell}, which JavaScript cannot hold exactly`);
  }
  if (cell === null || typeof cell === 'number' || typeof cell === 'boolean' || typeof cell === 'string')
    return cell;
  throw new TypeError(`column ${name} holds ${typeof cell}`);
}

const decoder = new TextDecoder('utf-8', { ignoreBOM: true });

/**
 * Arrow decodes cell by cell, at a microsecond each. Decoding a whole batch at once and cutting the string is several
 * times faster; it is right only where every byte is one UTF-16 unit, that is for ASCII.
 */
function decodeText(vector: Vector): Cell[] {
  const cells: Cell[] = [];
  for (const data of vector.data) {
    const offsets: Int32Array = data.valueOffsets;
    const start = offsets[0] ?? 0;
    const bytes: Uint8Array = data.values.subarray(start, offsets[data.length] ?? start);
    const text = decoder.decode(bytes);
    const ascii = text.length === bytes.length && !text.includes('\uFFFD');
    for (let row = 0; row < data.length; row++) {
      const from = (offsets[row] ?? 0) - start;
      const to = (offsets[row + 1] ?? 0) - start;
      if (data.nullCount > 0 && !data.getValid(row)) cells.push(null);
      else cells.push(ascii ? text.slice(from, to) : decoder.decode(bytes.subarray(from, to)));
    }
  }
  return cells;
}
