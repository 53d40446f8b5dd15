/**
 * Writes one record batch as an Arrow IPC stream, straight from typed arrays and byte spans, without building vectors.
 *
 * apache-arrow's own builders are out of the question here: they use `new Function`, which a strict CSP refuses, and
 * take seconds where this takes milliseconds. Only its flatbuffer classes are used, for the headers.
 * Format: "Arrow Columnar Format", IPC streaming format. Knows nothing of CloudTrail or of the engine.
 */
import { Builder } from 'flatbuffers';
import { Bool } from 'apache-arrow/fb/bool';
import { Buffer as FbBuffer } from 'apache-arrow/fb/buffer';
import { Field as FbField } from 'apache-arrow/fb/field';
import { FieldNode } from 'apache-arrow/fb/field-node';
import { FixedSizeBinary } from 'apache-arrow/fb/fixed-size-binary';
import { Int } from 'apache-arrow/fb/int';
import { KeyValue } from 'apache-arrow/fb/key-value';
import { Message } from 'apache-arrow/fb/message';
import { MessageHeader } from 'apache-arrow/fb/message-header';
import { MetadataVersion } from 'apache-arrow/fb/metadata-version';
import { RecordBatch } from 'apache-arrow/fb/record-batch';
import { Schema } from 'apache-arrow/fb/schema';
import { TimeUnit } from 'apache-arrow/fb/time-unit';
import { Timestamp } from 'apache-arrow/fb/timestamp';
import { Type } from 'apache-arrow/fb/type';
import { Utf8 } from 'apache-arrow/fb/utf8';

export type IpcType = 'int32' | 'uint32' | 'uint8' | 'int64' | 'timestamp' | 'uuid' | 'text' | 'flag';

export interface IpcField {
  readonly name: string;
  readonly type: IpcType;
}

/** Bytes with a view over the same memory. At least 8 bytes beyond each span must exist: spans are copied by words. */
export interface ByteSource {
  readonly bytes: Uint8Array;
  readonly view: DataView;
}

/** A column of fixed width: writes `rows` values at `offset`; `isNull[row] = 1` makes a value null. */
export interface FixedColumn {
  readonly write: (target: DataView, offset: number, rows: number) => void;
  readonly isNull?: Uint8Array;
}

/** A text column as spans of UTF-8: length −1 is null; a start below 0 is the span `~start` of `scratch`. */
export interface TextColumn {
  readonly starts: Int32Array;
  readonly lengths: Int32Array;
  readonly main: ByteSource;
  readonly scratch: ByteSource;
}

export type IpcColumn = FixedColumn | TextColumn;

export interface IpcStream {
  readonly bytes: Uint8Array<ArrayBuffer>;
  /** Where each column's values begin, in bytes from the start of `bytes` (text: its offsets); all are 64-byte aligned. */
  readonly valueOffsets: readonly number[];
}

const WIDTH: Record<Exclude<IpcType, 'text' | 'flag'>, number> = {
  int32: 4,
  uint32: 4,
  uint8: 1,
  int64: 8,
  timestamp: 8,
  uuid: 16,
};

const CONTINUATION = -1;
const align64 = (n: number): number => (n + 63) & ~63;

/**
 * Spans up to this length are copied by 8-byte words, longer ones by `set`, which costs an object each. Copying as
 * doubles is exact: valid UTF-8 never reads as a NaN, the only doubles whose bits an engine may change.
 */
const WORD_COPY_LIMIT = 512;

function typeOf(b: Builder, type: IpcType): { code: Type; offset: number } {
  switch (type) {
    case 'int32':
      return { code: Type.Int, offset: Int.createInt(b, 32, true) };
    case 'uint32':
      return { code: Type.Int, offset: Int.createInt(b, 32, false) };
    case 'uint8':
      return { code: Type.Int, offset: Int.createInt(b, 8, false) };
    case 'int64':
      return { code: Type.Int, offset: Int.createInt(b, 64, true) };
    case 'timestamp':
      return { code: Type.Timestamp, offset: Timestamp.createTimestamp(b, TimeUnit.MILLISECOND, 0) };
    case 'uuid':
      return { code: Type.FixedSizeBinary, offset: FixedSizeBinary.createFixedSizeBinary(b, 16) };
    case 'text':
      return { code: Type.Utf8, offset: Utf8.createUtf8(b) };
    case 'flag':
      return { code: Type.Bool, offset: Bool.createBool(b) };
  }
}

