/** Who called what most among the matching events: refused, destructive, sensitive, and what makes the logs big. */
import type { Columns, RowOf, SqlQuery } from '#database/sql-query.ts';
import type { FieldKey } from '#cloudtrail/fields.ts';
import { addValue, clearTarget, mergeFilter, replaceValues } from './edit-filter.ts';
import type { ChosenValue } from './edit-filter.ts';
import { EMPTY_FILTER } from './filter.ts';
import type { Filter } from './filter.ts';
import { type Cells, withCells } from './overview-cells.ts';
import { parseSearch } from './search-syntax.ts';
import { joinSql, raw, type Sql, sql } from './sql-text.ts';

interface CallList {
  /** Of which cells; null = of all. */
  readonly where: string | null;
  /** The most of what comes first. */
  readonly by: 'events' | 'bytes';
  /** A row for each principal and call, or for each call with the principal who made it most. */
  readonly each: 'pair' | 'call';
  /** The same cells as a filter. */
  readonly filter: Filter;
}

const search = (text: string): Filter => parseSearch(text).filter;

export const CALL_LISTS = {
  denied: { where: 'outcome = 1', by: 'events', each: 'pair', filter: search('outcome:denied') },
  destructive: {
    where: "verb = 'destructive'",
    by: 'events',
    each: 'call',
    filter: search('verb:destructive'),
  },
  sensitive: {
    where: "verb = 'sensitive read'",
    by: 'events',
    each: 'call',
    filter: search('verb:"sensitive read"'),
  },
  most: { where: null, by: 'events', each: 'pair', filter: EMPTY_FILTER },
  largest: { where: null, by: 'bytes', each: 'pair', filter: EMPTY_FILTER },
} as const satisfies Record<string, CallList>;

export type CallListId = keyof typeof CALL_LISTS;

const isCallList = (id: string): id is CallListId => Object.hasOwn(CALL_LISTS, id);
export const CALL_LIST_IDS: readonly CallListId[] = Object.keys(CALL_LISTS).filter(isCallList);

export const CALL_COLUMNS = {
  list: 'text',
  principal: 'text?',
  /** That the principal belongs to. */
  account: 'text?',
  eventSource: 'text?',
  eventName: 'text?',
  count: 'integer',
  bytes: 'number',
  /** Who made the call, and how often the one that is named: one and all of them where a row is of a pair. */
  principals: 'integer',
  own: 'integer',
  /** Of the whole list: its rows, events and bytes. */
  rows: 'integer',
  allEvents: 'integer',
  allBytes: 'number',
} as const satisfies Columns;

export type CallRow = RowOf<typeof CALL_COLUMNS>;

export const CALLS_LISTED = 6;

/** The first rows of each list, in order. */
export function overviewCalls(
  cells: Cells,
  lists: readonly CallListId[] = CALL_LIST_IDS,
): SqlQuery<typeof CALL_COLUMNS> {
  const { text, values } = sql`${withCells(cells)},
pair AS MATERIALIZED (SELECT principal_id, call_id, sum(events) AS n, coalesce(sum(bytes), 0) AS bytes
  FROM cell GROUP BY principal_id, call_id),
${joinSql(lists.map(listSql), ',\n')}
SELECT u.list, i.principal, i.account_id AS account, a.event_source AS "eventSource", a.event_name AS "eventName", u.n::int AS count,
  u.bytes::DOUBLE AS bytes, u.principals::int AS principals, u.own::int AS own, u.rows::int AS rows, u.all_events::int AS "allEvents",
  u.all_bytes::DOUBLE AS "allBytes"
FROM (${joinSql(
    lists.map((id) => raw(`SELECT * FROM t_${id}, s_${id}`)),
    ' UNION ALL ',
  )}) u
LEFT JOIN identity i ON i.id = u.principal_id LEFT JOIN action a ON a.id = u.call_id ORDER BY u.list, ${raw(PLACE)}`;
  return { name: 'overview-calls', text, values, columns: CALL_COLUMNS };
}

const PLACE = `CASE WHEN u.list = 'largest' THEN u.bytes ELSE u.n END DESC, u.n DESC, u.bytes DESC, u.call_id, u.principal_id`;

/** `l`: the whole list, `t`: its first rows, `s`: its sums. */
function listSql(id: CallListId): Sql {
  const { where, by, each } = CALL_LISTS[id];
  const pairs =
    where === null
      ? 'SELECT * FROM pair'
      : `SELECT principal_id, call_id, sum(events) AS n, coalesce(sum(bytes), 0) AS bytes FROM cell WHERE ${where} GROUP BY principal_id, call_id`;
  const rows =
    each === 'pair'
      ? `SELECT principal_id, call_id, n, bytes, n AS own, CASE WHEN principal_id = 0 THEN 0 ELSE 1 END AS principals FROM (${pairs}) p`
      : `SELECT arg_max(principal_id, (n, principal_id)) AS principal_id, call_id, sum(n) AS n, sum(bytes) AS bytes, max(n) AS own,
    count(*) FILTER (WHERE principal_id <> 0) AS principals FROM (${pairs}) p GROUP BY call_id`;
  const order = by === 'bytes' ? 'bytes DESC, n DESC' : 'n DESC, bytes DESC';
  // Of all pairs nothing has to be put down once more.
  const kept = where === null ? 'NOT MATERIALIZED' : 'MATERIALIZED';
  return raw(`l_${id} AS ${kept} (${rows}),
t_${id} AS (SELECT '${id}' AS list, * FROM l_${id} ORDER BY ${order}, call_id, principal_id LIMIT ${CALLS_LISTED}),
s_${id} AS (SELECT count(*) AS rows, sum(n) AS all_events, sum(bytes) AS all_bytes FROM l_${id})`);
}

/** All events of a list. */
export function callListFilter(filter: Filter, list: CallListId): Filter {
  return mergeFilter(filter, CALL_LISTS[list].filter);
}

/** The events that a row counts; `whose`: only those of the principal that is named. */
export function callFilter(filter: Filter, row: CallRow, list: CallListId, whose: boolean): Filter {
  const named = onlyValue(
    onlyValue(callListFilter(filter, list), 'eventSource', row.eventSource),
    'eventName',
    row.eventName,
  );
  return whose ? ofPrincipal(named, row) : named;
}

/** Of that principal in that account. */
export function ofPrincipal(
  filter: Filter,
  { principal, account }: Pick<CallRow, 'principal' | 'account'>,
): Filter {
  const own = onlyValue(filter, 'principal', principal);
  return principal === null ? own : onlyValue(own, 'userIdentityAccountId', account);
}

/** The filter's events with this value, which is known to pass it: a plain choice of the same field gives way. */
export function onlyValue(filter: Filter, field: FieldKey, value: ChosenValue): Filter {
  return value === null
    ? addValue(clearTarget(filter, { field }), { field }, null, 'include')
    : replaceValues(filter, { field }, [value]);
}
