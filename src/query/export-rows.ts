/**
 * Events as an export writes them: every field in full, where a table's row cuts long texts (`event-row.ts`), read in
 * windows from an order that the session keeps.
 */
import { FIELD_KEYS, FIELDS, isFieldKey } from '#cloudtrail/fields.ts';
import type { FieldKey } from '#cloudtrail/fields.ts';
import { resourceLabel } from '#cloudtrail/resources.ts';
import type { ColumnKind, Columns, RowOf, SqlQuery } from '#database/sql-query.ts';
import { memberAt, parseJson, textOf } from '#lib/json.ts';
import { windowOf } from './event-page.ts';
import { EVENT_EXPRESSIONS, EVENT_JOINS } from './event-row.ts';

/** A field of the catalogue, or where the record stands in its file. */
export type ExportField = FieldKey | 'recordOffset' | 'recordLength';

/** A blast radius is a question, and no value that an event has. */
export const ALL_EXPORT_FIELDS: readonly ExportField[] = [
  ...FIELD_KEYS.filter((key) => key !== 'blastRadius'),
  'recordOffset',
  'recordLength',
];

export type ExportKind = 'text' | 'time' | 'flag' | 'number';
export type ExportCell = string | number | boolean | null;

/** Fields whose column in a table's row is cut, or that have none there. */
const WHOLE = {
  errorMessage: 'e.error_message',
  requestParameters: 'e.request_parameters',
  responseElements: 'e.response_elements',
  resources: 'e.resources',
  additionalEventData: 'e.additional_event_data',
  serviceEventDetails: 'e.service_event_details',
  otherFields: 'e.other_fields',
  userIdentity: 'i.json',
  principalId: 'i.principal_id',
  sessionCreated: 'i.session_created',
  identityProvider: 'i.identity_provider',
  onBehalfOf: 'i.on_behalf_of',
  credentialId: 'i.credential_id',
  person: 'ln.person',
  sessionId: 'ln.session',
  rootPrincipal: 'ln.root',
} as const satisfies Partial<Record<FieldKey, string>>;

/** Fields that are read out of another field's JSON. */
const INSIDE = {
  inScopeOf: { field: 'userIdentity', path: ['inScopeOf', 'credentialsIssuedTo'] },
  ec2RoleDelivery: { field: 'userIdentity', path: ['sessionContext', 'ec2RoleDelivery'] },
  mfaUsed: { field: 'additionalEventData', path: ['MFAUsed'] },
  addendumReason: { field: 'otherFields', path: ['addendum', 'reason'] },
} as const satisfies Partial<Record<FieldKey, { field: FieldKey; path: readonly string[] }>>;

const RESOURCE_FIELDS = [
  'eventSource',
  'eventName',
  'resources',
  'requestParameters',
  'responseElements',
] as const satisfies readonly FieldKey[];

/** Fields that hold JSON or free text, in which credentials may stand. */
export const JSON_FIELDS: ReadonlySet<ExportField> = new Set([
  'requestParameters',
  'responseElements',
  'resources',
  'additionalEventData',
  'serviceEventDetails',
  'otherFields',
  'userIdentity',
  'tlsDetails',
]);

export function exportKind(field: ExportField): ExportKind {
  if (!isFieldKey(field)) return 'number';
  const { kind } = FIELDS[field];
  return kind === 'time' || kind === 'flag' ? kind : 'text';
}

const KINDS = { text: 'text?', time: 'time?', flag: 'flag?', number: 'number' } as const satisfies Record<
  ExportKind,
  ColumnKind
>;

/** A row of `exportWindow`, by field. */
export type ExportRow = RowOf<Columns>;

/** What has to be asked for a field. */
function neededFor(field: ExportField): readonly ExportField[] {
  if (field === 'resource') return RESOURCE_FIELDS;
  return isInside(field) ? [INSIDE[field].field] : [field];
}

