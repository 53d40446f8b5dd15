/**
 * What asks for a look in any trail: for each such pattern how many of the matching events it finds, who most, how many
 * others, and when. The patterns are filters, those of the presets where there is one, so that a count and the events
 * that it leads to are told by the same words.
 */
import { PROTECTION, SECRETS } from '#cloudtrail/protection.ts';
import { OUTCOMES } from '#cloudtrail/outcome.ts';
import type { NamesBySource } from '#cloudtrail/protection.ts';
import type { Columns, RowOf, SqlQuery } from '#database/sql-query.ts';
import { mergeFilter } from './edit-filter.ts';
import type { Clause, Filter } from './filter.ts';
import { matchingRows } from './matches.ts';
import type { Matches } from './matches.ts';
import { type Cells, relation, withCells } from './overview-cells.ts';
import { PRESETS, presetFilter } from './presets.ts';
import { parseSearch } from './search-syntax.ts';
import { allOf, anyOf, joinSql, raw, type Sql, sql } from './sql-text.ts';
import { clauseSql, readsText } from './where.ts';

interface Signal {
  readonly label: string;
  readonly about: string;
  readonly filter: Filter;
  /** What the filter reads of an event: only the call and how it ended, who made it, or its text as well. */
  readonly reads: 'call' | 'identity' | 'text';
  /** The calls of the filter by name, where they are many: one look at the table of calls instead of one for each service. */
  readonly names?: NamesBySource;
}

type Words = Partial<Pick<Signal, 'label' | 'reads' | 'names'>> & { readonly note?: string };

/** What a preset finds, and how that is told. */
function ofPreset(id: string, { label, note = '', reads = 'call', names }: Words = {}): Signal {
  const preset = PRESETS.find((one) => one.id === id);
  if (preset === undefined) throw new Error(`There is no preset ${id}.`);
  return {
    label: label ?? preset.label,
    about: `${preset.about}${note}`,
    filter: presetFilter(preset),
    reads,
    ...(names === undefined ? {} : { names }),
  };
}

/** The gravest first. */
export const SIGNALS = {
  protection: ofPreset('protection-off', {
    label: 'Protection touched',
    note: ' Refused attempts count too.',
    names: PROTECTION,
  }),
  root: ofPreset('root', {
    label: 'Root use',
    note: ' As CIS AWS Foundations 4.3 has it.',
    reads: 'identity',
  }),
  withoutMfa: ofPreset('sign-ins-without-mfa', {
    note: ' After CIS 4.2, whose pattern would count those too.',
    reads: 'text',
  }),
  signInFailures: ofPreset('sign-in-failures', { note: ' CIS 4.6, and Identity Center besides.' }),
  denied: ofPreset('denied', {
    label: 'Denied calls',
    note: ' Wider than CIS 4.1, which knows two error codes.',
  }),
  destructive: {
    label: 'Destructive calls',
    about:
      'Calls whose name says that they delete, stop, detach, disable or revoke something, refused or not.',
    filter: parseSearch('verb:destructive').filter,
    reads: 'call',
  },
  iam: ofPreset('iam-changes', { note: ' Refused attempts count too.' }),
  secrets: ofPreset('secrets', { note: ' Refused attempts count too.', names: SECRETS }),
  signIns: ofPreset('sign-ins'),
} as const satisfies Record<string, Signal>;

export type SignalId = keyof typeof SIGNALS;

const isSignal = (id: string): id is SignalId => Object.hasOwn(SIGNALS, id);
export const SIGNAL_IDS: readonly SignalId[] = Object.keys(SIGNALS).filter(isSignal);

export const SIGNAL_COLUMNS = {
  signal: 'text',
  count: 'integer',
  /** How many principals; events that name none are of nobody. */
  principals: 'integer',
  /** Who most. */
  principal: 'text?',
  account: 'text?',
  /** Events of that one. */
  own: 'integer',
  first: 'time?',
  last: 'time?',
} as const satisfies Columns;

export type SignalRow = RowOf<typeof SIGNAL_COLUMNS>;

/**
 * A row for each signal of which there are events. `matches`: for those that ask for more of an event than what a cell has.
 * `kinds`: `signalKinds`, where those are kept.
 */
export function overviewSignals(
  cells: Cells,
  matches: Matches,
  signals: readonly SignalId[] = SIGNAL_IDS,
  kinds: Cells = signalKinds(signals),
): SqlQuery<typeof SIGNAL_COLUMNS> {
  const byCall = signals.filter((id) => readsOf(id) === 'call');
  const others = signals.filter((id) => readsOf(id) !== 'call');
  const { text, values } = sql`${withCells(cells)},
${joinSql([...callHits(byCall, kinds), ...otherHits(others, matches)], ',\n')},
hit AS (${joinSql(
    [
      ...(byCall.length === 0 ? [] : [raw('SELECT * FROM call_hit')]),
      ...(others.length === 0 ? [] : [raw('SELECT * FROM other_hit')]),
    ],
    ' UNION ALL ',
  )}),
who AS (SELECT signal, principal_id, sum(events) AS n, min(first) AS first, max(last) AS last FROM hit GROUP BY signal, principal_id),
ranked AS (SELECT *, row_number() OVER (PARTITION BY signal ORDER BY principal_id = 0, n DESC, principal_id) AS place,
    sum(n) OVER (PARTITION BY signal) AS all_events, min(first) OVER (PARTITION BY signal) AS since,
    max(last) OVER (PARTITION BY signal) AS until, count(*) FILTER (WHERE principal_id <> 0) OVER (PARTITION BY signal) AS principals
  FROM who)
SELECT r.signal, r.all_events::int AS count, r.principals::int AS principals, i.principal, i.account_id AS account,
  r.n::int AS own, r.since AS first, r.until AS last
FROM ranked r LEFT JOIN identity i ON i.id = r.principal_id WHERE place = 1 ORDER BY r.signal`;
  return { name: 'overview-signals', text, values, columns: SIGNAL_COLUMNS };
}

