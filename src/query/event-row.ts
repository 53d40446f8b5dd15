/**
 * One event as the table shows it: the columns of the view `events` that fit a line, under the same names, plus where
 * the record lies. Written against the star itself, so that a page joins the small tables for its own rows only.
 */
import type { FieldKey } from '#cloudtrail/fields.ts';
import type { ColumnKind, Columns, RowOf } from '#database/sql-query.ts';

/** JSON is cut to so many characters in table rows: there it is only read to name the resource, which bears a cut. */
const LONGEST_JSON = 4_000;

export const EVENT_ROW_COLUMNS = {
  eventTime: 'time?',
  eventSource: 'text?',
  eventName: 'text?',
  eventID: 'text?',
  principal: 'text?',
  principalKind: 'text?',
  userIdentityType: 'text?',
  userIdentityArn: 'text?',
  userIdentityAccountId: 'text?',
  accessKeyId: 'text?',
  userName: 'text?',
  roleName: 'text?',
  sessionName: 'text?',
  sourceIdentity: 'text?',
  invokedBy: 'text?',
  mfaAuthenticated: 'text?',
  sourceIPAddress: 'text?',
  userAgent: 'text?',
  userAgentFamily: 'text?',
  awsRegion: 'text?',
  recipientAccountId: 'text?',
  errorCode: 'text?',
  errorMessage: 'text?',
  outcome: 'text',
  verb: 'text?',
  readOnly: 'flag?',
  managementEvent: 'flag?',
  eventType: 'text?',
  eventCategory: 'text?',
  requestID: 'text?',
  sharedEventID: 'text?',
  eventVersion: 'text?',
  apiVersion: 'text?',
  vpcEndpointId: 'text?',
  vpcEndpointAccountId: 'text?',
  resources: 'text?',
  requestParameters: 'text?',
  responseElements: 'text?',
  additionalEventData: 'text?',
  serviceEventDetails: 'text?',
  otherFields: 'text?',
  userIdentity: 'text?',
  tlsDetails: 'text?',
  sessionCredentialFromConsole: 'text?',
  partial: 'text?',
  fileName: 'text?',
  fileId: 'integer',
  recordOffset: 'number',
  recordLength: 'number',
  /** Another record carries the same eventID with different bytes. */
  conflict: 'flag',
} as const satisfies Columns;

export type EventRow = RowOf<typeof EVENT_ROW_COLUMNS>;

const short = (column: string): string => `left(e.${column}, ${LONGEST_JSON})`;

export const EVENT_EXPRESSIONS: Record<keyof typeof EVENT_ROW_COLUMNS, string> = {
  eventTime: 'e.event_time',
  eventSource: 'a.event_source',
  eventName: 'a.event_name',
  eventID: 'coalesce(e.event_id::VARCHAR, e.odd_event_id)',
  principal: 'i.principal',
  principalKind: 'i.principal_kind',
  userIdentityType: 'i.type',
  userIdentityArn: 'i.arn',
  userIdentityAccountId: 'i.account_id',
  accessKeyId: 'i.access_key_id',
  userName: 'i.user_name',
  roleName: 'i.role_name',
  sessionName: 'i.session_name',
  sourceIdentity: 'i.source_identity',
  invokedBy: 'i.invoked_by',
  mfaAuthenticated: 'i.mfa_authenticated',
  sourceIPAddress: 'sa.value',
  userAgent: 'ua.value',
  userAgentFamily: 'ua.family',
  awsRegion: 'r.value',
  recipientAccountId: 'acc.value',
  errorCode: 'er.value',
  errorMessage: 'left(e.error_message, 500)',
  outcome: `CASE e.outcome WHEN 0 THEN 'success' WHEN 1 THEN 'denied' ELSE 'error' END`,
  verb: 'a.verb',
  readOnly: 'a.read_only',
  managementEvent: 'a.management_event',
  eventType: 'a.event_type',
  eventCategory: 'a.event_category',
  requestID: 'e.request_id',
  sharedEventID: 'e.shared_event_id',
  eventVersion: 'c.event_version',
  apiVersion: 'c.api_version',
  vpcEndpointId: 'c.vpc_endpoint_id',
  vpcEndpointAccountId: 'c.vpc_endpoint_account_id',
  resources: short('resources'),
  requestParameters: short('request_parameters'),
  responseElements: short('response_elements'),
  additionalEventData: short('additional_event_data'),
  serviceEventDetails: short('service_event_details'),
  otherFields: short('other_fields'),
  userIdentity: `left(i.json, ${LONGEST_JSON})`,
  tlsDetails: 'c.tls_details',
  sessionCredentialFromConsole: 'c.session_credential_from_console',
  partial: 'c.partial',
  fileName: 'f.name',
  fileId: 'e.file_id',
  recordOffset: 'e.record_offset::DOUBLE',
  recordLength: 'e.record_length::DOUBLE',
  conflict:
    'coalesce(coalesce(e.event_id::VARCHAR, e.odd_event_id) IN (SELECT event_id FROM conflict), false)',
};

