import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { FIELD_KEYS } from '#cloudtrail/fields.ts';
import { describeFilter } from './describe-filter.ts';
import { canonicalFilter, EMPTY_FILTER } from './filter.ts';
import type { Filter } from './filter.ts';
import { formatFilter, sameFilter } from './format-filter.ts';
import { LONGEST_SEARCH, parseSearch } from './search-syntax.ts';
import { generatedFilter } from './testing/generated-filter.ts';

const words = (text: string): string => {
  const { filter, errors } = parseSearch(text);
  expect(errors).toEqual([]);
  return describeFilter(filter);
};

describe('a search text', () => {
  it.each([
    ['', ''],
    ['eventName:DeleteBucket', 'event is DeleteBucket'],
    ['EVENTNAME:Delete* -user:alice', 'event is Delete* and principal is not alice'],
    ['region:eu-west-1 OR region:us-east-1', 'region is eu-west-1 or us-east-1'],
    ['region:(eu-west-1 OR us-east-1)', 'region is eu-west-1 or us-east-1'],
    ['NOT agent:*.amazonaws.com', 'user agent is not *.amazonaws.com'],
    ['error:*', 'error code is set'],
    ['-error:*', 'error code is not set'],
    ['ip:10.0.0.0/8', 'source address is in 10.0.0.0/8'],
    ['ip:2001:db8::/32', 'source address is in 2001:db8::/32'],
    ['ip:2001:db8::1', 'source address is 2001:db8::1'],
    ['ip:"10.0.0.0/8"', 'source address is 10.0.0.0/8'],
    ['fe80::1', 'the record contains “fe80::1”'],
    ['arn:aws:iam::111122223333:user/a', 'the record contains “arn:aws:iam::111122223333:user/a”'],
    ['arn:arn:aws:iam::1:root', 'identity ARN is arn:aws:iam::1:root'],
    ['https://example.com/a?b', 'the record contains https://example.com/a?b'],
    ['10:42', 'the record contains “10:42”'],
    ['time:2025-10-01T18:42:00Z', 'time is 2025-10-01T18:42:00Z'],
    ['time:[2025-01-01 TO 2025-01-02}', 'time is from 2025-01-01 and before 2025-01-02'],
    ['time:>2025-01-01', 'time is after 2025-01-01'],
    ['requestParameters.size:[1 TO *]', 'requestParameters.size is from 1'],
    ['request.bucketName:x', 'requestParameters.bucketName is x'],
    ['requestParameters.aws\\:SourceIp:x', 'requestParameters.aws:SourceIp is x'],
    ['"a b" c', 'the record contains “a b” and the record contains “c”'],
    ['a OR b c', '(the record contains “a” or (the record contains “b” and the record contains “c”))'],
    ['(a OR b) c', '(the record contains “a” or the record contains “b”) and the record contains “c”'],
    ['-(a b)', 'not (the record contains “a” and the record contains “b”)'],
    ['~region:a region:b', 'region is b'],
    ['user:(a OR (b* -c))', '(principal is a or (principal is b* and principal is not c))'],
    ['message:"not authorized"', 'error message contains “not authorized”'],
    ['fromaccount:@account', 'identity account is the same as account'],
    ['name:"say \\"hi\\" \\\\o/"', 'event is “say "hi" \\o/”'],
    ['user:DOMAIN\\user', 'principal is DOMAIN\\user'],
    ['insightDetails:*', 'insightDetails is set'],
    ['whatever.inner:1', 'whatever.inner is 1'],
    ['a-b -', 'the record contains “a-b” and the record contains “-”'],
    ['and or not', 'the record contains “and” and the record contains “or” and the record contains “not”'],
  ])('%s', (text, expected) => expect(words(text)).toBe(expected));

  it('keeps the range of time that it is given', () => {
    expect(parseSearch('a', { from: 1, to: 2 }).filter).toMatchObject({ from: 1, to: 2 });
  });

  it('says where each clause stands', () => {
    const text = 'region:a (b OR c) -error:*';
    const { spans } = parseSearch(text);
    expect(spans.map(({ from, to }) => text.slice(from, to))).toEqual(['region:a', '(b OR c)', '-error:*']);
  });
});

