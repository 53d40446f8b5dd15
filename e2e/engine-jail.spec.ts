/**
 * The engine as the browser runs it, on a page of its own: nothing gets out by SQL, it starts from any web server, and
 * whatever happens to it is told in words instead of waiting for ever.
 */
import { createServer, type Server } from 'node:http';
import { type BrowserContext, chromium, expect, test } from '@playwright/test';
import { startStaticServer, type StaticServer } from '../scripts/static-server.mjs';
import { REFUSED, WITHOUT_EFFECT } from './harness/exfiltration.ts';
import { buildHarness, engineFile, EngineHarness, HARNESS } from './support/engine-harness.ts';

const RUNAWAY = 'SELECT count(*) AS n FROM range(100000) a(x), range(100000) b(y) WHERE (x * y) % 7 = 3';

// One worker for the whole file: the harness is built once.
test.describe.configure({ mode: 'default' });

let server: StaticServer;
test.beforeAll(async () => {
  await buildHarness();
  // Wrong MIME types and no header of its own: the worst host that can show the page at all.
  server = await startStaticServer({ root: HARNESS, basePath: '/some/sub/path/', wrongMimeTypes: true });
});
test.afterAll(() => server.close());

const open = (context: BrowserContext): Promise<EngineHarness> => EngineHarness.open(context, server.url);

async function started(context: BrowserContext): Promise<EngineHarness> {
  const engine = await open(context);
  expect(await engine.start()).toBeNull();
  return engine;
}

/** A server on another port that answers everything, to anyone, and notes what it was asked. */
async function listenElsewhere(): Promise<{ address: string; requests: string[]; server: Server }> {
  const requests: string[] = [];
  const elsewhere = createServer((request, response) => {
    requests.push(`${request.method} ${request.url}`);
    response.writeHead(200, { 'access-control-allow-origin': '*', 'content-type': 'text/csv' });
    response.end('a,b\n1,2\n');
  });
  await new Promise<void>((resolve) => elsewhere.listen(0, '127.0.0.1', resolve));
  const bound = elsewhere.address();
  if (bound === null || typeof bound === 'string') throw new Error('no port');
  return { address: `127.0.0.1:${bound.port}`, requests, server: elsewhere };
}

test('no SQL reaches another host, and the engine survives every attempt', async ({ context }) => {
  const elsewhere = await listenElsewhere();
  // The counter counts: otherwise "no requests" would say nothing.
  await fetch(`http://${elsewhere.address}/control`);
  expect(elsewhere.requests.splice(0)).toEqual(['GET /control']);

  const asked: string[] = [];
  context.on('request', (request) => asked.push(request.url()));
  const engine = await started(context);
  for (const template of [...REFUSED, ...WITHOUT_EFFECT]) {
    const sql = template
      .replaceAll('ORIGIN', `http://${elsewhere.address}`)
      .replaceAll('HOST', elsewhere.address);
    const told = await engine.run(sql);
    if (REFUSED.includes(template)) expect.soft(told?.name, `${sql} is refused`).toBe('QueryError');
    expect(await engine.number('SELECT 42 AS n'), `alive after ${sql}`).toBe(42);
  }
  expect(elsewhere.requests).toEqual([]);
  expect(asked.filter((url) => !url.startsWith(new URL(server.url).origin))).toEqual([]);
  elsewhere.server.close();
});

test('the worker has no way out of its own', async ({ context }) => {
  const engine = await started(context);
  const [worker] = engine.page.workers();
  const reached = await worker?.evaluate(async () => {
    const ways: Record<string, () => unknown> = {
      XMLHttpRequest: () => new XMLHttpRequest(),
      fetch: () => fetch('/'),
      WebSocket: () => new WebSocket('ws://127.0.0.1:1'),
      EventSource: () => new EventSource('/'),
      WebTransport: () => new WebTransport('https://127.0.0.1:1'),
      Worker: () => new Worker('data:text/javascript,0'),
      BroadcastChannel: () => new BroadcastChannel('x'),
      FontFace: () => new FontFace('x', 'url(/x.woff)').load(),
      indexedDB: () => indexedDB.open('x'),
      caches: () => caches.open('x'),
      storage: () => navigator.storage.getDirectory(),
      'fetch of the prototype': () =>
        Reflect.get(Reflect.getPrototypeOf(Reflect.getPrototypeOf(self) ?? {}) ?? {}, 'fetch').call(
          self,
          '/',
        ),
    };
    const open: string[] = [];
    for (const [name, way] of Object.entries(ways)) {
      try {
        await way();
        open.push(name);
      } catch {
        // As it should be.
      }
    }
    return open;
  });
  expect(reached).toEqual([]);
});

test('takes rows and answers with them', async ({ context }) => {
  const engine = await started(context);
  expect(await engine.insert()).toBeNull();
  expect(await engine.number('SELECT count(*) AS n FROM events')).toBe(3);
});

