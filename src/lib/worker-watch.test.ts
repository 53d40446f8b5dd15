import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { FakeLocks } from './testing/fake-locks.ts';
import { type ToWatched, WorkerWatch } from './worker-watch.ts';

/** A worker that says what the test has it say. */
class ScriptedWorker extends EventTarget implements Worker {
  onmessage: Worker['onmessage'] = null;
  onmessageerror: Worker['onmessageerror'] = null;
  onerror: Worker['onerror'] = null;
  readonly told: ToWatched[] = [];

  postMessage(message: ToWatched): void {
    this.told.push(message);
  }

  terminate(): void {
    throw new Error('whoever made it ends it');
  }

  say(type: string): void {
    this.dispatchEvent(new MessageEvent('message', { data: { type } }));
  }

  get lockName(): string {
    const [first] = this.told;
    return first?.type === 'hold-lock' ? first.lockName : '';
  }
}

const locks = new FakeLocks();
beforeEach(() => {
  vi.stubGlobal('navigator', { locks });
  vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval', 'performance'] });
});
afterEach(() => {
  vi.unstubAllGlobals();
  vi.useRealTimers();
});

function watched() {
  const worker = new ScriptedWorker();
  const onLoss = vi.fn<() => void>();
  return { worker, onLoss, watch: new WorkerWatch({ worker, what: 'test', onLoss }) };
}

async function holdsItsLock(worker: ScriptedWorker): Promise<void> {
  locks.take(worker.lockName);
  worker.say('lock-held');
  await vi.waitFor(() => expect(locks.isWaitedFor(worker.lockName)).toBe(true));
}

describe('a watched worker', () => {
  it('that lets go of its lock is gone, whether words were expected or not', async () => {
    const { worker, onLoss } = watched();
    await holdsItsLock(worker);
    expect(onLoss).not.toHaveBeenCalled();
    locks.release(worker.lockName);
    await vi.waitFor(() => expect(onLoss).toHaveBeenCalledTimes(1));
  });

  it('that was ended on purpose is not missed', async () => {
    const { worker, watch, onLoss } = watched();
    await holdsItsLock(worker);
    watch.end();
    locks.release(worker.lockName);
    worker.dispatchEvent(new Event('error'));
    await Promise.resolve();
    vi.advanceTimersByTime(60_000);
    expect(onLoss).not.toHaveBeenCalled();
  });

  it('that is silent is asked, and given up when it does not answer', () => {
    const { worker, watch, onLoss } = watched();
    vi.advanceTimersByTime(60_000);
    expect(onLoss).not.toHaveBeenCalled();
    watch.expectWords();
    for (let k = 0; k < 6; k++) {
      vi.advanceTimersByTime(20_000);
      worker.say('alive');
    }
    expect(worker.told.filter(({ type }) => type === 'ping')).toHaveLength(6);
    expect(onLoss).not.toHaveBeenCalled();
    vi.advanceTimersByTime(34_000);
    expect(onLoss).toHaveBeenCalledTimes(1);
  });

  it('may be silent when nothing is expected of it any more', () => {
    const { watch, onLoss } = watched();
    watch.expectWords();
    watch.rest();
    vi.advanceTimersByTime(120_000);
    expect(onLoss).not.toHaveBeenCalled();
  });

  it.each(['error', 'messageerror'])('that has an %s is gone, once', (type) => {
    const { worker, onLoss } = watched();
    worker.dispatchEvent(new Event(type));
    worker.dispatchEvent(new Event(type));
    expect(onLoss).toHaveBeenCalledTimes(1);
  });
});
