/**
 * What is installed is what was looked at: exact versions, each package with its checksum, none that runs something while it
 * is installed, no licence that has not been thought of. Needs no network, unlike `npm audit`, which asks npm's server:
 * whoever releases runs it, as `docs/security.md` says.
 */
import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';

const ROOT = new URL('../', import.meta.url);

interface Entry {
  readonly version: string;
  readonly integrity?: string;
  readonly dev?: boolean;
  readonly optional?: boolean;
  readonly license?: string;
  readonly hasInstallScript?: boolean;
  readonly link?: boolean;
  readonly resolved?: string;
  readonly os?: readonly string[];
}

interface Manifest {
  readonly dependencies: Readonly<Record<string, string>>;
  readonly devDependencies: Readonly<Record<string, string>>;
}

function read<T>(path: string): T {
  return JSON.parse(readFileSync(new URL(path, ROOT), 'utf8'));
}

const { dependencies, devDependencies } = read<Manifest>('package.json');
const { lockfileVersion, packages } = read<{
  lockfileVersion: number;
  packages: Readonly<Record<string, Entry>>;
}>('package-lock.json');
const locked = Object.entries(packages).filter(([path]) => path !== '');

/** Packages that may run a script when they are installed, each with its reason. */
const MAY_RUN_SCRIPTS: ReadonlySet<string> = new Set();

/** Of what gets into the page. */
const LICENCES: ReadonlySet<string> = new Set([
  'MIT',
  'ISC',
  '0BSD',
  'Apache-2.0',
  'BSD-2-Clause',
  'BSD-3-Clause',
  'CC0-1.0',
]);

/** Of apache-arrow's command line tool; its author names no licence. The build fails when something of it gets into the page. */
const NOT_IN_THE_PAGE: ReadonlySet<string> = new Set(['node_modules/json-bignum']);

const isFree = (licence: string): boolean =>
  licence
    .replace(/^\(|\)$/g, '')
    .split(/ (?:AND|OR) /)
    .every((one) => LICENCES.has(one));

/** Tools bring programs for each system; npm notes the checksums of those it has seen, on the system where the file was written. */
const isForAnotherSystem = ({ optional, os }: Entry, path: string): boolean =>
  optional === true && os !== undefined && !existsSync(new URL(path, ROOT));

describe('package.json', () => {
  it.each(Object.entries({ ...dependencies, ...devDependencies }))('pins %s exactly', (name, version) => {
    expect(version).toMatch(/^\d+\.\d+\.\d+(?:-[\w.]+)?$/);
    expect(packages[`node_modules/${name}`]?.version).toBe(version);
  });
});

describe('the lock file', () => {
  it('is of the form with checksums, and has them', () => {
    expect(lockfileVersion).toBe(3);
    const without = locked.filter(([, { integrity }]) => integrity === undefined);
    const unexplained = without.filter(([path, entry]) => !isForAnotherSystem(entry, path));
    expect(unexplained.map(([path]) => path)).toEqual([]);
    // Nothing of the page is among them.
    expect(without.filter(([, { dev }]) => dev !== true)).toEqual([]);
    const weak = locked.filter(
      ([, { integrity }]) => integrity !== undefined && !integrity.startsWith('sha512-'),
    );
    expect(weak.map(([path]) => path)).toEqual([]);
  });

  it('takes everything from the registry: no links, no addresses of somewhere else', () => {
    const odd = locked.filter(
      ([, { link, resolved }]) =>
        link === true || (resolved !== undefined && !resolved.startsWith('https://registry.npmjs.org/')),
    );
    expect(odd).toEqual([]);
  });

  it('has no package that runs a script when it is installed', () => {
    const run = locked.filter(([, { hasInstallScript }]) => hasInstallScript === true).map(([path]) => path);
    expect(run.filter((path) => !MAY_RUN_SCRIPTS.has(path))).toEqual([]);
  });

  it('has only licences that let everyone use what is built', () => {
    const others = locked.filter(
      ([path, { dev, license }]) => dev !== true && !NOT_IN_THE_PAGE.has(path) && !isFree(license ?? 'none'),
    );
    expect(others.map(([path, { license }]) => `${path} ${license}`)).toEqual([]);
  });

  it('is what is installed', () => {
    const differing = locked.filter(([path, { version }]) => {
      const manifest = `${path}/package.json`;
      return existsSync(new URL(manifest, ROOT)) && read<Entry>(manifest).version !== version;
    });
    expect(differing.map(([path]) => path)).toEqual([]);
  });
});
