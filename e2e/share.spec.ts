/** Links: they carry the view and never the data, say over which data they were made, and do nothing else. */
import type { BrowserContext, Page } from '@playwright/test';
import { expectAccessible } from './support/accessible.ts';
import { eventId, makeRecord, makeRecords } from './support/fixtures.ts';
import { TrailscopePage } from './support/page.ts';
import { expect, requestsElsewhere, test } from './support/test.ts';

test.use({ permissions: ['clipboard-read', 'clipboard-write'] });

const LOG = [
  ...makeRecords(6),
  ...[7, 8, 9].map((n) => makeRecord(n, { user: 'mallory', eventName: 'DeleteObject' })),
  makeRecord(10, { user: 'mallory', eventName: 'DeleteBucket', error: 'AccessDenied' }),
];

/** A view with something in every part of a link that the table shows. */
const VIEW = `columns=name%2Cwho%2Ctime&e=${eventId(8)}&q=eventName%3ADelete*&sort=time&v=1&zone=Asia%2FTokyo`;

const share = (page: Page) => page.getByRole('dialog', { name: 'Share' });
const clipboard = (page: Page): Promise<string> => page.evaluate(() => navigator.clipboard.readText());

/** As somebody else would open it. */
async function openElsewhere(context: BrowserContext, link: string): Promise<TrailscopePage> {
  const other = new TrailscopePage(await context.newPage());
  await other.page.goto(link);
  await other.settled();
  return other;
}

test('Share copies the link and says in words what it holds', async ({ page, trailscope, logs }) => {
  await trailscope.open(VIEW);
  await trailscope.chooseFiles(await logs.writeLog('a.json.gz', LOG));
  await trailscope.expectDataSet({ events: 10 });
  await page.getByRole('button', { name: 'Share' }).click();
  await expect(share(page)).toContainText('Copied');
  const link = await clipboard(page);
  expect(link).toBe(await share(page).getByRole('textbox', { name: 'Link' }).inputValue());
  expect(new URLSearchParams(new URL(link).hash.slice(1)).get('d')).toMatch(
    /^[0-9a-f]{16},10,1,\d+,\d+,a\.json\.gz$/,
  );
  for (const words of [
    'event is Delete*',
    eventId(8),
    'oldest first',
    'Event, Principal, Time',
    'Asia/Tokyo',
    'a.json.gz · 10 events in 1 file, 2025-10-01 21:00:01 to 2025-10-01 21:00:10 Asia/Tokyo',
    'Names in the filter',
    'It does not hold',
  ]) {
    await expect(share(page)).toContainText(words);
  }
  await page.keyboard.press('Escape');
  await expect(share(page)).toBeHidden();
  await expect(page.getByRole('button', { name: 'Share' })).toBeFocused();
});

test('c copies the link, also of the view of the start', async ({ page, trailscope, logs }) => {
  await trailscope.open();
  await trailscope.chooseFiles(await logs.writeLog('a.json.gz', LOG));
  await trailscope.expectDataSet({ events: 10 });
  await page.keyboard.press('c');
  await expect(page.getByRole('status', { name: 'Link' })).toHaveText('Link copied');
  expect(await clipboard(page)).toContain('#d=');
});

test('where the browser does not copy, the link is there to be copied by hand', async ({
  page,
  trailscope,
  logs,
}) => {
  await page.addInitScript(() => {
    Object.defineProperty(navigator, 'clipboard', { value: undefined });
    document.execCommand = () => false;
  });
  await trailscope.open('screen=data&v=1');
  await trailscope.chooseFiles(await logs.writeLog('a.json.gz', LOG));
  await trailscope.expectDataSet({ events: 10 });
  await page.keyboard.press('c');
  await expect(share(page)).toContainText('did not allow copying');
  const field = share(page).getByRole('textbox', { name: 'Link' });
  const selected = (): Promise<string> =>
    field.evaluate((input) =>
      input instanceof HTMLInputElement
        ? input.value.slice(input.selectionStart ?? 0, input.selectionEnd ?? 0)
        : '',
    );
  await expect.poll(selected).toContain('screen=data');
});

