/** Runs the Playwright specs against the build in `dist/`. */
import { requireBrowser } from './browser.mjs';
import { fromRoot, Stop, toolOf } from './project.mjs';
import { oneFailed, tallyOf } from './tally.mjs';
import { runWatched } from './watched-run.mjs';

const E2E_PROGRESS = 'node_modules/.cache/trailscope/e2e-progress.json';

/**
 * @param {readonly string[]} args for Playwright: files, `-g`, `--debug` …
 * @param {number} patience ms without any test beginning or ending after which Playwright hangs; Infinity for whoever looks on
 * @returns {Promise<{ code: number, tally: import('./tally.mjs').Tally }>}
 */
export async function runE2e(args, patience) {
  try {
    const browser = await requireBrowser();
    console.log(`\n── e2e, with ${browser}`);
    const ended = await runWatched({
      command: [toolOf('@playwright/test'), 'test', '--config', 'e2e/playwright.config.ts', ...args],
      env: { TRAILSCOPE_BROWSER: browser },
      progress: fromRoot(E2E_PROGRESS),
      patience,
    });
    return { code: ended.code, tally: tallyOf('e2e', ended) };
  } catch (error) {
    if (!(error instanceof Stop)) throw error;
    console.log(`\n${error.message}`);
    return { code: 1, tally: oneFailed(`e2e: ${error.message}`) };
  }
}
