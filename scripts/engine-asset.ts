/**
 * Makes the database engine's WebAssembly importable as `virtual:duckdb-engine?url`, packed.
 *
 * The file is 34 MB plain, 7.6 MB gzipped, and a plain web server does not pack it on the way. So it is packed once
 * into `node_modules/.cache` and shipped under a neutral suffix: with `.gz` or `.wasm` some servers add a
 * Content-Encoding or a MIME type of their own, with `.bin` every one delivers the bytes as they are.
 */
import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
import type { Plugin } from 'vite';

const MODULES = fileURLToPath(new URL('../node_modules', import.meta.url));
const PACKAGE = join(MODULES, '@duckdb/duckdb-wasm');
const ENGINE_ID = /^virtual:duckdb-engine(\?.*)$/;

function engineVersion(): string {
  const parsed: unknown = JSON.parse(readFileSync(join(PACKAGE, 'package.json'), 'utf8'));
  if (typeof parsed === 'object' && parsed !== null && 'version' in parsed) return String(parsed.version);
  throw new Error('duckdb-wasm is not installed; run: npm ci');
}

/** Packs the engine unless that has been done for this version, and returns where the packed file lies. */
export function packEngine(): string {
  const folder = join(MODULES, '.cache/trailscope');
  const packed = join(folder, `duckdb-eh-${engineVersion()}.bin`);
  if (existsSync(packed)) return packed;
  mkdirSync(folder, { recursive: true });
  // Written aside and renamed: a second build running at the same time must never see half a file.
  const aside = `${packed}.${process.pid}`;
  writeFileSync(aside, gzipSync(readFileSync(join(PACKAGE, 'dist/duckdb-eh.wasm')), { level: 9 }));
  renameSync(aside, packed);
  return packed;
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
