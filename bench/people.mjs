// @ts-check
/**
 * The screens about people in a real browser over loaded logs: how long until everyone is listed, a timeline stands, and how it follows the wheel.
 * Questions are changes of the link and turns of the wheel, as a user's. No two are alike, so that nothing can be kept.
 */
import { chromium } from 'playwright';
import { FLAGS, LOAD_TIMEOUT_MS, loadFolder, measured } from './browser.mjs';

/** Signs a tenth of everything (`callers.mjs`). */
const BUSY_KEY = 'AKIAEXAMPLE111121000';

/**
 * @typedef {object} PeopleFigures
 * @property {number} events of the busy key
 * @property {number[]} openMs link → lanes and bars of that key
 * @property {number[]} stepMs turn of the wheel → new bars, the wait for the wheel to rest included
 * @property {number[]} frameMs turn of the wheel → the old bars at their new place
 * @property {number[]} everybodyStepMs the same as `stepMs` over all events
 * @property {number[]} principalsMs link → everyone who acted in nearly all events
 * @property {{ seconds: number, frames: number, longTasks: number }} moving the wheel turned steadily
 * @property {number} loadMs folder chosen → at rest
 * @property {number} indexMs the index of sessions and chains, in the background after that
 * @property {number} indexLongTasks tasks over 50 ms meanwhile
 * @property {number[]} reachMs blast radius of the busy key: closure, rows, things made
 */

/** Runs in the page before its own scripts. */
function helpers() {
  const isDrawn = () => {
    const charts = document.querySelectorAll('section[aria-label=Timeline] [aria-busy]');
    return charts.length > 0 && [...charts].every((chart) => chart.getAttribute('aria-busy') === 'false');
  };
  const frame = () => new Promise((resolve) => void requestAnimationFrame(resolve));
  const isListed = () =>
    document.querySelector('[role=grid][aria-label=Principals]')?.getAttribute('aria-busy') === 'false';
  /** @param {() => void} act */
  const untilDrawn = async (act) => until(act, isDrawn);
  /** @param {() => void} act */
  const untilListed = async (act) => (await until(act, isListed)).all;
  /** @param {() => void} act @param {() => boolean} isThere */
  const until = async (act, isThere) => {
    const start = performance.now();
    act();
    await frame();
    const first = performance.now() - start;
    // What is asked is only known once it was drawn as old.
    for (let n = 0; n < 4 && isThere(); n++) await frame();
    while (!isThere()) await frame();
    return { first, all: performance.now() - start };
  };
  /** @param {number} by @param {number} across */
  const turn = (by, across) => {
    const lanes = document.querySelector('[role=slider][aria-label="Lanes over time"]');
    const box = lanes?.getBoundingClientRect();
    if (lanes === null || box === undefined) throw new Error('there are no lanes');
    lanes.dispatchEvent(
      new WheelEvent('wheel', {
        deltaY: by,
        clientX: box.left + across * box.width,
        clientY: box.top + 20,
        bubbles: true,
        cancelable: true,
      }),
    );
  };
  Object.assign(window, { timeline: { untilDrawn, untilListed, turn, frame } });
}

/**
 * @typedef {object} Helpers
 * @property {(act: () => void) => Promise<{ first: number, all: number }>} untilDrawn
 * @property {(act: () => void) => Promise<number>} untilListed
 * @property {(by: number, across: number) => void} turn
 * @property {() => Promise<unknown>} frame
 */

/** @param {import('playwright').Page} page */
async function settled(page) {
  await page.waitForTimeout(300);
  await page.waitForSelector('html[data-settled="true"]', { timeout: LOAD_TIMEOUT_MS });
}

/** @param {import('playwright').Page} page @param {string} search */
async function open(page, search) {
  const link = new URLSearchParams({ q: search, screen: 'timeline', v: '1' }).toString();
  const time = await page.evaluate(
    (hash) =>
      /** @type {{ timeline: Helpers }} */ (/** @type {unknown} */ (window)).timeline.untilDrawn(() => {
        location.hash = hash;
      }),
    link,
  );
  await settled(page);
  return time.all;
}

/** The table of principals under filters that leave out next to nothing. @param {import('playwright').Page} page */
async function listPrincipals(page) {
  const times = [];
  for (let n = 0; n < 9; n++) {
    const link = new URLSearchParams({ q: `-eventName:nobody${n}`, screen: 'principals', v: '1' }).toString();
    const time = await page.evaluate(
      (hash) =>
        /** @type {{ timeline: Helpers }} */ (/** @type {unknown} */ (window)).timeline.untilListed(() => {
          location.hash = hash;
        }),
      link,
    );
    times.push(time);
    await settled(page);
  }
  // The first also draws the screen.
  return times.slice(1);
}

