/**
 * The questions behind the life line of a resource, over the events that name it. Changes are read one by one, the newest
 * of them where there are too many; reads, refusals and objects by the thousand are counted by who and what.
 */
import type { Columns, RowOf, SqlQuery } from '#database/sql-query.ts';
import { addCondition, withTime } from './edit-filter.ts';
import { ROW_ID_COLUMNS } from './event-rows.ts';
import type { RowIds } from './event-rows.ts';
import { EMPTY_FILTER } from './filter.ts';
import type { Filter } from './filter.ts';
import { matchingRows, type Matches } from './matches.ts';
import { raw, sql } from './sql-text.ts';

/** More are not read as a line of life. */
export const MOST_CHANGES = 300;

/** Objects of a bucket are its contents: their names would drown what was done to the bucket. */
const OBJECT_CALLS = '^(?:(?:Put|Copy|Delete|Restore|Post)Objects?|UploadPart|CompleteMultipartUpload)$';

/** Which calls that write went through, the newest so many, in order of time. */
export function lifeChanges(matches: Matches, options: { readonly withObjects: boolean }): RowIds {
  const objects = options.withObjects ? sql`` : sql`AND NOT regexp_matches(a.event_name, ${OBJECT_CALLS})`;
  const { text, values } = sql`SELECT row_id::DOUBLE AS row_id FROM (
  SELECT m.row_id, m.event_time, m.file_id, m.record_offset FROM ${matchingRows(matches)} m JOIN action a ON a.id = m.action_id
  WHERE m.outcome = 0 AND a.verb IN ('write', 'destructive') ${objects}
  ORDER BY m.event_time DESC NULLS LAST, m.file_id DESC, m.record_offset DESC LIMIT ${raw(String(MOST_CHANGES))}) c
ORDER BY event_time NULLS FIRST, file_id, record_offset`;
  return { name: 'life-changes', text, values, columns: ROW_ID_COLUMNS };
}

export const LIFE_ACT_COLUMNS = {
  principal: 'text?',
  accountId: 'text?',
  eventSource: 'text?',
  eventName: 'text?',
  verb: 'text?',
  outcome: 'integer',
  count: 'integer',
  from: 'time?',
  to: 'time?',
  address: 'text?',
  addresses: 'integer',
} as const satisfies Columns;

export type LifeAct = RowOf<typeof LIFE_ACT_COLUMNS>;

const MOST_ACTS = 4_000;

/** Who made which call with which outcome, how often, from when until when; the latest first. */
export function lifeActs(matches: Matches): SqlQuery<typeof LIFE_ACT_COLUMNS> {
  const { text, values } =
    sql`SELECT i.principal, i.account_id AS "accountId", a.event_source AS "eventSource",
  a.event_name AS "eventName", a.verb, g.outcome::int AS outcome, sum(g.n)::int AS count, min(g.first) AS "from", max(g.last) AS "to",
  arg_max(sa.value, g.last) AS address, count(DISTINCT g.source_address_id)::int AS addresses
FROM (SELECT identity_id, action_id, outcome, source_address_id, count(*) AS n, min(event_time) AS first, max(event_time) AS last
  FROM ${matchingRows(matches)} m GROUP BY ALL) g
LEFT JOIN identity i ON i.id = g.identity_id LEFT JOIN action a ON a.id = g.action_id
LEFT JOIN source_address sa ON sa.id = g.source_address_id
GROUP BY ALL ORDER BY "to" DESC NULLS LAST, count DESC, i.principal, a.event_name LIMIT ${raw(String(MOST_ACTS))}`;
  return { name: 'life-acts', text, values, columns: LIFE_ACT_COLUMNS };
}

/** Everything that names one of these, within a time: whoever else the filter at hand leaves out. */
export function touchFilter(
  things: readonly string[],
  span: { readonly from: number; readonly to: number },
): Filter {
  const tests = things.map((text) => ({ kind: 'equals' as const, text }));
  return withTime(
    addCondition(EMPTY_FILTER, { kind: 'field', target: { field: 'resource' }, tests }),
    span.from,
    span.to,
  );
}
