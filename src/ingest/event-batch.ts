/** One batch of scanned rows → Arrow bytes in the column order of the event table, and the values that are new. */
import { OUTCOMES, outcomeOf, outcomeOfErrorCode } from '#cloudtrail/outcome.ts';
import {
  encodeIpcStream,
  type FixedColumn,
  type IpcColumn,
  type IpcField,
  schemaMessage,
  type TextColumn,
} from '#lib/arrow-ipc.ts';
import { member, parseJson, textOf } from '#lib/json.ts';
import type { Arena } from './arena.ts';
import type { Dictionary } from './dictionary.ts';
import { LocalValues, RowCombiner } from './local-values.ts';
import { DICTIONARY_NAMES, type EventBatch, type FileRows } from './protocol.ts';
import type { RecordColumns } from './record-columns.ts';
import {
  type DictionaryField,
  dictionaryIndex,
  OTHER_FIELDS_COLUMN,
  TEXT_FIELDS,
  textIndex,
} from './record-fields.ts';

/** The event table's columns, in its order (a test in `session` holds them against `database/schema.ts`). */
export const EVENT_FIELDS: readonly IpcField[] = [
  { name: 'event_time', type: 'timestamp' },
  ...DICTIONARY_NAMES.map((name): IpcField => ({ name: `${name}_id`, type: 'int32' })),
  { name: 'file_id', type: 'int32' },
  { name: 'record_offset', type: 'uint32' },
  { name: 'record_length', type: 'uint32' },
  { name: 'record_hash', type: 'int64' },
  { name: 'outcome', type: 'uint8' },
  { name: 'escaped', type: 'uint8' },
  { name: 'event_id', type: 'uuid' },
  { name: 'odd_event_id', type: 'text' },
  { name: 'request_id', type: 'text' },
  { name: 'shared_event_id', type: 'text' },
  { name: 'error_message', type: 'text' },
  { name: 'request_parameters', type: 'text' },
  { name: 'response_elements', type: 'text' },
  { name: 'resources', type: 'text' },
  { name: 'additional_event_data', type: 'text' },
  { name: 'service_event_details', type: 'text' },
  { name: 'other_fields', type: 'text' },
];

const SCHEMA = schemaMessage(EVENT_FIELDS);
const FIRST_ID_COLUMN = 1;
const utf8 = new TextDecoder('utf-8', { ignoreBOM: true });

const DENIED = OUTCOMES.indexOf('denied');
const ERROR = OUTCOMES.indexOf('error');
const UNKNOWN = 255;

/** Event types whose failure stands in the response or the details, not in errorCode. */
const MAY_FAIL_SILENTLY = /signin|serviceevent/i;

export class BatchBuilder {
  readonly values: LocalValues;
  private readonly arena: Arena;
  private readonly columns: RecordColumns;
  private readonly combiner: RowCombiner;
  /** One column of local ids per dictionary, in the order of `DICTIONARY_NAMES`. */
  private readonly ids: Map<string, Int32Array>;
  private readonly outcome: Uint8Array;
  private readonly noTime: Uint8Array;
  private readonly noUuid: Uint8Array;
  /** By local error id: its outcome, UNKNOWN until asked. */
  private errorOutcomes = new Uint8Array(256).fill(UNKNOWN);
  private readonly silentTypes = new Map<number, boolean>([[0, false]]);

  constructor(arena: Arena, columns: RecordColumns, dictionaries: readonly Dictionary[]) {
    this.arena = arena;
    this.columns = columns;
    this.values = new LocalValues(dictionaries);
    this.combiner = new RowCombiner(this.values, columns.ids);
    const own = (): Int32Array => new Int32Array(columns.capacity);
    this.ids = new Map<string, Int32Array>([
      ['action', own()],
      ['identity', own()],
      ['call_context', own()],
      ['source_address', this.raw('sourceIPAddress')],
      ['user_agent', this.raw('userAgent')],
      ['region', this.raw('awsRegion')],
      ['account', this.raw('recipientAccountId')],
      ['error', this.raw('errorCode')],
    ]);
    this.outcome = new Uint8Array(columns.capacity);
    this.noTime = new Uint8Array(columns.capacity);
    this.noUuid = new Uint8Array(columns.capacity);
  }

