// @ts-check
/**
 * One load in a fresh browser, as a user does it: the built page is open, the folder is chosen, the clock runs until
 * the page says that it is at rest. Nothing is measured inside the program; everything is what its user gets.
 */
import { readFileSync } from 'node:fs';
import { chromium } from 'playwright';
import { browserProcesses, readerThreads, sampleThreads, secondsBetween } from './threads.mjs';

export const FLAGS = [
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];
/** ms between opening the page and choosing files: somebody has to find the folder first. */
const CHOOSING_MS = 4_000;
export const LOAD_TIMEOUT_MS = 900_000;

/**
 * @typedef {object} LoadFigures
 * @property {number} seconds from "files chosen" to settled
 * @property {number | null} firstRowsMs until the first event stands on the screen
 * @property {number} longestTaskMs longest task of the page's main thread while loading
 * @property {number} tasksOver50ms
 * @property {number | null} rendererPeakMb peak resident memory of the page's process (Linux)
 * @property {number | null} engineBytes what the engine itself says that it holds
 * @property {number} events as the status line counts them
 * @property {import('./threads.mjs').CpuSeconds | null} cpuSeconds processor time by thread, from "files chosen" to settled (Linux)
 */

/** Runs in the page before its own scripts. */
function watch() {
  /** @type {{ start: number, duration: number }[]} */
  const tasks = [];
  const bench = { chosen: 0, firstRows: 0, settled: 0, tasks };
  Object.assign(window, { bench });
  new PerformanceObserver((list) => {
    for (const { startTime, duration } of list.getEntries()) tasks.push({ start: startTime, duration });
  }).observe({ type: 'longtask', buffered: true });
  const look = () => {
    if (document.querySelector('[role=grid][aria-label="Events"] [role=gridcell]') !== null) {
      bench.firstRows = performance.now();
    } else requestAnimationFrame(look);
  };
  /** @param {string} moment */
  const tell = (moment) => void Reflect.get(window, 'tellBench')(moment);
  // By an observer, not by asking again and again: that would take a share of the page's own time.
  const status = () => document.querySelector('[role=status][aria-label="Data set"]')?.textContent ?? '';
  new MutationObserver(() => {
    const rests = document.documentElement.dataset['settled'] === 'true';
    bench.settled = rests && bench.chosen > 0 && /[1-9][\d,]* events/.test(status()) ? performance.now() : 0;
    if (bench.settled > 0) tell('settled');
  }).observe(document, { attributes: true, attributeFilter: ['data-settled'], subtree: true });
  document.addEventListener(
    'change',
    () => {
      bench.chosen = performance.now();
      tell('chosen');
      look();
    },
    { capture: true },
  );
}

/** Peak resident memory in MB of the largest renderer that descends from this process. */
function rendererPeakMb() {
  try {
    let peak = 0;
    for (const { pid, isRenderer } of browserProcesses()) {
      const status = isRenderer ? readFileSync(`/proc/${pid}/status`, 'utf8') : '';
      peak = Math.max(peak, Number(/VmHWM:\s+(\d+) kB/.exec(status)?.[1] ?? 0) / 1024);
    }
    return peak === 0 ? null : Math.round(peak);
  } catch {
    return null;
  }
}

/**
 * Takes the threads' times when the page says that files are chosen, and whenever it comes to rest.
 *
 * @param {import('playwright').Page} page
 */
async function watchThreads(page) {
  /** @type {Map<string, import('./threads.mjs').Sample>} */
  const samples = new Map();
  await page.exposeFunction('tellBench', (/** @type {string} */ moment) => {
    samples.set(moment, sampleThreads());
  });
  return async () =>
    secondsBetween(
      samples.get('chosen') ?? new Map(),
      samples.get('settled') ?? new Map(),
      await readerThreads(page),
    );
}

/** Until the browser's processes have used less than a twentieth of a processor for two seconds; a minute and a half at most. */
async function untilIdle() {
  let before = sampleThreads();
  for (let tries = 0; tries < 45; tries++) {
    await new Promise((resolve) => setTimeout(resolve, 2_000));
    const after = sampleThreads();
    const used = Object.values(secondsBetween(before, after, new Set()) ?? {}).reduce(
      (sum, seconds) => sum + seconds,
      0,
    );
    if (used < 0.1) return;
    before = after;
  }
}

