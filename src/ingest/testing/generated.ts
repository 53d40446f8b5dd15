/** Log files made up by fast-check: records with any keys, types, escapes and white space, and where each one stands. */
import fc from 'fast-check';
import { expectedRow, type MemberText, ODD_TIMES, type RecordText } from './oracle.ts';
import type { EventRow } from './rows.ts';

const space = fc.constantFrom('', '', '', '', ' ', '\n  ', '\t', '\r\n', '      \n');

const escapes = fc.constantFrom(
  '\\"',
  '\\\\',
  '\\/',
  '\\b\\f\\n\\r\\t',
  '\\u0000',
  '\\u00e9',
  '\\uD83D\\ude00',
  '\\ud800',
  '\\uDC00x',
  '\\u2028',
);
const plainText = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 12 }).map((text) => JSON.stringify(text).slice(1, -1)),
  fc.stringMatching(/^[a-zA-Z0-9 .:/<>{}[\],_-]{0,40}$/),
  fc.constantFrom(
    'é',
    '漢字',
    '😀',
    '\u007f',
    '\ufeff',
    '\u2028',
    '},{',
    '{"eventName":',
    '[{'.replace('"', ''),
  ),
  fc.integer({ min: 60, max: 300 }).map((length) => 'x'.repeat(length)),
);
/** JSON text of a string. */
export const stringText = fc
  .array(fc.oneof({ weight: 4, arbitrary: plainText }, { weight: 1, arbitrary: escapes }), { maxLength: 5 })
  .map((parts) => `"${parts.map((part) => part.replaceAll(/(?<!\\)"/g, '\\"')).join('')}"`)
  .filter((text) => isJson(text));

const numberText = fc.oneof(
  fc.integer().map(String),
  fc.double({ noNaN: true, noDefaultInfinity: true }).map((n) => JSON.stringify(n)),
  fc.constantFrom('0', '-0', '1E+5', '-1.50e-07', '123456789012345678901234567890', '1e999', '111122223333'),
);
const wordText = fc.constantFrom('true', 'false', 'null');

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}

interface Gap {
  readonly before: string;
  readonly after: string;
}
const gap: fc.Arbitrary<Gap> = fc.record({ before: space, after: space });
const within = (text: string, { before, after }: Gap): string => `${before}${text}${after}`;

/** JSON text of any value, a few levels deep. */
export const valueText: fc.Arbitrary<string> = fc.letrec<{ value: string; array: string; object: string }>(
  (tie) => ({
    value: fc.oneof(
      { depthSize: 'small', withCrossShrink: true },
      fc.oneof(stringText, numberText, wordText),
      tie('array'),
      tie('object'),
    ),
    array: fc
      .tuple(fc.array(fc.tuple(tie('value'), gap), { maxLength: 4 }), space)
      .map(
        ([items, empty]) => `[${items.length === 0 ? empty : items.map(([v, g]) => within(v, g)).join(',')}]`,
      ),
    object: fc
      .tuple(fc.array(fc.tuple(stringText, gap, tie('value'), gap), { maxLength: 4 }), space)
      .map(
        ([items, empty]) =>
          `{${items.length === 0 ? empty : items.map(([k, g, v, h]) => `${within(k, g)}:${within(v, h)}`).join(',')}}`,
      ),
  }),
).value;

const usualTime = fc
  .integer({ min: 0, max: 4_102_444_799 })
  .map((seconds) => `${new Date(seconds * 1000).toISOString().slice(0, 19)}Z`);
const timeText = fc
  .oneof({ weight: 6, arbitrary: usualTime }, { weight: 1, arbitrary: fc.constantFrom(...ODD_TIMES.keys()) })
  .map((time) => JSON.stringify(time));

const quoted = (...values: string[]): fc.Arbitrary<string> =>
  fc.constantFrom(...values).map((v) => JSON.stringify(v));
const uuid = fc.uuid().map((id) => JSON.stringify(id));

