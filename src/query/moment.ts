/** A point in time as SQL. */
import { type Sql, sql } from './sql-text.ts';

/** More than this is no date in JavaScript, and with room to spare one in the engine. */
const MOST = 8.64e15;

/**
 * `ms`: since 1970 UTC. In the type of `event_time`: compared with any other, every event's time would be converted (50
 * instead of 5 ms over a million), and no part of the table passed over.
 */
export function moment(ms: number): Sql {
  const bounded = Number.isNaN(ms) ? 0 : Math.max(-MOST, Math.min(MOST, Math.trunc(ms)));
  return sql`make_timestamp_ms(${bounded})::TIMESTAMP_MS`;
}
