/** Facets, histogram, page and their kin, over the fixtures and the real engine, against plain counts of the oracle. */
import { beforeAll, describe, expect, it } from 'vitest';
import { FIELD_KEYS } from '#cloudtrail/fields.ts';
import type { FieldKey } from '#cloudtrail/fields.ts';
import { differences } from './differences.ts';
import { addValue, withTime } from './edit-filter.ts';
import { eventWindow } from './event-page.ts';
import { COUNTABLE_FIELDS, DEFAULT_FACETS } from './facet-columns.ts';
import { topValues } from './facets.ts';
import { EMPTY_FILTER } from './filter.ts';
import type { Filter } from './filter.ts';
import { chooseBuckets, histogram, MOST_BUCKETS, timeRangeOf, topNamesBetween } from './histogram.ts';
import { matchOrder, positionByTime, positionInOrder, topMatches } from './match-page.ts';
import { NEWEST_FIRST, SORTABLE_FIELDS } from './sort.ts';
import { countMatches, EVERYTHING, type Matches, prepareMatches, unkept } from './matches.ts';
import { PRESETS } from './presets.ts';
import { parseSearch } from './search-syntax.ts';
import {
  collectPaths,
  narrowPaths,
  narrowValues,
  sampleJson,
  suggestFields,
  suggestValues,
} from './suggestions.ts';
import { fixtureFiles } from './testing/fixture-records.ts';
import { eventsBy, type LoadedSet, loadRecords } from './testing/loaded-records.ts';
import { RECORD_FIELDS } from './testing/record-fields.ts';
import { filterHolds, type Loaded, valuesOf } from './testing/oracle.ts';
import { whyNothing } from './why-nothing.ts';

let set: LoadedSet;
let all: readonly Loaded[];

beforeAll(async () => {
  set = await loadRecords(fixtureFiles());
  all = [...set.records.values()];
}, 60_000);

const search = (text: string): Filter => parseSearch(text).filter;
const prepare = (filter: Filter): Promise<Matches> =>
  prepareMatches(filter, (query) => set.session.keep(query));
const matching = (filter: Filter): Loaded[] => all.filter((one) => filterHolds(one, filter));

const FILTERS = [
  '',
  'region:eu-west-1',
  'region:eu-west-1 -error:*',
  'bucket',
  'bucket user:user1',
  'user:(user1 OR user2) name:Get*',
  'name:(Get1 OR Get2) region:eu-west-1 aaaa',
  'request.bucketName:bucket-9*',
  'name:nothing',
];

function counted(records: readonly Loaded[], field: FieldKey): Map<string | null, number> {
  const counts = new Map<string | null, number>();
  for (const one of records) {
    const value = valuesOf(one, field)[0] ?? null;
    counts.set(value, (counts.get(value) ?? 0) + 1);
  }
  return counts;
}

const IN_RECORDS = COUNTABLE_FIELDS.filter((field) => RECORD_FIELDS.includes(field));

