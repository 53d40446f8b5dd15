/** The program is kept by the browser: it opens without a network, its updates wait, and nothing else is ever kept with it. */
import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { DIST } from '../scripts/project.mjs';
import { SERVICE_WORKER, siteFiles } from '../scripts/service-worker.ts';
import { startStaticServer } from '../scripts/static-server.mjs';
import { expectAccessible } from './support/accessible.ts';
import { gz, logFile, makeRecords } from './support/fixtures.ts';
import { TrailscopePage } from './support/page.ts';
import { TestS3 } from './support/s3.ts';
import { expect, test } from './support/test.ts';

test.use({ serviceWorkers: 'allow' });

/** The browser fetches and checks a hundred files, one after another. */
const INSTALLED = { timeout: 45_000 };
test.setTimeout(120_000);

/** Until the page is run by the copy that the browser keeps. */
async function untilKept(page: Page): Promise<void> {
  await page.waitForFunction(
    () => navigator.serviceWorker.controller?.state === 'activated',
    null,
    INSTALLED,
  );
}

/** All that is kept, by its address within the site; addresses of other places as they are. */
function keptFiles(page: Page, site: string): Promise<string[]> {
  return page.evaluate(async (folder) => {
    const addresses: string[] = [];
    for (const name of await caches.keys()) {
      const cache = await caches.open(name);
      for (const { url } of await cache.keys()) addresses.push(url);
    }
    const names = addresses.map((address) => address.replace(folder, '').replace(/\?__WB_REVISION__=.*/, ''));
    return names.sort();
  }, site);
}

test('everything works with the server gone, and of logs and presigned URLs nothing is kept', async ({
  page,
  trailscope,
  logs,
}) => {
  const server = await startStaticServer({ root: DIST, basePath: '/some/sub/path/' });
  const s3 = await TestS3.start(new URL(server.url).origin);
  await s3.put('b.json.gz', gz(logFile(makeRecords(4, 10))));
  await page.goto(server.url);
  await untilKept(page);
  await server.close();

  await page.goto(`${server.url}?from=a-bookmark#v=1`);
  await trailscope.settled();
  await trailscope.chooseFiles(await logs.writeLog('a.json.gz', makeRecords(3)));
  await trailscope.expectDataSet({ events: 3, files: 1 });
  await trailscope.openEvent('ListBuckets');
  await trailscope.goTo('Data');
  await trailscope.chooseFiles(await logs.write('urls.txt', `${s3.url('b.json.gz')}\n`));
  await page.getByRole('button', { name: 'Fetch 1 file' }).click();
  await page.getByRole('button', { name: 'Done' }).click();
  await trailscope.expectDataSet({ events: 7, files: 2 });
  // The sample is a part of the program.
  await page.goto(`${server.url}?again#v=1`);
  await trailscope.settled();
  await page.getByRole('button', { name: 'Try the sample' }).click();
  await expect(trailscope.status).toContainText(/[\d,]{3,} events/);

  // So is the user guide, with its pictures.
  const guide = await page.context().newPage();
  await guide.goto(`${server.url}guide/first-five-minutes.html`);
  await expect(guide.getByRole('heading', { level: 1 })).toHaveText('First five minutes');
  const picture = guide.getByRole('img', { name: /^The overview of the sample/ });
  await picture.scrollIntoViewIfNeeded();
  await expect
    .poll(() => picture.evaluate((image) => image instanceof HTMLImageElement && image.naturalWidth))
    .toBeGreaterThan(600);
  await guide.close();

  const names = siteFiles(DIST).map(({ url }) => url);
  expect(names).toContain('index.html');
  expect(await keptFiles(page, server.url)).toEqual(names.toSorted());
  await s3.close();
});

test('a new version is offered, and begins when nobody is in the middle of something', async ({
  page,
  context,
  trailscope,
}) => {
  const folder = await mkdtemp(join(tmpdir(), 'trailscope-site-'));
  await cp(DIST, folder, { recursive: true });
  const server = await startStaticServer({ root: folder });
  const icon = () => page.evaluate(async () => (await fetch('./icon.svg')).text());
  await page.goto(server.url);
  await untilKept(page);

  const script = await readFile(join(folder, SERVICE_WORKER), 'utf8');
  await writeFile(join(folder, 'icon.svg'), '<svg xmlns="http://www.w3.org/2000/svg"><!-- new --></svg>');
  const list = `const SITE_FILES = ${JSON.stringify(siteFiles(folder))};`;
  await writeFile(
    join(folder, SERVICE_WORKER),
    script.replace(/^const SITE_FILES = .*;$/m, () => list),
  );
  await page.reload();
  const notice = page.getByRole('status', { name: 'A new version of Trailscope is ready' });
  await expect(notice).toContainText('when all tabs of Trailscope have been closed, or now', INSTALLED);
  expect(await icon()).not.toContain('new');
  await expectAccessible(page, 'a new version');

  const other = new TrailscopePage(await context.newPage());
  await other.page.goto(server.url);
  await other.settled();
  await notice.getByRole('button', { name: 'Use it now' }).click();
  await expect(notice).toContainText('Another tab still runs the version before');
  expect(await icon()).not.toContain('new');
  await other.page.close();
  await notice.getByRole('button', { name: 'Try again' }).click();
  await expect(notice).toBeHidden();
  await trailscope.settled();
  await expect.poll(icon).toContain('new');
  await server.close();
  await rm(folder, { recursive: true });
});
