/**
 * What is this JSON object, by its own keys? Tells records from what they are wrapped in. The keys are CloudTrail's
 * (record contents; aggregated events) and those of the formats in which records are met.
 */
import type { JsonSkipper } from './json-skipper.ts';
import { keyName } from './record-keys.ts';
import { COLON, COMMA, OPEN_ARRAY, QUOTE } from './json-bytes.ts';

/** `log`: holds a list called `Records`. `aggregated`: counts of calls, no event. `ocsf`: an event in Security Lake's form. `cells`: one cell of a result row. */
export type ObjectKind = 'record' | 'log' | 'aggregated' | 'ocsf' | 'cell' | 'control-message' | 'other';

const EVENT_NAME = 1;
const EVENT_SOURCE = 2;
const EVENT_VERSION = 4;
const OF_A_RECORD = 8;
const CARRIER = 16;
const CLASS = 32;
const METADATA = 64;
const SUMMARY = 128;
const TIME_WINDOW = 256;
const CONTROL = 512;
const RECORDS = 1024;
const NOTIFICATION = 2048;
const PART_OF_INSIGHT = 4096;

/** A key and what it says when its value is there. */
const KEYS: ReadonlyMap<string, number> = new Map([
  ['eventName', EVENT_NAME],
  ['eventSource', EVENT_SOURCE],
  ['eventVersion', EVENT_VERSION],
  ['userIdentity', OF_A_RECORD],
  ['eventTime', OF_A_RECORD],
  ['eventType', OF_A_RECORD],
  ['insightDetails', OF_A_RECORD],
  // Columns made from a record stand beside the record itself, as a string.
  ['_raw', CARRIER],
  ['@message', CARRIER],
  ['CloudTrailEvent', CARRIER],
  ['eventjson', CARRIER],
  ['class_uid', CLASS],
  ['metadata', METADATA],
  ['summary', SUMMARY],
  ['timeWindow', TIME_WINDOW],
  ['messageType', CONTROL],
  ['Records', RECORDS],
  ['insightContext', PART_OF_INSIGHT],
]);

interface KnownKey {
  readonly bytes: Uint8Array;
  readonly bit: number;
}

/** The same, by length and first byte: making a string of every key would cost more than all the rest. */
const KNOWN: readonly (readonly KnownKey[])[] = (() => {
  const slots: KnownKey[][] = Array.from({ length: 32 * 256 }, () => []);
  const encoder = new TextEncoder();
  for (const [name, bit] of KEYS) {
    const bytes = encoder.encode(name);
    slots[bytes.length * 256 + (bytes[0] ?? 0)]?.push({ bytes, bit });
  }
  return slots;
})();

function bitOf(bytes: Uint8Array, from: number, to: number, isEscaped: boolean): number {
  if (isEscaped) return KEYS.get(keyName(bytes, from, to, true)) ?? 0;
  const slot = to - from < 32 ? KNOWN[(to - from) * 256 + (bytes[from] ?? 0)] : undefined;
  if (slot === undefined) return 0;
  for (const { bytes: name, bit } of slot) {
    let k = 0;
    while (k < name.length && bytes[from + k] === name[k]) k++;
    if (k === name.length) return bit;
  }
  return 0;
}

/** Keys that count only with a string behind them: an event pattern has lists there. */
const WANTS_STRING = EVENT_NAME | EVENT_SOURCE | CARRIER | CONTROL;

interface Bytes {
  readonly bytes: Uint8Array;
  readonly view: DataView;
}

const AWS_COLON = 'aws:';
const CONTROL_MESSAGE = 'CONTROL_MESSAGE';

/** The object at `at`, known to be whole JSON. */
export function kindOfObject(text: Bytes, skipper: JsonSkipper, at: number): ObjectKind {
  let seen = 0;
  let members = 0;
  let i = skipper.skipSpace(at + 1);
  while (text.view.getUint8(i) === QUOTE) {
    skipper.escaped = false;
    const close = skipper.skipString(i + 1);
    const key = bitOf(text.bytes, i + 1, close, skipper.escaped);
    i = skipper.skipSpace(close + 1);
    if (text.view.getUint8(i) !== COLON) return 'other';
    i = skipper.skipSpace(i + 1);
    if (key !== 0) seen |= bitsOf(text, key, i);
    i = skipper.skipSpace(skipper.skipValue(i));
    members++;
    if (text.view.getUint8(i) !== COMMA) break;
    i = skipper.skipSpace(i + 1);
  }
  return kindBy(seen, members);
}

function bitsOf({ bytes, view }: Bytes, key: number, value: number): number {
  if (key === RECORDS) return view.getUint8(value) === OPEN_ARRAY ? key : 0;
  if ((key & WANTS_STRING) === 0) return key;
  if (view.getUint8(value) !== QUOTE) return 0;
  if (key === EVENT_SOURCE) return startsWith(bytes, value + 1, AWS_COLON) ? NOTIFICATION : key;
  if (key === CONTROL) return startsWith(bytes, value + 1, CONTROL_MESSAGE) ? key : 0;
  // Text that holds no JSON is not the record.
  if (key === CARRIER) return bytes.subarray(value, value + 40).includes(0x7b) ? key : 0;
  return key;
}

function startsWith(bytes: Uint8Array, at: number, word: string): boolean {
  for (let k = 0; k < word.length; k++) if (bytes[at + k] !== word.charCodeAt(k)) return false;
  return true;
}

function kindBy(seen: number, members: number): ObjectKind {
  const has = (bits: number): boolean => (seen & bits) === bits;
  if ((seen & (CARRIER | NOTIFICATION)) !== 0) return 'other';
  if (has(PART_OF_INSIGHT) && !has(EVENT_VERSION)) return 'other';
  if (has(RECORDS)) return 'log';
  if (has(SUMMARY | TIME_WINDOW)) return 'aggregated';
  if (has(EVENT_NAME | EVENT_SOURCE)) return 'record';
  if (has(EVENT_VERSION) && (seen & (EVENT_NAME | EVENT_SOURCE | OF_A_RECORD)) !== 0) return 'record';
  if (has(CLASS | METADATA)) return 'ocsf';
  if (has(CONTROL)) return 'control-message';
  return members === 1 || members === 2 ? 'cell' : 'other';
}
