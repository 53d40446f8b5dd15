/**
 * The questions behind the story in words (`read-story.ts` asks them). A million events are never fetched: calls that
 * somebody makes day after day are only counted, the others are put together into runs by the engine, and of a run a few
 * rows are read for the names of things.
 */
import type { Columns, SqlQuery } from '#database/sql-query.ts';
import { runKey, THEMES } from '#cloudtrail/story-theme.ts';
import type { Theme } from '#cloudtrail/story-theme.ts';
import { matchingRows, type Matches } from './matches.ts';
import { type Sql, raw, sql } from './sql-text.ts';

export const ACTION_COLUMNS = {
  id: 'integer',
  eventSource: 'text?',
  eventName: 'text?',
  verb: 'text?',
} as const satisfies Columns;

/** Few: as many as there are names of calls. */
export function storyActions(): SqlQuery<typeof ACTION_COLUMNS> {
  return {
    name: 'story-actions',
    text: `SELECT id, event_source AS "eventSource", event_name AS "eventName", verb FROM action ORDER BY id LIMIT 50000`,
    values: [],
    columns: ACTION_COLUMNS,
  };
}

/** A call by number: ids that differ in version or category only have one `what`. */
export interface NumberedAction {
  readonly id: number;
  readonly what: number;
  readonly theme: Theme;
}

const whole = (value: number): string => String(Number.isFinite(value) ? Math.trunc(value) : 0);

/** The same principal under several sessions and keys is one: the least of its ids stands for all. */
const WHO = `who_of AS (SELECT id, min(id) OVER (PARTITION BY principal, account_id) AS who FROM identity)`;

function kinds(actions: readonly NumberedAction[]): string {
  const rows = actions.map(({ id, what, theme }) => {
    const keys = (['success', 'denied', 'error'] as const).map((outcome) => runKey(theme, outcome, what));
    return `(${[id, what, THEMES.indexOf(theme), ...keys].map(whole).join(',')})`;
  });
  const all = rows.length === 0 ? ['(0,0,0,-1,-2,-3)'] : rows;
  return `kind(id, what, theme, done, denied, failed) AS (VALUES ${all.join(',')})`;
}

/** Days on which a call must have been made to be somebody's routine. */
const ROUTINE_DAYS = 3;
const DAY = 86_400_000;

/**
 * For `session.keep`, over all events, so that a narrow filter does not make the usual look new: who made which call from
 * where, how often, and whether that is routine: on three days or more, from an address used on two, or by somebody who
 * has another address every day. Refusals of protection are never routine.
 */
export function storyActs(actions: readonly NumberedAction[]): SqlQuery {
  return {
    name: 'story-acts',
    text: `WITH ${WHO}, ${kinds(actions)},
days AS MATERIALIZED (SELECT identity_id, action_id, outcome = 1 AS denied, source_address_id AS address,
    epoch_ms(event_time) // ${DAY} AS day, count(*) AS n, min(event_time) AS first, max(event_time) AS last
  FROM event WHERE event_time IS NOT NULL GROUP BY ALL),
act AS MATERIALIZED (SELECT coalesce(w.who, 0) AS who, coalesce(k.what, 0) AS what, d.denied, d.address, d.day,
    sum(n) AS n, min(first) AS first, max(last) AS last, coalesce(any_value(k.theme), 0) AS theme
  FROM days d LEFT JOIN who_of w ON w.id = d.identity_id LEFT JOIN kind k ON k.id = d.action_id GROUP BY ALL),
habit AS (SELECT who, what, denied, count(DISTINCT day) AS days FROM act GROUP BY ALL),
place AS (SELECT who, address, count(DISTINCT day) AS days FROM act GROUP BY ALL),
person AS (SELECT who, sum(CASE WHEN days = 1 THEN 1 ELSE 0 END) AS passing, sum(days) AS stays FROM place GROUP BY who)
SELECT a.who, a.what, a.denied, a.address, sum(a.n)::BIGINT AS n, count(*) AS days, min(a.first) AS first, max(a.last) AS last,
  any_value(h.days >= ${ROUTINE_DAYS} AND (p.days >= 2 OR q.passing * 2 >= q.stays)
    AND NOT (a.denied AND a.theme = ${THEMES.indexOf('protection')})) AS routine
FROM act a JOIN habit h ON h.who = a.who AND h.what = a.what AND h.denied = a.denied
JOIN place p ON p.who = a.who AND p.address = a.address JOIN person q ON q.who = a.who
GROUP BY a.who, a.what, a.denied, a.address`,
    values: [],
    columns: { who: 'integer' },
  };
}

