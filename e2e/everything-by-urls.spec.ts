/** The public sample logs, every kind of file among them: through presigned URLs they are the same data as from a folder. */
import { existsSync } from 'node:fs';
import { readdir, readFile } from 'node:fs/promises';
import { join, relative } from 'node:path';
import type { Page } from '@playwright/test';
import { fromRoot } from '../scripts/project.mjs';
import { downloadedReport, expectSums } from './support/load-report.ts';
import { TrailscopePage } from './support/page.ts';
import { TestS3 } from './support/s3.ts';
import { expect, test } from './support/test.ts';

const FOLDER = fromRoot('../shared/data');

async function filesIn(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  return entries
    .filter((entry) => entry.isFile())
    .map((entry) => relative(folder, join(entry.parentPath, entry.name)));
}

/** As a link says it. */
async function fingerprint(page: Page): Promise<string> {
  await page.getByRole('button', { name: 'Share' }).click();
  const link = await page.getByRole('textbox', { name: 'Link' }).inputValue();
  await page.keyboard.press('Escape');
  return new URLSearchParams(new URL(link).hash.slice(1)).get('d')?.split(',')[0] ?? 'none';
}

test('every sample file: the same data set by folder and by presigned URLs @slow', async ({
  page,
  browser,
  trailscope,
  logs,
  site,
}) => {
  test.skip(!existsSync(FOLDER), 'The public sample logs are not here.');
  test.setTimeout(600_000);
  await trailscope.open();
  await trailscope.chooseFolder(FOLDER);
  await expect(trailscope.status).toContainText(/[\d,]{6,} events/, { timeout: 120_000 });
  await trailscope.settled();
  const byFolder = { print: await fingerprint(page), report: await downloadedReport(trailscope) };
  expectSums(byFolder.report);

  const s3 = await TestS3.start(new URL(site).origin);
  const names = await filesIn(FOLDER);
  const lines: string[] = [];
  for (const [n, name] of names.entries()) {
    const isPacked = name.endsWith('.gz') && n % 2 === 0;
    await s3.put(name, await readFile(join(FOLDER, name)), isPacked ? { encoding: 'gzip' } : {});
    lines.push(`${name}\t${s3.url(name)}\n`);
  }
  const context = await browser.newContext({ baseURL: site });
  const other = new TrailscopePage(await context.newPage());
  await other.open();
  await other.chooseFiles(await logs.write('urls.txt', lines.join('')));
  await other.page.getByRole('button', { name: /^Fetch [\d,]+ files$/ }).click();
  await expect(other.page.getByRole('button', { name: 'Done' })).toBeVisible({ timeout: 300_000 });
  await expect(other.page.getByRole('status', { name: 'URLs' })).toHaveText(
    `${names.length.toLocaleString('en-US')} fetched`,
  );
  await other.page.getByRole('button', { name: 'Done' }).click();
  await other.settled();
  const report = await downloadedReport(other);
  expectSums(report);
  for (const count of ['events', 'duplicates', 'found', 'rejected', 'conflicts'] as const)
    expect(report[count], count).toBe(byFolder.report[count]);
  expect(await fingerprint(other.page)).toBe(byFolder.print);
  await context.close();
  await s3.close();
});
