/**
 * What goes wrong around the program: workers that die, files that vanish, reloads, sleep, a full disk. Each ends in a
 * stated way, nothing is missing without a word, and the counts shown are what is loaded. `docs/faults.md` lists them.
 */
import { rm, writeFile } from 'node:fs/promises';
import type { Page, Worker } from '@playwright/test';
import { expectAccessible } from './support/accessible.ts';
import { logFile, makeRecords } from './support/fixtures.ts';
import { downloadedReport, expectSums } from './support/load-report.ts';
import { beginLoad, EVENTS_EACH, MANY_FILES, openInMidLoad } from './support/mid-load.ts';
import { TrailscopePage } from './support/page.ts';
import { expect, test } from './support/test.ts';

function workerOf(page: Page, name: 'duckdb' | 'ingest'): Worker {
  const worker = page.workers().find((one) => one.url().includes(`${name}.worker`));
  if (worker === undefined) throw new Error(`no ${name} worker`);
  return worker;
}

/** Ended from within, as by the browser: nobody is told. */
const endWorker = (worker: Worker): Promise<void> => worker.evaluate(() => self.close());

/** It fails in the middle of something. */
const crashWorker = (worker: Worker): Promise<void> =>
  worker.evaluate(() => {
    setTimeout(() => {
      throw new Error('killed by a test');
    });
  });

/** What is told in the status line, in the table and in the report is one number, and the report's sums are right. */
async function expectTrueCounts(trailscope: TrailscopePage): Promise<{ events: number; failed: string[] }> {
  await trailscope.settled();
  const report = await downloadedReport(trailscope);
  expectSums(report);
  await trailscope.expectDataSet({ events: report.events, rejected: report.rejected });
  await trailscope.goTo('Events');
  await expect(trailscope.events).toHaveAttribute('aria-rowcount', String(report.events + 1));
  const failed = report.files.filter(({ status }) => status === 'failed').map(({ name }) => name);
  return { events: report.events, failed };
}

async function expectEngineLost(page: Page): Promise<void> {
  const alert = page.getByRole('alert');
  await expect(alert).toContainText('The database in this tab has stopped');
  await expect(alert).toContainText('its worker ended. Your files are untouched');
  await alert.getByRole('button', { name: 'Load the files again' }).click();
}

test('the engine’s worker ends, at rest and in mid-load: it is said, and all can be loaded again', async ({
  page,
  trailscope,
  logs,
}) => {
  await trailscope.open();
  const few = await logs.writeLog('few.json.gz', makeRecords(3));
  await trailscope.chooseFiles(few);
  await trailscope.expectDataSet({ events: 3, files: 1 });
  await endWorker(workerOf(page, 'duckdb'));
  await expect(page.getByRole('alert')).toBeVisible();
  await expectAccessible(page, 'the engine lost');
  await expectEngineLost(page);

  await beginLoad(trailscope, logs);
  await endWorker(workerOf(page, 'duckdb'));
  await expectEngineLost(page);
  await trailscope.chooseFiles(few);
  expect(await expectTrueCounts(trailscope)).toEqual({ events: 3, failed: [] });
});

test('a reader crashes in mid-load: its files are named, and chosen again they are whole', async ({
  page,
  trailscope,
  logs,
}) => {
  const many = await openInMidLoad(trailscope, logs);
  await crashWorker(workerOf(page, 'ingest'));
  const { events, failed } = await expectTrueCounts(trailscope);
  expect(failed.length).toBeGreaterThan(0);
  expect(failed.length).toBeLessThan(MANY_FILES);
  expect(events).toBeGreaterThanOrEqual((MANY_FILES - failed.length) * EVENTS_EACH);
  await trailscope.drop(...many.filter((path) => failed.some((name) => path.endsWith(name))));
  expect((await expectTrueCounts(trailscope)).events).toBe(MANY_FILES * EVENTS_EACH);
});

