/** Any static web server will do, under any path; those that can be configured get what `docs/hosting/` offers. */
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { CACHE_CONTROL, RECOMMENDED_HEADERS } from '../scripts/hosting-headers.ts';
import { DIST } from '../scripts/project.mjs';
import { gz, type LogFolder, logFile, makeRecords } from './support/fixtures.ts';
import { TrailscopePage } from './support/page.ts';
import { TestS3 } from './support/s3.ts';
import { isInstalled, test, WEB_SERVERS } from './support/servers.ts';
import { expect } from './support/test.ts';

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

test('works with wrong MIME types under a sub-path', async ({ trailscope, logs, hosts }) => {
  const url = await hosts.startOwn({ basePath: '/some/sub/path/', wrongMimeTypes: true });
  await expectToWorkAt(url, trailscope, logs);
});

const configured = WEB_SERVERS.find((one) => one.configuration !== null && isInstalled(one));

for (const server of WEB_SERVERS) {
  if (server.configuration !== null) {
    test(`is served by ${server.name} as documented`, async ({ hosts }) => {
      test.skip(!isInstalled(server), `${server.command} is not installed here`);
      await expectToBeServedAsDocumented(await hosts.start(server));
    });
  }
  // The program itself is used each time from one server that is not configured; from one that is, below.
  test(`works from ${server.name}${server.configuration === null ? '' : ' @slow'}`, async ({
    trailscope,
    logs,
    hosts,
  }) => {
    test.skip(!isInstalled(server), `${server.command} is not installed here`);
    await expectToWorkAt(await hosts.start(server), trailscope, logs);
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

  test('works under the headers, which bind its workers and the service worker too', async ({
    page,
    trailscope,
    logs,
    hosts,
  }) => {
    test.skip(configured === undefined, 'none of the web servers is installed here');
    if (configured === undefined) return;
    const url = await hosts.start(configured);
    await expectToWorkAt(url, trailscope, logs);
    await expectPresignedUrlsToWork(url, trailscope, logs);
    const trouble = watchTrouble(page);
    await page.waitForFunction(() => navigator.serviceWorker.controller?.state === 'activated');
    expect(trouble).toEqual([]);
  });
});

test('works over plain http from another machine, where browsers allow no service worker', async ({
  logs,
  hosts,
  pageWith,
}) => {
  // A name that is this machine's and that the browser does not know to be: as an intranet's.
  const page = await pageWith('--host-resolver-rules=MAP logs.intranet 127.0.0.1');
  const { port } = new URL(await hosts.startOwn());
  await expectToWorkAt(`http://logs.intranet:${port}/`, new TrailscopePage(page), logs);
  expect(await page.evaluate(() => [window.isSecureContext, 'serviceWorker' in navigator])).toEqual([
    false,
    false,
  ]);
});
