/** The same again and again: what is loaded and let go of leaves nothing behind. */
import type { Page } from '@playwright/test';
import { makeRecords } from './support/fixtures.ts';
import { type Memory, probeMemory } from './support/memory.ts';
import type { TrailscopePage } from './support/page.ts';
import { expect, test } from './support/test.ts';

/** How often it is loaded, filtered and unloaded; `TRAILSCOPE_SOAK=30` for a quick look. */
const ROUNDS = Number(process.env['TRAILSCOPE_SOAK'] ?? 100);
/**
 * Rounds until all that is kept on purpose is kept: code of screens, answers, compiled code, and what the browser itself remembers, which
 * has its limits. The page's heap grew by 10 % from the twentieth to the hundredth round, and not at all in the last of them.
 */
const SETTLING = Math.round(ROUNDS * 0.6);
/** So many rounds are looked at after those, and at the end. */
const LOOKS = 5;
const EVENTS = 5_000;
/** ms until a new engine rests. */
const WARM_UP = 10_000;

interface Held extends Memory {
  /** `duckdb_memory()`, while the events are there. */
  readonly engine: number;
}

test('loaded, filtered and unloaded a hundred times, memory returns to within 10 % @slow', async ({
  page,
  browser,
  trailscope,
  logs,
}) => {
  test.setTimeout(60_000 + ROUNDS * 30_000);
  const probe = await probeMemory(page, browser);
  await trailscope.open();
  const path = await logs.writeLog('log.json.gz', makeRecords(EVENTS));
  const held: Held[] = [];
  for (let round = 0; round < ROUNDS; round++) {
    const engine = await loadFilterUnload(page, trailscope, path, round);
    // Collecting takes longer than the round does.
    if (round >= SETTLING && (round < SETTLING + LOOKS || round >= ROUNDS - LOOKS)) {
      // The new engine is warming up, and what that holds is not what was left behind.
      await page.waitForTimeout(WARM_UP);
      held.push({ ...(await probe.read()), engine });
    }
  }
  const early = leastOf(held.slice(0, LOOKS));
  const late = leastOf(held.slice(-LOOKS));
  const figures = JSON.stringify({ rounds: ROUNDS, events: EVENTS, early, late });
  test.info().annotations.push({ type: 'figures', description: figures });
  const grown = MEASURES.filter((what) => late[what] > early[what] * 1.1);
  expect(grown, `${figures}\n${JSON.stringify(held)}`).toEqual([]);
});

const MEASURES = [
  'page',
  'workers',
  'buffers',
  'wasm',
  'resident',
  'nodes',
  'listeners',
  'workerCount',
  'engine',
] as const;

/** A look may come while something is still being let go of, or warmed up; what has leaked is there in every one. */
function leastOf(rounds: readonly Held[]): Record<(typeof MEASURES)[number], number> {
  const of = (what: (typeof MEASURES)[number]): number => Math.min(...rounds.map((one) => one[what]));
  return {
    page: of('page'),
    workers: of('workers'),
    buffers: of('buffers'),
    wasm: of('wasm'),
    resident: of('resident'),
    nodes: of('nodes'),
    listeners: of('listeners'),
    workerCount: of('workerCount'),
    engine: of('engine'),
  };
}

/** Answers the bytes that the engine held meanwhile. */
async function loadFilterUnload(
  page: Page,
  trailscope: TrailscopePage,
  path: string,
  round: number,
): Promise<number> {
  // Dropped, not chosen: Playwright keeps each input that it has put files into, and the elements around it.
  await trailscope.drop(path);
  await trailscope.expectDataSet({ events: EVENTS });
  const search = page.getByRole('searchbox', { name: 'Search events' });
  await search.fill(`bucket-${round}`);
  await search.press('Enter');
  await trailscope.settled();
  const engine = await page.getByTitle(/bytes held by the engine/).getAttribute('title');
  await search.fill('');
  await search.press('Enter');
  await trailscope.goTo('Data');
  await page.getByRole('button', { name: 'Start over' }).click();
  await page.getByRole('button', { name: 'Forget and start over' }).click();
  await expect(page.getByRole('button', { name: 'Choose files' })).toBeVisible();
  await trailscope.settled();
  return Number(engine?.replace(/\D/g, ''));
}
