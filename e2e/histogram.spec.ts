/** The events over time: seen, and narrowed to, with the pointer and with keys. */
import type { Locator, Page } from '@playwright/test';
import { makeRecord } from './support/fixtures.ts';
import type { CloudTrailRecord } from './support/fixtures.ts';
import type { TrailscopePage } from './support/page.ts';
import { expect, test } from './support/test.ts';

const MINUTE = 60_000;
const NOON = Date.UTC(2025, 9, 10, 12);

/** One event a minute; each tenth is denied, each of the first hour is a DeleteObject. */
function minutes(from: number, to: number): CloudTrailRecord[] {
  return Array.from({ length: to - from }, (_, index) => {
    const minute = from + index;
    return makeRecord(minute, {
      time: new Date(NOON + minute * MINUTE).toISOString().replace('.000Z', 'Z'),
      ...(minute < 60 ? { eventName: 'DeleteObject', more: { readOnly: false } } : {}),
      ...(minute % 10 === 0 ? { error: 'AccessDenied' } : {}),
    });
  });
}

const plotOf = (page: Page): Locator => page.getByRole('slider', { name: 'Events over time' });

/** Presses at one part of the plot's width and moves to another. */
async function drag(page: Page, from: number, to: number): Promise<void> {
  const box = await plotOf(page).boundingBox();
  expect(box).not.toBeNull();
  const at = (part: number): [number, number] => [
    (box?.x ?? 0) + part * (box?.width ?? 0),
    (box?.y ?? 0) + (box?.height ?? 0) / 2,
  ];
  await page.mouse.move(...at(from));
  await page.mouse.down();
  await page.mouse.move(...at((from + to) / 2));
  await page.mouse.move(...at(to));
}

/** The times of the link. */
function rangeOf(page: Page): { from: string | null; to: string | null } {
  const link = new URLSearchParams(new URL(page.url()).hash.slice(1));
  return { from: link.get('from'), to: link.get('to') };
}

const ANY = { from: null, to: null };

async function load(trailscope: TrailscopePage, path: string, events: number): Promise<void> {
  await trailscope.open();
  await trailscope.chooseFiles(path);
  await trailscope.expectDataSet({ events });
}

test('dragging over the bars narrows to what was shown meanwhile, and Back undoes it', async ({
  page,
  trailscope,
  logs,
}) => {
  await load(trailscope, await logs.writeLog('a.json.gz', minutes(0, 120)), 120);
  // Two hours are buckets of one minute: a quarter is half an hour.
  await drag(page, 0.2501, 0.4999);
  const tooltip = page.getByRole('tooltip');
  await expect(tooltip).toContainText('2025-10-10 12:30 → 13:00 UTC');
  await expect(tooltip).toContainText('30 events');
  await expect(tooltip).toContainText(/denied\s*3/);
  await page.mouse.up();
  await trailscope.settled();
  expect(rangeOf(page)).toEqual({ from: '2025-10-10T12:30:00Z', to: '2025-10-10T13:00:00Z' });
  await expect(page.getByText(/^30 of 120 events/)).toBeVisible();
  await page.goBack();
  await trailscope.settled();
  expect(rangeOf(page)).toEqual(ANY);
  await expect(page.getByRole('main').getByText(/^120 events/)).toBeVisible();
});

test('a click narrows to a bar, double clicks widen to twice the time until all is seen', async ({
  page,
  trailscope,
  logs,
}) => {
  await load(trailscope, await logs.writeLog('a.json.gz', minutes(0, 120)), 120);
  await plotOf(page).click({ position: { x: 2, y: 40 } });
  await expect
    .poll(() => rangeOf(page))
    .toEqual({ from: '2025-10-10T12:00:00Z', to: '2025-10-10T12:01:00Z' });
  await trailscope.settled();
  await plotOf(page).dblclick();
  await expect
    .poll(() => rangeOf(page))
    .toEqual({ from: '2025-10-10T12:00:00Z', to: '2025-10-10T12:02:00Z' });
  await trailscope.settled();
  for (let doubled = 4; doubled < 256; doubled *= 2) {
    const before = page.url();
    await plotOf(page).dblclick();
    await expect.poll(() => page.url()).not.toBe(before);
    await trailscope.settled();
  }
  expect(rangeOf(page)).toEqual(ANY);
});

