/** Runs the Playwright specs against the build in `dist/`. */
import { requireBrowser } from './browser.mjs';
import { runTool, Stop } from './project.mjs';
import { E2E_REPORT, e2eTally, forget, ONE_FAILED } from './tally.mjs';

/**
 * @param {readonly string[]} args for Playwright: files, `-g`, `--debug` …
 * @returns {Promise<{ code: number, tally: import('./tally.mjs').Tally }>}
 */
export async function runE2e(args) {
  forget(E2E_REPORT);
  try {
    const browser = await requireBrowser();
    console.log(`\n── e2e, with ${browser}`);
    const env = { TRAILSCOPE_BROWSER: browser };
    const code = await runTool(
      '@playwright/test',
      ['test', '--config', 'e2e/playwright.config.ts', ...args],
      env,
    );
    return { code, tally: e2eTally(code) };
  } catch (error) {
    if (!(error instanceof Stop)) throw error;
    console.log(`\n${error.message}`);
    return { code: 1, tally: ONE_FAILED };
  }
}
