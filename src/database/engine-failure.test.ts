/** What a failure means for the engine: told from its text, which is all that comes out of it. */
import { expect, it } from 'vitest';
import { describeFailure } from './engine.ts';

it.each([
  ['Out of Memory Error: could not allocate block of size 256.0 KiB (9.5 MiB/9.5 MiB used)', true, false],
  ['Binder Error: Referenced column "nothing" not found in FROM clause!', false, false],
  ['Conversion Error: Could not convert string "FATAL Error" to INT32', false, false],
  [
    'FATAL Error: Failed to create checkpoint because of error: could not allocate block of size 256.0 KiB',
    true,
    true,
  ],
  [
    'FATAL Error: Failed: database has been invalidated because of a previous fatal error. The database must be restarted prior to being used again.',
    false,
    true,
  ],
])('%s', (message, outOfMemory, fatal) => {
  expect(describeFailure(new Error(message))).toEqual({ message, outOfMemory, fatal });
});

it('a trap is fatal', () => {
  expect(describeFailure(new WebAssembly.RuntimeError('unreachable')).fatal).toBe(true);
});
