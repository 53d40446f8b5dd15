import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { FILE_KIND_LABELS, isLoadable, kindWithRecords, sniffFile } from './containers.ts';
import { hasRealData, realFiles } from './testing/real-data.ts';

const bytesOf = (text: string): Uint8Array => new TextEncoder().encode(text);
const kindOf = (text: string): string => sniffFile(bytesOf(text));

const RECORD =
  '{"eventVersion":"1.08","userIdentity":{"type":"Root"},"eventTime":"2024-01-01T00:00:00Z","eventSource":"s3.amazonaws.com","eventName":"GetObject"}';
const AS_STRING = JSON.stringify(RECORD);

const BY_TEXT: readonly (readonly [kind: string, text: string])[] = [
  ['empty', ''],
  ['blank', ' \r\n\t '],
  ['blank', '\n\u0000\u0000'],
  ['binary', `${'\u0000'.repeat(65_000)}x`],
  ['cloudtrail-log', `{"Records":[${RECORD}]}`],
  ['cloudtrail-log', `\ufeff \n{ "Records" :\n [ ${RECORD},`],
  ['cloudtrail-log', '{"Records":[]}'],
  ['cloudtrail-log', `{"version":1,"owner":{"a":[1,2]},"Records":[${RECORD}],"next":null}`],
  ['cloudtrail-log', `{"Records":[null,"x",${RECORD}]}`],
  ['cloudtrail-log', `{"Records":[${RECORD}]}{"Records":[${RECORD}]}`],
  ['cloudtrail-log', `"Records":[${RECORD}]}`],
  ['cloudtrail-log', `\u0000\u0001\ufffd{"Records":[${RECORD}]}`],
  ['cloudtrail-log', `{"Records":[{,${RECORD}`],
  ['cloudtrail-log', '{"Records":['],
  ['cloudtrail-log', '{"Records":[{"eventVer'],
  ['json', '{"Records":[{"foo":1}]}'],
  ['json', '{"Records":{"eventVersion":"1.08"}}'],
  ['json', '{"Records":[{"messageId":"1","eventSource":"aws:sqs"}]}'],
  [
    's3-notification',
    '{"Records":[{"eventVersion":"2.1","eventSource":"aws:s3","s3":{"bucket":{"name":"b"}}}]}',
  ],
  ['s3-notification', '{"s3Bucket":"b","s3ObjectKey":["AWSLogs/1"]}'],
  ['s3-notification', '{"Type":"Notification","Message":"{}"}'],
  ['digest', '{"awsAccountId":"1","digestS3Object":"k","logFiles":[]}'],
  ['lake-sign-file', '{"files":[{"fileHashValue":"a","fileName":"result_1.csv.gz"}],"hashSignature":"b"}'],
  ['record-array', `[${RECORD},${RECORD}]`],
  ['single-record', RECORD],
  ['single-record', `${RECORD}\n`],
  ['single-record', '{"eventVersion":"1.0","eventCategory":"Aggregated","summary":{}}'],
  ['json-lines', `${RECORD}\n${RECORD}\n`],
  ['json-lines', `${RECORD}${RECORD}`],
  ['lookup-events', `{"NextToken":"x","Events":[{"EventId":"1","CloudTrailEvent":${AS_STRING}}]}`],
  ['lookup-events', '{"Events":[]}'],
  ['lake-query-result', '{"QueryStatus":"FINISHED","QueryResultRows":[[{"eventid":"1"}]]}'],
  [
    'insight-series',
    '{"EventName":"A","InsightType":"ApiCallRateInsight","Timestamps":["2025-10-10"],"Values":[0.5]}',
  ],
  ['control-message', '{"messageType":"CONTROL_MESSAGE","owner":"CloudwatchLogs","logEvents":[]}'],
  ['cloudwatch-logs', `{"events":[{"timestamp":1,"message":${AS_STRING}}],"searchedLogStreams":[]}`],
  ['cloudwatch-logs', '{"results":[[{"field":"@timestamp","value":"x"}]]}'],
  ['cloudwatch-text', `2015-05-06T21:51:58.000Z ${RECORD}\n`],
  ['cloudwatch-logs', `H4sIAAAAAAAAA${'A'.repeat(60)}`],
  ['eventbridge', `{"version":"0","detail-type":"AWS API Call via CloudTrail","detail":${RECORD}}`],
  ['ocsf', '{"activity_id":2,"class_uid":6003,"metadata":{"product":{"name":"CloudTrail"}}}'],
  ['config', '{"fileVersion":"1.0","configurationItems":[]}'],
  ['guardduty', '{"schemaVersion":"2.0","service":{"detectorId":"d"}}'],
  ['guardduty', '{"Findings":[{"Service":{"DetectorId":"d"}}]}'],
  ['security-hub', '{"AwsAccountId":"1","ProductArn":"arn:aws:securityhub:::product/x"}'],
  ['public-keys', '{"PublicKeyList":[]}'],
  ['wrapped-records', `[{"_raw":{"Records":[${RECORD}]}}]`],
  ['wrapped-records', `{"_source":{"aws":{"cloudtrail":${RECORD}}}}`],
  ['wrapped-records', `{"_raw":${AS_STRING}}`],
  ['event-history-table', 'User name,AWS access key,Event time,Event name\nalice,AKIA,2024,GetObject\n'],
  ['lake-table', '"eventid","eventjson","x"\n"1","{""a"": 1}","2"'],
  ['xml', '<?xml version="1.0"?><Error><Code>AccessDenied</Code></Error>'],
  ['html', '<!DOCTYPE html><html></html>'],
  ['picture', '<svg xmlns="http://www.w3.org/2000/svg"/>'],
  ['json', '{"a":1}'],
  ['json', '[]'],
  ['json', '[1,2]'],
  ['json', `{"__proto__":{"Records":[]},"constructor":1}`],
  ['text', 'hello world'],
  ['text', 'title: a rule\nlogsource:\n  product: aws\n'],
  ['text', 'a manual: {"Records":[…]} is what a file holds, with care'],
  ['text', '[2024-01-01 12:00] started'],
];

