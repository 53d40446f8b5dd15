/** The Data screen: why a file is not loaded, a look at what is damaged, files that leave the set and come back. */
import { expectAccessible } from './support/accessible.ts';
import { logFile, makeRecord, makeRecords } from './support/fixtures.ts';
import { expect, test } from './support/test.ts';

test('tells of each file what it holds and what is damaged, and lets it go', async ({
  page,
  trailscope,
  logs,
}) => {
  const broken = logFile(makeRecords(4, 10)).replace(
    `{"eventVersion":"1.08"`,
    '{"eventVersion":"1.08",,"\u202e',
  );
  await trailscope.open();
  await trailscope.chooseFiles(
    await logs.writeLog('first.json.gz', makeRecords(5)),
    await logs.writeLog('again.json.gz', makeRecords(7)),
    await logs.write('broken.json', broken),
    await logs.write('page.html', '<!doctype html><title>Sign in</title>'),
  );
  await trailscope.expectDataSet({ events: 10, files: 4, rejected: 1, duplicates: 5 });
  await trailscope.goTo('Data');
  const files = page.getByRole('table', { name: 'Files' });
  const row = (name: string) => files.getByRole('row').filter({ hasText: name });

  await expect(row('page.html')).toContainText('sign-in or error page');
  await row('broken.json').getByRole('button', { name: 'broken.json' }).click();
  await row('broken.json')
    .getByRole('button', { name: /look at the bytes/ })
    .click();
  await expect(page.getByLabel('Bytes in hexadecimal')).toContainText('2c 2c 22 e2 80 ae');
  await expect(page.getByLabel('The same as text')).toContainText('U+202E');
  await expect(row('broken.json')).toContainText('eu-central-1');
  await expectAccessible(page, 'an opened file');

  await page.getByText(/^With problems 1$/).click();
  await expect(files.getByRole('row')).toHaveCount(2);
  await page.getByText(/^All 4$/).click();

  await row('first.json.gz').getByRole('button', { name: 'first.json.gz' }).click();
  await row('first.json.gz').getByRole('button', { name: 'Remove from the set' }).click();
  await expect(page.getByRole('dialog')).toContainText('5 events go with it');
  await expectAccessible(page, 'before a file is removed', '[role="dialog"]');
  await page.getByRole('dialog').getByRole('button', { name: 'Remove', exact: true }).click();
  await trailscope.expectDataSet({ events: 10, files: 3, rejected: 1, duplicates: 0 });
  await expect(row('first.json.gz')).toHaveCount(0);
  await expectAccessible(page, 'after a file was removed');
  await page.getByRole('button', { name: 'Put back' }).click();
  await trailscope.expectDataSet({ events: 10, files: 4, rejected: 1, duplicates: 5 });

  // More may be added here at any time, also from the keyboard.
  await trailscope.tabTo(page.getByRole('button', { name: 'Add files' }));
  await trailscope.chooseFiles(await logs.writeLog('more.json.gz', makeRecords(3, 50)));
  await trailscope.expectDataSet({ events: 13, files: 5 });
});

test('shows which account, region and hour have files, and leads to their events', async ({
  page,
  trailscope,
  logs,
}) => {
  const at = (n: number, hour: number, region: string) =>
    makeRecord(n, {
      time: new Date(Date.UTC(2025, 9, 1, hour, 5)).toISOString().replace('.000Z', 'Z'),
      more: { awsRegion: region },
    });
  const busy = Array.from({ length: 40 }, (_, hour) => at(hour, hour < 30 ? hour : hour + 9, 'eu-west-1'));
  await trailscope.open();
  await trailscope.chooseFiles(
    await logs.writeLog('AWSLogs/111122223333/CloudTrail/eu-west-1/2025/10/01/a.json.gz', busy),
    await logs.writeLog('111122223333_CloudTrail_us-east-1_20251001T0310Z_abc.json.gz', [
      at(90, 2, 'us-east-1'),
    ]),
  );
  await trailscope.expectDataSet({ events: 41, files: 2 });
  await trailscope.goTo('Data');
  const coverage = page.getByRole('table', { name: 'Coverage' });
  await expect(coverage.getByRole('row').nth(1)).toContainText(/eu-west-1.*40 of 49.*1/);
  await expectAccessible(page, 'coverage');

  await page.getByRole('button', { name: 'View as table' }).click();
  const lines = page.getByRole('dialog').getByRole('row');
  await expect(lines.nth(1)).toContainText(/eu-west-1.*2025-10-02 06:00:00.*Gap: nothing loaded for 9 hours/);
  await page.keyboard.press('Escape');

  // By keys alone: the second line, its fourth hour, where a file was delivered with events of the hour before.
  await trailscope.tabTo(page.getByRole('slider', { name: 'Coverage of 111122223333 eu-west-1' }));
  for (const key of ['ArrowDown', 'ArrowRight', 'ArrowRight', 'ArrowRight']) await page.keyboard.press(key);
  const second = page.getByRole('slider', { name: 'Coverage of 111122223333 us-east-1' });
  await expect(second).toBeFocused();
  await expect(second).toHaveAttribute('aria-valuetext', /2025-10-01 03:00 → 04:00 UTC: 1 file delivered/);
  await page.keyboard.press('ArrowLeft');
  await page.keyboard.press('Enter');
  await trailscope.settled();
  await expect(trailscope.events.getByRole('row').filter({ hasText: 'ListBuckets' })).toHaveCount(1);
  await page.goBack();
  await expect(coverage).toBeVisible();

  await page.getByRole('button', { name: '111122223333 us-east-1' }).click();
  await trailscope.settled();
  await expect(trailscope.events.getByRole('row').filter({ hasText: 'ListBuckets' })).toHaveCount(1);
});
