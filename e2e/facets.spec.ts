/** Values beside the events, with counts: to include, to exclude, to search in, to choose from by mouse or keys. */
import type { Locator, Page } from '@playwright/test';
import { makeRecord, makeRecords } from './support/fixtures.ts';
import type { CloudTrailRecord, EventWords } from './support/fixtures.ts';
import type { TrailscopePage } from './support/page.ts';
import { expect, test } from './support/test.ts';

function several(from: number, count: number, words: EventWords, region: string): CloudTrailRecord[] {
  return Array.from({ length: count }, (_, at) =>
    makeRecord(from + at, { ...words, more: { awsRegion: region, ...words.more } }),
  );
}

/** Principals: alice 8, bob 3, carol 1. Regions: us-east-1 7, eu-west-1 4, ap-south-1 1. Denied: 2, both bob's in us-east-1. */
const RECORDS = [
  ...several(1, 5, { user: 'alice', eventName: 'GetObject' }, 'us-east-1'),
  ...several(6, 3, { user: 'alice', eventName: 'ListBuckets' }, 'eu-west-1'),
  ...several(9, 2, { user: 'bob', eventName: 'GetObject', error: 'AccessDenied' }, 'us-east-1'),
  ...several(11, 1, { user: 'bob', eventName: 'DeleteTrail', more: { readOnly: false } }, 'eu-west-1'),
  ...several(12, 1, { user: 'carol', eventName: 'CreateUser', more: { readOnly: false } }, 'ap-south-1'),
];

class Facets {
  readonly panel: Locator;
  private readonly trailscope: TrailscopePage;

  constructor(page: Page, trailscope: TrailscopePage) {
    this.panel = page.getByRole('region', { name: 'Facets' });
    this.trailscope = trailscope;
  }

  facet(name: string): Locator {
    return this.panel.getByRole('region', { name, exact: true });
  }

  value(facet: string, value: string): Locator {
    return this.facet(facet).getByRole('checkbox', { name: value });
  }

  /** The values of a facet from the top, with their counts, as one reads them. */
  async expectValues(facet: string, ...values: readonly string[]): Promise<void> {
    await expect(this.facet(facet).getByRole('checkbox')).toHaveText(values);
  }

  /** Chooses from the small menu at a facet's name. */
  async order(page: Page, facet: string, action: string): Promise<void> {
    await this.facet(facet)
      .getByRole('button', { name: `${facet}: move or remove` })
      .click();
    await page.getByRole('menuitem', { name: action, exact: true }).click();
    await this.trailscope.settled();
  }

  async names(): Promise<string[]> {
    const names = await this.panel.getByRole('heading', { level: 2 }).allTextContents();
    return names.map((name) => name.trim());
  }
}

async function expectEvents(trailscope: TrailscopePage, count: number): Promise<void> {
  await expect(trailscope.events).toHaveAttribute('aria-rowcount', String(count + 1));
  await trailscope.settled();
}

async function load(trailscope: TrailscopePage, path: string, count: number): Promise<void> {
  await trailscope.chooseFiles(path);
  await trailscope.expectDataSet({ events: count });
}

test('a value narrows; values of one facet widen, facets narrow each other, alternatives stay', async ({
  page,
  trailscope,
  logs,
}) => {
  const facets = new Facets(page, trailscope);
  await trailscope.open();
  await load(trailscope, await logs.writeLog('a.json.gz', RECORDS), 12);
  await facets.expectValues('Region', 'us-east-17', 'eu-west-14', 'ap-south-11');
  await facets.expectValues('Outcome', 'success10', 'denied2');
  await facets.expectValues('User agent family', 'AWS CLI v212');

  await facets.value('Region', 'us-east-1').click();
  await expectEvents(trailscope, 7);
  await expect(facets.value('Region', 'us-east-1')).toBeChecked();
  await facets.expectValues('Region', 'us-east-17', 'eu-west-14', 'ap-south-11');
  await facets.expectValues('Principal', 'alice5', 'bob2');

  await facets.value('Region', 'eu-west-1').click();
  await expectEvents(trailscope, 11);

  await facets.value('Principal', 'bob').click();
  await expectEvents(trailscope, 3);
  await facets.expectValues('Region', 'us-east-12', 'eu-west-11');
  await facets.expectValues('Principal', 'bob3', 'alice8');
  expect(page.url()).toContain('bob');

  await page.goBack();
  await expectEvents(trailscope, 11);
  await expect(facets.value('Principal', 'bob')).not.toBeChecked();
  await facets.facet('Region').getByRole('button', { name: 'Clear Region' }).click();
  await expectEvents(trailscope, 12);
});

