/**
 * The tables: a star. `event` holds one narrow row per event; everything that repeats stands once in a small table and
 * is referenced by an integer id (0 = absent in the record). The view `events` joins them back under CloudTrail's own
 * names. Integer codes make counting five to ten times faster than text, and hold an event in under 500 bytes.
 */

/** The engine's column types that we write through Arrow. */
export type ColumnType = 'int32' | 'uint32' | 'uint8' | 'int64' | 'timestamp' | 'uuid' | 'text' | 'flag';

export interface TableColumn {
  readonly name: string;
  readonly type: ColumnType;
}

export interface Table {
  readonly name: string;
  readonly columns: readonly TableColumn[];
}

const SQL_TYPE: Record<ColumnType, string> = {
  int32: 'INTEGER',
  uint32: 'UINTEGER',
  uint8: 'UTINYINT',
  int64: 'BIGINT',
  timestamp: 'TIMESTAMP_MS',
  uuid: 'UUID',
  text: 'VARCHAR',
  flag: 'BOOLEAN',
};

function columns(type: ColumnType, ...names: string[]): TableColumn[] {
  return names.map((name) => ({ name, type }));
}

export const EVENT_TABLE: Table = {
  name: 'event',
  columns: [
    ...columns('timestamp', 'event_time'),
    ...columns(
      'int32',
      'action_id',
      'identity_id',
      'source_address_id',
      'user_agent_id',
      'region_id',
      'account_id',
    ),
    ...columns('int32', 'error_id', 'call_context_id', 'file_id'),
    ...columns('uint32', 'record_offset', 'record_length'),
    ...columns('int64', 'record_hash'),
    // `escaped`: 1 where the record writes characters as `\u0041`, which searches in its JSON have to read.
    ...columns('uint8', 'outcome', 'escaped'),
    ...columns('uuid', 'event_id'),
    ...columns(
      'text',
      'odd_event_id',
      'request_id',
      'shared_event_id',
      'error_message',
      'request_parameters',
    ),
    ...columns('text', 'response_elements', 'resources', 'additional_event_data', 'service_event_details'),
    ...columns('text', 'other_fields'),
  ],
};

export const SMALL_TABLES = {
  action: {
    name: 'action',
    columns: [
      ...columns('int32', 'id'),
      ...columns('text', 'event_source', 'event_name', 'event_type', 'event_category'),
      ...columns('flag', 'read_only', 'management_event'),
      ...columns('text', 'verb'),
    ],
  },
  identity: {
    name: 'identity',
    columns: [
      ...columns('int32', 'id'),
      ...columns(
        'text',
        'principal',
        'principal_kind',
        'type',
        'principal_id',
        'arn',
        'account_id',
        'access_key_id',
      ),
      ...columns(
        'text',
        'user_name',
        'role_name',
        'role_arn',
        'session_name',
        'session_created',
        'mfa_authenticated',
      ),
      ...columns(
        'text',
        'source_identity',
        'invoked_by',
        'identity_provider',
        'on_behalf_of',
        'credential_id',
        'json',
      ),
    ],
  },
  source_address: {
    name: 'source_address',
    columns: [...columns('int32', 'id'), ...columns('text', 'value')],
  },
  user_agent: {
    name: 'user_agent',
    columns: [...columns('int32', 'id'), ...columns('text', 'value', 'family')],
  },
  region: { name: 'region', columns: [...columns('int32', 'id'), ...columns('text', 'value')] },
  account: { name: 'account', columns: [...columns('int32', 'id'), ...columns('text', 'value')] },
  error: { name: 'error', columns: [...columns('int32', 'id'), ...columns('text', 'value')] },
  call_context: {
    name: 'call_context',
    columns: [
      ...columns('int32', 'id'),
      ...columns(
        'text',
        'event_version',
        'api_version',
        'vpc_endpoint_id',
        'vpc_endpoint_account_id',
        'tls_details',
      ),
      ...columns('text', 'session_credential_from_console', 'partial'),
    ],
  },
  file: {
    name: 'file',
    columns: [...columns('int32', 'id'), ...columns('text', 'name')],
  },
} as const satisfies Record<string, Table>;

/**
 * Who is behind each identity (`id` is that of the identity), worked out from all events once a load has ended. Rows of
 * identities that nothing is known of may be absent.
 */
export const LINEAGE_TABLE: Table = {
  name: 'lineage',
  columns: [...columns('int32', 'id'), ...columns('text', 'session', 'person', 'root')],
};

