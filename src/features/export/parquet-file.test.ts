import { parquetMetadata, parquetReadObjects } from 'hyparquet';
import { describe, expect, it } from 'vitest';
import type { ExportCell } from '#query/export-rows.ts';
import { ParquetFile } from './parquet-file.ts';
import type { ParquetHead } from './parquet-protocol.ts';

const HEAD: ParquetHead = {
  columns: [
    { name: 'eventTime', kind: 'time' },
    { name: 'eventName', kind: 'text' },
    { name: 'readOnly', kind: 'flag' },
    { name: 'recordOffset', kind: 'number' },
  ],
  metadata: [{ key: 'trailscope', value: '{"events":3}' }],
};

function fileOf(...windows: readonly (readonly (readonly ExportCell[])[])[]): ArrayBuffer {
  const file = new ParquetFile(HEAD);
  const pieces = [...windows.map((cells) => file.add(cells)), file.end()];
  return new Uint8Array(Buffer.concat(pieces)).buffer;
}

describe('a Parquet file', () => {
  it('gives back values, types and what it says of itself', async () => {
    const file = fileOf(
      [
        [1_760_000_000_123, null],
        ['Delete漢😀', ''],
        [true, null],
        [0, 4_294_967_295],
      ],
      [[-5], [null], [false], [7]],
    );
    const metadata = parquetMetadata(file);
    expect(metadata.key_value_metadata).toEqual(HEAD.metadata);
    expect(metadata.schema[1]).toMatchObject({ type: 'INT64', converted_type: 'TIMESTAMP_MILLIS' });
    expect(await parquetReadObjects({ file })).toEqual([
      { eventTime: new Date(1_760_000_000_123), eventName: 'Delete漢😀', readOnly: true, recordOffset: 0n },
      { eventTime: null, eventName: '', readOnly: null, recordOffset: 4_294_967_295n },
      { eventTime: new Date(-5), eventName: null, readOnly: false, recordOffset: 7n },
    ]);
  });

  it('is written in groups, and given out as they are ready', async () => {
    const rows = 20_000;
    const window = (from: number): ExportCell[][] => [
      Array.from({ length: rows }, (_, n) => from + n),
      Array.from({ length: rows }, (_, n) => `Event${(from + n) % 7}`),
      Array.from({ length: rows }, () => null),
      Array.from({ length: rows }, (_, n) => from + n),
    ];
    const file = new ParquetFile(HEAD);
    const pieces = [0, 1, 2, 3].map((n) => file.add(window(n * rows)));
    expect(pieces.map((piece) => piece.length > 100)).toEqual([false, false, true, false]);
    const bytes = new Uint8Array(Buffer.concat([...pieces, file.end()])).buffer;
    expect(parquetMetadata(bytes).row_groups.map((group) => Number(group.num_rows))).toEqual([
      60_000, 20_000,
    ]);
    const read = await parquetReadObjects({ file: bytes, columns: ['eventName', 'recordOffset'] });
    expect(read).toHaveLength(80_000);
    expect(read[77_777]).toEqual({ eventName: `Event${77_777 % 7}`, recordOffset: 77_777n });
  });

  it('of no events is a file all the same', async () => {
    expect(await parquetReadObjects({ file: fileOf() })).toEqual([]);
  });
});