test('a value is filtered out and stays in sight with its count', async ({ page, trailscope, logs }) => {
  const facets = new Facets(page, trailscope);
  await trailscope.open();
  await load(trailscope, await logs.writeLog('a.json.gz', RECORDS), 12);
  const without = facets.facet('Principal').getByRole('button', { name: 'Filter out alice' });
  await facets.value('Principal', 'alice').hover();
  await without.click();
  await expectEvents(trailscope, 4);
  await expect(without).toHaveAttribute('aria-pressed', 'true');
  await facets.expectValues('Principal', 'filtered out: alice8', 'bob3', 'carol1');

  await facets.value('Principal', 'bob').click({ modifiers: ['Shift', 'Alt'] });
  await expectEvents(trailscope, 1);
  await without.click();
  await expectEvents(trailscope, 9);

  await facets.value('Error code', 'not set').click();
  await expectEvents(trailscope, 9);
  await facets.facet('Error code').getByRole('button', { name: 'Filter out not set' }).click();
  await expect(page.getByRole('grid', { name: 'Events' })).toBeHidden();
  await facets.expectValues('Error code', 'filtered out: not set9');
});

test('what is chosen and does not occur is shown with 0', async ({ page, trailscope, logs }) => {
  const facets = new Facets(page, trailscope);
  await trailscope.open('v=1&q=region:(nowhere OR US-EAST-1)');
  await load(trailscope, await logs.writeLog('a.json.gz', RECORDS), 12);
  await expectEvents(trailscope, 7);
  await facets.expectValues('Region', 'us-east-17', 'nowhere0', 'eu-west-14', 'ap-south-11');
  await expect(facets.value('Region', 'nowhere')).toBeChecked();
  await expect(facets.value('Region', 'us-east-1')).toBeChecked();
});

test('more values are shown on demand, and searched in', async ({ page, trailscope, logs }) => {
  const facets = new Facets(page, trailscope);
  const records = Array.from({ length: 30 }, (_, at) =>
    makeRecord(at + 1, { eventName: at < 9 ? `Get${at + 1}<b>` : `Put${at + 1}` }),
  );
  await trailscope.open();
  await load(trailscope, await logs.writeLog('a.json.gz', records), 30);
  const names = facets.facet('Event');
  await expect(names).toContainText('6 of 30');
  await expect(names.getByRole('checkbox')).toHaveCount(6);
  await names.getByRole('button', { name: 'Show 10 more of Event' }).click();
  await expect(names.getByRole('checkbox')).toHaveCount(16);
  await names.getByRole('button', { name: 'Show 10 more of Event' }).click();
  await expect(names).toContainText('26 of 30');
  await names.getByRole('button', { name: 'Show 4 more of Event' }).click();
  await expect(names.getByRole('checkbox')).toHaveCount(30);
  await names.getByRole('button', { name: 'Show fewer of Event' }).click();
  await expect(names.getByRole('checkbox')).toHaveCount(6);

  await names.getByRole('button', { name: 'Search in Event' }).click();
  const search = names.getByRole('searchbox', { name: 'Values of Event that contain' });
  await expect(search).toBeFocused();
  await search.fill('put?0');
  await facets.expectValues('Event', 'Put101', 'Put201', 'Put301');
  await search.fill('get1');
  await facets.value('Event', 'Get1<b>').click();
  await expectEvents(trailscope, 1);
  await search.fill('nothing of this kind');
  await expect(names).toContainText('No value contains “nothing of this kind”');
  await facets.expectValues('Event', 'Get1<b>1');
  await search.press('Escape');
  await expect(search).toBeHidden();
  await expect(names).toContainText('6 of 30');
});