/**
 * Whose events are in the blast radius of a root (as the filter writes it): those of the identity from one time on and
 * before another, null = open. `depth` 0 is the root itself.
 */
export const REACH_TABLE: Table = {
  name: 'reach',
  columns: [
    ...columns('text', 'root'),
    ...columns('int32', 'identity_id'),
    ...columns('timestamp', 'from_time', 'to_time'),
    ...columns('int32', 'depth'),
  ],
};

export type SmallTableName = keyof typeof SMALL_TABLES;

/** The small tables whose ids the ingest workers hand out locally (all but `file`, which the session numbers). */
export type DictionaryName = Exclude<SmallTableName, 'file'>;

export function createTableSql(table: Table): string {
  const list = table.columns.map((c) => `${c.name} ${SQL_TYPE[c.type]}`).join(', ');
  return `CREATE TABLE ${table.name} (${list})`;
}

/** `events`: one row per event under CloudTrail's own field names, for people who write SQL and for our own detail query. */
export const EVENTS_VIEW_SQL = `CREATE VIEW events AS SELECT
  e.event_time AS "eventTime", a.event_source AS "eventSource", a.event_name AS "eventName",
  coalesce(e.event_id::VARCHAR, e.odd_event_id) AS "eventID",
  i.principal AS "principal", i.principal_kind AS "principalKind", i.type AS "userIdentityType",
  i.arn AS "userIdentityArn", i.account_id AS "userIdentityAccountId", i.access_key_id AS "accessKeyId",
  i.user_name AS "userName", i.role_name AS "roleName", i.session_name AS "sessionName",
  i.source_identity AS "sourceIdentity", i.invoked_by AS "invokedBy", i.mfa_authenticated AS "mfaAuthenticated",
  sa.value AS "sourceIPAddress", ua.value AS "userAgent", ua.family AS "userAgentFamily", r.value AS "awsRegion", acc.value AS "recipientAccountId",
  er.value AS "errorCode", e.error_message AS "errorMessage",
  CASE e.outcome WHEN 0 THEN 'success' WHEN 1 THEN 'denied' ELSE 'error' END AS "outcome", a.verb AS "verb",
  a.read_only AS "readOnly", a.management_event AS "managementEvent", a.event_type AS "eventType",
  a.event_category AS "eventCategory", e.request_id AS "requestID", e.shared_event_id AS "sharedEventID",
  e.request_parameters AS "requestParameters", e.response_elements AS "responseElements", e.resources AS "resources",
  e.additional_event_data AS "additionalEventData", e.service_event_details AS "serviceEventDetails",
  e.other_fields AS "otherFields", i.json AS "userIdentity", c.event_version AS "eventVersion",
  c.api_version AS "apiVersion", c.vpc_endpoint_id AS "vpcEndpointId",
  c.vpc_endpoint_account_id AS "vpcEndpointAccountId", c.tls_details AS "tlsDetails",
  c.session_credential_from_console AS "sessionCredentialFromConsole", c.partial AS "partial",
  f.name AS "fileName", e.file_id AS "fileId", e.record_offset AS "recordOffset", e.record_length AS "recordLength"
FROM event e
LEFT JOIN action a ON a.id = e.action_id
LEFT JOIN identity i ON i.id = e.identity_id
LEFT JOIN source_address sa ON sa.id = e.source_address_id
LEFT JOIN user_agent ua ON ua.id = e.user_agent_id
LEFT JOIN region r ON r.id = e.region_id
LEFT JOIN account acc ON acc.id = e.account_id
LEFT JOIN error er ON er.id = e.error_id
LEFT JOIN call_context c ON c.id = e.call_context_id
LEFT JOIN file f ON f.id = e.file_id`;

/** Every table of ours. */
export const TABLE_NAMES: readonly string[] = [
  ...[EVENT_TABLE, ...Object.values(SMALL_TABLES), LINEAGE_TABLE, REACH_TABLE].map(({ name }) => name),
  'conflict',
];

/** Every statement that makes an empty database, in order. */
export function createAllSql(): string[] {
  return [
    createTableSql(EVENT_TABLE),
    ...Object.values(SMALL_TABLES).map(createTableSql),
    createTableSql(LINEAGE_TABLE),
    createTableSql(REACH_TABLE),
    'CREATE TABLE conflict (event_id VARCHAR)',
    EVENTS_VIEW_SQL,
  ];
}
