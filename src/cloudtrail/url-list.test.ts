import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { looksLikeUrlList, readUrlList } from './url-list.ts';

const HOST = 'https://bucket.s3.eu-west-1.amazonaws.com';
const signed = (key: string, date = '20251010T120000Z'): string =>
  `${HOST}/${key}?X-Amz-Algorithm=AWS4-HMAC-SHA256&X-Amz-Credential=A%2F1%2Fr%2Fs3%2Faws4_request&X-Amz-Date=${date}` +
  `&X-Amz-Expires=3600&X-Amz-SignedHeaders=host&X-Amz-Signature=${'0f'.repeat(32)}`;

const pathsOf = (text: string): string[] => readUrlList(text).urls.map(({ path }) => path);

describe('lists of URLs', () => {
  it.each([
    ['lines', `${signed('a')}\n${signed('b')}`],
    [
      'the promised form',
      JSON.stringify({
        version: 1,
        objects: [
          { key: 'a', url: signed('x'), size: 1 },
          { key: 'b', url: signed('y') },
        ],
      }),
    ],
    [
      'a list of objects',
      JSON.stringify(
        [
          { Key: 'a', URL: signed('x') },
          { path: 'b', presignedUrl: signed('y') },
        ],
        null,
        2,
      ),
    ],
    ['a list of texts', JSON.stringify([signed('a'), signed('b')])],
    [
      'JSON lines',
      `${JSON.stringify({ key: 'a', url: signed('x') })}\n${JSON.stringify({ key: 'b', url: signed('y') })}`,
    ],
    ['keys and tabs', `a\t${signed('x')}\nb\t${signed('y')}\n`],
    ['broken JSON', `{"objects": ["${signed('a')}", "${signed('b')}"`],
  ])('%s', (_what, text) => {
    expect(pathsOf(text)).toEqual(['a', 'b']);
  });

  it('folds duplicates and keeps the URL that is good for longer', () => {
    const later = signed('a', '20251010T130000Z');
    const { urls, folded } = readUrlList([signed('a'), later, signed('b'), signed('a')].join('\n'));
    expect(folded).toBe(2);
    expect(urls.map(({ url }) => url)).toEqual([later, signed('b')]);
  });

  it('lists what is refused, with its reason and without its query', () => {
    const { urls } = readUrlList(`http://bucket.s3.amazonaws.com/a?X-Amz-Signature=secret ${signed('b')}`);
    expect(urls.map(({ refused }) => refused === null)).toEqual([false, true]);
    expect(JSON.stringify(urls[0])).not.toContain('secret');
  });

  it('bears any JSON', () => {
    fc.assert(
      fc.property(fc.json(), (text) => {
        expect(readUrlList(text).urls.length).toBeLessThan(text.length);
      }),
    );
    expect(pathsOf('['.repeat(100_000))).toEqual([]);
  });
});

describe('whether a file is such a list', () => {
  it.each([
    [`${signed('a')}\n`, true],
    [`\ufeff# made by a script\nAWSLogs/a.json\t${signed('a')}`, true],
    [JSON.stringify({ version: 1, objects: [{ key: 'a', url: signed('a') }] }), true],
    [JSON.stringify([signed('a')]), true],
    ['{"Records":[{"eventVersion":"1.08","url":"https://x"}]}', false],
    ['{"eventVersion":"1.08","requestParameters":{"url":"https://x"}}', false],
    [JSON.stringify({ key: 'a', url: signed('a') }), true],
    [JSON.stringify([{ key: 'a', url: signed('a'), size: 1, etag: 'x' }], null, 2), true],
    [JSON.stringify({ urls: [signed('a')] }), true],
    ['{"Id":"finding","Remediation":{"Recommendation":{"Url":"https://docs.example"}}}', false],
    ['{"url":"https://api.example","login":"someone"}', false],
    ['[{"title":"x","url":"https://b.s3.amazonaws.com/a"}]', false],
    ['time,url\n2025,https://x', false],
    ['see https://example.org for more', false],
    ['', false],
  ])('%.60s', (head, expected) => expect(looksLikeUrlList(head)).toBe(expected));
});
