/**
 * AWS's own Insights events among the loaded ones, and which of them a filter leaves.
 *
 * At the top level an Insights record has neither `eventSource` nor a name, address or identity: a filter on `eventName` would never
 * leave one, though it is of that very API. So a filter is asked of what the Insights event is about: its own service, event name,
 * error, region, account, ids and time, and, for words looked for anywhere, all its texts. What it cannot answer (who, from where, with
 * which outcome) does not rule it out.
 */
import type { FieldKey } from '#cloudtrail/fields.ts';
import type { Insight, InsightEnvelope } from '#cloudtrail/insights.ts';
import type { Columns, RowOf, SqlQuery } from '#database/sql-query.ts';
import { compileTest } from '#lib/value-test.ts';
import { addressOf, type EventAddress } from './event-detail.ts';
import { EVENT_EXPRESSIONS } from './event-row.ts';
import type { Condition, Filter, Test } from './filter.ts';
import { moment } from './moment.ts';
import { raw, type Sql, sql } from './sql-text.ts';

/** More records are not read. */
export const MOST_INSIGHT_RECORDS = 2_000;
/** Characters; AWS's own are a tenth of it. */
const LONGEST_DETAILS = 300_000;

export const INSIGHT_COLUMNS = {
  rowId: 'number',
  eventTime: 'time?',
  eventID: 'text?',
  sharedEventID: 'text?',
  awsRegion: 'text?',
  recipientAccountId: 'text?',
  fileName: 'text?',
  recordOffset: 'number',
  conflict: 'flag',
  /** Characters of what is to be read of it; 0 for what is too long to be an Insights event's. */
  length: 'integer',
} as const satisfies Columns;

export type InsightRow = RowOf<typeof INSIGHT_COLUMNS>;

const NAMED = Object.entries(EVENT_EXPRESSIONS)
  .filter(([name]) => Object.hasOwn(INSIGHT_COLUMNS, name))
  .map(([name, expression]) => `${expression} AS "${name}"`)
  .join(', ');

const LENGTH = `CASE WHEN length(e.other_fields) <= ${LONGEST_DETAILS} THEN length(e.other_fields) ELSE 0 END::int`;

/** Tables may lack type and category, but then there is no event name either. */
const MAY_BE_INSIGHT = raw(`(e.action_id = 0 OR e.action_id IN (SELECT id FROM action
    WHERE lower(event_type) = 'awscloudtrailinsight' OR lower(event_category) = 'insight' OR (event_source IS NULL AND event_name IS NULL)))
  AND e.other_fields LIKE '%"insight%'`);

/** The records of Insights events: first those of the filter's time, and of these the newest first. */
export function insightRecords({ from, to }: Pick<Filter, 'from' | 'to'>): SqlQuery<typeof INSIGHT_COLUMNS> {
  const most = raw(String(MOST_INSIGHT_RECORDS + 1));
  const { text, values } = sql`SELECT e.rowid::DOUBLE AS "rowId", ${raw(NAMED)}, ${raw(LENGTH)} AS length
FROM (SELECT e.rowid AS row_id, row_number() OVER (ORDER BY ${isNear(from, to)} DESC, event_time DESC NULLS LAST, file_id, record_offset) AS place
  FROM event e WHERE ${MAY_BE_INSIGHT} QUALIFY place <= ${most}) o
JOIN event e ON e.rowid = o.row_id
LEFT JOIN region r ON r.id = e.region_id LEFT JOIN account acc ON acc.id = e.account_id LEFT JOIN file f ON f.id = e.file_id
ORDER BY o.place`;
  return { name: 'insight-records', text, values, columns: INSIGHT_COLUMNS };
}

/** The other half of what is within lies a little outside. */
const MARGIN = 86_400_000;

function isNear(from: number | null, to: number | null): Sql {
  const after = from === null ? raw('true') : sql`event_time >= ${moment(from - MARGIN)}`;
  const before = to === null ? raw('true') : sql`event_time < ${moment(to + MARGIN)}`;
  return sql`coalesce(${after} AND ${before}, false)`;
}

const TEXT_COLUMNS = { rowId: 'number', details: 'text?' } as const satisfies Columns;

