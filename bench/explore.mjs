// @ts-check
/**
 * The explorer in a real browser over loaded logs: how long after a question its answer stands on the screen. A question
 * is a change of the link, a key or a click, as a user's; the answer is the last change of the page before it rests.
 */
import { chromium } from 'playwright';
import { FLAGS, loadFolder } from './browser.mjs';
import { FILTERS, PATHS, WORDS } from './questions.mjs';

/**
 * @typedef {object} ExploreFigures
 * @property {number[]} filterMs new filter → facets, histogram and first page
 * @property {number[]} facetsMs the facets' own query in the engine
 * @property {number[]} anywhereMs a word anywhere in the record → the same
 * @property {number[]} pathMs a place inside the request → the same
 * @property {number[]} detailMs next event → its detail
 * @property {number[]} suggestMs a letter typed → suggestions
 * @property {{ seconds: number, frames: number, dropped: number, longTasks: number }} scroll
 * @property {number} longestTaskMs
 */

/** Runs in the page before its own scripts. */
function watch() {
  /** @type {number[]} */
  const tasks = [];
  new PerformanceObserver((list) => {
    for (const { duration } of list.getEntries()) tasks.push(duration);
  }).observe({ type: 'longtask', buffered: true });
  let changed = 0;
  new MutationObserver((records) => {
    const seen = records.some(
      ({ target, attributeName }) =>
        attributeName !== 'data-settled' && !(target instanceof Element && target.closest('footer') !== null),
    );
    // What has changed is seen with the next frame.
    if (seen) requestAnimationFrame(() => (changed = performance.now()));
  }).observe(document, { attributes: true, childList: true, characterData: true, subtree: true });
  const settled = () =>
    new Promise((resolve) => {
      const look = () =>
        document.documentElement.dataset['settled'] === 'true' ? resolve(null) : setTimeout(look, 5);
      // The change itself is heard of in a task of its own.
      setTimeout(look, 30);
    });
  Object.assign(window, {
    explore: {
      tasks,
      /** @param {() => void} act */
      answer: async (act) => {
        changed = 0;
        const start = performance.now();
        act();
        await settled();
        return changed === 0 ? 0 : changed - start;
      },
    },
  });
}

/** @typedef {{ tasks: number[], answer: (act: () => void) => Promise<number> }} Explore */

/** @param {import('playwright').Page} page @param {string} hash */
async function ask(page, hash) {
  return page.evaluate((link) => {
    const explore = /** @type {{ explore: Explore }} */ (/** @type {unknown} */ (window)).explore;
    return explore.answer(() => {
      location.hash = link;
    });
  }, hash);
}

/** @param {import('playwright').Page} page @param {readonly string[]} searches */
async function askAll(page, searches) {
  const times = [];
  const facets = [];
  for (const search of searches) {
    times.push(await ask(page, new URLSearchParams({ q: search, v: '1' }).toString()));
    facets.push(
      await page.evaluate(
        () => performance.getEntriesByName('database: facets').at(-1)?.duration ?? Number.NaN,
      ),
    );
  }
  return { times, facets };
}

/** @param {import('playwright').Page} page */
async function stepThroughDetails(page) {
  await ask(page, '');
  await page.getByRole('grid', { name: 'Events' }).focus();
  await page.keyboard.press('Home');
  await page.keyboard.press('Enter');
  await page.waitForSelector('html[data-settled="true"]');
  const times = [];
  for (let n = 0; n < 20; n++) {
    times.push(
      await page.evaluate(() => {
        const explore = /** @type {{ explore: Explore }} */ (/** @type {unknown} */ (window)).explore;
        return explore.answer(() =>
          document.body.dispatchEvent(new KeyboardEvent('keydown', { key: 'j', bubbles: true })),
        );
      }),
    );
  }
  await page.keyboard.press('Escape');
  return times;
}

/**
 * Leaves in the page a promise of the time from the next key until the list of suggestions has changed for the last time;
 * NaN when it does not. Called and waited for before the key is pressed: it must not be overtaken.
 */
