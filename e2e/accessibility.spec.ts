/** What no checker sees: where the focus goes, what is read out, and what becomes of colours, motion and narrow windows. */
import type { Locator, Page } from '@playwright/test';
import { makeRecord, makeRecords } from './support/fixtures.ts';
import { expect, test } from './support/test.ts';
import { expectRoomOnScreen } from './support/text-spacing.ts';

/** Where the focus is, in words: never the page itself. */
const focusOf = (page: Page): Promise<string> =>
  page.evaluate(() => {
    const at = document.activeElement;
    return at === null || at === document.body ? 'nowhere' : (at.getAttribute('aria-label') ?? at.tagName);
  });

async function expectFocusSomewhere(page: Page, after: string): Promise<void> {
  await expect.poll(() => focusOf(page), `the focus after ${after}`).not.toBe('nowhere');
}

test('from the keyboard: titles, the way past the head, a focus that is never lost, single keys that can be switched off', async ({
  page,
  trailscope,
  logs,
}) => {
  await trailscope.open();
  await expect(page).toHaveTitle('Trailscope');
  const records = [...makeRecords(8), makeRecord(9, { eventName: 'DeleteBucket', user: 'bob' })];
  await trailscope.chooseFiles(
    await logs.writeLog('a.json.gz', records),
    await logs.writeLog('b.json.gz', makeRecords(3, 20)),
  );
  await trailscope.expectDataSet({ events: 12 });
  await expect(page).toHaveTitle(/^Events · .+ · Trailscope$/);
  await trailscope.tabTo(page.getByRole('button', { name: 'Skip to content' }));
  await page.keyboard.press('Enter');
  await expect(page.getByRole('main')).toBeFocused();

  // The open event goes, the line that was left has the focus.
  await trailscope.events.focus();
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  await trailscope.tabTo(trailscope.detail.getByRole('button', { name: 'Add to comparison' }));
  await page.keyboard.press('Enter');
  await page.keyboard.press('Escape');
  await expect(trailscope.detail).toBeHidden();
  await expectFocusSomewhere(page, 'the detail was closed');
  // The comparison goes with its last event.
  await page.getByRole('button', { name: /^Remove .* from the comparison$/ }).focus();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('region', { name: 'Comparison' })).toBeHidden();
  await expectFocusSomewhere(page, 'the comparison was emptied');
  // A filter from a value, and its pill removed.
  await trailscope.events.focus();
  await page.keyboard.press('f');
  const pill = page.getByRole('button', { name: /^Remove event/ });
  await pill.focus();
  await page.keyboard.press('Enter');
  await expect(pill).toBeHidden();
  await expectFocusSomewhere(page, 'a pill was removed');
  // Another screen, in whose place the focus was.
  await trailscope.events.focus();
  await page.keyboard.press('g');
  await page.keyboard.press('d');
  await expect(page).toHaveTitle(/^Data · /);
  await expectFocusSomewhere(page, 'another screen came');
  await page.keyboard.press('g');
  await page.keyboard.press('e');
  await trailscope.settled();

  await page.getByRole('button', { name: 'Help' }).press('Enter');
  await page.getByRole('switch', { name: 'Single-key shortcuts' }).press('Space');
  await page.keyboard.press('Escape');
  await expect(page.getByRole('button', { name: 'Help' })).toBeFocused();
  await expectSingleKeys(page, 'off');
  await page.reload();
  await trailscope.settled();
  await page.keyboard.press('?');
  await expect(page.getByRole('dialog')).toBeHidden();
  await page.getByRole('button', { name: 'Help' }).click();
  await expect(page.getByRole('switch', { name: 'Single-key shortcuts' })).not.toBeChecked();
  await page.getByRole('switch', { name: 'Single-key shortcuts' }).click();
  await page.keyboard.press('Escape');
  await expect(page.getByRole('dialog')).toBeHidden();
  await page.keyboard.press('?');
  await expect(page.getByRole('dialog')).toBeVisible();
});

/** Letters do nothing then; Enter, Escape and the arrows of the table still do. */
async function expectSingleKeys(page: Page, state: 'off'): Promise<void> {
  for (const key of ['t', '/', 'j', 'c', '?']) await page.keyboard.press(key);
  await expect(page.getByRole('dialog'), state).toBeHidden();
  await expect(page.getByRole('button', { name: 'Help' }), state).toBeFocused();
}

interface Told {
  readonly where: string;
  readonly text: string;
}

/** From here on everything that live regions say, in order. */
async function listen(page: Page): Promise<() => Promise<Told[]>> {
  await page.evaluate(() => {
    const told: Told[] = [];
    const isLive = '[role="status"]:not([aria-live="off"]), [role="alert"]';
    const note = (node: Node): void => {
      const element = node instanceof Element ? node : node.parentElement;
      const region = element?.closest(isLive) ?? null;
      const text = region?.textContent ?? '';
      const where = region?.getAttribute('aria-label') ?? region?.getAttribute('role') ?? '';
      const last = told.at(-1);
      if (text !== '' && (last?.text !== text || last.where !== where)) told.push({ where, text });
    };
    new MutationObserver((changes) => changes.forEach(({ target }) => note(target))).observe(document.body, {
      subtree: true,
      childList: true,
      characterData: true,
    });
    Object.assign(window, { told });
  });
  return () => page.evaluate<Told[]>('window.told');
}

