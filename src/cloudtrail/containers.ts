/**
 * Which kind of file is this? Told from its first bytes and its shape, never from its name alone. Not for reading it: a
 * file that is not loaded is set aside by name in the load report, so every kind has words.
 */
import { EventTable } from './event-table.ts';
import { readPartialJson } from './partial-json.ts';
import { kindOfJson } from './json-shapes.ts';

export const FILE_KIND_LABELS = {
  unknown: 'unknown',
  empty: 'empty file',
  blank: 'white space only',
  'cloudtrail-log': 'CloudTrail log file',
  's3-notification': 'notification that names log files',
  digest: 'CloudTrail digest file',
  'lake-sign-file': 'CloudTrail Lake sign file',
  'record-array': 'list of CloudTrail records without "Records"',
  'single-record': 'single CloudTrail record',
  'json-lines': 'CloudTrail records, one per line',
  'lookup-events': 'output of lookup-events',
  'lake-query-result': 'CloudTrail Lake query result',
  'cloudwatch-logs': 'CloudWatch Logs export',
  eventbridge: 'EventBridge event',
  ocsf: 'OCSF event (Security Lake)',
  config: 'AWS Config data',
  guardduty: 'GuardDuty finding',
  'security-hub': 'Security Hub finding',
  'public-keys': 'CloudTrail public keys',
  'wrapped-records': 'CloudTrail records inside another product’s format',
  'aggregated-events': 'aggregated CloudTrail event (a summary of calls)',
  'insight-series': 'series of CloudTrail Insights (list-insights-metric-data)',
  'control-message': 'CloudWatch Logs control message',
  'event-history-table': 'Event history table (CSV)',
  'lake-table': 'CloudTrail Lake or Athena result (CSV)',
  'splunk-table': 'Splunk export (CSV)',
  'logs-insights-table': 'CloudWatch Logs Insights result (CSV)',
  'cloudwatch-text': 'CloudWatch Logs export (text)',
  csv: 'CSV table',
  parquet: 'Parquet file',
  zip: 'ZIP archive',
  'other-archive': 'archive of a kind that cannot be opened here (7z, RAR, bzip2, xz, LZ4)',
  tar: 'tar archive',
  zstd: 'Zstandard-compressed file',
  'utf-16': 'UTF-16 text',
  xml: 'XML document',
  html: 'web page',
  picture: 'picture',
  pdf: 'PDF document',
  'macos-settings': 'macOS folder settings (.DS_Store)',
  json: 'other JSON',
  text: 'plain text',
  binary: 'binary file',
} as const;

export type FileKind = keyof typeof FILE_KIND_LABELS;

/**
 * How files of a kind are read. `log`: `{"Records":[…]}`; `list`: bare records one after another; `json`: looked through
 * for records at any depth; `prose`: the same, with other text between; `table`: rows and cells;
 * `parquet`: rows in columns.
 */
export type Reading = 'log' | 'list' | 'json' | 'prose' | 'table' | 'parquet';

const READINGS: Partial<Record<FileKind, Reading>> = {
  'cloudtrail-log': 'log',
  'record-array': 'list',
  'single-record': 'list',
  'json-lines': 'list',
  'lookup-events': 'json',
  'lake-query-result': 'json',
  'cloudwatch-logs': 'json',
  eventbridge: 'json',
  ocsf: 'json',
  'aggregated-events': 'json',
  'control-message': 'json',
  'wrapped-records': 'json',
  // These hold no records as a rule; what holds one after all is not to be missed.
  's3-notification': 'json',
  'insight-series': 'json',
  config: 'json',
  guardduty: 'json',
  'security-hub': 'json',
  json: 'json',
  'cloudwatch-text': 'prose',
  'event-history-table': 'table',
  'lake-table': 'table',
  'splunk-table': 'table',
  'logs-insights-table': 'table',
  csv: 'table',
  parquet: 'parquet',
};

/** Null for what is set aside by its kind alone. */
export function readingOf(kind: FileKind): Reading | null {
  return READINGS[kind] ?? null;
}

export function isLoadable(kind: FileKind): boolean {
  return readingOf(kind) !== null;
}

const USUALLY_WITHOUT_RECORDS: ReadonlySet<FileKind> = new Set<FileKind>([
  's3-notification',
  'insight-series',
  'config',
  'guardduty',
  'security-hub',
  'json',
]);

/** What a file of this kind is called once records were found in it. */
export function kindWithRecords(kind: FileKind): FileKind {
  return USUALLY_WITHOUT_RECORDS.has(kind) ? 'wrapped-records' : kind;
}

