/** A client of W3C WebDriver for WebKitGTK: the driver is started with a screen of its own, and ends with it. */
import { type ChildProcess, spawn } from 'node:child_process';
import { createServer } from 'node:net';
import type { findWebKit } from '../../scripts/other-browsers.mjs';

type Programs = NonNullable<ReturnType<typeof findWebKit>>;

/** The key under which WebDriver hands out elements. */
const ELEMENT = 'element-6066-11e4-a52e-4f735466cecf';

export class WebDriver {
  readonly #programs: readonly ChildProcess[];
  readonly #server: string;
  #session = '';

  private constructor(programs: readonly ChildProcess[], port: number) {
    this.#programs = programs;
    this.#server = `http://127.0.0.1:${port}`;
  }

  /** `home`: a folder for what the browser keeps. */
  static async start({ driver, browser, screen }: Programs, home: string): Promise<WebDriver> {
    const [port, display] = [await freePort(), `:${100 + (process.pid % 800)}`];
    const options = { stdio: 'ignore' as const };
    const xvfb = spawn(screen, [display, '-screen', '0', '1440x960x24', '-nolisten', 'tcp'], options);
    const env = { ...process.env, DISPLAY: display, HOME: home, WEBKIT_DISABLE_DMABUF_RENDERER: '1' };
    const server = spawn(driver, [`--port=${port}`], { ...options, env });
    const started = new WebDriver([server, xvfb], port);
    await started.#answering();
    const capabilities = {
      alwaysMatch: { 'webkitgtk:browserOptions': { binary: browser, args: ['--automation'] } },
    };
    const { sessionId } = await started.#send<{ sessionId: string }>('POST', '/session', { capabilities });
    started.#session = `/session/${sessionId}`;
    await started.command('timeouts', { script: 120_000, pageLoad: 120_000 });
    await started.command('window/rect', { width: 1440, height: 960 });
    return started;
  }

  /** A command of the session with its values. */
  command<T>(path: string, values: object): Promise<T> {
    return this.#send<T>('POST', `${this.#session}/${path}`, values);
  }

  ask<T>(path: string): Promise<T> {
    return this.#send<T>('GET', `${this.#session}/${path}`);
  }

  /** What a function's body returns, evaluated in the page. */
  evaluate<T>(body: string, args: readonly unknown[] = []): Promise<T> {
    return this.command<T>('execute/sync', { script: body, args });
  }

  /** The same for an element; null where it returns none. */
  async element(body: string, args: readonly unknown[] = []): Promise<string | null> {
    const found = await this.evaluate<Readonly<Record<string, string>> | null>(body, args);
    return found?.[ELEMENT] ?? null;
  }

  async stop(): Promise<void> {
    await this.#send('DELETE', this.#session).catch(() => undefined);
    for (const program of this.#programs) program.kill();
  }

  async #answering(): Promise<void> {
    for (let tries = 0; tries < 100; tries++) {
      const ready = await this.#send<{ ready: boolean }>('GET', '/status').catch(() => null);
      if (ready !== null) return;
      await new Promise((later) => setTimeout(later, 200));
    }
    throw new Error('WebKitWebDriver did not start.');
  }

  async #send<T>(method: string, path: string, values?: object): Promise<T> {
    const body = values === undefined ? {} : { body: JSON.stringify(values) };
    const response = await fetch(this.#server + path, { method, ...body });
    const { value }: { value: T } = JSON.parse(await response.text());
    if (!response.ok) throw new Error(`WebDriver ${path}: ${JSON.stringify(value)}`);
    return value;
  }
}

function freePort(): Promise<number> {
  return new Promise((resolve) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const address = server.address();
      const port = typeof address === 'object' && address !== null ? address.port : 0;
      server.close(() => resolve(port));
    });
  });
}
