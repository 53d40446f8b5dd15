/**
 * Who acted, one row each: principals, persons, sessions, access keys or addresses of the matching events. Every pass over
 * the events groups integers; a distinct count is a grouping by (who, value) that is counted afterwards, which took the
 * engine a third of `count(DISTINCT …)` in several passes. Names are joined to what is left.
 */
import { PRINCIPAL_KINDS } from '#cloudtrail/principal.ts';
import type { PrincipalKind } from '#cloudtrail/principal.ts';
import type { Columns, RowOf, SqlQuery } from '#database/sql-query.ts';
import { wildcardParts } from '#lib/wildcard.ts';
import { matchingRows } from './matches.ts';
import type { Matches } from './matches.ts';
import { anyOf, joinSql, raw, type Sql, sql, TRUE } from './sql-text.ts';
import { matchesParts } from './text-conditions.ts';

/** By what events are put together. */
export const WHO_GROUPS = ['principal', 'person', 'session', 'key', 'address'] as const;
export type WhoGroup = (typeof WHO_GROUPS)[number];

/** What is counted by its distinct values, over the ids of a small table. */
const DISTINCT = [
  { name: 'accounts', one: 'account', id: 'account_id', table: 'account' },
  { name: 'regions', one: 'region', id: 'region_id', table: 'region' },
  { name: 'addresses', one: 'address', id: 'source_address_id', table: 'source_address' },
  { name: 'agents', one: 'agent', id: 'user_agent_id', table: 'user_agent' },
] as const;

export const WHO_COLUMNS = {
  /** The same for the same one as long as the data do not change: id of its first identity, or of the address; 0 = nobody. */
  gid: 'integer',
  /** Null: the events that name nobody, or have none. */
  name: 'text?',
  /** Of a principal: the account it belongs to. */
  account: 'text?',
  /** Kinds of principals in it, for `kindsOf`. */
  kinds: 'integer',
  events: 'integer',
  writes: 'integer',
  destructive: 'integer',
  sensitive: 'integer',
  denied: 'integer',
  errors: 'integer',
  first: 'time?',
  last: 'time?',
  /** How many different ones; where it is one, that one. */
  principals: 'integer',
  onePrincipal: 'text?',
  accounts: 'integer',
  oneAccount: 'text?',
  regions: 'integer',
  oneRegion: 'text?',
  services: 'integer',
  oneService: 'text?',
  addresses: 'integer',
  oneAddress: 'text?',
  agents: 'integer',
  oneAgent: 'text?',
} as const satisfies Columns;

export type WhoRow = RowOf<typeof WHO_COLUMNS>;

/** What the list can be sorted by: the columns whose values tell more than another does. */
export const WHO_ORDERS = [
  'name',
  'kinds',
  'events',
  'writes',
  'destructive',
  'sensitive',
  'denied',
  'errors',
  'first',
  'last',
  'principals',
  'accounts',
  'regions',
  'services',
  'addresses',
  'agents',
] as const satisfies readonly (keyof WhoRow)[];
export type WhoOrder = (typeof WHO_ORDERS)[number];

/** More rows than this are not listed: those that come first by the order chosen. */
export const MOST_LISTED = 10_000;

