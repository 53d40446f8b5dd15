/**
 * The pictures of the user guide: which view of the sample each shows, and what has to stand on it. What is in `shows` is on the
 * screen when the picture is taken, and is in the text of the page (`guide.test.ts`): neither can change alone.
 */

/** @typedef {import('playwright').Page} Page */

/**
 * @typedef {object} Picture
 * @property {string} name of the file, and of nothing else
 * @property {string} page of the guide that says what is on it
 * @property {Readonly<Record<string, string>>} link the view, as entries of a link
 * @property {readonly string[]} shows
 * @property {(page: Page, settled: () => Promise<void>) => Promise<void>} [prepare] what is pressed before
 * @property {(page: Page) => import('playwright').Locator} [of] what is cut out; the whole window but the status line, where absent
 * @property {number} [height] of the window
 * @property {readonly [top: number, bottom: number]} [cut] pixels of what is cut out, from its top
 */

const KEY = 'AKIAEXAMPLECIDEPLOY1';
const BLAST = `blast:"${KEY}@2025-10-10T18:42:07Z"`;
const SIGNED =
  'X-Amz-Algorithm=AWS4-HMAC-SHA256&X-Amz-Expires=3600&X-Amz-SignedHeaders=host' +
  `&X-Amz-Credential=${KEY}%2F20251015%2Feu-west-1%2Fs3%2Faws4_request&X-Amz-Signature=${'0f'.repeat(32)}`;

/** @param {string} day @param {string} signedAt */
const presigned = (day, signedAt) =>
  `https://example-org-cloudtrail-logs.s3.eu-west-1.amazonaws.com/AWSLogs/111122223333/CloudTrail/eu-west-1/2025/10/${day}/` +
  `111122223333_CloudTrail_eu-west-1_202510${day}T2355Z_K3KSUY3OFNT54DAE.json.gz?${SIGNED}&X-Amz-Date=${signedAt}`;

/** What the clock of the browser says: presigned URLs expire. */
export const NOW = '2025-10-15T09:00:00Z';

