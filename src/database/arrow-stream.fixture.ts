/** Arrow IPC streams for tests, made by apache-arrow itself so that our own writer is not tested against itself. */
import {
  Bool,
  type Data,
  Field,
  FixedSizeBinary,
  Int32,
  Int64,
  makeData,
  RecordBatch,
  Schema,
  Struct,
  Table,
  tableToIPC,
  TimestampMillisecond,
  Uint32,
  Uint8,
  Utf8,
} from 'apache-arrow';
import type { ColumnType } from './schema.ts';

const UUID_METADATA = new Map([
  ['ARROW:extension:name', 'arrow.uuid'],
  ['ARROW:extension:metadata', ''],
]);

interface Sample {
  readonly field: (name: string) => Field;
  /** Three values: a plain one, NULL, and the type's greatest or oddest. */
  readonly data: () => Data;
}

/** Row 1 is NULL in each. */
const THREE = { length: 3, nullCount: 1, nullBitmap: new Uint8Array([0b101]) };

const uuidBytes = new Uint8Array(48);
uuidBytes.set([
  0x00, 0x11, 0x22, 0x33, 0x44, 0x55, 0x66, 0x77, 0x88, 0x99, 0xaa, 0xbb, 0xcc, 0xdd, 0xee, 0xff,
]);
uuidBytes.fill(0xff, 32);

const text = new TextEncoder().encode('it’s\0😀');

/** One column of each type that our tables have, and what SQL must say of it. */
export const SAMPLES: Readonly<Record<ColumnType, Sample>> = {
  int32: {
    field: (name) => new Field(name, new Int32(), true),
    data: () => makeData({ type: new Int32(), data: new Int32Array([1, 0, -2147483648]), ...THREE }),
  },
  uint32: {
    field: (name) => new Field(name, new Uint32(), true),
    data: () => makeData({ type: new Uint32(), data: new Uint32Array([1, 0, 4294967295]), ...THREE }),
  },
  uint8: {
    field: (name) => new Field(name, new Uint8(), true),
    data: () => makeData({ type: new Uint8(), data: new Uint8Array([1, 0, 255]), ...THREE }),
  },
  int64: {
    field: (name) => new Field(name, new Int64(), true),
    data: () =>
      makeData({ type: new Int64(), data: new BigInt64Array([1n, 0n, -9223372036854775808n]), ...THREE }),
  },
  timestamp: {
    field: (name) => new Field(name, new TimestampMillisecond(), true),
    data: () =>
      makeData({
        type: new TimestampMillisecond(),
        data: new BigInt64Array([1704067199999n, 0n, -1n]),
        ...THREE,
      }),
  },
  uuid: {
    field: (name) => new Field(name, new FixedSizeBinary(16), true, UUID_METADATA),
    data: () => makeData({ type: new FixedSizeBinary(16), data: uuidBytes, ...THREE }),
  },
  text: {
    field: (name) => new Field(name, new Utf8(), true),
    data: () =>
      makeData({
        type: new Utf8(),
        valueOffsets: new Int32Array([0, 6, 6, text.length]),
        data: text,
        ...THREE,
      }),
  },
  flag: {
    field: (name) => new Field(name, new Bool(), true),
    data: () => makeData({ type: new Bool(), data: new Uint8Array([0b001]), ...THREE }),
  },
};

type Columns = readonly { readonly name: string; readonly type: ColumnType }[];

/** A stream of three rows with these columns. */
export function sampleStream(columns: Columns): Uint8Array {
  return stream(
    columns,
    3,
    columns.map(({ type }) => SAMPLES[type].data()),
  );
}

/** A stream of many rows with these columns: zeros, and texts of 20 characters. */
export function manyRows(columns: Columns, rows: number): Uint8Array {
  const children = columns.map(({ name, type }) => {
    const field = SAMPLES[type].field(name);
    const bytes = new Uint8Array(rows * 20).fill(0x61);
    const valueOffsets = Int32Array.from({ length: rows + 1 }, (_, row) => row * 20);
    if (type === 'text')
      return makeData({ type: new Utf8(), length: rows, nullCount: 0, valueOffsets, data: bytes });
    return makeData({ type: field.type, length: rows, nullCount: 0, data: bytes.fill(0) });
  });
  return stream(columns, rows, children);
}

function stream(columns: Columns, rows: number, children: Data[]): Uint8Array {
  const schema = new Schema(columns.map(({ name, type }) => SAMPLES[type].field(name)));
  const data = makeData({ type: new Struct(schema.fields), length: rows, nullCount: 0, children });
  // A copy: apache-arrow's may be a view into a larger, shared buffer, and inserting transfers the buffer.
  return tableToIPC(new Table([new RecordBatch(schema, data)]), 'stream').slice();
}
