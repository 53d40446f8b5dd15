import { defineConfig } from '@playwright/test';
import { requireBrowser } from '../scripts/browser.mjs';
import { findFirefox } from '../scripts/other-browsers.mjs';
import { fromRoot } from '../scripts/project.mjs';
import { E2E_REPORT } from '../scripts/tally.mjs';

const slow = process.env['TRAILSCOPE_SLOW'] === '1';

// Looked for once; the workers, which read this file too, inherit it.
process.env['TRAILSCOPE_BROWSER'] ??= await requireBrowser();
process.env['TRAILSCOPE_FIREFOX'] ??= (await findFirefox()) ?? '';

/** Specs of one browser that is not Chromium. */
const FIREFOX_SPEC = /firefox\.spec\.ts$/;

export default defineConfig({
  testDir: '.',
  outputDir: fromRoot('test-results'),
  fullyParallel: true,
  workers: 2,
  retries: 0,
  forbidOnly: process.env['CI'] !== undefined,
  // A machine with other work must not fail what only takes longer there.
  timeout: slow ? 600_000 : 150_000,
  expect: { timeout: slow ? 120_000 : 30_000 },
  ...(slow ? { grep: /@slow/ } : { grepInvert: /@slow/ }),
  reporter: [['list'], ['json', { outputFile: fromRoot(E2E_REPORT) }], ['./support/progress-reporter.ts']],
  projects: [
    { name: 'chromium', testIgnore: FIREFOX_SPEC },
    {
      name: 'firefox',
      testMatch: FIREFOX_SPEC,
      use: {
        browserName: 'firefox',
        channel: 'moz-firefox',
        launchOptions: { executablePath: fromRoot('e2e/support/firefox-bidi.mjs') },
        // A picture of a failure would add a style that the page's policy refuses, and with it another failure.
        screenshot: 'off',
      },
    },
  ],
  use: {
    viewport: { width: 1440, height: 900 },
    locale: 'en-GB',
    timezoneId: 'America/New_York',
    // Each test begins without a kept copy of the program; `offline.spec.ts` is about that copy.
    serviceWorkers: 'block',
    screenshot: 'only-on-failure',
    // Recording takes a fifth of the time of every test: ask for it where one fails.
    trace: process.env['TRAILSCOPE_TRACE'] === '1' ? 'retain-on-failure' : 'off',
    launchOptions: {
      executablePath: process.env['TRAILSCOPE_BROWSER'],
      args: [
        '--disable-gpu',
        '--disable-quic',
        '--no-first-run',
        '--disable-background-networking',
        '--disable-component-update',
        '--disable-sync',
        // The engine as it is compiled at first is fast enough for the few events of a test; compiling it better takes a sixth of
        // the time of all of them. The long suites run as users do.
        ...(slow ? [] : ['--js-flags=--no-wasm-tier-up,--no-wasm-dynamic-tiering']),
      ],
    },
  },
});
