/** Every kind of filter over every kind of field: what the engine finds equals what a plain filter over the records finds. */
import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { FIELD_KEYS, FIELDS } from '#cloudtrail/fields.ts';
import type { FieldKey } from '#cloudtrail/fields.ts';
import { hasRealData, realFiles } from '#cloudtrail/testing/real-data.ts';
import { source } from '#session/testing/workbench.ts';
import { comparable } from './field-sources.ts';
import { canonicalFilter, EMPTY_FILTER } from './filter.ts';
import type { AnywhereTest, Condition, Filter, Target, Test } from './filter.ts';
import { formatFilter } from './format-filter.ts';
import { parseSearch } from './search-syntax.ts';
import { fixtureFiles } from './testing/fixture-records.ts';
import { generatedFilter } from './testing/generated-filter.ts';
import { type LoadedSet, loadRecords } from './testing/loaded-records.ts';
import { RECORD_FIELDS } from './testing/record-fields.ts';
import { filterHolds, samplesOf } from './testing/oracle.ts';
import { where } from './where.ts';

const REAL_FOLDERS = [
  'invictus-ir-aws-dataset',
  'stratus-red-team',
  'traildiscover',
  'splunk-security-content',
];

async function found({ session }: LoadedSet, filter: Filter): Promise<number[]> {
  const { text, values } = where(filter);
  const rows = await session.query({
    name: 'test',
    text: `SELECT e.rowid::int AS id FROM event e WHERE ${text} ORDER BY id`,
    values,
    columns: { id: 'integer' },
  });
  return rows.map((row) => row.id);
}

/** The same for many filters at once: one statement is much faster than many. */
async function foundByEach({ session }: LoadedSet, filters: readonly Filter[]): Promise<Set<number>[]> {
  const conditions = filters.map(where);
  const names = filters.map((_, at) => `f${at}`);
  const list = conditions.map(({ text }, at) => `coalesce((${text}), false) AS f${at}`).join(', ');
  const rows = await session.query({
    name: 'test',
    text: `SELECT e.rowid::int AS id, ${list} FROM event e`,
    values: conditions.flatMap(({ values }) => values),
    columns: { id: 'integer', ...Object.fromEntries(names.map((name) => [name, 'flag' as const])) },
  });
  return names.map(
    (name) => new Set(rows.flatMap((row) => (Reflect.get(row, name) === true ? [Number(row['id'])] : []))),
  );
}

/** Empty when they find what the oracle finds; else the search texts, and the row ids that only one of both has. */
async function disagreements(set: LoadedSet, filters: readonly Filter[]): Promise<object[]> {
  const sets = await foundByEach(set, filters);
  return filters.flatMap((filter, at) => {
    const ids = sets[at] ?? new Set();
    const expected = new Set(
      [...set.records].filter(([, one]) => filterHolds(one, filter)).map(([id]) => id),
    );
    const tooMany = [...ids].filter((id) => set.records.has(id) && !expected.has(id));
    const missing = [...expected].filter((id) => !ids.has(id));
    const agreed = tooMany.length === 0 && missing.length === 0;
    return agreed ? [] : [{ search: formatFilter(filter), tooMany, missing }];
  });
}

const filterOf = (condition: Condition, negated = false): Filter => ({
  ...EMPTY_FILTER,
  clauses: [{ condition, negated, disabled: false }],
});
const opposite = (filter: Filter): Filter => ({
  ...filter,
  clauses: filter.clauses.map((clause) => ({ ...clause, negated: !clause.negated })),
});
const fieldFilter = (target: Target, test: Test): Filter =>
  filterOf({ kind: 'field', target, tests: [test] });

