/**
 * What occurs in one period and not in another: values, and values of a principal who is known from the other period. By
 * ids first; those that tell most come first.
 */
import type { Verb } from '#cloudtrail/verbs.ts';
import type { Columns, RowOf, SqlQuery } from '#database/sql-query.ts';
import { DIMENSION_IDS, DIMENSION_SOURCES, DIMENSIONS, NETWORKS } from './first-dimensions.ts';
import { matchingRows } from './matches.ts';
import type { Matches } from './matches.ts';
import { moment } from './moment.ts';
import { members } from './principals.ts';
import { joinSql, raw, type Sql, sql } from './sql-text.ts';

/** Milliseconds, half-open. */
export interface NewsPeriod {
  readonly from: number;
  readonly to: number;
}

/** What can be new: of a principal or for all, an account too; and principals themselves. */
export const NEWS_KINDS = [...DIMENSIONS, 'account', 'principal'] as const;
export type NewsKind = (typeof NEWS_KINDS)[number];

export const NEWS_COLUMNS = {
  kind: 'text',
  value: 'text',
  /** Whose news it is; null = nobody had it before. */
  principal: 'text?',
  /** Of the principal. */
  account: 'text?',
  /** Of those for all: how many principals have it, and which where it is one. */
  principals: 'integer',
  onePrincipal: 'text?',
  oneAccount: 'text?',
  /** Of a principal's: nobody else had it before either. */
  toAll: 'flag',
  /** The gravest verb of an event name. */
  verb: 'text?',
  count: 'integer',
  first: 'time?',
  last: 'time?',
  /** Events of the principal in the other period. */
  before: 'integer',
  /** All of them; only the most telling come. */
  all: 'integer',
} as const satisfies Columns;

export type NewsRow = RowOf<typeof NEWS_COLUMNS>;

export const MOST_NEWS = 1_000;

const SOURCES = {
  ...DIMENSION_SOURCES,
  account: { id: 'account_id', table: 'account', value: 's.value' },
} as const;
type Counted = keyof typeof SOURCES;
const COUNTED: readonly Counted[] = [...DIMENSIONS, 'account'];
const IDS = [...DIMENSION_IDS, 'account_id'];

/** How telling, from 0 to 100: of a principal, and for all. */
const WEIGHTS: Readonly<Record<Counted, readonly [own: number, all: number]>> = {
  address: [90, 50],
  network: [92, 52],
  region: [86, 85],
  account: [70, 87],
  key: [84, 81],
  agent: [60, 62],
  service: [55, 57],
  eventName: [30, 32],
  error: [40, 42],
};
/** Of event names by their verb, in place of the above. */
const VERB_WEIGHTS: Readonly<Record<Verb, number>> = {
  destructive: 82,
  'sensitive read': 80,
  write: 58,
  read: 30,
};
const PRINCIPAL_WEIGHT = 83;
/** Added where it is new to all. */
const TO_ALL = 3;
/** Taken away for each doubling of a principal's news of one kind: of many, each tells less. */
const CROWD = 5;

