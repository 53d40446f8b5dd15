/**
 * `THIRD-PARTY-NOTICES.txt` beside the page: every package of which something ended up in the build, with version, licence
 * and the whole of its licence texts, as the licences ask. Made from what the bundler really took in, workers included,
 * so that it cannot be forgotten. The build fails on a package that says nothing of its licence.
 */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Plugin } from 'vite';
import { engineNotices, MIT_TEXT } from './engine-notices.ts';

export const NOTICES_FILE = 'THIRD-PARTY-NOTICES.txt';

const ENGINE = '@duckdb/duckdb-wasm';

export interface Notice {
  readonly name: string;
  readonly version: string;
  readonly licence: string;
  readonly text: string;
}

/** Two plugins that share what they see: one for the page, one for each of its workers, which are built before the page is. */
export function thirdPartyNotices(): { readonly page: Plugin; readonly worker: () => Plugin } {
  const modules = new Set<string>();
  const take = (
    chunks: Iterable<{ readonly type: string; readonly moduleIds?: readonly string[] }>,
  ): void => {
    for (const { moduleIds } of chunks) for (const id of moduleIds ?? []) modules.add(id);
  };
  return {
    worker: () => ({
      name: 'trailscope-notices-of-worker',
      apply: 'build',
      generateBundle: (_, bundle) => take(Object.values(bundle)),
    }),
    page: {
      name: 'trailscope-notices',
      apply: 'build',
      generateBundle(_, bundle) {
        take(Object.values(bundle));
        // Styles are in no chunk any more.
        for (const id of this.getModuleIds()) if (/\.css(?:\?|$)/.test(id)) modules.add(id);
        this.emitFile({ type: 'asset', fileName: NOTICES_FILE, source: noticesText(noticesOf(modules)) });
      },
    },
  };
}

/** By name; of the modules that lie in a package. */
export function noticesOf(modules: Iterable<string>): Notice[] {
  const roots = new Set<string>();
  for (const id of modules) {
    const root = packageRoot(id);
    if (root !== null) roots.add(root);
  }
  const notices = Array.from(roots, noticeOf);
  return notices.toSorted((a, b) => (a.name < b.name ? -1 : a.name > b.name ? 1 : 0));
}

/** `…/node_modules/@scope/name` of a module's path; null for our own and for those that the bundler makes up. */
export function packageRoot(id: string): string | null {
  if (id.startsWith('\0')) return null;
  const path = id.replaceAll('\\', '/').replace(/\?.*$/s, '');
  const [root] = /^.*\/node_modules\/(?!\.)(?:@[^/]+\/)?[^/]+/s.exec(path) ?? [];
  return root === undefined || !existsSync(join(root, 'package.json')) ? null : root;
}

function noticeOf(root: string): Notice {
  const { name, version, license, author }: Record<string, unknown> = JSON.parse(
    readFileSync(join(root, 'package.json'), 'utf8'),
  );
  if (typeof name !== 'string' || typeof version !== 'string' || typeof license !== 'string')
    throw new Error(`${root} does not say its name, version and licence`);
  const texts = licenceTexts(root);
  if (name === ENGINE) texts.push(engineNotices());
  // Some forget the file. Then it is the licence they name, by the author they name.
  if (texts.length === 0) texts.push(usualText(name, license, author));
  return { name, version, licence: license, text: texts.join('\n\n') };
}

function usualText(name: string, licence: string, author: unknown): string {
  if (licence !== 'MIT' || typeof author !== 'string')
    throw new Error(`${name} has no licence file, and does not say whose it is`);
  return `Copyright (c) ${author.replace(/\s*<.*$/, '')}\n\n${MIT_TEXT}`;
}

function licenceTexts(root: string): string[] {
  const names = readdirSync(root).filter((name) => /^(?:licen[cs]e|copying|notice)/i.test(name));
  return names.toSorted().map((name) => readFileSync(join(root, name), 'utf8').trim());
}

export function noticesText(notices: readonly Notice[]): string {
  const line = '='.repeat(80);
  const list = notices.map(({ name, version, licence }) => `${name} ${version} (${licence})`).join('\n');
  const texts = notices.map(
    ({ name, version, licence, text }) => `${line}\n${name} ${version} (${licence})\n${line}\n\n${text}\n`,
  );
  return `Trailscope is built with these packages.\n\n${list}\n\n${texts.join('\n')}`;
}
