import { describe, expect, it } from 'vitest';
import { sizeSentence, sizeWords } from './spike-size.ts';

const UP = { direction: 'up', observed: 1_204, expected: 0.02, ratio: 60_200 } as const;
const DOWN = { direction: 'down', observed: 0, expected: 144, ratio: 0 } as const;

describe('how big a spike is', () => {
  it('is how many times as much, or that there was nothing before', () => {
    expect(sizeWords({ ...UP, ratio: 35.4 })).toBe('×35');
    expect(sizeWords({ ...UP, expected: 0, ratio: null })).toBe('new');
  });

  it('is no more than a bound where next to nothing was expected; the tooltip has the number', () => {
    expect(sizeWords(UP)).toBe('>×10,000');
    expect(sizeWords({ ...UP, ratio: 9_994 })).toBe('×9,990');
    expect(sizeSentence(UP)).toBe('60,200 times what was to be expected');
    expect(sizeSentence({ ...UP, ratio: 1_640_217.4 })).toBe('1,640,217 times what was to be expected');
  });

  it('is of a drop what was left', () => {
    expect(sizeWords(DOWN)).toBe('↓ silence');
    expect(sizeSentence(DOWN)).toBe('Silence where calls were expected');
    expect(sizeWords({ ...DOWN, observed: 3, ratio: 0.02 })).toBe('↓ to 2.1 %');
    expect(sizeSentence({ ...DOWN, observed: 3, ratio: 0.02 })).toBe(
      'Far fewer than expected: 2.1 % of them',
    );
  });
});
