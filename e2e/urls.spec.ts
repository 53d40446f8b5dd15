/** Presigned URLs from a real S3-compatible server, over a network that breaks. */
import type { Locator, Page } from '@playwright/test';
import { expectAccessible } from './support/accessible.ts';
import { gz, logFile, makeRecords } from './support/fixtures.ts';
import { downloadedReport, expectSums } from './support/load-report.ts';
import { TestS3 } from './support/s3.ts';
import { presign } from './support/sigv4.ts';
import { expect, test as base } from './support/test.ts';

const test = base.extend<{ s3: TestS3 }>({
  s3: async ({ site }, provide) => {
    const s3 = await TestS3.start(new URL(site).origin);
    await provide(s3);
    await s3.close();
  },
});

test.use({ permissions: ['clipboard-read', 'clipboard-write'] });

const FOLDER = 'AWSLogs/111122223333/CloudTrail/eu-west-1/2025/10/10';

const dialog = (page: Page): Locator => page.getByRole('dialog', { name: 'Load from presigned URLs' });
const line = (page: Page, key: string): Locator => dialog(page).getByRole('row').filter({ hasText: key });

/** As people do it: from the clipboard, with whatever came along. */
async function paste(page: Page, text: string): Promise<void> {
  await page.evaluate((words) => navigator.clipboard.writeText(words), text);
  await dialog(page).getByRole('textbox', { name: 'URLs' }).press('ControlOrMeta+v');
}

test('the check of signatures is AWS’s own', () => {
  const url = presign({
    origin: 'https://examplebucket.s3.amazonaws.com',
    path: '/test.txt',
    region: 'us-east-1',
    now: new Date('2013-05-24T00:00:00Z'),
    life: 86_400,
  });
  // Amazon S3 API Reference, “Example: presigned URL”.
  expect(url).toContain('X-Amz-Signature=aeeed9bbccd4d02ee5c0109b86d86835f995330da4c265957d157751f604d404');
});

