/** The presets over logs of some size: the sample, whose story is known, and a public set. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { beforeAll, describe, expect, it } from 'vitest';
import { hasRealData, realFiles } from '#cloudtrail/testing/real-data.ts';
import type { SourceFile } from '#session/session.ts';
import { source } from '#session/testing/workbench.ts';
import { countMatches, unkept } from './matches.ts';
import { topMatches } from './match-page.ts';
import { PRESETS, presetFilter } from './presets.ts';
import { parseSearch } from './search-syntax.ts';
import { eventsBy, type LoadedSet, loadRecords } from './testing/loaded-records.ts';
import { filterHolds } from './testing/oracle.ts';

const SAMPLE = fileURLToPath(new URL('../../public/sample/AWSLogs/', import.meta.url));

function sampleFiles(): SourceFile[] {
  return readdirSync(SAMPLE, { recursive: true, encoding: 'utf8' })
    .filter((path) => path.endsWith('.gz'))
    .map((path) => source(path, new Uint8Array(readFileSync(join(SAMPLE, path)))));
}

/** `who eventName outcome`, with how often. */
async function told({ session }: LoadedSet, search: string): Promise<Record<string, number>> {
  const { filter, errors } = parseSearch(search);
  expect(errors).toEqual([]);
  const rows = await eventsBy(
    session,
    topMatches(unkept(filter), { field: 'eventTime', descending: false }, 0, 5_000),
  );
  const counts: Record<string, number> = {};
  for (const { principal, eventName, outcome } of rows) {
    const line = `${principal} ${eventName} ${outcome}`;
    counts[line] = (counts[line] ?? 0) + 1;
  }
  return counts;
}

async function countOf({ session }: LoadedSet, search: string): Promise<number | undefined> {
  const [row] = await session.query(countMatches(unkept(parseSearch(search).filter)));
  return row?.count;
}

const searchOf = (id: string): string =>
  PRESETS.find((preset) => preset.id === id)?.search ?? 'missing:preset';

function agreement(load: () => Promise<LoadedSet>): void {
  let set: LoadedSet;
  beforeAll(async () => {
    set = await load();
  }, 120_000);

  it.each(PRESETS)('$label: the engine and the oracle agree', async (preset) => {
    const filter = presetFilter(preset);
    const expected = [...set.records.values()].filter((one) => filterHolds(one, filter)).length;
    const [row] = await set.session.query(countMatches(unkept(filter)));
    expect(row?.count).toBe(expected);
  });
}

describe('over the sample', () => {
  let set: LoadedSet;
  agreement(async () => (set = await loadRecords(sampleFiles())));

  it('finds what the story tells', async () => {
    const noMfa = await told(set, searchOf('sign-ins-without-mfa'));
    expect(Object.keys(noMfa).toSorted()).toEqual([
      'ops-helper ConsoleLogin success',
      'reporting-viewer ConsoleLogin success',
    ]);
    const root = await told(set, searchOf('root'));
    expect(root).toMatchObject({ 'root ConsoleLogin success': 1, 'root PutAlternateContact success': 1 });
    const failures = await told(set, searchOf('sign-in-failures'));
    expect(failures).toMatchObject({
      'unknown user name (hidden) ConsoleLogin denied': 4,
      'm.novak ConsoleLogin denied': 3,
    });
    const off = await told(set, `${searchOf('protection-off')}`);
    const roles = ['StopLogging', 'DeleteTrail', 'PutEventSelectors'];
    for (const name of roles) expect(off[`role/LogArchiveMaintenance ${name} denied`]).toBe(1);
    expect(await told(set, `(${searchOf('s3-access')}) user:ops-helper`)).toMatchObject({
      'ops-helper DeleteBucketPublicAccessBlock success': 1,
      'ops-helper PutBucketPolicy success': 1,
    });
    const iam = await told(
      set,
      `${searchOf('iam-changes')} user:ci-deployer outcome:success ip:198.51.100.77`,
    );
    expect(Object.keys(iam).toSorted()).toEqual(
      ['AttachUserPolicy', 'CreateAccessKey', 'CreateLoginProfile', 'CreateUser'].map(
        (name) => `ci-deployer ${name} success`,
      ),
    );
    expect(await told(set, `(${searchOf('secrets')}) user:role/OrgPlatformAccess`)).toMatchObject({
      'role/OrgPlatformAccess GetSecretValue success': 1,
    });
  });

  it('answers the questions of an investigation', async () => {
    expect(await countOf(set, 'ip:198.51.100.77')).toBe(2498);
    expect(await countOf(set, 'ip:198.51.100.77/32')).toBe(2498);
    expect(await countOf(set, 'key:AKIAEXAMPLECIDEPLOY1 outcome:denied ip:198.51.100.77')).toBe(47);
    const bucket = 'request.bucketName:finance-exports';
    expect(await countOf(set, `name:GetObject ${bucket} user:ops-helper outcome:success`)).toBe(1800);
    expect(await countOf(set, `name:DeleteObject ${bucket} outcome:success`)).toBe(600);
    expect(await countOf(set, `name:GetObject ${bucket} -user:ops-helper`)).toBe(700);
    expect(
      await countOf(set, `${bucket} additional.bytesTransferredOut:>0 user:ops-helper name:GetObject`),
    ).toBe(1800);
  });
});

describe.skipIf(!hasRealData)('over public logs (skipped without ../shared/data)', () => {
  agreement(() =>
    loadRecords(realFiles('invictus-ir-aws-dataset').map(({ path, bytes }) => source(path, bytes))),
  );
});
