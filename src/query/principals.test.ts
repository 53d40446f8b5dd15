/** Everyone among the matching events, over the real engine, against a plain count over the same records. */
import { beforeAll, describe, expect, it } from 'vitest';
import { log, record } from '#session/testing/workbench.ts';
import type { Filter } from './filter.ts';
import { prepareMatches, unkept } from './matches.ts';
import { kindsOf, listWho, WHO_ORDERS, whoTable } from './principals.ts';
import type { ListedRow, WhoGroup, WhoListing } from './principals.ts';
import { courseBuckets, courseOf, whoCourse } from './principals-course.ts';
import { parseSearch } from './search-syntax.ts';
import { fixtureFiles } from './testing/fixture-records.ts';
import { type LoadedSet, loadRecords } from './testing/loaded-records.ts';
import { filterHolds, type Loaded, valuesOf } from './testing/oracle.ts';
import type { FieldKey } from '#cloudtrail/fields.ts';

const HOSTILE = [
  '<img src=x onerror=alert(1)>',
  "'; DROP TABLE event; --",
  '\u202egnp.exe',
  '%_*',
  'A'.repeat(2_000),
];

const more = [
  ...HOSTILE.map((userName, n) =>
    record(200 + n, { userIdentity: { type: 'IAMUser', userName, accountId: '1' } }),
  ),
  record(300, {
    userIdentity: { type: 'IAMUser', userName: 'twin', accountId: '111122223333' },
    eventName: 'DeleteBucket',
  }),
  record(301, {
    userIdentity: { type: 'IAMUser', userName: 'twin', accountId: '444455556666' },
    errorCode: 'AccessDenied',
  }),
  record(302, {
    userIdentity: { type: 'IAMUser', userName: 'twin', accountId: '444455556666' },
    errorCode: 'NoSuchKey',
  }),
  record(303, { userIdentity: undefined }),
  record(304, {
    userIdentity: { type: 'IAMUser', userName: 'twin', accountId: '444455556666' },
    eventName: 'PutObject',
  }),
];

let set: LoadedSet;
let all: readonly Loaded[];

beforeAll(async () => {
  set = await loadRecords([...fixtureFiles(), log('fixtures/three.json.gz', more)]);
  all = [...set.records.values()];
}, 60_000);

const search = (text: string): Filter => parseSearch(text).filter;
const LISTING: WhoListing = { order: 'events', descending: true, find: '' };

async function list(
  filter: Filter,
  group: WhoGroup,
  listing: WhoListing = LISTING,
  kept = true,
): Promise<ListedRow[]> {
  const { session } = set;
  const matches = kept ? await prepareMatches(filter, (query) => session.keep(query)) : unkept(filter);
  const table = whoTable(matches, group);
  return session.query(listWho(kept ? await session.keep(table) : table, listing));
}

const BY: Partial<Record<WhoGroup, readonly FieldKey[]>> = {
  principal: ['principal', 'userIdentityAccountId'],
  key: ['accessKeyId'],
  address: ['sourceIPAddress'],
};

const one = (loaded: Loaded, field: FieldKey): string | null => {
  const value = valuesOf(loaded, field)[0];
  return value === undefined || value === null ? null : String(value);
};

/** The same by hand: values of each group, counted. */
function byHand(filter: Filter, group: WhoGroup): Map<string, Record<string, unknown>> {
  const groups = new Map<string, Loaded[]>();
  for (const loaded of all.filter((each) => filterHolds(each, filter))) {
    const [name, ...rest] = (BY[group] ?? []).map((field) => one(loaded, field));
    const key = JSON.stringify(name === null ? [null] : [name, ...rest]);
    groups.set(key, [...(groups.get(key) ?? []), loaded]);
  }
  return new Map([...groups].map(([key, members]) => [key, countsOf(members)]));
}

function countsOf(members: readonly Loaded[]): Record<string, unknown> {
  const of = (field: FieldKey, value: string): number =>
    members.filter((each) => one(each, field) === value).length;
  const different = (field: FieldKey): (string | null)[] =>
    [...new Set(members.map((each) => one(each, field)))].filter((value) => value !== null);
  const only = (field: FieldKey): string | null =>
    different(field).length === 1 ? (different(field)[0] ?? null) : null;
  const times = members
    .map((each) => Date.parse(String(each.record['eventTime'])))
    .filter((ms) => !Number.isNaN(ms));
  return {
    events: members.length,
    writes: of('verb', 'write'),
    destructive: of('verb', 'destructive'),
    sensitive: of('verb', 'sensitive read'),
    denied: of('outcome', 'denied'),
    errors: of('outcome', 'error'),
    first: times.length === 0 ? null : Math.min(...times),
    last: times.length === 0 ? null : Math.max(...times),
    accounts: different('recipientAccountId').length,
    oneAccount: only('recipientAccountId'),
    regions: different('awsRegion').length,
    oneRegion: only('awsRegion'),
    services: different('eventSource').length,
    oneService: only('eventSource'),
    addresses: different('sourceIPAddress').length,
    oneAddress: only('sourceIPAddress'),
    agents: different('userAgent').length,
    oneAgent: only('userAgent'),
    kinds: inOrder(different('principalKind')),
  };
}

const inOrder = (texts: readonly (string | null)[]): readonly (string | null)[] =>
  texts.toSorted((a, b) => (String(a) < String(b) ? -1 : 1));

const FILTERS = ['', 'user:twin', 'bucket', 'region:eu-west-1 -error:*', 'name:nothing', 'outcome:denied'];

