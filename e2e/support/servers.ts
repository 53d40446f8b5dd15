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
import { expect } from '@playwright/test';
import { DIST, fromRoot } from '../../scripts/project.mjs';

export interface HostedSite {
  readonly url: string;
  readonly close: () => Promise<void>;
}

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

/** The build at `/trailscope/` of that server. */
export async function startWebServer(server: WebServer): Promise<HostedSite> {
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
  const running = spawn(server.command, server.args(place), {
    stdio: 'ignore',
    env: { ...searchPath(), HOME: folder, XDG_DATA_HOME: folder, XDG_CONFIG_HOME: folder },
  });
  const ended = new Promise<void>((resolve) => running.once('exit', () => resolve()));
  const url = `http://localhost:${place.port}/trailscope/`;
  await expect.poll(() => answers(url), { message: `${server.name} answers` }).toBe(true);
  return {
    url,
    close: async () => {
      running.kill('SIGTERM');
      await ended;
      await rm(folder, { recursive: true, force: true });
    },
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
