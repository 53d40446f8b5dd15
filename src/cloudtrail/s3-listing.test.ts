import { execFileSync } from 'node:child_process';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { corsRule } from './bucket-cors.ts';
import { manifestScript, readListing, unsignedUrl } from './s3-listing.ts';
import { readUrl } from './s3-url.ts';

const XML = `<?xml version="1.0" encoding="UTF-8"?>
<ListBucketResult xmlns="http://s3.amazonaws.com/doc/2006-03-01/"><Name>logs</Name><Prefix>AWSLogs/</Prefix><KeyCount>4</KeyCount>
<MaxKeys>1000</MaxKeys><IsTruncated>true</IsTruncated><NextContinuationToken>x</NextContinuationToken>
<Contents><Key>AWSLogs/</Key><Size>0</Size></Contents>
<Contents><Key>AWSLogs/a &amp; b.json.gz</Key><LastModified>2025-10-10T00:00:00.000Z</LastModified><ETag>&quot;e&quot;</ETag><Size>123</Size><StorageClass>STANDARD</StorageClass></Contents>
<Contents><Key>AWSLogs/old.json.gz</Key><Size>5</Size><StorageClass>DEEP_ARCHIVE</StorageClass></Contents>
<CommonPrefixes><Prefix>AWSLogs/1/</Prefix></CommonPrefixes></ListBucketResult>`;

describe('the list of a bucket', () => {
  it('is read', () => {
    expect(readListing(XML)).toEqual({
      bucket: 'logs',
      prefix: 'AWSLogs/',
      objects: [{ key: 'AWSLogs/a & b.json.gz', size: 123 }],
      truncated: true,
      archived: 1,
    });
    expect(
      readListing(
        XML.replace('<Name>', '<EncodingType>url</EncodingType><Name>').replace('a &amp; b', 'a%26+%C3%A9'),
      )?.objects,
    ).toEqual([{ key: 'AWSLogs/a& é.json.gz', size: 123 }]);
    expect(readListing('<Error><Code>AccessDenied</Code></Error>')).toBeNull();
    expect(readListing('<ListBucketResult><Contents><Key>cut')).toMatchObject({ objects: [] });
  });

  it('gives addresses that name the same keys, whatever they are', () => {
    const key = fc
      .string({ unit: 'binary', minLength: 1, maxLength: 60 })
      .filter((text) => !/\p{Cs}/u.test(text) && !text.split('/').some((part) => /^\.\.?$/.test(part)));
    fc.assert(
      fc.property(key, (name) => {
        const url = unsignedUrl(
          'https://logs.s3.eu-west-1.amazonaws.com/?list-type=2&X-Amz-Signature=secret',
          name,
        );
        expect(url).not.toContain('secret');
        const { pathname } = new URL(url);
        expect(decodeURIComponent(pathname).slice(1)).toBe(name);
        expect(new URL(url).host).toBe('logs.s3.eu-west-1.amazonaws.com');
      }),
    );
    expect(unsignedUrl('http://localhost:4568/logs?list-type=2', 'a/b c.json')).toBe(
      'http://localhost:4568/logs/a/b%20c.json',
    );
  });

  it('gives a script that a shell can read, and none for names that could do harm', () => {
    const script = manifestScript('my-logs', "AWS Logs/it's/") ?? '';
    execFileSync('sh', ['-n', '-c', script], { timeout: 30_000 });
    expect(script).toContain('bucket=my-logs');
    expect(script).toContain('region=$(aws s3api head-bucket');
    expect(manifestScript('my-logs', '', 'eu-west-1')).toContain('region=eu-west-1\n');
    expect(manifestScript('my-logs', '', 'eu-west-1; rm')).toContain('head-bucket');
    expect(manifestScript(null, '')).toContain('YOUR-BUCKET');
    for (const bucket of ['a;rm -rf ~', '$(x)', 'a b', '-x', 'a\nb'])
      expect(manifestScript(bucket, '')).toBeNull();
    expect(manifestScript('logs', 'a\u001b[2J')).toBeNull();
    fc.assert(
      fc.property(
        fc.string({ unit: fc.constantFrom(...Array.from(`'"$\`\\;|&ab/ *`)), minLength: 1, maxLength: 12 }),
        (prefix) => {
          const text = manifestScript('logs', prefix);
          if (text === null) return;
          const line = text.split('\n').find((one) => one.startsWith('prefix=')) ?? '';
          const seen = execFileSync('sh', ['-c', `${line}\nprintf %s "$prefix"`], {
            timeout: 30_000,
          }).toString();
          expect(seen).toBe(prefix);
        },
      ),
      { numRuns: 30 },
    );
  });
});

it('the rule for a bucket is JSON for this page alone', () => {
  expect(JSON.parse(corsRule('https://logs.example.org'))).toMatchObject([
    { AllowedOrigins: ['https://logs.example.org'], AllowedMethods: ['GET'] },
  ]);
  expect(readUrl('https://logs.example.org').refused).toBeNull();
});
