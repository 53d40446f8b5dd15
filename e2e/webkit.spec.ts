/** WebKit, Safari's engine, as GTK has it, driven over WebDriver: the smoke walk (docs/browsers.md). */
import { findWebKit } from '../scripts/other-browsers.mjs';
import { smoke } from './support/smoke.ts';
import { test } from './support/test.ts';
import { WebDriver } from './support/web-driver.ts';
import { WebDriverVisitor } from './support/web-driver-visitor.ts';

const programs = findWebKit();

test('WebKit loads, searches and shows as it should @slow', async ({ logs, site }) => {
  test.skip(programs === null, 'WebKit is not here: apt-get install webkit2gtk-driver xvfb');
  if (programs === null) return;
  const driver = await WebDriver.start(programs, logs.path);
  try {
    await smoke(new WebDriverVisitor(driver, site), logs);
  } finally {
    await driver.stop();
  }
});