/** Rows of the matches with who acted and what it was by number. */
function numbered(matches: Matches, actions: readonly NumberedAction[]): Sql {
  return sql`WITH ${raw(WHO)}, ${raw(kinds(actions))},
acted AS (SELECT m.row_id, m.event_time, m.action_id, m.source_address_id AS address, m.outcome,
    coalesce(w.who, 0) AS who, coalesce(k.what, 0) AS what, coalesce(k.theme, 0) AS theme,
    CASE m.outcome WHEN 0 THEN k.done WHEN 1 THEN k.denied ELSE k.failed END AS "key"
  FROM ${matchingRows(matches)} m LEFT JOIN who_of w ON w.id = m.identity_id LEFT JOIN kind k ON k.id = m.action_id
  WHERE m.event_time IS NOT NULL)`;
}

const SAME_ACT = 'a.who = s.who AND a.what = s.what AND a.address = s.address AND a.denied = (s.outcome = 1)';

/**
 * For `session.keep`: what is no routine, each event with the number of its run. A pause longer than `pause` ms begins
 * another run.
 */
export function storyRunRows(
  matches: Matches,
  actions: readonly NumberedAction[],
  actsTable: string,
  pause: number,
): SqlQuery {
  const partition = 'who, address, "key", outcome';
  const { text, values } = sql`${numbered(matches, actions)},
told AS (SELECT s.* FROM acted s LEFT JOIN ${raw(actsTable)} a ON ${raw(SAME_ACT)} WHERE coalesce(a.routine, false) = false),
marked AS (SELECT *, coalesce(epoch_ms(event_time) - lag(epoch_ms(event_time)) OVER w > ${raw(whole(pause))}, true) AS begins
  FROM told WINDOW w AS (PARTITION BY ${raw(partition)} ORDER BY event_time, row_id))
SELECT row_id, event_time, who, address, action_id, what, theme, outcome,
  sum(begins::INT) OVER (ORDER BY ${raw(partition)}, event_time, row_id)::INT AS run FROM marked`;
  return { name: 'story-run-rows', text, values, columns: { row_id: 'number' } };
}

/** Of one run. Lists of numbers are texts: `12,5`. */
export const RUN_FACTS_COLUMNS = {
  run: 'integer',
  theme: 'integer',
  outcome: 'integer',
  count: 'integer',
  from: 'time',
  to: 'time',
  who: 'integer',
  principal: 'text?',
  accountId: 'text?',
  address: 'text?',
  /** Rows of its first events. */
  rows: 'text',
  /** Numbers of the calls' names, the most frequent first, refusals in order of time, and how many of each. */
  whats: 'text',
  counts: 'text',
  names: 'integer',
  eventSource: 'text?',
  /** Calls of its most frequent name in all the data. */
  everywhere: 'integer',
  /** Of all runs, of which only the weightiest are told. */
  allRuns: 'integer',
  allEvents: 'integer',
} as const satisfies Columns;

/** Runs fetched: more than a story tells, so that what is left out can be said by name. */
const MOST_RUNS = 1_500;
const ROWS_A_RUN = 6;
const NAMES_A_RUN = 12;

