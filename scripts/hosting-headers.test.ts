import { execFileSync } from 'node:child_process';
import { chmodSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { CACHE_CONTROL, RECOMMENDED_HEADERS } from './hosting-headers.ts';

const ROOT = new URL('../', import.meta.url);
const read = (path: string): string => readFileSync(new URL(path, ROOT), 'utf8');
const CONFIGURED = ['nginx.conf', 'apache.conf', 'Caddyfile', 'lighttpd.conf'];

describe('what hosts are offered', () => {
  it.each(CONFIGURED)('sends the recommended headers and no older form of them: %s', (file) => {
    const text = read(`docs/hosting/${file}`);
    for (const [name, value] of Object.entries(RECOMMENDED_HEADERS)) {
      expect(text.split(name)).toHaveLength(2);
      expect(text).toContain(`"${value}"`);
    }
    for (const value of Object.values(CACHE_CONTROL)) expect(text).toContain(value);
  });

  it('is the same at CloudFront', () => {
    const { SecurityHeadersConfig: named, CustomHeadersConfig: others } = JSON.parse(
      read('docs/hosting/cloudfront-headers.json'),
    );
    const sent = new Map<string, string>([
      ['Content-Security-Policy', named.ContentSecurityPolicy.ContentSecurityPolicy],
      ['Referrer-Policy', named.ReferrerPolicy.ReferrerPolicy],
      // CloudFront knows its only value.
      ['X-Content-Type-Options', named.ContentTypeOptions.Override ? 'nosniff' : ''],
    ]);
    for (const { Header, Value } of others.Items) sent.set(Header, Value);
    expect(Object.fromEntries(sent)).toEqual(RECOMMENDED_HEADERS);
    expect(others.Quantity).toBe(others.Items.length);
  });

  it('is linked from the document, every file of it', () => {
    const document = read('docs/hosting.md');
    const others = ['s3-upload.sh', 'cloudfront-headers.json', 'github-pages.yml', 'gitlab-pages.yml'];
    for (const file of [...CONFIGURED, ...others]) expect(document).toContain(`(hosting/${file})`);
    for (const name of Object.keys(RECOMMENDED_HEADERS)) expect(document).toContain(`| \`${name}\` |`);
    for (const value of Object.values(CACHE_CONTROL)) expect(document).toContain(`\`${value}\``);
  });
});

describe('the upload to S3', () => {
  it('sends what never changes first and the page last, each with its caching', () => {
    const folder = mkdtempSync(join(tmpdir(), 'trailscope-upload-'));
    const log = join(folder, 'log');
    mkdirSync(join(folder, 'bin'));
    // In the place of the AWS command line, one that writes down what it was asked for.
    writeFileSync(join(folder, 'bin/aws'), `#!/bin/sh\necho "$*" >> '${log}'\n`);
    chmodSync(join(folder, 'bin/aws'), 0o755);
    const script = new URL('docs/hosting/s3-upload.sh', ROOT).pathname;
    execFileSync('sh', [script, 'dist', 's3://bucket/trailscope/'], {
      timeout: 30_000,
      env: { PATH: `${join(folder, 'bin')}${delimiter}${process.env['PATH'] ?? ''}` },
    });
    const asked = readFileSync(log, 'utf8').trim().split('\n');
    rmSync(folder, { recursive: true });
    const place = 's3://bucket/trailscope';
    const { assets, others } = CACHE_CONTROL;
    expect(asked).toEqual([
      `s3 cp dist/assets ${place}/assets --recursive --cache-control ${assets}`,
      `s3 sync dist ${place} --delete --exclude assets/* --exclude index.html --exclude service-worker.js --cache-control ${others}`,
      `s3 cp dist/index.html ${place}/index.html --cache-control ${others}`,
      `s3 cp dist/service-worker.js ${place}/service-worker.js --cache-control ${others}`,
    ]);
  });
});