test('everything can be done with keys', async ({ page, trailscope, logs }) => {
  await load(trailscope, await logs.writeLog('a.json.gz', minutes(0, 120)), 120);
  const plot = plotOf(page);
  await plot.focus();
  await page.keyboard.press('ArrowRight');
  await expect(plot).toHaveAttribute(
    'aria-valuetext',
    /12:00:00 to 2025-10-10 12:01:00 UTC: 1 event: 1 denied/,
  );
  for (let more = 0; more < 9; more += 1) await page.keyboard.press('Shift+ArrowRight');
  await expect(plot).toHaveAttribute(
    'aria-valuetext',
    /to 2025-10-10 12:10:00 UTC: 10 events: 9 success, 1 denied/,
  );
  await page.keyboard.press('Escape');
  await expect(page.getByRole('tooltip')).toBeHidden();
  for (let more = 0; more < 10; more += 1) await page.keyboard.press('Shift+ArrowRight');
  await page.keyboard.press('Enter');
  await trailscope.settled();
  const tenMinutes = { from: '2025-10-10T12:00:00Z', to: '2025-10-10T12:10:00Z' };
  expect(rangeOf(page)).toEqual(tenMinutes);
  await expect(trailscope.detail).toBeHidden();
  await page.keyboard.press('Backspace');
  await trailscope.settled();
  expect(rangeOf(page)).toEqual({ ...tenMinutes, to: '2025-10-10T12:20:00Z' });
  await page.keyboard.press('[');
  await trailscope.settled();
  expect(rangeOf(page)).toEqual({ from: '2025-10-10T12:05:00Z', to: '2025-10-10T12:15:00Z' });
  await page.keyboard.press(']');
  await trailscope.settled();
  expect(rangeOf(page)).toEqual({ from: '2025-10-10T12:00:00Z', to: '2025-10-10T12:20:00Z' });
});

test('the bars are divided by outcome or by verb, and the link says by which', async ({
  page,
  trailscope,
  logs,
}) => {
  await load(trailscope, await logs.writeLog('a.json.gz', minutes(0, 120)), 120);
  const legend = page.getByRole('list', { name: 'Legend' });
  await expect(legend).toContainText(/success\s*108.*error\s*0.*denied\s*12/s);
  await page.getByRole('radiogroup', { name: 'What the bars are divided by' }).getByText('Verb').click();
  await expect(legend).toContainText(/read\s*60.*destructive\s*60/s);
  expect(page.url()).toContain('stack=verb');
  await page.goBack();
  await expect(legend).toContainText(/success\s*108/);
  // A name in the legend is a value like any other.
  await legend.getByRole('button', { name: /denied/ }).click();
  await page.getByRole('menuitem', { name: 'Filter for' }).click();
  await trailscope.settled();
  await expect(legend).toContainText(/success\s*0.*denied\s*12/s);
});

test('a bar tells its time, its counts and its most frequent event names', async ({
  page,
  trailscope,
  logs,
}) => {
  await load(trailscope, await logs.writeLog('a.json.gz', minutes(0, 120)), 120);
  await plotOf(page).hover({ position: { x: 3, y: 30 } });
  const tooltip = page.getByRole('tooltip');
  await expect(tooltip).toContainText('2025-10-10 12:00 → 12:01 UTC');
  await expect(tooltip.getByRole('list', { name: 'Most frequent event names' })).toContainText(
    /DeleteObject\s*1/,
  );
  const box = await plotOf(page).boundingBox();
  await plotOf(page).hover({ position: { x: (box?.width ?? 0) - 3, y: 30 } });
  await expect(tooltip.getByRole('list', { name: 'Most frequent event names' })).toContainText(
    /ListBuckets\s*1/,
  );
});

