/** Sessions, their chains, and what came from a key: found by clicks or keys alone, and the same from the link. */
import { readFile } from 'node:fs/promises';
import type { Page } from '@playwright/test';
import { expectAccessible } from './support/accessible.ts';
import { makeRecord } from './support/fixtures.ts';
import type { TrailscopePage } from './support/page.ts';
import { expect, test } from './support/test.ts';

/** docs/sample-incident.md, “What came from the key”. */
const CAME = [
  ['user', 'ops-helper', '2025-10-10 19:02:11', 'deleted again 2025-10-11 08:22:47'],
  ['access key', 'AKIAEXAMPLEOPSHELP01', '2025-10-10 19:02:13', 'deleted again 2025-10-11 08:16:05'],
  ['login profile', 'ops-helper', '2025-10-10 19:02:58', 'deleted again 2025-10-10 21:05:50'],
  [
    'policy attachment',
    'AdministratorAccess → ops-helper',
    '2025-10-10 19:03:05',
    'detached again 2025-10-11 08:15:20',
  ],
  ['session', 'ASIAEXAMPLEBXPWCROE6', '2025-10-10 19:14:31', 'joined by console sign-in'],
  ['session', 'ASIAEXAMPLEC4JN3LRH4', '2025-10-10 19:38:20', 'joined by access key'],
  ['session', 'ASIAEXAMPLER7IUFUWDH', '2025-10-10 19:45:02', 'joined by access key'],
  ['bucket policy', 'finance-exports', '2025-10-10 19:55:31', 'deleted again 2025-10-10 21:11:37'],
] as const;

async function openSample(trailscope: TrailscopePage, hash = ''): Promise<void> {
  await trailscope.open(hash);
  await trailscope.page.getByRole('button', { name: 'Try the sample' }).click();
  await trailscope.expectDataSet({ events: 30_233 });
}

const listed = (page: Page) => page.getByRole('grid', { name: 'Sessions' });
const chainPanel = (page: Page) => page.getByRole('complementary', { name: 'Chain of the session' });
const made = (page: Page) => page.getByRole('table', { name: 'What was made' });

async function expectWhatCame(page: Page): Promise<void> {
  await expect(made(page).getByRole('row')).toHaveCount(CAME.length + 1);
  for (const [kind, name, when, fate] of CAME) {
    const line = made(page)
      .getByRole('row')
      .filter({ has: page.getByRole('cell', { name: kind }), hasText: name })
      .filter({ hasText: when });
    await expect(line).toHaveCount(1);
    await expect(line).toContainText(fate);
  }
}

test('from the leaked key to everything the attacker made, by clicks alone', async ({
  page,
  trailscope,
  browser,
}) => {
  test.slow();
  await openSample(trailscope);
  await page.getByRole('navigation').getByRole('button', { name: 'Principals' }).click();
  await page.getByRole('tab', { name: 'Sessions' }).click();
  await expect(page.getByRole('status', { name: 'Sessions listed' })).toContainText('sessions and keys');
  // More refusals than anybody else had.
  await page.getByRole('columnheader', { name: 'Denied' }).getByRole('button').click();
  const leaked = listed(page).getByRole('row').nth(1);
  await expect(leaked).toContainText('AKIAEXAMPLECIDEPLOY1');
  await leaked.getByRole('button', { name: 'ci-deployer' }).click();
  await page.getByRole('menuitem', { name: 'What came from it (blast radius)' }).click();
  await trailscope.settled();
  await page.getByRole('button', { name: /Count from: its first call/ }).click();
  await page.getByRole('menuitem', { name: /198\.51\.100\.77/ }).click();
  await expectWhatCame(page);
  await expect(page.getByRole('status', { name: 'In all' })).toContainText('2,498 events');
  await expectAccessible(page, 'what came from a key', 'section[aria-label="What came from it"]');
  await page.emulateMedia({ colorScheme: 'light' });
  const link = page.url();

  // A thing leads to the call that made it, and that to the session it was made in.
  await made(page).getByRole('button', { name: 'finance-exports' }).click();
  await page.getByRole('menuitem', { name: 'Open the call that made it' }).click();
  await expect(trailscope.detail).toContainText('PutBucketPolicy');
  await trailscope.detail.getByRole('button', { name: 'Chain' }).click();
  await expect(
    chainPanel(page).getByRole('treeitem', { name: /^ops-helper, console session/ }),
  ).toBeVisible();
  await page.goBack();
  await page.goBack();
  await expectWhatCame(page);
  await page.getByRole('button', { name: 'Show all its events' }).click();
  await trailscope.settled();
  await expect(page.getByRole('navigation').getByRole('button', { name: 'Events' })).toHaveAttribute(
    'aria-current',
    'page',
  );

  const other = await browser.newPage();
  await other.goto(link);
  await other.getByRole('button', { name: 'Try the sample' }).click();
  await expectWhatCame(other);
  await other.close();
});

