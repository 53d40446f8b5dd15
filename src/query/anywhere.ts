/** A word anywhere in the record: in every column that holds a part of it, small tables first. */
import { timeSpanOf } from '#lib/time-text.ts';
import { type WildcardPart, wildcardParts } from '#lib/wildcard.ts';
import type { AnywhereTest } from './filter.ts';
import { jsonContains } from './json-conditions.ts';
import { moment } from './moment.ts';
import { anyOf, raw, type Sql, sql, TRUE } from './sql-text.ts';
import { EVENT_ID_TEXT, matchesParts, trimStars } from './text-conditions.ts';

/** Columns of what a record says itself; of what we work out, only the principal, as it stands on screen. */
const SMALL: readonly {
  readonly table: string;
  readonly texts: readonly string[];
  readonly json?: string;
}[] = [
  { table: 'action', texts: ['event_name', 'event_source', 'event_type', 'event_category'] },
  { table: 'identity', texts: ['principal'], json: 'json' },
  { table: 'source_address', texts: ['value'] },
  { table: 'user_agent', texts: ['value'] },
  { table: 'region', texts: ['value'] },
  { table: 'account', texts: ['value'] },
  { table: 'error', texts: ['value'] },
  {
    table: 'call_context',
    texts: ['event_version', 'api_version', 'vpc_endpoint_id', 'vpc_endpoint_account_id'],
    json: 'tls_details',
  },
];

const EVENT_JSON = [
  'e.request_parameters',
  'e.response_elements',
  'e.resources',
  'e.additional_event_data',
  'e.service_event_details',
  'e.other_fields',
];

const EVENT_TEXT = ['e.error_message', 'e.request_id', 'e.shared_event_id'];

export function anywhere(test: AnywhereTest): Sql {
  const parts = test.kind === 'equals' ? [{ text: test.text }] : trimStars(wildcardParts(test.pattern));
  if (parts.length === 0) return TRUE;
  const small = SMALL.map(({ table, texts, json }) => {
    const columns = texts.map((column) => matchesParts(column, parts, true));
    const all = anyOf(json === undefined ? columns : [...columns, jsonContains(json, test)]);
    return sql`e.${raw(table)}_id IN (SELECT id FROM ${raw(table)} WHERE ${all})`;
  });
  return anyOf([
    ...small,
    ...eventTime(test),
    ...EVENT_TEXT.map((column) => matchesParts(column, parts, true)),
    ...eventId(parts),
    ...EVENT_JSON.map((column) => jsonContains(column, test)),
  ]);
}

/** A written date or time is looked for as a time: the record's own text of it is not stored. */
function eventTime(test: AnywhereTest): Sql[] {
  const isTime =
    test.kind === 'equals' && /^\d{4}-\d\d-\d\d(?:T\d\d(?::\d\d(?::\d\dZ?)?)?)?$/i.test(test.text);
  const span = isTime ? timeSpanOf(test.text) : null;
  if (span === null) return [];
  return [sql`(e.event_time >= ${moment(span.start)} AND e.event_time < ${moment(span.end)})`];
}

/** Reading a UUID as text takes time for every event, so it is done only for what could be in one. */
function eventId(parts: readonly WildcardPart[]): Sql[] {
  const inUuid = parts.every((part) => typeof part === 'string' || /^[0-9a-f-]*$/i.test(part.text));
  return [matchesParts(inUuid ? EVENT_ID_TEXT : 'e.odd_event_id', parts, true)];
}