test('a long link is warned of', async ({ page, trailscope, logs }) => {
  await trailscope.open(`q=${encodeURIComponent(`userAgent:"${'x'.repeat(2_500)}"`)}&v=1`);
  await trailscope.chooseFiles(await logs.writeLog('a.json.gz', LOG));
  await trailscope.expectDataSet({ events: 10 });
  await page.getByRole('button', { name: 'Share' }).click();
  await expect(share(page)).toContainText('cut links off after 2,000');
});

test('in another browser the link asks for its data, and shows the same over them', async ({
  page,
  browser,
  trailscope,
  logs,
  site,
}) => {
  await trailscope.open(VIEW);
  await trailscope.chooseFolder(await folderOf(logs, 'one'));
  await trailscope.expectDataSet({ events: 10 });
  await page.keyboard.press('c');
  await expect(page.getByRole('status', { name: 'Link' })).toHaveText('Link copied');
  const link = await clipboard(page);

  const context = await browser.newContext({ baseURL: site });
  const other = await openElsewhere(context, link);
  const wants = other.page.getByRole('status', { name: 'This link needs its log files' });
  await expect(wants).toContainText('one · 10 events in 2 files, 2025-10-01 21:00:01');
  await expect(wants).toContainText('event is Delete*');
  await expect(wants).toContainText(eventId(8));
  await other.chooseFolder(await folderOf(logs, 'another-name'));
  await other.expectDataSet({ events: 10 });
  await expect(other.page.getByRole('status', { name: 'These are the data' })).toBeVisible();
  await expect(other.page.getByRole('status', { name: 'made over other data' })).toBeHidden();
  await expect(other.detail).toContainText('DeleteObject');
  expect(other.page.url()).toBe(link);
  const [mine, theirs] = await Promise.all([trailscope, other].map(shown));
  expect(theirs).toEqual(mine);
  await context.close();
});

test('over other data the link says so, and applies what fits', async ({
  page,
  browser,
  trailscope,
  logs,
  site,
}) => {
  await trailscope.open(VIEW);
  await trailscope.chooseFiles(await logs.writeLog('a.json.gz', LOG));
  await trailscope.expectDataSet({ events: 10 });
  await page.keyboard.press('c');
  await expect(page.getByRole('status', { name: 'Link' })).toHaveText('Link copied');
  const context = await browser.newContext({ baseURL: site });
  const other = await openElsewhere(context, await clipboard(page));
  await other.chooseFiles(await logs.writeLog('b.json.gz', makeRecords(4, 20)));
  await other.expectDataSet({ events: 4 });
  const notice = other.page.getByRole('status', { name: 'This link was made over other data' });
  await expect(notice).toContainText('a.json.gz · 10 events');
  await expect(notice).toContainText('b.json.gz · 4 events');
  await expect(other.page.getByText('This event is not in the loaded files')).toBeVisible();
  // A choice of one's own makes it a link over one's own data.
  await other.goTo('Data');
  await expect(notice).toBeHidden();
  expect(decodeURIComponent(other.page.url())).toContain('b.json.gz');
  await other.page.goBack();
  await expect(notice).toBeVisible();
  await notice.getByRole('button', { name: 'Dismiss' }).click();
  await expect(notice).toBeHidden();
  await context.close();
});

test('Back and Forward step through choices', async ({ page, trailscope, logs }) => {
  await trailscope.open();
  await trailscope.chooseFiles(await logs.writeLog('a.json.gz', LOG));
  await trailscope.expectDataSet({ events: 10 });
  await trailscope.openEvent('DeleteBucket');
  await trailscope.goTo('Data');
  await expect(trailscope.events).toBeHidden();
  await page.goBack();
  await expect(trailscope.detail).toContainText('DeleteBucket');
  await page.goBack();
  await expect(trailscope.detail).toBeHidden();
  await page.goForward();
  await expect(trailscope.detail).toContainText('DeleteBucket');
  await page.goForward();
  await expect(trailscope.events).toBeHidden();
});