/** More is never looked at; a record is at most 256 KB, but its first keys tell what it is. */
export const SNIFF_BYTES = 65_536;

/** Whole records can be salvaged from a damaged file when its `"Records": [` stands this near to the start (characters). */
const SALVAGE_WITHIN = 1024;

/** `bytes`: the first bytes of the file after gunzip, cut anywhere. */
export function sniffFile(bytes: Uint8Array): FileKind {
  if (bytes.length === 0) return 'empty';
  const magic = kindByMagic(bytes);
  if (magic !== null) return magic;
  const text = unpadded(new TextDecoder().decode(bytes.subarray(0, SNIFF_BYTES))).trimStart();
  if (text === '') return 'blank';
  return kindOfText(text);
}

/** Some tools fill files up with NUL. As a pattern, \0+$ would take seconds where many stand before something else. */
function unpadded(text: string): string {
  let end = text.length;
  while (end > 0 && text.charCodeAt(end - 1) === 0) end -= 1;
  return text.slice(0, end);
}

function kindOfText(text: string): FileKind {
  const first = text.charAt(0);
  if (first === '{' || first === '[') {
    const json = readPartialJson(text);
    const kind = kindOfJson(json, text);
    // A log whose first record is badly damaged looks like any other JSON; what is whole behind it must not be lost.
    const isBrokenLog = kind === 'json' && json.state === 'broken' && isDamagedLog(text);
    if (kind !== null && !isBrokenLog) return kind;
  }
  if (isDamagedLog(text)) return 'cloudtrail-log';
  if (looksBinary(text)) return 'binary';
  if (first === '<') return kindOfMarkup(text);
  if (isCloudWatchText(text)) return 'cloudwatch-text';
  if (isSubscriptionPayload(text)) return 'cloudwatch-logs';
  return isCsv(text) ? kindOfTable(headerLabels(text)) : 'text';
}

