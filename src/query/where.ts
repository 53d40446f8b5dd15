/**
 * A filter → a condition over `event e`. What repeats is searched in its small table, and events are matched by id:
 * hundreds of names instead of a million events. Every condition is true or not; absent values do not make it unknown
 * where it counts, so NOT means "all others". Total: a filter that makes no sense matches nothing.
 */
import { OUTCOMES } from '#cloudtrail/outcome.ts';
import type { FieldKey } from '#cloudtrail/fields.ts';
import { timeSpanOf } from '#lib/time-text.ts';
import { compileTest, timeRange, type ValueTest } from '#lib/value-test.ts';
import { parseAddress } from '#lib/ip-block.ts';
import { anywhere } from './anywhere.ts';
import { type FieldSource, idColumn, sourceOf, sourceOfPath, type SmallTable } from './field-sources.ts';
import { canonicalClause } from './filter.ts';
import type { Clause, Condition, Filter, Target, Test } from './filter.ts';
import { jsonContains, jsonPathHolds } from './json-conditions.ts';
import { allOf, anyOf, FALSE, raw, type Sql, sql } from './sql-text.ts';
import { moment } from './moment.ts';
import { columnTest, EVENT_ID_TEXT } from './text-conditions.ts';

/** The whole filter, for `FROM event e WHERE …`; `true` when it narrows nothing. */
export function where(filter: Filter): Sql {
  return allOf([...timeConditions(filter), ...enabled(filter).map(clauseSql)]);
}

function enabled(filter: Filter): Clause[] {
  return filter.clauses.filter((clause) => !clause.disabled);
}

export function timeConditions({ from, to }: Pick<Filter, 'from' | 'to'>): Sql[] {
  const conditions: Sql[] = [];
  if (from !== null) conditions.push(sql`e.event_time >= ${moment(from)}`);
  if (to !== null) conditions.push(sql`e.event_time < ${moment(to)}`);
  return conditions;
}

/** Whether the clause holds, negation included; that it may be set aside is not looked at. */
export function clauseSql(clause: Clause): Sql {
  return allOf(
    canonicalClause(clause).map(({ condition, negated }) => {
      const holds = conditionSql(condition);
      return negated ? not(holds) : holds;
    }),
  );
}

/** Unknown counts as "does not hold", so its opposite holds. */
const not = (condition: Sql): Sql => sql`((${condition}) IS NOT TRUE)`;

function conditionSql(condition: Condition): Sql {
  switch (condition.kind) {
    case 'field':
      return fieldSql(condition.target, condition.tests);
    case 'anywhere':
      return anywhere(condition.test);
    case 'not':
      return not(conditionSql(condition.of));
    case 'all':
      return allOf(condition.of.map(conditionSql));
    case 'any':
      return anyOf(condition.of.map(conditionSql));
  }
}

/** True when the condition reads more of an event than its ids, time and outcome: then every event's text is read. */
export function readsText(condition: Condition): boolean {
  switch (condition.kind) {
    case 'field': {
      const source = targetSource(condition.target);
      if (source.in === 'path') return sourceOfPath(source.path).source.in === 'event';
      return source.in === 'event' || source.in === 'resource' || source.in === 'event-id';
    }
    case 'anywhere':
      return true;
    case 'not':
      return readsText(condition.of);
    case 'all':
    case 'any':
      return condition.of.some(readsText);
  }
}

function targetSource(target: Target): FieldSource {
  return 'field' in target ? sourceOf(target.field) : { in: 'path', path: target.path };
}

function fieldSql(target: Target, tests: readonly Test[]): Sql {
  const references = tests.flatMap((test) => (test.kind === 'same' ? [test.field] : []));
  const plain = tests.flatMap((test) => (test.kind === 'same' ? [] : [test]));
  const key = 'field' in target ? target.field : null;
  const same = references.map((other) => (key === null ? FALSE : sameValue(key, other)));
  return anyOf([...(plain.length === 0 ? [] : [plainTests(targetSource(target), plain)]), ...same]);
}

function plainTests(source: FieldSource, tests: readonly ValueTest[]): Sql {
  switch (source.in) {
    case 'small':
      return inSmall(
        source.table,
        columnTests(source, source.table === 'source_address' ? tests.flatMap(withAddressForms) : tests),
      );
    case 'event':
      return columnTests({ ...source, column: `e.${source.column}` }, tests);
    case 'path':
      return pathTests(source.path, tests);
    case 'time':
      return anyOf(tests.map(timeTest));
    case 'outcome':
      return outcomeTests(tests);
    case 'event-id':
      return anyOf(tests.map(eventIdTest));
    case 'reach':
      return anyOf(tests.map(reachTest));
    case 'resource':
      return anyOf(RESOURCE_COLUMNS.flatMap((column) => tests.map((test) => jsonContains(column, test))));
  }
}

