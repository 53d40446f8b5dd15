/** What happens when the worker fails in ways that a browser test would have to wait minutes for. */
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { DatabaseLost } from './database.ts';
import { EngineClient, type EngineWorker } from './engine-client.ts';
import { EngineError } from './engine-database.ts';
import type { FromEngine, ToEngine } from './engine-protocol.ts';

/** A worker that answers only what the test tells it to. */
class ScriptedWorker implements EngineWorker {
  readonly sent: ToEngine[] = [];
  terminated = false;
  answersPings = false;
  readonly #target = new EventTarget();

  postMessage(message: ToEngine): void {
    this.sent.push(message);
    if (message.kind === 'ping' && this.answersPings) this.say({ kind: 'pong' });
  }

  terminate(): void {
    this.terminated = true;
  }

  addEventListener(type: string, listener: (event: never) => void): void {
    this.#target.addEventListener(type, (event) => Reflect.apply(listener, null, [event]));
  }

  say(data: FromEngine): void {
    this.#target.dispatchEvent(new MessageEvent('message', { data }));
  }

  fail(message: string): void {
    this.#target.dispatchEvent(Object.assign(new Event('error'), { message }));
  }
}

function start() {
  const worker = new ScriptedWorker();
  const client = new EngineClient(worker);
  return { worker, client, ready: () => worker.say({ kind: 'ready', locked: false }) };
}

const outcome = (call: Promise<unknown>): Promise<unknown> => call.catch((error: unknown) => error);

describe('EngineClient without locks', () => {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => void vi.useRealTimers());

  it('gives up a worker that is silent for two minutes while a call waits', async () => {
    const { worker, client, ready } = start();
    ready();
    const call = outcome(client.execute('SELECT 1', {}));
    await vi.advanceTimersByTimeAsync(130_000);
    expect(await call).toBeInstanceOf(DatabaseLost);
    expect(await client.lost).toBeInstanceOf(DatabaseLost);
    expect(worker.terminated).toBe(true);
    expect(await outcome(client.execute('SELECT 1', {}))).toBeInstanceOf(DatabaseLost);
  });

  it('waits for ever for a worker that answers pings', async () => {
    const { worker, client, ready } = start();
    worker.answersPings = true;
    ready();
    const call = client.execute('SELECT 1', {});
    await vi.advanceTimersByTimeAsync(3_600_000);
    worker.say({ kind: 'done', id: 1, cells: [[1]] });
    expect(await call).toEqual([[1]]);
  });

  it('does not mind silence while nothing was asked', async () => {
    const { worker, client, ready } = start();
    ready();
    await vi.advanceTimersByTimeAsync(3_600_000);
    const call = client.execute('SELECT 1', {});
    await vi.advanceTimersByTimeAsync(100_000);
    worker.say({ kind: 'done', id: 1, cells: [] });
    expect(await call).toEqual([]);
  });

  it('does not take the sleep of the machine for silence', async () => {
    const { worker, client, ready } = start();
    let slept = 0;
    const awake = performance.now.bind(performance);
    const clock = vi.spyOn(performance, 'now').mockImplementation(() => awake() + slept);
    ready();
    const call = client.execute('SELECT 1', {});
    await vi.advanceTimersByTimeAsync(100_000);
    slept = 3_600_000;
    await vi.advanceTimersByTimeAsync(100_000);
    worker.say({ kind: 'done', id: 1, cells: [[1]] });
    expect(await call).toEqual([[1]]);
    const silent = outcome(client.execute('SELECT 2', {}));
    await vi.advanceTimersByTimeAsync(130_000);
    expect(await silent).toBeInstanceOf(DatabaseLost);
    clock.mockRestore();
  });
});

describe('EngineClient', () => {
  it('matches answers to calls, whatever their order', async () => {
    const { worker, client } = start();
    const statement = client.execute('SELECT 1', {});
    const insert = client.insert('event', new Uint8Array(8));
    worker.say({ kind: 'done', id: 2, cells: [] });
    await insert;
    worker.say({ kind: 'done', id: 1, cells: [['x']] });
    expect(await statement).toEqual([['x']]);
  });

  it('rejects one call for an ordinary failure, and all for a fatal one', async () => {
    const { worker, client } = start();
    const failure = { message: 'no such table', outOfMemory: false, fatal: false };
    const first = outcome(client.execute('SELECT 1', {}));
    worker.say({ kind: 'failed', id: 1, failure });
    expect(await first).toBeInstanceOf(EngineError);
    const others = [
      outcome(client.execute('SELECT 1', {})),
      outcome(client.insert('event', new Uint8Array(8))),
    ];
    worker.say({ kind: 'failed', id: 2, failure: { ...failure, message: 'unreachable', fatal: true } });
    for (const error of await Promise.all(others)) {
      expect(error).toBeInstanceOf(DatabaseLost);
      expect(error).toHaveProperty('message', expect.stringContaining('unreachable'));
    }
  });

  it('takes an error event of the worker for its death, also while it starts', async () => {
    const { worker, client } = start();
    worker.fail('boom');
    expect(await outcome(client.ready)).toHaveProperty('message', expect.stringContaining('boom'));
    expect(await client.lost).toBeInstanceOf(DatabaseLost);
  });

  it('asks the worker to cancel when the signal is aborted, and no longer after the answer', async () => {
    const { worker, client } = start();
    const controller = new AbortController();
    const call = client.execute('SELECT 1', {}, controller.signal);
    controller.abort();
    expect(worker.sent.at(-1)).toEqual({ kind: 'cancel', id: 1 });
    worker.say({ kind: 'done', id: 1, cells: [] });
    await call;
    const late = new AbortController();
    const next = client.execute('SELECT 2', {}, late.signal);
    worker.say({ kind: 'done', id: 2, cells: [] });
    await next;
    late.abort();
    expect(worker.sent.filter((message) => message.kind === 'cancel')).toHaveLength(1);
  });
});
