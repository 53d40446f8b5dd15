/**
 * Finds the browsers that the e2e tests visit besides Chromium: Firefox, and WebKit as GTK has it, which is Safari's engine.
 * Neither is required: what is not here is skipped, and the skipped test says what to install.
 */
import { existsSync, readdirSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { isProgram, saysItsVersion } from './browser.mjs';
import { run } from './project.mjs';

const FIREFOX = ['firefox-esr', 'firefox'];
const FIREFOX_ELSEWHERE = ['/Applications/Firefox.app/Contents/MacOS/firefox', '/opt/firefox/firefox'];
/** In a folder of the machine's architecture under this one. */
const LIBRARIES = '/usr/lib';
const MINI_BROWSER = 'webkit2gtk-4.1/MiniBrowser';

/** @returns {Promise<string | null>} a Firefox that starts; TRAILSCOPE_FIREFOX names one, and nothing names none */
export async function findFirefox() {
  const chosen = process.env['TRAILSCOPE_FIREFOX'];
  if (chosen !== undefined) return chosen === '' ? null : chosen;
  // The helper that stands between Playwright and Firefox is a script with a first line that Windows does not read.
  if (process.platform === 'win32') return null;
  const places = [...FIREFOX.map(onPath), ...FIREFOX_ELSEWHERE.filter(isProgram)];
  // Ubuntu has a `firefox` that only says where to get one.
  for (const path of places) if (path !== null && (await saysItsVersion(path, /Firefox \d+/))) return path;
  return null;
}

/**
 * The programs that drive WebKit: its WebDriver, the browser it opens, and a screen to open it on.
 * @returns {{ driver: string, browser: string, screen: string } | null}
 */
export function findWebKit() {
  const driver = onPath('WebKitWebDriver');
  const screen = onPath('Xvfb');
  const folders = existsSync(LIBRARIES) ? readdirSync(LIBRARIES) : [];
  const browser = folders.map((name) => join(LIBRARIES, name, MINI_BROWSER)).find(isProgram);
  return driver === null || browser === undefined || screen === null ? null : { driver, browser, screen };
}

/**
 * Installs what is missing where that takes no asking: on Debian and its kin, as root. A failure is no error: the tests skip.
 * @param {{ slow: boolean }} options
 */
export async function installOtherBrowsers({ slow }) {
  if (!isProgram('/usr/bin/apt-get') || process.getuid?.() !== 0) return;
  const packages = [];
  if ((await findFirefox()) === null && process.env['TRAILSCOPE_FIREFOX'] === undefined)
    packages.push('firefox-esr');
  if (slow && findWebKit() === null) packages.push('webkit2gtk-driver', 'xvfb');
  if (packages.length === 0) return;
  console.log(`Installing ${packages.join(', ')} for the e2e tests …`);
  const env = { DEBIAN_FRONTEND: 'noninteractive' };
  await run('apt-get', ['-qq', 'update'], { env });
  for (const name of packages)
    await run('apt-get', ['-qq', 'install', '-y', '--no-install-recommends', name], { env });
}

/**
 * @param {string} command
 * @returns {string | null}
 */
function onPath(command) {
  const folders = [...(process.env['PATH'] ?? '').split(delimiter), '/usr/bin', '/usr/local/bin'];
  return folders.map((folder) => join(folder, command)).find(isProgram) ?? null;
}
