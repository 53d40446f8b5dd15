import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { formatSeries, isMarked, parseSeries } from './series-name.ts';
import { FAMILIES } from './spike-names.ts';

const part = fc.option(
  fc.oneof(fc.string({ unit: 'binary' }), fc.constantFrom('~', '%', '%25', '%7E', '~~')),
);
const series = fc.record({
  family: fc.constantFrom(...FAMILIES),
  eventSource: part,
  name: part,
  ownAccount: part,
  region: part,
  account: part,
});

const DELETIONS = {
  family: 'call',
  eventSource: 's3.amazonaws.com',
  name: 'DeleteObject',
  ownAccount: null,
  region: 'eu-west-1',
  account: '111122223333',
} as const;

describe('the name of a series', () => {
  it('comes back from its text, whatever it holds', () => {
    fc.assert(
      fc.property(series, (given) => {
        expect(parseSeries(formatSeries(given))).toEqual(given);
      }),
    );
  });

  it('is short where it can be', () => {
    expect(formatSeries(DELETIONS)).toBe('call~s3.amazonaws.com~DeleteObject~~eu-west-1~111122223333');
  });

  it.each(['', 'call', 'call~~~~', 'other~~~~~', 'call~~~~~~', 'call~%zz~~~~'])('is not %j', (text) => {
    expect(parseSeries(text)).toBeNull();
  });
});

describe('a mark', () => {
  const spike = { series: DELETIONS, start: 1_000, end: 2_000 };

  it('is of a spike that holds its moment', () => {
    expect(isMarked(spike, [{ series: { ...DELETIONS }, at: 1_000 }])).toBe(true);
    expect(isMarked(spike, [{ series: DELETIONS, at: 2_000 }])).toBe(false);
    expect(isMarked(spike, [{ series: { ...DELETIONS, region: null }, at: 1_000 }])).toBe(false);
    expect(isMarked(spike, [])).toBe(false);
  });
});
