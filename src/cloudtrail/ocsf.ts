/**
 * Events as Security Lake keeps them (OCSF) back to CloudTrail's own names, as far as the mapping says. Two mappings are
 * in use: 1.0.0-rc.2 and 1.1.0; they differ in where the identity stands. Source: ocsf/examples, AWS mappings.
 */
import { isObject, member, memberAt, parseJson, textOf } from '#lib/json.ts';
import { MadeRecord } from './made-record.ts';

/** The record as JSON text; null when the event is none of CloudTrail's. */
export function recordOfOcsf(event: unknown): string | null {
  const product = memberAt(event, 'metadata', 'product');
  if (textOf(member(product, 'name')) !== 'CloudTrail') return null;
  const record = new MadeRecord();
  const text = (...path: string[]): string | null => textOf(memberAt(event, ...path));
  record.setText(['eventVersion'], textOf(member(product, 'version')));
  takeIdentity(record, member(event, 'actor'));
  record.setText(['eventTime'], timeOf(event));
  record.setText(['eventSource'], text('api', 'service', 'name'));
  record.setText(['eventName'], text('api', 'operation'));
  record.setText(['awsRegion'], text('cloud', 'region'));
  record.setText(['sourceIPAddress'], text('src_endpoint', 'ip') ?? text('src_endpoint', 'domain'));
  record.setText(['userAgent'], text('http_request', 'user_agent'));
  record.setText(['errorCode'], text('api', 'response', 'error'));
  record.setText(['errorMessage'], text('api', 'response', 'message'));
  takeJson(record, 'requestParameters', memberAt(event, 'api', 'request', 'data'));
  takeJson(record, 'responseElements', memberAt(event, 'api', 'response', 'data'));
  record.setText(['requestID'], text('api', 'request', 'uid'));
  record.setText(['eventID'], text('metadata', 'uid'));
  record.setText(['eventType'], text('metadata', 'event_code'));
  record.setText(['apiVersion'], text('api', 'version'));
  record.setText(['eventCategory'], text('metadata', 'product', 'feature', 'name'));
  record.setText(['vpcEndpointId'], text('src_endpoint', 'uid'));
  takeResources(record, member(event, 'resources'));
  takeUnmapped(record, member(event, 'unmapped'));
  record.setText(['recipientAccountId'], text('cloud', 'account', 'uid'));
  return record.toJson();
}

function timeOf(event: unknown): string | null {
  const given = member(event, 'time');
  const time = typeof given === 'string' ? Number(given) : given;
  if (typeof time !== 'number' || !(Math.abs(time) < 8e15)) return textOf(member(event, 'time_dt'));
  return new Date(time).toISOString().replace('.000Z', 'Z');
}

/** Which of two ids is the ARN differs between the mappings. */
function takeIdentity(record: MadeRecord, actor: unknown): void {
  const user = member(actor, 'user');
  const session = member(actor, 'session');
  const part = (name: string): string | null => textOf(member(user, name));
  const ids = [part('uuid'), part('uid'), part('uid_alt')];
  const set = (name: string, value: string | null): void => record.setText(['userIdentity', name], value);
  set('type', part('type'));
  set('principalId', ids.find((id) => id !== null && !id.startsWith('arn:')) ?? null);
  set('arn', ids.find((id) => id?.startsWith('arn:') === true) ?? null);
  set('accountId', part('account_uid') ?? textOf(memberAt(user, 'account', 'uid')));
  set('accessKeyId', part('credential_uid'));
  set('userName', part('name'));
  const context = (name: string, value: string | null): void =>
    record.setText(['userIdentity', 'sessionContext', ...name.split('.')], value);
  context('sessionIssuer.arn', textOf(member(session, 'issuer')));
  context('attributes.creationDate', sessionStart(session));
  const mfa = member(session, 'is_mfa') ?? member(session, 'mfa');
  context('attributes.mfaAuthenticated', textOf(mfa));
  set('invokedBy', textOf(member(actor, 'invoked_by')));
  set('identityProvider', textOf(memberAt(actor, 'idp', 'name')));
}

function sessionStart(session: unknown): string | null {
  const at = member(session, 'created_time');
  if (typeof at === 'number' && Math.abs(at) < 8e15) return new Date(at).toISOString();
  return textOf(member(session, 'created_time_dt')) ?? textOf(at);
}

function takeJson(record: MadeRecord, name: string, value: unknown): void {
  if (typeof value === 'string') record.setJsonText([name], value);
  else if (isObject(value)) record.setJson([name], JSON.stringify(value));
}

function takeResources(record: MadeRecord, resources: unknown): void {
  if (!Array.isArray(resources) || resources.length === 0) return;
  const listed: unknown[] = resources;
  const named = listed.map((one) => ({
    ARN: textOf(member(one, 'uid')) ?? undefined,
    accountId:
      textOf(member(one, 'account_uid')) ?? textOf(memberAt(one, 'owner', 'account', 'uid')) ?? undefined,
    type: textOf(member(one, 'type')) ?? undefined,
  }));
  record.setJson(['resources'], JSON.stringify(named));
}

/** Everything that has no place in OCSF, under dotted names; a map in Parquet comes as pairs. */
function takeUnmapped(record: MadeRecord, unmapped: unknown): void {
  const pairs: unknown[] = Array.isArray(unmapped) ? unmapped : [];
  const members = isObject(unmapped)
    ? Object.entries(unmapped)
    : pairs.map((pair): [string, unknown] => [textOf(member(pair, 'key')) ?? '', member(pair, 'value')]);
  for (const [name, value] of members) {
    if (name === '' || value === null || value === undefined) continue;
    const path = name.split('.');
    const inside = typeof value === 'string' ? parseJson(value) : value;
    if (isObject(inside) || Array.isArray(inside)) record.setJson(path, JSON.stringify(inside));
    else if (typeof value === 'string') record.setText(path, value);
    else record.setJson(path, JSON.stringify(value));
  }
}
