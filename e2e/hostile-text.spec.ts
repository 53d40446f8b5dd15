/**
 * A log of which every field of every record was written to do harm: on each screen, in each panel and each file that comes
 * out. A new screen is one more line of VIEWS.
 */
import { readFile } from 'node:fs/promises';
import type { Page } from '@playwright/test';
import { parquetReadObjects } from 'hyparquet';
import { zip } from '../src/ingest/testing/archives.ts';
import { eventId, gz, logFile } from './support/fixtures.ts';
import { hostileRecords, TEXTS } from './support/hostile-log.ts';
import { type Watch, watchPage } from './support/inert.ts';
import type { TrailscopePage } from './support/page.ts';
import { expect, test } from './support/test.ts';

const COUNT = TEXTS.length;
const MARKUP = TEXTS.findIndex(({ kind }) => kind === 'html');
const BIDI = TEXTS.findIndex(({ kind }) => kind === 'direction');
const LONG = TEXTS.findIndex(({ kind }) => kind === 'long');

/** Each what stands on the screen and the link to it. */
const VIEWS: readonly (readonly [what: string, link: string])[] = [
  ['events', ''],
  ['events by another order', 'sort=who&columns=time,who,name,ip,agent,error,region,account'],
  ['an event of markup', `e=${eventId(MARKUP)}`],
  ['an event of long texts', `e=${eventId(LONG)}`],
  ['two events side by side', `screen=compare&compare=e:${eventId(MARKUP)}&compare=e:${eventId(BIDI)}`],
  ['what is different', 'against=rest&q=error%3A*'],
  ['principals', 'screen=principals'],
  ['sessions', 'screen=sessions'],
  ['what is new', 'screen=new'],
  ['the timeline with its story', 'screen=timeline'],
  ['blast radius', 'screen=timeline&tab=reach'],
  ['first times', 'screen=timeline&tab=first-seen'],
  ['a comparison', 'screen=timeline&tab=compare&vs=q%3Aerror%3A*'],
  ['a life line', `screen=timeline&tab=life&q=resource%3A${encodeURIComponent('"<plaintext>"')}`],
  ['overview', 'screen=overview'],
  ['spikes', 'screen=spikes'],
  ['series', 'screen=spikes&spikes=series'],
  ['hours', 'screen=spikes&spikes=hours'],
  ['data', 'screen=data'],
  ['a filter of markup', `q=${encodeURIComponent(`userAgent:"${'<img src=x onerror=canary=1>'}"`)}`],
  [
    'a link of markup',
    `screen=%3Cscript%3E&q=%3Cscript%3Ecanary%3D1&src=javascript%3Acanary%3D1&e=%E2%80%AE`,
  ],
];

/** Like others of these; looked at among the slow ones. */
const MORE_VIEWS: typeof VIEWS = [
  ['an event of bidi marks', `e=${eventId(BIDI)}`],
  ['persons', 'screen=principals&group=person'],
  ['addresses', 'screen=principals&group=address'],
];

async function show(trailscope: TrailscopePage, link: string): Promise<void> {
  await trailscope.page.evaluate(
    (hash) => {
      window.location.hash = hash;
    },
    `v=1${link === '' ? '' : `&${link}`}`,
  );
  await trailscope.settled();
}

/** Whole files for what every spreadsheet, viewer and shell is given. */
async function downloaded(page: Page, press: () => Promise<void>): Promise<{ name: string; bytes: Buffer }> {
  const [file] = await Promise.all([page.waitForEvent('download'), press()]);
  return { name: file.suggestedFilename(), bytes: await readFile(await file.path()) };
}

async function exported(page: Page, format: string): Promise<Buffer> {
  const dialog = page.getByRole('dialog', { name: 'Export' });
  await page.getByRole('button', { name: 'Export' }).click();
  await dialog.getByRole('radio', { name: format }).check();
  const { name, bytes } = await downloaded(page, () =>
    dialog.getByRole('button', { name: 'Save file' }).click(),
  );
  expect(name).toMatch(/^[\w.-]+$/);
  await expect(dialog.getByRole('status', { name: 'Export' })).toContainText(`${COUNT} events written`);
  await dialog.getByRole('button', { name: 'Close' }).last().click();
  return bytes;
}

