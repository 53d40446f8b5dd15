/**
 * Sessions of the session's own lineage against what is known: the generated set, whose truth was written down while
 * it was made, and for real logs an oracle that shares no code with this (scripts/lineage).
 */
import { readFileSync, readdirSync } from 'node:fs';
import { join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { beforeAll, describe, expect, it } from 'vitest';
import type { Credential, Lineage, Root } from '#cloudtrail/lineage.ts';
import { hasRealData } from '#cloudtrail/testing/real-data.ts';
import { compare } from '../../scripts/lineage/compare.mjs';
import { generateLineage } from '../../scripts/lineage/generate.mjs';
import { readFolders } from '../../scripts/lineage/records.mjs';
import { buildLineage } from '../../scripts/lineage/sessions.mjs';
import type { LiveSession } from './data-set.ts';
import { openSession, source } from './testing/workbench.ts';

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

/** The labels of the application in the words of truth.json. */
function rootOf({ kind, name }: Root): { kind: Root['kind']; name: string | null } {
  if (kind === 'unknown') return { kind, name: null };
  return { kind, name: kind === 'account' ? name.replace(/^account /, '') : name };
}

function answerOf({ credentials }: Lineage) {
  return [...credentials.values()].filter(isSession).map((one) => {
    // Keys that gave out each other have no chain; what the records say of it stands in the call.
    const isCircle = one.missing === 'its chain leads back to itself';
    const above = isCircle ? one.issue?.caller.accessKeyId : one.parent;
    const parent = credentials.get(above ?? '');
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

const COUNT = process.env['TRAILSCOPE_SLOW'] === '1' ? 10_000 : 1_000;

describe.each(['1', '2'])(`${COUNT} generated sessions, seed %s`, (seed) => {
  const { files, truth } = generateLineage({ sessions: COUNT, seed });
  let session: LiveSession;
  beforeAll(async () => {
    session = await load(files.map(({ path, json }) => ({ path, content: json })));
  }, 300_000);

  it('are joined to no call but the one that began them', async () => {
    const score = compare(truth.sessions, answerOf(await session.lineage()));
    const { sessions, made, right, knowable, precision, recall } = score;
    console.log(
      `${sessions} sessions, ${knowable} knowable, ${made} joined, ${right} right: precision ${precision}, recall ${recall}`,
    );
    expect(score).toMatchObject({ precision: 1, recall: 1 });
  }, 300_000);
});

describe('the sample', () => {
  const rows = readFolders([SAMPLE]);
  let session: LiveSession;
  beforeAll(async () => {
    session = await loadFolder(SAMPLE);
  });

  it('is joined nowhere but as the oracle joins it', async () => {
    const { truth } = buildLineage(rows);
    const known = truth.map((one) => ({ ...one, story: 'sample', whole: false, truly: one }));
    expect(compare(known, answerOf(await session.lineage())).precision).toBe(1);
  });
});

describe.skipIf(!hasRealData)('public logs', () => {
  it.each(['invictus-ir-aws-dataset', 'stratus-red-team', 'sans504-s3-ransomware'])(
    '%s: every session whose issuing call shows its key is joined to it',
    async (name) => {
      const { truth, calls } = buildLineage(readFolders([join(DATA, name)]));
      const answer = answerOf(await (await loadFolder(join(DATA, name))).lineage());
      const known = truth.map((one) => ({ ...one, story: name, whole: false, truly: one }));
      const score = compare(known, answer);
      expect(score.precision).toBe(1);
      const byKey = new Map(calls.flatMap(({ key, best }) => (key ? [[key, best.id]] : [])));
      const issued = answer.filter(({ accessKeyId }) => byKey.has(accessKeyId ?? ''));
      for (const { accessKeyId, issuedBy } of issued) expect(issuedBy).toBe(byKey.get(accessKeyId ?? ''));
    },
  );
});
