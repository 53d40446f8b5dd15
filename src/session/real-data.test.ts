/** Public sample logs, where they lie beside the repository: counts, and every event against `JSON.parse` of its record. */
import { readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { gunzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { outcomeOf } from '#cloudtrail/outcome.ts';
import { describeIdentity } from '#cloudtrail/principal.ts';
import { hasRealData } from '#cloudtrail/testing/real-data.ts';
import { isObject, member, textOf } from '#lib/json.ts';
import { zip } from '#ingest/testing/archives.ts';
import type { LiveSession } from './data-set.ts';
import { identify } from './fingerprint.ts';
import type { SourceFile } from './session.ts';
import { balancedBooks, countOf, openSession, rowsOf, source } from './testing/workbench.ts';

const FOLDER = fileURLToPath(new URL('../../../shared/data/', import.meta.url));
if (!hasRealData) console.log('The public sample logs are not here: the tests over them are skipped.');

function filesUnder(name: string, pattern: RegExp): SourceFile[] {
  const folder = join(FOLDER, name);
  return readdirSync(folder, { recursive: true, encoding: 'utf8', withFileTypes: true })
    .filter((entry) => entry.isFile() && pattern.test(entry.name))
    .map((entry) => relative(folder, join(entry.parentPath, entry.name)))
    .toSorted()
    .map((path) => source(`${name}/${path}`, readFileSync(join(folder, path))));
}

/** Every record, as a program would read it that knows nothing of ours. */
async function recordsOf(files: readonly SourceFile[]): Promise<unknown[]> {
  const records: unknown[] = [];
  for (const { file, path } of files) {
    const bytes = Buffer.from(await file.arrayBuffer());
    const text = (path.endsWith('.gz') ? gunzipSync(bytes) : bytes).toString('utf8');
    const log: unknown = JSON.parse(text);
    const list = member(log, 'Records');
    if (Array.isArray(list)) records.push(...list);
  }
  return records;
}

/** What the view `events` must say of a record. */
function expected(record: unknown): readonly unknown[] {
  if (!isObject(record)) throw new Error('no record');
  const text = (name: string): string | null => textOf(member(record, name));
  const { principal, principalKind, roleName } = describeIdentity(record['userIdentity'], {
    eventType: text('eventType'),
    eventSource: text('eventSource'),
    additionalUserName: textOf(member(record['additionalEventData'], 'UserName')),
  });
  return [
    text('eventID'),
    Date.parse(text('eventTime') ?? ''),
    text('eventSource'),
    text('eventName'),
    principal,
    principalKind,
    roleName,
    text('sourceIPAddress'),
    text('userAgent'),
    text('awsRegion'),
    text('recipientAccountId'),
    text('errorCode'),
    text('errorMessage'),
    outcomeOf(record),
    text('requestID'),
    record['readOnly'] ?? null,
    JSON.stringify(record['requestParameters'] ?? null),
    JSON.stringify(record['userIdentity'] ?? null),
  ];
}

const json = (text: string | null): string => JSON.stringify(text === null ? null : JSON.parse(text));

async function found(session: LiveSession): Promise<unknown[][]> {
  const rows = await rowsOf(
    session,
    `SELECT "eventID" AS id, "eventTime" AS at, "eventSource" AS source, "eventName" AS name, "principal" AS who,
      "principalKind" AS kind, "roleName" AS role, "sourceIPAddress" AS address, "userAgent" AS agent,
      "awsRegion" AS region, "recipientAccountId" AS account, "errorCode" AS code, "errorMessage" AS message,
      "outcome" AS outcome, "requestID" AS request, "readOnly" AS reads, "requestParameters" AS asked,
      "userIdentity" AS identity FROM events`,
    {
      id: 'text?',
      at: 'time?',
      source: 'text?',
      name: 'text?',
      who: 'text?',
      kind: 'text?',
      role: 'text?',
      address: 'text?',
      agent: 'text?',
      region: 'text?',
      account: 'text?',
      code: 'text?',
      message: 'text?',
      outcome: 'text',
      request: 'text?',
      reads: 'flag?',
      asked: 'text?',
      identity: 'text?',
    },
  );
  return rows.map((row) => Object.values({ ...row, asked: json(row.asked), identity: json(row.identity) }));
}

/** One row for each eventID, in the order of eventIDs. */
function byId(rows: readonly (readonly unknown[])[]): (readonly unknown[])[] {
  const unique = new Map(rows.map((row) => [String(row[0]), row]));
  return [...unique].toSorted(([a], [b]) => (a < b ? -1 : 1)).map(([, row]) => row);
}

const SIZES = { arenaBytes: 1 << 24, batchRows: 2_000 };

describe.skipIf(!hasRealData)('public sample logs', () => {
  it.each([
    [
      'sans504-s3-ransomware',
      /\.json\.gz$/,
      { files: 1919, found: 16_280, events: 12_899, duplicates: 3_381 },
    ],
    ['invictus-ir-aws-dataset', /\.json$/, { files: 28, found: 1_233, events: 1_233, duplicates: 0 }],
  ])('%s: the counts, and every event', async (name, pattern, counts) => {
    const files = filesUnder(name, pattern);
    const { session } = openSession({ sizes: SIZES });
    await session.addFiles(files);
    const { totals, problem } = session.getState();
    expect({ ...totals, problem }).toMatchObject({
      ...counts,
      rejected: 0,
      conflicts: 0,
      filesLoaded: counts.files,
      problem: null,
    });
    expect(await countOf(session, 'event')).toBe(counts.events);
    const records = await recordsOf(files);
    expect(records).toHaveLength(counts.found);
    const wanted = byId(records.map(expected));
    expect(wanted).toHaveLength(counts.events);
    const rows = byId(await found(session));
    const wrong = wanted.filter((row, k) => JSON.stringify(row) !== JSON.stringify(rows[k]));
    expect(wrong.slice(0, 3)).toEqual([]);
    expect(rows).toHaveLength(counts.events);
  });

  it('are the same set in a zip archive as loose', async () => {
    const files = filesUnder('sans504-s3-ransomware', /\.json\.gz$/);
    const { session: loose } = openSession({ sizes: SIZES });
    await loose.addFiles(files);
    const entries = await Promise.all(
      files.map(async ({ file, path }, k) => ({
        name: path,
        content: new Uint8Array(await file.arrayBuffer()),
        stored: k % 2 === 0,
      })),
    );
    const identity = identify(loose.getState());
    const { session: zipped } = openSession({ sizes: SIZES });
    await zipped.addFiles([source('case.zip', zip(entries))]);
    expect(zipped.getState().totals).toMatchObject({
      archives: 1,
      files: 1919,
      found: 16_280,
      events: 12_899,
      duplicates: 3_381,
      rejected: 0,
    });
    expect(identify(zipped.getState())).toMatchObject({
      fingerprint: identity?.fingerprint,
      formerFingerprint: identity?.formerFingerprint,
      name: 'case.zip/sans504-s3-ransomware',
    });
  });

  it('are what they are loose, file by file, out of a zip archive', async () => {
    const files = filesUnder('', /./).filter(({ path }) => !path.includes('sans504'));
    const content = await Promise.all(
      files.map(async ({ file }) => new Uint8Array(await file.arrayBuffer())),
    );
    const entries = files.map(({ path }, k) => ({
      name: path.slice(1),
      content: content[k] ?? new Uint8Array(0),
      stored: k % 3 === 0,
    }));
    const { session: loose } = openSession({ sizes: SIZES });
    await loose.addFiles(files);
    const { session: zipped } = openSession({ sizes: SIZES });
    await zipped.addFiles([source('data.zip', zip(entries))]);
    const [archive, ...inside] = zipped.getState().files;
    expect(archive).toMatchObject({ name: 'data.zip', status: 'unpacked', found: 0 });
    const plain = inside.map((file) => ({
      ...file,
      id: 0,
      archive: 0,
      name: file.name.replace('data.zip', ''),
    }));
    expect(plain).toEqual(loose.getState().files.map((file) => ({ ...file, id: 0, archive: 0 })));
    expect(identify(zipped.getState())?.fingerprint).toBe(identify(loose.getState())?.fingerprint);
  });

  it('keep balanced books whatever is dropped in', async () => {
    const files = [
      ...filesUnder('invictus-ir-aws-dataset', /./),
      ...filesUnder('traildiscover', /cloudtrail$/),
      ...filesUnder('trailscraper', /./),
      ...filesUnder('awsdocs-cloudtrail-user-guide', /./),
      ...filesUnder('cloudgrep', /./),
      ...filesUnder('ocsf-examples', /\.json$/),
    ];
    const { session } = openSession({ sizes: SIZES });
    await session.addFiles(files);
    expect(await balancedBooks(session)).toHaveLength(files.length);
    const { totals, problem } = session.getState();
    expect(problem).toBeNull();
    expect(totals.filesSetAside).toBeGreaterThan(0);
    expect(totals.events).toBeGreaterThan(1_233);
    expect(await countOf(session, '(SELECT DISTINCT coalesce("eventID", \'\') FROM events)')).toBeGreaterThan(
      1_233,
    );
  });
});
