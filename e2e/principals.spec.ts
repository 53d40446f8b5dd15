/** Who acted, what each did for the first time, and what one period has that another has not. */
import { readFile } from 'node:fs/promises';
import type { Locator, Page } from '@playwright/test';
import { expectAccessible } from './support/accessible.ts';
import { makeRecord } from './support/fixtures.ts';
import type { TrailscopePage } from './support/page.ts';
import { expect, test } from './support/test.ts';

async function loadSample(page: Page, trailscope: TrailscopePage): Promise<void> {
  await page.getByRole('button', { name: 'Try the sample' }).click();
  await expect(trailscope.status).toContainText('30,233', { timeout: 45_000 });
  await trailscope.settled();
}

const lines = (list: Locator): Locator =>
  list.getByRole('row').filter({ has: list.page().getByRole('gridcell') });

const HOSTILE = '<img src=x onerror=alert(1)>\u202egnp';

test('from everyone who acted to one’s timeline, by clicks; a link shows the list again', async ({
  page,
  trailscope,
}) => {
  await trailscope.open('v=1&screen=principals');
  await loadSample(page, trailscope);
  const list = page.getByRole('grid', { name: 'Principals' });
  await expect(page.getByText('94 principals')).toBeVisible();
  await expect(lines(list).first()).toContainText('role/app-server');
  await list.getByRole('button', { name: 'Denied' }).click();
  await trailscope.settled();
  await expect(lines(list).first()).toContainText('ci-deployer');
  await expect(
    lines(list)
      .first()
      .getByRole('img', { name: /Active in \d+ of 40 parts/ }),
  ).toBeVisible();
  expect(page.url()).toContain('order=-denied');

  const other = await page.context().newPage();
  await other.goto(page.url());
  await other.getByRole('button', { name: 'Try the sample' }).click();
  await expect(lines(other.getByRole('grid', { name: 'Principals' })).first()).toContainText('ci-deployer', {
    timeout: 45_000,
  });
  await other.close();

  await page.getByRole('searchbox', { name: 'Search in the principals' }).fill('ci-dep');
  await expect(page.getByText('1 of 94 principals in 1,268 events')).toBeVisible();
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('button', { name: 'Download CSV' }).click(),
  ]);
  const csv = await readFile(await download.path(), 'utf8');
  expect(csv.split('\r\n').slice(0, 2).join('\n')).toMatch(
    /^principal,account,kind,events.*\nci-deployer,111122223333,IAM user,1268,431,0,84,47,5,/,
  );

  // The count leads to its events.
  await lines(list).first().getByRole('button', { name: '47', exact: true }).click();
  await expect(page.getByRole('grid', { name: 'Events' })).toBeVisible();
  await expect(page.getByText('47 events', { exact: true }).first()).toBeVisible();
  await page.goBack();
  await lines(list)
    .first()
    .getByRole('button', { name: /ci-deployer/ })
    .click();
  await page.getByRole('menuitem', { name: 'Open timeline' }).click();
  await expect(page.getByRole('tab', { name: 'Timeline', selected: true })).toBeVisible();
  await expect(page.getByRole('heading', { name: 'ci-deployer', exact: true })).toBeVisible();
  await page.getByRole('tab', { name: 'First seen' }).click();
  const firsts = page.getByRole('grid', { name: 'First times' });
  await page.getByRole('searchbox', { name: 'Search in first times' }).fill('198.51.100.77');
  await expect(firsts.getByRole('row').filter({ hasText: '198.51.100.77' })).toContainText('9 days');
});

test('what is new since the Friday, with the keyboard alone; the first event says so itself', async ({
  page,
  trailscope,
}) => {
  await trailscope.open('v=1&screen=new&new=2025-10-10T18:00:00Z/2025-10-10T22:00:00Z');
  await loadSample(page, trailscope);
  const list = page.getByRole('grid', { name: 'New' });
  await expect(page.getByText(/2,795 events from 2025-10-10 18:00:00 .* 9 days of history/)).toBeVisible();
  const first = lines(list).first();
  await expect(first).toContainText('198.51.100.77');
  await expect(first).toContainText('ci-deployer');

  await trailscope.tabTo(page.getByRole('searchbox', { name: 'Search in what is new' }));
  await page.keyboard.type('ops-helper');
  await expect(lines(list).filter({ hasText: 'AKIAEXAMPLEOPSHELP01' })).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(first).toContainText('198.51.100.77');
  await trailscope.tabTo(list);
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('m');
  await expect(page.getByRole('menuitem', { name: 'Timeline of ci-deployer' })).toBeVisible();
  await page.keyboard.press('Escape');
  await page.keyboard.press('Enter');
  const events = page.getByRole('grid', { name: 'Events' });
  await expect(page.getByText('54 events', { exact: true }).first()).toBeVisible();
  await trailscope.tabTo(events);
  await page.keyboard.press('End');
  await page.keyboard.press('Enter');
  await expect(trailscope.detail).toContainText('First time ci-deployer came from 198.51.100.77');
  await expect(trailscope.detail).toContainText('9 days of history before, seen on 7 days');
  await expect(
    events.getByRole('img', { name: /^First time ci-deployer came from 198.51.100.77.* 9 days of history/ }),
  ).toBeVisible();

  await page.goBack();
  await page.goBack();
  await expect(page.getByRole('tab', { name: 'What is new', selected: true })).toBeVisible();
});

test('one person over several identities, hostile names, and nothing to list', async ({
  page,
  trailscope,
  logs,
}) => {
  await trailscope.open('v=1&screen=principals');
  const records = Array.from({ length: 30 }, (_, at) =>
    makeRecord(at + 1, { user: at < 10 ? HOSTILE : at < 20 ? 'arn:'.padEnd(2_000, 'x') : 'alice' }),
  );
  await trailscope.chooseFiles(await logs.writeLog('a.json.gz', records));
  await trailscope.expectDataSet({ events: 30 });
  const list = page.getByRole('grid', { name: 'Principals' });
  await expect(lines(list)).toHaveCount(3);
  await expect(lines(list).filter({ hasText: '<img src=x' })).toHaveCount(1);
  await expectAccessible(page, 'the principals');
  await trailscope.tabTo(list);
  await page.keyboard.press('End');
  await page.keyboard.press('Home');
  await page.keyboard.press('m');
  await page.getByRole('menuitem', { name: 'Filter out' }).press('Enter');
  await expect(lines(list)).toHaveCount(2);
  await page.goBack();
  await expect(lines(list)).toHaveCount(3);

  await page.getByRole('searchbox', { name: 'Search in the principals' }).fill('nobody of this name');
  await expect(page.getByRole('status').filter({ hasText: 'No principal of this name' })).toBeVisible();
  await page.getByRole('button', { name: 'Show all principals' }).click();
  await expect(lines(list)).toHaveCount(3);

  await page.getByText('Person', { exact: true }).click();
  const persons = page.getByRole('grid', { name: 'Persons' });
  await expect(lines(persons).first()).toBeVisible();
  await trailscope.tabTo(persons);
  await page.keyboard.press('Home');
  await page.keyboard.press('ArrowRight');
  await expect(page.getByText('Taken for one person')).toBeVisible();
  await page.keyboard.press('ArrowLeft');
  await expect(page.getByText('Taken for one person')).toBeHidden();

  await page.getByRole('tab', { name: 'What is new' }).click();
  await expect(page.getByText(/shorter than a day|would be new|by chance/)).toBeVisible();
  await expectAccessible(page, 'what is new');
});
