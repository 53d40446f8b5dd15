/** The promise of the first screen: logs stay in this tab. */
import type { Page } from '@playwright/test';
import { makeRecords } from './support/fixtures.ts';
import { startListener } from './support/listener.ts';
import { expect, requestsElsewhere, test } from './support/test.ts';

/** Notes whatever the page's policy refuses from now on, in every document. */
async function recordViolations(page: Page): Promise<() => Promise<string[]>> {
  await page.addInitScript(() => {
    const seen: string[] = [];
    Object.assign(window, { policyViolations: seen });
    document.addEventListener('securitypolicyviolation', ({ violatedDirective, blockedURI, sample }) => {
      seen.push(`${violatedDirective} ${blockedURI} ${sample}`);
    });
  });
  return () => page.evaluate(() => Array.from<string>(Reflect.get(window, 'policyViolations')));
}

test('a whole session asks nothing of any other host, and breaks none of its own rules', async ({
  page,
  context,
  trailscope,
  logs,
  site,
}) => {
  const elsewhere = requestsElsewhere(context, site);
  page.on('websocket', (socket) => elsewhere.push(socket.url()));
  const violations = await recordViolations(page);

  await trailscope.open();
  await trailscope.chooseFiles(await logs.writeLog('a.json.gz', makeRecords(50)));
  await trailscope.expectDataSet({ events: 50 });
  await trailscope.openEvent('ListBuckets');
  await trailscope.downloadReport();
  await trailscope.goTo('Events');

  expect(elsewhere).toEqual([]);
  expect(await violations()).toEqual([]);
});

test('the sample comes from the same host', async ({ page, context, trailscope, site }) => {
  const elsewhere: string[] = [];
  context.on('request', (request) => {
    if (!request.url().startsWith(site) && !request.url().startsWith('blob:')) elsewhere.push(request.url());
  });
  await trailscope.open();
  await page.getByRole('button', { name: 'Try the sample' }).click();
  await expect(trailscope.status).toContainText(/[\d,]{3,} events/);
  await trailscope.settled();
  expect(elsewhere).toEqual([]);
});

test('the page carries its policy, before anything it binds', async ({ page, site }) => {
  const html = await (await fetch(site)).text();
  expect(html.indexOf('Content-Security-Policy')).toBeGreaterThan(0);
  expect(html.indexOf('Content-Security-Policy')).toBeLessThan(html.search(/<script|<link/));
  expect(
    html.search(/<meta charset/),
    'a browser looks for the charset in the first 1024 bytes',
  ).toBeLessThan(1000);
  await page.goto('./');
  const policies = page.locator('meta[http-equiv="Content-Security-Policy"]');
  await expect(policies.first()).toHaveAttribute('content', /default-src 'none'.*connect-src 'self';/);
  await expect(policies.nth(1)).toHaveAttribute('content', /style-src-elem 'self' 'nonce-/);
});

test('a script in the page that should not be there reaches no other host', async ({ page, trailscope }) => {
  const listener = await startListener();
  await trailscope.open();
  const outcomes = await page.evaluate(async (url) => {
    const image = new Image();
    const loaded = new Promise((resolve) => {
      image.onload = () => resolve('loaded');
      image.onerror = () => resolve('refused');
    });
    image.src = `${url}image`;
    const socket = new Promise((resolve) => {
      const opened = new WebSocket(url.replace('http', 'ws'));
      opened.onopen = () => resolve('open');
      opened.onerror = () => resolve('refused');
    });
    navigator.sendBeacon(`${url}beacon`, 'secret');
    return {
      fetch: await fetch(`${url}fetch`).then(
        () => 'fetched',
        () => 'refused',
      ),
      image: await loaded,
      socket: await socket,
    };
  }, listener.url);
  expect(outcomes).toEqual({ fetch: 'refused', image: 'refused', socket: 'refused' });
  expect(listener.hits).toEqual([]);
  listener.close();
});

test('no worker can reach the network', async ({ page, trailscope, logs }) => {
  const listener = await startListener();
  await trailscope.open();
  await trailscope.chooseFiles(await logs.writeLog('a.json.gz', makeRecords(50)));
  await trailscope.expectDataSet({ events: 50 });
  expect(page.workers().length).toBeGreaterThan(0);
  for (const worker of page.workers()) {
    const outcome = await worker.evaluate(
      (url) =>
        Promise.resolve()
          .then(() => fetch(url))
          .then(
            () => 'fetched',
            () => 'refused',
          ),
      listener.url,
    );
    expect(outcome, worker.url()).toBe('refused');
  }
  expect(listener.hits).toEqual([]);
  listener.close();
});

test('text never becomes markup, a foreign worker or a style', async ({ page, trailscope }) => {
  await trailscope.open();
  const outcomes = await page.evaluate(() => {
    const attempt = (act: () => void): string => {
      try {
        act();
        return 'done';
      } catch (error) {
        return error instanceof TypeError ? 'refused' : String(error);
      }
    };
    const style = document.createElement('style');
    style.textContent = 'body { display: none }';
    document.head.append(style);
    return {
      markup: attempt(() => (document.createElement('div').innerHTML = '<img src="x">')),
      worker: attempt(() => new Worker('data:text/javascript,')),
      style: style.sheet === null ? 'refused' : 'done',
    };
  });
  expect(outcomes).toEqual({ markup: 'refused', worker: 'refused', style: 'refused' });
});