test('what a link and an export say is accessible, light and dark', async ({ page, trailscope, logs }) => {
  await trailscope.open(`d=0123456789abcdef%2C5%2C1%2C%2C%2Cother&${VIEW}`);
  await expectAccessible(page, 'a link without its data');
  await trailscope.chooseFiles(await logs.writeLog('a.json.gz', LOG));
  await trailscope.expectDataSet({ events: 10 });
  await page.getByRole('button', { name: 'Share' }).click();
  await expect(share(page)).toContainText('Copied');
  await expectAccessible(page, 'the link in words');
  await page.keyboard.press('Escape');
  await page.getByRole('button', { name: 'Export' }).click();
  await expect(page.getByRole('dialog', { name: 'Export' })).toBeVisible();
  await expectAccessible(page, 'export');
});

test('a hostile link runs nothing, asks for nothing, and leaves the page usable', async ({
  page,
  context,
  trailscope,
  logs,
  site,
}) => {
  const elsewhere = requestsElsewhere(context, site);
  page.on('dialog', (dialog) => {
    elsewhere.push(`dialog ${dialog.message()}`);
    void dialog.dismiss();
  });
  const errors: string[] = [];
  page.on('pageerror', (error) => errors.push(error.message));
  const downloads: string[] = [];
  page.on('download', (download) => downloads.push(download.suggestedFilename()));
  const path = await logs.writeLog('a.json.gz', LOG);
  const evil = [
    '<script>window.ran=1</script><img src=//evil.example/x onerror="window.ran=1">',
    'javascript:window.ran=1',
    `'; DROP TABLE event; --`,
    '\u202Egnp.exe"\u0000',
    '${window.ran=1}{{constructor.constructor("window.ran=1")()}}',
  ];
  const KEYS =
    'screen q from to columns pin facets sort runs zone stack e at compare against export download';
  for (const value of evil) {
    const params = new URLSearchParams(KEYS.split(' ').map((key) => [key, value]));
    params.set('d', `0123456789abcdef,1,1,0,1,${value}`);
    params.set('v', '1');
    params.append('q', `eventName:"${value.replaceAll('"', '')}"`);
    // One page without data, one with: a link is read in both.
    await page.goto('about:blank');
    await trailscope.open(params.toString());
    await expect(page.getByRole('status', { name: 'This link needs its log files' })).toBeVisible();
    await trailscope.chooseFiles(path);
    await trailscope.expectDataSet({ events: 10 });
    await expect(page.getByRole('status', { name: 'This link was made over other data' })).toBeVisible();
    await trailscope.goTo('Data');
    await trailscope.goTo('Events');
    expect(await page.evaluate(() => Reflect.has(window, 'ran'))).toBe(false);
  }
  expect(elsewhere).toEqual([]);
  expect(errors).toEqual([]);
  expect(downloads, 'no link exports anything').toEqual([]);
});

/** The log in two files, under a folder of that name. */
async function folderOf(
  logs: { path: string; writeLog: (name: string, records: typeof LOG) => Promise<string> },
  name: string,
) {
  await logs.writeLog(`${name}/first.json.gz`, LOG.slice(0, 5));
  await logs.writeLog(`${name}/deeper/second.json.gz`, LOG.slice(5));
  return `${logs.path}/${name}`;
}

/** What a reader has before their eyes: columns, their order, the lines, the open event. */
async function shown({ events, detail }: TrailscopePage) {
  return {
    columns: await events.getByRole('columnheader').allInnerTexts(),
    count: await events.getAttribute('aria-rowcount'),
    lines: await events.getByRole('row').allInnerTexts(),
    open: await events.getByRole('row', { selected: true }).allInnerTexts(),
    event: await detail.getByRole('heading').first().innerText(),
  };
}