/** Every one of them, unordered: to be kept, then listed from. */
export function whoTable(matches: Matches, group: WhoGroup): SqlQuery {
  const { text, values } = sql`WITH ${rowsOnce(matches)}, g AS MATERIALIZED (${members(group)}),
ac AS MATERIALIZED (${ACTIONS}),
base AS MATERIALIZED (SELECT ${gidOf(group)} AS gid, m.action_id, m.outcome, count(*) AS n FROM ${joined(group)} GROUP BY ALL),
times AS (SELECT ${gidOf(group)} AS gid, min(m.event_time) AS first, max(m.event_time) AS last FROM ${joined(group)} GROUP BY 1),
totals AS (SELECT gid, sum(n)::int AS events, ${verbs()},
    coalesce(sum(n) FILTER (WHERE outcome = 1), 0)::int AS denied,
    coalesce(sum(n) FILTER (WHERE outcome = 2), 0)::int AS errors
  FROM base b LEFT JOIN ac ON ac.id = b.action_id GROUP BY gid),
d_services AS (SELECT gid, count(service)::int AS n, ${one('service')}
  FROM (SELECT gid, ac.service FROM base b JOIN ac ON ac.id = b.action_id GROUP BY ALL) d GROUP BY gid),
places AS MATERIALIZED (SELECT ${gidOf(group)} AS gid, m.region_id, m.account_id, m.user_agent_id
  FROM ${joined(group)} GROUP BY ALL),
${joinSql(
  DISTINCT.map(({ name, id }) => distinctOf(name, id, group)),
  ',\n',
)},
d_principals AS (${principalsOf(group)}),
k AS (SELECT gid, bit_or(kinds) AS kinds FROM g GROUP BY gid)
SELECT t.gid, ${nameOf(group)} AS name, ${raw(group === 'principal' ? 'i.account_id' : 'NULL::VARCHAR')} AS account,
  coalesce(k.kinds, 0)::int AS kinds,
  t.events, t.writes, t.destructive, t.sensitive, t.denied, t.errors, times.first, times.last,
  coalesce(d_principals.n, 0)::int AS principals, p.principal AS "onePrincipal",
  d_services.n AS services, sv.event_source AS "oneService",
  ${joinSql(DISTINCT.map(distinctColumns), ', ')}
FROM totals t ${raw(group === 'address' ? 'LEFT JOIN source_address i ON i.id = t.gid' : 'LEFT JOIN identity i ON i.id = t.gid')}
${raw(group === 'person' || group === 'session' ? 'LEFT JOIN lineage ln ON ln.id = t.gid' : '')}
LEFT JOIN times ON times.gid = t.gid
LEFT JOIN k ON k.gid = t.gid
LEFT JOIN d_principals ON d_principals.gid = t.gid LEFT JOIN identity p ON p.id = d_principals.one
LEFT JOIN d_services ON d_services.gid = t.gid LEFT JOIN action sv ON sv.id = d_services.one
${joinSql(
  DISTINCT.map(({ name, table }) =>
    raw(
      `LEFT JOIN d_${name} ON d_${name}.gid = t.gid LEFT JOIN ${table} v_${name} ON v_${name}.id = d_${name}.one`,
    ),
  ),
  '\n',
)}`;
  return { name: 'principals', text, values, columns: WHO_COLUMNS };
}

/** A service is called by the id of an action of it. */
const ACTIONS = raw(`SELECT id, verb,
  CASE WHEN event_source IS NULL THEN NULL ELSE min(id) OVER (PARTITION BY event_source) END AS service FROM action`);

/** Kinds as bits, in the order of `PRINCIPAL_KINDS`: texts would have to be put together for every one. */
const KIND_BITS = `CASE principal_kind ${PRINCIPAL_KINDS.map((kind, at) => `WHEN '${kind}' THEN ${1 << at}`).join(' ')} ELSE 0 END`;

export function kindsOf(bits: number): PrincipalKind[] {
  return PRINCIPAL_KINDS.filter((_, at) => (bits & (1 << at)) !== 0);
}

/** The other way round. */
export function kindBits(kinds: readonly PrincipalKind[]): number {
  return PRINCIPAL_KINDS.reduce((bits, kind, at) => (kinds.includes(kind) ? bits | (1 << at) : bits), 0);
}

/** Each pass reads the rows again; where they are not kept, the filter is applied once all the same. */
export function rowsOnce(matches: Matches): Sql {
  const narrows = matches.all === null && matches.filter.clauses.some(({ disabled }) => !disabled);
  return sql`rows AS ${raw(narrows ? 'MATERIALIZED' : 'NOT MATERIALIZED')} (SELECT * FROM ${matchingRows(matches)} r)`;
}

/** Rows of (id of an identity, gid, kinds); gid 0 for those that have no such value. */
export function members(group: WhoGroup): Sql {
  if (group === 'address') return raw('SELECT 0 AS id, 0 AS gid, 0 AS kinds');
  const value = VALUE[group];
  const by = group === 'principal' ? 'i.principal, i.account_id' : value;
  const lineage = group === 'person' || group === 'session' ? 'LEFT JOIN lineage ln ON ln.id = i.id' : '';
  return raw(`SELECT i.id, CASE WHEN ${value} IS NULL THEN 0 ELSE min(i.id) OVER (PARTITION BY ${by}) END AS gid,
  ${KIND_BITS} AS kinds FROM identity i ${lineage}
UNION ALL SELECT 0, 0, 0`);
}

const VALUE = {
  principal: 'i.principal',
  person: 'ln.person',
  session: 'ln.session',
  key: 'i.access_key_id',
} as const;

const nameOf = (group: WhoGroup): Sql => raw(group === 'address' ? 'i.value' : VALUE[group]);

export const gidOf = (group: WhoGroup): Sql => raw(group === 'address' ? 'm.source_address_id' : 'g.gid');

export const joined = (group: WhoGroup): Sql =>
  raw(group === 'address' ? 'rows m' : 'rows m JOIN g ON g.id = m.identity_id');

