import { tableFromIPC } from 'apache-arrow';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  type ByteSource,
  encodeIpcStream,
  type FixedColumn,
  type IpcField,
  schemaMessage,
  type TextColumn,
} from './arrow-ipc.ts';

const encoder = new TextEncoder();

/** Texts one after another, with the bytes to spare that the encoder asks for filled with something. */
class Texts implements ByteSource {
  readonly bytes = new Uint8Array(1 << 20).fill(0x5a);
  readonly view = new DataView(this.bytes.buffer);
  private used = 3;

  put(text: string): { start: number; length: number } {
    const bytes = encoder.encode(text);
    const start = this.used;
    this.bytes.set(bytes, start);
    this.used += bytes.length;
    return { start, length: bytes.length };
  }
}

interface Cell {
  readonly text: string | null;
  readonly inScratch: boolean;
}

function textColumn(cells: readonly Cell[]): TextColumn {
  const main = new Texts();
  const scratch = new Texts();
  const starts = new Int32Array(cells.length + 3);
  const lengths = new Int32Array(cells.length + 3).fill(9);
  cells.forEach(({ text, inScratch }, row) => {
    const { start, length } = (inScratch ? scratch : main).put(text ?? 'gone');
    starts[row] = inScratch ? ~start : start;
    lengths[row] = text === null ? -1 : length;
  });
  return { starts, lengths, main, scratch };
}

function fixed(
  write: (target: DataView, at: number, row: number) => void,
  nulls?: readonly number[],
): FixedColumn {
  const column: FixedColumn = {
    write: (target, at, rows) => {
      for (let row = 0; row < rows; row++) write(target, at, row);
    },
  };
  return nulls === undefined ? column : { ...column, isNull: Uint8Array.from(nulls) };
}

function table(fields: readonly IpcField[], columns: readonly (FixedColumn | TextColumn)[], rows: number) {
  const { bytes, valueOffsets } = encodeIpcStream(schemaMessage(fields), fields, columns, rows);
  for (const offset of valueOffsets) expect(offset % 64).toBe(0);
  const read = tableFromIPC(bytes);
  expect(read.numRows).toBe(rows);
  const column = (name: string): unknown[] => {
    const vector = read.getChild(name);
    return Array.from({ length: rows }, (_, row): unknown => vector?.get(row) ?? null);
  };
  return { read, bytes, valueOffsets, column };
}

const text: IpcField = { name: 't', type: 'text' };

