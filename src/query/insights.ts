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
  /** It says itself that it is an Insights event; else it has no name, as rows of tables that leave the type out. */
  isTyped: 'flag',
} as const satisfies Columns;

export type InsightRow = RowOf<typeof INSIGHT_COLUMNS>;

const NAMED = Object.entries(EVENT_EXPRESSIONS)
  .filter(([name]) => Object.hasOwn(INSIGHT_COLUMNS, name))
  .map(([name, expression]) => `${expression} AS "${name}"`)
  .join(', ');

const TYPED = `lower(event_type) = 'awscloudtrailinsight' OR lower(event_category) = 'insight'`;

/**
 * What may be the records of Insights events: first those that say so, of these those of the filter's time, and of these the newest.
 * No text is read for it; events without any name are looked into afterwards.
 */
export function insightRecords({ from, to }: Pick<Filter, 'from' | 'to'>): SqlQuery<typeof INSIGHT_COLUMNS> {
  const { text, values } = sql`WITH t AS (SELECT id, coalesce(${raw(TYPED)}, false) AS is_typed FROM action
  WHERE ${raw(TYPED)} OR (event_source IS NULL AND event_name IS NULL) UNION ALL SELECT 0, false),
o AS (SELECT e.rowid AS row_id, t.is_typed, ${isNear(from, to)} AS is_near, event_time, file_id, record_offset FROM event e JOIN t ON t.id = e.action_id
  ORDER BY is_typed DESC, is_near DESC, event_time DESC NULLS LAST, file_id, record_offset LIMIT ${raw(String(MOST_INSIGHT_RECORDS + 1))})
SELECT e.rowid::DOUBLE AS "rowId", ${raw(NAMED)}, o.is_typed AS "isTyped"
FROM o JOIN event e ON e.rowid = o.row_id
LEFT JOIN region r ON r.id = e.region_id LEFT JOIN account acc ON acc.id = e.account_id LEFT JOIN file f ON f.id = e.file_id
ORDER BY o.is_typed DESC, o.is_near DESC, o.event_time DESC NULLS LAST, o.file_id, o.record_offset`;
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

/** Of a join with so few rows the engine reads only the parts of the table that hold one. */
const AT_ONCE = 50;

/** What the records say, in one question for some of them each; null for what is nothing of an Insights event, or too long to be. */
export function insightTexts(rows: readonly InsightRow[]): SqlQuery<typeof TEXT_COLUMNS>[] {
  const parts = Array.from({ length: Math.ceil(rows.length / AT_ONCE) }, (_, part) =>
    rows.slice(part * AT_ONCE, (part + 1) * AT_ONCE),
  );
  return parts.map((part) => ({
    name: 'insight-texts',
    text: `SELECT e.rowid::DOUBLE AS "rowId",
  CASE WHEN length(e.other_fields) <= ${LONGEST_DETAILS} AND e.other_fields LIKE '%"insight%' THEN e.other_fields END AS details
FROM event e JOIN (VALUES ${part.map(({ rowId }) => `(${BigInt(rowId)}::BIGINT)`).join(', ')}) v(row_id) ON e.rowid = v.row_id`,
    values: [],
    columns: TEXT_COLUMNS,
  }));
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
