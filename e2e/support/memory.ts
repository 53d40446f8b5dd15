/**
 * What a page and its workers hold after everything that is not used has been collected: bytes of scripts' objects, of
 * buffers, of WebAssembly, elements, listeners, and what the system gives to the renderer's process.
 */
import { readFile } from 'node:fs/promises';
import type { Browser, CDPSession, Page } from '@playwright/test';

export interface Memory {
  /** Scripts' objects of the page. */
  readonly page: number;
  /** Scripts' objects of all workers. */
  readonly workers: number;
  /** ArrayBuffers of the page and the workers. */
  readonly buffers: number;
  /** The engine's own memory. */
  readonly wasm: number;
  /** What the renderer's process has of the machine; NaN where there is no /proc. */
  readonly resident: number;
  readonly nodes: number;
  readonly listeners: number;
  readonly workerCount: number;
}

export interface MemoryProbe {
  read(): Promise<Memory>;
}

/** Before the page is opened, which must be the only one of its browser that loads anything. */
export async function probeMemory(page: Page, browser: Browser): Promise<MemoryProbe> {
  const devtools = await page.context().newCDPSession(page);
  const workers = new WorkerTalk(devtools);
  await workers.begin();
  const system = await browser.newBrowserCDPSession();
  return {
    read: async () => {
      // What a worker lets go of frees something of the page, and the reverse.
      for (let k = 0; k < 3; k++) {
        await devtools.send('HeapProfiler.collectGarbage');
        await workers.each('HeapProfiler.collectGarbage');
      }
      const own: HeapUsage = await devtools.send('Runtime.getHeapUsage');
      const theirs = await workers.each<HeapUsage>('Runtime.getHeapUsage');
      const { nodes, jsEventListeners: listeners } = await devtools.send('Memory.getDOMCounters');
      return {
        page: own.usedSize,
        workers: sum(theirs, ({ usedSize }) => usedSize),
        buffers: sum([own, ...theirs], ({ backingStorageSize = 0 }) => backingStorageSize),
        wasm: sum(await workers.wasmBytes(), (bytes) => bytes),
        resident: await residentBytes(system),
        nodes,
        listeners,
        workerCount: theirs.length,
      };
    },
  };
}

interface HeapUsage {
  readonly usedSize: number;
  /** Since Chromium 131. */
  readonly backingStorageSize?: number;
}

/** Runs in a worker before anything else does. The engine keeps its memory to itself. */
const KEEP_MEMORY = `{
  const own = WebAssembly.instantiateStreaming;
  WebAssembly.instantiateStreaming = async (...args) => {
    const made = await own.apply(WebAssembly, args);
    self.memoryOfTest = made.instance.exports.memory ?? args[1].env.memory;
    return made;
  };
}`;

/** The answer of a worker; null when it ended meanwhile. */
type Answer<T> = T | null;

/** Speaks with each worker through the page: Playwright gives no session of its own for one. */
class WorkerTalk {
  private readonly devtools: CDPSession;
  private readonly sessions = new Set<string>();
  private readonly waiting = new Map<string, (result: never) => void>();
  private nextId = 1;

  constructor(devtools: CDPSession) {
    this.devtools = devtools;
  }

  async begin(): Promise<void> {
    this.devtools.on('Target.attachedToTarget', ({ sessionId, targetInfo }) => {
      if (targetInfo.type === 'worker') void this.meet(sessionId);
    });
    this.devtools.on('Target.detachedFromTarget', ({ sessionId }) => {
      this.sessions.delete(sessionId);
      for (const [key, answer] of this.waiting)
        if (key.startsWith(`${sessionId} `)) Reflect.apply(answer, null, [null]);
    });
    this.devtools.on('Target.receivedMessageFromTarget', ({ sessionId, message }) => {
      const { id, result = null } = JSON.parse(message);
      const answer = this.waiting.get(`${sessionId} ${id}`);
      this.waiting.delete(`${sessionId} ${id}`);
      if (answer !== undefined) Reflect.apply(answer, null, [result]);
    });
    const options = { autoAttach: true, waitForDebuggerOnStart: true, flatten: false };
    await this.devtools.send('Target.setAutoAttach', options);
  }

  private async meet(session: string): Promise<void> {
    this.sessions.add(session);
    await this.ask(session, 'Runtime.evaluate', { expression: KEEP_MEMORY });
    await this.ask(session, 'Runtime.runIfWaitingForDebugger');
  }

  async wasmBytes(): Promise<number[]> {
    const expression = 'self.memoryOfTest?.buffer.byteLength ?? 0';
    const answers = await Promise.all(
      Array.from(this.sessions, (session) =>
        this.ask<{ result: { value: number } }>(session, 'Runtime.evaluate', { expression }),
      ),
    );
    return answers.map((answer) => answer?.result.value ?? 0);
  }

  async each<T>(method: string): Promise<T[]> {
    const answers = await Promise.all(Array.from(this.sessions, (session) => this.ask<T>(session, method)));
    return answers.filter((answer) => answer !== null);
  }

  private async ask<T>(sessionId: string, method: string, params: object = {}): Promise<Answer<T>> {
    const id = this.nextId++;
    const answer = new Promise<Answer<T>>((resolve) => {
      this.waiting.set(`${sessionId} ${id}`, resolve);
    });
    const message = JSON.stringify({ id, method, params });
    try {
      await this.devtools.send('Target.sendMessageToTarget', { sessionId, message });
    } catch {
      return null;
    }
    return answer;
  }
}

const sum = <T>(all: readonly T[], of: (one: T) => number): number =>
  all.reduce((total, one) => total + of(one), 0);

/** Of the largest renderer: Chromium keeps an empty one ready. */
async function residentBytes(system: CDPSession): Promise<number> {
  const { processInfo } = await system.send('SystemInfo.getProcessInfo');
  const sizes = await Promise.all(
    processInfo
      .filter(({ type }) => type === 'renderer')
      .map(async ({ id }) => {
        const status = await readFile(`/proc/${id}/status`, 'utf8').catch(() => '');
        return Number(/VmRSS:\s+(\d+) kB/.exec(status)?.[1] ?? Number.NaN) * 1024;
      }),
  );
  return sizes.length === 0 ? Number.NaN : Math.max(...sizes);
}
