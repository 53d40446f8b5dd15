import { describe, expect, it } from 'vitest';
import type { Priority } from './database.ts';
import { deferred } from './deferred.ts';
import { CallQueue } from './queue.ts';

/** A queue with one job running until `free` is called, and a list of what ran after it. */
function occupied(priority: Priority = 'visible') {
  const queue = new CallQueue();
  const first = deferred<string>();
  const ran: string[] = [];
  void queue.add(priority, () => first.promise);
  const add = (rank: Priority, name: string, signal?: AbortSignal): Promise<string> =>
    queue.add(rank, () => Promise.resolve(ran.push(name)).then(() => name), signal);
  return { add, ran, free: () => first.resolve('first') };
}

describe('CallQueue', () => {
  it('serves the most urgent first, equals in the order in which they came', async () => {
    const { add, ran, free } = occupied();
    const all = [
      add('background', 'b1'),
      add('visible', 'v1'),
      add('surrounding', 's1'),
      add('background', 'b2'),
      add('visible', 'v2'),
    ];
    free();
    await Promise.all(all);
    expect(ran).toEqual(['v1', 'v2', 's1', 'b1', 'b2']);
  });

  it('lets an urgent question that follows from an answer go before what waits in the background', async () => {
    const { add, ran, free } = occupied();
    const prefetch = add('background', 'b');
    const chain = add('visible', 'v1')
      .then(() => add('visible', 'v2'))
      .then(() => add('surrounding', 's'))
      .then(() => add('surrounding', 's2'));
    free();
    await Promise.all([prefetch, chain]);
    expect(ran).toEqual(['v1', 'v2', 's', 's2', 'b']);
  });

  it('lets loading go first, but not twice in a row while another waits', async () => {
    const { add, ran, free } = occupied();
    const all = [
      add('visible', 'v1'),
      add('load', 'l1'),
      add('load', 'l2'),
      add('background', 'b1'),
      add('load', 'l3'),
      add('load', 'l4'),
    ];
    free();
    await Promise.all(all);
    expect(ran).toEqual(['l1', 'v1', 'l2', 'b1', 'l3', 'l4']);
  });

  it('keeps the order of loading when nothing else waits', async () => {
    const { add, ran, free } = occupied('load');
    const all = ['l1', 'l2', 'l3'].map((name) => add('load', name));
    free();
    await Promise.all(all);
    expect(ran).toEqual(['l1', 'l2', 'l3']);
  });

  it('forgets a waiting call whose signal is aborted, and rejects with its reason', async () => {
    const { add, ran, free } = occupied();
    const controller = new AbortController();
    const cancelled = add('visible', 'never', controller.signal);
    const other = add('visible', 'other');
    controller.abort(new Error('not wanted any more'));
    await expect(cancelled).rejects.toThrow('not wanted any more');
    free();
    await other;
    expect(ran).toEqual(['other']);
  });

  it('does not take a call whose signal is aborted already', async () => {
    const { add, ran } = occupied();
    await expect(add('visible', 'never', AbortSignal.abort(new Error('too late')))).rejects.toThrow(
      'too late',
    );
    expect(ran).toEqual([]);
  });

  it('rejects a running call at once, but serves the next only when it has ended', async () => {
    const queue = new CallQueue();
    const running = deferred<void>();
    const controller = new AbortController();
    const first = queue.add('visible', () => running.promise, controller.signal);
    let started = false;
    const second = queue.add('visible', () => Promise.resolve((started = true)));
    controller.abort(new Error('enough'));
    await expect(first).rejects.toThrow('enough');
    expect(started).toBe(false);
    running.reject(new Error('query was canceled'));
    await second;
    expect(started).toBe(true);
  });

  it('goes on after a call that failed, even at once', async () => {
    const queue = new CallQueue();
    const failing = queue.add('visible', () => {
      throw new Error('no');
    });
    await expect(failing).rejects.toThrow('no');
    await expect(queue.add('visible', () => Promise.resolve(1))).resolves.toBe(1);
  });
});