/** In and out again at different places. @param {import('playwright').Page} page */
async function steps(page) {
  const [stepMs, frameMs] = [/** @type {number[]} */ ([]), /** @type {number[]} */ ([])];
  for (let n = 0; n < 16; n++) {
    const by = n % 4 === 3 ? 700 : -240;
    const time = await page.evaluate(
      ([delta, across]) => {
        const { timeline } = /** @type {{ timeline: Helpers }} */ (/** @type {unknown} */ (window));
        return timeline.untilDrawn(() => timeline.turn(delta ?? 0, across ?? 0));
      },
      [by, 0.15 + 0.045 * n],
    );
    stepMs.push(time.all);
    frameMs.push(time.first);
    await settled(page);
  }
  return { stepMs, frameMs };
}

/** Waits for the index, in peace. @param {import('playwright').Page} page */
async function indexed(page) {
  const longTasks = page.evaluate(
    (timeout) =>
      new Promise((resolve, reject) => {
        let count = 0;
        const tasks = new PerformanceObserver((list) => (count += list.getEntries().length));
        tasks.observe({ type: 'longtask' });
        const end = performance.now() + timeout;
        const look = () => {
          if (performance.getEntriesByName('lineage: index').length > 0) {
            tasks.disconnect();
            resolve(count);
          } else if (performance.now() > end) reject(new Error('there is no index'));
          else setTimeout(look, 50);
        };
        look();
      }),
    LOAD_TIMEOUT_MS,
  );
  return { indexLongTasks: Number(await longTasks), indexMs: await measured(page, 'lineage: index') };
}

/** From another second each time, so that nothing is kept. @param {import('playwright').Page} page */
async function reaches(page) {
  const reachMs = [];
  for (let n = 0; n < 10; n++) {
    const second = String(n).padStart(2, '0');
    await open(page, `blast:"${BUSY_KEY}@2020-01-01T00:00:${second}Z"`);
    reachMs.push(await measured(page, 'lineage: blast radius'));
  }
  return reachMs;
}

/** Two seconds of the wheel. @param {import('playwright').Page} page */
async function move(page) {
  return page.evaluate(async () => {
    const { timeline } = /** @type {{ timeline: Helpers }} */ (/** @type {unknown} */ (window));
    let longTasks = 0;
    const observer = new PerformanceObserver((list) => (longTasks += list.getEntries().length));
    observer.observe({ type: 'longtask' });
    const start = performance.now();
    let frames = 0;
    while (performance.now() - start < 2_000) {
      timeline.turn(Math.floor(frames / 20) % 2 === 0 ? -40 : 40, 0.5);
      await timeline.frame();
      frames++;
    }
    observer.disconnect();
    return { seconds: (performance.now() - start) / 1000, frames, longTasks };
  });
}

/**
 * @param {{ url: string, folder: string, executablePath: string, screenshot?: string }} options
 * @returns {Promise<PeopleFigures>}
 */
export async function peopleInBrowser({ url, folder, executablePath, screenshot }) {
  const browser = await chromium.launch({ executablePath, args: FLAGS, chromiumSandbox: false });
  try {
    const page = await browser.newPage({
      viewport: { width: 1440, height: 900 },
      // Keeping a copy of the program is measured by `visits.mjs`.
      serviceWorkers: 'block',
    });
    await page.addInitScript(helpers);
    const loadMs = await loadFolder(page, { url, folder, polling: 50 });
    const index = await indexed(page);
    // Warm, and what is worked out in the background is there.
    await open(page, `key:${BUSY_KEY} -eventName:none`);
    const openMs = [];
    for (let n = 0; n < 8; n++) openMs.push(await open(page, `key:${BUSY_KEY} -eventName:none${n}`));
    const text = await page
      .getByRole('list', { name: 'Key figures' })
      .getByRole('listitem')
      .first()
      .innerText();
    if (screenshot !== undefined) await page.screenshot({ path: screenshot });
    const { stepMs, frameMs } = await steps(page);
    const moving = await move(page);
    await settled(page);
    const principalsMs = await listPrincipals(page);
    await open(page, '');
    return {
      events: Number(text.replace(/\D/g, '')),
      openMs,
      stepMs,
      frameMs,
      principalsMs,
      everybodyStepMs: (await steps(page)).stepMs,
      moving,
      loadMs,
      ...index,
      reachMs: await reaches(page),
    };
  } finally {
    await browser.close();
  }
}
