/** Filters of every shape, for property tests: only such as the search text can say. */
import fc from 'fast-check';
import { FIELD_KEYS, FIELDS } from '#cloudtrail/fields.ts';
import type { Bound } from '#lib/value-test.ts';
import { comparable } from '../field-sources.ts';
import type { AnywhereTest, Clause, Condition, Filter, Target, Test } from '../filter.ts';

const AWKWARD =
  'AND OR NOT TO - ~ @account >5 [a (x) a:b 10.0.0.0/8 * ? \\ " arn:aws:s3:::bucket/* a\\*b it\'s é😀 %_'.split(
    ' ',
  );
const awkward = fc.constantFrom(...AWKWARD, 'a b', ' ', '\n', 'x'.repeat(300));
const text = fc.oneof(awkward, fc.string({ minLength: 1, maxLength: 12, unit: 'grapheme' }));

const wildcard = fc
  .array(
    fc.oneof(
      fc.constantFrom('*', '?'),
      text.map((plain) => plain.replace(/[\\*?]/g, '\\$&')),
    ),
    {
      minLength: 1,
      maxLength: 4,
    },
  )
  .map((parts) => parts.join(''));

const time = fc.constantFrom('2025-10-01', '2025-10-01T18:42', '2025-10-01T18:42:07Z', '2025-10', '2025');
const number = fc.constantFrom('5', '-1.5', '1e3', '2025');

function bounded(bound: fc.Arbitrary<string>): fc.Arbitrary<Test> {
  const side: fc.Arbitrary<Bound | null> = fc.option(fc.record({ text: bound, inclusive: fc.boolean() }));
  return fc.tuple(side, side).map(([from, to]): Test => ({ kind: 'range', type: 'time', from, to }));
}

const equals: fc.Arbitrary<AnywhereTest> = text.map((plain) => ({ kind: 'equals', text: plain }));
const matches: fc.Arbitrary<AnywhereTest> = wildcard.map((pattern) => ({ kind: 'matches', pattern }));
const exists: fc.Arbitrary<Test> = fc.constant({ kind: 'exists' });
const within: fc.Arbitrary<Test> = fc
  .constantFrom('10.0.0.0/8', '192.0.2.7/32', '2001:db8::/32')
  .map((block) => ({ kind: 'within', block }));

function testFor(target: Target): fc.Arbitrary<Test> {
  if ('path' in target) return fc.oneof(equals, matches, exists, bounded(time), bounded(number));
  const { field } = target;
  const { kind, column } = FIELDS[field];
  switch (kind) {
    case 'time':
      return fc.oneof(
        time.map((one): Test => ({ kind: 'equals', text: one })),
        exists,
        bounded(time),
      );
    case 'flag':
      return fc.oneof(
        fc.constantFrom('true', 'false').map((one): Test => ({ kind: 'equals', text: one })),
        exists,
      );
    case 'address':
      return fc.oneof(equals, matches, exists, within);
    case 'text':
      return column === null
        ? fc.oneof(equals, matches, exists, bounded(time))
        : fc.oneof(equals, matches, exists);
    case 'category': {
      const others = FIELD_KEYS.filter((other) => comparable(field, other));
      const same = fc.constantFrom(...(others.length === 0 ? [field] : others));
      const plain = fc.oneof(equals, matches, exists, bounded(number));
      return others.length === 0
        ? plain
        : fc.oneof(
            plain,
            same.map((other): Test => ({ kind: 'same', field: other })),
          );
    }
  }
}

const target: fc.Arbitrary<Target> = fc.oneof(
  fc.constantFrom(...FIELD_KEYS).map((field): Target => ({ field })),
  fc
    .array(fc.constantFrom('bucketName', 'a', 'aws:SourceIp', 'x y', 'q"', 'items', '*'), {
      minLength: 1,
      maxLength: 3,
    })
    .chain((rest) =>
      fc
        .constantFrom('requestParameters', 'userIdentity', 'otherFields', 'addendum', 'tlsDetails', '@odd')
        .map((root): Target => ({ path: [root, ...rest] })),
    ),
);

const field: fc.Arbitrary<Condition> = target.chain((one) =>
  fc
    .array(testFor(one), { minLength: 1, maxLength: 3 })
    .map((tests) => ({ kind: 'field', target: one, tests })),
);
const anywhere: fc.Arbitrary<Condition> = fc
  .oneof(equals, matches)
  .map((test) => ({ kind: 'anywhere', test }));

export const generatedCondition: fc.Arbitrary<Condition> = fc.letrec<{ tree: Condition }>((tie) => ({
  tree: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    field,
    anywhere,
    tie('tree').map((of): Condition => ({ kind: 'not', of })),
    fc
      .tuple(fc.constantFrom('all' as const, 'any' as const), fc.array(tie('tree'), { maxLength: 3 }))
      .map(([kind, of]): Condition => ({ kind, of })),
  ),
})).tree;

const clause: fc.Arbitrary<Clause> = fc.record({
  condition: generatedCondition,
  negated: fc.boolean(),
  disabled: fc.boolean(),
});

const moment = fc.option(fc.integer({ min: 0, max: 2_000_000_000_000 }));

export const generatedFilter: fc.Arbitrary<Filter> = fc.record({
  clauses: fc.array(clause, { maxLength: 4 }),
  from: moment,
  to: moment,
});