describe('an Arrow IPC stream', () => {
  it('brings every type back', () => {
    const fields: IpcField[] = [
      { name: 'int32', type: 'int32' },
      { name: 'uint32', type: 'uint32' },
      { name: 'uint8', type: 'uint8' },
      { name: 'int64', type: 'int64' },
      { name: 'timestamp', type: 'timestamp' },
      { name: 'uuid', type: 'uuid' },
      { name: 'flag', type: 'flag' },
      text,
    ];
    const { column, read, bytes, valueOffsets } = table(
      fields,
      [
        fixed((target, at, row) => target.setInt32(at + row * 4, -1 - row, true)),
        fixed((target, at, row) => target.setUint32(at + row * 4, 4_294_967_295 - row, true), [0, 1, 0]),
        fixed((target, at, row) => target.setUint8(at + row, 255 - row)),
        fixed((target, at, row) => target.setBigInt64(at + row * 8, -(2n ** 63n) + BigInt(row), true)),
        fixed(
          (target, at, row) => target.setBigInt64(at + row * 8, BigInt(row - 1) * 1000n, true),
          [1, 0, 0],
        ),
        fixed((target, at, row) => target.setUint8(at + row * 16, row + 1)),
        fixed((target, at, row) => target.setUint8(at, target.getUint8(at) | (row === 1 ? 2 : 0)), [0, 0, 1]),
        textColumn([
          { text: 'a', inScratch: false },
          { text: null, inScratch: false },
          { text: 'é', inScratch: true },
        ]),
      ],
      3,
    );
    expect(column('int32')).toEqual([-1, -2, -3]);
    expect(column('uint32')).toEqual([4_294_967_295, null, 4_294_967_293]);
    expect(column('uint8')).toEqual([255, 254, 253]);
    expect(column('int64')).toEqual([-(2n ** 63n), -(2n ** 63n) + 1n, -(2n ** 63n) + 2n]);
    expect(column('timestamp').map((value) => (value === null ? null : Number(value)))).toEqual([
      null,
      0,
      1000,
    ]);
    expect(
      column('uuid').map((value) => (value instanceof Uint8Array ? [value.length, value[0]] : value)),
    ).toEqual([
      [16, 1],
      [16, 2],
      [16, 3],
    ]);
    expect(column('flag')).toEqual([false, true, null]);
    expect(column('t')).toEqual(['a', null, 'é']);
    expect(read.schema.fields.map((field) => [field.name, String(field.type)])).toEqual([
      ['int32', 'Int32'],
      ['uint32', 'Uint32'],
      ['uint8', 'Uint8'],
      ['int64', 'Int64'],
      ['timestamp', 'Timestamp<MILLISECOND>'],
      ['uuid', 'FixedSizeBinary[16]'],
      ['flag', 'Bool'],
      ['t', 'Utf8'],
    ]);
    expect(read.schema.fields[5]?.metadata.get('ARROW:extension:name')).toBe('arrow.uuid');
    expect(new Int32Array(bytes.buffer, valueOffsets[0], 3)).toEqual(new Int32Array([-1, -2, -3]));
  });

  it('may have no rows, or only nulls', () => {
    const fields: IpcField[] = [text, { name: 'n', type: 'int32' }, { name: 'u', type: 'text' }];
    const none = [textColumn([]), fixed(() => undefined), textColumn([])];
    expect(table(fields, none, 0).column('t')).toEqual([]);
    for (const rows of [1, 7, 8, 9, 63, 64, 65, 512]) {
      const nulls = Array.from({ length: rows }, () => ({ text: null, inScratch: false }));
      const columns = [
        textColumn(nulls),
        fixed(
          () => undefined,
          nulls.map(() => 1),
        ),
        textColumn(nulls),
      ];
      const { column } = table(fields, columns, rows);
      for (const name of ['t', 'n', 'u']) expect(column(name)).toEqual(nulls.map(() => null));
    }
  });

  it('keeps neighbours apart where texts fill their 64 bytes to the last', () => {
    const fields: IpcField[] = [
      text,
      { name: 'u', type: 'text' },
      { name: 'n', type: 'int32' },
      { name: 'v', type: 'text' },
    ];
    for (const rest of [0, 1, 2, 3]) {
      for (const nextIsNull of [false, true]) {
        const first = ['x'.repeat(61 - rest), 'é', `${'z'.repeat(64 + rest)}!`].map((one) => ({
          text: one,
          inScratch: false,
        }));
        const second = ['', nextIsNull ? null : 'b', nextIsNull ? null : ''].map((one) => ({
          text: one,
          inScratch: true,
        }));
        const number = fixed((target, at, row) => target.setInt32(at + row * 4, row + 1, true));
        const last = ['a'.repeat(62), 'b', 'c'].map((one) => ({ text: one, inScratch: rest % 2 === 0 }));
        const { column } = table(
          fields,
          [textColumn(first), textColumn(second), number, textColumn(last)],
          3,
        );
        expect(column('t')).toEqual(first.map((cell) => cell.text));
        expect(column('u')).toEqual(second.map((cell) => cell.text));
        expect(column('n')).toEqual([1, 2, 3]);
        expect(column('v')).toEqual(last.map((cell) => cell.text));
      }
    }
  });

  it('brings any texts back, from either memory', () => {
    const cell = fc.record({
      text: fc.oneof(
        fc.constantFrom(null, '', 'a', 'ab', 'abc', '漢字', '\u0000'),
        fc.integer({ min: 0, max: 200 }).map((length) => 'y'.repeat(length)),
        fc.string({ unit: 'grapheme', maxLength: 70 }).filter((one) => !one.startsWith('\ufeff')),
      ),
      inScratch: fc.boolean(),
    });
    const columns = fc
      .integer({ min: 0, max: 70 })
      .chain((rows) =>
        fc.array(fc.array(cell, { minLength: rows, maxLength: rows }), { minLength: 1, maxLength: 4 }),
      );
    fc.assert(
      fc.property(columns, (cells) => {
        const fields = cells.map((_, k): IpcField => ({ name: `t${k}`, type: 'text' }));
        const { column } = table(fields, cells.map(textColumn), cells[0]?.length ?? 0);
        cells.forEach((one, k) => expect(column(`t${k}`)).toEqual(one.map((each) => each.text)));
      }),
      { numRuns: 200 },
    );
  });
});
