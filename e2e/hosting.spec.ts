/** Any static web server will do, under any path: no header and hardly a MIME type is counted on. */
import { readFile } from 'node:fs/promises';
import { DIST, fromRoot } from '../scripts/project.mjs';
import { startStaticServer } from '../scripts/static-server.mjs';
import { gz, type LogFolder, logFile, makeRecords } from './support/fixtures.ts';
import { hasNginx, startNginx } from './support/nginx.ts';
import type { TrailscopePage } from './support/page.ts';
import { TestS3 } from './support/s3.ts';
import { expect, test } from './support/test.ts';

async function expectToWorkAt(url: string, trailscope: TrailscopePage, logs: LogFolder): Promise<void> {
  const errors: string[] = [];
  trailscope.page.on('pageerror', (error) => errors.push(error.message));
  await trailscope.page.goto(`${url}#v=1`);
  await trailscope.settled();
  await trailscope.chooseFiles(await logs.writeLog('a.json.gz', makeRecords(3)));
  await trailscope.expectDataSet({ events: 3, files: 1 });
  await expect(trailscope.events.getByText('ListBuckets').first()).toBeVisible();
  expect(errors).toEqual([]);
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

test('works from nginx under a sub-path', async ({ trailscope, logs }) => {
  test.skip(!hasNginx(), 'nginx is not installed here');
  const server = await startNginx();
  await expectToWorkAt(server.url, trailscope, logs);
  await server.close();
});

test('works from nginx with the headers that the README offers', async ({ trailscope, logs }) => {
  test.skip(!hasNginx(), 'nginx is not installed here');
  const readme = await readFile(fromRoot('README.md'), 'utf8');
  const headers = readme.match(/add_header .*;/g) ?? [];
  expect(headers).toHaveLength(3);
  const server = await startNginx(headers);
  await expectToWorkAt(server.url, trailscope, logs);
  // Presigned URLs too: a header, unlike the policy in the page, binds the worker that fetches them.
  const s3 = await TestS3.start(new URL(server.url).origin);
  await s3.put('b.json.gz', gz(logFile(makeRecords(4, 10))));
  await trailscope.goTo('Data');
  await trailscope.chooseFiles(await logs.write('urls.txt', `${s3.url('b.json.gz')}\n`));
  await trailscope.page.getByRole('button', { name: 'Fetch 1 file' }).click();
  await trailscope.page.getByRole('button', { name: 'Done' }).click();
  await trailscope.expectDataSet({ events: 7, files: 2 });
  await s3.close();
  await server.close();
});