describe.each(FILTERS)('with the filter “%s”', (text) => {
  const filter = search(text);

  it.each(['kept', 'not kept'])('counts are right (%s)', async (way) => {
    const matches = way === 'kept' ? await prepare(filter) : unkept(filter);
    const [count] = await set.session.query(countMatches(matches));
    expect(count?.count).toBe(matching(filter).length);

    const rows = await set.session.query(
      topValues(
        matches,
        IN_RECORDS.map((field) => ({ field, top: 100 })),
      ),
    );
    for (const field of IN_RECORDS) {
      const ownLeftOut = {
        ...filter,
        clauses: filter.clauses.filter(
          ({ condition: one }) =>
            !(one.kind === 'field' && 'field' in one.target && one.target.field === field),
        ),
      };
      const expected = counted(matching(ownLeftOut), field);
      const found = rows.filter((row) => row.field === field);
      expect([field, new Map(found.map((row) => [row.value, row.count]))]).toEqual([field, expected]);
      expect(found.every((row) => row.distinct === expected.size)).toBe(true);
    }

    const [range] = await set.session.query(timeRangeOf(matches));
    const buckets = chooseBuckets(range?.first ?? 0, (range?.last ?? 0) + 1);
    for (const stack of ['outcome', 'verb'] as const) {
      const bars = await set.session.query(histogram(matches, buckets, stack));
      const sums = new Map(counted(matching(filter), stack));
      for (const bar of bars) sums.set(bar.series, (sums.get(bar.series) ?? 0) - bar.count);
      expect([...sums.values()].every((rest) => rest === 0)).toBe(true);
      expect(bars.every((bar) => bar.bucket >= 0 && bar.bucket < buckets.count)).toBe(true);
    }
  });

  it('pages are the same from the top and from the kept order, by every column', async () => {
    for (const [n, field] of SORTABLE_FIELDS.filter((_, at) => at % 4 === 0 || text === '').entries()) {
      // New tables each time: the session lets go of those made first.
      const matches = await prepare(withTime(filter, null, Date.UTC(2100, 0, 1, 0, n)));
      const sort = { field, descending: field.length % 2 === 0 };
      const top = await set.session.query(topMatches(matches, sort, 3, 10));
      const order = await set.session.keep(matchOrder(matches, sort));
      expect(await set.session.query(eventWindow(order, 3, 10))).toEqual(top);
    }
  });

  it('newest come first', async () => {
    const rows = await eventsBy(set.session, topMatches(await prepare(filter), NEWEST_FIRST, 0, 1_000));
    expect(rows).toHaveLength(matching(filter).length);
    const times = rows.map((row) => row.eventTime ?? -1);
    expect(times).toEqual(times.toSorted((a, b) => b - a));
  });
});

it('sorts values in any case, absent ones last in both directions', async () => {
  for (const descending of [false, true]) {
    const rows = await eventsBy(
      set.session,
      topMatches(EVERYTHING, { field: 'errorCode', descending }, 0, 100),
    );
    const codes = rows.map((row) => row.errorCode);
    const present = codes.filter((code) => code !== null).map((code) => code.toLowerCase());
    expect(codes.slice(present.length).every((code) => code === null)).toBe(true);
    expect(present).toEqual(descending ? present.toSorted().toReversed() : present.toSorted());
  }
});

it('tells where an event stands', async () => {
  const order = await set.session.keep(matchOrder(EVERYTHING, NEWEST_FIRST));
  const [, second] = await eventsBy(set.session, topMatches(EVERYTHING, NEWEST_FIRST, 0, 2));
  const place = positionInOrder(order, second?.fileId ?? -1, second?.recordOffset ?? -1);
  expect(await set.session.query(place)).toEqual([{ position: 1 }]);
});

it('tells where an event stands in time, in both directions, and that it is left out', async () => {
  for (const descending of [true, false]) {
    const matches = await prepare(search('bucket'));
    const rows = await eventsBy(
      set.session,
      topMatches(matches, { field: 'eventTime', descending }, 0, 1_000),
    );
    expect(rows.length).toBeGreaterThan(3);
    for (const [at, row] of rows.entries())
      expect(await set.session.query(positionByTime(matches, descending, row))).toEqual([{ position: at }]);
  }
  const [first] = await eventsBy(set.session, topMatches(EVERYTHING, NEWEST_FIRST, 0, 1));
  if (first === undefined) throw new Error('There are no events.');
  const nobody = await prepare(search('name:nothing'));
  expect(await set.session.query(positionByTime(nobody, true, first))).toEqual([]);
});

it('searches within a facet, and says how many values there are', async () => {
  const rows = await set.session.query(
    topValues(EVERYTHING, [{ field: 'eventName', top: 1, search: 'GET?' }]),
  );
  expect(rows).toHaveLength(1);
  expect(rows[0]?.distinct).toBeGreaterThan(1);
  expect(await set.session.query(topValues(EVERYTHING, [{ field: 'requestParameters', top: 5 }]))).toEqual(
    [],
  );
});

