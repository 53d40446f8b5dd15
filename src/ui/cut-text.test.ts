import { expect, it } from 'vitest';
import { identifierEnds } from './cut-text.ts';

it('cuts long identifiers in the middle, and nothing else', () => {
  const arn = 'arn:aws:iam::111122223333:user/ci-deployer';
  expect(identifierEnds(arn)?.join('')).toBe(arn);
  expect(identifierEnds('DeleteObject')).toBeNull();
  expect(identifierEnds('streams.metrics.cloudwatch.amazonaws.com')).toBeNull();
  expect(identifierEnds('a name that is long and has blanks')).toBeNull();
  expect(identifierEnds('\u202e:'.repeat(30))).toBeNull();
});