/** What a spreadsheet runs, in a reader that divides by anything but commas, and by commas with quotes. */
function expectNoFormula(csv: string): void {
  const cells = [
    ...Array.from(csv.matchAll(/(?:^|,|\r\n)("(?:[^"]|"")*"|[^",\r]*)/g), ([, cell = '']) => cell),
    ...csv.split(/[;\t\r\n]/),
  ];
  // A number of ours may be negative; a text of a stranger begins with no sign.
  expect(cells.filter((cell) => /^[\s"\p{Cc}\p{Cf}]*[=+@＝＋－＠-](?![\d.]+$)/u.test(cell))).toEqual([]);
  // oxlint-disable-next-line no-control-regex -- they are what is looked for
  expect(csv).not.toMatch(/[\0-\x08\v\f\x0e-\x1f\x7f-\x9f]/);
}

async function load(
  trailscope: TrailscopePage,
  write: (name: string, content: Uint8Array) => Promise<string>,
): Promise<void> {
  await trailscope.page.addInitScript(() => Reflect.deleteProperty(window, 'showSaveFilePicker'));
  await trailscope.open();
  const archive = zip([
    {
      name: '<img src=x onerror=canary=1>\u202egnp/=cmd|x.json',
      content: Buffer.from(logFile(hostileRecords())),
    },
    { name: '../../<script>canary=1<script>', content: Buffer.from('no log') },
  ]);
  await trailscope.chooseFiles(
    await write('"><svg onload=canary=1> [x](javascript:canary=1)\u202e.zip', archive),
    await write('=1+1<b>.json.gz', gz('{"Records":[{"eventName":"<i>"')),
  );
  await trailscope.expectDataSet({ events: COUNT });
}

async function lookAt(views: typeof VIEWS, trailscope: TrailscopePage, watch: Watch): Promise<void> {
  for (const [what, link] of views) {
    await test.step(what, async () => {
      await show(trailscope, link);
      await watch.expectInert(what);
    });
  }
}

async function lookAtPanels(page: Page, trailscope: TrailscopePage, watch: Watch): Promise<void> {
  await show(trailscope, `e=${eventId(MARKUP)}`);
  await trailscope.detail.getByText('As delivered').first().click();
  await trailscope.settled();
  await watch.expectInert('the record as delivered');

  await show(trailscope, `q=${encodeURIComponent('userAgent:"<plaintext>"')}`);
  await page.getByRole('button', { name: 'Share' }).click();
  await expect(page.getByRole('dialog', { name: 'Share' })).toContainText('<plaintext>');
  await watch.expectInert('Share');
  await page.keyboard.press('Escape');

  await show(trailscope, '');
  await lookAtSuggestions(['userAgent:<'], page, trailscope, watch);
}

async function lookAtSuggestions(
  texts: readonly string[],
  page: Page,
  trailscope: TrailscopePage,
  watch: Watch,
): Promise<void> {
  const search = page.getByRole('searchbox', { name: 'Search events' });
  for (const text of texts) {
    await search.fill(text);
    await trailscope.settled();
    await watch.expectInert(`suggestions for ${text}`);
  }
  await search.fill('');
}

async function lookAtFiles(page: Page, trailscope: TrailscopePage): Promise<void> {
  await show(trailscope, 'sort=time');
  expectNoFormula((await exported(page, 'CSV')).toString('utf8'));
  const lines = (await exported(page, 'JSON lines')).toString('utf8').trimEnd().split('\n');
  expect(lines).toHaveLength(COUNT);
  const agents = lines.map((line) => JSON.parse(line).userAgent);
  expect(agents).toEqual(TEXTS.map(({ text }) => text));
  const rows = await parquetReadObjects({ file: new Uint8Array(await exported(page, 'Parquet')).buffer });
  expect(rows).toHaveLength(COUNT);

  await show(trailscope, 'screen=timeline');
  const story = await downloaded(page, () => page.getByRole('button', { name: 'Download Markdown' }).click());
  expect(story.name).toMatch(/^[\w.-]+$/);
  const outside = story.bytes.toString('utf8').replace(/(`+)(?!`)[\s\S]*?(?<!`)\1(?!`)/g, '');
  expect(outside.replace(/\\[\s\S]/g, '')).not.toMatch(/[<[\]>|]|:\/\//);

  await show(trailscope, 'screen=sessions');
  const sessions = (form: string) =>
    downloaded(page, () => page.getByRole('button', { name: `Download sessions (${form})` }).click());
  expectNoFormula((await sessions('CSV')).bytes.toString('utf8'));
  expect(JSON.parse((await sessions('JSON')).bytes.toString('utf8'))).toHaveProperty('sessions');

  const report = await trailscope.downloadReport();
  expect(report.suggestedFilename()).toMatch(/^[\w.-]+$/);
  expect(JSON.parse(await readFile(await report.path(), 'utf8'))).toHaveProperty('files');
}

test('a log of hostile texts is text on every screen and in every file, and nothing leaves the page', async ({
  page,
  context,
  trailscope,
  logs,
  site,
}) => {
  test.setTimeout(180_000);
  const watch = await watchPage(page, context, site);
  await load(trailscope, (name, content) => logs.write(name, content));
  await lookAt(VIEWS, trailscope, watch);
  await test.step('panels', () => lookAtPanels(page, trailscope, watch));
  await test.step('files', () => lookAtFiles(page, trailscope));
  await watch.expectInert('the end');
});

test('each hostile event, opened, and further views @slow', async ({
  page,
  context,
  trailscope,
  logs,
  site,
}) => {
  test.setTimeout(1_800_000);
  const watch = await watchPage(page, context, site);
  await load(trailscope, (name, content) => logs.write(name, content));
  await lookAt(MORE_VIEWS, trailscope, watch);
  await show(trailscope, '');
  await lookAtSuggestions(['userAgent:=', '<img'], page, trailscope, watch);
  for (const [n, { kind, text }] of TEXTS.entries()) {
    await show(trailscope, `e=${eventId(n)}`);
    await expect(trailscope.detail).toBeVisible();
    await watch.expectInert(`${kind} ${JSON.stringify(text.slice(0, 60))}`);
  }
});
