import { describe, expect, it } from 'vitest';
import { allSpikesText } from './all-spikes-text.ts';

const report = (listed: number, more: number) => ({ spikes: Array.from({ length: listed }), more });

describe('what leads from the first spikes to all of them', () => {
  it('counts those too that are more than the list holds', () => {
    expect(allSpikesText(report(200, 821), 5)).toBe('All 1,021 spikes');
  });

  it('counts those that are not shown because they are marked as expected, as the list does', () => {
    expect(allSpikesText(report(1, 0), 0)).toBe('All 1 spike');
    expect(allSpikesText(report(7, 0), 5)).toBe('All 7 spikes');
  });

  it('counts none where all of them are in sight', () => {
    expect(allSpikesText(report(5, 0), 5)).toBe('Spikes');
    expect(allSpikesText(report(0, 0), 0)).toBe('Spikes');
  });
});
