/**
 * How each top-level field of a record is taken in. A field that is not named here is not lost: it goes, key and value,
 * into `other_fields`. Names: CloudTrail User Guide, "CloudTrail record contents".
 */
import type { Probes } from './dictionary.ts';

/** What the scanner does with a field's value. */
export const TREATMENT = {
  /** Kept as `"key": value` in `other_fields`. */
  other: 0,
  /** Numbered by its raw bytes. */
  dictionary: 1,
  /** eventTime. */
  time: 2,
  /** JSON kept as it is written; `null` is absent. */
  json: 3,
  /** A string, kept unescaped. */
  string: 4,
  /** eventID: a UUID, or else a string. */
  eventId: 5,
  /** true, false, "true", "false". */
  flag: 6,
  /** Kept as `other`; its time stands in where the record has no eventTime (Logstash, Logs Insights). */
  arrival: 7,
} as const;

/** Sessions differ in principalId, key and creation date, users in their names, services in `invokedBy`. */
const IDENTITY_PROBES: readonly Probes[] = [
  [54, 62, 72, 150, 200, 216, 222, 230, 300],
  [40, 52, 60, 110, 120],
  [12, 36, 44],
];

/** Versions stand anywhere in the first hundred bytes. */
const USER_AGENT_PROBES: readonly Probes[] = [
  [9, 15, 18, 24, 33, 48, 60, 84],
  [1, 5, 9, 14, 18],
];

/**
 * For values so short that a probe may lie behind them: what stands there is the next key, which seldom changes.
 */
const SHORT: Probes = [1, 5, 9, 14];

/** Fields whose values repeat, with the places where their values differ most (see `Dictionary`). */
export const DICTIONARY_FIELDS = [
  ['eventVersion', [[1, 2, 3]]],
  ['userIdentity', IDENTITY_PROBES],
  ['eventSource', [[1, 5, 9]]],
  ['eventName', [SHORT]],
  ['awsRegion', [[1, 5, 8]]],
  ['sourceIPAddress', [[4, 8, 12]]],
  ['userAgent', USER_AGENT_PROBES],
  ['errorCode', [SHORT]],
  ['eventType', [[1, 5, 9]]],
  ['recipientAccountId', [[1, 5, 9]]],
  ['eventCategory', [[1, 2, 4]]],
  ['tlsDetails', [[60, 88, 92]]],
  ['vpcEndpointId', [[1, 8, 15]]],
  ['apiVersion', [[1, 5, 8]]],
  ['vpcEndpointAccountId', [[1, 5, 9]]],
  ['sessionCredentialFromConsole', [[1, 2, 3]]],
] as const satisfies readonly (readonly [string, readonly Probes[]])[];

export type DictionaryField = (typeof DICTIONARY_FIELDS)[number][0];

/** Fields that become text columns of the event itself, in the order of those columns. */
export const TEXT_FIELDS = [
  'eventID',
  'requestID',
  'sharedEventID',
  'errorMessage',
  'requestParameters',
  'responseElements',
  'resources',
  'additionalEventData',
  'serviceEventDetails',
] as const;

/** Index of the text column that takes what has no column of its own. */
export const OTHER_FIELDS_COLUMN = TEXT_FIELDS.length;

export const FLAG_FIELDS = ['readOnly', 'managementEvent'] as const;

const STRINGS = new Set<string>(['requestID', 'sharedEventID', 'errorMessage']);

export interface FieldRule {
  readonly treatment: number;
  /** Index in the list of its treatment (dictionary, text column, flag). */
  readonly index: number;
}

const OTHER: FieldRule = { treatment: TREATMENT.other, index: 0 };

function buildRules(): Map<string, FieldRule> {
  const rules = new Map<string, FieldRule>();
  DICTIONARY_FIELDS.forEach(([name], index) => rules.set(name, { treatment: TREATMENT.dictionary, index }));
  TEXT_FIELDS.forEach((name, index) => {
    rules.set(name, { treatment: STRINGS.has(name) ? TREATMENT.string : TREATMENT.json, index });
  });
  FLAG_FIELDS.forEach((name, index) => rules.set(name, { treatment: TREATMENT.flag, index }));
  rules.set('@timestamp', { treatment: TREATMENT.arrival, index: 0 });
  rules.set('eventTime', { treatment: TREATMENT.time, index: 0 });
  rules.set('eventID', { treatment: TREATMENT.eventId, index: TEXT_FIELDS.indexOf('eventID') });
  return rules;
}

const RULES = buildRules();

export function ruleOf(field: string): FieldRule {
  return RULES.get(field) ?? OTHER;
}

/** Fields that show that an object is a CloudTrail record: used to find the next record behind damage. */
export const RECORD_MARKS: ReadonlySet<string> = new Set([
  ...RULES.keys(),
  'insightDetails',
  'addendum',
  'eventContext',
  'edgeDeviceDetails',
]);

export const dictionaryIndex = (name: DictionaryField): number =>
  DICTIONARY_FIELDS.findIndex(([field]) => field === name);

export const textIndex = (name: (typeof TEXT_FIELDS)[number]): number => TEXT_FIELDS.indexOf(name);
