/** One subject over time: seen, zoomed into, narrowed by, with the pointer, with keys, and by its link. */
import type { Locator, Page } from '@playwright/test';
import { expectAccessible } from './support/accessible.ts';
import { makeRecord } from './support/fixtures.ts';
import type { TrailscopePage } from './support/page.ts';
import { expect, test } from './support/test.ts';

const lanesOf = (page: Page): Locator => page.getByRole('slider', { name: 'Lanes over time' });

function linkOf(page: Page): URLSearchParams {
  return new URLSearchParams(new URL(page.url()).hash.slice(1));
}

async function openSample(page: Page, trailscope: TrailscopePage, link: string): Promise<void> {
  await trailscope.open(link);
  await page.getByRole('button', { name: 'Try the sample' }).click();
  await expect(trailscope.status).toContainText('30,233 events', { timeout: 40_000 });
  await trailscope.settled();
}

/** A place on the lanes, by parts of their width and height. */
async function placeOn(page: Page, across: number, down: number): Promise<[x: number, y: number]> {
  const box = await lanesOf(page).boundingBox();
  if (box === null) throw new Error('there are no lanes');
  return [box.x + across * box.width, box.y + down * box.height];
}

const KEY = 'screen=timeline&q=key:AKIAEXAMPLECIDEPLOY1';

test('the stolen key of the sample: lanes, zoom, a chosen time, and back', async ({ page, trailscope }) => {
  await openSample(page, trailscope, KEY);
  await expect(page.getByRole('heading', { name: 'AKIAEXAMPLECIDEPLOY1', exact: true })).toBeVisible();
  const figures = page.getByRole('list', { name: 'Key figures' });
  await expect(figures).toContainText(/1,022\s*events/);
  await expect(figures).toContainText(/47\s*denied/);
  // One lane for each address that the key was used from; the last is the intruder's.
  await expect(lanesOf(page)).toHaveAttribute('aria-valuemax', '5');
  await expect(page.getByText(/198\.51\.100\.77 · access key of ci-deployer/)).toBeVisible();

  // The wheel zooms at the pointer, the link follows, 0 shows all again.
  await page.mouse.move(...(await placeOn(page, 0.98, 0.5)));
  for (let turn = 0; turn < 6; turn += 1) await page.mouse.wheel(0, -240);
  await expect.poll(() => linkOf(page).get('zoom')).toMatch(/\/2025-10-1[01]T/);
  await trailscope.settled();
  const zoomed = page.url();
  const seen = await lanesOf(page).getAttribute('aria-valuetext');
  await page.getByRole('button', { name: 'Show all (0)' }).click();
  await expect.poll(() => linkOf(page).get('zoom')).toBeNull();

  // The link alone draws the same.
  await page.goto(zoomed);
  await expect(lanesOf(page)).toHaveAttribute('aria-valuetext', seen ?? '');
  await trailscope.settled();

  // Dragging with Shift narrows the filter's time to it; Back undoes that.
  await page.mouse.move(...(await placeOn(page, 0.3, 0.5)));
  await page.keyboard.down('Shift');
  await page.mouse.down();
  await page.mouse.move(...(await placeOn(page, 0.5, 0.5)));
  await page.mouse.move(...(await placeOn(page, 0.95, 0.5)));
  await page.mouse.up();
  await page.keyboard.up('Shift');
  await expect.poll(() => linkOf(page).get('from')).toMatch(/^2025-10-10T/);
  expect(linkOf(page).get('zoom')).toBeNull();
  await trailscope.settled();
  await page.goBack();
  await expect.poll(() => linkOf(page).get('from')).toBeNull();
  expect(linkOf(page).get('zoom')).not.toBeNull();
});