it('counts chosen values whatever their rank and the search', async () => {
  const counts = counted(all, 'eventName');
  const [rarest = null] = [...counts].toSorted(([, a], [, b]) => a - b)[0] ?? [];
  const always = [rarest?.toUpperCase() ?? '', "no'such;--%_\u0000\ud800", null];
  const rows = await set.session.query(
    topValues(EVERYTHING, [
      { field: 'eventName', top: 1, search: 'matches nothing', always },
      { field: 'errorCode', top: 0, always: [null] },
    ]),
  );
  expect(rows.map(({ field, value, count, distinct }) => [field, value, count, distinct])).toEqual([
    ['eventName', rarest, counts.get(rarest), 0],
    ['errorCode', null, counted(all, 'errorCode').get(null), 0],
  ]);
});

it('knows the facets by name', () => {
  expect(DEFAULT_FACETS.every((field) => COUNTABLE_FIELDS.includes(field))).toBe(true);
});

describe('buckets', () => {
  const DAY = 86_400_000;

  it.each([
    [1_000, 1_000],
    [180_000, 1_000],
    [3_600_000, 30_000],
    [DAY, 600_000],
    [14 * DAY, 7_200_000],
    [150 * DAY, DAY],
    [4_000 * DAY, 30 * DAY],
  ])('of %d ms take steps of %d', (range, step) => {
    const from = Date.UTC(2025, 9, 1, 0, 0, 7);
    const buckets = chooseBuckets(from, from + range);
    expect(buckets.step).toBe(step);
    expect(buckets.count).toBeLessThanOrEqual(MOST_BUCKETS);
    expect(buckets.start).toBeLessThanOrEqual(from);
    expect(buckets.start + buckets.step * buckets.count).toBeGreaterThanOrEqual(from + range);
  });

  it('of days begin at local midnight', () => {
    const from = Date.UTC(2025, 0, 1, 12);
    expect(new Date(chooseBuckets(from, from + 150 * DAY, 7_200_000).start).getUTCHours()).toBe(22);
  });
});

it('tells the event names of a bucket', async () => {
  const [range] = await set.session.query(timeRangeOf(EVERYTHING));
  const rows = await set.session.query(
    topNamesBetween(EVERYTHING, range?.first ?? 0, (range?.last ?? 0) + 1, 3),
  );
  const expected = [...counted(all, 'eventName').values()].toSorted((a, b) => b - a).slice(0, 3);
  expect(rows.map((row) => row.count)).toEqual(expected);
});

describe('why nothing matches', () => {
  it('names the term that kills it', async () => {
    const filter = withTime(
      search('region:eu-west-9 user:user1 ~name:x'),
      Date.UTC(2025, 9, 1),
      Date.UTC(2026, 0, 1),
    );
    const rows = await set.session.query(whyNothing(filter));
    const user1 = matching(search('user:user1')).length;
    expect(rows.map(({ clause, alone }) => [clause, alone])).toEqual([
      [-1, all.length],
      [0, 0],
      [1, user1],
    ]);
    expect(rows.map((row) => row.without)).toEqual([0, user1, 0]);
  });

  it('is not asked of an empty filter', async () => {
    expect(await set.session.query(whyNothing(EMPTY_FILTER))).toEqual([]);
  });
});

