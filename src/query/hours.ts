/**
 * At which hours the busiest principals, services or addresses were active: counts by hour since 1970 UTC, in one
 * question. Which hour of which weekday that is in the reader's zone is worked out by `hour-cells.ts`, for the engine knows no zones.
 */
import type { Columns, RowOf, SqlQuery } from '#database/sql-query.ts';
import { matchingRows, type Matches } from './matches.ts';
import { moment } from './moment.ts';
import { HOUR } from './spike-cells.ts';
import { PRINCIPAL_KEYS } from './spike-series.ts';
import { raw, sql } from './sql-text.ts';

/** Of whom a picture is; `all`: one of all events. */
export const HOUR_GROUPS = ['principal', 'eventSource', 'sourceIPAddress', 'all'] as const;
export type HourGroup = (typeof HOUR_GROUPS)[number];

/** Pictures on a page. */
export const MOST_PICTURES = 24;
/** A year and a day, in hours; of longer logs the last. */
const MOST_HOURS = 366 * 24;

/** Milliseconds; begins and ends with a whole hour UTC. */
export interface HourRange {
  readonly from: number;
  readonly to: number;
  /** Earlier hours are not looked at. */
  readonly isCut: boolean;
}

/** Null when no event has a time. */
export function hourRange({ first, last }: { first: number | null; last: number | null }): HourRange | null {
  if (first === null || last === null) return null;
  const to = (Math.floor(last / HOUR) + 1) * HOUR;
  const begin = Math.floor(first / HOUR) * HOUR;
  const from = Math.max(begin, to - MOST_HOURS * HOUR);
  return { from, to, isCut: from > begin };
}

export const HOURS_COLUMNS = {
  /** The same for the same one as long as the data do not change. */
  key: 'integer',
  name: 'text?',
  /** The account that a principal belongs to, where that is known. */
  account: 'text?',
  events: 'integer',
  /** For `unpackHours`. */
  packed: 'text',
  /** How many there are; more than the rows when there are many. */
  all: 'integer',
} as const satisfies Columns;

export type HoursRow = RowOf<typeof HOURS_COLUMNS>;

interface Group {
  /** Column of an event. */
  readonly id: string;
  /** (id, key), where several ids mean the same. */
  readonly keys: string;
  /** Name and account, by the key, from a table. */
  readonly names: string;
  readonly table: string;
}

const GROUPS: Readonly<Record<HourGroup, Group>> = {
  principal: {
    id: 'identity_id',
    keys: PRINCIPAL_KEYS,
    names: 't.principal AS name, t.account_id AS account',
    table: 'identity',
  },
  eventSource: {
    id: 'action_id',
    keys: 'SELECT id, min(id) OVER (PARTITION BY event_source) AS key FROM action WHERE event_source IS NOT NULL',
    names: 't.event_source AS name, NULL::VARCHAR AS account',
    table: 'action',
  },
  sourceIPAddress: {
    id: 'source_address_id',
    keys: 'SELECT id, id AS key FROM source_address WHERE id <> 0',
    names: 't.value AS name, NULL::VARCHAR AS account',
    table: 'source_address',
  },
  all: {
    id: '0',
    keys: 'SELECT 0 AS id, 0 AS key',
    names: 'NULL::VARCHAR AS name, NULL::VARCHAR AS account',
    table: 'error',
  },
};

/** The busiest first. `step`: ms of what is counted together, see `hourStep`. Events that name none are left out. */
export function hoursBy(
  matches: Matches,
  by: HourGroup,
  { from, to }: HourRange,
  step: number,
): SqlQuery<typeof HOURS_COLUMNS> {
  const { id, keys, names, table } = GROUPS[by];
  const { text, values } = sql`WITH keys AS (${raw(keys)}),
counted AS MATERIALIZED (SELECT key, ((epoch_ms(event_time) - ${from}) // ${step})::int AS hour, count(*)::int AS n
  FROM ${matchingRows(matches)} m JOIN keys k ON k.id = ${raw(id)}
  WHERE event_time >= ${moment(from)} AND event_time < ${moment(to)} GROUP BY ALL),
totals AS (SELECT key, sum(n)::int AS events, (count(*) OVER ())::int AS every FROM counted GROUP BY key
  ORDER BY events DESC, key LIMIT ${raw(String(MOST_PICTURES))}),
packed AS (SELECT c.key, any_value(events) AS events, any_value(every) AS every,
  string_agg(hour || ' ' || n, ',' ORDER BY hour) AS packed FROM counted c JOIN totals t ON t.key = c.key GROUP BY c.key)
SELECT p.key::int AS key, ${raw(names)}, p.events, p.packed, p.every AS "all"
FROM packed p LEFT JOIN ${raw(table)} t ON t.id = p.key ORDER BY p.events DESC, p.key`;
  return { name: `hours-${by}`, text, values, columns: HOURS_COLUMNS };
}

/** Pairs of an hour, counted from the range's first, and its count: from 0 on, alternating. */
export function unpackHours(packed: string): number[] {
  const numbers: number[] = [];
  let number = 0;
  for (let at = 0; at <= packed.length; at++) {
    const digit = packed.charCodeAt(at) - 48;
    if (digit >= 0 && digit <= 9) number = number * 10 + digit;
    else {
      numbers.push(number);
      number = 0;
    }
  }
  return packed === '' ? [] : numbers;
}
