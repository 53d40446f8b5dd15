/**
 * Makes the database engine's WebAssembly importable as `virtual:duckdb-engine?url`: slimmed, and packed.
 *
 * The file is 34 MB; 24 MB without what nothing can reach, 6.0 MB gzipped, and a plain web server does not pack it on
 * the way. So it is packed once into `node_modules/.cache` and shipped under a neutral suffix: with `.gz` or `.wasm` some
 * servers add a Content-Encoding or a MIME type of their own, with `.bin` every one delivers the bytes as they are.
 */
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
import type { Plugin } from 'vite';
import { slimEngine } from './engine/slim-engine.ts';

const SCRIPTS_FOLDER = new URL('../scripts/', import.meta.url);
const MODULES = fileURLToPath(new URL('../node_modules', import.meta.url));
const PACKAGE = join(MODULES, '@duckdb/duckdb-wasm');
/** What the slimmed file depends on, besides the package. */
const SCRIPTS = [
  'engine-asset.ts',
  'engine/slim-engine.ts',
  'engine/wasm-calls.ts',
  'engine/wasm-reader.ts',
].map((name) => fileURLToPath(new URL(name, SCRIPTS_FOLDER)));
const ENGINE_ID = /^virtual:duckdb-engine(\?.*)$/;

function engineVersion(): string {
  const parsed: unknown = JSON.parse(readFileSync(join(PACKAGE, 'package.json'), 'utf8'));
  if (typeof parsed === 'object' && parsed !== null && 'version' in parsed) return String(parsed.version);
  throw new Error('duckdb-wasm is not installed; run: npm ci');
}

/** The slimmed engine as a plain file, for Node; made unless that has been done. */
export function slimEngineFile(): string {
  return kept('duckdb-eh.wasm', () => {
    const scripts = ['duckdb-browser-blocking.mjs', 'duckdb-node-blocking.cjs'].map((name) =>
      readFileSync(join(PACKAGE, 'dist', name), 'utf8'),
    );
    const slim = slimEngine(readFileSync(join(PACKAGE, 'dist/duckdb-eh.wasm')), scripts.join('\n'));
    if (!WebAssembly.validate(slim)) throw new Error('the slimmed engine is no valid WebAssembly');
    return slim;
  });
}

/** The slimmed engine, packed. */
export function packEngine(): string {
  return kept(`duckdb-eh-${engineVersion()}.bin`, () =>
    gzipSync(readFileSync(slimEngineFile()), { level: 9, memLevel: 9 }),
  );
}

/** Where the file lies; made before unless that has been done for this version, by these very scripts. */
function kept(name: string, make: () => Uint8Array): string {
  const hash = createHash('sha256').update(engineVersion());
  for (const script of SCRIPTS) hash.update(readFileSync(script));
  const folder = join(MODULES, '.cache/trailscope', hash.digest('hex').slice(0, 12));
  const file = join(folder, name);
  if (existsSync(file)) return file;
  mkdirSync(folder, { recursive: true });
  // Written aside and renamed: a second build running at the same time must never see half a file.
  const aside = `${file}.${process.pid}`;
  writeFileSync(aside, make());
  renameSync(aside, file);
  return file;
}

export function engineAsset(): Plugin {
  return {
    name: 'trailscope-engine-asset',
    enforce: 'pre',
    resolveId(id) {
      const query = ENGINE_ID.exec(id)?.[1];
      return query === undefined ? null : packEngine() + query;
    },
  };
}