test('which facets there are, and in which order, is in the link', async ({ page, trailscope, logs }) => {
  const facets = new Facets(page, trailscope);
  await trailscope.open();
  await load(trailscope, await logs.writeLog('a.json.gz', RECORDS), 12);
  const usual = await facets.names();
  expect(usual).toHaveLength(12);
  expect(usual.slice(0, 2)).toEqual(['Event', 'Service']);

  await facets.panel.getByRole('button', { name: 'Add a facet' }).click();
  await page.getByRole('textbox', { name: 'Fields that contain' }).fill('access');
  await page.getByRole('option', { name: /^Access key/ }).click();
  await facets.expectValues('Access key', 'AKIAEXAMPLE00000000112');
  await facets.order(page, 'Service', 'Move up');
  await facets.order(page, 'Principal kind', 'Remove');
  const changed = await facets.names();
  expect(changed.slice(0, 4)).toEqual(['Service', 'Event', 'Principal', 'Source address']);
  expect(changed.at(-1)).toBe('Access key');

  const other = await page.context().newPage();
  await other.goto(page.url());
  await other
    .locator('input[type=file]:not([webkitdirectory])')
    .setInputFiles(await logs.writeLog('a.json.gz', RECORDS));
  const theirs = other.getByRole('region', { name: 'Facets' }).getByRole('heading', { level: 2 });
  await expect(theirs).toHaveText(changed);
  await other.close();

  await page.goBack();
  await expect(facets.facet('Principal kind')).toBeVisible();
  await facets.panel.getByRole('button', { name: 'Back to the usual facets' }).click();
  await expect.poll(() => facets.names()).toEqual(usual);
});

test('facets are used by keyboard alone', async ({ page, trailscope, logs }) => {
  const facets = new Facets(page, trailscope);
  await trailscope.open();
  await load(trailscope, await logs.writeLog('a.json.gz', RECORDS), 12);
  await page.keyboard.press('g');
  await page.keyboard.press('f');
  await expect(facets.value('Event', 'GetObject')).toBeFocused();
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press(' ');
  await expectEvents(trailscope, 3);
  await expect(facets.value('Event', 'ListBuckets')).toBeFocused();
  await page.keyboard.press('f');
  await expectEvents(trailscope, 12);
  await page.keyboard.press('x');
  await expectEvents(trailscope, 9);
  await page.keyboard.press('Shift+Enter');
  await expectEvents(trailscope, 12);

  await trailscope.tabTo(facets.value('Region', 'us-east-1'));
  await page.keyboard.press('End');
  await page.keyboard.press('Home');
  await expect(facets.value('Event', 'GetObject')).toBeFocused();
  await page.keyboard.press('ArrowRight');
  await expect(facets.facet('Event').getByRole('button', { name: 'Filter out GetObject' })).toBeFocused();
  await page.keyboard.press('ArrowRight');
  await page.keyboard.press('Enter');
  await page.getByRole('menuitem', { name: 'Only this value' }).press('Enter');
  await expectEvents(trailscope, 7);
});

test('the panel is closed, made wider and folded, and stays so in this browser', async ({
  page,
  trailscope,
  logs,
}) => {
  const facets = new Facets(page, trailscope);
  await trailscope.open();
  await load(trailscope, await logs.writeLog('a.json.gz', makeRecords(3)), 3);
  const edge = facets.panel.getByRole('separator', { name: 'Width of Facets' });
  await edge.press('End');
  await expect(edge).toHaveAttribute('aria-valuenow', (await edge.getAttribute('aria-valuemax')) ?? '');
  await edge.press('Home');
  const narrowest = Number(await edge.getAttribute('aria-valuemin'));
  await expect(edge).toHaveAttribute('aria-valuenow', String(narrowest));
  await edge.press('ArrowRight');
  await expect(edge).toHaveAttribute('aria-valuenow', String(narrowest + 24));
  await facets.facet('Event').getByRole('button', { name: 'Event', exact: true }).click();
  await expect(facets.facet('Event').getByRole('checkbox')).toHaveCount(0);
  await facets.panel.getByRole('button', { name: 'Hide facets' }).click();
  await expect(facets.panel).toBeHidden();

  await page.reload();
  await load(trailscope, await logs.writeLog('a.json.gz', makeRecords(3)), 3);
  await expect(facets.panel).toBeHidden();
  await page.getByRole('button', { name: 'Facets', exact: true }).click();
  await expect(edge).toHaveAttribute('aria-valuenow', String(narrowest + 24));
  await expect(facets.facet('Event').getByRole('checkbox')).toHaveCount(0);
  await expect(facets.facet('Service').getByRole('checkbox')).toHaveCount(1);
});

test('on a phone the facets lie over the events when they are wanted', async ({ page, trailscope, logs }) => {
  await page.setViewportSize({ width: 390, height: 844 });
  const facets = new Facets(page, trailscope);
  await trailscope.open();
  await load(trailscope, await logs.writeLog('a.json.gz', RECORDS), 12);
  await expect(facets.panel).toBeHidden();
  await page.getByRole('button', { name: 'Facets', exact: true }).click();
  await facets.value('Region', 'eu-west-1').click();
  await facets.panel.getByRole('button', { name: 'Hide facets' }).click();
  await expect(facets.panel).toBeHidden();
  await expectEvents(trailscope, 4);
});
