/**
 * Tables whose rows are events: Event history, Athena, CloudTrail Lake, Logs Insights. Says what each column is, and puts
 * records together from rows. Such a record is partial: what the table does not hold is not guessed.
 * Labels: CloudTrail User Guide (Lake and Athena schemas); Event history and Logs Insights as met in real exports.
 */
import { MadeRecord } from './made-record.ts';
import { parseJson, textOf, member } from '#lib/json.ts';

/** What the database says of a record that was put together; absent for whole ones. */
export const PARTIAL_WORDS = { tableRow: 'table row', ocsf: 'OCSF' } as const;

type Taken = 'text' | 'json' | 'identity' | 'resources' | 'figures';

interface Column {
  readonly path: readonly string[];
  readonly as: Taken;
}

const TEXTS = [
  'eventVersion',
  'eventTime',
  'eventSource',
  'eventName',
  'awsRegion',
  'sourceIPAddress',
  'userAgent',
  'errorCode',
  'errorMessage',
  'requestID',
  'eventID',
  'readOnly',
  'eventType',
  'apiVersion',
  'managementEvent',
  'recipientAccountId',
  'sharedEventID',
  'vpcEndpointId',
  'vpcEndpointAccountId',
  'eventCategory',
  'sessionCredentialFromConsole',
  // Insights events of an event data store.
  'insightSource',
  'insightState',
  'insightEventSource',
  'insightEventName',
  'insightErrorCode',
  'insightType',
  'annotation',
  '@timestamp',
];
const JSONS = [
  'requestParameters',
  'responseElements',
  'additionalEventData',
  'serviceEventDetails',
  'tlsDetails',
  'addendum',
  'edgeDeviceDetails',
  'insightDetails',
];
const IDENTITY_PARTS = ['type', 'principalId', 'arn', 'accountId', 'accessKeyId', 'userName', 'invokedBy'];
const SESSION = [
  ['sessionContext', 'sessionIssuer', 'type'],
  ['sessionContext', 'sessionIssuer', 'principalId'],
  ['sessionContext', 'sessionIssuer', 'arn'],
  ['sessionContext', 'sessionIssuer', 'accountId'],
  ['sessionContext', 'sessionIssuer', 'userName'],
  ['sessionContext', 'attributes', 'creationDate'],
  ['sessionContext', 'attributes', 'mfaAuthenticated'],
  ['sessionContext', 'sourceIdentity'],
];

/** Labels are written in many ways: `Event name`, `eventname`, `event_name`. */
const plain = (label: string): string => label.toLowerCase().replaceAll(/[\s_-]/g, '');

const COLUMNS: ReadonlyMap<string, Column> = new Map<string, Column>([
  ...TEXTS.map((name): [string, Column] => [plain(name), { path: [name], as: 'text' }]),
  ...JSONS.map((name): [string, Column] => [plain(name), { path: [name], as: 'json' }]),
  ['useridentity', { path: ['userIdentity'], as: 'identity' }],
  ['resources', { path: ['resources'], as: 'resources' }],
  ['insightcontext', { path: ['insightContext'], as: 'figures' }],
  ['username', { path: ['userIdentity', 'userName'], as: 'text' }],
  ['awsaccesskey', { path: ['userIdentity', 'accessKeyId'], as: 'text' }],
  ['accesskeyid', { path: ['userIdentity', 'accessKeyId'], as: 'text' }],
  ...IDENTITY_PARTS.map((name): [string, Column] => [
    plain(`useridentity${name}`),
    { path: ['userIdentity', name], as: 'text' },
  ]),
  ...[...IDENTITY_PARTS.map((name) => [name]), ...SESSION].map((path): [string, Column] => [
    plain(`useridentity.${path.join('.')}`),
    { path: ['userIdentity', ...path], as: 'text' },
  ]),
]);

/** A column that holds a record whole, best first. */
const CARRIERS = ['eventjson', '_raw', 'cloudtrailevent', '@message', 'message'];

function columnOf(label: string): Column | null {
  const known = COLUMNS.get(plain(label));
  if (known !== undefined) return known;
  const [root = '', ...rest] = label.trim().split('.');
  const parent = COLUMNS.get(plain(root));
  const isInside =
    rest.length > 0 && !rest.includes('') && (parent?.as === 'json' || parent?.as === 'identity');
  return parent === undefined || !isInside ? null : { path: [...parent.path, ...rest], as: 'text' };
}

/** Account numbers as a spreadsheet leaves them. */
const ROUNDED = /^\d(?:[.,]\d+)?E\+\d+$/i;

export class EventTable {
  /** Index of the column that holds the record itself; −1 when there is none. */
  readonly carrier: number;
  /** Whether rows can be told as events: by name (Insights events have one of their own) and time, or name and id. */
  readonly isOfEvents: boolean;
  private readonly columns: readonly (Column | null)[];
  private readonly labels: readonly string[];