const BY_BYTES: readonly (readonly [kind: string, bytes: readonly number[]])[] = [
  ['zip', [0x50, 0x4b, 3, 4, 20, 0]],
  ['parquet', [0x50, 0x41, 0x52, 0x31, 0x15]],
  ['zstd', [0x28, 0xb5, 0x2f, 0xfd, 4]],
  ['tar', [...Array<number>(257).fill(0x61), 0x75, 0x73, 0x74, 0x61, 0x72, 0]],
  ['utf-16', [0xff, 0xfe, 0x7b, 0]],
  ['utf-16', [0x7b, 0, 0x22, 0, 0x52, 0]],
  ['picture', [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]],
  ['picture', [0xff, 0xd8, 0xff, 0xe0]],
  ['pdf', [0x25, 0x50, 0x44, 0x46, 0x2d, 0x31]],
  ['other-archive', [0x37, 0x7a, 0xbc, 0xaf, 0x27, 0x1c]],
  ['other-archive', [0x42, 0x5a, 0x68, 0x39, 0x31, 0x41, 0x59, 0x26]],
  ['zip', [0x50, 0x4b, 0x07, 0x08]],
  ['macos-settings', [0, 0, 0, 1, 0x42, 0x75, 0x64, 0x31, 0, 0]],
  ['binary', [0x1f, 0x8b, 8, 0]],
  ['binary', [0x7f, 0x45, 0x4c, 0x46, 2, 1, 1, 0, 0, 0, 0, 0]],
];

describe('sniffFile', () => {
  it.each(BY_TEXT)('%s: %s', (kind, text) => {
    expect(kindOf(text)).toBe(kind);
  });

  it.each(BY_BYTES)('%s by its first bytes', (kind, bytes) => {
    expect(sniffFile(new Uint8Array(bytes))).toBe(kind);
  });

  it('knows a log file from any cut behind the first bracket, also inside a character', () => {
    const bytes = bytesOf(
      `{"Records":[{"userIdentity":{"userName":"Zoë \\"x\\" \\u00e9 𝄞"},"eventName":"A"},${RECORD}]}`,
    );
    for (let end = 12; end <= bytes.length; end += 1) {
      expect([end, sniffFile(bytes.subarray(0, end))]).toEqual([end, 'cloudtrail-log']);
    }
  });

  it('answers for any bytes and any text', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 600 }), (bytes) => sniffFile(bytes) in FILE_KIND_LABELS),
    );
    fc.assert(fc.property(fc.json(), (text) => kindOf(text) in FILE_KIND_LABELS));
    const jsonish = fc.string({
      unit: fc.constantFrom('{', '}', '[', ']', '"', ':', ',', '\\', '1', 'Records', ' '),
    });
    fc.assert(fc.property(jsonish, (text) => kindOf(text) in FILE_KIND_LABELS));
    expect(kindOf('['.repeat(60_000))).toBe('text');
    expect(kindOf('{"a":'.repeat(12_000))).toBe('text');
  });

  it('says what is looked through for records', () => {
    expect(isLoadable('cloudtrail-log')).toBe(true);
    expect(isLoadable('json-lines')).toBe(true);
    expect(isLoadable('digest')).toBe(false);
    expect(kindWithRecords('config')).toBe('wrapped-records');
    expect(kindWithRecords('lookup-events')).toBe('lookup-events');
  });
});