function listenForSuggestions() {
  const suggested = new Promise((/** @type {(ms: number) => void} */ resolve) => {
    let last = Number.NaN;
    const observer = new MutationObserver((records) => {
      const inList = records.some(({ target }) => {
        const element = target instanceof Element ? target : target.parentElement;
        return element?.closest('[role=listbox]') !== null || element.querySelector('[role=option]') !== null;
      });
      if (inList) requestAnimationFrame(() => (last = performance.now()));
    });
    const begin = () => {
      const start = performance.now();
      observer.observe(document.body, {
        childList: true,
        characterData: true,
        attributes: true,
        subtree: true,
      });
      setTimeout(() => {
        observer.disconnect();
        resolve(last - start);
      }, 600);
    };
    document.addEventListener('keydown', begin, { once: true, capture: true });
  });
  Object.assign(window, { suggested });
}

/** @param {import('playwright').Page} page */
async function typeASearch(page) {
  await ask(page, '');
  const box = page.getByRole('searchbox', { name: 'Search events' });
  await box.click();
  const times = [];
  for (const text of ['eventName:Get', 'principal:ser', 'sourceIPAddress:10', 'errorCode:Acc']) {
    await box.fill('');
    for (const letter of text) {
      await page.evaluate(listenForSuggestions);
      await page.keyboard.press(letter);
      const time = await page.evaluate(() => Reflect.get(window, 'suggested'));
      if (!Number.isNaN(time)) times.push(time);
    }
    await page.keyboard.press('Escape');
  }
  await box.fill('');
  await page.keyboard.press('Enter');
  return times;
}

/** Five seconds of the wheel over all events. @param {import('playwright').Page} page */
async function scroll(page) {
  await ask(page, '');
  const box = await page.getByRole('grid', { name: 'Events' }).boundingBox();
  if (box === null) throw new Error('there is no table');
  await page.mouse.move(box.x + box.width / 2, box.y + box.height / 2);
  await page.evaluate(() => {
    const state = { frames: 0, from: performance.now(), tasks: 0 };
    Object.assign(window, { scrolling: state });
    new PerformanceObserver((list) => (state.tasks += list.getEntries().length)).observe({
      type: 'longtask',
    });
    const count = () => {
      state.frames++;
      requestAnimationFrame(count);
    };
    requestAnimationFrame(count);
  });
  for (let n = 0; n < 150; n++) {
    await page.mouse.wheel(0, n % 30 === 29 ? 60_000 : 300);
    await page.waitForTimeout(16);
  }
  return page.evaluate(() => {
    const { frames, from, tasks } =
      /** @type {{ scrolling: { frames: number, from: number, tasks: number } }} */ (
        /** @type {unknown} */ (window)
      ).scrolling;
    const seconds = (performance.now() - from) / 1000;
    return { seconds, frames, dropped: Math.max(0, 1 - frames / (seconds * 60)), longTasks: tasks };
  });
}

/**
 * @param {{ url: string, folder: string, executablePath: string, screenshot?: string }} options
 * @returns {Promise<ExploreFigures>}
 */
export async function exploreInBrowser({ url, folder, executablePath, screenshot }) {
  const browser = await chromium.launch({ executablePath, args: FLAGS, chromiumSandbox: false });
  try {
    const page = await browser.newPage({
      viewport: { width: 1440, height: 900 },
      // Keeping a copy of the program is measured by `visits.mjs`.
      serviceWorkers: 'block',
    });
    await page.addInitScript(watch);
    await loadFolder(page, { url, folder });
    if (screenshot !== undefined) await page.screenshot({ path: screenshot });
    // Warm: each kind of question once before it counts.
    for (const search of [FILTERS[0], WORDS[0], PATHS[0]]) await askAll(page, [`${search} -eventName:none`]);
    await page.evaluate(() => {
      /** @type {{ explore: Explore }} */ (/** @type {unknown} */ (window)).explore.tasks.length = 0;
    });
    const filters = await askAll(page, FILTERS);
    const figures = {
      filterMs: filters.times,
      facetsMs: filters.facets,
      anywhereMs: (await askAll(page, WORDS)).times,
      pathMs: (await askAll(page, PATHS)).times,
      detailMs: await stepThroughDetails(page),
      suggestMs: await typeASearch(page),
      scroll: await scroll(page),
    };
    const tasks = await page.evaluate(
      () => /** @type {{ explore: Explore }} */ (/** @type {unknown} */ (window)).explore.tasks,
    );
    return { ...figures, longestTaskMs: Math.round(Math.max(0, ...tasks)) };
  } finally {
    await browser.close();
  }
}