/**
 * Opens the page and loads a folder, as a user does, until the page says that it is at rest. Fails as soon as the page says that
 * its database has stopped: nothing would come of waiting on.
 *
 * @param {import('playwright').Page} page
 * @param {{ url: string, folder: string, polling?: number }} options
 * @returns {Promise<number>} ms from "folder chosen" to rest
 */
export async function loadFolder(page, { url, folder, polling = 250 }) {
  await page.goto(`${url}#v=1`);
  const start = performance.now();
  await page.setInputFiles('input[webkitdirectory]', folder);
  const end = await page.waitForFunction(
    () => {
      const alerts = [...document.querySelectorAll('[role=alert]')].map((alert) => alert.textContent ?? '');
      const lost = alerts.find((text) => text.includes('has stopped'));
      if (lost !== undefined) return lost;
      const isThere = document.querySelector('[role=status][aria-label="Data set"]') !== null;
      return isThere && document.documentElement.dataset['settled'] === 'true' ? 'at rest' : null;
    },
    undefined,
    { timeout: LOAD_TIMEOUT_MS, polling },
  );
  const how = await end.jsonValue();
  if (how !== 'at rest') throw new Error(`The page says: ${how}`);
  return performance.now() - start;
}

/** What the page measured last under that name. @param {import('playwright').Page} page @param {string} name */
export const measured = (page, name) =>
  page.evaluate((of) => performance.getEntriesByName(of).at(-1)?.duration ?? Number.NaN, name);

/**
 * `rested`: files are chosen only once the page has compiled and warmed up what it wanted to, which on a busy machine takes far longer
 * than `CHOOSING_MS`.
 *
 * @param {{ url: string, folder: string, executablePath: string, screenshot?: string, rested?: boolean }} options
 * @returns {Promise<LoadFigures>}
 */
export async function loadInBrowser({ url, folder, executablePath, screenshot, rested = false }) {
  // Not through a server: then ten thousand files would first be sent to it, one by one.
  const browser = await chromium.launch({ executablePath, args: FLAGS, chromiumSandbox: false });
  try {
    const page = await browser.newPage({
      viewport: { width: 1440, height: 900 },
      // Keeping a copy of the program is measured by `visits.mjs`.
      serviceWorkers: 'block',
    });
    const cpuSeconds = await watchThreads(page);
    await page.addInitScript(watch);
    await page.goto(`${url}#v=1`);
    await page.waitForTimeout(CHOOSING_MS);
    if (rested) await untilIdle();
    await page.setInputFiles('input[webkitdirectory]', folder);
    await page.waitForFunction(
      () => {
        const { settled } = Reflect.get(window, 'bench');
        return settled > 0 && performance.now() - settled > 1_000;
      },
      undefined,
      { timeout: LOAD_TIMEOUT_MS, polling: 250 },
    );
    const figures = await page.evaluate(() => {
      const { bench } =
        /** @type {{ bench: { chosen: number, firstRows: number, settled: number, tasks: { start: number, duration: number }[] } }} */ (
          /** @type {unknown} */ (window)
        );
      const tasks = bench.tasks.filter(({ start }) => start >= bench.chosen && start < bench.settled);
      const status = document.querySelector('[role=status][aria-label="Data set"]');
      const held = document.querySelector('[title$="bytes held by the engine"]');
      return {
        seconds: (bench.settled - bench.chosen) / 1000,
        firstRowsMs: bench.firstRows === 0 ? null : Math.round(bench.firstRows - bench.chosen),
        longestTaskMs: Math.round(Math.max(0, ...tasks.map(({ duration }) => duration))),
        tasksOver50ms: tasks.filter(({ duration }) => duration > 50).length,
        engineBytes: Number(held?.getAttribute('title')?.replaceAll(/\D/g, '') ?? 0) || null,
        events: Number((/([\d,]+) events/.exec(status?.textContent ?? '')?.[1] ?? '0').replaceAll(',', '')),
      };
    });
    if (screenshot !== undefined) await page.screenshot({ path: screenshot });
    return { ...figures, cpuSeconds: await cpuSeconds(), rendererPeakMb: rendererPeakMb() };
  } finally {
    await browser.close();
  }
}