/** Kinds and their number per folder of the sample data; files about the data (licences, sources) are left out. */
const REAL_FOLDERS: Record<string, Record<string, number>> = {
  'awsdocs-cloudtrail-user-guide': {
    'cloudtrail-log': 5,
    'single-record': 7,
    digest: 2,
    'lake-sign-file': 1,
    'lookup-events': 2,
    json: 2,
    text: 1,
  },
  'cloud-custodian/config-history-api': { config: 1 },
  'cloud-custodian/config-items': { config: 7, eventbridge: 1 },
  'cloud-custodian/eventbridge-cloudtrail': { 'single-record': 9, eventbridge: 3 },
  'cloud-custodian/eventbridge-other': { guardduty: 1, config: 2, eventbridge: 2, 'security-hub': 2 },
  cloudgrep: { 'cloudtrail-log': 2 },
  'cribl-sample': { 'wrapped-records': 1 },
  'fivexl-cloudtrail-to-slack': { 'record-array': 1 },
  'invictus-ir-aws-dataset/CloudTrail': { 'cloudtrail-log': 28 },
  'ocsf-examples/v1.1.0': { ocsf: 3, 'security-hub': 3 },
  'ocsf-examples/v1.5.0': { ocsf: 3, 'single-record': 3 },
  'opensearch-catalog': { 'single-record': 1, 'wrapped-records': 1 },
  'otrf-ec2-proxy-s3-exfiltration': { zip: 1, 'json-lines': 1 },
  'panther-analysis/cloudtrail': { 'json-lines': 59, 'single-record': 10 },
  'panther-analysis/guardduty': { guardduty: 2 },
  'plaso-lookup-events': { 'lookup-events': 1 },
  'sans504-s3-ransomware': { 'cloudtrail-log': 1919 },
  'sigma-aws': { text: 66 },
  'splunk-attack-data': { 'splunk-table': 1 },
  'splunk-security-content': { 'single-record': 24, 'security-hub': 1, text: 1 },
  'stratus-red-team': { 'record-array': 18 },
  'streamalert/cloudtrail': { 'cloudtrail-log': 2 },
  'streamalert/cloudwatch': { 'cloudwatch-logs': 1, 'control-message': 1 },
  'streamalert/cloudwatch_events': { 'cloudtrail-log': 36, eventbridge: 6 },
  traildiscover: { 'record-array': 146, 'single-record': 9, json: 13 },
  trailscraper: { 'cloudtrail-log': 2 },
};

describe.skipIf(!hasRealData)('sniffFile over the sample data (skipped where it is absent)', () => {
  it.each(Object.entries(REAL_FOLDERS))('%s', (folder, expected) => {
    const counts: Record<string, number> = {};
    for (const file of realFiles(folder)) {
      const nested = file.path.slice(folder.length + 1).includes('/');
      if (/(?:SOURCE|LICENSE\w*|LICENSE-\w+|DRL-1\.1)\.txt$|-expected\.csv$/.test(file.path)) continue;
      if (nested && folder === 'panther-analysis') continue;
      const kind = sniffFile(file.bytes);
      counts[kind] = (counts[kind] ?? 0) + 1;
    }
    expect(counts).toEqual(expected);
  });

  it('gives the same answer for the first 4 KB alone in log files', () => {
    const logs = realFiles('invictus-ir-aws-dataset/CloudTrail');
    for (const log of logs) {
      expect([log.path, sniffFile(log.bytes.subarray(0, 4096))]).toEqual([log.path, 'cloudtrail-log']);
    }
  });
});
