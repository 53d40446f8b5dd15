/** A Parquet file as its bytes come about: row groups of bounded size, so that neither writer nor reader holds it whole. */
import { ByteWriter, ParquetWriter } from 'hyparquet-writer';
import type { ExportCell, ExportKind } from '#query/export-rows.ts';
import type { ParquetColumn, ParquetHead } from './parquet-protocol.ts';

/** Readers load a group at a time; more rows pack better. */
const GROUP_ROWS = 50_000;
/** Requests and answers may be long: characters of text in a group. */
const GROUP_CHARACTERS = 32_000_000;

type SchemaElement = ConstructorParameters<typeof ParquetWriter>[0]['schema'][number];

/** Times are milliseconds in UTC; numbers are whole. Every column may be null. */
const TYPES = {
  text: { type: 'BYTE_ARRAY', converted_type: 'UTF8' },
  time: { type: 'INT64', converted_type: 'TIMESTAMP_MILLIS' },
  flag: { type: 'BOOLEAN' },
  number: { type: 'INT64' },
} as const satisfies Record<ExportKind, Partial<SchemaElement>>;

export class ParquetFile {
  private readonly columns: readonly ParquetColumn[];
  private readonly bytes = new ByteWriter(1 << 20);
  private readonly file: ParquetWriter;
  private group: ExportCell[][];
  private rows = 0;
  private characters = 0;

  constructor({ columns, metadata }: ParquetHead) {
    this.columns = columns;
    this.group = columns.map(() => []);
    this.file = new ParquetWriter({
      writer: this.bytes,
      schema: [
        { name: 'root', num_children: columns.length },
        ...columns.map(({ name, kind }) => ({
          name,
          repetition_type: 'OPTIONAL' as const,
          ...TYPES[kind],
        })),
      ],
      kvMetadata: metadata.map(({ key, value }) => ({ key, value })),
      createdBy: 'Trailscope',
    });
  }

  /** One list for each column, all of the same length. Answers the bytes that are ready, often none. */
  add(cells: readonly (readonly ExportCell[])[]): Uint8Array<ArrayBuffer> {
    for (const [at, column] of cells.entries()) {
      const gathered = this.group[at];
      for (const cell of column) {
        gathered?.push(cell);
        if (typeof cell === 'string') this.characters += cell.length;
      }
    }
    this.rows += cells[0]?.length ?? 0;
    if (this.rows >= GROUP_ROWS || this.characters >= GROUP_CHARACTERS) this.writeGroup();
    return this.takeBytes();
  }

  /** The rest of the file. */
  end(): Uint8Array<ArrayBuffer> {
    this.writeGroup();
    void this.file.finish();
    return this.takeBytes();
  }

  private writeGroup(): void {
    if (this.rows === 0) return;
    const columnData = this.columns.map(({ name, kind }, at) => ({
      name,
      data: physical(this.group[at] ?? [], kind),
    }));
    void this.file.write({ columnData, rowGroupSize: this.rows });
    this.group = this.columns.map(() => []);
    this.rows = 0;
    this.characters = 0;
  }

  private takeBytes(): Uint8Array<ArrayBuffer> {
    const taken = new Uint8Array(this.bytes.buffer.slice(0, this.bytes.index));
    // Offsets in the file go on; only the bytes that were handed on are let go.
    this.bytes.index = 0;
    return taken;
  }
}

function physical(cells: readonly ExportCell[], kind: ExportKind): unknown[] {
  if (kind !== 'time' && kind !== 'number') return [...cells];
  return cells.map((cell) => (typeof cell === 'number' ? BigInt(Math.round(cell)) : null));
}
