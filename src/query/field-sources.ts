/**
 * Where the database holds each field: a column of a small table, a text column of `event`, or a place inside JSON. The
 * one list that `where.ts`, the facets, the sort and the suggestions share.
 */
import { FIELD_KEYS, FIELDS } from '#cloudtrail/fields.ts';
import type { FieldKey } from '#cloudtrail/fields.ts';

export type SmallTable =
  | 'action'
  | 'identity'
  | 'source_address'
  | 'user_agent'
  | 'region'
  | 'account'
  | 'error'
  | 'call_context'
  | 'file'
  /** What was worked out about identities. */
  | 'lineage';

/** How a column is compared: whole, by a part of it, or as the text of JSON. */
type Holds = 'value' | 'text' | 'json';

export type FieldSource =
  | { readonly in: 'small'; readonly table: SmallTable; readonly column: string; readonly holds: Holds }
  | { readonly in: 'event'; readonly column: string; readonly holds: Holds }
  | { readonly in: 'path'; readonly path: readonly string[] }
  | { readonly in: 'time' | 'outcome' | 'event-id' | 'resource' | 'reach' };

/** The column of `event` and of kept tables that holds a small table's ids. */
export function idColumn(table: SmallTable): string {
  return `${table === 'lineage' ? 'identity' : table}_id`;
}

const small = (table: SmallTable, column: string, holds: Holds = 'value'): FieldSource => ({
  in: 'small',
  table,
  column,
  holds,
});
const onEvent = (column: string, holds: Holds): FieldSource => ({ in: 'event', column, holds });

const WITH_COLUMN = {
  eventTime: { in: 'time' },
  outcome: { in: 'outcome' },
  eventID: { in: 'event-id' },
  resource: { in: 'resource' },
  eventName: small('action', 'event_name'),
  eventSource: small('action', 'event_source'),
  eventType: small('action', 'event_type'),
  eventCategory: small('action', 'event_category'),
  verb: small('action', 'verb'),
  readOnly: small('action', 'read_only::VARCHAR'),
  managementEvent: small('action', 'management_event::VARCHAR'),
  principal: small('identity', 'principal'),
  principalKind: small('identity', 'principal_kind'),
  userIdentityType: small('identity', 'type'),
  userIdentityArn: small('identity', 'arn'),
  userIdentityAccountId: small('identity', 'account_id'),
  accessKeyId: small('identity', 'access_key_id'),
  userName: small('identity', 'user_name'),
  roleName: small('identity', 'role_name'),
  sessionName: small('identity', 'session_name'),
  sourceIdentity: small('identity', 'source_identity'),
  invokedBy: small('identity', 'invoked_by'),
  mfaAuthenticated: small('identity', 'mfa_authenticated'),
  person: small('lineage', 'person'),
  sessionId: small('lineage', 'session'),
  rootPrincipal: small('lineage', 'root'),
  blastRadius: { in: 'reach' },
  userIdentity: small('identity', 'json', 'json'),
  sourceIPAddress: small('source_address', 'value'),
  userAgent: small('user_agent', 'value'),
  userAgentFamily: small('user_agent', 'family'),
  awsRegion: small('region', 'value'),
  recipientAccountId: small('account', 'value'),
  errorCode: small('error', 'value'),
  eventVersion: small('call_context', 'event_version'),
  apiVersion: small('call_context', 'api_version'),
  vpcEndpointId: small('call_context', 'vpc_endpoint_id'),
  vpcEndpointAccountId: small('call_context', 'vpc_endpoint_account_id'),
  sessionCredentialFromConsole: small('call_context', 'session_credential_from_console'),
  partial: small('call_context', 'partial'),
  tlsDetails: small('call_context', 'tls_details', 'json'),
  fileName: small('file', 'name'),
  errorMessage: onEvent('error_message', 'text'),
  requestID: onEvent('request_id', 'value'),
  sharedEventID: onEvent('shared_event_id', 'value'),
  requestParameters: onEvent('request_parameters', 'json'),
  responseElements: onEvent('response_elements', 'json'),
  resources: onEvent('resources', 'json'),
  additionalEventData: onEvent('additional_event_data', 'json'),
  serviceEventDetails: onEvent('service_event_details', 'json'),
  otherFields: onEvent('other_fields', 'json'),
} as const satisfies Partial<Record<FieldKey, FieldSource>>;

function isWithColumn(key: string): key is keyof typeof WITH_COLUMN {
  return Object.hasOwn(WITH_COLUMN, key);
}

/** Fields without a column of their own are read from their path. */
export function sourceOf(key: FieldKey): FieldSource {
  if (isWithColumn(key)) return WITH_COLUMN[key];
  return { in: 'path', path: (FIELDS[key].path ?? key).split('.') };
}

/** Where a path of a record begins in the database, and what of it is still to be followed there. */
export function sourceOfPath(path: readonly string[]): {
  readonly source: Extract<FieldSource, { in: 'small' | 'event' }>;
  readonly rest: readonly string[];
} {
  const root = FIELD_KEYS.find((key) => key.toLowerCase() === path[0]?.toLowerCase());
  const source = root === undefined ? null : sourceOf(root);
  if (source !== null && (source.in === 'small' || source.in === 'event') && source.holds === 'json')
    return { source, rest: path.slice(1) };
  return { source: { in: 'event', column: 'other_fields', holds: 'json' }, rest: path };
}

/** Whether one field can be asked to equal another: both in small tables, where there are few pairs. */
export function comparable(a: FieldKey, b: FieldKey): boolean {
  return [a, b].every((key) => {
    const source = sourceOf(key);
    return source.in === 'small' && source.holds === 'value';
  });
}
