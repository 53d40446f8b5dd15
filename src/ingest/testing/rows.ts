/** Batches back into plain rows under CloudTrail's names, so that a test can say what it expects. */
import { Data, tableFromIPC, type Table } from 'apache-arrow';
import type { CellValue, DictionaryName, EventBatch } from '../protocol.ts';

/** Texts are as the event table holds them; null is absent. */
export interface EventRow {
  readonly file: number;
  readonly offset: number;
  readonly length: number;
  /** Milliseconds. */
  readonly eventTime: number | null;
  readonly eventID: string | null;
  readonly readOnly: CellValue;
  readonly managementEvent: CellValue;
  readonly eventSource: CellValue;
  readonly eventName: CellValue;
  readonly eventType: CellValue;
  readonly eventCategory: CellValue;
  /** The JSON text of the element. */
  readonly userIdentity: CellValue;
  readonly sourceIPAddress: CellValue;
  readonly userAgent: CellValue;
  readonly awsRegion: CellValue;
  readonly recipientAccountId: CellValue;
  readonly errorCode: CellValue;
  readonly eventVersion: CellValue;
  readonly apiVersion: CellValue;
  readonly vpcEndpointId: CellValue;
  readonly vpcEndpointAccountId: CellValue;
  readonly tlsDetails: CellValue;
  readonly sessionCredentialFromConsole: CellValue;
  readonly requestID: string | null;
  readonly sharedEventID: string | null;
  readonly errorMessage: string | null;
  readonly requestParameters: string | null;
  readonly responseElements: string | null;
  readonly resources: string | null;
  readonly additionalEventData: string | null;
  readonly serviceEventDetails: string | null;
  readonly otherFields: string | null;
}

/** A row with what is not the record's own: the hash of its bytes and the outcome. */
export interface LoadedRow extends EventRow {
  readonly hash: string;
  readonly outcome: number;
}

type Values = Map<DictionaryName, (readonly CellValue[])[]>;

/** All rows in the order in which they were sent. Throws when a batch does not hold what it says. */
export function rowsOf(batches: readonly EventBatch[]): LoadedRow[] {
  const values: Values = new Map();
  const rows: LoadedRow[] = [];
  for (const batch of batches) {
    for (const { dictionary, firstLocalId, rows: fresh } of batch.newValues) {
      const known = values.get(dictionary) ?? [[]];
      if (firstLocalId !== known.length) throw new Error(`${dictionary}: ids are not counted on`);
      for (const row of fresh) known.push(row);
      values.set(dictionary, known);
    }
    const table = tableFromIPC(batch.ipc);
    if (table.numRows !== batch.rows) throw new Error(`${table.numRows} rows instead of ${batch.rows}`);
    for (let k = 0; k < batch.rows; k++) rows.push(rowAt(table, k, values));
  }
  return rows;
}

function rowAt(table: Table, k: number, values: Values): LoadedRow {
  const cell = (name: string): unknown => table.getChild(name)?.get(k) ?? null;
  const number = (name: string): number => Number(cell(name));
  const text = (name: string): string | null => {
    return cell(name) === null ? null : textAt(table, name, k);
  };
  const parts = (dictionary: DictionaryName): readonly CellValue[] => {
    const id = number(`${dictionary}_id`);
    const row = values.get(dictionary)?.[id] ?? [];
    if (id !== 0 && row.length === 0) throw new Error(`${dictionary} ${id} was never described`);
    return row;
  };
  const [eventSource = null, eventName = null, eventType = null, eventCategory = null, ...flags] =
    parts('action');
  const [eventVersion = null, apiVersion = null, vpcEndpointId = null, vpcEndpointAccountId = null, ...more] =
    parts('call_context');
  const time = cell('event_time');
  return {
    file: number('file_id'),
    offset: number('record_offset'),
    length: number('record_length'),
    hash: String(cell('record_hash')),
    outcome: number('outcome'),
    eventTime: time === null ? null : Number(time),
    eventID: uuidText(cell('event_id')) ?? text('odd_event_id'),
    readOnly: flags[0] ?? null,
    managementEvent: flags[1] ?? null,
    eventSource,
    eventName,
    eventType,
    eventCategory,
    userIdentity: parts('identity').at(-1) ?? null,
    sourceIPAddress: parts('source_address')[0] ?? null,
    userAgent: parts('user_agent')[0] ?? null,
    awsRegion: parts('region')[0] ?? null,
    recipientAccountId: parts('account')[0] ?? null,
    errorCode: parts('error')[0] ?? null,
    eventVersion,
    apiVersion,
    vpcEndpointId,
    vpcEndpointAccountId,
    tlsDetails: more[0] ?? null,
    sessionCredentialFromConsole: more[1] ?? null,
    requestID: text('request_id'),
    sharedEventID: text('shared_event_id'),
    errorMessage: text('error_message'),
    requestParameters: text('request_parameters'),
    responseElements: text('response_elements'),
    resources: text('resources'),
    additionalEventData: text('additional_event_data'),
    serviceEventDetails: text('service_event_details'),
    otherFields: text('other_fields'),
  };
}

const utf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

/** apache-arrow takes a byte order mark at the start of a value away. */
function textAt(table: Table, name: string, k: number): string {
  const data: unknown = table.getChild(name)?.data[0];
  if (!(data instanceof Data)) throw new Error(`${name} has no data`);
  const offsets: unknown = data.valueOffsets;
  const values: unknown = data.values;
  if (!(offsets instanceof Int32Array && values instanceof Uint8Array)) throw new Error(`${name} is no text`);
  return utf8.decode(values.subarray(offsets[k], offsets[k + 1]));
}

function uuidText(value: unknown): string | null {
  if (!(value instanceof Uint8Array)) return null;
  const hex = Buffer.from(value).toString('hex');
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
}