test('a chain from the keyboard, in the link, and in a file', async ({ page, trailscope }) => {
  await openSample(trailscope, 'screen=sessions&v=1');
  await trailscope.tabTo(page.getByRole('searchbox', { name: 'Search sessions' }));
  await page.keyboard.type('ops-helper');
  await trailscope.tabTo(page.getByRole('button', { name: 'Cross-account' }));
  await page.keyboard.press('Enter');
  await trailscope.settled();
  await expect(listed(page).getByRole('row')).toHaveCount(3);
  await trailscope.tabTo(listed(page));
  await page.keyboard.press('j');
  await page.keyboard.press('Enter');
  const panel = chainPanel(page);
  await expect(panel.getByRole('heading', { name: 'role/LogArchiveMaintenance' })).toBeVisible();
  await expect(panel).toContainText('Certain: the answer of the call holds the access key');
  // With a chain open, the next row opens the next one's.
  await page.keyboard.press('j');
  await expect(panel.getByRole('heading', { name: 'role/OrgPlatformAccess' })).toBeVisible();
  const nodes = panel.getByRole('treeitem');
  await trailscope.tabTo(nodes.filter({ hasText: 'OrgPlatformAccess' }));
  await page.keyboard.press('ArrowRight');
  await expect(nodes.filter({ hasText: 'LogArchiveMaintenance' })).toBeFocused();
  await page.keyboard.press('ArrowLeft');
  await page.keyboard.press('ArrowLeft');
  await expect(nodes.filter({ hasText: 'AKIAEXAMPLEOPSHELP01' })).toBeFocused();
  await expectAccessible(page, 'sessions with a chain');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('menu')).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(page.getByRole('menu')).toBeHidden();
  await page.reload();
  await page.getByRole('button', { name: 'Try the sample' }).click();
  await trailscope.expectDataSet({ events: 30_233 });
  await expect(panel.getByRole('heading', { name: 'role/OrgPlatformAccess' })).toBeVisible();
  await expect(page.getByRole('searchbox', { name: 'Search sessions' })).toHaveValue(
    'ops-helper is:cross-account',
  );

  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('button', { name: 'Download sessions (JSON)' }).click(),
  ]);
  const file: unknown = JSON.parse(await readFile(await download.path(), 'utf8'));
  expect(file).toMatchObject({
    format: 'trailscope-sessions',
    listed: 2,
    sessions: [
      { accessKeyId: 'ASIAEXAMPLER7IUFUWDH', parentAccessKeyId: 'ASIAEXAMPLEC4JN3LRH4', depth: 2 },
      {
        accessKeyId: 'ASIAEXAMPLEC4JN3LRH4',
        parentAccessKeyId: 'AKIAEXAMPLEOPSHELP01',
        join: { reason: 'access key', certainty: 'certain', event: { eventName: 'AssumeRole' } },
      },
    ],
  });
  await panel.getByRole('button', { name: 'Whole chain as one timeline' }).click();
  await expect(page).toHaveURL(/lanes=chain/);
  await page.goBack();
  await page.locator('body').press('Escape');
  await expect(panel).toBeHidden();
});

const HOSTILE = '<img src=x onerror=alert(1)>\u202Eevil';
const LONG = `=${'x'.repeat(2_000)}`;

/** A session of a role, with its creation date but without the call that issued it. */
function roleSession(n: number, role: string, key: string) {
  const account = '123456789012';
  return makeRecord(n, {
    more: {
      userIdentity: {
        type: 'AssumedRole',
        principalId: `AROA:${HOSTILE}`,
        arn: `arn:aws:sts::${account}:assumed-role/${role}/${HOSTILE}`,
        accountId: account,
        accessKeyId: key,
        sessionContext: {
          sessionIssuer: { type: 'Role', userName: role, arn: `arn:aws:iam::${account}:role/${role}` },
          attributes: { creationDate: '2025-10-01T12:00:00Z', mfaAuthenticated: 'false' },
        },
      },
    },
  });
}

test('names written by an attacker do no harm', async ({ page, trailscope, logs }) => {
  await trailscope.open('screen=sessions&v=1');
  const records = [roleSession(1, HOSTILE, HOSTILE), roleSession(2, LONG, 'ASIAEXAMPLE000000002')];
  await trailscope.chooseFiles(await logs.writeLog('a.json.gz', records));
  await trailscope.expectDataSet({ events: 2 });
  await expect(listed(page).getByRole('row')).toHaveCount(3);
  await expect(listed(page)).toContainText('the call that issued it is not in the loaded logs');
  await listed(page).getByRole('row').filter({ hasText: '<img' }).getByText('role session').click();
  const panel = chainPanel(page);
  await expect(panel).toContainText('<img src=x onerror=alert(1)>U+202Eevil');
  await panel.getByText('List', { exact: true }).click();
  await expect(panel.getByRole('list').first()).toContainText('U+202E');
  await expect(page.locator('main img')).toHaveCount(0);
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('button', { name: 'Download sessions (CSV)' }).click(),
  ]);
  const text = await readFile(await download.path(), 'utf8');
  expect(text.split('\r\n').filter((line) => /(?:^|,)"?=/.test(line))).toEqual([]);
  await panel.getByRole('button', { name: 'What came from it' }).click();
  await expect(page.getByRole('region', { name: 'What came from it' })).toContainText('It made nothing.');
});
