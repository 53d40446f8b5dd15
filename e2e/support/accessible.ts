/** WCAG 2.2 AA and good practice, as far as a machine can see them: light, dark, and with the reader's own spacing of text. */
import { createRequire } from 'node:module';
import type { Page } from '@playwright/test';
import { expectRoomForText } from './text-spacing.ts';
import { expect } from './test.ts';

const TAGS = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];
/**
 * What the second theme can break: it changes colours and nothing else (`src/ui/theme.test.ts` holds that), so that all
 * other rules are asked once.
 */
const RULES_OF_COLOUR = ['color-contrast', 'link-in-text-block'];

/**
 * The first wants text that is seen; ours have a name of `aria-label`, where a word would not fit above a column. The
 * second takes the `header` of the library's dialogs for one of the page.
 */
const NOT_ASKED = {
  'empty-table-header': { enabled: false },
  'landmark-no-duplicate-banner': { enabled: false },
};

/** The checker itself, as the text of a script: put into a page once, and asked for failures only. */
const require = createRequire(import.meta.url);
const axe: { readonly source: string } = createRequire(require.resolve('@axe-core/playwright'))('axe-core');

/**
 * The library's menus begin with an empty element that takes the focus when they open, and the arrow keys that walk a long
 * one scroll it; its lists of choices are scrolled by the arrow keys of the field above them; the `header` of its dialogs is taken for one of the page.
 */
const OF_THE_LIBRARY =
  /^(?:landmark-unique: <header |aria-required-children: <div [^>]*role="menu"[^>]*> Element has children which are not allowed: \[role=presentation\]$|scrollable-region-focusable: <div [^>]*(?:mantine-Combobox-options[^>]*role="listbox"|role="menu"))/;

type Rules = { readonly type: 'tag' | 'rule'; readonly values: readonly string[] };

/**
 * `what`: is on the screen, to be told when it is not as it should be. `within`: a part of the page. Leaves the page
 * dark.
 */
export async function expectAccessible(page: Page, what: string, within?: string): Promise<void> {
  await expectClean(page, 'light', `${what}, light`, within, { type: 'tag', values: TAGS });
  await expectClean(page, 'dark', `${what}, dark`, within, { type: 'rule', values: RULES_OF_COLOUR });
  await expectRoomForText(page, what, within);
}

async function expectClean(
  page: Page,
  colorScheme: 'light' | 'dark',
  what: string,
  within: string | undefined,
  runOnly: Rules,
): Promise<void> {
  await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
  await painted(page, colorScheme);
  // As a text: the page's own policy forbids only what the page itself would run.
  if (!(await page.evaluate<boolean>(`typeof axe === 'object'`))) await page.evaluate(axe.source);
  const asked = JSON.stringify({ runOnly, resultTypes: ['violations'], rules: NOT_ASKED });
  const told = await page.evaluate<string[]>(
    `axe.run(${JSON.stringify(within) ?? 'document'}, ${asked}).then(({ violations }) => violations.flatMap(({ id, nodes }) =>
      nodes.map(({ html, any }) => id + ': ' + html + ' ' + (any[0]?.message ?? ''))))`,
  );
  expect(
    told.filter((one) => !OF_THE_LIBRARY.test(one)),
    what,
  ).toEqual([]);
}

/** The page has heard of the scheme, all of it is drawn so, and nothing is fading in any more. */
async function painted(page: Page, colorScheme: string): Promise<void> {
  await expect(page.locator('html')).toHaveAttribute('data-mantine-color-scheme', colorScheme);
  await page.evaluate(async () => {
    await new Promise((drawn) => void requestAnimationFrame(() => requestAnimationFrame(drawn)));
    const fading = document
      .getAnimations()
      .filter((one) => one.effect?.getComputedTiming().iterations !== Number.POSITIVE_INFINITY);
    await Promise.allSettled(fading.map((one) => one.finished));
  });
}
