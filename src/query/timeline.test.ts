/** Lanes, strips and single events, over the fixtures and the real engine, against plain counts of the oracle. */
import { beforeAll, describe, expect, it } from 'vitest';
import { OUTCOMES } from '#cloudtrail/outcome.ts';
import type { FieldKey } from '#cloudtrail/fields.ts';
import { openSession, log, record, rowsOf } from '#session/testing/workbench.ts';
import { EMPTY_FILTER } from './filter.ts';
import { chooseBuckets } from './histogram.ts';
import { prepareMatches, unkept } from './matches.ts';
import type { Matches } from './matches.ts';
import { parseSearch } from './search-syntax.ts';
import { raw } from './sql-text.ts';
import type { Sql } from './sql-text.ts';
import { fixtureFiles } from './testing/fixture-records.ts';
import { type LoadedSet, loadRecords } from './testing/loaded-records.ts';
import { filterHolds, type Loaded, valuesOf } from './testing/oracle.ts';
import {
  eventAtPlace,
  placeInTimeline,
  timelineEvents,
  timelineFirsts,
  timelineKinds,
} from './timeline-events.ts';
import { mostRefused, timelineFigures } from './timeline-figures.ts';
import { laneNames, timelineDensity, timelineLanes } from './timeline-lanes.ts';
import { timelineRows, unkeptRows } from './timeline-rows.ts';
import type { LaneKind } from './timeline-rows.ts';

let set: LoadedSet;
let all: readonly (readonly [row: number, Loaded])[];

beforeAll(async () => {
  set = await loadRecords(fixtureFiles());
  all = [...set.records];
}, 60_000);

const value = (one: Loaded, field: FieldKey): string => valuesOf(one, field)[0] ?? '';

/** What two events in one lane have in common. */
const LANE_OF: Readonly<Record<LaneKind, (one: Loaded) => string>> = {
  chain: (one) => credentialOf(one),
  session: (one) => credentialOf(one),
  principal: (one) =>
    [value(one, 'principal'), value(one, 'principalKind'), value(one, 'userIdentityAccountId')].join(' '),
  service: (one) => value(one, 'eventSource'),
  address: (one) => value(one, 'sourceIPAddress'),
  account: (one) => value(one, 'recipientAccountId'),
};

function credentialOf(one: Loaded): string {
  return value(one, 'accessKeyId') || LANE_OF.principal(one);
}

const timeOf = ({ record }: Loaded): number => Date.parse(String(record['eventTime']));

function levelOf(one: Loaded): number {
  const verb = value(one, 'verb');
  if (value(one, 'outcome') !== 'success' || verb === 'destructive') return 2;
  return verb === 'read' ? 0 : 1;
}

function counted<K>(rows: readonly Loaded[], of: (one: Loaded) => K): Map<K, number> {
  const counts = new Map<K, number>();
  for (const one of rows) counts.set(of(one), (counts.get(of(one)) ?? 0) + 1);
  return counts;
}

const KINDS: readonly LaneKind[] = ['principal', 'service', 'address', 'account'];
const FILTERS = ['', 'region:eu-west-1', 'name:Get*', 'name:nothing'];

async function rowsOfTimeline(matches: Matches, kind: LaneKind, way: string): Promise<Sql> {
  return way === 'kept'
    ? raw(await set.session.keep(timelineRows(matches, kind, false)))
    : unkeptRows(matches, kind, false);
}

