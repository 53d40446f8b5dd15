/**
 * Sessions and blast radii of the session's own lineage against what is known: the generated set, whose truth was written down while
 * it was made, and for real logs an oracle that shares no code with this (scripts/lineage).
 */
import { readFileSync, readdirSync } from 'node:fs';
import { join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { beforeAll, describe, expect, it } from 'vitest';
import type { Created, Credential, Lineage, Root } from '#cloudtrail/lineage.ts';
import { hasRealData } from '#cloudtrail/testing/real-data.ts';
import { matchingRows, type Matches } from '#query/matches.ts';
import { parseSearch } from '#query/search-syntax.ts';
import { sql } from '#query/sql-text.ts';
import type { SqlQuery } from '#database/sql-query.ts';
import { compare, compareReach } from '../../scripts/lineage/compare.mjs';
import { generateLineage } from '../../scripts/lineage/generate.mjs';
import { reach } from '../../scripts/lineage/reach.mjs';
import { readFolders } from '../../scripts/lineage/records.mjs';
import { buildLineage } from '../../scripts/lineage/sessions.mjs';
import type { LiveSession } from './data-set.ts';
import { openSession, source } from './testing/workbench.ts';
import { askMatches } from './use-match-query.ts';

const DATA = fileURLToPath(new URL('../../../shared/data/', import.meta.url));
const SAMPLE = fileURLToPath(new URL('../../public/sample/', import.meta.url));
if (!hasRealData) console.log('The public sample logs are not here: the lineage of them is not compared.');

const SIZES = { arenaBytes: 1 << 24, batchRows: 5_000 };

async function load(files: readonly { readonly path: string; readonly content: string | Uint8Array }[]) {
  const { session } = openSession({ sizes: SIZES });
  await session.addFiles(files.map(({ path, content }) => source(path, content)));
  return session;
}

function loadFolder(folder: string): Promise<LiveSession> {
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8', withFileTypes: true })
    .filter((entry) => entry.isFile() && /\.json(\.gz)?$/.test(entry.name))
    .map((entry) => join(entry.parentPath, entry.name));
  return load(files.map((path) => ({ path: relative(folder, path), content: readFileSync(path) })));
}

const isSession = ({ kind }: Credential): boolean => kind !== 'principal' && kind !== 'access key';

const LONE = /[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g;

/** The labels of the application in the words of truth.json. */
function rootOf({ kind, name }: Root): { kind: Root['kind']; name: string | null } {
  if (kind === 'unknown') return { kind, name: null };
  return { kind, name: kind === 'account' ? name.replace(/^account /, '') : name };
}

function answerOf({ credentials }: Lineage) {
  return [...credentials.values()].filter(isSession).map((one) => {
    const parent = credentials.get(one.parent ?? '');
    return {
      session: one.id,
      accessKeyId: one.accessKeyId,
      arn: one.arn,
      accountId: one.accountId,
      issuedBy: one.issue?.event.eventId ?? null,
      parent: parent === undefined || parent.kind === 'principal' ? null : parent.id,
      root: rootOf(one.root),
      depth: one.depth,
      knowable: one.issue !== null,
    };
  });
}

/** Events in a blast radius, as the filter finds them. */
async function reachedEvents(session: LiveSession, root: string): Promise<string[]> {
  const { filter } = parseSearch(`blast:"${root}"`);
  const ask = (matches: Matches): SqlQuery<{ id: 'text?' }> => ({
    name: 'reached',
    ...sql`SELECT e.event_id::VARCHAR AS id FROM event e JOIN ${matchingRows(matches)} m
      ON e.file_id = m.file_id AND e.record_offset = m.record_offset`,
    columns: { id: 'text?' },
  });
  return (await askMatches(session, { filter, ask })).flatMap(({ id }) => id ?? []);
}

/** What the oracle knows how to name; the application lists more. */
const COMPARED = new Set([
  'user',
  'access key',
  'login profile',
  'role',
  'policy',
  'policy attachment',
  'session',
]);

function createdOf({ kind, type, name, accountId, event, deleted }: Created) {
  const isBucketPolicy = kind === 'resource' && /^bucket ?policy$/i.test(type);
  if (!COMPARED.has(kind) && !isBucketPolicy) return [];
  return [
    {
      kind: isBucketPolicy ? 'bucket-policy' : kind.replace(' ', '-'),
      name,
      account: accountId ?? '',
      createdBy: event.eventId,
      deletedBy: deleted?.event.eventId ?? null,
    },
  ];
}

const COUNT = process.env['TRAILSCOPE_SLOW'] === '1' ? 10_000 : 1_000;

describe.each(['1', '2'])(`${COUNT} generated sessions, seed %s`, (seed) => {
  const { files, truth } = generateLineage({ sessions: COUNT, seed });
  // Half a surrogate pair cannot be kept as text; the application shows the sign for it.
  const known = truth.sessions.map((one) => ({
    ...one,
    root: { ...one.root, name: one.root.name?.replace(LONE, '\ufffd') ?? null },
  }));
  let session: LiveSession;
  beforeAll(async () => {
    session = await load(files.map(({ path, json }) => ({ path, content: json })));
  }, 300_000);

  it('are each joined to the call that began them, and to no other', async () => {
    const score = compare(known, answerOf(await session.lineage()));
    const { sessions, made, right, knowable, precision, recall } = score;
    console.log(
      `${sessions} sessions, ${knowable} knowable, ${made} joined, ${right} right: precision ${precision}, recall ${recall}`,
    );
    expect(score.faults.slice(0, 20)).toEqual([]);
    expect([precision, recall]).toEqual([1, 1]);
  }, 300_000);

  it('have the blast radii that are known', async () => {
    for (const known of truth.reach) {
      const root = known.start.since === null ? known.start.key : `${known.start.key}@${known.start.since}`;
      const { created } = await session.reach(root);
      const events = await reachedEvents(session, root);
      expect(compareReach(known, { events, created: created.flatMap(createdOf) })).toEqual([]);
    }
  }, 300_000);
});

describe('the sample', () => {
  const rows = readFolders([SAMPLE]);
  let session: LiveSession;
  beforeAll(async () => {
    session = await loadFolder(SAMPLE);
  }, 120_000);

  it('is joined as the oracle joins it', async () => {
    const { truth } = buildLineage(rows);
    const known = truth.map((one) => ({ ...one, story: 'sample', whole: false, truly: one }));
    expect(compare(known, answerOf(await session.lineage())).faults.slice(0, 20)).toEqual([]);
  });

  it('shows in the blast radius of the leaked key what docs/sample-incident.md says', async () => {
    const root = 'AKIAEXAMPLECIDEPLOY1@2025-10-10T18:42:07Z';
    const since = Date.parse('2025-10-10T18:42:07Z');
    const known = reach(rows, buildLineage(rows), { key: 'AKIAEXAMPLECIDEPLOY1', since });
    const { created } = await session.reach(root);
    const events = await reachedEvents(session, root);
    expect(events).toHaveLength(2498);
    const truth = { events: known.rows.flatMap(({ id }) => id ?? []), either: [], created: known.created };
    expect(compareReach(truth, { events, created: created.flatMap(createdOf) })).toEqual([]);
  });
});

describe.skipIf(!hasRealData)('public logs', () => {
  it.each(['invictus-ir-aws-dataset', 'stratus-red-team', 'sans504-s3-ransomware'])(
    '%s: every session whose issuing call is there is joined to it',
    async (name) => {
      const { truth, calls } = buildLineage(readFolders([join(DATA, name)]));
      const answer = answerOf(await (await loadFolder(join(DATA, name))).lineage());
      const known = truth.map((one) => ({ ...one, story: name, whole: false, truly: one }));
      const score = compare(known, answer);
      expect(score.faults.slice(0, 20)).toEqual([]);
      expect([score.precision, score.recall]).toEqual([1, 1]);
      const byKey = new Map(calls.flatMap(({ key, best }) => (key ? [[key, best.id]] : [])));
      const issued = answer.filter(({ accessKeyId }) => byKey.has(accessKeyId ?? ''));
      for (const { accessKeyId, issuedBy } of issued) expect(issuedBy).toBe(byKey.get(accessKeyId ?? ''));
    },
    120_000,
  );
});
