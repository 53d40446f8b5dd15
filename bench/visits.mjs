// @ts-check
/**
 * The first visit over a line of 10 Mbit/s, and the second without any: how long until something stands on the screen,
 * until the page can be used, until logs that were chosen at once are shown. As a visitor sees it, in a fresh browser.
 */
import { writeFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { chromium } from 'playwright';
import { FLAGS, LOAD_TIMEOUT_MS } from './browser.mjs';

const LINE = { offline: false, latency: 20, downloadThroughput: 10e6 / 8, uploadThroughput: 10e6 / 8 };

/**
 * @typedef {object} Visit ms from the start of the visit
 * @property {number} firstPaint
 * @property {number} largestPaint
 * @property {number} usable the button for choosing files stands, and the page has answered a click
 * @property {number} engine logs that were chosen as soon as the page was usable stand on the screen
 * @property {boolean} progressShown whether a moving bar was seen meanwhile
 * @property {number} slowestInput ms from the slowest input until its picture, while the program starts
 * @property {number} facetInput the same of a click on a value of a facet, once logs are shown
 * @property {number} typingInput the same of the slowest key of a word typed into the search
 * @property {number} blocked ms that tasks over 50 ms went on beyond those
 * @property {number} shifts cumulative layout shift
 */

/** Runs in the page before its own scripts. */
function watch() {
  const seen = { largestPaint: 0, slowestInput: 0, blocked: 0, shifts: 0, usable: 0, engine: 0, shares: 0 };
  Object.assign(window, { visit: seen });
  /** @param {string} type @param {(entry: any) => void} take */
  const observe = (type, take) =>
    new PerformanceObserver((list) => list.getEntries().forEach(take)).observe({
      type,
      buffered: true,
      ...(type === 'event' ? { durationThreshold: 16 } : {}),
    });
  observe('largest-contentful-paint', ({ startTime }) => (seen.largestPaint = startTime));
  observe('event', ({ duration }) => (seen.slowestInput = Math.max(seen.slowestInput, duration)));
  observe('longtask', ({ duration }) => (seen.blocked += Math.max(0, duration - 50)));
  observe('layout-shift', ({ value, hadRecentInput }) => (seen.shifts += hadRecentInput ? 0 : value));
  /** @type {Set<string>} */
  const shares = new Set();
  const look = () => {
    const bar = document.querySelector('section[aria-label=Loading] [role=progressbar]');
    if (bar !== null) shares.add(bar.getAttribute('aria-valuenow') ?? '');
    seen.shares = shares.size;
    const hasRow = document.querySelector('[role=grid][aria-label=Events] [role=gridcell]') !== null;
    if (hasRow && seen.engine === 0) seen.engine = performance.now();
    if (!hasRow) requestAnimationFrame(look);
  };
  document.addEventListener('DOMContentLoaded', look);
  // The list of keys is asked for as soon as there is a page to hear it; its window is the answer.
  document.addEventListener('click', () => {
    const answered = () => {
      if (document.querySelector('[role=dialog]') === null) requestAnimationFrame(answered);
      else if (seen.usable === 0) seen.usable = performance.now();
    };
    answered();
  });
}

/**
 * @param {import('playwright').Page} page
 * @param {string} url
 * @param {string} file
 * @returns {Promise<Visit>}
 */
async function visit(page, url, file) {
  await page.addInitScript(watch);
  await page.goto(`${url}#v=1`, { waitUntil: 'commit' });
  await page.getByRole('button', { name: 'Help' }).click();
  await page.getByRole('dialog').waitFor();
  await page.keyboard.press('Escape');
  await page.locator('input[type=file]:not([webkitdirectory])').setInputFiles(file);
  await page.waitForFunction(() => Reflect.get(window, 'visit').engine > 0, null, {
    timeout: LOAD_TIMEOUT_MS,
  });
  const started = await page.evaluate(() => {
    const { shares, ...seen } = Reflect.get(window, 'visit');
    const [firstPaint] = performance.getEntriesByName('first-contentful-paint');
    return { ...seen, firstPaint: firstPaint?.startTime ?? Number.NaN, progressShown: shares > 2 };
  });
  await page.locator('html[data-settled=true]').waitFor({ timeout: LOAD_TIMEOUT_MS });
  const facetInput = await slowestDuring(page, () =>
    page.getByRole('region', { name: 'Facets' }).getByRole('checkbox', { name: 'ListBuckets' }).click(),
  );
  const typingInput = await slowestDuring(page, () =>
    page.getByRole('searchbox', { name: 'Search events' }).pressSequentially('ListBuckets', { delay: 50 }),
  );
  return { ...started, facetInput, typingInput };
}

/**
 * ms from the slowest of these inputs until its picture; 16 where none took longer than that: the browser does not say.
 * @param {import('playwright').Page} page
 * @param {() => Promise<void>} act
 * @returns {Promise<number>}
 */
async function slowestDuring(page, act) {
  await page.evaluate(() => Object.assign(Reflect.get(window, 'visit'), { slowestInput: 16 }));
  await act();
  await page.locator('html[data-settled=true]').waitFor();
  return page.evaluate(() => Reflect.get(window, 'visit').slowestInput);
}

/**
 * @param {{ url: string, executablePath: string }} options
 * @returns {Promise<{ first: Visit, kept: number, second: Visit }>} `kept`: ms until the browser had its copy
 */
export async function visitInBrowser({ url, executablePath }) {
  const folder = await mkdtemp(join(tmpdir(), 'trailscope-visit-'));
  const file = join(folder, 'log.json.gz');
  const record = { eventVersion: '1.11', eventSource: 's3.amazonaws.com', eventName: 'ListBuckets' };
  const Records = [{ ...record, eventTime: '2025-10-10T12:00:00Z', eventID: '1', awsRegion: 'eu-west-1' }];
  writeFileSync(file, gzipSync(JSON.stringify({ Records })));
  const browser = await chromium.launch({ executablePath, args: FLAGS, chromiumSandbox: false });
  try {
    const context = await browser.newContext({ viewport: { width: 1440, height: 900 } });
    const page = await context.newPage();
    const devtools = await context.newCDPSession(page);
    await devtools.send('Network.enable');
    await devtools.send('Network.emulateNetworkConditions', LINE);
    const first = await visit(page, url, file);
    await page.waitForFunction(() => navigator.serviceWorker.controller?.state === 'activated', null, {
      timeout: LOAD_TIMEOUT_MS,
    });
    const kept = await page.evaluate(() => performance.now());
    await page.close();
    await context.setOffline(true);
    const second = await visit(await context.newPage(), url, file);
    return { first, kept, second };
  } finally {
    await browser.close();
    await rm(folder, { recursive: true });
  }
}
