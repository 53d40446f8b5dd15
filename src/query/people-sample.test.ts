/** The screens about people over the sample, against a count over its records that shares nothing with the queries. */
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { beforeAll, describe, expect, it } from 'vitest';
import { isObject, memberAt, parseJson } from '#lib/json.ts';
import type { LiveSession } from '#session/data-set.ts';
import { openSession } from '#session/testing/workbench.ts';
import { firstFlags } from './first-seen.ts';
import { EVERYTHING } from './matches.ts';
import { news } from './news.ts';
import { listWho, whoTable } from './principals.ts';

const FOLDER = 'public/sample';
const SIZES = { arenaBytes: 1 << 22, batchRows: 20_000, stepBytes: 1 << 20 };

let session: LiveSession;
/** By user name and account: of IAM users, each event once. */
const users = new Map<
  string,
  { events: number; first: string; last: string; addresses: Set<string>; errors: number }
>();

beforeAll(async () => {
  ({ session } = openSession({ sizes: SIZES }));
  const names = await readdir(FOLDER, { recursive: true });
  const paths = names.filter((name) => name.endsWith('.json.gz')).map((name) => join(FOLDER, name));
  const bytes = await Promise.all(paths.map((path) => readFile(path)));
  await session.addFiles(
    paths.map((path, at) => ({ path, file: new File([new Uint8Array(bytes[at] ?? [])], path) })),
  );
  const seen = new Set<string>();
  for (const one of bytes) countUsers(new TextDecoder().decode(gunzipSync(one)), seen);
}, 120_000);

function countUsers(text: string, seen: Set<string>): void {
  const records: unknown = memberAt(parseJson(text), 'Records');
  for (const record of Array.isArray(records) ? records : []) {
    const id = String(memberAt(record, 'eventID'));
    const name = memberAt(record, 'userIdentity', 'userName');
    const isUser =
      memberAt(record, 'userIdentity', 'type') === 'IAMUser' && !String(name).startsWith('HIDDEN');
    if (!isObject(record) || seen.has(id) || !isUser || typeof name !== 'string') continue;
    seen.add(id);
    const key = `${name} ${String(memberAt(record, 'userIdentity', 'accountId'))}`;
    const time = String(record['eventTime']);
    const known = users.get(key) ?? { events: 0, first: time, last: time, addresses: new Set(), errors: 0 };
    known.events += 1;
    known.first = time < known.first ? time : known.first;
    known.last = time > known.last ? time : known.last;
    known.addresses.add(String(record['sourceIPAddress']));
    known.errors += record['errorCode'] === undefined && !isFailedSignIn(record) ? 0 : 1;
    users.set(key, known);
  }
}

/** They have no error code. */
const isFailedSignIn = (record: unknown): boolean =>
  memberAt(record, 'responseElements', 'ConsoleLogin') === 'Failure';

describe('the sample', () => {
  it('has as many events of each IAM user as its records', async () => {
    const rows = await session.query(
      listWho(whoTable(EVERYTHING, 'principal'), { order: 'events', descending: true, find: 'IAM user' }),
    );
    const found = new Map(
      rows.map((row) => [
        `${row.name} ${row.account}`,
        {
          events: row.events,
          first: isoTime(row.first),
          last: isoTime(row.last),
          addresses: row.addresses,
          errors: row.denied + row.errors,
        },
      ]),
    );
    const wanted = new Map(
      [...users].map(([key, user]) => [key, { ...user, addresses: user.addresses.size }]),
    );
    expect(wanted.size).toBeGreaterThan(3);
    expect(found).toEqual(wanted);
  });

  it('marks the first call from the stolen key’s new address', async () => {
    const flags = await session.query(firstFlags());
    const start = Date.parse('2025-10-10T18:42:07Z');
    expect(flags.filter(({ time, principal }) => time === start && principal === 'ci-deployer')).toEqual(
      expect.arrayContaining([
        expect.objectContaining({ dimension: 'address', value: '198.51.100.77', days: 7 }),
        expect.objectContaining({ dimension: 'network', value: '198.51.100.0/24', days: 7 }),
      ]),
    );
    expect(flags.length).toBeLessThan(30_233 / 50);
  });

  it('puts that address first among what is new that evening', async () => {
    const evening = { from: Date.parse('2025-10-10T18:00:00Z'), to: Date.parse('2025-10-10T22:00:00Z') };
    const before = { from: Date.parse('2025-10-01T00:00:00Z'), to: evening.from };
    const rows = await session.query(news(EVERYTHING, evening, before));
    expect(rows[0]).toMatchObject({
      kind: 'address',
      value: '198.51.100.77',
      principal: 'ci-deployer',
      count: 54,
      toAll: true,
    });
    const values = rows.map(({ value }) => value);
    for (const value of ['ops-helper', 'AKIAEXAMPLEOPSHELP01', 'DeleteTrail'])
      expect(values).toContain(value);
  });
});

function isoTime(ms: number | null): string | null {
  return ms === null ? null : new Date(ms).toISOString().replace('.000', '');
}