test('what breaks is mended, what cannot be is told apart, and no URL is left anywhere', async ({
  page,
  trailscope,
  s3,
}) => {
  test.setTimeout(120_000);
  const key = (name: string): string => `${FOLDER}/${name}`;
  await s3.put(key('plain.json.gz'), gz(logFile(makeRecords(20))));
  await s3.put(key('encoded.json.gz'), gz(logFile(makeRecords(20, 21))), {
    encoding: 'gzip',
    type: 'application/json',
  });
  for (const [n, share] of [0.1, 0.5, 0.9].entries()) {
    const name = `cut-${share * 100}.json`;
    await s3.put(key(name), logFile(makeRecords(100, 101 + n * 100)));
    s3.fault(key(name), { kind: 'cut', share });
  }
  await s3.put(key('cut-encoded.json.gz'), gz(logFile(makeRecords(50, 401))), { encoding: 'gzip' });
  s3.fault(key('cut-encoded.json.gz'), { kind: 'cut', share: 0.5 });
  await s3.put(key('faults.json.gz'), gz(logFile(makeRecords(10, 501))));
  s3.fault(
    key('faults.json.gz'),
    { kind: 'error', status: 500, code: 'InternalError' },
    { kind: 'error', status: 503, code: 'SlowDown' },
  );
  await s3.put(key('a + b é.json.gz'), gz(logFile(makeRecords(10, 601))));
  await s3.put(key('forged.json.gz'), gz(logFile(makeRecords(1, 701))));
  await s3.put(key('hidden.json.gz'), gz(logFile(makeRecords(1, 702))), { bucket: 'nocors' });
  await s3.put(key('archived.json.gz'), gz(logFile(makeRecords(1, 703))));
  s3.fault(key('archived.json.gz'), { kind: 'error', status: 403, code: 'InvalidObjectState' });
  await s3.put(key('slow.json'), logFile(makeRecords(100, 801)));
  s3.fault(key('slow.json'), { kind: 'slow', bytesPerSecond: 1_000 });

  const console_: string[] = [];
  page.on('console', (message) => console_.push(message.text()));
  await trailscope.open();
  await page.getByRole('button', { name: 'Paste presigned URLs' }).click();
  const good = [
    'plain.json.gz',
    'encoded.json.gz',
    'cut-10.json',
    'cut-50.json',
    'cut-90.json',
    'cut-encoded.json.gz',
    'faults.json.gz',
    'a + b é.json.gz',
  ];
  const urls = [...good, 'missing.json.gz', 'archived.json.gz', 'slow.json'].map((name) => s3.url(key(name)));
  const noise = urls.map((url, n) =>
    n % 3 === 0
      ? `me@host:~$ aws s3 presign s3://logs/${n} --expires-in 3600\n${url}`
      : n % 3 === 1
        ? `curl "${url.replaceAll('&', '&amp;')}"`
        : url.replace(/.{80}/g, '$&\n'),
  );
  await paste(page, `${noise.join('\n')}\n${urls[0]}\nme@host:~$ `);
  await paste(
    page,
    [
      s3.url(key('forged.json.gz'), { secret: 'another' }),
      s3.url(key('hidden.json.gz'), { bucket: 'nocors' }),
      s3.url(key('old.json.gz'), { now: new Date(Date.now() - 4 * 3_600_000 - 5_000) }),
      s3.url('secret-path').replace('localhost', 'example.org'),
    ].join('\n'),
  );
  await expect(dialog(page).getByRole('textbox', { name: 'URLs' })).toHaveValue('');
  const sum = dialog(page).getByRole('status', { name: 'URLs' });
  await expect(sum).toHaveText('13 to fetch · 1 expired · 1 refused · 1 duplicate left out');
  // Told before anything is fetched.
  expect(s3.seen).toEqual([]);
  await expect(line(page, 'plain.json.gz')).toContainText('expires in 59 minutes');
  await expect(line(page, 'plain.json.gz')).toContainText('bucket logs');
  await dialog(page).getByRole('table', { name: 'Pasted URLs' }).press('End');
  await expect(line(page, 'old.json.gz')).toContainText('expired 3 hours ago');
  await expect(line(page, 'secret-path')).toContainText('not https');
  await expectAccessible(page, 'before fetching');

  await dialog(page).getByRole('button', { name: 'Fetch 13 files' }).click();
  await expect(sum).toContainText('1 under way · 8 fetched · 4 not fetched', { timeout: 60_000 });
  const table = dialog(page).getByRole('table', { name: 'Pasted URLs' });
  await expect(line(page, 'slow.json')).toContainText(/[\d.]+ (?:bytes|kB) of [\d.]+ kB/);
  await expect(line(page, 'missing.json.gz')).toContainText('Not found');
  await expect(line(page, 'archived.json.gz')).toContainText('Restore it');
  // The worker that fetches has no other way out, and keeps that one to itself.
  const worker = page.workers().find((one) => one.url().includes('download.worker'));
  const ways = await worker?.evaluate((url) => {
    const refused = (act: () => unknown): boolean => {
      try {
        act();
        return false;
      } catch {
        return true;
      }
    };
    return [
      () => fetch(url),
      () => new WebSocket(url),
      () => new XMLHttpRequest(),
      () => indexedDB.open('x'),
    ].map(refused);
  }, s3.origin);
  expect(ways).toEqual([true, true, true, true]);
  await dialog(page).getByRole('button', { name: 'Cancel', exact: true }).click();
  await expect(line(page, 'slow.json')).toContainText('Cancelled');
  await table.press('End');
  await expect(line(page, 'forged.json.gz')).toContainText('Signature does not match');
  await expect(line(page, 'hidden.json.gz')).toContainText('does not let this page read');
  const rule = dialog(page).getByRole('region', { name: 'The rule for the bucket' });
  await expect(rule).toContainText(new URL(page.url()).origin);
  await expectAccessible(page, 'after fetching');

  // On a phone nothing is cut off.
  await page.setViewportSize({ width: 390, height: 844 });
  const box = dialog(page).getByRole('region', { name: 'The rule for the bucket' });
  expect(await box.evaluate((part) => part.getBoundingClientRect().right)).toBeLessThan(390);
  await page.setViewportSize({ width: 1440, height: 900 });

  // Parts were asked for only where they can be put together.
  const ranges = s3.seen.filter(({ headers }) => headers.range !== undefined).map(({ key: of }) => of);
  expect(ranges.toSorted()).toEqual(['cut-10.json', 'cut-50.json', 'cut-90.json'].map(key));
  for (const { method, headers } of s3.seen) {
    expect(method).toBe('GET');
    expect(headers.referer).toBeUndefined();
    expect(headers.cookie).toBeUndefined();
    expect(headers.authorization).toBeUndefined();
  }

  // What failed for a passing reason is tried again alone.
  await table.press('Home');
  await line(page, 'archived.json.gz').getByRole('button', { name: 'Try again' }).click();
  await expect(sum).toContainText('9 fetched · 4 not fetched');
  await page.keyboard.press('Escape');
  await expect(dialog(page)).toBeHidden();
  await trailscope.expectDataSet({ events: 411, files: 9, rejected: 0, duplicates: 0 });
  await expect(page.getByRole('status', { name: '4 URLs were not fetched' })).toBeVisible();
  await trailscope.openEvent('ListBuckets');
  await expect(trailscope.detail).toContainText(FOLDER);

  const report = await downloadedReport(trailscope);
  expectSums(report);
  expect(report.files.map(({ name }) => name).toSorted()).toEqual(
    [...good, 'archived.json.gz'].map(key).toSorted(),
  );
  const traces = await page.evaluate(() =>
    JSON.stringify([
      document.documentElement.outerHTML,
      location.href,
      Object.entries(localStorage),
      Object.entries(sessionStorage),
      performance.getEntries().map(({ name }) => name),
    ]),
  );
  for (const text of [traces, JSON.stringify(report), console_.join('\n')])
    expect(text).not.toMatch(/X-Amz|AKIA/);
});

