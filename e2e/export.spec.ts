/** Exports: what is written is what matches, whole and in order, in every format; a stopped one leaves nothing. */
import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import type { Locator, Page } from '@playwright/test';
import { parquetMetadata, parquetReadObjects } from 'hyparquet';
import { gz, makeRecord, makeRecords } from './support/fixtures.ts';
import type { CloudTrailRecord } from './support/fixtures.ts';
import type { TrailscopePage } from './support/page.ts';
import { expect, test } from './support/test.ts';

const TOKEN = 'FwoGZXIvYXdzEXAMPLETOKENTOKENTOKEN';

const LOG: readonly CloudTrailRecord[] = [
  ...makeRecords(5),
  makeRecord(6, { user: '=HYPERLINK("//evil.example","x")', eventName: 'DeleteObject' }),
  makeRecord(7, { user: '+1', eventName: 'DeleteObject', ip: 'a, "b"' }),
  makeRecord(8, {
    user: '漢 😀',
    eventName: 'DeleteBucket',
    more: { responseElements: { credentials: { sessionToken: TOKEN } }, vpcEndpointId: '-vpce' },
  }),
];

const dialog = (page: Page): Locator => page.getByRole('dialog', { name: 'Export' });
const ended = (page: Page): Locator => dialog(page).getByRole('status', { name: 'Export' });

/** Without a place to choose, as in browsers that have no such thing: the file is downloaded. */
async function withoutPicker(page: Page): Promise<void> {
  await page.addInitScript(() => Reflect.deleteProperty(window, 'showSaveFilePicker'));
}

interface Saved {
  readonly name: string;
  readonly bytes: Buffer;
  readonly words: string;
}

async function exportAs(page: Page, format: string, also: readonly string[] = []): Promise<Saved> {
  await page.getByRole('button', { name: 'Export' }).click();
  await dialog(page).getByRole('radio', { name: format }).check();
  for (const choice of also) await dialog(page).getByLabel(choice).check();
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    dialog(page).getByRole('button', { name: 'Save file' }).click(),
  ]);
  await expect(ended(page)).toContainText('written');
  const words = await dialog(page).innerText();
  await dialog(page).getByRole('button', { name: 'Close' }).last().click();
  await expect(dialog(page)).toBeHidden();
  return { name: download.suggestedFilename(), bytes: await readFile(await download.path()), words };
}

async function load(trailscope: TrailscopePage, paths: readonly string[], hash = 'v=1'): Promise<void> {
  await withoutPicker(trailscope.page);
  await trailscope.open(hash);
  await trailscope.chooseFiles(...paths);
  await trailscope.settled();
}

/** RFC 4180 by the letter; shares nothing with what wrote it. */
function readCsv(text: string): string[][] {
  const rows: string[][] = [];
  for (const line of text.match(/(?:"(?:[^"]|"")*"|[^"\r])*\r\n/g) ?? []) {
    const cells = line.slice(0, -2).match(/(?:^|,)(?:"(?:[^"]|"")*"|[^",]*)/g) ?? [];
    rows.push(cells.map((cell, at) => unquote(at === 0 ? cell : cell.slice(1))));
  }
  return rows;
}

const unquote = (cell: string): string =>
  cell.startsWith('"') ? cell.slice(1, -1).replaceAll('""', '"') : cell;

/** Rows by column name. */
function tableOf(text: string): Record<string, string>[] {
  const [head = [], ...rows] = readCsv(text);
  return rows.map((row) => Object.fromEntries(row.map((cell, at) => [head[at] ?? '', cell])));
}