function createField(b: Builder, field: IpcField): number {
  const name = b.createString(field.name);
  const type = typeOf(b, field.type);
  const children = FbField.createChildrenVector(b, []);
  // The canonical extension name makes DuckDB read the 16 bytes as a real UUID.
  const metadata =
    field.type === 'uuid'
      ? FbField.createCustomMetadataVector(b, [
          KeyValue.createKeyValue(b, b.createString('ARROW:extension:name'), b.createString('arrow.uuid')),
          KeyValue.createKeyValue(b, b.createString('ARROW:extension:metadata'), b.createString('')),
        ])
      : 0;
  FbField.startField(b);
  FbField.addName(b, name);
  FbField.addNullable(b, true);
  FbField.addTypeType(b, type.code);
  FbField.addType(b, type.offset);
  FbField.addChildren(b, children);
  if (metadata !== 0) FbField.addCustomMetadata(b, metadata);
  return FbField.endField(b);
}

function finishMessage(b: Builder, header: MessageHeader, offset: number, bodyLength: number): Uint8Array {
  Message.startMessage(b);
  Message.addVersion(b, MetadataVersion.V5);
  Message.addHeaderType(b, header);
  Message.addHeader(b, offset);
  Message.addBodyLength(b, BigInt(bodyLength));
  b.finish(Message.endMessage(b));
  return b.asUint8Array();
}

/** The schema message, framed and padded to 8 bytes; made once per kind of batch. */
export function schemaMessage(fields: readonly IpcField[]): Uint8Array {
  const b = new Builder(1024);
  const list = Schema.createFieldsVector(
    b,
    fields.map((field) => createField(b, field)),
  );
  Schema.startSchema(b);
  Schema.addFields(b, list);
  const message = finishMessage(b, MessageHeader.Schema, Schema.endSchema(b), 0);
  const length = (message.length + 7) & ~7;
  const framed = new Uint8Array(8 + length);
  const view = new DataView(framed.buffer);
  view.setInt32(0, CONTINUATION, true);
  view.setInt32(4, length, true);
  framed.set(message, 8);
  return framed;
}

interface Plan {
  readonly nodes: { nulls: number }[];
  readonly buffers: { offset: number; length: number }[];
  /** Per column: index of its validity buffer in `buffers`; values (or text offsets) and text data follow. */
  readonly first: number[];
  bodyLength: number;
}

function countNulls(column: IpcColumn, rows: number): number {
  let nulls = 0;
  if ('lengths' in column) {
    const lengths = column.lengths;
    for (let row = 0; row < rows; row++) if ((lengths[row] ?? -1) < 0) nulls++;
  } else if (column.isNull !== undefined) {
    const isNull = column.isNull;
    for (let row = 0; row < rows; row++) nulls += isNull[row] ?? 0;
  }
  return nulls;
}

function textBytes(column: TextColumn, rows: number): number {
  const lengths = column.lengths;
  let total = 0;
  for (let row = 0; row < rows; row++) {
    const length = lengths[row] ?? -1;
    if (length > 0) total += length;
  }
  return total;
}

function makePlan(fields: readonly IpcField[], columns: readonly IpcColumn[], rows: number): Plan {
  const plan: Plan = { nodes: [], buffers: [], first: [], bodyLength: 0 };
  const add = (length: number): void => {
    plan.buffers.push({ offset: plan.bodyLength, length });
    plan.bodyLength = align64(plan.bodyLength + length);
  };
  columns.forEach((column, index) => {
    const type = fields[index]?.type ?? 'text';
    const nulls = countNulls(column, rows);
    plan.nodes.push({ nulls });
    plan.first.push(plan.buffers.length);
    add(nulls === 0 ? 0 : (rows + 7) >> 3);
    if ('lengths' in column) {
      add((rows + 1) * 4);
      add(textBytes(column, rows));
    } else {
      add(type === 'flag' ? (rows + 7) >> 3 : rows * (type === 'text' ? 4 : WIDTH[type]));
    }
  });
  return plan;
}