const code = (theme: Theme): number => THEMES.indexOf(theme);
/** What decides when there is more to tell than a story holds; the reader sees what was left out. */
const WEIGHT = `(CASE WHEN theme = ${code('protection')} THEN 50 WHEN theme = ${code('destroy')} THEN 30
  WHEN theme IN (${code('sign-in')}, ${code('secret')}) THEN 25 WHEN theme IN (${code('write')}, ${code('issue')}) THEN 20
  WHEN theme = ${code('object')} THEN 10 ELSE 0 END + CASE WHEN outcome = 1 THEN 15 ELSE 0 END + 5 * log10(n))`;

/** The weightiest runs, in order of time. `table`: of `storyRunRows`, `actsTable`: of `storyActs`. */
export function storyRuns(table: string, actsTable: string): SqlQuery<typeof RUN_FACTS_COLUMNS> {
  return {
    name: 'story-runs',
    text: `WITH named AS (SELECT run, what, count(*) AS n, min(event_time) AS first,
    any_value(action_id) AS action, CASE WHEN any_value(outcome) = 1 THEN 0 ELSE -count(*) END AS place FROM ${table} GROUP BY ALL),
listed AS (SELECT run, count(*) AS names,
    array_to_string(list_slice(list(what ORDER BY place, first, what), 1, ${NAMES_A_RUN}), ',') AS whats,
    array_to_string(list_slice(list(n ORDER BY place, first, what), 1, ${NAMES_A_RUN}), ',') AS counts,
    arg_max(what, n) AS top, CASE WHEN count(DISTINCT source) = 1 THEN any_value(source) END AS source
  FROM (SELECT n.*, a.event_source AS source FROM named n LEFT JOIN action a ON a.id = n.action) s GROUP BY run),
found AS (SELECT run, any_value(who) AS who, any_value(address) AS address, min(theme) AS theme, any_value(outcome) AS outcome,
    count(*) AS n, min(event_time) AS first, max(event_time) AS last,
    array_to_string(arg_min(row_id, event_time, ${ROWS_A_RUN}), ',') AS row_list FROM ${table} GROUP BY run),
usual AS (SELECT what, sum(n) AS n FROM ${actsTable} GROUP BY what),
best AS (SELECT *, count(*) OVER () AS all_runs, sum(n) OVER () AS all_events FROM found
  ORDER BY ${WEIGHT} DESC, first LIMIT ${MOST_RUNS})
SELECT b.run, b.theme::int AS theme, b.outcome::int AS outcome, b.n::int AS count, b.first AS "from", b.last AS "to",
  b.who::int AS who, i.principal, i.account_id AS "accountId", sa.value AS address, b.row_list AS rows,
  l.whats, l.counts, l.names::int AS names, l.source AS "eventSource", coalesce(u.n, b.n)::int AS everywhere,
  b.all_runs::int AS "allRuns", b.all_events::int AS "allEvents"
FROM best b JOIN listed l ON l.run = b.run LEFT JOIN usual u ON u.what = l.top LEFT JOIN identity i ON i.id = b.who LEFT JOIN source_address sa ON sa.id = b.address
ORDER BY b.first, b.run`,
    values: [],
    columns: RUN_FACTS_COLUMNS,
  };
}

export const OBJECT_COLUMNS = {
  run: 'integer',
  bucket: 'text?',
  count: 'integer',
  /** Handed out; null where the records do not say. */
  bytes: 'number?',
} as const satisfies Columns;

/** In which buckets the objects of these runs lie, at most ten for a run. */
export function storyObjects(table: string, runs: readonly number[]): SqlQuery<typeof OBJECT_COLUMNS> {
  const bucket = String.raw`nullif(regexp_extract(e.request_parameters, '"bucketName"\s*:\s*"([^"\\]{1,255})"', 1), '')`;
  const bytes = String.raw`try_cast(nullif(regexp_extract(e.additional_event_data, '"bytesTransferredOut"\s*:\s*([0-9.]+)', 1), '') AS DOUBLE)`;
  return {
    name: 'story-objects',
    text: `SELECT run, bucket, n::int AS count, bytes FROM (
  SELECT k.run, ${bucket} AS bucket, count(*) AS n, sum(${bytes}) AS bytes
  FROM ${table} k JOIN event e ON e.rowid = k.row_id WHERE k.run IN (${[-1, ...runs].map(whole).join(',')}) GROUP BY ALL) o
QUALIFY row_number() OVER (PARTITION BY run ORDER BY n DESC, bucket) <= 10 ORDER BY run, n DESC, bucket`,
    values: [],
    columns: OBJECT_COLUMNS,
  };
}