describe.each(FILTERS)('with the filter “%s”', (text) => {
  const filter = search(text);

  it.each(['principal', 'key', 'address'] as const)('each %s has its own counts', async (group) => {
    for (const kept of [true, false]) {
      const rows = await list(filter, group, LISTING, kept);
      const found = new Map(
        rows.map(
          ({
            gid: _gid,
            name,
            account,
            all: _all,
            found: _found,
            foundEvents: _events,
            principals: _p,
            onePrincipal: _one,
            ...row
          }) => [
            JSON.stringify(name === null ? [null] : group === 'principal' ? [name, account] : [name]),
            { ...row, kinds: inOrder(kindsOf(row.kinds)) },
          ],
        ),
      );
      const wanted = byHand(filter, group);
      if (group === 'address') {
        for (const row of found.values()) Object.assign(row, { kinds: [] });
        for (const row of wanted.values()) Object.assign(row, { kinds: [] });
      }
      // Those without a principal are one line, whatever kinds are told.
      for (const map of [found, wanted]) Object.assign(map.get('[null]') ?? {}, { kinds: [] });
      expect(found).toEqual(wanted);
      expect(rows.reduce((sum, row) => sum + row.events, 0)).toBe(rows[0]?.foundEvents ?? 0);
    }
  });
});

describe('the list', () => {
  it('tells principals of one name by their accounts', async () => {
    const twins = await list(search('user:twin'), 'principal');
    expect(twins.map(({ name, account, events }) => ({ name, account, events }))).toEqual([
      { name: 'twin', account: '444455556666', events: 3 },
      { name: 'twin', account: '111122223333', events: 1 },
    ]);
  });

  it.each(WHO_ORDERS)('is sorted by %s, both ways, absent values last', async (order) => {
    for (const descending of [true, false]) {
      const listed = await list(search(''), 'principal', { order, descending, find: '' });
      expect(listed.at(-1)?.name).toBeNull();
      const rows = listed.slice(0, -1);
      const values = rows.map((row) => row[order]).filter((value) => value !== null);
      const firstAbsent = rows.findIndex((row) => row[order] === null);
      expect(firstAbsent === -1 || firstAbsent === values.length).toBe(true);
      const sorted = values.toSorted((a, b) => {
        const [x, y] = [a, b].map((value) => (typeof value === 'string' ? value.toLowerCase() : value));
        return (x === y ? 0 : (x ?? 0) < (y ?? 0) ? -1 : 1) * (descending ? -1 : 1);
      });
      expect(values.map((value) => String(value).toLowerCase())).toEqual(
        sorted.map((value) => String(value).toLowerCase()),
      );
    }
  });

  it.each([...HOSTILE.slice(0, 3), '%_\\*'])('finds %j as text', async (find) => {
    const rows = await list(search(''), 'principal', { ...LISTING, find });
    expect(rows.map(({ name }) => name)).toEqual([find.replace('\\', '')]);
  });

  it.each(['no such', "\\'\\'", '%%', '\0', ';;'])('finds nothing of %j', async (find) => {
    expect(await list(search(''), 'principal', { ...LISTING, find })).toEqual([]);
  });

  it('takes * for anything', async () => {
    const rows = await list(search(''), 'principal', { ...LISTING, find: '*' });
    // But for the line of those that name nobody.
    expect(rows).toHaveLength((rows[0]?.all ?? 0) - 1);
  });

  it('finds by account and kind too', async () => {
    const byAccount = await list(search(''), 'principal', { ...LISTING, find: '444455556666' });
    expect(byAccount.map(({ name }) => name)).toContain('twin');
    const byKind = await list(search(''), 'principal', { ...LISTING, find: 'aws service' });
    expect(byKind.map(({ name }) => name)).toEqual(['s3.amazonaws.com']);
    expect(byKind[0]?.all).toBeGreaterThan(1);
  });

  it('says how many principals used a key or an address, and which where it is one', async () => {
    const rows = await list(search('user:twin'), 'address');
    expect(rows.map(({ principals, onePrincipal }) => [principals, onePrincipal])).toContainEqual([
      1,
      'twin',
    ]);
  });
});

describe('the course', () => {
  it('counts each one’s events in the buckets', async () => {
    const buckets = courseBuckets(Date.UTC(2025, 9, 1), Date.UTC(2025, 9, 1, 0, 10));
    const rows = await set.session.query(whoCourse(unkept(search('')), 'principal', buckets, null));
    const names = new Map(
      (await list(search(''), 'principal')).map(({ gid, name, account }) => [gid, `${name} ${account}`]),
    );
    for (const { gid, course } of rows) {
      const counts = courseOf(course, buckets.count);
      const wanted = Array<number>(buckets.count).fill(0);
      for (const loaded of all) {
        const principal = one(loaded, 'principal');
        const name =
          principal === null ? 'null null' : `${principal} ${one(loaded, 'userIdentityAccountId')}`;
        const time = Date.parse(String(loaded.record['eventTime']));
        const bucket = Math.floor((time - buckets.start) / buckets.step);
        if (name === names.get(gid) && bucket >= 0 && bucket < wanted.length)
          wanted[bucket] = (wanted[bucket] ?? 0) + 1;
      }
      expect(counts).toEqual(wanted);
    }
    expect(rows.length).toBeGreaterThan(5);
  });

  it('asks of some only', async () => {
    const buckets = courseBuckets(0, 2e12);
    const [first] = await list(search(''), 'principal');
    const rows = await set.session.query(
      whoCourse(unkept(search('')), 'principal', buckets, [first?.gid ?? -1]),
    );
    expect(rows.map(({ gid }) => gid)).toEqual([first?.gid]);
    expect(courseOf(rows[0]?.course ?? '', buckets.count).reduce((sum, n) => sum + n, 0)).toBe(first?.events);
  });
});
