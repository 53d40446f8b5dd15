/** A `Visitor` whose browser WebDriver drives. Things are found by role and name in the page itself. */
import { expect } from '@playwright/test';
import { type Role, TROUBLES, type Visitor, watchTroubles } from './visitor.ts';
import type { WebDriver } from './web-driver.ts';

/** Elements that have a role without saying so. */
const NATIVE: Readonly<Partial<Record<Role, string>>> = {
  button: 'button',
  complementary: 'aside',
  heading: 'h1, h2, h3',
  main: 'main',
  radio: 'input[type=radio]',
  row: 'tr',
  searchbox: 'input[type=search]',
};

const FIND = `
  const [role, native, name] = arguments;
  const shown = (one) => one.getClientRects().length > 0;
  if (role === 'text')
    return [...document.querySelectorAll('body *')]
      .find((one) => shown(one) && one.children.length === 0 && one.textContent.trim() === name) ?? null;
  const referred = (ids) => ids.split(' ').map((id) => document.getElementById(id)?.textContent ?? '').join(' ');
  const nameOf = (one) =>
    one.getAttribute('aria-label') ??
    (one.hasAttribute('aria-labelledby') ? referred(one.getAttribute('aria-labelledby')) : null) ??
    [...(one.labels ?? [])].map(({ textContent }) => textContent).join(' ') + one.textContent;
  const hasRole = (one) => (one.getAttribute('role') ?? role) === role;
  const all = document.querySelectorAll('[role="' + role + '"]' + (native === '' ? '' : ', ' + native));
  return [...all].find((one) => hasRole(one) && shown(one)
    && nameOf(one).toLowerCase().includes(name.toLowerCase())) ?? null;`;

const KEYS = { Enter: '\uE007', Escape: '\uE00C', Home: '\uE011' } as const;
const PATIENT = { timeout: 60_000 };

export class WebDriverVisitor implements Visitor {
  readonly #driver: WebDriver;
  readonly #site: string;
  readonly #troubles: string[] = [];
  #opened = 0;

  constructor(driver: WebDriver, site: string) {
    this.#driver = driver;
    this.#site = site;
  }

  async open(hash: string): Promise<void> {
    await this.#collectTroubles();
    await this.#driver.command('url', {
      url: `${this.#site}?${++this.#opened}${hash === '' ? '' : `#${hash}`}`,
    });
    // WebDriver has nothing that runs before the page; what goes wrong until here is not seen.
    await this.#driver.evaluate(`(${watchTroubles.toString()})()`);
  }

  async back(): Promise<void> {
    await this.#driver.command('back', {});
  }

  address(): Promise<string> {
    return this.#driver.ask('url');
  }

  async click(role: Role, name: string): Promise<void> {
    // What is found may be drawn anew before it is clicked; then it is looked for again.
    await expect(async () => {
      const element = await this.#find(role, name);
      expect(element, `${role} ${name}`).not.toBeNull();
      await this.#driver.command(`element/${element}/click`, {});
    }).toPass(PATIENT);
  }

  async type(text: string): Promise<void> {
    const focused = await this.#driver.element('return document.activeElement');
    await this.#driver.command(`element/${focused}/value`, { text });
  }

  press(key: keyof typeof KEYS): Promise<void> {
    return this.type(KEYS[key]);
  }

  async chooseFiles(paths: readonly string[]): Promise<void> {
    const find = 'return document.querySelector("input[type=file]:not([webkitdirectory])")';
    await expect.poll(() => this.#driver.element(find), PATIENT).not.toBeNull();
    // The files are told apart by line ends.
    await this.#driver.command(`element/${await this.#driver.element(find)}/value`, {
      text: paths.join('\n'),
    });
  }

  async text(role: Role, name: string): Promise<string | null> {
    const find = `const found = (function () { ${FIND} }).apply(null, arguments)`;
    return this.#driver.evaluate(
      `${find}; return found === null ? null : found.innerText;`,
      argsOf(role, name),
    );
  }

  ask(expression: string): Promise<unknown> {
    return this.#driver.evaluate(`return ${expression}`);
  }

  async save(role: Role, name: string): Promise<null> {
    await this.click(role, name);
    return null;
  }

  async troubles(): Promise<readonly string[]> {
    await this.#collectTroubles();
    return this.#troubles;
  }

  async #collectTroubles(): Promise<void> {
    if (this.#opened > 0)
      this.#troubles.push(...(await this.#driver.evaluate<string[]>(`return ${TROUBLES}`)));
  }

  #find(role: Role, name: string): Promise<string | null> {
    return this.#driver.element(FIND, argsOf(role, name));
  }
}

const argsOf = (role: Role, name: string): readonly unknown[] => [role, NATIVE[role] ?? '', name];
