import { describe, expect, it } from 'vitest';
import { countWords, mayHaveStopped } from './spike-words.ts';
import { spikeOf } from './spikes.fixture.ts';

const MINUTE = 60_000;

describe('a line of the list', () => {
  it('says how many and how many were expected', () => {
    expect(countWords(spikeOf({ observed: 1_204, expected: 0.02 }))).toBe(
      '1,204 calls in 5 min, 0.02 expected',
    );
    const refused = { ...spikeOf().series, family: 'denied', name: null } as const;
    expect(
      countWords(spikeOf({ series: refused, observed: 1, expected: 0, end: spikeOf().start + MINUTE })),
    ).toBe('1 denied call in 1 min, 0 expected');
  });

  it('says of a whole trail alone that the logging may have stopped', () => {
    const trail = { ...spikeOf().series, family: 'trail', eventSource: null, name: null } as const;
    expect(mayHaveStopped(spikeOf({ series: trail, direction: 'down' }))).toBe(true);
    expect(mayHaveStopped(spikeOf({ series: trail }))).toBe(false);
    expect(mayHaveStopped(spikeOf({ direction: 'down' }))).toBe(false);
  });
});
