/**
 * The events that a filter leaves, as something to count and page from. The filter is applied once, into tables that the
 * session keeps and that carry the ids to count by; facets, histogram and page then read those.
 *
 * Two steps, since text costs ten times as much as ids: `texts` keeps what passes the clauses that read an event's text,
 * `all` what passes the rest too. A facet that ignores its own choice starts again from `texts`.
 */
import type { SqlQuery } from '#database/sql-query.ts';
import type { FieldKey } from '#cloudtrail/fields.ts';
import { EMPTY_FILTER } from './filter.ts';
import type { Clause, Filter } from './filter.ts';
import { allOf, raw, type Sql, sql } from './sql-text.ts';
import { clauseSql, readsText, timeConditions } from './where.ts';

export interface Matches {
  readonly filter: Filter;
  /** Kept tables; null where none is needed, or where nothing may be kept. */
  readonly texts: string | null;
  readonly all: string | null;
}

/** What is kept of each event: what facets, histogram, sort and page need, and nothing else. */
const KEPT_COLUMNS = [
  'event_time',
  'action_id',
  'identity_id',
  'source_address_id',
  'user_agent_id',
  'region_id',
  'account_id',
  'error_id',
  'call_context_id',
  'file_id',
  'record_offset',
  'record_length',
  'outcome',
]
  .map((column) => `e.${column} AS ${column}`)
  .join(', ');

/** Every event. */
export const EVERYTHING: Matches = { filter: EMPTY_FILTER, texts: null, all: null };

/** Without keeping anything, as while loading: each query applies the whole filter. */
export function unkept(filter: Filter): Matches {
  return { filter, texts: null, all: null };
}

/** `keep` is the session's. At most two tables; none when the filter narrows nothing. */
export async function prepareMatches(
  filter: Filter,
  keep: (query: SqlQuery) => Promise<string>,
): Promise<Matches> {
  const enabled = filter.clauses.filter((clause) => !clause.disabled);
  const slow = enabled.filter(isSlow);
  const texts = slow.length === 0 ? null : await keep(keptQuery('matching-texts', null, slow, filter));
  const hasMore = enabled.length > slow.length || (texts === null && hasTime(filter));
  const quick = enabled.filter((clause) => !isSlow(clause));
  const all = hasMore ? await keep(keptQuery('matching', texts, quick, filter)) : texts;
  return { filter, texts, all };
}

const isSlow = (clause: Clause): boolean => readsText(clause.condition);
const hasTime = ({ from, to }: Filter): boolean => from !== null || to !== null;

function keptQuery(name: string, table: string | null, clauses: readonly Clause[], filter: Filter): SqlQuery {
  const { text, values } = selection(table, clauses, filter);
  return { name, text, values, columns: { row_id: 'number' } };
}

/** `SELECT row_id, event_time, …` of the events in a kept table, or of all, that pass the clauses and the time. */
function selection(table: string | null, clauses: readonly Clause[], time: Filter): Sql {
  // What passed the texts passed the time.
  const conditions = [...(table === null ? timeConditions(time) : []), ...clauses.map(clauseSql)];
  const rowId = table === null ? 'e.rowid' : 'e.row_id';
  const from = sql`SELECT ${raw(rowId)} AS row_id, ${raw(KEPT_COLUMNS)} FROM ${raw(table ?? 'event')} e`;
  return conditions.length === 0 ? from : sql`${from} WHERE ${allOf(conditions)}`;
}

/** A relation with one row per matching event, to be written after FROM. */
export function matchingRows({ filter, all }: Matches): Sql {
  const enabled = filter.clauses.filter((clause) => !clause.disabled);
  return sql`(${all === null ? selection(null, enabled, filter) : selection(all, [], EMPTY_FILTER)})`;
}

/** The same as if nothing had been chosen for a field; null when nothing is. */
export function matchingRowsBut(matches: Matches, field: FieldKey): Sql | null {
  const { filter, texts } = matches;
  const enabled = filter.clauses.filter((clause) => !clause.disabled);
  const others = enabled.filter((clause) => !isChoiceOf(clause, field));
  if (others.length === enabled.length) return null;
  const left = texts === null ? others : others.filter((clause) => !isSlow(clause));
  return sql`(${selection(texts, left, filter)})`;
}

/** A clause that speaks of this field alone. */
function isChoiceOf({ condition }: Clause, field: FieldKey): boolean {
  return condition.kind === 'field' && 'field' in condition.target && condition.target.field === field;
}

export function countMatches(matches: Matches): SqlQuery<{ count: 'integer' }> {
  const { text, values } = sql`SELECT count(*)::int AS count FROM ${matchingRows(matches)} m`;
  return { name: 'count-matches', text, values, columns: { count: 'integer' } };
}
