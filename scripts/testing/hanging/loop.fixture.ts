/** A test file as it must not be, for `watched-run.test.ts`: it never gives its thread back. */
import { expect, it } from 'vitest';

it('passes', () => {
  expect(1).toBe(1);
});

it('never ends', () => {
  const never = Date.now() < 0;
  while (!never);
  expect(never).toBe(true);
});
