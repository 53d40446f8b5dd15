/** Every screen is accessible; what lies over them is looked at where it is tested. */
import { expectAccessible } from './support/accessible.ts';
import { makeRecord, makeRecords } from './support/fixtures.ts';
import { test } from './support/test.ts';

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
});
