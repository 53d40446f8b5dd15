/** The `test` of every spec: a page helper for a site that serves the build under a sub-path, as a host would. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromium, test as base } from '@playwright/test';
import type { Browser, BrowserContext, Page } from '@playwright/test';
import { DIST } from '../../scripts/project.mjs';
import { startStaticServer } from '../../scripts/static-server.mjs';
import { fillAsIfTyped } from './firefox-fill.ts';
import { LogFolder } from './fixtures.ts';
import { TrailscopePage } from './page.ts';

export { expect } from '@playwright/test';

/**
 * The addresses of all requests that go to another place than the site, filled as they are made. Of the context, not of
 * the page: it sees the requests of workers too.
 */
export function requestsElsewhere(context: BrowserContext, site: string): string[] {
  const elsewhere: string[] = [];
  context.on('request', (request) => {
    if (!request.url().startsWith(site) && !request.url().startsWith('blob:')) elsewhere.push(request.url());
  });
  return elsewhere;
}

interface Fixtures {
  readonly trailscope: TrailscopePage;
  /** A temporary folder to put logs into; it is gone after the test. */
  readonly logs: LogFolder;
  /** A page of another browser of the same kind, with further switches; it ends with the test. */
  readonly pageWith: (...switches: string[]) => Promise<Page>;
}

interface WorkerFixtures {
  /** The address of the site. */
  readonly site: string;
}

export const test = base.extend<Fixtures, WorkerFixtures>({
  site: [
    // oxlint-disable-next-line no-empty-pattern -- Playwright reads the fixtures wanted from this pattern
    async ({}, provide) => {
      const server = await startStaticServer({ root: DIST, basePath: '/some/sub/path/' });
      await provide(server.url);
      await server.close();
    },
    { scope: 'worker' },
  ],
  baseURL: async ({ site }, provide) => provide(site),
  context: async ({ context, browserName }, provide) => {
    if (browserName === 'firefox') await context.addInitScript(fillAsIfTyped);
    await provide(context);
  },
  trailscope: async ({ page }, provide) => provide(new TrailscopePage(page)),
  // oxlint-disable-next-line no-empty-pattern -- as above
  logs: async ({}, provide) => {
    const folder = await mkdtemp(join(tmpdir(), 'trailscope-'));
    await provide(new LogFolder(folder));
    await rm(folder, { recursive: true, force: true });
  },
  pageWith: async ({ launchOptions, site, viewport, serviceWorkers }, provide) => {
    const browsers: Browser[] = [];
    await provide(async (...switches) => {
      const browser = await chromium.launch({
        ...launchOptions,
        args: [...(launchOptions.args ?? []), ...switches],
      });
      browsers.push(browser);
      return browser.newPage({ baseURL: site, viewport, serviceWorkers });
    });
    for (const browser of browsers) await browser.close();
  },
});
