import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { expiryWords, readPublicUrl, readUrl, spanWords } from './s3-url.ts';
import type { UrlFacts } from './s3-url.ts';

const SIGNATURE = 'a1'.repeat(32);
const QUERY =
  'X-Amz-Algorithm=AWS4-HMAC-SHA256&X-Amz-Credential=AKIAIOSFODNN7EXAMPLE%2F20251010%2Feu-west-1%2Fs3%2Faws4_request' +
  `&X-Amz-Date=20251010T120000Z&X-Amz-Expires=3600&X-Amz-SignedHeaders=host&X-Amz-Signature=${SIGNATURE}`;
const KEY = 'AWSLogs/111122223333/CloudTrail/eu-west-1/2025/10/10/a.json.gz';

function facts(url: string): UrlFacts {
  const reading = readUrl(url);
  if (reading.url === null) throw new Error(reading.refused);
  return reading.facts;
}

function refusal(url: string): string {
  return readUrl(url).refused ?? 'not refused';
}

describe('what an address says', () => {
  it.each([
    ['bucket.s3.amazonaws.com', 'bucket', null],
    ['bucket.s3.eu-west-1.amazonaws.com', 'bucket', 'eu-west-1'],
    ['my.dotted.bucket.s3-eu-west-1.amazonaws.com', 'my.dotted.bucket', 'eu-west-1'],
    ['bucket.s3.dualstack.us-gov-west-1.amazonaws.com', 'bucket', 'us-gov-west-1'],
    ['bucket.s3.cn-north-1.amazonaws.com.cn', 'bucket', 'cn-north-1'],
    ['bucket.s3-accelerate.amazonaws.com', 'bucket', null],
    ['bucket.s3-fips.us-east-1.amazonaws.com', 'bucket', 'us-east-1'],
    ['point-111122223333.s3-accesspoint.us-east-1.amazonaws.com', 'point-111122223333', 'us-east-1'],
  ])('%s', (host, bucket, region) => {
    expect(facts(`https://${host}/${KEY}?${QUERY}`)).toMatchObject({
      bucket,
      region,
      key: KEY,
      asks: 'object',
      warnings: [],
    });
  });

  it('knows buckets in the path', () => {
    expect(facts(`https://s3.eu-west-1.amazonaws.com/bucket/${KEY}`)).toMatchObject({
      bucket: 'bucket',
      region: 'eu-west-1',
      key: KEY,
    });
    expect(facts(`http://localhost:4568/bucket/${KEY}`)).toMatchObject({ bucket: 'bucket', key: KEY });
  });

  it('decodes keys', () => {
    expect(facts('https://b.s3.amazonaws.com/a%20b/%C3%A9%2Bc+d.json').key).toBe('a b/é+c+d.json');
    expect(facts('https://b.s3.amazonaws.com/%ff.json').key).toBe('%ff.json');
  });

  it('knows listings', () => {
    expect(facts('https://b.s3.amazonaws.com/?list-type=2&prefix=AWSLogs%2F').asks).toBe('listing');
    expect(facts('https://b.s3.amazonaws.com/').asks).toBe('listing');
    expect(facts('https://example.org/').asks).toBe('object');
  });

  it('knows when the signature ends, before fetching', () => {
    const signed = facts(`https://b.s3.amazonaws.com/a?${QUERY}`);
    const end = Date.UTC(2025, 9, 10, 13);
    expect(signed).toMatchObject({ expiresAt: end, secret: true, temporary: false });
    expect(expiryWords(signed, end + 3 * 3_600_000 + 5)).toBe('expired 3 hours ago');
    expect(expiryWords(signed, end - 52 * 60_000)).toBe('expires in 52 minutes');
    expect(expiryWords(signed, end - 90 * 60_000)).toContain('in the future');
    expect(
      facts('https://b.s3.amazonaws.com/a?AWSAccessKeyId=A&Signature=x&Expires=1760101200').expiresAt,
    ).toBe(end);
    expect(facts('https://b.s3.amazonaws.com/a')).toMatchObject({ expiresAt: null, secret: false });
  });

  it('warns of hosts that are not Amazon’s, and refuses what is not https', () => {
    expect(facts('https://s3.amazonaws.com.evil.example/a').warnings).toEqual([
      expect.stringContaining('not Amazon’s'),
    ]);
    expect(facts('https://evilamazonaws.com/a').warnings).toHaveLength(1);
    expect(facts('http://127.0.0.1:9000/b/a').warnings).toHaveLength(1);
    expect(refusal('http://b.s3.amazonaws.com/a')).toContain('not https');
    expect(refusal('http://localhost.evil.example/a')).toContain('not https');
    expect(refusal('javascript:alert(1)')).toContain('not https');
    expect(refusal('https://user:pass@b.s3.amazonaws.com/a')).toContain('password');
    expect(refusal('https://b.s3.amazonaws.com/AWSLogs/1…')).toContain('shortened');
    expect(refusal('nonsense')).toContain('no URL');
    expect(refusal(`https://b.s3.amazonaws.com/${'a'.repeat(9_000)}`)).toContain('longer');
  });

  it('sees when a part is missing', () => {
    expect(refusal(`https://b.s3.amazonaws.com/a?${QUERY.slice(0, -3)}`)).toContain(
      'a part of X-Amz-Signature',
    );
    expect(refusal(`https://b.s3.amazonaws.com/a?${QUERY.slice(0, 60)}`)).toContain('X-Amz-Date');
  });

  it('is the same object however it is signed', () => {
    const other = QUERY.replace('T12', 'T13').replace(SIGNATURE, 'b2'.repeat(32));
    expect(facts(`https://b.s3.amazonaws.com/a?${QUERY}`).object).toBe(
      facts(`https://b.s3.amazonaws.com/a?${other}`).object,
    );
    expect(facts('https://b.s3.amazonaws.com/a?versionId=1').object).not.toBe(
      facts('https://b.s3.amazonaws.com/a').object,
    );
  });

  it('never gives back the secret in words, whatever the text', () => {
    fc.assert(
      fc.property(fc.webUrl({ withQueryParameters: true }), fc.string(), (start, noise) => {
        const secret = 'SeCrEtSeCrEt';
        for (const text of [
          `${start}?X-Amz-Signature=${secret}`,
          `${noise}?Signature=${secret}`,
          `https://u:${secret}@h/a`,
        ]) {
          const { url: _own, ...said } = readUrl(text);
          expect(JSON.stringify({ ...said, facts: undefined })).not.toContain(secret);
        }
      }),
    );
  });
});

describe('addresses for links', () => {
  it('are public ones only', () => {
    expect(readPublicUrl('https://b.s3.amazonaws.com/a.json.gz')).toEqual({
      url: 'https://b.s3.amazonaws.com/a.json.gz',
    });
    expect(readPublicUrl('https://b.s3.amazonaws.com/?list-type=2&prefix=a')).toHaveProperty('url');
    for (const query of [QUERY, 'token=abc', 'sig=x', 'Expires=1760101200', 'X-Amz-Security-Token=x'])
      expect(readPublicUrl(`https://b.s3.amazonaws.com/a?${query}`)).toHaveProperty('reason');
    expect(readPublicUrl('http://example.org/a')).toHaveProperty('reason');
  });
});

describe('lengths of time', () => {
  it.each([
    [500, 'a moment'],
    [1_000, '1 second'],
    [119_000, '119 seconds'],
    [120_000, '2 minutes'],
    [7_300_000, '2 hours'],
    [200_000_000, '2 days'],
  ])('%d ms', (ms, words) => expect(spanWords(ms)).toBe(words));
});
