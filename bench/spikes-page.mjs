// @ts-check
/**
 * Spikes and the overview in a real browser over loaded logs: how long until all spikes are known, until a series' chart stands, and
 * until the overview does. Questions are changes of the link, as a user's. No two are alike, so that nothing can be kept.
 */
import { chromium } from 'playwright';
import { FLAGS, LOAD_TIMEOUT_MS, loadFolder, measured } from './browser.mjs';
import { ACCOUNTS, REGIONS } from './population.mjs';

/** A moment in the middle of the made-up logs. */
const MOMENT = '2025-10-08T12:00:00Z';

/**
 * @typedef {object} SpikesFigures
 * @property {number} loadMs folder chosen → at rest
 * @property {number} spikesMs all spikes of what was loaded, in the background after that
 * @property {number} seriesMade series that were judged
 * @property {number[]} againMs the same under filters that leave out next to nothing
 * @property {number[]} chartMs link → chart of another series
 * @property {number[]} zoomMs link → another time of it
 * @property {number[]} overviewMs asking → all tiles but spikes and news
 * @property {number} longestTaskMs longest task of the page's main thread since the load
 */

/** Runs in the page before its own scripts. */
function helpers() {
  /** @type {number[]} */
  const tasks = [];
  new PerformanceObserver((list) => {
    for (const { duration } of list.getEntries()) tasks.push(duration);
  }).observe({ type: 'longtask', buffered: true });
  const frame = () => new Promise((resolve) => void requestAnimationFrame(resolve));
  const isDrawn = () => {
    const charts = document.querySelectorAll('section[aria-label=Chart] [aria-busy]');
    return charts.length > 0 && [...charts].every((chart) => chart.getAttribute('aria-busy') === 'false');
  };
  /** @param {string} hash */
  const untilDrawn = async (hash) => {
    const start = performance.now();
    location.hash = hash;
    // What is asked is only known once it was drawn as old.
    for (let n = 0; n < 5; n++) await frame();
    while (!isDrawn()) await frame();
    return performance.now() - start;
  };
  Object.assign(window, { spikes: { tasks, untilDrawn } });
}

/** @typedef {{ tasks: number[], untilDrawn: (hash: string) => Promise<number> }} Helpers */

/** @param {import('playwright').Page} page */
async function settled(page) {
  await page.waitForTimeout(300);
  await page.waitForSelector('html[data-settled="true"]', { timeout: LOAD_TIMEOUT_MS });
}

/** @param {import('playwright').Page} page @param {Record<string, string>} view */
async function go(page, view) {
  await page.evaluate(
    (hash) => {
      location.hash = hash;
    },
    new URLSearchParams({ v: '1', ...view }).toString(),
  );
  await settled(page);
}

/** @param {import('playwright').Page} page @param {Record<string, string>} view */
async function untilDrawn(page, view) {
  const hash = new URLSearchParams({ v: '1', screen: 'spikes', ...view }).toString();
  const time = await page.evaluate(
    (to) => /** @type {{ spikes: Helpers }} */ (/** @type {unknown} */ (window)).spikes.untilDrawn(to),
    hash,
  );
  await settled(page);
  return time;
}

/** All spikes, then again under other filters. @param {import('playwright').Page} page */
async function findSpikes(page) {
  await go(page, { screen: 'spikes' });
  const spikesMs = await measured(page, 'spikes: all');
  const words = await page.getByRole('status', { name: 'Spikes found' }).innerText();
  const seriesMade = Number((/in ([\d,]+) series/.exec(words)?.[1] ?? '').replaceAll(',', ''));
  const againMs = [];
  for (let n = 0; n < 4; n++) {
    await go(page, { screen: 'spikes', q: `-eventName:nobody${n}` });
    againMs.push(await measured(page, 'spikes: all'));
  }
  return { spikesMs, seriesMade, againMs };
}

/** All calls of each account in each region, and then parts of the time of the last. @param {import('playwright').Page} page */
async function openCharts(page) {
  const places = REGIONS.flatMap((region) => ACCOUNTS.map((account) => `${region}~${account}`));
  const times = [];
  for (const place of places) times.push(await untilDrawn(page, { spike: `${MOMENT}~trail~~~~${place}` }));
  const zoomMs = [];
  for (let day = 2; day < 12; day++) {
    const [from, to] = [day, day + 1].map((n) => `2025-10-${String(n).padStart(2, '0')}T00:00:00Z`);
    const spike = `${MOMENT}~trail~~~~${places[0]}`;
    zoomMs.push(await untilDrawn(page, { spike, zoom: `${from}/${to}` }));
  }
  // The first also draws the screen.
  return { chartMs: times.slice(1), zoomMs };
}

/** @param {import('playwright').Page} page */
async function openOverview(page) {
  const times = [];
  for (let n = 0; n < 6; n++) {
    await go(page, { screen: 'overview', q: `-eventName:noone${n}` });
    times.push(await measured(page, 'overview'));
  }
  return times.slice(1);
}

/**
 * @param {{ url: string, folder: string, executablePath: string, screenshot?: string }} options
 * @returns {Promise<SpikesFigures>}
 */
export async function spikesInBrowser({ url, folder, executablePath, screenshot }) {
  const browser = await chromium.launch({ executablePath, args: FLAGS, chromiumSandbox: false });
  try {
    const page = await browser.newPage({ viewport: { width: 1440, height: 900 } });
    await page.addInitScript(helpers);
    const loadMs = await loadFolder(page, { url, folder });
    await page.evaluate(() => {
      /** @type {{ spikes: Helpers }} */ (/** @type {unknown} */ (window)).spikes.tasks.length = 0;
    });
    const found = await findSpikes(page);
    const charts = await openCharts(page);
    if (screenshot !== undefined) await page.screenshot({ path: screenshot });
    const overviewMs = await openOverview(page);
    const tasks = await page.evaluate(
      () => /** @type {{ spikes: Helpers }} */ (/** @type {unknown} */ (window)).spikes.tasks,
    );
    return { loadMs, ...found, ...charts, overviewMs, longestTaskMs: Math.round(Math.max(0, ...tasks)) };
  } finally {
    await browser.close();
  }
}
