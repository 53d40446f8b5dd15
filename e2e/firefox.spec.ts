/** Firefox, driven over WebDriver BiDi: the smoke walk (docs/browsers.md). */
import { PlaywrightVisitor } from './support/playwright-visitor.ts';
import { smoke } from './support/smoke.ts';
import { test } from './support/test.ts';

test.skip(
  (process.env['TRAILSCOPE_FIREFOX'] ?? '') === '',
  'Firefox is not here: install it (Debian: apt-get install firefox-esr), or set TRAILSCOPE_FIREFOX to its path',
);

// The engine is compiled three times, on whatever else the machine does.
test.setTimeout(300_000);

test('Firefox loads, searches, shows and saves as it should', async ({ page, logs, site }) => {
  await smoke(await PlaywrightVisitor.start(page, site), logs);
});
