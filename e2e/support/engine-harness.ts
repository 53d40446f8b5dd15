/** Builds and serves the page that holds nothing but the engine (`e2e/harness`). */
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type BrowserContext, expect, type Page } from '@playwright/test';
import { build } from 'vite';
import { fromRoot } from '../../scripts/project.mjs';

export const HARNESS = fromRoot('.cache/harness');

/** The build of the harness, with the product's own settings. About four seconds. */
export async function buildHarness(): Promise<void> {
  await build({ configFile: fromRoot('e2e/harness/vite.config.ts') });
}

/** The engine file as it is shipped. */
export async function engineFile(): Promise<Buffer> {
  const assets = join(HARNESS, 'assets');
  const name = (await readdir(assets)).find((file) => file.endsWith('.bin'));
  expect(name, 'the build has an engine file').toBeDefined();
  return readFile(join(assets, String(name)));
}

export interface Told {
  readonly name: string;
  readonly message: string;
  readonly outOfMemory: boolean;
}

/** What a test may ask of the page. Each answer is plain data; errors are answers too. */
export class EngineHarness {
  readonly page: Page;

  constructor(page: Page) {
    this.page = page;
  }

  static async open(context: BrowserContext, site: string): Promise<EngineHarness> {
    const page = await context.newPage();
    await page.goto(`${site}engine.html`);
    return new EngineHarness(page);
  }

  /** Starts the engine; null when it runs. */
  start(options: { patienceMs?: number } = {}): Promise<Told | null> {
    return this.page.evaluate((o) => window.harness.start(o), options);
  }

  run(sql: string): Promise<Told | null> {
    return this.page.evaluate((text) => window.harness.run(text), sql);
  }

  /** The single number that the statement returns. */
  number(sql: string): Promise<number | Told> {
    return this.page.evaluate((text) => window.harness.number(text), sql);
  }

  /** Three events. */
  insert(): Promise<Told | null> {
    return this.page.evaluate(() => window.harness.insert());
  }

  /** Inserts events until that fails. */
  fill(): Promise<Told | null> {
    return this.page.evaluate(() => window.harness.fill());
  }
}