test('keys alone: from lane to lane, to an event, and to its neighbours in time', async ({
  page,
  trailscope,
}) => {
  await openSample(page, trailscope, `${KEY}&from=2025-10-10T18:00:00Z`);
  const lanes = lanesOf(page);
  await trailscope.tabTo(lanes);
  await page.keyboard.press('End');
  await page.keyboard.press('.');
  await expect(lanes).toHaveAttribute('aria-valuetext', /18:42.*: 1 event$/);
  await page.keyboard.press('Enter');
  await expect(trailscope.detail).toContainText('GetCallerIdentity');
  await trailscope.settled();
  await expect(trailscope.detail).toContainText('1 of 54');
  await page.keyboard.press('j');
  await expect(trailscope.detail).toContainText('2 of 54');
  await expect(trailscope.detail).toContainText('ListUsers');
  await page.keyboard.press('Escape');
  await expect(trailscope.detail).toBeHidden();

  // Plus and minus, and a time chosen with Shift and the arrows.
  await trailscope.tabTo(lanes);
  await page.keyboard.press('+');
  await expect.poll(() => linkOf(page).get('zoom')).not.toBeNull();
  await page.keyboard.press('0');
  await expect.poll(() => linkOf(page).get('zoom')).toBeNull();
  await trailscope.settled();
  await page.keyboard.press('.');
  await page.keyboard.press('Shift+ArrowRight');
  await page.keyboard.press('Shift+ArrowRight');
  await expect(lanes).toHaveAttribute('aria-valuetext', /chosen$/);
  await page.keyboard.press('Enter');
  await expect.poll(() => linkOf(page).get('to')).toMatch(/^2025-10-10T18:4/);
  await trailscope.settled();

  // The marks of the lane are the next stops of Tab.
  await page.goBack();
  await trailscope.settled();
  await trailscope.tabTo(page.getByRole('button', { name: /^CreateUser, Write, 2025-10-10 19:02:11/ }));
  await page.keyboard.press('Enter');
  await expect(trailscope.detail).toContainText('CreateUser');
});

test('hostile names are shown, not obeyed; the table behind holds the same', async ({
  page,
  trailscope,
  logs,
}) => {
  const hostile = `<img src=x onerror="document.title='broken'">\u202eevil`;
  const records = Array.from({ length: 30 }, (_, n) =>
    makeRecord(n, {
      time: `2025-10-10T12:${String(n).padStart(2, '0')}:00Z`,
      user: n % 2 === 0 ? hostile : `${'long'.repeat(500)}${n}`,
      eventName: n === 4 ? `Delete${hostile}` : 'ListBuckets',
      more: n === 4 ? { readOnly: false } : {},
    }),
  );
  await trailscope.open('screen=timeline');
  await trailscope.chooseFiles(await logs.writeLog('a.json.gz', records));
  await trailscope.expectDataSet({ events: 30 });
  await expect(page.getByText('These are all events.')).toBeVisible();
  await expect(lanesOf(page)).toHaveAttribute('aria-valuemax', '16');
  await expect(lanesOf(page)).toHaveAttribute('aria-valuetext', /⟨U\+202E⟩evil, lane 1 of 16/);
  expect(await page.title()).not.toBe('broken');
  await expectAccessible(page, 'the timeline');
  await page.getByRole('button', { name: /^Delete<img/ }).click();
  await expect(trailscope.detail).toContainText('evil');
  await page.keyboard.press('Escape');
  await page.getByRole('button', { name: 'View as table' }).click();
  const table = page.getByRole('dialog');
  await expect(table.getByRole('row')).toHaveCount(31);
  await expectAccessible(page, 'the timeline as a table', '[role="dialog"]');
  await table.getByRole('button', { name: '2025-10-10 12:07:00' }).click();
  await expect(trailscope.detail).toContainText('8 of 30');
  await page.keyboard.press('Escape');
  // Lanes of another kind are in the link, and so is what is left when everything is set back.
  await page.getByRole('radiogroup', { name: 'What the lanes are' }).getByText('service').click();
  await expect.poll(() => linkOf(page).get('lanes')).toBe('service');
  await expect(lanesOf(page)).toHaveAttribute('aria-valuemax', '1');
});
