/** The search bar, what it suggests, the pills and presets, and what is said when nothing matches. */
import type { Locator, Page } from '@playwright/test';
import { expectAccessible } from './support/accessible.ts';
import { makeRecord, makeRecords } from './support/fixtures.ts';
import type { LogFolder } from './support/fixtures.ts';
import type { TrailscopePage } from './support/page.ts';
import { expect, test } from './support/test.ts';

const bar = (page: Page): Locator => page.getByRole('searchbox', { name: 'Search events' });
const summary = (page: Page): Locator => page.getByRole('status', { name: 'Matching events' });
const pills = (page: Page): Locator => page.getByRole('toolbar', { name: 'What narrows the events' });
const option = (page: Page, name: string | RegExp): Locator => page.getByRole('option', { name });

const HOSTILE = '<img src=x onerror=alert(1)>\u202Etxt.exe';

/** Six quiet reads, two refused deletions, a secret read, and a name that means harm: ten events. */
async function load(trailscope: TrailscopePage, logs: LogFolder): Promise<void> {
  const deletion = { user: 'bob', eventName: 'DeleteBucket', error: 'AccessDenied', ip: '10.1.2.3' };
  const records = [
    ...makeRecords(6),
    makeRecord(7, { ...deletion, more: { readOnly: false } }),
    makeRecord(8, { ...deletion, more: { readOnly: false } }),
    makeRecord(9, { user: 'carol', eventName: 'GetSecretValue', source: 'secretsmanager.amazonaws.com' }),
    makeRecord(10, { user: HOSTILE }),
  ];
  await trailscope.open();
  await trailscope.chooseFiles(await logs.writeLog('a.json.gz', records));
  await trailscope.expectDataSet({ events: 10 });
}

/** Puts a text into the search and applies it. */
async function search(page: Page, trailscope: TrailscopePage, text: string): Promise<void> {
  await bar(page).fill(text);
  await bar(page).press('Enter');
  await trailscope.settled();
}

test('events follow what is typed, and one Back undoes the edit', async ({ page, trailscope, logs }) => {
  await load(trailscope, logs);
  await page.keyboard.press('/');
  await expect(bar(page)).toBeFocused();
  await page.keyboard.type('eventName:DeleteBucket');
  await expect(summary(page)).toHaveText('2 events where event is DeleteBucket');
  await page.keyboard.type(' user:nobody');
  await expect(summary(page)).toContainText('0 events');
  for (let n = 0; n < 'nobody'.length; n++) await page.keyboard.press('Backspace');
  await page.keyboard.type('bob');
  await expect(summary(page)).toHaveText('2 events where event is DeleteBucket and principal is bob');
  await expect(trailscope.events.getByText('DeleteBucket').first()).toBeVisible();
  await expect(trailscope.events.getByText('ListBuckets')).toHaveCount(0);
  await expect(bar(page)).toHaveValue('eventName:DeleteBucket user:bob');
  await page.keyboard.press('Enter');
  await expect(bar(page)).toHaveValue('eventName:DeleteBucket principal:bob');
  await page.goBack();
  await expect(bar(page)).toHaveValue('');
  await expect(trailscope.events.getByText('ListBuckets').first()).toBeVisible();
  await page.goForward();
  await expect(bar(page)).toHaveValue('eventName:DeleteBucket principal:bob');
  await expect(pills(page).getByRole('button', { name: /^event is DeleteBucket/ })).toBeVisible();
});

test('fields, then values with counts, are chosen by keyboard', async ({ page, trailscope, logs }) => {
  await load(trailscope, logs);
  await page.keyboard.press('/');
  await page.keyboard.type('eventn');
  await expect(option(page, 'eventName Event')).toBeVisible();
  await page.keyboard.press('ArrowDown');
  await expect(option(page, 'eventName Event')).toHaveAttribute('aria-selected', 'true');
  await page.keyboard.press('Enter');
  await expect(bar(page)).toHaveValue('eventName:');
  await expect(option(page, 'ListBuckets 7 events')).toBeVisible();
  await expect(option(page, 'DeleteBucket 2 events')).toBeVisible();
  await page.keyboard.type('del');
  await expect(option(page, /ListBuckets/)).toHaveCount(0);
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Tab');
  await expect(bar(page)).toHaveValue('eventName:DeleteBucket ');

  // Values are those of the events that the rest leaves; within brackets too, and inside the request.
  await page.keyboard.type('-user:(al');
  await expect(option(page, /alice/)).toHaveCount(0);
  for (let n = 0; n < 2; n++) await page.keyboard.press('Backspace');
  await expect(option(page, 'bob 2 events')).toBeVisible();
  await bar(page).fill('getsec');
  await expect(option(page, 'GetSecretValue Event 1 event')).toBeVisible();
  await bar(page).fill('bucketn');
  await expect(option(page, 'requestParameters.bucketName inside the request')).toBeVisible();
  await page.keyboard.press('ArrowUp');
  await page.keyboard.press('Enter');
  await expect(bar(page)).toHaveValue('requestParameters.bucketName:');
  await page.keyboard.type('-9');
  await option(page, 'bucket-9').click();
  await expect(bar(page)).toBeFocused();
  await page.keyboard.press('Escape');
  await expect(page.getByRole('listbox')).toHaveCount(0);
  await page.keyboard.press('Escape');
  await expect(bar(page)).not.toBeFocused();
  await expect(summary(page)).toContainText('1 event where requestParameters.bucketName is bucket-9');
});

