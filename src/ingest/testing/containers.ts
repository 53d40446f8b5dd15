/** The same records in everything that people have them in. */
import { linesOf, recordTexts } from './event-table.ts';

export interface Container {
  readonly name: string;
  /** What the file is called in the report. */
  readonly kind: string;
  readonly write: (records: readonly string[]) => string;
  /** Whether rows are put together from less than the record. */
  readonly isPartial?: boolean;
}

const pretty = (text: string): string => JSON.stringify(JSON.parse(text), null, 2);
const quoted = (text: string): string => JSON.stringify(text);
/** A cell of a table. */
const cell = (text: string): string => `"${text.replaceAll('"', '""')}"`;
const idOf = (record: string): string => /"eventID":"([^"]*)"/.exec(record)?.[1] ?? '';
const partOf = (record: string, name: string): string =>
  new RegExp(`"${name}":"([^"]*)"`).exec(record)?.[1] ?? '';

const lookup = (record: string): string =>
  `{"EventId":${quoted(idOf(record))},"EventName":${quoted(partOf(record, 'eventName'))},"ReadOnly":"true","Resources":[{"ResourceType":"AWS::S3::Bucket","ResourceName":"b"}],"CloudTrailEvent":${quoted(record)}}`;

const bridge = (record: string): string =>
  `{"version":"0","id":"7bf73129-1428-4cd3-a780-95db273d1602","detail-type":"AWS API Call via CloudTrail","source":"aws.s3","account":"111122223333","time":"2025-10-01T08:00:00Z","region":"eu-west-1","resources":[],"detail":${record}}`;

const logEvents = (records: readonly string[]): string =>
  records.map((record, k) => `{"id":"${k}","timestamp":1759305600000,"message":${quoted(record)}}`).join(',');

const subscription = (records: readonly string[]): string =>
  `{"messageType":"DATA_MESSAGE","owner":"111122223333","logGroup":"trail","logStream":"s","subscriptionFilters":["f"],"logEvents":[${logEvents(records)}]}`;

const ocsf = (record: string): string =>
  JSON.stringify({
    activity_id: 2,
    class_uid: 6003,
    metadata: { product: { name: 'CloudTrail', version: '1.08' }, uid: idOf(record), version: '1.1.0' },
    time: Date.parse(partOf(record, 'eventTime')),
    api: {
      operation: partOf(record, 'eventName'),
      service: { name: partOf(record, 'eventSource') },
      response: { error: partOf(record, 'errorCode') },
    },
    actor: {
      user: { type: 'IAMUser', uid: partOf(record, 'arn'), name: partOf(record, 'userName') },
    },
    cloud: { region: 'eu-west-1', provider: 'AWS' },
    src_endpoint: { ip: partOf(record, 'sourceIPAddress') },
  });

const HISTORY = [
  ['User name', 'userName'],
  ['AWS access key', ''],
  ['Event time', 'eventTime'],
  ['Event source', 'eventSource'],
  ['Event name', 'eventName'],
  ['AWS region', 'awsRegion'],
  ['Source IP address', 'sourceIPAddress'],
  ['Error code', 'errorCode'],
  ['Event ID', 'eventID'],
] as const;

const LAKE = [
  'eventtime',
  'eventsource',
  'eventname',
  'awsregion',
  'sourceipaddress',
  'errorcode',
  'eventid',
];
const LAKE_PARTS = [
  'eventTime',
  'eventSource',
  'eventName',
  'awsRegion',
  'sourceIPAddress',
  'errorCode',
  'eventID',
];

const athenaIdentity = (record: string): string =>
  `{type=IAMUser, principalid=null, arn=${partOf(record, 'arn')}, accountid=null, invokedby=null, accesskeyid=null, username=x, sessioncontext=null}`;