test('CSV holds the columns shown, in their order, and runs nothing', async ({ page, trailscope, logs }) => {
  const path = await logs.writeLog('logs.json.gz', LOG);
  await load(trailscope, [path], 'columns=name%2Cwho%2Ctime%2Cip&q=eventName%3ADelete*&v=1');
  const { name, bytes, words } = await exportAs(page, 'CSV');
  expect(name).toMatch(/^trailscope-logs-[0-9a-f]{8}-3-events-eventName-Delete\.csv$/);
  const text = bytes.toString('utf8');
  expect(text).toBe(
    [
      'eventName,principal,eventTime,sourceIPAddress',
      'DeleteBucket,漢 😀,2025-10-01T12:00:08Z,203.0.113.7',
      `DeleteObject,'+1,2025-10-01T12:00:07Z,"a, ""b"""`,
      `DeleteObject,"'=HYPERLINK(""//evil.example"",""x"")",2025-10-01T12:00:06Z,203.0.113.7`,
      '',
    ].join('\r\n'),
  );
  expect(words).toContain(createHash('sha256').update(bytes).digest('hex'));
});

test('CSV of all fields holds them in full, without secrets unless they are wanted', async ({
  page,
  trailscope,
  logs,
}) => {
  await load(trailscope, [await logs.writeLog('a.json.gz', LOG)]);
  const masked = await exportAs(page, 'CSV', ['All fields']);
  const [row] = tableOf(masked.bytes.toString('utf8'));
  expect(row).toMatchObject({
    eventName: 'DeleteBucket',
    requestParameters: '{"bucketName":"bucket-8"}',
    responseElements: `{"credentials":{"sessionToken":"hidden, ${TOKEN.length} characters"}}`,
    vpcEndpointId: "'-vpce",
    readOnly: 'true',
    fileName: 'a.json.gz',
  });
  const whole = await exportAs(page, 'CSV', ['All fields', 'Include secrets']);
  expect(whole.bytes.toString('utf8')).toContain(TOKEN);
});

test('JSON lines are the records as delivered, each on one line', async ({ page, trailscope, logs }) => {
  const spread = `{"Records":[${LOG.map((record) => JSON.stringify(record, null, 2)).join(',\n')}]}`;
  const odd = `{ "eventID" : "x",   "eventTime":"2025-10-02T00:00:00Z", "n": 1.50, "n": 2 }`;
  const paths = [
    await logs.write('spread.json.gz', gz(spread)),
    await logs.write('odd.json', `{"Records":[${odd}]}`),
  ];
  await load(trailscope, paths);
  const { name, bytes } = await exportAs(page, 'JSON lines');
  expect(name).toMatch(/-9-events\.jsonl$/);
  const lines = bytes.toString('utf8').trimEnd().split('\n');
  expect(lines[0], 'byte for byte').toBe(odd);
  const masked = JSON.stringify(LOG.toReversed()).replace(TOKEN, `hidden, ${TOKEN.length} characters`);
  expect(lines.slice(1).map((line) => JSON.parse(line))).toEqual(JSON.parse(masked));
  const whole = await exportAs(page, 'JSON lines', ['Include secrets']);
  expect(
    whole.bytes
      .toString('utf8')
      .trimEnd()
      .split('\n')
      .slice(1)
      .map((line) => JSON.parse(line)),
  ).toEqual(LOG.toReversed());
});

test('Parquet holds all fields with their types, and says what it came from', async ({
  page,
  trailscope,
  logs,
}) => {
  await load(trailscope, [await logs.writeLog('a.json.gz', LOG)], 'q=eventName%3ADelete*&v=1');
  const { bytes } = await exportAs(page, 'Parquet');
  const file = new Uint8Array(bytes).buffer;
  const rows = await parquetReadObjects({ file });
  expect(rows).toHaveLength(3);
  expect(rows[2]).toMatchObject({
    eventTime: new Date('2025-10-01T12:00:06Z'),
    eventName: 'DeleteObject',
    principal: '=HYPERLINK("//evil.example","x")',
    readOnly: true,
    requestParameters: '{"bucketName":"bucket-6"}',
    errorCode: null,
  });
  expect(rows[0]?.['responseElements']).not.toContain(TOKEN);
  const [entry] = parquetMetadata(file).key_value_metadata ?? [];
  expect(entry?.key).toBe('trailscope');
  expect(JSON.parse(entry?.value ?? '')).toMatchObject({
    program: 'Trailscope',
    dataSet: { name: 'a.json.gz', events: 8, files: 1 },
    filter: { search: 'eventName:Delete*', inWords: 'event is Delete*' },
    events: 3,
    secrets: 'masked',
  });
});