/** @type {readonly Picture[]} */
export const PICTURES = [
  {
    name: 'overview',
    page: 'first-five-minutes',
    link: { screen: 'overview' },
    shows: ['30,233 events', 'Protection touched', 'role/LogArchiveMaintenance', 'Top spikes'],
    height: 740,
  },
  {
    name: 'events',
    page: 'screen-events',
    link: { q: 'eventName:(CreateUser OR CreateAccessKey OR CreateLoginProfile OR AttachUserPolicy)' },
    shows: ['Outcome', 'Columns'],
    height: 640,
  },
  {
    name: 'who-deleted-it',
    page: 'who-deleted-it',
    link: { q: 'resource:finance-exports verb:destructive' },
    shows: ['603', 'DeleteObject', 'DeleteBucketPolicy', 'ops-helper', '602', 'grace.lind@example.com'],
    height: 620,
  },
  {
    name: 'blast-radius',
    page: 'what-did-this-key-do',
    link: { q: BLAST, screen: 'timeline', tab: 'reach' },
    shows: ['2,498', '47 denied', 'ops-helper'],
    height: 740,
  },
  {
    name: 'what-came-from-it',
    page: 'what-did-this-key-do',
    link: { q: BLAST, screen: 'timeline', tab: 'reach' },
    shows: ['198.51.100.77', '2025-10-10 18:42:07', 'As one timeline'],
    prepare: async (page) =>
      page.getByRole('tabpanel', { name: 'What came from it' }).scrollIntoViewIfNeeded(),
    of: (page) => page.getByRole('tabpanel', { name: 'What came from it' }),
    height: 1500,
  },
  {
    name: 'chain',
    page: 'who-is-behind-a-role',
    link: { screen: 'sessions', chain: 'ASIAEXAMPLER7IUFUWDH' },
    shows: ['ci-deployer', 'ops-helper', 'OrgPlatformAccess', 'LogArchiveMaintenance', '2025-10-10'],
    of: (page) => page.getByRole('complementary', { name: /chain/i }),
    height: 1300,
    cut: [0, 800],
  },
  {
    name: 'secrets-read',
    page: 'secrets-read',
    link: { q: 'eventName:GetSecretValue ip:198.51.100.77' },
    shows: ['ci-deployer', '18:44:58', 'role/OrgPlatformAccess', 'shop/database', '19:42:10'],
    height: 560,
  },
  {
    name: 'logging-switched-off',
    page: 'logging-switched-off',
    link: { q: 'service:cloudtrail.amazonaws.com -verb:read' },
    shows: ['PutEventSelectors', 'StopLogging', 'denied'],
    height: 560,
  },
  {
    name: 'failed-and-denied',
    page: 'failed-and-denied',
    link: { q: 'outcome:denied' },
    shows: ['ci-deployer', '47', 'role/inventory-reader', '46'],
    height: 620,
  },
  {
    name: 'spikes',
    page: 'unusual-bursts',
    link: { screen: 'spikes' },
    shows: [
      '7 spikes',
      '221 series',
      'ops-helper',
      '2,400 calls in 39 min',
      'GetObject',
      '×337',
      'DeleteObject',
      '47',
    ],
    height: 860,
  },
  {
    name: 'what-is-new',
    page: 'what-is-new',
    link: { screen: 'new', new: '2025-10-10T18:00:00Z/2025-10-14T23:59:59Z', find: '198.51.100.77' },
    shows: [
      '10,330 events',
      '19,903 events',
      '89 principals',
      'ci-deployer',
      'nobody; 968 other events',
      '201',
    ],
    height: 480,
  },
  {
    name: 'one-persons-day',
    page: 'one-persons-day',
    link: {
      q: 'person:grace.lind@example.com',
      screen: 'timeline',
      from: '2025-10-10T00:00:00Z',
      to: '2025-10-11T00:00:00Z',
    },
    shows: ['grace.lind@example.com', '64 events in 20 entries', 'Routine'],
  },
  {
    name: 'compare-two',
    page: 'compare-two',
    link: {
      q: 'user:ci-deployer',
      screen: 'timeline',
      tab: 'compare',
      from: '2025-10-10T18:30:00Z',
      to: '2025-10-10T19:10:00Z',
      vs: 't:2025-10-03T00:00:00Z/2025-10-10T18:00:00Z',
    },
    shows: ['54 events', '725', 'AttachUserPolicy', 'CreateAccessKey'],
    prepare: async (page) => page.getByRole('tabpanel', { name: 'Compare' }).scrollIntoViewIfNeeded(),
    of: (page) => page.getByRole('tabpanel', { name: 'Compare' }),
    height: 1400,
    cut: [0, 560],
  },
  {
    name: 'share',
    page: 'show-a-colleague',
    link: { q: 'outcome:denied ip:198.51.100.77' },
    shows: ['fingerprint'],
    prepare: async (page, settled) => {
      await page.getByRole('button', { name: 'Share' }).click();
      const field = page.getByRole('textbox', { name: 'Link' });
      await field.waitFor();
      await settled();
      // Where the site was served from while the picture was taken is nobody's concern.
      await field.evaluate((input) => {
        if (input instanceof HTMLInputElement)
          input.value = input.value.replace(/^[^#]*/, 'https://trailscope.example.com/');
      });
    },
    height: 480,
  },
  {
    name: 'evidence',
    page: 'evidence',
    link: { q: 'eventName:DeleteBucket' },
    shows: ['As delivered', 'Evidence', 'SHA-256'],
    prepare: async (page, settled) => {
      await page.getByRole('row').filter({ hasText: 'DeleteBucket' }).first().click();
      await settled();
      await page.getByText('As delivered', { exact: true }).click();
      await settled();
    },
    of: (page) => page.getByRole('complementary', { name: 'Event' }),
    height: 2100,
    cut: [950, 1800],
  },
  {
    name: 'presigned-urls',
    page: 'load-from-s3',
    link: { screen: 'data' },
    shows: ['expired', 'Fetch'],
    prepare: async (page, settled) => {
      await page.getByRole('button', { name: 'Add presigned URLs' }).click();
      const field = page.getByRole('textbox', { name: 'URLs' });
      await field.fill(`${presigned('10', '20251015T083000Z')}\n${presigned('09', '20251015T060000Z')}`);
      await page.getByRole('button', { name: 'Add to the list' }).click();
      await settled();
    },
    of: (page) => page.getByRole('dialog', { name: 'Load from presigned URLs' }),
  },
  {
    name: 'data',
    page: 'screen-data',
    link: { screen: 'data' },
    shows: ['Coverage', 'loaded', 'duplicates', 'rejected'],
    height: 660,
  },
];