/** `"Records": [` near the start and a record's key behind it, whatever surrounds them; prose about log files has no key. */
function isDamagedLog(text: string): boolean {
  const at = text.slice(0, SALVAGE_WITHIN).search(/"Records"\s*:\s*\[/);
  return at !== -1 && /"(?:eventVersion|eventName|eventSource|userIdentity)"\s*:/.test(text.slice(at));
}

function kindOfMarkup(text: string): FileKind {
  const head = text.slice(0, 1000).toLowerCase();
  if (/^<(?:!doctype html|html|head|body)\b/.test(head)) return 'html';
  if (/^(?:<\?xml[^>]*>\s*)?(?:<!--[^]*?-->\s*)?(?:<!doctype svg[^>]*>\s*)?<svg\b/.test(head))
    return 'picture';
  return /^<[?!a-z]/.test(head) ? 'xml' : 'text';
}

/** Export task: `2015-05-06T21:51:58.000Z {"eventVersion"…`; `tail` puts the stream's name between. */
function isCloudWatchText(text: string): boolean {
  return /^\d{4}-\d{2}-\d{2}T[\d:.]+(?:Z|[+-]\d\d:\d\d)\s+(?:\S+\s+)?\{"/.test(text);
}

/** A subscription payload is base64 of gzip, which begins `H4sI`. */
function isSubscriptionPayload(text: string): boolean {
  return /^H4sI[A-Za-z0-9+/=\r\n]{40,}/.test(text.slice(0, 200));
}

/** Control characters and failed UTF-8 that no text holds; a little of it may be damage. */
function looksBinary(text: string): boolean {
  const head = text.slice(0, 2048);
  let odd = 0;
  for (let i = 0; i < head.length; i += 1) if (isOdd(head.charCodeAt(i))) odd += 1;
  return odd > head.length / 20;
}

/** Neither tab, line break, form feed nor escape (colours in captured terminal output). */
function isOdd(code: number): boolean {
  return code < 9 || (code > 13 && code < 32 && code !== 27) || code === 0xfffd;
}

/** One of these alone makes a table of a line. */
const TELLING_LABELS = ['eventjson', '_raw', '@message', 'cloudtrailevent'];

/** A header of short names, separated as the second line is; that one may be short, as a cell may hold line breaks. */
function isCsv(text: string): boolean {
  const [header = '', second] = text.split(/\r\n|\n|\r/, 2);
  const labels = headerLabels(text);
  const few = labels.some((label) => TELLING_LABELS.includes(label)) ? 1 : 3;
  return [',', '\t', ';'].some((mark) => {
    const names = header.split(mark);
    if (names.length < few || !names.every((name) => /^"?[\w@ .:{}()[\]/#-]{0,80}"?$/.test(name)))
      return false;
    return (
      second === undefined || second === '' || second.startsWith('"') || second.includes(mark) || few === 1
    );
  });
}

function headerLabels(text: string): string[] {
  const header = text.split(/\r\n|\n|\r/, 1)[0] ?? '';
  const names = [',', '\t', ';'].map((mark) => header.split(mark)).toSorted((a, b) => b.length - a.length)[0];
  return (names ?? []).map((name) => name.replaceAll('"', '').trim().toLowerCase());
}

/** Tables that have CloudTrail's columns; `csv` for any other, whose cells may hold records all the same. */
function kindOfTable(labels: readonly string[]): FileKind {
  const has = (...wanted: readonly string[]): boolean => wanted.every((label) => labels.includes(label));
  if (has('eventjson')) return 'lake-table';
  if (has('_raw')) return 'splunk-table';
  if (has('@message')) return 'logs-insights-table';
  if (!new EventTable(labels).isOfEvents) return 'csv';
  if (labels.some((label) => label.startsWith('@') || label.includes('.'))) return 'logs-insights-table';
  return labels.some((label) => /^event[ _-](?:name|time)$/.test(label))
    ? 'event-history-table'
    : 'lake-table';
}

/** Bytes at the start of a file; -1 stands for any byte. */
const MAGIC: readonly (readonly [FileKind, readonly number[]])[] = [
  ['zip', [0x50, 0x4b, 0x03, 0x04]],
  ['zip', [0x50, 0x4b, 0x05, 0x06]],
  ['zip', [0x50, 0x4b, 0x07, 0x08]],
  ['other-archive', [0x37, 0x7a, 0xbc, 0xaf, 0x27, 0x1c]],
  ['other-archive', [0x52, 0x61, 0x72, 0x21, 0x1a, 0x07]],
  ['other-archive', [0x42, 0x5a, 0x68, -1, 0x31, 0x41, 0x59, 0x26]],
  ['other-archive', [0xfd, 0x37, 0x7a, 0x58, 0x5a, 0x00]],
  ['other-archive', [0x04, 0x22, 0x4d, 0x18]],
  ['parquet', [0x50, 0x41, 0x52, 0x31]],
  ['zstd', [0x28, 0xb5, 0x2f, 0xfd]],
  ['pdf', [0x25, 0x50, 0x44, 0x46, 0x2d]],
  ['macos-settings', [0, 0, 0, 1, 0x42, 0x75, 0x64, 0x31]],
  ['picture', [0x89, 0x50, 0x4e, 0x47]],
  ['picture', [0xff, 0xd8, 0xff]],
  ['picture', [0x47, 0x49, 0x46, 0x38]],
  ['picture', [0x52, 0x49, 0x46, 0x46, -1, -1, -1, -1, 0x57, 0x45, 0x42, 0x50]],
  ['picture', [0x49, 0x49, 0x2a, 0x00]],
  ['picture', [0x4d, 0x4d, 0x00, 0x2a]],
  ['picture', [0x42, 0x4d, -1, -1, -1, -1, 0, 0, 0, 0]],
  ['picture', [0x00, 0x00, 0x01, 0x00]],
  ['picture', [-1, -1, -1, -1, 0x66, 0x74, 0x79, 0x70, 0x68, 0x65, 0x69]],
  ['picture', [-1, -1, -1, -1, 0x66, 0x74, 0x79, 0x70, 0x61, 0x76, 0x69]],
  ['binary', [0x1f, 0x8b]],
  ['utf-16', [0xff, 0xfe]],
  ['utf-16', [0xfe, 0xff]],
  ['utf-16', [0x7b, 0x00, -1, 0x00]],
  ['utf-16', [0x5b, 0x00, -1, 0x00]],
  ['utf-16', [0x00, 0x7b, 0x00]],
  ['utf-16', [0x00, 0x5b, 0x00]],
];

const USTAR = [0x75, 0x73, 0x74, 0x61, 0x72];

function kindByMagic(bytes: Uint8Array): FileKind | null {
  const found = MAGIC.find(([, magic]) => hasBytesAt(bytes, 0, magic));
  if (found !== undefined) return found[0];
  return hasBytesAt(bytes, 257, USTAR) ? 'tar' : null;
}

function hasBytesAt(bytes: Uint8Array, start: number, wanted: readonly number[]): boolean {
  return wanted.every((byte, i) => (byte === -1 ? start + i < bytes.length : bytes[start + i] === byte));
}
