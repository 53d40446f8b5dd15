import { mkdtempSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startStaticServer, type StaticServer } from './static-server.mjs';

const folder = mkdtempSync(join(tmpdir(), 'trailscope-server-'));
const root = join(folder, 'site');
let server: StaticServer;

beforeAll(async () => {
  mkdirSync(join(root, 'assets'), { recursive: true });
  writeFileSync(join(folder, 'secret.txt'), 'secret');
  writeFileSync(join(root, 'index.html'), '<!doctype html>');
  for (const name of ['a.js', 'a.css', 'a.svg', 'a.json', 'a.bin', 'ä b.js']) {
    writeFileSync(join(root, 'assets', name), 'content');
  }
  server = await startStaticServer({ root, basePath: '/sub/' });
});

afterAll(async () => {
  await server.close();
  rmSync(folder, { recursive: true });
});

const typeOf = async (url: string): Promise<string | null> => (await fetch(url)).headers.get('content-type');

/** `fetch` would tidy the path up before sending it. */
function statusOf(path: string): Promise<number | undefined> {
  return new Promise((resolve, reject) => {
    const { hostname, port } = new URL(server.url);
    const sent = request({ hostname, port, path }, (response) => {
      response.resume();
      resolve(response.statusCode);
    });
    sent.on('error', reject).end();
  });
}

describe('the static server', () => {
  it('serves the site under its path, and only there', async () => {
    expect(await (await fetch(server.url)).text()).toBe('<!doctype html>');
    expect((await fetch(server.url.slice(0, -1))).url).toBe(server.url);
    expect((await fetch(new URL('/', server.url))).status).toBe(404);
    expect((await fetch(`${server.url}assets/%C3%A4%20b.js?x=1`)).status).toBe(200);
  });

  it('knows the types a page needs and leaves the others open', async () => {
    expect(await typeOf(server.url)).toContain('text/html');
    expect(await typeOf(`${server.url}assets/a.js`)).toContain('text/javascript');
    expect(await typeOf(`${server.url}assets/a.css`)).toContain('text/css');
    expect(await typeOf(`${server.url}assets/a.svg`)).toBe('image/svg+xml');
    expect(await typeOf(`${server.url}assets/a.json`)).toBe('application/json');
    expect(await typeOf(`${server.url}assets/a.bin`)).toBe('application/octet-stream');
  });

  it('gets types wrong when told to', async () => {
    const wrong = await startStaticServer({ root, wrongMimeTypes: true });
    expect(await typeOf(`${wrong.url}assets/a.bin`)).toContain('text/plain');
    expect(await typeOf(`${wrong.url}assets/a.json`)).toContain('text/plain');
    expect(await typeOf(`${wrong.url}assets/a.js`)).toContain('text/javascript');
    await wrong.close();
  });

  it('packs texts when told to, and nothing else, and says how long to keep them', async () => {
    const packing = await startStaticServer({ root, packed: true });
    const script = await fetch(`${packing.url}assets/a.js`);
    expect([script.headers.get('content-encoding'), await script.text()]).toEqual(['gzip', 'content']);
    const engine = await fetch(`${packing.url}assets/a.bin`);
    expect([engine.headers.get('content-encoding'), await engine.text()]).toEqual([null, 'content']);
    const page = await fetch(packing.url);
    const caching = [script, engine, page].map(({ headers }) => headers.get('cache-control'));
    expect(caching).toEqual([...Array<string>(2).fill('public, max-age=31536000, immutable'), 'no-cache']);
    await packing.close();
  });

  it('answers HEAD without a body, and nothing but GET and HEAD', async () => {
    const head = await fetch(`${server.url}assets/a.js`, { method: 'HEAD' });
    expect([head.status, head.headers.get('content-length'), await head.text()]).toEqual([200, '7', '']);
    expect((await fetch(server.url, { method: 'POST' })).status).toBe(405);
  });

  it.each(['/sub/../secret.txt', '/sub/%2e%2e/secret.txt', '/sub/..%5csecret.txt', '/sub/%00', '/sub/%zz'])(
    'refuses %s',
    async (path) => {
      expect(await statusOf(path)).toBe(400);
    },
  );

  it('says so when the port is taken', async () => {
    const port = Number(new URL(server.url).port);
    await expect(startStaticServer({ root, port })).rejects.toMatchObject({ code: 'EADDRINUSE' });
  });
});
