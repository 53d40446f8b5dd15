/**
 * What a filter means, once more and plainly: over the parsed record, value by value. Shares no code with `src/query`
 * but its types; slow and simple on purpose.
 */
import { FIELDS } from '#cloudtrail/fields.ts';
import type { FieldKey } from '#cloudtrail/fields.ts';
import { outcomeOf } from '#cloudtrail/outcome.ts';
import { describeIdentity } from '#cloudtrail/principal.ts';
import { userAgentFamily } from '#cloudtrail/user-agent.ts';
import { verbOf } from '#cloudtrail/verbs.ts';
import type { Condition, Filter, Target, Test } from '../filter.ts';

export type Json = Readonly<Record<string, unknown>>;

/** A record with the name of its file. */
export interface Loaded {
  readonly record: Json;
  readonly fileName: string;
}

const isObject = (value: unknown): value is Json =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const JSON_FIELDS: ReadonlySet<string> = new Set([
  'requestParameters',
  'responseElements',
  'resources',
  'additionalEventData',
  'serviceEventDetails',
  'userIdentity',
  'tlsDetails',
]);

/** Members that have a column of their own, so that they are not among the others. */
const OWN_COLUMN: ReadonlySet<string> = new Set([
  ...JSON_FIELDS,
  ...'eventTime eventID readOnly managementEvent eventSource eventName eventType eventCategory'.split(' '),
  ...'sourceIPAddress userAgent awsRegion recipientAccountId errorCode eventVersion apiVersion'.split(' '),
  ...'vpcEndpointId vpcEndpointAccountId sessionCredentialFromConsole requestID sharedEventID errorMessage'.split(
    ' ',
  ),
]);

function others(record: Json): Json | null {
  const rest = Object.entries(record).filter(([key]) => !OWN_COLUMN.has(key));
  return rest.length === 0 ? null : Object.fromEntries(rest);
}

const identities = new WeakMap<Json, Json>();

function identity(record: Json): Json {
  const known = identities.get(record) ?? identityOf(record);
  identities.set(record, known);
  return known;
}

function identityOf(record: Json): Json {
  const additional = record['additionalEventData'];
  const text = (value: unknown): string | null => (typeof value === 'string' ? value : null);
  return {
    ...describeIdentity(record['userIdentity'], {
      eventType: text(record['eventType']),
      eventSource: text(record['eventSource']),
      additionalUserName: isObject(additional) ? text(additional['UserName']) : null,
    }),
  };
}

function agentOf(record: Json): string | null {
  const agent = record['userAgent'];
  return agent === null || agent === undefined ? null : scalarText(agent);
}

const IDENTITY_NAMES: Partial<Record<FieldKey, string>> = {
  principal: 'principal',
  principalKind: 'principalKind',
  userIdentityType: 'type',
  userIdentityArn: 'arn',
  userIdentityAccountId: 'accountId',
  accessKeyId: 'accessKeyId',
  userName: 'userName',
  roleName: 'roleName',
  sessionName: 'sessionName',
  sourceIdentity: 'sourceIdentity',
  invokedBy: 'invokedBy',
  mfaAuthenticated: 'mfaAuthenticated',
};

/** Texts of a field that stands alone; JSON fields are answered by `tokens`. */
export function valuesOf({ record, fileName }: Loaded, field: FieldKey): string[] {
  const name = IDENTITY_NAMES[field];
  const plain = (value: unknown): string[] =>
    value === null || value === undefined ? [] : [scalarText(value)];
  if (name !== undefined) return plain(identity(record)[name]);
  if (field === 'outcome') return [outcomeOf(record)];
  if (field === 'verb') return [verbOf(record)];
  if (field === 'userAgentFamily') return plain(userAgentFamily(agentOf(record)));
  if (field === 'fileName') return [fileName];
  const { column, path } = FIELDS[field];
  if (column !== null) return plain(record[field]);
  return path === null
    ? []
    : leaves(record, path.split('.'))
        .filter((one) => !isObject(one))
        .map(scalarText);
}