test('the sample, filtered: the formats agree with the records and with each other', async ({
  page,
  trailscope,
}) => {
  await withoutPicker(page);
  await trailscope.open('q=outcome%3Adenied&sort=who&v=1');
  await page.getByRole('button', { name: 'Try the sample' }).click();
  await expect(trailscope.status).toContainText(/30,\d{3} events/);
  await trailscope.settled();
  const table = tableOf((await exportAs(page, 'CSV', ['All fields'])).bytes.toString('utf8'));
  const lines = (await exportAs(page, 'JSON lines')).bytes.toString('utf8').trimEnd().split('\n');
  const parquet = await parquetReadObjects({
    file: new Uint8Array((await exportAs(page, 'Parquet')).bytes).buffer,
    columns: ['eventID', 'errorCode'],
  });
  expect(table.length).toBeGreaterThan(100);
  const ids = table.map((row) => row['eventID']);
  expect(new Set(ids).size).toBe(ids.length);
  expect(lines.map((line) => JSON.parse(line).eventID)).toEqual(ids);
  expect(parquet.map((row) => row['eventID'])).toEqual(ids);
  expect(lines.map((line) => JSON.parse(line).errorCode ?? '')).toEqual(table.map((row) => row['errorCode']));
  const principals = table.map((row) => (row['principal'] ?? '').toLowerCase());
  expect(principals).toEqual(principals.toSorted());
});

test('records whose file has changed are missing from JSON lines, and counted', async ({
  page,
  trailscope,
  logs,
}) => {
  const stays = await logs.writeLog('stays.json.gz', LOG.slice(0, 3));
  const goes = await logs.writeLog('goes.json.gz', LOG.slice(3));
  await load(trailscope, [stays, goes]);
  await trailscope.expectDataSet({ events: 8 });
  await logs.write('goes.json.gz', 'no log any more');
  const { bytes, words } = await exportAs(page, 'JSON lines');
  expect(words).toContain('3 events written');
  expect(words).toContain('5 records could not be read again');
  const lines = bytes.toString('utf8').trimEnd().split('\n');
  expect(lines.map((line) => JSON.parse(line))).toEqual(LOG.slice(0, 3).toReversed());
});

test('a note says which filter, data set and files an export came from', async ({
  page,
  trailscope,
  logs,
}) => {
  const path = await logs.writeLog('a.json.gz', LOG);
  await load(trailscope, [path], 'q=eventName%3ADeleteBucket&v=1');
  await page.getByRole('button', { name: 'Export' }).click();
  const [file] = await Promise.all([
    page.waitForEvent('download'),
    dialog(page).getByRole('button', { name: 'Save file' }).click(),
  ]);
  const [note] = await Promise.all([
    page.waitForEvent('download'),
    dialog(page).getByRole('button', { name: 'Save a note' }).click(),
  ]);
  const sha256 = (bytes: Buffer): string => createHash('sha256').update(bytes).digest('hex');
  expect(note.suggestedFilename()).toBe(`${file.suggestedFilename()}.about.json`);
  expect(JSON.parse(await readFile(await note.path(), 'utf8'))).toMatchObject({
    file: {
      name: file.suggestedFilename(),
      sha256: sha256(await readFile(await file.path())),
      events: 1,
      missing: 0,
    },
    filter: { search: 'eventName:DeleteBucket' },
    sourceFiles: [{ name: 'a.json.gz', sha256: sha256(await readFile(path)) }],
  });
});

