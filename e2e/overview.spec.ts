/** The overview says what is true, each of its counts leads to as many events, and it holds what attackers write. */
import type { Locator, Page } from '@playwright/test';
import { expectAccessible } from './support/accessible.ts';
import { counted, factsOf } from './support/facts.ts';
import { makeRecord } from './support/fixtures.ts';
import type { TrailscopePage } from './support/page.ts';
import { expect, test } from './support/test.ts';

async function loadSample(page: Page, trailscope: TrailscopePage): Promise<void> {
  await page.getByRole('button', { name: 'Try the sample' }).click();
  await expect(trailscope.status).toContainText('30,233', { timeout: 45_000 });
  await expect(tile(page, 'Look at these first')).toBeVisible({ timeout: 30_000 });
}

const tile = (page: Page, name: string): Locator => page.getByRole('region', { name, exact: true });
const matches = (page: Page, count: string): Locator =>
  page.getByText(`${count} events`, { exact: true }).first();

/** What the overview has asked of the engine. */
const overviewQuestions = (page: Page): Promise<string[]> =>
  page.evaluate(() =>
    performance
      .getEntriesByType('measure')
      .map(({ name }) => name)
      .filter((name) => name.startsWith('database: overview')),
  );

const HOSTILE = '<img src=x onerror=alert(1)>\u202egnp';

test('says what the sample holds, as a plain count has it; each count leads to as many events', async ({
  page,
  trailscope,
}) => {
  const facts = await factsOf('public/sample');
  const denied = facts.filter((fact) => fact.denied);
  // A blank start: logs are met by the overview.
  await trailscope.open('');
  await loadSample(page, trailscope);
  const overview = page.getByRole('region', { name: 'Overview' });
  await expect(overview.getByRole('heading', { name: 'Where to look' })).toBeVisible();
  const first = tile(page, 'Look at these first');
  const count = (name: string, n: number): Locator =>
    first.getByRole('button', { name: `${n} events: ${name}` });
  await expect(count('Root use', 5)).toBeVisible();
  await expect(
    count('Sign-ins without MFA', facts.filter((fact) => fact.signInWithoutMfa).length),
  ).toBeVisible();
  await expect(count('Denied calls', denied.length)).toBeVisible();
  await expect(
    count('Console sign-ins', facts.filter(({ name }) => name === 'ConsoleLogin').length),
  ).toBeVisible();

  // The incident's hour stands first among the spikes, and its deletions first among what destroys.
  const spikes = tile(page, 'Top spikes');
  await expect(spikes.getByRole('listitem').first()).toContainText('ops-helper');
  const deletions = counted(facts.filter(({ name }) => name === 'DeleteObject').map(({ who }) => who));
  expect(deletions[0]).toEqual(['ops-helper', 600]);
  const destructive = tile(page, 'Destructive calls').getByRole('row').nth(1);
  await expect(destructive).toContainText('DeleteObject');
  await expect(destructive).toContainText('ops-helper');
  await expect(tile(page, 'Files and duplicates')).toContainText('37 duplicates');

  for (const of of ['Root use', 'Sign-ins without MFA', 'Protection touched']) {
    const number = first.getByRole('button', { name: new RegExp(`events: ${of}$`) });
    const n = await number.innerText();
    await number.click();
    await expect(matches(page, n)).toBeVisible();
    await page.goBack();
    await expect(first).toBeVisible();
  }
  await destructive.getByRole('button', { name: '600 events: DeleteObject' }).click();
  await expect(matches(page, '600')).toBeVisible();
  await page.goBack();
  await spikes.getByRole('listitem').first().getByRole('button').click();
  await expect(page.getByRole('navigation').getByRole('button', { name: 'Spikes' })).toHaveAttribute(
    'aria-current',
    'page',
  );
  expect(page.url()).toContain('ops-helper');
  await page.goBack();

  // What is chosen on the overview narrows it, and stands in the link.
  await first.getByRole('button', { name: 'reporting-viewer' }).first().click();
  await page.getByRole('menuitem', { name: 'Filter for' }).click();
  await trailscope.settled();
  await expect(overview).toContainText('of 30,233 events match the filter');
  await expect(first.getByText('No root use')).toBeVisible();
});

test('with the keyboard alone: what a tile counts, its SQL, its events; a link shows it again', async ({
  page,
  trailscope,
}) => {
  await trailscope.open('v=1&screen=overview&q=user:ci-deployer');
  await loadSample(page, trailscope);
  const sql = page.getByRole('button', { name: 'SQL of this tile: Denied calls' });
  await trailscope.tabTo(sql);
  await expect(page.getByRole('tooltip').filter({ hasText: 'Every request that was refused' })).toBeVisible();
  await page.keyboard.press('Enter');
  const dialog = page.getByRole('dialog', { name: 'Denied calls' });
  await expect(dialog.getByLabel('SQL', { exact: true })).toContainText("'ci-deployer'");
  await expect(dialog.getByRole('button', { name: 'Copy SQL' })).toBeVisible();
  await expectAccessible(page, 'the SQL of a tile', '[role="dialog"]');
  await page.keyboard.press('Escape');
  await expect(dialog).toBeHidden();
  const denied = tile(page, 'Look at these first').getByRole('button', { name: '47 events: Denied calls' });
  await trailscope.tabTo(denied);
  await page.keyboard.press('Enter');
  await expect(matches(page, '47')).toBeVisible();
  await page.keyboard.press('g');
  await page.keyboard.press('o');
  await expect(tile(page, 'Top spikes')).toBeVisible();
});

test('hostile names, an event with next to nothing in it, and a filter that nothing passes', async ({
  page,
  trailscope,
  logs,
}) => {
  const records = Array.from({ length: 24 }, (_, at) =>
    makeRecord(at + 1, {
      user: at < 8 ? HOSTILE : 'arn:'.padEnd(2_000, 'x'),
      eventName: at % 2 === 0 ? `Delete${HOSTILE}` : 'GetObject',
      source: HOSTILE,
      error: 'AccessDenied',
    }),
  );
  const bare = { eventID: '00000000-0000-4000-8000-000000000099', eventVersion: '1.08', eventName: 'X' };
  // As long as files are read it says so, and asks for nothing that would hold the reading up.
  let release = (): void => undefined;
  const held = new Promise<void>((resolve) => {
    release = resolve;
  });
  await page.route('**/*.wasm*', async (route) => {
    await held;
    await route.continue();
  });
  await trailscope.open('');
  await trailscope.chooseFiles(await logs.writeLog('a.json.gz', [...records, bare]));
  await expect(page.getByText('Everything else is counted when reading has ended.')).toBeVisible();
  expect(await overviewQuestions(page)).toEqual([]);
  await expectAccessible(page, 'the overview while files are read');
  release();
  await trailscope.expectDataSet({ events: 25 });
  await expect(tile(page, 'Denied, by principal and call').getByRole('row')).toHaveCount(5);
  expect(await overviewQuestions(page)).toContain('database: overview-signals');
  await expect(page.locator('img[src=x]')).toHaveCount(0);
  await expect(tile(page, 'Top spikes')).toContainText('Not enough history');
  await expectAccessible(page, 'the overview of hostile names');
  const width = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
  expect(width).toBeLessThanOrEqual(0);
  await page
    .getByRole('searchbox')
    .or(page.getByRole('combobox'))
    .first()
    .fill('eventName:NothingOfThisName');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('status', { name: 'Nothing matches' })).toBeVisible();
});
