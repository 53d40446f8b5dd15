/** `docs/dependencies.md` has a true line for every package that ends up in the page. */
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';

const ROOT = new URL('../', import.meta.url);
const read = (path: string): string => readFileSync(new URL(path, ROOT), 'utf8');

function packageOf(path: string): Record<string, unknown> {
  return JSON.parse(read(path));
}

function runtimeDependencies(): [string, string][] {
  const { dependencies } = packageOf('package.json');
  if (typeof dependencies !== 'object' || dependencies === null) throw new Error('no dependencies');
  return Object.entries(dependencies).map(([name, version]) => [name, String(version)]);
}

interface Line {
  readonly version: string;
  readonly licence: string;
  readonly size: string;
  readonly reason: string;
}

const lines = new Map<string, Line>();
for (const row of read('docs/dependencies.md').split('\n')) {
  const [, name = '', version = '', licence = '', size = '', reason = ''] = row
    .split('|')
    .map((s) => s.trim());
  const known = /^`(.+)`$/.exec(name)?.[1];
  if (known !== undefined) lines.set(known, { version, licence, size, reason });
}

describe('the table of dependencies', () => {
  it('has one line for each runtime dependency, and no other', () => {
    expect([...lines.keys()]).toEqual(runtimeDependencies().map(([name]) => name));
  });

  it.each(runtimeDependencies())('tells the version and licence of %s', (name, version) => {
    const installed = packageOf(`node_modules/${name}/package.json`);
    const line = lines.get(name);
    expect(line).toMatchObject({ version, licence: installed['license'] });
    expect(installed['version']).toBe(version);
    expect(line?.size).toMatch(/\d/);
    expect(line?.reason.length).toBeGreaterThan(10);
  });
});