/** Values as CloudTrail writes them, by field. */
const USUAL: Readonly<Record<string, fc.Arbitrary<string>>> = {
  eventVersion: quoted('1.08', '1.11'),
  userIdentity: fc
    .tuple(quoted('IAMUser', 'Root', 'AssumedRole', 'Unknown', 'IdentityCenterUser'), stringText)
    .map(([type, name]) => `{"type":${type},"userName":${name},"accountId":"111122223333"}`),
  eventTime: timeText,
  eventSource: quoted('s3.amazonaws.com', 'sts.amazonaws.com', 'signin.amazonaws.com'),
  eventName: quoted('GetObject', 'AssumeRole', 'ConsoleLogin', ''),
  awsRegion: quoted('eu-west-1', 'us-east-1'),
  sourceIPAddress: quoted('192.0.2.1', '2001:db8::1', 'AWS Internal'),
  userAgent: stringText,
  errorCode: quoted('AccessDenied', 'NoSuchKey'),
  errorMessage: stringText,
  requestParameters: valueText,
  responseElements: valueText,
  additionalEventData: fc.oneof(
    valueText,
    quoted('x').map((name) => `{"UserName":${name}}`),
  ),
  requestID: fc.oneof(uuid, stringText),
  eventID: fc.oneof(
    uuid,
    uuid.map((id) => id.toUpperCase()),
    stringText,
  ),
  sharedEventID: fc.oneof(uuid, stringText),
  readOnly: fc.constantFrom('true', 'false', '"true"', '"False"', '"trust"', '"\\u0074rue"', '1'),
  managementEvent: fc.constantFrom('true', 'false'),
  resources: valueText,
  eventType: quoted('AwsApiCall', 'AwsConsoleSignIn', 'AwsServiceEvent'),
  eventCategory: quoted('Management', 'Data'),
  recipientAccountId: fc.oneof(quoted('111122223333'), fc.constant('111122223333')),
  apiVersion: quoted('2006-03-01'),
  vpcEndpointId: quoted('vpce-0123456789abcdef0'),
  vpcEndpointAccountId: quoted('111122223333'),
  sessionCredentialFromConsole: quoted('true'),
  serviceEventDetails: valueText,
  tlsDetails: quoted('TLSv1.2', 'TLSv1.3').map((v) => `{"tlsVersion":${v},"cipherSuite":"ECDHE"}`),
};

/** A key with some letters written as escapes. */
function escapedKey(name: string): string {
  return `"${name.replaceAll(/./g, (c, k: number) => (k % 3 === 0 ? `\\u00${c.charCodeAt(0).toString(16).padStart(2, '0')}` : c))}"`;
}

const knownMember: fc.Arbitrary<MemberText> = fc
  .constantFrom(...Object.entries(USUAL))
  .chain(([name, usual]) =>
    fc.record({
      key: fc.constantFrom(...Array.from({ length: 12 }, () => JSON.stringify(name)), escapedKey(name)),
      value: fc.oneof(
        { weight: 8, arbitrary: usual },
        { weight: 1, arbitrary: valueText },
        { weight: 1, arbitrary: fc.constant('null') },
      ),
    }),
  );
const oddMember: fc.Arbitrary<MemberText> = fc.record({
  key: fc.oneof(
    fc.constantFrom(
      '"addendum"',
      '"insightDetails"',
      '"__proto__"',
      '"constructor"',
      '""',
      '"\ufeffeventName"',
      '"eventname"',
    ),
    stringText,
  ),
  value: valueText,
});

/** One record, keys in any order and perhaps twice. */
export const anyRecord: fc.Arbitrary<RecordText> = fc
  .tuple(
    fc.array(
      fc.tuple(
        fc.oneof({ weight: 6, arbitrary: knownMember }, { weight: 1, arbitrary: oddMember }),
        gap,
        gap,
      ),
      { maxLength: 14 },
    ),
    space,
  )
  .map(([members, empty]) => ({
    members: members.map(([member]) => member),
    text: `{${members.length === 0 ? empty : members.map(([{ key, value }, g, h]) => `${within(key, g)}:${within(value, h)}`).join(',')}}`,
  }));

/** A record as services write it: these keys, in this order. */
export const usualRecord: fc.Arbitrary<RecordText> = fc
  .subarray(Object.keys(USUAL), { minLength: 8 })
  .chain((names) => {
    const all = [...new Set(['eventVersion', 'eventTime', 'eventSource', 'eventName', ...names])];
    const values = all.map((name) =>
      name === 'eventTime' ? usualTime.map((t) => `"${t}"`) : (USUAL[name] ?? valueText),
    );
    return fc.tuple(...values).map((texts) => recordOf(all.map((name, k) => [name, texts[k] ?? 'null'])));
  });

export function recordOf(members: readonly (readonly [string, string])[]): RecordText {
  const texts = members.map(([name, value]) => ({ key: JSON.stringify(name), value }));
  return { members: texts, text: `{${texts.map(({ key, value }) => `${key}:${value}`).join(',')}}` };
}

export interface LogText {
  readonly text: string;
  readonly records: readonly RecordText[];
  /** Byte offset of each record. */
  readonly offsets: readonly number[];
}

/** Puts texts and records one after another and notes where the records stand. */
export function logOf(parts: readonly (string | RecordText)[]): LogText {
  const records: RecordText[] = [];
  const offsets: number[] = [];
  let text = '';
  let bytes = 0;
  for (const part of parts) {
    const piece = typeof part === 'string' ? part : part.text;
    if (typeof part !== 'string') {
      records.push(part);
      offsets.push(bytes);
    }
    text += piece;
    bytes += Buffer.byteLength(piece);
  }
  return { text, records, offsets };
}

export function expectedRows(log: LogText, file: number): EventRow[] {
  return log.records.map((record, k) => expectedRow(record, file, log.offsets[k] ?? -1));
}
