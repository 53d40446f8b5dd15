/**
 * Every count of the overview against the filter that it leads to, over the sample and over names made to do harm: what a
 * filter finds is held against plain records elsewhere (`presets.test.ts`, `where.test.ts`).
 */
import { beforeAll, describe, expect, it } from 'vitest';
import type { LiveSession } from '#session/data-set.ts';
import { log, openSession, record } from '#session/testing/workbench.ts';
import type { Columns, RowOf, SqlQuery } from '#database/sql-query.ts';
import { EMPTY_FILTER } from './filter.ts';
import type { Filter } from './filter.ts';
import { countMatches, type Matches, prepareMatches, unkept } from './matches.ts';
import {
  CALL_LISTS,
  type CallRow,
  callFilter,
  callListFilter,
  CALL_LIST_IDS,
  onlyValue,
  overviewCalls,
} from './overview-calls.ts';
import { type Cells, overviewCells, overviewTotals, principalIds } from './overview-cells.ts';
import { overviewSignals, SIGNAL_IDS, signalFilter, signalKinds, SIGNALS } from './overview-signals.ts';
import { OVERVIEW_FIELDS, overviewValues } from './overview-values.ts';
import { parseSearch } from './search-syntax.ts';
import { sampleFiles } from './testing/sample.ts';

const HOSTILE = [
  '<img src=x onerror=alert(1)>',
  "'; DROP TABLE event; --",
  '\u202egnp.exe',
  '%_*',
  'A'.repeat(2_000),
];

/** Every kind of emptiness, and every sign-in. */
const ODD = [
  ...HOSTILE.flatMap((name, at) => [
    record(10 + at, { userIdentity: { type: 'IAMUser', userName: name }, errorCode: 'AccessDenied' }),
    record(20 + at, { eventName: `Delete${name}`, eventSource: name, recipientAccountId: name }),
  ]),
  record(30, { userIdentity: undefined, errorCode: 'AccessDenied' }),
  record(31, { eventName: undefined, eventSource: undefined, awsRegion: undefined }),
  record(32, { eventTime: undefined, recipientAccountId: undefined, eventCategory: undefined }),
  record(33, { userIdentity: { type: 'Root', accountId: '1' } }),
  record(34, { userIdentity: { type: 'Root', accountId: '1', invokedBy: 'ec2.amazonaws.com' } }),
  ...[{ MFAUsed: 'No' }, { MFAUsed: 'Yes' }, {}, undefined].map((additionalEventData, at) =>
    record(40 + at, {
      eventName: 'ConsoleLogin',
      eventSource: 'signin.amazonaws.com',
      userIdentity: { type: 'IAMUser', userName: `u${at}` },
      additionalEventData,
      responseElements: { ConsoleLogin: 'Success' },
    }),
  ),
  record(50, {
    eventName: 'ConsoleLogin',
    userIdentity: { type: 'IAMUser', userName: 'u1' },
    responseElements: { ConsoleLogin: 'Failure' },
  }),
];

const search = (text: string): Filter => parseSearch(text).filter;

const SETS = {
  'the sample': sampleFiles,
  'odd records': () => Promise.resolve([log('odd.json', ODD)]),
  'no events': () => Promise.resolve([log('none.json', [])]),
};

const FILTERS: readonly Filter[] = [
  EMPTY_FILTER,
  search('user:(ci-deployer OR ops-helper OR u1)'),
  search('-outcome:success'),
  search('requestParameters:*finance* OR eventName:ConsoleLogin'),
  { ...search('principal:*'), from: Date.UTC(2025, 9, 10, 18), to: Date.UTC(2025, 9, 10, 22) },
  search('eventName:NothingOfThisName'),
];