/** `matches`: of the filter without its time. */
export function news(
  matches: Matches,
  inside: NewsPeriod,
  against: NewsPeriod,
): SqlQuery<typeof NEWS_COLUMNS> {
  const isIn = within(inside);
  const isBefore = within(against);
  const pairs = IDS.map((id) =>
    raw(`f_${id} AS MATERIALIZED (SELECT gid, ${id} AS id, count(*) FILTER (WHERE is_in) AS n, count(*) FILTER (WHERE is_before) AS b,
  min(event_time) FILTER (WHERE is_in) AS first, max(event_time) FILTER (WHERE is_in) AS last FROM rows GROUP BY ALL)`),
  );
  const { text, values } = sql`WITH ${raw(NETWORKS)}, p AS MATERIALIZED (${members('principal')}),
rows AS MATERIALIZED (SELECT p.gid, m.event_time, ${raw(IDS.map((id) => `m.${id}`).join(', '))}, ${isIn} AS is_in, ${isBefore} AS is_before
  FROM ${matchingRows(matches)} m JOIN p ON p.id = m.identity_id WHERE ${isIn} OR ${isBefore}),
${joinSql(pairs, ',\n')},
v AS MATERIALIZED (${joinSql(COUNTED.map(valuesOf), '\n  UNION ALL ')}),
who AS MATERIALIZED (SELECT gid, sum(n) AS n, sum(b) AS b, min(first) AS first, max(last) AS last FROM f_account_id GROUP BY gid),
singles AS MATERIALIZED (SELECT kind, value, sum(n) AS n, min(first) AS first, max(last) AS last, max(verb) AS verb,
    count(DISTINCT gid) FILTER (WHERE gid <> 0 AND n > 0) AS principals, max(gid) FILTER (WHERE n > 0) AS gid
  FROM v GROUP BY kind, value HAVING sum(b) = 0 AND sum(n) > 0),
own AS (SELECT v.kind, v.value, v.gid, v.n, v.first, v.last, v.verb, who.b AS before, s.kind IS NOT NULL AS to_all,
    count(*) OVER (PARTITION BY v.kind, v.gid) AS crowd
  FROM v JOIN who ON who.gid = v.gid AND who.b > 0 LEFT JOIN singles s ON s.kind = v.kind AND s.value = v.value
  WHERE v.gid <> 0 AND v.n > 0 AND v.b = 0),
found AS (
  SELECT kind, value, gid, 1 AS principals, NULL::INTEGER AS one, to_all, verb, n, first, last, before,
    ${weightSql(0)} + CASE WHEN to_all THEN ${raw(String(TO_ALL))} ELSE 0 END - ${raw(String(CROWD))} * log2(crowd) AS weight FROM own
  -- Where one principal alone has it, and is known from before, that one's line says it all.
  UNION ALL SELECT kind, value, 0, principals, CASE WHEN principals = 1 THEN s.gid END, true, verb, s.n, s.first, s.last, 0, ${weightSql(1)}
    FROM singles s LEFT JOIN who w ON w.gid = s.gid WHERE NOT (principals = 1 AND coalesce(w.b, 0) > 0)
  UNION ALL SELECT 'principal', i.principal, w.gid, 1, NULL, true, NULL, w.n, w.first, w.last, 0, ${raw(String(PRINCIPAL_WEIGHT))}
    FROM who w JOIN identity i ON i.id = w.gid WHERE w.gid <> 0 AND w.b = 0 AND w.n > 0)
SELECT f.kind, f.value, i.principal, i.account_id AS account, f.principals::int AS principals, o.principal AS "onePrincipal",
  o.account_id AS "oneAccount", f.to_all AS "toAll", ${verbSql()} AS verb, f.n::int AS count, f.first, f.last, f.before::int AS before,
  (count(*) OVER ())::int AS "all"
FROM found f LEFT JOIN identity i ON i.id = f.gid LEFT JOIN identity o ON o.id = f.one
ORDER BY weight DESC, f.n DESC, f.first, f.kind, f.value, i.principal LIMIT ${raw(String(MOST_NEWS))}`;
  return { name: 'news', text, values, columns: NEWS_COLUMNS };
}

const within = ({ from, to }: NewsPeriod): Sql =>
  sql`(m.event_time >= ${moment(from)} AND m.event_time < ${moment(to)})`;

/** Verbs by how grave they are, as a number: several actions may have one name. */
const GRAVITY = `CASE s.verb WHEN 'destructive' THEN 4 WHEN 'sensitive read' THEN 3 WHEN 'write' THEN 2 ELSE 1 END`;
const BY_GRAVITY = ['read', 'write', 'sensitive read', 'destructive'] as const;

function verbSql(): Sql {
  const cases = BY_GRAVITY.map((verb, at) => `WHEN ${at + 1} THEN '${verb}'`).join(' ');
  return raw(`CASE f.verb ${cases} END`);
}

/** Ids as values, several of which may be one. */
function valuesOf(kind: Counted): Sql {
  const { id, table, value } = SOURCES[kind];
  const verb = kind === 'eventName' ? `max(${GRAVITY})` : 'NULL::INTEGER';
  return raw(`SELECT '${kind}' AS kind, ${value} AS value, f.gid, sum(f.n) AS n, sum(f.b) AS b, min(f.first) AS first, max(f.last) AS last,
    ${verb} AS verb FROM f_${id} f JOIN ${table} s ON s.id = f.id WHERE ${value} IS NOT NULL GROUP BY 2, 3`);
}

function weightSql(side: 0 | 1): Sql {
  const kinds = COUNTED.map((kind) =>
    kind === 'eventName'
      ? `WHEN '${kind}' THEN CASE verb ${BY_GRAVITY.map((verb, at) => `WHEN ${at + 1} THEN ${VERB_WEIGHTS[verb] - side}`).join(' ')} END`
      : `WHEN '${kind}' THEN ${WEIGHTS[kind][side]}`,
  );
  return raw(`CASE kind ${kinds.join(' ')} END`);
}

export const PERIOD_COUNT_COLUMNS = { inside: 'integer', against: 'integer', principals: 'integer' } as const;

/** Events of both periods, and the principals that are known from the other: what the comparison rests on. */
export function periodCounts(
  matches: Matches,
  inside: NewsPeriod,
  against: NewsPeriod,
): SqlQuery<typeof PERIOD_COUNT_COLUMNS> {
  const { text, values } =
    sql`WITH c AS (SELECT m.identity_id AS id, count(*) FILTER (WHERE ${within(inside)}) AS n,
  count(*) FILTER (WHERE ${within(against)}) AS b FROM ${matchingRows(matches)} m GROUP BY 1)
SELECT coalesce(sum(n), 0)::int AS inside, coalesce(sum(b), 0)::int AS against,
  count(DISTINCT p.gid) FILTER (WHERE b > 0 AND p.gid <> 0)::int AS principals
FROM c LEFT JOIN (${members('principal')}) p ON p.id = c.id`;
  return { name: 'news-periods', text, values, columns: PERIOD_COUNT_COLUMNS };
}