describe.each(FILTERS)('with the filter “%s”', (text) => {
  const { filter } = parseSearch(text);
  const matching = (): Loaded[] => all.map(([, one]) => one).filter((one) => filterHolds(one, filter));
  const timed = (): Loaded[] => matching().filter((one) => !Number.isNaN(timeOf(one)));

  it.each(['kept', 'not kept'])('each event is in its lane, its bucket and its colour (%s)', async (way) => {
    const matches =
      way === 'kept' ? await prepareMatches(filter, (query) => set.session.keep(query)) : unkept(filter);
    for (const kind of KINDS) {
      const rows = await rowsOfTimeline(matches, kind, way);
      const lanes = await set.session.query(timelineLanes(rows, kind));
      const expected = counted(timed(), LANE_OF[kind]);
      expect(lanes.map(({ events }) => events)).toEqual([...expected.values()].toSorted((a, b) => b - a));
      expect(lanes.every(({ total }) => total === timed().length)).toBe(true);
      const times = timed().map(timeOf);
      const buckets = chooseBuckets(Math.min(...times, 0), Math.max(...times, 1) + 1);
      const density = await set.session.query(
        timelineDensity(rows, { lanes, first: 0, end: lanes.length, others: false }, buckets),
      );
      for (const [place, lane] of lanes.entries()) {
        const own = density.filter((row) => row.place === place);
        expect(own.reduce((sum, row) => sum + row.events, 0)).toBe(lane.events);
        expect(own.reduce((sum, row) => sum + row.bad, 0)).toBe(lane.bad);
      }
      const byBucket = counted(timed(), (one) => Math.floor((timeOf(one) - buckets.start) / buckets.step));
      for (const [bucket, events] of byBucket)
        expect(density.reduce((sum, row) => sum + (row.bucket === bucket ? row.events : 0), 0)).toBe(events);
      for (const level of [1, 2] as const)
        expect(density.reduce((sum, row) => sum + (level === 1 ? row.attention : row.bad), 0)).toBe(
          timed().filter((one) => levelOf(one) === level).length,
        );
    }
  });

  it('the figures of the head are right', async () => {
    const [figures] = await set.session.query(timelineFigures(unkept(filter)));
    const rows = matching();
    const verbs = counted(rows, (one) => value(one, 'verb'));
    const outcomes = counted(rows, (one) => value(one, 'outcome'));
    expect(figures).toMatchObject({
      events: rows.length,
      writes: (verbs.get('write') ?? 0) + (verbs.get('destructive') ?? 0),
      destructive: verbs.get('destructive') ?? 0,
      sensitive: verbs.get('sensitive read') ?? 0,
      denied: outcomes.get(OUTCOMES[1]) ?? 0,
      errors: outcomes.get(OUTCOMES[2]) ?? 0,
      withoutTime: rows.length - timed().length,
      addresses: new Set(rows.flatMap((one) => valuesOf(one, 'sourceIPAddress'))).size,
      accounts: new Set(rows.flatMap((one) => valuesOf(one, 'recipientAccountId'))).size,
    });
    const refused = rows.filter((one) => value(one, 'outcome') === 'denied');
    const [burst] = await set.session.query(mostRefused(unkept(filter)));
    const slots = counted(refused, (one) => Math.floor(timeOf(one) / 300_000));
    expect(burst?.count ?? 0).toBe(Math.max(0, ...slots.values()));
  });
});

it('asked about a few lanes, the others are counted together', async () => {
  const matches = unkept(EMPTY_FILTER);
  const rows = unkeptRows(matches, 'address', false);
  const lanes = await set.session.query(timelineLanes(rows, 'address', 3));
  expect(lanes).toHaveLength(3);
  const total = lanes[0]?.total ?? 0;
  const buckets = { start: 0, step: 1e12, count: 5 };
  const asked = await set.session.query(
    timelineDensity(rows, { lanes, first: 1, end: 2, others: true }, buckets),
  );
  const sum = (place: number): number =>
    asked.reduce((events, row) => events + (row.place === place ? row.events : 0), 0);
  expect(sum(1)).toBe(lanes[1]?.events);
  expect(sum(0)).toBe(0);
  expect(sum(-1)).toBe(total - lanes.reduce((events, lane) => events + lane.events, 0));
  const names = await set.session.query(laneNames(rows, { notIn: lanes }, 0, 5e12, 1_000));
  expect(names.reduce((events, { count }) => events + count, 0)).toBe(sum(-1));
});

