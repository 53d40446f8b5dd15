/** Everything can be done without a mouse. */
import { makeRecord, makeRecords } from './support/fixtures.ts';
import { expect, test } from './support/test.ts';

test('the first screen leads by Tab to the ways to begin', async ({ page, trailscope }) => {
  // From the start: the browser has to be told before that we answer in place of its dialog.
  let choosers = 0;
  page.on('filechooser', () => {
    choosers += 1;
  });
  await trailscope.open();
  for (const name of ['Choose files', 'Choose a folder', 'Try the sample']) {
    await trailscope.tabTo(page.getByRole('button', { name }));
  }
  await trailscope.tabTo(page.getByRole('button', { name: 'Choose files' }));
  await page.keyboard.press('Enter');
  await expect.poll(() => choosers).toBe(1);
});

test('events are walked with j and k, opened with Enter, closed with Escape', async ({
  page,
  trailscope,
  logs,
}) => {
  const records = [...makeRecords(3), makeRecord(4, { eventName: 'DeleteTrail' })];
  await trailscope.open();
  await trailscope.chooseFiles(await logs.writeLog('a.json.gz', records));
  await trailscope.expectDataSet({ events: 4 });
  await page.keyboard.press('j');
  await page.keyboard.press('j');
  await page.keyboard.press('k');
  await page.keyboard.press('Enter');
  await expect(trailscope.detail).toContainText('DeleteTrail');
  await page.keyboard.press('Escape');
  await expect(trailscope.detail).toBeHidden();
});

test('arrow keys move in the events, and the end is one key away', async ({ page, trailscope, logs }) => {
  const records = [makeRecord(0, { eventName: 'StopLogging' }), ...makeRecords(300)];
  await trailscope.open();
  await trailscope.chooseFiles(await logs.writeLog('a.json.gz', records));
  await trailscope.expectDataSet({ events: 301 });
  await trailscope.events.focus();
  await page.keyboard.press('End');
  await page.keyboard.press('Enter');
  await expect(trailscope.detail).toContainText('StopLogging');
  await page.keyboard.press('ArrowUp');
  await page.keyboard.press('Enter');
  await expect(trailscope.detail).toContainText('ListBuckets');
});
