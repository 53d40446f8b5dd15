/**
 * The barest web server that can host the build: files, MIME types, nothing else. It sends no header that the app could
 * come to rely on, because the app has to work from any server. For `npm start`, the e2e tests and the bench; it
 * listens on this machine only.
 */
import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { createServer } from 'node:http';
import { extname, join, resolve, sep } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { createGzip } from 'node:zlib';

/** @type {Readonly<Record<string, string>>} */
const MIME_TYPES = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.json': 'application/json',
};
/** What a browser refuses to run under another type; no host that gets these wrong can show any page. */
const NEVER_WRONG = new Set(['.html', '.js', '.css']);
const LOOPBACK = ['127.0.0.1', '::1'];

/**
 * @typedef {object} StaticServerOptions
 * @property {string} root the folder to serve
 * @property {number} [port] 0, the default, takes a free one
 * @property {string} [basePath] where the site lies, such as `/some/sub/path/`
 * @property {boolean} [wrongMimeTypes] true: all but html, js and css comes as `text/plain`
 * @property {boolean} [packed] true: texts come as gzip, and all is cached, as from the servers of `docs/hosting.md`
 *
 * @typedef {object} StaticServer
 * @property {string} url the address of the site, ending in `/`
 * @property {() => Promise<void>} close
 */

/**
 * Rejects with the system's error (`EADDRINUSE`) if the port is taken on either loopback address: a browser that is
 * sent to `localhost` may try either.
 * @param {StaticServerOptions} options
 * @returns {Promise<StaticServer>}
 */
export async function startStaticServer({
  root,
  port = 0,
  basePath = '/',
  wrongMimeTypes = false,
  packed = false,
}) {
  const site = { root: resolve(root), basePath, wrongMimeTypes, packed };
  /** @type {import('node:http').Server[]} */
  const servers = [];
  const close = async () => {
    await Promise.all(servers.map(stopListening));
  };
  try {
    let boundPort = port;
    for (const host of LOOPBACK) {
      const server = createServer((request, response) => void answer(site, request, response));
      const address = await listen(server, boundPort, host);
      if (address === null) continue;
      boundPort = address;
      servers.push(server);
    }
    return { url: `http://localhost:${boundPort}${basePath}`, close };
  } catch (error) {
    await close();
    throw error;
  }
}

/**
 * @param {import('node:http').Server} server
 * @param {number} port
 * @param {string} host
 * @returns {Promise<number | null>} the port; null if this machine has no such address (no IPv6)
 */
function listen(server, port, host) {
  return new Promise((resolve, reject) => {
    server.once('error', (/** @type {NodeJS.ErrnoException} */ error) => {
      const absent = error.code === 'EADDRNOTAVAIL' || error.code === 'EAFNOSUPPORT';
      if (absent) resolve(null);
      else reject(error);
    });
    server.listen(port, host, () => {
      const address = server.address();
      resolve(typeof address === 'object' && address !== null ? address.port : port);
    });
  });
}

/** @param {import('node:http').Server} server */
function stopListening(server) {
  return new Promise((resolve) => {
    server.close(resolve);
    server.closeAllConnections();
  });
}

/**
 * @param {{ root: string, basePath: string, wrongMimeTypes: boolean, packed: boolean }} site
 * @param {import('node:http').IncomingMessage} request
 * @param {import('node:http').ServerResponse} response
 */
async function answer(site, request, response) {
  if (request.method !== 'GET' && request.method !== 'HEAD') {
    response.setHeader('allow', 'GET, HEAD');
    return sendText(response, 405, 'Only GET and HEAD are answered here.');
  }
  const path = pathOf(request.url ?? '/');
  if (path === null) return sendText(response, 400, 'The address cannot be read.');
  if (`${path}/` === site.basePath) {
    response.setHeader('location', site.basePath);
    return sendText(response, 301, `Moved to ${site.basePath}`);
  }
  const file = path.startsWith(site.basePath)
    ? await findFile(site.root, path.slice(site.basePath.length))
    : null;
  if (file === null) return sendText(response, 404, `Not found: ${path}`);
  const isPacked = site.packed && extname(file.path) in MIME_TYPES;
  response.writeHead(200, {
    'content-type': mimeType(file.path, site.wrongMimeTypes),
    ...(isPacked ? { 'content-encoding': 'gzip' } : { 'content-length': file.size }),
    ...(site.packed ? { 'cache-control': cachingOf(path.slice(site.basePath.length)) } : {}),
  });
  if (request.method === 'HEAD') {
    response.end();
    return;
  }
  // A browser that goes away in the middle of a file is no failure of ours.
  const bytes = createReadStream(file.path);
  const sent = isPacked ? pipeline(bytes, createGzip(), response) : pipeline(bytes, response);
  await sent.catch(() => response.destroy());
}

/** Names below `assets/` carry a hash of what is in them. @param {string} path below the site's own */
function cachingOf(path) {
  return path.startsWith('assets/') ? 'public, max-age=31536000, immutable' : 'no-cache';
}

/**
 * The decoded path of a request, without its query; null if it is malformed or tries to climb.
 * @param {string} url
 */
function pathOf(url) {
  try {
    const path = decodeURIComponent(url.replace(/[?#].*$/s, ''));
    const climbs = path.split(/[/\\]/).includes('..');
    return path.startsWith('/') && !climbs && !path.includes('\0') ? path : null;
  } catch {
    return null;
  }
}

/**
 * @param {string} root
 * @param {string} path
 */
async function findFile(root, path) {
  const wanted = join(root, path);
  if (wanted !== root && !wanted.startsWith(root.endsWith(sep) ? root : root + sep)) return null;
  const asked = await statOrNull(wanted);
  const file = asked?.isDirectory() ? join(wanted, 'index.html') : wanted;
  const found = file === wanted ? asked : await statOrNull(file);
  return found?.isFile() ? { path: file, size: found.size } : null;
}

/** @param {string} path */
function statOrNull(path) {
  return stat(path).catch(() => null);
}

/**
 * @param {string} path
 * @param {boolean} wrong
 */
function mimeType(path, wrong) {
  const extension = extname(path);
  if (wrong && !NEVER_WRONG.has(extension)) return 'text/plain; charset=iso-8859-1';
  return MIME_TYPES[extension] ?? 'application/octet-stream';
}

/**
 * @param {import('node:http').ServerResponse} response
 * @param {number} status
 * @param {string} text
 */
function sendText(response, status, text) {
  const body = Buffer.from(`${text}\n`);
  response.writeHead(status, { 'content-type': 'text/plain; charset=utf-8', 'content-length': body.length });
  response.end(response.req.method === 'HEAD' ? undefined : body);
}
