import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { jsonMatcher } from './json-match.ts';
import type { ValueTest } from './value-test.ts';

const is = (text: string): ValueTest => ({ kind: 'equals', text });
const found = (json: string, path: string | null, test: ValueTest): boolean =>
  jsonMatcher({ path: path === null ? null : path.split('/'), test })(json);

describe('a path', () => {
  it.each([
    ['{"bucketName":"b"}', 'bucketname', is('B'), true],
    ['{"x":{"bucketName":"b"}}', 'bucketName', is('b'), false],
    ['{"x":{"bucketName":"b"}}', 'x/bucketName', is('b'), true],
    ['{"a":[{"b":1},{"b":2}]}', 'a/b', is('2'), true],
    ['[{"b":[[{"c":true}]]}]', 'b/c', is('true'), true],
    ['{"a":["x","y"]}', 'a', is('y'), true],
    ['{"a.b":1}', 'a/b', is('1'), true],
    ['{"a":{"b.c":1}}', 'a/b/c', is('1'), true],
    ['{"a":null}', 'a', { kind: 'exists' }, false],
    ['{"a":{}}', 'a', { kind: 'exists' }, true],
    ['{"a":[]}', 'a', { kind: 'exists' }, false],
    ['{"a":""}', 'a', { kind: 'exists' }, true],
    ['{"a":""}', 'a', is(''), true],
    ['{"a":"x\\u002fy\\/z\\"q"}', 'a', is('x/y/z"q'), true],
    ['{"\\u0061":1}', 'a', is('1'), true],
    ['{"a":12345678901234567890}', 'a', is('12345678901234567890'), true],
    ['{"a":"{\\"b\\":1}","b":2}', 'b', is('1'), false],
    [' { "a" : [ 1 , 2 ] , "b" : "c" } ', 'b', is('c'), true],
    ['{"a":"10.1.2.3"}', 'a', { kind: 'within', block: '10.0.0.0/8' }, true],
    [
      '{"a":"5"}',
      'a',
      { kind: 'range', type: 'number', from: { text: '4', inclusive: false }, to: null },
      true,
    ],
    [
      '{"a":4}',
      'a',
      { kind: 'range', type: 'number', from: { text: '4', inclusive: false }, to: null },
      false,
    ],
    [
      '{"a":"2025-10-01T00:00:00Z"}',
      'a',
      { kind: 'range', type: 'time', from: null, to: { text: '2025-10', inclusive: true } },
      true,
    ],
    ['{"__proto__":{"x":1}}', '__proto__/x', is('1'), true],
  ] as const)('%s: %s', (json, path, test, expected) => expect(found(json, path, test)).toBe(expected));
});

describe('anywhere', () => {
  it.each([
    ['{"bucketName":"my-Bucket"}', 'my-b', true],
    ['{"bucketName":"x"}', 'CKETNA', true],
    ['{"a":123}', '23', true],
    ['{"a":"x\\u0041y"}', 'xay', true],
    ['{"a":"b","c":"d"}', 'b","c', false],
  ])('%s: %s', (json, text, expected) => expect(found(json, null, is(text))).toBe(expected));
});

/** Every value at a path, by plain definition. */
function valuesAt(value: unknown, path: readonly string[]): unknown[] {
  if (Array.isArray(value)) return value.flatMap((item) => valuesAt(item, path));
  const [name, ...rest] = path;
  if (name === undefined) return [value];
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, inner]) =>
    key.toLowerCase() === name ? valuesAt(inner, rest) : [],
  );
}

describe('any JSON', () => {
  const key = fc.constantFrom('a', 'A', 'b', 'é', 'with "quote"', 'x\\y');
  const leaf = fc.oneof(
    fc.string(),
    fc.integer(),
    fc.boolean(),
    fc.constant(null),
    fc.constantFrom('a', 'b', '1'),
  );
  const { tree } = fc.letrec((tie) => ({
    tree: fc.oneof(
      { depthSize: 'medium' },
      leaf,
      fc.array(tie('tree'), { maxLength: 4 }),
      fc.dictionary(key, tie('tree'), { maxKeys: 4 }),
    ),
  }));

  it('is answered as after parsing it', () => {
    const path = fc.array(fc.constantFrom('a', 'b', 'é', 'with "quote"', 'x\\y'), {
      minLength: 1,
      maxLength: 3,
    });
    fc.assert(
      fc.property(tree, path, fc.nat(4), (value, names, indent) => {
        const json = JSON.stringify(value, null, indent);
        const values = valuesAt(JSON.parse(json), names).filter((one) => one !== null);
        expect(found(json, names.join('/'), { kind: 'exists' })).toBe(values.length > 0);
        const some = values.find((one) => typeof one !== 'object');
        const isSome =
          some === undefined ||
          found(json, names.join('/'), is(`${JSON.stringify(some)}`.replace(/^"|"$/g, '')));
        expect(isSome || typeof some === 'string').toBe(true);
        const text = typeof some === 'string' ? some : '1';
        expect(found(json, names.join('/'), is(text)) || typeof some !== 'string').toBe(true);
        expect(found(json, names.join('/'), is('never there'))).toBe(false);
      }),
      { numRuns: 2_000 },
    );
  });

  it('may be broken, cut off or too deep, and still gets an answer in time', { retry: 3 }, () => {
    const deep = ['['.repeat(200_000), '{"a":'.repeat(200_000), `{"a":${'['.repeat(200_000)}`];
    const long = [
      '\\'.repeat(200_000),
      `"${'\\"'.repeat(100_000)}`,
      '"a"'.repeat(70_000),
      `{"a":"${'x'.repeat(2e6)}"}`,
    ];
    for (const json of [...deep, ...long]) {
      const start = performance.now();
      expect(found(json, 'a/a/b', is('1'))).toBe(false);
      expect(found(json, null, is('never there'))).toBe(false);
      expect(performance.now() - start).toBeLessThan(500);
    }
    const part = fc.constantFrom(
      '{',
      '}',
      '[',
      ']',
      ',',
      ':',
      '"',
      '\\',
      '"a"',
      '1',
      'null',
      ' ',
      '\\u00',
      'x',
    );
    fc.assert(
      fc.property(fc.array(part, { maxLength: 20 }), (parts) => {
        expect(typeof found(parts.join(''), 'a', is('1'))).toBe('boolean');
        expect(typeof found(parts.join(''), null, is('zzz'))).toBe('boolean');
      }),
      { numRuns: 2_000 },
    );
  });
});
