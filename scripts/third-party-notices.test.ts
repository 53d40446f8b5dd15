import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { engineNotices } from './engine-notices.ts';
import { noticesOf, noticesText, packageRoot } from './third-party-notices.ts';

const MODULES = fileURLToPath(new URL('../node_modules', import.meta.url));

function runtimeDependencies(): string[] {
  const { dependencies }: { dependencies: Record<string, string> } = JSON.parse(
    readFileSync(new URL('../package.json', import.meta.url), 'utf8'),
  );
  return Object.keys(dependencies);
}

const OF_DUCKDB_ITSELF = ['adbc'];

/** Where DuckDB's namespace is not its name. */
const KNOWN_AS: Readonly<Record<string, string>> = {
  fastpforlib: 'fastpfor',
  hll: 'hyperloglog',
  httplib: 'cpphttplib',
  moodycamel: 'concurrentqueue',
  skiplistlib: 'skiplist',
  zstd: 'zstandard',
};

describe('the notices of third parties', () => {
  it('know the package of a module', () => {
    expect(packageRoot(`${MODULES}/react/index.js`)).toBe(`${MODULES}/react`);
    expect(packageRoot(`${MODULES}/@mantine/core/esm/x.mjs?v=1`)).toBe(`${MODULES}/@mantine/core`);
    expect(packageRoot('\0virtual:react')).toBeNull();
    expect(packageRoot('/here/src/main.tsx')).toBeNull();
    expect(packageRoot(`${MODULES}/.cache/trailscope/duckdb-eh.bin`)).toBeNull();
  });

  it('name each runtime dependency once, with version and the text of its licence', () => {
    const names = runtimeDependencies();
    const modules = names.flatMap((name) => [`${MODULES}/${name}/a.js`, `${MODULES}/${name}/b.js`]);
    const notices = noticesOf(modules);
    expect(notices.map(({ name }) => name).toSorted()).toEqual(names.toSorted());
    for (const { version, licence, text } of notices) {
      expect(version).toMatch(/^\d/);
      expect(licence).toMatch(/^(?:MIT|ISC|0BSD|Apache-2\.0|BSD-[23]-Clause)$/);
      expect(text.length).toBeGreaterThan(400);
    }
    const text = noticesText(notices);
    expect(text).toContain('Copyright 2018-2025 Stichting DuckDB Foundation');
    expect(text).toContain('Apache License');
    expect(text).toContain('The Apache Software Foundation');
  });

  it('name every part of DuckDB that the engine’s file holds', () => {
    const file = `${MODULES}/@duckdb/duckdb-wasm/dist/duckdb-eh.wasm`;
    const found = new Set<string>();
    // C++ writes a namespace as its length and its name.
    for (const [, length, text = ''] of readFileSync(file, 'latin1').matchAll(/_ZNK?(\d+)(duckdb_\w+)/g))
      found.add(text.slice('duckdb_'.length, Number(length)));
    for (const name of OF_DUCKDB_ITSELF) found.delete(name);
    const text = engineNotices()
      .toLowerCase()
      .replace(/[^a-z0-9\n]/g, '');
    expect(found.size).toBeGreaterThan(12);
    const unnamed = Array.from(found).filter((name) => {
      const known = KNOWN_AS[name] ?? name;
      return !text.includes(known.replaceAll('_', ''));
    });
    expect(unnamed).toEqual([]);
  });

  it('give the text of every licence that a part of the engine is under', () => {
    const text = engineNotices();
    const named = new Set(Array.from(text.matchAll(/^\S.* \(([\w.-]+)\): /gm), ([, licence]) => licence));
    expect(named.size).toBe(8);
    const lacking = Array.from(named).filter((licence) => !text.includes(`\n\n${licence}\n\n`));
    expect(lacking).toEqual(['Apache-2.0']);
  });
});