/** Of any but a whole name there is no blast radius. */
const reachTest = (test: ValueTest): Sql => (test.kind === 'equals' ? inReach(test.text) : FALSE);

/** Events that the session has put into the table `reach`. By identity first: alone, the second part is five times slower. */
export function inReach(root: string): Sql {
  return sql`(e.identity_id IN (SELECT identity_id FROM reach WHERE lower(root) = lower(${root}))
    AND EXISTS (SELECT 1 FROM reach r WHERE lower(r.root) = lower(${root}) AND r.identity_id = e.identity_id
    AND coalesce(e.event_time >= r.from_time, r.from_time IS NULL) AND coalesce(e.event_time < r.to_time, r.to_time IS NULL)))`;
}

/** CloudTrail fills `resources` for few events; the others name what they act on in the request or the response. */
const RESOURCE_COLUMNS = ['e.resources', 'e.request_parameters', 'e.response_elements'];

function inSmall(table: SmallTable, condition: Sql): Sql {
  return sql`e.${raw(idColumn(table))} IN (SELECT id FROM ${raw(table)} WHERE ${condition})`;
}

function columnTests(
  source: { readonly column: string; readonly holds: 'value' | 'text' | 'json' },
  tests: readonly ValueTest[],
): Sql {
  if (source.holds === 'json') return anyOf(tests.map((test) => jsonContains(source.column, test)));
  const part = source.holds === 'text';
  return columnTest(source.column, tests, part);
}

/** An address of IPv6 can be written in many ways; as a block of one it is found in all. */
function withAddressForms(test: ValueTest): ValueTest[] {
  if (test.kind !== 'equals' || !test.text.includes(':') || parseAddress(test.text) === null) return [test];
  return [test, { kind: 'within', block: `${test.text}/128` }];
}

function pathTests(path: readonly string[], tests: readonly ValueTest[]): Sql {
  const { source, rest } = sourceOfPath(path);
  if (source.in === 'small')
    return inSmall(source.table, anyOf(tests.map((test) => jsonPathHolds(source.column, rest, test))));
  return anyOf(tests.map((test) => jsonPathHolds(`e.${source.column}`, rest, test)));
}

function timeTest(test: ValueTest): Sql {
  if (test.kind === 'exists') return raw('e.event_time IS NOT NULL');
  if (test.kind === 'equals') {
    const span = timeSpanOf(test.text);
    return span === null ? FALSE : allOf(timeConditions({ from: span.start, to: span.end }));
  }
  const range = test.kind === 'range' ? timeRange(test.from, test.to) : undefined;
  return range === undefined ? FALSE : allOf(timeConditions(range), raw('e.event_time IS NOT NULL'));
}

function outcomeTests(tests: readonly ValueTest[]): Sql {
  const holds = tests.map((test) => compileTest(test));
  const codes = OUTCOMES.flatMap((outcome, code) => (holds.some((one) => one(outcome)) ? [code] : []));
  return codes.length === 0 ? FALSE : raw(`e.outcome IN (${codes.join(', ')})`);
}

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;

/** Most eventIDs are stored as UUIDs, which are compared as numbers. */
function eventIdTest(test: ValueTest): Sql {
  if (test.kind === 'equals' && UUID.test(test.text))
    return sql`(e.event_id = CAST(${test.text} AS UUID) OR lower(e.odd_event_id) = ${test.text.toLowerCase()})`;
  if (test.kind === 'equals') return columnTest('e.odd_event_id', [test], false);
  return columnTest(EVENT_ID_TEXT, [test], false);
}

/** The pairs of ids whose values are equal: few, since both stand in small tables. */
function sameValue(one: FieldKey, other: FieldKey): Sql {
  const [a, b] = [sourceOf(one), sourceOf(other)];
  if (a.in !== 'small' || b.in !== 'small') return FALSE;
  if (a.table === b.table) return inSmall(a.table, raw(`lower(${a.column}) = lower(${b.column})`));
  return raw(`EXISTS (SELECT 1 FROM ${a.table} x JOIN ${b.table} y ON lower(x.${a.column}) = lower(y.${b.column})
    WHERE x.id = e.${idColumn(a.table)} AND y.id = e.${idColumn(b.table)})`);
}
