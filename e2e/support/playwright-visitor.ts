/** A `Visitor` whose browser Playwright drives. */
import { readFile } from 'node:fs/promises';
import type { Locator, Page } from '@playwright/test';
import { requestsElsewhere } from './test.ts';
import { type Role, TROUBLES, type Visitor, watchTroubles } from './visitor.ts';

export class PlaywrightVisitor implements Visitor {
  readonly #page: Page;
  readonly #site: string;
  readonly #troubles: string[];
  #opened = 0;

  private constructor(page: Page, site: string) {
    this.#page = page;
    this.#site = site;
    this.#troubles = requestsElsewhere(page.context(), site);
    page.on('pageerror', ({ message }) => this.#troubles.push(message));
  }

  static async start(page: Page, site: string): Promise<PlaywrightVisitor> {
    await page.addInitScript(watchTroubles);
    return new PlaywrightVisitor(page, site);
  }

  async open(hash: string): Promise<void> {
    // A link that differs after `#` only would be followed within the page.
    await this.#page.goto(`${this.#site}?${++this.#opened}${hash === '' ? '' : `#${hash}`}`);
  }

  async back(): Promise<void> {
    await this.#page.goBack();
  }

  address(): Promise<string> {
    return Promise.resolve(this.#page.url());
  }

  async click(role: Role, name: string): Promise<void> {
    await this.#find(role, name).click();
  }

  async type(text: string): Promise<void> {
    await this.#page.keyboard.type(text);
  }

  async press(key: string): Promise<void> {
    await this.#page.keyboard.press(key);
  }

  async chooseFiles(paths: readonly string[]): Promise<void> {
    await this.#page.locator('input[type=file]:not([webkitdirectory])').setInputFiles([...paths]);
  }

  async text(role: Role, name: string): Promise<string | null> {
    const found = this.#find(role, name);
    return (await found.count()) === 0 ? null : found.innerText();
  }

  ask(expression: string): Promise<unknown> {
    return this.#page.evaluate(expression);
  }

  async save(role: Role, name: string): Promise<string | null> {
    const [download] = await Promise.all([this.#page.waitForEvent('download'), this.click(role, name)]);
    return readFile(await download.path(), 'utf8');
  }

  async troubles(): Promise<readonly string[]> {
    const seen = await this.#page.evaluate<string[]>(TROUBLES);
    return [...this.#troubles, ...seen];
  }

  #find(role: Role, name: string): Locator {
    if (role === 'text') return this.#page.getByText(name, { exact: true }).first();
    return this.#page.getByRole(role, name === '' ? {} : { name }).first();
  }
}
