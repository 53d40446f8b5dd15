import { expect, it, vi } from 'vitest';
import { Fetched } from './fetched.ts';

it('fetches once, in advance or when it is needed', async () => {
  const load = vi.fn<() => Promise<string>>(async () => 'part');
  const part = new Fetched(load);
  expect(load).not.toHaveBeenCalled();
  await part.prepare();
  expect(await part.get()).toBe('part');
  expect(load).toHaveBeenCalledTimes(1);
});

it('tries again after a failure, which only those meet who need the part', async () => {
  const load = vi
    .fn<() => Promise<string>>(async () => 'part')
    .mockRejectedValueOnce(new Error('no network'));
  const part = new Fetched(load);
  await part.prepare();
  load.mockRejectedValueOnce(new Error('still none'));
  await expect(part.get()).rejects.toThrow('still none');
  expect(await part.get()).toBe('part');
});
