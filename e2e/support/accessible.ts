/** WCAG 2.2 AA as far as a machine can see it, light and dark. */
import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import { expect } from './test.ts';

const TAGS = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'];

/**
 * `what`: is on the screen, to be told when it is not as it should be. `within`: a part of the page. Leaves the page
 * dark.
 */
export async function expectAccessible(page: Page, what: string, within = 'body'): Promise<void> {
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
    await painted(page, colorScheme);
    const { violations } = await new AxeBuilder({ page }).include(within).withTags(TAGS).analyze();
    const told = violations.flatMap(({ id, nodes }) =>
      nodes.map(({ html, any }) => `${id}: ${html} ${any[0]?.message ?? ''}`),
    );
    expect(told, `${what}, ${colorScheme}`).toEqual([]);
  }
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
