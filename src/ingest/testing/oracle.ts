/**
 * What a record must become, worked out from its members as they were written. Shares no code with what is tested; the
 * rules are those of the event table: repeating fields as text, JSON fields as written, the rest in `other_fields`.
 */
import type { EventRow } from './rows.ts';

/** A member of a record as it stands in the file. */
export interface MemberText {
  /** JSON text of the key, quotes included. */
  readonly key: string;
  /** JSON text of the value. */
  readonly value: string;
}

export interface RecordText {
  readonly members: readonly MemberText[];
  /** The whole record, white space included. */
  readonly text: string;
}

/** Times in other forms than CloudTrail's usual one, with what they mean. */
export const ODD_TIMES = new Map<string, number | null>([
  ['2025-10-01 00:00:04', 1_759_276_804_000],
  ['2025-10-01T00:00:04', 1_759_276_804_000],
  ['2025-10-01T00:00:04.123456789Z', 1_759_276_804_123],
  ['2025-10-01T02:00:04+02:00', 1_759_276_804_000],
  ['2025-10-01 11:00:04.5+11:00', 1_759_276_804_500],
  ['2024-02-29T23:59:59Z', 1_709_251_199_000],
  ['1969-12-31T23:59:59Z', -1000],
  ['0001-01-01T00:00:00Z', -62_135_596_800_000],
  ['0099-12-31T00:00:00Z', -59_011_545_600_000],
  ['9999-12-31T23:59:59Z', 253_402_300_799_000],
  ['2025-02-30T00:00:00Z', null],
  ['2023-02-29T00:00:00Z', null],
  ['2025-13-01T00:00:00Z', null],
  ['2025-00-01T00:00:00Z', null],
  ['2025-10-01T25:00:00Z', null],
  ['2025-10-01T00:60:00Z', null],
  ['2025-10-01T00:00:61Z', null],
  ['2025-10-01T00:00:0:Z', null],
  ['202x-10-01T00:00:04Z', null],
  ['20xx-10-01T00:00:04Z', null],
  ['xx25-10-01T00:00:04Z', null],
  ['2025-1x-01T00:00:04Z', null],
  ['2025_10-01T00:00:04Z', null],
  ['2025-10-01T00-00-04Z', null],
  ['202５-10-01T00:00:04Z', null],
  ['...', null],
  ['', null],
  ['1759276804', null],
]);

const NO_ROW: Omit<EventRow, 'file' | 'offset' | 'length'> = {
  eventTime: null,
  eventID: null,
  readOnly: null,
  managementEvent: null,
  eventSource: null,
  eventName: null,
  eventType: null,
  eventCategory: null,
  userIdentity: null,
  sourceIPAddress: null,
  userAgent: null,
  awsRegion: null,
  recipientAccountId: null,
  errorCode: null,
  eventVersion: null,
  apiVersion: null,
  vpcEndpointId: null,
  vpcEndpointAccountId: null,
  tlsDetails: null,
  sessionCredentialFromConsole: null,
  requestID: null,
  sharedEventID: null,
  errorMessage: null,
  requestParameters: null,
  responseElements: null,
  resources: null,
  additionalEventData: null,
  serviceEventDetails: null,
  otherFields: null,
};

const JSON_FIELDS = [
  'requestParameters',
  'responseElements',
  'resources',
  'additionalEventData',
  'serviceEventDetails',
];
const STORED_STRINGS = ['eventID', 'requestID', 'sharedEventID', 'errorMessage'];

/** What a column holds after it has been UTF-8: a surrogate without its other half cannot be kept. */
const throughUtf8 = (text: string): string => Buffer.from(text, 'utf8').toString('utf8');

function timeOf(value: unknown): number | null {
  if (typeof value !== 'string') return null;
  const odd = ODD_TIMES.get(value);
  if (odd !== undefined) return odd;
  if (!/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/.test(value)) return null;
  const ms = Date.parse(value);
  return new Date(ms).toISOString() === `${value.slice(0, -1)}.000Z` ? ms : null;
}

function flagOf(value: unknown): boolean | null {
  if (typeof value === 'boolean') return value;
  const word = typeof value === 'string' ? value.toLowerCase() : '';
  return word === 'true' ? true : word === 'false' ? false : null;
}

function columnOf(name: string, raw: string): string | number | boolean | null {
  const value: unknown = JSON.parse(raw);
  if (name === 'eventTime') return timeOf(value);
  if (name === 'readOnly' || name === 'managementEvent') return flagOf(value);
  if (value === null) return null;
  if (name === 'userIdentity' || JSON_FIELDS.includes(name) || typeof value !== 'string') return raw;
  return STORED_STRINGS.includes(name) ? throughUtf8(value) : value;
}

/** `offset`: where the record begins in the decompressed file, in bytes. The last of two equal keys counts. */
export function expectedRow(record: RecordText, file: number, offset: number): EventRow {
  const columns = new Map<string, string | number | boolean | null>();
  const others: string[] = [];
  for (const { key, value } of record.members) {
    const name = String(JSON.parse(key));
    if (Object.hasOwn(NO_ROW, name) && name !== 'otherFields') columns.set(name, columnOf(name, value));
    else others.push(`${key}:${value}`);
  }
  return {
    ...NO_ROW,
    ...Object.fromEntries(columns),
    otherFields: others.length === 0 ? null : `{${others.join(',')}}`,
    file,
    offset,
    length: Buffer.byteLength(record.text),
  };
}

/**
 * For comparing: what stands in `otherFields` keeps the file's white space between key and value, so its members are
 * compared as parsed, duplicates included.
 */
export function comparable(row: EventRow): unknown {
  return { ...row, otherFields: row.otherFields === null ? null : membersOf(row.otherFields) };
}

function membersOf(json: string): unknown {
  const parsed: unknown = JSON.parse(json);
  if (typeof parsed !== 'object' || parsed === null) throw new Error('other_fields is no object');
  return Object.entries(parsed);
}