/** Tests made of values that occur. */
function testsFor(field: FieldKey, values: readonly string[]): Test[] {
  const { kind, column } = FIELDS[field];
  if (kind === 'time') {
    return [
      { kind: 'exists' },
      { kind: 'equals', text: '2025-10-01' },
      ...values.slice(0, 3).map((text): Test => ({ kind: 'equals', text })),
      { kind: 'range', type: 'time', from: { text: values[0] ?? '2025-01-01', inclusive: false }, to: null },
      { kind: 'range', type: 'time', from: null, to: { text: values[1] ?? '2025-01-01', inclusive: true } },
    ];
  }
  const texts = values.slice(0, 3).flatMap((text): Test[] => {
    const escaped = text.replace(/[\\*?]/g, '\\$&');
    return [
      { kind: 'equals', text },
      { kind: 'equals', text: text.toUpperCase() },
      { kind: 'matches', pattern: `*${escaped.slice(2)}` },
      { kind: 'matches', pattern: `${escaped.slice(0, 4).replace(/\\$/, '')}*` },
      { kind: 'matches', pattern: `?${text.slice(1, 5).replace(/[\\*?]/g, '?')}*` },
    ];
  });
  const numbers: Test[] = [
    {
      kind: 'range',
      type: 'number',
      from: { text: '1.05', inclusive: false },
      to: { text: '400000000000', inclusive: true },
    },
  ];
  const others = RECORD_FIELDS.filter((other) => comparable(field, other)).filter((_, at) => at % 9 === 0);
  return [
    { kind: 'exists' },
    ...(kind === 'flag' ? texts.slice(0, 2) : texts),
    ...(kind === 'category' ? numbers : []),
    ...(kind === 'address'
      ? ([
          { kind: 'within', block: '10.0.0.0/9' },
          { kind: 'within', block: '0.0.0.0/0' },
        ] as const)
      : []),
    ...(kind === 'text' && column === null && field !== 'resource' ? numbers : []),
    ...others.map((other): Test => ({ kind: 'same', field: other })),
  ];
}

const PATHS = [
  'requestParameters.bucketName',
  'requestParameters.a.b',
  'requestParameters.aws:SourceIp',
  'requestParameters.items.size',
  'requestParameters.path',
  'requestParameters.policy',
  'requestParameters.k',
  'requestparameters.INSTANCESSET.items.instanceId',
  'responseElements.ConsoleLogin',
  'resources.ARN',
  'additionalEventData.bytesTransferredOut',
  'additionalEventData.x-amz-id-2',
  'userIdentity.sessionContext.sessionIssuer.userName',
  'userIdentity.arn',
  'tlsDetails.tlsVersion',
  'serviceEventDetails.role_name',
  'addendum.reason',
  'eventContext.tags',
  'otherFields.eventContext.tags',
];

const PATH_TESTS: readonly Test[] = [
  { kind: 'exists' },
  ...[
    'nested',
    'dotted',
    '10.1.2.3',
    '50.5',
    '/a/b\\c',
    'esc-BUCKET',
    'slash/slash',
    'failure',
    'é',
    'deploy',
    'abc/def+==',
  ].map((text): Test => ({ kind: 'equals', text })),
  ...['bucket-*', '*"effect"*', 'arn:aws:s3:::*/key', '?', 'TLSv1.?', '<b>%_', '*/*'].map(
    (pattern): Test => ({ kind: 'matches', pattern }),
  ),
  { kind: 'within', block: '10.0.0.0/8' },
  { kind: 'range', type: 'number', from: { text: '5', inclusive: false }, to: null },
  {
    kind: 'range',
    type: 'number',
    from: { text: '5', inclusive: true },
    to: { text: '50.5', inclusive: false },
  },
];

const WORDS =
  'deploy bucket-9 esc- slash/SLASH not%20there 444455556666 assumed-role <b>%_ "why?" b\\c Ω 😀 abc/def+== us-east-1';
const ANYWHERE: readonly AnywhereTest[] = [
  ...WORDS.split(' ').map((text): AnywhereTest => ({ kind: 'equals', text })),
  ...['aws*cli', 'Get?ecret*', 'not authorized*why', 'bucket-?'].map((pattern): AnywhereTest => ({
    kind: 'matches',
    pattern,
  })),
];

