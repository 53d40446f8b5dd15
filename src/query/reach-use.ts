/** How much the credentials of a blast radius were used, and from where. */
import type { SqlQuery } from '#database/sql-query.ts';
import { matchingRows, type Matches } from './matches.ts';
import { sql } from './sql-text.ts';

export const IDENTITY_USE_COLUMNS = {
  identityId: 'integer',
  /** Null: calls without a source address. */
  address: 'text?',
  calls: 'integer',
  /** Of the identity from all addresses, of which the first few are there. */
  allCalls: 'integer',
  addresses: 'integer',
} as const;

/** Addresses of each identity, those with the most calls. */
const MOST_ADDRESSES = 3;
const MOST_ROWS = 60_000;

/** The matching events of each identity, counted by ids before names are looked at; most calls first. */
export function identityUse(matches: Matches): SqlQuery<typeof IDENTITY_USE_COLUMNS> {
  const { text, values } = sql`WITH c AS (
  SELECT identity_id, source_address_id, count(*) AS n FROM ${matchingRows(matches)} m GROUP BY 1, 2
), r AS (
  SELECT *, row_number() OVER (PARTITION BY identity_id ORDER BY n DESC, source_address_id) AS rank,
    count(*) OVER (PARTITION BY identity_id) AS addresses, sum(n) OVER (PARTITION BY identity_id) AS every
  FROM c
)
SELECT r.identity_id AS "identityId", s.value AS address, r.n::int AS calls, r.every::int AS "allCalls",
  r.addresses::int AS addresses
FROM r LEFT JOIN source_address s ON s.id = r.source_address_id
WHERE r.rank <= ${MOST_ADDRESSES} ORDER BY r.every DESC, r.identity_id, r.rank LIMIT ${MOST_ROWS}`;
  return { name: 'identity-use', text, values, columns: IDENTITY_USE_COLUMNS };
}

export const FIRST_CALL_COLUMNS = {
  address: 'text',
  first: 'time',
  calls: 'integer',
  /** Addresses in all. */
  addresses: 'integer',
} as const;

const MOST_FIRST_CALLS = 20;

/**
 * Since when a root itself was used from which address, the newest address first. `matches`: of the root's blast radius;
 * what came from it is left out.
 */
export function firstCalls(matches: Matches, root: string): SqlQuery<typeof FIRST_CALL_COLUMNS> {
  const { text, values } = sql`WITH c AS (
  SELECT source_address_id, min(event_time) AS first, count(*) AS n FROM ${matchingRows(matches)} m
  WHERE event_time IS NOT NULL AND identity_id IN
    (SELECT identity_id FROM reach WHERE depth = 0 AND lower(root) = lower(${root}))
  GROUP BY 1
)
SELECT s.value AS address, c.first, c.n::int AS calls, (count(*) OVER ())::int AS addresses
FROM c JOIN source_address s ON s.id = c.source_address_id WHERE s.value IS NOT NULL
ORDER BY c.first DESC, s.value LIMIT ${MOST_FIRST_CALLS}`;
  return { name: 'first-calls', text, values, columns: FIRST_CALL_COLUMNS };
}