function batchMessage(plan: Plan, rows: number): Uint8Array {
  const b = new Builder(4096);
  RecordBatch.startBuffersVector(b, plan.buffers.length);
  for (const { offset, length } of plan.buffers.toReversed()) {
    FbBuffer.createBuffer(b, BigInt(offset), BigInt(length));
  }
  const buffers = b.endVector();
  RecordBatch.startNodesVector(b, plan.nodes.length);
  for (const { nulls } of plan.nodes.toReversed()) FieldNode.createFieldNode(b, BigInt(rows), BigInt(nulls));
  const nodes = b.endVector();
  RecordBatch.startRecordBatch(b);
  RecordBatch.addLength(b, BigInt(rows));
  RecordBatch.addNodes(b, nodes);
  RecordBatch.addBuffers(b, buffers);
  return finishMessage(b, MessageHeader.RecordBatch, RecordBatch.endRecordBatch(b), plan.bodyLength);
}

/** Copies a text column's spans one after another. Word copies overrun by up to 7 bytes, into what is written later. */
function writeText(
  out: Uint8Array,
  target: DataView,
  offsetsAt: number,
  dataAt: number,
  column: TextColumn,
  rows: number,
): void {
  const { starts, lengths } = column;
  const offsets = new Int32Array(out.buffer, offsetsAt, rows + 1);
  // Set, not assumed: a neighbour's word copy may have run over it.
  offsets[0] = 0;
  let to = dataAt;
  for (let row = 0; row < rows; row++) {
    const length = lengths[row] ?? -1;
    if (length > 0) {
      const start = starts[row] ?? 0;
      const source = start < 0 ? column.scratch : column.main;
      const from = start < 0 ? ~start : start;
      if (length <= WORD_COPY_LIMIT) {
        const view = source.view;
        for (let k = 0; k < length; k += 8) target.setFloat64(to + k, view.getFloat64(from + k, true), true);
      } else {
        out.set(source.bytes.subarray(from, from + length), to);
      }
      to += length;
    }
    offsets[row + 1] = to - dataAt;
  }
}

function writeValidity(out: Uint8Array, at: number, column: IpcColumn, rows: number): void {
  const lengths = 'lengths' in column ? column.lengths : undefined;
  const isNull = 'lengths' in column ? undefined : column.isNull;
  out.fill(0, at, at + ((rows + 7) >> 3));
  for (let row = 0; row < rows; row++) {
    const valid = lengths !== undefined ? (lengths[row] ?? -1) >= 0 : (isNull?.[row] ?? 0) === 0;
    if (valid) out[at + (row >> 3)] = (out[at + (row >> 3)] ?? 0) | (1 << (row & 7));
  }
}

/** One schema, one batch, one end marker. `columns` stand in the order of `fields`. */
export function encodeIpcStream(
  schema: Uint8Array,
  fields: readonly IpcField[],
  columns: readonly IpcColumn[],
  rows: number,
): IpcStream {
  const plan = makePlan(fields, columns, rows);
  const message = batchMessage(plan, rows);
  // The body is put on a 64-byte boundary by padding the header, so that typed arrays can be laid over it.
  const body = align64(schema.length + 8 + message.length);
  const end = body + plan.bodyLength;
  const out = new Uint8Array(end + 16);
  const target = new DataView(out.buffer);
  out.set(schema, 0);
  target.setInt32(schema.length, CONTINUATION, true);
  target.setInt32(schema.length + 4, body - schema.length - 8, true);
  out.set(message, schema.length + 8);
  const at = (buffer: number): number => body + (plan.buffers[buffer]?.offset ?? 0);
  const valueOffsets = plan.first.map((first) => at(first + 1));
  columns.forEach((column, index) => {
    const first = plan.first[index] ?? 0;
    if (!('lengths' in column)) column.write(target, at(first + 1), rows);
    else if (plan.nodes[index]?.nulls !== rows)
      writeText(out, target, at(first + 1), at(first + 2), column, rows);
    if ((plan.nodes[index]?.nulls ?? 0) > 0) writeValidity(out, at(first), column, rows);
  });
  target.setInt32(end, CONTINUATION, true);
  target.setInt32(end + 4, 0, true);
  return { bytes: out.subarray(0, end + 8), valueOffsets };
}
