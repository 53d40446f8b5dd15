/** Both sides against plain counts of the records themselves. */
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { beforeAll, expect, it } from 'vitest';
import { member, parseJson, textOf } from '#lib/json.ts';
import type { LiveSession } from '#session/data-set.ts';
import { openSession } from '#session/testing/workbench.ts';
import { prepareMatches } from './matches.ts';
import type { Matches } from './matches.ts';
import { parseSearch } from './search-syntax.ts';
import { sampleFiles } from './testing/sample.ts';
import { versus, VERSUS_KINDS } from './versus.ts';
import type { VersusOptions } from './versus.ts';

const ROOT = join(import.meta.dirname, '../../public/sample');
let session: LiveSession;
let events: { readonly user: string | null; readonly name: string | null; readonly time: number }[];

beforeAll(async () => {
  session = openSession({ sizes: {} }).session;
  await session.addFiles(await sampleFiles());
  const found = new Map<string, (typeof events)[number]>();
  for (const path of await readdir(ROOT, { recursive: true })) {
    if (!path.endsWith('.gz')) continue;
    const records = member(parseJson(gunzipSync(await readFile(join(ROOT, path))).toString()), 'Records');
    for (const record of Array.isArray(records) ? records : []) {
      found.set(textOf(member(record, 'eventID')) ?? '', {
        user: textOf(member(member(record, 'userIdentity'), 'userName')),
        name: textOf(member(record, 'eventName')),
        time: Date.parse(textOf(member(record, 'eventTime')) ?? ''),
      });
    }
  }
  events = [...found.values()];
}, 60_000);

const matching = (search: string, from: number | null = null, to: number | null = null): Promise<Matches> =>
  prepareMatches(parseSearch(search, { from, to }).filter, (query) => session.keep(query));

const SAME = { here: 1, there: 1 };
const NAMES: VersusOptions = { fields: ['eventName'], top: 1_000, days: SAME };

function counted(keep: (event: (typeof events)[number]) => boolean): Map<string | null, number> {
  const counts = new Map<string | null, number>();
  for (const event of events) if (keep(event)) counts.set(event.name, (counts.get(event.name) ?? 0) + 1);
  return counts;
}

it('finds what only one principal does, and who does more', async () => {
  const rows = await session.query(
    versus(await matching('userName:ci-deployer'), await matching('userName:ops-helper'), NAMES),
  );
  const here = counted(({ user }) => user === 'ci-deployer');
  const there = counted(({ user }) => user === 'ops-helper');
  const only = (kind: (typeof VERSUS_KINDS)[number]) =>
    rows.filter((row) => VERSUS_KINDS[row.kind] === kind).map(({ value }) => value);
  expect(new Set(only('only here'))).toEqual(new Set([...here.keys()].filter((name) => !there.has(name))));
  expect(new Set(only('only there'))).toEqual(new Set([...there.keys()].filter((name) => !here.has(name))));
  for (const row of rows) {
    expect([row.here, row.there]).toEqual([here.get(row.value) ?? 0, there.get(row.value) ?? 0]);
  }
  expect(only('only there')).toContain('DeleteObject');
});

it('holds counts a day against each other where the times differ in length', async () => {
  const [monday, wednesday, thursday] = [6, 8, 9].map((day) => Date.UTC(2025, 9, day));
  if (monday === undefined || wednesday === undefined || thursday === undefined) throw new Error('no days');
  const here = await matching('userName:ci-deployer', monday, wednesday);
  const there = await matching('userName:ci-deployer', wednesday, thursday);
  const plain = await session.query(versus(here, there, { ...NAMES, fields: ['eventSource'] }));
  const daily = await session.query(
    versus(here, there, { ...NAMES, fields: ['eventSource'], days: { here: 2, there: 1 } }),
  );
  const kinds = (rows: typeof plain) => rows.map(({ kind }) => VERSUS_KINDS[kind]);
  // Twice the time gives about twice the calls, and that is no difference.
  expect(kinds(plain)).toContain('more');
  expect(kinds(daily)).not.toContain('more');
});

it('answers the most different first, as many as wanted, and says how many there are', async () => {
  const rows = await session.query(
    versus(await matching('userName:ci-deployer'), await matching('user:grace.lind@example.com'), {
      ...NAMES,
      top: 2,
    }),
  );
  const own = rows.filter(({ kind }) => VERSUS_KINDS[kind] === 'only here');
  expect(own).toHaveLength(2);
  expect(own[0]?.same).toBeGreaterThan(10);
  expect((own[0]?.here ?? 0) >= (own[1]?.here ?? 0)).toBe(true);
});

it('bears sides without events and hostile names', async () => {
  const nothing = await matching(`principal:"'; DROP TABLE event; -- %_"`);
  const everything = await matching('');
  const options: VersusOptions = { fields: ['eventName', 'errorCode'], top: 3, days: { here: 0, there: 14 } };
  expect(await session.query(versus(nothing, nothing, options))).toEqual([]);
  const rows = await session.query(versus(nothing, everything, options));
  expect(rows.every(({ kind, here }) => VERSUS_KINDS[kind] === 'only there' && here === 0)).toBe(true);
});