/** The small tables around an `event e`, by the names that the expressions above use. */
const JOIN_OF: Readonly<Record<string, string>> = {
  a: 'LEFT JOIN action a ON a.id = e.action_id',
  i: 'LEFT JOIN identity i ON i.id = e.identity_id',
  sa: 'LEFT JOIN source_address sa ON sa.id = e.source_address_id',
  ua: 'LEFT JOIN user_agent ua ON ua.id = e.user_agent_id',
  r: 'LEFT JOIN region r ON r.id = e.region_id',
  acc: 'LEFT JOIN account acc ON acc.id = e.account_id',
  er: 'LEFT JOIN error er ON er.id = e.error_id',
  c: 'LEFT JOIN call_context c ON c.id = e.call_context_id',
  f: 'LEFT JOIN file f ON f.id = e.file_id',
  ln: 'LEFT JOIN lineage ln ON ln.id = e.identity_id',
};

export const EVENT_JOINS = Object.values(JOIN_OF).join('\n');

/** Which of the columns are wanted. */
export interface WantedColumns {
  /** All, or those that lines with these fields need. */
  readonly fields: 'all' | readonly FieldKey[];
  /** Whether any eventID occurs with different bytes: if none does, no row is looked up among them (a third of the time). */
  readonly conflicts: boolean;
}

export const ALL_COLUMNS: WantedColumns = { fields: 'all', conflicts: true };

/** A select list and the joins it needs. */
export interface RowSql {
  readonly list: string;
  readonly joins: string;
}

/** What a line needs whatever it shows: its mark, its address, its menu and its tooltips. */
const ALWAYS: ReadonlySet<string> = new Set<keyof EventRow>([
  'eventTime',
  'eventName',
  'eventID',
  'principal',
  'principalKind',
  'userIdentityArn',
  'userIdentityAccountId',
  'sourceIPAddress',
  'accessKeyId',
  'errorCode',
  'errorMessage',
  'outcome',
  'verb',
  'requestID',
  'sharedEventID',
  'fileName',
  'fileId',
  'recordOffset',
  'recordLength',
  'conflict',
]);

/** What the name of a resource is made of. */
const RESOURCE_COLUMNS = ['eventSource', 'resources', 'requestParameters', 'responseElements'] as const;

/** Every row has every column; those that are not wanted are null, which makes a page four times quicker. */
export function eventRowSql({ fields, conflicts }: WantedColumns): RowSql {
  const columns = Object.entries(EVENT_EXPRESSIONS).map(([name, sql]): [string, string] =>
    name === 'conflict' && !conflicts ? [name, 'false'] : [name, sql],
  );
  if (fields === 'all')
    return { list: columns.map(([name, sql]) => `${sql} AS "${name}"`).join(', '), joins: EVENT_JOINS };
  const names = new Set<string>([
    ...ALWAYS,
    ...fields,
    ...(fields.includes('resource') ? RESOURCE_COLUMNS : []),
  ]);
  const types: Readonly<Record<string, ColumnKind>> = EVENT_ROW_COLUMNS;
  const list = columns.map(([name, sql]) =>
    names.has(name)
      ? `${sql} AS "${name}"`
      : `NULL::${types[name] === 'flag?' ? 'BOOLEAN' : 'VARCHAR'} AS "${name}"`,
  );
  const used = columns.flatMap(([name, sql]) => (names.has(name) ? sql : [])).join(' ');
  const joins = Object.entries(JOIN_OF).flatMap(([name, join]) =>
    new RegExp(`\\b${name}\\.`).test(used) ? join : [],
  );
  return { list: list.join(', '), joins: joins.join('\n') };
}