export const ROUTINE_COLUMNS = {
  who: 'integer',
  principal: 'text?',
  accountId: 'text?',
  count: 'integer',
  days: 'integer',
  from: 'time',
  to: 'time',
  whats: 'text',
  addresses: 'integer',
  /** One of them. */
  address: 'text?',
  /** Of all whose routine is told or not. */
  everybody: 'integer',
  allEvents: 'integer',
} as const satisfies Columns;

const MOST_ROUTINES = 15;

/** What of the matches is routine, for each principal. */
export function storyRoutine(
  matches: Matches,
  actions: readonly NumberedAction[],
  actsTable: string,
): SqlQuery<typeof ROUTINE_COLUMNS> {
  const { text, values } = sql`${numbered(matches, actions)},
part AS MATERIALIZED (SELECT s.who, s.what, s.address, epoch_ms(s.event_time) // ${raw(String(DAY))} AS day, count(*) AS n,
    min(s.event_time) AS first, max(s.event_time) AS last
  FROM acted s JOIN ${raw(actsTable)} a ON ${raw(SAME_ACT)} WHERE a.routine GROUP BY ALL),
named AS (SELECT who, what, sum(n) AS n FROM part GROUP BY ALL),
listed AS (SELECT who, array_to_string(list_slice(list(what ORDER BY n DESC, what), 1, ${raw(String(NAMES_A_RUN))}), ',') AS whats
  FROM named GROUP BY who)
SELECT p.who::int AS who, i.principal, i.account_id AS "accountId", p.n::int AS count, p.days::int AS days,
  p.first AS "from", p.last AS "to", l.whats, p.addresses::int AS addresses, sa.value AS address,
  p.everybody::int AS everybody, p.all_events::int AS "allEvents"
FROM (SELECT who, sum(n) AS n, count(DISTINCT day) AS days, min(first) AS first, max(last) AS last,
    count(DISTINCT address) AS addresses, arg_max(address, n) AS address,
    count(*) OVER () AS everybody, sum(sum(n)) OVER () AS all_events
  FROM part GROUP BY who ORDER BY n DESC, who LIMIT ${raw(String(MOST_ROUTINES))}) p
JOIN listed l ON l.who = p.who LEFT JOIN identity i ON i.id = p.who LEFT JOIN source_address sa ON sa.id = p.address
ORDER BY p.first, p.who`;
  return { name: 'story-routine', text, values, columns: ROUTINE_COLUMNS };
}

export const ADDRESS_COLUMNS = {
  who: 'integer',
  principal: 'text?',
  address: 'text?',
  first: 'time',
  /** The first event of the principal anywhere, and how many calls came from addresses seen before this one. */
  known: 'time',
  elsewhere: 'integer',
} as const satisfies Columns;

const MOST_ADDRESSES = 20_000;

/**
 * When the principals of the matches were first seen at each of their addresses, in all the data: whoever reads it must
 * know the others to say that one is new. Nothing for services, which come from everywhere.
 */
