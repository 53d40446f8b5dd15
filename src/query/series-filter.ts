/**
 * A series of counts as a filter: what has to be asked for to see the events that were counted. It says the same as
 * `isOfSeries` but for two things a filter does not tell apart: values that differ only in upper and lower case, and the
 * spellings of one IPv6 address. Both make it show more, never less.
 */
import type { FieldKey } from '#cloudtrail/fields.ts';
import { verbOf } from '#cloudtrail/verbs.ts';
import { mergeFilter, replaceValues } from './edit-filter.ts';
import { EMPTY_FILTER } from './filter.ts';
import type { Clause, Condition, Filter } from './filter.ts';
import type { SeriesName } from './series-name.ts';
import { isRegional } from './spike-parts.ts';

/** The matching events of a series. A plain choice of the same field gives way, as the series is among what it leaves. */
export function inSeries(filter: Filter, series: SeriesName, reads: boolean): Filter {
  const clauses: Clause[] = [];
  let narrowed = filter;
  for (const [field, value] of fieldsOf(series)) {
    if (value === null) clauses.push(except(isSet(field)));
    else narrowed = replaceValues(narrowed, { field }, [value]);
  }
  return mergeFilter(narrowed, { ...EMPTY_FILTER, clauses: [...clauses, ...definition(series, reads)] });
}

/** Null: the events that have none. */
type Value = readonly [field: FieldKey, value: string | null];

function fieldsOf(series: SeriesName): readonly Value[] {
  const { family, account, region } = series;
  const inRegion: readonly Value[] = isRegional(family) ? [['awsRegion', region]] : [];
  return [...ownFields(series), ...inRegion, ['recipientAccountId', account]];
}

function ownFields({ family, eventSource, name, ownAccount }: SeriesName): readonly Value[] {
  switch (family) {
    case 'trail':
      return [];
    case 'call':
      return [
        ['eventSource', eventSource],
        ['eventName', name],
      ];
    case 'error':
      return [['errorCode', name]];
    case 'denied':
      return [['outcome', 'denied']];
    case 'principal':
      return [
        ['principal', name],
        ['userIdentityAccountId', ownAccount],
      ];
    case 'address':
      return [['sourceIPAddress', name]];
  }
}

/**
 * What is counted at all. An API by a name of its own is no Insights event, and one that writes by its name is counted
 * whole: two conditions less to read. (It would show more only where one API's records say that it reads and that it
 * writes; CloudTrail says one of them of each.)
 */
function definition({ family, eventSource, name }: SeriesName, reads: boolean): Clause[] {
  const countsReads = reads || family === 'error' || family === 'denied' || family === 'trail';
  const isNamed = family === 'call' && name !== null;
  const mayRead = !isNamed || /read/.test(verbOf({ eventSource, eventName: name }));
  return [
    ...(isNamed ? [] : [except(NO_CALLS)]),
    ...(countsReads || !mayRead ? [] : [except(READING_MANAGEMENT)]),
  ];
}

const is = (field: FieldKey, ...texts: readonly string[]): Condition => ({
  kind: 'field',
  target: { field },
  tests: texts.map((text) => ({ kind: 'equals', text })),
});

const isSet = (field: FieldKey): Condition => ({
  kind: 'field',
  target: { field },
  tests: [{ kind: 'exists' }],
});

const except = (condition: Condition): Clause => ({ condition, negated: true, disabled: false });

const NO_CALLS: Condition = {
  kind: 'any',
  of: [
    is('eventCategory', 'Insight', 'Aggregated'),
    is('eventType', 'AwsCloudTrailInsight', 'AwsAggregatedEvent'),
  ],
};

const READING_MANAGEMENT: Condition = {
  kind: 'all',
  of: [
    {
      kind: 'any',
      of: [
        is('readOnly', 'true'),
        {
          kind: 'all',
          of: [{ kind: 'not', of: isSet('readOnly') }, is('verb', 'read', 'sensitive read')],
        },
      ],
    },
    { kind: 'not', of: is('eventCategory', 'Data') },
    { kind: 'not', of: is('managementEvent', 'false') },
  ],
};
