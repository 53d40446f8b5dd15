/**
 * What lineage is worked out from, as SQL. Identities in stretches of their ids, calls in stretches of rows: each
 * statement is short, so that whoever waits for a screen comes in between. Texts are read of the few rows that are such
 * calls, and without the session tokens in them, which are two thirds of their bytes.
 */
import type { Columns, SqlQuery } from '#database/sql-query.ts';

const fixed = <C extends Columns>(name: string, text: string, columns: C): SqlQuery<C> => ({
  name,
  text,
  values: [],
  columns,
});

export const ACTIONS = fixed(
  'lineage-actions',
  'SELECT id, event_source, event_name, event_category FROM action',
  { id: 'integer', event_source: 'text?', event_name: 'text?', event_category: 'text?' },
);

export const ACCOUNTS = fixed('lineage-accounts', 'SELECT id, value FROM account', {
  id: 'integer',
  value: 'text?',
});

export const REGIONS = fixed('lineage-regions', 'SELECT id, value FROM region', {
  id: 'integer',
  value: 'text?',
});

export const LAST_IDENTITY = fixed(
  'lineage-last-identity',
  'SELECT coalesce(max(id), 0)::int AS "last" FROM identity',
  { last: 'integer' },
);

export const IDENTITY_COLUMNS = {
  id: 'integer',
  principal: 'text?',
  principal_kind: 'text?',
  type: 'text?',
  principal_id: 'text?',
  arn: 'text?',
  account_id: 'text?',
  access_key_id: 'text?',
  user_name: 'text?',
  role_name: 'text?',
  role_arn: 'text?',
  session_name: 'text?',
  session_created: 'text?',
  mfa_authenticated: 'text?',
  source_identity: 'text?',
  invoked_by: 'text?',
  on_behalf_of: 'text?',
  credential_id: 'text?',
  from_instance: 'flag',
  calls: 'integer',
  first: 'time?',
  last: 'time?',
} as const satisfies Columns;

/** A quote inside of a JSON text has a backslash before it, so nobody can write the member's name into a value. */
const FROM_INSTANCE = `coalesce(contains(i.json, '"ec2RoleDelivery"'), false)`;

/** Identities that occur, with ids from `first` to `last`. */
export function identityStretch(first: number, last: number): SqlQuery<typeof IDENTITY_COLUMNS> {
  const texts = Object.entries(IDENTITY_COLUMNS).flatMap(([name, kind]) =>
    kind === 'text?' ? [`i.${name}`] : [],
  );
  return {
    name: 'lineage-identities',
    text: `SELECT i.id, ${texts.join(', ')}, ${FROM_INSTANCE} AS from_instance, s.calls, s."first", s."last"
FROM (SELECT identity_id, count(*)::int AS calls, min(event_time) AS "first", max(event_time) AS "last"
  FROM event WHERE identity_id BETWEEN ? AND ? GROUP BY 1) s JOIN identity i ON i.id = s.identity_id`,
    values: [first, last],
    columns: IDENTITY_COLUMNS,
  };
}

const DONE = 'e.outcome = 0';
const ofActions = (actions: readonly number[]): string =>
  `e.action_id IN (${actions.map((id) => Math.trunc(id)).join(', ')})`;

/** Rows of successful calls of these actions, in their order. */
export function callRows(actions: readonly number[]): SqlQuery<{ row: 'integer' }> {
  return fixed(
    'lineage-call-rows',
    `SELECT e.rowid::int AS "row" FROM event e WHERE ${DONE} AND ${ofActions(actions)} ORDER BY 1`,
    { row: 'integer' },
  );
}

export const CALL_COLUMNS = {
  event_id: 'text?',
  event_time: 'time?',
  action_id: 'integer',
  identity_id: 'integer',
  account_id: 'integer',
  shared_event_id: 'text?',
  file_id: 'integer',
  record_offset: 'number',
  request: 'text?',
  response: 'text?',
  additional: 'text?',
  service: 'text?',
} as const satisfies Columns;

const TOKEN = '"sessionToken":"';
const AT = `strpos(e.response_elements, '${TOKEN}')`;
const REST = `substr(e.response_elements, ${AT} + ${TOKEN.length})`;

/** What has a backslash in it may say the word inside of another text: it is handed on as it is. */
const WITHOUT_TOKEN = `CASE WHEN ${AT} = 0 OR contains(e.response_elements, '\\') THEN e.response_elements
  ELSE concat(left(e.response_elements, ${AT} + ${TOKEN.length - 1}), substr(${REST}, strpos(${REST}, '"'))) END`;

/** The same calls, those in rows from `first` to `last`. */
export function callStretch(
  actions: readonly number[],
  first: number,
  last: number,
): SqlQuery<typeof CALL_COLUMNS> {
  return {
    name: 'lineage-calls',
    text: `SELECT coalesce(e.event_id::VARCHAR, e.odd_event_id) AS event_id, e.event_time, e.action_id,
  coalesce(e.identity_id, 0) AS identity_id, coalesce(e.account_id, 0) AS account_id,
  e.shared_event_id, e.file_id, e.record_offset::DOUBLE AS record_offset, e.request_parameters AS request,
  ${WITHOUT_TOKEN} AS response, e.additional_event_data AS additional, e.service_event_details AS service
FROM event e WHERE e.rowid BETWEEN ? AND ? AND ${DONE} AND ${ofActions(actions)}`,
    values: [first, last],
    columns: CALL_COLUMNS,
  };
}

/** Rows of calls → stretches of at most so many of them, and of at most so many rows of the table. */
export function stretchesOf(
  rows: readonly number[],
  mostCalls: number,
  mostRows: number,
): [first: number, last: number][] {
  const stretches: [number, number][] = [];
  let calls = 0;
  for (const row of rows) {
    const open = stretches.at(-1);
    if (open === undefined || calls >= mostCalls || row - open[0] >= mostRows) {
      stretches.push([row, row]);
      calls = 1;
    } else {
      open[1] = row;
      calls++;
    }
  }
  return stretches;
}