export function storyAddresses(matches: Matches, actsTable: string): SqlQuery<typeof ADDRESS_COLUMNS> {
  const { text, values } = sql`WITH ${raw(WHO)},
there AS (SELECT DISTINCT coalesce(w.who, 0) AS who
  FROM (SELECT DISTINCT identity_id FROM ${matchingRows(matches)} m) d LEFT JOIN who_of w ON w.id = d.identity_id),
place AS (SELECT a.who, a.address, min(a.first) AS first, sum(a.n) AS n FROM ${raw(actsTable)} a
  WHERE a.who IN (SELECT who FROM there) GROUP BY ALL)
SELECT p.who::int AS who, i.principal, sa.value AS address, p.first, min(p.first) OVER (PARTITION BY p.who) AS known,
  coalesce(sum(p.n) OVER (PARTITION BY p.who ORDER BY p.first, p.address ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING), 0)::int AS elsewhere
FROM place p JOIN identity i ON i.id = p.who LEFT JOIN source_address sa ON sa.id = p.address
WHERE i.principal IS NOT NULL AND coalesce(i.principal_kind, '') NOT IN ('AWS service', 'anonymous', 'other account')
ORDER BY p.first, p.who LIMIT ${raw(String(MOST_ADDRESSES))}`;
  return { name: 'story-addresses', text, values, columns: ADDRESS_COLUMNS };
}

export const IDENTITY_COLUMNS = {
  id: 'integer',
  who: 'integer',
  count: 'integer',
  from: 'time',
  to: 'time',
  address: 'text?',
  addresses: 'integer',
  agent: 'text?',
  eventName: 'text?',
  row: 'number',
  everybody: 'integer',
} as const satisfies Columns;

const MOST_IDENTITIES = 5_000;

/** What each identity did among the matches; sessions are put together from these. */
export function storyIdentities(matches: Matches): SqlQuery<typeof IDENTITY_COLUMNS> {
  const { text, values } =
    sql`WITH ${raw(WHO)}, own AS (SELECT identity_id AS id, count(*) AS n, min(event_time) AS first,
    max(event_time) AS last, count(DISTINCT source_address_id) AS addresses, arg_min(source_address_id, event_time) AS address,
    arg_min(user_agent_id, event_time) AS agent, arg_min(action_id, event_time) AS action, arg_min(row_id, event_time) AS row_id,
    count(*) OVER () AS everybody
  FROM ${matchingRows(matches)} m WHERE event_time IS NOT NULL GROUP BY 1 ORDER BY first LIMIT ${raw(String(MOST_IDENTITIES))})
SELECT o.id, coalesce(w.who, 0)::int AS who, o.n::int AS count, o.first AS "from", o.last AS "to", sa.value AS address,
  o.addresses::int AS addresses, ua.family AS agent, a.event_name AS "eventName", o.row_id::DOUBLE AS row, o.everybody::int AS everybody
FROM own o LEFT JOIN who_of w ON w.id = o.id LEFT JOIN source_address sa ON sa.id = o.address
LEFT JOIN user_agent ua ON ua.id = o.agent LEFT JOIN action a ON a.id = o.action ORDER BY o.first, o.id`;
  return { name: 'story-identities', text, values, columns: IDENTITY_COLUMNS };
}

export const SPAN_COLUMNS = { count: 'integer', first: 'time?', last: 'time?' } as const satisfies Columns;

export function storySpan(matches: Matches): SqlQuery<typeof SPAN_COLUMNS> {
  const { text, values } =
    sql`SELECT count(*)::int AS count, min(event_time) AS first, max(event_time) AS last
FROM ${matchingRows(matches)} m`;
  return { name: 'story-span', text, values, columns: SPAN_COLUMNS };
}

export const SILENCE_COLUMNS = { from: 'time', to: 'time' } as const satisfies Columns;

/** The longest pauses of at least `least` ms, in order of time. */
export function storySilences(
  matches: Matches,
  least: number,
  most: number,
): SqlQuery<typeof SILENCE_COLUMNS> {
  const { text, values } = sql`SELECT "from", "to" FROM (SELECT "from", "to" FROM (
  SELECT lag(t) OVER (ORDER BY t) AS "from", t AS "to"
  FROM (SELECT DISTINCT event_time AS t FROM ${matchingRows(matches)} m WHERE event_time IS NOT NULL) d) g
WHERE epoch_ms("to") - epoch_ms("from") >= ${raw(whole(least))} ORDER BY "to" - "from" DESC, "from" LIMIT ${raw(whole(most))}) l ORDER BY "from"`;
  return { name: 'story-silences', text, values, columns: SILENCE_COLUMNS };
}