test('a manifest, a bucket’s list and a link bring many, by keyboard', async ({
  page,
  trailscope,
  logs,
  s3,
}) => {
  const names = Array.from({ length: 12 }, (_, n) => `${FOLDER}/${n}.json.gz`);
  for (const [n, name] of names.entries()) {
    await s3.put(name, gz(logFile(makeRecords(5, n * 5 + 1))), { bucket: n < 4 ? 'logs' : 'public' });
  }
  const publicUrl = (name: string): string => `${s3.origin}/public/${name}`;

  // A link offers; nothing is asked before the click, and a signed URL is refused.
  const offer = page.getByRole('status', { name: 'This link offers files to load' });
  const signed = s3.url(names[0] ?? '');
  await trailscope.open(
    `${new URLSearchParams([
      ['src', publicUrl(names[4] ?? '')],
      ['src', signed],
      ['v', '1'],
    ]).toString()}`,
  );
  await expect(offer).toContainText(publicUrl(names[4] ?? ''));
  await expect(page.getByRole('status', { name: 'Not all of this link' })).toContainText(
    'paste them instead',
  );
  await expect(page.locator('body')).not.toContainText('X-Amz-Signature');
  expect(s3.seen).toEqual([]);
  await expectAccessible(page, 'offer');
  await offer.getByRole('button', { name: 'Load these files' }).click();
  await trailscope.expectDataSet({ events: 5, files: 1 });
  await expect(offer).toBeHidden();

  // A manifest, chosen like a log, and one behind a URL.
  await trailscope.goTo('Data');
  const lines = names.slice(0, 2).map((name) => `${name}\t${s3.url(name)}\n`);
  await trailscope.chooseFiles(await logs.write('trailscope-urls.txt', lines.join('')));
  await expect(dialog(page).getByRole('status', { name: 'URLs' })).toContainText('2 to fetch');
  await s3.put(
    'list.json',
    JSON.stringify({ version: 1, objects: names.slice(2, 4).map((key) => ({ key, url: s3.url(key) })) }),
  );
  await paste(page, s3.url('list.json'));
  await trailscope.tabTo(dialog(page).getByRole('button', { name: 'Fetch 3 files' }));
  await page.keyboard.press('Enter');
  await expect(dialog(page).getByRole('status', { name: 'URLs' })).toContainText('5 fetched');
  await expect(line(page, 'list.json')).toContainText('A list of 2 URLs');

  // The list of a private bucket gives names only; a script makes the URLs.
  await paste(page, s3.url('', { bucket: 'public', query: { 'list-type': '2', prefix: FOLDER } }));
  await dialog(page).getByRole('button', { name: 'Fetch 1 file' }).press('Enter');
  await expect(dialog(page).getByRole('region', { name: 'URLs for every object' })).toContainText(
    'aws s3 presign "s3://$bucket/$key"',
  );
  await expect(dialog(page)).toContainText('A list of 8 objects');
  await expectAccessible(page, 'listing');
  await dialog(page)
    .getByRole('button', { name: /The bucket is public/ })
    .press('Enter');
  await expect(dialog(page).getByRole('status', { name: 'URLs' })).toContainText('12 fetched');
  await page.keyboard.press('Escape');
  await trailscope.expectDataSet({ events: 60, files: 12 });
  const report = await downloadedReport(trailscope);
  expect(report.files.map(({ name }) => name).toSorted()).toEqual(names.toSorted());
});

test('a URL that expires in mid-transfer says so, and what is there stays', async ({
  page,
  trailscope,
  s3,
}) => {
  await s3.put('a.json', logFile(makeRecords(50)));
  await s3.put('b.json', logFile(makeRecords(50, 51)));
  s3.fault('b.json', { kind: 'cut', share: 0.5, thenClockRuns: 2 * 3_600_000 });
  await trailscope.open();
  await page.getByRole('button', { name: 'Paste presigned URLs' }).click();
  await paste(page, `${s3.url('a.json')}\n${s3.url('b.json')}`);
  await dialog(page).getByRole('button', { name: 'Fetch 2 files' }).click();
  await expect(line(page, 'b.json')).toContainText('The URL’s time is over');
  // A new one takes its place.
  s3.clock = 0;
  await paste(page, s3.url('b.json', { life: 7_200 }));
  await dialog(page).getByRole('button', { name: 'Fetch 1 file' }).click();
  await expect(dialog(page).getByRole('status', { name: 'URLs' })).toHaveText('2 fetched');
  await dialog(page).getByRole('button', { name: 'Done' }).click();
  await trailscope.expectDataSet({ events: 100, files: 2 });
});