function verbs(): Sql {
  const count = (verb: string, name: string): Sql =>
    sql`coalesce(sum(n) FILTER (WHERE ac.verb = ${verb}), 0)::int AS ${raw(name)}`;
  return joinSql(
    [count('write', 'writes'), count('destructive', 'destructive'), count('sensitive read', 'sensitive')],
    ', ',
  );
}

/** The id where there is just one: joined by it alone, for a condition on the count would be tried for all pairs of rows. */
const one = (id: string): Sql =>
  raw(`CASE WHEN max(${id}) = min(${id}) FILTER (WHERE ${id} <> 0) THEN max(${id}) END AS one`);

/** How many ids occur, and one of them: 0 stands for none. */
function distinctOf(name: string, id: string, group: WhoGroup): Sql {
  const from =
    id === 'source_address_id'
      ? sql`${gidOf(group)} AS gid, ${raw(`m.${id}`)} AS id FROM ${joined(group)}`
      : raw(`gid, ${id} AS id FROM places`);
  return sql`${raw(`d_${name}`)} AS (SELECT gid, (count(*) FILTER (WHERE id <> 0))::int AS n, ${one('id')}
  FROM (SELECT ${from} GROUP BY ALL) d GROUP BY gid)`;
}

function distinctColumns({ name, one }: (typeof DISTINCT)[number]): Sql {
  const label = `one${one.charAt(0).toUpperCase()}${one.slice(1)}`;
  return raw(`coalesce(d_${name}.n, 0)::int AS ${name}, v_${name}.value AS "${label}"`);
}

/** Of other groups: how many principals, as `members` tells them apart, and an identity of one. */
function principalsOf(group: WhoGroup): Sql {
  if (group === 'principal') return raw('SELECT 0 AS gid, 0 AS n, 0 AS one WHERE false');
  return sql`SELECT gid, (count(*) FILTER (WHERE p <> 0)) AS n, ${one('p')}
  FROM (SELECT d.gid, pg.gid AS p FROM (SELECT ${gidOf(group)} AS gid, m.identity_id AS id FROM ${joined(group)} GROUP BY ALL) d
    JOIN (${members('principal')}) pg ON pg.id = d.id GROUP BY ALL) e GROUP BY gid`;
}

export interface WhoListing {
  readonly order: WhoOrder;
  readonly descending: boolean;
  /** Only those whose name, account or kind contains it; `*` and `?` are wildcards. Empty: all. */
  readonly find: string;
}

export const LISTED_COLUMNS = {
  ...WHO_COLUMNS,
  /** How many there are, before and after the search, and the events of the latter. */
  all: 'integer',
  found: 'integer',
  foundEvents: 'number',
} as const satisfies Columns;

export type ListedRow = RowOf<typeof LISTED_COLUMNS>;

/** The first of them by the order. `table`: the kept table's name, or the query itself where nothing may be kept. */
export function listWho(table: string | SqlQuery, listing: WhoListing): SqlQuery<typeof LISTED_COLUMNS> {
  const from = typeof table === 'string' ? raw(table) : sql`(${{ text: table.text, values: table.values }})`;
  const { text, values } = sql`WITH who AS MATERIALIZED (SELECT * FROM ${from} w),
found AS (SELECT * FROM who WHERE ${findCondition(listing.find)})
SELECT f.*, (SELECT count(*) FROM who)::int AS "all", (count(*) OVER ())::int AS found,
  (sum(events) OVER ())::DOUBLE AS "foundEvents"
FROM found f ORDER BY ${orderSql(listing)} LIMIT ${raw(String(MOST_LISTED))}`;
  return { name: 'principals', text, values, columns: LISTED_COLUMNS };
}

function findCondition(find: string): Sql {
  const wanted = find.trim().toLowerCase();
  if (wanted === '') return TRUE;
  const parts = wildcardParts(wanted);
  const bits = kindBits(PRINCIPAL_KINDS.filter((kind) => kind.toLowerCase().includes(wanted)));
  const texts = ['name', 'account'].map(
    (column) => sql`coalesce(${matchesParts(column, parts, true)}, false)`,
  );
  return anyOf([...texts, ...(bits === 0 ? [] : [raw(`(kinds & ${bits}) <> 0`)])]);
}

function orderSql({ order, descending }: WhoListing): Sql {
  const way = descending ? 'DESC' : 'ASC';
  const column = order === 'name' ? 'lower(name)' : `"${order}"`;
  // Those that name nobody are many in one: last, whatever the order.
  return raw(`(gid = 0), ${column} ${way} NULLS LAST, events DESC, name NULLS LAST, gid`);
}