  private raw(field: DictionaryField): Int32Array {
    return this.columns.ids[dictionaryIndex(field)] ?? new Int32Array(0);
  }

  private text(index: number, row: number): string | null {
    const length = this.columns.lengths[index]?.[row] ?? -1;
    if (length < 0) return null;
    const start = this.columns.starts[index]?.[row] ?? 0;
    const from = start < 0 ? ~start : start;
    const bytes = start < 0 ? this.columns.scratch.bytes : this.arena.bytes;
    return utf8.decode(bytes.subarray(from, from + length));
  }

  /** Writes all rows; the columns may be reset afterwards. */
  build(): EventBatch {
    const { columns } = this;
    const rows = columns.rows;
    const timeRange = this.combineRows(rows);
    const { bytes, valueOffsets } = encodeIpcStream(SCHEMA, EVENT_FIELDS, this.ipcColumns(), rows);
    return {
      ipc: bytes,
      rows,
      idColumns: DICTIONARY_NAMES.map((_, k) => valueOffsets[FIRST_ID_COLUMN + k] ?? 0),
      newValues: this.values.takeNew(),
      fileRows: countByFile(columns, rows),
      timeRange,
    };
  }

  private combineRows(rows: number): readonly [number, number] | null {
    const { columns, combiner, noTime, noUuid } = this;
    const actions = this.ids.get('action') ?? new Int32Array(rows);
    const identities = this.ids.get('identity') ?? actions;
    const contexts = this.ids.get('call_context') ?? actions;
    const rawIdentities = this.raw('userIdentity');
    let first = Number.POSITIVE_INFINITY;
    let last = Number.NEGATIVE_INFINITY;
    for (let row = 0; row < rows; row++) {
      actions[row] = combiner.actionId(row, columns.flags[row] ?? 0);
      contexts[row] = combiner.contextId(row, columns.form[row] ?? 0);
      const raw = rawIdentities[row] ?? 0;
      identities[row] = this.values.identityNeedsEvent(raw)
        ? this.identityWithEvent(raw, row)
        : combiner.identityId(raw, 0, 0, 0);
      this.outcome[row] = this.outcomeOfRow(row);
      const time = columns.time[row] ?? Number.NaN;
      const timeless = Number.isNaN(time);
      noTime[row] = timeless ? 1 : 0;
      noUuid[row] = 1 - (columns.hasUuid[row] ?? 0);
      if (!timeless) {
        first = Math.min(first, time);
        last = Math.max(last, time);
      }
    }
    return first <= last ? [first, last] : null;
  }

  private identityWithEvent(raw: number, row: number): number {
    const additional = this.text(textIndex('additionalEventData'), row);
    const userName = additional === null ? null : textOf(member(parseJson(additional), 'UserName'));
    return this.combiner.identityId(
      raw,
      this.raw('eventType')[row] ?? 0,
      this.raw('eventSource')[row] ?? 0,
      userName === null ? 0 : this.values.userNameId(userName),
    );
  }

  private outcomeOfRow(row: number): number {
    const errorId = this.raw('errorCode')[row] ?? 0;
    const hasMessage = (this.columns.lengths[textIndex('errorMessage')]?.[row] ?? -1) >= 0;
    if (errorId !== 0) {
      const byCode = this.outcomeOfError(errorId);
      return byCode === ERROR && hasMessage ? this.outcomeByAll(row) : byCode;
    }
    return hasMessage || this.mayFailSilently(this.raw('eventType')[row] ?? 0) ? this.outcomeByAll(row) : 0;
  }

  private mayFailSilently(typeId: number): boolean {
    let may = this.silentTypes.get(typeId);
    if (may === undefined) {
      may = MAY_FAIL_SILENTLY.test(this.values.text('eventType', typeId) ?? '');
      this.silentTypes.set(typeId, may);
    }
    return may;
  }

