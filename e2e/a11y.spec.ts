/** WCAG 2.2 AA as far as a machine can see it, on every screen, light and dark. */
import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import { makeRecord, makeRecords } from './support/fixtures.ts';
import { expect, test } from './support/test.ts';

const TAGS = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'];

async function expectNoViolations(page: Page, screen: string): Promise<void> {
  const { violations } = await new AxeBuilder({ page }).withTags(TAGS).analyze();
  const told = violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' · ')}`);
  expect(told, screen).toEqual([]);
}

for (const colorScheme of ['light', 'dark'] as const) {
  test.describe(colorScheme, () => {
    test.use({ colorScheme });

    test('every screen is accessible', async ({ page, trailscope, logs }) => {
      await trailscope.open();
      await expectNoViolations(page, 'first screen');
      const denied = makeRecord(9, {
        eventName: 'DeleteBucket',
        error: 'AccessDenied',
        more: { readOnly: false },
      });
      await trailscope.chooseFiles(await logs.writeLog('a.json.gz', [...makeRecords(8), denied]));
      await trailscope.expectDataSet({ events: 9 });
      await expectNoViolations(page, 'events');
      await trailscope.openEvent('DeleteBucket');
      await expectNoViolations(page, 'detail');
      await trailscope.goTo('Data');
      await expectNoViolations(page, 'data');
    });
  });
}
