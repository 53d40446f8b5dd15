import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { unzipSync } from 'fflate';
import { afterAll, describe, expect, it } from 'vitest';
import { fromRoot } from './project.mjs';
import { billOfMaterials, checksumLine, zipFolder } from './release.mjs';

const folders: string[] = [];
afterAll(() => folders.forEach((folder) => rmSync(folder, { recursive: true })));

function site(names: readonly string[], date: Date): string {
  const folder = mkdtempSync(join(tmpdir(), 'trailscope-release-'));
  folders.push(folder);
  mkdirSync(join(folder, 'assets'));
  for (const name of names) {
    writeFileSync(join(folder, name), `content of ${name} `.repeat(50));
    utimesSync(join(folder, name), date, date);
  }
  return folder;
}

const NAMES = ['index.html', 'assets/b.js', 'assets/a.js', 'assets/engine.bin'];

describe('a release', () => {
  it('is the same zip whenever and in whatever order its files were written', () => {
    const one = zipFolder(site(NAMES, new Date('2001-01-01')));
    const other = zipFolder(site(NAMES.toReversed(), new Date('2031-12-31')));
    expect(Buffer.compare(one, other)).toBe(0);
    const unpacked = unzipSync(one);
    expect(Object.keys(unpacked)).toEqual(NAMES.toSorted());
    expect(new TextDecoder().decode(unpacked['assets/a.js'])).toContain('content of assets/a.js');
  });

  it('has a checksum that the usual tool reads', () => {
    expect(checksumLine(new TextEncoder().encode('abc'), 'a.zip')).toBe(
      'ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad  a.zip\n',
    );
  });

  it('lists what the page is made of, without a date or a number of its own, and none of our tools', async () => {
    const bill = await billOfMaterials();
    const { bomFormat, components, metadata, ...others } = JSON.parse(bill);
    expect(metadata).not.toHaveProperty('timestamp');
    expect(others).not.toHaveProperty('serialNumber');
    expect(bomFormat).toBe('CycloneDX');
    const names = components.map(({ group, name }: { group?: string; name: string }) =>
      group === undefined ? name : `${group}/${name}`,
    );
    const { dependencies } = JSON.parse(readFileSync(fromRoot('package.json'), 'utf8'));
    for (const name of Object.keys(dependencies)) expect(names).toContain(name);
    expect(names).not.toContain('vitest');
    expect(bill).not.toContain(fromRoot('.'));
  });

  it('is, as a package, the site and how to host it', () => {
    const printed = execFileSync('npm', ['pack', '--dry-run', '--json', '--ignore-scripts'], {
      cwd: fromRoot('.'),
      stdio: ['ignore', 'pipe', 'ignore'],
      // Whoever waits in the same thread cannot be stopped from outside.
      timeout: 60_000,
      killSignal: 'SIGKILL',
    });
    const answer: unknown = JSON.parse(String(printed));
    const [pack] = Array.isArray(answer) ? answer : Object.values(Object(answer));
    const paths: string[] = pack.files.map(({ path }: { path: string }) => path);
    expect(paths).toEqual(expect.arrayContaining(['package.json', 'README.md', 'docs/hosting.md']));
    const others = paths.filter(
      (path) => !/^(?:dist\/|docs\/hosting[./]|(?:package\.json|README\.md|LICENSE)$)/.test(path),
    );
    expect(others).toEqual([]);
  });

  it.runIf(process.env['TRAILSCOPE_SLOW'] === '1')(
    'has the same bytes when all of it is made twice',
    { timeout: 300_000 },
    () => {
      const release = (): string => {
        execFileSync(process.execPath, [fromRoot('scripts/release.mjs')], {
          stdio: 'ignore',
          timeout: 200_000,
        });
        const { version } = JSON.parse(readFileSync(fromRoot('package.json'), 'utf8'));
        const made = ['zip.sha256', 'cdx.json'].map((end) =>
          fromRoot(`release/trailscope-${version}.${end}`),
        );
        return made.map((file) => readFileSync(file, 'utf8')).join('');
      };
      const first = release();
      // The packed engine too is made anew.
      rmSync(fromRoot('node_modules/.cache/trailscope'), { recursive: true, force: true });
      expect(release()).toBe(first);
    },
  );
});
