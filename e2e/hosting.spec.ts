/** Any static web server will do, under any path; those that can be configured get what `docs/hosting/` offers. */
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { chromium, type Page } from '@playwright/test';
import { CACHE_CONTROL, RECOMMENDED_HEADERS } from '../scripts/hosting-headers.ts';
import { DIST } from '../scripts/project.mjs';
import { startStaticServer } from '../scripts/static-server.mjs';
import { gz, type LogFolder, logFile, makeRecords } from './support/fixtures.ts';
import { TrailscopePage } from './support/page.ts';
import { TestS3 } from './support/s3.ts';
import { isInstalled, startWebServer, WEB_SERVERS } from './support/servers.ts';
import { expect, test } from './support/test.ts';

const assetNamed = (pattern: RegExp): string =>
  readdirSync(join(DIST, 'assets')).find((name) => pattern.test(name)) ?? '';

/** What the browser finds wrong: refusals of the policy, files of a wrong type, unknown names in headers, mistakes. */
function watchTrouble(page: Page): string[] {
  const trouble: string[] = [];
  page.on('pageerror', (error) => trouble.push(error.message));
  page.on('console', (message) => {
    const isBlocked = message.text().includes('Service Worker registration blocked by Playwright');
    if (/^(?:error|warning)$/.test(message.type()) && !isBlocked) trouble.push(message.text());
  });
  return trouble;
}

async function expectToWorkAt(url: string, trailscope: TrailscopePage, logs: LogFolder): Promise<void> {
  const trouble = watchTrouble(trailscope.page);
  await trailscope.page.goto(`${url}#v=1`);
  await trailscope.settled();
  await trailscope.chooseFiles(await logs.writeLog('a.json.gz', makeRecords(3)));
  await trailscope.expectDataSet({ events: 3, files: 1 });
  await expect(trailscope.events.getByText('ListBuckets').first()).toBeVisible();
  expect(trouble).toEqual([]);
}

/** As `docs/hosting.md` says: the headers, what is kept how long, what is packed, and the way in without the slash. */
async function expectToBeServedAsDocumented(url: string): Promise<void> {
  const script = `assets/${assetNamed(/^index-.*\.js$/)}`;
  const engine = `assets/${assetNamed(/\.bin$/)}`;
  for (const path of ['', 'index.html', 'service-worker.js', 'manifest.json', script, engine]) {
    const response = await fetch(url + path, { headers: { 'accept-encoding': 'gzip' } });
    expect(response.status, path).toBe(200);
    for (const [name, value] of Object.entries(RECOMMENDED_HEADERS))
      expect(response.headers.get(name), `${name} of ${path}`).toBe(value);
    expect(response.headers.get('cache-control'), path).toBe(
      path.startsWith('assets/') ? CACHE_CONTROL.assets : CACHE_CONTROL.others,
    );
    expect(response.headers.get('content-encoding'), path).toBe(path === engine ? null : 'gzip');
    await response.body?.cancel();
  }
  expect((await fetch(url.slice(0, -1))).url).toBe(url);
  expect((await fetch(`${url}no-such-file.js`)).status).toBe(404);
}

test('works from the root of a host', async ({ trailscope, logs }) => {
  const server = await startStaticServer({ root: DIST });
  await expectToWorkAt(server.url, trailscope, logs);
  await server.close();
});

test('works with wrong MIME types under a sub-path', async ({ trailscope, logs }) => {
  const server = await startStaticServer({ root: DIST, basePath: '/some/sub/path/', wrongMimeTypes: true });
  await expectToWorkAt(server.url, trailscope, logs);
  await server.close();
});

for (const server of WEB_SERVERS) {
  test(`works from ${server.name}, as documented`, async ({ trailscope, logs }) => {
    test.skip(!isInstalled(server), `${server.command} is not installed here`);
    const site = await startWebServer(server);
    if (server.configuration !== null) await expectToBeServedAsDocumented(site.url);
    await expectToWorkAt(site.url, trailscope, logs);
    if (server.name === 'nginx') await expectPresignedUrlsToWork(site.url, trailscope, logs);
    await site.close();
  });
}

/** A header, unlike the policy in the page, binds the worker that fetches them. */
async function expectPresignedUrlsToWork(
  url: string,
  trailscope: TrailscopePage,
  logs: LogFolder,
): Promise<void> {
  const s3 = await TestS3.start(new URL(url).origin);
  await s3.put('b.json.gz', gz(logFile(makeRecords(4, 10))));
  await trailscope.goTo('Data');
  await trailscope.chooseFiles(await logs.write('urls.txt', `${s3.url('b.json.gz')}\n`));
  await trailscope.page.getByRole('button', { name: 'Fetch 1 file' }).click();
  await trailscope.page.getByRole('button', { name: 'Done' }).click();
  await trailscope.expectDataSet({ events: 7, files: 2 });
  await s3.close();
}

test.describe('with a service worker', () => {
  test.use({ serviceWorkers: 'allow' });

  test('keeps its copy under the headers, which bind the service worker too', async ({ page }) => {
    const server = WEB_SERVERS.find((one) => one.configuration !== null && isInstalled(one));
    test.skip(server === undefined, 'none of the web servers is installed here');
    if (server === undefined) return;
    const trouble = watchTrouble(page);
    const site = await startWebServer(server);
    await page.goto(site.url);
    await page.waitForFunction(() => navigator.serviceWorker.controller?.state === 'activated');
    expect(trouble).toEqual([]);
    await site.close();
  });
});

test('works over plain http from another machine, where browsers allow no service worker', async ({
  logs,
}) => {
  const server = await startStaticServer({ root: DIST });
  // A name that is this machine's and that the browser does not know to be: as an intranet's.
  const browser = await chromium.launch({
    executablePath: process.env['TRAILSCOPE_BROWSER'] ?? '',
    args: ['--disable-gpu', '--host-resolver-rules=MAP logs.intranet 127.0.0.1'],
  });
  const page = await browser.newPage();
  const { port } = new URL(server.url);
  await expectToWorkAt(`http://logs.intranet:${port}/`, new TrailscopePage(page), logs);
  expect(await page.evaluate(() => [window.isSecureContext, 'serviceWorker' in navigator])).toEqual([
    false,
    false,
  ]);
  await browser.close();
  await server.close();
});