test('a time for which no file was delivered is marked, and listed in the table', async ({
  page,
  trailscope,
  logs,
}) => {
  const records = [...minutes(0, 131), ...minutes(215, 300)];
  await load(trailscope, await logs.writeLog('a.json.gz', records), records.length);
  const gaps = page.getByRole('list', { name: 'Legend' }).getByRole('button', { name: 'no data' });
  await expect(gaps).toContainText('1 gap');
  const box = await plotOf(page).boundingBox();
  await plotOf(page).hover({ position: { x: (box?.width ?? 0) * (170 / 300), y: 30 } });
  await expect(page.getByRole('tooltip')).toContainText('No file delivered 2025-10-10 14:10 → 15:35 UTC');
  await expect(page.getByRole('tooltip')).toContainText('not “no activity”');
  // A filter changes the bars, not what is covered.
  await page.goto(`${page.url().split('#')[0]}#v=1&q=name:DeleteObject`);
  await expect(page.getByText(/^60 of 216 events/)).toBeVisible();
  await expect(gaps).toContainText('1 gap');
  await page.getByRole('button', { name: 'View as table' }).click();
  const table = page.getByRole('dialog');
  await expect(table.getByRole('region', { name: 'Times without data' })).toContainText(
    '2025-10-10 14:10:00 → 2025-10-10 15:35:00 UTC, 1 hour 25 minutes',
  );
  const missing = table
    .getByRole('row')
    .filter({ has: page.getByRole('button', { name: '2025-10-10 14:12:00' }) });
  await expect(missing).toContainText('no data');
  const held = table
    .getByRole('row')
    .filter({ has: page.getByRole('button', { name: '2025-10-10 12:02:00' }) });
  await expect(held).not.toContainText('no data');
});

test('a time in which files were delivered is none without data', async ({ page, trailscope, logs }) => {
  const nameOf = (minute: number): string => {
    const stamp = new Date(NOON + minute * MINUTE).toISOString().replaceAll(/[-:]/g, '').slice(0, 13);
    return `111122223333_CloudTrail_eu-west-1_${stamp}Z_${String(minute).padStart(16, '0')}.json.gz`;
  };
  const busy = await logs.writeLog(nameOf(135), [...minutes(0, 131), ...minutes(215, 300)]);
  const quiet: string[] = [];
  // Events of the first hour that were delivered again: the files hold nothing new, but they came.
  for (let minute = 140; minute < 215; minute += 5)
    quiet.push(await logs.writeLog(nameOf(minute), minutes(minute - 140, minute - 135)));
  await trailscope.open();
  await trailscope.chooseFiles(busy, ...quiet);
  await trailscope.expectDataSet({ events: 216, files: 16 });
  await expect(page.getByRole('list', { name: 'Legend' })).toContainText('success');
  await expect(page.getByRole('button', { name: 'no data' })).toBeHidden();
});

test('folded it stays folded', async ({ page, trailscope, logs }) => {
  const path = await logs.writeLog('a.json.gz', minutes(0, 30));
  await load(trailscope, path, 30);
  await page.getByRole('button', { name: 'Fold the histogram' }).click();
  await expect(plotOf(page)).toBeHidden();
  await page.reload();
  await trailscope.chooseFiles(path);
  await expect(page.getByRole('button', { name: 'Unfold the histogram' })).toBeVisible();
  await expect(plotOf(page)).toBeHidden();
  await page.getByRole('button', { name: 'Unfold the histogram' }).click();
  await expect(plotOf(page)).toBeVisible();
});

test('every event of the sample is in a bar, and it is covered without a gap', async ({
  page,
  trailscope,
}) => {
  await trailscope.open();
  await page.getByRole('button', { name: 'Try the sample' }).click();
  await expect(trailscope.status).toContainText('30,233 events', { timeout: 40_000 });
  await trailscope.settled();
  const legend = page.getByRole('list', { name: 'Legend' });
  await expect
    .poll(async () => {
      const numbers = (await legend.innerText()).match(/[\d,]+/g) ?? [];
      return numbers.reduce((sum, text) => sum + Number(text.replaceAll(',', '')), 0);
    })
    .toBe(30_233);
  await expect(page.getByRole('button', { name: 'no data' })).toBeHidden();
});