describe('an error', () => {
  it.each([
    ['regoin:x a', 'regoin', 'Did you mean “region”?', 'the record contains “a”'],
    ['s3:GetObject', 's3', 'There is no field', ''],
    ['nosuchthing:(a OR b) c', 'nosuchthing', 'There is no field', 'the record contains “c”'],
    ['name:', '', 'A value is missing', ''],
    ['a OR', 'OR', 'missing after OR', 'the record contains “a”'],
    ['OR a', 'OR', 'missing before OR', 'the record contains “a”'],
    ['a AND', 'AND', 'missing after AND', 'the record contains “a”'],
    ['(a', '(', 'not closed', 'the record contains “a”'],
    ['a) b', ')', 'closes nothing', 'the record contains “a” and the record contains “b”'],
    ['()', '()', 'empty', ''],
    ['name:"a b', '"a b', 'closing quote', ''],
    ['ip:10.0.0.0/99', '10.0.0.0/99', 'no block of addresses', ''],
    ['time:yesterday', 'yesterday', 'is no time', ''],
    ['time:[2025-01-01]', '[2025-01-01]', 'A range looks like', ''],
    ['readOnly:maybe', 'maybe', '“true” or “false”', ''],
    ['requestParameters.a:>b', '>b', 'neither a number nor a time', ''],
    ['eventName.x:1', 'eventName.x', 'no inner fields', ''],
    ['a..b:1', 'a..b', 'is no path', ''],
    ['user:@nobody', '@nobody', 'There is no field', ''],
    ['NOT', 'NOT', 'missing here', ''],
    ['time:2025*', '2025*', 'no wildcards', ''],
  ])('%s', (text, place, message, rest) => {
    const { filter, errors } = parseSearch(text);
    expect(errors).toHaveLength(1);
    const [error] = errors;
    expect(error?.message).toContain(message);
    expect(text.slice(error?.from, error?.to)).toBe(place);
    expect(describeFilter(filter)).toBe(rest);
  });

  it('is all that comes of a text that is too long, too deep or too wide', () => {
    expect(parseSearch('a'.repeat(LONGEST_SEARCH + 1)).errors).toHaveLength(1);
    expect(parseSearch('('.repeat(LONGEST_SEARCH)).errors[0]?.message).toContain('nested');
    expect(parseSearch('-'.repeat(LONGEST_SEARCH)).errors[0]?.message).toContain('nested');
    expect(parseSearch('a '.repeat(5_000)).errors).toHaveLength(1);
    expect(parseSearch('r.a:b '.repeat(1_600)).filter.clauses).toHaveLength(1_000);
    expect(parseSearch(`a${'*b'.repeat(21)}`).errors[0]?.message).toContain('stars');
  });
});

describe('reading', () => {
  it('never throws, and what was read is written and read alike', () => {
    const signs = '(|)|"|-|~|NOT | OR | AND |:|*|?|[|]|{| TO |>|<=|\\|@'.split('|');
    const words = 'name:|region:|ip:|time:|request.|a|10.0.0.0/8|2025-01-01| |é|\0|😀|\ud800'.split('|');
    const piece = fc.constantFrom(...signs, ...words);
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 30 }), (pieces) => {
        const { filter, errors, spans } = parseSearch(pieces.join(''));
        expect(spans).toHaveLength(filter.clauses.length);
        for (const { from, to } of errors) expect(from >= 0 && to >= from).toBe(true);
        expect(canonicalFilter(filter)).toEqual(filter);
        expect(parseSearch(formatFilter(filter))).toMatchObject({ filter, errors: [] });
      }),
      { numRuns: 3_000 },
    );
  });

  it('gives back every filter', () => {
    fc.assert(
      fc.property(generatedFilter, (filter) => {
        const canonical = canonicalFilter(filter);
        expect(canonicalFilter(canonical)).toEqual(canonical);
        const read = parseSearch(formatFilter(filter), filter);
        expect(read.errors).toEqual([]);
        expect(read.filter).toEqual(canonical);
        expect(sameFilter(read.filter, filter)).toBe(true);
        expect(typeof describeFilter(filter)).toBe('string');
      }),
      { numRuns: 2_000 },
    );
  });

  it('takes time in proportion to the text', { retry: 3 }, () => {
    const texts = ['a:', '"', 'a\\', '*', 'x:(', '[', 'b OR ', '-', 'aa:bb:cc ', '\\\\', 'NOT '];
    for (const text of texts) {
      const start = performance.now();
      parseSearch(text.repeat(LONGEST_SEARCH / text.length));
      expect(performance.now() - start).toBeLessThan(400);
    }
  });

  it('knows every field by its key', () => {
    for (const key of FIELD_KEYS) {
      const { filter, errors } = parseSearch(`${key}:*`);
      expect(errors).toEqual([]);
      const expected: Filter = {
        ...EMPTY_FILTER,
        clauses: [
          {
            condition: { kind: 'field', target: { field: key }, tests: [{ kind: 'exists' }] },
            negated: false,
            disabled: false,
          },
        ],
      };
      expect(filter).toEqual(expected);
    }
  });
});