function suite(name: string, files: () => Parameters<typeof loadRecords>[0]): void {
  describe(`over ${name}`, () => {
    let set: LoadedSet;
    let valuesByField: ReadonlyMap<FieldKey, readonly string[]>;

    beforeAll(async () => {
      set = await loadRecords(files());
      const some = [...set.records.values()].filter((_, at, all) => at % Math.ceil(all.length / 150) === 0);
      valuesByField = new Map(
        RECORD_FIELDS.map((key) => [key, [...new Set(some.flatMap((one) => samplesOf(one, key)))]] as const),
      );
    }, 60_000);

    it('has records to compare', () => expect(set.records.size).toBeGreaterThan(15));

    it.each(RECORD_FIELDS)('%s', async (field) => {
      const filters = testsFor(field, valuesByField.get(field) ?? []).map((test) =>
        fieldFilter({ field }, test),
      );
      expect(await disagreements(set, filters.concat(filters.map(opposite)))).toEqual([]);
    });

    it('paths into a record', async () => {
      const filters = PATHS.flatMap((path) =>
        PATH_TESTS.map((test) => fieldFilter({ path: path.split('.') }, test)),
      );
      for (let at = 0; at < filters.length; at += 40)
        expect(await disagreements(set, filters.slice(at, at + 40))).toEqual([]);
    });

    it('a word anywhere', async () => {
      for (const test of ANYWHERE)
        expect(await disagreements(set, [filterOf({ kind: 'anywhere', test })])).toEqual([]);
    });

    it('any combination of them', async () => {
      const one = fc.oneof(
        fc.constantFrom(...RECORD_FIELDS).chain((field) =>
          fc
            .array(fc.constantFrom(...testsFor(field, valuesByField.get(field) ?? [])), {
              minLength: 1,
              maxLength: 3,
            })
            .map((tests): Condition => ({ kind: 'field', target: { field }, tests })),
        ),
        fc
          .tuple(fc.constantFrom(...PATHS), fc.constantFrom(...PATH_TESTS))
          .map(([path, test]): Condition => ({
            kind: 'field',
            target: { path: path.split('.') },
            tests: [test],
          })),
        fc.constantFrom(...ANYWHERE).map((test): Condition => ({ kind: 'anywhere', test })),
      );
      const group = fc
        .tuple(fc.constantFrom('all' as const, 'any' as const), fc.array(one, { minLength: 1, maxLength: 3 }))
        .map(([kind, of]): Condition => ({ kind, of }));
      const condition = fc.oneof(
        one,
        group,
        one.map((of): Condition => ({ kind: 'not', of })),
      );
      const moment = fc.option(fc.integer({ min: 1_500_000_000_000, max: 1_780_000_000_000 }), { freq: 3 });
      const filters = fc.record({
        clauses: fc.array(
          fc.record({ condition, negated: fc.boolean(), disabled: fc.constantFrom(false, false, true) }),
          {
            maxLength: 3,
          },
        ),
        from: moment,
        to: moment,
      });
      await fc.assert(
        fc.asyncProperty(filters, async (filter) => {
          expect(await disagreements(set, [filter])).toEqual([]);
          expect(await found(set, parseSearch(formatFilter(filter), filter).filter)).toEqual(
            await found(set, filter),
          );
        }),
        { numRuns: 25, interruptAfterTimeLimit: 4_000 },
      );
    });

    it('any filter at all is valid SQL', async () => {
      await fc.assert(
        fc.asyncProperty(generatedFilter, async (filter) => {
          expect(await found(set, canonicalFilter(filter))).toEqual(await found(set, filter));
        }),
        { numRuns: 25, interruptAfterTimeLimit: 4_000 },
      );
    });
  });
}

suite('small fixtures', fixtureFiles);

describe.skipIf(!hasRealData)('public sample logs (skipped without ../shared/data)', () => {
  suite('real records', () =>
    REAL_FOLDERS.flatMap((folder) => realFiles(folder))
      .filter(({ path }) => /\.json(?:\.cloudtrail)?$/.test(path))
      .map(({ path, bytes }) => source(path, bytes)),
  );
});

describe('hostile values', () => {
  let set: LoadedSet;
  beforeAll(async () => {
    set = await loadRecords(fixtureFiles().slice(1));
  });

  it.each([
    "'",
    "'; DROP TABLE event; --",
    '%',
    '_',
    '\0',
    '\ud800',
    '?',
    '$$',
    '(',
    '\\',
    '[a',
    'x'.repeat(990),
  ])('value %# narrows, and does no more', async (text) => {
    const every = FIELD_KEYS.map((field): Condition => {
      return { kind: 'field', target: { field }, tests: [{ kind: 'equals', text }] };
    });
    await found(set, filterOf({ kind: 'any', of: every }));
    await found(
      set,
      fieldFilter(
        { path: ['requestParameters', text.slice(0, 99)] },
        { kind: 'equals', text: text.slice(0, 99) },
      ),
    );
    await found(set, filterOf({ kind: 'anywhere', test: { kind: 'equals', text } }));
    expect(await found(set, EMPTY_FILTER)).toHaveLength(2);
  });
});