test('what is read out: how loading goes and ends, what a filter leaves, and nothing over and over', async ({
  page,
  trailscope,
  logs,
}) => {
  await trailscope.open();
  const toldSoFar = await listen(page);
  const at = Date.now();
  await trailscope.chooseFiles(
    await logs.writeLog('a.json.gz', makeRecords(4_000)),
    await logs.write('broken.json', '{"Records":[{"eventID":'),
  );
  await trailscope.expectDataSet({ events: 4_000 });
  const told = (where: string) => async (): Promise<string[]> =>
    (await toldSoFar()).filter((one) => one.where === where).map(({ text }) => text);
  await expect
    .poll(async () => (await told('Progress')()).at(-1))
    .toMatch(/^Loaded: 4,000 events in 2 files/);
  // Once at the start, then every five seconds, then the end.
  const most = 3 + Math.ceil((Date.now() - at) / 5_000);
  expect((await told('Progress')()).length).toBeLessThanOrEqual(most);

  await page.getByRole('searchbox', { name: 'Search events' }).fill('bucket-7');
  await page.keyboard.press('Enter');
  await expect.poll(told('Matching')).toEqual([expect.stringMatching(/^111 match, of 4,000 events: /)]);
  await page.getByRole('button', { name: 'Clear all' }).click();
  await expect.poll(async () => (await told('Matching')()).at(-1)).toBe('All 4,000 events');
});

/** Colours of the picture's parts, as the browser paints them. */
const coloursOf = (parts: Locator, property: string): Promise<string[]> =>
  parts.evaluateAll(
    (found, name) => found.map((part) => getComputedStyle(part).getPropertyValue(name)),
    property,
  );

test('colours of the system, no motion, and a window of 320 pixels', async ({ page, trailscope, logs }) => {
  await page.emulateMedia({ forcedColors: 'active', reducedMotion: 'reduce' });
  await trailscope.open();
  const records = [...makeRecords(8), makeRecord(9, { eventName: 'DeleteBucket', error: 'AccessDenied' })];
  await trailscope.chooseFiles(await logs.writeLog('a.json.gz', records));
  await trailscope.expectDataSet({ events: 9 });
  const ground = await page.evaluate(() => getComputedStyle(document.body).backgroundColor);
  // Bars and the key to them are drawn, and told apart.
  const legend = page.getByRole('region', { name: 'Events over time' }).locator('[data-tone]');
  const inks = await coloursOf(legend, 'background-color');
  expect(inks.length).toBeGreaterThan(1);
  expect(inks).not.toContain(ground);
  expect(new Set(inks).size).toBe(inks.length);
  // The line with the focus has a ring that is no shadow.
  await trailscope.events.focus();
  await page.keyboard.press('ArrowDown');
  const ring = await trailscope.events
    .locator('[data-active]')
    .first()
    .evaluate((line) => getComputedStyle(line, '::after').borderTopStyle);
  expect(ring).not.toBe('none');
  // What is chosen among several, and the screen one is on.
  for (const chosen of [
    page.getByRole('radio', { name: 'Outcome' }).locator('xpath=following-sibling::label'),
    page.getByRole('button', { name: 'Events', exact: true }),
  ]) {
    expect(await coloursOf(chosen.first(), 'background-color')).not.toContain(ground);
  }
  const moving = await page.evaluate(
    () =>
      document.getAnimations().filter((one) => Number(one.effect?.getComputedTiming().duration) > 1).length,
  );
  expect(moving).toBe(0);
  expect(await page.evaluate(() => getComputedStyle(document.documentElement).scrollBehavior)).toBe('auto');

  await page.setViewportSize({ width: 320, height: 640 });
  for (const screen of ['Overview', 'Events', 'Principals', 'Spikes', 'Data'] as const) {
    await trailscope.goTo(screen);
    const wider = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
    expect(wider, `pixels that ${screen} is too wide`).toBeLessThanOrEqual(0);
  }
});

const SCREENS = [
  'v=1&screen=overview',
  'v=1',
  'v=1&screen=principals',
  'v=1&screen=timeline&q=key:AKIAEXAMPLECIDEPLOY1',
  'v=1&screen=sessions',
  'v=1&screen=new',
  'v=1&screen=spikes',
  'v=1&screen=spikes&spikes=series',
  'v=1&screen=data',
];

test('text spaced as far as a reader may: nothing is cut or covered at 1280 pixels @slow', async ({
  page,
  trailscope,
}) => {
  await page.setViewportSize({ width: 1280, height: 800 });
  await trailscope.open();
  await page.getByRole('button', { name: 'Try the sample' }).click();
  await trailscope.expectDataSet({ events: 30_233 });
  for (const screen of SCREENS) {
    await trailscope.open(screen);
    await expectRoomOnScreen(page, screen);
  }
});