test('a reader ends without a word in mid-load: it is missed at once', async ({ page, trailscope, logs }) => {
  await openInMidLoad(trailscope, logs);
  const begun = performance.now();
  await endWorker(workerOf(page, 'ingest'));
  const { events, failed } = await expectTrueCounts(trailscope);
  expect(performance.now() - begun, 'it did not take its silence to notice').toBeLessThan(30_000);
  expect(failed.length).toBeGreaterThan(0);
  expect(failed.length).toBeLessThan(MANY_FILES);
  expect(events).toBeGreaterThanOrEqual((MANY_FILES - failed.length) * EVENTS_EACH);
});

test('files are removed and changed in mid-load: they are named, all others are loaded', async ({
  page,
  trailscope,
  logs,
}) => {
  const many = await openInMidLoad(trailscope, logs);
  const [removed = '', changed = ''] = many.slice(-2);
  await rm(removed);
  await writeFile(changed, logFile(makeRecords(1)));
  const { events, failed } = await expectTrueCounts(trailscope);
  expect(failed.map((name) => name.slice(-7))).toEqual(['18.json', '19.json']);
  expect(events).toBe((MANY_FILES - 2) * EVENTS_EACH);
  await trailscope.goTo('Data');
  await expect(page.getByText(/moved, removed, changed or locked/).first()).toBeVisible();
});

test('reloaded in mid-load it is empty, and the next load is whole', async ({ page, trailscope, logs }) => {
  const many = await openInMidLoad(trailscope, logs);
  await page.reload();
  await trailscope.settled();
  await expect(page.getByRole('button', { name: 'Choose files' })).toBeVisible();
  await trailscope.chooseFiles(...many.slice(0, 10));
  expect(await expectTrueCounts(trailscope)).toEqual({ events: 10 * EVENTS_EACH, failed: [] });
});

test('two tabs know nothing of each other; one that crashes takes nothing along', async ({
  context,
  trailscope,
  logs,
}) => {
  await trailscope.open();
  await trailscope.chooseFiles(await logs.writeLog('a.json.gz', makeRecords(3)));
  await trailscope.expectDataSet({ events: 3, files: 1 });
  const other = new TrailscopePage(await context.newPage());
  await other.open();
  await other.chooseFiles(await logs.writeLog('b.json.gz', makeRecords(5, 800_000)));
  await other.expectDataSet({ events: 5, files: 1 });
  const crashed = other.page.waitForEvent('crash');
  const devtools = await context.newCDPSession(other.page);
  // As when a tab's memory is at its end; it never answers.
  devtools.send('Page.crash').catch(() => undefined);
  await crashed;
  // A tab that nobody sees paints, and is pressed, once a second.
  await trailscope.page.bringToFront();
  await trailscope.drop(await logs.writeLog('c.json.gz', makeRecords(4, 700_000)));
  await trailscope.expectDataSet({ events: 7, files: 2, rejected: 0, duplicates: 0 });
  await expect(trailscope.events).toHaveAttribute('aria-rowcount', '8');
});

test('the clock is set back and the storage is full: neither is needed', async ({
  page,
  trailscope,
  logs,
}) => {
  const mistakes: string[] = [];
  page.on('pageerror', ({ message }) => mistakes.push(message));
  await page.addInitScript(() => {
    for (const way of ['setItem', 'getItem', 'removeItem'] as const)
      Storage.prototype[way] = () => {
        throw new DOMException('The quota has been exceeded.', 'QuotaExceededError');
      };
  });
  await openInMidLoad(trailscope, logs);
  await page.evaluate(() => {
    const { now } = Date;
    Date.now = () => now() - 86_400_000;
  });
  expect(await expectTrueCounts(trailscope)).toEqual({ events: MANY_FILES * EVENTS_EACH, failed: [] });
  await page.getByRole('button', { name: /theme/i }).first().click();
  await page.keyboard.press('Escape');
  expect(mistakes).toEqual([]);
});

