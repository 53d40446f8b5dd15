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

/** A way to what lies over a screen. */
interface Overlay {
  readonly name: string;
  readonly opener: (page: Page) => Locator;
}

const button = (name: string | RegExp): Overlay['opener'] => {
  return (page) => page.getByRole('button', { name }).first();
};

const OVER: readonly Overlay[] = [
  { name: 'help', opener: button('Help') },
  { name: 'theme', opener: button('Theme') },
  { name: 'time range', opener: button(/^Time range/) },
];

const LAYER = '[role="dialog"], [role="menu"], [role="listbox"]';

test('what lies over the screens is accessible, light and dark, and gives the focus back', async ({
  page,
  trailscope,
  logs,
}) => {
  await trailscope.open();
  await trailscope.chooseFiles(await logs.writeLog('a.json.gz', makeRecords(9)));
  await trailscope.expectDataSet({ events: 9 });
  for (const { name, opener } of OVER) {
    await opener(page).focus();
    await page.keyboard.press('Enter');
    await expect(page.locator(LAYER).filter({ visible: true }).first(), name).toBeVisible();
    await expectAccessible(page, name, LAYER);
    await page.keyboard.press('Escape');
    await expect(page.locator(LAYER).filter({ visible: true }), name).toHaveCount(0);
    await expect(opener(page), name).toBeFocused();
  }
});
