import { expect, it } from 'vitest';
import { stepSentence } from './settings-words.ts';

it('says each step with the numbers that the judge goes by', () => {
  expect(stepSentence('normal')).toBe(
    'What is worth a look: at least 1.6 × and 10 calls more than expected; of 500 at most one should be none.',
  );
  expect(stepSentence('plain')).toContain('at least 3 × and 20 calls more');
  expect(stepSentence('fine')).toContain('of 100 at most one');
});