export const CONTAINERS: readonly Container[] = [
  { name: 'a log file', kind: 'cloudtrail-log', write: (r) => `{"Records":[${r.join(',')}]}` },
  { name: 'a list', kind: 'record-array', write: (r) => `[${r.join(',')}]` },
  { name: 'a list, pretty', kind: 'record-array', write: (r) => pretty(`[${r.join(',')}]`) },
  { name: 'lines', kind: 'json-lines', write: (r) => `${r.join('\n')}\n` },
  { name: 'glued', kind: 'json-lines', write: (r) => r.join('') },
  { name: 'one record and a list', kind: 'json-lines', write: ([a = '', ...r]) => `${a}\n[${r.join(',')}]` },
  { name: 'pretty ones, glued', kind: 'json-lines', write: (r) => r.map(pretty).join('') },
  {
    name: 'a log to a line',
    kind: 'cloudtrail-log',
    write: (r) => r.map((one) => `{"Records":[${one}]}\n`).join(''),
  },
  {
    name: 'a log, then a list',
    kind: 'cloudtrail-log',
    write: ([a = '', ...r]) => `{"Records":[${a}]}[${r.join(',')}]`,
  },
  {
    name: 'a log, then wrappers',
    kind: 'cloudtrail-log',
    write: ([a = '', ...r]) => `{"Records":[${a}]}\n${r.map(bridge).join('\n')}`,
  },
  {
    name: 'lookup-events',
    kind: 'lookup-events',
    write: (r) => `{"Events":[${r.map(lookup).join(',')}],"NextToken":"x"}`,
  },
  {
    name: 'lookup-events, pretty',
    kind: 'lookup-events',
    write: (r) => pretty(`{"Events":[${r.map(lookup).join(',')}]}`),
  },
  { name: 'lookup entries, lines', kind: 'lookup-events', write: (r) => r.map(lookup).join('\n') },
  { name: 'EventBridge, lines', kind: 'eventbridge', write: (r) => r.map(bridge).join('\n') },
  { name: 'EventBridge, a list', kind: 'eventbridge', write: (r) => `[${r.map(bridge).join(',')}]` },
  { name: 'EventBridge, glued', kind: 'eventbridge', write: (r) => r.map(bridge).join('') },
  { name: 'a subscription payload', kind: 'cloudwatch-logs', write: subscription },
  {
    name: 'payloads, glued',
    kind: 'cloudwatch-logs',
    write: (r) => r.map((one) => subscription([one])).join(''),
  },
  {
    name: 'filter-log-events',
    kind: 'cloudwatch-logs',
    write: (r) => `{"events":[${logEvents(r)}],"searchedLogStreams":[]}`,
  },
  {
    name: 'Logs Insights with @message',
    kind: 'cloudwatch-logs',
    write: (r) =>
      `{"results":[${r.map((one) => `[{"field":"@ptr","value":"x"},{"field":"@message","value":${quoted(one)}}]`).join(',')}],"status":"Complete"}`,
  },
  {
    name: 'an export of CloudWatch',
    kind: 'cloudwatch-text',
    write: (r) => r.map((one) => `2025-10-01T08:00:00.000Z ${one}\n`).join(''),
  },
  {
    name: 'tail of CloudWatch',
    kind: 'cloudwatch-text',
    write: (r) =>
      r.map((one) => `2025-10-01T08:00:00.000Z 111122223333_CloudTrail_eu-west-1 ${one}\n`).join(''),
  },
  {
    name: 'a capture with _raw',
    kind: 'wrapped-records',
    write: (r) => `[{"_raw":{"Records":[${r.join(',')}]},"cribl":"yes"}]`,
  },
  {
    name: '_raw strings',
    kind: 'wrapped-records',
    write: (r) =>
      r.map((one) => `{"result":{"_raw":${quoted(one)},"eventName":"x","eventSource":"y"}}`).join('\n'),
  },
  {
    name: 'aws.cloudtrail',
    kind: 'wrapped-records',
    write: (r) => `[${r.map((one) => `{"@timestamp":"2025-10-01","aws":{"cloudtrail":${one}}}`).join(',')}]`,
  },
  {
    name: 'test events',
    kind: 'wrapped-records',
    write: (r) => `{"test_events":[${r.map((one) => `{"event":${one}}`).join(',')}]}`,
  },
  {
    name: 'a log in a string in a string',
    kind: 'wrapped-records',
    write: (r) =>
      `{"Messages":[{"Body":${quoted(`{"Message":${quoted(`{"Records":[${r.join(',')}]}`)}}`)}}]}`,
  },
  {
    name: 'Lake rows with eventjson',
    kind: 'lake-query-result',
    write: (r) =>
      `{"QueryStatus":"FINISHED","QueryResultRows":[${r.map((one) => `[{"eventid":"x"},{"eventjson":${quoted(one)}}]`).join(',')}]}`,
  },
  {
    name: 'a table with eventjson',
    kind: 'lake-table',
    write: (r) => `"eventjson","eventname"\r\n${r.map((one) => `${cell(one)},"x"\r\n`).join('')}`,
  },
  {
    name: 'a table with _raw',
    kind: 'splunk-table',
    write: (r) => `"_raw","_time",host\n${r.map((one) => `${cell(one)},"a\nb",c\n`).join('')}`,
  },
  {
    name: 'a table with semicolons',
    kind: 'csv',
    write: (r) => `a;b;c\n${r.map((one) => `1;${cell(one)};2\n`).join('')}`,
  },
  {
    name: 'a table with @message',
    kind: 'logs-insights-table',
    write: (r) => `@timestamp,@message\n${r.map((one) => `2025-10-01 08:00:00.000,${cell(one)}\n`).join('')}`,
  },
  { name: 'OCSF', kind: 'ocsf', isPartial: true, write: (r) => r.map(ocsf).join('\n') },
  {
    name: 'Event history table',
    kind: 'event-history-table',
    isPartial: true,
    write: (r) =>
      `${HISTORY.map(([label]) => label).join(',')}\r\n${r.map((one) => `${HISTORY.map(([, part]) => (part === '' ? '' : partOf(one, part))).join(',')}\r\n`).join('')}`,
  },
  {
    name: 'Athena table',
    kind: 'lake-table',
    isPartial: true,
    write: (r) =>
      `${['useridentity', ...LAKE].map(cell).join(',')}\n${r.map((one) => `${[athenaIdentity(one), ...LAKE_PARTS.map((part) => partOf(one, part))].map(cell).join(',')}\n`).join('')}`,
  },
  {
    name: 'Lake rows',
    kind: 'lake-query-result',
    isPartial: true,
    write: (r) =>
      `{"QueryResultRows":[${r.map((one) => `[${LAKE.map((label, k) => `{"${label}":${quoted(partOf(one, LAKE_PARTS[k] ?? ''))}}`).join(',')}]`).join(',')}]}`,
  },
  {
    name: 'Logs Insights rows',
    kind: 'cloudwatch-logs',
    isPartial: true,
    write: (r) =>
      `{"results":[${r.map((one) => `[${LAKE_PARTS.map((part) => `{"field":"${part}","value":${quoted(partOf(one, part))}}`).join(',')}]`).join(',')}]}`,
  },
];

const TABLE = `
  08:00:00 alice  ListBuckets          192.0.2.10     -
  08:00:05 alice  GetObject            192.0.2.10     -
  08:01:00 robin  DeleteBucketPolicy   198.51.100.7   AccessDenied
  08:01:00 robin  DeleteBucketPolicy   198.51.100.7   AccessDenied
  08:02:30 carol  PutObject            2001:db8::1    NoSuchBucket
`;

/** Records with what is hard on whoever escapes and cuts. */
export const RECORDS: readonly string[] = recordTexts(TABLE).map((text, k) =>
  k === 1
    ? text.replace(
        '"eventName"',
        '"requestParameters":{"a":"}{\\"]\\\\","é":"\\u00e9 漢😀","":""},"eventName"',
      )
    : text,
);

export const GOLDEN = linesOf(TABLE).map((line) => line.replaceAll(/\s+/g, ' '));