  private outcomeOfError(errorId: number): number {
    if (errorId >= this.errorOutcomes.length) {
      const larger = new Uint8Array(Math.max(this.errorOutcomes.length * 2, errorId + 1)).fill(UNKNOWN);
      larger.set(this.errorOutcomes);
      this.errorOutcomes = larger;
    }
    const known = this.errorOutcomes[errorId] ?? UNKNOWN;
    if (known !== UNKNOWN) return known;
    const outcome = OUTCOMES.indexOf(outcomeOfErrorCode(this.values.text('errorCode', errorId) ?? ''));
    this.errorOutcomes[errorId] = outcome;
    return outcome;
  }

  private outcomeByAll(row: number): number {
    const json = (index: number): unknown => parseJson(this.text(index, row) ?? 'null');
    const outcome = outcomeOf({
      errorCode: this.values.text('errorCode', this.raw('errorCode')[row] ?? 0),
      errorMessage: this.text(textIndex('errorMessage'), row),
      eventName: this.values.text('eventName', this.raw('eventName')[row] ?? 0),
      eventType: this.values.text('eventType', this.raw('eventType')[row] ?? 0),
      responseElements: json(textIndex('responseElements')),
      serviceEventDetails: json(textIndex('serviceEventDetails')),
    });
    return outcome === 'denied' ? DENIED : OUTCOMES.indexOf(outcome);
  }

  private ipcColumns(): IpcColumn[] {
    const { columns } = this;
    const texts = Array.from({ length: OTHER_FIELDS_COLUMN + 1 }, (_, k) => this.textColumn(k));
    return [
      { write: (target, at, rows) => writeTimes(target, at, columns.time, rows), isNull: this.noTime },
      ...DICTIONARY_NAMES.map((name) => bytesOf(this.ids.get(name) ?? new Int32Array(0), 4)),
      bytesOf(columns.fileId, 4),
      bytesOf(columns.offset, 4),
      bytesOf(columns.length, 4),
      bytesOf(columns.hash, 8),
      bytesOf(this.outcome, 1),
      bytesOf(columns.escaped, 1),
      { write: (target, at, rows) => writeUuids(target, at, columns.uuid, rows), isNull: this.noUuid },
      ...texts,
    ];
  }

  private textColumn(index: number): TextColumn {
    const { columns, arena } = this;
    const starts = columns.starts[index] ?? new Int32Array(0);
    const lengths = columns.lengths[index] ?? new Int32Array(0);
    return { starts, lengths, main: arena, scratch: columns.scratch };
  }
}

if (TEXT_FIELDS.length !== OTHER_FIELDS_COLUMN) throw new Error('other_fields must be the last text column');

/** A column whose memory already has Arrow's form (little-endian, as on every machine that runs a browser). */
function bytesOf(array: Int32Array | Uint32Array | Uint8Array, width: number): FixedColumn {
  return {
    write: (target, at, rows) => {
      const source = new Uint8Array(array.buffer, array.byteOffset, rows * width);
      new Uint8Array(target.buffer, target.byteOffset).set(source, at);
    },
  };
}

function writeTimes(target: DataView, at: number, time: Float64Array, rows: number): void {
  for (let row = 0; row < rows; row++) {
    const ms = time[row] ?? 0;
    const high = Math.floor(ms / 4_294_967_296);
    target.setInt32(at + row * 8, (ms - high * 4_294_967_296) | 0, true);
    target.setInt32(at + row * 8 + 4, high, true);
  }
}

/** UUIDs lie in Arrow with their first letter's byte first. */
function writeUuids(target: DataView, at: number, uuid: Int32Array, rows: number): void {
  for (let k = 0; k < rows * 4; k++) target.setInt32(at + k * 4, uuid[k] ?? 0, false);
}

function countByFile(columns: RecordColumns, rows: number): FileRows[] {
  const counts = new Map<number, { fileId: number; rows: number; firstOffset: number }>();
  for (let row = 0; row < rows; row++) {
    const fileId = columns.fileId[row] ?? 0;
    const count = counts.get(fileId);
    if (count === undefined) counts.set(fileId, { fileId, rows: 1, firstOffset: columns.offset[row] ?? 0 });
    else count.rows++;
  }
  return [...counts.values()];
}