/** A window of the kept order; `exportCells` makes each row's cells. */
export function exportWindow(
  orderTable: string,
  offset: number,
  limit: number,
  fields: readonly ExportField[],
): SqlQuery {
  const asked = [...new Set(fields.flatMap(neededFor))];
  const list = asked.map((field) => `${expressionOf(field)} AS "${field}"`).join(', ');
  const columns: Columns = Object.fromEntries(asked.map((field) => [field, KINDS[exportKind(field)]]));
  return { name: 'export-window', text: windowSql(orderTable, offset, limit, list), values: [], columns };
}

function expressionOf(field: ExportField): string {
  if (isWhole(field)) return WHOLE[field];
  const known: Readonly<Record<string, string>> = EVENT_EXPRESSIONS;
  const expression = Object.hasOwn(known, field) ? known[field] : undefined;
  if (expression === undefined) throw new Error(`There is no column for ${field}.`);
  return expression;
}

function windowSql(
  orderTable: string,
  offset: number,
  limit: number,
  list: string,
  joins = EVENT_JOINS,
): string {
  return `SELECT ${list}
FROM ${windowOf(orderTable, offset, limit)} o
JOIN event e ON e.rowid = o.row_id
${joins}
ORDER BY o.place`;
}

/** Fields whose texts stand with the event itself: scanning those is what a window costs, so it is done once. */
const ON_EVENT: ReadonlySet<ExportField> = new Set<ExportField>([
  'resource',
  'mfaUsed',
  'addendumReason',
  'errorMessage',
  'requestParameters',
  'responseElements',
  'resources',
  'additionalEventData',
  'serviceEventDetails',
  'otherFields',
]);

/** Fields of one query: some thousands of rows of so many arrive without holding up the page. */
const GROUP_FIELDS = 12;

/** The fields in groups, each to be asked for by a query of its own. */
export function exportGroups(fields: readonly ExportField[]): readonly (readonly ExportField[])[] {
  if (fields.length <= GROUP_FIELDS) return [fields];
  const others = fields.filter((field) => !ON_EVENT.has(field));
  const groups = [fields.filter((field) => ON_EVENT.has(field))];
  for (let at = 0; at < others.length; at += GROUP_FIELDS) groups.push(others.slice(at, at + GROUP_FIELDS));
  return groups.filter((group) => group.length > 0);
}

/** The cells of a row of `exportWindow`, in the order of the fields. */
export function exportCells(row: ExportRow, fields: readonly ExportField[]): ExportCell[] {
  return fields.map((field) => {
    if (field === 'resource') return resourceOf(row);
    if (!isInside(field)) return row[field] ?? null;
    const { field: holder, path } = INSIDE[field];
    const text = textIn(row, holder);
    // Most records do not have it: a look for its name is cheaper than reading the whole.
    if (text === null || !text.includes(path.at(-1) ?? '')) return null;
    return textOf(memberAt(parseJson(text), ...path));
  });
}

function resourceOf(row: ExportRow): string | null {
  return resourceLabel({
    eventSource: textIn(row, 'eventSource'),
    eventName: textIn(row, 'eventName'),
    resources: textIn(row, 'resources'),
    requestParameters: textIn(row, 'requestParameters'),
    responseElements: textIn(row, 'responseElements'),
  });
}

function textIn(row: ExportRow, field: FieldKey): string | null {
  const value = row[field];
  return typeof value === 'string' ? value : null;
}

function isInside(field: ExportField): field is keyof typeof INSIDE {
  return Object.hasOwn(INSIDE, field);
}

function isWhole(field: ExportField): field is keyof typeof WHOLE {
  return Object.hasOwn(WHOLE, field);
}

/** Where the records lie, and the hash each had when it was loaded (`Session.records`). */
export const PLACE_COLUMNS = {
  fileId: 'integer',
  offset: 'number',
  length: 'number',
  hash: 'text',
} as const satisfies Columns;

export function exportPlaces(
  orderTable: string,
  offset: number,
  limit: number,
): SqlQuery<typeof PLACE_COLUMNS> {
  const list = `e.file_id AS "fileId", e.record_offset::DOUBLE AS "offset", e.record_length::DOUBLE AS "length",
  e.record_hash::VARCHAR AS "hash"`;
  return {
    name: 'export-places',
    text: windowSql(orderTable, offset, limit, list, ''),
    values: [],
    columns: PLACE_COLUMNS,
  };
}