/** Values to look for: of JSON the names and values in it that are made of letters. */
export function samplesOf(loaded: Loaded, field: FieldKey): string[] {
  const fields: readonly FieldKey[] =
    field === 'resource' ? ['resources', 'requestParameters', 'responseElements'] : [field];
  return fields.flatMap((one) => {
    const isJson = JSON_FIELDS.has(one) || one === 'otherFields';
    if (!isJson) return valuesOf(loaded, one);
    return tokens(container(loaded, one)).filter((token) => /^[a-z][^{}[\],:]{3,}$/is.test(token));
  });
}

function scalarText(value: unknown): string {
  return typeof value === 'string' ? value : `${JSON.stringify(value)}`;
}

/** All values at a path, arrays descended into, nulls left out. */
function leaves(value: unknown, path: readonly string[]): unknown[] {
  if (Array.isArray(value)) return value.flatMap((item) => leaves(item, path));
  if (path.length === 0) return value === null || value === undefined ? [] : [value];
  if (!isObject(value)) return [];
  return Object.entries(value).flatMap(([key, inner]) => {
    const steps = path.findIndex(
      (_, at) =>
        path
          .slice(0, at + 1)
          .join('.')
          .toLowerCase() === key.toLowerCase(),
    );
    return steps < 0 ? [] : leaves(inner, path.slice(steps + 1));
  });
}

/** Every name and every plain value inside. */
function tokens(value: unknown): string[] {
  if (Array.isArray(value)) return value.flatMap(tokens);
  if (isObject(value)) return Object.entries(value).flatMap(([key, inner]) => [key, ...tokens(inner)]);
  return value === undefined ? [] : [scalarText(value)];
}

function glob(pattern: string, part: boolean): RegExp {
  let source = '';
  for (let at = 0; at < pattern.length; at++) {
    const char = pattern.charAt(at);
    if (char === '*') source += '[^]*';
    else if (char === '?') source += '.';
    else {
      const plain = char === '\\' && at + 1 < pattern.length ? pattern.charAt(++at) : char;
      source += plain.replace(/[\\^$.*+?()[\]{}|/]/, '\\$&');
    }
  }
  return new RegExp(part ? source : `^${source}$`, 'isu');
}

/** `YYYY-MM-DD` or a full time with Z: what the tests write. */
function timeOf(text: string): { readonly start: number; readonly end: number } {
  const start = Date.parse(text.length === 10 ? `${text}T00:00:00Z` : text);
  return { start, end: start + (text.length === 10 ? 86_400_000 : 1_000) };
}

const addressNumber = (text: string): number | null => {
  const parts = /^\d+\.\d+\.\d+\.\d+$/.test(text) ? text.split('.').map(Number) : [];
  return parts.length === 4 && parts.every((part) => part < 256)
    ? parts.reduce((sum, part) => sum * 256 + part, 0)
    : null;
};

function holds(value: string, test: Test, part: boolean): boolean {
  switch (test.kind) {
    case 'equals': {
      const [text, wanted] = [value.toLowerCase(), test.text.toLowerCase()];
      return part ? text.includes(wanted) : text === wanted;
    }
    case 'matches':
      return glob(test.pattern, part).test(value);
    case 'exists':
      return true;
    case 'within': {
      const [base, bits] = test.block.split('/');
      const size = 2 ** (32 - Number(bits));
      const [one, first] = [addressNumber(value), addressNumber(base ?? '')];
      return one !== null && first !== null && Math.floor(one / size) === Math.floor(first / size);
    }
    case 'range': {
      const isNumber = test.type === 'number';
      if (isNumber && !/^-?\d+(\.\d+)?$/.test(value)) return false;
      if (!isNumber && !/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/.test(value)) return false;
      const at = isNumber ? Number(value) : Date.parse(value);
      const span = (text: string) => (isNumber ? { start: Number(text), end: Number(text) } : timeOf(text));
      const { from, to } = test;
      const low = from === null ? null : span(from.text);
      const high = to === null ? null : span(to.text);
      const above =
        low === null || (from?.inclusive ? at >= low.start : isNumber ? at > low.end : at >= low.end);
      const below =
        high === null || (to?.inclusive ? (isNumber ? at <= high.end : at < high.end) : at < high.start);
      return above && below;
    }
    case 'same':
      return false;
  }
}

