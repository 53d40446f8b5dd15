/**
 * The walk that every browser has to manage: from the first screen through loading, searching and the screens to a file that is
 * saved. Written once over `Visitor`; `firefox.spec.ts` and `webkit.spec.ts` walk it.
 */
import { readFile } from 'node:fs/promises';
import { expect, test } from '@playwright/test';
import { fromRoot } from '../../scripts/project.mjs';
import { type LogFolder, logFile, makeRecord, makeRecords } from './fixtures.ts';
import type { Visitor } from './visitor.ts';

/** An engine that a slow machine compiles, and a sample of 30,000 events. */
const LONG = { timeout: 120_000 };
const MATCHING = 'Matching events';
const SEARCH = 'eventName:DeleteBucket';
const FOUND = '1 event where event is DeleteBucket';
const SCREENS = [
  ['Overview', 'Coverage'],
  ['Principals', 'ci-deployer'],
  ['Spikes', 'series'],
  ['Data', 'files'],
] as const;

const atRest = (visitor: Visitor): Promise<void> =>
  expect.poll(() => visitor.ask('document.documentElement.dataset.settled'), LONG).toBe('true');

const status = (visitor: Visitor): Promise<string> =>
  visitor.text('status', 'Data set').then((text) => (text ?? '').replace(/\s+/g, ' '));

/** "1,234 events" in the status line → 1234. */
function counted(text: string, what: string): number {
  return Number(new RegExp(`([\\d,]+) ${what}`).exec(text)?.[1]?.replaceAll(',', ''));
}

/** Eight records in three files, two of them twice; a fourth file has one that is broken. */
async function filesOf(logs: LogFolder): Promise<readonly string[]> {
  const [first, broken] = [makeRecord(20), '{"eventVersion":"1.08",,}'];
  return [
    await logs.write('plain.json', logFile(makeRecords(3))),
    await logs.writeLog('packed.json.gz', [
      ...makeRecords(3, 4),
      makeRecord(7, { eventName: 'DeleteBucket' }),
    ]),
    await logs.writeLog('again.json.gz', makeRecords(2)),
    await logs.write('broken.json', `{"Records":[${JSON.stringify(first)},${broken}]}`),
  ];
}

async function loadAndCount(visitor: Visitor, files: readonly string[]): Promise<void> {
  await visitor.chooseFiles(files);
  await expect.poll(() => status(visitor), LONG).toContain('8 events');
  await atRest(visitor);
  for (const count of ['8 events', '4 files', '1 rejected', '2 duplicates'])
    expect(await status(visitor)).toContain(count);
}

async function searchAndOpen(visitor: Visitor): Promise<void> {
  await visitor.click('searchbox', 'Search events');
  await visitor.type(SEARCH);
  await visitor.press('Enter');
  await expect.poll(() => visitor.text('status', MATCHING), LONG).toBe(FOUND);
  await visitor.click('row', 'DeleteBucket');
  await expect.poll(() => visitor.text('complementary', 'Event'), LONG).toContain('bucket-7');
  await visitor.click('text', 'As delivered');
  const raw = (): Promise<string | null> => visitor.text('group', 'Record as delivered');
  await expect.poll(raw, LONG).toContain(JSON.stringify(makeRecord(7, { eventName: 'DeleteBucket' })));
}

async function backAndAgain(visitor: Visitor, files: readonly string[]): Promise<void> {
  const link = new URL(await visitor.address()).hash.slice(1);
  expect(link).toContain('DeleteBucket');
  await visitor.back();
  await expect.poll(() => visitor.text('complementary', 'Event'), LONG).toBeNull();
  await visitor.open(link);
  await loadAndCount(visitor, files);
  await expect.poll(() => visitor.text('status', MATCHING), LONG).toBe(FOUND);
  await expect.poll(() => visitor.text('complementary', 'Event'), LONG).toContain('bucket-7');
}

async function saveCsv(visitor: Visitor): Promise<void> {
  await visitor.open('v=1');
  await visitor.click('button', 'Try the sample');
  const { events: records }: { events: number } = JSON.parse(
    await readFile(fromRoot('public/sample/manifest.json'), 'utf8'),
  );
  // What is said while it loads is not the end.
  const sum = async (): Promise<number> =>
    counted(await status(visitor), 'events') + counted(await status(visitor), 'duplicates');
  await expect.poll(sum, LONG).toBe(records);
  await atRest(visitor);
  const events = counted(await status(visitor), 'events');
  await visitor.click('button', 'Export');
  await visitor.click('radio', 'CSV');
  const csv = await visitor.save('button', 'Save file');
  // Names of the columns, and a line for each event; no cell of the sample has a line break.
  if (csv !== null) expect(csv.trimEnd().split('\r\n')).toHaveLength(events + 1);
  await expect.poll(() => visitor.text('dialog', 'Export'), LONG).toContain('written');
  await visitor.press('Escape');
}

async function seeEveryScreen(visitor: Visitor): Promise<void> {
  for (const [screen, words] of SCREENS) {
    await visitor.click('button', screen);
    await atRest(visitor);
    await expect.poll(() => visitor.text('main', ''), LONG).toContain(words);
  }
  await visitor.click('button', 'Principals');
  await visitor.click('tab', 'Timeline');
  await atRest(visitor);
  await expect
    .poll(() => visitor.ask('document.querySelectorAll("main canvas").length'), LONG)
    .toBeGreaterThan(0);
}

async function lightAndDark(visitor: Visitor): Promise<void> {
  const ground = (): Promise<unknown> => visitor.ask('getComputedStyle(document.body).backgroundColor');
  const seen = new Set<unknown>();
  for (const theme of ['Light', 'Dark']) {
    await visitor.click('button', 'Theme');
    await visitor.click('menuitem', theme);
    const scheme = (): Promise<unknown> =>
      visitor.ask('document.documentElement.getAttribute("data-mantine-color-scheme")');
    await expect.poll(scheme, LONG).toBe(theme.toLowerCase());
    seen.add(await ground());
  }
  expect(seen.size).toBe(2);
}

export async function smoke(visitor: Visitor, logs: LogFolder): Promise<void> {
  const files = await filesOf(logs);
  await test.step('the first screen says what it is', async () => {
    await visitor.open('');
    await expect.poll(() => visitor.text('heading', 'See who did what'), LONG).not.toBeNull();
    await visitor.open('v=1');
    await atRest(visitor);
  });
  await test.step('counts are those of the files', () => loadAndCount(visitor, files));
  await test.step('a search finds its event, with its record as delivered', () => searchAndOpen(visitor));
  await test.step('Back undoes, and the link shows the same again', () => backAndAgain(visitor, files));
  expect(await visitor.troubles()).toEqual([]);
  await test.step('all of the sample is saved as CSV', () => saveCsv(visitor));
  await test.step('every screen opens', () => seeEveryScreen(visitor));
  await test.step('light and dark', () => lightAndDark(visitor));
  expect(await visitor.troubles()).toEqual([]);
}
