/**
 * Calls of a blast radius that made things, and calls by anyone that may have ended them: the few rows that can be such
 * calls, by the ids of their actions. What they are about is read out of their texts elsewhere.
 */
import type { Columns, SqlQuery } from '#database/sql-query.ts';
import { moment } from './moment.ts';
import { raw, type Sql, sql, TRUE } from './sql-text.ts';
import { inReach } from './where.ts';

export const RESOURCE_CALL_COLUMNS = {
  event_id: 'text?',
  event_time: 'time?',
  action_id: 'integer',
  identity_id: 'integer',
  account_id: 'integer',
  region_id: 'integer',
  file_id: 'integer',
  record_offset: 'number',
  resources: 'text?',
  request: 'text?',
  response: 'text?',
} as const satisfies Columns;

type ResourceCalls = SqlQuery<typeof RESOURCE_CALL_COLUMNS>;

/** Characters of a text; what names a thing stands near the beginning. */
const LONGEST = 4_000;

const COLUMNS = `coalesce(e.event_id::VARCHAR, e.odd_event_id) AS event_id, e.event_time, e.action_id,
  coalesce(e.identity_id, 0)::int AS identity_id, coalesce(e.account_id, 0)::int AS account_id,
  coalesce(e.region_id, 0)::int AS region_id, e.file_id, e.record_offset::DOUBLE AS record_offset,
  left(e.resources, ${LONGEST}) AS resources, left(e.request_parameters, ${LONGEST}) AS request,
  left(e.response_elements, ${LONGEST}) AS response`;

/** Successful calls of these actions in the blast radius of a root, in order of time. */
export function makingCalls(root: string, actions: readonly number[], most: number): ResourceCalls {
  return calls('reach-made', actions, inReach(root), most);
}

/** Successful calls of these actions by anyone, from a moment on, in order of time. */
export function endingCalls(actions: readonly number[], from: number | null, most: number): ResourceCalls {
  return calls('reach-ended', actions, from === null ? TRUE : sql`e.event_time >= ${moment(from)}`, most);
}

function calls(name: string, actions: readonly number[], condition: Sql, most: number): ResourceCalls {
  const ids = actions.map((id) => Math.trunc(id)).join(', ');
  const { text, values } = sql`SELECT ${raw(COLUMNS)} FROM event e
WHERE e.outcome = 0 AND e.action_id IN (${raw(ids)}) AND ${condition} ORDER BY e.event_time LIMIT ${raw(String(most))}`;
  return { name, text, values, columns: RESOURCE_CALL_COLUMNS };
}