/** What the records say, for so many as are to be read in one go. */
export function insightTexts(rows: readonly InsightRow[]): SqlQuery<typeof TEXT_COLUMNS> {
  const ids = rows.map(({ rowId }) => `(${BigInt(rowId)}::BIGINT)`).join(', ');
  return {
    name: 'insight-texts',
    text: `SELECT e.rowid::DOUBLE AS "rowId", e.other_fields AS details FROM event e JOIN (VALUES ${ids}) v(row_id) ON e.rowid = v.row_id`,
    values: [],
    columns: TEXT_COLUMNS,
  };
}

/** Parts of so many characters together, so that none is long to wait for. What is not to be read is left out. */
export function inParts(rows: readonly InsightRow[], most = 2_000_000): InsightRow[][] {
  const parts: InsightRow[][] = [];
  let room = 0;
  for (const row of rows) {
    if (row.length === 0) continue;
    if (row.length > room || parts.length === 0) {
      parts.push([]);
      room = most;
    }
    room -= row.length;
    parts.at(-1)?.push(row);
  }
  return parts;
}

export function envelopeOf(row: InsightRow): InsightEnvelope<EventAddress> {
  return {
    sharedEventId: row.sharedEventID,
    eventId: row.eventID,
    time: row.eventTime,
    region: row.awsRegion,
    account: row.recipientAccountId,
    place: addressOf(row),
  };
}

/** Those that the filter does not rule out. */
export function insightsWithin<I extends Insight>(insights: readonly I[], filter: Filter): I[] {
  const clauses = filter.clauses.filter((clause) => !clause.disabled);
  const rules = clauses.map(({ condition, negated }) =>
    ruleOf(negated ? { kind: 'not', of: condition } : condition),
  );
  return insights.filter(
    (insight) => isInTime(insight, filter) && rules.every((rule) => rule(insight) !== false),
  );
}

/** Any part of it is enough. */
function isInTime({ span }: Insight, { from, to }: Filter): boolean {
  if (from === null && to === null) return true;
  return span !== null && span.to >= (from ?? -Infinity) && span.from < (to ?? Infinity);
}

/** True, false, or null: an Insights event cannot tell. */
type Rule = (insight: Insight) => boolean | null;

function ruleOf(condition: Condition): Rule {
  switch (condition.kind) {
    case 'field':
      return 'field' in condition.target ? fieldRule(condition.target.field, condition.tests) : () => null;
    case 'anywhere': {
      const holds = compileTest(condition.test, true);
      return (insight) => allTexts(insight).some(holds);
    }
    case 'not': {
      const rule = ruleOf(condition.of);
      return (insight) => opposite(rule(insight));
    }
    case 'all':
      return together(condition.of.map(ruleOf), false);
    case 'any':
      return together(condition.of.map(ruleOf), true);
  }
}

const opposite = (answer: boolean | null): boolean | null => (answer === null ? null : !answer);

/** One such answer decides; without it, one that cannot tell leaves it open. */
function together(rules: readonly Rule[], deciding: boolean): Rule {
  return (insight) => {
    const answers = rules.map((rule) => rule(insight));
    if (answers.includes(deciding)) return deciding;
    return answers.includes(null) ? null : !deciding;
  };
}

const OWN_FIELDS: Partial<Record<FieldKey, (insight: Insight) => string | null>> = {
  eventSource: ({ eventSource }) => eventSource,
  eventName: ({ eventName }) => eventName,
  awsRegion: ({ region }) => region,
  recipientAccountId: ({ account }) => account,
  sharedEventID: ({ id }) => id,
};

function fieldRule(field: FieldKey, tests: readonly Test[]): Rule {
  const own = OWN_FIELDS[field];
  // Of a call rate no error is told, though some of its calls may have failed.
  if (field === 'errorCode') {
    const rule = valueRule(({ errorCode }) => errorCode, tests);
    return (insight) => (insight.errorCode === null ? null : rule(insight));
  }
  return own === undefined ? () => null : valueRule(own, tests);
}

function valueRule(own: (insight: Insight) => string | null, tests: readonly Test[]): Rule {
  const holds = tests.map((test) => (test.kind === 'same' ? null : compileTest(test)));
  if (holds.includes(null)) return () => null;
  return (insight) => {
    const value = own(insight);
    return value !== null && holds.some((one) => one?.(value) === true);
  };
}

function allTexts(insight: Insight): string[] {
  const { id, type, eventSource, eventName, errorCode, region, account, attributions } = insight;
  const values = attributions.flatMap((one) => [...one.insight, ...one.baseline].map(({ value }) => value));
  return [id, type, eventSource, eventName, errorCode, region, account, ...values].filter(
    (text) => text !== null,
  );
}