const readsOf = (id: SignalId): Signal['reads'] => SIGNALS[id].reads;

/**
 * Rows of (signal, action_id, outcome): there are few kinds of calls and outcomes, so the conditions are put to those, whether
 * the filter leaves some or not. Planning them takes longer than all else about signals: kept, it is done once.
 */
export function signalKinds(signals: readonly SignalId[] = SIGNAL_IDS): SqlQuery {
  const byCall = signals.filter((id) => readsOf(id) === 'call');
  const kinds = byCall.map((id) => {
    const { filter, names }: Signal = SIGNALS[id];
    const condition = names === undefined ? allOf(filter.clauses.map(clauseSql)) : namedCalls(names);
    return sql`SELECT ${id} AS signal, action_id, outcome FROM kind e WHERE ${condition}`;
  });
  const { text, values } = sql`WITH kind AS MATERIALIZED (SELECT a.id AS action_id, o.outcome
    FROM (SELECT id FROM action UNION ALL SELECT 0) a CROSS JOIN (SELECT unnest(${OUTCOME_CODES})::UTINYINT AS outcome) o)
  ${joinSql(kinds.length === 0 ? [NO_KIND] : kinds, '\n  UNION ALL ')}`;
  return { name: 'overview-kinds', text, values, columns: { signal: 'text' } };
}

const OUTCOME_CODES = raw(`[${OUTCOMES.map((_, code) => code).join(', ')}]`);
const NO_KIND = sql`SELECT '' AS signal, action_id, outcome FROM kind WHERE false`;

/** The cells are read once for all of them. */
function callHits(signals: readonly SignalId[], kinds: Cells): Sql[] {
  if (signals.length === 0) return [];
  return [
    sql`found AS MATERIALIZED (SELECT * FROM ${relation(kinds)} k)`,
    raw(`call_hit AS (SELECT f.signal, c.principal_id, sum(c.events) AS events, min(c.first) AS first, max(c.last) AS last
  FROM cell c JOIN found f ON f.action_id = c.action_id AND f.outcome = c.outcome GROUP BY f.signal, c.principal_id)`),
  ];
}

/** Of few events: their principals are looked for as `members` tells them apart, without doing so for all others. */
function otherHits(signals: readonly SignalId[], matches: Matches): Sql[] {
  if (signals.length === 0) return [];
  const rows = signals.map(
    (id) => sql`SELECT ${id} AS signal, h.identity_id, h.event_time FROM (${rowsOf(id, matches)}) h`,
  );
  return [
    sql`row_hit AS MATERIALIZED (SELECT signal, identity_id, count(*) AS events, min(event_time) AS first, max(event_time) AS last
  FROM (${joinSql(rows, '\n  UNION ALL ')}) r GROUP BY signal, identity_id)`,
    raw(`other_hit AS (SELECT h.signal, coalesce(min(j.id), 0) AS principal_id, any_value(h.events) AS events, any_value(h.first) AS first,
    any_value(h.last) AS last
  FROM row_hit h LEFT JOIN identity i ON i.id = h.identity_id
  LEFT JOIN identity j ON j.principal = i.principal AND j.account_id IS NOT DISTINCT FROM i.account_id GROUP BY h.signal, h.identity_id)`),
  ];
}

function rowsOf(id: SignalId, matches: Matches): Sql {
  const { clauses } = SIGNALS[id].filter;
  const isText = ({ condition }: Clause): boolean => readsText(condition);
  const byText = clauses.filter(isText);
  const byIds = allOf(clauses.filter((clause) => !isText(clause)).map(clauseSql));
  const rows = sql`SELECT e.row_id, e.identity_id, e.event_time FROM ${matchingRows(matches)} e WHERE ${byIds}`;
  return byText.length === 0 ? rows : withText(rows, byText);
}

function namedCalls(list: NamesBySource): Sql {
  const parts = list.map(([source, names]) => {
    const each = names.trim().split(/\s+/);
    const own = each.map((name) => sql`${name.toLowerCase()}`);
    return sql`(lower(event_source) = ${source} AND lower(event_name) IN (${joinSql(own, ', ')}))`;
  });
  return sql`e.action_id IN (SELECT id FROM action WHERE ${anyOf(parts)})`;
}

/** The few that are left are kept for a moment before their texts are looked at: else the engine would read those of every event. */
function withText(rows: Sql, clauses: readonly Clause[]): Sql {
  return sql`WITH few AS MATERIALIZED (${rows}),
    read AS MATERIALIZED (SELECT f.identity_id, f.event_time, ${raw(TEXTS)} FROM few f JOIN event x ON x.rowid = f.row_id)
    SELECT e.identity_id, e.event_time FROM read e WHERE ${allOf(clauses.map(clauseSql))}`;
}

/** Of sign-ins: where they say whether MFA was used. */
const TEXTS = 'x.additional_event_data, x.escaped';

/** The matching events that a signal counts. */
export function signalFilter(filter: Filter, signal: SignalId): Filter {
  return mergeFilter(filter, SIGNALS[signal].filter);
}
