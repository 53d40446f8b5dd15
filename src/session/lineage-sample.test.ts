/** The incident in the sample, as docs/sample-incident.md tells it; and the searches of the user guide. */
import { readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { beforeAll, describe, expect, it } from 'vitest';
import type { Created, Credential } from '#cloudtrail/lineage.ts';
import { parseSearch } from '#query/search-syntax.ts';
import { countMatches } from '#query/matches.ts';
import type { LiveSession } from './data-set.ts';
import { readGuide, searchesOf } from '../../scripts/guide/pages.ts';
import { openSession, source } from './testing/workbench.ts';
import { askMatches } from './use-match-query.ts';

const SAMPLE = fileURLToPath(new URL('../../public/sample/', import.meta.url));
const STORY = readFileSync(new URL('../../docs/sample-incident.md', import.meta.url), 'utf8');
const KEY = 'AKIAEXAMPLECIDEPLOY1';
const ROOT = `${KEY}@2025-10-10T18:42:07Z`;

let session: LiveSession;

beforeAll(async () => {
  session = openSession({ sizes: { arenaBytes: 1 << 24, batchRows: 5_000 } }).session;
  const files = readdirSync(SAMPLE, { recursive: true, encoding: 'utf8', withFileTypes: true })
    .filter((entry) => entry.isFile() && entry.name.endsWith('.json.gz'))
    .map((entry) => join(entry.parentPath, entry.name));
  await session.addFiles(files.map((path) => source(relative(SAMPLE, path), readFileSync(path))));
}, 60_000);

const counted = async (text: string): Promise<number | undefined> => {
  const { filter } = parseSearch(text);
  return (await askMatches(session, { filter, ask: countMatches }))[0]?.count;
};

const moment = (time: number | null): string => new Date(time ?? 0).toISOString().replace('.000', '');

/** As the page writes it: `BucketPolicy` is a bucket policy. */
function row({ kind, type, name, event, deleted }: Created): string {
  const word =
    kind === 'resource' ? type.replaceAll(/(?<!^)[A-Z]/g, (letter) => ` ${letter}`).toLowerCase() : kind;
  const gone = deleted === null ? '–' : `${moment(deleted.event.time)} ${deleted.event.eventName}`;
  return `| ${word} | ${name} | ${moment(event.time)} ${event.eventName} | ${gone} |`;
}

describe('the blast radius of the stolen key', () => {
  it('lists exactly what the page says', async () => {
    const [, table = ''] = STORY.split('### What came from the key');
    const told = table.split('\n').filter((line) => /^\| [a-z ]+ \| .* \| 2025-/.test(line));
    const { created } = await session.reach(ROOT);
    expect(told.length).toBeGreaterThan(5);
    expect(created.map(row).toSorted()).toEqual(told.toSorted());
  });

  it('is everything that came from the intruder’s address, and nothing else', async () => {
    expect(await counted(`blast:"${ROOT}"`)).toBe(2498);
    expect(await counted(`blast:"${ROOT}" ip:198.51.100.77`)).toBe(2498);
    expect(await counted(`blast:"${ROOT}" key:${KEY}`)).toBe(54);
  });

  it('goes from the key to the user it made, its console and its key, and on through two roles', async () => {
    const { reached } = await session.reach(ROOT);
    const way = reached.flatMap(({ credential, depth, via }) =>
      /^A[KS]IA/.test(credential) ? [[depth, credential, via?.kind ?? null]] : [],
    );
    expect(way).toEqual([
      [0, KEY, null],
      [1, 'ASIAEXAMPLEBXPWCROE6', 'user'],
      [1, 'AKIAEXAMPLEOPSHELP01', 'access key'],
      [2, 'ASIAEXAMPLEC4JN3LRH4', 'session'],
      [3, 'ASIAEXAMPLER7IUFUWDH', 'session'],
    ]);
  });
});

describe('chains', () => {
  const of = async (id: string): Promise<Credential | undefined> =>
    (await session.lineage()).credentials.get(id);

  it('lead from the log archive back to the user whom the intruder made', async () => {
    const last = await of('ASIAEXAMPLER7IUFUWDH');
    expect(last).toMatchObject({
      roleName: 'LogArchiveMaintenance',
      parent: 'ASIAEXAMPLEC4JN3LRH4',
      root: { kind: 'human', name: 'ops-helper' },
      person: 'ops-helper',
      personBy: 'chain',
      depth: 2,
      missing: null,
    });
    expect(last?.issue).toMatchObject({ reason: 'access key', certainty: 'certain' });
    expect(last?.issue?.otherHalf).not.toBeNull();
    expect(await of('ASIAEXAMPLEC4JN3LRH4')).toMatchObject({ parent: 'AKIAEXAMPLEOPSHELP01', depth: 1 });
    expect(await of('ASIAEXAMPLEBXPWCROE6')).toMatchObject({
      kind: 'console',
      depth: 1,
      issue: { reason: 'console sign-in', certainty: 'likely' },
    });
    expect(await of('AKIAEXAMPLEOPSHELP01')).toMatchObject({ parent: KEY, depth: 0, person: 'ops-helper' });
  });

  it('know people of Identity Center by one name, whatever they came by', async () => {
    const { credentials } = await session.lineage();
    const grace = [...credentials.values()].filter(({ person }) => person === 'grace.lind@example.com');
    expect(new Set(grace.map(({ accountId }) => accountId)).size).toBeGreaterThan(1);
    expect(new Set(grace.map(({ personBy }) => personBy))).toContain('SSO session name');
    expect(await counted('person:grace.lind@example.com')).toBe(
      grace.reduce((sum, { calls }) => sum + calls, 0),
    );
  });
});

describe('the user guide', () => {
  const searches = readGuide().pages.flatMap(({ name, text }) =>
    searchesOf(text).map((search) => ({ ...search, name })),
  );

  it.each(searches)('$name: $search leaves $events events', async ({ search, events, view }) => {
    const link = new URLSearchParams(view);
    const moment = (key: string): number | null => (link.has(key) ? Date.parse(link.get(key) ?? '') : null);
    const { filter, errors } = parseSearch(search, { from: moment('from'), to: moment('to') });
    expect(errors).toEqual([]);
    expect((await askMatches(session, { filter, ask: countMatches }))[0]?.count).toBe(events);
  });
});