/** A window of 1280 × 800 at 200 %, as WCAG asks: the page sees half of it. */
test.describe('at 200 %', () => {
  test.use({ viewport: { width: 640, height: 400 }, deviceScaleFactor: 2 });

  test('no screen scrolls sideways, and every button of the frame can be reached', async ({
    page,
    trailscope,
    logs,
  }) => {
    await trailscope.open('');
    await expectToFit(page, 'first screen');
    await trailscope.chooseFiles(await logs.writeLog('a.json.gz', makeRecords(30)));
    await trailscope.expectDataSet({ events: 30 });
    for (const screen of ['Overview', 'Events', 'Principals', 'Spikes', 'Data'] as const) {
      await trailscope.goTo(screen);
      await expectToFit(page, screen);
    }
    await trailscope.goTo('Events');
    await trailscope.openEvent('ListBuckets');
    await expectToFit(page, 'an event');
  });
});

async function expectToFit(page: Page, what: string): Promise<void> {
  const told = await page.evaluate(() => {
    const { scrollWidth, scrollHeight } = document.documentElement;
    const hidden = Array.from(document.querySelectorAll('header button, nav button, nav a'), (one) => ({
      name: one.getAttribute('aria-label') ?? one.textContent,
      box: one.getBoundingClientRect(),
    }))
      .filter(({ box }) => box.width > 0 && (box.right > innerWidth + 1 || box.left < -1))
      .map(({ name }) => name);
    return { tooWide: scrollWidth - innerWidth, tooHigh: scrollHeight - innerHeight, hidden };
  });
  expect.soft(told.tooWide, `${what}: page scrolls sideways`).toBeLessThanOrEqual(0);
  expect.soft(told.hidden, `${what}: cut off at the side`).toEqual([]);
}

test('frozen for longer than any deadline in mid-load, it goes on when it wakes @slow', async ({
  page,
  browser,
  trailscope,
  logs,
}) => {
  test.skip(process.platform === 'win32', 'Windows knows no signal that stops a process and lets it go on');
  await trailscope.open();
  const system = await browser.newBrowserCDPSession();
  const { processInfo } = await system.send('SystemInfo.getProcessInfo');
  const renderers = processInfo.filter(({ type }) => type === 'renderer').map(({ id }) => id);
  // Enough that it is still in the middle when it is put to sleep, however fast the machine.
  const each = 5 * EVENTS_EACH;
  await beginLoad(trailscope, logs, each);
  // As a machine that sleeps does it: all threads at once, while the clock goes on.
  for (const id of renderers) process.kill(id, 'SIGSTOP');
  await new Promise((resolve) => setTimeout(resolve, 40_000));
  for (const id of renderers) process.kill(id, 'SIGCONT');
  await expect(page.getByRole('region', { name: 'Loading' }), 'it slept').toBeVisible();
  expect(await expectTrueCounts(trailscope)).toEqual({ events: MANY_FILES * each, failed: [] });
});

test('the engine’s memory is full in mid-load: reading stops, and what is there is usable @slow', async ({
  pageWith,
  logs,
}) => {
  const page = await pageWith('--js-flags=--wasm-max-mem-pages=6144');
  const trailscope = new TrailscopePage(page);
  await trailscope.open();
  const padding = { requestParameters: { padding: 'x'.repeat(2_500) } };
  for (let n = 0; n < 100; n++) {
    const records = makeRecords(2_000, n * 2_000).map((record) => ({ ...record, ...padding }));
    await logs.write(`wide/${n}.json`, logFile(records));
  }
  await trailscope.chooseFolder(`${logs.path}/wide`);
  await expect(page.getByText('The engine’s memory is full, so reading stopped.')).toBeVisible();
  const { events, failed } = await expectTrueCounts(trailscope);
  expect(events).toBeGreaterThan(0);
  expect(events).toBeLessThan(200_000);
  expect(failed.length).toBeGreaterThan(0);
});