describe.each(Object.entries(SETS))('of %s', (_, files) => {
  let session: LiveSession;
  beforeAll(async () => {
    ({ session } = openSession({ sizes: { arenaBytes: 1 << 22, batchRows: 20_000, stepBytes: 1 << 20 } }));
    await session.addFiles(await files());
  }, 120_000);

  async function counted(filter: Filter): Promise<number> {
    const [row] = await session.query(countMatches(unkept(filter)));
    return row?.count ?? -1;
  }

  /** As the page asks, from a kept table, and as the text that a tile shows: the answers are the same. */
  async function both<C extends Columns>(
    filter: Filter,
    of: (cells: Cells, matches: Matches) => SqlQuery<C>,
  ): Promise<RowOf<C>[]> {
    const matches = await prepareMatches(filter, (query) => session.keep(query));
    const principals = await session.keep(principalIds());
    const kept = await session.query(of(await session.keep(overviewCells(matches, principals)), matches));
    const alone = unkept(filter);
    expect(await session.query(of(overviewCells(alone), alone))).toEqual(kept);
    return kept;
  }

  it.each(FILTERS)('totals, filter $#', async (filter) => {
    const [totals] = await both(filter, (cells) => overviewTotals(cells));
    expect(totals?.events).toBe(await counted(filter));
    expect(totals?.denied).toBe(await counted(callListFilter(filter, 'denied')));
  });

  it.each(FILTERS)('what asks for a look, filter $#', async (filter) => {
    const rows = await both(filter, (cells, matches) => overviewSignals(cells, matches));
    for (const id of SIGNAL_IDS) {
      const row = rows.find(({ signal }) => signal === id);
      expect([id, row?.count ?? 0]).toEqual([id, await counted(signalFilter(filter, id))]);
      if (row === undefined) continue;
      const own = onlyValue(signalFilter(filter, id), 'principal', row.principal);
      const theirs = row.principal === null ? own : onlyValue(own, 'userIdentityAccountId', row.account);
      expect([id, row.own]).toEqual([id, await counted(theirs)]);
    }
  });

  it.each(FILTERS)('who called what, filter $#', async (filter) => {
    const rows = await both(filter, (cells) => overviewCalls(cells));
    for (const id of CALL_LIST_IDS) {
      const own = rows.filter(({ list }) => list === id);
      const all = await counted(callListFilter(filter, id));
      expect([id, own[0]?.allEvents ?? 0]).toEqual([id, all]);
      const expected = await Promise.all(own.map((row) => linesOf(row, id, filter)));
      expect(own.map(({ own: theirs, count }) => ({ theirs, count }))).toEqual(expected);
    }
  });

  async function linesOf(row: CallRow, id: (typeof CALL_LIST_IDS)[number], filter: Filter) {
    const isPair = CALL_LISTS[id].each === 'pair';
    const theirs = await counted(callFilter(filter, row, id, true));
    return { theirs, count: isPair ? theirs : await counted(callFilter(filter, row, id, false)) };
  }

  it.each(FILTERS)('what they consist of, filter $#', async (filter) => {
    const rows = await both(filter, (_cells, matches) => overviewValues(matches));
    for (const field of OVERVIEW_FIELDS) {
      const own = rows.filter((row) => row.field === field);
      const expected = await Promise.all(own.map(({ value }) => counted(onlyValue(filter, field, value))));
      expect(own.map(({ count }) => count)).toEqual(expected);
      const listed = own.reduce((sum, { count }) => sum + count, 0);
      const isWhole = (own[0]?.distinct ?? 0) <= own.length;
      expect([field, isWhole, isWhole || listed < (await counted(filter)) ? listed : -1]).toEqual([
        field,
        isWhole,
        isWhole ? await counted(filter) : listed,
      ]);
    }
  });

  it('asks for one signal, list or field as for all of them', async () => {
    const all = await both(EMPTY_FILTER, (cells, matches) => overviewSignals(cells, matches));
    const kinds = await session.keep(signalKinds());
    expect(
      await both(EMPTY_FILTER, (cells, matches) => overviewSignals(cells, matches, SIGNAL_IDS, kinds)),
    ).toEqual(all);
    for (const id of SIGNAL_IDS)
      expect(await both(EMPTY_FILTER, (cells, matches) => overviewSignals(cells, matches, [id]))).toEqual(
        all.filter(({ signal }) => signal === id),
      );
    expect(SIGNALS.root.label).toBe('Root use');
  });
});

it('tells the incident of the sample', async () => {
  const { session } = openSession({ sizes: { arenaBytes: 1 << 22, batchRows: 20_000, stepBytes: 1 << 20 } });
  await session.addFiles(await sampleFiles());
  const cells = await session.keep(overviewCells(unkept(EMPTY_FILTER)));
  const rows = await session.query(overviewSignals(cells, unkept(EMPTY_FILTER)));
  const of = (id: string) => rows.find(({ signal }) => signal === id);
  expect(of('root')).toMatchObject({ count: 5, principals: 1 });
  expect(of('withoutMfa')).toMatchObject({ count: 3, principals: 2, principal: 'reporting-viewer', own: 2 });
  const calls = await session.query(overviewCalls(cells));
  const deletions = calls.find(
    ({ list, eventName }) => list === 'destructive' && eventName === 'DeleteObject',
  );
  expect(deletions).toMatchObject({ principal: 'ops-helper', own: 600 });
  const [totals] = await session.query(overviewTotals(cells));
  expect(totals).toMatchObject({ events: 30_233, principals: 94 });
}, 60_000);
