/** Finds the browser that the e2e tests and the bench drive: any Chromium on this machine, else one we may install. */
import { execFile } from 'node:child_process';
import { accessSync, constants } from 'node:fs';
import { delimiter, join } from 'node:path';
import { promisify } from 'node:util';
import { run, Stop } from './project.mjs';

const COMMANDS = [
  'chromium',
  'chromium-browser',
  'google-chrome',
  'google-chrome-stable',
  'chrome',
  'microsoft-edge',
];
const MAC_APPS = ['Google Chrome', 'Chromium', 'Microsoft Edge'];
const WINDOWS_PROGRAMS = [
  'Google\\Chrome\\Application\\chrome.exe',
  'Chromium\\Application\\chrome.exe',
  'Microsoft\\Edge\\Application\\msedge.exe',
];

/**
 * The path of a browser that starts; installs Debian's Chromium where that is possible and nothing else was found.
 * @returns {Promise<string>}
 */
export async function requireBrowser() {
  const found = await findBrowser();
  if (found !== null) return found;
  if (isProgram('/usr/bin/apt-get') && process.getuid?.() === 0) {
    console.log('No browser found: installing Chromium …');
    const env = { DEBIAN_FRONTEND: 'noninteractive' };
    const updated = await run('apt-get', ['update'], { env });
    if (updated === 0) await run('apt-get', ['install', '-y', 'chromium'], { env });
    const installed = await findBrowser();
    if (installed !== null) return installed;
  }
  throw new Stop(
    'The e2e tests need a browser: install Chrome or Chromium, or run `npx playwright install chromium`, ' +
      'or set TRAILSCOPE_BROWSER to the path of one.',
  );
}

/** @returns {Promise<string | null>} */
export async function findBrowser() {
  const chosen = process.env['TRAILSCOPE_BROWSER'];
  if (chosen !== undefined && chosen !== '') {
    if (isProgram(chosen)) return chosen;
    throw new Stop(`TRAILSCOPE_BROWSER is "${chosen}", but no program is there.`);
  }
  for (const path of [await playwrightsOwn(), ...systemPlaces()]) {
    if (path !== null && isProgram(path) && (await starts(path))) return path;
  }
  return null;
}

/** Playwright is imported late: this file is loaded before the packages are installed. */
async function playwrightsOwn() {
  const { chromium } = await import('playwright');
  return chromium.executablePath();
}

/** @returns {string[]} */
function systemPlaces() {
  if (process.platform === 'win32') {
    const roots = ['PROGRAMFILES', 'PROGRAMFILES(X86)', 'LOCALAPPDATA'].map(
      (name) => process.env[name] ?? '',
    );
    return WINDOWS_PROGRAMS.flatMap((program) => roots.filter(Boolean).map((root) => join(root, program)));
  }
  const folders = [
    ...(process.env['PATH'] ?? '').split(delimiter),
    '/usr/bin',
    '/usr/local/bin',
    '/snap/bin',
  ];
  const onPath = COMMANDS.flatMap((command) =>
    folders.filter(Boolean).map((folder) => join(folder, command)),
  );
  if (process.platform !== 'darwin') return [...new Set([...onPath, '/opt/google/chrome/chrome'])];
  const homes = ['', process.env['HOME'] ?? ''];
  const apps = MAC_APPS.flatMap((app) =>
    homes.map((home) => `${home}/Applications/${app}.app/Contents/MacOS/${app}`),
  );
  return [...new Set([...apps, ...onPath])];
}

/** @param {string} path */
export function isProgram(path) {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

/**
 * Ubuntu has a `chromium-browser` that only says where to get one. On Windows and macOS there is no such trap, and on
 * Windows `--version` would open a window.
 * @param {string} path
 */
async function starts(path) {
  return process.platform !== 'linux' || saysItsVersion(path, /\d+\.\d+/);
}

/**
 * @param {string} path
 * @param {RegExp} version in what it prints when asked for its version
 */
export async function saysItsVersion(path, version) {
  try {
    const { stdout } = await promisify(execFile)(path, ['--version'], { timeout: 15_000 });
    return version.test(stdout);
  } catch {
    return false;
  }
}