test('a running statement is cancelled within half a second', async ({ context }) => {
  const engine = await started(context);
  for (const sql of [
    RUNAWAY,
    'CREATE TEMP TABLE t AS SELECT x * y AS v FROM range(100000) a(x), range(100000) b(y) ORDER BY hash(v)',
    "SELECT count(*) FROM range(10000000) WHERE regexp_matches(md5(range::VARCHAR), '(a|b)+c', 'i')",
  ]) {
    const { rejected, free } = await engine.page.evaluate((text) => window.harness.cancel(text, 300), sql);
    expect(rejected).toBeLessThan(200);
    expect(free, sql).toBeLessThan(500);
  }
});

test('a worker that dies without a word is noticed at once', async ({ context }) => {
  const engine = await started(context);
  await engine.page.evaluate((sql) => window.harness.begin(sql), RUNAWAY);
  await engine.page.workers()[0]?.evaluate(() => self.close());
  const { statement, lost } = await engine.page.evaluate(() => window.harness.pending());
  expect(statement).toMatchObject({
    name: 'DatabaseLost',
    message: expect.stringContaining('its worker ended'),
  });
  expect(lost).toMatchObject({ name: 'DatabaseLost' });
  expect(await engine.run('SELECT 1')).toMatchObject({ name: 'DatabaseLost' });
  expect(await engine.start(), 'a new one can be opened').toBeNull();
  expect(await engine.number('SELECT 42 AS n')).toBe(42);
});

test.describe('a start that fails says why', () => {
  const cases: readonly { title: string; body?: string; status?: number; message: string }[] = [
    { title: 'the engine file is not there', status: 404, message: 'missing on this server (HTTP 404)' },
    {
      title: 'a start page comes instead',
      body: '<!doctype html>',
      message: 'missing on this server (got HTML)',
    },
    { title: 'the engine file is empty', body: '', message: 'got an empty file' },
    { title: 'it is not WebAssembly', body: '\0asm\x09\0\0\0', message: 'version' },
  ];
  for (const { title, body = '', status = 200, message } of cases) {
    test(title, async ({ context }) => {
      await context.route('**/*.bin', (route) => route.fulfill({ status, body }));
      const engine = await open(context);
      const told = await engine.start();
      expect(told).toMatchObject({ name: 'DatabaseLost', message: expect.stringContaining(message) });
    });
  }

  test('the engine file is cut off', async ({ context }) => {
    const whole = await engineFile();
    await context.route('**/*.bin', (route) => route.fulfill({ body: whole.subarray(0, whole.length >> 1) }));
    const engine = await open(context);
    expect(await engine.start()).toMatchObject({ name: 'DatabaseLost' });
  });

  test('nothing comes', async ({ context }) => {
    await context.route('**/*.bin', () => undefined);
    const engine = await open(context);
    const told = await engine.start({ patienceMs: 1000 });
    expect(told).toMatchObject({ name: 'DatabaseLost', message: expect.stringContaining('Gave up') });
  });

  test('the network breaks', async ({ context }) => {
    await context.route('**/*.bin', (route) => route.abort());
    const engine = await open(context);
    expect(await engine.start()).toMatchObject({
      name: 'DatabaseLost',
      message: expect.stringContaining('could not be loaded'),
    });
  });

  test("the worker's script is not there", async ({ context }) => {
    await context.route('**/duckdb.worker*', (route) => route.fulfill({ status: 404 }));
    const engine = await open(context);
    expect(await engine.start()).toMatchObject({ name: 'DatabaseLost' });
  });
});

/** A browser with further switches. Without the sandbox, as everywhere where tests run as root. */
const launch = (...switches: string[]) =>
  chromium.launch({
    executablePath: process.env['TRAILSCOPE_BROWSER'] ?? '/usr/bin/chromium',
    args: ['--disable-gpu', '--no-first-run', '--disable-background-networking', ...switches],
    chromiumSandbox: false,
  });

test('running out of memory is an error like others', async () => {
  const browser = await launch('--js-flags=--wasm-max-mem-pages=4096');
  const engine = await started(await browser.newContext());
  const tooLarge = 'CREATE TABLE big AS SELECT range AS a, md5(range::VARCHAR) AS b FROM range(20000000)';
  expect(await engine.run(tooLarge)).toMatchObject({ name: 'QueryError', outOfMemory: true });
  expect(await engine.number('SELECT 42 AS n')).toBe(42);
  expect(await engine.fill()).toMatchObject({ name: 'QueryError', outOfMemory: true });
  expect(await engine.run('CHECKPOINT'), 'no transaction was left open').toBeNull();
  expect(await engine.insert()).toBeNull();
  await browser.close();
});

test('starts over plain http from another machine, where the browser has no locks', async () => {
  const browser = await launch('--host-resolver-rules=MAP logs.example 127.0.0.1');
  const context = await browser.newContext();
  const engine = await EngineHarness.open(context, server.url.replace('localhost', 'logs.example'));
  expect(await engine.page.evaluate(() => isSecureContext)).toBe(false);
  expect(await engine.start()).toBeNull();
  expect(await engine.number('SELECT 42 AS n')).toBe(42);
  await browser.close();
});