test('rows are copied as CSV', async ({ page, context, trailscope, logs }) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  await load(
    trailscope,
    [await logs.writeLog('a.json.gz', LOG)],
    'columns=name%2Ctime&q=eventName%3ADelete*&v=1',
  );
  await page.getByRole('button', { name: 'Export' }).click();
  await dialog(page).getByRole('button', { name: 'Copy as CSV' }).click();
  await expect(dialog(page).getByRole('status', { name: 'Copying' })).toHaveText('3 events copied');
  const text = await page.evaluate(() => navigator.clipboard.readText());
  expect(readCsv(text.replaceAll(/\r?\n/g, '\r\n')).map((row) => row[0])).toEqual([
    'eventName',
    'DeleteBucket',
    'DeleteObject',
    'DeleteObject',
  ]);
});

/** Files in the browser's own file system, behind the picker: what is written there is what would be on the disk. */
async function withPicker(page: Page): Promise<void> {
  await page.addInitScript(() => {
    Object.assign(window, {
      showSaveFilePicker: async ({ suggestedName }: { suggestedName: string }) => {
        const folder = await navigator.storage.getDirectory();
        return folder.getFileHandle(suggestedName, { create: true });
      },
    });
  });
}

const filesWritten = (page: Page): Promise<Record<string, number>> =>
  page.evaluate(async () => {
    const sizes: Record<string, number> = {};
    const folder = await navigator.storage.getDirectory();
    for await (const [name, entry] of folder) {
      if (entry instanceof FileSystemFileHandle) sizes[name] = (await entry.getFile()).size;
    }
    return sizes;
  });

test('where the browser lets one choose a place, the file is written there', async ({
  page,
  trailscope,
  logs,
}) => {
  await withPicker(page);
  await trailscope.open();
  await trailscope.chooseFiles(await logs.writeLog('a.json.gz', LOG));
  await trailscope.expectDataSet({ events: 8 });
  await page.getByRole('button', { name: 'Export' }).click();
  await dialog(page).getByRole('button', { name: 'Save file' }).click();
  await expect(ended(page)).toContainText('8 events written');
  const sizes = Object.entries(await filesWritten(page));
  expect(sizes).toHaveLength(1);
  expect(sizes[0]?.[0]).toMatch(/^trailscope-a-[0-9a-f]{8}-8-events\.csv$/);
  expect(sizes[0]?.[1]).toBeGreaterThan(500);

  // The disk is full.
  await page.evaluate(() => {
    FileSystemWritableFileStream.prototype.write = () =>
      Promise.reject(new DOMException('The quota has been exceeded.', 'QuotaExceededError'));
  });
  await dialog(page).getByRole('button', { name: 'Close' }).last().click();
  await page.getByRole('button', { name: 'Export' }).click();
  await dialog(page).getByRole('radio', { name: 'JSON lines' }).check();
  await dialog(page).getByRole('button', { name: 'Save file' }).click();
  await expect(dialog(page)).toContainText('There is no room left on the disk.');
  expect(Object.entries(await filesWritten(page))).toEqual(sizes);
});

test('a cancelled export leaves no file that looks whole', async ({ page, trailscope, logs }) => {
  await withPicker(page);
  await trailscope.open();
  for (let n = 0; n < 3; n++) await logs.writeLog(`many/${n}.json.gz`, makeRecords(8_000, n * 8_000));
  await trailscope.chooseFolder(`${logs.path}/many`);
  await trailscope.expectDataSet({ events: 24_000 });
  await page.getByRole('button', { name: 'Export' }).click();
  await dialog(page).getByRole('radio', { name: 'Parquet' }).check();
  await dialog(page).getByRole('button', { name: 'Save file' }).click();
  await dialog(page).getByRole('button', { name: 'Cancel' }).click();
  await expect(dialog(page)).toContainText('No file was saved');
  await expect.poll(() => filesWritten(page)).toEqual({});
  await dialog(page).getByRole('button', { name: 'Back' }).click();
  await dialog(page).getByRole('button', { name: 'Save file' }).click();
  await expect(ended(page)).toContainText('24,000 events written');
});