describe('suggestions', () => {
  it('name fields', () => {
    expect(suggestFields('us').map(({ word }) => word)).toContain('user');
    expect(suggestFields('userag')[0]?.field).toBe('userAgent');
    expect(suggestFields('').length).toBeLessThanOrEqual(20);
    expect(suggestFields('no such thing')).toEqual([]);
  });

  it('name values that occur, those first that begin so', async () => {
    const query = suggestValues('eventName', 'GET');
    const rows = query === null ? [] : await set.session.query(query);
    const expected = [...counted(all, 'eventName').keys()].filter((name) =>
      name?.toLowerCase().includes('get'),
    );
    expect(new Set(rows.map((row) => row.value))).toEqual(new Set(expected));
    expect(suggestValues('requestParameters', 'x')).toBeNull();
  });

  it('narrow a complete answer as the engine would', async () => {
    for (const typed of ['g', 'GET', 'e', 'nothing of this kind']) {
      const [whole, narrow] = [
        suggestValues('eventName', '', EVERYTHING, 1_000),
        suggestValues('eventName', typed, EVERYTHING, 1_000),
      ];
      if (whole === null || narrow === null) throw new Error('Event names can be counted.');
      const known = await set.session.query(whole);
      expect(known.length).toBeGreaterThan(2);
      expect(narrowValues(known, typed)).toEqual(await set.session.query(narrow));
    }
  });

  it('take the paths of large sets from some blocks of rows', async () => {
    const rows = await set.session.query(sampleJson('requestParameters', 60_000));
    const known = await set.session.query(sampleJson('requestParameters'));
    expect(known.length).toBeGreaterThan(0);
    expect(rows.every(({ json }) => known.some((one) => one.json === json))).toBe(true);
  });

  it('name paths and values in them', async () => {
    const rows = await set.session.query(sampleJson('requestParameters'));
    const paths = narrowPaths(collectPaths(rows.map((row) => row.json)), 'size');
    expect(paths.map(({ path, values }) => [path.join('.'), values.toSorted()])).toEqual([
      ['items.size', ['5', '50.5', '500']],
    ]);
    expect(collectPaths(['{', '[]', 'null', '{"a":1}'])).toEqual([{ path: ['a'], count: 1, values: ['1'] }]);
  });
});

describe('what is different here', () => {
  it('ranks the field that tells the two apart first', async () => {
    const chosen = await prepare(search('sourceIPAddress:10.0.0.0/8'));
    const fields = FIELD_KEYS;
    const rows = await set.session.query(
      differences(chosen, EVERYTHING, { fields, top: 3, othersIncludeChosen: true }),
    );
    const first = rows.find((row) => row.field === 'sourceIPAddress');
    expect(first?.score).toBeCloseTo(1, 6);
    expect(rows[0]?.score).toBeCloseTo(1, 6);
    for (const row of rows) {
      expect(row.score).toBeGreaterThanOrEqual(0);
      expect(row.score).toBeLessThanOrEqual(1.000001);
      expect(row.insideShare).toBeCloseTo(row.inside / 2, 6);
      expect(row.outsideShare).toBeCloseTo(row.outside / (all.length - 2), 6);
    }
    expect(rows.find((row) => row.field === 'userAgent')?.score).toBeGreaterThan(0.5);
  });

  it('says nothing where one side is empty', async () => {
    const nobody = await prepare(search('name:nothing'));
    const options = { fields: FIELD_KEYS, othersIncludeChosen: false };
    expect(await set.session.query(differences(nobody, EVERYTHING, options))).toEqual([]);
    const same = await set.session.query(differences(EVERYTHING, EVERYTHING, options));
    expect(same.every((row) => Math.abs(row.score) < 1e-9)).toBe(true);
  });
});

it('keeps at most two tables, and none where nothing is narrowed', async () => {
  const kept: string[] = [];
  const keep = (query: { readonly name: string }): Promise<string> => {
    kept.push(query.name);
    return Promise.resolve(`t${kept.length}`);
  };
  expect(await prepareMatches(EMPTY_FILTER, keep)).toEqual(EVERYTHING);
  await prepareMatches(addValue(EMPTY_FILTER, { field: 'eventName' }, 'x', 'include'), keep);
  await prepareMatches(search('word'), keep);
  await prepareMatches(withTime(search('word name:x'), 0, null), keep);
  expect(kept).toEqual(['matching', 'matching-texts', 'matching-texts', 'matching']);
});

describe('presets', () => {
  it.each(PRESETS)('$label is read without an error, and is valid SQL', async ({ search: text, about }) => {
    const { filter, errors } = parseSearch(text);
    expect(errors).toEqual([]);
    expect(about.length).toBeGreaterThan(20);
    const [count] = await set.session.query(countMatches(unkept(filter)));
    expect(count?.count).toBe(matching(filter).length);
  });
});
