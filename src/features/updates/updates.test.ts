import { describe, expect, it, vi } from 'vitest';
import { Updates } from './updates.ts';

const reload = (): void => {
  throw new Error('nobody asked for it');
};

describe('the copy that the browser keeps', () => {
  it('is done without where the browser allows none', async () => {
    const updates = new Updates({ container: undefined, reload });
    await expect(updates.keepCopy('./service-worker.js')).resolves.toBeUndefined();
    expect(updates.getState()).toBe('none');
  });

  it.each([
    ['refused', () => Promise.reject(new DOMException('The operation is insecure.', 'SecurityError'))],
    ['answered with nothing', () => Promise.resolve(undefined)],
  ])('is done without where it is %s', async (_, answer) => {
    const register = vi.fn<() => Promise<undefined>>(answer);
    const updates = new Updates({ container: { register, addEventListener: () => undefined }, reload });
    await expect(updates.keepCopy('./service-worker.js')).resolves.toBeUndefined();
    expect(register).toHaveBeenCalledWith('./service-worker.js', { updateViaCache: 'none' });
    expect(updates.getState()).toBe('none');
  });
});
