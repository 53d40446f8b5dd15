/** Every screen is accessible, and what lies over the screens; many more states are looked at where they are tested. */
import type { Locator, Page } from '@playwright/test';
import { expectAccessible } from './support/accessible.ts';
import { makeRecord, makeRecords } from './support/fixtures.ts';
import { expect, test } from './support/test.ts';

test('every screen is accessible, light and dark', async ({ page, trailscope, logs }) => {
  await trailscope.open();
  await expectAccessible(page, 'first screen');
  const denied = makeRecord(9, {
    eventName: 'DeleteBucket',
    error: 'AccessDenied',
    more: { readOnly: false },
  });
  await trailscope.chooseFiles(await logs.writeLog('a.json.gz', [...makeRecords(8), denied]));
  await trailscope.expectDataSet({ events: 9 });
  await expectAccessible(page, 'events');
  for (const name of ['DeleteBucket', 'ListBuckets']) {
    await trailscope.openEvent(name);
    await trailscope.detail.getByRole('button', { name: 'Add to comparison' }).click();
  }
  await expectAccessible(page, 'detail, and two events to compare');
  await trailscope.detail.getByRole('button', { name: 'Close (Esc)' }).click();
  await page.getByRole('region', { name: 'Comparison' }).getByRole('button', { name: 'Compare' }).click();
  await trailscope.settled();
  await expectAccessible(page, 'events side by side');
  await page.goto('./#against=rest&q=error%3A*&v=1');
  await trailscope.settled();
  await expectAccessible(page, 'what is different');
  await trailscope.goTo('Data');
  await expectAccessible(page, 'data');
  // A mistake of our own, made at the next count that is written.
  await page.evaluate(() => {
    Number.prototype.toLocaleString = () => {
      throw new Error('made by a test');
    };
  });
  await page.getByRole('button', { name: 'Overview' }).click();
  await expect(page.getByRole('alert')).toContainText('Trailscope has made a mistake');
  await expectAccessible(page, 'a mistake of our own');
});

/** A way to what lies over a screen, from the keyboard. */
interface Overlay {
  readonly name: string;
  /** What opens it, and has the focus again when it is closed. */
  readonly opener: (page: Page) => Locator;
  readonly keys?: readonly string[];
}

const button = (name: string | RegExp): Overlay['opener'] => {
  return (page) => page.getByRole('button', { name }).first();
};

const OVER_EVENTS: readonly Overlay[] = [
  { name: 'help', opener: button('Help') },
  { name: 'theme', opener: button('Theme') },
  { name: 'time range', opener: button(/^Time range/) },
  { name: 'time zone', opener: button(/^Time zone/) },
  { name: 'presets', opener: button('Presets') },
  { name: 'columns', opener: button('Columns') },
  { name: 'a facet to add', opener: button('Add a facet') },
  { name: 'the bars as a table', opener: button('View as table') },
  {
    name: 'what a value can be used for',
    opener: (page) => page.getByRole('grid', { name: 'Events' }),
    keys: ['ArrowDown', 'm'],
  },
];

const OVER_SPIKES: readonly Overlay[] = [
  { name: 'kinds of spikes', opener: button('All kinds') },
  { name: 'sensitivity', opener: button(/^Sensitivity/) },
  { name: 'what counts as a spike', opener: button('what counts as a spike?') },
];

const OVER_DATA: readonly Overlay[] = [
  { name: 'coverage as a table', opener: button('View as table') },
  { name: 'starting over', opener: button('Start over') },
];

const LAYER = '[role="dialog"], [role="menu"], [role="listbox"]';

async function expectOverlays(page: Page, overlays: readonly Overlay[]): Promise<void> {
  for (const { name, opener, keys = ['Enter'] } of overlays) {
    await opener(page).focus();
    for (const key of keys) await page.keyboard.press(key);
    await expect(page.locator(LAYER).filter({ visible: true }).first(), name).toBeVisible();
    await expectAccessible(page, name, LAYER);
    await page.keyboard.press('Escape');
    await expect(page.locator(LAYER).filter({ visible: true }), name).toHaveCount(0);
    await expect(opener(page), name).toBeFocused();
  }
}

test('what lies over the screens is accessible, light and dark, and gives the focus back', async ({
  page,
  trailscope,
  logs,
}) => {
  await trailscope.open();
  await trailscope.chooseFiles(await logs.writeLog('a.json.gz', makeRecords(9)));
  await trailscope.expectDataSet({ events: 9 });
  await expectOverlays(page, OVER_EVENTS);
  await trailscope.goTo('Spikes');
  await expectOverlays(page, OVER_SPIKES);
  await trailscope.goTo('Data');
  await expectOverlays(page, OVER_DATA);
});