it('single events stand in order of time, and each kind by its first', async () => {
  const table = await set.session.keep(timelineRows(unkept(EMPTY_FILTER), 'service', false));
  const rows = raw(table);
  const lanes = await set.session.query(timelineLanes(rows, 'service'));
  const slice = { lanes, first: 0, end: lanes.length, others: false };
  const events = await set.session.query(timelineEvents(rows, slice, 0, 5e12));
  expect(events.map(({ time }) => time)).toEqual(events.map(({ time }) => time).toSorted((a, b) => a - b));
  for (const event of events) {
    const one = set.records.get(event.row_id);
    if (one === undefined) continue;
    expect([event.eventName ?? '', event.time, OUTCOMES[event.outcome], event.level]).toEqual([
      value(one, 'eventName'),
      timeOf(one),
      value(one, 'outcome'),
      levelOf(one),
    ]);
  }
  const kinds = await set.session.query(timelineKinds(rows, slice, 0, 5e12));
  for (const kind of kinds) {
    const same = events.filter(
      (event) =>
        event.place === kind.place && event.eventName === kind.eventName && event.outcome === kind.outcome,
    );
    expect(same.length).toBeGreaterThanOrEqual(kind.count);
    expect(same.some(({ row_id }) => row_id === kind.row_id)).toBe(true);
  }
  const firsts = await set.session.query(timelineFirsts(rows, slice));
  for (const [place, lane] of lanes.entries())
    expect(firsts.find((first) => first.place === place && first.what === 'lane')?.time).toBe(lane.first);
  const [middle] = await set.session.query(eventAtPlace(table, Math.floor(events.length / 2)));
  const [at] = await rowsOf(
    set.session,
    `SELECT file_id, record_offset::DOUBLE AS place FROM event WHERE rowid = ${middle?.row_id}`,
    {
      file_id: 'integer',
      place: 'number',
    },
  );
  const [position] = await set.session.query(placeInTimeline(table, at?.file_id ?? -1, at?.place ?? -1));
  expect(position?.position).toBe(Math.floor(events.length / 2));
});

it('a long-term key has a lane for each of a few addresses, a session one lane', async () => {
  const { session } = openSession();
  const user = (accessKeyId: string) => ({
    userIdentity: { type: 'IAMUser', userName: 'ci', accountId: '111122223333', accessKeyId },
  });
  const hostile = `x'; DROP TABLE event; --\u202e`;
  await session.addFiles([
    log('a.json.gz', [
      record(1, { ...user('AKIAEXAMPLE1'), sourceIPAddress: '192.0.2.1' }),
      record(2, { ...user('AKIAEXAMPLE1'), sourceIPAddress: '192.0.2.2' }),
      ...[3, 4, 5, 6, 7, 8, 9, 10, 11].map((n) =>
        record(n, { ...user('AKIAEXAMPLE2'), sourceIPAddress: `192.0.2.${n}` }),
      ),
      record(18, { ...user('ASIAEXAMPLE1'), sourceIPAddress: '192.0.2.1' }),
      record(19, { ...user('ASIAEXAMPLE1'), sourceIPAddress: '192.0.2.2' }),
      record(20, { ...user(hostile), sourceIPAddress: hostile }),
    ]),
  ]);
  for (const hasLineage of [false, true]) {
    const table = await session.keep(timelineRows(unkept(EMPTY_FILTER), 'session', hasLineage));
    const lanes = await session.query(timelineLanes(raw(table), 'session'));
    expect(lanes.map(({ accessKeyId, address, events }) => [accessKeyId, address, events])).toEqual([
      ['AKIAEXAMPLE2', null, 9],
      ['ASIAEXAMPLE1', null, 2],
      ['AKIAEXAMPLE1', '192.0.2.1', 1],
      ['AKIAEXAMPLE1', '192.0.2.2', 1],
      [hostile, null, 1],
    ]);
  }
});
