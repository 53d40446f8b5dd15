/**
 * Web servers as they come from a Linux distribution, each with the very configuration that `docs/hosting/` offers: only
 * the folder, the port and what the distribution's own files would say around it are put in.
 */
import { execFileSync, spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { chmod, cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DIST, fromRoot } from '../../scripts/project.mjs';
import { startStaticServer } from '../../scripts/static-server.mjs';
import { expect, test as base } from './test.ts';

/** ms in which a server has to end when it is asked to. */
const PATIENCE = 5_000;

interface Place {
  /** A folder of the server's own; the site lies in `trailscope/` below it. */
  readonly folder: string;
  readonly port: number;
}

export interface WebServer {
  readonly name: string;
  readonly command: string;
  /** What has to be there besides the command. */
  readonly needs?: readonly string[];
  /** In `docs/hosting/`; `null` where nothing is configured. */
  readonly configuration: string | null;
  /** The whole configuration, with that file in it as `offered`. */
  readonly around?: (offered: string, place: Place) => string;
  readonly args: (place: Place) => string[];
}

const nginxTemporary = (folder: string): string =>
  ['client_body', 'proxy', 'fastcgi', 'uwsgi', 'scgi']
    .map((what) => `${what}_temp_path ${folder}/${what};`)
    .join(' ');

const APACHE_MODULES = '/usr/lib/apache2/modules';
const APACHE_LOADED = 'mpm_event authz_core alias deflate dir filter headers mime'.split(' ');

export const WEB_SERVERS: readonly WebServer[] = [
  {
    name: 'nginx',
    command: 'nginx',
    needs: ['/etc/nginx/mime.types'],
    configuration: 'nginx.conf',
    // Started by root, nginx would hand its work to a user that may not read a temporary folder.
    around: (offered, { folder, port }) => `
${process.getuid?.() === 0 ? 'user root;' : ''} daemon off; worker_processes 1; pid ${folder}/nginx.pid;
events {}
http {
  include /etc/nginx/mime.types; access_log off; ${nginxTemporary(folder)}
  ${offered.replace('listen 80;', `listen 127.0.0.1:${port};`)}
}`,
    args: ({ folder }) => [
      '-p',
      folder,
      '-c',
      join(folder, 'configuration'),
      '-e',
      join(folder, 'error.log'),
    ],
  },
  {
    name: 'Apache',
    command: 'apache2',
    needs: [`${APACHE_MODULES}/mod_headers.so`],
    configuration: 'apache.conf',
    around: (offered, { folder, port }) => `
ServerRoot "${folder}"
ServerName localhost
Listen 127.0.0.1:${port}
PidFile "${folder}/apache.pid"
ErrorLog "${folder}/error.log"
TypesConfig /dev/null
${process.getuid?.() === 0 ? 'User www-data\nGroup www-data' : ''}
${APACHE_LOADED.map((name) => `LoadModule ${name}_module ${APACHE_MODULES}/mod_${name}.so`).join('\n')}
AddType text/html .html
AddType text/css .css
${offered}`,
    args: ({ folder }) => ['-X', '-f', join(folder, 'configuration')],
  },
  {
    name: 'Caddy',
    command: 'caddy',
    configuration: 'Caddyfile',
    around: (offered, { port }) => `{
	admin off
	auto_https off
}
${offered.replace(':80 {', `http://localhost:${port} {\n\tbind 127.0.0.1`)}`,
    args: ({ folder }) => ['run', '--adapter', 'caddyfile', '--config', join(folder, 'configuration')],
  },
  {
    name: 'lighttpd',
    command: 'lighttpd',
    needs: ['/usr/lib/lighttpd/mod_deflate.so'],
    configuration: 'lighttpd.conf',
    around: (offered, { folder, port }) => `
server.document-root = "${folder}"
server.bind = "127.0.0.1"
server.port = ${port}
server.errorlog = "${folder}/error.log"
${offered}`,
    args: ({ folder }) => ['-D', '-f', join(folder, 'configuration')],
  },
  {
    name: 'python3 -m http.server',
    command: 'python3',
    configuration: null,
    args: ({ folder, port }) => ['-m', 'http.server', String(port), '--bind', '127.0.0.1', '-d', folder],
  },
];

export function isInstalled({ command, needs = [] }: WebServer): boolean {
  try {
    execFileSync('which', [command], { stdio: 'ignore', env: searchPath() });
    return needs.every((file) => existsSync(file));
  } catch {
    return false;
  }
}

/** Distributions put servers where only root looks for commands. */
function searchPath(): NodeJS.ProcessEnv {
  return { ...process.env, PATH: `${process.env['PATH'] ?? ''}:/usr/sbin:/usr/local/sbin` };
}

/** Starts servers for a test. However the test ends, they end with it. */
export interface Hosts {
  /** The build at `/trailscope/` of that server; answers the address. */
  start(server: WebServer): Promise<string>;
  /** The build on our own small server, which can do what is wrong; answers the address. */
  startOwn(options?: Omit<Parameters<typeof startStaticServer>[0], 'root'>): Promise<string>;
}

export const test = base.extend<{ readonly hosts: Hosts }>({
  // oxlint-disable-next-line no-empty-pattern -- Playwright reads the fixtures wanted from this pattern
  hosts: async ({}, provide) => {
    const ends: (() => Promise<void>)[] = [];
    await provide({
      start: async (server) => {
        const place = await placeFor(server);
        ends.push(() => rm(place.folder, { recursive: true, force: true }));
        ends.push(run(server, place));
        const url = `http://localhost:${place.port}/trailscope/`;
        await expect.poll(() => answers(url), { message: `${server.name} answers` }).toBe(true);
        return url;
      },
      startOwn: async (options = {}) => {
        const own = await startStaticServer({ root: DIST, ...options });
        ends.push(own.close);
        return own.url;
      },
    });
    for (const end of ends.toReversed()) await end();
  },
});

/** A folder with the build and the configuration that is offered. */
async function placeFor(server: WebServer): Promise<Place> {
  const folder = await mkdtemp(join(tmpdir(), 'trailscope-server-'));
  // The user that a server runs as has to get in.
  await chmod(folder, 0o755);
  await cp(DIST, join(folder, 'trailscope'), { recursive: true });
  const place = { folder, port: await freePort() };
  if (server.configuration !== null) {
    const offered = await readFile(fromRoot(`docs/hosting/${server.configuration}`), 'utf8');
    const moved = offered.replaceAll('/srv/trailscope', join(folder, 'trailscope'));
    await writeFile(join(folder, 'configuration'), server.around?.(moved, place) ?? moved);
  }
  return place;
}

/** Answers the way to end it. */
function run(server: WebServer, place: Place): () => Promise<void> {
  const { folder } = place;
  const running = spawn(server.command, server.args(place), {
    stdio: 'ignore',
    env: { ...searchPath(), HOME: folder, XDG_DATA_HOME: folder, XDG_CONFIG_HOME: folder },
  });
  const ended = new Promise<void>((resolve) => running.once('exit', () => resolve()));
  const kill = (): boolean => running.kill('SIGKILL');
  // Also when the process of the tests is ended in the middle.
  process.once('exit', kill);
  return async () => {
    running.kill('SIGTERM');
    const tooLong = setTimeout(kill, PATIENCE);
    await ended;
    clearTimeout(tooLong);
    process.off('exit', kill);
  };
}

async function answers(url: string): Promise<boolean> {
  const response = await fetch(url).catch(() => null);
  return response?.ok === true;
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once('error', reject);
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address();
      probe.close(() => resolve(typeof address === 'object' && address !== null ? address.port : 0));
    });
  });
}
