/**
 * `service-worker.js` beside the page: `src/service-worker.ts` as one plain script, with the list of all files of the
 * build and the SHA-256 of each (docs/decisions/0023). It has no hash in its name: browsers look for it where it was.
 */
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join, relative, resolve, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build, type Plugin } from 'vite';

export const SERVICE_WORKER = 'service-worker.js';
const ENTRY = fileURLToPath(new URL('../src/service-worker.ts', import.meta.url));
/** Vite writes eight letters of a hash into the name; such a file never changes. */
const HASHED = /^assets\/.*-[\w-]{8}\.\w+$/;

/** As workbox-precaching takes it. */
export interface SiteFile {
  readonly url: string;
  /** Null where the name says it already. */
  readonly revision: string | null;
  readonly integrity: string;
}

/** `plugins`: what is to see the script's modules too. */
export function serviceWorker(plugins: readonly Plugin[] = []): Plugin {
  let script: Promise<string> = Promise.resolve('');
  let folder = '';
  return {
    name: 'trailscope-service-worker',
    apply: 'build',
    configResolved: ({ root, build: { outDir } }) => {
      folder = resolve(root, outDir);
    },
    // Before the page's own files are put together, so that the notices know what this one is made of.
    buildStart: async () => {
      script = buildScript(plugins);
      await script;
    },
    writeBundle: async () => {
      const files = `const SITE_FILES = ${JSON.stringify(siteFiles(folder))};\n`;
      writeFileSync(join(folder, SERVICE_WORKER), files + (await script));
    },
  };
}

/** All files below a folder but the service worker itself; in the order of their names. */
export function siteFiles(folder: string): SiteFile[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map(({ parentPath, name }) => relative(folder, join(parentPath, name)).split(sep).join('/'))
    .filter((url) => url !== SERVICE_WORKER)
    .toSorted((a, b) => (a < b ? -1 : 1))
    .map((url) => {
      const hash = createHash('sha256').update(readFileSync(join(folder, url)));
      const digest = hash.digest('base64');
      return { url, revision: HASHED.test(url) ? null : digest.slice(0, 16), integrity: `sha256-${digest}` };
    });
}

async function buildScript(plugins: readonly Plugin[]): Promise<string> {
  const built = await build({
    configFile: false,
    logLevel: 'warn',
    plugins: [...plugins],
    publicDir: false,
    build: {
      write: false,
      target: 'es2023',
      rolldownOptions: { input: ENTRY, output: { format: 'iife', codeSplitting: false } },
    },
  });
  const outputs = Array.isArray(built) ? built : [built];
  const chunks = outputs.flatMap((one) => ('output' in one ? one.output : []));
  const [chunk, ...more] = chunks;
  if (chunk?.type !== 'chunk' || more.length > 0) throw new Error('The service worker is not one script.');
  return chunk.code;
}
