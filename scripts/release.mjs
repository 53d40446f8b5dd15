/**
 * `npm run release`: builds, and writes to `release/` one zip of the site, its checksum and its bill of materials. The zip
 * is reproducible: no date, no order of the disk and no name of this machine gets into it.
 */
import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join, relative, sep } from 'node:path';
import { promisify } from 'node:util';
import { zipSync } from 'fflate';
import { CHECKS, printMending, runChecks } from './checks.mjs';
import { DIST, fromRoot, requireNode, requirePackages, runMain } from './project.mjs';

export const RELEASE = fromRoot('release');
/** Packed already: packing again would take time and no bytes away. */
const PACKED = /\.(?:bin|gz|png|webp)$/;
/** The first day that a zip can name; read in local time, and so the same everywhere. */
const NO_DATE = new Date(1980, 0, 1);

/**
 * A zip of a folder's files, in the order of their names.
 * @param {string} folder
 */
export function zipFolder(folder) {
  const names = readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map(({ parentPath, name }) => relative(folder, join(parentPath, name)).split(sep).join('/'))
    .toSorted((a, b) => (a < b ? -1 : 1));
  /** @type {import('fflate').Zippable} */
  const files = {};
  for (const name of names)
    files[name] = [readFileSync(join(folder, name)), { level: PACKED.test(name) ? 0 : 9 }];
  return zipSync(files, { mtime: NO_DATE });
}

/**
 * As `sha256sum --check` reads it.
 * @param {Uint8Array} bytes
 * @param {string} name
 */
export function checksumLine(bytes, name) {
  return `${createHash('sha256').update(bytes).digest('hex')}  ${name}\n`;
}

/** What the page is made of, as CycloneDX: by npm, out of the lock file, without what differs from run to run. */
export async function billOfMaterials() {
  const cli = process.env['npm_execpath'];
  const args = ['sbom', '--sbom-format=cyclonedx', '--omit=dev', '--package-lock-only'];
  const isScript = cli !== undefined && /npm-cli\.[cm]?js$/.test(cli);
  const [command, all] = isScript ? [process.execPath, [cli, ...args]] : ['npm', args];
  const { stdout } = await promisify(execFile)(command, all, {
    cwd: fromRoot('.'),
    maxBuffer: 64 * 1024 * 1024,
    timeout: 120_000,
    shell: !isScript && process.platform === 'win32',
  });
  /** @type {Record<string, any>} */
  const { serialNumber: _, ...bill } = JSON.parse(stdout);
  delete bill['metadata'].timestamp;
  return `${JSON.stringify(bill, null, 2)}\n`;
}

if (import.meta.filename === process.argv[1]) {
  await runMain(async () => {
    requireNode();
    await requirePackages();
    // Whatever this shell is set up for: another build of React is three times as large.
    process.env['NODE_ENV'] = 'production';
    const { failed } = await runChecks(CHECKS.filter(({ name }) => name === 'build' || name === 'size'));
    printMending(failed);
    if (failed.length > 0) return 1;
    /** @type {{ version: string }} */
    const { version } = JSON.parse(readFileSync(fromRoot('package.json'), 'utf8'));
    const name = `trailscope-${version}`;
    const zip = zipFolder(DIST);
    rmSync(RELEASE, { recursive: true, force: true });
    mkdirSync(RELEASE);
    writeFileSync(join(RELEASE, `${name}.zip`), zip);
    writeFileSync(join(RELEASE, `${name}.zip.sha256`), checksumLine(zip, `${name}.zip`));
    writeFileSync(join(RELEASE, `${name}.cdx.json`), await billOfMaterials());
    console.log(`\nrelease/${name}.zip (${(zip.length / 1e6).toFixed(1)} MB), .zip.sha256, .cdx.json`);
    console.log(checksumLine(zip, `${name}.zip`).trim());
    return 0;
  });
}