/** For a container: its value, else undefined. */
function container(loaded: Loaded, field: FieldKey): unknown {
  if (field === 'otherFields') return others(loaded.record);
  return JSON_FIELDS.has(field) ? loaded.record[field] : undefined;
}

function fieldHolds(loaded: Loaded, target: Target, test: Test): boolean {
  if ('path' in target) return pathHolds(loaded, target.path, test);
  const { field } = target;
  if (test.kind === 'same') {
    const mine = valuesOf(loaded, field).map((value) => value.toLowerCase());
    return valuesOf(loaded, test.field).some((value) => mine.includes(value.toLowerCase()));
  }
  if (field === 'resource')
    return (['resources', 'requestParameters', 'responseElements'] as const).some((one) =>
      fieldHolds(loaded, { field: one }, test),
    );
  if (JSON_FIELDS.has(field) || field === 'otherFields') {
    const value = container(loaded, field);
    if (value === null || value === undefined) return false;
    return test.kind === 'exists' || tokens(value).some((token) => holds(token, test, true));
  }
  if (field === 'eventTime' && test.kind === 'equals') {
    const { start, end } = timeOf(test.text);
    return valuesOf(loaded, field).some((value) => start <= Date.parse(value) && Date.parse(value) < end);
  }
  if (FIELDS[field].column === null) return pathHolds(loaded, (FIELDS[field].path ?? '').split('.'), test);
  return valuesOf(loaded, field).some((value) => holds(value, test, field === 'errorMessage'));
}

function pathHolds({ record }: Loaded, path: readonly string[], test: Test): boolean {
  const rooted = path[0] === 'otherFields' ? leaves(others(record), path.slice(1)) : leaves(record, path);
  if (test.kind === 'exists') return rooted.length > 0;
  return rooted.some((value) => !isObject(value) && holds(scalarText(value), test, false));
}

function anywhereHolds({ record }: Loaded, test: Test): boolean {
  const parts = Object.entries(record).flatMap(([key, value]) => {
    if (key === 'readOnly' || key === 'managementEvent') return [];
    if (key === 'eventTime' || key === 'sessionCredentialFromConsole') return [];
    return OWN_COLUMN.has(key) ? tokens(value) : [key, ...tokens(value)];
  });
  const { principal } = identity(record);
  return [...parts, ...(typeof principal === 'string' ? [principal] : [])].some((one) =>
    holds(one, test, true),
  );
}

export function conditionHolds(loaded: Loaded, condition: Condition): boolean {
  switch (condition.kind) {
    case 'field':
      return condition.tests.some((test) => fieldHolds(loaded, condition.target, test));
    case 'anywhere':
      return anywhereHolds(loaded, condition.test);
    case 'not':
      return !conditionHolds(loaded, condition.of);
    case 'all':
      return condition.of.every((one) => conditionHolds(loaded, one));
    case 'any':
      return condition.of.some((one) => conditionHolds(loaded, one));
  }
}

export function filterHolds(loaded: Loaded, filter: Filter): boolean {
  const time = typeof loaded.record['eventTime'] === 'string' ? Date.parse(loaded.record['eventTime']) : NaN;
  if (filter.from !== null && !(time >= filter.from)) return false;
  if (filter.to !== null && !(time < filter.to)) return false;
  return filter.clauses.every(
    (clause) => clause.disabled || conditionHolds(loaded, clause.condition) !== clause.negated,
  );
}

/** Whether the oracle can read a record: simple values are texts, times are CloudTrail's own, flags are flags. */
export function isReadable(record: unknown): record is Json {
  if (!isObject(record)) return false;
  return Object.entries(record).every(([key, value]) => {
    if (!OWN_COLUMN.has(key) || value === null) return true;
    if (key === 'eventTime')
      return typeof value === 'string' && /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/.test(value);
    if (key === 'readOnly' || key === 'managementEvent') return typeof value === 'boolean';
    return JSON_FIELDS.has(key) ? typeof value === 'object' : typeof value === 'string';
  });
}