  constructor(labels: readonly string[]) {
    const plains = labels.map((label) => label.trim().toLowerCase());
    this.labels = labels;
    this.carrier = CARRIERS.map((name) => plains.indexOf(name)).find((index) => index >= 0) ?? -1;
    const columns = labels.map(columnOf);
    const has = (name: string): boolean => columns.some((column) => column?.path.join('.') === name);
    const isNamed = has('eventName') || has('insightEventName');
    this.isOfEvents = isNamed && (has('eventTime') || has('eventID') || has('@timestamp'));
    // The time of arrival stands in for that of the event only where there is no other.
    this.columns = columns.map((column) =>
      column?.path[0] === '@timestamp' && has('eventTime') ? null : column,
    );
  }

  /** Whether any label is that of an event's column. */
  get knowsLabels(): boolean {
    return this.columns.some((column) => column !== null);
  }

  /** The record that the row tells, as JSON; null when the row holds nothing of one. */
  recordOf(cells: readonly (string | null)[]): string | null {
    const record = new MadeRecord();
    this.columns.forEach((column, k) => {
      const cell = cells[k]?.trim();
      if (column !== null && cell !== undefined && cell !== '') take(record, column, cell);
    });
    return record.isEmpty ? null : record.toJson();
  }

  /** The row under its labels, as JSON: what is shown of it. */
  rowOf(cells: readonly (string | null)[]): string {
    const row = new MadeRecord();
    this.labels.forEach((label, k) => {
      const cell = cells[k];
      row.setJson([label === '' ? `column ${k + 1}` : label], JSON.stringify(cell ?? null));
    });
    return row.toJson();
  }

  /** The label of a column whose numbers a spreadsheet has rounded in this row; null when there is none. */
  roundedIn(cells: readonly (string | null)[]): string | null {
    const index = cells.findIndex(
      (cell, k) => cell !== null && /E\+/i.test(cell) && this.columns[k] !== null && ROUNDED.test(cell),
    );
    return this.labels[index] ?? null;
  }
}

function take(record: MadeRecord, { path, as }: Column, cell: string): void {
  if (as === 'text') record.setText(path, cell);
  else if (as === 'resources') takeResources(record, cell);
  else if (as === 'identity' && !cell.startsWith('{"')) takeIdentity(record, cell);
  else if (as === 'figures' && !cell.startsWith('{"')) takeFigures(record, cell);
  else record.setJsonText(path, cell);
}

/** Event history lists types and names; a name that is an ARN is known to be one. */
function takeResources(record: MadeRecord, cell: string): void {
  const value = parseJson(cell);
  if (!Array.isArray(value)) return;
  const listed: unknown[] = value;
  const resources = listed.map((one) => {
    const name = textOf(member(one, 'resourceName'));
    if (name === null) return one;
    const type = textOf(member(one, 'resourceType'));
    return { ...(type === null ? {} : { type }), [name.startsWith('arn:') ? 'ARN' : 'resourceName']: name };
  });
  record.setJson(['resources'], JSON.stringify(resources));
}

/** None of these can hold a blank, so in `{type=…, principalid=…, …` the next name is certain; behind them nothing is. */
const CERTAIN = ['type', 'principalid', 'arn', 'accountid', 'invokedby', 'accesskeyid'];

/** Structs of Athena and Lake are printed without quotes and cannot be read back in general. */
function takeIdentity(record: MadeRecord, cell: string): void {
  const body = /^\{(.*)\}$/s.exec(cell)?.[1] ?? '';
  for (const part of body.split(', ')) {
    const [, name = '', value = ''] = /^(\w+)=([^\s{}]*)$/.exec(part) ?? [];
    if (!CERTAIN.includes(name.toLowerCase())) return;
    const column = COLUMNS.get(`useridentity.${name.toLowerCase()}`);
    if (column !== undefined && value !== 'null') record.setText(column.path, value);
  }
}

const FIGURES = ['baselineAverage', 'insightAverage', 'baselineDuration', 'insightDuration'];

/** As of an identity, what stands before the first text is certain: the averages and durations of an Insights event. */
function takeFigures(record: MadeRecord, cell: string): void {
  const body = /^\{(.*)\}$/s.exec(cell)?.[1] ?? '';
  for (const part of body.split(', ')) {
    const [, name = '', value = ''] = /^(\w+)=([\d.eE+-]+|null)$/.exec(part) ?? [];
    const figure = FIGURES.find((one) => plain(one) === plain(name));
    if (figure === undefined) return;
    if (value !== 'null') record.setText(['insightContext', figure], value);
  }
}