test('a mistake is marked at its place, and the last good events stay', async ({
  page,
  trailscope,
  logs,
}) => {
  await load(trailscope, logs);
  await search(page, trailscope, 'user:bob');
  await expect(summary(page)).toContainText('2 events');
  await bar(page).fill('user:bob evntName:DeleteBucket');
  const message = page.getByRole('status').filter({ hasText: 'There is no field “evntName”' });
  await expect(message).toContainText('Did you mean “eventName”?');
  await expect(bar(page)).toHaveAttribute('aria-invalid', 'true');
  await expect(page.locator('[data-wrong]').getByText('evntName', { exact: true })).toBeVisible();
  await expect(summary(page)).toHaveText('2 events where principal is bob');
  await page.keyboard.press('Enter');
  await expect(summary(page)).toHaveText('2 events where principal is bob');
  await page.getByRole('button', { name: 'Use eventName' }).click();
  await expect(message).toHaveCount(0);
  await expect(summary(page)).toHaveText('2 events where principal is bob and event is DeleteBucket');

  await bar(page).fill('x'.repeat(10_001));
  await expect(page.getByText('A search may have 10000 characters; this one has 10001.')).toBeVisible();
  await page.getByRole('button', { name: 'Discard' }).click();
  await expect(bar(page)).toHaveValue('principal:bob eventName:DeleteBucket');
});

test('the drawn text lies exactly over the typed one, scrolled or not', async ({
  page,
  trailscope,
  logs,
}) => {
  await load(trailscope, logs);
  await bar(page).fill(`${'eventName:DeleteBucket OR -region:(eu-west-1 OR "ü — x") '.repeat(8)}`);
  await bar(page).press('End');
  // One character of another width in 450 would be seen at the end.
  const layout = (): Promise<boolean[]> =>
    bar(page).evaluate((input: HTMLInputElement) => {
      const layer = input.previousElementSibling;
      return [
        input.scrollLeft > 0,
        layer?.scrollLeft === input.scrollLeft,
        Math.abs((layer?.scrollWidth ?? 0) - input.scrollWidth) <= 4,
      ];
    });
  await expect.poll(layout).toEqual([true, true, true]);
  await bar(page).press('Home');
  await expect.poll(layout).toEqual([false, true, true]);
});

test('a pill is turned round, set aside, edited and removed', async ({ page, trailscope, logs }) => {
  await load(trailscope, logs);
  await search(page, trailscope, 'user:alice region:eu-central-1');
  const act = async (pill: RegExp, action: string): Promise<void> => {
    await pills(page).getByRole('button', { name: pill }).click();
    await page.getByRole('menuitem', { name: action }).click();
    await trailscope.settled();
  };
  await act(/^principal is alice/, 'Exclude instead');
  await expect(summary(page)).toContainText('4 events where principal is not alice');
  await act(/^principal is not alice/, 'Set aside');
  await expect(summary(page)).toHaveText('10 events where region is eu-central-1');
  await expect(bar(page)).toHaveValue('~-principal:alice awsRegion:eu-central-1');
  await act(/^set aside: principal is not alice/, 'Use again');
  await act(/^principal is not alice/, 'Edit');
  const editor = page.getByRole('textbox', { name: 'Edit this part of the search' });
  await expect(editor).toHaveValue('-principal:alice');
  await editor.fill('ip:10.0.0.0/99');
  await editor.press('Enter');
  await expect(page.getByRole('alert')).toContainText('“10.0.0.0/99” is no block of addresses');
  await editor.fill('ip:10.0.0.0/8');
  await editor.press('Enter');
  await expect(summary(page)).toContainText('2 events where source address is in 10.0.0.0/8');

  // By keyboard: the next pill has the focus when one has gone.
  await pills(page)
    .getByRole('button', { name: /^source address/ })
    .focus();
  await page.keyboard.press('ArrowRight');
  await expect(pills(page).getByRole('button', { name: /^region/ })).toBeFocused();
  await page.keyboard.press('ArrowLeft');
  await page.keyboard.press('Delete');
  await expect(pills(page).getByRole('button', { name: /^region/ })).toBeFocused();
  await expect(summary(page)).toHaveText('10 events where region is eu-central-1');
  await page.getByRole('button', { name: 'Clear all' }).click();
  await expect(pills(page)).toHaveCount(0);
  await expect(bar(page)).toHaveValue('');
});

