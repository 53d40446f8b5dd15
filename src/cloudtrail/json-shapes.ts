/**
 * Which AWS document is this JSON? By the keys that only this document has. Works on what could be read of a file's
 * beginning, so a key that stands behind a long array may be missing: no rule needs more than the start.
 * Shapes: CloudTrail User Guide and the services' own documentation; wrappers as seen in public samples.
 */
import { isObject, member, memberAt } from '#lib/json.ts';
import type { FileKind } from './containers.ts';
import type { PartialJson } from './partial-json.ts';

/** null when the text only begins like JSON. */
export function kindOfJson(json: PartialJson, text: string): FileKind | null {
  const { value, state } = json;
  if (state === 'broken' && !hasContent(value)) return null;
  const kind = Array.isArray(value) ? kindOfArray(value) : kindOfObject(value, state !== 'whole');
  if (kind === 'json' && state === 'broken') return damagedKind(value, text);
  if (kind !== 'single-record' || state !== 'whole') return kind;
  return /^[\s,]*[{[]/.test(text.slice(json.end, json.end + 100)) ? 'json-lines' : kind;
}

function hasContent(value: unknown): boolean {
  if (Array.isArray(value)) return value.some(isObject);
  return isObject(value) && Object.keys(value).length > 0;
}

/** Damage before the first record's first key: `null`, so that the caller looks for `"Records": [` in the text. */
function damagedKind(value: unknown, text: string): FileKind | null {
  const beginsWell = Array.isArray(value) || Object.keys(isObject(value) ? value : {}).length > 1;
  return beginsWell && !/"Records"\s*:/.test(text) ? 'json' : null;
}

function kindOfArray(items: readonly unknown[]): FileKind {
  const first = items.find(isObject);
  if (first === undefined) return 'json';
  const kind = kindOfObject(first, false);
  if (kind === 'single-record') return 'record-array';
  return kind === 'cloudtrail-log' ? 'wrapped-records' : kind;
}

function kindOfObject(value: unknown, cut: boolean): FileKind {
  const records = member(value, 'Records');
  if (Array.isArray(records)) return kindOfRecords(records, cut);
  const rule = RULES.find(([, test]) => test(value));
  if (rule !== undefined) return rule[0];
  return holdsRecord(value, 3) ? 'wrapped-records' : 'json';
}

/** The `Records` key is shared by log files and by the notifications of S3, SQS, SNS and others (`aws:…`). */
function kindOfRecords(records: readonly unknown[], cut: boolean): FileKind {
  const sources = records.map((one) => member(one, 'eventSource') ?? member(one, 'EventSource'));
  const isLog = records.some((one, i) => looksLikeRecord(one) && !isNotificationSource(sources[i]));
  if (records.some((one) => isObject(member(one, 's3'))) || sources.includes('aws:s3'))
    return 's3-notification';
  const undecided = records.every((one) => isObject(one) && Object.keys(one).length === 0);
  return isLog || records.length === 0 || (undecided && cut) ? 'cloudtrail-log' : 'json';
}

function isNotificationSource(source: unknown): boolean {
  return typeof source === 'string' && source.startsWith('aws:');
}

const has = (value: unknown, ...keys: readonly string[]): boolean =>
  keys.every((key) => member(value, key) !== undefined);

const first = (value: unknown): unknown => (Array.isArray(value) ? value[0] : undefined);

/** Any one of these keys in an element of `Records` makes it an event, however little of it could be read. */
function looksLikeRecord(value: unknown): boolean {
  return ['eventVersion', 'eventName', 'eventSource', 'eventID', 'userIdentity', 'eventTime'].some((key) =>
    has(value, key),
  );
}

/** A record that stands alone must be told from other JSON, so two of its keys are wanted. */
function isRecord(value: unknown): boolean {
  if (isNotificationSource(member(value, 'eventSource')) || isCarrier(value)) return false;
  if (has(value, 'eventName', 'eventSource')) return true;
  const rest = ['eventName', 'eventSource', 'userIdentity', 'insightDetails', 'summary', 'eventTime'];
  return has(value, 'eventVersion') && rest.some((key) => has(value, key));
}

/** Columns made from a record, beside the record itself as a string. */
function isCarrier(value: unknown): boolean {
  return ['_raw', '@message', 'eventjson'].some((key) => {
    const text = member(value, key);
    return typeof text === 'string' && text.includes('{');
  });
}

/** EventBridge delivers records of every service, also of those whose own events are told by their source. */
function isViaCloudTrail(value: unknown): boolean {
  const type = member(value, 'detail-type');
  return typeof type === 'string' && /via CloudTrail$/i.test(type);
}

type Test = (value: unknown) => boolean;

/** In order: the more telling shapes first. */
const RULES: readonly (readonly [FileKind, Test])[] = [
  ['digest', (v) => has(v, 'digestS3Object') || has(v, 'digestStartTime', 'digestEndTime')],
  [
    'lake-sign-file',
    (v) => has(v, 'files') && (has(v, 'hashSignature') || hasKey(v, 'files', 'fileHashValue')),
  ],
  ['public-keys', (v) => has(v, 'PublicKeyList') || has(v, 'publicKeyList')],
  ['lake-query-result', (v) => has(v, 'QueryResultRows')],
  ['lookup-events', isLookupEvents],
  ['insight-series', (v) => has(v, 'InsightType', 'Timestamps', 'Values')],
  ['control-message', (v) => member(v, 'messageType') === 'CONTROL_MESSAGE'],
  ['cloudwatch-logs', isCloudWatchLogs],
  ['aggregated-events', (v) => has(v, 'summary', 'timeWindow')],
  ['eventbridge', isViaCloudTrail],
  ['guardduty', isGuardDuty],
  ['security-hub', isSecurityHub],
  ['config', isConfig],
  ['eventbridge', (v) => has(v, 'detail', 'source') || has(v, 'detail', 'detail-type')],
  ['ocsf', (v) => has(v, 'class_uid') || has(v, 'activity_id', 'activity_name')],
  ['s3-notification', isPointer],
  ['single-record', isRecord],
];

function hasKey(value: unknown, list: string, key: string): boolean {
  return has(first(member(value, list)), key);
}

/** `lookup-events` gives `Events[].CloudTrailEvent`; some tools keep one such entry per line. */
function isLookupEvents(value: unknown): boolean {
  if (typeof member(value, 'CloudTrailEvent') === 'string') return true;
  const events = member(value, 'Events');
  if (!Array.isArray(events)) return false;
  return (
    events.length === 0 ||
    events.some((one) => isRecord(one) || has(one, 'CloudTrailEvent') || has(one, 'EventId'))
  );
}

function isCloudWatchLogs(value: unknown): boolean {
  if (member(value, 'messageType') === 'CONTROL_MESSAGE') return false;
  if (has(value, 'messageType', 'logEvents') || has(value, 'messageType', 'logGroup')) return true;
  if (has(member(value, 'awslogs'), 'data') || has(value, 'searchedLogStreams')) return true;
  if (has(value, 'nextForwardToken') || hasKey(value, 'events', 'message')) return true;
  return has(first(first(member(value, 'results'))), 'field');
}

function isGuardDuty(value: unknown): boolean {
  if (member(value, 'source') === 'aws.guardduty') return true;
  const finding = first(member(value, 'Findings')) ?? value;
  const service = member(finding, 'service') ?? member(finding, 'Service');
  return (
    ['detectorId', 'DetectorId'].some((key) => has(service, key)) ||
    memberAt(service, 'serviceName') === 'guardduty'
  );
}

function isSecurityHub(value: unknown): boolean {
  if (member(value, 'source') === 'aws.securityhub') return true;
  const finding = first(member(value, 'Findings')) ?? value;
  return has(finding, 'AwsAccountId') && (has(finding, 'ProductArn') || has(finding, 'GeneratorId'));
}

/** History and snapshot files, single items, the API's answer, and what a Config rule is invoked with. */
function isConfig(value: unknown): boolean {
  if (member(value, 'source') === 'aws.config') return true;
  const inner = member(value, 'data') ?? value;
  const keys = [
    'configurationItems',
    'configurationItem',
    'configurationItemStatus',
    'configRuleName',
    'invokingEvent',
  ];
  return keys.some((key) => has(inner, key));
}

/** SNS, SQS and CloudTrail's own notification: they name files and hold no events. */
function isPointer(value: unknown): boolean {
  if (has(value, 's3Bucket', 's3ObjectKey') || hasKey(value, 'Messages', 'Body')) return true;
  return member(value, 'Type') === 'Notification' && has(value, 'Message');
}

/** A whole record (or a log file) as a member, or as text in a member, some levels down. */
function holdsRecord(value: unknown, levels: number): boolean {
  if (typeof value === 'string') return /^\s*\{/.test(value) && /"eventVersion"|"Records"\s*:/.test(value);
  if (levels === 0) return false;
  if (Array.isArray(value))
    return value.slice(0, 3).some((one) => isRecord(one) || holdsRecord(one, levels - 1));
  if (!isObject(value)) return false;
  return Object.values(value).some((one) => isRecord(one) || holdsRecord(one, levels - 1));
}
