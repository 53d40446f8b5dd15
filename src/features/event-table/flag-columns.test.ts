import { describe, expect, it } from 'vitest';
import type { FirstFlag } from '#query/first-seen.ts';
import { flagsIn } from './flag-columns.ts';

const flag = (dimension: string): FirstFlag => ({
  rowId: 1,
  fileId: 0,
  recordOffset: 0,
  time: 0,
  principal: 'alice',
  account: null,
  dimension,
  value: 'x',
  history: 1e9,
  days: 3,
});

const SHOWN = [{ key: 'eventTime' }, { key: 'eventName' }, { key: 'sourceIPAddress' }] as const;

describe('flagsIn', () => {
  const flags = [flag('address'), flag('network'), flag('region'), flag('eventName')];
  const dimensions = (
    column: 'eventTime' | 'eventName' | 'sourceIPAddress',
    shown: Parameters<typeof flagsIn>[2] = SHOWN,
  ) => flagsIn(flags, column, shown)?.map(({ dimension }) => dimension);

  it('puts each beside its value', () => {
    expect(dimensions('sourceIPAddress')).toEqual(['address', 'network']);
    expect(dimensions('eventTime')).toBeUndefined();
  });

  it('puts what has no column beside the name of the event, or into the first column', () => {
    expect(dimensions('eventName')).toEqual(['region', 'eventName']);
    expect(dimensions('eventTime', [{ key: 'eventTime' }])).toHaveLength(4);
    expect(flagsIn(undefined, 'eventName', SHOWN)).toBeUndefined();
  });
});