test('presets add their clauses, and take them away again', async ({ page, trailscope, logs }) => {
  await load(trailscope, logs);
  const writes = page.getByRole('button', { name: 'Writes only' });
  await expect(writes).toHaveAttribute('aria-pressed', 'false');
  await writes.click();
  await expect(writes).toHaveAttribute('aria-pressed', 'true');
  await expect(summary(page)).toHaveText('2 events where verb is write or destructive');
  const choose = async (name: RegExp): Promise<void> => {
    await page.getByRole('button', { name: 'Presets' }).click();
    await page.getByRole('menuitem', { name }).click();
    await trailscope.settled();
  };
  await choose(/^Denied/);
  await expect(summary(page)).toHaveText('2 events where verb is write or destructive and outcome is denied');
  await writes.click();
  await choose(/^Denied · set/);
  await expect(pills(page)).toHaveCount(0);
  await choose(/^Secrets read/);
  await expect(summary(page)).toContainText('1 event where');
});

test('where nothing matches, the part that leaves nothing is named', async ({ page, trailscope, logs }) => {
  await load(trailscope, logs);
  await search(page, trailscope, 'user:alice region:eu-west-9');
  const nothing = page.getByRole('status', { name: 'Nothing matches' });
  await expect(nothing.getByRole('listitem')).toHaveText(/^Without awsRegion:eu-west-9\s*6 events match/);
  await nothing.getByRole('button', { name: 'Remove it' }).click();
  await expect(summary(page)).toHaveText('6 events where principal is alice');

  await search(page, trailscope, 'user:nobody region:eu-west-9');
  await expect(nothing).toContainText('at least two have to go');
  await nothing.getByRole('button', { name: 'Clear all' }).click();
  await expect(trailscope.events.getByText('ListBuckets').first()).toBeVisible();

  await page.goto('./#from=2020-01-01T00:00:00Z&to=2020-01-02T00:00:00Z');
  await expect(nothing).toContainText(
    'Without the time range 2020-01-01 00:00:00 to 2020-01-02 00:00:00 UTC',
  );
  await nothing.getByRole('button', { name: 'Show the whole time' }).click();
  await expect(trailscope.events.getByText('ListBuckets').first()).toBeVisible();
});

test('a hostile value is suggested and searched as the text that it is', async ({
  page,
  trailscope,
  logs,
}) => {
  let dialogs = 0;
  page.on('dialog', (dialog) => {
    dialogs++;
    void dialog.dismiss();
  });
  await load(trailscope, logs);
  await bar(page).fill('user:img');
  await expect(option(page, /<img src=x onerror=alert\(1\)>U\+202Etxt\.exe/)).toBeVisible();
  await option(page, /<img/).click();
  await expect(bar(page)).toHaveValue(`user:"${HOSTILE}" `);
  await page.keyboard.press('Enter');
  await expect(summary(page)).toContainText('1 event where principal is “<img src=x');
  await expect(pills(page)).toContainText('⟨U+202E⟩');
  expect(dialogs).toBe(0);
});

test('a pattern made to hang is answered in time, and makes way for the next', async ({
  page,
  trailscope,
  logs,
}) => {
  const text = 'a'.repeat(4_000);
  const records = Array.from({ length: 1_500 }, (_, n) =>
    makeRecord(n, { more: { requestParameters: { text, key: `k${n}` } } }),
  );
  await trailscope.open();
  await trailscope.chooseFiles(await logs.writeLog('a.json.gz', records));
  await trailscope.expectDataSet({ events: 1_500 });
  const evil = `${'*a'.repeat(19)}*b`;
  await bar(page).fill(`${evil} requestParameters.text:${evil}`);
  await bar(page).press('Enter');
  await search(page, trailscope, 'requestParameters.key:k77');
  await expect(summary(page)).toHaveText('1 event where requestParameters.key is k77');
  await search(page, trailscope, evil);
  await expect(summary(page)).toContainText('0 events');
  await bar(page).fill(`user:${'*a'.repeat(21)}`);
  await expect(page.getByText('A word may have 20 stars; this one has 21.')).toBeVisible();
});

test('the search and what belongs to it are accessible, light and dark', async ({
  page,
  trailscope,
  logs,
}) => {
  await load(trailscope, logs);
  await search(page, trailscope, '-user:bob ~region:x');
  await bar(page).fill('evntName:x -user:bob ~region:x eventName:');
  await expect(option(page, /ListBuckets/)).toBeVisible();
  await page.keyboard.press('ArrowDown');
  await expect(page.getByRole('button', { name: 'Use eventName' })).toBeVisible();
  await expectAccessible(page, 'suggestions, a mistake and pills');
  await search(page, trailscope, 'user:nobody');
  await expect(page.getByRole('button', { name: 'Remove it' })).toBeVisible();
  await page.getByRole('button', { name: 'Search syntax' }).click();
  await expect(page.getByText('What a search can say')).toBeVisible();
  await expectAccessible(page, 'nothing matches, and the syntax');
});
