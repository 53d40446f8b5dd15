/**
 * What every command of this project needs first: the right Node, the packages of the lock file, a way to run tools.
 * Node built-ins only, because it runs before anything is installed.
 */
import { spawn } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

export const ROOT = dirname(dirname(fileURLToPath(import.meta.url)));
/** Where the build lies. */
export const DIST = join(ROOT, 'dist');
const NODE_NEEDED = [20, 19];

/** @param {string} path relative to the project's root */
export function fromRoot(path) {
  return join(ROOT, path);
}

/** An error whose message is all the user needs: printed without a stack. */
export class Stop extends Error {}

/**
 * Runs a command's main function; its answer is the exit code.
 * @param {() => Promise<number>} main
 */
export async function runMain(main) {
  try {
    process.exitCode = await main();
  } catch (error) {
    console.error(error instanceof Stop ? `\n${error.message}` : error);
    process.exitCode = 1;
  }
}

export function requireNode() {
  const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
  const [needMajor = 0, needMinor = 0] = NODE_NEEDED;
  if (major > needMajor || (major === needMajor && minor >= needMinor)) return;
  throw new Stop(
    `Trailscope needs Node ${NODE_NEEDED.join('.')} or later; this is Node ${process.versions.node}. ` +
      'Install a newer one from https://nodejs.org and run the command again.',
  );
}

/** Installs the packages of the lock file, unless exactly these are there already. */
export async function requirePackages() {
  const difference = packagesDifference();
  if (difference === null) return;
  console.log(`Installing packages (${difference}) …`);
  const options = ['--include=dev', '--include=optional', '--no-audit', '--no-fund', '--loglevel=error'];
  const code = await runNpm(['ci', ...options]);
  if (code !== 0) {
    throw new Stop('The packages could not be installed: see the message of `npm ci` above.');
  }
}

/** @typedef {{ version?: string, integrity?: string, optional?: boolean }} LockEntry */

/**
 * Compares the lock file with what npm noted when it last installed; contents, not dates, for a checkout changes dates.
 * @returns {string | null} what differs, in words; null if nothing does
 */
function packagesDifference() {
  const installed = readLock('node_modules/.package-lock.json');
  if (installed === null) return 'none are here yet';
  const wanted = readLock('package-lock.json');
  if (wanted === null) {
    throw new Stop(
      'package-lock.json is missing or damaged: restore it with `git checkout package-lock.json`.',
    );
  }
  for (const [path, entry] of wanted) {
    const found = installed.get(path);
    // Optional packages are for other systems too; npm leaves those out.
    if (found === undefined && entry.optional !== true) return `${path} is missing`;
    if (found !== undefined && !same(found, entry)) return `${path} is not the one locked`;
  }
  for (const path of installed.keys()) if (!wanted.has(path)) return `${path} is not in the lock file`;
  return null;
}

/**
 * @param {LockEntry} a
 * @param {LockEntry} b
 */
function same(a, b) {
  const known = a.integrity !== undefined && b.integrity !== undefined;
  return a.version === b.version && (!known || a.integrity === b.integrity);
}

/**
 * The packages of a lock file by their path, without the project itself.
 * @param {string} file
 * @returns {Map<string, LockEntry> | null}
 */
function readLock(file) {
  try {
    /** @type {{ packages?: Record<string, LockEntry> }} */
    const lock = JSON.parse(readFileSync(fromRoot(file), 'utf8'));
    return new Map(Object.entries(lock.packages ?? {}).filter(([path]) => path !== ''));
  } catch {
    return null;
  }
}

/** @param {string[]} args */
function runNpm(args) {
  const cli = process.env['npm_execpath'];
  if (cli !== undefined && /npm-cli\.[cm]?js$/.test(cli)) return run(process.execPath, [cli, ...args]);
  return run('npm', args, { shell: process.platform === 'win32' });
}

/**
 * The script behind a package's command, to be run with this Node: no PATH, no shell, the same on every system.
 * @param {string} packageName
 */
export function toolOf(packageName) {
  const folder = fromRoot(`node_modules/${packageName}`);
  /** @type {{ bin: string | Record<string, string> }} */
  const { bin } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
  const path = typeof bin === 'string' ? bin : Object.values(bin)[0];
  if (path === undefined || !existsSync(join(folder, path))) throw new Stop(`${packageName} has no command.`);
  return join(folder, path);
}

/**
 * Runs a command in the project's root with our output; its exit code, or 1 if a signal ended it.
 * @param {string} command
 * @param {string[]} args
 * @param {{ env?: Record<string, string>, shell?: boolean }} [options]
 * @returns {Promise<number>}
 */
export function run(command, args, { env = {}, shell = false } = {}) {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, {
      cwd: ROOT,
      env: { ...process.env, ...env },
      shell,
      stdio: ['ignore', 'inherit', 'inherit'],
    });
    child.on('error', (error) => reject(new Stop(`${command} could not be started: ${error.message}`)));
    child.on('exit', (code) => resolve(code ?? 1));
  });
}

/**
 * @param {string} packageName
 * @param {string[]} args
 * @param {Record<string, string>} [env]
 */
export function runTool(packageName, args, env = {}) {
  return run(process.execPath, [toolOf(packageName), ...args], { env });
}
